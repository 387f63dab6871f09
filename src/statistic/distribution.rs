//! Distributions: upper tails and quantiles that hold at both ends, and quantiles of a sample.
//!
//! Probabilities outside `[0, 1]` and parameters that mean nothing give NaN, never a panic.

use std::f64::consts::{PI, SQRT_2};

use statrs::function::beta::beta_reg;
use statrs::function::erf::{erfc, erfc_inv};
use statrs::function::gamma::{gamma_lr, gamma_ur, ln_gamma};

/// From so many degrees of freedom on Hill's expansion is exact to the last digits that count.
const MANY: f64 = 300.0;

/// The chance that a standard normal is above `z`.
pub fn normal_upper(z: f64) -> f64 {
    0.5 * erfc(z / SQRT_2)
}

/// The point that a standard normal is above with chance `upper`; NaN outside `[0, 1]`.
pub fn normal_quantile_upper(upper: f64) -> f64 {
    if (0.0..=1.0).contains(&upper) { SQRT_2 * erfc_inv(2.0 * upper) } else { f64::NAN }
}

/// The chance that Student's t with so many degrees of freedom is above `t`.
///
/// Infinite freedom is the normal; none or less is NaN.
pub fn t_upper(t: f64, freedom: f64) -> f64 {
    if freedom.is_nan() || freedom <= 0.0 || t.is_nan() {
        return f64::NAN;
    }
    if freedom >= MANY {
        return normal_upper(normal_deviate(t, freedom));
    }
    // Near zero the middle is computed, because ν/(ν + t²) is all but 1 there; further out the tail.
    let square = t * t;
    let half = if square.is_infinite() {
        0.0
    } else if square > 1.0 {
        0.5 * beta_reg(freedom / 2.0, 0.5, freedom / (freedom + square))
    } else {
        0.5 - 0.5 * beta_reg(0.5, freedom / 2.0, square / (freedom + square))
    };
    if t > 0.0 { half } else { 1.0 - half }
}

/// The point that Student's t is above with chance `upper`; infinite at 0 and 1.
pub fn t_quantile_upper(upper: f64, freedom: f64) -> f64 {
    if freedom.is_nan() || freedom <= 0.0 || !(0.0..=1.0).contains(&upper) {
        return f64::NAN;
    }
    if upper > 0.5 {
        return -t_quantile_upper(1.0 - upper, freedom);
    }
    let start = normal_quantile_upper(upper);
    if freedom.is_infinite() || start <= 0.0 || upper <= 0.0 {
        return start;
    }
    let scale = ln_gamma((freedom + 1.0) / 2.0) - ln_gamma(freedom / 2.0);
    let scale = scale.exp() / (freedom * PI).sqrt();
    let density = |t: f64| scale * (-(freedom + 1.0) / 2.0 * (t * t / freedom).ln_1p()).exp();
    let slope = |t: f64| -density(t) / t_upper(t, freedom);
    root(start, |t| t_upper(t, freedom).ln() - upper.ln(), slope)
}

/// The normal deviate with the same upper tail as `t`: exact, and through logarithms of nothing.
///
/// It is never further from zero than `t`. Infinite where the tail is below all numbers.
pub fn normal_of_t(t: f64, freedom: f64) -> f64 {
    if freedom.is_infinite() && freedom > 0.0 {
        return t;
    }
    if freedom >= MANY {
        return normal_deviate(t, freedom);
    }
    let size = normal_quantile_upper(t_upper(t.abs(), freedom));
    if t < 0.0 { -size } else { size }
}

/// Hill's expansion (Algorithm 395, 1970): the normal deviate of a t with many degrees of freedom.
fn normal_deviate(t: f64, freedom: f64) -> f64 {
    if freedom.is_infinite() || t.is_infinite() {
        return t;
    }
    let a = freedom - 0.5;
    let b = 48.0 * a * a;
    let square = a * (t * t / freedom).ln_1p();
    let w = square.sqrt();
    let third = ((0.4 * square + 3.3) * square + 24.0) * square + 85.5;
    let third = third / (0.8 * square * square + 100.0 + b);
    let size = ((square + 3.0 - third) / b + 1.0) * w;
    if t < 0.0 { -size } else { size }
}

/// The point that a beta distribution is below with chance `lower`.
///
/// A first parameter of zero puts all mass on 0, a second of zero on 1; NaN where both are or where
/// one is negative.
pub fn beta_quantile(lower: f64, a: f64, b: f64) -> f64 {
    let means_nothing = !(a >= 0.0 && b >= 0.0 && a + b > 0.0 && (a + b).is_finite());
    if means_nothing || !(0.0..=1.0).contains(&lower) {
        return f64::NAN;
    }
    if a <= 0.0 || lower <= 0.0 {
        return 0.0;
    }
    if b <= 0.0 || lower >= 1.0 {
        return 1.0;
    }
    let scale = ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b);
    let density = |x: f64| (scale + (a - 1.0) * x.ln() + (b - 1.0) * (-x).ln_1p()).exp();
    bracketed((0.0, 1.0), a / (a + b), |x| beta_reg(a, b, x) - lower, density)
}

/// The chance that chi-squared with so many degrees of freedom is above `x`.
pub fn chi_squared_upper(x: f64, freedom: f64) -> f64 {
    if x.is_nan() || freedom.is_nan() || freedom <= 0.0 {
        return f64::NAN;
    }
    if x <= 0.0 { 1.0 } else { gamma_ur(freedom / 2.0, x / 2.0) }
}

/// The point that chi-squared is below with chance `lower`.
pub fn chi_squared_quantile(lower: f64, freedom: f64) -> f64 {
    if freedom.is_nan() || freedom <= 0.0 || !(0.0..=1.0).contains(&lower) {
        return f64::NAN;
    }
    if lower <= 0.0 || lower >= 1.0 {
        return if lower <= 0.0 { 0.0 } else { f64::INFINITY };
    }
    let a = freedom / 2.0;
    let constant = ln_gamma(a);
    let density = |x: f64| ((a - 1.0) * (x / 2.0).ln() - x / 2.0 - constant).exp() / 2.0;
    let below = |x: f64| gamma_lr(a, x / 2.0) - lower;
    let mut high = freedom.max(1.0);
    while below(high) < 0.0 {
        high *= 2.0;
    }
    bracketed((0.0, high), freedom.min(high), below, density)
}

/// The chance that `trials` tosses of a fair coin give at least `least` heads.
pub fn coin_upper(least: u64, trials: u64) -> f64 {
    if least == 0 {
        return 1.0;
    }
    if least > trials {
        return 0.0;
    }
    beta_reg(least as f64, (trials - least + 1) as f64, 0.5)
}

/// The quantile of sorted values by interpolation between the two nearest (type 7 of Hyndman and
/// Fan 1996); `None` of no values, or where `share` is outside `[0, 1]`.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    if !(0.0..=1.0).contains(&share) {
        return None;
    }
    let place = last as f64 * share;
    let at = whole(place).min(last);
    let (low, high) = (sorted[at], sorted[(at + 1).min(last)]);
    Some(low + (place - at as f64) * (high - low))
}

/// The whole part of a number that is not negative.
pub(super) fn whole(x: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, reason = "the whole part is what is asked for")]
    let whole = x.max(0.0) as usize;
    whole
}

/// The root above `start` of a falling function, by Newton within a bracket that is doubled first.
fn root(start: f64, value: impl Fn(f64) -> f64, slope: impl Fn(f64) -> f64) -> f64 {
    let mut high = start.max(1e-3);
    while value(high) > 0.0 && high < 1e300 {
        high *= 2.0;
    }
    bracketed((0.0, high), start.min(high), |x| -value(x), |x| -slope(x))
}

/// The root of a rising function between two bounds, by Newton where it stays inside.
fn bracketed(
    (mut low, mut high): (f64, f64),
    start: f64,
    value: impl Fn(f64) -> f64,
    slope: impl Fn(f64) -> f64,
) -> f64 {
    let mut x = start;
    for _ in 0..400 {
        let above = value(x);
        if above > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let step = above / slope(x);
        let next = x - step;
        let inside = next > low && next < high;
        let next = if inside { next } else { middle(low, high) };
        // Newton's step squares what is missing: after one so small only the noise of the value is left.
        if (next - x).abs() <= x.abs() * 2e-16 || (inside && step.abs() <= x.abs() * 1e-12) {
            return next;
        }
        x = next;
    }
    x
}

/// The middle of a bracket: of its logarithms where it spans more than a power of two.
fn middle(low: f64, high: f64) -> f64 {
    if low > 0.0 && high > 2.0 * low { (low * high).sqrt() } else { low + (high - low) / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, wanted: f64, relative: f64) {
        assert!((value - wanted).abs() <= relative * wanted.abs(), "{value} for {wanted}");
    }

    #[test]
    fn tails_and_quantiles_are_those_of_the_tables() {
        near(normal_quantile_upper(0.025), 1.959_963_984_540_054, 1e-14);
        near(normal_upper(6.0), 9.865_876_450_376_946e-10, 5e-11);
        near(t_quantile_upper(0.025, 1.0), 12.706_204_736_174_7, 1e-12);
        near(t_quantile_upper(0.025, 10.0), 2.228_138_851_986_274, 1e-13);
        near(t_quantile_upper(0.025, 1e6), 1.959_966_356_814_106_6, 1e-10);
        near(t_quantile_upper(1e-12, 1.0), 318_309_886_183.790_7, 1e-10);
        near(t_quantile_upper(0.025, f64::INFINITY), 1.959_963_984_540_054, 1e-14);
        near(beta_quantile(0.975, 1.0, 10.0), 0.308_497_107_818_760_8, 1e-12);
        near(chi_squared_quantile(0.95, 1.0), 3.841_458_820_694_124, 1e-12);
    }

    #[test]
    fn a_quantile_is_where_the_tail_says() {
        for freedom in [0.5, 1.0, 2.5, 7.0, 29.0, 299.0, 300.0, 5e3, 1e6] {
            for upper in [1e-9, 1e-4, 0.01, 0.3, 0.499, 0.7, 0.999] {
                near(t_upper(t_quantile_upper(upper, freedom), freedom), upper, 1e-9);
            }
        }
    }

    #[test]
    fn the_expansion_meets_the_beta_where_one_takes_over() {
        for t in [0.1, 1.0, 3.0, 6.0, 12.0] {
            let (below, above) = (t_upper(t, MANY - 1e-9), t_upper(t, MANY));
            near(above, below, 2e-9);
        }
    }

    #[test]
    fn the_normal_deviate_of_a_t_is_nearer_to_zero() {
        let z = normal_of_t(3.0, 5.0);
        near(z, 2.168_781_875_419_218_5, 1e-12);
        assert!((normal_of_t(-3.0, 5.0) + z).abs() < 1e-15);
        near(normal_of_t(3.0, f64::INFINITY), 3.0, 1e-15);
        assert!(normal_of_t(1.0, 0.0).is_nan());
    }

    #[test]
    fn what_means_nothing_is_not_a_number() {
        assert!(t_quantile_upper(0.025, 0.0).is_nan());
        assert!(t_upper(1.0, -1.0).is_nan());
        assert!(normal_quantile_upper(1.5).is_nan());
        assert!(beta_quantile(0.5, 0.0, 0.0).is_nan());
        assert!(chi_squared_quantile(0.5, 0.0).is_nan());
    }

    #[test]
    fn a_sample_quantile_lies_between_its_neighbours() {
        let values = [1.0, 2.0, 4.0, 8.0];
        near(quantile(&values, 0.5).unwrap(), 3.0, 1e-15);
        near(quantile(&values, 0.9).unwrap(), 6.8, 1e-12);
        near(quantile(&values, 1.0).unwrap(), 8.0, 1e-15);
        assert!(quantile(&[], 0.5).is_none());
    }

    #[test]
    fn a_coin_is_counted_exactly() {
        near(coin_upper(3, 4), 5.0 / 16.0, 1e-14);
        near(coin_upper(0, 4), 1.0, 1e-15);
        near(coin_upper(340, 635), 0.040_6, 0.2);
    }
}
