//! Tables and findings as CSV that Excel and WPS open by double-click: UTF-8 with its mark, CRLF.

use crate::exact::Ratio;
use crate::finding::Finding;
use crate::locale::{Args, Locale};
use crate::naming::neutral;
use crate::report::{Cell, ColumnKind, Grid};

/// The mark by which Excel knows UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// What stands behind a score that a note says more about, as in [`Cell::shown`].
const STAR: &str = "*";

/// What a column of the file takes from a column of the grid.
#[derive(Clone, Copy)]
enum Part {
    /// The cell itself.
    Value,
    /// Whether the rank is shared.
    Joint,
    /// Whether a note below the table says more.
    Star,
    /// Whether the change is real.
    Real,
}

/// A table as CSV: headings, then the rows in their order.
///
/// A number is written with the digits that [`Cell::shown`] prints and with nothing else, so that
/// a spreadsheet sorts it: a rise has no plus sign, a place lost is below zero. What is not a
/// number any more has a column of its own: whether a rank is shared, and, where any is, which
/// scores are marked and which changes are real. Text that a spreadsheet would take for a formula gets an apostrophe.
pub fn csv(grid: &Grid, locale: &Locale) -> Vec<u8> {
    let columns = columns(grid);
    let headings = columns.iter().map(|(index, part)| {
        let heading = &grid.columns[*index].heading;
        match part {
            Part::Value => neutral(heading),
            Part::Joint => neutral(&locale.word("book-joint")),
            Part::Real => neutral(&locale.text("book-real", Args::none().text("column", heading))),
            Part::Star => {
                neutral(&locale.text("book-marked", Args::none().text("column", heading)))
            }
        }
    });
    let mut table = Table::new(headings);
    for row in &grid.rows {
        table.push(columns.iter().map(|(index, part)| match row.cells.get(*index) {
            None => String::new(),
            Some(cell) => match part {
                Part::Value => value(cell, locale),
                Part::Joint if matches!(cell, Cell::Rank { joint: true, .. }) => {
                    neutral(&locale.word("book-yes"))
                }
                Part::Star if is_marked(cell) => STAR.to_owned(),
                Part::Real if is_real(cell) => neutral(&locale.word("book-yes")),
                Part::Joint | Part::Star | Part::Real => String::new(),
            },
        }));
    }
    table.bytes
}

/// What was found, one line each: effect, code, file, sheet, row, column, key, value, nearest, message.
///
/// Everything that comes from a file is shown with its hidden characters as codes.
pub fn findings_csv(findings: &[Finding], locale: &Locale) -> Vec<u8> {
    const COLUMNS: [&str; 10] = [
        "book-finding-effect",
        "book-finding-code",
        "book-finding-file",
        "book-finding-sheet",
        "book-finding-row",
        "book-finding-column",
        "book-finding-key",
        "book-finding-value",
        "book-finding-nearest",
        "book-finding-message",
    ];
    let mut table = Table::new(COLUMNS.iter().map(|id| neutral(&locale.word(id))));
    for finding in findings {
        let place = &finding.place;
        let text = |value: Option<&str>| neutral(value.unwrap_or(""));
        table.push([
            neutral(&locale.effect(finding.effect)),
            finding.kind.id().to_owned(),
            text(place.file.as_deref()),
            text(place.sheet.as_deref()),
            place.row.map(|row| row.to_string()).unwrap_or_default(),
            text(place.column.as_deref()),
            text(place.key.as_deref()),
            text(finding.fact("value")),
            text(finding.fact("nearest")),
            neutral(&locale.finding(finding)),
        ]);
    }
    table.bytes
}

/// A CSV with the mark of UTF-8, and with its text neutralised in the columns that are `chosen` by
/// their heading.
pub(super) fn neutralised(
    plain: &[u8],
    chosen: impl Fn(&str) -> bool,
) -> Result<Vec<u8>, ::csv::Error> {
    let mut reader = ::csv::Reader::from_reader(plain);
    let headings = reader.headers()?.clone();
    let mut writer = ::csv::Writer::from_writer(MARK.to_vec());
    writer.write_record(&headings)?;
    for record in reader.records() {
        for (cell, heading) in record?.iter().zip(&headings) {
            if chosen(heading) && Ratio::parse(cell).is_err() {
                writer.write_field(neutral(cell))?;
            } else {
                writer.write_field(cell)?;
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.into_inner().map_err(|error| ::csv::Error::from(error.into_error()))
}

/// The columns of the file: those of the grid, each with what cannot stand in a number.
fn columns(grid: &Grid) -> Vec<(usize, Part)> {
    let mut columns = Vec::new();
    for (index, column) in grid.columns.iter().enumerate() {
        columns.push((index, Part::Value));
        if column.kind == ColumnKind::Rank {
            columns.push((index, Part::Joint));
        }
        if grid.rows.iter().any(|row| row.cells.get(index).is_some_and(is_marked)) {
            columns.push((index, Part::Star));
        }
        if grid.rows.iter().any(|row| row.cells.get(index).is_some_and(is_real)) {
            columns.push((index, Part::Real));
        }
    }
    columns
}

fn is_marked(cell: &Cell) -> bool {
    matches!(cell, Cell::Score { marked: true, .. })
}

fn is_real(cell: &Cell) -> bool {
    matches!(cell, Cell::RealChange(_) | Cell::RealMove(_))
}

/// The cell itself, a number wherever it is one.
fn value(cell: &Cell, locale: &Locale) -> String {
    match cell {
        Cell::Rank { rank, .. } => rank.to_string(),
        Cell::Score { value, .. }
        | Cell::Rate(value)
        | Cell::Change(value)
        | Cell::RealChange(value)
        | Cell::Number(value) => value.to_string(),
        Cell::Count(n) => n.to_string(),
        Cell::Move(places) | Cell::RealMove(places) => places.to_string(),
        Cell::Decimal(text) if Ratio::parse(text).is_ok() => text.clone(),
        Cell::Text(_)
        | Cell::Decimal(_)
        | Cell::Interval(..)
        | Cell::Ranks { .. }
        | Cell::Absent(_)
        | Cell::Empty => neutral(&cell.shown(locale)),
    }
}

/// Lines on their way to a file. Its own few lines, because writing into memory cannot fail and
/// the writer of the csv crate would have us say what happens if it did.
struct Table {
    bytes: Vec<u8>,
}

impl Table {
    fn new(headings: impl IntoIterator<Item = String>) -> Table {
        let mut table = Table { bytes: MARK.to_vec() };
        table.push(headings);
        table
    }

    fn push(&mut self, cells: impl IntoIterator<Item = String>) {
        for (index, cell) in cells.into_iter().enumerate() {
            if index > 0 {
                self.bytes.push(b',');
            }
            if cell.contains([',', '"', '\n', '\'']) || cell.trim() != cell {
                let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
                self.bytes.extend_from_slice(quoted.as_bytes());
            } else {
                self.bytes.extend_from_slice(cell.as_bytes());
            }
        }
        self.bytes.extend_from_slice(b"\r\n");
    }
}
