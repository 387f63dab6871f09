//! The files of the folder, with a comment at every guess.

mod appraisal;
mod scheme;
mod table;

use std::path::{Path, PathBuf};

use super::called::stem;
use super::{Plan, Said};
use crate::appraisal::Layout;
use crate::locale::Locale;
use crate::naming::is_hidden;
use crate::period::Period;

/// A name in the folder, and content.
type Written = (String, Vec<u8>);

/// The files to be written and the files to be copied.
pub(super) fn draft(plan: &Plan<'_>, locale: &Locale) -> (Vec<Written>, Vec<(PathBuf, String)>) {
    let copies = copies(plan);
    let text = appraisal::appraisal(plan, &copies, locale);
    let mut files = vec![("appraisal.toml".to_owned(), text.into_bytes())];
    if let Some(text) = scheme::scheme(plan, locale) {
        files.push((scheme::FILE.to_owned(), text.into_bytes()));
    }
    files.push((table::REGISTER.to_owned(), table::register(plan, locale)));
    for period in periods(plan) {
        files.push((table::returns_file(plan, period), table::returns(plan, locale)));
    }
    (files, copies.into_iter().flatten().collect())
}

/// The periods of the files, in time, one that is not known first.
fn periods(plan: &Plan<'_>) -> Vec<Option<Period>> {
    let mut periods: Vec<_> = plan.sketch.blocks.iter().map(|block| block.period).collect();
    periods.sort_unstable();
    periods.dedup();
    periods
}

/// For each file given, where it is to lie; no two at one place.
fn copies(plan: &Plan<'_>) -> Vec<Option<(PathBuf, String)>> {
    let mut copies: Vec<Option<(PathBuf, String)>> = Vec::new();
    for (index, path) in plan.files.iter().enumerate() {
        let block = plan.sketch.blocks.iter().find(|block| block.files.contains(&index));
        copies.push(block.map(|block| {
            let folder = block.period.map_or("ballots".to_owned(), |period| period.to_string());
            let taken = |name: &String| copies.iter().flatten().any(|(_, known)| known == name);
            let mut name = format!("{folder}/{}", plain_name(path, 1));
            let mut number = 1;
            while taken(&name) {
                number += 1;
                name = format!("{folder}/{}", plain_name(path, number));
            }
            (path.clone(), name)
        }));
    }
    copies
}

/// The name of a file with dots only before its extensions: names are read up to the first dot.
fn plain_name(path: &Path, number: usize) -> String {
    let name = super::shown_as(path);
    let stem = stem(path);
    let ends = name.strip_prefix(stem.as_str()).unwrap_or("").to_owned();
    let stem = stem.replace('.', "_");
    if number == 1 { format!("{stem}{ends}") } else { format!("{stem}_{number}{ends}") }
}

/// The name of a layout in the user's words.
pub(super) fn layout_word(layout: Layout, locale: &Locale) -> String {
    locale.word(match layout {
        Layout::Wide => "init-layout-wide",
        Layout::RaterUnit => "init-layout-rater-unit",
        Layout::Long => "init-layout-long",
        Layout::BundlesLong => "init-layout-bundles-long",
        Layout::BundlesWide => "init-layout-bundles-wide",
    })
}

/// A period in the user's words and as it is written in files.
pub(super) fn period_word(period: Period, locale: &Locale) -> String {
    format!("{} ({period})", locale.period(period))
}

/// A text between quotation marks, as TOML reads it; also for keys.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // Headings and names are compared without what nobody sees.
            c if is_hidden(c) => {}
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn quoted_list<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// A comment that asks a person to confirm what was guessed.
fn confirm(said: &Said, locale: &Locale) -> String {
    let what = said.text(locale);
    comment(&Said::new("init-confirm").with("what", what).text(locale))
}

/// A comment of one line.
fn comment(text: &str) -> String {
    let line: String = text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect();
    format!("# {line}\n")
}
