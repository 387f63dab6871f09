//! The list of differences, filled in by a third person, and the table that follows from it.

use std::collections::BTreeMap;
use std::path::Path;

use super::meaning::{is_blank, meaning};
use super::rate::ErrorRate;
use super::typed::{Typed, TypedRow};
use super::{Comparison, folded, missing_column};
use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, any_stop};
use crate::locale::Locale;
use crate::naming::{fold, visible};
use crate::scheme::Language;

/// The columns of the list behind those of the key, by the ids of their words.
pub(super) const COLUMNS: [&str; 6] = [
    "reconcile-column",
    "reconcile-first",
    "reconcile-second",
    "reconcile-settled",
    "reconcile-initials",
    "reconcile-remark",
];

/// Every difference of a comparison, settled.
#[derive(Debug)]
pub struct Settlement {
    /// What each cell of each entry holds, column by column as in [`Comparison::columns`]; empty for
    /// a blank. An entry is at its place in [`Comparison::entries`].
    pub cells: Vec<Vec<String>>,
    /// How often each typist typed something else than what was settled; absent without cells.
    pub typists: [Option<ErrorRate>; 2],
}

/// Where the columns of the list stand.
struct Columns {
    key: Vec<usize>,
    own: [usize; 5],
}

/// What identifies a line: the number of its entry, and the column.
type LineKey = (Vec<String>, String);

impl Settlement {
    /// Reads the list back and settles every difference of the comparison with it.
    ///
    /// Columns are known by their headings in either language, in any order. A line belongs to a
    /// difference by number and column, and must still say what the typists typed.
    ///
    /// # Errors
    /// [`Error::Findings`] where the list cannot be read, a difference is open (without a settled
    /// value or without initials), a line fits no difference, or an entry could not be compared: a
    /// table that is settled in part would count.
    pub fn read(path: &Path, shown_as: &str, of: &Comparison) -> Result<Settlement, Error> {
        let mut findings: Vec<Finding> =
            of.findings.iter().filter(|f| f.effect == Effect::RefuseRow).cloned().collect();
        for finding in &mut findings {
            finding.effect = Effect::Stop;
        }
        let Some(list) = Typed::read(path, shown_as, &mut findings) else {
            return Err(Error::Findings(findings));
        };
        let mut cells: Vec<Vec<String>> = of
            .entries
            .iter()
            .map(|entry| entry.cells.iter().map(|cell| clean(cell)).collect())
            .collect();
        if let Some(columns) = columns(&list, of, &mut findings) {
            settle(&list, &columns, of, &mut cells, &mut findings);
        }
        if any_stop(&findings) {
            return Err(Error::Findings(findings));
        }
        let typists = [0, 1].map(|typist| errors(of, &cells, typist));
        Ok(Settlement { cells, typists })
    }
}

/// What stands in the table for a cell: nothing where it says that it is blank, and no character
/// that nobody sees, which would be spelt out in the file.
fn clean(cell: &str) -> String {
    let is_seen = |c: &char| c.is_whitespace() || !fold(c.encode_utf8(&mut [0; 4])).is_empty();
    if is_blank(cell) { String::new() } else { cell.chars().filter(is_seen).collect() }
}

fn columns(list: &Typed, of: &Comparison, findings: &mut Vec<Finding>) -> Option<Columns> {
    let places = folded(&list.headings);
    let locales = [Language::Chinese, Language::English].map(Locale::new);
    let mut own = [0; 5];
    let mut whole = true;
    for (place, id) in own.iter_mut().zip(COLUMNS) {
        let words = locales.each_ref().map(|locale| locale.word(id));
        match words.iter().find_map(|word| places.get(&fold(word))) {
            Some(found) => *place = *found,
            None => {
                findings.push(missing_column(list, &words[0], "settle", Effect::Stop));
                whole = false;
            }
        }
    }
    let mut key = Vec::new();
    for heading in &of.key {
        match places.get(&fold(heading)) {
            Some(found) => key.push(*found),
            None => {
                findings.push(missing_column(list, heading, "settle", Effect::Stop));
                whole = false;
            }
        }
    }
    whole.then_some(Columns { key, own })
}

fn settle(
    list: &Typed,
    columns: &Columns,
    of: &Comparison,
    cells: &mut [Vec<String>],
    findings: &mut Vec<Finding>,
) {
    let mut lines: BTreeMap<LineKey, Vec<&TypedRow>> = BTreeMap::new();
    for row in &list.rows {
        let number = columns.key.iter().map(|at| meaning(row.cell(*at))).collect();
        lines.entry((number, fold(row.cell(columns.own[0])))).or_default().push(row);
    }
    for difference in &of.differences {
        let entry = &of.entries[difference.entry];
        let number: Vec<String> = entry.number.iter().map(|part| meaning(part)).collect();
        let heading = &of.columns[difference.column].heading;
        let typed = &difference.typed;
        let shown: Vec<String> = entry.number.iter().map(|part| meaning(&visible(part))).collect();
        let mut found = lines
            .remove(&(number, fold(heading)))
            .or_else(|| lines.remove(&(shown, fold(&visible(heading)))))
            .unwrap_or_default();
        let agrees = |row: &TypedRow| {
            [1, 2].iter().zip(typed).all(|(at, typed)| is_same(row.cell(columns.own[*at]), typed))
        };
        let mut open = |row: Option<&TypedRow>, detail: &str| {
            let place = row.map_or_else(|| list.place.clone(), |row| list.place.at_row(row.number));
            let finding = Finding::new(Kind::OpenDifference, Effect::Stop, place);
            let finding = finding.with("detail", detail).with("column", heading);
            findings
                .push(finding.with("row", entry.rows[0].to_string()).with("file", &of.files[0]));
        };
        let Some(row) = found.pop() else {
            open(None, "missing");
            continue;
        };
        let settled = row.cell(columns.own[3]);
        if !found.is_empty() {
            open(Some(row), "twice");
        } else if !agrees(row) {
            open(Some(row), "changed");
        } else if settled.is_empty() {
            open(Some(row), "value");
        } else if row.cell(columns.own[4]).is_empty() {
            open(Some(row), "initials");
        } else {
            let as_typed = typed.iter().find(|typed| is_same(settled, typed));
            cells[difference.entry][difference.column] =
                clean(as_typed.map_or(settled, String::as_str));
        }
    }
    for row in lines.into_values().flatten() {
        let place = list.place.at_row(row.number);
        findings.push(Finding::new(Kind::StrayLine, Effect::Stop, place));
    }
}

/// Whether a cell of the list is what a typist typed, as it was or as the list shows it: what nobody sees
/// stands there as a code.
fn is_same(listed: &str, typed: &str) -> bool {
    let listed = meaning(listed);
    listed == meaning(typed) || listed == meaning(&visible(typed))
}

/// How often one typist typed something else than what was settled.
fn errors(of: &Comparison, cells: &[Vec<String>], typist: usize) -> Option<ErrorRate> {
    let mut wrong = vec![0; of.entries.len()];
    for difference in &of.differences {
        let settled = &cells[difference.entry][difference.column];
        if meaning(&difference.typed[typist]) != meaning(settled) {
            wrong[difference.entry] += 1;
        }
    }
    of.rate_by_paper(of.columns.len() as u64, |entry| wrong[entry])
}
