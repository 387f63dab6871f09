//! What belongs to all sheets of a workbook: their list, the shared texts and the formats.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use super::damaged;
use super::format::{self, Shows};
use super::record::{self, Pieces, Record, u16_at, u32_at};

// The numbers of the records, \[MS-XLS\] 2.3.1.
const EOF: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const DATE_1904: u16 = 0x0022;
const CODE_PAGE: u16 = 0x0042;
const BOUND_SHEET: u16 = 0x0085;
const XF: u16 = 0x00E0;
const SST: u16 = 0x00FC;
const FORMAT: u16 = 0x041E;
const BOF: u16 = 0x0809;

/// What belongs to all sheets.
#[derive(Default)]
pub(super) struct Globals {
    pub(super) sheets: Vec<Bound>,
    pub(super) is_1904: bool,
    /// Whether texts are written byte by byte in a code page, as before Excel 97.
    bytewise: Option<&'static Encoding>,
    is_old: bool,
    /// All shared texts, end to end, and where each ends.
    texts: String,
    ends: Vec<usize>,
    /// By the number of an XF record, what its format shows.
    shows: Vec<Shows>,
}

/// A sheet as the workbook lists it.
pub(super) struct Bound {
    pub(super) name: String,
    pub(super) is_visible: bool,
    pub(super) holds_cells: bool,
    /// Where its records begin.
    pub(super) start: usize,
}

impl Globals {
    /// Reads the records before those of the sheets. The error is a short detail.
    pub(super) fn read(stream: &[u8]) -> Result<Globals, String> {
        let mut globals = Globals::default();
        let mut formats: BTreeMap<u16, Shows> = BTreeMap::new();
        let mut used: Vec<u16> = Vec::new();
        let mut start = 0;
        loop {
            let record = record::at(stream, start).ok_or_else(damaged)?;
            start = record.end;
            match record.id {
                EOF => break,
                FILE_PASS => return Err("encrypted".to_owned()),
                BOF => {
                    globals.is_old = u16_at(record.data, 0).is_some_and(|version| version < 0x0600)
                }
                DATE_1904 => globals.is_1904 = u16_at(record.data, 0) == Some(1),
                CODE_PAGE => globals.bytewise = u16_at(record.data, 0).and_then(code_page),
                XF => used.push(u16_at(record.data, 2).ok_or_else(damaged)?),
                FORMAT => {
                    let read = globals.format(stream, &record).ok_or_else(damaged)?;
                    formats.insert(read.0, format::by_code(&read.1));
                }
                BOUND_SHEET => {
                    let bound = globals.bound(stream, &record).ok_or_else(damaged)?;
                    globals.sheets.push(bound);
                }
                SST => globals.shared(stream, &record).ok_or_else(damaged)?,
                _ => {}
            }
        }
        let shows = |number: u16| formats.get(&number).copied();
        globals.shows =
            used.into_iter().map(|n| shows(n).unwrap_or_else(|| format::built_in(n))).collect();
        Ok(globals)
    }

    /// A shared text.
    pub(super) fn text(&self, index: u32) -> Option<&str> {
        let index = usize::try_from(index).ok()?;
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.texts.get(start..end)
    }

    /// What a cell shows by its XF record.
    pub(super) fn shows(&self, xf: u16) -> Shows {
        self.shows.get(usize::from(xf)).copied().unwrap_or_default()
    }

    /// Appends a text whose length is written in two bytes, or in one.
    pub(super) fn text_of(
        &self,
        pieces: &mut Pieces<'_>,
        is_short: bool,
        out: &mut String,
    ) -> Option<()> {
        let n = if is_short { u16::from(pieces.u8()?) } else { pieces.u16()? };
        if !self.is_old {
            // An empty text may come without the byte that says how wide it is.
            let Some(flags) = pieces.u8() else { return (n == 0).then_some(()) };
            return pieces.characters(usize::from(n), flags & 1 != 0, out);
        }
        let bytes: Option<Vec<u8>> = (0..n).map(|_| pieces.u8()).collect();
        let encoding = self.bytewise.unwrap_or(encoding_rs::WINDOWS_1252);
        out.push_str(&encoding.decode_without_bom_handling(&bytes?).0);
        Some(())
    }

    fn format(&self, stream: &[u8], record: &Record<'_>) -> Option<(u16, String)> {
        let mut code = String::new();
        let mut pieces = Pieces::of(stream, record, 2);
        self.text_of(&mut pieces, self.is_old, &mut code)?;
        Some((u16_at(record.data, 0)?, code))
    }

    fn bound(&self, stream: &[u8], record: &Record<'_>) -> Option<Bound> {
        let mut name = String::new();
        self.text_of(&mut Pieces::of(stream, record, 6), true, &mut name)?;
        name.retain(|c| c != '\0');
        Some(Bound {
            name,
            is_visible: record.data.get(4)? & 0b11 == 0,
            holds_cells: *record.data.get(5)? == 0,
            start: usize::try_from(u32_at(record.data, 0)?).ok()?,
        })
    }

    /// The shared texts. What the record says of their number is not relied on.
    fn shared(&mut self, stream: &[u8], record: &Record<'_>) -> Option<()> {
        let mut pieces = Pieces::of(stream, record, 8);
        while !pieces.is_at_end() {
            let n = usize::from(pieces.u16()?);
            let flags = pieces.u8()?;
            // Runs of letters that look different, and how a text is pronounced, follow it.
            let n_runs = if flags & 8 != 0 { usize::from(pieces.u16()?) } else { 0 };
            let n_further = if flags & 4 != 0 { usize::try_from(pieces.u32()?).ok()? } else { 0 };
            pieces.characters(n, flags & 1 != 0, &mut self.texts)?;
            pieces.skip(n_runs * 4)?;
            pieces.skip(n_further)?;
            self.ends.push(self.texts.len());
        }
        Some(())
    }
}

/// The encoding of a code page of Windows; nothing where it is not known or is Unicode.
fn code_page(number: u16) -> Option<&'static Encoding> {
    let label = match number {
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10_000 => "macintosh",
        65_001 => "utf-8",
        1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}
