//! The funnel (Spiegelhalter 2005): how far units may lie from the middle by chance, and by the
//! differences that are usual between units.

use super::distribution::{normal_quantile_upper, quantile};
use super::family::{Reference, deviation_variances};
use super::sampled::Ranking;

/// How much of each end is drawn in before the spread is judged.
const TAIL: f64 = 0.1;

/// Units around a middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// The middle: the weighted mean of the units, or the target.
    pub middle: f64,
    /// The units, in their order; absent without a variance.
    pub units: Vec<Option<FunnelUnit>>,
    /// The mean square of the standardised deviations, the ends drawn in: 1 where chance explains all.
    /// Absent where no unit has a variance.
    pub dispersion: Option<f64>,
    /// The variance τ² of true differences that are usual between units; zero where chance explains
    /// all.
    pub between: f64,
}

/// A unit in the funnel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelUnit {
    /// The estimate less the middle.
    pub deviation: f64,
    /// Its variance by chance.
    pub variance: f64,
    /// The deviation in its standard errors.
    pub deviate: f64,
    /// The deviation in standard errors that hold the usual differences too.
    pub adjusted: f64,
}

/// Places units in a funnel around their weighted mean or a target.
///
/// `z_j = (y_j − θ₀)/s_j` with `s_j²` the variance of the unit less that mean, because the unit is in
/// it. The z are drawn in to their 10 % and 90 % quantiles (type 7), so that a few bad units cannot
/// widen the limits they are judged by; `φ = Σz²/I`. With `w = 1/s²`,
/// `τ² = max(0, (Iφ − (I − 1))/(Σw − Σw²/Σw))`.
pub fn funnel(ranking: &Ranking, reference: Reference) -> Funnel {
    let n = ranking.estimates.len().min(ranking.covariance.n());
    let weights = reference.weights(n);
    let middle = reference.middle(ranking.estimates, &weights);
    let variances = deviation_variances(ranking, &weights);
    let of_unit = |unit: usize| {
        let (variance, deviation) = (variances[unit], ranking.estimates[unit] - middle);
        let known = variance > ranking.covariance.diagonal(unit) * 1e-12 && deviation.is_finite();
        let deviate = deviation / variance.sqrt();
        known.then_some(FunnelUnit { deviation, variance, deviate, adjusted: deviate })
    };
    let mut units: Vec<Option<FunnelUnit>> = (0..n).map(of_unit).collect();
    let known: Vec<&FunnelUnit> = units.iter().flatten().collect();
    let dispersion = dispersion(&known);
    let between = dispersion.map_or(0.0, |phi| usual(&known, phi));
    for unit in units.iter_mut().flatten() {
        unit.adjusted = unit.deviation / (unit.variance + between).sqrt();
    }
    Funnel { middle, units, dispersion, between }
}

impl Funnel {
    /// The limits at a standard error: a unit that is as the others lies between them with the
    /// confidence given. `usual` widens them by the differences that are usual between units.
    pub fn limits(&self, error: f64, confidence: f64, usual: bool) -> (f64, f64) {
        let z = normal_quantile_upper((1.0 - confidence) / 2.0);
        let more = if usual { self.between } else { 0.0 };
        let half = z * (error * error + more).sqrt();
        (self.middle - half, self.middle + half)
    }
}

/// The mean square of the deviates after the ends are drawn in.
fn dispersion(units: &[&FunnelUnit]) -> Option<f64> {
    let mut deviates: Vec<f64> = units.iter().map(|unit| unit.deviate).collect();
    deviates.sort_by(f64::total_cmp);
    let (low, high) = (quantile(&deviates, TAIL)?, quantile(&deviates, 1.0 - TAIL)?);
    let sum: f64 = deviates.iter().map(|z| z.clamp(low, high).powi(2)).sum();
    Some(sum / deviates.len() as f64)
}

/// The variance that explains a dispersion.
fn usual(units: &[&FunnelUnit], dispersion: f64) -> f64 {
    let n = units.len() as f64;
    let sum: f64 = units.iter().map(|unit| 1.0 / unit.variance).sum();
    let squares: f64 = units.iter().map(|unit| (1.0 / unit.variance).powi(2)).sum();
    let room = sum - squares / sum;
    let more = n * dispersion - (n - 1.0);
    if more > 0.0 && room > 0.0 { more / room } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::symmetric::Symmetric;
    use super::*;

    fn of(estimates: &[f64], errors: &[f64], reference: Reference) -> Funnel {
        let n = estimates.len();
        let v = Symmetric::from_fn(n, |a, b| if a == b { errors[a] * errors[a] } else { 0.0 });
        let freedom = vec![f64::INFINITY; n];
        let ranking = Ranking {
            estimates,
            covariance: &v,
            freedom: &freedom,
            confidence: 0.95,
            draws: 0,
            seed: 0,
        };
        funnel(&ranking, reference)
    }

    #[test]
    fn six_units_around_a_target() {
        let estimates = [86.0, 83.0, 82.0, 80.0, 78.0, 71.0];
        let found = of(&estimates, &[1.0, 2.0, 1.0, 2.0, 1.0, 2.0], Reference::Target(80.0));
        // z = 6, 1.5, 2, 0, −2, −4.5; their 10 % and 90 % quantiles are −3.25 and 4.
        // φ = (16 + 2.25 + 4 + 0 + 4 + 10.5625)/6 = 6.135417.
        let phi = 36.8125 / 6.0;
        assert!((found.dispersion.unwrap() - phi).abs() < 1e-12, "{found:?}");
        // Σw = 3.75, Σw² = 3.1875: τ² = (36.8125 − 5)/(3.75 − 0.85) = 10.969828.
        let tau = 31.8125 / 2.9;
        assert!((found.between - tau).abs() < 1e-12, "{}", found.between);
        let first = found.units[0].unwrap();
        assert!((first.deviate - 6.0).abs() < 1e-12);
        assert!((first.adjusted - 6.0 / (1.0 + tau).sqrt()).abs() < 1e-12);
        let (low, high) = found.limits(1.0, 0.95, false);
        assert!((low - 78.040_036).abs() < 1e-6 && (high - 81.959_964).abs() < 1e-6);
        let (wide, _) = found.limits(1.0, 0.998, true);
        assert!((wide - (80.0 - 3.090_232_306 * (1.0 + tau).sqrt())).abs() < 1e-6, "{wide}");
    }

    #[test]
    fn a_unit_is_in_the_mean_it_is_compared_with() {
        let found = of(&[82.0, 78.0], &[1.0, 1.0], Reference::Mean(&[1.0, 1.0]));
        assert!((found.middle - 80.0).abs() < 1e-12);
        // The variance of (y₁ − y₂)/2.
        assert!((found.units[0].unwrap().variance - 0.5).abs() < 1e-12);
    }

    #[test]
    fn one_bad_unit_does_not_hide_itself() {
        let mut estimates = [80.0; 21];
        for (unit, estimate) in estimates.iter_mut().enumerate() {
            *estimate += f64::from(u8::try_from(unit % 5).unwrap()) * 0.5 - 1.0;
        }
        estimates[20] = 60.0;
        let found = of(&estimates, &[1.0; 21], Reference::Target(80.0));
        assert!(found.between < 1e-12, "{found:?}");
        assert!(found.units[20].unwrap().adjusted < -15.0);
    }

    #[test]
    fn a_unit_without_variance_is_absent() {
        let found = of(&[80.0, 81.0], &[0.0, 1.0], Reference::Target(80.0));
        assert!(found.units[0].is_none() && found.units[1].is_some());
        assert!(of(&[], &[], Reference::Target(80.0)).dispersion.is_none());
    }
}
