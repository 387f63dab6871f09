//! Errors, rank sets, comparisons and tests, as machines read them: numbers as they were computed.

use serde::Serialize;

use super::Scope;
use crate::estimate::Measure;
use crate::league::{self, Side};
use crate::report::Audience;
use crate::report::bands::runs;
use crate::scheme::Family;
use crate::trend;

/// How far a score could be off by chance.
#[derive(Serialize)]
pub(super) struct ScoreError {
    /// The standard error, in points.
    se: f64,
    /// What the variance is multiplied by in intervals and tests, because of few raters; from 1 to 2.
    inflation: f64,
    /// Degrees of freedom.
    freedom: f64,
    /// From … to at the confidence of the scheme, in points.
    interval: [f64; 2],
    /// Raters (or clusters) behind the score; papers where they came already counted.
    n_drawn: u64,
    /// Whether a part came already counted.
    unpaired: bool,
}

/// What chance leaves of a table's order.
#[derive(Serialize)]
pub(super) struct Certainty {
    /// The confidence of sets and tests, a share.
    confidence: f64,
    /// How many of the ranked units have an error.
    n_compared: usize,
    /// Pairs of ranked units.
    pairs: usize,
    /// How many of them are told apart.
    told_apart: usize,
    /// Runs of ranks of which no two units can be told apart; they may overlap.
    bands: Vec<Ranks>,
    /// How the sets were drawn and the units compared; `null` in a public document.
    method: Option<Method>,
}

/// How sets were drawn and units compared.
#[derive(Serialize)]
struct Method {
    /// Draws behind the sets.
    draws: u32,
    /// Their seed.
    seed: u64,
    /// The critical value of the simultaneous sets, as a normal deviate.
    critical: f64,
    /// The mean that units are held against.
    mean: f64,
    /// How comparisons allow for their number.
    family: Family,
    /// The reliability of the order; `null` where fewer than three units have an error.
    reliability: Option<f64>,
    /// The standard deviation between true scores, in points; `null` likewise.
    between: Option<f64>,
}

/// Ranks, the first and the last included.
#[derive(Serialize)]
struct Ranks {
    /// The best.
    best: usize,
    /// The worst.
    worst: usize,
}

/// What chance leaves of one rank.
#[derive(Serialize)]
pub(super) struct RankSet {
    /// The ranks not ruled out, for all units of the table together.
    together: Ranks,
    /// The same for this unit alone.
    alone: Ranks,
    /// Whether another seed could move a bound.
    borderline: bool,
}

/// A unit held against a value.
#[derive(Serialize)]
pub(super) struct Verdict {
    /// The unit less the value, in points.
    difference: f64,
    /// Its standard error.
    se: f64,
    /// The p-value of the unit alone.
    p: f64,
    /// The p-value within the family.
    adjusted: f64,
    /// `above`, `below` or `neither`.
    side: &'static str,
}

/// How likely a unit truly is where it stands.
#[derive(Serialize)]
pub(super) struct Chances {
    /// That it truly is among the first three.
    top: f64,
    /// That it truly belongs in each grade, best first; empty without grades.
    grades: Vec<f64>,
}

/// Whether a change is more than chance.
#[derive(Serialize)]
pub(super) struct ChangeTest {
    /// The standard error of the exact change.
    se: f64,
    /// Degrees of freedom.
    freedom: f64,
    /// The p-value of the change alone.
    p: f64,
    /// The p-value within the family.
    adjusted: f64,
}

/// How many changes are allowed for.
#[derive(Serialize)]
pub(super) struct TrendFamily {
    /// The rule.
    rule: Family,
    /// Raters who answered in both periods; `null` where nobody knows.
    n_common: Option<usize>,
}

/// Whether the audience sees errors.
fn is_internal(scope: Scope<'_>) -> bool {
    scope.audience == Audience::Internal
}

/// The error of a unit's score.
pub(super) fn error(scope: Scope<'_>, unit: usize, measure: Measure) -> Option<ScoreError> {
    let error = scope.material.estimates.error(unit, measure)?;
    is_internal(scope).then_some(ScoreError {
        se: error.se,
        inflation: error.inflation,
        freedom: error.freedom,
        interval: [error.interval.0, error.interval.1],
        n_drawn: error.n_drawn,
        unpaired: error.is_unpaired,
    })
}

/// What chance leaves of a table.
pub(super) fn certainty(scope: Scope<'_>, table: &league::Table) -> Option<Certainty> {
    let certainty = table.certainty.as_ref()?;
    let (told_apart, pairs) = certainty.told_apart;
    let reliability = table.reliability.as_ref();
    Some(Certainty {
        confidence: certainty.confidence,
        n_compared: certainty.n_compared,
        pairs,
        told_apart,
        bands: runs(table).iter().map(|run| Ranks { best: run.best, worst: run.worst }).collect(),
        method: is_internal(scope).then(|| Method {
            draws: certainty.draws,
            seed: certainty.seed,
            critical: certainty.critical,
            mean: certainty.mean,
            family: certainty.family,
            reliability: reliability.map(|of| of.of_order),
            between: reliability.map(|of| of.between),
        }),
    })
}

/// The set of a rank.
pub(super) fn set(scope: Scope<'_>, row: &league::Standing) -> Option<RankSet> {
    let set = row.set.filter(|_| is_internal(scope))?;
    let ranks = |bounds: crate::statistic::Bounds| Ranks { best: bounds.best, worst: bounds.worst };
    Some(RankSet {
        together: ranks(set.together),
        alone: ranks(set.alone),
        borderline: set.is_borderline,
    })
}

/// The reliability of a ranked unit.
pub(super) fn reliability(scope: Scope<'_>, row: &league::Standing) -> Option<f64> {
    row.reliability.filter(|_| is_internal(scope))
}

/// A unit held against a value.
pub(super) fn verdict(scope: Scope<'_>, verdict: Option<league::Verdict>) -> Option<Verdict> {
    let verdict = verdict.filter(|_| is_internal(scope))?;
    Some(Verdict {
        difference: verdict.difference,
        se: verdict.se,
        p: verdict.p,
        adjusted: verdict.adjusted,
        side: match verdict.side {
            Side::Above => "above",
            Side::Below => "below",
            Side::Neither => "neither",
        },
    })
}

/// The chances of a ranked unit.
pub(super) fn chances(scope: Scope<'_>, row: &league::Standing) -> Option<Chances> {
    let chances = row.chances.as_ref().filter(|_| is_internal(scope))?;
    Some(Chances { top: chances.top, grades: chances.grades.clone() })
}

/// The test of a change.
pub(super) fn test(scope: Scope<'_>, change: &trend::Change) -> Option<ChangeTest> {
    let test = change.test.filter(|_| is_internal(scope))?;
    Some(ChangeTest { se: test.se, freedom: test.freedom, p: test.p, adjusted: test.adjusted })
}

/// The family of the changes.
pub(super) fn family(scope: Scope<'_>, family: trend::TrendFamily) -> Option<TrendFamily> {
    is_internal(scope).then_some(TrendFamily { rule: family.rule, n_common: family.n_common })
}
