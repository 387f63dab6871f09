//! Confidence sets for ranks (Mogstad, Romano, Shaikh and Wilhelm 2023): which ranks a unit may truly
//! have, given how surely its score differs from every other.

use super::band::Apart;
use super::distribution::normal_quantile_upper;
use super::draw::Draws;
use super::extreme::{self, Ends};
use super::maximum::{Critical, Row, critical, critical_value, maxima, row_maxima};
use super::pair::Pairs;
use super::sampled::{Ranking, Sampled};

/// Draws where nobody names a number: as many of these as there are units, within [`FEWEST`] and [`MOST`].
const NUMBERS: usize = 410_000;

/// Fewer draws than this leave the critical value too rough.
const FEWEST: usize = 1_000;

/// More draws than this say nothing that is printed.
const MOST: usize = 10_000;

/// How many draws are usual for so many units: 10,000 up to 41 of them, 1,000 from 410 on, and in between as
/// many as keep the numbers drawn the same.
pub fn usual_draws(n_units: usize) -> u32 {
    let draws = (NUMBERS / n_units.max(1)).clamp(FEWEST, MOST);
    u32::try_from(draws).unwrap_or(u32::MAX)
}

/// How many standard errors of the critical value make a difference safe from another seed.
const SAFE: f64 = 2.0;

/// The ranks that a unit may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bounds {
    /// The best rank, from 1.
    pub best: usize,
    /// The worst rank, at least the best.
    pub worst: usize,
}

/// Confidence sets for the ranks of all units.
#[derive(Debug, Clone, PartialEq)]
pub struct RankSets {
    /// Sets that hold all together with the confidence asked for, in the order of the estimates.
    pub simultaneous: Vec<Bounds>,
    /// Sets of which each alone holds with that confidence.
    pub marginal: Vec<Bounds>,
    /// Whether another seed could give other simultaneous bounds: more draws would settle it.
    pub borderline: Vec<bool>,
    /// The critical value of the simultaneous sets, a normal deviate.
    pub critical: f64,
    /// How often it was computed until nothing more was rejected.
    pub steps: usize,
    /// Which units are told apart, all comparisons together.
    pub apart: Apart,
}

/// Confidence sets for ranks: simultaneous and marginal, two-sided, stepdown.
///
/// Rank is 1 + the number of units that are truly better. For every two units with estimates
/// `θ_j > θ_k` the difference is told apart where `T = (θ_j − θ_k)/σ_jk` is above a critical value:
/// the quantile, over draws `Z` of the estimates' covariance, of the largest `(Z_a − Z_b)/σ_ab` over
/// the ordered pairs that have not been told apart; repeated until no more are. One set of draws
/// serves all steps, so critical values only fall and the last one alone decides. It is never above
/// that of Bonferroni, which bounds it from above, so pairs beyond that one are left out from the
/// start.
///
/// With finite degrees of freedom a pair has the lesser of its two units', and its `T` is compared
/// as the normal deviate with the same tail. So every comparison keeps its own level, as with the
/// comparison-specific critical values of Hasler and Hothorn (2008, Biometrical Journal 50:793);
/// one critical value for all would judge units with many raters by those with few.
///
/// Two units whose difference has no variance, or that have no freedom, are not told apart.
/// Estimates that are not numbers, and lists of unequal length, are cut short, never refused.
pub fn rank_sets(ranking: &Ranking) -> RankSets {
    Sampled::new(ranking).rank_sets()
}

impl Sampled<'_> {
    /// Confidence sets for ranks: see [`rank_sets`].
    pub fn rank_sets(&self) -> RankSets {
        let (ranking, draws) = (self.ranking(), self.draws());
        let pairs = Pairs::new(ranking.estimates, self.covariance(), self.freedom());
        let n = pairs.n();
        let ends = (n >= extreme::MANY).then(|| Ends::new(&pairs));
        let confidence = ranking.confidence;
        let mut walk = Walk { pairs: &pairs, ends, draws, confidence, steps: 0, last: None };
        let start = bonferroni(confidence, n * n.saturating_sub(1));
        // What is told apart with the critical value somewhat raised is so in any case, and what is told
        // apart with it somewhat lowered is all that could be. Each walk goes on where the one before
        // ended, because a higher critical value tells apart fewer.
        let surely = walk.settle(start, SAFE);
        let settled = walk.settle(surely, 0.0);
        let steps = walk.steps;
        let perhaps = walk.settle(settled, -SAFE);
        let (fewest, most) = (bounds(&pairs, |_| surely), bounds(&pairs, |_| perhaps));
        let alone = walk.settle_each();
        RankSets {
            simultaneous: bounds(&pairs, |_| settled),
            marginal: bounds(&pairs, |unit| alone[unit]),
            borderline: fewest.iter().zip(&most).map(|(a, b)| a != b).collect(),
            critical: settled,
            steps,
            apart: Apart::new(&pairs, settled),
        }
    }
}

impl RankSets {
    /// The units that may be among the `count` best, with the simultaneous confidence that none is
    /// missing (τ-best).
    ///
    /// For all units together a one-sided set rests on the same ordered pairs as the two-sided one,
    /// so its lower bounds serve.
    pub fn may_be_best(&self, count: usize) -> Vec<usize> {
        self.units(|bounds| bounds.best <= count)
    }

    /// The units that may be among the `count` worst, with the same confidence (τ-worst).
    pub fn may_be_worst(&self, count: usize) -> Vec<usize> {
        let n = self.simultaneous.len();
        self.units(|bounds| bounds.worst + count > n)
    }

    /// The units whose simultaneous bounds are so.
    fn units(&self, are: impl Fn(&Bounds) -> bool) -> Vec<usize> {
        let units = self.simultaneous.iter().enumerate();
        units.filter(|(_, bounds)| are(bounds)).map(|(unit, _)| unit).collect()
    }
}

/// What the steps of a stepdown have in common.
#[derive(Debug)]
struct Walk<'a> {
    pairs: &'a Pairs,
    /// The same pairs from the ends inward, where units are many.
    ends: Option<Ends<'a>>,
    draws: &'a Draws,
    confidence: f64,
    /// How many critical values were computed for all units together.
    steps: usize,
    /// The last maxima, and how many pairs were told apart in them: sets of pairs are nested, so the
    /// same number is the same set.
    last: Option<(usize, Vec<f64>)>,
}

impl Walk<'_> {
    /// The critical value at which nothing more is told apart, for all units together.
    ///
    /// Each value is moved by `shift` of its own standard errors.
    fn settle(&mut self, start: f64, shift: f64) -> f64 {
        let mut now = start;
        loop {
            let told = self.pairs.apart(now);
            if self.last.as_ref().is_none_or(|(before, _)| *before != told) {
                self.last = self.look(now).map(|maxima| (told, maxima));
                self.steps += usize::from(self.last.is_some());
            }
            let Some((_, maxima)) = &mut self.last else { return now };
            let next = lowered(now, critical(maxima, self.confidence), shift);
            if self.pairs.apart(next) == told {
                return next;
            }
            now = next;
        }
    }

    /// The maxima over the pairs that a critical value leaves; `None` where no two can be compared.
    fn look(&self, now: f64) -> Option<Vec<f64>> {
        if let Some(ends) = &self.ends {
            return self.pairs.are_comparable().then(|| ends.maxima(self.draws, now));
        }
        let rows: Vec<Row> = (1..self.pairs.n()).map(|low| self.row_above(low, now)).collect();
        self.pairs.are_comparable().then(|| maxima(self.draws, &rows))
    }

    /// The same for every unit alone, in the order of the units.
    fn settle_each(&self) -> Vec<f64> {
        let n = self.pairs.n();
        let start = bonferroni(self.confidence, 2 * n.saturating_sub(1));
        let mut now = vec![start; n];
        let mut open: Vec<usize> = (0..n).collect();
        while !open.is_empty() {
            let mut maxima = self.look_at_each(open.iter().map(|place| (*place, now[*place])));
            let mut still = Vec::new();
            for (place, maxima) in open.into_iter().zip(&mut maxima) {
                let value = critical_value(maxima, self.confidence);
                let next = lowered(now[place], Critical { value, error: 0.0 }, 0.0);
                if self.told(place, next) != self.told(place, now[place]) {
                    still.push(place);
                }
                now[place] = next;
            }
            open = still;
        }
        let mut of_unit = vec![start; n];
        self.pairs.order.iter().zip(now).for_each(|(unit, value)| of_unit[*unit] = value);
        of_unit
    }

    /// The maxima of some places, each with its own critical value.
    fn look_at_each(&self, places: impl Iterator<Item = (usize, f64)>) -> Vec<Vec<f64>> {
        if let Some(ends) = &self.ends {
            return ends.row_maxima(self.draws, &places.collect::<Vec<_>>());
        }
        let rows: Vec<Row> = places.map(|(place, now)| self.row_of(place, now)).collect();
        row_maxima(self.draws, &rows)
    }

    /// The differences between a place of the order and those before it.
    fn row_above(&self, low: usize, critical: f64) -> Row {
        let mut row = Row { unit: self.pairs.order[low], ..Row::default() };
        for high in 0..low {
            self.enter(&mut row, low, high, critical);
        }
        row
    }

    /// The differences between a place of the order and all others.
    fn row_of(&self, place: usize, critical: f64) -> Row {
        let mut row = Row { unit: self.pairs.order[place], ..Row::default() };
        for other in (0..self.pairs.n()).filter(|other| *other != place) {
            self.enter(&mut row, place, other, critical);
        }
        row
    }

    /// Puts a pair into a row: in both directions, or once it is told apart only in the direction
    /// that says the lower estimate is the better unit, which is never rejected.
    fn enter(&self, row: &mut Row, own: usize, other: usize, critical: f64) {
        let pair = self.pairs.at(own, other);
        let unit = self.pairs.order[other];
        if pair.precision <= 0.0 {
            return;
        }
        if pair.deviate <= critical {
            row.both.push((unit, pair.precision));
        } else {
            row.one.push((unit, if own > other { pair.precision } else { -pair.precision }));
        }
    }

    /// From how many others a place is told apart.
    fn told(&self, place: usize, critical: f64) -> usize {
        let others = (0..self.pairs.n()).filter(|other| *other != place);
        others.filter(|other| self.pairs.at(place, *other).deviate > critical).count()
    }
}

/// A critical value that is not above the one before, nor below zero.
fn lowered(now: f64, next: Critical, shift: f64) -> f64 {
    if next.value.is_finite() { now.min((next.value + shift * next.error).max(0.0)) } else { now }
}

/// The critical value of so many one-sided tests when nothing is known of how they hang together.
fn bonferroni(confidence: f64, tests: usize) -> f64 {
    let share = (1.0 - confidence) / (tests.max(1) as f64);
    let value = normal_quantile_upper(share);
    if value.is_finite() { value } else { f64::INFINITY }
}

/// The bounds of each unit, given its critical value.
fn bounds(pairs: &Pairs, critical: impl Fn(usize) -> f64) -> Vec<Bounds> {
    let n = pairs.n();
    let mut bounds = vec![Bounds { best: 1, worst: n }; n];
    for (place, unit) in pairs.order.iter().enumerate() {
        let critical = critical(*unit);
        let better = (0..place).filter(|high| pairs.at(*high, place).deviate > critical).count();
        let worse = (place + 1..n).filter(|low| pairs.at(*low, place).deviate > critical).count();
        bounds[*unit] = Bounds { best: 1 + better, worst: n - worse };
    }
    bounds
}

#[cfg(test)]
mod tests;
