//! What a Parquet file says it holds, looked at before anything trusts it.
//!
//! Each page declares how long it is unpacked, and the reader takes memory for as much, or for as much as
//! a packed page gives. Here the header of every page is read without the page, what it declares is held
//! against the file and the limit, and pages of those packings that end only with their data are
//! unpacked once into nothing. What stands inside pages is looked at in `values`.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};

use brotli_decompressor::Decompressor;
use flate2::read::MultiGzDecoder;
use parquet::basic::Compression;
use parquet::file::metadata::ColumnChunkMetaData;

use super::compact::{Compact, I32, LIST, STRUCT};

/// How deep columns may lie in each other; readers build them by recursion.
const MAX_DEPTH: usize = 80;

/// Bytes of what describes the whole file, which becomes many times as much in memory.
const MAX_FOOTER: u64 = 64 << 20;

/// Columns and what they lie in; more than a row may have cells, by far.
const MAX_COLUMNS: u64 = 100_000;

/// Bytes of the header of a page: more than any statistics need.
const MAX_HEADER: u64 = 4 << 20;

/// Bytes that an LZ4 frame may give for one of its own.
const LZ4_RATIO: u64 = 255;

/// What is needed of the header of a page.
#[derive(Debug, Default)]
struct Page {
    kind: i32,
    packed: u64,
    unpacked: u64,
    /// Bytes before the packed part.
    levels: u64,
    is_packed: bool,
    n_values: u64,
    /// Whether texts are written as differences of each other or of their lengths.
    has_differences: bool,
}

/// The pages of one column of a row group.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// Bytes of memory that all pages together may take.
    pub(super) bytes: u64,
    /// The same of the largest page.
    pub(super) largest: u64,
    /// The same of the dictionary; zero where there is none.
    pub(super) dictionary: u64,
    /// Whether texts are written as differences of each other or of their lengths.
    pub(super) has_differences: bool,
}

/// The ways to write texts that begin with numbers of their own.
const DIFFERENCES: [i32; 2] = [6, 7];

/// Makes sure that the columns are not so many, and do not lie so deep in each other, that building them
/// takes all memory or overflows.
pub(super) fn check_columns(file: &mut File) -> Result<(), String> {
    let length = file.seek(SeekFrom::End(0)).map_err(|error| error.to_string())?;
    let at = length.checked_sub(8).ok_or_else(|| "cut".to_owned())?;
    let word = read_at(file, at, 4)?;
    let word: [u8; 4] = word.try_into().map_err(|_| "cut".to_owned())?;
    let footer = u64::from(u32::from_le_bytes(word));
    let start = at.checked_sub(footer).ok_or_else(damaged)?;
    if footer > MAX_FOOTER {
        return Err("large".to_owned());
    }
    let bytes = read_at(file, start, footer)?;
    let (n_columns, depth) = columns(&bytes).ok_or_else(damaged)?;
    if n_columns > MAX_COLUMNS {
        return Err("large".to_owned());
    }
    if depth > MAX_DEPTH { Err("deep".to_owned()) } else { Ok(()) }
}

/// How many columns there are and how deep they lie in each other, by the list of them in the footer.
fn columns(footer: &[u8]) -> Option<(u64, usize)> {
    let mut thrift = Compact::new(footer);
    let (mut last, mut n_columns, mut deepest) = (0, 0, 0);
    while let Some((id, kind)) = thrift.field(&mut last)? {
        if id != 2 {
            thrift.skip(kind)?;
            continue;
        }
        let (n, _) = thrift.list().filter(|(_, of)| kind == LIST && *of == STRUCT)?;
        n_columns = n.max(n_columns);
        // How many are still to come in each column that holds others.
        let mut open: Vec<u64> = Vec::new();
        for _ in 0..n {
            while open.last() == Some(&0) {
                open.pop();
            }
            if let Some(left) = open.last_mut() {
                *left -= 1;
            }
            let n_inside = n_inside(&mut thrift)?;
            if n_inside > 0 {
                open.push(n_inside);
            }
            deepest = deepest.max(open.len());
            if deepest > MAX_DEPTH {
                return Some((n_columns, deepest));
            }
        }
    }
    Some((n_columns, deepest))
}

/// How many columns lie in the one that is described next.
fn n_inside(thrift: &mut Compact<'_>) -> Option<u64> {
    let (mut last, mut n) = (0, 0);
    while let Some((id, kind)) = thrift.field(&mut last)? {
        match (id, kind) {
            (5, I32) => n = u64::try_from(thrift.int()?).ok()?,
            (5, _) => return None,
            (_, kind) => thrift.skip(kind)?,
        }
    }
    Some(n)
}

/// Looks at the header of each page of a column, and unpacks what must be unpacked to be known. Pages that
/// take more than `limit` bytes together are not read to their end.
pub(super) fn of_chunk(
    file: &mut File,
    column: &ColumnChunkMetaData,
    limit: u64,
) -> Result<Chunk, String> {
    let length = file.metadata().map_err(|error| error.to_string())?.len();
    let (mut at, n_bytes) = column.byte_range();
    let end = at.checked_add(n_bytes).filter(|end| *end <= length);
    let end = end.ok_or_else(|| "cut".to_owned())?;
    let mut chunk = Chunk::default();
    while at < end {
        let (page, header) = header_at(file, at, end)?;
        let body = at + header;
        at = body.checked_add(page.packed).filter(|at| *at <= end).ok_or_else(damaged)?;
        let takes = page.takes();
        chunk.bytes = chunk.bytes.saturating_add(takes);
        if chunk.bytes > limit || page.lz4_may_give(column.compression()) > limit {
            return Err("large".to_owned());
        }
        page.unpack(file, body, column.compression())?;
        chunk.largest = chunk.largest.max(takes);
        chunk.has_differences |= page.has_differences;
        if page.is_dictionary() {
            chunk.dictionary = takes;
        }
    }
    Ok(chunk)
}

fn damaged() -> String {
    "damaged".to_owned()
}

/// The header of the page at a place, and how long it is.
fn header_at(file: &mut File, at: u64, end: u64) -> Result<(Page, u64), String> {
    let most = (end - at).min(MAX_HEADER);
    let mut window = most.min(256);
    loop {
        let bytes = read_at(file, at, window)?;
        let mut thrift = Compact::new(&bytes);
        if let Some(page) = Page::read(&mut thrift) {
            return Ok((page, thrift.at() as u64));
        }
        if window == most {
            return Err(damaged());
        }
        window = window.saturating_mul(16).min(most);
    }
}

impl Page {
    fn read(thrift: &mut Compact<'_>) -> Option<Page> {
        let mut page = Page { is_packed: true, ..Page::default() };
        let (mut last, mut sizes) = (0, [None; 2]);
        while let Some((id, kind)) = thrift.field(&mut last)? {
            match (id, kind) {
                (1, I32) => page.kind = thrift.int()?,
                (2, I32) => sizes[0] = Some(u64::try_from(thrift.int()?).ok()?),
                (3, I32) => sizes[1] = Some(u64::try_from(thrift.int()?).ok()?),
                (4, I32) => thrift.skip(kind)?,
                (5..=8, STRUCT) => page.read_kind(id, thrift)?,
                (1..=8, _) => return None,
                (_, kind) => thrift.skip(kind)?,
            }
        }
        [page.unpacked, page.packed] = [sizes[0]?, sizes[1]?];
        Some(page)
    }

    /// The part of a header that belongs to one kind of page.
    fn read_kind(&mut self, id: i16, thrift: &mut Compact<'_>) -> Option<()> {
        // Where the number of values, the encoding and the bytes of both levels stand.
        let (values, encoding, levels): (_, _, &[i16]) = match id {
            5 | 7 => (1, 2, &[]),
            8 => (1, 4, &[5, 6]),
            _ => return thrift.skip(STRUCT),
        };
        let mut last = 0;
        while let Some((field, kind)) = thrift.field(&mut last)? {
            match (field, kind) {
                // A header that belongs to two kinds of page is read as the worse of them.
                (field, I32) if field == values => {
                    self.n_values = self.n_values.max(u64::try_from(thrift.int()?).ok()?);
                }
                (field, I32) if field == encoding => {
                    self.has_differences |= DIFFERENCES.contains(&thrift.int()?);
                }
                (field, I32) if levels.contains(&field) => {
                    self.levels += u64::try_from(thrift.int()?).ok()?;
                }
                // A truth is its kind: 1 says yes, 2 no.
                (7, 1 | 2) if id == 8 => self.is_packed = kind == 1,
                (field, _) if field == values || field == encoding || levels.contains(&field) => {
                    return None;
                }
                (_, kind) => thrift.skip(kind)?,
            }
        }
        Some(())
    }

    fn is_dictionary(&self) -> bool {
        self.kind == 2
    }

    /// Bytes of memory that the reader may take for the page.
    fn takes(&self) -> u64 {
        let per_value = match (self.is_dictionary(), self.has_differences) {
            // A place in the list of values.
            (true, _) => 16,
            // Two lengths.
            (false, true) => 8,
            (false, false) => 0,
        };
        self.unpacked.max(self.packed).saturating_add(self.n_values.saturating_mul(per_value))
    }

    /// Bytes that a page packed with LZ4 in frames may give before what it declares is looked at.
    fn lz4_may_give(&self, packing: Compression) -> u64 {
        if packing == Compression::LZ4 { self.packed.saturating_mul(LZ4_RATIO) } else { 0 }
    }

    /// Makes sure that a page gives no more than it declares.
    fn unpack(&self, file: &mut File, body: u64, packing: Compression) -> Result<(), String> {
        if !self.is_packed {
            return Ok(());
        }
        let levels = self.levels.min(self.packed);
        let declared = self.unpacked.saturating_sub(levels);
        file.seek(SeekFrom::Start(body + levels)).map_err(|error| error.to_string())?;
        let packed = file.take(self.packed - levels);
        let given = match packing {
            Compression::GZIP(_) => given(MultiGzDecoder::new(packed), declared),
            Compression::BROTLI(_) => given(Decompressor::new(packed, 4096), declared),
            // What the others give is bounded by what they declare, or by their own length.
            _ => return Ok(()),
        };
        match given {
            Ok(n) if n <= declared => Ok(()),
            _ => Err(damaged()),
        }
    }
}

/// How many bytes a packed part gives, counted to one more than it declares.
fn given(unpacked: impl Read, declared: u64) -> io::Result<u64> {
    io::copy(&mut unpacked.take(declared.saturating_add(1)), &mut io::sink())
}

fn read_at(file: &mut File, at: u64, n: u64) -> Result<Vec<u8>, String> {
    file.seek(SeekFrom::Start(at)).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    let read = file.take(n).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if read as u64 == n { Ok(bytes) } else { Err("cut".to_owned()) }
}
