//! Papers typed twice (双录比对): two typists' tables held against each other, cell by cell.
//!
//! *What it is.* [`Comparison::read`] matches the entries of two tables (a row each: a paper, or a
//! ballot of it) by their number and lists every cell in which the typists differ, with the
//! [rate](ErrorRate) of that. [`settle_grid`] is the list that a third person settles with the papers
//! in hand; [`Settlement::read`] takes it back and gives the one table that the appraisal reads.
//!
//! *What it promises.* Nothing is settled by the program. An entry that only one typist has, or
//! that stands twice, is told and not compared. Cells that mean the same are no difference, whatever their
//! width and spacing; how many those are is counted.
//!
//! *What it does not do.* It stands beside the road, and the road does not know it. It cannot see an
//! error that both typists made alike.
//!
//! The formulas are those of `docs/methods.md`, §22.

mod grid;
mod key;
mod meaning;
mod rate;
mod settle;
mod typed;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use grid::{columns_grid, reconciled_grid, settle_grid, typists_grid};
pub use meaning::is_blank;
pub use rate::{ErrorRate, PaperCount};
pub use settle::Settlement;

use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, any_stop, nearest};
use crate::naming::fold;
use key::Pairing;
use meaning::meaning;
use typed::Typed;

/// What is to be compared, beside the two files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matching {
    /// The headings of the columns that together number an entry, that of the paper first; found by known headings where empty.
    pub key: Vec<String>,
    /// Headings of columns that are not compared, such as who typed and when.
    pub ignore: Vec<String>,
}

/// Two typists' tables of the same papers.
#[derive(Debug)]
pub struct Comparison {
    /// The first file and the second, as findings call them.
    pub files: [String; 2],
    /// The columns that number an entry, by the headings of the first file.
    pub key: Vec<String>,
    /// The columns that were compared, in the order of the first file.
    pub columns: Vec<Compared>,
    /// The entries that both typed, in the order of the first file.
    pub entries: Vec<Entry>,
    /// The cells in which the two differ, entry by entry.
    pub differences: Vec<Difference>,
    /// What was noticed; never a stop.
    pub findings: Vec<Finding>,
}

/// A column that both files have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Its heading in the first file.
    pub heading: String,
    /// Cells in which the two differ.
    pub n_differing: u64,
    /// Cells that are written unlike and mean the same.
    pub n_written_unlike: u64,
}

/// A row that both typed: a paper, or a ballot of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What numbers it, as the first typed it: one text for each column of the key.
    pub number: Vec<String>,
    /// Its row in each file, as Excel shows it.
    pub rows: [u64; 2],
    /// What the first typed in each compared column.
    pub cells: Vec<String>,
    /// Cells of it in which the two differ.
    pub n_differing: u64,
}

/// A cell in which the two differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The entry, by its place among the entries.
    pub entry: usize,
    /// The column, by its place among the compared ones.
    pub column: usize,
    /// What the first and the second typed; empty for a blank.
    pub typed: [String; 2],
}

impl Comparison {
    /// Reads two tables and compares them.
    ///
    /// Columns are matched by their folded headings, entries by the columns of the key, both in any
    /// order. `shown_as` are the names by which findings call the files.
    ///
    /// # Errors
    /// [`Error::Findings`] where a file cannot be read, or nothing says which column numbers the papers.
    pub fn read(
        paths: [&Path; 2],
        shown_as: [&str; 2],
        matching: &Matching,
    ) -> Result<Comparison, Error> {
        let mut findings = Vec::new();
        let first = Typed::read(paths[0], shown_as[0], &mut findings);
        let second = Typed::read(paths[1], shown_as[1], &mut findings);
        let (Some(first), Some(second)) = (first, second) else {
            return Err(Error::Findings(findings));
        };
        let pairing = Pairing::find(&first, &second, matching, &mut findings);
        if any_stop(&findings) {
            return Err(Error::Findings(findings));
        }
        Ok(compare([&first, &second], &pairing, findings))
    }

    /// How many cells were compared.
    pub fn n_cells(&self) -> u64 {
        (self.entries.len() * self.columns.len()) as u64
    }

    /// How many cells are written unlike and mean the same.
    pub fn n_written_unlike(&self) -> u64 {
        self.columns.iter().map(|column| column.n_written_unlike).sum()
    }

    /// The share of cells in which the two differ, over all columns; absent where nothing was compared.
    pub fn rate(&self) -> Option<ErrorRate> {
        let cells = self.columns.len() as u64;
        self.rate_by_paper(cells, |entry| self.entries[entry].n_differing)
    }

    /// The share of cells in which the two differ, in one column; absent where there is no entry.
    pub fn rate_of(&self, column: usize) -> Option<ErrorRate> {
        let differing = self.differences.iter().filter(|difference| difference.column == column);
        let differing: BTreeSet<usize> = differing.map(|difference| difference.entry).collect();
        self.rate_by_paper(1, |entry| u64::from(differing.contains(&entry)))
    }

    /// A rate in which the cells of one paper belong together, though it be typed in many rows.
    fn rate_by_paper(&self, cells: u64, wrong: impl Fn(usize) -> u64) -> Option<ErrorRate> {
        let mut papers: BTreeMap<String, PaperCount> = BTreeMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let paper = entry.number.first().map_or_else(String::new, |number| meaning(number));
            let paper = papers.entry(paper).or_default();
            paper.wrong += wrong(at);
            paper.cells += cells;
        }
        ErrorRate::of(&papers.into_values().collect::<Vec<_>>())
    }
}

fn compare(files: [&Typed; 2], pairing: &Pairing, mut findings: Vec<Finding>) -> Comparison {
    let numbered = [0, 1].map(|which| pairing.numbered(which, files[which], &mut findings));
    let mut comparison = Comparison {
        files: files.map(|file| file.shown_as.clone()),
        key: pairing.key_headings(files[0]),
        columns: pairing.compared(files[0]),
        entries: Vec::new(),
        differences: Vec::new(),
        findings: Vec::new(),
    };
    for (at, row) in files[0].rows.iter().enumerate() {
        let number = pairing.number(0, row);
        if numbered[0].get(&number) != Some(&(at, false)) {
            continue;
        }
        match numbered[1].get(&number) {
            Some((other, false)) => comparison.add(files, pairing, [at, *other]),
            // It stands twice there, which was told.
            Some((_, true)) => {}
            None => findings.push(unmatched(files, [0, 1], row.number)),
        }
    }
    for (at, row) in files[1].rows.iter().enumerate() {
        let number = pairing.number(1, row);
        let alone = numbered[1].get(&number) == Some(&(at, false));
        if alone && !numbered[0].contains_key(&number) {
            findings.push(unmatched(files, [1, 0], row.number));
        }
    }
    comparison.findings = findings;
    comparison
}

impl Comparison {
    /// Adds an entry that both typed, and the cells in which they differ.
    fn add(&mut self, files: [&Typed; 2], pairing: &Pairing, at: [usize; 2]) {
        let rows = [&files[0].rows[at[0]], &files[1].rows[at[1]]];
        let entry = self.entries.len();
        let mut n_differing = 0;
        let mut cells = Vec::with_capacity(self.columns.len());
        for (column, places) in pairing.cells.iter().enumerate() {
            let typed = [rows[0].cell(places[0]), rows[1].cell(places[1])];
            cells.push(typed[0].to_owned());
            if meaning(typed[0]) != meaning(typed[1]) {
                self.columns[column].n_differing += 1;
                n_differing += 1;
                let typed = typed.map(str::to_owned);
                self.differences.push(Difference { entry, column, typed });
            } else if typed[0] != typed[1] {
                self.columns[column].n_written_unlike += 1;
            }
        }
        self.entries.push(Entry {
            number: pairing.key.iter().map(|places| rows[0].cell(places[0]).to_owned()).collect(),
            rows: [rows[0].number, rows[1].number],
            cells,
            n_differing,
        });
    }
}

/// The finding that an entry of one file is not in the other.
fn unmatched(files: [&Typed; 2], [own, other]: [usize; 2], row: u64) -> Finding {
    let finding =
        Finding::new(Kind::UnmatchedEntry, Effect::RefuseRow, files[own].place.at_row(row));
    finding.with("detail", "missing").with("other", &files[other].shown_as)
}

/// The place of each folded heading, without those that are empty.
fn folded(headings: &[String]) -> BTreeMap<String, usize> {
    let named = headings.iter().enumerate().map(|(at, heading)| (fold(heading), at));
    named.filter(|(heading, _)| !heading.is_empty()).collect()
}

/// The finding that a column is not where it should be.
fn missing_column(file: &Typed, heading: &str, detail: &str, effect: Effect) -> Finding {
    let headings = file.headings.iter().map(String::as_str);
    let near = nearest(heading, headings);
    let place = file.place.at_row(file.heading_row);
    let finding = Finding::new(Kind::MissingColumn, effect, place).with("value", heading);
    let finding = finding.with("detail", detail).with_nearest(near);
    finding.with("expected", file.headings.join(" / "))
}

/// The finding that only the other typist has a column, with the nearest heading where one is looked for.
fn not_typed(file: &Typed, heading: &str, with_nearest: bool) -> Finding {
    let headings = file.headings.iter().map(String::as_str).filter(|_| with_nearest);
    let place = file.place.at_row(file.heading_row);
    let finding = Finding::new(Kind::MissingColumn, Effect::Flag, place).with("value", heading);
    finding.with("detail", "typed").with_nearest(nearest(heading, headings))
}
