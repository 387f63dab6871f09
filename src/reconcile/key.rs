//! Which columns of two tables belong together, and which of them number an entry.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::meaning;
use super::typed::{Typed, TypedRow};
use super::{Compared, Matching, folded, missing_column, not_typed};
use crate::finding::{Effect, Finding, Kind};
use crate::intake::{Role, known_role};
use crate::naming::fold;

/// Headings that number papers beside those by which intake knows a rater, the likeliest first.
const NUMBERS: [&str; 10] =
    ["表号", "表格编号", "问卷号", "份号", "编号", "序号", "paper", "paper no", "form no", "no."];

/// Columns without a counterpart for which the nearest heading is looked for. Where there are more, the tables
/// have little in common, and looking would take as long as both have columns times each other.
const SUGGESTIONS: usize = 100;

/// Columns of the first file, each with that of the second.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    /// Those that number an entry, that of the paper first.
    pub(super) key: Vec<[usize; 2]>,
    /// Those that are compared, in the order of the first file.
    pub(super) cells: Vec<[usize; 2]>,
}

/// The first row with each number, and whether there are more of them.
pub(super) type Numbered = BTreeMap<Vec<String>, (usize, bool)>;

impl Pairing {
    /// Pairs the columns; a `Stop` among the findings where the key is not plain.
    pub(super) fn find(
        first: &Typed,
        second: &Typed,
        matching: &Matching,
        findings: &mut Vec<Finding>,
    ) -> Pairing {
        let places = [folded(&first.headings), folded(&second.headings)];
        let mut pairing = Pairing::default();
        let is_in_both = |name: &str| {
            let place = |which: usize| places[which].get(&fold(name)).copied();
            place(0).zip(place(1)).map(|(first, second)| [first, second])
        };
        if matching.key.is_empty() {
            pairing.key = known_key([first, second], &is_in_both);
            if pairing.key.is_empty() {
                findings.push(missing_column(first, NUMBERS[0], "typed-key", Effect::Stop));
            }
        }
        for name in &matching.key {
            for (file, places) in [first, second].into_iter().zip(&places) {
                if !places.contains_key(&fold(name)) {
                    findings.push(missing_column(file, name, "typed-key", Effect::Stop));
                }
            }
            pairing.key.extend(is_in_both(name).filter(|pair| !pairing.key.contains(pair)));
        }
        let ignored: BTreeSet<String> = matching.ignore.iter().map(|name| fold(name)).collect();
        for name in &matching.ignore {
            if places.iter().all(|places| !places.contains_key(&fold(name))) {
                findings.push(missing_column(first, name, "typed-key", Effect::Stop));
            }
        }
        pairing.pair_cells([first, second], &ignored, findings);
        pairing
    }

    fn pair_cells(
        &mut self,
        files: [&Typed; 2],
        ignored: &BTreeSet<String>,
        findings: &mut Vec<Finding>,
    ) {
        let places = files.map(|file| folded(&file.headings));
        let mut n_alone = 0;
        for (own, other) in [(0, 1), (1, 0)] {
            for (at, heading) in files[own].headings.iter().enumerate() {
                let folded = fold(heading);
                if folded.is_empty() || ignored.contains(&folded) {
                    continue;
                }
                match places[other].get(&folded) {
                    Some(_) if own == 1 || self.key.iter().any(|pair| pair[0] == at) => {}
                    Some(place) => self.cells.push([at, *place]),
                    None => {
                        n_alone += 1;
                        findings.push(not_typed(files[other], heading, n_alone <= SUGGESTIONS));
                    }
                }
            }
        }
    }

    /// The number of a row of the first file (0) or the second (1).
    pub(super) fn number(&self, which: usize, row: &TypedRow) -> Vec<String> {
        self.key.iter().map(|pair| meaning(row.cell(pair[which]))).collect()
    }

    /// The rows of a file by their number. Those without one, or with that of another, are told.
    pub(super) fn numbered(
        &self,
        which: usize,
        file: &Typed,
        findings: &mut Vec<Finding>,
    ) -> Numbered {
        let mut numbered = Numbered::new();
        for (at, row) in file.rows.iter().enumerate() {
            let place = || file.place.at_row(row.number);
            let number = self.number(which, row);
            if number.iter().any(String::is_empty) {
                let finding = Finding::new(Kind::UnmatchedEntry, Effect::RefuseRow, place());
                findings.push(finding.with("detail", "blank"));
                continue;
            }
            let (first, is_repeated) = numbered.entry(number).or_insert((at, false));
            if *first != at {
                *is_repeated = true;
                let other = file.rows[*first].number.to_string();
                let finding = Finding::new(Kind::RepeatedEntry, Effect::RefuseRow, place());
                findings.push(finding.with("other", other));
            }
        }
        numbered
    }

    pub(super) fn key_headings(&self, first: &Typed) -> Vec<String> {
        self.key.iter().map(|pair| first.headings[pair[0]].clone()).collect()
    }

    pub(super) fn compared(&self, first: &Typed) -> Vec<Compared> {
        let column = |pair: &[usize; 2]| Compared {
            heading: first.headings[pair[0]].clone(),
            n_differing: 0,
            n_written_unlike: 0,
        };
        self.cells.iter().map(column).collect()
    }
}

/// The columns that number an entry by their headings: that of the paper; where papers have several
/// rows, that of the unit and of the indicator too.
fn known_key(
    files: [&Typed; 2],
    is_in_both: &dyn Fn(&str) -> Option<[usize; 2]>,
) -> Vec<[usize; 2]> {
    let headings = || files[0].headings.iter();
    let of_role = |role: Role| {
        let known = |heading: &&String| known_role(heading) == Some(role);
        headings().filter(known).find_map(|heading| is_in_both(heading))
    };
    let paper = of_role(Role::Rater).or_else(|| NUMBERS.iter().find_map(|name| is_in_both(name)));
    let mut key: Vec<[usize; 2]> = paper.into_iter().collect();
    for role in [Role::Unit, Role::Indicator] {
        if !key.is_empty() && has_several_rows(files, &key) {
            key.extend(of_role(role));
        }
    }
    key
}

/// Whether a number has two rows or more on the mean, in both files: one typed twice by mistake
/// does not make it so.
fn has_several_rows(files: [&Typed; 2], key: &[[usize; 2]]) -> bool {
    let several = |which: usize| {
        let rows = &files[which].rows;
        let number = |row: &TypedRow| -> Vec<String> {
            key.iter().map(|pair| meaning(row.cell(pair[which]))).collect()
        };
        let distinct: BTreeSet<Vec<String>> = rows.iter().map(number).collect();
        rows.len() >= 2 * distinct.len() && rows.len() > 1
    };
    several(0) && several(1)
}
