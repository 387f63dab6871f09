//! What lies on the disk: its bytes, its hash, and what a gz file holds.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use sha2::{Digest as _, Sha256};

use super::Limits;
use crate::finding::{Effect, Finding, Kind, Place};

/// The bytes of a file, or what is wrong with it.
pub(super) struct Loaded {
    /// Of the bytes on disk, in hexadecimal; empty when they could not be read.
    pub(super) sha256: String,
    pub(super) bytes: Result<Vec<u8>, Box<Finding>>,
}

/// Reads a file whole. One that is too large is hashed and not kept.
pub(super) fn load(path: &Path, place: &Place, limits: &Limits) -> Loaded {
    match read(path, limits.file_bytes) {
        Ok((sha256, Kept::All(bytes))) => Loaded { sha256, bytes: Ok(bytes) },
        Ok((sha256, Kept::Nothing { length })) => {
            Loaded { sha256, bytes: Err(too_large(place, length, limits.file_bytes)) }
        }
        Err(error) => Loaded { sha256: String::new(), bytes: Err(unreadable(place, &error)) },
    }
}

/// Whether the bytes are a gz file.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1F\x8B")
}

/// What a gz file holds, of one member or several.
pub(super) fn unpack(
    packed: &[u8],
    place: &Place,
    limits: &Limits,
) -> Result<Vec<u8>, Box<Finding>> {
    let limit = limits.unpacked(packed.len());
    let mut bytes = Vec::new();
    match MultiGzDecoder::new(packed).take(limit.saturating_add(1)).read_to_end(&mut bytes) {
        Ok(length) if length as u64 > limit => Err(too_large(place, length as u64, limit)),
        Ok(_) => Ok(bytes),
        Err(_) => Err(Box::new(Finding::new(Kind::TruncatedGzip, Effect::Stop, place.clone()))),
    }
}

/// The finding that something is larger than the limit, both in bytes.
pub(super) fn too_large(place: &Place, length: u64, limit: u64) -> Box<Finding> {
    let finding = Finding::new(Kind::TooLarge, Effect::Stop, place.clone())
        .with("value", length.to_string())
        .with("limit", limit.to_string());
    Box::new(finding)
}

enum Kept {
    All(Vec<u8>),
    Nothing { length: u64 },
}

fn read(path: &Path, limit: u64) -> io::Result<(String, Kept)> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::new();
    if length <= limit {
        bytes.reserve_exact(usize::try_from(length).unwrap_or(0));
        (&mut file).take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 <= limit {
            return Ok((hexadecimal(&Sha256::digest(&bytes)), Kept::All(bytes)));
        }
    }
    let mut hash = Sha256::new_with_prefix(&bytes);
    let mut length = bytes.len() as u64;
    bytes.resize(1 << 16, 0);
    bytes.truncate(1 << 16);
    loop {
        match file.read(&mut bytes)? {
            0 => break,
            n => {
                hash.update(&bytes[..n]);
                length += n as u64;
            }
        }
    }
    Ok((hexadecimal(&hash.finalize()), Kept::Nothing { length }))
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

pub(super) fn unreadable(place: &Place, error: &io::Error) -> Box<Finding> {
    let name = place.file.as_deref().unwrap_or_default();
    let finding = match error.kind() {
        io::ErrorKind::NotFound => {
            Finding::new(Kind::MissingFile, Effect::Stop, place.clone()).with("value", name)
        }
        _ => Finding::new(Kind::UnreadableFile, Effect::Stop, place.clone())
            .with("detail", error.to_string()),
    };
    Box::new(finding)
}
