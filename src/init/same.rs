//! One survey exported in two ways: the same papers, which must count once.

use std::path::PathBuf;

use super::seen::{SeenColumn, SeenSheet};
use super::sketch::Found;
use super::{Said, shown_as};
use crate::platform::{Asks, Exported, Tells};

/// Takes out sheets that hold the papers of another in another way of writing options, and says so.
/// The one with texts is kept, because it needs no mapping.
pub(super) fn set_aside(files: &[PathBuf], found: &mut Vec<Found>) -> Vec<Said> {
    let mut said = Vec::new();
    let mut kept: Vec<Found> = Vec::new();
    for (seen, recognised) in std::mem::take(found) {
        let Some(at) = kept.iter().position(|(other, _)| are_same(&seen, other)) else {
            kept.push((seen, recognised));
            continue;
        };
        let mut pair = [(seen, recognised), kept.remove(at)];
        if pair[0].0.exported != Some(Exported::Texts) {
            pair.swap(0, 1);
        }
        let [stays, leaves] = pair;
        let one = Said::new("init-same-papers").with("file", shown_as(&files[leaves.0.file]));
        said.push(one.with("other", shown_as(&files[stays.0.file])).guessed());
        kept.insert(at, stays);
    }
    *found = kept;
    said
}

/// Whether two sheets write the same papers in two ways, by what the platform notes of each paper.
fn are_same(one: &SeenSheet, other: &SeenSheet) -> bool {
    let platform = |sheet: &SeenSheet| sheet.made_by.as_ref().map(|made| made.platform);
    if platform(one).is_none() || platform(one) != platform(other) || one.exported == other.exported
    {
        return false;
    }
    let mut common = 0;
    for tells in [Tells::Started, Tells::Submitted, Tells::Duration, Tells::Device] {
        if let (Some(mine), Some(yours)) = (noted(one, tells), noted(other, tells)) {
            if mine.texts != yours.texts || mine.filled != yours.filled {
                return false;
            }
            common += 1;
        }
    }
    common > 0
}

/// The column in which the platform notes this, where it has any.
fn noted(sheet: &SeenSheet, tells: Tells) -> Option<&SeenColumn> {
    let mut columns = sheet.columns.iter().zip(&sheet.asked);
    let found =
        columns.find(|(column, asked)| asked.asks == Asks::Note(tells) && column.filled > 0);
    found.map(|(column, _)| column)
}
