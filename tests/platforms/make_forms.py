"""Google Forms and Microsoft Forms."""

from make_world import BLANK, CHANNELS, INDICATORS, SKIP, TITLE, UNITS, case, raters, text_table, xlsx


def make():
    google()
    google_sheet()
    microsoft()


def cells(rater):
    return ["" if a in (BLANK, SKIP) else a for a in (rater.answers[u, i] for u in UNITS for i in INDICATORS)]


def mail(rater):
    return f"rater{rater.no:02d}@example.com"


def half_day(when, chinese):
    hour = when.hour % 12 or 12
    half = ("上午", "下午")[when.hour >= 12] if chinese else ("AM", "PM")[when.hour >= 12]
    return f"{when:%Y/%m/%d} {hour}:{when:%M:%S} {half} GMT+8"


def google():
    grid = [f"请对{u}作出评价 [{i}]" for u in UNITS for i in INDICATORS]
    ballots = raters(601)
    rows = [["时间戳记", "您的身份", "您通过哪些渠道了解上述单位", *grid, "您的意见和建议"]]
    rows += [[half_day(r.end, True), r.group, ";".join(r.channels), *cells(r), r.comment] for r in ballots]
    case("google-forms", "zh-forms-csv", {
        f"{TITLE}.csv": text_table(rows, eol="\n", quote_all=True, last="").rstrip(b"\n"),
    }, ballots, """
Google Forms in Chinese, the CSV downloaded from the form itself: every field quoted, LF, no BOM, no line end after the last row, `题干 [行]`.
Sources: lesmana/google-sheet-format-form-grid-responses, DEMONSTRATION.md (`Jog [Spring]`); 时间戳记 and `2026/11/03 9:22:45 上午 GMT+8` are general knowledge.
Traps: the time is no plain date; ticked channels are joined with `;`; nothing identifies a rater.
A person must confirm: 您的身份 is the group; the unit inside the sentence; ballots cannot be told apart but by time.
""")

    english = [f"{u} [{i}]" for u in UNITS for i in INDICATORS]
    ballots = raters(602, (6, 11, 17))
    rows = [["Timestamp", "Email Address", "您的身份", "Channels", *english, "Comments"]]
    for r in ballots:
        stamp = f"{r.end.month}/{r.end.day}/{r.end.year} {r.end.hour}:{r.end:%M:%S}"
        rows.append([stamp, mail(r), r.group, ", ".join(r.channels), *cells(r), r.comment])
    case("google-forms", "en-sheets-csv", {
        f"{TITLE} (Responses) - Form Responses 1.csv": text_table(rows).removesuffix(b"\r\n"),
    }, ballots, """
Google Forms in English, the CSV of the linked sheet: `Timestamp`, `Email Address`, month before day, fields quoted only where needed, CRLF; the stem is the unit's name alone.
Sources: as zh-forms-csv; public programs that drop `Timestamp`; rust-community/team issue 153 (answers are kept as text, choices joined with commas).
Traps: `11/3/2026` is 3 November; ticked channels are joined with `, `; the form is in English, the answers in Chinese.
A person must confirm: Email Address is the rater's id (personal data); 您的身份 is the group.
""")


def google_sheet():
    grid = [f"{i} [{u}]" for i in INDICATORS for u in UNITS]
    ballots = raters(603)
    rows = [["时间戳记", "您的身份", *grid, "您的意见和建议"]]
    for r in ballots:
        turned = [r.answers[u, i] for i in INDICATORS for u in UNITS]
        shown = [None if a in (BLANK, SKIP) else a for a in turned]
        rows.append([r.end, r.group, *shown, r.comment or None])
    case("google-forms", "zh-sheets-xlsx", {
        f"{TITLE}（回复）.xlsx": xlsx(rows, sheet="第 1 张表单回复"),
    }, ballots, """
Google Forms in Chinese, the linked sheet as XLSX: one grid per indicator whose rows are the units, `业务工作 [市教育局]`.
Sources: as zh-forms-csv; the sheet's name is general knowledge.
Traps: stem and row are turned round; times are real dates; empty cells are absent, not empty text.
A person must confirm: 您的身份 is the group; the brackets hold units here.
""")


def microsoft():
    fixed = ["ID", "开始时间", "完成时间", "电子邮件", "名称"]

    def book(ballots, likert, extra=()):
        rows = [[*fixed, *extra, "您的身份", "您通过哪些渠道了解上述单位?", *likert, "您的意见和建议"]]
        for r in ballots:
            answers = [c or None for c in cells(r)]
            channels = "".join(f"{c};" for c in r.channels if c in CHANNELS)
            rows.append([r.no, r.start, r.end, "anonymous", None, *[None for _ in extra], r.group, channels, *answers,
                         r.comment or None])
        return {f"{TITLE}(1-{len(ballots)}).xlsx": xlsx(rows, date_format="m/d/yy h:mm:ss", table="Table1")}

    ballots = raters(611)
    case("ms-forms", "likert-dotted", book(ballots, [f"{u}.{i}" for u in UNITS for i in INDICATORS]), ballots, """
Microsoft Forms in Chinese, XLSX with an Excel table: ID, 开始时间, 完成时间, 电子邮件, 名称, then Likert rows as `题干.行`.
Sources: public programs that read such files for the fixed columns (`ID`, `Start time`, …). `题干.行` was asked for but not found in a source; what was found speaks for the two other cases beside this one.
Traps: 电子邮件 is `anonymous` in every row and 名称 is empty, so neither is an id; ticked channels end in `;`; times are dates shown as m/d/yy.
A person must confirm: 您的身份 is the group; ID is a running number, no rater.
""")

    ballots = raters(612, (6, 12, 17))
    full = [f"{u}—{i}" for u in UNITS for i in INDICATORS]
    case("ms-forms", "likert-statement", book(ballots, full, ("上次修改时间",)), ballots, """
Microsoft Forms in Chinese: a Likert column is headed by its statement alone, the question above it is not exported; here the statement holds both, `市教育局—业务工作`.
Sources: AndrewGodlewsky/AI-Dev-Survey, docs/research/microsoft-forms-export.md@0451db4 (which cites Microsoft's pages and forum: statement text only, words not numbers, order of columns not certain).
Traps: 上次修改时间 is an empty column among the fixed ones; otherwise as likert-dotted.
A person must confirm: the statements' split; 您的身份 is the group.
""")

    ballots = raters(613, (6, 11, 15))
    heads = [i if n == 1 else f"{i}{n}" for n in range(1, 6) for i in INDICATORS]
    case("ms-forms", "likert-repeated", book(ballots, heads), ballots, """
Microsoft Forms in Chinese, one Likert question per unit: headings are the statements alone, and as an Excel table needs different headings, repeats get a number: 业务工作, 业务工作2, … 业务工作5.
Sources: as likert-statement for the missing question; numbered repeats are met in a public program (`Comments`, `Comments2`).
Traps: no unit is named anywhere; `业务工作2` is no second indicator; columns of one indicator must not be merged.
A person must confirm: no number=市教育局 2=市公安局 3=市民政局 4=市财政局 5=国家税务总局示例市税务局. expected.csv supposes this.
""")
