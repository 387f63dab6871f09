//! The wide layout: headings that are each a unit and an indicator.
//!
//! Every heading is cut where people put separators, and of all cuts those are taken under which
//! the headings come nearest to a full product of units and indicators.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::question::Asked;
use super::words::{is_shipped_indicator, is_unit_like};
use crate::naming::fold;

/// A heading of the wide layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Position of the column.
    pub(super) column: usize,
    /// The unit as written.
    pub(super) unit: String,
    /// The indicator as written; absent where the headings name units alone.
    pub(super) indicator: Option<String>,
    /// Whether the heading alone, cut at a separator, gives both.
    pub(super) plain: bool,
}

/// What separates a unit from an indicator.
const SEPARATORS: [char; 30] = [
    '-', '_', '—', '–', '－', ':', '：', '/', '／', '|', '｜', '\\', '·', '•', '・', '.', ',',
    '，', ';', '；', '、', '(', ')', '（', '）', '[', ']', '【', '】', '~',
];

/// The units and indicators of the headings, or `None` where they are no such product.
pub(super) fn product(columns: &[(usize, &Asked)]) -> Option<Vec<Cell>> {
    let cuts: Vec<(usize, Vec<Cut>)> =
        columns.iter().map(|(column, asked)| (*column, cuts(asked))).collect();
    let seen = count(&cuts);
    let pairs: Vec<(usize, Cut)> = cuts
        .into_iter()
        .filter_map(|(column, cuts)| {
            let best = cuts.into_iter().max_by_key(|cut| cut.weight(&seen))?;
            Some((column, best))
        })
        .collect();
    let kept = without_strangers(pairs);
    // A platform that keeps stems apart asks a matrix for each unit, unless names say otherwise.
    let stems = columns.iter().any(|(_, asked)| asked.stem.is_some());
    let side = Side::of_units(&kept).or(Some(Side::Left).filter(|_| stems));
    match side {
        Some(side) if is_product(&kept) => Some(kept.into_iter().map(|p| side.cell(p)).collect()),
        // Headings of which parts recur are more than units, whatever they are.
        _ if 2 * kept.len() < columns.len() => units_alone(columns),
        _ => None,
    }
}

/// A heading cut in two.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cut {
    left: String,
    right: String,
    plain: bool,
}

/// How often each folded part stands left and right among all cuts.
type Seen = BTreeMap<(bool, String), usize>;

impl Cut {
    /// How likely the cut is: how often both parts occur, and whether they look like what they
    /// should be.
    fn weight(&self, seen: &Seen) -> (usize, usize) {
        let times = |left: bool, part: &str| seen.get(&(left, fold(part))).copied().unwrap_or(0);
        let looks = [&self.left, &self.right]
            .into_iter()
            .filter(|part| is_shipped_indicator(part) || is_unit_like(part));
        (times(true, &self.left) * times(false, &self.right), looks.count())
    }
}

fn cuts(asked: &Asked) -> Vec<Cut> {
    if let Some(stem) = &asked.stem {
        return vec![Cut { left: stem.clone(), right: asked.text.clone(), plain: false }];
    }
    let text = asked.text.as_str();
    let is_separator = |c: char| SEPARATORS.contains(&c) || c.is_whitespace();
    let mut cuts: Vec<Cut> = Vec::new();
    if asked.number.is_some() && !text.contains(is_separator) {
        cuts.extend(run_together(text));
    }
    for (at, c) in text.char_indices().filter(|(_, c)| is_separator(*c)) {
        let (left, right) = (tidy(&text[..at]), tidy(&text[at + c.len_utf8()..]));
        let cut = Cut { left: left.to_owned(), right: right.to_owned(), plain: true };
        if !left.is_empty() && !right.is_empty() && !cuts.contains(&cut) {
            cuts.push(cut);
        }
    }
    cuts
}

/// Every place where a name of a public body may end or begin: `市教育局业务工作`.
fn run_together(text: &str) -> Vec<Cut> {
    let cut = |(at, _): (usize, char)| {
        let (left, right) = text.split_at(at);
        let names = is_unit_like(left) || is_unit_like(right);
        names.then(|| Cut { left: left.to_owned(), right: right.to_owned(), plain: true })
    };
    text.char_indices().skip(1).filter_map(cut).collect()
}

/// Without separators at the ends, but with brackets that belong to the name.
fn tidy(part: &str) -> &str {
    let closes = |c: char| ")）]】".contains(c);
    let opens = |c: char| "(（[【".contains(c);
    let outer = |c: char| c.is_whitespace() || SEPARATORS.contains(&c);
    let mut part = part.trim_matches(|c| outer(c) && !closes(c) && !opens(c));
    loop {
        let (n_open, n_close) = (part.matches(opens).count(), part.matches(closes).count());
        let trimmed = match n_open.cmp(&n_close) {
            std::cmp::Ordering::Less => part.strip_suffix(closes).or(part.strip_prefix(closes)),
            std::cmp::Ordering::Greater => part.strip_prefix(opens).or(part.strip_suffix(opens)),
            std::cmp::Ordering::Equal => {
                let inner = part.strip_prefix(opens).and_then(|rest| rest.strip_suffix(closes));
                inner.filter(|inner| !inner.contains(opens))
            }
        };
        match trimmed {
            Some(trimmed) => part = trimmed.trim_matches(|c| outer(c) && !closes(c) && !opens(c)),
            None => return part,
        }
    }
}

fn count(cuts: &[(usize, Vec<Cut>)]) -> Seen {
    let mut seen = Seen::new();
    for cut in cuts.iter().flat_map(|(_, cuts)| cuts) {
        *seen.entry((true, fold(&cut.left))).or_default() += 1;
        *seen.entry((false, fold(&cut.right))).or_default() += 1;
    }
    seen
}

/// Leaves out headings of which neither part occurs elsewhere: they are other questions.
fn without_strangers(pairs: Vec<(usize, Cut)>) -> Vec<(usize, Cut)> {
    let n = |of: fn(&Cut) -> &str| {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for (_, cut) in &pairs {
            *times.entry(fold(of(cut))).or_default() += 1;
        }
        times
    };
    let (lefts, rights) = (n(|cut| &cut.left), n(|cut| &cut.right));
    let occurs = |cut: &Cut| lefts[&fold(&cut.left)] > 1 || rights[&fold(&cut.right)] > 1;
    let keep: Vec<bool> = pairs.iter().map(|(_, cut)| occurs(cut)).collect();
    pairs.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(pair, _)| pair).collect()
}

/// Whether at least half of all pairs of a left and a right part are there, each once; below stems
/// that a platform keeps apart they may come again, in another branch of the form.
fn is_product(pairs: &[(usize, Cut)]) -> bool {
    let lefts = distinct(pairs.iter().map(|(_, cut)| cut.left.as_str()));
    let rights = distinct(pairs.iter().map(|(_, cut)| cut.right.as_str()));
    let both = |cut: &Cut| (fold(&cut.left), fold(&cut.right));
    let mut seen: Vec<_> = pairs.iter().map(|(_, cut)| both(cut)).collect();
    seen.sort();
    seen.dedup();
    let by_stem = pairs.iter().all(|(_, cut)| !cut.plain);
    let once = seen.len() == pairs.len() || by_stem;
    seen.len() > 1 && once && 2 * seen.len() >= lefts.len() * rights.len()
}

fn distinct<'a>(parts: impl Iterator<Item = &'a str>) -> IndexMap<String, &'a str> {
    parts.map(|part| (fold(part), part)).collect()
}

/// On which side of the cut the units are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Side {
    /// By the indicators that shipped schemes know, then by how public bodies are named.
    fn of_units(pairs: &[(usize, Cut)]) -> Option<Side> {
        let lefts = distinct(pairs.iter().map(|(_, cut)| cut.left.as_str()));
        let rights = distinct(pairs.iter().map(|(_, cut)| cut.right.as_str()));
        let most = |parts: &IndexMap<String, &str>, test: fn(&str) -> bool| {
            2 * parts.values().filter(|part| test(part)).count() >= parts.len().max(1)
        };
        for (test, side) in [
            (is_shipped_indicator as fn(&str) -> bool, [Side::Right, Side::Left]),
            (is_unit_like, [Side::Left, Side::Right]),
        ] {
            match (most(&lefts, test), most(&rights, test)) {
                (true, false) => return Some(side[0]),
                (false, true) => return Some(side[1]),
                _ => {}
            }
        }
        None
    }

    fn cell(self, (column, cut): (usize, Cut)) -> Cell {
        let (unit, indicator) = match self {
            Side::Left => (cut.left, cut.right),
            Side::Right => (cut.right, cut.left),
        };
        Cell { column, unit, indicator: Some(indicator), plain: cut.plain }
    }
}

/// Headings that are units with no indicator beside them: one thing was asked.
fn units_alone(columns: &[(usize, &Asked)]) -> Option<Vec<Cell>> {
    let units: Vec<Cell> = columns
        .iter()
        .filter(|(_, asked)| is_unit_like(&asked.text))
        .map(|(column, asked)| Cell {
            column: *column,
            unit: asked.text.clone(),
            indicator: None,
            plain: asked.number.is_none() && asked.stem.is_none(),
        })
        .collect();
    (units.len() > 1 && 2 * units.len() >= columns.len()).then_some(units)
}

#[cfg(test)]
mod tests {
    use super::super::question::asked;
    use super::*;

    fn cells(headings: &[String]) -> Vec<(String, Option<String>)> {
        let asked = asked(headings);
        let columns: Vec<_> = asked.iter().enumerate().collect();
        let cells = product(&columns).unwrap_or_default();
        cells.into_iter().map(|cell| (cell.unit, cell.indicator)).collect()
    }

    #[test]
    fn every_separator_and_either_order_gives_the_same_units() {
        let units = ["市政府办公室(机关)", "市教育局", "市妇女联合会"];
        let indicators = ["办事效率", "依法行政、依法办事", "廉政"];
        for around in [
            ["", "-", ""],
            ["", "_", ""],
            ["", "—", ""],
            ["", "——", ""],
            ["", ":", ""],
            ["", "：", ""],
            ["", "/", ""],
            ["", "|", ""],
            ["", " ", ""],
            ["", "·", ""],
            ["", " - ", ""],
            ["", "(", ")"],
            ["", "（", "）"],
            ["", "[", "]"],
            ["【", "】", ""],
            ["", "【", "】"],
        ] {
            for unit_first in [true, false] {
                let pairs = || units.iter().flat_map(|u| indicators.iter().map(move |i| (u, i)));
                let heading = |(unit, indicator): (&&str, &&str)| match unit_first {
                    true => format!("{}{unit}{}{indicator}{}", around[0], around[1], around[2]),
                    false => format!("{}{indicator}{}{unit}{}", around[0], around[1], around[2]),
                };
                let headings: Vec<String> = pairs().map(heading).collect();
                let expected: Vec<_> =
                    pairs().map(|(u, i)| ((*u).to_owned(), Some((*i).to_owned()))).collect();
                assert_eq!(cells(&headings), expected, "{headings:?}");
            }
        }
    }

    #[test]
    fn other_questions_are_no_part_of_the_product() {
        let headings = ["甲局-效率", "甲局-廉政", "乙局-效率", "乙局-廉政", "您的意见-建议"];
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        assert_eq!(cells(&headings).len(), 4);
    }

    #[test]
    fn headings_that_name_neither_units_nor_known_indicators_give_nothing() {
        let headings = ["红-一", "红-二", "蓝-一", "蓝-二"].map(str::to_owned);
        assert!(cells(&headings).is_empty());
    }
}
