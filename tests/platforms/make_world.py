"""The invented appraisal that every sample export tells of, and how a case is written down.

Everything here is synthetic: the city 示例市 does not exist, the addresses come from the ranges kept
for documentation (RFC 5737), the mail addresses from example.com, and nobody's answers were used.
"""

import csv
import datetime as dt
import io
import random
import re
import zipfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
TITLE = "示例市2026年机关效能评议"
UNITS = ["市教育局", "市公安局", "市民政局", "市财政局", "国家税务总局示例市税务局"]
INDICATORS = ["业务工作", "制度建设和落实", "依法行政依法办事", "政务公开和事务公开", "办事效率和服务质量", "廉政建设和行风服务"]
LEVELS = ["满意", "基本满意", "一般", "不满意", "不了解"]
GROUPS = ["市领导", "企业", "服务对象和群众"]
CHANNELS = ["政务服务窗口", "网上办事大厅", "12345热线", "电话咨询"]
CONCERNS = ["办事效率", "服务态度", "依法办事", "廉洁自律"]
BUSINESS = ["办理证照", "申报纳税", "申请补贴", "参加招投标"]

BLANK = "blank"  # shown to the rater and left unanswered
SKIP = "skip"  # never shown: the logic of the form passed it over

# How likely each level is, per unit; the last number is 不了解.
QUALITY = {
    "市教育局": [52, 26, 12, 4, 6],
    "市公安局": [44, 30, 14, 7, 5],
    "市民政局": [58, 22, 9, 2, 9],
    "市财政局": [40, 27, 16, 6, 11],
    "国家税务总局示例市税务局": [61, 21, 9, 5, 4],
}

# A comment is whatever people type: commas, quotes, line breaks, a level word alone, a formula, a bare number.
COMMENTS = [
    "希望窗口中午也有人值班",
    "材料要求前后不一,跑了三趟",
    "工作人员说“再等等”,没有给出期限",
    '公告写着"一次办结",实际不是',
    "满意",
    "=1+1",
    "1",
    "第一,排队太久;\n第二,指示牌不清楚",
    "-",
    "服务好，点赞┋继续保持",
]


class Rater:
    """One ballot: who sent it, when, and what was ticked for each unit and indicator."""

    def __init__(self, no, group, rng, when):
        self.no = no
        self.group = group
        self.code = "PY-" + "".join(rng.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(6))
        self.start = when
        self.seconds = rng.randint(64, 540)
        self.end = when + dt.timedelta(seconds=self.seconds)
        self.ip = f"{rng.choice(['192.0.2', '198.51.100', '203.0.113'])}.{rng.randint(2, 250)}"
        self.place = rng.choice([("广西", "南宁"), ("广西", "南宁"), ("广西", "柳州"), ("广东", "广州")])
        self.source = rng.choice(["微信", "微信", "手机提交", "链接"])
        self.channels = [c for c in CHANNELS if rng.random() < 0.45] or [CHANNELS[0]]
        self.business = [b for b in BUSINESS if rng.random() < 0.4] or [BUSINESS[1]]
        self.ranking = rng.sample(CONCERNS, len(CONCERNS))
        self.comment = rng.choice(COMMENTS) if rng.random() < 0.35 else ""
        self.answers = {}


def raters(seed, counts=(8, 14, 19), logic=True):
    """The ballots of one survey; `counts` is the number of raters of each group, in the order of GROUPS."""
    rng = random.Random(seed)
    groups = [g for g, n in zip(GROUPS, counts) for _ in range(n)]
    rng.shuffle(groups)
    when = dt.datetime(2026, 11, 3, 8, 41, 5)
    made = []
    for no, group in enumerate(groups, 1):
        when += dt.timedelta(seconds=rng.randint(40, 5200))
        rater = Rater(no, group, rng, when)
        for unit in UNITS:
            passed_over = logic and group != "市领导" and rng.random() < 0.14
            lean = rng.random()
            for indicator in INDICATORS:
                rater.answers[unit, indicator] = SKIP if passed_over else answer(rng, unit, group, lean)
        made.append(rater)
    return made


def answer(rng, unit, group, lean):
    if rng.random() < 0.025:
        return BLANK
    odds = list(QUALITY[unit])
    if group == "市领导":
        odds = [odds[0] + 12, odds[1], odds[2], 1, 1]
    if lean < 0.3:  # one rater's answers hang together
        odds[0] *= 3
    return rng.choices(LEVELS, odds)[0]


def counted(ballots):
    """What a careful person would count: (unit, group, indicator, level) -> ballots."""
    tally = Counter()
    for rater in ballots:
        for (unit, indicator), level in rater.answers.items():
            if level in LEVELS:
                tally[unit, rater.group, indicator, level] += 1
    return tally


def expected_rows(tally):
    rows = [["unit", "group", "indicator", "level", "n"]]
    for unit in UNITS:
        for group in GROUPS:
            for indicator in INDICATORS:
                for level in LEVELS:
                    if n := tally.get((unit, group, indicator, level), 0):
                        rows.append([unit, group, indicator, level, n])
    return rows


def case(platform, name, files, ballots, about, extra=None):
    """Write one case folder: the export's own files, expected.csv, about.md and any further files."""
    folder = HERE / platform / name
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for file, data in files.items():
        assert len(data) < 60_000, (platform, name, file, len(data))
        (folder / file).write_bytes(data)
    (folder / "expected.csv").write_bytes(text_table(expected_rows(counted(ballots)), eol="\n"))
    for file, data in (extra or {}).items():
        (folder / file).write_bytes(data)
    lines = [line for line in about.strip().splitlines() if line.strip()]
    assert 2 <= len(lines) <= 8, (platform, name, len(lines))
    (folder / "about.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def text_table(rows, sep=",", encoding="utf-8", bom=False, eol="\r\n", quote_all=False, last=""):
    """A separated text file; `last` is what follows the final line, such as the blank line of LimeSurvey."""
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=sep, lineterminator=eol, quoting=quoting).writerows(rows)
    return (b"\xef\xbb\xbf" if bom else b"") + (out.getvalue() + last).encode(encoding)


def xlsx(rows, sheet="Sheet1", widths=None, date_format="yyyy/m/d h:mm:ss", table=None):
    """A workbook of one sheet, the same bytes at every run. `table` names an Excel table around the rows."""
    import openpyxl
    from openpyxl.worksheet.table import Table, TableStyleInfo

    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    for line in page.iter_rows(min_row=2):
        for cell in line:
            if isinstance(cell.value, dt.datetime):
                cell.number_format = date_format
            elif isinstance(cell.value, str) and cell.value.startswith("="):
                cell.data_type = "s"  # a platform writes the rater's text, not a formula
    if table:
        corner = openpyxl.utils.get_column_letter(len(rows[0]))
        shape = Table(displayName=table, ref=f"A1:{corner}{len(rows)}")
        shape.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
        page.add_table(shape)
    raw = io.BytesIO()
    book.save(raw)
    return still_zip(raw.getvalue())


def still_zip(data):
    """The same archive without the time of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-11-10T08:00:00Z", body)
            new.writestr(zipfile.ZipInfo(name, (2026, 11, 10, 8, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def xls(rows, sheet="Sheet1"):
    """A BIFF8 workbook (Excel 97-2003)."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet)
    stamp = xlwt.easyxf(num_format_str="yyyy/m/d h:mm:ss")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, dt.datetime):
                page.write(r, c, value, stamp)
            else:
                page.write(r, c, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def slashes(when):
    """2026/11/3 9:05:07, as 问卷星 writes it."""
    return f"{when.year}/{when.month}/{when.day} {when.hour}:{when:%M:%S}"
