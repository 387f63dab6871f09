//! Schemes, registers, plans and whole folders, from the texts that people write.

use std::path::PathBuf;

use pingyi::appraisal::Appraisal;
use pingyi::elsewhere::{Estimated, Source, read_counts};
use pingyi::init;
use pingyi::register::Register;
use pingyi::sampling::RaterList;
use pingyi::scheme::Scheme;
use pingyi::simulate::{Plan, simulate};
use tempfile::TempDir;

use super::road::SCHEME;
use super::{parts, road, told};

/// Ballots that a plan may make while it is tried.
const MOST: u64 = 20_000;

pub(super) fn scheme(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Scheme::read("scheme.toml", text) {
        Ok(scheme) => told::findings(&scheme.open_questions),
        Err(error) => told::error(&error),
    }
}

pub(super) fn register(data: &[u8]) {
    thread_local! {
        static FIXED: Scheme = Scheme::read("scheme.toml", SCHEME).expect("a sound scheme");
    }
    let folder = written([("register", data)]);
    let path = folder.path().join("register");
    match FIXED.with(|scheme| Register::read(&path, "register", scheme)) {
        Ok(register) => {
            let period = "2024H1".parse().expect("a period");
            let _ = (register.units(period), register.names(period));
            told::findings(&register.flags);
        }
        Err(error) => told::error(&error),
    }
}

/// A whole folder: `appraisal.toml` first, then other files, over those that are sound.
pub(super) fn appraisal(data: &[u8]) {
    let mut files = road::sound();
    let given = parts::split(data, "appraisal.toml");
    files.extend(given.into_iter().filter(|(name, _)| parts::is_plain(name)));
    let folder = written(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    match Appraisal::open(folder.path(), None) {
        Ok(appraisal) => road::walk(&appraisal, data.len().is_multiple_of(16)),
        Err(error) => told::error(&error),
    }
}

/// Estimates from elsewhere, with their covariance where there is a second file.
pub(super) fn estimates(data: &[u8]) {
    let files = parts::split(data, "table");
    let bytes = |name: &str| files.get(name).map(Vec::as_slice).unwrap_or_default();
    let folder = written([("table", bytes("table")), ("matrix", bytes("matrix"))]);
    let paths = ["table", "matrix"].map(|name| (folder.path().join(name), name));
    let [table, matrix] = [0, 1].map(|at| Source { path: &paths[at].0, shown_as: paths[at].1 });
    let has_matrix = files.contains_key("matrix");
    match Estimated::read(table, has_matrix.then_some(matrix)) {
        Ok(estimated) if estimated.units.len() < 40 => {
            let placed = estimated.rank(0.95, Some(200), 1);
            assert_eq!(placed.places.len(), estimated.units.len());
            for place in placed.places {
                for set in [place.together, place.alone] {
                    assert!((set.best..=set.worst).contains(&place.rank), "a rank outside its set");
                }
            }
        }
        Ok(_) => {}
        Err(error) => told::error(&error),
    }
}

/// Counts from elsewhere.
pub(super) fn counts(data: &[u8]) {
    let folder = written([("table", data)]);
    match read_counts(Source { path: &folder.path().join("table"), shown_as: "table" }) {
        Ok(counted) => assert!(!counted.is_empty()),
        Err(error) => told::error(&error),
    }
}

pub(super) fn plan(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Plan::read("plan.toml", text, &|_| None) {
        Ok(plan) if plan.most_ballots() <= MOST => match simulate(&plan) {
            Ok(files) => assert!(files.iter().any(|file| file.name == "appraisal.toml")),
            Err(error) => told::error(&error),
        },
        Ok(_) => {}
        Err(error) => told::error(&error),
    }
}

/// A register of raters.
pub(super) fn raters(data: &[u8]) {
    let folder = written([("raters", data)]);
    match RaterList::read(&folder.path().join("raters"), "raters") {
        Ok(list) => told::findings(&list.findings),
        Err(error) => told::error(&error),
    }
}

/// Exports of a survey platform: what is proposed opens or says what is to be filled in.
pub(super) fn propose(data: &[u8]) {
    let mut files = parts::split(data, "2024H1.csv");
    files.retain(|name, _| parts::is_plain(name));
    let folder = written(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    let paths: Vec<PathBuf> = files.keys().map(|name| folder.path().join(name)).collect();
    told::in_chinese(|locale| match init::propose(&paths, None, None, locale) {
        Ok(proposal) => {
            told::findings(&proposal.findings);
            for said in &proposal.said {
                assert!(!said.text(locale).is_empty());
            }
        }
        Err(error) => told::error(&error),
    });
}

/// A folder with these files.
fn written<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}
