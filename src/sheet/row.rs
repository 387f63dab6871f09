//! Which row of Excel a record is.

use super::delimiter;

/// Gives records their row numbers. The CSV parser skips empty lines; Excel shows each as a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbering {
    next: u64,
}

impl Numbering {
    /// Numbering in which the next line is row `next`.
    pub(super) fn from(next: u64) -> Numbering {
        Numbering { next }
    }

    /// The row of the record which the parser finds from byte `from` on, and where it begins.
    pub(super) fn number(&mut self, bytes: &[u8], from: usize) -> (u64, usize) {
        let mut at = from;
        let byte = |at: usize| bytes.get(at).copied();
        // The parser ends a record at \r and leaves the \n of a pair to the next.
        if byte(at) == Some(b'\n') && at.checked_sub(1).and_then(byte) == Some(b'\r') {
            at += 1;
        }
        loop {
            at += match (byte(at), byte(at + 1)) {
                (Some(b'\r'), Some(b'\n')) => 2,
                (Some(b'\r' | b'\n'), _) => 1,
                _ => break,
            };
            self.next += 1;
        }
        let row = self.next;
        self.next += 1;
        (row, at)
    }

    /// The row of the line that comes next.
    pub(super) fn next(self) -> u64 {
        self.next
    }
}

/// Follows the quotation marks of a text byte by byte, as the CSV parser does: a quotation mark
/// opens a cell only as its first character.
pub(super) struct Quotes {
    delimiter: u8,
    at: At,
    cell: usize,
}

enum At {
    Start,
    Bare,
    Quoted,
    AfterQuote,
}

impl Quotes {
    /// Before the first byte of a row.
    pub(super) fn new(delimiter: u8) -> Quotes {
        Quotes { delimiter, at: At::Start, cell: 0 }
    }

    /// The cell, counted from 0 since the beginning, whose quotation mark is open here.
    pub(super) fn open(&self) -> Option<usize> {
        matches!(self.at, At::Quoted).then_some(self.cell)
    }

    pub(super) fn step(&mut self, byte: u8) {
        self.at = match (&self.at, byte) {
            (At::Start | At::AfterQuote, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::AfterQuote,
            (At::Quoted, _) => At::Quoted,
            (_, byte) if byte == self.delimiter => {
                self.cell += 1;
                At::Start
            }
            (_, b'\r' | b'\n') => At::Start,
            _ => At::Bare,
        };
    }
}

/// The row in which byte `at` lies. Slow, for bad news only; the bytes need not be valid text.
pub(super) fn row_at(bytes: &[u8], at: usize) -> u64 {
    let before = &bytes[..at.min(bytes.len())];
    let mut quotes = Quotes::new(delimiter::detect(before));
    let mut row = 1;
    let mut follows_return = false;
    for &byte in before {
        let is_break = quotes.open().is_none() && matches!(byte, b'\r' | b'\n');
        if is_break && !(byte == b'\n' && follows_return) {
            row += 1;
        }
        follows_return = is_break && byte == b'\r';
        quotes.step(byte);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::row_at;

    #[test]
    fn a_byte_lies_in_the_row_that_excel_shows() {
        let text = b"a,b\r\n\r\n\"x\ny\",1\r\n\rz,\xFF";
        assert_eq!(row_at(text, 0), 1);
        assert_eq!(row_at(text, 2), 1);
        assert_eq!(row_at(text, 9), 3);
        assert_eq!(row_at(text, text.len() - 1), 5);
        assert_eq!(row_at(text, text.len() + 10), 5);
        assert_eq!(row_at(b"", 0), 1);
    }
}
