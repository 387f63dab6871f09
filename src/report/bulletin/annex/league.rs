//! 附件 总排名: the league tables of the whole, over all units and by category.

use super::super::{Draft, fit};
use super::{MANY, Sheet, elsewhere};
use crate::estimate::Measure;
use crate::league::Table as League;
use crate::locale::Args;
use crate::report::document::{Table, TableSize, Text};
use crate::report::tables::league_grids;
use crate::report::{Audience, Cell, Grid, RowKind};
use crate::scheme::Publication;

/// Rows of more units than this stand in two blocks side by side, where the columns are few.
const ONE_BLOCK: usize = 24;
/// Rows of a block below the title of the annex, and on a page without one.
const FIRST_PAGE: usize = 22;
const PAGE: usize = 30;

/// The tables, the one over all first.
pub(super) fn sheets(draft: &Draft<'_>) -> Vec<Sheet> {
    let view = &draft.view;
    let tables: Vec<&League> = view.tables().collect();
    let grids = league_grids(view.material, view.audience, view.locale);
    let mut whole: Vec<(&League, Grid)> = tables
        .into_iter()
        .zip(grids)
        .filter(|(table, _)| table.measure == Measure::Whole)
        .collect();
    if !view.has_categories() && whole.iter().any(|(table, _)| table.category.is_none()) {
        // The table of the only category is the same again.
        whole.retain(|(table, _)| table.category.is_none());
    }
    whole.sort_by_key(|(table, _)| table.category);
    let is_long = whole.iter().any(|(table, _)| rows(table) > MANY);
    let mut sheets = Vec::new();
    if is_long && whole.len() > 1 && whole.iter().any(|(table, _)| table.category.is_none()) {
        let dropped = whole.iter().position(|(table, _)| table.category.is_none());
        let (_, grid) = whole.remove(dropped.unwrap_or(0));
        sheets.push(Sheet::upright(vec![elsewhere(draft, &grid.tab)]));
    }
    let is_only = whole.len() == 1;
    for (table, grid) in &whole {
        sheets.extend(table_sheets(draft, table, grid, is_long, is_only));
    }
    sheets
}

fn rows(table: &League) -> usize {
    table.standings.len() + table.unranked.len()
}

fn table_sheets(
    draft: &Draft<'_>,
    league: &League,
    grid: &Grid,
    is_long: bool,
    is_only: bool,
) -> Vec<Sheet> {
    let caption = Text::new(&caption(draft, league, grid));
    let notes: Vec<Text> = notes(draft, grid).iter().map(|note| Text::new(note)).collect();
    let mut sheets: Vec<Sheet> = if is_long || (draft.is_public() && rows(league) > ONE_BLOCK) {
        let mut table = narrow(draft, grid);
        table.notes.extend(notes);
        table.caption = Some(caption);
        let first = if is_only { FIRST_PAGE } else { FIRST_PAGE - 2 };
        let pieces = fit::in_two_blocks(&table, first, PAGE);
        let sheets = pieces.into_iter().map(|piece| Sheet::table(piece, false));
        sheets.collect()
    } else {
        let mut table = fit::of_grid(grid, draft.view.locale);
        table.notes = notes;
        table.caption = Some(caption);
        let placed = fit::placed(table, 2);
        placed.into_iter().map(|placed| Sheet::table(placed.table, placed.is_turned)).collect()
    };
    // Where each piece is a page, the next begins one.
    for sheet in sheets.iter_mut().skip(1) {
        sheet.is_apart = true;
    }
    sheets
}

/// The title of the table; that of a category for the leaders only says so.
fn caption(draft: &Draft<'_>, league: &League, grid: &Grid) -> String {
    let is_internal = league.category.is_some_and(|category| {
        draft.view.scheme().categories[category].publication == Publication::Internal
    });
    if !is_internal {
        return grid.title.clone();
    }
    draft.say("bulletin-internal", Args::none().text("category", grid.title.clone()))
}

/// The notes of the table; the public is warned once, in the text.
fn notes(draft: &Draft<'_>, grid: &Grid) -> Vec<String> {
    let caution = draft.word("note-caution");
    let is_said = |note: &&String| draft.view.audience == Audience::Public && **note == caution;
    grid.notes.iter().filter(|note| !is_said(note)).cloned().collect()
}

/// Few columns, for two blocks side by side; why a unit has no rank stands below.
fn narrow(draft: &Draft<'_>, grid: &Grid) -> Table {
    let columns = ["rank", "unit", "score", "ranks", "grade", "change"];
    let mut few = fit::pick(grid, &columns);
    let mut reasons = Vec::new();
    for row in few.rows.iter_mut().filter(|row| row.kind == RowKind::Unranked) {
        let unit = row.cells.get(1).map(|cell| cell.shown(draft.view.locale));
        if let (Some(Cell::Absent(why)), Some(unit)) = (row.cells.first().cloned(), unit) {
            let args = Args::none().text("unit", unit).text("why", why);
            reasons.push(draft.say("bulletin-unit-why", args));
            if let Some(first) = row.cells.first_mut() {
                *first = Cell::Text(draft.word("rank-none"));
            }
        }
    }
    let mut table = fit::of_grid(&few, draft.view.locale);
    for column in &mut table.columns {
        // Half a page is narrow: a long name may stand on two lines.
        column.share = column.share.min(120);
    }
    table.size = TableSize::Small;
    table.notes.clear();
    if !reasons.is_empty() {
        let args = Args::none().text("units", draft.capped(&reasons));
        table.notes.push(Text::new(&draft.say("bulletin-note-unranked", args)));
    }
    table
}
