//! Tables as text for people, and as CSV, JSON, Parquet or Arrow for programs.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use pingyi::appraisal::InputFile;
use pingyi::error::Error;
use pingyi::locale::{Args, Locale};
use pingyi::naming::{is_hidden, neutral_cell};
use pingyi::report::write::{self, Unplaced, place_file};
use pingyi::report::{Cell, Column, ColumnKind, Grid, GridRow};
use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr as _;

use super::Trouble;
use super::interrupt::HALT;
use super::terminal::{Terminal, harmless};
use super::wanted::{Format, Wanted};

/// The tables of a command.
pub(super) enum Tables {
    /// The one table it always has.
    One(Grid),
    /// As many as the scheme and the periods give.
    Many(Vec<Grid>),
}

/// A table of plain words, aligned by what the eye sees: a Chinese character is two wide.
#[derive(Default)]
pub(super) struct Aligned {
    headings: Vec<String>,
    is_number: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Aligned {
    /// A column; `is_number` where its cells stand to the right.
    pub(super) fn column(mut self, heading: String, is_number: bool) -> Aligned {
        self.headings.push(heading);
        self.is_number.push(is_number);
        self
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.iter().map(|cell| harmless(cell)).collect());
    }

    /// The lines, headings first, each with its end.
    pub(super) fn text(&self) -> String {
        let lines = || std::iter::once(&self.headings).chain(&self.rows);
        let widths: Vec<usize> = (0..self.headings.len())
            .map(|i| lines().filter_map(|l| l.get(i)).map(|c| c.width()).max().unwrap_or(0))
            .collect();
        let mut text = String::new();
        for cells in lines() {
            let mut line = String::new();
            for (index, cell) in cells.iter().enumerate() {
                let gap = " ".repeat(widths[index] - cell.width());
                let (before, after) =
                    if self.is_number[index] { (gap, String::new()) } else { (String::new(), gap) };
                line.push_str(&format!("{before}{cell}{after}  "));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// Prints the tables as wanted, or writes them to `--out`.
pub(super) fn tables(
    tables: &Tables,
    wanted: &Wanted,
    locale: &Locale,
    terminal: &mut Terminal,
) -> Result<(), Trouble> {
    let bytes = match wanted.format {
        Format::Table => people(tables, locale).into_bytes(),
        Format::Csv => csv_of(&records(tables, Numbers::Printed, locale))?,
        Format::Json => json_of(&records(tables, Numbers::Plain, locale)),
        Format::Columns(stored) => write::columns(&joined(tables), stored)?,
    };
    deliver(&bytes, wanted, terminal)
}

/// Prints bytes, or writes them to `--out`, whole or not at all.
pub(super) fn deliver(
    bytes: &[u8],
    wanted: &Wanted,
    terminal: &mut Terminal,
) -> Result<(), Trouble> {
    let Some(out) = &wanted.out else {
        if let Format::Columns(_) = wanted.format {
            return Err(Trouble::Usage(terminal.locale().word("usage-parquet-needs-out")));
        }
        return Ok(terminal.print_bytes(bytes)?);
    };
    Ok(write_whole(out, bytes)?)
}

/// Refuses an `--out` that is one of the files the appraisal was read from.
pub(super) fn spare_inputs(
    wanted: &Wanted,
    inputs: &[InputFile],
    terminal: &Terminal,
) -> Result<(), Trouble> {
    let read: Vec<PathBuf> =
        inputs.iter().map(|input| wanted.folder.join(input.file.as_str())).collect();
    let written = [&wanted.out, &wanted.elsewhere.covariance, &wanted.ballots];
    written.into_iter().flatten().try_for_each(|out| spare(out, &read, terminal))
}

/// Refuses to write over a file that was read.
pub(super) fn spare(out: &Path, read: &[PathBuf], terminal: &Terminal) -> Result<(), Trouble> {
    let Ok(out) = std::fs::canonicalize(out) else { return Ok(()) };
    if read.iter().any(|path| std::fs::canonicalize(path).is_ok_and(|path| path == out)) {
        let args = Args::none().text("value", harmless(&out.to_string_lossy()));
        return Err(Trouble::Usage(terminal.locale().text("usage-out-is-input", args)));
    }
    Ok(())
}

/// Writes a file whole or not at all.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Unplaced> {
    place_file(path, bytes, &HALT).map(|_| ())
}

fn each(tables: &Tables) -> &[Grid] {
    match tables {
        Tables::One(grid) => std::slice::from_ref(grid),
        Tables::Many(grids) => grids,
    }
}

fn people(tables: &Tables, locale: &Locale) -> String {
    let texts: Vec<String> = each(tables).iter().map(|grid| grid_text(grid, locale)).collect();
    texts.join("\n")
}

/// The tables as one, for formats that hold only one: the first column names the table, and a
/// column that a table does not have is empty.
fn joined(tables: &Tables) -> Grid {
    let grids = match tables {
        Tables::One(grid) => return grid.clone(),
        Tables::Many(grids) => grids,
    };
    let mut columns = vec![Column {
        id: "table".to_owned(),
        heading: "table".to_owned(),
        kind: ColumnKind::Text,
    }];
    for column in grids.iter().flat_map(|grid| &grid.columns) {
        if columns.iter().all(|known| known.id != column.id) {
            columns.push(column.clone());
        }
    }
    let mut rows = Vec::new();
    for grid in grids {
        for row in &grid.rows {
            let cells = columns.iter().map(|column| {
                let at = grid.columns.iter().position(|own| own.id == column.id);
                match at.and_then(|at| row.cells.get(at)) {
                    _ if column.id == "table" => Cell::Text(grid.id.clone()),
                    Some(cell) => cell.clone(),
                    None => Cell::Empty,
                }
            });
            rows.push(GridRow { cells: cells.collect(), ..row.clone() });
        }
    }
    let id = "tables".to_owned();
    Grid { file: id.clone(), tab: id.clone(), title: id.clone(), id, columns, rows, notes: vec![] }
}

/// A table as lines of text, with its title and notes.
pub(super) fn grid_text(grid: &Grid, locale: &Locale) -> String {
    let mut aligned = Aligned::default();
    for column in &grid.columns {
        aligned = aligned.column(column.heading.clone(), column.kind != ColumnKind::Text);
    }
    for row in &grid.rows {
        aligned.row(row.cells.iter().map(|cell| cell.shown(locale)).collect());
    }
    let mut text = format!("{}\n\n{}", harmless(&grid.title), aligned.text());
    for note in &grid.notes {
        text.push_str(&format!("{}\n", harmless(note)));
    }
    text
}

/// One row for a program: stable column ids to values.
type Record = IndexMap<String, Value>;

/// How a published number is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// With all its printed decimals, as text.
    Printed,
    /// As a number of JSON.
    Plain,
}

/// All rows; of several tables each begins with the id of its own.
fn records(tables: &Tables, numbers: Numbers, locale: &Locale) -> Vec<Record> {
    let mut records = Vec::new();
    for grid in each(tables) {
        for row in &grid.rows {
            let mut record = Record::new();
            if let Tables::Many(_) = tables {
                record.insert("table".to_owned(), Value::from(grid.id.clone()));
            }
            for (column, cell) in grid.columns.iter().zip(&row.cells) {
                add(&mut record, &column.id, cell, numbers, locale);
            }
            records.push(record);
        }
    }
    records
}

/// A cell as one value, with a second one for what the eye reads off it: a tie, or why it is empty.
fn add(record: &mut Record, id: &str, cell: &Cell, numbers: Numbers, locale: &Locale) {
    let value = match (cell, cell.number()) {
        (Cell::Empty | Cell::Absent(_), _) => Value::Null,
        (Cell::Text(_), _) | (_, None) => Value::from(cell.shown(locale)),
        (Cell::Rank { .. } | Cell::Count(_) | Cell::Move(_) | Cell::RealMove(_), Some(_)) => {
            whole(cell)
        }
        (
            Cell::Score { value, .. }
            | Cell::Rate(value)
            | Cell::Change(value)
            | Cell::RealChange(value)
            | Cell::Number(value),
            _,
        ) if numbers == Numbers::Printed => Value::from(value.to_string()),
        (_, Some(number)) => Value::from(number),
    };
    record.insert(id.to_owned(), value);
    match cell {
        Cell::Rank { joint, .. } => record.insert(format!("{id}_joint"), Value::from(*joint)),
        Cell::Absent(why) => record.insert(format!("{id}_absent"), Value::from(why.clone())),
        Cell::RealChange(_) | Cell::RealMove(_) => {
            record.insert(format!("{id}_real"), Value::from(true))
        }
        _ => None,
    };
}

fn whole(cell: &Cell) -> Value {
    match cell {
        Cell::Rank { rank, .. } => Value::from(*rank),
        Cell::Count(n) => Value::from(*n),
        Cell::Move(places) | Cell::RealMove(places) => Value::from(*places),
        _ => Value::Null,
    }
}

/// The columns of all records, in the order in which they first appear.
fn columns(records: &[Record]) -> Vec<&str> {
    let mut columns: IndexMap<&str, ()> = IndexMap::new();
    for key in records.iter().flat_map(IndexMap::keys) {
        columns.insert(key, ());
    }
    columns.into_keys().collect()
}

fn csv_of(records: &[Record]) -> Result<Vec<u8>, Error> {
    let columns = columns(records);
    let failed =
        |error: csv::Error| Error::Document { name: "csv".to_owned(), detail: error.to_string() };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns).map_err(failed)?;
    for record in records {
        let cells = columns.iter().map(|column| match record.get(*column) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => neutral_cell(text),
            Some(other) => other.to_string(),
        });
        writer.write_record(cells).map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::Document { name: "csv".to_owned(), detail: error.to_string() })
}

fn json_of(records: &[Record]) -> Vec<u8> {
    let rows: Vec<Value> = records
        .iter()
        .map(|record| {
            Value::Object(record.iter().map(|(k, v)| (k.clone(), v.clone())).collect::<Map<_, _>>())
        })
        .collect();
    json(&Value::Array(rows))
}

/// JSON for a program that a person may read, too: what nobody sees, or steers a terminal, is escaped.
pub(super) fn json(value: &Value) -> Vec<u8> {
    let mut out = String::new();
    for c in format!("{value:#}\n").chars() {
        if c == '\n' || !is_hidden(c) {
            out.push(c);
            continue;
        }
        // Such a character stands within a text, where an escape says the same.
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    }
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_what_the_eye_sees() {
        let mut table = Aligned::default().column("单位".into(), false).column("得分".into(), true);
        table.row(vec!["市教育局".into(), "84.39".into()]);
        table.row(vec!["IT处".into(), "5.00".into()]);
        assert_eq!(table.text(), "单位       得分\n市教育局  84.39\nIT处       5.00\n");
    }
}
