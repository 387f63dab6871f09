//! LimeSurvey.
//!
//! Headings are codes, `Q1[SQ001]`, with a scale where a question has two, `Q1[SQ001][1]`; or full,
//! `题干 (行)` and `题干 [行][量表]`; or both, `Q1[SQ001]. 题干 (行)`. Before them stand `id`, `submitdate`,
//! `lastpage`, `startlanguage`. Answers are codes such as `A1`, or texts. Without a date of submission
//! a paper was not handed in.

use super::heading::{met, note};
use super::question::{Asks, Question, Tells};
use super::row::{RowMark, Says};
use super::{Exported, Glimpse, Knowledge, Platform, Recognised};

pub(super) const KNOWLEDGE: Knowledge = Knowledge {
    platform: Platform::LimeSurvey,
    recognise,
    questions,
    complete: <[String]>::to_vec,
    marks,
    blanks: &["N/A", "{question_not_shown}"],
};

const NOTES: [(&str, Tells); 40] = [
    ("id", Tells::Other),
    ("Response ID", Tells::Other),
    ("答复ID", Tells::Other),
    ("回复ID", Tells::Other),
    ("submitdate", Tells::Submitted),
    ("Date submitted", Tells::Submitted),
    ("提交日期", Tells::Submitted),
    ("日期提交", Tells::Submitted),
    ("lastpage", Tells::Other),
    ("Last page", Tells::Other),
    ("最后一页", Tells::Other),
    ("最后页", Tells::Other),
    ("startlanguage", Tells::Other),
    ("Start language", Tells::Other),
    ("起始语言", Tells::Other),
    ("开始语言", Tells::Other),
    ("seed", Tells::Other),
    ("种子", Tells::Other),
    ("startdate", Tells::Started),
    ("Date started", Tells::Started),
    ("开始日期", Tells::Started),
    ("开始时间", Tells::Started),
    ("datestamp", Tells::Other),
    ("Date last action", Tells::Other),
    ("最后操作日期", Tells::Other),
    ("最后活动日期", Tells::Other),
    ("ipaddr", Tells::Device),
    ("IP address", Tells::Device),
    ("IP地址", Tells::Device),
    ("refurl", Tells::Other),
    ("Referrer URL", Tells::Other),
    ("引用网址", Tells::Other),
    ("token", Tells::Other),
    ("Access code", Tells::Other),
    ("访问代码", Tells::Other),
    ("操作代码", Tells::Other),
    ("interviewtime", Tells::Duration),
    ("Total time", Tells::Duration),
    ("总时间", Tells::Duration),
    ("总计时间", Tells::Duration),
];

/// Of these every export has several, and together no other platform has them.
const OWN: [&str; 13] = [
    "submitdate",
    "Date submitted",
    "提交日期",
    "日期提交",
    "lastpage",
    "Last page",
    "最后一页",
    "最后页",
    "startlanguage",
    "Start language",
    "起始语言",
    "开始语言",
    "seed",
];

const SUBMITTED: [&str; 4] = ["submitdate", "Date submitted", "提交日期", "日期提交"];

/// Rows that ask for more text, not for an answer.
const BESIDE: [&str; 6] = ["other", "comment", "其他", "其它", "评论", "备注"];

/// By two columns of its own. Answers that are all codes are exported by number.
fn recognise(glimpse: &Glimpse<'_>) -> Option<Recognised> {
    let own = met(glimpse.headings, &OWN);
    if own.len() < 2 {
        return None;
    }
    let asked = glimpse.headings.iter().filter(|heading| note(heading, &NOTES).is_none());
    let matrix = asked.filter(|heading| code(heading).is_some_and(|code| code.row.is_some()));
    let evidence = own.into_iter().chain(matrix.take(1).cloned()).collect();
    let mut found = Recognised::by(Platform::LimeSurvey, evidence);
    found.exported = is_coded(glimpse).then_some(Exported::Numbers);
    Some(found)
}

/// Whether rows of matrices hold answer codes: `A1`, `AO02`, `3`.
fn is_coded(glimpse: &Glimpse<'_>) -> bool {
    let questions = questions(glimpse.headings);
    let of_matrix =
        |at: &usize| questions[*at].stem.is_some() && questions[*at].asks == Asks::Answer;
    let columns: Vec<usize> = (0..questions.len()).filter(of_matrix).collect();
    let cells = glimpse.rows.iter().flat_map(|row| columns.iter().filter_map(|at| row.get(*at)));
    let mut cells = cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).peekable();
    let is_code = |cell: &str| {
        let digits = cell.trim_start_matches(|c: char| c.is_ascii_uppercase());
        cell.len() - digits.len() <= 2
            && !digits.is_empty()
            && digits.len() <= 3
            && digits.bytes().all(|b| b.is_ascii_digit())
    };
    cells.peek().is_some() && cells.all(is_code)
}

fn marks(headings: &[String]) -> Vec<RowMark> {
    RowMark::find(headings, &SUBMITTED, Says::Unfinished, &[""]).into_iter().collect()
}

/// The code of a question, and what may stand behind it.
struct Code<'a> {
    question: &'a str,
    row: Option<&'a str>,
    scale: Option<&'a str>,
    /// The full heading behind the code.
    text: Option<&'a str>,
}

/// `Q1`, `Q1[SQ001]`, `Q1[SQ001][1]`, each perhaps with `. ` and the full heading.
fn code(heading: &str) -> Option<Code<'_>> {
    let heading = heading.trim();
    let length =
        heading.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let (question, mut rest) = heading.split_at(length);
    if !question.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut parts: [Option<&str>; 2] = [None, None];
    for part in &mut parts {
        let Some(inner) = rest.strip_prefix('[') else { break };
        let (inside, after) = inner.split_once(']')?;
        (*part, rest) = (Some(inside), after);
    }
    let text = match rest {
        "" => None,
        rest => Some(rest.strip_prefix(". ")?.trim()),
    };
    Some(Code { question, row: parts[0], scale: parts[1], text })
}

/// The stem, the row and the scale of a full heading; the row stands in brackets behind a blank.
fn full(heading: &str) -> Option<(&str, &str, Option<&str>)> {
    let (before, last) = last_group(heading.trim())?;
    match last_group(before) {
        // `题干 (行)(量表)`: two groups, one against the other.
        Some((stem, row)) if stem.ends_with(' ') && !before.ends_with(' ') => {
            Some((stem.trim(), row, Some(last)))
        }
        _ if before.ends_with(' ') => Some((before.trim(), last, None)),
        _ => None,
    }
    .filter(|(stem, row, _)| !stem.is_empty() && !row.is_empty())
}

/// What stands before the brackets at the end, and in them.
fn last_group(text: &str) -> Option<(&str, &str)> {
    let close = text.chars().next_back()?;
    let open = match close {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                return Some((&text[..at], text[at + 1..text.len() - 1].trim()));
            }
        }
    }
    None
}

fn questions(headings: &[String]) -> Vec<Question> {
    headings.iter().map(|heading| question(heading)).collect()
}

fn question(heading: &str) -> Question {
    if let Some(note) = note(heading, &NOTES) {
        return note;
    }
    let coded = code(heading);
    let number = coded.as_ref().and_then(|code| {
        let digits = code.question.trim_start_matches(|c: char| !c.is_ascii_digit());
        digits.parse().ok()
    });
    let text = coded.as_ref().map_or(Some(heading), |code| code.text);
    let (stem, row, scale) = match (text.and_then(full), &coded) {
        (Some((stem, row, scale)), _) => (Some(stem), row, scale),
        (None, Some(Code { text: Some(text), .. })) => (None, *text, None),
        (None, Some(Code { question, row: Some(row), scale, .. })) => {
            (Some(*question), *row, *scale)
        }
        (None, _) => (None, heading, None),
    };
    let row_code = coded.as_ref().and_then(|code| code.row).unwrap_or(row).to_lowercase();
    let is_beside = stem.is_some() && BESIDE.iter().any(|end| row_code.ends_with(end));
    Question {
        number,
        stem: stem.map(str::to_owned),
        scale: scale.map(str::to_owned),
        asks: if is_beside { Asks::Beside } else { Asks::Answer },
        ..Question::plain(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(heading: &str) -> (Option<u32>, Option<String>, String, Option<String>) {
        let question = question(heading);
        (question.number, question.stem, question.text, question.scale)
    }

    fn row(
        number: Option<u32>,
        stem: &str,
        text: &str,
        scale: Option<&str>,
    ) -> (Option<u32>, Option<String>, String, Option<String>) {
        (number, Some(stem.to_owned()), text.to_owned(), scale.map(str::to_owned))
    }

    #[test]
    fn headings_by_code_in_full_or_both_are_taken_apart() {
        assert_eq!(of("Q1[SQ001]"), row(Some(1), "Q1", "SQ001", None));
        assert_eq!(of("Q1[SQ001][2]"), row(Some(1), "Q1", "SQ001", Some("2")));
        assert_eq!(of("edu[work]"), row(None, "edu", "work", None));
        assert_eq!(of("请评价市教育局 (业务工作)"), row(None, "请评价市教育局", "业务工作", None));
        assert_eq!(
            of("请评价市教育局 [业务(含窗口)]"),
            row(None, "请评价市教育局", "业务(含窗口)", None)
        );
        assert_eq!(of("请评价 (业务)(满意度)"), row(None, "请评价", "业务", Some("满意度")));
        assert_eq!(of("请评价 [业务][重要性]"), row(None, "请评价", "业务", Some("重要性")));
        assert_eq!(
            of("Q2[SQ003]. 请评价市公安局 (廉政)"),
            row(Some(2), "请评价市公安局", "廉政", None)
        );
        assert_eq!(of("Q3"), (Some(3), None, "Q3".to_owned(), None));
        assert_eq!(of("您的身份"), (None, None, "您的身份".to_owned(), None));
        // Brackets that belong to the word, not to a row.
        assert_eq!(of("单位(部门)"), (None, None, "单位(部门)".to_owned(), None));
        assert_eq!(of("税务局)"), (None, None, "税务局)".to_owned(), None));
    }

    #[test]
    fn text_beside_an_option_is_no_answer() {
        for heading in ["Q3[other]", "Q3[SQ001comment]", "您的身份 [其他]"] {
            assert_eq!(question(heading).asks, Asks::Beside, "{heading}");
        }
        assert_eq!(question("Q3[SQ001]").asks, Asks::Answer);
    }

    #[test]
    fn it_is_recognised_by_its_own_columns_and_tells_codes_from_texts() {
        let own = ["id", "submitdate", "lastpage", "startlanguage", "seed", "Q1", "Q2[SQ001]"];
        let headings = own.map(str::to_owned);
        let see = |answer: &str| {
            let row = ["1", "", "3", "zh-Hans", "9", "企业", answer].map(str::to_owned).to_vec();
            let rows = [row];
            recognise(&Glimpse { file_name: "a.csv", headings: &headings, rows: &rows }).unwrap()
        };
        assert_eq!(see("A1").exported, Some(Exported::Numbers));
        assert_eq!(see("满意").exported, None);
        assert_eq!(see("A1").evidence.last().unwrap(), "Q2[SQ001]");
        let foreign = ["id", "提交日期", "业务工作"].map(str::to_owned);
        let glimpse = Glimpse { file_name: "a.csv", headings: &foreign, rows: &[] };
        assert_eq!(recognise(&glimpse), None);
    }

    #[test]
    fn a_paper_without_a_date_of_submission_was_not_handed_in() {
        let headings = ["id", "submitdate", "Q1"].map(str::to_owned);
        let marks = marks(&headings);
        assert_eq!(marks.len(), 1);
        assert!(marks[0].is_met(" ") && !marks[0].is_met("2025-06-20 09:30:00"));
    }
}
