//! The power of a two-sided test, by the noncentral t.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::beta::beta_reg;
use statrs::function::gamma::ln_gamma;

use crate::statistic::t_quantile_upper;

/// Beyond this the series of Lenth underflows, and a normal approximation is as good.
const LARGEST_SERIES: f64 = 36.0;

/// The power of a two-sided test by t at level 1 − `confidence`, where the true difference is
/// `shift` standard errors: the chance to reject on the right side, `P(T′(df, shift) > t)`.
///
/// The chance to reject on the wrong side is left out, as by `power.t.test` of R.
pub(super) fn power(shift: f64, df: f64, confidence: f64) -> f64 {
    let critical = t_quantile_upper((1.0 - confidence) / 2.0, df);
    1.0 - noncentral_t(critical, df, shift)
}

/// How many standard errors a true difference must be for the wanted power.
pub(super) fn shift_for(power_wanted: f64, df: f64, confidence: f64) -> f64 {
    let critical = t_quantile_upper((1.0 - confidence) / 2.0, df);
    let (mut low, mut high) = (0.0, 1.0);
    let reached = |shift: f64| 1.0 - noncentral_t(critical, df, shift);
    while reached(high) < power_wanted && high < 1e9 {
        high *= 2.0;
    }
    for _ in 0..100 {
        let middle = low + (high - low) / 2.0;
        if reached(middle) < power_wanted { low = middle } else { high = middle }
    }
    high
}

/// `P(T′ ≤ t)` of the noncentral t for `t ≥ 0` and `shift ≥ 0`, by the series of Lenth (1989,
/// algorithm AS 243).
fn noncentral_t(t: f64, df: f64, shift: f64) -> f64 {
    let normal = Normal::standard();
    if shift > LARGEST_SERIES {
        // Abramowitz and Stegun 26.7.10.
        let centre = t * (1.0 - 1.0 / (4.0 * df)) - shift;
        return normal.cdf(centre / (1.0 + t * t / (2.0 * df)).sqrt());
    }
    let half = shift * shift / 2.0;
    let x = t * t / (t * t + df);
    if x <= 0.0 {
        return normal.cdf(-shift);
    }
    let mut even = (-half).exp();
    let mut odd = shift * (-half).exp() / (std::f64::consts::SQRT_2 * ln_gamma(1.5).exp());
    let (mut sum, mut left) = (0.0, 1.0 - even);
    let mut j = 0.0;
    while j < 2000.0 {
        sum += even * beta_reg(j + 0.5, df / 2.0, x) + odd * beta_reg(j + 1.0, df / 2.0, x);
        if left < 1e-14 && j > half {
            break;
        }
        j += 1.0;
        even *= half / j;
        odd *= half / (j + 0.5);
        left -= even;
    }
    (normal.cdf(-shift) + sum / 2.0).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_r() {
        // qt(.975, c(1, 9, 25.5, 1e4)) in R 4.5
        for (df, expected) in [
            (1.0, 12.706_204_736_175),
            (9.0, 2.262_157_162_798),
            (25.5, 2.057_492_834_328),
            (1e4, 1.960_201_239_891),
        ] {
            assert!((t_quantile_upper(0.025, df) - expected).abs() < 1e-9, "{df}");
        }
        assert!(t_quantile_upper(0.025, 0.0).is_nan());
    }
}
