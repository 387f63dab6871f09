//! The two-way model `y = s_r + u_u + e` within one part, with the raters swept out.
//!
//! The effects of the raters are taken out rater by rater, so that nothing of the size raters × raters
//! is ever made: what remains is one matrix of the size of the units.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::graph::Part;
use super::rating::{Rating, Ratings, breadth};
use crate::statistic::Symmetric;
use crate::tally::fixed::{Fixed, FixedSymmetric};

/// One part with the ratings in it.
#[derive(Clone, Copy)]
pub(super) struct System<'a> {
    ratings: &'a Ratings,
    pub(super) part: &'a Part,
    /// The place of each unit of the register within its part.
    places: &'a [usize],
}

/// `(S + c 11ᵀ)⁻¹ = S⁺ + 11ᵀ / (c p²)`, row by row.
pub(super) struct Bread(Vec<Vec<f64>>);

/// A variable taken apart into units, raters and rest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Split {
    /// Of each unit of the part; their mean is that of the units' weighted means.
    pub(super) units: Vec<f64>,
    /// Of each rater of the part, in its order.
    pub(super) raters: Vec<f64>,
    /// Of each rating, rater after rater.
    pub(super) rests: Vec<f64>,
}

/// The error of the units' effects.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spread {
    pub(super) covariance: Symmetric,
    /// How many raters, or clusters of raters, it rests on.
    pub(super) n_draws: usize,
}

impl<'a> System<'a> {
    pub(super) fn new(ratings: &'a Ratings, part: &'a Part, places: &'a [usize]) -> System<'a> {
        System { ratings, part, places }
    }

    pub(super) fn papers(self) -> impl Iterator<Item = &'a [Rating]> {
        self.part.papers.iter().map(move |paper| self.ratings.paper(*paper))
    }

    fn n(self) -> usize {
        self.part.units.len()
    }

    pub(super) fn place(self, rating: &Rating) -> usize {
        self.places[rating.unit as usize]
    }

    /// The weights of one rater on each unit, in order.
    pub(super) fn weights(self, paper: &[Rating]) -> Vec<(usize, f64)> {
        let units = paper.chunk_by(|a, b| a.unit == b.unit);
        let weight = |unit: &[Rating]| unit.iter().map(|rating| rating.weight).sum();
        units.map(|unit| (self.place(&unit[0]), weight(unit))).collect()
    }

    /// `S = D_u − Wᵀ (D_r + λ)⁻¹ W`. At a cost of Σ k_r².
    fn matrix(self, lambda: f64) -> Symmetric {
        let mut sums = FixedSymmetric::zeros(self.n());
        for paper in self.papers() {
            let weights = self.weights(paper);
            for (place, weight) in &weights {
                sums.add(*place, *place, *weight);
            }
            let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
            sums.add_square(&weights, -1.0 / (all + lambda));
        }
        sums.values()
    }

    /// `b = Σ w (y − Σ w y / (D_r + λ))` by unit.
    fn right_side(self, lambda: f64, of: &impl Fn(&Rating) -> f64) -> Vec<f64> {
        let mut sums = vec![Fixed::default(); self.n()];
        for paper in self.papers() {
            let all: f64 = paper.iter().map(|rating| rating.weight).sum();
            let sum: f64 = paper.iter().map(|rating| rating.weight * of(rating)).sum();
            for rating in paper {
                let term = rating.weight * (of(rating) - sum / (all + lambda));
                sums[self.place(rating)].add(term);
            }
        }
        sums.into_iter().map(Fixed::value).collect()
    }

    /// The weighted mean of a variable on each unit.
    pub(super) fn means(self, of: impl Fn(&Rating) -> f64) -> Vec<f64> {
        let mut sums = vec![Fixed::default(); self.n()];
        for rating in self.papers().flatten() {
            sums[self.place(rating)].add(rating.weight * of(rating));
        }
        let weights = self.sums_of_weights();
        sums.into_iter().zip(weights).map(|(sum, weight)| sum.value() / weight).collect()
    }

    /// The sum of weights on each unit: the same for all, but for rounding.
    pub(super) fn sums_of_weights(self) -> Vec<f64> {
        let mut sums = vec![Fixed::default(); self.n()];
        for rating in self.papers().flatten() {
            sums[self.place(rating)].add(rating.weight);
        }
        sums.into_iter().map(Fixed::value).collect()
    }

    /// What solves the system; absent where arithmetic cannot tell the part from one that falls apart.
    pub(super) fn bread(self) -> Option<Bread> {
        let n = self.n();
        let mut matrix = self.matrix(0.0);
        let trace: f64 = (0..n).map(|unit| matrix.diagonal(unit)).sum();
        let lift = trace / (n as f64 * n as f64);
        matrix = matrix.plus(&Symmetric::from_fn(n, |_, _| lift));
        let factor = matrix.factor();
        let solve = |unit: usize| {
            let mut column = vec![0.0; n];
            column[unit] = 1.0;
            factor.solve(&mut column);
            column
        };
        let sound = lift.is_finite() && factor.rank() == n;
        sound.then(|| Bread((0..n).into_par_iter().map(solve).collect()))
    }

    /// Takes a variable apart by weighted least squares.
    pub(super) fn split(self, bread: &Bread, of: impl Fn(&Rating) -> f64) -> Split {
        let right_side = self.right_side(0.0, &of);
        let mut units: Vec<f64> = bread.0.iter().map(|row| product(row, &right_side)).collect();
        let means = self.means(&of);
        let n = self.n() as f64;
        let shift = (means.iter().sum::<f64>() - units.iter().sum::<f64>()) / n;
        units.iter_mut().for_each(|unit| *unit += shift);
        let (mut raters, mut rests) = (Vec::new(), Vec::new());
        for paper in self.papers() {
            let over = |rating: &Rating| of(rating) - units[self.place(rating)];
            let all: f64 = paper.iter().map(|rating| rating.weight).sum();
            let sum: f64 = paper.iter().map(|rating| rating.weight * over(rating)).sum();
            raters.push(sum / all);
            rests.extend(paper.iter().map(|rating| over(rating) - sum / all));
        }
        Split { units, raters, rests }
    }

    /// The units' effects where raters differ by chance: `D_r + λ` stands for `D_r`.
    ///
    /// At λ = 0 these are the effects of [`System::split`], at infinity the means.
    pub(super) fn shrunken(self, lambda: f64) -> Option<Vec<f64>> {
        if lambda.is_infinite() {
            return Some(self.means(|rating| rating.response));
        }
        let factor = self.matrix(lambda).factor();
        let mut effects = self.right_side(lambda, &|rating: &Rating| rating.response);
        factor.solve(&mut effects);
        (factor.rank() == self.n()).then_some(effects)
    }

    /// The clustered sandwich: `S⁺ (m/(m−1) Σ_c g_c g_cᵀ) S⁺` with `g_c = Σ w e` by unit over the
    /// ratings of one rater, or of one cluster of raters. Absent where fewer than two take part.
    pub(super) fn spread(self, bread: &Bread, rests: &[f64], clusters: &[u32]) -> Option<Spread> {
        let (mut together, mut alone) = (BTreeMap::new(), Vec::new());
        let mut at = 0;
        for paper in self.papers() {
            let rests = &rests[at..at + paper.len()];
            at += paper.len();
            // Who rates one unit has a rest of zero, up to the error of arithmetic.
            if breadth(paper) < 2 {
                continue;
            }
            let mut scores: BTreeMap<usize, Fixed> = BTreeMap::new();
            for (rating, rest) in paper.iter().zip(rests) {
                scores.entry(self.place(rating)).or_default().add(rating.weight * rest);
            }
            match clusters.get(paper[0].rater as usize) {
                Some(cluster) => merge(together.entry(*cluster).or_default(), scores),
                None => alone.push(scores),
            }
        }
        let mut meat = FixedSymmetric::zeros(self.n());
        let draws = together.into_values().chain(alone);
        let n_draws = draws.fold(0_usize, |n, scores| {
            let scores: Vec<_> = scores.into_iter().map(|(at, sum)| (at, sum.value())).collect();
            meat.add_square(&scores, 1.0);
            n + 1
        });
        let m = n_draws as f64;
        let meat = meat.values().times(m / (m - 1.0));
        (n_draws > 1).then(|| Spread { covariance: bread.sandwich(&meat), n_draws })
    }
}

impl Bread {
    /// `B M B`. A cost of 2 p³, shared among the threads row by row, so that bits do not move.
    fn sandwich(&self, meat: &Symmetric) -> Symmetric {
        let n = meat.n();
        let full = |row: usize| -> Vec<f64> { (0..n).map(|at| meat.get(row, at)).collect() };
        let meat: Vec<Vec<f64>> = (0..n).map(full).collect();
        let half = |row: &Vec<f64>| -> Vec<f64> {
            meat.iter().map(|column| product(row, column)).collect()
        };
        let half: Vec<Vec<f64>> = self.0.par_iter().map(half).collect();
        let row = |at: usize| -> Vec<f64> {
            self.0[..=at].iter().map(|column| product(&half[at], column)).collect()
        };
        let rows: Vec<Vec<f64>> = (0..n).into_par_iter().map(row).collect();
        Symmetric::from_lower(n, rows.concat()).unwrap_or_default()
    }
}

fn merge(scores: &mut BTreeMap<usize, Fixed>, more: BTreeMap<usize, Fixed>) {
    for (place, sum) in more {
        scores.entry(place).or_default().merge(sum);
    }
}

/// A sum of products in eight lanes: fast, and in one order everywhere.
fn product(a: &[f64], b: &[f64]) -> f64 {
    let (left, right) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f64 = left.remainder().iter().zip(right.remainder()).map(|(x, y)| x * y).sum();
    let mut lanes = [0.0; 8];
    for (x, y) in left.zip(right) {
        for at in 0..8 {
            lanes[at] += x[at] * y[at];
        }
    }
    lanes.iter().sum::<f64>() + rest
}
