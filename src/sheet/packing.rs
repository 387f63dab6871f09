//! Files that were packed to be sent: gzip and Zstandard.

use std::io::{self, BufReader, Read};

use flate2::read::MultiGzDecoder;

use super::Limits;
use super::bytes::too_large;
use crate::finding::{Effect, Finding, Kind, Place};

/// How a text file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// gzip: `.gz`.
    Gzip,
    /// Zstandard: `.zst`.
    Zstandard,
}

/// How the file is packed that begins with these bytes.
pub(super) fn packing(first: &[u8]) -> Option<Packing> {
    match first {
        [0x1F, 0x8B, ..] => Some(Packing::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Packing::Zstandard),
        // A frame to be skipped, with which parallel packers begin.
        [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Packing::Zstandard),
        _ => None,
    }
}

/// What a packed file holds, of one member or frame or several, as it is read. Its reads fail where
/// the file ends too early or is damaged. It takes no more memory than Zstandard's usual window of
/// 128 MiB; a file that needs a larger one fails.
pub(super) fn unpacker<'a>(
    packing: Packing,
    packed: impl Read + Send + 'a,
) -> io::Result<Box<dyn Read + Send + 'a>> {
    let packed = BufReader::with_capacity(1 << 16, packed);
    Ok(match packing {
        Packing::Gzip => Box::new(MultiGzDecoder::new(packed)),
        Packing::Zstandard => Box::new(zstd::Decoder::with_buffer(packed)?),
    })
}

/// What a packed file holds, whole.
pub(super) fn unpack(
    packing: Packing,
    packed: &[u8],
    place: &Place,
    limits: &Limits,
) -> Result<Vec<u8>, Box<Finding>> {
    let limit = limits.unpacked(packed.len() as u64);
    let mut bytes = Vec::new();
    let read = unpacker(packing, packed)
        .and_then(|unpacker| unpacker.take(limit.saturating_add(1)).read_to_end(&mut bytes));
    match read {
        Ok(length) if length as u64 > limit => Err(too_large(place, length as u64, limit)),
        Ok(_) => Ok(bytes),
        Err(_) => Err(broken(packing, place)),
    }
}

/// The finding that a packed file ends too early or is damaged.
pub(super) fn broken(packing: Packing, place: &Place) -> Box<Finding> {
    let kind = match packing {
        Packing::Gzip => Kind::TruncatedGzip,
        Packing::Zstandard => Kind::TruncatedZstandard,
    };
    Box::new(Finding::new(kind, Effect::Stop, place.clone()))
}
