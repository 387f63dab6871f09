//! Records: a number, a length, and that many bytes; what is longer goes on in the next ones.

/// The record in which a longer one goes on.
const CONTINUE: u16 = 0x003C;

/// One record, without those in which it goes on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) id: u16,
    pub(super) data: &'a [u8],
    /// Where it begins in the stream.
    pub(super) start: usize,
    /// Where the next one begins.
    pub(super) end: usize,
}

/// The record that begins at `start`; nothing where the stream ends before it does.
pub(super) fn at(stream: &[u8], start: usize) -> Option<Record<'_>> {
    let (id, length) = (u16_at(stream, start)?, u16_at(stream, start + 2)?);
    let end = start + 4 + usize::from(length);
    Some(Record { id, data: stream.get(start + 4..end)?, start, end })
}

/// The number at `at`, low byte first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// The number at `at`, low byte first.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// The number at `at`.
pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// The bytes of a record and of those in which it goes on, read from front to back.
pub(super) struct Pieces<'a> {
    stream: &'a [u8],
    /// What is left of the piece that is being read.
    rest: &'a [u8],
    /// Where the next record begins.
    next: usize,
}

impl<'a> Pieces<'a> {
    /// The bytes of `record`, from `from` on.
    pub(super) fn of(stream: &'a [u8], record: &Record<'a>, from: usize) -> Pieces<'a> {
        let rest = record.data.get(from..).unwrap_or_default();
        Pieces { stream, rest, next: record.end }
    }

    /// Whether anything is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        while self.rest.is_empty() {
            if !self.turn() {
                return true;
            }
        }
        false
    }

    /// Goes on to the next piece; false where there is none.
    fn turn(&mut self) -> bool {
        match at(self.stream, self.next) {
            Some(record) if record.id == CONTINUE => {
                (self.rest, self.next) = (record.data, record.end);
                true
            }
            _ => false,
        }
    }

    /// The next bytes of the piece that is being read.
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(n)?;
        self.rest = rest;
        Some(taken)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.take(2).and_then(|bytes| u16_at(bytes, 0))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.take(4).and_then(|bytes| u32_at(bytes, 0))
    }

    /// Passes over bytes, through as many pieces as they fill.
    pub(super) fn skip(&mut self, mut n: usize) -> Option<()> {
        while n > 0 {
            if self.is_at_end() {
                return None;
            }
            let passed = n.min(self.rest.len());
            self.take(passed)?;
            n -= passed;
        }
        Some(())
    }

    /// Appends `n` characters: one byte each, or two where they are `wide`. Each further piece says
    /// anew which.
    pub(super) fn characters(&mut self, n: usize, wide: bool, out: &mut String) -> Option<()> {
        let (mut left, mut wide) = (n, wide);
        // The halves of one character may lie in two pieces.
        let mut units = Vec::new();
        while left > 0 {
            let size = if wide { 2 } else { 1 };
            let here = left.min(self.rest.len() / size);
            let bytes = self.take(here * size)?;
            if wide {
                units.extend(bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)));
            } else {
                units.extend(bytes.iter().map(|byte| u16::from(*byte)));
            }
            left -= here;
            if left > 0 {
                if !self.turn() {
                    return None;
                }
                wide = self.u8()? & 1 != 0;
            }
        }
        out.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Some(())
    }
}
