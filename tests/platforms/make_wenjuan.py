"""问卷网 (wenjuan.com)."""

from make_world import (
    BLANK, CHANNELS, CONCERNS, GROUPS, INDICATORS, LEVELS, SKIP, UNITS, case, raters, slashes, text_table,
)

BEFORE = ["序号", "提交时间", "答题时长", "来源", "IP地址", "省份", "城市"]


def before(rater, lasting=True):
    minutes, seconds = divmod(rater.seconds, 60)
    cells = [rater.no, slashes(rater.end), f"{minutes}分{seconds}秒", rater.source, rater.ip, *rater.place]
    return cells if lasting else cells[:2] + cells[3:]


def readable(ballots):
    head = BEFORE + ["Q1_您的身份"] + [f"Q2_您通过哪些渠道了解上述单位_{c}" for c in CHANNELS]
    head += [f"Q{n}_请评价{u}_{i}" for n, u in enumerate(UNITS, 3) for i in INDICATORS]
    head += [f"Q8_请按重要程度排序_{c}" for c in CONCERNS]
    rows = [head + ["Q9_您的意见和建议"]]
    for r in ballots:
        cells = [r.group, *[c if c in r.channels else "" for c in CHANNELS]]
        cells += ["" if a in (BLANK, SKIP) else a for a in answers(r)]
        rows.append(before(r) + cells + [r.ranking.index(c) + 1 for c in CONCERNS] + [r.comment])
    return rows


def original(ballots):
    head = [h for h in BEFORE if h != "答题时长"] + ["Q1"] + [f"Q2_A{k}" for k in range(1, 5)]
    head += [f"Q{n}_R{k}" for n in range(3, 8) for k in range(1, 7)]
    rows = [head + [f"Q8_A{k}" for k in range(1, 5)] + ["Q9"]]
    for r in ballots:
        cells = [GROUPS.index(r.group) + 1, *[int(c in r.channels) for c in CHANNELS]]
        cells += ["" if a in (BLANK, SKIP) else LEVELS.index(a) + 1 for a in answers(r)]
        rows.append(before(r, False) + cells + [r.ranking.index(c) + 1 for c in CONCERNS] + [r.comment])
    return rows


def key():
    """code.csv: a question's id, text and kind, then a line for each code."""
    def block(name, text, kind, options):
        return [[name, text, kind], *[["", n, o] for n, o in enumerate(options, 1)]]

    rows = block("Q1", "您的身份", "单选题", GROUPS) + block("Q2", "您通过哪些渠道了解上述单位", "多选题", CHANNELS)
    for n, unit in enumerate(UNITS, 3):
        rows += block(f"Q{n}", f"请评价{unit}", "矩阵单选题", LEVELS)
    return rows + block("Q8", "请按重要程度排序", "排序题", CONCERNS) + block("Q9", "您的意见和建议", "填空题", [])


def answers(rater):
    return [rater.answers[u, i] for u in UNITS for i in INDICATORS]


def make():
    ballots = raters(301)
    case("wenjuan", "three-files-gbk", {
        "All_Data_Readable.csv": text_table(readable(ballots), encoding="gb18030"),
        "All_Data_Original.csv": text_table(original(ballots), encoding="gb18030"),
        "code.csv": text_table(key(), encoding="gb18030"),
    }, ballots, """
问卷网, the whole download: words (All_Data_Readable.csv), codes (All_Data_Original.csv) and the key (code.csv), all in GBK without BOM.
Sources: a public reporting program that reads the three (file names, GBK, 答题时长 only in Readable, `Q2_A1`, matrix row names after the last `_`, code.csv as id/text/kind and then code lines); others open them as UTF-8 first, then GB18030. The other leading columns and `_R1` are assumed.
Traps: both data files are the same ballots and must not be added up; Original lacks one column, so positions differ; code.csv is no ballot file; ranks and ticks look like codes.
A person must confirm: which file counts; question 1 is the group.
""")

    ballots = raters(302, (7, 13, 18))
    case("wenjuan", "coded-with-key", {
        "All_Data_Original.csv": text_table(original(ballots), encoding="gb18030"),
        "code.csv": text_table(key(), encoding="gb18030"),
    }, ballots, """
问卷网, only the codes and their key, in GBK.
Sources: as three-files-gbk.
Traps: code.csv names units and levels but not the rows of the matrix (`Q3_R1` … `Q3_R6`), so the indicators' order must come from the form.
A person must confirm: 1=满意 … 5=不了解 (code.csv says so); R1…R6 = 业务工作, 制度建设和落实, 依法行政依法办事, 政务公开和事务公开, 办事效率和服务质量, 廉政建设和行风服务.
""")

    ballots = raters(303)
    case("wenjuan", "readable-utf8", {
        "All_Data_Readable.csv": text_table(readable(ballots), bom=True),
    }, ballots, """
问卷网, only the words, in UTF-8 with BOM, as newer downloads are opened by public programs that try UTF-8 before GB18030.
Sources: as three-files-gbk.
Traps: 答题时长 is `3分7秒`; the stem's sentence is `请评价市教育局`; empty cells are both blank and skipped.
A person must confirm: question 1 is the group; 2, 8 and 9 are not appraised.
""")
