//! What the template of the whole page is filled with.

use std::collections::BTreeMap;

use minijinja::value::Value;
use serde::Serialize;

use super::layout::is_sideways;
use super::table::{Hinted, Links, Table};
use super::words::{Words, words};
use super::{LOOKS, SCRIPT, TABLE, Templates, ours};
use crate::error::Error;
use crate::locale::{Args, Locale};
use crate::report::{Audience, Cell, Figure, Grid, GridRow, Part, Report, Section};
use crate::scheme::Language;

/// The anchors that the template gives.
const TAKEN: [&str; 5] = ["top", "content", "contents-title", "part-summary", "part-notes"];

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct Page<'a> {
    language: &'static str,
    looks: Value,
    script: Value,
    words: Words,
    title: &'a str,
    office: &'a str,
    edition: String,
    notice: &'a str,
    facts: &'a [(String, String)],
    summary: &'a [String],
    sections: Vec<SectionView<'a>>,
    notes: &'a [(String, String)],
    expand: String,
    collapse: String,
    to_top: String,
}

#[derive(Debug, Serialize)]
struct SectionView<'a> {
    anchor: String,
    title: &'a str,
    paragraphs: &'a [String],
    /// Whether its first part is a table that is printed sideways: its heading goes along.
    starts_wide: bool,
    parts: Vec<PartView<'a>>,
}

/// A table is ready HTML, folded below its title and first place where it is for looking up; a
/// figure its title and drawing, the gallery a list of figures.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
enum PartView<'a> {
    Table { html: Value },
    Folded { html: Value, title: &'a str, lead: String },
    Figure(FigureView<'a>),
    Gallery { figures: Vec<FigureView<'a>> },
}

#[derive(Debug, Serialize)]
struct FigureView<'a> {
    anchor: String,
    title: &'a str,
    drawing: Value,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        report: &'a Report,
        locale: &Locale,
        templates: &Templates,
    ) -> Result<Page<'a>, Error> {
        Ok(Page {
            language: code(report.language),
            looks: ours(LOOKS),
            script: ours(SCRIPT),
            words: words(locale),
            title: &report.title,
            office: &report.office,
            edition: edition(report, locale),
            notice: &report.notice,
            facts: &report.facts,
            summary: &report.summary,
            sections: Filling::new(report, locale, templates).sections()?,
            notes: &report.notes,
            expand: locale.word("page-expand"),
            collapse: locale.word("page-collapse"),
            to_top: locale.word("page-to-top"),
        })
    }
}

/// The language as HTML names it.
pub(in super::super) fn code(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    }
}

/// Whose edition it is.
pub(in super::super) fn edition(report: &Report, locale: &Locale) -> String {
    locale.word(match report.audience {
        Audience::Internal => "page-internal",
        Audience::Public => "page-public",
    })
}

/// Fills the sections in their order and sees to it that no anchor is given twice.
struct Filling<'a, 'b> {
    report: &'a Report,
    locale: &'b Locale,
    templates: &'b Templates,
    links: Links<'a>,
    hinted: Hinted,
    anchors: Anchors,
    gallery_stands: bool,
}

impl<'a, 'b> Filling<'a, 'b> {
    fn new(report: &'a Report, locale: &'b Locale, templates: &'b Templates) -> Filling<'a, 'b> {
        let mut parts = report.sections.iter().flat_map(|section| &section.parts);
        let links = if parts.any(|part| *part == Part::Profiles) {
            Links::to(&report.profiles)
        } else {
            Links::default()
        };
        let anchors = Anchors::default();
        let (hinted, gallery_stands) = (Hinted::default(), false);
        Filling { report, locale, templates, links, hinted, anchors, gallery_stands }
    }

    fn sections(mut self) -> Result<Vec<SectionView<'a>>, Error> {
        let sections = self.report.sections.iter();
        sections
            .map(|section| {
                let anchor = self.anchors.give(&section.id);
                let parts = section.parts.iter().filter_map(|part| self.part(*part).transpose());
                let parts = parts.collect::<Result<Vec<_>, Error>>()?;
                Ok(SectionView {
                    anchor,
                    title: &section.title,
                    paragraphs: &section.paragraphs,
                    starts_wide: self.starts_wide(section),
                    parts,
                })
            })
            .collect()
    }

    fn starts_wide(&self, section: &Section) -> bool {
        match section.parts.first() {
            Some(Part::Grid(index)) => self.report.grids.get(*index).is_some_and(is_sideways),
            _ => false,
        }
    }

    fn part(&mut self, part: Part) -> Result<Option<PartView<'a>>, Error> {
        match part {
            Part::Grid(index) => {
                let Some(grid) = self.report.grids.get(index) else { return Ok(None) };
                Ok(Some(PartView::Table { html: self.table(grid)? }))
            }
            Part::Folded(index) => {
                let Some(grid) = self.report.grids.get(index) else { return Ok(None) };
                let lead = first_place(grid, self.locale).unwrap_or_default();
                Ok(Some(PartView::Folded { html: self.table(grid)?, title: &grid.title, lead }))
            }
            Part::Figure(index) => {
                let Some(figure) = self.report.figures.get(index) else { return Ok(None) };
                let anchor = self.anchors.give(&format!("figure-{}", figure.chart.name()));
                Ok(Some(PartView::Figure(view(figure, anchor))))
            }
            // A second gallery would repeat the ids that names lead to.
            Part::Profiles if self.gallery_stands || self.report.profiles.is_empty() => Ok(None),
            Part::Profiles => {
                self.gallery_stands = true;
                let figures = self.report.profiles.iter().enumerate();
                let figures =
                    figures.map(|(index, figure)| view(figure, Links::anchor(index))).collect();
                Ok(Some(PartView::Gallery { figures }))
            }
        }
    }

    fn table(&mut self, grid: &Grid) -> Result<Value, Error> {
        let anchor = self.anchors.give(&format!("table-{}", grid.id));
        let table = Table::new(grid, anchor, self.locale, &self.links, &mut self.hinted);
        Ok(ours(self.templates.fill(TABLE, &table)?))
    }
}

/// The anchors of a page, each given once.
#[derive(Debug)]
pub(in super::super) struct Anchors(BTreeMap<String, usize>);

impl Default for Anchors {
    fn default() -> Anchors {
        Anchors(TAKEN.iter().map(|anchor| ((*anchor).to_owned(), 1)).collect())
    }
}

impl Anchors {
    /// `wanted`, or `wanted-2`, `wanted-3` … where it is taken. Blanks cannot stand in an anchor.
    pub(in super::super) fn give(&mut self, wanted: &str) -> String {
        let wanted: String =
            wanted.chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect();
        let times = self.0.entry(wanted.clone()).or_default();
        *times += 1;
        if *times == 1 { wanted } else { format!("{wanted}-{times}") }
    }
}

/// Who is first in a league table, and with what score.
pub(in super::super) fn first_place(grid: &Grid, locale: &Locale) -> Option<String> {
    if !grid.id.starts_with("league") {
        return None;
    }
    let at = |id: &str| grid.columns.iter().position(|column| column.id == id);
    let (rank, unit, score) = (at("rank")?, at("unit")?, at("score")?);
    let is_first = |row: &&GridRow| matches!(row.cells.get(rank), Some(Cell::Rank { rank: 1, .. }));
    let first: Vec<&GridRow> = grid.rows.iter().filter(is_first).collect();
    let units: Vec<String> =
        first.iter().filter_map(|row| Some(row.cells.get(unit)?.shown(locale))).collect();
    let score = first.first()?.cells.get(score)?.shown(locale);
    let args = Args::none().text("units", locale.list(&units)).text("score", score);
    Some(locale.text("page-folded-first", args))
}

fn view(figure: &Figure, anchor: String) -> FigureView<'_> {
    FigureView { anchor, title: &figure.title, drawing: ours(figure.chart.svg().trim_end()) }
}
