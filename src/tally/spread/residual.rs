//! What weighting to known totals takes off the error.
//!
//! Weights that meet totals `T` of the dummies `x` make a score move only by what the dummies do not say:
//! `z*_r = z_r − w_r x_rᵀ B` with `B = (Σ d x xᵀ)⁻¹ Σ d x (z/w)`, `d` the weight before (Deville and
//! Särndal 1992). The second part is there for every rater and unit, whether or not the one judged the
//! other. It is never written out: with `A_c = Σ_{r∈c} w_r x_r` the sums of products change by
//! `− G B − (G B)ᵀ + Bᵀ H B`, where `G = Σ z Aᵀ` and `H = Σ A Aᵀ`.

use super::frame::{Drawn, Stratum};
use super::steps::whole;
use crate::ballot::{Ballots, ByRater, Weight};
use crate::statistic::{Factor, Symmetric};

/// Bits of the greatest sum of weights of one rater or cluster on one level.
const BITS: i32 = 46;

/// The margins of a frame.
pub(super) struct Margins {
    n_levels: usize,
    /// Where the shares of each of the drawn begin, and the end of the last.
    starts: Vec<usize>,
    /// Levels with the sum of the weights there, in steps.
    shares: Vec<(u32, i64)>,
    /// Steps to a millionth of weight.
    steps: f64,
    /// The factor of `Σ d x xᵀ`; dummies that others determine have no pivot.
    gram: Factor,
    strata: Vec<StratumMargins>,
    /// What steps are multiplied by where the weights before take the place of those after.
    scale: f64,
}

/// What one stratum holds of the margins.
struct StratumMargins {
    /// The levels in which anybody stands.
    levels: Vec<u32>,
    /// `Σ A` over them, in millionths.
    total: Vec<f64>,
    /// `Σ A Aᵀ` over them.
    squares: Symmetric,
}

/// The drawn with where their ballots are.
pub(super) struct Sample<'a> {
    pub(super) ballots: &'a Ballots,
    pub(super) order: &'a ByRater,
    pub(super) drawn: &'a [Drawn],
    pub(super) strata: &'a [Stratum],
}

impl Margins {
    /// The margins of those who were drawn; `None` where there are no totals.
    pub(super) fn new(sample: &Sample<'_>) -> Option<Margins> {
        let margins = &sample.ballots.design.margins;
        if margins.n_levels == 0 {
            return None;
        }
        let placed = placed(sample);
        let sums = sums(sample.ballots, &placed);
        let most = sums.iter().map(|(_, weight)| *weight).max().unwrap_or(0) as f64;
        let steps = (f64::from(BITS) - most.max(1.0).log2().ceil()).exp2();
        let mut starts = vec![0; sample.drawn.len() + 1];
        for ((drawn, _), _) in &sums {
            starts[*drawn as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let shares =
            sums.iter().map(|((_, level), sum)| (*level, whole(*sum as f64 * steps))).collect();
        let ratios = placed.iter().zip(&margins.before).filter_map(|(place, before)| {
            let (_, after) = (*place)?;
            Some(before.0 as f64 / after.0 as f64)
        });
        let scale = 1.0 / ratios.fold(1.0, f64::max);
        let mut margins = Margins {
            n_levels: margins.n_levels,
            starts,
            shares,
            steps,
            gram: gram(sample.ballots, &placed),
            strata: Vec::new(),
            scale,
        };
        margins.strata = sample.strata.iter().map(|stratum| margins.within(stratum)).collect();
        Some(margins)
    }

    /// How many levels there are in all margins.
    pub(super) fn n_levels(&self) -> usize {
        self.n_levels
    }

    /// Levels of one of the drawn with its weight there in millionths, by its position.
    pub(super) fn weights_of(&self, drawn: usize) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.shares_of(drawn).iter().map(|(level, share)| (*level, *share as f64 / self.steps))
    }

    /// Levels and weights of one of the drawn, by its position.
    pub(super) fn shares_of(&self, drawn: usize) -> &[(u32, i64)] {
        &self.shares[self.starts[drawn]..self.starts[drawn + 1]]
    }

    fn within(&self, stratum: &Stratum) -> StratumMargins {
        let all = stratum.drawn.clone().flat_map(|drawn| self.shares_of(drawn));
        let mut levels: Vec<u32> = all.map(|(level, _)| *level).collect();
        levels.sort_unstable();
        levels.dedup();
        let n = levels.len();
        let place = |level: &u32| levels.binary_search(level).unwrap_or(0);
        let (mut total, mut squares) = (vec![0_i128; n], vec![0_i128; n * n]);
        for drawn in stratum.drawn.clone() {
            let shares = self.shares_of(drawn);
            for (level, share) in shares {
                let row = place(level);
                total[row] += i128::from(*share);
                for (other, share_there) in shares {
                    squares[row * n + place(other)] +=
                        i128::from(*share) * i128::from(*share_there);
                }
            }
        }
        let square = self.steps * self.steps;
        StratumMargins {
            total: total.iter().map(|total| *total as f64 / self.steps).collect(),
            squares: Symmetric::from_fn(n, |a, b| squares[a * n + b] as f64 / square),
            levels,
        }
    }

    /// What `influences` of the ballots say of the margins: `B` for each unit.
    ///
    /// `influence` gives how far a ballot moves its unit for each millionth of weight, and `steps` is for
    /// each unit the number of steps to one that has room for the weights after.
    pub(super) fn slopes(
        &self,
        ballots: &Ballots,
        steps: &[f64],
        influence: impl Fn(usize) -> Option<f64>,
    ) -> Slopes {
        let margins = &ballots.design.margins;
        let mut sums = vec![0_i128; steps.len() * self.n_levels];
        for ballot in 0..ballots.len() {
            let rater = ballots.raters()[ballot] as usize;
            let Some(levels) = margins.levels.get(rater).filter(|levels| !levels.is_empty()) else {
                continue;
            };
            let Some(influence) = influence(ballot) else { continue };
            let unit = ballots.units()[ballot] as usize;
            let before = margins.before[rater].0 as f64;
            let value = i128::from(whole(influence * before * steps[unit] * self.scale));
            let row = unit * self.n_levels;
            for level in levels {
                sums[row + *level as usize] += value;
            }
        }
        let mut values: Vec<f64> = sums.iter().map(|sum| *sum as f64).collect();
        for (row, steps) in values.chunks_mut(self.n_levels).zip(steps) {
            row.iter_mut().for_each(|value| *value /= steps * self.scale);
            self.gram.solve(row);
        }
        Slopes { n_levels: self.n_levels, values }
    }
}

/// `B`: by unit, how far each level moves its score for each millionth of weight.
pub(super) struct Slopes {
    n_levels: usize,
    values: Vec<f64>,
}

impl Slopes {
    /// Those of one unit, by level.
    pub(super) fn of(&self, unit: usize) -> &[f64] {
        &self.values[unit * self.n_levels..(unit + 1) * self.n_levels]
    }
}

/// The change of the sums of one measure, as it comes together over the strata.
pub(super) struct Residual<'a> {
    margins: &'a Margins,
    slopes: Slopes,
    /// `½ H B − G` by unit, over all strata.
    sides: Vec<f64>,
    /// `Σ z A` of the stratum at hand, by unit and level of the stratum, in steps.
    cross: Vec<i128>,
    /// For each level its place in the stratum at hand.
    places: Vec<Option<usize>>,
    n_here: usize,
}

/// What the sums of a stratum need to be known as: see [`Residual::close`].
pub(super) struct Closing<'a> {
    /// The position of the stratum.
    pub(super) stratum: usize,
    /// What each `z` was lifted by.
    pub(super) lift: f64,
    /// `1/m`, or zero where the mean is not taken off.
    pub(super) mean_part: f64,
    /// By unit, steps to one of a `z`.
    pub(super) steps: &'a [f64],
    /// By unit, `Σ z` lifted.
    pub(super) totals: &'a [f64],
}

impl<'a> Residual<'a> {
    pub(super) fn new(margins: &'a Margins, slopes: Slopes) -> Residual<'a> {
        let sides = vec![0.0; slopes.values.len()];
        let places = vec![None; margins.n_levels];
        Residual { margins, slopes, sides, cross: Vec::new(), places, n_here: 0 }
    }

    /// Begins a stratum.
    pub(super) fn open(&mut self, stratum: usize) {
        let levels = &self.margins.strata[stratum].levels;
        self.n_here = levels.len();
        self.places.fill(None);
        for (place, level) in levels.iter().enumerate() {
            self.places[*level as usize] = Some(place);
        }
        let n_units = self.sides.len() / self.margins.n_levels;
        self.cross.clear();
        self.cross.resize(n_units * self.n_here, 0);
    }

    /// Takes what one of the drawn adds to a unit, lifted and in steps.
    pub(super) fn take(&mut self, drawn: usize, unit: usize, value: i64) {
        for (level, share) in self.margins.shares_of(drawn) {
            if let Some(place) = self.places[*level as usize] {
                self.cross[unit * self.n_here + place] += i128::from(value) * i128::from(*share);
            }
        }
    }

    /// Ends a stratum: by unit, what is to be added to its variance there.
    pub(super) fn close(&mut self, closing: &Closing<'_>) -> Vec<f64> {
        let Closing { lift, mean_part, .. } = *closing;
        let here = &self.margins.strata[closing.stratum];
        let square = lift * lift;
        let mut slopes = vec![0.0; self.n_here];
        let change = |(unit, total): (usize, &f64)| {
            let step = lift / (closing.steps[unit] * self.margins.steps);
            let own = self.slopes.of(unit);
            for (slope, level) in slopes.iter_mut().zip(&here.levels) {
                *slope = own[*level as usize];
            }
            let cross = &self.cross[unit * self.n_here..(unit + 1) * self.n_here];
            let fitted: f64 = slopes.iter().zip(&here.total).map(|(b, a)| b * a).sum();
            let sides = &mut self.sides[unit * self.margins.n_levels..];
            let mut change = 0.0;
            for (place, (cross, a)) in cross.iter().zip(&here.total).enumerate() {
                let spread: f64 =
                    slopes.iter().enumerate().map(|(b, s)| here.squares.get(place, b) * s).sum();
                let h = square * (spread - mean_part * a * fitted);
                let g = *cross as f64 * step - lift * mean_part * total * a;
                let side = h / 2.0 - g;
                sides[here.levels[place] as usize] += side;
                change += 2.0 * side * slopes[place];
            }
            change
        };
        closing.totals.iter().enumerate().map(change).collect()
    }

    /// What is to be added to the covariance of two units over all strata.
    pub(super) fn covariance(&self, a: usize, b: usize) -> f64 {
        let n = self.margins.n_levels;
        let side = |unit: usize| &self.sides[unit * n..(unit + 1) * n];
        dot(side(a), self.slopes.of(b)) + dot(side(b), self.slopes.of(a))
    }
}

/// For each rater its position among the drawn and its weight; `None` for one without a ballot.
fn placed(sample: &Sample<'_>) -> Vec<Option<(u32, Weight)>> {
    let ballots = sample.ballots;
    let mut placed = vec![None; ballots.design.margins.levels.len()];
    for (position, drawn) in (0_u32..).zip(sample.drawn) {
        for ballot in drawn.ballots.clone().map(|place| sample.order.get(place)) {
            let rater = ballots.raters()[ballot] as usize;
            if let Some(place) = placed.get_mut(rater) {
                *place = Some((position, ballots.weight(ballot)));
            }
        }
    }
    placed
}

/// The weights of the drawn on each level, by position and level.
fn sums(ballots: &Ballots, placed: &[Option<(u32, Weight)>]) -> Vec<((u32, u32), u128)> {
    let levels = &ballots.design.margins.levels;
    let mut each: Vec<((u32, u32), u128)> = Vec::new();
    for (place, levels) in placed.iter().zip(levels) {
        let Some((position, weight)) = place else { continue };
        each.extend(levels.iter().map(|level| ((*position, *level), u128::from(weight.0))));
    }
    each.sort_unstable();
    let sum = |run: &[((u32, u32), u128)]| (run[0].0, run.iter().map(|(_, weight)| weight).sum());
    each.chunk_by(|a, b| a.0 == b.0).map(sum).collect()
}

/// The factor of `Σ d x xᵀ`.
fn gram(ballots: &Ballots, placed: &[Option<(u32, Weight)>]) -> Factor {
    let margins = &ballots.design.margins;
    let n = margins.n_levels;
    let mut sums = vec![0_u128; n * n];
    for (rater, _) in placed.iter().enumerate().filter(|(_, place)| place.is_some()) {
        for level in &margins.levels[rater] {
            for other in &margins.levels[rater] {
                let weight = u128::from(margins.before[rater].0);
                sums[*level as usize * n + *other as usize] += weight;
            }
        }
    }
    Symmetric::from_fn(n, |a, b| sums[a * n + b] as f64).factor()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
