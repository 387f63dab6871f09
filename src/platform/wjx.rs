//! 问卷星 (wjx.cn).
//!
//! An export begins with 序号, 提交答卷时间, 所用时间, 来源, 来源详情 and 来自IP. Of a matrix only the first
//! row has the stem, `4、题干—行名`; below it stand `4、行名`, or the row's own number, `2.行名`. Older
//! exports write `第4题(行名)`. The name of the file says how options are written:
//! `289538440_按序号_标题_5_5.xlsx`.

use super::heading::{bracketed, met, note, numbered};
use super::question::{Asks, Question, Tells};
use super::wenjuan::named_way;
use super::{Exported, Glimpse, Knowledge, Platform, Recognised};
use crate::naming::fold;

pub(super) const KNOWLEDGE: Knowledge = Knowledge {
    platform: Platform::Wjx,
    recognise,
    questions,
    complete,
    marks: |_| Vec::new(),
    blanks: &["(跳过)", "(空)", "-2", "-3"],
};

/// The columns of its own.
const NOTES: [(&str, Tells); 13] = [
    ("序号", Tells::Other),
    ("提交答卷时间", Tells::Submitted),
    ("所用时间", Tells::Duration),
    ("来源", Tells::Other),
    ("来源详情", Tells::Other),
    ("来自IP", Tells::Device),
    ("用户ID", Tells::Person),
    ("uid", Tells::Person),
    ("用户昵称", Tells::Other),
    ("昵称", Tells::Other),
    ("自定义字段", Tells::Person),
    ("sojumpparm", Tells::Person),
    ("是否有效", Tells::Judged),
];

/// Headings that no other platform writes, and those that others may write too.
const OWN: [&str; 3] = ["提交答卷时间", "来源详情", "来自IP"];
const SHARED: [&str; 3] = ["序号", "所用时间", "来源"];

const TOTAL: &str = "总分";

/// Between a stem and its row.
const DASH: char = '—';

/// By two of its headings, of which one is its own.
fn recognise(glimpse: &Glimpse<'_>) -> Option<Recognised> {
    let own = met(glimpse.headings, &OWN);
    let shared = met(glimpse.headings, &SHARED);
    if own.is_empty() || own.len() + shared.len() < 2 {
        return None;
    }
    let mut found = Recognised::by(Platform::Wjx, own.into_iter().chain(shared).collect());
    name(glimpse.file_name, &mut found);
    Some(found)
}

/// `289538440_按序号_标题_5_5.xlsx`: number, way, title, and how many were handed in and are in it.
fn name(file_name: &str, found: &mut Recognised) {
    let ways =
        [("按文本", Exported::Texts), ("按序号", Exported::Numbers), ("按分数", Exported::Scores)];
    let packed = file_name.strip_suffix(".gz").unwrap_or(file_name);
    let stem = packed.rsplit_once('.').map_or(packed, |(stem, _)| stem);
    let way = ways.iter().find_map(|(word, way)| Some((stem.split_once(word)?, *way)));
    let Some(((before, after), way)) = way else {
        found.exported = named_way(file_name);
        return;
    };
    found.exported = Some(way);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let survey = before.trim_end_matches('_');
    found.survey = digits(survey).then(|| survey.to_owned());
    let mut parts: Vec<&str> = after.trim_matches('_').split('_').collect();
    while parts.len() > 1 && parts.last().is_some_and(|part| digits(part)) {
        parts.pop();
    }
    let title = parts.join("_");
    found.title = (!title.is_empty()).then_some(title);
}

/// A matrix whose rows are being read.
struct Matrix {
    number: u32,
    mark: char,
    stem: String,
    /// How many rows there were.
    rows: u32,
    /// What stands behind the number of the first row, where that has one: `4、题干—1.行名`.
    row_mark: Option<char>,
}

fn questions(headings: &[String]) -> Vec<Question> {
    let mut matrix: Option<Matrix> = None;
    let mut all = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        let next = headings.get(index + 1);
        all.push(question(heading, next.map(String::as_str), &mut matrix));
    }
    all
}

fn question(heading: &str, next: Option<&str>, matrix: &mut Option<Matrix>) -> Question {
    if let Some(found) = note(heading, &NOTES) {
        *matrix = None;
        return found;
    }
    if fold(heading) == TOTAL {
        *matrix = None;
        return Question { asks: Asks::Total, ..Question::plain(heading) };
    }
    if let Some((number, text)) = bracketed(heading) {
        *matrix = None;
        return Question { number: Some(number), ..Question::plain(&text) };
    }
    let Some(here) = numbered(heading) else {
        *matrix = None;
        return Question::plain(heading);
    };
    if let Some(open) = matrix
        && let Some(row) = open.row(heading)
    {
        open.rows += 1;
        return open.question(&row);
    }
    *matrix = Matrix::begin(heading, next);
    match matrix {
        Some(open) => {
            let (_, row) = cut(here.text).unwrap_or(("", here.text));
            open.question(unnumbered(row, open.row_mark))
        }
        None => Question { number: Some(here.number), ..Question::plain(here.text) },
    }
}

impl Matrix {
    /// The matrix that a heading begins: by the dash that only 问卷星 writes, or by another where
    /// the next heading is a row without.
    fn begin(heading: &str, next: Option<&str>) -> Option<Matrix> {
        let here = numbered(heading)?;
        let (stem, row) = cut(here.text)?;
        let row_mark = numbered(row).filter(|row| row.number == 1).map(|row| row.mark);
        let matrix = Matrix {
            number: here.number,
            mark: here.mark,
            stem: stem.to_owned(),
            rows: 1,
            row_mark,
        };
        let goes_on = || next.and_then(|next| matrix.row(next)).is_some_and(|_| true);
        let bare = || next.is_some_and(|next| !next.contains(['-', '–']));
        (here.text.contains(DASH) || (goes_on() && bare())).then_some(matrix)
    }

    /// The row that a heading names, where it goes on with the matrix.
    fn row(&self, heading: &str) -> Option<String> {
        let here = numbered(heading)?;
        if here.number == self.number && here.mark == self.mark {
            return match cut(here.text) {
                Some((stem, row)) if stem == self.stem => {
                    Some(unnumbered(row, self.row_mark).to_owned())
                }
                Some((stem, _)) if here.text.contains(DASH) && !stem.is_empty() => None,
                _ => Some(unnumbered(here.text, self.row_mark).to_owned()),
            };
        }
        // `2.行名`: the number is that of the row. A question has a number above this one's, or
        // another mark; and where a dash follows, the next matrix begins.
        let counts_on = here.number == self.rows + 1 && !here.text.contains(DASH);
        let is_row = match self.row_mark {
            Some(mark) => here.mark == mark,
            None => here.mark != self.mark || here.number < self.number,
        };
        (counts_on && is_row).then(|| here.text.to_owned())
    }

    fn question(&self, row: &str) -> Question {
        let stem = Some(self.stem.clone());
        Question { number: Some(self.number), stem, ..Question::plain(row) }
    }
}

/// Stem and row on both sides of the last dash.
fn cut(text: &str) -> Option<(&str, &str)> {
    let dashes: &[char] = if text.contains(DASH) { &[DASH] } else { &['–', '-'] };
    let (stem, row) = text.rsplit_once(dashes)?;
    let (stem, row) = (stem.trim_end_matches(dashes).trim(), row.trim());
    (!stem.is_empty() && !row.is_empty()).then_some((stem, row))
}

/// A row without its own number, where rows have one.
fn unnumbered(row: &str, row_mark: Option<char>) -> &str {
    let own = numbered(row).filter(|own| Some(own.mark) == row_mark);
    own.map_or(row, |own| own.text)
}

/// Rows of a matrix get the number and stem of their question: `4、题干—行名`.
fn complete(headings: &[String]) -> Vec<String> {
    let questions = questions(headings);
    let written =
        |(heading, question): (&String, &Question)| match (&question.stem, question.number) {
            (Some(stem), Some(number)) if !is_whole(heading, number, stem) => {
                format!("{number}、{stem}{DASH}{}", question.text)
            }
            _ => heading.clone(),
        };
    headings.iter().zip(&questions).map(written).collect()
}

/// Whether a heading has number and stem already.
fn is_whole(heading: &str, number: u32, stem: &str) -> bool {
    numbered(heading).is_some_and(|here| {
        here.number == number && cut(here.text).is_some_and(|(left, _)| left == stem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn of(texts: &[&str]) -> Vec<(Option<u32>, Option<String>, String)> {
        let questions = questions(&headings(texts)).into_iter();
        questions.map(|q| (q.number, q.stem, q.text)).collect()
    }

    fn row(number: u32, stem: &str, text: &str) -> (Option<u32>, Option<String>, String) {
        (Some(number), Some(stem.to_owned()), text.to_owned())
    }

    const FIRST: [&str; 6] = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"];

    #[test]
    fn the_stem_before_the_first_row_is_carried_to_the_end_of_its_matrix() {
        let got =
            of(&["3、身份", "4、评价甲局—业务", "4、廉政", "5、评价乙局—业务", "5、廉政", "总分"]);
        assert_eq!(got[0], (Some(3), None, "身份".to_owned()));
        assert_eq!(got[1..3], [row(4, "评价甲局", "业务"), row(4, "评价甲局", "廉政")]);
        assert_eq!(got[3..5], [row(5, "评价乙局", "业务"), row(5, "评价乙局", "廉政")]);
        assert_eq!(got[5].1, None);
    }

    #[test]
    fn the_number_before_a_row_is_not_that_of_a_question() {
        let got = of(&[
            "4、评价甲局—1.业务",
            "2.廉政",
            "3.公开",
            "5、评价乙局—1.业务",
            "2.廉政",
            "6、意见",
        ]);
        let matrix = |number, stem: &str, rows: &[&str]| -> Vec<_> {
            rows.iter().map(|text| row(number, stem, text)).collect()
        };
        assert_eq!(got[..3], matrix(4, "评价甲局", &["业务", "廉政", "公开"]));
        assert_eq!(got[3..5], matrix(5, "评价乙局", &["业务", "廉政"]));
        assert_eq!(got[5], (Some(6), None, "意见".to_owned()));
        let got = of(&["1、评价甲局—业务", "2.廉政", "2、意见"]);
        assert_eq!(got[1..], [row(1, "评价甲局", "廉政"), (Some(2), None, "意见".to_owned())]);
    }

    #[test]
    fn rows_that_all_carry_their_stem_are_taken_as_they_are() {
        let got = of(&["4、甲局—业务", "4、甲局—廉政", "4、乙局—业务"]);
        assert_eq!(got, [row(4, "甲局", "业务"), row(4, "甲局", "廉政"), row(4, "乙局", "业务")]);
        let got = of(&["3.甲局-业务", "3.乙局-业务"]);
        assert_eq!(got[1], (Some(3), None, "乙局-业务".to_owned()));
        assert_eq!(of(&["第4题(业务工作)"]), [(Some(4), None, "业务工作".to_owned())]);
    }

    #[test]
    fn completed_headings_are_all_different_and_stay_as_they_are() {
        let written =
            headings(&["序号", "4、甲—1.业务", "2.廉政", "5、乙—1.业务", "2.廉政", "6、意见"]);
        let whole = complete(&written);
        assert_eq!(
            whole,
            headings(&[
                "序号",
                "4、甲—1.业务",
                "4、甲—廉政",
                "5、乙—1.业务",
                "5、乙—廉政",
                "6、意见"
            ])
        );
        assert_eq!(complete(&whole), whole);
        assert_eq!(questions(&whole), questions(&written));
    }

    #[test]
    fn it_is_recognised_by_its_headings_and_named_by_its_file() {
        let all = headings(&FIRST);
        let see =
            |file_name, headings: &[String]| recognise(&Glimpse { file_name, headings, rows: &[] });
        let found = see("289538440_按序号_满意度(2025)_第1期_5_5.xlsx", &all).expect("recognised");
        assert_eq!(found.exported, Some(Exported::Numbers));
        assert_eq!(found.survey.as_deref(), Some("289538440"));
        assert_eq!(found.title.as_deref(), Some("满意度(2025)_第1期"));
        assert_eq!(found.evidence.len(), 6);
        let found = see("导出.xlsx", &headings(&["序号", "提交答卷时间"])).expect("recognised");
        assert_eq!((found.exported, found.title), (None, None));
        assert_eq!(see("1_按文本_评议_3_3.xlsx", &headings(&["序号", "来源"])), None);
    }
}
