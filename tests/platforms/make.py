#!/usr/bin/env python3
"""Make the sample exports of the survey platforms anew: python tests/platforms/make.py [platform…]

Needs Python 3.11 and: pip install openpyxl==3.1.5 xlwt==1.3.0 pyreadstat==1.3.7 pandas==3.1.1; check.py also xlrd==2.0.2
The seeds are fixed, the clock is not read: the same packages give the same bytes. Nothing is real:
see make_world.py. What each case imitates, and what a person has to decide, stands in its about.md.
"""

import importlib
import sys

PLATFORMS = ["wjx", "tencent", "wenjuan", "limesurvey", "qualtrics", "forms", "spss"]

for platform in sys.argv[1:] or PLATFORMS:
    importlib.import_module(f"make_{platform}").make()
