//! One typist's table.

use std::collections::BTreeMap;
use std::path::Path;

use crate::finding::{Effect, Finding, Kind, Place, any_stop};
use crate::naming::fold;
use crate::sheet::{self, Reading, Sheet, column_letter};

/// What one typist typed.
#[derive(Debug)]
pub(super) struct Typed {
    /// The file, as findings call it.
    pub(super) shown_as: String,
    pub(super) place: Place,
    pub(super) heading_row: u64,
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<TypedRow>,
}

/// One row, with a cell for each heading.
#[derive(Debug)]
pub(super) struct TypedRow {
    /// As Excel shows it.
    pub(super) number: u64,
    cells: Vec<String>,
}

impl TypedRow {
    /// A cell as typed, without white space around it.
    pub(super) fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", |cell| cell.trim())
    }
}

impl Typed {
    /// Reads a table; nothing where a finding stops it.
    pub(super) fn read(path: &Path, shown_as: &str, found: &mut Vec<Finding>) -> Option<Typed> {
        let book = sheet::open(path, shown_as, &Reading::default());
        let mut findings = book.findings;
        if let [_, second, ..] = book.sheets.as_slice() {
            let finding = Finding::new(Kind::SeveralSheets, Effect::Stop, second.place().clone());
            findings.push(finding.with("value", book.sheets.len().to_string()));
        }
        let typed = match book.sheets.first() {
            Some(sheet) if !any_stop(&findings) => Some(read(sheet, shown_as, &mut findings)),
            _ => None,
        };
        let stopped = any_stop(&findings);
        found.append(&mut findings);
        typed.filter(|_| !stopped)
    }
}

fn read(sheet: &Sheet, shown_as: &str, findings: &mut Vec<Finding>) -> Typed {
    let headings = sheet.headings().to_vec();
    let mut typed = Typed {
        shown_as: shown_as.to_owned(),
        place: sheet.place().clone(),
        heading_row: sheet.heading_row(),
        rows: Vec::new(),
        headings,
    };
    typed.check_headings(findings);
    let n_headings = typed.headings.len();
    let (place, rows) = (&typed.place, &mut typed.rows);
    let columns = &typed.headings;
    let read = sheet.for_each(&mut |row| {
        let place = place.at_row(row.number());
        if row.len() > n_headings {
            let finding = Finding::new(Kind::RaggedRow, Effect::Stop, place.clone());
            let finding = finding.with("value", row.len().to_string());
            findings.push(finding.with("expected", n_headings.to_string()));
        }
        for index in (0..n_headings).filter(|index| row.is_formula(*index)) {
            let place = place.at_column(columns[index].as_str());
            let finding = Finding::new(Kind::FormulaCell, Effect::Flag, place);
            findings.push(finding.with("value", row.get(index)));
        }
        let cells = (0..n_headings).map(|index| row.get(index).to_owned()).collect();
        rows.push(TypedRow { number: row.number(), cells });
    });
    findings.extend(read.findings);
    typed
}

impl Typed {
    /// Two headings that differ in width or spacing alone cannot be told apart in the other file.
    fn check_headings(&self, findings: &mut Vec<Finding>) {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (at, heading) in self.headings.iter().enumerate() {
            let folded = fold(heading);
            if folded.is_empty() {
                continue;
            }
            let first = Some(*known.entry(folded).or_insert(at)).filter(|first| *first < at);
            // Those that are the same letter by letter were told with the sheet.
            if let Some(first) = first.filter(|first| self.headings[*first] != *heading) {
                let place = self.place.at_row(self.heading_row).at_column(column_letter(at));
                let finding = Finding::new(Kind::DuplicateHeading, Effect::Stop, place);
                findings.push(finding.with("value", heading).with("other", column_letter(first)));
            }
        }
    }
}
