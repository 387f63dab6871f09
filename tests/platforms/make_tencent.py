"""腾讯问卷 (wj.qq.com)."""

from make_world import (
    BLANK, CHANNELS, GROUPS, INDICATORS, LEVELS, SKIP, TITLE, UNITS, case, counted, expected_rows, raters,
    text_table, xlsx,
)

LETTER = dict(zip(LEVELS, "ABCDE"))
AFTER = ["语言", "清洗数据结果", "智能清洗数据无效概率", "地理位置国家和地区", "地理位置省", "地理位置市", "用户类型",
         "用户标识", "昵称", "自定义字段", "IP", "UA", "Referrer"]


def times(rater, style="%Y-%m-%d %H:%M:%S"):
    return [rater.start.strftime(style), rater.end.strftime(style), rater.seconds]


def lettered(options, chosen):
    return f"{'ABCDEFGH'[options.index(chosen)]}.{chosen}"


def headings(colon=":"):
    heads = ["1.您的身份"] + [f"2.您通过哪些渠道了解上述单位{colon}{c}" for c in CHANNELS]
    heads += [f"{n}.{unit}{colon}{i}" for n, unit in enumerate(UNITS, 3) for i in INDICATORS]
    return heads + ["8.您的意见和建议"]


def answers(rater, show):
    cells = [lettered(GROUPS, rater.group)]
    cells += [lettered(CHANNELS, c) if c in rater.channels else "" for c in CHANNELS]
    cells += [show(rater.answers[u, i]) for u in UNITS for i in INDICATORS]
    return cells + [rater.comment]


def plain(level):
    return "" if level in (BLANK, SKIP) else level


def with_letter(level):
    return "" if level in (BLANK, SKIP) else f"{LETTER[level]}.{level}"


def after(rater, verdict="有效", chance="0.02"):
    place = ["中国", *rater.place]
    return ["简体中文", verdict, chance, *place, "直接访问", f"{rater.no:04x}****", "示例昵称", rater.code, rater.ip,
            "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50", ""]


def make():
    newer_csv()
    older_csv()
    workbook()
    coded()


def newer_csv():
    ballots = raters(201)
    rows = [["编号", "开始答题时间", "结束答题时间", "答题时长", *headings(), *AFTER, ""]]
    rows += [[r.no, *times(r), *answers(r, plain), *after(r), ""] for r in ballots]
    case("tencent", "csv", {"17045521_202611101603277.csv": text_table(rows, bom=True)}, ballots, """
腾讯问卷, CSV of texts in the layout of recent years: 编号 and times first, the questions `3.市教育局:业务工作`, then 语言 … Referrer and an empty last column.
Sources: public programs that drop these columns by name (among them 清洗数据结果, 智能清洗数据无效概率 and the empty last one); `题干:选项` columns of several-choice questions with `D.选项` values. The colon between stem and row of a matrix is inferred from them.
Traps: answers of the group carry `A.`; those of the matrix do not; channels fill a column each; 自定义字段 is a code, one for one ballot; skipped cells are empty; metadata stands before and after the questions.
A person must confirm: 自定义字段 is the rater's id; question 1 is the group; 2 and 8 are not appraised.
""")


def older_csv():
    ballots = raters(202, (6, 11, 16))
    head = ["编号", "开始答题时间", "结束答题时间", "答题时长", "地理位置国家和地区", "地理位置省", "地理位置市", "自定义字段"]
    rows = [head + headings(" ") + [""]]
    for r in ballots:
        when = [t.strftime("%d-%b-%Y %H:%M:%S") for t in (r.start, r.end)]
        rows.append([r.no, *when, r.seconds, "中国", *r.place, "", *answers(r, with_letter), ""])
    data = text_table(rows, eol="\n", quote_all=True)
    data = data.replace(b',""\n', b",\n")  # the last comma stands bare
    case("tencent", "csv-older", {"9799234_202611102020311613.csv": data}, ballots, """
腾讯问卷, CSV of texts in the older layout: all metadata before the questions, every field quoted, a bare comma at the end of each line, dates such as `03-Nov-2026 08:41:05`, no BOM, LF.
Sources: Wsine/kindle-calendar, template/questionaire.csv (header, dates, trailing comma); public programs with the same columns and such file names. The blank between stem and row is assumed.
Traps: matrix answers are `A.满意`, `B.基本满意`: the letter is the place on the form, no part of the level; the stem is parted from the row by a blank only; comments hold line breaks.
A person must confirm: no id but 编号; the headings' split into unit and indicator.
""")


def workbook():
    ballots = raters(203)
    for r in ballots:
        r.invalid = r.no in (9, 27)
    rows = [["编号", "开始答题时间", "结束答题时间", "答题时长", *headings(), *AFTER]]
    for r in ballots:
        verdict = ("无效", "0.91") if r.invalid else ("有效", "0.04")
        rows.append([r.no, r.start, r.end, r.seconds, *answers(r, with_letter), *after(r, *verdict)])
    kept = counted([r for r in ballots if not r.invalid])
    case("tencent", "xlsx", {f"{TITLE}_17045521.xlsx": xlsx(rows, date_format="yyyy-mm-dd hh:mm:ss")}, ballots, """
腾讯问卷, XLSX of texts: the columns of case csv without the empty one, real dates, `A.满意` in the matrix.
Sources: as csv; a public program that reads 清洗数据结果 = 无效 and 智能清洗数据无效概率 ≥ 0.7.
Traps: the platform itself calls two ballots (编号 9 and 27) 无效; expected.csv counts them, expected-without-invalid.csv does not.
A person must confirm: whether the platform's 无效 is followed (never in silence); 自定义字段 is the id.
""", {"expected-without-invalid.csv": text_table(expected_rows(kept), eol="\n")})


def coded():
    ballots = raters(204)
    heads = ["Q1"] + [f"Q2_{k}" for k in range(1, 5)]
    heads += [f"Q{n}_{k}" for n in range(3, 8) for k in range(1, 7)] + ["Q8"]
    rows = [["编号", "开始答题时间", "结束答题时间", "答题时长", "IP", "用户ID", *heads]]
    for r in ballots:
        cells = [GROUPS.index(r.group) + 1, *[int(c in r.channels) for c in CHANNELS]]
        cells += [LEVELS.index(a) + 1 if a in LEVELS else "" for a in (r.answers[u, i] for u in UNITS for i in INDICATORS)]
        masked = r.ip.rsplit(".", 1)[0] + ".*"
        rows.append([r.no, *times(r), masked, f"{r.no:04x}****", *cells, r.comment])
    lines = ["VARIABLE LABELS", "  Q1 '1.您的身份'"]
    lines += [f"  Q2_{k} '2.您通过哪些渠道了解上述单位:{c}'" for k, c in enumerate(CHANNELS, 1)]
    lines += [f"  Q{n}_{k} '{n}.{u}:{i}'" for n, u in enumerate(UNITS, 3) for k, i in enumerate(INDICATORS, 1)]
    lines += ["  Q8 '8.您的意见和建议'.", "VALUE LABELS"]
    lines += ["  Q1 " + " ".join(f"{k} '{g}'" for k, g in enumerate(GROUPS, 1)) + " /"]
    lines += ["  Q3_1 TO Q7_6 " + " ".join(f"{k} '{v}'" for k, v in enumerate(LEVELS, 1)) + "."]
    case("tencent", "coded-csv", {
        "17045521_答题编码.csv": text_table(rows, bom=True),
        "17045521_SPSS编码.txt": ("\r\n".join(lines) + "\r\n").encode("utf-8-sig"),
    }, ballots, """
腾讯问卷, 导出答题编码: a CSV of codes and, in the same archive, the SPSS syntax (.txt) that names them.
Sources: v739210895/help_center, cao-zuo-zhi-yin/xia-zai-shu-ju/dao-chu-da-ti-bian-ma.md (what the archive holds; IP and user id are masked). The exact headings and the layout of the .txt are assumed.
Traps: `Q3_1` names neither unit nor indicator; masked ids (`0001****`) are no safe key; Q2_1…Q2_4 hold 0/1.
A person must confirm: the meaning of codes and columns, for which the .txt is the evidence: 1=满意 … 5=不了解, Q1 1=市领导 2=企业 3=服务对象和群众, Q3=市教育局 … Q7=国家税务总局示例市税务局.
""")
