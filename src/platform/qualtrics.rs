//! Qualtrics.
//!
//! The headings take three rows: names, the texts of the questions, and `{"ImportId":…}`; some hands
//! take the last away. Text of a matrix row is `题干 - 行`; `_TEXT` is what was typed beside an option.
//! Rows that whoever made the survey tried out say `Survey Preview`, or `preview`.

use super::heading::{met, note};
use super::question::{Asks, Question, Tells};
use super::row::{RowMark, Says};
use super::{Glimpse, JOINT, Knowledge, Platform, Recognised};
use crate::naming::fold;

pub(super) const KNOWLEDGE: Knowledge = Knowledge {
    platform: Platform::Qualtrics,
    recognise,
    questions,
    complete,
    marks,
    blanks: &["-99"],
};

const NOTES: [(&str, Tells); 21] = [
    ("StartDate", Tells::Started),
    ("EndDate", Tells::Submitted),
    ("Status", Tells::Other),
    ("IPAddress", Tells::Device),
    ("Progress", Tells::Other),
    ("Duration (in seconds)", Tells::Duration),
    ("Finished", Tells::Other),
    ("RecordedDate", Tells::Other),
    ("ResponseId", Tells::Other),
    ("RecipientLastName", Tells::Other),
    ("RecipientFirstName", Tells::Other),
    ("RecipientEmail", Tells::Other),
    ("ExternalReference", Tells::Other),
    ("LocationLatitude", Tells::Other),
    ("LocationLongitude", Tells::Other),
    ("DistributionChannel", Tells::Other),
    ("UserLanguage", Tells::Other),
    ("ResponseSet", Tells::Other),
    ("Name", Tells::Other),
    ("ExternalDataReference", Tells::Other),
    ("EmailAddress", Tells::Other),
];

/// Headings of its own by which it is recognised where the third row is gone.
const OWN: [&str; 6] = [
    "StartDate",
    "RecordedDate",
    "ResponseId",
    "DistributionChannel",
    "UserLanguage",
    "Duration (in seconds)",
];

/// The same of an older export, in the row below its names.
const OLDER: [&str; 5] = ["ResponseID", "ResponseSet", "StartDate", "EndDate", "Finished"];

const IMPORT: &str = "{\"ImportId\"";

/// What stands between a stem and its row.
const DASH: &str = " - ";

/// Parts of names of columns that tell how a question was shown.
const SHOWN: [&str; 5] = ["_First Click", "_Last Click", "_Page Submit", "_Click Count", "_DO"];

/// By the row of identifiers below the headings, or by three headings of its own.
fn recognise(glimpse: &Glimpse<'_>) -> Option<Recognised> {
    let import = |row: &Vec<String>| row.iter().any(|cell| is_import(cell));
    let above = glimpse.rows.iter().take(2).position(import);
    let names: Vec<String> =
        glimpse.headings.iter().map(|heading| name(heading).to_owned()).collect();
    let own = met(&names, &OWN);
    // Older exports call their own columns V1, V2 and say below what they are.
    let below = glimpse.rows.first().filter(|_| names.iter().any(|name| is_numbered(name)));
    let below = below.map(|row| met(row, &OLDER)).unwrap_or_default();
    let (evidence, heading_rows) = match above {
        Some(at) => {
            let cell = glimpse.rows[at].iter().find(|cell| is_import(cell))?;
            (vec![cell.clone()], at as u64 + 2)
        }
        None if below.len() > 2 => (below, 2),
        None if own.len() < 3 => return None,
        None => (own, if has_texts(glimpse) { 2 } else { 1 }),
    };
    Some(Recognised { heading_rows, ..Recognised::by(Platform::Qualtrics, evidence) })
}

/// `V8`: what an older export calls a column of its own.
fn is_numbered(name: &str) -> bool {
    let digits = name.strip_prefix('V').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_import(cell: &str) -> bool {
    cell.split_whitespace().collect::<String>().starts_with(IMPORT)
}

/// Whether the first row below the names says what they mean: no date stands under StartDate then.
fn has_texts(glimpse: &Glimpse<'_>) -> bool {
    let is_date = |heading: &String| matches!(&*fold(heading), "startdate" | "recordeddate");
    let column = glimpse.headings.iter().position(is_date);
    let cell = column.zip(glimpse.rows.first()).and_then(|(column, row)| row.get(column));
    cell.is_some_and(|cell| !cell.trim().is_empty() && !cell.contains(|c: char| c.is_ascii_digit()))
}

/// The name of a column before the text of its question.
fn name(heading: &str) -> &str {
    heading.split_once(JOINT).map_or(heading, |(name, _)| name)
}

/// Without identifiers and line breaks.
fn complete(headings: &[String]) -> Vec<String> {
    let one = |heading: &String| {
        let parts: Vec<&str> = heading.split(JOINT).filter(|part| !is_import(part)).collect();
        let text = match parts.as_slice() {
            [number, own] if is_numbered(number) => (*own).to_owned(),
            parts => parts.join(JOINT),
        };
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    headings.iter().map(one).collect()
}

fn marks(headings: &[String]) -> Vec<RowMark> {
    let names: Vec<String> = headings.iter().map(|heading| name(heading).to_owned()).collect();
    let find = |heading, says, cells| RowMark::find(&names, &[heading], says, cells);
    // The numbers are what an export by numbers writes: 1 preview, 2 test, 9 and 17 their like.
    let status: &[&str] =
        &["surveypreview", "surveytest", "问卷预览", "调查预览", "1", "2", "9", "17"];
    [
        find("Status", Says::Trial, status),
        find("DistributionChannel", Says::Trial, &["preview", "test"]),
        find("Finished", Says::Unfinished, &["false", "0", "否"]),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn questions(headings: &[String]) -> Vec<Question> {
    headings.iter().map(|heading| question(heading)).collect()
}

fn question(heading: &str) -> Question {
    let (name, text) = heading.split_once(JOINT).unwrap_or((heading, heading));
    if let Some(note) = note(name, &NOTES) {
        return Question { text: heading.trim().to_owned(), ..note };
    }
    if name.starts_with("Q_") || SHOWN.iter().any(|part| name.contains(part)) {
        return Question::note(heading, Tells::Other);
    }
    let asks = if name.ends_with("_TEXT") { Asks::Beside } else { Asks::Answer };
    let digits = name.trim_start_matches("QID").trim_start_matches(['Q', 'q']);
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    let number = digits.parse().ok();
    // `Q5#1_2`: the second row on the first scale; the text names the scale before the row.
    let is_row = name.contains(['_', '#']);
    let Some((stem, row)) = text.rsplit_once(DASH).filter(|_| is_row) else {
        return Question { number, asks, ..Question::plain(text) };
    };
    let (stem, scale) = match stem.rsplit_once(DASH).filter(|_| name.contains('#')) {
        Some((stem, scale)) => (stem, Some(scale.trim().to_owned())),
        None => (stem, None),
    };
    let stem = Some(stem.trim().to_owned());
    Question { number, stem, scale, asks, ..Question::plain(row) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    const NAMES: [&str; 5] = ["StartDate", "Status", "Finished", "ResponseId", "Q2_1"];
    const ASKED: [&str; 5] =
        ["Start Date", "Response Type", "Finished", "Response ID", "评价市教育局 - 业务工作"];

    fn rows(names: &[&str], rows: &[&[&str]]) -> Option<u64> {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| texts(row)).collect();
        let headings = texts(names);
        let glimpse = Glimpse { file_name: "a.csv", headings: &headings, rows: &rows };
        recognise(&glimpse).map(|found| found.heading_rows)
    }

    #[test]
    fn two_or_three_rows_of_headings_are_told_by_what_stands_in_them() {
        let import =
            ["{\"ImportId\":\"startDate\",\"timeZone\":\"Asia/Shanghai\"}", "", "", "", ""];
        let paper = ["2025-06-20 09:30:00", "IP Address", "True", "R_1", "满意"];
        assert_eq!(rows(&NAMES, &[&ASKED, &import, &paper]), Some(3));
        assert_eq!(rows(&NAMES, &[&import, &paper]), Some(2));
        let names = ["StartDate", "RecordedDate", "ResponseId", "Finished", "Q2_1"];
        let dated = ["2025-06-20 09:30:00", "2025-06-20 09:31:00", "R_1", "True", "满意"];
        let asked = ["开始日期", "记录日期", "答复 ID", "已完成", "评价市教育局 - 业务工作"];
        assert_eq!(rows(&names, &[&asked, &dated]), Some(2));
        assert_eq!(rows(&names, &[&dated]), Some(1));
        assert_eq!(rows(&["StartDate", "Q1", "Q2", "Q3", "Q4"], &[&paper]), None);
        let older = ["ResponseID", "StartDate", "Finished", "您的身份", "评价市教育局 - 业务工作"];
        assert_eq!(rows(&["V1", "V8", "V10", "Q1", "Q2_1"], &[&older, &paper]), Some(2));
        assert_eq!(rows(&["V1", "V8", "V10", "Q1", "Q2_1"], &[&paper]), None);
    }

    #[test]
    fn stem_row_and_scale_are_taken_from_the_text_below_the_name() {
        let headings = texts(&[
            "StartDate / 开始日期",
            "Q2_1 / 请评价市教育局 - 业务工作",
            "Q5#1_2 / 请评价市公安局 - 满意度 - 廉政建设",
            "Q3_4_TEXT / 您的身份 - 其他 - Text",
            "Q6 / 您的身份 - 请选一项",
            "Q_RecaptchaScore",
        ]);
        let questions = questions(&headings);
        assert_eq!(questions[0].asks, Asks::Note(Tells::Started));
        assert_eq!(questions[1].stem.as_deref(), Some("请评价市教育局"));
        assert_eq!((questions[1].number, questions[1].text.as_str()), (Some(2), "业务工作"));
        assert_eq!(questions[2].stem.as_deref(), Some("请评价市公安局"));
        assert_eq!(questions[2].scale.as_deref(), Some("满意度"));
        assert_eq!(questions[3].asks, Asks::Beside);
        assert_eq!((questions[4].stem.as_deref(), questions[4].number), (None, Some(6)));
        assert_eq!(questions[5].asks, Asks::Note(Tells::Other));
    }

    #[test]
    fn identifiers_and_line_breaks_are_left_out_of_headings() {
        let written =
            texts(&["Q2_1 / 请评价\n市教育局 - 业务 / {\"ImportId\":\"QID2_1\"}", "Finished"]);
        let whole = complete(&written);
        assert_eq!(whole, ["Q2_1 / 请评价 市教育局 - 业务", "Finished"]);
        assert_eq!(complete(&texts(&["V8 / StartDate", "V1"])), ["StartDate", "V1"]);
        assert_eq!(complete(&whole), whole);
    }

    #[test]
    fn trials_and_papers_that_were_not_finished_are_marked() {
        let marks = marks(&texts(&["Status / Response Type", "Finished", "DistributionChannel"]));
        let met = |cells: [&str; 3]| {
            let met = marks.iter().filter(|mark| mark.is_met(cells[mark.column]));
            met.map(|mark| mark.says).min()
        };
        assert_eq!(met(["Survey Preview", "True", "anonymous"]), Some(Says::Trial));
        assert_eq!(met(["0", "1", "preview"]), Some(Says::Trial));
        assert_eq!(met(["IP Address", "False", "anonymous"]), Some(Says::Unfinished));
        assert_eq!(met(["IP Address", "True", "anonymous"]), None);
    }
}
