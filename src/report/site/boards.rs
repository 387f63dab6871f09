//! The league tables of the period, found by unit.

use std::collections::{BTreeMap, BTreeSet};

use super::super::material::View;
use super::super::tables::league_grids;
use super::super::{Cell, Grid};
use super::Place;
use crate::estimate::Measure;

/// A league table and the row of each unit in it.
pub(super) struct League {
    pub(super) grid: Grid,
    rows: BTreeMap<usize, usize>,
}

/// The league tables that the audience may see.
pub(super) struct Boards(Vec<(Option<usize>, Measure, League)>);

impl Boards {
    pub(super) fn of(view: &View<'_>) -> Boards {
        let grids = league_grids(view.material, view.audience, view.locale);
        let tables = view.tables().zip(grids).map(|(table, grid)| {
            // The rows stand as the table has them: ranked, then unranked.
            let ranked = table.standings.iter().map(|row| row.unit);
            let units = ranked.chain(table.unranked.iter().map(|row| row.unit));
            let rows = units.enumerate().map(|(row, unit)| (unit, row)).collect();
            (table.category, table.measure, League { grid, rows })
        });
        Boards(tables.collect())
    }

    /// The table of a category, or over all.
    pub(super) fn table(&self, category: Option<usize>, measure: Measure) -> Option<&League> {
        let mut tables = self.0.iter();
        let found = tables.find(|(c, m, _)| *c == category && *m == measure);
        found.map(|(_, _, league)| league)
    }

    pub(super) fn place(&self, category: Option<usize>, measure: Measure, unit: usize) -> Place {
        let Some(table) = self.table(category, measure) else { return Place::default() };
        Place {
            rank: table.cell(unit, "rank"),
            set: table.cell(unit, "ranks"),
            grade: table.cell(unit, "grade"),
            moved: table.cell(unit, "move"),
        }
    }
}

impl League {
    /// What stands in a column on the unit; nothing where the unit or the column is not in the table.
    pub(super) fn cell(&self, unit: usize, column: &str) -> Cell {
        let row = self.rows.get(&unit).and_then(|row| self.grid.rows.get(*row));
        let at = self.grid.columns.iter().position(|other| other.id == column);
        let cell = row.zip(at).and_then(|(row, at)| row.cells.get(at));
        cell.cloned().unwrap_or(Cell::Empty)
    }
}

/// The categories of the units, in the order of the scheme.
pub(super) fn categories(view: &View<'_>, order: &[usize]) -> Vec<usize> {
    let used: BTreeSet<usize> = order.iter().map(|unit| view.category_of(*unit)).collect();
    used.into_iter().collect()
}
