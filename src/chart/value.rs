//! The scale of a value axis: its range, its ticks and how many decimals they need.

use std::ops::Range;

/// A range of values that shows every value given, and round ticks in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ValueScale {
    lo: f64,
    hi: f64,
    ticks: Vec<f64>,
    decimals: usize,
}

impl ValueScale {
    /// A scale around `values` with at most about `most` ticks, none of them outside `limits`.
    ///
    /// Without a single finite value the scale is 0 to 1. Equal values stand in the middle.
    pub(super) fn around(
        values: impl Iterator<Item = f64>,
        limits: Option<(f64, f64)>,
        most: usize,
    ) -> Self {
        let (lo, hi) = extent(values).unwrap_or((0.0, 1.0));
        let least = (lo.abs().max(hi.abs()) * 1e-9).max(1e-9);
        let pad = if hi - lo > least { (hi - lo) * 0.05 } else { (hi.abs() * 0.005).max(0.5) };
        let (lo, hi) = (lo - pad, hi + pad);
        let step = round_step((hi - lo) / most.max(2) as f64);
        let (least, greatest) = limits.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        let slack = step * 1e-6;
        let first = (lo / step).ceil();
        let ticks = (0..=50u8).map(|i| (first + f64::from(i)) * step);
        let inside = ticks.take_while(|tick| *tick <= hi + slack);
        let ticks =
            inside.filter(|tick| (least - slack..=greatest + slack).contains(tick)).collect();
        Self { lo, hi, ticks, decimals: decimals(step) }
    }

    pub(super) fn range(&self) -> Range<f64> {
        self.lo..self.hi
    }

    pub(super) fn ticks(&self) -> &[f64] {
        &self.ticks
    }

    /// A tick as text, with as many decimals as tell it from its neighbours.
    pub(super) fn label(&self, tick: f64) -> String {
        let text = format!("{tick:.*}", self.decimals);
        let is_zero = text.chars().all(|c| matches!(c, '-' | '0' | '.'));
        if is_zero { text.replace('-', "") } else { text.replace('-', "−") }
    }
}

/// The least and greatest finite value; absent without one.
pub(super) fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.filter(|v| v.is_finite()).fold(None, |range, v| match range {
        None => Some((v, v)),
        Some((lo, hi)) => Some((f64::min(lo, v), f64::max(hi, v))),
    })
}

/// The next of 1, 2, 2.5, 5, 10 … times a power of ten.
fn round_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.max(f64::MIN_POSITIVE).log10().floor());
    let factors = [1.0, 2.0, 2.5, 5.0, 10.0];
    let fits = |factor: &f64| factor * power >= rough * (1.0 - 1e-9);
    factors.into_iter().find(fits).unwrap_or(10.0) * power
}

fn decimals(step: f64) -> usize {
    let exact = |decimals: &usize| {
        let read_back: f64 = format!("{step:.*}", *decimals).parse().unwrap_or(f64::NAN);
        (read_back - step).abs() <= step * 1e-6
    };
    (0..12).find(exact).unwrap_or(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[f64], limits: Option<(f64, f64)>) -> Vec<String> {
        let scale = ValueScale::around(values.iter().copied(), limits, 6);
        scale.ticks().iter().map(|tick| scale.label(*tick)).collect()
    }

    #[test]
    fn ticks_are_round_and_tell_themselves_apart_in_a_range_of_0_05() {
        assert_eq!(
            labels(&[84.31, 84.36], None),
            ["84.31", "84.32", "84.33", "84.34", "84.35", "84.36"]
        );
        assert_eq!(labels(&[61.2, 97.9], None), ["60", "70", "80", "90"]);
        assert_eq!(labels(&[0.0, 1e-6], None).len(), 6);
    }

    #[test]
    fn no_tick_lies_outside_the_limits() {
        assert_eq!(labels(&[97.0, 100.0], Some((0.0, 100.0))), ["97", "98", "99", "100"]);
    }

    #[test]
    fn equal_values_and_no_values_have_a_scale() {
        let scale = ValueScale::around([80.0, 80.0].into_iter(), None, 6);
        assert!(scale.range().contains(&80.0) && scale.ticks().len() > 2);
        assert!(ValueScale::around(std::iter::empty(), None, 6).ticks().len() > 2);
        assert!(
            !ValueScale::around([f64::NAN, 1e300, -1e300].into_iter(), None, 6).ticks().is_empty()
        );
    }

    #[test]
    fn negative_ticks_have_a_true_minus_sign_and_zero_has_none() {
        assert_eq!(labels(&[-2.0, 2.0], None), ["−2", "−1", "0", "1", "2"]);
    }
}
