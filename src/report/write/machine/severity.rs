//! Scores with the severity of raters taken out, for machines. In internal documents only.
//!
//! What is a float by nature is a JSON number in points, with all its digits.

use serde::Serialize;

use super::Scope;
use crate::tally::severity::{GroupSeverity, MeanRest, Reciprocal, Shift, UnitSeverity};

/// What is known of severity.
#[derive(Serialize)]
pub(super) struct SeverityOut<'a> {
    /// The units that have ballots in the model, in the order of the register.
    units: Vec<UnitOut<'a>>,
    /// Units that raters link: adjusted scores compare only within a part.
    parts: Vec<PartOut<'a>>,
    /// How each group marks, in the order of the scheme.
    groups: Vec<GroupOut<'a>>,
    /// What raters give to their own unit; `null` where nobody is known to rate it.
    own_unit: Option<OwnOut<'a>>,
    /// Pairs of units of which each has raters who rate the other.
    reciprocal: Vec<PairOut<'a>>,
    /// The correlation of what two units give each other; `null` below three pairs.
    reciprocity: Option<f64>,
    /// Ballots and answers that the model does not look at.
    left_out: LeftOut,
}

#[derive(Serialize)]
struct UnitOut<'a> {
    unit: &'a str,
    /// Place of its part, from 1.
    part: usize,
    /// Ballots in the model, and of these such of raters who rate other units too.
    n: u64,
    n_linking: u64,
    raw: Option<f64>,
    /// `null` where no rater links the unit with another.
    adjusted: Option<f64>,
    /// The standard error of the distance from the mean of the part.
    error: Option<f64>,
    /// With severities taken out only as far as they are more than chance.
    shrunken: Option<f64>,
    ranks: Option<RanksOut>,
}

#[derive(Serialize)]
struct RanksOut {
    raw: usize,
    adjusted: usize,
    of: usize,
}

#[derive(Serialize)]
struct PartOut<'a> {
    units: Vec<&'a str>,
    n_raters: u64,
    n_linking: u64,
    /// Raters without any one of whom the part falls apart.
    n_bridging: u64,
    mean: f64,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    group: &'a str,
    n_raters: u64,
    mean: Option<f64>,
    deviation: Option<f64>,
    n_severe: u64,
    n_lenient: u64,
    n_broad: u64,
    n_straight: u64,
    n_extreme: u64,
    n_ballots: u64,
    n_highest: u64,
    n_lowest: u64,
}

#[derive(Serialize)]
struct OwnOut<'a> {
    points: Option<f64>,
    error: Option<f64>,
    n: u64,
    units: Vec<OwnUnitOut<'a>>,
}

#[derive(Serialize)]
struct OwnUnitOut<'a> {
    unit: &'a str,
    #[serde(flatten)]
    rest: RestOut,
}

#[derive(Serialize)]
struct PairOut<'a> {
    a: &'a str,
    b: &'a str,
    a_on_b: RestOut,
    b_on_a: RestOut,
}

/// Ballots, and how far they lie on average above what the model expects.
#[derive(Serialize)]
struct RestOut {
    n: u64,
    points: f64,
}

#[derive(Serialize)]
struct LeftOut {
    bundled: u64,
    no_points: u64,
    not_rating: u64,
    too_few: u64,
}

pub(super) fn severity(scope: Scope<'_>) -> Option<SeverityOut<'_>> {
    let severity = scope.material.fair.severity?;
    let id = |unit: usize| scope.material.appraisal.units[unit].id.as_str();
    let units = severity.units.iter().enumerate();
    let parts = severity.parts.iter().map(|part| PartOut {
        units: part.units.iter().map(|unit| id(*unit)).collect(),
        n_raters: part.n_raters,
        n_linking: part.n_linking,
        n_bridging: part.n_bridging,
        mean: part.mean,
    });
    let left = severity.left_out;
    Some(SeverityOut {
        units: units.filter_map(|(unit, known)| unit_out(id(unit), known)).collect(),
        parts: parts.collect(),
        groups: severity
            .groups
            .iter()
            .enumerate()
            .map(|(group, known)| group_out(scope.group_id(group), known))
            .collect(),
        own_unit: severity.own_unit.as_ref().map(|own| OwnOut {
            points: own.points,
            error: own.error,
            n: own.all.n,
            units: own
                .units
                .iter()
                .map(|(unit, mean)| OwnUnitOut { unit: id(*unit as usize), rest: rest(*mean) })
                .collect(),
        }),
        reciprocal: severity.reciprocal.iter().map(|pair| pair_out(scope, pair)).collect(),
        reciprocity: severity.reciprocity,
        left_out: LeftOut {
            bundled: left.bundled,
            no_points: left.no_points,
            not_rating: left.not_rating,
            too_few: left.too_few,
        },
    })
}

fn unit_out<'a>(unit: &'a str, known: &UnitSeverity) -> Option<UnitOut<'a>> {
    let ranks = known.shift.map(|Shift { raw, adjusted, of }| RanksOut { raw, adjusted, of });
    Some(UnitOut {
        unit,
        part: known.part? + 1,
        n: known.n,
        n_linking: known.n_linking,
        raw: known.raw,
        adjusted: known.adjusted,
        error: known.error,
        shrunken: known.shrunken,
        ranks,
    })
}

fn group_out<'a>(group: &'a str, known: &GroupSeverity) -> GroupOut<'a> {
    GroupOut {
        group,
        n_raters: known.n_raters,
        mean: known.mean,
        deviation: known.deviation,
        n_severe: known.n_severe,
        n_lenient: known.n_lenient,
        n_broad: known.n_broad,
        n_straight: known.n_straight,
        n_extreme: known.n_extreme,
        n_ballots: known.n_ballots,
        n_highest: known.n_highest,
        n_lowest: known.n_lowest,
    }
}

fn pair_out<'a>(scope: Scope<'a>, pair: &Reciprocal) -> PairOut<'a> {
    let id = |unit: u32| scope.material.appraisal.units[unit as usize].id.as_str();
    PairOut { a: id(pair.a), b: id(pair.b), a_on_b: rest(pair.a_on_b), b_on_a: rest(pair.b_on_a) }
}

fn rest(mean: MeanRest) -> RestOut {
    RestOut { n: mean.n, points: mean.points }
}
