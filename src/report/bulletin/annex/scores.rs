//! 附件 分项排名: each unit's score and rank on each indicator.

use super::super::{Draft, fit};
use super::{MANY, Sheet, bands, elsewhere};
use crate::report::document::{Table, TableSize, Text};
use crate::report::tables::{means_grid, scores_grid};
use crate::report::{Grid, RowKind};

/// The table of units and indicators; with one indicator it would be the league table again.
pub(super) fn sheets(draft: &Draft<'_>) -> Vec<Sheet> {
    let view = &draft.view;
    if view.leaves().count() < 2 || view.units().next().is_none() {
        return Vec::new();
    }
    let grid = scores_grid(view.material, view.audience, view.locale);
    let units = if grid.rows.len() > MANY {
        vec![Sheet::upright(vec![elsewhere(draft, &grid.tab)])]
    } else {
        let mut table = scores(draft, &grid);
        table.caption = Some(Text::new(&grid.title));
        placed(table, 1)
    };
    let mut sheets = Vec::new();
    let means = means_grid(view.material, view.audience, view.locale);
    if means.rows.iter().any(|row| row.kind != RowKind::Mean) && view.has_categories() {
        let mut table = fit::of_grid(&fit::without(&means, &["units"]), view.locale);
        table.caption = Some(Text::new(&means.title));
        // On the pages of the table that follows, where it fits them.
        let is_turned = units.first().is_some_and(|sheet| sheet.is_turned);
        if is_turned && fit::fits(&table, TableSize::Small, true) {
            table.size = TableSize::Small;
            sheets.push(Sheet::table(table, true));
        } else {
            sheets.extend(placed(table, 1));
        }
    }
    sheets.extend(units);
    sheets
}

fn placed(table: Table, keys: usize) -> Vec<Sheet> {
    let placed = fit::placed(table, keys);
    placed.into_iter().map(|placed| Sheet::table(placed.table, placed.is_turned)).collect()
}

/// Score and rank of an indicator below its name; units below the names of their categories.
fn scores(draft: &Draft<'_>, grid: &Grid) -> Table {
    let mut short = fit::without(grid, &["category"]);
    let mut groups = vec![String::new(); short.columns.len()];
    for at in 0..short.columns.len().saturating_sub(1) {
        let rank = format!("{}-rank", short.columns[at].id);
        if short.columns[at + 1].id == rank {
            let name = short.columns[at].heading.clone();
            groups[at].clone_from(&name);
            groups[at + 1] = name;
            short.columns[at].heading = draft.word("col-score");
            short.columns[at + 1].heading = draft.word("col-rank");
        }
    }
    let names = bands(draft);
    let mut table = if names.is_empty() {
        fit::of_grid(&short, draft.view.locale)
    } else {
        fit::banded(&short, draft.view.locale, &names)
    };
    for (column, group) in table.columns.iter_mut().zip(groups) {
        column.group = group;
    }
    table.make_room_for_groups();
    table
}
