//! 附件 对比表: each unit then and now, for every period that compares.

use super::super::{Draft, fit};
use super::{MANY, Sheet, bands, elsewhere};
use crate::report::document::{Block, Table, Text};
use crate::report::tables::trend_grids;
use crate::report::{Cell, Grid};

/// What is said of the whole; the rest is of the indicators.
const OF_WHOLE: [&str; 14] = [
    "unit",
    "category",
    "fate",
    "earlier",
    "later",
    "change",
    "margin",
    "p",
    "adjusted",
    "earlier-rank",
    "later-rank",
    "move",
    "satisfied",
    "satisfied-change",
];

/// Two tables for each comparison: the whole, and the indicators.
pub(super) fn sheets(draft: &Draft<'_>) -> Vec<Sheet> {
    let view = &draft.view;
    let grids = trend_grids(view.material, view.audience, view.locale);
    grids.into_iter().filter(|grid| !grid.rows.is_empty()).flat_map(|g| one(draft, g)).collect()
}

fn one(draft: &Draft<'_>, mut grid: Grid) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    // How changes are judged stands in the annex on how the scores were made.
    grid.notes.truncate(1);
    grid.notes.push(draft.word("note-real-brief"));
    if grid.rows.len() > MANY {
        sheets.push(Sheet::upright(vec![
            Block::Paragraph(Text::new(&draft.word("bulletin-changed-only"))),
            elsewhere(draft, &grid.tab),
        ]));
        let fate = grid.columns.iter().position(|column| column.id == "fate");
        grid.rows.retain(|row| {
            let is_real = row
                .cells
                .iter()
                .any(|cell| matches!(cell, Cell::RealChange(_) | Cell::RealMove(_)));
            let is_other = fate
                .and_then(|at| row.cells.get(at))
                .is_some_and(|cell| matches!(cell, Cell::Text(text) if !text.is_empty()));
            is_real || is_other
        });
        grid.rows.truncate(MANY);
        if grid.rows.is_empty() {
            return sheets;
        }
    }
    let is_fated = |cell: &Cell| matches!(cell, Cell::Text(text) if !text.is_empty());
    let fate = grid.columns.iter().position(|column| column.id == "fate");
    let has_fates = fate.is_some_and(|at| grid.rows.iter().any(|row| is_fated(&row.cells[at])));
    let mut dropped = vec!["category"];
    if !has_fates {
        dropped.push("fate");
    }
    let mut whole = table(draft, &fit::without(&fit::pick(&grid, &OF_WHOLE), &dropped));
    whole.caption = Some(Text::new(&grid.title));
    sheets.extend(placed(whole));
    sheets.extend(indicators(draft, &grid));
    sheets
}

/// The changes of the indicators, where there are several.
fn indicators(draft: &Draft<'_>, grid: &Grid) -> Vec<Sheet> {
    let rest: Vec<&str> = grid
        .columns
        .iter()
        .map(|column| column.id.as_str())
        .filter(|id| !OF_WHOLE.contains(id))
        .collect();
    if rest.len() < 2 {
        return Vec::new();
    }
    let ids: Vec<&str> = std::iter::once("unit").chain(rest).collect();
    let mut picked = fit::pick(grid, &ids);
    picked.notes.clear();
    // Units that are new or gone have no change.
    picked.rows.retain(|row| row.cells.iter().skip(1).any(|cell| *cell != Cell::Empty));
    for (column, measure) in picked.columns.iter_mut().skip(1).zip(draft.view.measures().skip(1)) {
        column.heading = draft.view.measure(measure);
    }
    let mut table = table(draft, &picked);
    let args = crate::locale::Args::none().text("title", grid.title.clone());
    table.caption = Some(Text::new(&draft.say("bulletin-table-changes", args)));
    placed(table)
}

fn table(draft: &Draft<'_>, grid: &Grid) -> Table {
    let names = bands(draft);
    if names.is_empty() {
        return fit::of_grid(grid, draft.view.locale);
    }
    fit::banded(grid, draft.view.locale, &names)
}

fn placed(table: Table) -> Vec<Sheet> {
    let placed = fit::placed(table, 1);
    placed.into_iter().map(|placed| Sheet::table(placed.table, placed.is_turned)).collect()
}
