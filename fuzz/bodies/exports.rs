//! Exports of survey platforms: recognised, proposed, filled in and read back.

use std::path::{Path, PathBuf};

use pingyi::appraisal::Appraisal;
use pingyi::init::{Proposal, propose};
use pingyi::platform::{Glimpse, Platform, recognise};
use pingyi::sheet::{Reading, open};

use super::{parts, road, told};

/// Rows below the headings that are looked at.
const ROWS: usize = 8;

/// Exports by their names, through recognition and `init` and back through intake.
pub(super) fn platforms(data: &[u8]) {
    let mut files = parts::split(data, "2024H1.csv");
    files.retain(|name, _| parts::is_plain(name));
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths: Vec<PathBuf> = Vec::new();
    for (name, bytes) in &files {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        recognised(&path, name);
        paths.push(path);
    }
    let period = "2024H1".parse().ok();
    match told::in_chinese(|locale| propose(&paths, period, None, locale)) {
        Ok(proposal) => {
            told::findings(&proposal.findings);
            back(&proposal, &folder.path().join("filled"));
        }
        Err(error) => told::error(&error),
    }
}

/// Whoever made a sheet, its headings keep their number and are complete after one time.
fn recognised(path: &Path, name: &str) {
    let book = open(path, name, &Reading::default());
    for sheet in &book.sheets {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let _ = sheet.for_each(&mut |row| {
            if rows.len() < ROWS {
                rows.push((0..row.len()).map(|index| row.get(index).to_owned()).collect());
            }
        });
        let headings = sheet.headings();
        let found = recognise(&Glimpse { file_name: name, headings, rows: &rows });
        assert!(found.is_none_or(|found| !found.evidence.is_empty()), "recognised by nothing");
        for platform in Platform::ALL {
            assert_eq!(platform.questions(headings).len(), headings.len(), "{platform:?}");
            let whole = platform.complete(headings);
            assert_eq!(whole.len(), headings.len(), "{platform:?}");
            assert_eq!(platform.complete(&whole), whole, "{platform:?}");
            let _ = platform.marks(headings);
        }
    }
}

/// Writes down what is proposed, fills it in, and reads the ballots with it.
fn back(proposal: &Proposal, folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder");
    for (name, bytes) in &proposal.files {
        let text = std::str::from_utf8(bytes).expect("what is proposed is UTF-8");
        std::fs::write(folder.join(name), filled_in(name, text)).expect("a file");
    }
    for (from, name) in &proposal.copies {
        let to = folder.join(name);
        std::fs::create_dir_all(to.parent().expect("it lies in the folder")).expect("a folder");
        std::fs::copy(from, to).expect("a file");
    }
    match Appraisal::open(folder, None) {
        Ok(appraisal) => road::walk(&appraisal, false),
        Err(error) => told::error(&error),
    }
}

/// What a clerk writes where the proposal leaves something open.
fn filled_in(name: &str, text: &str) -> String {
    let mut points = 120;
    let line = |line: &str| match line {
        "points = \"REQUIRED\"" => {
            points -= 20;
            Some(format!("points = {points}"))
        }
        "weight = \"REQUIRED\"" => None,
        "label = \"REQUIRED\"" => Some("label = \"总体评价\"".to_owned()),
        line if name == "register.csv" && line.starts_with('u') && line.ends_with(",,,,,,") => {
            Some(line.replacen(",,,,,,", ",,,政府部门,,,", 1))
        }
        line => Some(line.to_owned()),
    };
    text.lines().filter_map(line).collect::<Vec<_>>().join("\n") + "\n"
}
