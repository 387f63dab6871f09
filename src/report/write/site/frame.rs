//! What stands on every page.

use minijinja::value::Value;
use serde::Serialize;

use super::super::html::ours;
use super::super::html::page::{code, edition};
use super::super::html::words::{Words, named, words};
use super::{Edition, Maker, Place, paths};
use crate::report::Audience;

/// The messages that the templates of the site name, by their id without `site-`.
const WORDS: [&str; 27] = [
    "switch",
    "home",
    "sections",
    "tables",
    "finder",
    "period",
    "measure",
    "grade",
    "search",
    "all-categories",
    "all-grades",
    "reset",
    "none",
    "more",
    "unscripted",
    "units",
    "units-lead",
    "back",
    "previous",
    "next",
    "previous-section",
    "next-section",
    "order",
    "strip",
    "profile",
    "levels",
    "made",
];

/// The head of a page and the way to other languages.
#[derive(Debug, Serialize)]
pub(super) struct Frame<'a> {
    language: &'static str,
    looks: Value,
    title: &'a str,
    /// What the page is about, where it is not the entry.
    page: &'a str,
    edition: String,
    /// The way to the entry page; absent there.
    home: Option<String>,
    languages: Vec<OtherLanguage>,
}

/// A language, and where the same place is in it; absent for that of the page.
#[derive(Debug, Serialize)]
struct OtherLanguage {
    language: &'static str,
    name: String,
    href: Option<String>,
}

/// A link with its words.
#[derive(Debug, Serialize)]
pub(super) struct Leading<'a> {
    pub(super) href: String,
    pub(super) title: &'a str,
    pub(super) lead: String,
}

impl<'a> Maker<'a> {
    /// The frame of a page.
    pub(super) fn frame(&self, place: Place, page: &'a str, looks: &str) -> Frame<'a> {
        let Edition { report, locale, .. } = self.edition();
        let elsewhere = self.editions.iter().zip(self.paths).enumerate();
        let languages: Vec<OtherLanguage> = elsewhere
            .filter(|(at, (_, paths))| *at == self.at || paths.has(place))
            .map(|(at, (other, paths))| OtherLanguage {
                language: code(other.report.language),
                name: other.locale.word("site-own-language"),
                href: (at != self.at).then(|| paths::link(self.path(place), paths.of_place(place))),
            })
            .collect();
        Frame {
            language: code(report.language),
            looks: ours(looks),
            title: &report.title,
            page,
            edition: edition(report, locale),
            home: (place != Place::Entry).then(|| self.link(place, Place::Entry)),
            languages: if languages.len() > 1 { languages } else { Vec::new() },
        }
    }

    /// The words of the edition's language.
    pub(super) fn words(&self) -> Words {
        let Edition { report, locale, .. } = self.edition();
        let mut all = words(locale);
        all.extend(named(locale, "site", &WORDS));
        all.extend(named(locale, "page", &["to-top"]));
        let internal = report.audience == Audience::Internal;
        let either = |a: &str, b: &str| locale.word(if internal { a } else { b });
        all.insert("hint".to_owned(), either("site-hint-internal", "site-hint-public"));
        all.insert("dots".to_owned(), either("site-dots-errors", "site-dots"));
        all.insert(
            "strip_hint".to_owned(),
            either("site-strip-hint-errors", "site-strip-hint-plain"),
        );
        all
    }
}

/// Looks without what only people who edit them need.
pub(super) fn pressed(looks: &str) -> String {
    let lines = looks.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
