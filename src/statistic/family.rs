//! Comparisons of units with their mean or a target, as one family: max-T.

use super::adjust::{Method, adjust};
use super::distribution::{normal_of_t, normal_upper};
use rayon::prelude::*;

use super::lanes::{LANES, combined, in_step};
use super::sampled::{Ranking, Sampled};

/// Blocks of draws that a thread takes at least at once.
const BLOCKS: usize = 64;

/// What units are compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reference<'a> {
    /// The mean of the units themselves with these weights, which are divided by their sum.
    Mean(&'a [f64]),
    /// A value that was fixed beforehand.
    Target(f64),
}

/// How a unit differs from the reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The estimate less the reference.
    pub difference: f64,
    /// Its variance, with all covariances: of a mean of the units, that the unit is in it.
    pub variance: f64,
    /// The p-value of the unit alone, two-sided.
    pub chance: f64,
    /// The p-value within the family of all units, by max-T with stepdown.
    pub adjusted: f64,
}

impl Sampled<'_> {
    /// Compares every unit with a mean of the units or with a target, as one family.
    ///
    /// Adjusted p-values are those of Westfall and Young (1993): the share of draws, the observation
    /// counted among them, in which the largest deviate of the units that are not more significant is as
    /// large as that of the unit. Draws have the exact covariance, so they are never larger than Holm's
    /// but for the chance in the draws; where that makes them so, Holm's stand. A t is compared as the
    /// normal deviate with the same tail, by the degrees of freedom of the unit.
    ///
    /// A unit is absent where its difference has no variance or no freedom, and is not counted in the
    /// family. The confidence plays no part.
    pub fn compare_all(&self, reference: Reference) -> Vec<Option<Difference>> {
        let ranking = self.ranking();
        let n = ranking.estimates.len().min(ranking.covariance.n()).min(ranking.freedom.len());
        let weights = reference.weights(n);
        let middle = reference.middle(ranking.estimates, &weights);
        let variances = deviation_variances(ranking, &weights);
        let mut differences: Vec<Option<Difference>> = Vec::with_capacity(n);
        let mut tested: Vec<(usize, f64)> = Vec::new();
        for (unit, variance) in variances.iter().enumerate().take(n) {
            let difference = ranking.estimates[unit] - middle;
            let known = *variance > ranking.covariance.diagonal(unit) * 1e-12;
            let deviate = normal_of_t((difference / variance.sqrt()).abs(), ranking.freedom[unit]);
            let tested_here = known && !deviate.is_nan();
            let chance = (2.0 * normal_upper(deviate)).min(1.0);
            let one = Difference { difference, variance: *variance, chance, adjusted: chance };
            differences.push(tested_here.then_some(one));
            if tested_here {
                tested.push((unit, deviate));
            }
        }
        let adjusted = max_t(self, &weights, &variances, &tested);
        for ((unit, _), adjusted) in tested.iter().zip(adjusted) {
            if let Some(difference) = &mut differences[*unit] {
                difference.adjusted = adjusted;
            }
        }
        differences
    }
}

impl Reference<'_> {
    /// Weights that sum to 1, or zeros where there is a target or nothing has weight.
    pub(super) fn weights(&self, n: usize) -> Vec<f64> {
        let weights = match self {
            Reference::Mean(weights) => weights,
            Reference::Target(_) => &[][..],
        };
        let sum: f64 = weights.iter().take(n).sum();
        let of = |unit: usize| weights.get(unit).filter(|_| sum > 0.0).map_or(0.0, |w| w / sum);
        (0..n).map(of).collect()
    }

    /// The mean with such weights, or the target; not a number where nothing has weight.
    pub(super) fn middle(&self, estimates: &[f64], weights: &[f64]) -> f64 {
        match self {
            Reference::Target(target) => *target,
            Reference::Mean(_) if weights.iter().all(|weight| *weight <= 0.0) => f64::NAN,
            // What has no weight need not have an estimate.
            Reference::Mean(_) => {
                let heard = estimates.iter().zip(weights).filter(|(_, weight)| **weight > 0.0);
                heard.map(|(estimate, weight)| estimate * weight).sum()
            }
        }
    }
}

/// For each unit the variance of its estimate less the weighted mean:
/// `V_jj − 2 (V a)_j + aᵀ V a`.
pub(super) fn deviation_variances(ranking: &Ranking, weights: &[f64]) -> Vec<f64> {
    let v = ranking.covariance;
    let of_mean = v.of_combination(weights);
    let of_unit = |unit: usize| {
        let cross: f64 = weights.iter().enumerate().map(|(k, w)| w * v.get(unit, k)).sum();
        (v.diagonal(unit) - 2.0 * cross + of_mean).max(0.0)
    };
    (0..weights.len()).map(of_unit).collect()
}

/// The adjusted p-values of the tested units, in their order.
fn max_t(
    sampled: &Sampled<'_>,
    weights: &[f64],
    variances: &[f64],
    tested: &[(usize, f64)],
) -> Vec<f64> {
    let mut order: Vec<usize> = (0..tested.len()).collect();
    order.sort_by(|a, b| tested[*b].1.total_cmp(&tested[*a].1));
    let ladder: Vec<Rung> = order
        .iter()
        .map(|at| {
            let (unit, deviate) = tested[*at];
            Rung { unit, deviate, precision: 1.0 / variances[unit].sqrt() }
        })
        .collect();
    let reached = reached(sampled, weights, &ladder);
    let chances: Vec<f64> = tested.iter().map(|(_, z)| (2.0 * normal_upper(*z)).min(1.0)).collect();
    let holm = adjust(&chances, Method::Holm);
    let replicates = sampled.draws().replicates() as f64;
    let mut adjusted = vec![0.0; tested.len()];
    let mut most: f64 = 0.0;
    for (at, reached) in order.into_iter().zip(reached) {
        let share = (reached + 1.0) / (replicates + 1.0);
        // Neither more than Holm's nor, by the chance in the draws, less than that of the unit alone.
        most = most.max(share.max(chances[at]).min(holm[at]));
        adjusted[at] = most;
    }
    adjusted
}

/// A tested unit, in the order of significance.
struct Rung {
    unit: usize,
    deviate: f64,
    precision: f64,
}

/// For each rung in how many draws the largest deviate of the units that are not more significant is as
/// large as its own; whole numbers.
fn reached(sampled: &Sampled<'_>, weights: &[f64], ladder: &[Rung]) -> Vec<f64> {
    let of_block = |mut reached: Vec<f64>, (values, n): (&[[f64; LANES]], usize)| {
        in_step(
            #[inline(always)]
            || {
                let middle = combined(weights, values);
                let mut most = [0.0_f64; LANES];
                // From the least significant up, so that the maximum is over those not more significant.
                for (rung, reached) in ladder.iter().zip(&mut reached).rev() {
                    let own = &values[rung.unit];
                    let mut n_reached = 0.0;
                    for lane in 0..LANES {
                        let size = ((own[lane] - middle[lane]) * rung.precision).abs();
                        most[lane] = if size > most[lane] { size } else { most[lane] };
                        let is_reached = lane < n && most[lane] >= rung.deviate;
                        n_reached += if is_reached { 1.0 } else { 0.0 };
                    }
                    *reached += n_reached;
                }
            },
        );
        reached
    };
    let none = || vec![0.0; ladder.len()];
    let add = |mut own: Vec<f64>, more: Vec<f64>| {
        own.iter_mut().zip(more).for_each(|(own, more)| *own += more);
        own
    };
    sampled.draws().blocks().with_min_len(BLOCKS).fold(none, of_block).reduce(none, add)
}

#[cfg(test)]
mod tests {
    use super::super::symmetric::Symmetric;
    use super::*;

    fn ranking<'a>(estimates: &'a [f64], v: &'a Symmetric, freedom: &'a [f64]) -> Ranking<'a> {
        Ranking { estimates, covariance: v, freedom, confidence: 0.95, draws: 20_000, seed: 3 }
    }

    fn compare_all(ranking: &Ranking, reference: Reference) -> Vec<Option<Difference>> {
        Sampled::new(ranking).compare_all(reference)
    }

    #[test]
    fn the_three_units_of_the_example_are_compared_with_their_mean() {
        let lower = vec![0.5, 0.25, 11.0 / 48.0, 1.0 / 3.0, 7.0 / 48.0, 11.0 / 48.0];
        let v = Symmetric::from_lower(3, lower).unwrap();
        let all = compare_all(
            &ranking(&[4.0, 3.25, 2.25], &v, &[f64::INFINITY; 3]),
            Reference::Mean(&[1.0; 3]),
        );
        let [first, second, third] = [all[0].unwrap(), all[1].unwrap(), all[2].unwrap()];
        // Deviations 5/6, 1/12 and −11/12. By hand: V a = (13/36, 5/24, 17/72), aᵀVa = 29/108.
        assert!((first.difference - 5.0 / 6.0).abs() < 1e-12);
        let variance = |own: f64, cross: f64| own - 2.0 * cross + 29.0 / 108.0;
        assert!((first.variance - variance(0.5, 13.0 / 36.0)).abs() < 1e-12, "{first:?}");
        assert!((second.variance - variance(11.0 / 48.0, 5.0 / 24.0)).abs() < 1e-12);
        assert!((third.variance - variance(11.0 / 48.0, 17.0 / 72.0)).abs() < 1e-12);
        for one in [first, second, third] {
            assert!(one.adjusted >= one.chance && one.adjusted <= (3.0 * one.chance).min(1.0));
        }
    }

    /// Two units and their mean: both deviations are the same but for the sign, so the family is one
    /// test, which max-T knows and Holm does not.
    #[test]
    fn tests_that_say_the_same_are_not_paid_for_twice() {
        let v = Symmetric::from_fn(2, |a, b| if a == b { 1.0 } else { 0.0 });
        let all = compare_all(&ranking(&[3.0, 0.0], &v, &[40.0; 2]), Reference::Mean(&[1.0; 2]));
        let one = all[0].unwrap();
        assert!((one.adjusted - one.chance).abs() < 0.004, "{one:?}");
        assert!((one.variance - 0.5).abs() < 1e-12);
    }

    #[test]
    fn independent_units_against_a_target_are_adjusted_as_sidak_says() {
        let v = Symmetric::from_fn(10, |a, b| if a == b { 1.0 } else { 0.0 });
        let mut estimates = [0.0; 10];
        estimates[4] = 2.6;
        let all =
            compare_all(&ranking(&estimates, &v, &[f64::INFINITY; 10]), Reference::Target(0.0));
        let one = all[4].unwrap();
        let sidak = 1.0 - (1.0 - one.chance).powi(10);
        assert!((one.adjusted - sidak).abs() < 0.006, "{} for {sidak}", one.adjusted);
        assert!((all[0].unwrap().adjusted - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_unit_without_error_or_freedom_is_not_in_the_family() {
        let v = Symmetric::from_lower(3, vec![1.0, 0.0, 0.0, 0.0, 0.0, 1.0]).unwrap();
        let all =
            compare_all(&ranking(&[3.0, 5.0, 1.0], &v, &[9.0, 9.0, 0.0]), Reference::Target(0.0));
        let present: Vec<bool> = all.iter().map(Option::is_some).collect();
        assert_eq!(present, [true, false, false]);
        let one = all[0].unwrap();
        assert!((one.adjusted - one.chance).abs() < 1e-12, "a family of one");
    }
}
