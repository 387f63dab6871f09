//! The ballot files in a folder, and what in it is none.

use std::path::{Path, PathBuf};

/// Endings of files that may hold ballots; packed texts end twice.
const ENDINGS: [&str; 14] = [
    "csv", "tsv", "txt", "gz", "zst", "xlsx", "xlsm", "xls", "et", "ett", "parquet", "pq", "arrow",
    "feather",
];

/// Folders within folders that are looked into; no survey is kept deeper.
const DEPTH: usize = 32;

/// What lies in a folder and in the folders below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Files that may hold ballots, in the order of their names.
    pub files: Vec<PathBuf>,
    /// What was left out, and why, in the same order.
    pub left_out: Vec<(PathBuf, LeftOut)>,
}

/// Why a file is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// The mark that Excel or LibreOffice sets beside a file that is open.
    Lock,
    /// Its name begins with a dot.
    Hidden,
    /// It ends as no ballot file does.
    Other,
}

impl LeftOut {
    /// The word by which a finding names it.
    pub fn id(self) -> &'static str {
        match self {
            LeftOut::Lock => "lock",
            LeftOut::Hidden => "hidden",
            LeftOut::Other => "other",
        }
    }

    /// Why a file with this name is left out wherever it lies; `None` for any that is not.
    pub fn of_name(path: &Path) -> Option<LeftOut> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("~$") || name.starts_with(".~lock.") {
            return Some(LeftOut::Lock);
        }
        name.starts_with('.').then_some(LeftOut::Hidden)
    }
}

impl Found {
    /// Looks through a folder and those below it. Links to folders are not followed, hidden folders
    /// not entered.
    pub fn below(folder: &Path) -> Found {
        let mut found = Found::default();
        found.look(folder, DEPTH);
        found.files.sort();
        found.left_out.sort();
        found
    }

    fn look(&mut self, folder: &Path, depth: usize) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let (path, kind) = (entry.path(), entry.file_type());
            let is_folder = kind.is_ok_and(|kind| kind.is_dir());
            if let Some(why) = LeftOut::of_name(&path) {
                self.left_out.push((path, why));
            } else if is_folder && depth > 0 {
                self.look(&path, depth - 1);
            } else if path.is_file() {
                match is_ballot_name(&path) {
                    true => self.files.push(path),
                    false => self.left_out.push((path, LeftOut::Other)),
                }
            }
        }
    }
}

fn is_ballot_name(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    ENDINGS.contains(&ending.as_str())
}
