//! The words that stand in the templates.

use std::collections::BTreeMap;

use crate::locale::Locale;

/// The messages that the templates name, by their id without `page-`.
const WORDS: [&str; 14] = [
    "skip",
    "contents",
    "summary",
    "notes",
    "made",
    "filter",
    "filter-hint",
    "category",
    "all",
    "joint",
    "download",
    "more",
    "profiles-hint",
    "profiles-print",
];

/// Words of a template, keyed by the id without its prefix and with `_` for `-`.
pub(in super::super) type Words = BTreeMap<String, String>;

/// The words of a language.
pub(in super::super) fn words(locale: &Locale) -> Words {
    named(locale, "page", &WORDS)
}

/// The messages whose ids begin with `prefix`, by the rest of their ids.
pub(in super::super) fn named(locale: &Locale, prefix: &str, ids: &[&str]) -> Words {
    let word = |id: &&str| (id.replace('-', "_"), locale.word(&format!("{prefix}-{id}")));
    ids.iter().map(word).collect()
}
