"""LimeSurvey."""

from make_world import (
    BLANK, GROUPS, INDICATORS, LEVELS, SKIP, UNITS, case, counted, expected_rows, raters, text_table,
)

CODES = ["id", "submitdate", "lastpage", "startlanguage", "seed", "token", "startdate", "datestamp", "ipaddr"]
NAMES = ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Token", "Date started",
         "Date last action", "IP address"]
IMPORTANCE = ["非常重要", "重要", "一般", "不重要"]


def unfinished(ballots, numbers):
    """Mark ballots left half way: what comes after the second unit was never reached."""
    for r in ballots:
        r.done = r.no not in numbers
        if not r.done:
            for unit in UNITS[2:]:
                for indicator in INDICATORS:
                    r.answers[unit, indicator] = BLANK
            r.comment = ""
    return ballots


def before(rater):
    sent = f"{rater.end:%Y-%m-%d %H:%M:%S}" if rater.done else ""
    seed = str(1_000_000_007 * rater.no % 2_147_483_647)
    return [str(rater.no + 3), sent, "7" if rater.done else "3", "zh-Hans", seed, rater.code[3:].lower(),
            f"{rater.start:%Y-%m-%d %H:%M:%S}", f"{rater.end:%Y-%m-%d %H:%M:%S}", rater.ip]


def code_headings():
    return ["G01", *[f"U0{n}[SQ00{k}]" for n in range(1, 6) for k in range(1, 7)], "C01"]


def full_headings():
    return ["您的身份", *[f"您对{u}的评价是？ [{i}]" for u in UNITS for i in INDICATORS], "您的意见和建议"]


def table(ballots, head, group, level):
    rows = [head]
    for r in ballots:
        cells = ["" if a in (BLANK, SKIP) else level(a) for a in (r.answers[u, i] for u in UNITS for i in INDICATORS)]
        comment = "'" + r.comment if r.comment.startswith("=") else r.comment
        rows.append(before(r) + [group(r.group), *cells, comment])
    return rows


def short(level):
    return f"A{LEVELS.index(level) + 1}"


def make():
    codes()
    full()
    dual()
    tab()


def codes():
    ballots = unfinished(raters(401), ())
    rows = table(ballots, CODES + code_headings(), lambda g: f"A{GROUPS.index(g) + 1}", short)
    case("limesurvey", "codes-short", {
        "results-survey482916.csv": text_table(rows, ";", bom=True, quote_all=True, last="\r\n"),
    }, ballots, """
LimeSurvey, headings as codes and answers as codes, `;`, UTF-8 with BOM, every field quoted, CRLF, a blank line at the end.
Sources: LimeSurvey/LimeSurvey application/helpers/admin/export/CsvWriter.php@1b507c7, application/helpers/viewHelper.php@05f40ec (`U01[SQ001]`), Writer.php (a leading `=` masked with `'`).
Traps: `A1` means a level in U01…U05 but a group in G01; the last line is empty, no ballot; ids start at 4; `token` is a code, one for one ballot.
A person must confirm: A1=满意 A2=基本满意 A3=一般 A4=不满意 A5=不了解; G01 A1=市领导 A2=企业 A3=服务对象和群众; U01…U05 = 市教育局, 市公安局, 市民政局, 市财政局, 国家税务总局示例市税务局; SQ001…SQ006 = 业务工作, 制度建设和落实, 依法行政依法办事, 政务公开和事务公开, 办事效率和服务质量, 廉政建设和行风服务.
""")


def full():
    ballots = unfinished(raters(402, (7, 13, 18)), (5, 18, 30))
    rows = table(ballots, NAMES + full_headings(), str, str)
    case("limesurvey", "full-long", {
        "results-survey482916.csv": text_table(rows, ",", bom=True, quote_all=True, last="\r\n"),
    }, [r for r in ballots if r.done], """
LimeSurvey, full headings and long answers, comma, otherwise as codes-short; incomplete responses are in the file.
Sources: Writer.php@07f257d (`题干 [子问题]`, square brackets); CsvWriter.php as in codes-short. The English names of the leading columns depend on the survey's language.
Traps: responses 8, 21 and 33 have no `Date submitted` and stop after two units; expected.csv leaves them out, expected-unfinished-counted.csv counts them.
A person must confirm: whether unfinished responses count; `您的身份` is the group; the headings' split.
""", {"expected-unfinished-counted.csv": text_table(expected_rows(counted(ballots)), eol="\n")})


def dual():
    ballots = unfinished(raters(403, (6, 11, 15)), ())
    head = CODES + ["G01"] + [f"Q{n}[SQ00{k}][{s}]" for n in range(1, 6) for k in range(1, 7) for s in (1, 2)]
    rows = [head]
    for r in ballots:
        cells = []
        for n, unit in enumerate(UNITS):
            for k, indicator in enumerate(INDICATORS):
                a = r.answers[unit, indicator]
                weight = f"B{1 + (r.no + n + k) % 4}"
                cells += ["", ""] if a in (BLANK, SKIP) else [short(a), weight]
        rows.append(before(r) + [f"A{GROUPS.index(r.group) + 1}", *cells])
    case("limesurvey", "dual-scale", {
        "results-survey482917.csv": text_table(rows, ";", bom=True, quote_all=True, last="\r\n"),
    }, ballots, """
LimeSurvey, dual-scale arrays with codes: `Q1[SQ001][1]` is satisfaction (A1…A5), `Q1[SQ001][2]` importance (B1…B4).
Sources: viewHelper.php@05f40ec (the scale number after the subquestion, starting at 1).
Traps: half of the columns are not satisfaction and would double the counts; otherwise as codes-short.
A person must confirm: scale 1 is appraised and scale 2 is not; Q1…Q5, SQ001…SQ006 and A1…A5 as U01…U05 and so on in codes-short; G01 likewise.
""")


def tab():
    ballots = unfinished(raters(404, (6, 12, 17)), (11, 24))
    head = CODES + [f"{c}. {f}" for c, f in zip(code_headings(), full_headings())]
    rows = table(ballots, head, str, str)
    case("limesurvey", "tab-code-and-text", {
        "results-survey482916.csv": text_table(rows, "\t", bom=True, quote_all=True, last="\r\n"),
    }, [r for r in ballots if r.done], """
LimeSurvey, tab-separated, headings as code and text (`U01[SQ001]. 您对市教育局的评价是？ [业务工作]`), long answers; the file still ends in .csv.
Sources: Writer.php@07f257d (heading format codetext); the separator is an option of the export.
Traps: tabs in a .csv; two pairs of brackets in a heading; two unfinished responses (14 and 27) without submitdate: expected.csv leaves them out, expected-unfinished-counted.csv counts them.
A person must confirm: whether unfinished responses count; the headings' split.
""", {"expected-unfinished-counted.csv": text_table(expected_rows(counted(ballots)), eol="\n")})
