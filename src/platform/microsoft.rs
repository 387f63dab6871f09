//! Microsoft Forms.
//!
//! The workbook begins with ID, 开始时间, 完成时间, 电子邮件 and 名称. The rows of a Likert question have a
//! column each, headed `题干.行`, or the row alone. As no two columns of an Excel table may have one
//! name, a row that comes again is called `行2`, then `行3`.

use std::collections::BTreeMap;

use super::heading::{by_shared_stem, note};
use super::question::{Asks, Question, Tells};
use super::{Glimpse, Knowledge, Platform, Recognised};
use crate::naming::fold;

pub(super) const KNOWLEDGE: Knowledge = Knowledge {
    platform: Platform::MicrosoftForms,
    recognise,
    questions,
    complete: <[String]>::to_vec,
    marks: |_| Vec::new(),
    blanks: &[],
};

const NOTES: [(&str, Tells); 18] = [
    ("ID", Tells::Other),
    ("Id", Tells::Other),
    ("开始时间", Tells::Started),
    ("Start time", Tells::Started),
    ("完成时间", Tells::Submitted),
    ("Completion time", Tells::Submitted),
    ("电子邮件", Tells::Other),
    ("Email", Tells::Other),
    ("名称", Tells::Other),
    ("姓名", Tells::Other),
    ("Name", Tells::Other),
    ("上次修改时间", Tells::Other),
    ("Last modified time", Tells::Other),
    ("语言", Tells::Other),
    ("Language", Tells::Other),
    ("测验反馈", Tells::Other),
    ("Quiz feedback", Tells::Other),
    ("成绩发布时间", Tells::Other),
];

const TOTALS: [&str; 3] = ["总分", "总点数", "Total points"];

/// What stands before the question in the columns of a quiz.
const BESIDE: [&str; 6] = ["得分 - ", "分数 - ", "反馈 - ", "点数 - ", "Points - ", "Feedback - "];

const FIRST: [[&str; 2]; 3] =
    [["ID", "Id"], ["开始时间", "Start time"], ["完成时间", "Completion time"]];

/// By its first three columns.
fn recognise(glimpse: &Glimpse<'_>) -> Option<Recognised> {
    let first = glimpse.headings.get(..FIRST.len())?;
    let named = |(heading, names): (&String, &[&str; 2])| {
        names.iter().any(|name| fold(name) == fold(heading))
    };
    let plain = first.iter().zip(&FIRST).all(named);
    plain.then(|| Recognised::by(Platform::MicrosoftForms, first.to_vec()))
}

fn questions(headings: &[String]) -> Vec<Question> {
    let mut all: Vec<Question> = headings.iter().map(|heading| question(heading)).collect();
    by_shared_stem(&mut all, &["."]);
    count_repeated(&mut all);
    all
}

fn question(heading: &str) -> Question {
    if TOTALS.iter().any(|name| fold(name) == fold(heading)) {
        return Question { asks: Asks::Total, ..Question::plain(heading) };
    }
    if BESIDE.iter().any(|start| heading.starts_with(start)) {
        return Question { asks: Asks::Beside, ..Question::plain(heading) };
    }
    note(heading, &NOTES).unwrap_or_else(|| Question::plain(heading))
}

/// `行`, `行2`, `行3`: the same row of one question after the other, of which only the order is known.
fn count_repeated(all: &mut [Question]) {
    let is_bare = |question: &Question| question.asks == Asks::Answer && question.stem.is_none();
    let bare = all.iter().filter(|question| is_bare(question));
    let mut times: BTreeMap<String, u32> = bare.map(|q| (q.text.clone(), 1)).collect();
    let mut found: Vec<Option<(String, u32)>> = Vec::new();
    for question in all.iter() {
        let text = question.text.trim_end_matches(|c: char| c.is_ascii_digit());
        let count: Option<u32> = question.text[text.len()..].parse().ok();
        // The one before must have been seen: a heading may end in a number of its own.
        let next = times.get_mut(text).zip(count).filter(|_| is_bare(question));
        found.push(next.filter(|(times, count)| *count == **times + 1).map(|(times, count)| {
            *times = count;
            (text.to_owned(), count)
        }));
    }
    for (question, found) in all.iter_mut().zip(found) {
        if let Some((text, count)) = found {
            (question.text, question.number) = (text, Some(count));
        } else if is_bare(question) && times.get(&question.text).is_some_and(|times| *times > 1) {
            question.number = Some(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn it_is_recognised_by_its_first_three_columns() {
        let see = |texts: &[&str]| {
            let headings = headings(texts);
            recognise(&Glimpse { file_name: "a.xlsx", headings: &headings, rows: &[] }).is_some()
        };
        assert!(see(&["ID", "开始时间", "完成时间", "电子邮件", "名称", "您的身份"]));
        assert!(see(&["Id", "Start time", "Completion time", "Email", "Name"]));
        assert!(!see(&["序号", "开始时间", "完成时间"]));
        assert!(!see(&["ID", "开始时间"]));
    }

    #[test]
    fn rows_stand_behind_a_stop_or_are_counted() {
        let texts = ["ID", "请评价市教育局.业务工作", "请评价市教育局.廉政建设", "意见"];
        let questions = questions(&headings(&texts));
        assert_eq!(questions[1].stem.as_deref(), Some("请评价市教育局"));
        assert_eq!(questions[2].text, "廉政建设");
        assert_eq!(questions[3].stem, None);
        let texts =
            ["业务工作", "廉政建设", "业务工作2", "廉政建设2", "业务工作3", "第5", "得分 - 意见"];
        let questions = super::questions(&headings(&texts));
        let got: Vec<_> = questions.iter().map(|q| (q.number, q.text.as_str())).collect();
        let expected = [
            (Some(1), "业务工作"),
            (Some(1), "廉政建设"),
            (Some(2), "业务工作"),
            (Some(2), "廉政建设"),
            (Some(3), "业务工作"),
            (None, "第5"),
            (None, "得分 - 意见"),
        ];
        assert_eq!(got, expected);
        assert_eq!(questions[6].asks, Asks::Beside);
    }
}
