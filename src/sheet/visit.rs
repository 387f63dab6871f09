//! What every row passes on its way to the caller, whatever kind of file it comes from.

use csv::StringRecord;

use super::grid::Line;
use super::heading::over;
use super::{Sheet, column_letter};
use crate::finding::{Effect, Finding, Kind, Place};
use crate::platform::{RowMark, Says};

/// The most rows that are listed for what the platform says of them: a file of unfinished papers
/// must not fill the memory.
const MAX_MARKED: usize = 10_000;

/// A row with content.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    number: u64,
    len: usize,
    cells: Cells<'a>,
}

impl<'a> Row<'a> {
    /// The row as Excel shows it, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// How many cells the row has. In a text file this is the number of headings in a good row;
    /// empty cells beyond the headings do not count. In a workbook it is always that number.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Never: a row without content is not visited, though in a text file all of its content may
    /// lie beyond the headings.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The cell at `index`, counted from 0, as it is; empty beyond the end.
    pub fn get(&self, index: usize) -> &'a str {
        self.cells.get(index)
    }

    /// Whether a formula made the cell. Its text is then what the formula last gave.
    pub fn is_formula(&self, index: usize) -> bool {
        self.cells.is_formula(index)
    }
}

/// What a pass over the rows of a sheet gave besides the rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct Read {
    /// Rows visited.
    pub rows: u64,
    /// Rows without content between the heading and the last row with content.
    pub blank_rows: u64,
    /// Rows not visited because the platform marks them as no rater's.
    pub left_out: u64,
    /// What was noticed on the way.
    pub findings: Vec<Finding>,
    /// SHA-256 of the bytes on disk in hexadecimal, where the file is read in a stream: it is known only
    /// when all of it has been read. Absent where [`Book::sha256`] says it already.
    ///
    /// [`Book::sha256`]: super::Book::sha256
    pub sha256: Option<String>,
}

/// Who reads rows.
pub trait Visitor {
    /// Takes a row with content.
    fn row(&mut self, row: Row<'_>);

    /// May take a row of text as its bytes, in the encoding of the file and without the line break. There
    /// is no quotation mark in it. Where this is false, the row comes again as cells.
    fn line(&mut self, number: u64, bytes: &[u8]) -> bool {
        let _ = (number, bytes);
        false
    }
}

/// Whoever takes rows only.
pub(super) struct Taking<'a>(pub(super) &'a mut dyn FnMut(Row<'_>));

impl Visitor for Taking<'_> {
    fn row(&mut self, row: Row<'_>) {
        (self.0)(row);
    }
}

/// What a pass over the rows of one block gave besides the rows.
#[derive(Debug, Default)]
pub(super) struct Pass {
    /// Rows visited.
    pub(super) rows: u64,
    /// Blank rows before the last row with content.
    blank_rows: u64,
    /// Blank rows after it.
    trailing: u64,
    /// Rows not visited because the platform marks them.
    left_out: u64,
    findings: Vec<Finding>,
    /// Columns without heading that hold something, each with the finding about its first cell.
    unheaded: Vec<(usize, Finding)>,
}

/// Passes over the blocks of a sheet, put together.
#[derive(Debug, Default)]
pub(super) struct Passes {
    read: Read,
    trailing: u64,
    unheaded: Vec<usize>,
    n_marked: usize,
}

impl Passes {
    /// Adds the pass over the next block.
    pub(super) fn add(&mut self, pass: Pass) {
        self.read.rows += pass.rows;
        self.read.left_out += pass.left_out;
        if pass.rows + pass.left_out > 0 {
            self.read.blank_rows += self.trailing + pass.blank_rows;
            self.trailing = 0;
        }
        self.trailing += pass.trailing;
        for (column, finding) in pass.unheaded {
            if !self.unheaded.contains(&column) {
                self.unheaded.push(column);
                self.read.findings.push(finding);
            }
        }
        let n_marked = &mut self.n_marked;
        self.read.findings.extend(pass.findings.into_iter().filter(|finding| {
            let is_mark = matches!(finding.kind, Kind::TrialPaper | Kind::UnfinishedPaper);
            *n_marked += usize::from(is_mark);
            !is_mark || *n_marked <= MAX_MARKED
        }));
    }

    /// Whether something was found after which nothing more is to be read.
    pub(super) fn is_stopped(&self) -> bool {
        let stops = |finding: &Finding| {
            matches!(finding.kind, Kind::BadEncoding | Kind::MixedEncoding | Kind::NulByte)
        };
        self.read.findings.iter().any(stops)
    }

    /// All together.
    pub(super) fn close(self) -> Read {
        self.read
    }
}

/// The cells of one row, owned by whoever reads the file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cells<'a> {
    Record(&'a StringRecord),
    Line(&'a Line),
}

impl<'a> Cells<'a> {
    pub(super) fn len(self) -> usize {
        match self {
            Cells::Record(record) => record.len(),
            Cells::Line(line) => line.len(),
        }
    }

    pub(super) fn get(self, index: usize) -> &'a str {
        match self {
            Cells::Record(record) => record.get(index).unwrap_or_default(),
            Cells::Line(line) => line.get(index),
        }
    }

    fn is_formula(self, index: usize) -> bool {
        match self {
            Cells::Record(_) => false,
            Cells::Line(line) => line.is_formula(index),
        }
    }

    /// Bytes of all cells.
    fn n_bytes(self) -> usize {
        match self {
            Cells::Record(record) => record.as_slice().len(),
            Cells::Line(line) => line.n_bytes(),
        }
    }

    pub(super) fn is_blank(self) -> bool {
        (0..self.len()).all(|index| is_blank(self.get(index)))
    }

    /// One more than the last cell with content from `from` on, or `from`.
    pub(super) fn extent(self, from: usize) -> usize {
        (from..self.len())
            .rfind(|&index| !is_blank(self.get(index)))
            .map_or(from, |index| index + 1)
    }
}

/// Whether a cell shows nothing.
pub(super) fn is_blank(cell: &str) -> bool {
    cell.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}')
}

/// Lets rows through to the visitor one after the other, and counts and notes on the way.
pub(super) struct Gate<'a> {
    sheet: &'a Sheet,
    pass: Pass,
    last: u64,
    /// Columns without a heading in which nothing has been seen so far.
    unheaded: Vec<usize>,
    /// The first column that can hold content without being noted yet.
    beyond: usize,
    /// Where cells without a heading end and a row is too long instead.
    reach: usize,
    /// How many rows were noted for what the platform says of them.
    n_marked: usize,
}

impl<'a> Gate<'a> {
    /// A gate for rows after row `last` of a text. Beyond the cells written in the heading row a row is
    /// too long.
    pub(super) fn after(sheet: &'a Sheet, last: u64) -> Gate<'a> {
        Gate::reaching(sheet, last, sheet.heading.n_written)
    }

    /// A gate for the rows of a sheet of a workbook, which has columns without heading, but no row too
    /// long.
    pub(super) fn of_workbook(sheet: &'a Sheet) -> Gate<'a> {
        Gate::reaching(sheet, sheet.heading.last_row, usize::MAX)
    }

    fn reaching(sheet: &'a Sheet, last: u64, reach: usize) -> Gate<'a> {
        let names = &sheet.heading.names;
        let is_unheaded = |&index: &usize| names[index].is_empty();
        Gate {
            sheet,
            pass: Pass::default(),
            last,
            n_marked: 0,
            unheaded: (0..names.len()).filter(is_unheaded).collect(),
            beyond: names.len(),
            reach: reach.max(names.len()),
        }
    }

    /// Whether rows may pass as lines: all columns have headings, so that none need be looked at for
    /// content where none should be.
    pub(super) fn takes_lines(&self) -> bool {
        self.unheaded.is_empty() && self.sheet.heading.marks.is_empty()
    }

    /// Counts a row with content that was taken as a line, with as many cells as there are headings.
    pub(super) fn count(&mut self, number: u64) {
        self.pass.blank_rows += number - (self.last + 1);
        self.last = number;
        self.pass.rows += 1;
    }

    /// Passes one row on, unless it has no content or is too large.
    pub(super) fn pass(&mut self, number: u64, cells: Cells<'_>, visitor: &mut dyn Visitor) {
        if cells.is_blank() {
            return;
        }
        self.pass.blank_rows += number.saturating_sub(self.last + 1);
        self.last = number;
        if let Some(finding) = self.oversized(number, cells) {
            self.pass.findings.push(finding);
            return;
        }
        if self.is_marked_out(number, cells) {
            return;
        }
        self.note_unheaded(number, cells);
        let n_headings = self.sheet.heading.names.len();
        let extent = cells.extent(n_headings);
        let len = match cells.len() {
            n if n < n_headings && self.reach < usize::MAX => n,
            _ if extent <= self.reach => n_headings,
            _ => extent,
        };
        self.pass.rows += 1;
        visitor.row(Row { number, len, cells });
    }

    /// Notes something about the sheet.
    pub(super) fn note(&mut self, finding: Finding) {
        self.pass.findings.push(finding);
    }

    /// The end of the rows, before row `next`.
    pub(super) fn close(mut self, next: u64) -> Pass {
        self.pass.trailing = next.saturating_sub(self.last + 1);
        self.pass
    }

    fn oversized(&self, number: u64, cells: Cells<'_>) -> Option<Finding> {
        let limits = &self.sheet.limits;
        let place = || self.sheet.place.at_row(number);
        if cells.len() > limits.columns {
            let kind = Kind::TooManyColumns;
            return Some(over(kind, &place(), cells.len(), limits.columns));
        }
        if cells.n_bytes() <= limits.field_bytes {
            return None;
        }
        let index = (0..cells.len()).find(|&index| cells.get(index).len() > limits.field_bytes)?;
        let place = place().at_column(self.sheet.heading.column(index));
        let length = cells.get(index).len();
        Some(over(Kind::OversizedField, &place, length, limits.field_bytes))
    }

    /// Notes what the platform says of a whole row; true where it is no paper at all.
    fn is_marked_out(&mut self, number: u64, cells: Cells<'_>) -> bool {
        let marks = &self.sheet.heading.marks;
        let met = |mark: &&RowMark| mark.is_met(cells.get(mark.column));
        let Some(mark) = marks.iter().filter(met).min_by_key(|mark| mark.says) else {
            return false;
        };
        let (kind, effect) = match mark.says {
            Says::Trial => (Kind::TrialPaper, Effect::RefuseRow),
            Says::Unfinished => (Kind::UnfinishedPaper, Effect::Flag),
        };
        if self.n_marked < MAX_MARKED {
            self.n_marked += 1;
            let column = self.sheet.heading.column(mark.column);
            let place = self.sheet.place.at_row(number).at_column(column);
            self.pass.findings.push(Finding::new(kind, effect, place));
        }
        self.pass.left_out += u64::from(mark.says == Says::Trial);
        mark.says == Says::Trial
    }

    /// Notes a column without heading the first time that it has content.
    fn note_unheaded(&mut self, number: u64, cells: Cells<'_>) {
        if self.unheaded.is_empty() && cells.len() <= self.beyond {
            return;
        }
        let reach = self.reach.min(cells.len());
        // Columns beyond the last heading join the list when a row first gets there.
        self.unheaded.extend(self.beyond..reach);
        self.beyond = self.beyond.max(reach);
        let place = &self.sheet.place;
        let findings = &mut self.pass.unheaded;
        self.unheaded.retain(|&index| {
            let is_blank = is_blank(cells.get(index));
            if !is_blank {
                findings.push((index, unheaded(place, number, index)));
            }
            is_blank
        });
    }
}

fn unheaded(place: &Place, number: u64, index: usize) -> Finding {
    let place = place.at_row(number).at_column(column_letter(index));
    Finding::new(Kind::EmptyHeading, Effect::Flag, place)
}
