//! What is found, and what is not taken for it.

use super::detail::{details, kind};
use super::plain_text::plain_text;
use super::*;
use crate::comment::{NameList, scrub};
use crate::locale::Locale;
use crate::scheme::Language;

fn names() -> Names {
    Names {
        secret: vec!["市密办".into(), "市教育局".into()],
        open: vec!["市教育局招生办".into(), "市财政局".into()],
    }
}

#[test]
fn a_secret_name_is_found_but_not_within_a_longer_name_that_is_told() {
    let names = names();
    assert_eq!(names.in_text("市财政局、市密办").as_deref(), Some("市密办"));
    assert_eq!(names.in_text("市教育局招生办"), None);
    assert_eq!(names.in_text("市教育局招生办和市教育局").as_deref(), Some("市教育局"));
    assert_eq!(names.in_text(""), None);
}

#[test]
fn a_secret_name_is_no_piece_of_another_word() {
    let names = Names { secret: vec!["Tax".into(), "密档室".into()], open: Vec::new() };
    assert_eq!(names.in_text("Taxi, Syntax"), None);
    assert_eq!(names.in_text("the Tax, 2025").as_deref(), Some("Tax"));
    assert_eq!(names.in_text("A密档室1").as_deref(), Some("密档室"));
}

#[test]
fn details_of_persons_are_known_by_their_shape() {
    let found = |text: &str| details(text).map(kind).collect::<Vec<_>>();
    assert_eq!(found("电话13800138000。"), ["mobile number"]);
    assert_eq!(
        found("13800138000,a@b.cn;来自 10.0.0.7"),
        ["mobile number", "mail address", "network address"]
    );
    // The worked example of GB 11643-1999.
    assert_eq!(found("11010519491231002X"), ["identity card"]);
    assert_eq!(found("110105194912310021"), Vec::<&str>::new());
    assert_eq!(found("2025-07-01 09:30:15"), ["time of day"]);
}

#[test]
fn scores_fractions_dates_and_hashes_are_no_details() {
    for text in [
        "84.39",
        "13800138000/17",
        "2025-07-01",
        "2025H2",
        "1,234,567",
        "0.1.0",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1:3",
        "M10.5,3.25 L1.1,2",
        "第12345号",
    ] {
        assert_eq!(details(text).collect::<Vec<_>>(), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn words_stand_apart_from_marks_in_pages_and_packed_documents() {
    let page = b"<p title=\"a&amp;b\">\xe5\xb8\x82<b>\xe5\xb1\x80</b></p>";
    assert!(plain_text("x.html", page)[0].contains("a&b"));
    assert!(plain_text("x.png", page).is_empty());
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "13800138000").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let texts = plain_text("x.xlsx", &bytes);
    assert!(texts.iter().any(|text| details(text).next().is_some()));
}

#[test]
fn only_what_leaves_the_office_is_looked_over() {
    assert!(leaves("public/report.json") && leaves("units/甲/反馈函.docx"));
    assert!(!leaves("internal/audit.csv") && !leaves("publicity/x.csv"));
}

/// What a rater writes must not stop a report: whatever is looked for here is struck out there.
#[test]
fn a_comment_that_was_scrubbed_holds_no_details() {
    let locales = [Language::Chinese, Language::English].map(Locale::new);
    let pool: Vec<char> = "0011233456789..::::--@@//_+% aXx甲：．＠，一".chars().collect();
    let mut state = 11_u64;
    for _ in 0..6_000 {
        let mut text = String::new();
        for _ in 0..24 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push(pool[usize::try_from(state >> 33).unwrap() % pool.len()]);
        }
        let left = scrub(&text, &NameList::default());
        for locale in &locales {
            let left = left.shown(locale);
            assert_eq!(details(&left).collect::<Vec<_>>(), Vec::<&str>::new(), "{text} → {left}");
        }
    }
}

#[test]
fn a_name_that_is_a_word_of_ours_is_not_looked_for() {
    assert!(is_our_word("办公室") && is_our_word("Rank"));
    assert!(!is_our_word("市密档管理室") && !is_our_word("市教育局"));
}
