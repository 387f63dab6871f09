"""Qualtrics."""

import json

from make_limesurvey import unfinished
from make_world import (
    BLANK, CHANNELS, GROUPS, INDICATORS, LEVELS, SKIP, UNITS, case, counted, expected_rows, raters, text_table,
)

META = [
    ("StartDate", "Start Date", "startDate"), ("EndDate", "End Date", "endDate"),
    ("Status", "Response Type", "status"), ("IPAddress", "IP Address", "ipAddress"),
    ("Progress", "Progress", "progress"), ("Duration (in seconds)", "Duration (in seconds)", "duration"),
    ("Finished", "Finished", "finished"), ("RecordedDate", "Recorded Date", "recordedDate"),
    ("ResponseId", "Response ID", "_recordId"), ("RecipientLastName", "Recipient Last Name", "recipientLastName"),
    ("RecipientFirstName", "Recipient First Name", "recipientFirstName"),
    ("RecipientEmail", "Recipient Email", "recipientEmail"),
    ("ExternalReference", "External Data Reference", "externalDataReference"),
    ("LocationLatitude", "Location Latitude", "locationLatitude"),
    ("LocationLongitude", "Location Longitude", "locationLongitude"),
    ("DistributionChannel", "Distribution Channel", "distributionChannel"),
    ("UserLanguage", "User Language", "userLanguage"),
]
DATED = {"startDate", "endDate", "recordedDate"}
RECODED = {"满意": 1, "基本满意": 2, "一般": 3, "不满意": 4, "不了解": 7}
OTHER = "其他（请注明）"


def import_id(name):
    body = {"ImportId": name}
    if name in DATED:
        body["timeZone"] = "Asia/Shanghai"
    return json.dumps(body, separators=(",", ":"))


def questions():
    """(name, text, import id) of every question column."""
    rows = [("Q1", "您的身份", "QID1")]
    for n, unit in enumerate(UNITS, 2):
        stem = f"请对{unit}作出评价。\n\n每行选一项："
        rows += [(f"Q{n}_{k}", f"{stem} - {i}", f"QID{n}_{k}") for k, i in enumerate(INDICATORS, 1)]
    rows += [("Q7", "您通过哪些渠道了解上述单位？ - Selected Choice", "QID7"),
             ("Q7_5_TEXT", f"您通过哪些渠道了解上述单位？ - {OTHER} - Text", "QID7_5_TEXT"),
             ("Q8", "您的意见和建议", "QID8_TEXT"), ("ballot", "ballot", "ballot")]
    return rows


def tried_out(ballots, numbers):
    """Mark ballots its makers sent in themselves, from the preview."""
    for r in ballots:
        r.preview = r.no in numbers
    return ballots


def meta(rater, numeric):
    when = [f"{t:%Y-%m-%d %H:%M:%S}" for t in (rater.start, rater.end)]
    status = ("1" if rater.preview else "0") if numeric else ("Survey Preview" if rater.preview else "IP Address")
    finished = str(int(rater.done)) if numeric else str(rater.done)
    return [*when, status, "" if rater.preview else rater.ip, "100" if rater.done else "46", str(rater.seconds),
            finished, when[1], f"R_{rater.code[3:]}{rater.no:04d}xYzAb", "", "", "", "", "22.8", "108.3",
            "preview" if rater.preview else "anonymous", "ZH-S"]


def answers(rater, numeric):
    def show(level):
        return "" if level in (BLANK, SKIP) else (str(RECODED[level]) if numeric else level)

    other = rater.no % 6 == 0
    chosen = rater.channels + ([OTHER] if other else [])
    ticks = [str((CHANNELS + [OTHER]).index(c) + 1) for c in chosen] if numeric else chosen
    group = str(GROUPS.index(rater.group) + 1) if numeric else rater.group
    cells = [show(rater.answers[u, i]) for u in UNITS for i in INDICATORS]
    return [group, *cells, ",".join(ticks), "不满意" if other else "", rater.comment, rater.code]


def three_rows(ballots, numeric):
    asked = questions()
    rows = [[m[0] for m in META] + [q[0] for q in asked], [m[1] for m in META] + [q[1] for q in asked],
            [import_id(m[2]) for m in META] + [import_id(q[2]) for q in asked]]
    return rows + [meta(r, numeric) + answers(r, numeric) for r in ballots]


def kept(ballots):
    return [r for r in ballots if r.done and not r.preview]


def with_unfinished(ballots):
    tally = counted([r for r in ballots if not r.preview])
    return {"expected-unfinished-counted.csv": text_table(expected_rows(tally), eol="\n")}


def make():
    ballots = tried_out(unfinished(raters(501), (13, 22, 35)), (1, 2))
    case("qualtrics", "choice-text-three-rows", {
        "机关效能评议_November 10, 2026_16.03.csv": text_table(three_rows(ballots, False), eol="\n"),
    }, kept(ballots), """
Qualtrics, CSV of choice text with three heading rows (name, question text, ImportId), UTF-8 without BOM.
Sources: public programs that read such files (columns, texts, `{"ImportId":"startDate","timeZone":…}`).
Traps: the question text holds line breaks, so three heading rows are many lines; two preview rows (Status `Survey Preview`, DistributionChannel `preview`) are no ballots; three rows have Finished `False`, Progress 46; Q7_5_TEXT may read `不满意`; Q7 joins choices with commas.
A person must confirm: whether unfinished rows count (expected.csv: no; expected-unfinished-counted.csv: yes); Q1 is the group, `ballot` (embedded data) the rater's id.
""", with_unfinished(ballots))

    ballots = tried_out(unfinished(raters(502, (7, 13, 18)), (9,)), (1, 20))
    case("qualtrics", "numeric-three-rows", {
        "机关效能评议_November 10, 2026_16.05.csv": text_table(three_rows(ballots, True), eol="\n", bom=True),
    }, kept(ballots), """
Qualtrics, CSV of numeric values with three heading rows, with BOM.
Sources: as choice-text-three-rows.
Traps: Status 1 is a preview, 0 a real response; Finished is 1/0; the values were recoded, so that 不了解 is 7 and there is no 5 or 6; a preview stands in the middle of the file.
A person must confirm: 1=满意 2=基本满意 3=一般 4=不满意 7=不了解; Q1 1=市领导 2=企业 3=服务对象和群众; whether the one unfinished row counts (expected.csv: no).
""", with_unfinished(ballots))

    ballots = tried_out(unfinished(raters(503, (6, 11, 17)), ()), ())
    names = ["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10"]
    texts = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress", "IPAddress", "Status",
             "StartDate", "EndDate", "Finished"]
    rows = [names + [q[0] for q in questions()], texts + [q[1].replace("\n\n", " ") for q in questions()]]
    for r in ballots:
        when = [f"{t:%Y-%m-%d %H:%M:%S}" for t in (r.start, r.end)]
        rows.append([f"R_{r.code[3:]}{r.no:04d}xYzAb", "Default Response Set", "Anonymous", "", "", r.ip, "0", *when,
                     "1", *answers(r, False)])
    case("qualtrics", "choice-text-two-rows", {"机关效能评议.csv": text_table(rows, eol="\r\n")}, ballots, """
Qualtrics, the legacy export: two heading rows (`V1`…`V10` and question names, then texts), choice text.
Sources: that older files have two heading rows and V columns is general knowledge (cf. CRAN kutils, importQualtrics).
Traps: the second row is no ballot although every cell is filled; `V1` tells nothing without it; there is no Progress and no DistributionChannel.
A person must confirm: Q1 is the group; `ballot` or ResponseID is the rater's id.
""")
