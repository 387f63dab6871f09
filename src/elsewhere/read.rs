//! Reading tables of estimates and of counts.

use std::collections::BTreeMap;
use std::path::Path;

use super::covariance;
use super::{CountedUnit, Estimated, EstimatedUnit};
use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, Place, any_stop, nearest};
use crate::naming::{fold, hidden_character};
use crate::sheet::{Reading, Sheet, open};
use crate::statistic::Symmetric;

/// Headings by which a column is known; the first is the one that is asked for.
const UNIT: &[&str] = &["unit", "单位", "名称", "name"];
const ESTIMATE: &[&str] = &["estimate", "估计值", "score", "得分"];
const ERROR: &[&str] = &["se", "标准误", "standard error", "std_error"];
const FREEDOM: &[&str] = &["freedom", "自由度", "df"];
const COUNT: &[&str] = &["count", "次数", "票数", "n"];

/// The most units of a table of estimates: their covariance has as many rows and columns.
const MOST_UNITS: usize = 5_000;

/// A file, and the name by which findings call it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// How it is called.
    pub shown_as: &'a str,
}

/// A table being read: what is wrong with it is collected.
pub(super) struct Table {
    sheet: Option<Sheet>,
    pub(super) place: Place,
    pub(super) findings: Vec<Finding>,
}

/// The names of the rows, with the row in which each stands.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) names: Vec<String>,
    by_folded: BTreeMap<String, (usize, u64)>,
}

impl Estimated {
    /// Reads a table with the columns `unit`, `estimate` and `se` (and `freedom`), or `unit` and
    /// `estimate` with the covariance of all estimates in a second table.
    ///
    /// # Errors
    /// [`Error::Findings`] with every mistake in both.
    pub fn read(table: Source<'_>, matrix: Option<Source<'_>>) -> Result<Estimated, Error> {
        let mut read = Table::open(table);
        let (units, rows, errors) = estimates(&mut read, matrix.is_none());
        let mut findings = read.findings;
        if units.len() > MOST_UNITS {
            let finding = Finding::new(Kind::TooManyParts, Effect::Stop, read.place);
            let finding = finding.with("value", units.len().to_string());
            findings.push(finding.with("limit", MOST_UNITS.to_string()).with("detail", "units"));
            return Err(Error::Findings(findings));
        }
        let covariance = match matrix {
            None => Some(Symmetric::from_fn(units.len(), |a, b| {
                if a == b { errors[a] * errors[a] } else { 0.0 }
            })),
            Some(matrix) => {
                let (covariance, found) = covariance::read(matrix, table, &rows);
                findings.extend(found);
                covariance
            }
        };
        match covariance {
            Some(covariance) if !any_stop(&findings) => Ok(Estimated { units, covariance }),
            _ => Err(Error::Findings(findings)),
        }
    }
}

/// Reads a table with the columns `unit` and `count`.
///
/// # Errors
/// [`Error::Findings`] with every mistake.
pub fn read_counts(table: Source<'_>) -> Result<Vec<CountedUnit>, Error> {
    let mut read = Table::open(table);
    let columns = read.columns(&[UNIT, COUNT]);
    let mut units = Vec::new();
    let mut rows = Rows::default();
    if let [Some(unit), Some(count)] = columns[..] {
        read.each(&mut |cells, found| {
            let count_cell = cells.get(count);
            let parsed = count_cell.1.trim().parse::<u64>();
            if parsed.is_err() {
                let finding = Finding::new(Kind::BadCount, Effect::Stop, count_cell.0);
                found.push(finding.with("value", count_cell.1));
            }
            if let Some(name) = rows.take(cells, unit, found) {
                units.push(CountedUnit { name, count: parsed.unwrap_or(0) });
            }
        });
    }
    if any_stop(&read.findings) { Err(Error::Findings(read.findings)) } else { Ok(units) }
}

/// The units, their names by row, and their standard errors.
fn estimates(table: &mut Table, needs_errors: bool) -> (Vec<EstimatedUnit>, Rows, Vec<f64>) {
    let needed = if needs_errors { &[UNIT, ESTIMATE, ERROR][..] } else { &[UNIT, ESTIMATE] };
    let columns = table.columns(needed);
    let freedom_column = table.column(FREEDOM);
    let mut units = Vec::new();
    let mut errors = Vec::new();
    let mut rows = Rows::default();
    if columns.iter().all(Option::is_some) {
        let columns: Vec<usize> = columns.into_iter().flatten().collect();
        table.each(&mut |cells, found| {
            let number = |column: usize, detail: &'static str, found: &mut Vec<Finding>| {
                let (place, text) = cells.get(column);
                match number(text) {
                    Some(value) if detail == "estimate" || value > 0.0 => value,
                    _ => {
                        found.push(bad_estimate(place, text, detail));
                        f64::NAN
                    }
                }
            };
            let value = number(columns[1], "estimate", found);
            let se = columns.get(2).map_or(0.0, |column| number(*column, "error", found));
            let freedom = match freedom_column {
                Some(column) if !cells.get(column).1.trim().is_empty() => {
                    number(column, "freedom", found)
                }
                _ => f64::INFINITY,
            };
            if let Some(name) = rows.take(cells, columns[0], found) {
                let written = cells.get(columns[1]).1.trim().to_owned();
                units.push(EstimatedUnit { name, written, value, freedom });
                errors.push(se);
            }
        });
    }
    (units, rows, errors)
}

/// A cell that holds no number, or one that cannot stand there.
pub(super) fn bad_estimate(place: Place, text: &str, detail: &'static str) -> Finding {
    let finding = Finding::new(Kind::BadEstimate, Effect::Stop, place);
    finding.with("value", text).with("detail", detail)
}

/// A finite number in plain or scientific writing.
pub(super) fn number(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|value| value.is_finite())
}

/// One row with the places of its cells.
pub(super) struct Cells<'a> {
    row: crate::sheet::Row<'a>,
    place: &'a Place,
    headings: &'a [String],
}

impl<'a> Cells<'a> {
    /// A cell with its place.
    pub(super) fn get(&self, column: usize) -> (Place, &'a str) {
        let place = self.place.at_row(self.row.number());
        (place.at_column(self.headings[column].as_str()), self.row.get(column))
    }

    /// The place of the whole row.
    pub(super) fn row(&self) -> Place {
        self.place.at_row(self.row.number())
    }
}

impl Rows {
    /// Takes the name of a row; a name that is missing or stands twice is a finding.
    pub(super) fn take(
        &mut self,
        cells: &Cells<'_>,
        column: usize,
        found: &mut Vec<Finding>,
    ) -> Option<String> {
        let (place, text) = cells.get(column);
        let folded = fold(text);
        if folded.is_empty() {
            found.push(Finding::new(Kind::MissingUnit, Effect::Stop, cells.row()));
            return None;
        }
        if let Some(finding) = hidden_character(text.trim(), place.clone()) {
            found.push(finding);
            return None;
        }
        if let Some((_, row)) = self.by_folded.get(&folded) {
            let finding = Finding::new(Kind::DuplicateName, Effect::Stop, place);
            found.push(finding.with("value", text.trim()).with("other", row.to_string()));
            return None;
        }
        self.by_folded.insert(folded, (self.names.len(), cells.row.number()));
        self.names.push(text.trim().to_owned());
        Some(text.trim().to_owned())
    }

    /// The position of a name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_folded.get(&fold(name)).map(|(at, _)| *at)
    }

    /// The row in which a name stands.
    pub(super) fn row(&self, name: &str) -> Option<u64> {
        self.by_folded.get(&fold(name)).map(|(_, row)| *row)
    }

    /// A name that is not here, with the file that lacks it.
    pub(super) fn unmatched(&self, place: Place, name: &str, other: &str) -> Finding {
        let near = nearest(name, self.names.iter().map(String::as_str));
        let finding = Finding::new(Kind::UnmatchedUnit, Effect::Stop, place);
        finding.with("value", name).with("other", other).with_nearest(near)
    }
}

impl Table {
    /// Opens the first table of a file.
    pub(super) fn open(source: Source<'_>) -> Table {
        let book = open(source.path, source.shown_as, &Reading::default());
        let sheet = book.sheets.into_iter().next();
        let place =
            sheet.as_ref().map_or_else(|| Place::file(source.shown_as), |s| s.place().clone());
        Table { sheet, place, findings: book.findings }
    }

    /// The headings.
    pub(super) fn headings(&self) -> &[String] {
        self.sheet.as_ref().map_or(&[], Sheet::headings)
    }

    /// The row of the headings.
    pub(super) fn heading_row(&self) -> u64 {
        self.sheet.as_ref().map_or(1, Sheet::heading_row)
    }

    /// Where each needed column stands; one that is missing is a finding.
    fn columns(&mut self, needed: &[&[&'static str]]) -> Vec<Option<usize>> {
        let found: Vec<Option<usize>> = needed.iter().map(|names| self.column(names)).collect();
        // Where there is no table at all that has been said already.
        if self.sheet.is_some() {
            for (names, _) in needed.iter().zip(&found).filter(|(_, at)| at.is_none()) {
                let headings = self.headings();
                let finding = Finding::new(
                    Kind::MissingColumn,
                    Effect::Stop,
                    self.place.at_row(self.heading_row()),
                );
                let near = nearest(names[0], headings.iter().map(String::as_str));
                let finding = finding.with("value", names.join(" / "));
                let finding = finding.with("detail", "estimates").with_nearest(near);
                let finding = finding.with("expected", headings.join(" / "));
                self.findings.push(finding);
            }
        }
        found
    }

    fn column(&self, names: &[&str]) -> Option<usize> {
        let known: Vec<String> = names.iter().map(|name| fold(name)).collect();
        // In the order of the names, so that the one that is asked for goes before another.
        known.iter().find_map(|name| self.headings().iter().position(|h| fold(h) == *name))
    }

    /// Visits every row; what is found in it is kept.
    pub(super) fn each(&mut self, visit: &mut dyn FnMut(&Cells<'_>, &mut Vec<Finding>)) {
        let Some(sheet) = &self.sheet else { return };
        let n = sheet.headings().len();
        let mut found = Vec::new();
        let read = sheet.for_each(&mut |row| {
            let cells = Cells { row, place: &self.place, headings: sheet.headings() };
            if row.len() != n {
                let finding = Finding::new(Kind::RaggedRow, Effect::Stop, cells.row());
                let finding = finding.with("value", row.len().to_string());
                found.push(finding.with("expected", n.to_string()));
            } else {
                visit(&cells, &mut found);
            }
        });
        self.findings.extend(read.findings);
        self.findings.extend(found);
    }
}
