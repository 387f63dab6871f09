//! The ballots of one sheet as they are read: 17 bytes each, and runs of rows.

use crate::ballot::{Columns, Weight};
use crate::finding::Kind;

/// Stands for the unit of a paper that names none; such a ballot is always void.
pub(super) const NO_UNIT: u32 = u32::MAX;

/// Ballots in the order in which they stand; their answers and weights are numbers in [`Lists`].
///
/// [`Lists`]: super::lists::Lists
#[derive(Debug, Clone, Default)]
pub(super) struct Stack {
    pub(super) columns: Columns,
    /// Why nothing on a ballot is to be counted.
    pub(super) void: Vec<Option<Kind>>,
    pub(super) rows: RowRuns,
}

/// One ballot that is put on a stack.
#[derive(Debug, Clone, Copy)]
pub(super) struct Put {
    /// The row as Excel shows it.
    pub(super) row: u32,
    pub(super) rater: u32,
    /// Position in the register; [`NO_UNIT`] for a blank paper of the wide layout.
    pub(super) unit: u32,
    pub(super) weight: Weight,
    pub(super) void: Option<Kind>,
}

impl Stack {
    /// How many ballots there are.
    pub(super) fn len(&self) -> usize {
        self.void.len()
    }

    /// Puts a ballot on top, with the numbers of its answers and of its weight.
    pub(super) fn put(&mut self, ballot: Put, pattern: u32, weight: u32) {
        self.columns.raters.push(ballot.rater);
        self.columns.units.push(ballot.unit);
        self.columns.patterns.push(pattern);
        self.columns.weights.push(weight);
        self.void.push(ballot.void);
        self.rows.push(ballot.row);
    }

    /// Takes off what was put on top of so many.
    pub(super) fn truncate(&mut self, len: usize) {
        self.columns.truncate(len);
        self.void.truncate(len);
        self.rows.truncate(len);
    }

    /// Puts another stack on top; `raters` gives the numbers of its raters in this one, and `lists` those of
    /// its answers and weights where these are others.
    pub(super) fn append(&mut self, other: Stack, raters: &[u32], lists: Option<&[Vec<u32>; 2]>) {
        let mut columns = other.columns;
        let renumber = |numbers: &mut Vec<u32>, list: &[u32]| {
            numbers.iter_mut().for_each(|number| *number = list[*number as usize]);
        };
        renumber(&mut columns.raters, raters);
        if let Some([patterns, weights]) = lists {
            renumber(&mut columns.patterns, patterns);
            renumber(&mut columns.weights, weights);
        }
        if self.len() == 0 {
            *self = Stack { columns, ..other };
            return;
        }
        self.columns.append(&columns);
        self.void.extend_from_slice(&other.void);
        self.rows.append(&other.rows);
    }
}

/// The row of each ballot, as runs: nearly always one ballot a row, or many on one row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowRuns {
    runs: Vec<Run>,
    len: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// The ballot with which it begins.
    ballot: u32,
    row: u32,
    /// How many rows further the next ballot of it stands: 0 or 1.
    step: u32,
}

impl RowRuns {
    /// The row of the next ballot.
    fn push(&mut self, row: u32) {
        let len = self.len;
        self.len += 1;
        if let Some(last) = self.runs.last_mut() {
            let n = len - last.ballot;
            if n == 1 && (last.row..=last.row + 1).contains(&row) {
                last.step = row - last.row;
                return;
            }
            if row == last.row + last.step * n {
                return;
            }
        }
        self.runs.push(Run { ballot: len, row, step: 1 });
    }

    fn truncate(&mut self, len: usize) {
        self.len = self.len.min(u32::try_from(len).unwrap_or(u32::MAX));
        while self.runs.last().is_some_and(|run| run.ballot >= self.len) {
            self.runs.pop();
        }
    }

    fn append(&mut self, other: &RowRuns) {
        let before = self.len;
        for run in &other.runs {
            let joins = self.runs.last().is_some_and(|last| {
                let n = before + run.ballot - last.ballot;
                last.step == 1 && run.step == 1 && run.row == last.row + n
            });
            if !joins {
                self.runs.push(Run { ballot: before + run.ballot, ..*run });
            }
        }
        self.len += other.len;
    }

    /// The row of a ballot, as Excel shows it.
    pub(super) fn get(&self, ballot: usize) -> u32 {
        let ballot = u32::try_from(ballot).unwrap_or(u32::MAX);
        let at = self.runs.partition_point(|run| run.ballot <= ballot);
        let run = at.checked_sub(1).map(|at| self.runs[at]);
        run.map_or(0, |run| run.row + run.step * (ballot - run.ballot))
    }

    /// The rows of all ballots, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let ends = self.runs.iter().skip(1).map(|run| run.ballot).chain([self.len]);
        self.runs
            .iter()
            .zip(ends)
            .flat_map(|(run, end)| (0..end - run.ballot).map(move |at| run.row + run.step * at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(rows: &[u32]) -> RowRuns {
        let mut runs = RowRuns::default();
        rows.iter().for_each(|row| runs.push(*row));
        runs
    }

    #[test]
    fn rows_come_back_as_they_went_in() {
        for rows in [
            &[2, 3, 4, 5][..],
            &[2, 2, 2, 3, 3, 3, 5],
            &[2, 2, 3, 4, 4, 9],
            &[7],
            &[],
            &[2, 3, 3, 4, 5, 5, 6],
        ] {
            let all = runs(rows);
            assert_eq!(all.iter().collect::<Vec<_>>(), rows);
            let each: Vec<u32> = (0..rows.len()).map(|ballot| all.get(ballot)).collect();
            assert_eq!(each, rows);
            for cut in 0..rows.len() {
                let mut joined = runs(&rows[..cut]);
                joined.append(&runs(&rows[cut..]));
                assert_eq!(joined.iter().collect::<Vec<_>>(), rows, "cut at {cut}");
                let mut shorter = all.clone();
                shorter.truncate(cut);
                assert_eq!(shorter.iter().collect::<Vec<_>>(), rows[..cut]);
                shorter.append(&runs(&rows[cut..]));
                assert_eq!(shorter.iter().collect::<Vec<_>>(), rows);
            }
        }
        assert_eq!(runs(&[2, 3, 4, 5, 6]).runs.len(), 1);
    }
}
