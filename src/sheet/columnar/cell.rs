//! One cell of a typed column, as a person would write it.

use std::fmt::Write as _;

use arrow_array::cast::AsArray as _;
use arrow_array::types::*;
use arrow_array::{Array, ArrowPrimitiveType, PrimitiveArray};
use arrow_schema::{DataType, TimeUnit};

use super::super::value::Value;

/// A cell of bytes that are no UTF-8.
pub(super) struct Unfit;

/// Appends the text of the cell in a row; an absent value appends nothing.
pub(super) type CellWriter<'a> = Box<dyn Fn(usize, &mut String) -> Result<(), Unfit> + 'a>;

/// Whether a column holds text.
pub(super) fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// Whether a column holds what no cell can show.
pub(super) fn is_nested(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, inner) => is_nested(inner),
        kind => kind.is_nested() || matches!(kind, DataType::Interval(_)),
    }
}

/// What writes the cells of a column, chosen once for all of its rows.
pub(super) fn writer(array: &dyn Array) -> CellWriter<'_> {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let (keys, values) = (dictionary.keys(), writer(dictionary.values().as_ref()));
        let keys_at = key_reader(keys);
        return Box::new(move |row, text| match keys_at(row) {
            Some(key) => values(key, text),
            None => Ok(()),
        });
    }
    let write = present(array);
    Box::new(move |row, text| if array.is_null(row) { Ok(()) } else { write(row, text) })
}

/// The position in the dictionary that a row names; `None` where it names none.
fn key_reader<'a>(keys: &'a dyn Array) -> Box<dyn Fn(usize) -> Option<usize> + 'a> {
    macro_rules! keys {
        ($($kind:ident $type:ty),*) => {
            match keys.data_type() {
                $(DataType::$kind => {
                    let keys = keys.as_primitive::<$type>();
                    Box::new(move |row| match keys.is_null(row) {
                        true => None,
                        false => usize::try_from(keys.value(row)).ok(),
                    })
                })*
                _ => Box::new(|_| None),
            }
        };
    }
    keys!(Int8 Int8Type, Int16 Int16Type, Int32 Int32Type, Int64 Int64Type, UInt8 UInt8Type,
          UInt16 UInt16Type, UInt32 UInt32Type, UInt64 UInt64Type)
}

/// What writes the cells of a column that are there.
fn present(array: &dyn Array) -> CellWriter<'_> {
    match array.data_type() {
        DataType::Utf8 => texts(array.as_string::<i32>(), |a, row| a.value(row)),
        DataType::LargeUtf8 => texts(array.as_string::<i64>(), |a, row| a.value(row)),
        DataType::Utf8View => texts(array.as_string_view(), |a, row| a.value(row)),
        DataType::Binary => bytes(array.as_binary::<i32>(), |a, row| a.value(row)),
        DataType::LargeBinary => bytes(array.as_binary::<i64>(), |a, row| a.value(row)),
        DataType::BinaryView => bytes(array.as_binary_view(), |a, row| a.value(row)),
        DataType::FixedSizeBinary(_) => bytes(array.as_fixed_size_binary(), |a, row| a.value(row)),
        DataType::Boolean => {
            let array = array.as_boolean();
            Box::new(move |row, text| {
                Value::Truth(array.value(row)).write(text);
                Ok(())
            })
        }
        DataType::Int8 => numbers::<Int8Type>(array, show),
        DataType::Int16 => numbers::<Int16Type>(array, show),
        DataType::Int32 => numbers::<Int32Type>(array, show),
        DataType::Int64 => numbers::<Int64Type>(array, show),
        DataType::UInt8 => numbers::<UInt8Type>(array, show),
        DataType::UInt16 => numbers::<UInt16Type>(array, show),
        DataType::UInt32 => numbers::<UInt32Type>(array, show),
        DataType::UInt64 => numbers::<UInt64Type>(array, show),
        DataType::Float16 => numbers::<Float16Type>(array, |v, text| float(f32::from(v), text)),
        DataType::Float32 => numbers::<Float32Type>(array, float),
        DataType::Float64 => {
            numbers::<Float64Type>(array, |value, text| Value::Number(value).write(text))
        }
        kind => decimal_or_moment(array, kind),
    }
}

fn decimal_or_moment<'a>(array: &'a dyn Array, kind: &DataType) -> CellWriter<'a> {
    match *kind {
        DataType::Decimal32(_, scale) => {
            numbers::<Decimal32Type>(array, move |value, text| decimal(value, scale, text))
        }
        DataType::Decimal64(_, scale) => {
            numbers::<Decimal64Type>(array, move |value, text| decimal(value, scale, text))
        }
        DataType::Decimal128(_, scale) => {
            numbers::<Decimal128Type>(array, move |value, text| decimal(value, scale, text))
        }
        DataType::Decimal256(_, scale) => {
            numbers::<Decimal256Type>(array, move |value, text| decimal(value, scale, text))
        }
        DataType::Date32 => numbers::<Date32Type>(array, |days, text| day(i64::from(days), text)),
        DataType::Date64 => numbers::<Date64Type>(array, |value, text| moment(value, 1000, text)),
        DataType::Time32(TimeUnit::Second) => {
            numbers::<Time32SecondType>(array, |value, text| clock(i64::from(value), text))
        }
        DataType::Time32(_) => numbers::<Time32MillisecondType>(array, |value, text| {
            clock(i64::from(value).div_euclid(1000), text);
        }),
        DataType::Time64(TimeUnit::Microsecond) => {
            numbers::<Time64MicrosecondType>(array, |value, text| {
                clock(value.div_euclid(1_000_000), text)
            })
        }
        DataType::Time64(_) => numbers::<Time64NanosecondType>(array, |value, text| {
            clock(value.div_euclid(1_000_000_000), text);
        }),
        DataType::Timestamp(unit, ref zone) => timestamps(array, unit, zone.as_deref()),
        DataType::Duration(unit) => durations(array, unit),
        // What is nested has been listed as such, and shows nothing.
        _ => Box::new(|_, _| Ok(())),
    }
}

fn texts<'a, A: ?Sized>(array: &'a A, get: fn(&'a A, usize) -> &'a str) -> CellWriter<'a> {
    Box::new(move |row, text| {
        text.push_str(get(array, row));
        Ok(())
    })
}

fn bytes<'a, A: ?Sized>(array: &'a A, get: fn(&'a A, usize) -> &'a [u8]) -> CellWriter<'a> {
    Box::new(move |row, text| {
        text.push_str(std::str::from_utf8(get(array, row)).map_err(|_| Unfit)?);
        Ok(())
    })
}

fn numbers<'a, T: ArrowPrimitiveType>(
    array: &'a dyn Array,
    write: impl Fn(T::Native, &mut String) + 'a,
) -> CellWriter<'a> {
    let array: &PrimitiveArray<T> = array.as_primitive::<T>();
    Box::new(move |row, text| {
        write(array.value(row), text);
        Ok(())
    })
}

fn show(value: impl std::fmt::Display, text: &mut String) {
    // Writing to a String cannot fail.
    let _ = write!(text, "{value}");
}

/// A number of few digits, by the shortest text that means it.
fn float(value: f32, text: &mut String) {
    let shortest = value.to_string().parse().unwrap_or(f64::NAN);
    Value::Number(shortest).write(text);
}

/// A decimal without the noughts after its last digit: `1.500000` is 1.5, `2.000000` is 2.
fn decimal(value: impl std::fmt::Display, scale: i8, text: &mut String) {
    let digits = value.to_string();
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits.as_str()),
    };
    let Ok(scale) = usize::try_from(scale) else {
        let zeros = usize::from(scale.unsigned_abs());
        let zeros = if digits == "0" { 0 } else { zeros };
        let _ = write!(text, "{sign}{digits}{:0<zeros$}", "");
        return;
    };
    let padded = format!("{digits:0>width$}", width = scale + 1);
    let (whole, part) = padded.split_at(padded.len() - scale);
    let part = part.trim_end_matches('0');
    let point = if part.is_empty() { "" } else { "." };
    let _ = write!(text, "{sign}{whole}{point}{part}");
}

/// A day since 1970-01-01, as in ISO 8601; one beyond the calendar as its number.
fn day(days: i64, text: &mut String) {
    match arrow_array::temporal_conversions::date64_to_datetime(days.saturating_mul(86_400_000)) {
        Some(moment) => show(moment.date(), text),
        None => show(days, text),
    }
}

/// A point in time in units of which `per` are a second, as in ISO 8601: midnight is the day alone.
fn moment(value: i64, per: i64, text: &mut String) {
    let (seconds, rest) = (value.div_euclid(per), value.rem_euclid(per));
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    day(days, text);
    if of_day == 0 && rest == 0 {
        return;
    }
    text.push('T');
    clock(of_day, text);
    let millis = rest * 1000 / per;
    if millis > 0 {
        let _ = write!(text, ".{millis:03}");
    }
}

fn clock(seconds: i64, text: &mut String) {
    let _ = write!(
        text,
        "{:02}:{:02}:{:02}",
        seconds.div_euclid(3600),
        seconds.div_euclid(60).rem_euclid(60),
        seconds.rem_euclid(60)
    );
}

/// How many of a unit are a second.
fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

fn timestamps<'a>(array: &'a dyn Array, unit: TimeUnit, zone: Option<&str>) -> CellWriter<'a> {
    let per = per_second(unit);
    let shift = zone.map_or(0, seconds_east).saturating_mul(per);
    let write = move |value: i64, text: &mut String| moment(value.saturating_add(shift), per, text);
    match unit {
        TimeUnit::Second => numbers::<TimestampSecondType>(array, write),
        TimeUnit::Millisecond => numbers::<TimestampMillisecondType>(array, write),
        TimeUnit::Microsecond => numbers::<TimestampMicrosecondType>(array, write),
        TimeUnit::Nanosecond => numbers::<TimestampNanosecondType>(array, write),
    }
}

/// How far the clocks of a zone go before Greenwich: an offset such as `+08:00`, or a name of
/// Chinese time. Any other zone is shown by Greenwich time.
fn seconds_east(zone: &str) -> i64 {
    const CHINESE: [&str; 7] = [
        "Asia/Shanghai",
        "Asia/Chongqing",
        "Asia/Harbin",
        "Asia/Hong_Kong",
        "Asia/Macau",
        "Asia/Taipei",
        "PRC",
    ];
    if CHINESE.contains(&zone) {
        return 8 * 3600;
    }
    let (sign, rest) = match (zone.strip_prefix('+'), zone.strip_prefix('-')) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return 0,
    };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    match (digits.get(..2).map(str::parse::<i64>), digits.get(2..4).map(str::parse::<i64>)) {
        (Some(Ok(hours)), Some(Ok(minutes))) => sign * (hours * 3600 + minutes * 60),
        (Some(Ok(hours)), None) => sign * hours * 3600,
        _ => 0,
    }
}

/// A length of time, in seconds with what is left as a fraction.
fn durations<'a>(array: &'a dyn Array, unit: TimeUnit) -> CellWriter<'a> {
    let scale = match unit {
        TimeUnit::Second => 0,
        TimeUnit::Millisecond => 3,
        TimeUnit::Microsecond => 6,
        TimeUnit::Nanosecond => 9,
    };
    let write = move |value: i64, text: &mut String| decimal(value, scale, text);
    match unit {
        TimeUnit::Second => numbers::<DurationSecondType>(array, write),
        TimeUnit::Millisecond => numbers::<DurationMillisecondType>(array, write),
        TimeUnit::Microsecond => numbers::<DurationMicrosecondType>(array, write),
        TimeUnit::Nanosecond => numbers::<DurationNanosecondType>(array, write),
    }
}
