//! One survey exported in two ways: the same papers, which must count once.

use super::seen::SeenSheet;
use super::sketch::Found;
use super::{Said, shown_as};
use crate::platform::{Asks, Exported, Tells};
use std::path::PathBuf;

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
    let notes = |sheet: &SeenSheet| -> Vec<(Tells, Vec<(String, u64)>)> {
        let columns = sheet.columns.iter().zip(&sheet.asked);
        let mut notes: Vec<_> = columns
            .filter_map(|(column, asked)| match asked.asks {
                Asks::Note(tells) if tells != Tells::Other && column.filled > 0 => {
                    let texts = column.texts.iter().map(|(text, n)| (text.clone(), *n));
                    Some((tells, texts.collect()))
                }
                _ => None,
            })
            .collect();
        notes.sort();
        notes
    };
    let mine = notes(one);
    !mine.is_empty() && mine == notes(other)
}
