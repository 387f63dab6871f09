//! How far each ballot moves the score in each column, and so each measure that is made of them.

use super::cell::{Cells, Terms};
use super::frame::{Drawn, Frame};
use crate::ballot::{Ballots, Weight};
use crate::scheme::Code;

/// How an answer moves the score of its column, for each millionth of weight.
#[derive(Debug, Clone, Copy, Default)]
struct Lever {
    /// For each point; zero where the answer does not count.
    pull: f64,
    mean: f64,
    least: f64,
    most: f64,
}

/// The levers of all columns.
pub(super) struct Levers<'a> {
    cells: &'a Cells,
    n_columns: usize,
    /// By unit, group and column.
    levers: Vec<Lever>,
}

/// How far a ballot moves the score of one column, and how far it could; both zero where it says nothing
/// there.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moved {
    influence: f64,
    pull: f64,
}

/// A ballot as sums need it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub(super) unit: u32,
    pub(super) group: u16,
    pub(super) weight: Weight,
    /// The number of its answers.
    pub(super) pattern: u32,
}

/// The ballots of one rater or cluster, by unit, looked up once for all that is summed of them.
#[derive(Debug, Default)]
pub(super) struct Heard {
    said: Vec<Said>,
    /// By ballot and column.
    moved: Vec<Moved>,
    n_columns: usize,
}

/// What one rater or cluster adds to one unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Addend {
    pub(super) unit: u32,
    pub(super) group: u16,
    /// In steps of [`Steps::influence`](super::steps::Steps::influence) of the unit.
    pub(super) value: i64,
    pub(super) pull: i64,
}

impl Said {
    /// What a ballot says.
    pub(super) fn of(ballots: &Ballots, ballot: usize) -> Said {
        Said {
            unit: ballots.units()[ballot],
            group: ballots.group(ballot),
            weight: ballots.weight(ballot),
            pattern: ballots.patterns().0[ballot],
        }
    }
}

impl<'a> Levers<'a> {
    pub(super) fn new(cells: &'a Cells) -> Levers<'a> {
        let n_columns = cells.n_columns();
        let mut levers = Vec::with_capacity(cells.n_units() * cells.n_groups() * n_columns);
        for unit in 0..cells.n_units() {
            for group in 0..cells.n_groups() {
                levers.extend((0..n_columns).map(|column| {
                    let cell = cells.cell(unit, column, group);
                    let (least, most) = cell.ends();
                    Lever { pull: cell.pull, mean: cell.mean, least, most }
                }));
            }
        }
        Levers { cells, n_columns, levers }
    }

    /// How far a ballot with these answers moves each column.
    pub(super) fn moved<'m>(
        &'m self,
        said: &Said,
        answers: &'m [Code],
    ) -> impl Iterator<Item = Moved> + 'm {
        let cell = said.unit as usize * self.cells.n_groups() + usize::from(said.group);
        let levers = &self.levers[cell * self.n_columns..][..self.n_columns];
        let whole = (answers.len() < self.n_columns).then(|| self.cells.whole_value(answers));
        let values = answers.iter().map(|code| self.cells.points(*code)).chain(whole);
        levers.iter().zip(values).map(|(lever, value)| lever.moved(value))
    }
}

impl Lever {
    fn moved(&self, value: f64) -> Moved {
        if self.pull > 0.0 && value.is_finite() {
            let far = value.clamp(self.least, self.most) - self.mean;
            Moved { influence: self.pull * far, pull: self.pull }
        } else {
            Moved::default()
        }
    }
}

impl Heard {
    /// Looks up the ballots of one of the drawn.
    pub(super) fn fill(&mut self, frame: &Frame<'_>, levers: &Levers<'_>, drawn: &Drawn) {
        let (_, patterns) = frame.ballots.patterns();
        self.n_columns = levers.n_columns;
        self.said.clear();
        self.moved.clear();
        for ballot in frame.ballots_of(drawn) {
            let said = Said::of(frame.ballots, ballot);
            self.moved.extend(levers.moved(&said, patterns.get(said.pattern)));
            self.said.push(said);
        }
    }

    /// Each ballot with what it moves by column.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Said, &[Moved])> {
        self.said.iter().zip(self.moved.chunks_exact(self.n_columns.max(1)))
    }
}

impl Terms {
    /// How far a ballot moves the score on a measure, and how far it could, for each millionth of its
    /// weight; `None` where nothing on it counts.
    pub(super) fn moved(&self, by_column: &[Moved]) -> Option<(f64, f64)> {
        if let [(column, share)] = self.0[..] {
            let Moved { influence, pull } = by_column[column];
            return (pull > 0.0).then_some((share * influence, share * pull));
        }
        let (mut influence, mut pull) = (0.0, 0.0);
        for (column, share) in &self.0 {
            let moved = &by_column[*column];
            influence += share * moved.influence;
            pull += share * moved.pull;
        }
        (pull > 0.0).then_some((influence, pull))
    }
}
