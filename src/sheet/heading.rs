//! The row of headings.

use std::collections::BTreeMap;

use super::visit::{Cells, is_blank};
use super::{Limits, Reading, column_letter};
use crate::finding::{Effect, Finding, Kind, Place};
use crate::naming::fold;
use crate::platform::{RowMark, joined};

/// The headings of a sheet.
#[derive(Debug, Default)]
pub(super) struct Heading {
    /// As Excel shows it; the first of them where there are several.
    pub(super) row: u64,
    /// The last row of headings.
    pub(super) last_row: u64,
    /// Without white space around them; the last is not empty.
    pub(super) names: Vec<String>,
    /// Cells of the row as written, empty ones at the end included.
    pub(super) n_written: usize,
    /// What some columns say of whole rows.
    pub(super) marks: Vec<RowMark>,
}

/// Headings of which more rows may follow.
#[derive(Debug)]
pub(super) struct Rows {
    /// Of the first row, then of those below it.
    numbers: Vec<u64>,
    cells: Vec<Vec<String>>,
    wanted: u64,
    n_written: usize,
}

impl Rows {
    /// Begins with the first row of headings.
    pub(super) fn begin(row: u64, cells: Cells<'_>, reading: &Reading) -> Rows {
        let wanted = reading.heading_rows.unwrap_or(1);
        let mut rows = Rows { numbers: Vec::new(), cells: Vec::new(), wanted, n_written: 0 };
        rows.add(row, cells);
        rows
    }

    /// Adds the next row of headings.
    pub(super) fn add(&mut self, row: u64, cells: Cells<'_>) {
        let trim = |c: char| c.is_whitespace() || c == '\u{FEFF}';
        let named = 0..cells.extent(0);
        self.numbers.push(row);
        self.cells.push(named.map(|i| cells.get(i).trim_matches(trim).to_owned()).collect());
        self.n_written = self.n_written.max(cells.len());
    }

    /// Whether a row that follows belongs to the headings.
    pub(super) fn wants_more(&self) -> bool {
        (self.numbers.len() as u64) < self.wanted
    }

    /// The headings, with what the platform left away in them.
    pub(super) fn finish(self, reading: &Reading) -> Heading {
        let (Some(row), Some(last_row)) = (self.numbers.first(), self.numbers.last()) else {
            return Heading::default();
        };
        let names = match self.cells.as_slice() {
            [one] => one.clone(),
            several => stacked(several),
        };
        let (names, marks) = match reading.platform {
            Some(platform) => (platform.complete(&names), platform.marks(&names)),
            None => (names, Vec::new()),
        };
        Heading { row: *row, last_row: *last_row, names, n_written: self.n_written, marks }
    }
}

/// One name for each column out of several rows. A cell that spans several columns stands in the
/// first of them, and goes on as long as there is something below it.
fn stacked(rows: &[Vec<String>]) -> Vec<String> {
    let n = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: usize, column: usize| rows[row].get(column).map_or("", String::as_str);
    let mut spanning = vec![""; rows.len()];
    let mut names = Vec::with_capacity(n);
    for column in 0..n {
        let mut parts: Vec<&str> = Vec::new();
        for (row, spans) in spanning.iter_mut().enumerate() {
            let here = cell(row, column);
            let is_named = |row: usize| !cell(row, column).is_empty();
            let (above, below) = ((0..row).any(is_named), (row + 1..rows.len()).any(is_named));
            let part = if here.is_empty() && !above && below { *spans } else { here };
            *spans = if below { part } else { "" };
            if !part.is_empty() && parts.iter().all(|known| fold(known) != fold(part)) {
                parts.push(part);
            }
        }
        names.push(joined(&parts));
    }
    names
}

impl Heading {
    /// What is wrong with the headings themselves: duplicates, or more or longer than allowed.
    pub(super) fn findings(&self, place: &Place, limits: &Limits) -> Vec<Finding> {
        let place = place.at_row(self.row);
        let mut findings = Vec::new();
        if self.n_written > limits.columns {
            let kind = Kind::TooManyColumns;
            findings.push(over(kind, &place, self.n_written, limits.columns));
        }
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, name) in self.names.iter().enumerate() {
            let here = || place.at_column(column_letter(index));
            if name.len() > limits.field_bytes {
                let kind = Kind::OversizedField;
                findings.push(over(kind, &here(), name.len(), limits.field_bytes));
            }
            if is_blank(name) {
                continue;
            }
            let other = *first.entry(name).or_insert(index);
            if other != index {
                let finding = Finding::new(Kind::DuplicateHeading, Effect::Stop, here())
                    .with("value", name)
                    .with("other", column_letter(other));
                findings.push(finding);
            }
        }
        findings
    }

    /// Whether there are more headings, or longer ones, than it is worth finding out about.
    pub(super) fn is_beyond(&self, limits: &Limits) -> bool {
        let is_long = |name: &String| name.len() > limits.field_bytes;
        self.n_written > limits.columns || self.names.iter().any(is_long)
    }

    /// A column by its heading, or by its letter where there is none.
    pub(super) fn column(&self, index: usize) -> String {
        match self.names.get(index) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => column_letter(index),
        }
    }
}

/// The finding that something is above a limit.
pub(super) fn over(kind: Kind, place: &Place, value: usize, limit: usize) -> Finding {
    Finding::new(kind, Effect::Stop, place.clone())
        .with("value", value.to_string())
        .with("limit", limit.to_string())
}
