//! Exports of LimeSurvey, Qualtrics, Google Forms and Microsoft Forms that somebody made from their
//! descriptions who did not write their readers. Confirmed is what each `about.md` says that a
//! person must confirm, and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::desk::{Counts, Desk};

fn folder(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/platforms").join(case)
}

/// The export of a case on a desk.
fn desk(case: &str) -> Desk {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder(case)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().fold(Desk::new(), |desk, path| {
        let name = path.file_name().unwrap().to_string_lossy();
        match name.starts_with("expected") || name.starts_with("about") {
            true => desk,
            false => desk.bytes(&name, &fs::read(path).unwrap()),
        }
    })
}

/// `unit,group,indicator,level,n` of a case.
fn expected(case: &str, name: &str) -> Counts {
    let text = fs::read_to_string(folder(case).join(name)).unwrap();
    let line = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let key = [cells[0], cells[1], cells[2], cells[3]].map(str::to_owned);
        (key, cells[4].parse().unwrap())
    };
    text.trim_start_matches('\u{feff}').lines().skip(1).map(line).collect()
}

fn assert_same(got: &Counts, expected: &Counts, toml: &str) {
    let pairs = |a: &Counts, b: &Counts| -> BTreeMap<[String; 4], u64> {
        a.iter().filter(|(key, n)| b.get(*key) != Some(n)).map(|(k, n)| (k.clone(), *n)).collect()
    };
    let (more, less) = (pairs(got, expected), pairs(expected, got));
    let first = |side: &BTreeMap<[String; 4], u64>| {
        side.iter().take(5).map(|pair| format!("{pair:?}\n")).collect::<String>()
    };
    assert!(
        more.is_empty() && less.is_empty(),
        "got\n{}not\n{}\n{toml}",
        first(&more),
        first(&less)
    );
}

fn check(case: &str, name: &str, desk: Desk) {
    let read = desk.read();
    assert_same(&read.counts, &expected(case, name), read.toml());
}

const UNFINISHED: &str = "expected-unfinished-counted.csv";
const SURE: &str = "expected.csv";

#[test]
fn limesurvey_with_full_headings() {
    let case = "limesurvey/full-long";
    check(case, UNFINISHED, desk(case));
}

#[test]
fn limesurvey_with_codes_and_texts_apart_by_tabs() {
    let case = "limesurvey/tab-code-and-text";
    check(case, UNFINISHED, desk(case));
}

#[test]
fn limesurvey_with_codes_alone() {
    let case = "limesurvey/codes-short";
    check(case, SURE, desk(case));
}

#[test]
fn limesurvey_with_two_scales() {
    let case = "limesurvey/dual-scale";
    check(case, SURE, desk(case));
}

#[test]
fn qualtrics_with_three_rows_of_headings() {
    let case = "qualtrics/choice-text-three-rows";
    check(case, UNFINISHED, desk(case));
}

#[test]
fn qualtrics_with_two_rows_of_headings() {
    let case = "qualtrics/choice-text-two-rows";
    check(case, SURE, desk(case));
}

#[test]
fn qualtrics_by_numbers() {
    let case = "qualtrics/numeric-three-rows";
    check(case, UNFINISHED, desk(case));
}

#[test]
fn google_forms_in_chinese() {
    let case = "google-forms/zh-forms-csv";
    check(case, SURE, desk(case));
}

#[test]
fn google_forms_in_english() {
    let case = "google-forms/en-sheets-csv";
    check(case, SURE, desk(case));
}

#[test]
fn google_forms_with_units_in_brackets() {
    let case = "google-forms/zh-sheets-xlsx";
    check(case, SURE, desk(case));
}

#[test]
fn microsoft_forms_with_stems() {
    let case = "ms-forms/likert-dotted";
    check(case, SURE, desk(case));
}

#[test]
fn microsoft_forms_with_rows_alone() {
    let case = "ms-forms/likert-statement";
    check(case, SURE, desk(case));
}

#[test]
fn microsoft_forms_with_rows_that_are_counted() {
    let case = "ms-forms/likert-repeated";
    check(case, SURE, desk(case));
}
