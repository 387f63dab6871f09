//! What stands inside the pages of a Parquet file and would make a reader take memory: how many lengths
//! a page says it begins with, and how long one value may be.

use std::fs::File;
use std::sync::Arc;

use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};
use parquet::file::serialized_reader::SerializedPageReader;

use super::compact::Compact;
use super::pages::{self, Chunk};

/// Bytes that the values of a batch of rows may take, where one value may stand in each of them.
const BATCH_BYTES: u64 = 256 << 20;

/// How many times the limit all groups of rows may take together. They stand in memory one after another,
/// so that only time is at stake.
const ALL_GROUPS: u64 = 16;

/// A dictionary below this is taken for one value, and not looked through.
const SMALL: u64 = 4096;

/// Holds all that is read of a file against the limit, and gives how many rows may be read at a time.
/// `is_read` says of each leaf whether it is. The error is a short detail.
pub(super) fn rows_at_once(
    file: &File,
    metadata: &ParquetMetaData,
    limit: u64,
    is_read: &dyn Fn(usize) -> bool,
) -> Result<usize, String> {
    let shared = Arc::new(file.try_clone().map_err(|error| error.to_string())?);
    let mut own = file.try_clone().map_err(|error| error.to_string())?;
    let (mut sum, mut widest_row) = (0_u64, 0_u64);
    for group in metadata.row_groups() {
        let (mut row, mut of_group) = (0_u64, 0_u64);
        let columns = group.columns().iter().enumerate().filter(|(leaf, _)| is_read(*leaf));
        for (_, column) in columns {
            let chunk = pages::of_chunk(&mut own, column, limit)?;
            of_group = of_group.saturating_add(chunk.bytes);
            let n_rows = usize::try_from(group.num_rows()).unwrap_or(usize::MAX);
            row = row.saturating_add(widest(&shared, column, &chunk, n_rows)?);
            if of_group > limit || row > limit {
                return Err("large".to_owned());
            }
        }
        sum = sum.saturating_add(of_group);
        if sum > limit.saturating_mul(ALL_GROUPS) {
            return Err("large".to_owned());
        }
        widest_row = widest_row.max(row);
    }
    Ok(usize::try_from(BATCH_BYTES / widest_row.max(1)).unwrap_or(usize::MAX).max(1))
}

/// Bytes that one value of a column may take though it is not written out where it stands.
fn widest(
    file: &Arc<File>,
    column: &ColumnChunkMetaData,
    chunk: &Chunk,
    n_rows: usize,
) -> Result<u64, String> {
    let described = column.column_descr();
    let fixed = match described.physical_type() {
        Type::FIXED_LEN_BYTE_ARRAY => u64::try_from(described.type_length()).unwrap_or(0),
        Type::BYTE_ARRAY => 0,
        _ => return Ok(0),
    };
    let fault = |error: parquet::errors::ParquetError| error.to_string();
    let reader =
        || SerializedPageReader::new(Arc::clone(file), column, n_rows, None).map_err(fault);
    let mut widest = fixed;
    if chunk.dictionary > 0 {
        widest = widest.max(chunk.dictionary);
        if fixed == 0 && chunk.dictionary > SMALL {
            let first = reader()?.get_next_page().map_err(fault)?;
            let page = first.filter(Page::is_dictionary_page);
            widest = page.map_or(chunk.dictionary, |page| longest(page.buffer()));
        }
    }
    if chunk.has_differences {
        widest = widest.max(chunk.largest);
        let has_absent = described.max_def_level() > 0;
        let mut pages = reader()?;
        while let Some(page) = pages.get_next_page().map_err(fault)? {
            check_lengths(&page, has_absent).ok_or_else(|| "damaged".to_owned())?;
        }
    }
    Ok(widest)
}

/// The longest text of a dictionary, in which each stands behind its length; all of it where that is not so.
fn longest(texts: &[u8]) -> u64 {
    let (mut rest, mut longest) = (texts, 0);
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_le_bytes(*length);
        let Some(after) = usize::try_from(length).ok().and_then(|length| after.get(length..))
        else {
            return texts.len() as u64;
        };
        (rest, longest) = (after, longest.max(length));
    }
    u64::from(longest)
}

/// Makes sure that a page of texts written as differences begins with no more lengths than it has values.
fn check_lengths(page: &Page, has_absent: bool) -> Option<()> {
    let lists = match page.encoding() {
        Encoding::DELTA_LENGTH_BYTE_ARRAY => 1,
        Encoding::DELTA_BYTE_ARRAY => 2,
        _ => return Some(()),
    };
    let bytes: &[u8] = page.buffer();
    let levels = match page {
        Page::DataPage { def_level_encoding: Encoding::RLE, .. } if has_absent => {
            let length = u32::from_le_bytes(*bytes.first_chunk()?);
            usize::try_from(length).ok()?.checked_add(4)?
        }
        Page::DataPage { num_values, .. } if has_absent => {
            usize::try_from(num_values.div_ceil(8)).ok()?
        }
        Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
            usize::try_from(def_levels_byte_len.checked_add(*rep_levels_byte_len)?).ok()?
        }
        _ => 0,
    };
    let mut rest = bytes.get(levels..)?;
    for _ in 0..lists {
        let (n, length) = differences(rest)?;
        if n > u64::from(page.num_values()) {
            return None;
        }
        rest = rest.get(length..)?;
    }
    Some(())
}

/// How many numbers are written as differences, and in how many bytes.
fn differences(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut header = Compact::new(bytes);
    let (block, per_block) = (header.varint()?, header.varint()?);
    let n = header.varint()?;
    header.varint()?;
    let in_part = block.checked_div(per_block)?;
    if block % 128 != 0 || block % per_block != 0 || in_part % 32 != 0 || in_part == 0 {
        return None;
    }
    let n_parts = usize::try_from(per_block).ok()?;
    let (mut at, mut left) = (header.at(), n.saturating_sub(1));
    while left > 0 {
        let mut start = Compact::new(bytes.get(at..)?);
        start.varint()?;
        let widths = at.checked_add(start.at())?;
        at = widths.checked_add(n_parts)?;
        for width in bytes.get(widths..at)? {
            if left == 0 {
                break;
            }
            let bits = u64::from(*width).checked_mul(in_part)?;
            at = at.checked_add(usize::try_from(bits / 8).ok()?)?;
            left = left.saturating_sub(in_part);
        }
    }
    Some((n, at))
}
