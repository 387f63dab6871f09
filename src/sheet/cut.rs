//! A stream of bytes cut into blocks, each of which begins and ends between two rows.

use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memrchr};

use super::row::Quotes;

/// Bytes of a block: small enough to stay in a core's cache from reading to counting.
const BLOCK: usize = 1 << 20;

/// Bytes of the longest row that is looked for an end of.
const LONGEST_ROW: usize = 64 << 20;

/// Whole rows of text.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The rows, each with its line break.
    pub(super) bytes: Vec<u8>,
    /// The row with which it begins, as Excel shows it.
    pub(super) first_row: u64,
    /// How many rows there are, blank ones included.
    pub(super) n_rows: u64,
    /// Whether each line is a row: no quotation mark, and no line break but `\n` and `\r\n`.
    pub(super) is_plain: bool,
    /// Whether it ends within a row because the row has no end in sight.
    pub(super) is_endless: bool,
    /// Whether the text ends with it.
    pub(super) is_last: bool,
}

/// Cuts what it reads.
pub(super) struct Cutter<R> {
    from: R,
    delimiter: u8,
    /// What was read beyond the last block.
    rest: Vec<u8>,
    next_row: u64,
    /// Bytes that come before the first row wanted.
    skip: usize,
    is_over: bool,
    block: usize,
}

impl<R: Read> Cutter<R> {
    /// Blocks of `from` after `skip` bytes, with which row `first_row` begins.
    pub(super) fn new(from: R, delimiter: u8, skip: usize, first_row: u64) -> Cutter<R> {
        let rest = Vec::new();
        Cutter { from, delimiter, rest, next_row: first_row, skip, is_over: false, block: BLOCK }
    }

    /// The same in blocks of another size, to try what happens at their ends.
    #[cfg(test)]
    pub(super) fn of_size(mut self, block: usize) -> Cutter<R> {
        self.block = block;
        self
    }

    /// What it reads from.
    pub(super) fn into_inner(self) -> R {
        self.from
    }

    /// The next block, in memory that is used again; `None` at the end. An error is one of reading.
    pub(super) fn next(&mut self, memory: Vec<u8>) -> io::Result<Option<Block>> {
        let mut bytes = memory;
        bytes.clear();
        bytes.append(&mut self.rest);
        let mut wanted = self.block;
        loop {
            self.fill(&mut bytes, wanted)?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let found = self.rows(&bytes);
            if let Some((end, n_rows, is_plain)) = found {
                self.rest.extend_from_slice(&bytes[end..]);
                bytes.truncate(end);
                return Ok(Some(self.block(bytes, n_rows, is_plain, false)));
            }
            if bytes.len() >= LONGEST_ROW {
                self.is_over = true;
                return Ok(Some(self.block(bytes, 1, false, true)));
            }
            wanted *= 2;
        }
    }

    fn block(&mut self, bytes: Vec<u8>, n_rows: u64, is_plain: bool, is_endless: bool) -> Block {
        let first_row = self.next_row;
        self.next_row += n_rows;
        let is_last = self.is_over && self.rest.is_empty();
        Block { bytes, first_row, n_rows, is_plain, is_endless, is_last }
    }

    /// Reads until there are so many bytes, or no more.
    fn fill(&mut self, bytes: &mut Vec<u8>, wanted: usize) -> io::Result<()> {
        while bytes.len() < wanted && !self.is_over {
            let more = (wanted - bytes.len()) as u64;
            let n = self.from.by_ref().take(more).read_to_end(bytes)?;
            self.is_over = (n as u64) < more;
            let skipped = self.skip.min(bytes.len());
            bytes.drain(..skipped);
            self.skip -= skipped;
        }
        Ok(())
    }

    /// Where the last whole row ends, how many rows that makes, and whether they are plain; `None`
    /// where no row ends here.
    fn rows(&self, bytes: &[u8]) -> Option<(usize, u64, bool)> {
        if memchr(b'"', bytes).is_some() || has_lone_return(bytes) {
            return self.quoted_rows(bytes);
        }
        let end = match memrchr(b'\n', bytes) {
            _ if self.is_over => bytes.len(),
            Some(at) => at + 1,
            None => return None,
        };
        let n_breaks = memchr_iter(b'\n', &bytes[..end]).count() as u64;
        let is_cut = end > 0 && bytes[end - 1] != b'\n';
        Some((end, n_breaks + u64::from(is_cut), true))
    }

    /// The same where quotation marks may hold line breaks.
    fn quoted_rows(&self, bytes: &[u8]) -> Option<(usize, u64, bool)> {
        let mut quotes = Quotes::new(self.delimiter);
        let (mut end, mut n_rows) = (0, 0);
        let mut follows_return = false;
        for (at, &byte) in bytes.iter().enumerate() {
            let is_break = quotes.open().is_none() && matches!(byte, b'\r' | b'\n');
            if is_break && byte == b'\n' && follows_return {
                end = at + 1;
            } else if is_break {
                n_rows += 1;
                end = at + 1;
            }
            follows_return = is_break && byte == b'\r';
            quotes.step(byte);
        }
        if self.is_over {
            return Some((bytes.len(), n_rows + u64::from(end < bytes.len()), false));
        }
        // The other half of a last \r\n may not have been read yet.
        if follows_return && end == bytes.len() {
            let (end, n_rows) = self.before_last_break(bytes, n_rows)?;
            return Some((end, n_rows, false));
        }
        (end > 0).then_some((end, n_rows, false))
    }

    /// The rows without the last, which ends in a `\r` that may be half a break.
    fn before_last_break(&self, bytes: &[u8], n_rows: u64) -> Option<(usize, u64)> {
        let (end, n, _) = self.quoted_rows(&bytes[..bytes.len() - 1])?;
        (n + 1 == n_rows && end > 0).then_some((end, n))
    }
}

/// Whether there is a `\r` that is no part of `\r\n`.
fn has_lone_return(bytes: &[u8]) -> bool {
    memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1).is_some_and(|next| *next != b'\n'))
}

/// The byte at which a row begins, as Excel shows it, from the first on.
pub(super) fn start_of_row(bytes: &[u8], delimiter: u8, row: u64) -> Option<usize> {
    let mut quotes = Quotes::new(delimiter);
    let mut here = 1;
    let mut at = 0;
    while here < row {
        let byte = *bytes.get(at)?;
        let is_break = quotes.open().is_none() && matches!(byte, b'\r' | b'\n');
        quotes.step(byte);
        at += 1;
        if is_break {
            let is_pair = byte == b'\r' && bytes.get(at) == Some(&b'\n');
            at += usize::from(is_pair);
            here += 1;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, size: usize) -> Vec<(String, u64, u64)> {
        let mut cutter = Cutter::new(text.as_bytes(), b',', 0, 1).of_size(size);
        let mut all = Vec::new();
        while let Some(block) = cutter.next(Vec::new()).unwrap() {
            let text = String::from_utf8(block.bytes).unwrap();
            all.push((text, block.first_row, block.n_rows));
        }
        all
    }

    #[test]
    fn blocks_of_any_size_hold_the_same_rows_with_the_same_numbers() {
        let texts = [
            "a,b\n1,2\n3,4\n",
            "a,b\r\n1,2\r\n\r\n3,4",
            "a,b\r1,2\r\n\r3,4\r",
            "a,\"x\ny\"\n\"\r\n\",2\n3,4\"5\n\"\"\"\n\",1\r\n",
            "a\n\n\n\n\nb",
            "\"open\nto the end",
            "",
        ];
        for text in texts {
            let whole = blocks(text, 1 << 20);
            assert!(whole.len() <= 1);
            let n_rows: u64 = whole.iter().map(|block| block.2).sum();
            for size in 1..text.len() + 2 {
                let cut = blocks(text, size);
                let joined: String = cut.iter().map(|block| block.0.as_str()).collect();
                assert_eq!(joined, text, "in blocks of {size}");
                assert_eq!(cut.iter().map(|block| block.2).sum::<u64>(), n_rows, "{text:?} {size}");
                for (text_here, first_row, _) in &cut {
                    let start = start_of_row(text.as_bytes(), b',', *first_row);
                    let here = &text[start.unwrap()..];
                    assert!(here.starts_with(text_here.as_str()), "{text:?} {size} {first_row}");
                }
            }
        }
    }

    #[test]
    fn a_row_without_an_end_is_given_up() {
        let endless = std::io::repeat(b'x');
        let mut cutter = Cutter::new(endless, b',', 0, 1);
        let block = cutter.next(Vec::new()).unwrap().unwrap();
        assert!(block.is_endless && block.bytes.len() >= LONGEST_ROW);
        assert!(cutter.next(Vec::new()).unwrap().is_none());
    }
}
