//! The comparison as tables.

use super::meaning::{BLANKS, is_blank};
use super::rate::ErrorRate;
use super::settle::{COLUMNS, Settlement};
use super::{Compared, Comparison, Entry};
use crate::exact::Ratio;
use crate::locale::Locale;
use crate::report::{Cell, Column, ColumnKind, Grid, GridRow, RowKind};
use crate::scheme::Language;

/// Decimals of a rate in per cent: typists err once in a few hundred cells.
const DECIMALS: u8 = 2;

/// The differences by column, and over all columns.
pub fn columns_grid(comparison: &Comparison, notes: Vec<String>, locale: &Locale) -> Grid {
    let n_entries = comparison.entries.len() as u64;
    let row = |(at, column): (usize, &Compared)| {
        let rate = comparison.rate_of(at);
        let mut cells = vec![Cell::Text(column.heading.clone()), Cell::Count(n_entries)];
        cells.extend([Cell::Count(column.n_differing), Cell::Count(column.n_written_unlike)]);
        cells.extend(shown(rate));
        GridRow { kind: RowKind::Ranked, category: None, cells }
    };
    let mut rows: Vec<GridRow> = comparison.columns.iter().enumerate().map(row).collect();
    let mut cells = vec![Cell::Text(locale.word("reconcile-all"))];
    cells.push(Cell::Count(comparison.n_cells()));
    cells.push(Cell::Count(comparison.differences.len() as u64));
    cells.push(Cell::Count(comparison.n_written_unlike()));
    cells.extend(shown(comparison.rate()));
    rows.push(GridRow { kind: RowKind::Mean, category: None, cells });
    let columns = [
        ("column", ColumnKind::Text),
        ("compared", ColumnKind::Count),
        ("differing", ColumnKind::Count),
        ("unlike", ColumnKind::Count),
        ("rate", ColumnKind::Rate),
        ("low", ColumnKind::Rate),
        ("high", ColumnKind::Rate),
    ];
    grid("reconcile-columns", &columns, rows, notes, locale)
}

/// How often each typist erred, once every difference is settled.
pub fn typists_grid(
    comparison: &Comparison,
    settlement: &Settlement,
    notes: Vec<String>,
    locale: &Locale,
) -> Grid {
    let row = |(file, rate): (&String, &Option<ErrorRate>)| {
        let mut cells = vec![Cell::Text(file.clone()), Cell::Count(comparison.n_cells())];
        cells.push(rate.map_or(Cell::Empty, |rate| Cell::Count(rate.wrong)));
        cells.extend(shown(*rate));
        GridRow { kind: RowKind::Ranked, category: None, cells }
    };
    let rows = comparison.files.iter().zip(&settlement.typists).map(row).collect();
    let columns = [
        ("file", ColumnKind::Text),
        ("compared", ColumnKind::Count),
        ("wrong", ColumnKind::Count),
        ("rate", ColumnKind::Rate),
        ("low", ColumnKind::Rate),
        ("high", ColumnKind::Rate),
    ];
    grid("reconcile-typists", &columns, rows, notes, locale)
}

/// The list to be settled: one line for each difference, with three columns to fill in.
pub fn settle_grid(comparison: &Comparison, locale: &Locale) -> Grid {
    let columns = keyed(comparison, COLUMNS.iter().map(|id| locale.word(id)));
    let rows = comparison.differences.iter().map(|difference| {
        let mut cells = number(&comparison.entries[difference.entry]);
        cells.push(Cell::Text(comparison.columns[difference.column].heading.clone()));
        cells.extend(difference.typed.iter().map(|typed| match is_blank(typed) {
            true => Cell::Text(blank(locale).to_owned()),
            false => cell(typed),
        }));
        cells.extend([Cell::Empty, Cell::Empty, Cell::Empty]);
        GridRow { kind: RowKind::Ranked, category: None, cells }
    });
    let rows = rows.collect();
    Grid { columns, ..grid("reconcile-settle", &[], rows, Vec::new(), locale) }
}

/// The settled table: the columns of the key and those that were compared, the entries in the order
/// of the first file.
pub fn reconciled_grid(comparison: &Comparison, settled: &Settlement, locale: &Locale) -> Grid {
    let headings = comparison.columns.iter().map(|column| column.heading.clone());
    let columns = keyed(comparison, headings);
    let rows = comparison.entries.iter().zip(&settled.cells).map(|(entry, cells)| {
        let mut line = number(entry);
        line.extend(cells.iter().map(|text| cell(text)));
        GridRow { kind: RowKind::Ranked, category: None, cells: line }
    });
    let rows = rows.collect();
    Grid { columns, ..grid("reconcile-settled", &[], rows, Vec::new(), locale) }
}

/// Columns of text: those of the key, then these.
fn keyed(comparison: &Comparison, others: impl Iterator<Item = String>) -> Vec<Column> {
    let headings = comparison.key.iter().cloned().chain(others);
    headings
        .map(|heading| Column { id: heading.clone(), heading, kind: ColumnKind::Text })
        .collect()
}

fn number(entry: &Entry) -> Vec<Cell> {
    entry.number.iter().map(|part| cell(part)).collect()
}

/// A cell as typed; a number is none that a spreadsheet could take for a formula.
fn cell(text: &str) -> Cell {
    match Ratio::parse(text) {
        Ok(_) => Cell::Decimal(text.to_owned()),
        Err(_) => Cell::Text(text.to_owned()),
    }
}

/// What says that a cell is blank, in the language of the list; either is understood.
fn blank(locale: &Locale) -> &'static str {
    match locale.language() {
        Language::Chinese => BLANKS[0],
        Language::English => BLANKS[1],
    }
}

/// A rate in per cent with its interval.
fn shown(rate: Option<ErrorRate>) -> [Cell; 3] {
    let percent = |share: f64| Cell::near(share * 100.0, DECIMALS);
    let interval = rate.and_then(|rate| rate.interval);
    [
        rate.map_or(Cell::Empty, |rate| percent(rate.share)),
        interval.map_or(Cell::Empty, |interval| percent(interval.low)),
        interval.map_or(Cell::Empty, |interval| percent(interval.high)),
    ]
}

fn grid(
    id: &str,
    columns: &[(&str, ColumnKind)],
    rows: Vec<GridRow>,
    notes: Vec<String>,
    locale: &Locale,
) -> Grid {
    let column = |(column, kind): &(&str, ColumnKind)| Column {
        id: (*column).to_owned(),
        heading: locale.word(&format!("reconcile-heading-{column}")),
        kind: *kind,
    };
    let title = locale.word(&format!("{id}-title"));
    Grid {
        id: id.to_owned(),
        file: locale.word(&format!("{id}-file")),
        tab: title.clone(),
        title,
        columns: columns.iter().map(column).collect(),
        rows,
        notes,
    }
}
