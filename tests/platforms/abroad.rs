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

/// Levels, groups and units as the samples number them.
const LEVELS: [&str; 5] = ["满意", "基本满意", "一般", "不满意", "不了解"];
const GROUPS: [&str; 3] = ["市领导", "企业", "服务对象和群众"];
const UNITS: [&str; 5] =
    ["市教育局", "市公安局", "市民政局", "市财政局", "国家税务总局示例市税务局"];
const INDICATORS: [&str; 6] = [
    "业务工作",
    "制度建设和落实",
    "依法行政依法办事",
    "政务公开和事务公开",
    "办事效率和服务质量",
    "廉政建设和行风服务",
];

/// What a clerk writes for names that are quoted in the files proposed.
fn named(desk: Desk, pairs: impl Iterator<Item = (String, String)>) -> Desk {
    pairs.fold(desk, |desk, (from, to)| desk.with(&format!("\"{from}\""), &format!("\"{to}\"")))
}

/// The units where they stand in the register.
fn registered(desk: Desk, name: impl Fn(usize) -> String) -> Desk {
    UNITS.iter().enumerate().fold(desk, |desk, (at, unit)| {
        let (id, name) = (format!("u00{}", at + 1), name(at + 1));
        desk.with(&format!("{id},{name},,"), &format!("{id},{unit},,{name}"))
    })
}

/// What numbers of groups stand for.
fn grouped(desk: Desk, letter: &str) -> Desk {
    GROUPS.iter().zip(1..).fold(desk, |desk, (group, n)| {
        let to = format!("[[groups]]\nlabel = \"{group}\"\naliases = [\"{letter}{n}\"]");
        desk.with(&format!("[[groups]]\nlabel = \"{letter}{n}\""), &to)
    })
}

fn numbered<'a>(names: &'a [&str], before: &'a str) -> impl Iterator<Item = (String, String)> + 'a {
    names.iter().zip(1..).map(move |(name, n)| (format!("{before}{n}"), (*name).to_owned()))
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
    let desk = named(desk(case), numbered(&INDICATORS, "SQ00"));
    let desk = grouped(named(desk, numbered(&LEVELS, "选项")), "A");
    check(case, SURE, registered(desk, |n| format!("U0{n}")));
}

#[test]
fn limesurvey_with_two_scales() {
    let case = "limesurvey/dual-scale";
    let rows = numbered(&INDICATORS, "SQ00").map(|(row, name)| (format!("{row} 1"), name));
    let desk = named(desk(case), rows);
    let desk = grouped(named(desk, numbered(&LEVELS, "选项")), "A");
    check(case, SURE, registered(desk, |n| format!("Q{n}")));
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
    // The options were recoded: there is no fifth and no sixth.
    let desk = named(desk(case), numbered(&LEVELS[..4], "选项"));
    let desk = named(desk, [("选项7".to_owned(), LEVELS[4].to_owned())].into_iter());
    check(case, UNFINISHED, grouped(desk, ""));
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
    check(case, SURE, registered(desk(case), |n| format!("第{n}题")));
}
