//! What lies on the disk: its bytes and its hash.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

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
    let length = bytes.len() as u64 + feed(&mut hash, &mut file)?;
    Ok((hexadecimal(&hash.finalize()), Kept::Nothing { length }))
}

/// SHA-256 in hexadecimal of what is left of a file, without keeping it.
pub(super) fn hash(file: &mut File) -> io::Result<String> {
    let mut hash = Sha256::new();
    feed(&mut hash, file)?;
    Ok(hexadecimal(&hash.finalize()))
}

/// Hashes what is left of a file, and gives how many bytes that was.
fn feed(hash: &mut Sha256, file: &mut File) -> io::Result<u64> {
    let mut bytes = vec![0; 1 << 16];
    let mut length = 0;
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(length),
            n => {
                hash.update(&bytes[..n]);
                length += n as u64;
            }
        }
    }
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The finding that the system did not let a file be read.
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
