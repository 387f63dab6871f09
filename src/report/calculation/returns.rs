//! Formulas of the table of returns, and sums below other tables.

use super::super::material::View;
use super::super::{Cell, RowKind};
use super::formula::{Formula, Span, rounded};
use super::place::Place;

/// The shares of papers that came back and are valid, what is left when the void ones are taken out, and
/// the sums below.
pub(super) fn returns(view: &View<'_>, place: Place<'_>) -> Vec<Formula> {
    let share = rounded(view.scheme(), "{0}/{1}*100");
    let mut formulas = Vec::new();
    for (row, line) in place.grid.rows.iter().enumerate() {
        let cell = |id: &str| place.cell(row, id);
        let count = |id: &str| place.count(row, id);
        if let Some((issued, returned)) = cell("issued").zip(cell("returned")) {
            formulas.extend(place.formula(row, "return-rate", &*share, vec![returned, issued]));
        }
        // Papers that came back are those written down, or else those found.
        let back = cell("returned").or_else(|| cell("found"));
        if let Some((valid, back)) = cell("valid").zip(back) {
            formulas.extend(place.formula(row, "valid-rate", &*share, vec![valid, back]));
        }
        let left = count("found").zip(count("void-papers"));
        let left = left.and_then(|(found, void)| found.checked_sub(void));
        if line.kind != RowKind::Mean && left.is_some() && left == count("valid") {
            let spans = cell("found").zip(cell("void-papers")).map(|(a, b)| vec![a, b]);
            formulas.extend(spans.and_then(|spans| place.formula(row, "valid", "{0}-{1}", spans)));
        }
    }
    formulas.extend(sums(place));
    formulas
}

/// The sums in the last line, over the lines above it.
pub(super) fn sums(place: Place<'_>) -> Vec<Formula> {
    let rows = &place.grid.rows;
    let Some(total) = rows.iter().position(|row| row.kind == RowKind::Mean) else {
        return Vec::new();
    };
    let Some(last) = total.checked_sub(1) else { return Vec::new() };
    let count = |row: usize, column: usize| match rows[row].cells.get(column) {
        Some(Cell::Count(n)) => Some(*n),
        _ => None,
    };
    let sum = |column: usize| {
        let above = (0..total).filter_map(|row| count(row, column)).fold(0, u64::saturating_add);
        let span = Span { grid: place.at, column, first: 0, last };
        // A line that is not told is in no sum.
        let is_sum = count(total, column) == Some(above);
        is_sum.then(|| place.formula_in(total, column, "SUM({0})", vec![span])).flatten()
    };
    (0..place.grid.columns.len()).filter_map(sum).collect()
}
