//! Delimited text into rows.

use csv::StringRecord;
use memchr::{memchr_iter, memchr2, memrchr2};

use super::archive::not_a_workbook;
use super::block::Lettering;
use super::cut::Cutter;
use super::heading::{self, Heading, over};
use super::pipeline::{Hands, in_turn, run};
use super::row::{Numbering, Quotes, row_at};
use super::visit::{Cells, Read, Visitor};
use super::{
    Encoding, Format, Limits, Packing, Reading, Sheet, Source, column_letter, delimiter, encoding,
};
use crate::finding::{Effect, Finding, Kind, Place};

/// Delimited text, all of it in memory, and where the rows below the heading begin.
#[derive(Debug)]
pub(super) struct Text {
    text: String,
    delimiter: u8,
    below: Mark,
}

/// A place between two rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) byte: usize,
    /// The row that begins there.
    pub(super) row: u64,
}

/// Decodes a file and finds its headings.
pub(super) fn open(
    bytes: Vec<u8>,
    packed: Option<Packing>,
    place: &Place,
    reading: &Reading,
) -> (Vec<Sheet>, Vec<Finding>) {
    let decoded = match encoding::decode(bytes, reading.encoding, place) {
        Ok(decoded) => decoded,
        Err(finding) => return (Vec::new(), vec![*finding]),
    };
    let mut start = Mark { byte: 0, row: 1 };
    start.byte = decoded.text.len() - decoded.text.trim_start_matches('\u{FEFF}').len();
    if is_markup(&decoded.text[start.byte..]) {
        return (Vec::new(), vec![*not_a_workbook(place, "markup")]);
    }
    let named = delimiter::named(&decoded.text[start.byte..]);
    if let Some((_, length)) = named {
        start = Mark { byte: start.byte + length, row: 2 };
    }
    let delimiter = reading
        .delimiter
        .filter(u8::is_ascii)
        .or(named.map(|(delimiter, _)| delimiter))
        .unwrap_or_else(|| detect(&decoded.text, start, reading.heading_row));
    if let Some(crowded) = crowded_line(&decoded.text, delimiter, &reading.limits) {
        let place = place.at_row(row_at(decoded.text.as_bytes(), crowded.at));
        let finding = over(crowded.kind, &place, crowded.length, crowded.limit);
        return (Vec::new(), vec![finding]);
    }
    let format =
        Format::Text { encoding: decoded.encoding, delimiter, packed, sep_line: named.is_some() };
    let text = Text { text: decoded.text, delimiter, below: start };
    text.into_sheets(format, place, reading)
}

/// Whether this is a web page or XML, which some systems save under the name of a workbook.
fn is_markup(text: &str) -> bool {
    let text = text.trim_start();
    ["<html", "<table", "<?xml", "<!doctype", "<meta", "<style"]
        .iter()
        .any(|tag| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

/// A line that is not worth parsing.
struct Crowded {
    /// The byte at which it begins.
    at: usize,
    kind: Kind,
    length: usize,
    limit: usize,
}

/// The first line so long that parsing it could fill the memory: it has too many cells, or one of
/// them is far above the limit, wherever quotation marks stand. Lines of usual length cost next to
/// nothing, for only the last break in every mebibyte is looked for.
fn crowded_line(text: &str, delimiter: u8, limits: &Limits) -> Option<Crowded> {
    const WINDOW: usize = 1 << 20;
    // What is shorter is told in its row and column, and the rows beside it are read.
    const FAR: usize = 8 << 20;
    let bytes = text.as_bytes();
    let mut start = 0;
    while bytes.len() - start > WINDOW {
        let window = &bytes[start..start + WINDOW];
        if let Some(last) = memrchr2(b'\r', b'\n', window) {
            start += last + 1;
            continue;
        }
        let end = memchr2(b'\r', b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        let (mut n_cells, mut longest, mut from) = (1, 0, start);
        for at in memchr_iter(delimiter, &bytes[start..end]) {
            longest = longest.max(start + at - from);
            (n_cells, from) = (n_cells + 1, start + at + 1);
        }
        longest = longest.max(end - from);
        let crowded = |kind, length, limit| Some(Crowded { at: start, kind, length, limit });
        if n_cells > limits.columns {
            return crowded(Kind::TooManyColumns, n_cells, limits.columns);
        }
        if longest > limits.field_bytes.max(FAR) {
            return crowded(Kind::OversizedField, longest, limits.field_bytes);
        }
        start = end;
    }
    None
}

/// The delimiter as the heading row shows it, wherever that is.
fn detect(text: &str, start: Mark, heading_row: Option<u64>) -> u8 {
    let first = delimiter::detect(&text.as_bytes()[start.byte..]);
    let Some(wanted) = heading_row else {
        return first;
    };
    let mut rows = Rows::new(text, start, first);
    while rows.mark.row < wanted && rows.advance() {}
    delimiter::detect(&text.as_bytes()[rows.mark.byte..])
}

impl Text {
    fn into_sheets(
        mut self,
        format: Format,
        place: &Place,
        reading: &Reading,
    ) -> (Vec<Sheet>, Vec<Finding>) {
        let stop = |kind, row: Option<u64>| {
            let place = row.map_or_else(|| place.clone(), |row| place.at_row(row));
            (Vec::new(), vec![Finding::new(kind, Effect::Stop, place)])
        };
        let mut rows = Rows::new(&self.text, self.below, self.delimiter);
        match rows.find_heading(reading.heading_row) {
            Found::Heading => {}
            Found::Blank(row) => return stop(Kind::EmptyHeading, Some(row)),
            Found::Nothing => return stop(Kind::EmptyFile, reading.heading_row),
        }
        if rows.is_cut_off() {
            return (Vec::new(), vec![rows.unclosed_quote(place, None)]);
        }
        let mut taken = heading::Rows::begin(rows.number, Cells::Record(&rows.record), reading);
        while taken.wants_more() && rows.find_content() {
            taken.add(rows.number, Cells::Record(&rows.record));
        }
        let heading = taken.finish(reading);
        let mut findings = heading.findings(place, &reading.limits);
        if heading.is_beyond(&reading.limits) {
            return (Vec::new(), findings);
        }
        let below = rows.mark;
        if !rows.find_content() {
            let place = place.at_row(heading.row);
            findings.push(Finding::new(Kind::HeaderOnly, Effect::Stop, place));
        }
        self.below = below;
        let sheet = Sheet {
            place: place.clone(),
            format,
            heading,
            limits: reading.limits,
            source: Source::Text(self),
        };
        (vec![sheet], findings)
    }

    /// The row that begins below the headings, as Excel shows it.
    pub(super) fn first_row(&self) -> u64 {
        self.below.row
    }

    pub(super) fn read<V: Visitor + Send>(&self, sheet: &Sheet, hands: Hands<'_, V>) -> Read {
        // Reading from memory cannot fail.
        run(sheet, self.lettering(), self.cutter(), hands).0.close()
    }

    pub(super) fn read_in_turn(&self, sheet: &Sheet, visitor: &mut dyn Visitor) -> Read {
        in_turn(sheet, self.lettering(), self.cutter(), visitor).0.close()
    }

    fn lettering(&self) -> Lettering {
        Lettering { encoding: Encoding::Utf8, delimiter: self.delimiter }
    }

    fn cutter(&self) -> Cutter<&[u8]> {
        let (above, below) = self.text.as_bytes().split_at(self.below.byte);
        // The parser of CSV ends a row at \r and leaves the \n of a pair to the next.
        let is_halved = above.ends_with(b"\r") && below.starts_with(b"\n");
        let below = &below[usize::from(is_halved)..];
        Cutter::new(below, self.delimiter, 0, self.below.row)
    }
}

/// What the search for the headings met.
enum Found {
    Heading,
    /// The row wanted is empty.
    Blank(u64),
    Nothing,
}

/// A walk over the records of a text.
pub(super) struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    reader: csv::Reader<&'a [u8]>,
    numbering: Numbering,
    /// The byte at which the reader began.
    origin: usize,
    /// Where the next record is looked for.
    mark: Mark,
    /// The record walked to, its row, and the byte at which it begins.
    pub(super) record: StringRecord,
    pub(super) number: u64,
    begins: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn new(text: &'a str, start: Mark, delimiter: u8) -> Rows<'a> {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(1 << 16)
            .from_reader(&text.as_bytes()[start.byte..]);
        Rows {
            text,
            delimiter,
            reader,
            numbering: Numbering::from(start.row),
            origin: start.byte,
            mark: start,
            record: StringRecord::new(),
            number: 0,
            begins: start.byte,
        }
    }

    /// Walks to the next line that is not empty; false at the end.
    pub(super) fn advance(&mut self) -> bool {
        // The text is valid UTF-8, in memory, and records may differ in length: no error is left.
        if !self.reader.read_record(&mut self.record).unwrap_or(false) {
            return false;
        }
        let bytes = self.text.as_bytes();
        (self.number, self.begins) = self.numbering.number(bytes, self.mark.byte);
        let n_read = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        self.mark = Mark {
            byte: self.origin.saturating_add(n_read).min(bytes.len()),
            row: self.numbering.next(),
        };
        true
    }

    /// Walks to the next row with content; false at the end.
    fn find_content(&mut self) -> bool {
        while self.advance() {
            if !Cells::Record(&self.record).is_blank() {
                return true;
            }
        }
        false
    }

    fn find_heading(&mut self, wanted: Option<u64>) -> Found {
        let Some(wanted) = wanted else {
            return match self.find_content() {
                true => Found::Heading,
                false => Found::Nothing,
            };
        };
        while self.find_content() {
            if self.number == wanted {
                return Found::Heading;
            }
            if self.number > wanted {
                return Found::Blank(wanted);
            }
        }
        Found::Nothing
    }

    /// Whether this is the last record, and ends inside quotation marks.
    pub(super) fn is_cut_off(&self) -> bool {
        self.mark.byte == self.text.len() && self.open_quote().is_some()
    }

    /// The cell, counted from 0, in which the record ends inside quotation marks.
    fn open_quote(&self) -> Option<usize> {
        let mut quotes = Quotes::new(self.delimiter);
        for &byte in &self.text.as_bytes()[self.begins..self.mark.byte] {
            quotes.step(byte);
        }
        quotes.open()
    }

    /// The finding for a record that is cut off, with its column by the heading if there is one.
    pub(super) fn unclosed_quote(&self, place: &Place, heading: Option<&Heading>) -> Finding {
        let index = self.open_quote().unwrap_or(0);
        let column = heading.map_or_else(|| column_letter(index), |heading| heading.column(index));
        let place = place.at_row(self.number).at_column(column);
        Finding::new(Kind::UnclosedQuote, Effect::Stop, place)
    }
}
