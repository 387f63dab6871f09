//! The program as people meet it: what it prints, what it writes, and how it ends.

mod harness;
mod hostile;
mod plan;
mod standing;

use std::collections::{BTreeMap, BTreeSet};

use harness::{Folder, case};
use pingyi::finding::Kind;

#[test]
fn every_broken_input_is_told_in_both_languages_and_nothing_is_written() {
    let cases = case::all();
    // After a change of words: PINGYI_WRITE_DOWN=1 cargo test --test cli every_broken, and read
    // the difference.
    if std::env::var_os("PINGYI_WRITE_DOWN").is_some() {
        cases.iter().for_each(case::Case::write_down);
    }
    let cases = case::all();
    assert!(cases.len() >= 30, "only {} cases", cases.len());
    let differences: Vec<String> = cases.iter().flat_map(case::Case::differences).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_case_shows_the_kind_whose_folder_it_is_in() {
    for case in case::all() {
        if case.kind != "accepted" {
            assert!(case.names_its_kind(), "{}", case.path.display());
        }
    }
}

/// Kinds that no case shows, and why not.
const NOT_SHOWN: [(Kind, &str); 1] = [(
    Kind::TooManyParts,
    "a thousand sheets are too many to write down: src/sheet/tests/bombs.rs makes them",
)];

#[test]
fn every_kind_of_finding_has_a_case() {
    let shown: BTreeSet<String> = case::all().into_iter().map(|case| case.kind).collect();
    let excused: BTreeMap<&str, &str> =
        NOT_SHOWN.iter().map(|(kind, why)| (kind.id(), *why)).collect();
    for kind in Kind::ALL {
        let id = kind.id();
        assert!(shown.contains(id) != excused.contains_key(id), "{id}: shown or excused, not both");
    }
    for folder in &shown {
        let known = folder == "accepted" || Kind::ALL.iter().any(|kind| kind.id() == folder);
        assert!(known, "tests/broken/{folder} is no kind of finding");
    }
}

#[test]
fn a_sound_folder_is_done_and_says_nothing_on_standard_error() {
    let run = Folder::sound().run(&["check", "--lang", "en"]);
    assert_eq!((run.status, run.err.as_str(), run.written.len()), (0, "", 0));
    assert!(run.out.starts_with("Appraisal of a city, first half of 2024\n"), "{}", run.out);
}

#[test]
fn a_file_that_was_read_is_not_written_over() {
    for command in ["check", "count", "score", "rank"] {
        let run = Folder::sound().run(&[command, "--out", "ballots.csv", "--lang", "en"]);
        assert_eq!((run.status, run.written.len()), (64, 0), "{command}: {}", run.err);
        assert!(run.err.contains("is a file that this appraisal reads"), "{}", run.err);
    }
}

#[test]
fn a_shipped_scheme_is_saved_to_edit_and_never_over_another() {
    let folder = Folder::sound();
    let args = ["scheme", "xiaoneng-6", "--toml", "--out", "mine.toml"];
    let run = folder.run(&args);
    assert_eq!((run.status, run.err.as_str(), run.out.as_str()), (0, "", ""));
    assert!(folder.run(&args).err.contains("mine.toml"));
    assert_eq!(folder.run(&args).status, 2);
}
