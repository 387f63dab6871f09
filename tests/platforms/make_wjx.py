"""问卷星 (wjx.cn)."""

from make_world import (
    BLANK, BUSINESS, CHANNELS, CONCERNS, GROUPS, INDICATORS, LEVELS, SKIP, TITLE, UNITS, case, raters, slashes,
    text_table, xls, xlsx,
)

FIXED = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]
POINTS = dict(zip(LEVELS, [100, 80, 60, 30, 0]))
MISSING = {BLANK: -2, SKIP: -3}


def fixed(rater):
    detail = "直接访问" if rater.source == "链接" else "N/A"
    place = "-".join(rater.place)
    return [rater.no, slashes(rater.end), f"{rater.seconds}秒", rater.source, detail, f"{rater.ip}({place})"]


def words(level):
    return {BLANK: "(空)", SKIP: "(跳过)"}.get(level, level)


def code(level):
    return MISSING[level] if level in MISSING else LEVELS.index(level) + 1


def unit_matrices(stem=lambda unit: unit, first=4):
    """Headings of one matrix question per unit: only the first row of each names the question."""
    heads = []
    for n, unit in enumerate(UNITS, first):
        for i, indicator in enumerate(INDICATORS):
            heads.append(f"{n}、{stem(unit)}—{indicator}" if i == 0 else f"{n}、{indicator}")
    return heads


def old_matrices(both, first=4):
    name = (lambda u, i: f"{u}{i}") if both else (lambda u, i: i)
    return [f"第{n}题({name(u, i)})" for n, u in enumerate(UNITS, first) for i in INDICATORS]


def by_unit(rater, show):
    return [show(rater.answers[u, i]) for u in UNITS for i in INDICATORS]


def text_rows(ballots, matrices, extra_head=(), extra=lambda r: []):
    head = FIXED + ["1、您的身份", *extra_head, "2、贵企业办理过哪些业务", "3、您通过哪些渠道了解上述单位"]
    rows = [head + matrices + ["9、请按重要程度排序", "10、您的意见和建议"]]
    for r in ballots:
        business = "┋".join(r.business) if r.group == "企业" else "(跳过)"
        asked = [r.group, *extra(r), business, "┋".join(r.channels)]
        rows.append(fixed(r) + asked + by_unit(r, words) + ["→".join(r.ranking), r.comment or "(空)"])
    return rows


def coded_rows(ballots, matrices):
    """按序号: every option is its number; several-choice and ranking questions have a column per option."""
    head = FIXED + ["1、您的身份"] + [f"第2题({b})" for b in BUSINESS] + [f"第3题({c})" for c in CHANNELS]
    rows = [head + matrices + [f"第9题({c})" for c in CONCERNS] + ["10、您的意见和建议"]]
    for r in ballots:
        business = [int(b in r.business) if r.group == "企业" else -3 for b in BUSINESS]
        asked = [GROUPS.index(r.group) + 1, *business, *[int(c in r.channels) for c in CHANNELS]]
        ranks = [r.ranking.index(c) + 1 for c in CONCERNS]
        rows.append(fixed(r) + asked + by_unit(r, code) + ranks + [r.comment or -2])
    return rows


def score_rows(ballots):
    """按分数: the points of each option; the sum stands with the fixed columns."""
    rows = [FIXED + ["总分", "1、您的身份"] + unit_matrices(first=2) + ["7、您的意见和建议"]]
    for r in ballots:
        points = [MISSING.get(a, POINTS.get(a)) for a in by_unit(r, lambda a: a)]
        rows.append(fixed(r) + [sum(p for p in points if p > 0), r.group] + points + [r.comment or "(空)"])
    return rows


def unit_row_rows(ballots):
    """One matrix question per indicator, whose rows are the units."""
    head = FIXED + ["1、您的身份"]
    for n, indicator in enumerate(INDICATORS, 2):
        for i, unit in enumerate(UNITS):
            head.append(f"{n}、您对下列单位的{indicator}是否满意—{unit}" if i == 0 else f"{n}、{unit}")
    rows = [head + ["8、您的意见和建议"]]
    for r in ballots:
        cells = [words(r.answers[u, i]) for i in INDICATORS for u in UNITS]
        rows.append(fixed(r) + [r.group] + cells + [r.comment or "(空)"])
    return rows


def name(activity, mode, ballots, ending):
    return f"{activity}_{mode}_{TITLE}_{len(ballots)}_{len(ballots)}.{ending}"


def make():
    text_csv()
    text_xlsx()
    numbers()
    scores()
    old_files()
    unit_rows()


def text_csv():
    ballots = raters(101)
    case("wjx", "text-csv-utf8", {
        name(289538440, "按文本", ballots, "csv"): text_table(text_rows(ballots, unit_matrices()), bom=True),
    }, ballots, """
问卷星, 按文本 as CSV (UTF-8 with BOM, CRLF): one matrix question per unit, whose stem stands only on its first row (`4、市教育局—业务工作`, then `4、制度建设和落实`).
Sources: public programs that read such files: the fixed columns, the stem on the first row only, `(跳过)`, `(空)`, `┋`, `→` and the file name `编号_按文本_标题_N_N` are each met in several of them.
Traps: the same row names under five questions, so the question number and the order of columns decide; question 2 is `(跳过)` for all but 企业; a comment may be just `满意`, `1`, `=1+1` or hold a line break; `所用时间` is `N秒`; the address has a place in brackets.
A person must confirm: that question 1 is the group; that 2, 3, 9 and 10 are not appraised; no rater id but 序号.
""")

    ballots = raters(102, (6, 12, 17))
    ballots[3].comment = "𠮷祥路窗口(龑女士)态度好"
    rows = text_rows(ballots, unit_matrices(lambda u: f"您对{u}的评价："), ["uid"], lambda r: [r.code])
    case("wjx", "text-csv-gbk", {
        name(290117352, "按文本", ballots, "csv"): text_table(rows, encoding="gb18030"),
    }, ballots, """
问卷星, 按文本 as CSV saved in the Chinese code page (no BOM); the stem is a sentence, `4、您对市教育局的评价：—业务工作`.
Sources: as text-csv-utf8; a column list with `uid` standing between the questions is met in a public program.
Traps: one comment has 𠮷 (U+20BB7), which GBK lacks and GB18030 writes in four bytes; `uid` (the custom link parameter, one code for one ballot) sits after question 1 and is neither an answer nor a group; the unit must be cut out of the sentence.
A person must confirm: `uid` is the rater's id; the units' names behind the sentences.
""")


def text_xlsx():
    ballots = raters(103)
    heads = [h + "\t" if k % 6 == 5 else h for k, h in enumerate(unit_matrices())]
    rows = text_rows(ballots, heads)
    rows[0].insert(6, "用户ID")
    for r, row in zip(ballots, rows[1:]):
        row.insert(6, f"{20260000 + r.no}")
        row[1] = r.end
    case("wjx", "text-xlsx", {name(331954276, "按文本", ballots, "xlsx"): xlsx(rows)}, ballots, """
问卷星, 按文本 as XLSX, the download met most often; 用户ID after the fixed columns.
Sources: public programs that read such files (headings with tabs in them; 提交答卷时间 now a real date, now text; a dozen file names of this kind). The place of 用户ID is assumed.
Traps: some headings end in a tab; 提交答卷时间 is an Excel date, not text; 用户ID is digits held as text.
A person must confirm: 用户ID is the rater's id; question 1 is the group.
""")


def numbers():
    ballots = raters(104, (7, 15, 18))
    case("wjx", "numbers-xlsx", {
        name(289538440, "按序号", ballots, "xlsx"): xlsx(coded_rows(ballots, unit_matrices())),
    }, ballots, """
问卷星, 按序号 as XLSX: each answer is the number of its option; `-3` skipped by the form's logic, `-2` left blank; several-choice and ranking questions take one column per option, `第3题(电话咨询)`.
Sources: a public reporting program that reads 按序号 files (`-2`, `-3`, `第N题(…)`, 1/0, ranks), another for the matrix headings of a coded file.
Traps: nothing in the file says what 1 means; `-3` and `-2` are not scores; ranks 1-4 and ticks 0/1 look like levels; the group is coded too; a comment may be the number -2 (blank) or the text `1`.
A person must confirm: 1=满意 2=基本满意 3=一般 4=不满意 5=不了解; and question 1: 1=市领导 2=企业 3=服务对象和群众. expected.csv is in these words.
""")


def scores():
    ballots = raters(105)
    case("wjx", "scores-xlsx", {
        name(289538440, "按分数", ballots, "xlsx"): xlsx(score_rows(ballots)),
    }, ballots, """
问卷星, 按分数 as XLSX: each answer is the points set on the form, with 总分 among the leading columns.
Sources: a public program that reads such files (总分 after the address). `-2`/`-3` here as in 按序号, and that an unscored question keeps its words, are assumed.
Traps: 总分 is not an indicator and is no mean (skipped units add nothing); 不了解 carries 0 points here and must not be counted as the worst level; `-3`/`-2` are not points.
A person must confirm: 100=满意 80=基本满意 60=一般 30=不满意 0=不了解. expected.csv is in these words.
""")


def old_files():
    ballots = raters(106, (6, 11, 16))
    rows = text_rows(ballots, old_matrices(True))
    case("wjx", "old-xls", {
        "All_Data_Readable.xls": xls(rows),
        "All_Data_Original.xls": xls(coded_rows(ballots, old_matrices(True))),
    }, ballots, """
问卷星's older download: two real BIFF8 workbooks, words and numbers of the same ballots; matrix headings `第4题(市教育局业务工作)`.
Sources: a public reporting program that reads both files side by side (file names, `第N题(行名)`, `-2`/`-3`).
Traps: both files are the same ballots and must not be added up (together they also say that 1=满意); in one row name unit and indicator run together without a mark, and `国家税务总局示例市税务局` is long.
A person must confirm: which file counts; the split of row names into unit and indicator.
""")

    ballots = raters(107, (5, 12, 15))
    case("wjx", "old-xls-stems-lost", {
        "All_Data_Readable.xls": xls(text_rows(ballots, old_matrices(False))),
    }, ballots, """
问卷星's older download, words only, as it really loses the stem: `第4题(业务工作)`, `第5题(业务工作)`, …; the file nowhere names a unit.
Sources: the same program as for old-xls; it falls back to the question number for want of a stem.
Traps: the six indicators repeat under five numbers; guessing units is not possible, and columns of the same indicator must not be merged.
A person must confirm: 第4题=市教育局 第5题=市公安局 第6题=市民政局 第7题=市财政局 第8题=国家税务总局示例市税务局. expected.csv supposes this.
""")


def unit_rows():
    ballots = raters(108)
    case("wjx", "units-as-rows", {
        name(301226518, "按文本", ballots, "xlsx"): xlsx(unit_row_rows(ballots)),
    }, ballots, """
问卷星, 按文本 as XLSX, turned round: one matrix question per indicator, its rows are the units (`2、您对下列单位的业务工作是否满意—市教育局`, then `2、市公安局`).
Sources: as text-csv-utf8.
Traps: the stem holds the indicator and the row the unit, the reverse of the other cases; a unit passed over by logic shows as `(跳过)` in six questions.
A person must confirm: rows are units, questions are indicators; 业务工作 and so on cut out of the sentences.
""")
