//! Parquet and Arrow files: columns with types into rows of cells, as a person would write them.
//!
//! The names of the columns are the headings and stand in row 1, so the first row of data is row 2,
//! as if the table were opened in a spreadsheet. The file stays open and on the disk: each pass holds
//! one batch of its rows.

mod bounds;
mod cell;
mod compact;
mod pages;
mod source;
mod values;

use std::fs::File;
use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use self::cell::{Unfit, writer};
use self::source::Batches;
use super::bytes::{hash, too_large, unreadable};
use super::grid::Line;
use super::heading::{self, Heading};
use super::visit::{Cells, Gate, Passes, Read, Visitor};
use super::{Book, Format, Reading, Sheet, Source};
use crate::finding::{Effect, Finding, Kind, Place};

/// Bytes at the beginning of a file by which it is known.
const FIRST: usize = 8;

/// A file of columns on the disk.
#[derive(Debug)]
pub(super) struct Columnar {
    file: File,
    format: Format,
    /// Bytes on the disk.
    length: u64,
    /// How many rows may be read at a time.
    at_once: usize,
    /// What Pingyi wrote beside the columns.
    note: Option<String>,
}

/// Whether the file at `path` is Parquet or Arrow, by its first bytes; `None` where it is neither or
/// cannot be read, which is then told by whoever reads it.
pub(super) fn kind(path: &Path) -> Option<Format> {
    let mut first = [0; FIRST];
    let mut file = File::open(path).ok()?.take(FIRST as u64);
    let mut n = 0;
    while let Ok(read @ 1..) = file.read(&mut first[n..]) {
        n += read;
    }
    kind_of(&first[..n])
}

/// Whether a file that begins with these bytes is Parquet or Arrow.
pub(super) fn kind_of(first: &[u8]) -> Option<Format> {
    if first.starts_with(b"PAR1") || first.starts_with(b"PARE") {
        Some(Format::Parquet)
    } else if first.starts_with(b"ARROW1") || first.starts_with(b"FEA1") {
        Some(Format::Arrow)
    } else {
        // The marker with which each message of an Arrow stream begins.
        first.starts_with(b"\xFF\xFF\xFF\xFF").then_some(Format::Arrow)
    }
}

/// Opens a file of columns. It is hashed as it lies on the disk, and not kept.
pub(super) fn book(path: &Path, format: Format, place: &Place, reading: &Reading) -> Book {
    let hashed = File::open(path).and_then(|mut file| Ok((hash(&mut file)?, file)));
    match hashed {
        Ok((sha256, file)) => {
            let (sheets, findings) = open(file, format, place, reading);
            Book { sheets, findings, sha256 }
        }
        Err(error) => {
            let findings = vec![*unreadable(place, &error)];
            Book { sheets: Vec::new(), findings, sha256: String::new() }
        }
    }
}

fn open(
    file: File,
    format: Format,
    place: &Place,
    reading: &Reading,
) -> (Vec<Sheet>, Vec<Finding>) {
    let stop = |finding: Finding| (Vec::new(), vec![finding]);
    let length = file.metadata().map_or(0, |data| data.len());
    if length > reading.limits.file_bytes {
        return stop(*too_large(place, length, reading.limits.file_bytes));
    }
    let opened = guard(|| Batches::open(&file, format, reading.limits.unpacked(length), None));
    let batches = match opened {
        Ok(batches) => batches,
        Err(detail) => return stop(not_a_table(place, &detail)),
    };
    let mut line = Line::default();
    for (index, name) in batches.names().enumerate() {
        line.write(index, |text| text.push_str(name));
    }
    // Columns have one name each, whatever the platform writes into text.
    let one_row = Reading { platform: reading.platform, ..Reading::default() };
    let heading = heading::Rows::begin(1, Cells::Line(&line), &one_row).finish(&one_row);
    let mut findings = heading.findings(place, &reading.limits);
    if heading.is_beyond(&reading.limits) {
        return (Vec::new(), findings);
    }
    if heading.names.is_empty() {
        return stop(Finding::new(Kind::EmptyFile, Effect::Stop, place.clone()));
    }
    findings.extend(unread_columns(&batches, &heading, place));
    let (note, at_once) = (batches.note().map(str::to_owned), batches.at_once());
    if !batches.has_rows() {
        findings.push(Finding::new(Kind::HeaderOnly, Effect::Stop, place.at_row(1)));
    }
    let sheet = Sheet {
        place: place.clone(),
        format,
        heading,
        limits: reading.limits,
        source: Source::Columnar(Columnar { file, format, length, at_once, note }),
    };
    (vec![sheet], findings)
}

/// Columns that hold lists, records or the like, which no cell shows.
fn unread_columns<'a>(
    batches: &'a Batches,
    heading: &'a Heading,
    place: &'a Place,
) -> impl Iterator<Item = Finding> + 'a {
    batches.nested().map(|(index, what)| {
        let place = place.at_row(1).at_column(heading.column(index));
        Finding::new(Kind::NestedColumn, Effect::Flag, place).with("value", what)
    })
}

impl Columnar {
    /// What Pingyi wrote beside the columns, if it did.
    pub(super) fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Bytes of the file.
    pub(super) fn n_bytes(&self) -> u64 {
        self.length
    }

    pub(super) fn read(&self, sheet: &Sheet, visitor: &mut dyn Visitor) -> Read {
        let mut gate = Gate::of_workbook(sheet);
        if let Err(finding) = self.pass_rows(sheet, &mut gate, visitor) {
            gate.note(*finding);
        }
        let mut passes = Passes::default();
        passes.add(gate.close(0));
        passes.close()
    }

    fn pass_rows(
        &self,
        sheet: &Sheet,
        gate: &mut Gate<'_>,
        visitor: &mut dyn Visitor,
    ) -> Result<(), Box<Finding>> {
        let place = &sheet.place;
        let limit = sheet.limits.unpacked(self.length);
        let damaged = |detail: String| Box::new(not_a_table(place, &detail));
        let mut batches =
            guard(|| Batches::open(&self.file, self.format, limit, Some(self.at_once)))
                .map_err(damaged)?;
        let n_columns = batches.names().count();
        let mut line = Line::default();
        let mut number = 1_u64;
        let mut shown = 0_u64;
        // The visitor runs outside of the guard: a fault of ours must not pass for one of the file.
        while let Some(batch) = guard(|| batches.next_batch()).map_err(damaged)? {
            let columns = batch.columns().iter().map(|array| writer(array.as_ref()));
            let columns: Vec<_> = batches.read().iter().copied().zip(columns).collect();
            for row in 0..batch.num_rows() {
                number += 1;
                line.clear();
                for (index, column) in &columns {
                    let index = *index;
                    if let Err(Unfit) = line.write(index, |text| column(row, text)) {
                        let place = place.at_row(number).at_column(sheet.heading.column(index));
                        let finding = Finding::new(Kind::BadEncoding, Effect::Stop, place);
                        return Err(Box::new(finding.with("value", "UTF-8")));
                    }
                }
                // What a packed file shows is as much as text of it would take.
                shown = shown.saturating_add((line.n_bytes() + n_columns) as u64);
                if shown > limit {
                    return Err(too_large(place, shown, limit));
                }
                gate.pass(number, Cells::Line(&line), visitor);
            }
        }
        Ok(())
    }
}

/// The finding that a file is no table that can be read. The detail is a code of our own
/// (`encrypted`, `feather1`, `cut`, `damaged`) or what the reader said.
fn not_a_table(place: &Place, detail: &str) -> Finding {
    Finding::new(Kind::NotATable, Effect::Stop, place.clone()).with("detail", detail)
}

/// Runs the parser of a foreign crate, which may panic on bytes made to harm; that is bad news
/// about the file and no reason to end the program.
fn guard<T>(parse: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(parse)).unwrap_or_else(|_| Err("damaged".to_owned()))
}
