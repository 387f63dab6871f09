//! 问卷网 (wenjuan.com).
//!
//! A download holds `All_Data_Readable.csv` with texts, `All_Data_Original.csv` with codes under
//! `Q1`, `Q2_…`, and `code.csv`, which says what the codes are; all in GBK. The only column that both
//! have of their own is 答题时长. The heading of a matrix ends in `_行名`.

use super::heading::{note, numbered};
use super::question::{Asks, Question, Tells};
use super::{Exported, Glimpse, Knowledge, Platform, Recognised};
use crate::naming::fold;

pub(super) const KNOWLEDGE: Knowledge = Knowledge {
    platform: Platform::Wenjuan,
    recognise,
    questions,
    complete: <[String]>::to_vec,
    marks: |_| Vec::new(),
    blanks: &["(空)", "(跳过)", "-2", "-3"],
};

const NOTES: [(&str, Tells); 15] = [
    ("序号", Tells::Other),
    ("编号", Tells::Other),
    ("答题序号", Tells::Other),
    ("开始时间", Tells::Started),
    ("开始答题时间", Tells::Started),
    ("结束时间", Tells::Submitted),
    ("提交时间", Tells::Submitted),
    ("答题时间", Tells::Submitted),
    ("答题时长", Tells::Duration),
    ("IP", Tells::Device),
    ("IP地址", Tells::Device),
    ("来源", Tells::Other),
    ("省份", Tells::Other),
    ("城市", Tells::Region),
    ("昵称", Tells::Other),
];

const DURATION: &str = "答题时长";

/// By codes of rows and options, or by 答题时长 beside rows behind `_` or the name of the file.
fn recognise(glimpse: &Glimpse<'_>) -> Option<Recognised> {
    let headings = glimpse.headings;
    let coded = headings.iter().find(|heading| lettered(heading).is_some());
    let duration = headings.iter().find(|heading| fold(heading) == DURATION);
    let row = headings.iter().find(|heading| {
        let numbered = numbered(heading).is_some() && heading.contains('_');
        numbered || code(heading).is_some()
    });
    let named = glimpse.file_name.to_ascii_lowercase().starts_with("all_data_");
    let evidence = match (coded, duration, row) {
        (Some(coded), ..) => vec![coded.clone()],
        (None, Some(duration), Some(row)) => vec![duration.clone(), row.clone()],
        (None, Some(duration), None) if named => vec![duration.clone()],
        _ => return None,
    };
    let exported = named_way(glimpse.file_name);
    Some(Recognised { exported, ..Recognised::by(Platform::Wenjuan, evidence) })
}

/// `All_Data_Readable` has texts, `All_Data_Original` codes; 问卷星 used these names too.
pub(super) fn named_way(file_name: &str) -> Option<Exported> {
    let name = file_name.to_ascii_lowercase();
    let ways = [("all_data_readable", Exported::Texts), ("all_data_original", Exported::Numbers)];
    ways.into_iter().find(|(start, _)| name.starts_with(start)).map(|(_, way)| way)
}

/// `Q4_R2`, a row, or `Q4_A2`, an option, as no other platform writes them.
fn lettered(heading: &str) -> Option<char> {
    let (_, part) = code(heading)?;
    let part = part?;
    let letter = part.chars().next().filter(|letter| matches!(letter, 'R' | 'A'))?;
    part[1..].parse::<u32>().ok().map(|_| letter)
}

/// `Q4` or `Q4_2`: the question, and the row.
fn code(heading: &str) -> Option<(u32, Option<&str>)> {
    let bare = heading.trim().strip_prefix(['Q', 'q'])?;
    let (number, row) = match bare.split_once('_') {
        Some((number, row)) => (number, Some(row.trim())),
        None => (bare, None),
    };
    let place = |row: &&str| row.trim_start_matches(['R', 'A']).parse::<u32>().is_ok();
    (row.is_none() || row.as_ref().is_some_and(place)).then_some((number.parse().ok()?, row))
}

fn questions(headings: &[String]) -> Vec<Question> {
    headings.iter().map(|heading| question(heading)).collect()
}

fn question(heading: &str) -> Question {
    if let Some(note) = note(heading, &NOTES) {
        return note;
    }
    if let Some((number, row)) = code(heading) {
        // `Q4_2`, `Q4_R2`: the table of texts has the name of the row, this one only its place.
        let place = row.map(|row| row.trim_start_matches('R')).and_then(|row| row.parse().ok());
        let text = match (row, place) {
            _ if lettered(heading) == Some('A') => heading.trim().to_owned(),
            (_, Some::<u32>(place)) => format!("第{place}行"),
            (Some(row), None) => row.to_owned(),
            (None, None) => heading.trim().to_owned(),
        };
        let stem = row.map(|_| format!("Q{number}"));
        let asks = if lettered(heading) == Some('A') { Asks::Beside } else { Asks::Answer };
        return Question { number: Some(number), stem, asks, ..Question::plain(&text) };
    }
    // `Q4_题干_行名`: what stands behind the number is the text of the question.
    let here = numbered(heading);
    let text = here.map_or(heading.trim(), |here| here.text);
    let number = here.map(|here| here.number);
    match text.rsplit_once('_') {
        Some((stem, row)) if !stem.trim().is_empty() && !row.trim().is_empty() => {
            let stem = Some(stem.trim().to_owned());
            Question { number, stem, ..Question::plain(row) }
        }
        _ => Question { number, ..Question::plain(text) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(file_name: &str, headings: &[&str]) -> Option<Option<Exported>> {
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        let glimpse = Glimpse { file_name, headings: &headings, rows: &[] };
        recognise(&glimpse).map(|found| found.exported)
    }

    #[test]
    fn it_is_recognised_by_codes_or_rows_beside_the_duration() {
        assert_eq!(found("a.csv", &["答题时长", "Q1", "Q2_1"]), Some(None));
        assert_eq!(found("All_Data_Original.csv", &["Q2_A1"]), Some(Some(Exported::Numbers)));
        assert_eq!(found("a.csv", &["答题时长", "2、请评价市教育局_业务工作"]), Some(None));
        let texts = Some(Some(Exported::Texts));
        assert_eq!(found("All_Data_Readable.csv", &["答题时长", "业务工作"]), texts);
        assert_eq!(found("a.csv", &["答题时长", "业务工作"]), None);
        assert_eq!(found("All_Data_Readable.csv", &["业务工作"]), None);
    }

    #[test]
    fn the_row_stands_behind_the_last_underscore() {
        let questions = questions(&["2、评价市_教育局_业务工作".to_owned(), "Q4_2".to_owned()]);
        assert_eq!(questions[0].stem.as_deref(), Some("评价市_教育局"));
        assert_eq!((questions[0].text.as_str(), questions[0].number), ("业务工作", Some(2)));
        assert_eq!(
            (questions[1].stem.as_deref(), questions[1].text.as_str()),
            (Some("Q4"), "第2行")
        );
    }
}
