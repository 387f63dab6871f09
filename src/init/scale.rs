//! The scale that the answers show: labels in their common order, or a range of numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{Word, word};
use crate::exact::Ratio;
use crate::finding::nearest;
use crate::naming::fold;
use crate::scheme::MarkKind;

/// All answers: each text as written and how often it occurs.
pub(super) type Answers = BTreeMap<String, u64>;

/// What the answers show.
#[derive(Debug, Default)]
pub(super) struct Scale {
    /// Labels from best to worst, then “don't know” and “abstain”.
    pub(super) levels: Vec<Level>,
    /// The range of the numbers.
    pub(super) range: Option<Range>,
    /// Texts that stand for no answer, as written.
    pub(super) skipped: Vec<String>,
    /// Rare texts that are likely typing mistakes.
    pub(super) odd: Vec<Odd>,
    /// Cells with several marks.
    pub(super) several: u64,
}

/// One label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    /// As most often written.
    pub(super) label: String,
    /// How often.
    pub(super) n: u64,
    /// What kind of mark.
    pub(super) kind: MarkKind,
    /// Its place in the common order; absent where the word is not known.
    pub(super) place: Option<usize>,
    /// The score that the questionnaire gives to it, where scores were exported.
    pub(super) score: Option<String>,
}

/// A range of numbers; an end is absent where nothing makes it likely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Range {
    /// The least answer.
    pub(super) min: Option<String>,
    /// The greatest answer.
    pub(super) max: Option<String>,
    /// The distance between answers.
    pub(super) step: &'static str,
    /// The least and greatest number met.
    pub(super) met: (String, String),
}

/// A rare text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Odd {
    /// As written.
    pub(super) text: String,
    /// How often.
    pub(super) n: u64,
    /// The label it is most like.
    pub(super) nearest: Option<String>,
}

/// The scale of the answers; those `counted` before occur once for each row, not for each rater,
/// and are never rare.
pub(super) fn scale(answers: &Answers, counted: &Answers) -> Scale {
    let mut scale = Scale::default();
    let mut labels: BTreeMap<String, Vec<(&String, u64)>> = BTreeMap::new();
    let mut numbers: Vec<(Ratio, &String, u64)> = Vec::new();
    for (text, n) in answers.iter().chain(counted) {
        match word(text) {
            Word::Skipped => scale.skipped.push(text.clone()),
            Word::Several => scale.several += n,
            Word::Number => {
                numbers.extend(Ratio::parse(&fold(text)).ok().map(|value| (value, text, *n)));
            }
            _ => labels.entry(fold(text)).or_default().push((text, *n)),
        }
    }
    let total: u64 = answers.values().chain(counted.values()).sum();
    let n_numbers: u64 = numbers.iter().map(|(_, _, n)| n).sum();
    // Now and then a number among labels, or a label among numbers, is a slip of the hand.
    if n_numbers > 0 && 2 * n_numbers >= total {
        scale.range = range(&numbers);
    } else {
        let text = |(_, text, n): &(Ratio, &String, u64)| Odd {
            text: (*text).clone(),
            n: *n,
            nearest: None,
        };
        scale.odd.extend(numbers.iter().map(text));
    }
    let levels: Vec<Level> = labels.into_values().map(|spellings| level(&spellings)).collect();
    let counted: BTreeSet<String> = counted.keys().map(|text| fold(text)).collect();
    keep(levels, answers.values().sum(), &counted, &mut scale);
    scale
}

fn level(spellings: &[(&String, u64)]) -> Level {
    let most = spellings.iter().max_by_key(|(text, n)| (*n, std::cmp::Reverse(*text)));
    let label = most.map(|(text, _)| (*text).clone()).unwrap_or_default();
    let (kind, place) = match word(&label) {
        Word::Level(place) => (MarkKind::Answer, Some(place)),
        Word::Other(kind) => (kind, None),
        _ => (MarkKind::Answer, None),
    };
    Level { label, n: spellings.iter().map(|(_, n)| n).sum(), kind, place, score: None }
}

/// Sorts the labels, and sets aside those that are likely typing mistakes.
///
/// A known label that is rare is set aside only above another that is not: the worst answer of a
/// scale may well be rare. A word that is not known is set aside where it is rare or near another.
fn keep(levels: Vec<Level>, total: u64, counted: &BTreeSet<String>, scale: &mut Scale) {
    let is_rare = |level: &Level| level.n * 200 < total && !counted.contains(&fold(&level.label));
    let common: Vec<&Level> = levels.iter().filter(|level| !is_rare(level)).collect();
    let is_odd = |level: &Level| match (level.kind, level.place) {
        (MarkKind::Answer, Some(place)) => {
            let worse = |other: &&Level| other.place.is_some_and(|other| other > place);
            is_rare(level) && common.iter().any(worse)
        }
        (MarkKind::Answer, None) => {
            let near = |other: &&&Level| {
                other.place.is_some()
                    && level.n * 10 <= other.n
                    && strsim::damerau_levenshtein(&fold(&level.label), &fold(&other.label)) == 1
            };
            is_rare(level) || scale.range.is_some() || common.iter().any(|other| near(&other))
        }
        _ => false,
    };
    let (odd, mut kept): (Vec<Level>, Vec<Level>) = levels.iter().cloned().partition(is_odd);
    let order = |kind: MarkKind| match kind {
        MarkKind::Answer => 0,
        MarkKind::Unknown => 1,
        MarkKind::Abstain => 2,
    };
    kept.sort_by_key(|level| (order(level.kind), level.place.unwrap_or(usize::MAX)));
    let labels = || kept.iter().map(|level| level.label.as_str());
    scale.odd.extend(odd.into_iter().map(|level| Odd {
        // A known word was hardly meant to be another: 较满意 is no slip for 不满意.
        nearest:
            nearest(&level.label, labels().filter(|_| level.place.is_none())).map(str::to_owned),
        text: level.label,
        n: level.n,
    }));
    scale.levels = kept;
}

/// The range that numbers of this size usually come from.
fn range(numbers: &[(Ratio, &String, u64)]) -> Option<Range> {
    let least = numbers.iter().map(|(value, _, _)| value).min()?;
    let most = numbers.iter().map(|(value, _, _)| value).max()?;
    let at_most = |n: i32| *most <= Ratio::whole(n);
    let at_least = |n: i32| *least >= Ratio::whole(n);
    let is = |value: &Ratio, n: i32| *value == Ratio::whole(n);
    let low = if at_least(1) { 1 } else { 0 };
    let ends = if !at_least(0) || !at_most(100) {
        None
    } else if at_most(5) {
        Some((low, 5))
    } else if at_most(10) {
        Some((low, 10))
    } else if is(least, 50) && is(most, 99) {
        Some((50, 99))
    } else {
        Some((0, 100))
    };
    Some(Range {
        min: ends.map(|(min, _)| min.to_string()),
        max: ends.map(|(_, max)| max.to_string()),
        step: step(numbers),
        met: (least.to_string(), most.to_string()),
    })
}

/// The distance between the numbers, by their decimals.
fn step(numbers: &[(Ratio, &String, u64)]) -> &'static str {
    let fits = |step: &Ratio| {
        let whole = |value: &Ratio| value.divided_by(step).is_some_and(|n| n.parts().1 == "1");
        numbers.iter().all(|(value, _, _)| whole(value))
    };
    let steps = [("1", 1, 1), ("0.5", 1, 2), ("0.1", 1, 10)];
    let found = steps.into_iter().find(|(_, n, d)| fits(&Ratio::fraction(*n, *d)));
    found.map_or("0.01", |(text, _, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(answers: &[(&str, u64)]) -> Scale {
        let answers = answers.iter().map(|(text, n)| ((*text).to_owned(), *n)).collect();
        scale(&answers, &Answers::new())
    }

    fn labels(scale: &Scale) -> Vec<&str> {
        scale.levels.iter().map(|level| level.label.as_str()).collect()
    }

    #[test]
    fn labels_stand_in_their_common_order_with_other_marks_last() {
        let scale = of(&[
            ("不了解", 50),
            ("基本满意", 300),
            ("弃权", 9),
            ("一般", 100),
            ("满意", 500),
            ("不满意", 40),
            ("（跳过）", 3),
            ("满意┋一般", 2),
            ("满 意", 4),
        ]);
        assert_eq!(labels(&scale), ["满意", "基本满意", "一般", "不满意", "不了解", "弃权"]);
        assert_eq!(scale.levels[0].n, 504);
        assert_eq!((scale.skipped.len(), scale.several, scale.odd.len()), (1, 2, 0));
    }

    #[test]
    fn a_rare_label_is_odd_unless_it_is_the_worst() {
        let scale = of(&[
            ("满意", 6000),
            ("基本满意", 2500),
            ("一般", 1497),
            ("较满意", 3),
            ("非常不满意", 2),
            ("满易", 1),
        ]);
        assert_eq!(labels(&scale), ["满意", "基本满意", "一般", "非常不满意"]);
        let odd: Vec<_> = scale.odd.iter().map(|odd| odd.text.as_str()).collect();
        assert_eq!(odd, ["满易", "较满意"]);
        assert_eq!(scale.odd[0].nearest.as_deref(), Some("满意"));
    }

    #[test]
    fn numbers_give_the_range_they_usually_come_from() {
        for (numbers, expected) in [
            (&["1", "4", "5"][..], (Some("1"), Some("5"), "1")),
            (&["0", "7.5"], (Some("0"), Some("10"), "0.5")),
            (&["50", "76", "99"], (Some("50"), Some("99"), "1")),
            (&["61.25", "98"], (Some("0"), Some("100"), "0.01")),
            (&["80", "１１０"], (None, None, "1")),
        ] {
            let answers: Vec<(&str, u64)> = numbers.iter().map(|text| (*text, 9)).collect();
            let range = of(&answers).range.unwrap();
            assert_eq!((range.min.as_deref(), range.max.as_deref(), range.step), expected);
        }
        let scale = of(&[("88", 90), ("92", 80), ("-3", 4), ("不了解", 5)]);
        assert_eq!(
            (scale.skipped.as_slice(), labels(&scale)),
            (&["-3".to_owned()][..], vec!["不了解"])
        );
    }
}
