//! The page of a unit.

use minijinja::value::Value;
use serde::Serialize;

use super::super::html::ours;
use super::super::html::table::tone;
use super::super::html::words::Words;
use super::frame::{Frame, Leading, pressed};
use super::{Edition, Maker, Place};
use crate::error::Error;
use crate::locale::Locale;
use crate::report::{Cell, Column, ColumnKind, Grid, LevelShare, RowKind, Strip};
use crate::scheme::Polarity;

const TEMPLATE: &str = "site/unit.html";
const LOOKS: &str = concat!(
    include_str!("../../../../templates/tokens.css"),
    include_str!("../../../../templates/site/unit.css")
);

/// Levels of one kind are told apart by so many tones.
const TONES: usize = 3;

/// More columns than this take the whole width.
const WIDE: usize = 6;

#[derive(Serialize)]
struct UnitView<'a> {
    frame: Frame<'a>,
    words: Words,
    office: &'a str,
    category: &'a str,
    facts: &'a [(String, String)],
    remarks: &'a [String],
    indicators: TableView<'a>,
    /// Whether there is anything to draw beside the indicators.
    strips: bool,
    levels: Vec<LevelView<'a>>,
    tables: Vec<TableView<'a>>,
    drawing: Option<Value>,
    notes: &'a [String],
    back: String,
    before: Option<Leading<'a>>,
    after: Option<Leading<'a>>,
}

#[derive(Serialize)]
struct TableView<'a> {
    id: &'a str,
    title: &'a str,
    /// Whether it is too wide to stand beside another.
    wide: bool,
    heads: Vec<CellView>,
    rows: Vec<RowView>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct RowView {
    mean: bool,
    cells: Vec<CellView>,
    strip: Option<StripView>,
}

#[derive(Serialize)]
struct CellView {
    class: String,
    text: String,
}

/// Places and widths in per cent.
#[derive(Serialize)]
struct StripView {
    low: String,
    span: String,
    mean: Option<String>,
    from: Option<String>,
    length: String,
    at: String,
}

#[derive(Serialize)]
struct LevelView<'a> {
    label: &'a str,
    share: String,
    /// The share without words, for the width.
    grow: String,
    tone: String,
}

/// The page of the unit at a position.
pub(super) fn unit(maker: &Maker<'_>, index: usize) -> Result<String, Error> {
    let Edition { report, site, locale } = maker.edition();
    let unit = &site.units[index];
    let place = Place::Unit(index);
    let near = |at: Option<usize>| {
        let at = at.filter(|at| *at < site.units.len())?;
        Some(maker.leading(place, Place::Unit(at)))
    };
    let mut indicators = table(&unit.indicators, locale);
    for (row, strip) in indicators.rows.iter_mut().zip(&unit.strips) {
        row.strip = strip.as_ref().map(drawn);
    }
    let categories = &site.finder.categories;
    let category = categories.get(unit.category).filter(|_| categories.len() > 1);
    let page = UnitView {
        frame: maker.frame(place, &unit.name, &pressed(LOOKS)),
        words: maker.words(),
        office: &report.office,
        category: category.map_or("", String::as_str),
        facts: &unit.facts,
        remarks: &unit.remarks,
        strips: unit.strips.iter().any(Option::is_some),
        indicators,
        levels: levels(&unit.levels, locale),
        tables: unit.tables.iter().map(|grid| table(grid, locale)).collect(),
        // The report draws its profiles in the same order, or none at all.
        drawing: report
            .profiles
            .get(index)
            .filter(|figure| figure.title == unit.name)
            .map(|figure| ours(figure.chart.svg().trim_end())),
        notes: &unit.notes,
        back: format!("{}#unit-{}", maker.link(place, Place::Entry), index + 1),
        before: near(index.checked_sub(1)),
        after: near(Some(index + 1)),
    };
    maker.templates.fill(TEMPLATE, &page)
}

fn table<'a>(grid: &'a Grid, locale: &Locale) -> TableView<'a> {
    let heads = grid
        .columns
        .iter()
        .map(|column| CellView { class: class(column).to_owned(), text: column.heading.clone() });
    let rows = grid.rows.iter().map(|row| RowView {
        mean: row.kind == RowKind::Mean,
        cells: row
            .cells
            .iter()
            .zip(&grid.columns)
            .map(|(cell, column)| view(cell, column, locale))
            .collect(),
        strip: None,
    });
    TableView {
        id: &grid.id,
        title: &grid.title,
        wide: grid.columns.len() > WIDE,
        heads: heads.collect(),
        rows: rows.collect(),
        notes: &grid.notes,
    }
}

fn view(cell: &Cell, column: &Column, locale: &Locale) -> CellView {
    let text = cell.shown(locale);
    let value = if column.id == "score" { " value" } else { "" };
    CellView { class: format!("{}{value}{}", class(column), tone(cell, &text)), text }
}

fn class(column: &Column) -> &'static str {
    if column.kind == ColumnKind::Text { "text" } else { "number" }
}

fn drawn(strip: &Strip) -> StripView {
    // Never printed, only drawn: a tenth of a per cent is finer than the eye.
    let place = |value: f64| format!("{value:.1}");
    let (low, high) = strip.range;
    StripView {
        low: place(low),
        span: place(high - low),
        mean: strip.mean.map(place),
        from: strip.interval.map(|(from, _)| place(from)),
        length: strip.interval.map(|(from, to)| place(to - from)).unwrap_or_default(),
        at: place(strip.value),
    }
}

/// Levels that speak for the unit pale towards the middle, those that speak against it darken from it.
fn levels<'a>(shares: &'a [LevelShare], locale: &Locale) -> Vec<LevelView<'a>> {
    let mut met = [0_usize; 3];
    let view = |share: &'a LevelShare| {
        let (at, name) = match share.polarity {
            Polarity::Positive => (0, "good"),
            Polarity::Neutral => (1, "even"),
            Polarity::Negative => (2, "bad"),
        };
        let all = shares.iter().filter(|other| other.polarity == share.polarity).count();
        met[at] += 1;
        // A single level against stands out as the worst of several would.
        let tone = if at == 2 { TONES.saturating_sub(all) + met[at] } else { met[at] };
        let text = share.share.shown(locale);
        LevelView {
            label: &share.label,
            grow: text.clone(),
            share: text,
            tone: format!("{name}{}", tone.min(TONES)),
        }
    };
    shares.iter().map(view).collect()
}
