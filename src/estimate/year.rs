//! The year from its half-years or quarters (`docs/methods.md` §7).

use super::*;
use crate::appraisal::Appraisal;
use crate::scheme::{MissingPeriod, Scheme};
use crate::tally::Tally;

impl Estimates {
    /// The year of `appraisal` from the estimates of its parts, by the weights of the scheme.
    ///
    /// `tally` is the merged tally of the parts; rates are taken over all answers of the year.
    pub fn year(appraisal: &Appraisal, parts: &[Estimates], tally: &Tally) -> Estimates {
        let weights = weights(&appraisal.scheme, parts);
        let pooled = Estimates::score(appraisal, tally);
        let units = pooled
            .units
            .into_iter()
            .map(|pooled| {
                let unit = pooled.unit;
                let over = |score: &dyn Fn(&Estimates) -> Score| {
                    let scores = parts.iter().map(|part| (part.period, score(part))).collect();
                    weighted(&appraisal.scheme, scores, &weights)
                };
                let indicators = 0..pooled.indicators.len();
                UnitEstimate {
                    whole: over(&|part| part.units[unit].whole.clone()),
                    indicators: indicators
                        .map(|index| over(&|part| part.units[unit].indicators[index].clone()))
                        .collect(),
                    groups: pooled
                        .groups
                        .into_iter()
                        .enumerate()
                        .map(|(group, pooled)| GroupEstimate {
                            whole: over(&|part| part.units[unit].groups[group].whole.clone()),
                            leaves: (0..pooled.leaves.len())
                                .map(|leaf| {
                                    over(&|p| p.units[unit].groups[group].leaves[leaf].clone())
                                })
                                .collect(),
                            ..pooled
                        })
                        .collect(),
                    ..pooled
                }
            })
            .collect();
        Estimates::over(appraisal, units)
    }
}

/// The weight of each part; equal where the scheme gives none.
fn weights(scheme: &Scheme, parts: &[Estimates]) -> Vec<Ratio> {
    let given = |part: &Estimates| {
        let name = part.period.to_string();
        let name = name.get(4..).unwrap_or("");
        scheme.annual.weights.iter().find(|(key, _)| key == name).map(|(_, weight)| weight.clone())
    };
    if scheme.annual.weights.is_empty() {
        return vec![Ratio::one(); parts.len()];
    }
    parts.iter().map(|part| given(part).unwrap_or_else(Ratio::zero)).collect()
}

fn weighted(scheme: &Scheme, scores: Vec<(Period, Score)>, weights: &[Ratio]) -> Score {
    let mut pairs: Vec<(&Ratio, &Ratio)> = Vec::new();
    let mut missing_periods = Vec::new();
    let mut missing_groups: Vec<usize> = Vec::new();
    for ((period, score), weight) in scores.iter().zip(weights) {
        missing_groups.extend(&score.missing_groups);
        match &score.value {
            Ok(value) => pairs.push((&value.exact, weight)),
            Err(_) => missing_periods.push(*period),
        }
    }
    missing_groups.sort_unstable();
    missing_groups.dedup();
    let exact = Ratio::weighted_mean(pairs);
    let value = match (exact, missing_periods.first(), scheme.annual.missing) {
        (_, Some(period), MissingPeriod::Absent) => Err(Absent::NoPeriod(*period)),
        (Some(exact), _, _) => Ok(Value { published: scheme.publish(&exact), exact }),
        (None, Some(period), _) => Err(Absent::NoPeriod(*period)),
        (None, None, _) => Err(Absent::NoAnswers),
    };
    Score {
        value,
        n: scores.iter().map(|(_, score)| score.n).sum(),
        trimmed: scores.iter().map(|(_, score)| score.trimmed).sum(),
        missing_groups,
        missing_periods,
    }
}
