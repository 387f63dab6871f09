//! The entry page: what matters, the table to choose from, and the way to everything else.

use minijinja::value::Value;
use serde::Serialize;

use super::super::html::table::tone;
use super::super::html::words::Words;
use super::super::html::{LOOKS, ours};
use super::frame::{Frame, Leading, pressed};
use super::{Edition, Maker, Place, data, folded};
use crate::error::Error;
use crate::locale::Locale;
use crate::report::{Board, Cell, Entry, Grid, Part, Section};

const TEMPLATE: &str = "site/entry.html";
const OWN_LOOKS: &str = include_str!("../../../../templates/site/site.css");
const SCRIPT: &str = concat!(
    include_str!("../../../../templates/spreadsheet.js"),
    include_str!("../../../../templates/site/finder.js")
);

/// More titles than this are not told of a section.
const TOLD: usize = 4;

/// As many rows are laid out before the script draws the table.
const STEP: usize = 100;

/// The looks of the entry page and of the sections.
pub(super) fn looks() -> String {
    pressed(&format!("{LOOKS}{OWN_LOOKS}"))
}

#[derive(Serialize)]
struct EntryPage<'a> {
    frame: Frame<'a>,
    words: Words,
    office: &'a str,
    notice: &'a str,
    facts: &'a [(String, String)],
    summary: &'a [String],
    finder: Option<FinderView>,
    sections: Vec<Leading<'a>>,
    tables: Vec<Leading<'a>>,
    notes: &'a [(String, String)],
}

/// The table as it stands before anything is chosen, and what the script needs to choose.
#[derive(Serialize)]
struct FinderView {
    chosen: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    mean: Vec<CellView>,
    notes: Vec<String>,
    /// So many rows stand in the first body of the table.
    step: usize,
    data: Value,
    boards: Vec<(String, Value)>,
    script: Value,
}

#[derive(Serialize)]
struct Head {
    class: &'static str,
    heading: String,
}

#[derive(Serialize)]
struct Row {
    /// From 1, as its anchor has it.
    unit: usize,
    href: String,
    /// Why it has no rank.
    why: String,
    tip: String,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    class: String,
    text: String,
}

/// The entry page of an edition.
pub(super) fn entry(maker: &Maker<'_>) -> Result<String, Error> {
    let Edition { report, .. } = maker.edition();
    let sections = report.sections.iter().enumerate().map(|(index, section)| Leading {
        lead: titles(maker, section),
        ..maker.leading(Place::Entry, Place::Section(index))
    });
    let tables = folded(report).into_iter();
    let page = EntryPage {
        frame: maker.frame(Place::Entry, "", &looks()),
        words: maker.words(),
        office: &report.office,
        notice: &report.notice,
        facts: &report.facts,
        summary: &report.summary,
        finder: finder(maker)?,
        sections: sections.collect(),
        tables: tables.map(|index| maker.leading(Place::Entry, Place::Table(index))).collect(),
        notes: &report.notes,
    };
    maker.templates.fill(TEMPLATE, &page)
}

/// What a section shows, by the titles of its tables and figures.
fn titles(maker: &Maker<'_>, section: &Section) -> String {
    let Edition { report, locale, .. } = maker.edition();
    let mut titles: Vec<&str> = Vec::new();
    for part in &section.parts {
        let title = match part {
            Part::Grid(index) => report.grids.get(*index).map(|grid: &Grid| grid.title.as_str()),
            Part::Figure(index) => report.figures.get(*index).map(|figure| figure.title.as_str()),
            Part::Folded(_) | Part::Profiles => None,
        };
        titles.extend(title.filter(|title| !titles.contains(title)));
    }
    titles.truncate(TOLD);
    locale.list(&titles)
}

fn finder(maker: &Maker<'_>) -> Result<Option<FinderView>, Error> {
    let Edition { site, locale, .. } = maker.edition();
    let Some(board) = site.finder.boards.first().filter(|board| !board.entries.is_empty()) else {
        return Ok(None);
    };
    let packed = data::data(maker)
        .map_err(|error| Error::Document { name: TEMPLATE.into(), detail: error.to_string() })?;
    let columns = columns(maker, board);
    let ranked_over_all = board.entries.iter().any(|entry| entry.overall.rank != Cell::Empty);
    let heads = columns.iter().map(|class| Head {
        class,
        heading: locale.word(match *class {
            "rank" if !ranked_over_all => "col-rank-in-category",
            "rank" => "col-rank",
            "unit" => "col-unit",
            "category" => "col-category",
            "score" => "col-score",
            "grade" => "col-grade",
            "n" => "col-n",
            "change" => "col-change",
            _ => "col-move",
        }),
    });
    let (ranked, others): (Vec<&Entry>, Vec<&Entry>) = board
        .entries
        .iter()
        .partition(|entry| matches!(rank(entry, ranked_over_all), Cell::Rank { .. }));
    let rows = ranked.into_iter().chain(others);
    let finder = &site.finder;
    let chosen = [finder.periods.first(), finder.measures.first(), Some(&finder.scope)];
    Ok(Some(FinderView {
        chosen: chosen.into_iter().flatten().cloned().collect::<Vec<_>>().join(" · "),
        heads: heads.collect(),
        rows: rows.map(|entry| row(maker, entry, &columns, ranked_over_all)).collect(),
        mean: mean(locale, board, &columns),
        notes: board.notes.first().cloned().unwrap_or_default(),
        step: STEP,
        data: ours(packed.data),
        boards: packed.boards.into_iter().map(|(name, board)| (name, ours(board))).collect(),
        script: ours(SCRIPT),
    }))
}

fn rank(entry: &Entry, over_all: bool) -> &Cell {
    if over_all { &entry.overall.rank } else { &entry.within.rank }
}

fn grade(entry: &Entry) -> &Cell {
    let overall = &entry.overall.grade;
    if *overall == Cell::Empty { &entry.within.grade } else { overall }
}

/// The columns of the table as it stands at first; the script has the same.
fn columns(maker: &Maker<'_>, board: &Board) -> Vec<&'static str> {
    let over_all = board.entries.iter().any(|entry| entry.overall.rank != Cell::Empty);
    let moved = |entry: &Entry| {
        if over_all {
            entry.overall.moved != Cell::Empty
        } else {
            entry.within.moved != Cell::Empty
        }
    };
    let any = |holds: &dyn Fn(&Entry) -> bool| board.entries.iter().any(holds);
    let columns = [
        (true, "rank"),
        (true, "unit"),
        (maker.edition().site.finder.categories.len() > 1, "category"),
        (true, "score"),
        (any(&|entry| *grade(entry) != Cell::Empty), "grade"),
        (true, "n"),
        (any(&|entry| entry.change != Cell::Empty), "change"),
        (any(&moved), "move"),
    ];
    columns.into_iter().filter(|(wanted, _)| *wanted).map(|(_, id)| id).collect()
}

fn row(maker: &Maker<'_>, entry: &Entry, columns: &[&'static str], over_all: bool) -> Row {
    let Edition { site, locale, .. } = maker.edition();
    let unit = &site.units[entry.unit];
    let place = if over_all { &entry.overall } else { &entry.within };
    let category = site.finder.categories.get(unit.category).cloned().unwrap_or_default();
    let view = |class: &&'static str| {
        let cell = match *class {
            "rank" => &place.rank,
            "score" => &entry.score,
            "grade" => grade(entry),
            "n" => &entry.n,
            "change" => &entry.change,
            "move" => &place.moved,
            _ => &Cell::Empty,
        };
        let shown = cell.shown(locale);
        let text = match (*class, cell) {
            ("unit", _) => unit.name.clone(),
            ("category", _) => category.clone(),
            ("rank", Cell::Absent(_)) => String::new(),
            _ => shown.clone(),
        };
        let tone = if matches!(*class, "change" | "move") { tone(cell, &shown) } else { "" };
        CellView { class: format!("{class}{tone}"), text }
    };
    let why = match &place.rank {
        Cell::Absent(why) => why.clone(),
        _ => String::new(),
    };
    let parts = [("col-n", &entry.n), ("col-interval", &entry.interval), ("col-ranks", &place.set)];
    let parts = parts.into_iter().filter(|(_, cell)| **cell != Cell::Empty);
    let tip = parts.map(|(id, cell)| format!("{} {}", locale.word(id), cell.shown(locale)));
    Row {
        unit: entry.unit + 1,
        href: maker.link(Place::Entry, Place::Unit(entry.unit)),
        why,
        tip: tip.collect::<Vec<_>>().join(" · "),
        cells: columns.iter().map(view).collect(),
    }
}

fn mean(locale: &Locale, board: &Board, columns: &[&'static str]) -> Vec<CellView> {
    let Some(Some(mean)) = board.means.first() else { return Vec::new() };
    let view = |class: &&'static str| {
        let text = match *class {
            "unit" => mean.name.clone(),
            "score" => mean.score.shown(locale),
            "change" => mean.change.shown(locale),
            _ => String::new(),
        };
        let tone = if *class == "change" { tone(&mean.change, &text) } else { "" };
        CellView { class: format!("{class}{tone}"), text }
    };
    columns.iter().map(view).collect()
}
