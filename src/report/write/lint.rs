//! The last look (公布前检查) at what leaves the office: no name that is not published, and no personal detail.
//!
//! Everything for the public and the units is made of what may be told, so this finds nothing as long as the
//! writers are right. It is here for the day on which one is not: then nothing is written.

mod detail;
mod plain_text;

use std::collections::BTreeSet;

use memchr::memmem::Finder;
use rayon::prelude::*;

use self::detail::{details, kind};
use self::plain_text::plain_text;
use super::folder::Folder;
use super::readers::{PUBLIC, UNITS};
use crate::appraisal::Appraisal;
use crate::error::Error;
use crate::locale::is_our_word;
use crate::scheme::{Category, Label, Publication};

/// A name of fewer characters may be a word of any sentence.
const SHORTEST: usize = 3;

/// Looks over every file that leaves the office; `leaves` says by its name whether one does.
///
/// # Errors
/// [`Error::Leak`] with the first file, by name, that says the name of a unit which is for the leaders only,
/// or a personal detail: a mobile number, the number of an identity card, a mail or network address, a time
/// of day. What the office wrote itself into title, office and notice is its own to tell.
pub(super) fn look_over(
    folder: &Folder,
    appraisal: &Appraisal,
    leaves: &dyn Fn(&str) -> bool,
) -> Result<(), Error> {
    let names = Names::of(appraisal);
    let own = Own::of(appraisal);
    let files: Vec<&str> =
        folder.files().map(|written| written.file.as_str()).filter(|name| leaves(name)).collect();
    let look = |name: &str| {
        let bytes = folder.bytes(name)?.unwrap_or_default();
        match said(name, &bytes, &names, &own) {
            Some(what) => Err(Error::Leak { name: name.to_owned(), what }),
            None => Ok(()),
        }
    };
    // The first of them is told, whichever thread finds one first.
    files.into_par_iter().map(look).collect::<Vec<_>>().into_iter().collect()
}

/// Whether a file of a report is for readers outside the office.
pub(super) fn leaves(name: &str) -> bool {
    [PUBLIC, UNITS]
        .iter()
        .any(|folder| name.strip_prefix(folder).is_some_and(|n| n.starts_with('/')))
}

/// What a file says that it must not; its own name counts too.
fn said(name: &str, bytes: &[u8], names: &Names, own: &Own) -> Option<String> {
    if let Some(secret) = names.in_text(name) {
        return Some(secret);
    }
    for text in plain_text(name, bytes) {
        if let Some(secret) = names.in_text(&text) {
            return Some(secret);
        }
        if let Some(detail) =
            details(&text).find(|detail| !own.0.iter().any(|o| o.contains(*detail)))
        {
            return Some(kind(detail).to_owned());
        }
    }
    None
}

/// What the office wrote itself: about itself, and into the scheme.
struct Own(Vec<String>);

impl Own {
    fn of(appraisal: &Appraisal) -> Own {
        let scheme = &appraisal.scheme;
        let open = |category: &&Category| category.publication != Publication::Internal;
        let grades = scheme.grading.iter().flat_map(|grading| grading.labels());
        let labels = [&appraisal.title, &appraisal.office, &appraisal.notice]
            .into_iter()
            .chain([&scheme.name, &scheme.note])
            .chain(scheme.groups.iter().map(|group| &group.label))
            .chain(scheme.indicators.all().iter().map(|indicator| &indicator.label))
            .chain(scheme.categories.iter().filter(open).map(|category| &category.label))
            .chain(scheme.scale.bins().into_iter().map(|bin| bin.label))
            .chain(grades);
        let sources = scheme.sources.iter();
        let sources = sources
            .flat_map(|source| [Some(&source.title), source.url.as_ref(), source.covers.as_ref()]);
        let reasons = scheme.rules.iter().map(|rule| rule.reason.as_ref());
        let texts = sources.chain(reasons).flatten().cloned();
        Own(labels.flat_map(spellings).chain(texts).collect())
    }
}

/// The names of units that are for the leaders only, and of those that are not.
struct Names {
    secret: Vec<String>,
    open: Vec<String>,
}

impl Names {
    fn of(appraisal: &Appraisal) -> Names {
        let of = |wanted: bool| -> BTreeSet<String> {
            let units = appraisal.units.iter().enumerate();
            let units = units
                .filter(|(at, _)| (appraisal.publication(*at) == Publication::Internal) == wanted);
            units.flat_map(|(_, unit)| spellings(&unit.name)).collect()
        };
        let mut open = of(false);
        open.extend(Own::of(appraisal).0);
        // A name that is both tells nothing: it may be that of the unit which is published. Nor does one
        // that is as short as a word, or a word of our own sentences, such as 办公室.
        let secret = of(true).into_iter().filter(|name| {
            !open.contains(name) && name.chars().count() >= SHORTEST && !is_our_word(name)
        });
        Names { secret: secret.collect(), open: open.into_iter().collect() }
    }

    /// The first secret name in a text, but where it is part of the longer name of an open unit.
    fn in_text(&self, text: &str) -> Option<String> {
        let secret = self.secret.iter().find(|secret| {
            let longer: Vec<&String> =
                self.open.iter().filter(|open| open.contains(secret.as_str())).collect();
            let finder = Finder::new(secret.as_bytes());
            let stands =
                |at: usize| is_whole(text, at, secret) && !is_part(text, at, secret, &longer);
            finder.find_iter(text.as_bytes()).any(stands)
        });
        secret.cloned()
    }
}

/// Whether the name at a place of a text is no piece of a longer word, such as `Tax` in `Taxi`.
fn is_whole(text: &str, at: usize, name: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (before, after) = (&text[..at], &text[at + name.len()..]);
    let goes_on = |inside: Option<char>, outside: Option<char>| letter(inside) && letter(outside);
    !goes_on(name.chars().next(), before.chars().next_back())
        && !goes_on(name.chars().next_back(), after.chars().next())
}

/// Whether the name at a place of a text is part of a longer name that stands there.
fn is_part(text: &str, at: usize, secret: &str, longer: &[&String]) -> bool {
    longer.iter().any(|open| {
        open.match_indices(secret).any(|(within, _)| {
            at.checked_sub(within)
                .is_some_and(|start| text.as_bytes()[start..].starts_with(open.as_bytes()))
        })
    })
}

fn spellings(label: &Label) -> impl Iterator<Item = String> {
    [&label.zh, &label.en].into_iter().filter(|text| !text.is_empty()).cloned()
}

#[cfg(test)]
mod tests;
