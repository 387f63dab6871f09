//! What the columns of a table are for, and how they look.

use unicode_width::UnicodeWidthStr;

use crate::exact::Published;
use crate::report::{Cell, ColumnKind, Grid, GridRow, RowKind};

/// More columns than this are set closer, and leave no room for dots.
const WIDE: usize = 9;

/// More columns than this are printed on a page turned sideways.
const SIDEWAYS: usize = 11;

/// As wide as this, a text is not broken; a hanzi counts two.
const BRIEF: usize = 14;

/// What the columns are for.
pub(super) struct Layout {
    /// The column that names the row.
    pub(super) head: usize,
    /// The first column of ranks.
    pub(super) rank: Option<usize>,
    /// The column whose scores carry a dot, with the least and greatest value.
    dots: Option<(usize, Published, Published)>,
    /// The columns whose words would only be torn by a line break.
    brief: Vec<bool>,
}

impl Layout {
    pub(super) fn of(grid: &Grid) -> Layout {
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
            brief: (0..grid.columns.len()).map(|column| is_brief_column(grid, column)).collect(),
        }
    }

    /// The looks of a column, and whether it stays in place while the others scroll.
    pub(super) fn class(&self, grid: &Grid, index: usize) -> String {
        let kind = match grid.columns.get(index).map(|column| column.kind) {
            Some(ColumnKind::Rank) => "rank",
            Some(
                ColumnKind::Score
                | ColumnKind::Rate
                | ColumnKind::Count
                | ColumnKind::Number
                | ColumnKind::Interval
                | ColumnKind::Ranks,
            ) => "number",
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

    /// The classes of a cell. Only words that might be torn need to know that they are short.
    pub(super) fn cell_class(&self, grid: &Grid, index: usize) -> String {
        let class = self.class(grid, index);
        match grid.columns.get(index).map(|column| column.kind) {
            Some(ColumnKind::Text) | None => class,
            Some(_) => class.strip_suffix(" brief").map(str::to_owned).unwrap_or(class),
        }
    }

    /// Where the dot of a score lies between the least and the greatest, in per cent.
    pub(super) fn dot(&self, index: usize, cell: &Cell) -> Option<i128> {
        let (column, least, greatest) = self.dots?;
        match cell {
            Cell::Score { value, .. } if index == column => {
                let over = i128::from(value.steps()) - i128::from(least.steps());
                let span = i128::from(greatest.steps()) - i128::from(least.steps());
                (over * 100).checked_div(span)
            }
            _ => None,
        }
    }

    /// Whether a dot stands beside any score.
    pub(super) fn has_dots(&self) -> bool {
        self.dots.is_some()
    }

    /// Why a unit has no rank, where its cell in the column of ranks says so.
    pub(super) fn reason<'a>(&self, row: &'a GridRow) -> Option<&'a Cell> {
        let cell = row.cells.get(self.rank?)?;
        (row.kind == RowKind::Unranked && matches!(cell, Cell::Absent(_))).then_some(cell)
    }
}

/// Whether a line break would only tear the text.
pub(super) fn is_brief(text: &str) -> bool {
    text.width() <= BRIEF
}

/// Whether all the words of a column, or the heading above numbers, are short enough for one line.
fn is_brief_column(grid: &Grid, column: usize) -> bool {
    let Some(described) = grid.columns.get(column) else { return false };
    let mut cells = grid.rows.iter().filter_map(|row| match row.cells.get(column) {
        Some(Cell::Text(text)) if described.kind == ColumnKind::Text => Some(text.as_str()),
        _ => None,
    });
    is_brief(&described.heading) && cells.all(is_brief)
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

/// Whether the columns are set closer.
pub(super) fn is_wide(grid: &Grid) -> bool {
    grid.columns.len() > WIDE
}

/// Whether the table is printed on a page turned sideways.
pub(in super::super) fn is_sideways(grid: &Grid) -> bool {
    grid.columns.len() > SIDEWAYS
}
