//! What each group of raters says, as far as enough of them answered.

use super::super::Cell;
use super::super::chance::percent;
use super::super::document::{Align, Table, TableColumn, TableRow, TableSize, Text};
use super::Letter;
use crate::estimate::GroupEstimate;
use crate::exact::{Published, Ratio};

impl Letter<'_, '_> {
    /// What the groups say that may be shown; nothing where the unit has only one, or fewer than two may.
    pub(super) fn groups(&self) -> Option<Table> {
        let shown = self.shown_groups();
        let is_whole = shown.len() == self.n_rating();
        (self.n_rating() > 1 && shown.len() > 1).then(|| self.groups_table(&shown, is_whole))
    }

    /// That groups are left out, and why; nothing where there is none to leave out.
    pub(super) fn groups_left_out(&self) -> Option<String> {
        let shown = self.shown_groups().len();
        let id = if shown > 1 { "letter-groups-hidden" } else { "letter-groups-none" };
        (self.n_rating() > 1 && shown < self.n_rating()).then(|| self.word(id))
    }

    fn rating(&self) -> impl Iterator<Item = (usize, &GroupEstimate)> {
        self.estimate.groups.iter().enumerate().filter(|(_, group)| group.rates)
    }

    fn n_rating(&self) -> usize {
        self.rating().count()
    }

    fn shown_groups(&self) -> Vec<(usize, &GroupEstimate)> {
        let hidden = self.view.hidden_groups(self.estimate);
        let least = self.least();
        // Of a unit that is told to nobody no group was withheld yet: all are shown, or none.
        let thin = self.is_internal() && self.rating().any(|(_, group)| smallest(group) < least);
        if thin || !self.has_score() {
            return Vec::new();
        }
        self.rating()
            .filter(|(at, group)| {
                !hidden.get(*at).copied().unwrap_or(true) && group.whole.n >= least
            })
            .filter(|(_, group)| group.whole.value.is_ok())
            .collect()
    }

    /// Numbers of answers stand in it only where no group is hidden: with the sum they would tell how
    /// many the others are.
    fn groups_table(&self, shown: &[(usize, &GroupEstimate)], is_whole: bool) -> Table {
        let view = &self.view;
        let weights: Ratio = self
            .estimate
            .groups
            .iter()
            .filter(|group| group.rates)
            .fold(Ratio::zero(), |sum, group| &sum + &group.weight);
        let column = |id: &str, share: u32, align: Align| TableColumn {
            heading: self.word(id),
            share,
            align,
            ..TableColumn::default()
        };
        let mut columns = vec![
            column("col-group", 30, Align::Left),
            column("letter-col-weight", 16, Align::Right),
            column("col-score", 16, Align::Right),
            column("letter-col-to-whole", 22, Align::Right),
        ];
        if is_whole {
            columns.push(column("col-n", 16, Align::Right));
        }
        let mut notes = vec![self.word("letter-groups-note")];
        notes.extend(self.groups_left_out());
        let whole = self.estimate.whole.published();
        let mut rows: Vec<TableRow> = Vec::new();
        for (at, group) in shown {
            let score = group.whole.published();
            let weight = group.weight.divided_by(&weights).map(|share| percent(&share));
            let mut cells = vec![
                Cell::Text(view.locale.label(&view.scheme().groups[*at].label).to_owned()),
                weight.map_or(Cell::Empty, Cell::Decimal),
                view.score_cell(&group.whole),
                Cell::change(
                    score.zip(whole).and_then(|(own, whole): (Published, _)| own.minus(whole)),
                ),
            ];
            if is_whole {
                cells.push(Cell::Count(group.whole.n));
            }
            rows.push(self.row(&cells, false));
        }
        Table {
            caption: Some(Text::new(&self.word("letter-table-groups"))),
            columns,
            rows,
            notes: notes.iter().map(|note| Text::new(note)).collect(),
            size: TableSize::Tiny,
            ..Table::default()
        }
    }
}

/// The fewest answers behind any score of a group.
fn smallest(group: &GroupEstimate) -> u64 {
    group.leaves.iter().map(|leaf| leaf.n).fold(group.whole.n, u64::min)
}
