//! The bulletin as a small site: an entry page, and beside it a folder with a page for each section,
//! each long table and each unit, in every language, all of which open by double-click.
//!
//! *What it promises.* Each page is whole in itself: looks, script and data stand in it, a policy in
//! its head forbids it to load or send anything, and links lead only to pages of the same site.
//! Whatever comes from data is escaped, also in what scripts read; names of files are safe and
//! unlike each other. Numbers are printed as [`Cell::shown`](crate::report::Cell::shown) gives them.
//!
//! *What it does not do.* It decides nothing about what an audience may see: [`Report::compose`] and
//! [`Site::compose`] do. It writes no file.

mod data;
mod entry;
mod frame;
mod paths;
mod section;
mod unit;

use rayon::prelude::*;

use super::html::Templates;
use super::html::page::first_place;
use crate::error::Error;
use crate::locale::Locale;
use crate::report::{Material, Part, Report, Site};

use self::frame::Leading;
use self::paths::Paths;

/// What a site is made of in one language.
#[derive(Clone, Copy)]
pub struct Edition<'a> {
    /// The bulletin.
    pub report: &'a Report,
    /// What is shown beside it; of the same material, audience and language.
    pub site: &'a Site,
    /// The words.
    pub locale: &'a Locale,
}

/// All files of the site of one audience: name (relative, with `/`) and bytes.
///
/// The first edition's entry page has the name that the report's page has in its language
/// (`通报.html`); everything else is in a folder beside it. All editions are of one audience and of
/// the material, in different languages.
///
/// # Errors
/// [`Error::Document`] if a template cannot be filled, which is a fault of ours.
pub fn site(
    editions: &[(&Report, &Locale)],
    material: &Material<'_>,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let sites: Vec<Site> = editions
        .iter()
        .map(|(report, locale)| Site::compose(material, report.audience, locale))
        .collect();
    let editions: Vec<Edition<'_>> = editions
        .iter()
        .zip(&sites)
        .map(|((report, locale), site)| Edition { report, site, locale })
        .collect();
    site_pages(&editions)
}

/// The same from what was composed already.
///
/// # Errors
/// As [`site`].
pub fn site_pages(editions: &[Edition<'_>]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let Some(first) = editions.first() else { return Ok(Vec::new()) };
    let folder = first.locale.word("site-folder");
    let paths: Vec<Paths> =
        editions.iter().enumerate().map(|(at, one)| Paths::of(one, at, &folder)).collect();
    let templates = Templates::new()?;
    let mut files = Vec::new();
    for at in 0..editions.len() {
        let maker = Maker { editions, paths: &paths, at, templates: &templates };
        maker.make(&mut files)?;
    }
    Ok(files)
}

/// What any page needs: the editions, where their pages are, and which of them is made.
#[derive(Clone, Copy)]
struct Maker<'a> {
    editions: &'a [Edition<'a>],
    paths: &'a [Paths],
    at: usize,
    templates: &'a Templates,
}

/// A page, as every edition has it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Entry,
    Section(usize),
    /// By position in the report's grids.
    Table(usize),
    Unit(usize),
}

impl<'a> Maker<'a> {
    fn edition(&self) -> Edition<'a> {
        self.editions[self.at]
    }

    fn make(&self, files: &mut Vec<(String, Vec<u8>)>) -> Result<(), Error> {
        let edition = self.edition();
        let mut places = vec![Place::Entry];
        places.extend((0..edition.report.sections.len()).map(Place::Section));
        places.extend(folded(edition.report).into_iter().map(Place::Table));
        places.extend((0..edition.site.units.len()).map(Place::Unit));
        let pages: Vec<_> = places
            .par_iter()
            .map(|place| {
                let page = match *place {
                    Place::Entry => entry::entry(self),
                    Place::Section(index) => section::section(self, index),
                    Place::Table(index) => section::table(self, index),
                    Place::Unit(index) => unit::unit(self, index),
                };
                Ok((self.path(*place).to_owned(), page?.into_bytes()))
            })
            .collect::<Result<_, Error>>()?;
        files.extend(pages);
        Ok(())
    }

    fn path(&self, place: Place) -> &'a str {
        self.paths[self.at].of_place(place)
    }

    /// The link from a page of this edition to another.
    fn link(&self, from: Place, to: Place) -> String {
        paths::link(self.path(from), self.path(to))
    }

    /// A link with the words that stand there.
    fn leading(&self, from: Place, to: Place) -> Leading<'a> {
        let Edition { report, site, locale } = self.edition();
        let (title, lead): (&str, _) = match to {
            Place::Entry => (&report.title, None),
            Place::Section(index) => (&report.sections[index].title, None),
            Place::Table(index) => {
                let grid = &report.grids[index];
                (&grid.title, first_place(grid, locale))
            }
            Place::Unit(index) => (&site.units[index].name, None),
        };
        Leading { href: self.link(from, to), title, lead: lead.unwrap_or_default() }
    }
}

/// The tables that are for looking up, each once, in their order.
fn folded(report: &Report) -> Vec<usize> {
    let mut found = Vec::new();
    for part in report.sections.iter().flat_map(|section| &section.parts) {
        if let Part::Folded(index) = part
            && *index < report.grids.len()
            && !found.contains(index)
        {
            found.push(*index);
        }
    }
    found
}
