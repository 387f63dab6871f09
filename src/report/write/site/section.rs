//! A section of the bulletin as a page, and a long table as a page.

use minijinja::value::Value;
use serde::Serialize;

use super::super::html::layout::is_sideways;
use super::super::html::page::Anchors;
use super::super::html::table::{Hinted, Links, Table};
use super::super::html::words::Words;
use super::super::html::{SCRIPT, TABLE, ours};
use super::frame::{Frame, Leading};
use super::{Edition, Maker, Place, entry};
use crate::error::Error;
use crate::locale::Args;
use crate::report::{Figure, Grid, Part};

const TEMPLATE: &str = "site/section.html";

/// A drawing with more bytes than this is in the folder of figures alone: no page should be
/// slow for its sake.
const LARGEST_DRAWING: usize = 900_000;

#[derive(Serialize)]
struct SectionPage<'a> {
    frame: Frame<'a>,
    words: Words,
    office: &'a str,
    sections: Vec<Listed<'a>>,
    paragraphs: &'a [String],
    starts_wide: bool,
    parts: Vec<PartView<'a>>,
    before: Option<Leading<'a>>,
    after: Option<Leading<'a>>,
    script: Value,
}

#[derive(Serialize)]
struct Listed<'a> {
    href: String,
    title: &'a str,
    here: bool,
}

/// A table is ready HTML, or elsewhere; a figure its title and drawing, or apart.
#[derive(Serialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
enum PartView<'a> {
    Table { html: Value },
    Elsewhere(Leading<'a>),
    Figure { anchor: String, title: &'a str, drawing: Value },
    Apart { text: String },
    Units { units: Vec<Leading<'a>> },
}

/// The page of a section.
pub(super) fn section(maker: &Maker<'_>, index: usize) -> Result<String, Error> {
    let Edition { report, .. } = maker.edition();
    let section = &report.sections[index];
    let place = Place::Section(index);
    let mut filling = Filling::new(maker, place);
    let parts = section.parts.iter().filter_map(|part| filling.part(*part).transpose());
    let parts = parts.collect::<Result<Vec<_>, Error>>()?;
    let near = |at: Option<usize>| {
        let at = at.filter(|at| *at < report.sections.len())?;
        Some(maker.leading(place, Place::Section(at)))
    };
    let starts_wide = match section.parts.first() {
        Some(Part::Grid(first)) => report.grids.get(*first).is_some_and(is_sideways),
        _ => false,
    };
    let page = SectionPage {
        starts_wide,
        paragraphs: &section.paragraphs,
        before: near(index.checked_sub(1)),
        after: near(Some(index + 1)),
        ..page(maker, place, &section.title, parts)
    };
    maker.templates.fill(TEMPLATE, &page)
}

/// The page of one table that a section only names.
pub(super) fn table(maker: &Maker<'_>, index: usize) -> Result<String, Error> {
    let Edition { report, .. } = maker.edition();
    let grid = &report.grids[index];
    let place = Place::Table(index);
    let html = Filling::new(maker, place).table(grid)?;
    let page = page(maker, place, &grid.title, vec![PartView::Table { html }]);
    maker.templates.fill(TEMPLATE, &page)
}

fn page<'a>(
    maker: &Maker<'a>,
    place: Place,
    title: &'a str,
    parts: Vec<PartView<'a>>,
) -> SectionPage<'a> {
    let Edition { report, .. } = maker.edition();
    let sections = report.sections.iter().enumerate().map(|(at, section)| Listed {
        href: maker.link(place, Place::Section(at)),
        title: &section.title,
        here: place == Place::Section(at),
    });
    SectionPage {
        frame: maker.frame(place, title, &entry::looks()),
        words: maker.words(),
        office: &report.office,
        sections: sections.collect(),
        paragraphs: &[],
        starts_wide: false,
        parts,
        before: None,
        after: None,
        script: ours(SCRIPT),
    }
}

/// Fills the parts of a page in their order.
struct Filling<'a, 'b> {
    maker: &'b Maker<'a>,
    place: Place,
    links: Links<'a>,
    hinted: Hinted,
    anchors: Anchors,
}

impl<'a, 'b> Filling<'a, 'b> {
    fn new(maker: &'b Maker<'a>, place: Place) -> Filling<'a, 'b> {
        let units = maker.edition().site.units.iter().enumerate();
        let pages =
            units.map(|(at, unit)| (unit.name.as_str(), maker.link(place, Place::Unit(at))));
        let links = Links::pages(pages);
        Filling { maker, place, links, hinted: Hinted::default(), anchors: Anchors::default() }
    }

    fn part(&mut self, part: Part) -> Result<Option<PartView<'a>>, Error> {
        let Edition { report, site, .. } = self.maker.edition();
        Ok(match part {
            Part::Grid(index) => match report.grids.get(index) {
                Some(grid) => Some(PartView::Table { html: self.table(grid)? }),
                None => None,
            },
            Part::Folded(index) if index < report.grids.len() => {
                Some(PartView::Elsewhere(self.maker.leading(self.place, Place::Table(index))))
            }
            Part::Folded(_) => None,
            Part::Figure(index) => report.figures.get(index).map(|figure| self.figure(figure)),
            Part::Profiles => {
                let units = (0..site.units.len()).map(Place::Unit);
                let units = units.map(|unit| self.maker.leading(self.place, unit)).collect();
                Some(PartView::Units { units })
            }
        })
    }

    fn table(&mut self, grid: &Grid) -> Result<Value, Error> {
        let Edition { locale, .. } = self.maker.edition();
        let anchor = self.anchors.give(&format!("table-{}", grid.id));
        let table = Table::new(grid, anchor, locale, &self.links, &mut self.hinted);
        Ok(ours(self.maker.templates.fill(TABLE, &table)?))
    }

    fn figure(&mut self, figure: &'a Figure) -> PartView<'a> {
        let drawing = figure.chart.svg().trim_end();
        if drawing.len() > LARGEST_DRAWING {
            let args = Args::none().text("title", figure.title.as_str());
            let args = args.text("file", figure.file.as_str());
            let text = self.maker.edition().locale.text("site-figure-apart", args);
            return PartView::Apart { text };
        }
        PartView::Figure {
            anchor: self.anchors.give(&format!("figure-{}", figure.chart.name())),
            title: &figure.title,
            drawing: ours(drawing),
        }
    }
}
