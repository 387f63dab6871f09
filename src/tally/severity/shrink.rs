//! How much of the difference between raters is chance: the variances behind the shrunken scores.

use super::model::System;
use crate::tally::fixed::Fixed;

/// How far raters differ, and how far a rater differs from itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrinkage {
    /// The standard deviation of the severity of raters, in points, without the chance in single
    /// ballots; 0 where they differ no more than chance makes them.
    pub raters: f64,
    /// The standard deviation of a single ballot about unit and rater, in points.
    pub ballots: f64,
    /// `λ`, the ratio of the variances: ballots of average weight that a rater must have cast before
    /// half of the rater's apparent severity is believed. Infinite where raters do not differ.
    pub lambda: f64,
}

/// What the parts add to the estimate of the variances.
#[derive(Default)]
pub(super) struct Moments {
    /// `Σ w e²` after units and raters, and after units alone.
    with_raters: Fixed,
    units_alone: Fixed,
    /// `Σ_r D_r − Σ_u Σ_r W_ru² / D_u`.
    trace: Fixed,
    weight: Fixed,
    n_ratings: usize,
    n_raters: usize,
    n_units: usize,
    n_parts: usize,
}

impl Moments {
    /// Adds a part with its rests. A unit alone with raters who rate nothing else leaves no rest.
    pub(super) fn add(&mut self, system: System, rests: Option<&[f64]>) {
        let means = system.means(|rating| rating.response);
        let weights = system.sums_of_weights();
        let mut at = 0;
        for paper in system.papers() {
            for rating in paper {
                let rest = rests.map_or(0.0, |rests| rests[at]);
                let off = rating.response - means[system.place(rating)];
                at += 1;
                self.with_raters.add(rating.weight * rest * rest);
                self.units_alone.add(rating.weight * off * off);
                self.weight.add(rating.weight);
            }
            for (place, weight) in system.weights(paper) {
                self.trace.add(weight - weight * weight / weights[place]);
            }
        }
        self.n_ratings += at;
        self.n_raters += system.part.papers.len();
        self.n_units += system.part.units.len();
        self.n_parts += 1;
    }

    /// The variances by Henderson's third method; absent where nothing is left to estimate them from.
    pub(super) fn solve(&self) -> Option<Shrinkage> {
        // Weights are brought to a mean of 1, so that λ counts ballots.
        let mean_weight = self.mean_weight();
        let with_raters = self.with_raters.value() / mean_weight;
        let units_alone = self.units_alone.value() / mean_weight;
        let trace = self.trace.value() / mean_weight;
        let effects = self.n_raters + self.n_units - self.n_parts;
        let free = self.n_ratings.checked_sub(effects).filter(|free| *free > 0)?;
        let ballots = with_raters / free as f64;
        let by_chance = (self.n_raters - self.n_parts) as f64 * ballots;
        let raters = ((units_alone - with_raters - by_chance) / trace).max(0.0);
        let known = ballots.is_finite() && raters.is_finite() && ballots + raters > 0.0;
        known.then(|| Shrinkage {
            raters: raters.sqrt(),
            ballots: ballots.sqrt(),
            lambda: ballots / raters,
        })
    }

    /// The mean weight of a ballot; `λ` times this stands beside the weights of the model.
    pub(super) fn mean_weight(&self) -> f64 {
        self.weight.value() / self.n_ratings as f64
    }
}
