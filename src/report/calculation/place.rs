//! A table of the report with its place, to say where its cells stand.

use super::super::{Cell, Grid};
use super::formula::{Formula, Span};

/// The most ranges that a function of a spreadsheet takes.
const MOST_RANGES: usize = 255;

/// How near to a half the last bits may decide, in the last printed digit.
const NEAR_A_HALF: f64 = 1e-6;

/// A table with its position in the report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) at: usize,
    pub(super) grid: &'a Grid,
}

impl<'a> Place<'a> {
    /// The table of an id, where the report has it.
    pub(super) fn named(grids: &'a [Grid], id: &str) -> Option<Place<'a>> {
        let at = grids.iter().position(|grid| grid.id == id)?;
        Some(Place { at, grid: &grids[at] })
    }

    /// The position of a column.
    pub(super) fn column(self, id: &str) -> Option<usize> {
        self.grid.columns.iter().position(|column| column.id == id)
    }

    /// A cell, where a number stands in it.
    pub(super) fn cell(self, row: usize, id: &str) -> Option<Span> {
        let column = self.column(id)?;
        self.number(row, column)?;
        Some(Span::cell(self.at, row, column))
    }

    /// The number in a cell.
    pub(super) fn number(self, row: usize, column: usize) -> Option<f64> {
        self.grid.rows.get(row)?.cells.get(column)?.number()
    }

    /// The whole number in a cell.
    pub(super) fn count(self, row: usize, id: &str) -> Option<u64> {
        match self.grid.rows.get(row)?.cells.get(self.column(id)?)? {
            Cell::Count(n) => Some(*n),
            _ => None,
        }
    }

    /// A formula for a cell; none where neither number nor text stands in it.
    pub(super) fn formula(
        self,
        row: usize,
        id: &str,
        text: impl Into<String>,
        spans: Vec<Span>,
    ) -> Option<Formula> {
        self.formula_in(row, self.column(id)?, text, spans)
    }

    /// The same, with the position of the column.
    pub(super) fn formula_in(
        self,
        row: usize,
        column: usize,
        text: impl Into<String>,
        spans: Vec<Span>,
    ) -> Option<Formula> {
        match self.grid.rows.get(row)?.cells.get(column)? {
            Cell::Empty | Cell::Absent(_) | Cell::Ranks { .. } => None,
            _ => Some(Formula { grid: self.at, row, column, text: text.into(), spans }),
        }
    }

    /// The number of another cell.
    pub(super) fn link(self, row: usize, id: &str, to: Option<Span>) -> Option<Formula> {
        self.formula(row, id, "{0}", vec![to?])
    }
}

/// Whether every way of working a number out rounds it alike: it is not so near to a half that the last
/// bits decide.
pub(super) fn is_settled(value: f64, decimals: u8) -> bool {
    let scaled = value * 10_f64.powi(i32::from(decimals));
    (scaled - scaled.floor() - 0.5).abs() > NEAR_A_HALF
}

/// A function over ranges, such as `SUM({0},{1})`; none where there is no range, or too many.
pub(super) fn over(function: &str, first: usize, n: usize) -> Option<String> {
    let ranges: Vec<String> = (first..first + n).map(|at| format!("{{{at}}}")).collect();
    (1..=MOST_RANGES).contains(&n).then(|| format!("{function}({})", ranges.join(",")))
}

/// A text within a formula.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A text that a function looks for; none where spreadsheets would not look for the text as it stands.
pub(super) fn criterion(text: &str) -> Option<String> {
    // A number or a date would be looked for as one, and by each spreadsheet in its own way.
    let first = text.chars().next()?;
    let is_plain = if first.is_alphabetic() { text.len() > 1 } else { !text.is_ascii() };
    let is_compared = first == '<' || first == '>' || first == '=';
    let has_pattern = text.contains(['*', '?', '~', '{', '}']);
    let fits = is_plain && !is_compared && !has_pattern && text.chars().count() < 200;
    fits.then(|| quoted(text))
}
