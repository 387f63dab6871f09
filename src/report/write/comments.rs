//! The files of comments: the list for the office, the tables, and one file for each unit.

use std::collections::BTreeSet;

use super::csv;
use super::plain::file_stem;
use crate::appraisal::Appraisal;
use crate::comment::Comments;
use crate::locale::Locale;
use crate::report::{Audience, comment_grids, comment_list_grid, unit_comments_grid};

/// All files of comments with their names below one folder.
///
/// The public gets the tables of counts and no text: what is quoted to whom is for the office to say.
pub fn comment_files(
    comments: &Comments,
    appraisal: &Appraisal,
    audience: Audience,
    locale: &Locale,
) -> Vec<(String, Vec<u8>)> {
    let mut taken = BTreeSet::new();
    let mut grids = comment_grids(comments, appraisal, audience, locale);
    if audience == Audience::Internal {
        grids.push(comment_list_grid(comments, appraisal, locale));
    }
    let mut files: Vec<(String, Vec<u8>)> = grids
        .iter()
        .map(|grid| (format!("{}.csv", file_stem(&grid.file, &mut taken)), csv(grid, locale)))
        .collect();
    if audience == Audience::Public {
        return files;
    }
    let folder = locale.word("comment-units-folder");
    let mut taken = BTreeSet::new();
    for (unit, _) in appraisal.units_in_force() {
        if let Some(grid) = unit_comments_grid(comments, unit, appraisal, locale) {
            let name = format!("{folder}/{}.csv", file_stem(&grid.file, &mut taken));
            files.push((name, csv(&grid, locale)));
        }
    }
    files
}
