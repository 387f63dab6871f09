#!/usr/bin/env python3
"""Count every sample export from its bytes and compare with expected.csv: python tests/platforms/check.py

make.py writes files and expectations from the same ballots; this reads the files alone, knowing of each
only where its answers stand. It is no part of the project's tests, which must find that out themselves.
"""

import csv
import io
from collections import Counter

import make_spss
from make_world import GROUPS, HERE, INDICATORS, LEVELS, UNITS

NUMBERS = {str(n): level for n, level in enumerate(LEVELS, 1)}
POINTS = dict(zip(["100", "80", "60", "30", "0"], LEVELS))
RECODED = dict(zip("12347", LEVELS))


def numbered(text):
    return NUMBERS.get(text, "")


def group_number(text):
    return GROUPS[int(text.strip("A")) - 1]


def unlettered(text):
    return text.split(".", 1)[-1]


def sheet(path):
    """All cells as text, blank lines left out."""
    if path.suffix == ".xlsx":
        import openpyxl

        rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    elif path.suffix == ".xls":
        import xlrd

        rows = xlrd.open_workbook(path).sheet_by_index(0).get_rows()
        rows = [[int(c.value) if c.ctype == 2 else c.value for c in row] for row in rows]
    else:
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("gb18030")
        first = text.split("\n")[0]
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    return [["" if cell is None else str(cell) for cell in row] for row in rows if row]


def check(case, pattern, headings, group, first, *, step=1, turned=False, level=str, name=str,
          keep=lambda row: True, expected="expected.csv"):
    folder = HERE / case
    (path,) = [p for p in folder.glob(pattern) if not p.name.startswith("expected")]
    keys = [(u, i) for i in INDICATORS for u in UNITS] if turned else [(u, i) for u in UNITS for i in INDICATORS]
    tally = Counter()
    for row in filter(keep, sheet(path)[headings:]):
        for k, (unit, indicator) in enumerate(keys):
            if (answer := level(row[first + k * step])) in LEVELS:
                tally[unit, name(row[group]), indicator, answer] += 1
    with open(folder / expected, encoding="utf-8", newline="") as file:
        wanted = {tuple(row[:4]): int(row[4]) for row in list(csv.reader(file))[1:]}
    assert dict(tally) == wanted, (case, path.name, expected)
    print(f"{case}/{path.name}: {sum(wanted.values())} answers agree with {expected}")


coded = {"level": numbered, "name": group_number}
check("wjx/text-csv-utf8", "*.csv", 1, 6, 9)
check("wjx/text-csv-gbk", "*.csv", 1, 6, 10)
check("wjx/text-xlsx", "*.xlsx", 1, 7, 10)
check("wjx/numbers-xlsx", "*.xlsx", 1, 6, 15, **coded)
check("wjx/scores-xlsx", "*.xlsx", 1, 7, 8, level=lambda t: POINTS.get(t, ""))
check("wjx/old-xls", "*Readable.xls", 1, 6, 9)
check("wjx/old-xls", "*Original.xls", 1, 6, 15, **coded)
check("wjx/old-xls-stems-lost", "*.xls", 1, 6, 9)
check("wjx/units-as-rows", "*.xlsx", 1, 6, 7, turned=True)
check("tencent/csv", "*.csv", 1, 4, 9, name=unlettered)
check("tencent/csv-older", "*.csv", 1, 8, 13, level=unlettered, name=unlettered)
check("tencent/xlsx", "*.xlsx", 1, 4, 9, level=unlettered, name=unlettered)
check("tencent/xlsx", "*.xlsx", 1, 4, 9, level=unlettered, name=unlettered, keep=lambda r: r[41] != "无效",
      expected="expected-without-invalid.csv")
check("tencent/coded-csv", "*.csv", 1, 6, 11, **coded)
check("wenjuan/three-files-gbk", "*Readable.csv", 1, 7, 12)
check("wenjuan/three-files-gbk", "*Original.csv", 1, 6, 11, **coded)
check("wenjuan/coded-with-key", "*Original.csv", 1, 6, 11, **coded)
check("wenjuan/readable-utf8", "*.csv", 1, 7, 12)
answer_codes = {"level": lambda t: numbered(t[1:]), "name": group_number}
check("limesurvey/codes-short", "*.csv", 1, 9, 10, **answer_codes)
check("limesurvey/dual-scale", "*.csv", 1, 9, 10, step=2, **answer_codes)
recoded = {"level": lambda t: RECODED.get(t, ""), "name": group_number}
for every, expected in ((False, "expected.csv"), (True, "expected-unfinished-counted.csv")):
    for case in ("limesurvey/full-long", "limesurvey/tab-code-and-text"):
        check(case, "*.csv", 1, 9, 10, keep=lambda r: every or r[1], expected=expected)
    check("qualtrics/choice-text-three-rows", "*.csv", 3, 17, 18, expected=expected,
          keep=lambda r: r[15] != "preview" and (every or r[6] == "True"))
    check("qualtrics/numeric-three-rows", "*.csv", 3, 17, 18, expected=expected, **recoded,
          keep=lambda r: r[15] != "preview" and (every or r[6] == "1"))
check("qualtrics/choice-text-two-rows", "*.csv", 2, 10, 11)
check("google-forms/zh-forms-csv", "*.csv", 1, 1, 3)
check("google-forms/en-sheets-csv", "*.csv", 1, 2, 4)
check("google-forms/zh-sheets-xlsx", "*.xlsx", 1, 1, 2, turned=True)
check("ms-forms/likert-dotted", "*.xlsx", 1, 5, 7)
check("ms-forms/likert-statement", "*.xlsx", 1, 6, 8)
check("ms-forms/likert-repeated", "*.xlsx", 1, 5, 7)
make_spss.check()
