//! What the template of one table is filled with.

use std::collections::BTreeMap;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::page::{Words, words};
use crate::exact::Published;
use crate::locale::{Args, Locale};
use crate::report::{Cell, ColumnKind, Figure, Grid, GridRow, RowKind};

/// More rows than this scroll in a box of their own, so that what follows stays within reach.
const LONG: usize = 80;

/// More columns than this are printed on a page turned sideways.
const WIDE: usize = 9;

/// As wide as this, a text is not broken; a hanzi counts two.
const BRIEF: usize = 14;

/// Fewer rows than this need no controls.
const WORTH_SEARCHING: usize = 6;

/// Where the name of a unit leads.
#[derive(Debug, Default)]
pub(super) struct Links<'a>(BTreeMap<&'a str, usize>);

impl<'a> Links<'a> {
    /// To the figures that bear the unit's name as their title; the first where two do.
    pub(super) fn to(profiles: &'a [Figure]) -> Links<'a> {
        let mut links = BTreeMap::new();
        for (index, figure) in profiles.iter().enumerate() {
            links.entry(figure.title.as_str()).or_insert(index);
        }
        Links(links)
    }

    /// The anchor of a profile.
    pub(super) fn anchor(index: usize) -> String {
        format!("profile-{}", index + 1)
    }

    fn of(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|index| Links::anchor(*index))
    }
}

/// A table.
#[derive(Debug, Serialize)]
pub(super) struct Table<'a> {
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
    /// The number as it is published, for sorting.
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

/// Whether the table is printed on a page turned sideways.
pub(super) fn is_wide(grid: &Grid) -> bool {
    grid.columns.len() > WIDE
}

impl<'a> Table<'a> {
    pub(super) fn new(
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
        let class = [(all > LONG, " long"), (is_wide(grid), " wide")];
        Table {
            anchor,
            title: &grid.title,
            file: &grid.file,
            class: class.iter().filter(|(holds, _)| *holds).map(|(_, name)| *name).collect(),
            words: words(locale),
            heads: layout.heads(grid),
            bodies: bodies(grid, &layout, locale, links),
            notes: &grid.notes,
            tools,
            hints: hinted.hints(locale, layout.dots.is_some(), tools),
            chips: chips(grid, locale),
            joint: grid.rows.iter().any(|row| is_joint(row, &layout)),
            rows: locale.text("page-rows", rows),
        }
    }
}

/// The hints that the page has given already.
#[derive(Debug, Default)]
pub(super) struct Hinted {
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

/// What the columns are for.
struct Layout {
    /// The column that names the row.
    head: usize,
    /// The first column of ranks.
    rank: Option<usize>,
    /// The column whose scores carry a dot, with the least and greatest value.
    dots: Option<(usize, Published, Published)>,
    /// The columns whose words would only be torn by a line break.
    brief: Vec<bool>,
}

impl Layout {
    fn of(grid: &Grid) -> Layout {
        let first = |kind| grid.columns.iter().position(|column| column.kind == kind);
        let rank = first(ColumnKind::Rank);
        let head = grid.columns.iter().position(|column| column.id == "unit");
        Layout {
            head: head.or_else(|| first(ColumnKind::Text)).unwrap_or(0),
            rank,
            dots: if is_wide(grid) {
                None
            } else {
                rank.and(first(ColumnKind::Score)).and_then(|column| range(grid, column))
            },
            brief: (0..grid.columns.len()).map(|column| is_brief(grid, column)).collect(),
        }
    }

    fn heads<'a>(&self, grid: &'a Grid) -> Vec<Head<'a>> {
        let columns = grid.columns.iter().enumerate();
        columns
            .map(|(index, column)| Head {
                heading: &column.heading,
                class: self.class(grid, index),
                sort: if column.kind == ColumnKind::Text { "text" } else { "number" },
                falling: !matches!(column.kind, ColumnKind::Text | ColumnKind::Rank),
            })
            .collect()
    }

    /// The looks of a column, and whether it stays in place while the others scroll.
    fn class(&self, grid: &Grid, index: usize) -> String {
        let kind = match grid.columns.get(index).map(|column| column.kind) {
            Some(ColumnKind::Rank) => "rank",
            Some(ColumnKind::Score | ColumnKind::Rate | ColumnKind::Count) => "number",
            Some(ColumnKind::Change) => "change",
            Some(ColumnKind::Move) => "move",
            Some(ColumnKind::Text) | None => "text",
        };
        let rank_leads = self.rank == Some(0) && self.head == 1;
        let stays = match index {
            0 if rank_leads => " stays-first",
            1 if rank_leads => " unit stays-second",
            index if index == self.head => " unit stays-first",
            _ => "",
        };
        let brief = if self.brief.get(index) == Some(&true) { " brief" } else { "" };
        format!("{kind}{stays}{brief}")
    }

    /// Why a unit has no rank, where its cell in the column of ranks says so.
    fn reason<'a>(&self, row: &'a GridRow) -> Option<&'a Cell> {
        let cell = row.cells.get(self.rank?)?;
        (row.kind == RowKind::Unranked && matches!(cell, Cell::Absent(_))).then_some(cell)
    }
}

/// Whether all the words of a column, or the heading above numbers, are short enough for one line.
fn is_brief(grid: &Grid, column: usize) -> bool {
    let Some(described) = grid.columns.get(column) else { return false };
    let cells = grid.rows.iter().filter_map(|row| match row.cells.get(column) {
        Some(Cell::Text(text)) if described.kind == ColumnKind::Text => Some(text.as_str()),
        _ => None,
    });
    described.heading.width() <= BRIEF && cells.map(UnicodeWidthStr::width).all(|w| w <= BRIEF)
}

/// The least and greatest score among ranked rows, where a dot between them would say something.
fn range(grid: &Grid, column: usize) -> Option<(usize, Published, Published)> {
    let ranked = grid.rows.iter().filter(|row| row.kind == RowKind::Ranked);
    let values = ranked.filter_map(|row| match row.cells.get(column) {
        Some(Cell::Score { value, .. }) => Some(*value),
        _ => None,
    });
    let values: Vec<Published> = values.collect();
    let (least, greatest) = (*values.iter().min()?, *values.iter().max()?);
    let comparable = values.iter().all(|value| value.decimals() == least.decimals());
    (values.len() > 2 && comparable && least.steps() < greatest.steps())
        .then_some((column, least, greatest))
}

/// Rows of one kind that follow each other, together.
fn bodies(grid: &Grid, layout: &Layout, locale: &Locale, links: &Links<'_>) -> Vec<Body> {
    let groups = grid.rows.chunk_by(|above, below| above.kind == below.kind);
    groups
        .map(|rows| Body {
            kind: rows.first().map_or("ranked", |row| match row.kind {
                RowKind::Ranked => "ranked",
                RowKind::Unranked => "unranked",
                RowKind::Mean => "mean",
            }),
            rows: rows.iter().map(|row| line(grid, layout, row, locale, links)).collect(),
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
            class: format!("{}{}{beside}", layout.class(grid, index), tone(cell, &text)),
            head,
            sort: exact(cell),
            link: if head { links.of(&text) } else { None },
            at: if row.kind == RowKind::Ranked { dot(layout, index, cell) } else { None },
            why,
            quiet: reason.is_some() && Some(index) == layout.rank,
            text,
        }
    });
    Row { category: row.category, joint: is_joint(row, layout), cells: cells.collect() }
}

/// What the value says at a glance, beside its column.
fn tone(cell: &Cell, text: &str) -> &'static str {
    match cell {
        Cell::Change(value) if value.steps() > 0 => " up",
        Cell::Change(value) if value.steps() < 0 => " down",
        Cell::Move(places) if *places > 0 => " up",
        Cell::Move(places) if *places < 0 => " down",
        Cell::Absent(_) if text.width() <= BRIEF => " absent brief",
        Cell::Absent(_) => " absent",
        _ => "",
    }
}

/// The number as it is published; `None` for words and what is absent.
fn exact(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Rank { rank, .. } => Some(rank.to_string()),
        Cell::Score { value, .. } | Cell::Rate(value) | Cell::Change(value) => {
            Some(value.to_string())
        }
        Cell::Count(n) => Some(n.to_string()),
        Cell::Move(places) => Some(places.to_string()),
        Cell::Decimal(text) => Some(text.clone()),
        Cell::Text(_) | Cell::Absent(_) | Cell::Empty => None,
    }
}

fn dot(layout: &Layout, index: usize, cell: &Cell) -> Option<i128> {
    let (column, least, greatest) = layout.dots?;
    match cell {
        Cell::Score { value, .. } if index == column => {
            let over = i128::from(value.steps()) - i128::from(least.steps());
            let span = i128::from(greatest.steps()) - i128::from(least.steps());
            (over * 100).checked_div(span)
        }
        _ => None,
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
