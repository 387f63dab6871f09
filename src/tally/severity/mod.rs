//! Severity (宽严): what is left of the differences between units when raters mark high or low.
//!
//! *What it is.* A rater who marks everybody low pulls down the units that the rater happens to rate.
//! [`Severity::measure`] takes that out with a two-way model, as a second score beside the one that is
//! ranked (`docs/methods.md` §18). It says first which units can be compared in that way at all.
//!
//! *What it promises.* No rater inside: units, groups and counts. Neither the order of rows nor the
//! numbering of raters moves a bit. The error of a score knows that the same raters rate many units.
//!
//! *What it does not do.* It never replaces a score. Units that choose their raters, or raters who
//! choose their units by how they will mark them, break the model, and it cannot notice.

mod bias;
mod fit;
mod graph;
mod model;
mod rank;
mod rater;
mod rating;
mod shrink;
#[cfg(test)]
mod tests;

pub use bias::{MeanRest, OwnUnit, Reciprocal};
pub use rank::Shift;
pub use rater::{GroupSeverity, MANY_UNITS};
pub use shrink::Shrinkage;

use crate::appraisal::Appraisal;
use crate::intake::Intake;
use crate::scheme::Scheme;
use crate::statistic::Symmetric;
use fit::Fit;
use rater::Ends;
use rating::Ratings;

/// Scores with the severity of raters taken out, and what is known of severity.
#[derive(Debug, Clone, PartialEq)]
pub struct Severity {
    /// By position in the register.
    pub units: Vec<UnitSeverity>,
    /// Units that raters link with one another, in order of their first unit.
    pub parts: Vec<LinkedUnits>,
    /// How the groups mark, in the order of the scheme.
    pub groups: Vec<GroupSeverity>,
    /// How far raters differ; absent where there are too few ballots to tell.
    pub shrinkage: Option<Shrinkage>,
    /// What raters give to their own unit; absent where nobody is known to rate it.
    pub own_unit: Option<OwnUnit>,
    /// Pairs of units of which each has raters who rate the other, by position in the register.
    pub reciprocal: Vec<Reciprocal>,
    /// The correlation of what two units give each other, from −1 to 1; absent below three pairs.
    pub reciprocity: Option<f64>,
    /// What the model does not look at.
    pub left_out: LeftOut,
}

/// One unit before and after adjustment. Points throughout.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnitSeverity {
    /// Its part in [`Severity::parts`]; absent where no ballot on it is in the model.
    pub part: Option<usize>,
    /// The first unit of those that it stays linked with whichever one rater is left out: itself,
    /// where it hangs on single raters.
    pub firm: usize,
    /// Ballots in the model.
    pub n: u64,
    /// Of these, ballots of raters who rate other units too: what the adjusted score rests on.
    pub n_linking: u64,
    /// The weighted mean of its ballots: the score, where no answer is missing.
    pub raw: Option<f64>,
    /// The same with the raters' severities taken out. The mean over the part stays what it was.
    /// Absent where no rater links the unit with another.
    pub adjusted: Option<f64>,
    /// The standard error of the distance between the adjusted score and the mean of the part, from
    /// raters or clusters of raters as drawn; absent with it, and where fewer than two take part.
    pub error: Option<f64>,
    /// The score with severities taken out as far as they are more than chance; between the raw and
    /// the adjusted one in kind. It takes severity as independent of which units are rated, and is
    /// then comparable between parts. Absent where [`Severity::shrinkage`] is.
    pub shrunken: Option<f64>,
    /// Its ranks by raw and by adjusted score; absent where either is, and below `min_n_unit`.
    pub shift: Option<Shift>,
}

/// Units that raters link with one another, directly or by a chain.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LinkedUnits {
    /// Positions in the register, in order.
    pub units: Vec<usize>,
    /// The raters of these units.
    pub n_raters: u64,
    /// Raters who rate two of them or more.
    pub n_linking: u64,
    /// Raters who hold the part together alone: without any one of them it falls apart.
    pub n_bridging: u64,
    /// The mean of the units' raw scores, and of the adjusted ones, in points.
    pub mean: f64,
    /// The covariance of the adjusted scores as distances from the mean, in the order of `units`, in
    /// points squared; absent where fewer than two raters (or clusters) link units.
    pub covariance: Option<Symmetric>,
    /// The raters, or clusters of raters, that the covariance rests on; 0 where it is absent.
    pub n_draws: u64,
}

/// Ballots and answers that the model does not look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Answers that came already counted, of which no rater is known.
    pub bundled: u64,
    /// Ballots without an answer that has points.
    pub no_points: u64,
    /// Ballots of a group on a unit that it does not rate by the scheme, or that is not in force.
    pub not_rating: u64,
    /// Ballots of a group that has fewer than `min_n_group` on the unit.
    pub too_few: u64,
}

/// The difference of two adjusted scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The first less the second, in points.
    pub points: f64,
    /// Its standard error, in points; absent where the covariance is.
    pub error: Option<f64>,
}

impl Severity {
    /// Fits the two-way model to the ballots that count.
    ///
    /// `own` is the unit that each rater belongs to, by the number of the rater in
    /// [`Ballots::raters`](crate::ballot::Ballots::raters), absent for raters who belong to none.
    pub fn measure(
        appraisal: &Appraisal,
        intake: &Intake,
        own: Option<&[Option<u32>]>,
    ) -> Severity {
        let ratings = Ratings::of(appraisal, intake);
        let fit = Fit::of(&ratings, &intake.ballots().design.clusters, own.unwrap_or_default());
        let mut severity = fit.tell();
        severity.groups = fit.groups(ends(&appraisal.scheme), appraisal.scheme.groups.len());
        rank::shift(appraisal, &mut severity.units);
        severity
    }

    /// Whether the adjusted scores of two units can be compared: whether raters link them, if only by
    /// a chain of other units. Units are positions in the register.
    pub fn comparable(&self, a: usize, b: usize) -> bool {
        self.common(a, b).is_some()
    }

    /// Whether they can still be compared whichever one rater is left out.
    pub fn firmly_comparable(&self, a: usize, b: usize) -> bool {
        self.comparable(a, b) && self.units[a].firm == self.units[b].firm
    }

    /// The difference of two adjusted scores; absent where they are not comparable, and where either
    /// is absent.
    pub fn difference(&self, a: usize, b: usize) -> Option<Difference> {
        let part = &self.parts[self.common(a, b)?];
        let points = self.units[a].adjusted? - self.units[b].adjusted?;
        let place = |unit: usize| part.units.binary_search(&unit).ok();
        let (a, b) = (place(a)?, place(b)?);
        let error = part.covariance.as_ref().map(|v| v.of_difference(a, b).sqrt());
        Some(Difference { points, error })
    }

    /// The part that both units are in.
    fn common(&self, a: usize, b: usize) -> Option<usize> {
        let part = self.units.get(a)?.part?;
        (self.units.get(b)?.part? == part).then_some(part)
    }
}

/// The least and the greatest points of an answer.
fn ends(scheme: &Scheme) -> Ends {
    let ends = scheme.scale.ends();
    let (lowest, highest) =
        ends.map_or((f64::NAN, f64::NAN), |(low, high)| (low.to_f64(), high.to_f64()));
    Ends { lowest, highest }
}
