//! How far each ballot moves the scores of one measure.

use super::cell::{Cells, Terms};
use crate::ballot::Ballots;
use crate::scheme::Code;

/// What the ballots of one appraisal say to one measure.
pub(super) struct Moves<'a> {
    ballots: &'a Ballots,
    n_groups: usize,
    /// The columns of the measure.
    columns: Vec<usize>,
    /// By unit, group and column.
    moves: Vec<Move>,
    /// The points of each code, then of what is left blank; not a number where there are none.
    points: Vec<f64>,
    /// By the number of its answers, the value of a whole ballot, where whole ballots are scored.
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
        let of_whole = columns.iter().any(|column| *column >= ballots.n_leaves());
        let (_, patterns) = ballots.patterns();
        let value = |number: u32| cells.whole_value(patterns.get(number));
        let values = match of_whole {
            true => (0_u32..).take(patterns.len()).map(value).collect(),
            false => Vec::new(),
        };
        Moves {
            ballots,
            n_groups: cells.n_groups(),
            columns,
            moves,
            points: cells.all_points(),
            values,
        }
    }

    /// How far a ballot moves the score of its unit, and how far it could, for each millionth of its
    /// weight; `None` where nothing on it counts.
    pub(super) fn of(&self, ballot: usize) -> Option<(f64, f64)> {
        let unit = self.ballots.units()[ballot] as usize;
        let group = usize::from(self.ballots.group(ballot));
        let n = self.columns.len();
        let start = (unit * self.n_groups + group) * n;
        let (numbers, patterns) = self.ballots.patterns();
        let number = numbers[ballot];
        let answers = patterns.get(number);
        let (mut influence, mut all, mut answered) = (0.0, 0.0, false);
        for (one, column) in self.moves[start..start + n].iter().zip(&self.columns) {
            let value = match answers.get(*column) {
                Some(code) => self.points(*code),
                None => self.values[number as usize],
            };
            if one.pull > 0.0 && value.is_finite() {
                influence += one.pull * (value.clamp(one.least, one.most) - one.mean);
                all += one.pull;
                answered = true;
            }
        }
        answered.then_some((influence, all))
    }

    fn points(&self, code: Code) -> f64 {
        let last = self.points.len() - 1;
        match code {
            Code::BLANK => self.points[last],
            Code(code) => self.points[..last].get(usize::from(code)).copied().unwrap_or(f64::NAN),
        }
    }
}
