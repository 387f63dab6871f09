//! Headings as survey platforms write them: a question number, a stem, a row of a matrix.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::stem::subject;
use super::words::{is_unit_like, shipped_indicator_in};
use crate::platform::{Asks, Platform, Question};

/// A heading without what the platform put around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// The number of the question.
    pub(super) number: Option<u32>,
    /// The stem of a matrix question, where the platform keeps it apart.
    pub(super) stem: Option<String>,
    /// What was asked, or the row of the matrix.
    pub(super) text: String,
    /// What stands in the column.
    pub(super) asks: Asks,
    /// The provisional name of what only has a number, which a person must replace.
    pub(super) unnamed: Option<String>,
    /// What its codes stand for, where a table says it.
    pub(super) options: BTreeMap<String, String>,
}

impl Asked {
    fn plain(number: Option<u32>, text: String) -> Asked {
        Asked {
            number,
            stem: None,
            text,
            asks: Asks::Answer,
            unnamed: None,
            options: BTreeMap::new(),
        }
    }

    fn of(question: Question) -> Asked {
        let Question { number, stem, text, scale, asks } = question;
        let text = scale.map_or_else(|| text.clone(), |scale| format!("{text} {scale}"));
        let stem = stem.map(|stem| about(&stem));
        Asked { stem, asks, ..Asked::plain(number, text) }
    }
}

/// What a stem is about: a public body, an indicator that shipped schemes know, or what is left of it.
pub(super) fn about(stem: &str) -> String {
    let subject = subject(stem);
    let known = if is_unit_like(&subject) { None } else { shipped_indicator_in(&subject) };
    known.unwrap_or(subject)
}

/// What the headings of a platform ask, in their order.
pub(super) fn asked_by(platform: Platform, headings: &[String]) -> Vec<Asked> {
    let mut all: Vec<Asked> = platform.questions(headings).into_iter().map(Asked::of).collect();
    name_by_number(&mut all);
    all
}

/// Rows that come again below another number and have no stem belong to questions of which only
/// the number is known.
fn name_by_number(all: &mut [Asked]) {
    for asked in all.iter_mut() {
        // 问卷网 counts rows where it has a table of texts.
        let counted = asked.text.strip_prefix('第').and_then(|text| text.strip_suffix('行'));
        let counted = counted.filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
        asked.unnamed = counted.is_some().then(|| asked.text.clone());
    }
    if all.iter().any(|asked| asked.stem.is_some()) {
        return;
    }
    let bare = |asked: &Asked| asked.stem.is_none() && asked.asks == Asks::Answer;
    let again = |one: &Asked| {
        let same = |other: &&Asked| bare(other) && other.text == one.text;
        all.iter().filter(same).any(|other| other.number != one.number && other.number.is_some())
    };
    let found: Vec<bool> =
        all.iter().map(|one| bare(one) && one.number.is_some() && again(one)).collect();
    for (asked, _) in all.iter_mut().zip(found).filter(|(_, found)| *found) {
        asked.stem = asked.number.map(|number| format!("第{number}题"));
        asked.unnamed.clone_from(&asked.stem);
    }
}

/// What the headings ask, in their order.
///
/// 问卷星 writes the stem only before the first row of a matrix (`4、题干—行名`, then `4、行名`):
/// it is carried on to the rows below the same number.
pub(super) fn asked(headings: &[String]) -> Vec<Asked> {
    let mut all: Vec<Asked> = headings.iter().map(|heading| ask(heading)).collect();
    let mut start = 0;
    while start < all.len() {
        let number = all[start].number;
        let same = |asked: &Asked| number.is_some() && asked.number == number;
        let end = start + all[start..].iter().take_while(|asked| same(asked)).count().max(1);
        carry(&mut all[start..end]);
        start = end;
    }
    all
}

/// Carries the stem of the first row on to the others, where they have none.
fn carry(rows: &mut [Asked]) {
    let Some((first, rest)) = rows.split_first_mut() else { return };
    let Some((stem, row)) = first.text.split_once(['—', '–', '-']) else { return };
    let (stem, row) = (subject(stem), row.trim_matches(['—', '–', '-', ' ']).to_owned());
    let again = |asked: &Asked| asked.text.contains(['—', '–', '-']);
    if rest.is_empty() || stem.is_empty() || row.is_empty() || rest.iter().any(again) {
        return;
    }
    for asked in rest {
        asked.stem = Some(stem.clone());
    }
    first.stem = Some(stem);
    first.text = row;
}

fn ask(heading: &str) -> Asked {
    let text: String = heading.trim().to_owned();
    let folded: String = text.nfkc().collect();
    if let Some(rest) = folded.strip_prefix('第')
        && let Some((number, rest)) = rest.split_once('题')
        && let (Ok(number), Some(row)) = (number.trim().parse(), in_brackets(rest))
    {
        return Asked::plain(Some(number), row.to_owned());
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let rest = rest.strip_prefix(['、', '.', '．', ':', '：', ')', '）']);
    match (number.parse(), rest.map(str::trim)) {
        (Ok(number), Some(rest)) if !rest.is_empty() => Asked::plain(Some(number), rest.to_owned()),
        _ => Asked::plain(None, text),
    }
}

fn in_brackets(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix('(')?.strip_suffix(')')?.trim();
    (!inner.is_empty()).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headings: &[&str]) -> Vec<(Option<String>, String)> {
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        asked(&headings).into_iter().map(|asked| (asked.stem, asked.text)).collect()
    }

    #[test]
    fn the_stem_before_the_first_row_is_carried_on() {
        let got = of(&["序号", "4、请您对市教育局进行评价—业务工作", "4、政务公开"]);
        assert_eq!(got[1], (Some("市教育局".into()), "业务工作".into()));
        assert_eq!(got[2], (Some("市教育局".into()), "政务公开".into()));
        assert_eq!(got[0], (None, "序号".into()));
    }

    #[test]
    fn a_number_and_brackets_are_taken_away_and_a_year_is_not() {
        assert_eq!(of(&["第4题(业务工作)"])[0].1, "业务工作");
        assert_eq!(of(&["12．业务工作"])[0].1, "业务工作");
        assert_eq!(of(&["2025年工作"])[0].1, "2025年工作");
        assert_eq!(of(&["3.市教育局-业务", "3.市公安局-业务"])[1].1, "市公安局-业务");
    }
}
