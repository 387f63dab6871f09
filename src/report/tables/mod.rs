//! The tables of a report, each a [`Grid`] that every writer prints alike.

mod account;
mod comments;
mod elsewhere;
mod errors;
mod fair;
mod league;
mod scores;
mod severity;
mod trend;
mod weighting;
mod whatif;

pub(super) use account::counts_of;
pub use account::{audit_grid, findings_grid, returns_grid, rows_grid};
pub(in crate::report) use comments::by_stance;
pub use comments::{comment_grids, comment_list_grid, unit_comments_grid};
pub use elsewhere::{counts_grid, estimates_grid};
pub use errors::error_grids;
pub use fair::{effect_grids, hits_grids};
pub use league::league_grids;
pub(super) use league::league_id;
pub use scores::{
    groups_detail_grid, groups_grid, levels_grid, means_grid, rates_grid, scores_grid,
};
pub use severity::severity_grids;
pub use trend::trend_grids;
pub use weighting::weighting_grid;
pub use whatif::{sensitivity_grids, whatif_grids};

use super::material::View;
use super::{Cell, Column, ColumnKind, Grid, GridRow, RowKind};
use crate::estimate::{Measure, Score};
use crate::locale::Args;

impl View<'_> {
    /// A column with the heading of its id.
    pub(super) fn column(&self, id: &str, kind: ColumnKind) -> Column {
        let heading = self.locale.word(&format!("col-{id}"));
        Column { id: id.to_owned(), heading, kind }
    }

    /// A column with a heading from the data.
    pub(super) fn named(&self, id: String, heading: String, kind: ColumnKind) -> Column {
        Column { id, heading, kind }
    }

    /// A table whose file, tab and title are the messages of its id.
    pub(super) fn grid(&self, id: &str, columns: Vec<Column>, rows: Vec<GridRow>) -> Grid {
        let word = |name: &str| self.locale.word(&format!("grid-{id}{name}"));
        Grid {
            id: id.to_owned(),
            file: word("-tab"),
            tab: word("-tab"),
            title: word(""),
            columns,
            rows,
            notes: Vec::new(),
        }
    }

    /// The columns that name a unit: its category too, where there is more than one.
    pub(super) fn unit_columns(&self) -> Vec<Column> {
        let mut columns = vec![self.column("unit", ColumnKind::Text)];
        if self.has_categories() {
            columns.push(self.column("category", ColumnKind::Text));
        }
        columns
    }

    /// The cells below [`View::unit_columns`].
    pub(super) fn unit_cells(&self, unit: usize) -> Vec<Cell> {
        let mut cells = vec![self.unit_cell(unit)];
        if self.has_categories() {
            cells.push(self.category_cell(unit));
        }
        cells
    }

    pub(super) fn unit_cell(&self, unit: usize) -> Cell {
        Cell::Text(self.unit(unit))
    }

    pub(super) fn category_cell(&self, unit: usize) -> Cell {
        Cell::Text(self.category(self.category_of(unit)))
    }

    /// A score with its mark, or the reason why there is none.
    pub(super) fn score_cell(&self, score: &Score) -> Cell {
        match &score.value {
            Ok(value) => Cell::Score {
                value: value.published,
                marked: !score.missing_groups.is_empty() || !score.missing_periods.is_empty(),
            },
            Err(why) => Cell::Absent(self.locale.absent(self.scheme(), why)),
        }
    }

    /// The answers behind a score; nothing where they are withheld with it, or are those of few people.
    pub(super) fn n_cell(&self, score: &Score) -> Cell {
        if self.material.tells_n(score) { Cell::Count(score.n) } else { Cell::Empty }
    }

    /// Whether shares of answers are withheld: those of a unit with a score have answers behind them.
    pub(super) fn has_no_shares(&self, unit: usize) -> bool {
        let estimate = &self.material.estimates.units[unit];
        let scored = estimate.whole.value.is_ok() || estimate.whole.is_withheld();
        scored && estimate.whole_rates.are_of_nobody()
    }

    pub(super) fn row(&self, unit: usize, cells: Vec<Cell>) -> GridRow {
        GridRow { kind: RowKind::Ranked, category: Some(self.category_of(unit)), cells }
    }

    /// The note for scores with a mark, where a table has one.
    pub(super) fn mark_note(&self, rows: &[GridRow]) -> Option<String> {
        let marked = |cell: &Cell| matches!(cell, Cell::Score { marked: true, .. });
        let any = rows.iter().flat_map(|row| &row.cells).any(marked);
        any.then(|| {
            use crate::scheme::MissingGroup;
            self.locale.word(match self.scheme().scoring.missing_group {
                MissingGroup::Renormalise => "note-mark-renormalise",
                MissingGroup::CategoryMean => "note-mark-category-mean",
                MissingGroup::Zero => "note-mark-zero",
                MissingGroup::Unranked => "note-mark-unranked",
            })
        })
    }

    /// The rank of a unit in the table of a category (or over all) and measure.
    pub(super) fn rank_cell(&self, category: Option<usize>, measure: Measure, unit: usize) -> Cell {
        let table = self.material.league.table(category, measure);
        match table.and_then(|table| Some((table, table.standing(unit)?))) {
            Some((table, standing)) => {
                Cell::Rank { rank: standing.rank, joint: standing.joint, of: table.standings.len() }
            }
            None => Cell::Empty,
        }
    }

    /// A message with the name of a measure.
    pub(super) fn about(&self, id: &str, measure: Measure) -> String {
        self.locale.text(id, Args::none().text("measure", self.measure(measure)))
    }
}
