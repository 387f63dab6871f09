//! What a workbook holds as an archive, looked at before anything trusts it.

use std::io::{Cursor, copy};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Limits;
use super::bytes::too_large;
use super::watch::Watch;
use crate::finding::{Effect, Finding, Kind, Place};

/// Makes sure that every part unpacks to what it declares, that each and all of them are within the
/// limits, and that none promises more than it holds. A part that lies could otherwise fill the
/// memory.
pub(super) fn check(bytes: &[u8], place: &Place, limits: &Limits) -> Result<(), Box<Finding>> {
    let damaged = |error: &ZipError| not_a_workbook(place, &detail(error));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > limits.entries {
        return Err(too_many(place, archive.len(), limits.entries, "entries"));
    }
    let limit = limits.unpacked(bytes.len() as u64);
    let mut total: u64 = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| damaged(&error))?;
        if part.enclosed_name().is_none() {
            return Err(not_a_workbook(place, "path"));
        }
        total = total.saturating_add(part.size());
        if total > limit {
            return Err(too_large(place, total, limit));
        }
        let whole = limits.kept_whole(&part.name().map_err(|error| damaged(&error))?);
        if part.size() > whole {
            return Err(too_large(place, part.size(), whole));
        }
        let mut watch = Watch::default();
        // The archive crate reads no part beyond the size it declares, and sums it up.
        copy(&mut part, &mut watch).map_err(|error| not_a_workbook(place, &error.to_string()))?;
        if watch.is_harmful() {
            return Err(not_a_workbook(place, "promise"));
        }
    }
    Ok(())
}

/// The finding that a workbook has more entries or sheets than the limit; the detail says which.
pub(super) fn too_many(place: &Place, n: usize, limit: usize, detail: &str) -> Box<Finding> {
    let finding = Finding::new(Kind::TooManyParts, Effect::Stop, place.clone())
        .with("value", n.to_string())
        .with("limit", limit.to_string())
        .with("detail", detail);
    Box::new(finding)
}

/// The finding that a file is no workbook that can be read. The detail is a code of our own
/// (`encrypted`, `path`, `promise`, `gz`, `markup`, `sav`, `damaged`) or what the reader said.
pub(super) fn not_a_workbook(place: &Place, detail: &str) -> Box<Finding> {
    let finding = Finding::new(Kind::NotAWorkbook, Effect::Stop, place.clone());
    Box::new(finding.with("detail", detail))
}

fn detail(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => {
            "encrypted".to_owned()
        }
        other => other.to_string(),
    }
}
