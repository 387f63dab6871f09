//! The year from its half-years or quarters (`docs/methods.md` §7).

use std::sync::Arc;

use super::*;
use crate::appraisal::Appraisal;
use crate::period::Part;
use crate::scheme::{MissingPeriod, Scheme};
use crate::tally::{Linked, Spread, Tally};

/// One part of the year that has weight.
struct Piece<'a> {
    period: Period,
    weight: Ratio,
    /// `None` where the part is not listed in the appraisal.
    estimates: Option<&'a Estimates>,
}

impl Estimates {
    /// The year of `appraisal` from the estimates of its parts, by the weights of the scheme.
    ///
    /// `tally` is the merged tally of the parts; rates are taken over all answers of the year. A
    /// part that has weight and is not among `parts` is missing for every unit.
    pub fn year(appraisal: &Appraisal, parts: &[Estimates], tally: &Tally) -> Estimates {
        Estimates::year_linked(appraisal, parts, tally, &|_, _| None)
    }

    /// The same, where `common` says what the scores of two of `parts` have in common through the raters
    /// they share. Where it does not, the errors are those that no overlap of raters can exceed.
    pub fn year_linked(
        appraisal: &Appraisal,
        parts: &[Estimates],
        tally: &Tally,
        common: &dyn Fn(usize, usize) -> Option<Linked>,
    ) -> Estimates {
        let spread = spread(&pieces(&appraisal.scheme, appraisal.period, parts), parts, common);
        let pieces = pieces(&appraisal.scheme, appraisal.period, parts);
        let pooled = Estimates::score(appraisal, tally).units;
        let units = pooled.into_iter().map(|unit| unit_of_year(appraisal, &pieces, unit)).collect();
        Estimates::over(appraisal, units).with_spread(appraisal, spread.map(Arc::new))
    }
}

/// The spread of the year's scores; absent where a part is not listed or has none.
fn spread(
    pieces: &[Piece<'_>],
    parts: &[Estimates],
    common: &dyn Fn(usize, usize) -> Option<Linked>,
) -> Option<Spread> {
    let whole: Ratio = pieces.iter().fold(Ratio::zero(), |sum, piece| &sum + &piece.weight);
    let mut weighted = Vec::new();
    let mut positions = Vec::new();
    for piece in pieces {
        let estimates = piece.estimates?;
        weighted.push((estimates.spread()?, piece.weight.divided_by(&whole)?.to_f64()));
        positions.push(parts.iter().position(|part| part.period == piece.period)?);
    }
    Spread::of_sum(&weighted, &|a, b| common(positions[a], positions[b]))
}

fn unit_of_year(appraisal: &Appraisal, pieces: &[Piece<'_>], pooled: UnitEstimate) -> UnitEstimate {
    let in_force = appraisal.units[pooled.unit].in_force;
    let over = |score: &dyn Fn(&UnitEstimate) -> Option<Score>| {
        let of = |part: &Estimates| score(part.units.get(pooled.unit)?);
        let scores = pieces.iter().map(|piece| (piece, piece.estimates.and_then(of)));
        let score = weighted(&appraisal.scheme, &scores.collect::<Vec<_>>());
        if in_force { score } else { Score::absent(Absent::NotInForce, score.n) }
    };
    let of_group = |(group, pooled): (usize, &GroupEstimate)| GroupEstimate {
        whole: over(&|part| Some(part.groups.get(group)?.whole.clone())),
        leaves: (0..pooled.leaves.len())
            .map(|leaf| over(&|part| part.groups.get(group)?.leaves.get(leaf).cloned()))
            .collect(),
        ..pooled.clone()
    };
    UnitEstimate {
        whole: over(&|part| Some(part.whole.clone())),
        indicators: (0..pooled.indicators.len())
            .map(|index| over(&|part| part.indicators.get(index).cloned()))
            .collect(),
        groups: pooled.groups.iter().enumerate().map(of_group).collect(),
        ..pooled
    }
}

/// The parts with weight: those the scheme names, or else, with equal weights, all halves where
/// halves are listed and all quarters where quarters are.
fn pieces<'a>(scheme: &Scheme, year: Period, parts: &'a [Estimates]) -> Vec<Piece<'a>> {
    let piece = |period: Period, weight: Ratio| {
        let estimates = parts.iter().find(|part| part.period == period);
        Piece { period, weight, estimates }
    };
    let part = |name: &str| format!("{}{name}", year.year()).parse::<Period>().ok();
    if !scheme.annual.weights.is_empty() {
        let named = scheme.annual.weights.iter().filter(|(_, weight)| !weight.is_zero());
        return named.filter_map(|(name, w)| Some(piece(part(name)?, w.clone()))).collect();
    }
    let is_half = |part: &Estimates| matches!(part.period.part(), Part::Half(_));
    let names: &[&str] = match (parts.iter().any(is_half), parts.iter().all(is_half)) {
        (true, true) => &["H1", "H2"],
        (false, false) => &["Q1", "Q2", "Q3", "Q4"],
        // A year that went over from one to the other has just what is listed.
        _ => return parts.iter().map(|part| piece(part.period, Ratio::one())).collect(),
    };
    names.iter().filter_map(|name| Some(piece(part(name)?, Ratio::one()))).collect()
}

fn weighted(scheme: &Scheme, scores: &[(&Piece<'_>, Option<Score>)]) -> Score {
    let mut pairs: Vec<(&Ratio, &Ratio)> = Vec::new();
    let mut missing_periods = Vec::new();
    let mut missing_groups: Vec<usize> = Vec::new();
    for (piece, score) in scores {
        missing_groups.extend(score.iter().flat_map(|score| &score.missing_groups));
        match score.as_ref().map(|score| &score.value) {
            Some(Ok(value)) => pairs.push((&value.exact, &piece.weight)),
            _ => missing_periods.push(piece.period),
        }
    }
    missing_groups.sort_unstable();
    missing_groups.dedup();
    let exact = Ratio::weighted_mean(pairs);
    let value = match (exact, missing_periods.first(), scheme.annual.missing) {
        (Some(exact), None, _) | (Some(exact), _, MissingPeriod::Renormalise) => {
            Ok(Value { published: scheme.publish(&exact), exact })
        }
        (Some(_), Some(period), MissingPeriod::Absent) => Err(Absent::NoPeriod(*period)),
        (None, first, _) => Err(common_reason(scores, first)),
    };
    let known = || scores.iter().filter_map(|(_, score)| score.as_ref());
    Score {
        value,
        n: known().map(|score| score.n).fold(0, u64::saturating_add),
        trimmed: known().map(|score| score.trimmed).fold(0, u64::saturating_add),
        missing_groups,
        missing_periods,
    }
}

/// Why no part has a score: what all of them say, or else the first that is missing.
fn common_reason(scores: &[(&Piece<'_>, Option<Score>)], first: Option<&Period>) -> Absent {
    let mut reasons = scores.iter().map(|(_, score)| match score.as_ref().map(|s| &s.value) {
        Some(Err(why)) => Some(why),
        _ => None,
    });
    let reason = reasons.next().flatten();
    match (reason, first) {
        (Some(why), _) if reasons.all(|other| other == Some(why)) => why.clone(),
        (_, Some(period)) => Absent::NoPeriod(*period),
        (_, None) => Absent::NoAnswers,
    }
}
