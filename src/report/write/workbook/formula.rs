//! Formulas with the names that cells have in the workbook.

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::row_col_to_cell_absolute;

use super::table::row_number;
use crate::report::{Formula, Span};

/// The formulas of one table by row and column of the table.
pub(super) type OfTable = BTreeMap<(usize, usize), String>;

/// The formulas of each table, by its position.
pub(super) fn by_cell(formulas: &[Formula], tabs: &[String]) -> BTreeMap<usize, OfTable> {
    let mut found: BTreeMap<usize, OfTable> = BTreeMap::new();
    for formula in formulas {
        if let Some(text) = text(formula, tabs) {
            found.entry(formula.grid).or_default().insert((formula.row, formula.column), text);
        }
    }
    found
}

/// The most characters that Excel takes in a formula.
const LONGEST: usize = 8_192;

/// The formula as Excel takes it; `None` where it is too long, or a range is beyond what a sheet holds.
fn text(formula: &Formula, tabs: &[String]) -> Option<String> {
    let mut text = String::from("=");
    let mut rest = formula.text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}')?;
        text.push_str(before);
        text.push_str(&range(
            formula.spans.get(place.parse::<usize>().ok()?)?,
            formula.grid,
            tabs,
        )?);
        rest = after;
    }
    text.push_str(rest);
    (text.chars().count() <= LONGEST).then_some(text)
}

/// A range as it is called from a table: `$E$10:$E$14`, with its tab where it is in another.
fn range(span: &Span, from: usize, tabs: &[String]) -> Option<String> {
    let column = u16::try_from(span.column).ok()?;
    let cell = |row| Some(row_col_to_cell_absolute(row_number(row)?, column));
    let mut text = String::new();
    if span.grid != from {
        text.push_str(&format!("'{}'!", tabs.get(span.grid)?));
    }
    text.push_str(&cell(span.first)?);
    if span.last != span.first {
        text.push(':');
        text.push_str(&cell(span.last)?);
    }
    Some(text)
}
