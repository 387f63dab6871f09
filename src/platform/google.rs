//! Google Forms.
//!
//! The sheet of answers begins with 时间戳记 (`Timestamp`). A grid has a column for each row, headed
//! `题干 [行]`.

use super::heading::{met, note};
use super::question::{Asks, Question, Tells};
use super::{Glimpse, Knowledge, Platform, Recognised};
use crate::naming::fold;

pub(super) const KNOWLEDGE: Knowledge = Knowledge {
    platform: Platform::GoogleForms,
    recognise,
    questions,
    complete: <[String]>::to_vec,
    marks: |_| Vec::new(),
    blanks: &[],
};

const NOTES: [(&str, Tells); 10] = [
    ("时间戳记", Tells::Submitted),
    ("时间戳", Tells::Submitted),
    ("時間戳記", Tells::Submitted),
    ("Timestamp", Tells::Submitted),
    ("电子邮件地址", Tells::Other),
    ("電子郵件地址", Tells::Other),
    ("Email Address", Tells::Other),
    ("Email", Tells::Other),
    ("用户名", Tells::Other),
    ("Username", Tells::Other),
];

/// What the first column of every sheet of answers is called.
const FIRST: [&str; 4] = ["时间戳记", "时间戳", "時間戳記", "Timestamp"];

/// The points of a quiz, beside the timestamp.
const TOTALS: [&str; 3] = ["得分", "分数", "Score"];

/// By its first column, and another of its own or the row of a grid.
fn recognise(glimpse: &Glimpse<'_>) -> Option<Recognised> {
    let first = glimpse.headings.first()?;
    let is_first = FIRST.iter().any(|name| fold(name) == fold(first));
    let grid = glimpse.headings.iter().find(|heading| grid(heading).is_some());
    let own = met(&glimpse.headings[1..], &NOTES.map(|(name, _)| name));
    // Only Google says 时间戳记; a timestamp others have as well.
    let plain = fold(first) == fold(FIRST[0]) || grid.is_some() || !own.is_empty();
    let evidence = std::iter::once(first.clone()).chain(grid.cloned()).chain(own);
    (is_first && plain).then(|| Recognised::by(Platform::GoogleForms, evidence.collect()))
}

/// `题干 [行]`.
fn grid(heading: &str) -> Option<(&str, &str)> {
    let (stem, row) = heading.trim().strip_suffix(']')?.rsplit_once('[')?;
    let (stem, row) = (stem.trim(), row.trim());
    (!stem.is_empty() && !row.is_empty()).then_some((stem, row))
}

fn questions(headings: &[String]) -> Vec<Question> {
    let question = |(at, heading): (usize, &String)| {
        if at == 1 && TOTALS.iter().any(|name| fold(name) == fold(heading)) {
            return Question { asks: Asks::Total, ..Question::plain(heading) };
        }
        note(heading, &NOTES).unwrap_or_else(|| match grid(heading) {
            Some((stem, row)) => Question { stem: Some(stem.to_owned()), ..Question::plain(row) },
            None => Question::plain(heading),
        })
    };
    headings.iter().enumerate().map(question).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn see(headings: &[&str]) -> Option<Vec<String>> {
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        let glimpse = Glimpse { file_name: "a.csv", headings: &headings, rows: &[] };
        recognise(&glimpse).map(|found| found.evidence)
    }

    #[test]
    fn it_is_recognised_by_its_first_column_and_a_grid() {
        assert!(see(&["时间戳记", "您的身份"]).is_some());
        let found = see(&["Timestamp", "您的身份", "请评价市教育局 [业务工作]"]);
        assert_eq!(found.unwrap(), ["Timestamp", "请评价市教育局 [业务工作]"]);
        assert_eq!(see(&["Timestamp", "您的身份"]), None);
        assert_eq!(see(&["您的身份", "时间戳记", "甲 [乙]"]), None);
    }

    #[test]
    fn the_row_of_a_grid_stands_in_brackets() {
        let headings = ["时间戳记", "评价[窗口]单位 [业务 (含窗口)]", "意见"].map(str::to_owned);
        let questions = questions(&headings);
        assert_eq!(questions[0].asks, Asks::Note(Tells::Submitted));
        assert_eq!(questions[1].stem.as_deref(), Some("评价[窗口]单位"));
        assert_eq!(questions[1].text, "业务 (含窗口)");
        assert_eq!((questions[2].stem.as_deref(), questions[2].text.as_str()), (None, "意见"));
    }
}
