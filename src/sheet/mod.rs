//! Files into rows of cells, each with the place where a person finds it.
//!
//! *What it is.* [`open`] takes a file as it came out of a survey platform, a spreadsheet or a
//! typist's hands and yields a [`Book`] of [`Sheet`]s: CSV and its relatives in UTF-8, GB18030 or
//! UTF-16, packed with gzip or Zstandard or not, the workbooks XLSX and XLS, and the tables of data
//! frames, Parquet and Arrow. [`Sheet::for_each`] then streams the rows below the heading.
//!
//! *What it promises.* A row has the number that Excel shows. Text is decoded strictly or not at
//! all: no replacement character ever stands for a lost name. Whatever is wrong is a
//! [`Finding`], and no bytes make it panic. What was detected can be read from
//! [`Sheet::format`], and every detection can be overruled in [`Reading`].
//!
//! *What it does not do.* It knows no ballots, and leaves cells as they are: trimming,
//! normalising, and the judgement on rows that are too long or too short belong to the caller.
//!
//! ```
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("ballots.csv");
//! # std::fs::write(&path, "单位,作答\n\n市教育局,满意\n")?;
//! use pingyi::sheet::{Reading, open};
//!
//! let book = open(&path, "ballots.csv", &Reading::default());
//! assert!(book.findings.is_empty());
//! let sheet = &book.sheets[0];
//! assert_eq!(sheet.headings(), ["单位", "作答"]);
//! let mut seen = Vec::new();
//! let read = sheet.for_each(&mut |row| seen.push((row.number(), row.get(1).to_owned())));
//! assert_eq!(seen, [(3, "满意".to_owned())]);
//! assert_eq!((read.rows, read.blank_rows), (1, 1));
//! # Ok::<(), std::io::Error>(())
//! ```

mod archive;
mod block;
mod bytes;
mod columnar;
mod cut;
mod delimiter;
mod encoding;
mod grid;
mod heading;
mod packing;
mod pipeline;
mod row;
mod stream;
mod text;
mod value;
mod visit;
mod watch;
mod workbook;
mod xls;

use std::path::Path;

pub use self::encoding::{Encoding, UnknownEncoding};
pub use self::packing::Packing;
pub use self::visit::{Read, Row, Visitor};

use self::columnar::Columnar;
use self::heading::Heading;
use self::pipeline::Hands;
use self::stream::Stream;
use self::text::Text;
use self::visit::Taking;
use self::workbook::Workbook;
use crate::finding::{Finding, Place};
use crate::platform::Platform;

/// How a file is to be read. Everything that is not said is detected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// The delimiter of a text file, an ASCII character.
    pub delimiter: Option<u8>,
    /// The one sheet of a workbook to read, hidden or not; without it, all that are visible. A
    /// text file has no sheets and does not mind.
    pub sheet: Option<String>,
    /// The row of the headings as Excel shows it, from 1; without it, the first that is not empty.
    pub heading_row: Option<u64>,
    /// How many rows the headings take, from 1; without it, one. Each column is then called by all of
    /// its cells, joined by ` / `.
    pub heading_rows: Option<u64>,
    /// The platform that made the file, which may leave away parts of its headings.
    pub platform: Option<Platform>,
    /// What is too large.
    pub limits: Limits,
}

/// What is too large to be a survey, and likelier a mistake or an attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file that is kept, on disk and unpacked.
    pub file_bytes: u64,
    /// Bytes of a text that is read in a stream, unpacked.
    pub stream_bytes: u64,
    /// Bytes of one cell.
    pub field_bytes: usize,
    /// Cells of one row.
    pub columns: usize,
    /// How many times as large a packed file may become, once it is larger than 64 MiB.
    pub ratio: u64,
    /// Files inside a workbook.
    pub entries: usize,
    /// Sheets of a workbook.
    pub sheets: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 4 << 30,
            stream_bytes: 1 << 40,
            field_bytes: 64 << 10,
            columns: 20_000,
            ratio: 400,
            entries: 10_000,
            sheets: 1_000,
        }
    }
}

impl Limits {
    /// How many bytes `packed` bytes may become in a stream.
    fn streamed(&self, packed: u64) -> u64 {
        self.stream_bytes.min(packed.saturating_mul(self.ratio).max(64 << 20))
    }

    /// How many bytes `packed` bytes may become.
    fn unpacked(&self, packed: u64) -> u64 {
        let by_ratio = packed.saturating_mul(self.ratio);
        self.file_bytes.min(by_ratio.max(64 << 20))
    }

    /// How many bytes a part of a workbook may have by its name. Sheets pass in a stream; shared
    /// texts, styles and the like are kept in memory, several times as large as they are written.
    fn kept_whole(&self, name: &str) -> u64 {
        let name = name.to_ascii_lowercase();
        if name.ends_with("sharedstrings.xml") {
            return self.file_bytes.min(512 << 20);
        }
        let small = ["styles.xml", "workbook.xml", "theme1.xml", ".rels", "[content_types].xml"];
        match small.iter().any(|end| name.ends_with(end)) {
            true => self.file_bytes.min(32 << 20),
            false => self.file_bytes,
        }
    }
}

/// The sheets of a file, what is wrong with it, and what it was.
#[derive(Debug)]
pub struct Book {
    /// The sheets with rows, in the order of the file. A text file is one sheet without a name.
    pub sheets: Vec<Sheet>,
    /// What was noticed so far. After a `Stop` the sheets are partial, or none.
    pub findings: Vec<Finding>,
    /// SHA-256 of the bytes on disk in hexadecimal; empty when they could not be read.
    pub sha256: String,
}

/// How a sheet is stored, as given or detected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines of delimited text.
    Text {
        /// How the text is written as bytes.
        encoding: Encoding,
        /// What separates the cells.
        delimiter: u8,
        /// How the file is packed, where it is.
        packed: Option<Packing>,
        /// Whether the first line is `sep=…`.
        sep_line: bool,
    },
    /// A workbook of Excel 2007 or later, or WPS.
    Xlsx,
    /// A workbook of Excel 97 to 2003, or WPS.
    Xls,
    /// Columns with types, as data frames write them: Apache Parquet.
    Parquet,
    /// Columns with types: an Arrow file or stream, also called Feather.
    Arrow,
}

/// A table: a row of headings and the rows below it.
#[derive(Debug)]
pub struct Sheet {
    place: Place,
    format: Format,
    heading: Heading,
    limits: Limits,
    source: Source,
}

/// Where the rows come from.
#[derive(Debug)]
enum Source {
    Text(Text),
    Stream(Stream),
    Workbook(Workbook),
    Columnar(Columnar),
}

/// Opens a file; `shown_as` is the name by which findings call it.
///
/// This never fails: what is wrong becomes a finding, and what could be read is still there.
pub fn open(path: &Path, shown_as: &str, reading: &Reading) -> Book {
    let place = Place::file(shown_as);
    if let Some(format) = columnar::kind(path) {
        return columnar::book(path, format, &place, reading);
    }
    let loaded = bytes::load(path, &place, &reading.limits);
    let (sheets, findings) = match loaded.bytes {
        Ok(bytes) => open_bytes(bytes, &place, reading),
        Err(finding) => (Vec::new(), vec![*finding]),
    };
    Book { sheets, findings, sha256: loaded.sha256 }
}

/// Whether a file is so large that it is better read by all threads together than beside others.
pub fn is_large(path: &Path) -> bool {
    stream::is_large(path)
}

/// The length of a file in bytes, on the disk; zero where there is none.
pub(crate) fn length(path: &Path) -> u64 {
    stream::length(path)
}

/// The same as [`open`] where large texts are not kept but read anew, block by block.
///
/// The hash of such a file is known once it has been read: [`Book::sha256`] is empty, and
/// [`Read::sha256`] has it, unless `is_hashed` is false. Its encoding is judged by the first
/// eight mebibytes, or by the first where that settles it.
pub fn open_to_stream(path: &Path, shown_as: &str, reading: &Reading, is_hashed: bool) -> Book {
    let streamed = match columnar::kind(path) {
        Some(_) => None,
        None => stream::open(path, &Place::file(shown_as), reading, is_hashed),
    };
    streamed.unwrap_or_else(|| open(path, shown_as, reading))
}

fn open_bytes(bytes: Vec<u8>, place: &Place, reading: &Reading) -> (Vec<Sheet>, Vec<Finding>) {
    if bytes.starts_with(b"$FL2@(#)") || bytes.starts_with(b"$FL3@(#)") {
        return (Vec::new(), vec![*archive::not_a_workbook(place, "sav")]);
    }
    if let Some(format) = workbook::kind(&bytes) {
        return workbook::open(bytes, format, place, reading);
    }
    let packed = packing::packing(&bytes);
    let unpacked = match packed {
        Some(packing) => packing::unpack(packing, &bytes, place, &reading.limits),
        None => Ok(bytes),
    };
    let stop = |finding: Box<Finding>| (Vec::new(), vec![*finding]);
    match unpacked {
        // Such a file is packed already: whoever packed it again meant something else.
        Ok(bytes) if packed.is_some() && is_packed(&bytes) => {
            stop(archive::not_a_workbook(place, "gz"))
        }
        Ok(bytes) => text::open(bytes, packed, place, reading),
        Err(finding) => stop(finding),
    }
}

/// Whether these bytes are a file of a kind that is packed in itself.
fn is_packed(bytes: &[u8]) -> bool {
    workbook::kind(bytes).is_some()
        || packing::packing(bytes).is_some()
        || columnar::kind_of(bytes).is_some()
}

impl Sheet {
    /// The file, and for a workbook the sheet.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// How the sheet is stored.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The headings from the left, without white space around them, and with what the platform left
    /// away. The last is never empty: what lies to the right of it has no heading.
    pub fn headings(&self) -> &[String] {
        &self.heading.names
    }

    /// The row of the headings as Excel shows it, from 1.
    pub fn heading_row(&self) -> u64 {
        self.heading.row
    }

    /// Visits the rows below the heading from top to bottom, leaving out those without content.
    ///
    /// A row with too few or too many cells is visited too: compare [`Row::len`] with the number
    /// of headings. After a `Stop` among the findings the rows visited may not be all.
    pub fn for_each(&self, visit: &mut dyn FnMut(Row<'_>)) -> Read {
        let mut taking = Taking(visit);
        match &self.source {
            Source::Text(text) => text.read_in_turn(self, &mut taking),
            Source::Stream(stream) => stream.read_in_turn(self, &mut taking),
            Source::Workbook(workbook) => workbook.read(self, &mut taking),
            Source::Columnar(columnar) => columnar.read(self, &mut taking),
        }
    }

    /// Visits the rows below the heading in blocks, several at a time: `start` gives a visitor for each
    /// block, and `take` gets them back in the order of the file. A workbook is one block.
    ///
    /// `heard` hears of each block how many rows and bytes it had.
    pub fn read<V: Visitor + Send>(
        &self,
        start: &(dyn Fn() -> V + Sync),
        take: &mut dyn FnMut(V),
        heard: &(dyn Fn(u64, u64) + Sync),
    ) -> Read {
        let hands = Hands { start, take, heard };
        match &self.source {
            Source::Text(text) => text.read(self, hands),
            Source::Stream(stream) => stream.read(self, hands),
            Source::Workbook(workbook) => {
                let mut visitor = start();
                let read = workbook.read(self, &mut visitor);
                heard(read.rows, workbook.n_bytes());
                take(visitor);
                read
            }
            Source::Columnar(columnar) => {
                let mut visitor = start();
                let read = columnar.read(self, &mut visitor);
                heard(read.rows, columnar.n_bytes());
                take(visitor);
                read
            }
        }
    }

    /// What Pingyi wrote beside the columns of a Parquet or Arrow file; absent in any other.
    pub fn note(&self) -> Option<&str> {
        match &self.source {
            Source::Columnar(columnar) => columnar.note(),
            _ => None,
        }
    }
}

/// The letter by which Excel calls a column, counted from 0: A, B, … Z, AA.
pub fn column_letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(index);
    while let Some(index) = rest {
        letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index % 26]));
        rest = (index / 26).checked_sub(1);
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests;
