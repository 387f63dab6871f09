//! Draws of what the groups might have said, had other raters been asked: the multiplier bootstrap.
//!
//! What every rater (or cluster) moves each cell mean by is multiplied by a standard normal of its own:
//! `θ* = θ̂ + √((1 − f) m/(m − 1)) Σ_r ξ_r (Z_r − Z̄_h)`. The draws have the covariance of the spread
//! exactly, for all cells at once, and there is no matrix of the size of the cells
//! (`docs/methods.md` §21).

use rayon::prelude::*;

use super::bundle;
use super::cell::Cells;
use super::frame::{Drawn, Frame};
use super::kernel::{averaged, lift, mean_part};
use super::steps::finest;
use crate::appraisal::Appraisal;
use crate::ballot::Ballots;
use crate::intake::Intake;
use crate::scheme::{Code, Measure};
use crate::statistic::{Purpose, normals};
use crate::tally::Tally;

/// The most numbers that are kept: 320 megabytes.
const MOST_KEPT: usize = 40_000_000;

/// The most that is multiplied and added: some seconds.
const MOST_WORK: usize = 10_000_000_000;

/// A normal number takes as long as so many products.
const WORK_OF_A_NORMAL: usize = 16;

/// Bits of the greatest influence on a cell.
const BITS: i32 = 46;

/// With fewer draws a 5 % quantile of ranks says nothing.
const FEWEST: usize = 100;

/// Draws of the mean of each group on each unit and leaf, as what they differ by from the mean that was
/// counted. In ballot-first schemes the one column is the whole ballot.
#[derive(Debug, Clone, PartialEq)]
pub struct CellDraws {
    n_draws: usize,
    n_columns: usize,
    n_groups: usize,
    /// By unit, column and group the place within a draw; absent where nobody was heard.
    places: Vec<Option<u32>>,
    n_cells: usize,
    /// Draw after draw.
    deviations: Vec<f64>,
}

/// What one rater or cluster moves one cell by, lifted by its stratum.
#[derive(Debug, Clone, Copy)]
struct Pull {
    cell: u32,
    by: f64,
}

/// What weighting to known totals takes off a draw.
struct Fitted {
    n_levels: usize,
    /// By cell, how far each level moves it.
    slopes: Vec<f64>,
}

/// All pulls in an order that the content alone decides.
#[derive(Default)]
struct Pulls {
    all: Vec<Pull>,
    /// Where those of each rater or cluster end.
    ends: Vec<usize>,
    /// The weights on the levels of known totals, lifted, and where those of each rater end.
    levels: Vec<Pull>,
    level_ends: Vec<usize>,
    /// Where the raters of each stratum end, and whether their mean is taken off.
    strata: Vec<(usize, bool)>,
}

impl CellDraws {
    /// Draws as often as wanted, or less often where that would take too much memory or time; absent
    /// where not even a hundred draws would do.
    ///
    /// A rater has no name here: raters are sorted by what they answered, and the one at each place of
    /// that order has the normal of that place. Raters with the same answers may change places without
    /// any effect, so the order of rows leaves no trace.
    pub fn draw(
        appraisal: &Appraisal,
        intake: &Intake,
        tally: &Tally,
        wanted: usize,
        seed: u64,
    ) -> Option<CellDraws> {
        let cells = Cells::new(appraisal, tally);
        let frame = Frame::new(intake.ballots(), appraisal.scheme.groups.len());
        let columns: Vec<usize> =
            cells.terms(Measure::Whole).0.iter().map(|(column, _)| *column).collect();
        let n_columns = columns.iter().max().map_or(0, |last| last + 1);
        let mut draws = CellDraws {
            n_draws: 0,
            n_columns,
            n_groups: cells.n_groups(),
            places: vec![None; cells.n_units() * n_columns * cells.n_groups()],
            n_cells: 0,
            deviations: Vec::new(),
        };
        draws.find_places(&cells, &columns);
        let pulls = Pulls::new(appraisal, &frame, &cells, (&columns, &draws));
        let fitted = draws.fitted(&frame, &cells, &columns);
        let bundles = draws.bundles(appraisal, intake, &cells, &columns);
        let work = pulls.all.len()
            + fitted.as_ref().map_or(0, |fitted| fitted.slopes.len())
            + (pulls.ends.len() + bundles.len()) * WORK_OF_A_NORMAL;
        let affordable = (MOST_KEPT / draws.n_cells.max(1)).min(MOST_WORK / work.max(1));
        draws.n_draws = wanted.min(affordable);
        if draws.n_draws < FEWEST.min(wanted) || draws.n_cells == 0 {
            return None;
        }
        draws.fill(&pulls, fitted.as_ref(), &bundles, seed);
        Some(draws)
    }

    /// How many draws there are.
    pub fn n_draws(&self) -> usize {
        self.n_draws
    }

    /// The last column: in ballot-first schemes that of the whole ballot.
    pub fn last_column(&self) -> usize {
        self.n_columns.saturating_sub(1)
    }

    /// By how much a draw differs from the mean that was counted, in points; zero where nobody was heard
    /// or where nothing is left to chance.
    pub fn deviation(&self, draw: usize, unit: usize, column: usize, group: usize) -> f64 {
        let place = (unit * self.n_columns + column) * self.n_groups + group;
        let Some(cell) = self.places.get(place).copied().flatten() else { return 0.0 };
        self.deviations.get(draw * self.n_cells + cell as usize).copied().unwrap_or(0.0)
    }

    /// Gives a place to every cell that somebody was heard in.
    fn find_places(&mut self, cells: &Cells, columns: &[usize]) {
        let mut next = 0_u32;
        for unit in 0..cells.n_units() {
            for column in columns {
                for group in 0..self.n_groups {
                    if cells.cell(unit, *column, group).share > 0.0 {
                        let place = (unit * self.n_columns + column) * self.n_groups + group;
                        self.places[place] = Some(next);
                        next = next.saturating_add(1);
                    }
                }
            }
        }
        self.n_cells = next as usize;
    }

    fn place(&self, unit: usize, column: usize, group: usize) -> Option<u32> {
        self.places[(unit * self.n_columns + column) * self.n_groups + group]
    }

    /// The errors of what came already counted. The answers of one group on one unit are taken to err
    /// together, as in the spread.
    fn bundles(
        &self,
        appraisal: &Appraisal,
        intake: &Intake,
        cells: &Cells,
        columns: &[usize],
    ) -> Vec<Vec<Pull>> {
        let errors = bundle::errors(appraisal, intake.bundles(), cells, columns);
        let pulls = errors.into_iter().map(|((unit, group), by_column)| {
            let of = |(column, error, _): (usize, f64, u64)| {
                let cell = self.place(unit, column, group)?;
                let share = cells.cell(unit, column, group).share;
                Some(Pull { cell, by: error / share })
            };
            by_column.into_iter().filter_map(of).collect()
        });
        pulls.collect()
    }

    /// How far each level of the known totals moves each cell; absent without totals.
    fn fitted(&self, frame: &Frame<'_>, cells: &Cells, columns: &[usize]) -> Option<Fitted> {
        let margins = frame.margins()?;
        let n_levels = margins.n_levels();
        let mut slopes = vec![0.0; self.n_cells * n_levels];
        let (least, most) = cells.range();
        let steps = vec![finest(most - least, BITS); cells.n_units()];
        let ballots = frame.ballots;
        for column in columns {
            for group in 0..self.n_groups {
                let of = margins.slopes(ballots, &steps, |ballot| {
                    let own = usize::from(ballots.group(ballot)) == group;
                    let cell = cells.cell(ballots.units()[ballot] as usize, *column, group);
                    let value = cells.value(ballots, ballot, *column);
                    let counts = own && cell.share > 0.0 && value.is_finite();
                    counts.then(|| cell.influence(value) / cell.share)
                });
                for unit in 0..cells.n_units() {
                    let Some(cell) = self.place(unit, *column, group) else { continue };
                    let start = cell as usize * n_levels;
                    slopes[start..start + n_levels].copy_from_slice(of.of(unit));
                }
            }
        }
        Some(Fitted { n_levels, slopes })
    }

    fn fill(&mut self, pulls: &Pulls, fitted: Option<&Fitted>, bundles: &[Vec<Pull>], seed: u64) {
        self.deviations = vec![0.0; self.n_draws * self.n_cells];
        let rows = self.deviations.par_chunks_mut(self.n_cells).enumerate();
        rows.for_each(|(draw, row)| {
            let mut chance = vec![0.0; pulls.ends.len() + bundles.len()];
            normals(seed, Purpose::Cells, draw as u64, &mut chance);
            let (raters, counted) = chance.split_at_mut(pulls.ends.len());
            pulls.centre(raters);
            let mut start = 0;
            for (end, factor) in pulls.ends.iter().zip(&*raters) {
                for pull in &pulls.all[start..*end] {
                    row[pull.cell as usize] += factor * pull.by;
                }
                start = *end;
            }
            if let Some(fitted) = fitted {
                fitted.take_off(&pulls.on_levels(raters, fitted.n_levels), row);
            }
            for (bundle, factor) in bundles.iter().zip(&*counted) {
                for pull in bundle {
                    row[pull.cell as usize] += factor * pull.by;
                }
            }
        });
    }
}

impl Fitted {
    /// Takes off what the drawn weights on the levels say.
    fn take_off(&self, on_levels: &[f64], row: &mut [f64]) {
        for (value, slopes) in row.iter_mut().zip(self.slopes.chunks(self.n_levels)) {
            let said: f64 = slopes.iter().zip(on_levels).map(|(slope, on)| slope * on).sum();
            *value -= said;
        }
    }
}

impl Pulls {
    fn new(
        appraisal: &Appraisal,
        frame: &Frame<'_>,
        cells: &Cells,
        (columns, draws): (&[usize], &CellDraws),
    ) -> Pulls {
        let lonely = appraisal.scheme.error.lonely;
        let more = averaged(frame, lonely).unwrap_or(1.0).sqrt();
        let mut pulls = Pulls::default();
        for stratum in frame.strata().iter().filter(|stratum| stratum.m() > 0) {
            let lift = lift(stratum, lonely) * more;
            let mut order: Vec<(Vec<u32>, usize)> = stratum
                .drawn
                .clone()
                .into_par_iter()
                .map(|at| (by_content(frame, &frame.drawn()[at]), at))
                .collect();
            order.par_sort_unstable_by(|a, b| said(frame, a).cmp(&said(frame, b)));
            for (ballots, at) in &order {
                for ballot in ballots {
                    pulls.take(frame.ballots, *ballot as usize, cells, (columns, draws), lift);
                }
                pulls.ends.push(pulls.all.len());
                let levels =
                    frame.margins().into_iter().flat_map(|margins| margins.weights_of(*at));
                let lifted = levels.map(|(level, weight)| Pull { cell: level, by: weight * lift });
                pulls.levels.extend(lifted);
                pulls.level_ends.push(pulls.levels.len());
            }
            pulls.strata.push((pulls.ends.len(), mean_part(stratum, lonely) > 0.0));
        }
        pulls
    }

    fn take(
        &mut self,
        ballots: &Ballots,
        ballot: usize,
        cells: &Cells,
        (columns, draws): (&[usize], &CellDraws),
        lift: f64,
    ) {
        let (unit, group) = (ballots.units()[ballot] as usize, usize::from(ballots.group(ballot)));
        let weight = ballots.weight(ballot).0 as f64;
        for column in columns {
            let cell = cells.cell(unit, *column, group);
            let value = cells.value(ballots, ballot, *column);
            let Some(place) = draws.place(unit, *column, group) else { continue };
            if value.is_finite() {
                let by = cell.influence(value) / cell.share * weight * lift;
                self.all.push(Pull { cell: place, by });
            }
        }
    }

    /// The drawn weights on each level: `Σ ξ A`.
    fn on_levels(&self, chance: &[f64], n_levels: usize) -> Vec<f64> {
        let mut on = vec![0.0; n_levels];
        let mut start = 0;
        for (end, factor) in self.level_ends.iter().zip(chance) {
            for pull in &self.levels[start..*end] {
                on[pull.cell as usize] += factor * pull.by;
            }
            start = *end;
        }
        on
    }

    /// Takes off the mean of each stratum, which is to take off the mean of its pulls.
    fn centre(&self, chance: &mut [f64]) {
        let mut start = 0;
        for (end, takes_mean) in &self.strata {
            let of_stratum = &mut chance[start..*end];
            if *takes_mean && !of_stratum.is_empty() {
                let mean = of_stratum.iter().sum::<f64>() / of_stratum.len() as f64;
                of_stratum.iter_mut().for_each(|value| *value -= mean);
            }
            start = *end;
        }
    }
}

/// What a ballot says, whoever filled it in.
type Content<'a> = (u32, u16, u64, &'a [Code]);

/// All that one rater or cluster says, and where it stands among the known totals.
fn said<'a>(
    frame: &Frame<'a>,
    (ballots, at): &(Vec<u32>, usize),
) -> (Vec<Content<'a>>, Vec<(u32, i64)>) {
    let all = ballots.iter().map(|ballot| content(frame.ballots, *ballot)).collect();
    let levels = frame.margins().map_or(Vec::new(), |margins| margins.shares_of(*at).to_vec());
    (all, levels)
}

fn content(ballots: &Ballots, ballot: u32) -> Content<'_> {
    let at = ballot as usize;
    (ballots.units()[at], ballots.group(at), ballots.weight(at).0, ballots.answers_on(at))
}

/// The ballots of one rater or cluster, in an order that their content decides.
fn by_content(frame: &Frame<'_>, drawn: &Drawn) -> Vec<u32> {
    let mut ballots = frame.numbers_of(drawn);
    ballots.sort_unstable_by(|a, b| content(frame.ballots, *a).cmp(&content(frame.ballots, *b)));
    ballots
}
