//! Where the pages are, and how they lead to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::super::html::page::code;
use super::super::plain::file_stem;
use super::{Edition, Place, folded};

/// The extension of all pages.
const PAGE: &str = "html";

/// Where the pages of an edition are, as names relative to the folder of the report.
pub(super) struct Paths {
    entry: String,
    sections: Vec<String>,
    tables: BTreeMap<usize, String>,
    units: Vec<String>,
}

impl Paths {
    /// The first edition's pages are in the folder, those of others in folders within it.
    pub(super) fn of(edition: &Edition<'_>, at: usize, folder: &str) -> Paths {
        let Edition { report, site, locale } = *edition;
        let name = locale.word("file-bulletin");
        let within = match at {
            0 => folder.to_owned(),
            _ => format!("{folder}/{}", code(report.language)),
        };
        let mut taken = BTreeSet::new();
        let mut give = |stem: &str| format!("{within}/{}.{PAGE}", file_stem(stem, &mut taken));
        let stem = name.strip_suffix(&format!(".{PAGE}")).unwrap_or(&name);
        let inside = give(stem);
        let tables = folded(report);
        Paths {
            entry: if at == 0 { name } else { inside },
            sections: report.sections.iter().map(|section| give(&section.title)).collect(),
            tables: tables
                .into_iter()
                .map(|index| (index, give(&report.grids[index].file)))
                .collect(),
            units: site.units.iter().map(|unit| give(&unit.name)).collect(),
        }
    }

    pub(super) fn of_place(&self, place: Place) -> &str {
        match place {
            Place::Entry => &self.entry,
            Place::Section(index) => &self.sections[index],
            Place::Table(index) => &self.tables[&index],
            Place::Unit(index) => &self.units[index],
        }
    }

    /// The same place here, where this edition has it.
    pub(super) fn has(&self, place: Place) -> bool {
        match place {
            Place::Entry => true,
            Place::Section(index) => index < self.sections.len(),
            Place::Table(index) => self.tables.contains_key(&index),
            Place::Unit(index) => index < self.units.len(),
        }
    }
}

/// The relative address of `to` as seen from `from`.
pub(super) fn link(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let shared = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b);
    let shared = shared.count();
    let up = std::iter::repeat_n("..".to_owned(), folders - shared);
    let down = to[shared..].iter().map(|part| address(part));
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A name as a part of an address: what has a meaning there is written as its code.
fn address(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '%' | '#' | '?' | ';' | '&' | '+' | '\'' | '"' | '<' | '>' | ' ' | '\\' | ':' | '`'
            | '{' | '}' | '|' | '^' => out.push_str(&format!("%{:02X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn a_link_climbs_no_higher_than_it_must() {
        assert_eq!(link("通报.html", "网页/市教育局.html"), "网页/市教育局.html");
        assert_eq!(link("网页/市教育局.html", "通报.html"), "../通报.html");
        assert_eq!(link("网页/a.html", "网页/en/b c.html"), "en/b%20c.html");
        assert_eq!(link("网页/en/a.html", "网页/b.html"), "../b.html");
        assert_eq!(link("网页/en/a.html", "网页/en/b.html"), "b.html");
    }

    #[test]
    fn what_has_a_meaning_in_an_address_is_written_as_its_code() {
        assert_eq!(link("a", "100% #1?.html"), "100%25%20%231%3F.html");
    }
}
