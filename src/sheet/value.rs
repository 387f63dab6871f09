//! What a cell of a workbook shows, as text.

use std::fmt::Write as _;

use calamine::{CellErrorType, DataRef, ExcelDateTime};

/// The value of a cell.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value<'a> {
    Empty,
    Text(&'a str),
    Whole(i64),
    Number(f64),
    Truth(bool),
    Moment(ExcelDateTime),
    Error(&'a CellErrorType),
}

impl<'a> From<&'a DataRef<'_>> for Value<'a> {
    fn from(value: &'a DataRef<'_>) -> Value<'a> {
        match value {
            DataRef::Empty => Value::Empty,
            DataRef::SharedString(text) => Value::Text(text),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                Value::Text(text)
            }
            DataRef::Int(number) => Value::Whole(*number),
            DataRef::Float(number) => Value::Number(*number),
            DataRef::Bool(truth) => Value::Truth(*truth),
            DataRef::DateTime(moment) => Value::Moment(*moment),
            DataRef::Error(error) => Value::Error(error),
        }
    }
}

impl Value<'_> {
    /// Appends the text: numbers to the 15 digits that Excel keeps, moments as in ISO 8601.
    pub(super) fn write(self, out: &mut String) {
        // Writing to a String cannot fail.
        let _ = match self {
            Value::Empty => Ok(()),
            Value::Text(text) => out.write_str(text),
            Value::Whole(number) => write!(out, "{number}"),
            Value::Number(number) => write_number(out, number),
            Value::Truth(true) => out.write_str("TRUE"),
            Value::Truth(false) => out.write_str("FALSE"),
            Value::Moment(moment) => write_moment(out, moment),
            Value::Error(error) => write!(out, "{error}"),
        };
    }
}

fn write_number(out: &mut String, number: f64) -> std::fmt::Result {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        // Minus zero is zero.
        return write!(out, "{}", number + 0.0);
    }
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        // Neither infinity nor NaN can be in a workbook; should one be, it shows.
        return out.write_str(&scientific);
    };
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    let digits = mantissa.replace(['-', '.'], "");
    let digits = digits.trim_end_matches('0');
    out.write_str(sign)?;
    match exponent.parse::<isize>().unwrap_or(0) {
        // Below this Excel shows the exponent, and no survey goes there.
        power @ -9..=-1 => {
            let zeros = power.unsigned_abs() - 1;
            write!(out, "0.{:0<zeros$}{digits}", "")
        }
        power @ 0..=20 => {
            let n_whole = power.unsigned_abs() + 1;
            match digits.split_at_checked(n_whole) {
                Some((whole, "")) => out.write_str(whole),
                Some((whole, part)) => write!(out, "{whole}.{part}"),
                None => write!(out, "{digits:0<n_whole$}"),
            }
        }
        power => {
            let (first, part) = digits.split_at(1);
            let point = if part.is_empty() { "" } else { "." };
            write!(out, "{first}{point}{part}E{power:+}")
        }
    }
}

fn write_moment(out: &mut String, moment: ExcelDateTime) -> std::fmt::Result {
    let serial = moment.as_f64();
    if moment.is_duration() {
        return write_duration(out, serial);
    }
    if !(0.0..2_958_466.0).contains(&serial) {
        // Excel has no such date.
        return write_number(out, serial);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let has_date = serial >= 1.0;
    let has_time = (hour, minute, second, milli) != (0, 0, 0, 0);
    if has_date {
        write!(out, "{year:04}-{month:02}-{day:02}")?;
    }
    if has_date && has_time {
        out.write_str("T")?;
    }
    if has_time || !has_date {
        write!(out, "{hour:02}:{minute:02}:{second:02}")?;
    }
    if milli > 0 {
        write!(out, ".{milli:03}")?;
    }
    Ok(())
}

/// Hours, minutes and seconds, as a format such as `[h]:mm:ss` shows them.
fn write_duration(out: &mut String, days: f64) -> std::fmt::Result {
    let Ok(seconds) = format!("{:.0}", days * 86_400.0).parse::<i64>() else {
        return write_number(out, days);
    };
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    write!(out, "{sign}{hours}:{minutes:02}:{:02}", seconds % 60)
}

#[cfg(test)]
mod tests {
    use calamine::{ExcelDateTime, ExcelDateTimeType};

    use super::Value;

    fn text(value: Value<'_>) -> String {
        let mut text = String::new();
        value.write(&mut text);
        text
    }

    #[test]
    fn numbers_are_shown_as_excel_shows_them() {
        let cases = [
            (1.0, "1"),
            (-0.0, "0"),
            (-12.5, "-12.5"),
            (0.1 + 0.2, "0.3"),
            (100.0 / 3.0, "33.3333333333333"),
            (85.0 - 1e-14, "85"),
            (0.000_123, "0.000123"),
            (123_456_789_012_345.0, "123456789012345"),
            (1.2e15, "1200000000000000"),
            (450_102_199_001_011_234.0, "450102199001011000"),
            (1e20, "100000000000000000000"),
            (1.5e300, "1.5E+300"),
            (-2e-12, "-2E-12"),
            (1e15 + 0.5, "1000000000000000"),
        ];
        for (number, expected) in cases {
            assert_eq!(text(Value::Number(number)), expected);
        }
    }

    #[test]
    fn moments_are_shown_in_iso_8601() {
        let cases = [
            (45_473.0, "2024-06-30"),
            (45_473.5, "2024-06-30T12:00:00"),
            (45_473.395_833_333_3, "2024-06-30T09:30:00"),
            (0.25, "06:00:00"),
            (-1.0, "-1"),
        ];
        for (serial, expected) in cases {
            let moment = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false);
            assert_eq!(text(Value::Moment(moment)), expected);
        }
        let duration = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(text(Value::Moment(duration)), "36:00:00");
    }
}
