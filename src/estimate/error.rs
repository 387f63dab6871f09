//! The error of scores and of anything linear in them (`docs/methods.md` §11).

use std::sync::Arc;

use rayon::prelude::*;

use super::{Estimates, Measure, Rate, Score, UnitEstimate};
use crate::appraisal::Appraisal;
use crate::scheme::{RateInterval, Scheme};
use crate::statistic::{Share, ShareMethod, share_interval, t_quantile_upper, t_upper};
use crate::tally::{RateVariance, Spread, Tally, UnitSpread};

/// How far a score could be off by chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreError {
    /// The standard error, in points: the root of the score's variance in [`Estimates::spread`]; zero only
    /// where all answers of each group are the same.
    pub se: f64,
    /// What the variance is multiplied by in intervals and tests, from 1 to 2: raters are held against a
    /// mean of which they are a part, which matters where there are few.
    pub inflation: f64,
    /// Degrees of freedom, at least 1.
    pub freedom: f64,
    /// The interval at the confidence of the scheme, in points, within the ends of the scale; never of
    /// zero width.
    pub interval: (f64, f64),
    /// Raters (or clusters) behind the score; papers where they came already counted.
    pub n_drawn: u64,
    /// Whether a part of the answers came already counted, so that nobody knows which belong together.
    pub is_unpaired: bool,
}

/// Which rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RateKind {
    /// 满意率.
    Satisfied,
    /// 不满意率.
    Dissatisfied,
}

/// How far a rate could be off by chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateError {
    /// The standard error of the share; zero where everybody or nobody was counted.
    pub se: f64,
    /// Degrees of freedom.
    pub freedom: f64,
    /// The interval of the share at the confidence of the scheme, 0 to 1; never of zero width.
    pub interval: (f64, f64),
    /// How it was made: as the scheme says, or by Korn and Graubard's rule at 0 and 1.
    pub method: RateInterval,
}

/// A sum of scores with weights, such as a difference, held against zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// The sum, in points.
    pub value: f64,
    /// Its standard error, above zero, with the small numbers of raters made good.
    pub se: f64,
    /// Degrees of freedom: the least of the scores in it.
    pub freedom: f64,
    /// The chance of one as far from zero, on either side, if there were nothing; 0 to 1.
    pub p: f64,
}

/// The errors of the scores of a period.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Errors {
    spread: Option<Arc<Spread>>,
    /// By unit, then by measure.
    scores: Vec<Vec<Option<ScoreError>>>,
    /// By unit, then over all leaves and by leaf: satisfied, dissatisfied.
    rates: Vec<Vec<[Option<RateError>; 2]>>,
}

impl Estimates {
    /// How far the score of a unit could be off; absent where there is no score, where a group behind it
    /// was heard through one rater only, or where nothing is known of the raters.
    pub fn error(&self, unit: usize, measure: Measure) -> Option<&ScoreError> {
        self.errors.scores.get(unit)?.get(measure.index())?.as_ref()
    }

    /// How far a rate of a unit could be off, on the whole or on a leaf; absent where there is no such
    /// rate, or where nothing is known of the raters.
    pub fn rate_error(&self, unit: usize, measure: Measure, kind: RateKind) -> Option<&RateError> {
        let of_unit = self.errors.rates.get(unit)?.get(measure.index())?;
        of_unit[usize::from(kind == RateKind::Dissatisfied)].as_ref()
    }

    /// The variances and covariances behind the errors; absent where nothing is known of the raters.
    pub fn spread(&self) -> Option<&Spread> {
        self.errors.spread.as_deref()
    }

    /// A sum of scores with weights; absent where one of them has no error, or where it cannot vary.
    pub fn contrast(&self, measure: Measure, weights: &[(usize, f64)]) -> Option<Contrast> {
        let units: Vec<usize> = weights.iter().map(|(unit, _)| *unit).collect();
        let (mut value, mut freedom) = (0.0, f64::INFINITY);
        for (unit, weight) in weights {
            let score = self.units.get(*unit)?.score(measure).value.as_ref().ok()?;
            value += weight * score.exact.to_f64();
            freedom = freedom.min(self.error(*unit, measure)?.freedom);
        }
        let spread = self.spread()?.measure(measure)?;
        let weights: Vec<f64> = weights.iter().map(|(_, weight)| *weight).collect();
        Contrast::new(value, spread.widened(&units).of_combination(&weights), freedom)
    }

    /// The difference of two units: the first less the second.
    pub fn difference(&self, measure: Measure, first: usize, second: usize) -> Option<Contrast> {
        self.contrast(measure, &[(first, 1.0), (second, -1.0)])
    }

    /// The mean of some units, each counting the same, with its error.
    pub fn mean_of(&self, measure: Measure, units: &[usize]) -> Option<Contrast> {
        let share = 1.0 / units.len() as f64;
        self.contrast(measure, &units.iter().map(|unit| (*unit, share)).collect::<Vec<_>>())
    }

    /// Gives the scores their errors.
    pub(super) fn with_spread(
        self,
        appraisal: &Appraisal,
        spread: Option<Arc<Spread>>,
    ) -> Estimates {
        let Some(known) = &spread else { return self };
        let scheme = &appraisal.scheme;
        let units = || self.units.par_iter();
        let scores = units().map(|unit| errors(scheme, known, unit)).collect();
        let rates = units().map(|unit| rate_errors(scheme, known, unit)).collect();
        Estimates { errors: Errors { spread, scores, rates }, ..self }
    }
}

impl Contrast {
    /// From a value with its variance; absent where that is zero.
    pub fn new(value: f64, variance: f64, freedom: f64) -> Option<Contrast> {
        let se = variance.sqrt();
        let p = (2.0 * t_upper((value / se).abs(), freedom)).min(1.0);
        (se > 0.0 && p.is_finite()).then_some(Contrast { value, se, freedom, p })
    }

    /// Half the width of the interval at a confidence, in points.
    pub fn half_width(&self, confidence: f64) -> f64 {
        self.se * t_quantile_upper((1.0 - confidence) / 2.0, self.freedom)
    }
}

/// What a tally knows of the errors, to be shared with the estimates.
pub(super) fn spread_of(tally: &Tally) -> Option<Arc<Spread>> {
    tally.shared_spread()
}

fn errors(scheme: &Scheme, spread: &Spread, unit: &UnitEstimate) -> Vec<Option<ScoreError>> {
    let n_indicators = scheme.indicators.all().len();
    (0..=n_indicators)
        .map(|index| {
            let measure = Measure::at(index);
            let of = spread.measure(measure)?;
            let known = of.units.get(unit.unit).filter(|known| known.is_known)?;
            let variance = of.covariance.diagonal(unit.unit).max(0.0);
            error(scheme, unit.score(measure), variance.sqrt(), known)
        })
        .collect()
}

fn error(scheme: &Scheme, score: &Score, se: f64, known: &UnitSpread) -> Option<ScoreError> {
    let value = score.value.as_ref().ok()?.exact.to_f64();
    let tail = (1.0 - scheme.error.confidence.to_f64()) / 2.0;
    let ends = scheme.scale.ends().map(|(least, most)| (least.to_f64(), most.to_f64()));
    let (least, most) = ends.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    let half = se * known.inflation.sqrt() * t_quantile_upper(tail, known.freedom);
    let interval = if se > 0.0 {
        ((value - half).max(least), (value + half).min(most))
    } else {
        unanimous(value, (least, most), tail, known.n_drawn)?
    };
    (interval.0 < interval.1).then_some(ScoreError {
        se,
        inflation: known.inflation,
        freedom: known.freedom,
        interval,
        n_drawn: known.n_drawn,
        is_unpaired: known.is_unpaired,
    })
}

fn rate_errors(
    scheme: &Scheme,
    spread: &Spread,
    unit: &UnitEstimate,
) -> Vec<[Option<RateError>; 2]> {
    (0..=unit.leaf_rates.len())
        .map(|index| {
            let measure = Measure::at(index);
            let (rates, known) = (unit.rates(measure), spread.rates(measure));
            let of = |rate: Option<&Rate>, variances: Option<&Vec<RateVariance>>| {
                rate_error(scheme, rate?, variances?.get(unit.unit)?)
            };
            [
                of(rates.satisfied.as_ref(), known.map(|known| &known.satisfied)),
                of(rates.dissatisfied.as_ref(), known.map(|known| &known.dissatisfied)),
            ]
        })
        .collect()
}

fn rate_error(scheme: &Scheme, rate: &Rate, known: &RateVariance) -> Option<RateError> {
    let share = Share {
        share: rate.exact.to_f64(),
        variance: known.variance,
        freedom: known.freedom,
        n: rate.n as f64,
        // Answers of one rater are taken to say the same where nothing shows how far they do.
        assumed_effect: (rate.n as f64 / (known.freedom + 1.0)).max(1.0),
    };
    let wanted = match scheme.error.rate_interval {
        RateInterval::Wilson => ShareMethod::Wilson,
        RateInterval::Logit => ShareMethod::Logit,
        RateInterval::KornGraubard => ShareMethod::KornGraubard,
    };
    let (interval, used) = share_interval(&share, wanted, scheme.error.confidence.to_f64())?;
    let method = match used == wanted {
        true => scheme.error.rate_interval,
        false => RateInterval::KornGraubard,
    };
    let interval = (interval.low, interval.high);
    Some(RateError { se: known.variance.max(0.0).sqrt(), freedom: known.freedom, interval, method })
}

/// Where all answers are the same the sample says nothing of the spread, but it says how many could at
/// most have answered otherwise: the upper end of Clopper and Pearson for none of `n`, each taken at the
/// far end of the scale.
fn unanimous(value: f64, ends: (f64, f64), tail: f64, n: u64) -> Option<(f64, f64)> {
    if n == 0 || !ends.0.is_finite() || !ends.1.is_finite() {
        return None;
    }
    let others = 1.0 - tail.powf(1.0 / n as f64);
    Some((value - (value - ends.0) * others, value + (ends.1 - value) * others))
}
