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

/// The row in which byte `at` lies. Slow, for bad news only; the bytes need not be valid text.
pub(super) fn row_at(bytes: &[u8], at: usize) -> u64 {
    use std::io::Read;

    let before = &bytes[..at.min(bytes.len())];
    // One more character makes sure that the parser sees a record where `at` is.
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter::detect(before))
        .from_reader(before.chain(&b"x"[..]));
    let mut record = csv::ByteRecord::new();
    let mut numbering = Numbering::from(1);
    let mut row = 1;
    loop {
        let from = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        match reader.read_byte_record(&mut record) {
            Ok(true) => row = numbering.number(before, from).0,
            Ok(false) | Err(_) => return row,
        }
    }
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
