//! The cells of one sheet: first where each lies, then, row by row, what it holds.

use std::ops::ControlFlow;

use calamine::{CellErrorType, ExcelDateTime, ExcelDateTimeType};

use super::super::grid::Halt;
use super::super::value::Value;
use super::format::Shows;
use super::globals::Globals;
use super::record::{self, Pieces, Record, f64_at, u16_at, u32_at};

// The numbers of the records, \[MS-XLS\] 2.3.1.
const FORMULA: u16 = 0x0006;
const EOF: u16 = 0x000A;
const MUL_RK: u16 = 0x00BD;
const R_STRING: u16 = 0x00D6;
const LABEL_SST: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const RK: u16 = 0x027E;
const BOF: u16 = 0x0809;

/// Where a cell lies in the records.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) row: u16,
    pub(super) column: u16,
    pub(super) is_formula: bool,
    /// Which number it is of a record of several.
    nth: u16,
    start: u32,
}

/// Where each cell lies, by row and column; of two in one place the later one comes later. Nothing
/// where the records are damaged.
pub(super) fn index(records: &[u8]) -> Option<Vec<Place>> {
    let mut places: Vec<Place> = Vec::new();
    let mut start = 0;
    // Charts and the like are nested in a sheet, with records of cells of their own.
    let mut depth = 0_u32;
    let mut formula: Option<Place> = None;
    loop {
        let record = record::at(records, start)?;
        start = record.end;
        match record.id {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if depth > 1 => {}
            FORMULA => {
                let place = Place { is_formula: true, ..place(&record)? };
                // A text follows in a record of its own.
                let is_text =
                    record.data.get(6).copied()? == 0 && u16_at(record.data, 12)? == 0xFFFF;
                formula = is_text.then_some(place);
                places.extend((!is_text).then_some(place));
            }
            STRING => {
                let start = u32::try_from(record.start).ok()?;
                places.extend(formula.take().map(|place| Place { start, ..place }));
            }
            NUMBER | LABEL | R_STRING | LABEL_SST | BOOL_ERR | RK => places.push(place(&record)?),
            MUL_RK => {
                let first = place(&record)?;
                let n = record.data.len().checked_sub(6)? / 6;
                for nth in 0..u16::try_from(n).ok()? {
                    places.push(Place { nth, column: first.column.checked_add(nth)?, ..first });
                }
            }
            _ => {}
        }
    }
    places.sort_by_key(|place| (place.row, place.column));
    Some(places)
}

fn place(record: &Record<'_>) -> Option<Place> {
    Some(Place {
        row: u16_at(record.data, 0)?,
        column: u16_at(record.data, 2)?,
        is_formula: false,
        nth: 0,
        start: u32::try_from(record.start).ok()?,
    })
}

/// Hands over what a cell holds; nothing where its record is damaged.
pub(super) fn value(
    records: &[u8],
    place: &Place,
    globals: &Globals,
    take: &mut dyn FnMut(Value<'_>) -> ControlFlow<Halt>,
) -> Option<ControlFlow<Halt>> {
    let record = record::at(records, usize::try_from(place.start).ok()?)?;
    let data = record.data;
    let number = |value: f64, xf: u16| shown(value, globals.shows(xf), globals.is_1904);
    let flow = match record.id {
        NUMBER => take(number(f64_at(data, 6)?, u16_at(data, 4)?)),
        RK => take(number(rk(u32_at(data, 6)?), u16_at(data, 4)?)),
        MUL_RK => {
            let at = 4 + 6 * usize::from(place.nth);
            take(number(rk(u32_at(data, at + 2)?), u16_at(data, at)?))
        }
        LABEL_SST => match globals.text(u32_at(data, 6)?) {
            Some(text) => take(Value::Text(text)),
            None => ControlFlow::Continue(()),
        },
        LABEL | R_STRING | STRING => {
            let mut text = String::new();
            let from = if record.id == STRING { 0 } else { 6 };
            globals.text_of(&mut Pieces::of(records, &record, from), false, &mut text)?;
            take(Value::Text(&text))
        }
        BOOL_ERR if *data.get(7)? == 0 => take(Value::Truth(*data.get(6)? != 0)),
        BOOL_ERR => take(Value::Error(error(*data.get(6)?)?)),
        FORMULA if u16_at(data, 12)? == 0xFFFF => match *data.get(6)? {
            1 => take(Value::Truth(*data.get(8)? != 0)),
            2 => take(Value::Error(error(*data.get(8)?)?)),
            _ => take(Value::Empty),
        },
        FORMULA => take(number(f64_at(data, 6)?, u16_at(data, 4)?)),
        _ => return None,
    };
    Some(flow)
}

/// A number as its format shows it.
fn shown(value: f64, shows: Shows, is_1904: bool) -> Value<'static> {
    let moment = |kind| Value::Moment(ExcelDateTime::new(value, kind, is_1904));
    match shows {
        Shows::Number => Value::Number(value),
        Shows::Moment => moment(ExcelDateTimeType::DateTime),
        Shows::Duration => moment(ExcelDateTimeType::TimeDelta),
    }
}

/// A number in four bytes (\[MS-XLS\] 2.5.122): a whole number or the upper half of a fraction, and
/// whether it is to be divided by a hundred.
fn rk(word: u32) -> f64 {
    let value = if word & 2 != 0 {
        f64::from(word.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(word & !3) << 32)
    };
    if word & 1 != 0 { value / 100.0 } else { value }
}

fn error(code: u8) -> Option<&'static CellErrorType> {
    Some(match code {
        0x00 => &CellErrorType::Null,
        0x07 => &CellErrorType::Div0,
        0x0F => &CellErrorType::Value,
        0x17 => &CellErrorType::Ref,
        0x1D => &CellErrorType::Name,
        0x24 => &CellErrorType::Num,
        0x2A => &CellErrorType::NA,
        0x2B => &CellErrorType::GettingData,
        _ => return None,
    })
}
