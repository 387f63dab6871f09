//! What is done about chance: error, comparisons, reliability.

use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::{Amount, Form};
use crate::scheme::form::{ComparisonForm, ErrorForm, ReliabilityForm};
use crate::scheme::{Comparison, ErrorRule, Reliability};

pub(super) fn read_error(error: &ErrorForm, form: &mut Form) -> ErrorRule {
    let usual = Ratio::fraction(95, 100);
    let within = |value: &Ratio| *value > Ratio::whole(50) && *value < Ratio::whole(100);
    let read = bounded(error.confidence.as_ref(), "error.confidence", "50 < … < 100", within, form);
    let confidence = read.and_then(|percent| percent.divided_by(&Ratio::whole(100)));
    ErrorRule {
        confidence: confidence.unwrap_or(usual),
        lonely: error.lonely.unwrap_or_default(),
        rate_interval: error.rate_interval.unwrap_or_default(),
        draws: error.draws,
        seed: error.seed.unwrap_or(1),
    }
}

pub(super) fn read_comparison(comparison: &ComparisonForm, form: &mut Form) -> Comparison {
    let within = |value: &Ratio| !value.is_negative();
    let threshold = comparison.threshold.as_ref();
    let threshold = bounded(threshold, "comparison.threshold", "≥ 0", within, form);
    let target = comparison.target.as_ref();
    Comparison {
        family: comparison.family.unwrap_or_default(),
        threshold: threshold.unwrap_or_else(Ratio::zero),
        min_n: comparison.min_n.unwrap_or(30),
        target: target.and_then(|target| form.ratio(target, "comparison.target")),
    }
}

pub(super) fn read_reliability(reliability: &ReliabilityForm, form: &mut Form) -> Reliability {
    let within = |value: &Ratio| !value.is_negative() && *value < Ratio::one();
    let least = reliability.least.as_ref();
    let least = bounded(least, "reliability.least", "0 ≤ … < 1", within, form);
    Reliability {
        least: least.unwrap_or_else(|| Ratio::fraction(7, 10)),
        below: reliability.below.unwrap_or_default(),
    }
}

/// An amount within bounds; `None` where it is left out or listed as a mistake.
pub(super) fn bounded(
    amount: Option<&Amount>,
    path: &str,
    expected: &str,
    within: impl Fn(&Ratio) -> bool,
    form: &mut Form,
) -> Option<Ratio> {
    let amount = amount?;
    let value = form.ratio(amount, path)?;
    if !within(&value) {
        let finding = form.mistake(Kind::BadNumber, path);
        form.push(finding.with("value", &amount.0).with("expected", expected));
        return None;
    }
    Some(value)
}
