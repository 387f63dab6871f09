//! The program as people meet it: what it prints, what it writes, and how it ends.

mod agree;
mod comments;
mod harness;
mod hostile;
mod leaks;
mod plan;
mod reconcile;
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

#[test]
fn what_three_machines_counted_is_merged_and_ranked_as_the_whole() {
    let row = |rater: u8, unit: &str| {
        format!("{rater},企业,{unit},满意,一般\n{rater},群众,{unit},一般,\n")
    };
    let head = "评议人编号,评议主体,单位,业务工作,办事效率\n";
    let parts: Vec<String> =
        (1..4).map(|n| format!("{}{}", row(n, "市教育局"), row(n, "市委办公室"))).collect();
    let mut files = harness::files::sound();
    files.insert("ballots.csv".to_owned(), format!("{head}{}", parts.concat()).into_bytes());
    let least = b"\n[scoring]\nmin_n_unit = 1\nmin_n_group = 1\n";
    files.get_mut("scheme.toml").expect("a scheme").extend_from_slice(least);
    let folder = Folder::with(&files);
    for (n, part) in parts.iter().enumerate() {
        std::fs::write(folder.path().join("part.csv"), format!("{head}{part}")).expect("written");
        let keys = std::str::from_utf8(&files["appraisal.toml"]).expect("text");
        let keys = keys.replace("ballots.csv", "part.csv");
        std::fs::write(folder.path().join("appraisal.toml"), keys).expect("written");
        let out = format!("{n}.{}", if n == 1 { "arrow" } else { "parquet" });
        let run = folder.run(&["count", "--out", &out, "--lang", "en"]);
        assert_eq!(
            (run.status, run.err.as_str(), run.written.as_slice()),
            (0, "", [out].as_slice())
        );
    }
    let merge =
        ["merge", "0.parquet", "1.arrow", "2.parquet", "--out", "whole.parquet", "--lang", "en"];
    let run = folder.run(&merge);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(run.out, "3 tallies were read and written as one, of 3 counts: whole.parquet\n");
    assert_eq!(folder.run(&merge).written, Vec::<String>::new(), "the same bytes again");
    let tallied = folder.run(&["score", "--from-tally", "whole.parquet", "--lang", "en"]);
    assert!(tallied.err.starts_with("note: Only counts came"), "{}", tallied.err);
    std::fs::write(folder.path().join("appraisal.toml"), &files["appraisal.toml"])
        .expect("written");
    std::fs::remove_file(folder.path().join("part.csv")).expect("removed");
    assert_eq!(folder.run(&["count", "--out", "one.csv"]).written, ["one.csv"]);
    let scored = |args: &[&str]| {
        let table = folder.run(&[&["score", "--format", "json", "--quiet"], args].concat());
        assert_eq!(table.status, 0, "{}", table.err);
        let rows: Vec<serde_json::Value> = serde_json::from_str(&table.out).expect("JSON");
        rows.iter().map(|row| (row["unit"].clone(), row["score"].clone())).collect::<Vec<_>>()
    };
    let whole = scored(&[]);
    assert!(whole.iter().any(|(_, score)| score.is_number()), "{whole:?}");
    assert_eq!(scored(&["--from-tally", "whole.parquet"]), whole);
}

#[test]
fn columns_are_no_text_and_need_a_file() {
    for args in [["rank", "--format", "arrow"], ["score", "--format", "parquet"]] {
        let run = Folder::sound().run(&[&args[..], &["--lang", "en"]].concat());
        assert_eq!((run.status, run.out.as_str()), (64, ""));
        assert!(run.err.contains("name a file with --out"), "{}", run.err);
    }
    let run = Folder::sound().run(&["count", "--ballots", "coded.csv", "--lang", "en"]);
    assert!(run.err.contains("must end in .parquet or .arrow"), "{}", run.err);
    assert_eq!((run.status, run.written.len()), (64, 0));
    let run = Folder::sound().run(&["count", "--ballots", "coded.arrow"]);
    assert_eq!((run.status, run.out.as_str(), run.written.len()), (0, "", 1));
    let run = Folder::sound().run(&["merge", "a.parquet", "--lang", "en"]);
    assert!(run.status == 64 && run.err.contains("A tally is no text"), "{}", run.err);
}
