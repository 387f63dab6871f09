//! 附件 总排名: the league tables of the whole, over all units and by category.

use std::collections::BTreeSet;

use super::super::{Draft, fit};
use super::{MANY, Sheet, elsewhere};
use crate::estimate::Measure;
use crate::league::{Table as League, Why};
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
    let mut said = Told::default();
    for (table, grid) in &whole {
        let mut own = table_sheets(draft, table, grid, is_long, &mut said);
        // A table in two blocks is read page by page: it does not begin below another.
        let is_folded = own.first().is_some_and(Sheet::is_folded);
        if let (Some(first), true) = (own.first_mut(), is_folded && !sheets.is_empty()) {
            first.is_apart = true;
        }
        sheets.extend(own);
    }
    sheets
}

/// What the notes of earlier tables said.
#[derive(Default)]
struct Told {
    notes: BTreeSet<String>,
    /// Whether one of them said how intervals, rank sets and verdicts are made.
    is_explained: bool,
}

fn rows(table: &League) -> usize {
    table.standings.len() + table.unranked.len()
}

fn table_sheets(
    draft: &Draft<'_>,
    league: &League,
    grid: &Grid,
    is_long: bool,
    said: &mut Told,
) -> Vec<Sheet> {
    let caption = Text::new(&caption(draft, league, grid));
    let mut grid = grid.clone();
    let mut notes = reasons(draft, league, &mut grid);
    notes.extend(notes_of(draft, league, &grid, said.is_explained));
    said.is_explained |= draft.view.shows_errors() && league.certainty.is_some();
    notes.retain(|note| said.notes.insert(note.clone()));
    let notes: Vec<Text> = notes.iter().map(|note| Text::new(note)).collect();
    let mut sheets: Vec<Sheet> = if is_long || (draft.is_public() && rows(league) > ONE_BLOCK) {
        let mut table = narrow(draft, &grid);
        table.notes = notes;
        table.caption = Some(caption);
        let pieces = fit::in_two_blocks(&table, FIRST_PAGE, PAGE);
        let sheets = pieces.into_iter().map(|piece| Sheet::table(piece, false));
        sheets.collect()
    } else {
        let made = |grid: &Grid| {
            let mut table = fit::of_grid(grid, draft.view.locale);
            table.notes.clone_from(&notes);
            table.caption = Some(caption.clone());
            fit::placed(table, 2)
        };
        let mut placed = made(&grid);
        if placed.len() > 1 {
            // The tables of the categories, which follow, say who is of which.
            placed = made(&fit::without(&grid, &["category"]));
        }
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

/// The notes of the table; the public is warned once, in the text, a paper has no figure to show, and
/// where an earlier table explained how sure the ranks are, this one says only over which units.
fn notes_of(draft: &Draft<'_>, league: &League, grid: &Grid, is_explained: bool) -> Vec<String> {
    let caution = draft.word("note-caution");
    let is_said = |note: &&String| draft.view.audience == Audience::Public && **note == caution;
    let (bands, on_paper) = (draft.view.bands(league), draft.view.bands_on_paper(league));
    let plain = |note: &String| match &on_paper {
        Some(on_paper) if bands.as_ref() == Some(note) => on_paper.clone(),
        _ => note.clone(),
    };
    let mut notes: Vec<String> =
        grid.notes.iter().filter(|note| !is_said(note)).map(plain).collect();
    let explained = draft.view.how_sure_as_before(league).filter(|_| is_explained);
    if let Some((long, short)) = explained
        && let Some(at) = notes.iter().position(|note| *note == long[0])
    {
        notes.retain(|note| !long.contains(note));
        notes.insert(at, short);
    }
    notes
}

/// Takes the reasons why units have no rank out of the column of ranks, which is narrow, and gives them
/// as a note.
fn reasons(draft: &Draft<'_>, league: &League, grid: &mut Grid) -> Vec<String> {
    let is_score_only = league.unranked.iter().all(|row| row.why == Why::ScoreOnly);
    let mut reasons = Vec::new();
    for row in grid.rows.iter_mut().filter(|row| row.kind == RowKind::Unranked) {
        let unit = row.cells.get(1).map(|cell| cell.shown(draft.view.locale));
        if let (Some(Cell::Absent(why)), Some(unit)) = (row.cells.first().cloned(), unit) {
            let args = Args::none().text("unit", unit).text("why", why);
            reasons.push(draft.say("bulletin-unit-why", args));
            if let Some(first) = row.cells.first_mut() {
                *first = Cell::Text(draft.word("rank-none"));
            }
        }
    }
    if reasons.is_empty() {
        return Vec::new();
    }
    if is_score_only {
        return vec![draft.word("bulletin-score-only")];
    }
    let args = Args::none().text("units", draft.capped(&reasons));
    vec![draft.say("bulletin-note-unranked", args)]
}

/// Few columns, for two blocks side by side.
fn narrow(draft: &Draft<'_>, grid: &Grid) -> Table {
    let columns = ["rank", "unit", "score", "ranks", "grade", "change"];
    let few = fit::pick(grid, &columns);
    let mut table = fit::of_grid(&few, draft.view.locale);
    for column in &mut table.columns {
        // Half a page is narrow: a long name may stand on two lines.
        column.share = column.share.min(110);
    }
    let width: u32 = table.columns.iter().map(|column| column.share).sum();
    let is_wide = 2 * width > fit::room(TableSize::Small, false);
    table.size = if is_wide { TableSize::Tiny } else { TableSize::Small };
    table
}
