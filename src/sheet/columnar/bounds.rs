//! What an Arrow file or stream says it holds, looked at before anything trusts it.
//!
//! A record batch declares how long its parts are unpacked, and the reader takes memory for as much
//! before it unpacks them. Here every message is read without its body, and what it declares is held
//! against the file and the limit.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};

use arrow_ipc::{Block, Message, MessageHeader, RecordBatch, root_as_footer, root_as_message};

/// The marker before the length of a message since Arrow 0.15.
const CONTINUATION: u32 = u32::MAX;

/// How many times the limit all batches may take together. They stand in memory one after another, so that
/// only time is at stake.
const ALL_BATCHES: u64 = 16;

/// Bytes of a message without its body: more than any schema needs.
const MAX_HEADER: u32 = 64 << 20;

/// Makes sure that each message that the index of an Arrow file names lies in the file and unpacks to no
/// more than `limit` bytes, the dictionaries together, and gives how many rows there are. The error is a
/// short detail.
pub(super) fn of_file(file: &mut File, limit: u64) -> Result<u64, String> {
    let length = file.metadata().map_err(|error| error.to_string())?.len();
    let tail = length.checked_sub(10).filter(|at| *at >= 8).ok_or_else(|| "cut".to_owned())?;
    let mut last = Vec::new();
    read_at(file, tail, 10, &mut last)?;
    if !last.ends_with(b"ARROW1") {
        return Err("cut".to_owned());
    }
    let footer_length = u64::from(word_at(file, tail)?);
    let at = tail.checked_sub(footer_length).ok_or_else(damaged)?;
    let mut footer = Vec::new();
    read_at(file, at, footer_length, &mut footer)?;
    let footer = root_as_footer(&footer).map_err(|_| damaged())?;
    let mut sum = Sum::default();
    // Blocks that lie over each other would be read as often as they are named.
    let mut left = length;
    let mut apart = |block: &Block| {
        let header = u64::try_from(block.metaDataLength()).ok()?;
        let body = u64::try_from(block.bodyLength()).ok()?;
        left = left.checked_sub(header)?.checked_sub(body)?;
        Some(())
    };
    for block in footer.dictionaries().into_iter().flatten() {
        apart(block).ok_or_else(damaged)?;
        sum.add(&of_block(file, block, length)?, true, limit)?;
    }
    for block in footer.recordBatches().into_iter().flatten() {
        apart(block).ok_or_else(damaged)?;
        sum.add(&of_block(file, block, length)?, false, limit)?;
    }
    Ok(sum.rows)
}

/// What the messages so far declare.
#[derive(Default)]
struct Sum {
    rows: u64,
    /// Bytes of all dictionaries, which stand in memory together.
    words: u64,
    /// Bytes of everything.
    all: u64,
}

impl Sum {
    fn add(&mut self, declared: &Declared, is_kept: bool, limit: u64) -> Result<(), String> {
        self.rows = self.rows.saturating_add(declared.rows);
        self.all = self.all.saturating_add(declared.unpacked);
        if is_kept {
            self.words = self.words.saturating_add(declared.unpacked);
        }
        let at_once = self.words.max(declared.unpacked);
        let too_large = at_once > limit || self.all > limit.saturating_mul(ALL_BATCHES);
        if too_large { Err("large".to_owned()) } else { Ok(()) }
    }
}

/// The same for each message of a stream.
pub(super) fn of_stream(file: &mut File, limit: u64) -> Result<u64, String> {
    let length = file.metadata().map_err(|error| error.to_string())?.len();
    let (mut at, mut sum) = (0, Sum::default());
    let mut header = Vec::new();
    loop {
        let Some((after, header_length)) = header_at(file, at, length)? else {
            return Ok(sum.rows);
        };
        header.clear();
        read_at(file, after, u64::from(header_length), &mut header)?;
        let message = root_as_message(&header).map_err(|_| damaged())?;
        let body = after + u64::from(header_length);
        let body_length = u64::try_from(message.bodyLength()).map_err(|_| damaged())?;
        let end = body.checked_add(body_length).filter(|end| *end <= length);
        let end = end.ok_or_else(|| "cut".to_owned())?;
        let declared = Declared::of(file, &message, body, end)?;
        let is_kept = message.header_type() == MessageHeader::DictionaryBatch;
        sum.add(&declared, is_kept, limit)?;
        at = end;
    }
}

/// What the message in a block of a file declares.
fn of_block(file: &mut File, block: &Block, length: u64) -> Result<Declared, String> {
    let offset = u64::try_from(block.offset()).map_err(|_| damaged())?;
    let header_length = u64::try_from(block.metaDataLength()).map_err(|_| damaged())?;
    let body_length = u64::try_from(block.bodyLength()).map_err(|_| damaged())?;
    let body = offset.checked_add(header_length).ok_or_else(damaged)?;
    let end = body.checked_add(body_length).filter(|end| *end <= length).ok_or_else(damaged)?;
    if header_length > u64::from(MAX_HEADER) {
        return Err(damaged());
    }
    let mut header = Vec::new();
    read_at(file, offset, header_length, &mut header)?;
    let marked = header.starts_with(&CONTINUATION.to_le_bytes());
    let header = header.get(if marked { 8 } else { 4 }..).ok_or_else(damaged)?;
    let message = root_as_message(header).map_err(|_| damaged())?;
    Declared::of(file, &message, body, end)
}

/// What a message says that it holds.
struct Declared {
    /// Bytes once it is unpacked.
    unpacked: u64,
    /// Rows of the table; none for a dictionary.
    rows: u64,
}

impl Declared {
    fn of(file: &mut File, message: &Message<'_>, body: u64, end: u64) -> Result<Declared, String> {
        let Some(batch) = batch_of(message) else { return Ok(Declared { unpacked: 0, rows: 0 }) };
        let is_table = message.header_type() == MessageHeader::RecordBatch;
        let rows = if is_table { batch.length() } else { 0 };
        let rows = u64::try_from(rows).map_err(|_| damaged())?;
        Ok(Declared { unpacked: unpacked(file, &batch, body, end)?, rows })
    }
}

fn damaged() -> String {
    "damaged".to_owned()
}

/// Where the header of the message at `at` begins and how long it is; `None` at the end.
fn header_at(file: &mut File, at: u64, length: u64) -> Result<Option<(u64, u32)>, String> {
    // A stream may end without the mark of its end.
    if at == length {
        return Ok(None);
    }
    let first = word_at(file, at)?;
    let (after, n) = match first {
        CONTINUATION => (at + 8, word_at(file, at + 4)?),
        n => (at + 4, n),
    };
    match n {
        0 => Ok(None),
        n if n > MAX_HEADER => Err(damaged()),
        n => Ok(Some((after, n))),
    }
}

fn batch_of<'a>(message: &Message<'a>) -> Option<RecordBatch<'a>> {
    match message.header_type() {
        MessageHeader::RecordBatch => message.header_as_record_batch(),
        MessageHeader::DictionaryBatch => message.header_as_dictionary_batch()?.data(),
        _ => None,
    }
}

/// Bytes that a batch will take, by the lengths that its packed parts declare.
fn unpacked(file: &mut File, batch: &RecordBatch<'_>, body: u64, end: u64) -> Result<u64, String> {
    let packed = batch.compression().is_some();
    let mut sum = 0_u64;
    for buffer in batch.buffers().into_iter().flatten() {
        let offset = u64::try_from(buffer.offset()).map_err(|_| damaged())?;
        let length = u64::try_from(buffer.length()).map_err(|_| damaged())?;
        let at = body.checked_add(offset).ok_or_else(damaged)?;
        at.checked_add(length).filter(|last| *last <= end).ok_or_else(damaged)?;
        let takes = if packed && length >= 8 {
            let mut first = Vec::new();
            read_at(file, at, 8, &mut first)?;
            let declared = i64::from_le_bytes(first.try_into().map_err(|_| damaged())?);
            // Minus one marks a part that is not packed.
            if declared == -1 { length } else { u64::try_from(declared).map_err(|_| damaged())? }
        } else {
            length
        };
        sum = sum.saturating_add(takes);
    }
    Ok(sum)
}

fn word_at(file: &mut File, at: u64) -> Result<u32, String> {
    let mut bytes = Vec::new();
    read_at(file, at, 4, &mut bytes)?;
    let word: [u8; 4] = bytes.try_into().map_err(|_| "cut".to_owned())?;
    Ok(u32::from_le_bytes(word))
}

/// Reads `n` bytes from byte `at` on; a file that ends before is cut off.
fn read_at(file: &mut File, at: u64, n: u64, into: &mut Vec<u8>) -> Result<(), String> {
    file.seek(SeekFrom::Start(at)).map_err(|error| error.to_string())?;
    let read = file.take(n).read_to_end(into).map_err(|error| error.to_string())?;
    if read as u64 == n { Ok(()) } else { Err("cut".to_owned()) }
}
