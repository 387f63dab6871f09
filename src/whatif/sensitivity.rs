//! How far each rank rests on the weights, and how far on who happened to answer.

use rayon::prelude::*;

use super::model::{Model, Weights};
use crate::appraisal::Appraisal;
use crate::estimate::{Estimates, Measure};
use crate::league::{League, Table};
use crate::scheme::RankedBy;
use crate::tally::CellDraws;

/// By how much each weight is moved, as a share: five percentage points.
const POINTS: f64 = 0.05;

/// Scores nearer than this are one rank, whatever the last bits say.
const EQUAL: f64 = 1e-9;

/// How the ranks of a league answer to other weights and to another sample (`docs/methods.md` §21).
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// The tables of the whole score, in the order of the league.
    pub tables: Vec<TableSensitivity>,
    /// By how much each weight is moved, as a share.
    pub points: f64,
    /// Draws of weights, of samples, and of both together.
    pub draws: usize,
    /// Their seed.
    pub seed: u64,
    /// Whether indicator weights were varied: they are not where whole ballots are scored.
    pub varies_indicators: bool,
}

/// One table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableSensitivity {
    /// Which kind of table.
    pub by: RankedBy,
    /// Its category; `None` over all.
    pub category: Option<usize>,
    /// The ranked units, best first.
    pub units: Vec<UnitSensitivity>,
    /// Each weight moved alone: groups, then leaves.
    pub weights: Vec<OneWeight>,
}

/// One unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitSensitivity {
    /// Position in the register.
    pub unit: usize,
    /// The rank now.
    pub rank: usize,
    /// Whether another unit has it too.
    pub joint: bool,
    /// Its ranks where only the weights vary.
    pub by_weights: RankSpread,
    /// Its ranks where only the sample varies.
    pub by_sampling: RankSpread,
    /// Its ranks where both vary.
    pub by_both: RankSpread,
    /// First-order index of the weights: their share, 0 to 1, of the variance of the score less the
    /// mean of the table; absent where nothing varies.
    pub share_of_weights: Option<f64>,
    /// The same of the sample.
    pub share_of_sampling: Option<f64>,
}

/// Where nine of ten ranks lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankSpread {
    /// One in twenty ranks is better.
    pub low: usize,
    /// The one in the middle.
    pub median: usize,
    /// One in twenty is worse.
    pub high: usize,
}

/// A weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weighed {
    /// Of a group, by position in the scheme.
    Group(usize),
    /// Of a leaf, by position in the scheme.
    Leaf(usize),
}

/// One weight moved alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OneWeight {
    /// Which.
    pub weight: Weighed,
    /// Its share now, 0 to 1; absent where categories of the table differ.
    pub share: Option<f64>,
    /// What happens with less of it.
    pub less: Swing,
    /// What happens with more of it.
    pub more: Swing,
}

/// What moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swing {
    /// How many units get another rank.
    pub n_moved: usize,
    /// By how many places at most.
    pub furthest: usize,
    /// Whether another unit, or one more or less, is first.
    pub first_changes: bool,
}

/// One unit's scores over the draws.
struct Scores {
    by_weights: Vec<Vec<f64>>,
    by_sampling: Vec<Vec<f64>>,
    by_both: Vec<Vec<f64>>,
    /// Weights of the second half of the draws with answers of the first.
    weights_changed: Vec<Vec<f64>>,
    /// Answers of the second half of the draws with weights of the first.
    sampling_changed: Vec<Vec<f64>>,
}

impl Sensitivity {
    /// Varies the weights of groups and indicators by five points, and the sample as the draws have it.
    pub fn explore(
        appraisal: &Appraisal,
        estimates: &Estimates,
        league: &League,
        draws: &CellDraws,
    ) -> Sensitivity {
        let seed = appraisal.scheme.error.seed;
        let whole = league.tables.iter().filter(|table| table.measure == Measure::Whole);
        let wanted: Vec<&Table> = whole.filter(|table| table.standings.len() > 1).collect();
        let mut units: Vec<usize> =
            wanted.iter().flat_map(|table| &table.standings).map(|row| row.unit).collect();
        units.sort_unstable();
        units.dedup();
        let model = Model::new(appraisal, estimates, units);
        let scores = Scores::new(&model, draws, seed);
        let tables = wanted.iter().map(|table| of_table(&model, &scores, table));
        Sensitivity {
            tables: tables.collect(),
            points: POINTS,
            draws: scores.by_both.len(),
            seed,
            varies_indicators: model.varies_indicators,
        }
    }
}

impl Scores {
    fn new(model: &Model, draws: &CellDraws, seed: u64) -> Scores {
        let half = draws.n_draws() / 2;
        let n = half * 2;
        let weights: Vec<Weights> =
            (0..n).into_par_iter().map(|at| model.drawn_weights(POINTS, seed, at as u64)).collect();
        let all = |scores: &(dyn Fn(usize) -> Vec<f64> + Sync), n: usize| -> Vec<Vec<f64>> {
            (0..n).into_par_iter().map(scores).collect()
        };
        Scores {
            by_weights: all(&|at| model.scores(&weights[at], None), n),
            by_sampling: all(&|at| model.scores(&model.base, Some((draws, at))), n),
            by_both: all(&|at| model.scores(&weights[at], Some((draws, at))), n),
            weights_changed: all(&|at| model.scores(&weights[at + half], Some((draws, at))), half),
            sampling_changed: all(&|at| model.scores(&weights[at], Some((draws, at + half))), half),
        }
    }

    /// The first-order indices of weights and sample for the score of a unit less the mean of its
    /// table: `S = Σ y_B (y_AB − y_A) / N V`, taken both ways round (Saltelli and others 2010).
    fn shares(&self, at: usize, members: &[usize]) -> (Option<f64>, Option<f64>) {
        let of = |draws: &[Vec<f64>]| -> Vec<f64> {
            let one = |scores: &Vec<f64>| {
                let sum: f64 = members.iter().map(|member| scores[*member]).sum();
                scores[at] - sum / members.len() as f64
            };
            draws.iter().map(one).collect()
        };
        let half = self.weights_changed.len();
        let both = of(&self.by_both);
        let mean = both.iter().sum::<f64>() / both.len() as f64;
        let square = |value: &f64| (value - mean) * (value - mean);
        let variance = both.iter().map(square).sum::<f64>() / both.len() as f64;
        let (first, second) = both.split_at(half);
        let (weights, sampling) = (of(&self.weights_changed), of(&self.sampling_changed));
        let index = |with: &[f64], without: &[f64]| {
            let each = |at: usize| {
                (second[at] - mean) * (with[at] - first[at])
                    + (first[at] - mean) * (without[at] - second[at])
            };
            let sum: f64 = (0..half).map(each).sum();
            let share = sum / (2.0 * half as f64 * variance);
            // Chance carries the estimate of a small share below zero.
            (variance > 0.0 && share.is_finite()).then(|| share.clamp(0.0, 1.0))
        };
        (index(&weights, &sampling), index(&sampling, &weights))
    }
}

fn of_table(model: &Model, scores: &Scores, table: &Table) -> TableSensitivity {
    let place = |unit: usize| model.units.binary_search(&unit).unwrap_or(0);
    let members: Vec<usize> = table.standings.iter().map(|row| place(row.unit)).collect();
    let by_weights = spreads(&scores.by_weights, &members);
    let by_sampling = spreads(&scores.by_sampling, &members);
    let by_both = spreads(&scores.by_both, &members);
    let units = table.standings.par_iter().enumerate().map(|(at, standing)| {
        let (share_of_weights, share_of_sampling) = scores.shares(members[at], &members);
        UnitSensitivity {
            unit: standing.unit,
            rank: standing.rank,
            joint: standing.joint,
            by_weights: by_weights[at],
            by_sampling: by_sampling[at],
            by_both: by_both[at],
            share_of_weights,
            share_of_sampling,
        }
    });
    TableSensitivity {
        by: table.by,
        category: table.category,
        units: units.collect(),
        weights: one_at_a_time(model, table, &members),
    }
}

/// Each weight moved down and up alone, where the table has it.
fn one_at_a_time(model: &Model, table: &Table, members: &[usize]) -> Vec<OneWeight> {
    let categories: Vec<usize> = match table.category {
        Some(category) => vec![category],
        None => (0..model.base.groups.len()).collect(),
    };
    let n_groups = model.base.groups.first().map_or(0, Vec::len);
    let base = ranks(&model.scores(&model.base, None), members);
    let swing =
        |weights: &Weights| Swing::new(&base, &ranks(&model.scores(weights, None), members));
    let groups = (0..n_groups).filter_map(|group| {
        let shares = || categories.iter().map(|category| model.base.groups[*category][group]);
        let (least, most) = (shares().fold(1.0, f64::min), shares().fold(0.0, f64::max));
        (most > 0.0).then(|| OneWeight {
            weight: Weighed::Group(group),
            share: (most - least < EQUAL).then_some(most),
            less: swing(&model.group_moved(group, -POINTS)),
            more: swing(&model.group_moved(group, POINTS)),
        })
    });
    let columns = model.base.columns.iter().enumerate();
    let columns = columns.filter(|(_, share)| model.varies_indicators && **share > 0.0);
    let columns = columns.map(|(leaf, share)| OneWeight {
        weight: Weighed::Leaf(leaf),
        share: Some(*share),
        less: swing(&model.column_moved(leaf, -POINTS)),
        more: swing(&model.column_moved(leaf, POINTS)),
    });
    groups.chain(columns).collect()
}

impl Swing {
    fn new(before: &[usize], after: &[usize]) -> Swing {
        let moves = || before.iter().zip(after).map(|(before, after)| before.abs_diff(*after));
        let is_first = |ranks: &[usize]| ranks.iter().map(|rank| *rank == 1).collect::<Vec<bool>>();
        Swing {
            n_moved: moves().filter(|places| *places > 0).count(),
            furthest: moves().max().unwrap_or(0),
            first_changes: is_first(before) != is_first(after),
        }
    }
}

/// The spread of the ranks of each member over the draws.
fn spreads(draws: &[Vec<f64>], members: &[usize]) -> Vec<RankSpread> {
    let ranks: Vec<Vec<usize>> = draws.par_iter().map(|scores| ranks(scores, members)).collect();
    (0..members.len())
        .map(|at| {
            let mut own: Vec<usize> = ranks.iter().map(|ranks| ranks[at]).collect();
            own.sort_unstable();
            // The least rank that so many of a hundred draws do not exceed.
            let quantile = |percent: usize| {
                let place = (own.len() * percent).div_ceil(100).saturating_sub(1);
                own.get(place).copied().unwrap_or(0)
            };
            RankSpread { low: quantile(5), median: quantile(50), high: quantile(95) }
        })
        .collect()
}

/// The ranks of the members among themselves: one more than are better.
fn ranks(scores: &[f64], members: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    let score = |at: usize| scores[members[at]];
    order.sort_by(|a, b| score(*b).total_cmp(&score(*a)));
    let mut ranks = vec![0; members.len()];
    let mut rank = 0;
    for (place, at) in order.iter().enumerate() {
        let is_below = place == 0 || score(order[place - 1]) - score(*at) > EQUAL;
        if is_below {
            rank = place + 1;
        }
        ranks[*at] = rank;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_one_more_than_are_better_whatever_the_last_bits_say() {
        assert_eq!(ranks(&[1.0, 5.0, 3.0, 3.0 + 1e-12], &[0, 1, 2, 3]), [4, 1, 2, 2]);
        assert_eq!(ranks(&[1.0, 5.0, 3.0], &[2, 0]), [1, 2]);
    }

    #[test]
    fn nine_of_ten_ranks_lie_between_the_ends() {
        // Of twenty draws the first unit is once behind.
        let draws: Vec<Vec<f64>> =
            (0..20).map(|at| vec![if at == 7 { 0.0 } else { 2.0 }, 1.0]).collect();
        let spread = spreads(&draws, &[0, 1]);
        assert_eq!(spread[0], RankSpread { low: 1, median: 1, high: 1 });
        assert_eq!(spread[1], RankSpread { low: 1, median: 2, high: 2 });
    }

    #[test]
    fn a_swing_says_how_many_move_and_whether_the_first_does() {
        let swing = Swing::new(&[1, 2, 3], &[2, 1, 3]);
        assert_eq!(swing, Swing { n_moved: 2, furthest: 1, first_changes: true });
        assert!(!Swing::new(&[1, 2, 3], &[1, 3, 2]).first_changes);
    }
}
