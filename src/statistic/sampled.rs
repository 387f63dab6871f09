//! What is ranked, with draws of its errors: all that is said of a table rests on the same draws.

use std::borrow::Cow;

use super::draw::{Draws, Purpose};
use super::pair::sound;
use super::symmetric::Symmetric;

/// What is ranked, and how surely.
#[derive(Debug, Clone, Copy)]
pub struct Ranking<'a> {
    /// The estimates; the highest has rank 1.
    pub estimates: &'a [f64],
    /// Their covariance.
    pub covariance: &'a Symmetric,
    /// Degrees of freedom of each unit; infinite for the normal. A unit with none is compared with no
    /// other.
    pub freedom: &'a [f64],
    /// The confidence, above 0.5 and below 1.
    pub confidence: f64,
    /// How many draws the critical value is made from.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// Estimates with draws of how far they could be off.
#[derive(Debug)]
pub struct Sampled<'a> {
    ranking: Ranking<'a>,
    covariance: Cow<'a, Symmetric>,
    freedom: Cow<'a, [f64]>,
    draws: Draws,
}

impl<'a> Sampled<'a> {
    /// Draws as many vectors as the ranking asks for, normal with its covariance. Units whose covariance
    /// is not a number are drawn as zero and have no freedom.
    pub fn new(ranking: &Ranking<'a>) -> Sampled<'a> {
        let (covariance, freedom) = sound(ranking.covariance, ranking.freedom);
        let draws = Draws::new(&covariance.factor(), ranking.draws, ranking.seed, Purpose::Ranks);
        Sampled { ranking: *ranking, covariance, freedom, draws }
    }

    /// What was drawn for.
    pub fn ranking(&self) -> &Ranking<'a> {
        &self.ranking
    }

    /// The covariance that the draws have.
    pub(super) fn covariance(&self) -> &Symmetric {
        &self.covariance
    }

    /// The freedom of each unit.
    pub(super) fn freedom(&self) -> &[f64] {
        &self.freedom
    }

    /// The draws.
    pub(super) fn draws(&self) -> &Draws {
        &self.draws
    }
}
