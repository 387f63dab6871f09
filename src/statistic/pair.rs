//! Pairs: every difference of two estimates on the scale of normal deviates, highest estimate first.

use std::borrow::Cow;

use rayon::prelude::*;

use super::distribution::normal_of_t;
use super::symmetric::Symmetric;

/// All differences between units, the higher estimate less the lower.
#[derive(Debug)]
pub(super) struct Pairs {
    /// The units by falling estimate; equal ones in the order given.
    pub(super) order: Vec<usize>,
    /// For each place in the order, against every place before it.
    rows: Vec<Vec<Pair>>,
}

/// The difference of a unit and one that stands higher.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    /// Its size as a normal deviate: the deviate with the tail that the t has. Never below zero.
    pub(super) deviate: f64,
    /// One over its standard error; zero where the two cannot be compared.
    pub(super) precision: f64,
}

impl Pairs {
    /// Compares every two units. `freedom` are degrees of freedom for each unit, infinite for normal.
    pub(super) fn new(estimates: &[f64], covariance: &Symmetric, freedom: &[f64]) -> Pairs {
        let n = estimates.len().min(covariance.n()).min(freedom.len());
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|a, b| estimates[*b].total_cmp(&estimates[*a]));
        let pair = |high: usize, low: usize| {
            let sum = covariance.diagonal(high) + covariance.diagonal(low);
            let variance = covariance.of_difference(high, low);
            let has_freedom = freedom[high] > 0.0 && freedom[low] > 0.0;
            let freedom = freedom[high].min(freedom[low]);
            let difference = estimates[high] - estimates[low];
            // Columns that are equal but for the error of arithmetic tell nothing.
            let known = variance > sum * 1e-12 && difference.is_finite() && has_freedom;
            if !known {
                return Pair { deviate: 0.0, precision: 0.0 };
            }
            let precision = 1.0 / variance.sqrt();
            let deviate = normal_of_t(difference * precision, freedom);
            Pair { deviate: deviate.max(0.0), precision }
        };
        let row = |low: usize| (0..low).map(|high| pair(order[high], order[low])).collect();
        let rows = (0..n).into_par_iter().map(row).collect();
        Pairs { order, rows }
    }

    /// How many units there are.
    pub(super) fn n(&self) -> usize {
        self.order.len()
    }

    /// The pair at two places of the order, in either order.
    pub(super) fn at(&self, a: usize, b: usize) -> Pair {
        self.rows[a.max(b)][a.min(b)]
    }

    /// A place against every place before it.
    pub(super) fn above(&self, place: usize) -> &[Pair] {
        &self.rows[place]
    }

    /// Whether any two can be compared.
    pub(super) fn are_comparable(&self) -> bool {
        self.rows.iter().flatten().any(|pair| pair.precision > 0.0)
    }

    /// How many differences are told apart at a critical value.
    pub(super) fn apart(&self, critical: f64) -> usize {
        let apart = |row: &Vec<Pair>| row.iter().filter(|pair| pair.deviate > critical).count();
        self.rows.iter().map(apart).sum()
    }
}

/// A covariance from which draws can be made, and the freedom of the units.
///
/// One value that is not a number would spoil the draws of every unit after it, in silence. The units
/// it belongs to are set to zero and lose their freedom, so that they are compared with no other.
pub(super) fn sound<'a>(
    covariance: &'a Symmetric,
    freedom: &'a [f64],
) -> (Cow<'a, Symmetric>, Cow<'a, [f64]>) {
    if covariance.lower().iter().all(|value| value.is_finite()) {
        return (Cow::Borrowed(covariance), Cow::Borrowed(freedom));
    }
    let n = covariance.n();
    let spoilt = |a: usize| !(0..n).all(|b| covariance.get(a, b).is_finite());
    let spoilt: Vec<bool> = (0..n).map(spoilt).collect();
    let value = |a: usize, b: usize| match spoilt[a] || spoilt[b] {
        true => 0.0,
        false => covariance.get(a, b),
    };
    let freedom = freedom.iter().zip(&spoilt);
    let freedom = freedom.map(|(freedom, spoilt)| if *spoilt { 0.0 } else { *freedom }).collect();
    (Cow::Owned(Symmetric::from_fn(n, value)), Cow::Owned(freedom))
}
