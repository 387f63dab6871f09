//! What each group of raters says, as far as enough of them answered.

use super::super::Cell;
use super::super::chance::percent;
use super::super::document::{Align, Table, TableColumn, TableRow, TableSize, Text};
use super::{Block, Letter};
use crate::estimate::GroupEstimate;
use crate::exact::{Published, Ratio};

impl Letter<'_, '_> {
    /// The groups that may be shown, and a sentence on those that may not.
    pub(super) fn groups(&self) -> Vec<Block> {
        let hidden = self.view.hidden_groups(self.estimate);
        let least = self.least();
        let rating = || self.estimate.groups.iter().enumerate().filter(|(_, group)| group.rates);
        let shown: Vec<(usize, &GroupEstimate)> = rating()
            .filter(|(at, group)| {
                !hidden.get(*at).copied().unwrap_or(true) && group.whole.n >= least
            })
            .filter(|(_, group)| group.whole.value.is_ok())
            .collect();
        // Of a unit that is told to nobody no group was withheld yet: all are shown, or none.
        let thin = rating().any(|(_, group)| smallest(group) < least);
        let n_rating = rating().count();
        // The only group says what the whole says.
        if n_rating < 2 {
            return Vec::new();
        }
        let is_whole = shown.len() == n_rating;
        if shown.len() < 2 || (self.is_internal() && thin) {
            return self.paragraph(vec![self.word("letter-groups-none")]).into_iter().collect();
        }
        let mut blocks = vec![Block::Table(self.groups_table(&shown, is_whole))];
        if !is_whole {
            blocks.extend(self.paragraph(vec![self.word("letter-groups-hidden")]));
        }
        blocks
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
            notes: vec![Text::new(&self.word("letter-groups-note"))],
            size: TableSize::Tiny,
            ..Table::default()
        }
    }
}

/// The fewest answers behind any score of a group.
fn smallest(group: &GroupEstimate) -> u64 {
    group.leaves.iter().map(|leaf| leaf.n).fold(group.whole.n, u64::min)
}
