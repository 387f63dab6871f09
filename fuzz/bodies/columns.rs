//! Parquet and Arrow files as files of ballots.

use super::{road, sheets};

/// Bytes of a Parquet file: rows by themselves, then ballots in words or coded.
pub(super) fn parquet(data: &[u8]) {
    columns(b"PAR1", data);
}

/// Bytes of an Arrow file or stream, likewise.
pub(super) fn arrow(data: &[u8]) {
    columns(if data.starts_with(b"\xFF\xFF\xFF\xFF") { b"" } else { b"ARROW1" }, data);
}

/// The bytes with the mark by which such a file is known, so that none is spent on other formats.
fn columns(mark: &[u8], data: &[u8]) {
    let mut bytes = data.to_vec();
    for (byte, known) in bytes.iter_mut().zip(mark) {
        *byte = *known;
    }
    sheets::columns(&bytes);
    road::ballots(&bytes);
    road::coded_ballots(&bytes);
}
