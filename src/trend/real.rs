//! Whether a change is more than chance (`docs/methods.md` §8): its error from both periods and from
//! the raters they share, and a test that allows for the many units looked at.

use super::{Change, Exercise, Trend, counterpart, measures};
use crate::estimate::{Contrast, Estimates, Measure, Score};
use crate::scheme::{Family, Scheme};
use crate::statistic::{Method, adjust};
use crate::tally::Linked;

/// What is known of a change beside its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangeTest {
    /// The standard error of the exact change, in points.
    pub se: f64,
    /// Degrees of freedom.
    pub freedom: f64,
    /// The chance of one as far from zero if there were none; 0 to 1.
    pub p: f64,
    /// The same, allowing for all units compared on the measure by the scheme's family.
    pub adjusted: f64,
    /// Whether the change is real for the scheme: significant, as great as its threshold, and of enough
    /// answers in both periods.
    pub is_real: bool,
}

/// How many comparisons were allowed for on one measure, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrendFamily {
    /// The rule; max-T has none for changes, so that Benjamini and Hochberg's takes its place.
    pub rule: Family,
    /// How many raters answered in both periods; `None` where nobody knows, so that the errors are those
    /// of separate samples: too great if the same people answered, never too small.
    pub n_common: Option<usize>,
}

/// The two sides of a comparison with what they share.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) earlier: Exercise<'a>,
    pub(super) later: Exercise<'a>,
    pub(super) linked: &'a Linked,
}

impl Sides<'_> {
    /// The rule by which many changes are allowed for.
    pub(super) fn family(&self) -> TrendFamily {
        let rule = match self.scheme().comparison.family {
            Family::MaxT => Family::Bh,
            other => other,
        };
        TrendFamily { rule, n_common: self.linked.n_common }
    }

    fn scheme(&self) -> &Scheme {
        &self.later.appraisal.scheme
    }

    /// Tests every change of a score, measure by measure.
    pub(super) fn test(&self, trend: &mut Trend, positions: &[usize]) {
        for (index, (before, after)) in measures(positions).enumerate() {
            let tested: Vec<(usize, Contrast)> = trend
                .units
                .iter()
                .enumerate()
                .filter_map(|(row, unit)| {
                    let (now, then) = counterpart(unit)?;
                    Some((row, self.change((before, &[then]), (after, &[now]))?))
                })
                .collect();
            let adjusted = self.adjusted(&tested);
            for ((row, contrast), adjusted) in tested.iter().zip(adjusted) {
                let unit = &mut trend.units[*row];
                let n = counterpart(unit).map_or(0, |(now, then)| self.n(before, then, after, now));
                unit.scores[index].test = Some(self.verdict(contrast, adjusted, n));
            }
        }
        self.test_means(trend, positions);
    }

    /// The change of the mean of some units to the mean of others, or of the same.
    fn change(
        &self,
        (before, then): (Measure, &[usize]),
        (after, now): (Measure, &[usize]),
    ) -> Option<Contrast> {
        let (old, new) = (
            self.earlier.estimates.mean_of(before, then)?,
            self.later.estimates.mean_of(after, now)?,
        );
        let pairs = then.iter().flat_map(|a| now.iter().map(move |b| (*a, *b)));
        let shared: f64 = pairs.map(|(a, b)| self.linked.covariance(after, a, b)).sum();
        let shared = shared / (then.len() * now.len()) as f64;
        let variance = (old.se * old.se + new.se * new.se - 2.0 * shared).max(0.0);
        Contrast::new(new.value - old.value, variance, old.freedom.min(new.freedom))
    }

    fn adjusted(&self, tested: &[(usize, Contrast)]) -> Vec<f64> {
        let p: Vec<f64> = tested.iter().map(|(_, contrast)| contrast.p).collect();
        match self.family().rule {
            Family::Holm => adjust(&p, Method::Holm),
            Family::None => p,
            Family::Bh | Family::MaxT => adjust(&p, Method::BenjaminiHochberg),
        }
    }

    fn n(&self, before: Measure, then: usize, after: Measure, now: usize) -> u64 {
        let n = |estimates: &Estimates, unit: usize, measure| {
            estimates.units.get(unit).map_or(0, |unit| unit.score(measure).n)
        };
        n(self.earlier.estimates, then, before).min(n(self.later.estimates, now, after))
    }

    fn verdict(&self, contrast: &Contrast, adjusted: f64, n: u64) -> ChangeTest {
        let scheme = self.scheme();
        let alpha = 1.0 - scheme.error.confidence.to_f64();
        let large = contrast.value.abs() >= scheme.comparison.threshold.to_f64();
        ChangeTest {
            se: contrast.se,
            freedom: contrast.freedom,
            p: contrast.p,
            adjusted,
            is_real: adjusted < alpha && large && n >= scheme.comparison.min_n,
        }
    }

    /// The means of the city and of each category: each is one comparison by itself.
    fn test_means(&self, trend: &mut Trend, positions: &[usize]) {
        let measures: Vec<(Measure, Measure)> = measures(positions).collect();
        let put = |change: &mut Change, (before, after), belongs: &dyn Fn(bool, usize) -> bool| {
            let then = scored(self.earlier, before, |unit| belongs(false, unit));
            let now = scored(self.later, after, |unit| belongs(true, unit));
            if let Some(contrast) = self.change((before, &then), (after, &now)) {
                change.test = Some(self.verdict(&contrast, contrast.p, u64::MAX));
            }
        };
        let side = |is_later: bool| if is_later { self.later } else { self.earlier };
        for (change, measure) in trend.city.iter_mut().zip(&measures) {
            put(change, *measure, &|is_later, unit| {
                let appraisal = side(is_later).appraisal;
                appraisal.publication(unit) != crate::scheme::Publication::Internal
            });
        }
        for (category, changes) in trend.categories.iter_mut().enumerate() {
            for (change, measure) in changes.iter_mut().zip(&measures) {
                put(change, *measure, &|is_later, unit| {
                    side(is_later).appraisal.units[unit].category == category
                });
            }
        }
    }
}

/// The units that have a score and belong to a mean.
fn scored(exercise: Exercise<'_>, measure: Measure, belongs: impl Fn(usize) -> bool) -> Vec<usize> {
    let has = |score: &Score| score.value.is_ok();
    let units = exercise.estimates.units.iter();
    units.filter(|u| has(u.score(measure)) && belongs(u.unit)).map(|u| u.unit).collect()
}
