//! The row of headings.

use std::collections::BTreeMap;

use super::visit::{Cells, is_blank};
use super::{Limits, column_letter};
use crate::finding::{Effect, Finding, Kind, Place};
use crate::platform::Platform;

/// The headings of a sheet.
#[derive(Debug)]
pub(super) struct Heading {
    /// As Excel shows it.
    pub(super) row: u64,
    /// Without white space around them; the last is not empty.
    pub(super) names: Vec<String>,
    /// Cells of the row as written, empty ones at the end included.
    pub(super) n_written: usize,
}

impl Heading {
    /// Takes the headings from a row of cells, and writes out what the platform left away in them.
    pub(super) fn take(row: u64, cells: Cells<'_>, platform: Option<Platform>) -> Heading {
        let n_written = cells.len();
        let n_named = cells.extent(0);
        let trim = |c: char| c.is_whitespace() || c == '\u{FEFF}';
        let names: Vec<String> =
            (0..n_named).map(|index| cells.get(index).trim_matches(trim).to_owned()).collect();
        let names = platform.map_or_else(|| names.clone(), |platform| platform.complete(&names));
        Heading { row, names, n_written }
    }

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
