//! Thrift's compact protocol, as far as the headers of Parquet are bounded by it: numbers are read, and
//! everything else is passed over.
//!
//! `None` is what is cut off or malformed. A field whose kind is not the expected one is the caller's to
//! refuse: another reader might take the same bytes for something else.

/// The kind of a whole number of 32 bits.
pub(super) const I32: u8 = 5;
/// The kind of a list.
pub(super) const LIST: u8 = 9;
/// The kind of a record.
pub(super) const STRUCT: u8 = 12;

const TRUE: u8 = 1;
const FALSE: u8 = 2;
const BYTE: u8 = 3;
const I16: u8 = 4;
const I64: u8 = 6;
const DOUBLE: u8 = 7;
const BINARY: u8 = 8;
const SET: u8 = 10;
const MAP: u8 = 11;

/// How deep records may lie in each other; Parquet's headers need five.
const MAX_DEPTH: u8 = 32;

/// Bytes that are being read.
pub(super) struct Compact<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Compact<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Compact<'a> {
        Compact { bytes, at: 0 }
    }

    /// How many bytes have been read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The number and kind of the next field of a record; `Some(None)` at its end. `last` is the number
    /// of the field before.
    pub(super) fn field(&mut self, last: &mut i16) -> Option<Option<(i16, u8)>> {
        let byte = self.byte()?;
        let kind = byte & 0x0F;
        if byte == 0 {
            return Some(None);
        }
        *last = match byte >> 4 {
            0 => i16::try_from(self.zigzag()?).ok()?,
            step => last.checked_add(i16::from(step))?,
        };
        Some(Some((*last, kind)))
    }

    /// A whole number of 32 bits.
    pub(super) fn int(&mut self) -> Option<i32> {
        i32::try_from(self.zigzag()?).ok()
    }

    /// How many elements a list has, and their kind.
    pub(super) fn list(&mut self) -> Option<(u64, u8)> {
        let byte = self.byte()?;
        let length = match byte >> 4 {
            15 => self.varint()?,
            length => u64::from(length),
        };
        Some((length, byte & 0x0F))
    }

    /// Passes over a value that is a field of a record.
    pub(super) fn skip(&mut self, kind: u8) -> Option<()> {
        self.skip_at(kind, false, MAX_DEPTH)
    }

    fn skip_at(&mut self, kind: u8, in_list: bool, depth: u8) -> Option<()> {
        let below = depth.checked_sub(1)?;
        match kind {
            // As a field, a truth is in the kind itself.
            TRUE | FALSE if in_list => self.pass(1),
            TRUE | FALSE => Some(()),
            BYTE => self.pass(1),
            I16 | I32 | I64 => self.varint().map(|_| ()),
            DOUBLE => self.pass(8),
            BINARY => {
                let length = self.varint()?;
                self.pass(usize::try_from(length).ok()?)
            }
            LIST | SET => {
                let (length, kind) = self.list()?;
                (0..length).try_for_each(|_| self.skip_at(kind, true, below))
            }
            MAP => {
                let length = self.varint()?;
                let kinds = if length == 0 { 0 } else { self.byte()? };
                (0..length).try_for_each(|_| {
                    self.skip_at(kinds >> 4, true, below)?;
                    self.skip_at(kinds & 0x0F, true, below)
                })
            }
            STRUCT => {
                let mut last = 0;
                while let Some((_, kind)) = self.field(&mut last)? {
                    self.skip_at(kind, false, below)?;
                }
                Some(())
            }
            _ => None,
        }
    }

    fn pass(&mut self, n: usize) -> Option<()> {
        self.at = self.at.checked_add(n).filter(|at| *at <= self.bytes.len())?;
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn zigzag(&mut self) -> Option<i64> {
        let n = self.varint()?;
        let half = i64::try_from(n >> 1).ok()?;
        Some(if n & 1 == 0 { half } else { -1 - half })
    }

    /// A whole number, seven bits a byte, the lowest first.
    pub(super) fn varint(&mut self) -> Option<u64> {
        let mut n = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(n);
            }
        }
        // Nine bytes carry 63 bits; only a negative count would need more.
        let byte = self.byte().filter(|byte| *byte <= 1)?;
        Some(n | u64::from(byte) << 63)
    }
}
