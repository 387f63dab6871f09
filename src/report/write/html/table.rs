//! What the template of one table is filled with.

use std::collections::BTreeMap;

use serde::Serialize;

use super::layout::{self, Layout, is_sideways, is_wide};
use super::words::{Words, words};
use crate::locale::{Args, Locale};
use crate::report::{Cell, ColumnKind, Figure, Grid, GridRow, RowKind};

/// More rows than this scroll in a box of their own, so that what follows stays within reach.
const LONG: usize = 80;

/// So many rows are drawn at once; the script draws others by as many (`STEP` in `bulletin.js`).
const AT_ONCE: usize = 200;

/// Fewer rows than this need no controls.
const WORTH_SEARCHING: usize = 6;

/// Where the name of a unit leads.
#[derive(Debug, Default)]
pub(in super::super) struct Links<'a>(BTreeMap<&'a str, String>);

impl<'a> Links<'a> {
    /// To the figures that bear the unit's name as their title; the first where two do.
    pub(super) fn to(profiles: &'a [Figure]) -> Links<'a> {
        let mut links = BTreeMap::new();
        for (index, figure) in profiles.iter().enumerate() {
            let href = || format!("#{}", Links::anchor(index));
            links.entry(figure.title.as_str()).or_insert_with(href);
        }
        Links(links)
    }

    /// To pages; a name that two units bear leads nowhere, for it could lead to the wrong one.
    pub(in super::super) fn pages(pages: impl Iterator<Item = (&'a str, String)>) -> Links<'a> {
        let mut links: BTreeMap<&str, Option<String>> = BTreeMap::new();
        for (name, href) in pages {
            links.entry(name).and_modify(|link| *link = None).or_insert(Some(href));
        }
        Links(links.into_iter().filter_map(|(name, link)| Some((name, link?))).collect())
    }

    /// The anchor of a profile.
    pub(super) fn anchor(index: usize) -> String {
        format!("profile-{}", index + 1)
    }

    fn of(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }
}

/// A table.
#[derive(Debug, Serialize)]
pub(in super::super) struct Table<'a> {
    anchor: String,
    title: &'a str,
    file: &'a str,
    class: String,
    words: Words,
    heads: Vec<Head<'a>>,
    bodies: Vec<Body>,
    notes: &'a [String],
    tools: bool,
    /// What is said below the table; each hint once in a page.
    hints: Hints,
    chips: Vec<Chip>,
    joint: bool,
    /// How many rows are shown, with `{shown}` where the script puts the number.
    rows: String,
}

#[derive(Debug, Serialize)]
struct Head<'a> {
    heading: &'a str,
    class: String,
    /// `text` or `number`.
    sort: &'static str,
    /// Whether the greatest value comes first when sorted for the first time.
    falling: bool,
}

#[derive(Debug, Serialize)]
struct Body {
    kind: &'static str,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    /// Whether a browser with scripts draws it when a reader comes to it: a table of thousands of rows
    /// would keep the reader waiting.
    later: bool,
    category: Option<usize>,
    joint: bool,
    cells: Vec<CellView>,
}

#[derive(Debug, Serialize)]
struct CellView {
    text: String,
    class: String,
    /// Whether the cell is the heading of its row.
    head: bool,
    /// The number as it is published, for sorting, where the text is not that number already.
    sort: Option<String>,
    link: Option<String>,
    /// Where the dot lies between the least and the greatest value, in per cent.
    at: Option<i128>,
    /// Beside the name: why the unit has no rank.
    why: Option<String>,
    /// Whether the text stands beside the name already and is only for those who hear the page.
    quiet: bool,
}

#[derive(Debug, Serialize)]
struct Chip {
    category: usize,
    name: String,
}

impl<'a> Table<'a> {
    pub(in super::super) fn new(
        grid: &'a Grid,
        anchor: String,
        locale: &Locale,
        links: &Links<'_>,
        hinted: &mut Hinted,
    ) -> Table<'a> {
        let layout = Layout::of(grid);
        let all = grid.rows.iter().filter(|row| row.kind != RowKind::Mean).count();
        let tools = all >= WORTH_SEARCHING;
        let rows = Args::none().text("shown", "{shown}").count("all", all);
        let class =
            [(all > LONG, " long"), (is_wide(grid), " wide"), (is_sideways(grid), " sideways")];
        Table {
            anchor,
            title: &grid.title,
            file: &grid.file,
            class: class.iter().filter(|(holds, _)| *holds).map(|(_, name)| *name).collect(),
            words: words(locale),
            heads: heads(grid, &layout),
            bodies: bodies(grid, &layout, locale, links),
            notes: &grid.notes,
            tools,
            hints: hinted.hints(locale, layout.has_dots(), tools),
            chips: chips(grid, locale),
            joint: grid.rows.iter().any(|row| is_joint(row, &layout)),
            rows: locale.text("page-rows", rows),
        }
    }
}

/// The hints that the page has given already.
#[derive(Debug, Default)]
pub(in super::super) struct Hinted {
    dots: bool,
    sorting: bool,
}

impl Hinted {
    /// What a table has to explain that none before it explained.
    fn hints(&mut self, locale: &Locale, dots: bool, sorting: bool) -> Hints {
        let news = |given: &mut bool, holds: bool, id| {
            let new = holds && !*given;
            *given |= holds;
            new.then(|| locale.word(id))
        };
        Hints {
            dots: news(&mut self.dots, dots, "page-dot-hint"),
            sorting: news(&mut self.sorting, sorting, "page-sort-hint"),
        }
    }
}

/// How to read the dots, and how to sort; absent where it need not be said.
#[derive(Debug, Serialize)]
struct Hints {
    dots: Option<String>,
    sorting: Option<String>,
}

fn heads<'a>(grid: &'a Grid, layout: &Layout) -> Vec<Head<'a>> {
    let columns = grid.columns.iter().enumerate();
    columns
        .map(|(index, column)| Head {
            heading: &column.heading,
            class: layout.class(grid, index),
            sort: if column.kind == ColumnKind::Text { "text" } else { "number" },
            falling: !matches!(
                column.kind,
                ColumnKind::Text | ColumnKind::Rank | ColumnKind::Ranks
            ),
        })
        .collect()
}

/// Rows of one kind that follow each other, together.
fn bodies(grid: &Grid, layout: &Layout, locale: &Locale, links: &Links<'_>) -> Vec<Body> {
    let groups = grid.rows.chunk_by(|above, below| above.kind == below.kind);
    let mut drawn = 0;
    groups
        .map(|rows| Body {
            kind: rows.first().map_or("ranked", |row| match row.kind {
                RowKind::Ranked => "ranked",
                RowKind::Unranked => "unranked",
                RowKind::Mean => "mean",
            }),
            rows: rows
                .iter()
                .map(|row| {
                    drawn += 1;
                    let later = drawn > AT_ONCE && row.kind != RowKind::Mean;
                    Row { later, ..line(grid, layout, row, locale, links) }
                })
                .collect(),
        })
        .collect()
}

fn line(grid: &Grid, layout: &Layout, row: &GridRow, locale: &Locale, links: &Links<'_>) -> Row {
    let reason = layout.reason(row);
    let cells = row.cells.iter().take(grid.columns.len()).enumerate();
    let cells = cells.map(|(index, cell)| {
        let head = index == layout.head;
        let text = cell.shown(locale);
        let why = reason.filter(|_| head).map(|reason| reason.shown(locale));
        let beside = if why.is_some() { " why" } else { "" };
        CellView {
            class: format!("{}{}{beside}", layout.cell_class(grid, index), tone(cell, &text)),
            head,
            sort: exact(cell).filter(|exact| text.strip_prefix('+').unwrap_or(&text) != exact),
            link: if head { links.of(&text) } else { None },
            at: if row.kind == RowKind::Ranked { layout.dot(index, cell) } else { None },
            why,
            quiet: reason.is_some() && Some(index) == layout.rank,
            text,
        }
    });
    let cells = cells.collect();
    Row { later: false, category: row.category, joint: is_joint(row, layout), cells }
}

/// What the value says at a glance, beside its column.
pub(in super::super) fn tone(cell: &Cell, text: &str) -> &'static str {
    match cell {
        Cell::RealChange(value) if value.steps() > 0 => " up",
        Cell::RealChange(value) if value.steps() < 0 => " down",
        Cell::RealMove(places) if *places > 0 => " up",
        Cell::RealMove(places) if *places < 0 => " down",
        Cell::Absent(_) if layout::is_brief(text) => " absent brief",
        Cell::Absent(_) => " absent",
        _ => "",
    }
}

/// The number as it is published; `None` for words and what is absent.
pub(in super::super) fn exact(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Rank { rank, .. } => Some(rank.to_string()),
        Cell::Score { value, .. }
        | Cell::Rate(value)
        | Cell::Change(value)
        | Cell::RealChange(value)
        | Cell::Number(value)
        | Cell::Interval(value, _) => Some(value.to_string()),
        Cell::Ranks { best, .. } => Some(best.to_string()),
        Cell::Count(n) => Some(n.to_string()),
        Cell::Move(places) | Cell::RealMove(places) => Some(places.to_string()),
        Cell::Decimal(text) => Some(text.clone()),
        Cell::Text(_) | Cell::Absent(_) | Cell::Empty => None,
    }
}

fn is_joint(row: &GridRow, layout: &Layout) -> bool {
    let rank = layout.rank.and_then(|rank| row.cells.get(rank));
    matches!(rank, Some(Cell::Rank { joint: true, .. }))
}

/// One for each category of the rows, where a column names it and there are at least two.
fn chips(grid: &Grid, locale: &Locale) -> Vec<Chip> {
    let Some(column) = grid.columns.iter().position(|column| column.id == "category") else {
        return Vec::new();
    };
    let mut names = BTreeMap::new();
    for row in grid.rows.iter().filter(|row| row.kind != RowKind::Mean) {
        if let (Some(category), Some(cell)) = (row.category, row.cells.get(column)) {
            names.entry(category).or_insert_with(|| cell.shown(locale));
        }
    }
    if names.len() < 2 {
        return Vec::new();
    }
    names.into_iter().map(|(category, name)| Chip { category, name }).collect()
}
