//! Intervals for means and shares. None has width zero: what is not known is absent.

use super::distribution::{beta_quantile, t_quantile_upper};

/// An interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end, above the lower one.
    pub high: f64,
}

/// A share that was estimated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The estimate, from 0 to 1.
    pub share: f64,
    /// Its variance by the design; zero at 0 and 1, where it says nothing.
    pub variance: f64,
    /// The degrees of freedom of the design; infinite for the normal.
    pub freedom: f64,
    /// The number of answers.
    pub n: f64,
    /// The design effect that is assumed where the share is 0 or 1; at least 1 to be honest.
    pub assumed_effect: f64,
}

/// How an interval for a share is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShareMethod {
    /// On the scale of log odds.
    Logit,
    /// Wilson (1927) with the effective number of answers.
    Wilson,
    /// Korn and Graubard (1998): Clopper and Pearson with the effective number of answers.
    KornGraubard,
    /// On the scale of the arcsine of the square root.
    Arcsine,
}

/// The t interval of a mean, or of any linear estimate.
///
/// Absent where variance or freedom are not above zero: an interval of no width would claim to know.
pub fn mean_interval(mean: f64, variance: f64, freedom: f64, confidence: f64) -> Option<Interval> {
    let t = two_sided(freedom, confidence)?;
    let half = if variance > 0.0 { t * variance.sqrt() } else { return None };
    Interval::new(mean - half, mean + half)
}

/// The interval of a share, and how it was made: at 0 and 1, and where the variance is zero, only
/// Korn and Graubard's has a width, with `n` over the assumed design effect.
///
/// Absent where the freedom is not above zero, or nothing is left to go by.
pub fn share_interval(
    share: &Share,
    method: ShareMethod,
    confidence: f64,
) -> Option<(Interval, ShareMethod)> {
    let (p, v) = (share.share, share.variance);
    if !(0.0..=1.0).contains(&p) || v.is_nan() {
        return None;
    }
    let t = two_sided(share.freedom, confidence)?;
    let spread = p * (1.0 - p);
    if spread <= 0.0 || v <= 0.0 {
        let effective = share.n / share.assumed_effect;
        let interval = korn_graubard(share, effective, confidence)?;
        return Some((interval, ShareMethod::KornGraubard));
    }
    let (error, effective) = (v.sqrt(), spread / v);
    let interval = match method {
        ShareMethod::Logit => {
            let (middle, half) = ((p / (1.0 - p)).ln(), t * error / spread);
            Interval::new(odds(middle - half), odds(middle + half))
        }
        ShareMethod::Wilson => {
            let square = t * t;
            let middle = p + square / (2.0 * effective);
            let half = t / (2.0 * effective) * (4.0 * effective * spread + square).sqrt();
            let whole = 1.0 + square / effective;
            Interval::new((middle - half) / whole, (middle + half) / whole)
        }
        ShareMethod::KornGraubard => korn_graubard(share, effective, confidence),
        ShareMethod::Arcsine => {
            let (middle, half) = (p.sqrt().asin(), t * error / (2.0 * spread.sqrt()));
            let end = |angle: f64| angle.clamp(0.0, std::f64::consts::FRAC_PI_2).sin().powi(2);
            Interval::new(end(middle - half), end(middle + half))
        }
    };
    interval.map(|interval| (interval, method))
}

impl Interval {
    /// An interval, or nothing where it has no width.
    fn new(low: f64, high: f64) -> Option<Interval> {
        (low < high).then_some(Interval { low, high })
    }

    /// Half of the width.
    pub fn half_width(&self) -> f64 {
        (self.high - self.low) / 2.0
    }

    /// Whether a value lies within, the ends included.
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// The quantile of t on both sides; absent without freedom.
fn two_sided(freedom: f64, confidence: f64) -> Option<f64> {
    let t = t_quantile_upper((1.0 - confidence) / 2.0, freedom);
    (t.is_finite() && t > 0.0).then_some(t)
}

/// A share by its log odds.
fn odds(log: f64) -> f64 {
    1.0 / (1.0 + (-log).exp())
}

/// Clopper and Pearson's interval with the effective number of answers, less what few degrees of
/// freedom of the design take from it.
fn korn_graubard(share: &Share, effective: f64, confidence: f64) -> Option<Interval> {
    let tail = (1.0 - confidence) / 2.0;
    let few = two_sided(share.n - 1.0, confidence)? / two_sided(share.freedom, confidence)?;
    let n = effective * few * few;
    let (yes, no) = (n * share.share, n * (1.0 - share.share));
    if !(n > 0.0 && n.is_finite()) {
        return None;
    }
    let low = beta_quantile(tail, yes, no + 1.0);
    let high = beta_quantile(1.0 - tail, yes + 1.0, no);
    Interval::new(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(share: f64, variance: f64, n: f64) -> Share {
        Share { share, variance, freedom: f64::INFINITY, n, assumed_effect: 1.0 }
    }

    #[test]
    fn a_mean_has_the_t_interval_of_its_freedom() {
        // `docs/methods.md`: the first unit of four raters, mean 4, variance 0.5, three degrees.
        let interval = mean_interval(4.0, 0.5, 3.0, 0.95).unwrap();
        assert!((interval.half_width() - 2.250_329_4).abs() < 1e-6, "{}", interval.half_width());
        assert!(interval.holds(2.0) && !interval.holds(1.7));
    }

    #[test]
    fn an_interval_without_width_is_absent() {
        assert!(mean_interval(4.0, 0.0, 3.0, 0.95).is_none());
        assert!(mean_interval(4.0, 0.5, 0.0, 0.95).is_none());
        assert!(mean_interval(4.0, f64::NAN, 3.0, 0.95).is_none());
        assert!(mean_interval(f64::NAN, 0.5, 3.0, 0.95).is_none());
    }

    #[test]
    fn a_share_of_all_has_an_interval() {
        // Clopper and Pearson for 10 of 10: the lower end is 0.025^(1/10); by t on both sides n stays.
        let mut all = share(1.0, 0.0, 10.0);
        all.freedom = 9.0;
        let (interval, method) = share_interval(&all, ShareMethod::Wilson, 0.95).unwrap();
        assert_eq!(method, ShareMethod::KornGraubard);
        assert!((interval.low - 0.025_f64.powf(0.1)).abs() < 1e-10, "{interval:?}");
        assert!((interval.high - 1.0).abs() < 1e-15);
        all.assumed_effect = 2.0;
        let (wider, _) = share_interval(&all, ShareMethod::Wilson, 0.95).unwrap();
        assert!((wider.low - 0.025_f64.powf(0.2)).abs() < 1e-10);
    }

    #[test]
    fn wilson_is_that_of_one_hundred_answers() {
        // 90 of 100 by simple random sampling: 0.8256 to 0.9448 (Wilson 1927).
        let (interval, _) =
            share_interval(&share(0.9, 0.9 * 0.1 / 100.0, 100.0), ShareMethod::Wilson, 0.95)
                .unwrap();
        assert!((interval.low - 0.825_634_6).abs() < 1e-6, "{interval:?}");
        assert!((interval.high - 0.944_771_4).abs() < 1e-6, "{interval:?}");
    }

    #[test]
    fn every_method_stays_within_zero_and_one() {
        use ShareMethod::*;
        for method in [Logit, Wilson, KornGraubard, Arcsine] {
            for p in [0.001, 0.02, 0.5, 0.98, 0.999] {
                let mut share = share(p, p * (1.0 - p) / 12.0, 30.0);
                share.freedom = 4.0;
                let (interval, used) = share_interval(&share, method, 0.95).unwrap();
                assert_eq!(used, method);
                assert!(interval.low >= 0.0 && interval.high <= 1.0, "{method:?} {p} {interval:?}");
                assert!(interval.holds(p));
            }
        }
    }

    #[test]
    fn a_share_without_freedom_has_no_interval() {
        let mut none = share(0.5, 0.01, 25.0);
        none.freedom = 0.0;
        assert!(share_interval(&none, ShareMethod::Logit, 0.95).is_none());
        assert!(share_interval(&share(1.2, 0.01, 25.0), ShareMethod::Logit, 0.95).is_none());
    }
}
