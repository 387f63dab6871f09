//! As much of a spreadsheet as works out the formulas of a workbook: arithmetic, texts and the functions
//! that are used, over the cells of a report's tables. It knows nothing of how scores are made.

mod functions;
mod parser;

use std::cell::RefCell;
use std::collections::BTreeMap;

use pingyi::locale::Locale;
use pingyi::report::{Formula, Report, Span};

use parser::Parser;

/// Table, row and column.
pub(crate) type Place = (usize, usize, usize);

/// The tables of a report with their formulas.
pub(crate) struct Sheets<'a> {
    report: &'a Report,
    locale: &'a Locale,
    formulas: BTreeMap<Place, &'a Formula>,
    known: RefCell<BTreeMap<Place, Value>>,
}

/// What a formula is made of, and what it gives.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Number(f64),
    Text(String),
    Cells(Vec<Place>),
}

impl<'a> Sheets<'a> {
    pub(crate) fn new(report: &'a Report, locale: &'a Locale) -> Sheets<'a> {
        let place = |formula: &'a Formula| ((formula.grid, formula.row, formula.column), formula);
        let formulas: BTreeMap<Place, &Formula> = report.formulas.iter().map(place).collect();
        assert_eq!(formulas.len(), report.formulas.len(), "two formulas are for one cell");
        Sheets { report, locale, formulas, known: RefCell::default() }
    }

    /// What the formula of a cell gives, or else what stands there.
    pub(crate) fn value(&self, at: Place) -> Value {
        if let Some(known) = self.known.borrow().get(&at) {
            return known.clone();
        }
        let Some(formula) = self.formulas.get(&at) else {
            let cell = &self.report.grids[at.0].rows[at.1].cells[at.2];
            let text = || Value::Text(cell.shown(self.locale));
            return cell.number().map_or_else(text, Value::Number);
        };
        let value = match Parser::new(self, formula).whole() {
            Value::Cells(cells) => match cells.as_slice() {
                [cell] => self.value(*cell),
                cells => panic!("{cells:?} is no single cell"),
            },
            value => value,
        };
        self.known.borrow_mut().insert(at, value.clone());
        value
    }

    /// The number in a cell, where there is one.
    pub(crate) fn number(&self, at: Place) -> Option<f64> {
        match self.value(at) {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A number, or the number in the only cell of a range.
    fn plain(&self, value: &Value) -> f64 {
        match value {
            Value::Number(number) => *number,
            Value::Cells(cells) => match cells.as_slice() {
                [cell] => self.number(*cell).expect("a number"),
                cells => panic!("{cells:?} is no single cell"),
            },
            Value::Text(text) => panic!("{text} is no number"),
        }
    }

    /// What `&` makes of a value.
    fn text(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            value => self.plain(value).to_string(),
        }
    }

    fn shown(&self, at: Place) -> String {
        self.report.grids[at.0].rows[at.1].cells[at.2].shown(self.locale)
    }
}

fn cells(span: &Span) -> Vec<Place> {
    (span.first..=span.last).map(|row| (span.grid, row, span.column)).collect()
}

/// Works every formula out and holds it against what is printed: how many cells of which column.
pub(crate) fn recalculated(report: &Report, locale: &Locale) -> BTreeMap<String, usize> {
    let sheets = Sheets::new(report, locale);
    let mut checked = BTreeMap::<String, usize>::new();
    for formula in &report.formulas {
        let (grid, at) = (&report.grids[formula.grid], (formula.grid, formula.row, formula.column));
        let (column, cell) = (&grid.columns[at.2], &grid.rows[at.1].cells[at.2]);
        let found = sheets.value(at);
        let told = || format!("{}: {found:?} for {cell:?}: {formula:?}", grid.id);
        match (cell.number(), &found) {
            (Some(printed), Value::Number(found)) => {
                // What is not rounded is shown with four decimals or more.
                let is_exact =
                    ["unrounded", "t"].contains(&&*column.id) || column.id.ends_with("-exact");
                let room = if is_exact { 5.1e-5 } else { 1e-9 };
                assert!((found - printed).abs() <= room, "{}", told());
            }
            (None, Value::Text(found)) => assert_eq!(*found, cell.shown(locale), "{}", told()),
            _ => panic!("{}", told()),
        }
        *checked.entry(column.id.clone()).or_default() += 1;
    }
    checked
}
