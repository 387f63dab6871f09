//! Exports of LimeSurvey, Qualtrics, Google Forms and Microsoft Forms that somebody made from their
//! descriptions who did not write their readers. Confirmed is what each `about.md` says that a
//! person must confirm, and nothing else.

use super::cases::{compare, desk};
use super::desk::Desk;

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

/// Papers that were not finished are told and count; a rule of the scheme may say otherwise.
const UNFINISHED: &str = "expected-unfinished-counted.csv";
const SURE: &str = "expected.csv";

#[test]
fn limesurvey_with_full_headings() {
    let case = "limesurvey/full-long";
    compare(&desk(case, &[]), case, UNFINISHED);
}

#[test]
fn limesurvey_with_codes_and_texts_apart_by_tabs() {
    let case = "limesurvey/tab-code-and-text";
    compare(&desk(case, &[]), case, UNFINISHED);
}

#[test]
fn limesurvey_with_codes_alone() {
    let case = "limesurvey/codes-short";
    let desk = named(desk(case, &[]), numbered(&INDICATORS, "SQ00"));
    let desk = grouped(named(desk, numbered(&LEVELS, "选项")), "A");
    compare(&registered(desk, |n| format!("U0{n}")), case, SURE);
}

#[test]
fn limesurvey_with_two_scales() {
    let case = "limesurvey/dual-scale";
    let rows = numbered(&INDICATORS, "SQ00").map(|(row, name)| (format!("{row} 1"), name));
    let desk = named(desk(case, &[]), rows);
    let desk = grouped(named(desk, numbered(&LEVELS, "选项")), "A");
    compare(&registered(desk, |n| format!("Q{n}")), case, SURE);
}

#[test]
fn qualtrics_with_three_rows_of_headings() {
    let case = "qualtrics/choice-text-three-rows";
    compare(&desk(case, &[]), case, UNFINISHED);
}

#[test]
fn qualtrics_with_two_rows_of_headings() {
    let case = "qualtrics/choice-text-two-rows";
    compare(&desk(case, &[]), case, SURE);
}

#[test]
fn qualtrics_by_numbers() {
    let case = "qualtrics/numeric-three-rows";
    // The options were recoded: there is no fifth and no sixth.
    let desk = named(desk(case, &[]), numbered(&LEVELS[..4], "选项"));
    let desk = named(desk, [("选项7".to_owned(), LEVELS[4].to_owned())].into_iter());
    compare(&grouped(desk, ""), case, UNFINISHED);
}

#[test]
fn google_forms_in_chinese() {
    let case = "google-forms/zh-forms-csv";
    compare(&desk(case, &[]), case, SURE);
}

#[test]
fn google_forms_in_english() {
    let case = "google-forms/en-sheets-csv";
    compare(&desk(case, &[]), case, SURE);
}

#[test]
fn google_forms_with_units_in_brackets() {
    let case = "google-forms/zh-sheets-xlsx";
    compare(&desk(case, &[]), case, SURE);
}

#[test]
fn microsoft_forms_with_stems() {
    let case = "ms-forms/likert-dotted";
    compare(&desk(case, &[]), case, SURE);
}

#[test]
fn microsoft_forms_with_rows_alone() {
    let case = "ms-forms/likert-statement";
    compare(&desk(case, &[]), case, SURE);
}

#[test]
fn microsoft_forms_with_rows_that_are_counted() {
    let case = "ms-forms/likert-repeated";
    compare(&registered(desk(case, &[]), |n| format!("第{n}题")), case, SURE);
}
