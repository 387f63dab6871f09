//! How far each ballot moves the scores of one measure.

use super::cell::{Cells, Terms};
use crate::ballot::Ballots;

/// What the ballots of one appraisal say to one measure.
pub(super) struct Moves<'a> {
    ballots: &'a Ballots,
    n_groups: usize,
    /// How many columns the measure has.
    columns: usize,
    /// By unit, group and column.
    moves: Vec<Move>,
    /// By the number of the answers on a ballot, what it says in each column; not a number where it says
    /// nothing.
    values: Vec<f64>,
}

/// How an answer of one group moves the score of one unit through one column.
#[derive(Debug, Clone, Copy, Default)]
struct Move {
    /// For each point and millionth of weight; zero where the answer does not count.
    pull: f64,
    mean: f64,
    least: f64,
    most: f64,
}

impl<'a> Moves<'a> {
    pub(super) fn new(ballots: &'a Ballots, cells: &Cells, terms: &Terms) -> Moves<'a> {
        let columns: Vec<usize> = terms.0.iter().map(|(column, _)| *column).collect();
        let mut moves = Vec::with_capacity(cells.n_units() * cells.n_groups() * columns.len());
        for unit in 0..cells.n_units() {
            for group in 0..cells.n_groups() {
                moves.extend(terms.0.iter().map(|(column, share)| {
                    let cell = cells.cell(unit, *column, group);
                    let (least, most) = cell.ends();
                    Move { pull: share * cell.pull, mean: cell.mean, least, most }
                }));
            }
        }
        let (_, patterns) = ballots.patterns();
        let value = |number: u32, column: usize| {
            let answers = patterns.get(number);
            match answers.get(column) {
                Some(code) => cells.points(*code),
                None => cells.whole_value(answers),
            }
        };
        let numbers = (0_u32..).take(patterns.len());
        let values = numbers.flat_map(|n| columns.iter().map(move |column| (n, *column)));
        let values = values.map(|(number, column)| value(number, column)).collect();
        Moves { ballots, n_groups: cells.n_groups(), columns: columns.len(), moves, values }
    }

    /// How far a ballot moves the score of its unit, and how far it could, for each millionth of its
    /// weight; `None` where nothing on it counts.
    pub(super) fn of(&self, ballot: usize) -> Option<(f64, f64)> {
        let unit = self.ballots.units()[ballot] as usize;
        let group = usize::from(self.ballots.group(ballot));
        let n = self.columns;
        let start = (unit * self.n_groups + group) * n;
        let said = self.ballots.patterns().0[ballot] as usize * n;
        let (mut influence, mut all, mut answered) = (0.0, 0.0, false);
        for (one, value) in self.moves[start..start + n].iter().zip(&self.values[said..said + n]) {
            if one.pull > 0.0 && value.is_finite() {
                influence += one.pull * (value.clamp(one.least, one.most) - one.mean);
                all += one.pull;
                answered = true;
            }
        }
        answered.then_some((influence, all))
    }
}
