//! As much of a spreadsheet as works out the formulas of a workbook: arithmetic and six functions over
//! the cells of a report's tables. It knows nothing of how scores are made.

use std::cell::RefCell;
use std::collections::BTreeMap;

use pingyi::locale::Locale;
use pingyi::report::{Formula, Report, Span};

type Place = (usize, usize, usize);

/// The tables of a report with their formulas.
pub(crate) struct Sheets<'a> {
    report: &'a Report,
    locale: &'a Locale,
    formulas: BTreeMap<Place, &'a Formula>,
    known: RefCell<BTreeMap<Place, f64>>,
}

/// What a formula is made of.
#[derive(Debug, Clone)]
enum Value {
    Number(f64),
    Text(String),
    Cells(Vec<Place>),
}

impl<'a> Sheets<'a> {
    pub(crate) fn new(report: &'a Report, locale: &'a Locale) -> Sheets<'a> {
        let place = |formula: &'a Formula| ((formula.grid, formula.row, formula.column), formula);
        let formulas = report.formulas.iter().map(place).collect();
        Sheets { report, locale, formulas, known: RefCell::default() }
    }

    /// What the formula of a cell gives, or else the number that stands there.
    pub(crate) fn number(&self, at: Place) -> Option<f64> {
        if let Some(known) = self.known.borrow().get(&at) {
            return Some(*known);
        }
        let Some(formula) = self.formulas.get(&at) else {
            return self.report.grids[at.0].rows[at.1].cells[at.2].number();
        };
        let mut parser = Parser { sheets: self, formula, rest: &formula.text };
        let value = parser.sum();
        assert_eq!(parser.rest, "", "{}", formula.text);
        let value = self.plain(&value);
        self.known.borrow_mut().insert(at, value);
        Some(value)
    }

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

    fn numbers(&self, value: &Value) -> Vec<Option<f64>> {
        match value {
            Value::Cells(cells) => cells.iter().map(|cell| self.number(*cell)).collect(),
            value => panic!("{value:?} is no range"),
        }
    }

    fn meets(&self, cell: Place, criterion: &Value) -> bool {
        let text = self.report.grids[cell.0].rows[cell.1].cells[cell.2].shown(self.locale);
        match criterion {
            Value::Text(wanted) if wanted == "<>" => !text.is_empty(),
            Value::Text(wanted) => match (wanted.strip_prefix("<>"), wanted.strip_prefix('>')) {
                (Some(other), _) => text != other,
                (_, Some(than)) => self.number(cell) > than.parse().ok(),
                _ => text == *wanted,
            },
            value => panic!("{value:?} is no criterion"),
        }
    }

    fn call(&self, name: &str, given: &[Value]) -> f64 {
        let cells = |at: usize| match &given[at] {
            Value::Cells(cells) => cells.clone(),
            value => panic!("{value:?} is no range"),
        };
        match name {
            "SUM" => self.numbers(&given[0]).into_iter().flatten().sum(),
            "SUMPRODUCT" => {
                let pairs = self.numbers(&given[0]).into_iter().zip(self.numbers(&given[1]));
                pairs.map(|(a, b)| a.unwrap_or(0.0) * b.unwrap_or(0.0)).sum()
            }
            "SUMIF" => {
                let met = cells(0).into_iter().zip(self.numbers(&given[2]));
                let met = met.filter(|(cell, _)| self.meets(*cell, &given[1]));
                met.filter_map(|(_, number)| number).sum()
            }
            "COUNTIF" => {
                cells(0).into_iter().filter(|cell| self.meets(*cell, &given[1])).count() as f64
            }
            "AVERAGEIFS" => {
                let rows = self.numbers(&given[0]).into_iter().enumerate();
                let met = rows.filter(|(row, _)| {
                    given[1..].chunks(2).all(|pair| match pair {
                        [Value::Cells(cells), criterion] => self.meets(cells[*row], criterion),
                        pair => panic!("{pair:?}"),
                    })
                });
                let met: Vec<f64> = met.filter_map(|(_, number)| number).collect();
                met.iter().sum::<f64>() / met.len() as f64
            }
            "ROUND" => {
                let scale = 10_f64.powf(self.plain(&given[1]));
                // As spreadsheets do: away from zero, and forgiving the last bits.
                let value = self.plain(&given[0]) * scale;
                (value.abs() + 0.5 + 1e-9).floor() * value.signum() / scale
            }
            name => panic!("{name} is not known"),
        }
    }
}

/// Reads a formula from left to right.
struct Parser<'a> {
    sheets: &'a Sheets<'a>,
    formula: &'a Formula,
    rest: &'a str,
}

impl Parser<'_> {
    fn take(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn sum(&mut self) -> Value {
        let mut value = self.product();
        loop {
            let sign = if self.take('+') {
                1.0
            } else if self.take('-') {
                -1.0
            } else if self.take('&') {
                let (Value::Text(text), next) = (value, self.product()) else { panic!("no text") };
                return Value::Text(format!("{text}{}", self.sheets.plain(&next)));
            } else {
                return value;
            };
            let next = self.product();
            value = Value::Number(self.sheets.plain(&value) + sign * self.sheets.plain(&next));
        }
    }

    fn product(&mut self) -> Value {
        let mut value = self.atom();
        loop {
            let times = if self.take('*') {
                true
            } else if self.take('/') {
                false
            } else {
                return value;
            };
            let (a, b) = (self.sheets.plain(&value), self.atom());
            let b = self.sheets.plain(&b);
            value = Value::Number(if times { a * b } else { a / b });
        }
    }

    fn atom(&mut self) -> Value {
        if self.take('(') {
            let value = self.sum();
            assert!(self.take(')'), "{}", self.formula.text);
            return value;
        }
        if self.take('{') {
            let (place, rest) = self.rest.split_once('}').expect("a range");
            self.rest = rest;
            return Value::Cells(cells(
                &self.formula.spans[place.parse::<usize>().expect("a place")],
            ));
        }
        if self.take('"') {
            let (text, rest) = self.rest.split_once('"').expect("a text");
            self.rest = rest;
            return Value::Text(text.to_owned());
        }
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.');
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        if let Ok(number) = word.parse() {
            return Value::Number(number);
        }
        assert!(self.take('('), "{word} in {}", self.formula.text);
        let mut given = vec![self.sum()];
        while self.take(',') {
            given.push(self.sum());
        }
        assert!(self.take(')'), "{}", self.formula.text);
        Value::Number(self.sheets.call(word, &given))
    }
}

fn cells(span: &Span) -> Vec<Place> {
    (span.first..=span.last).map(|row| (span.grid, row, span.column)).collect()
}
