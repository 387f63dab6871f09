//! The rows of one block of text, handed to whoever reads them.

use std::borrow::Cow;

use encoding_rs::GB18030;
use memchr::{memchr, memchr_iter};

use super::cut::Block;
use super::encoding::{Encoding, first_fault};
use super::grid::Line;
use super::row::row_at;
use super::text::{Mark, Rows};
use super::visit::{Cells, Gate, Pass, Visitor};
use super::{Sheet, heading::over};
use crate::finding::{Effect, Finding, Kind};

/// Text that is read block by block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lettering {
    pub(super) encoding: Encoding,
    pub(super) delimiter: u8,
}

impl Block {
    /// Hands over the rows with content.
    pub(super) fn visit(
        &self,
        sheet: &Sheet,
        lettering: Lettering,
        visitor: &mut dyn Visitor,
    ) -> Pass {
        let mut gate = Gate::after(sheet, self.first_row.saturating_sub(1));
        if let Some(finding) = self.fault(sheet, lettering) {
            gate.note(finding);
        } else if self.is_plain {
            self.plain(sheet, lettering, &mut gate, visitor);
        } else {
            self.quoted(sheet, lettering, &mut gate, visitor);
        }
        gate.close(self.first_row + self.n_rows)
    }

    /// Why the block cannot be read at all.
    fn fault(&self, sheet: &Sheet, lettering: Lettering) -> Option<Finding> {
        let place = sheet.place();
        let at_byte = |at: usize| place.at_row(self.first_row + row_at(&self.bytes, at) - 1);
        if self.is_endless {
            let n_cells = memchr_iter(lettering.delimiter, &self.bytes).count() + 1;
            let place = place.at_row(self.first_row);
            let most = sheet.limits.columns;
            return Some(match n_cells > most {
                true => over(Kind::TooManyColumns, &place, n_cells, most),
                false => {
                    over(Kind::OversizedField, &place, self.bytes.len(), sheet.limits.field_bytes)
                }
            });
        }
        if let Some(at) = memchr(0, &self.bytes) {
            return Some(Finding::new(Kind::NulByte, Effect::Stop, at_byte(at)));
        }
        let at = first_fault(&self.bytes, lettering.encoding)?;
        let finding = Finding::new(Kind::BadEncoding, Effect::Stop, at_byte(at));
        Some(finding.with("value", lettering.encoding.id()))
    }

    /// Each line is a row, and each delimiter ends a cell.
    fn plain(
        &self,
        sheet: &Sheet,
        lettering: Lettering,
        gate: &mut Gate<'_>,
        visitor: &mut dyn Visitor,
    ) {
        let quick = gate.takes_lines();
        let mut line = Line::default();
        let mut start = 0;
        let mut number = self.first_row;
        while start < self.bytes.len() {
            let length = memchr(b'\n', &self.bytes[start..]);
            let end = length.map_or(self.bytes.len(), |length| start + length);
            let bytes = &self.bytes[start..end];
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            let is_short = bytes.len() <= sheet.limits.field_bytes;
            if quick && is_short && !bytes.is_empty() && visitor.line(number, bytes) {
                gate.count(number);
            } else if !bytes.is_empty() {
                line.split(&text_of(bytes, lettering.encoding), lettering.delimiter);
                gate.pass(number, Cells::Line(&line), visitor);
            }
            number += 1;
            start = end + 1;
        }
    }

    /// Quotation marks and odd line breaks are for the parser of CSV.
    fn quoted(
        &self,
        sheet: &Sheet,
        lettering: Lettering,
        gate: &mut Gate<'_>,
        visitor: &mut dyn Visitor,
    ) {
        let text = text_of(&self.bytes, lettering.encoding);
        let start = Mark { byte: 0, row: self.first_row };
        let mut rows = Rows::new(&text, start, lettering.delimiter);
        while rows.advance() {
            if self.is_last && rows.is_cut_off() {
                gate.note(rows.unclosed_quote(sheet.place(), Some(&sheet.heading)));
                break;
            }
            gate.pass(rows.number, Cells::Record(&rows.record), visitor);
        }
    }
}

/// Text of a block or a line whose bytes have been found in order.
fn text_of(bytes: &[u8], encoding: Encoding) -> Cow<'_, str> {
    match encoding {
        Encoding::Gb18030 => GB18030.decode_without_bom_handling(bytes).0,
        _ => String::from_utf8_lossy(bytes),
    }
}
