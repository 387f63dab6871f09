//! What went out, came back and counts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Scope;
use crate::account::Account;
use crate::finding::{Effect, Kind};
use crate::report::Audience;

/// What went out to one group, came back and counts.
#[derive(Serialize)]
pub(super) struct GroupReturns<'a> {
    /// The id of the group.
    group: &'a str,
    /// Papers that went out; `null` where nobody wrote it down.
    issued: Option<u64>,
    /// Papers that came back; `null` likewise.
    returned: Option<u64>,
    /// Papers found in the files.
    found: u64,
    /// Papers of which something counts.
    valid: u64,
    /// Void papers by reason; together with `valid` they are `found`.
    void_papers: BTreeMap<&'static str, u64>,
    /// Ballots that count, paper counts apart; `null` in a public document.
    ballots: Option<u64>,
    /// Void ballots by reason; `null` in a public document.
    void_ballots: Option<BTreeMap<&'static str, u64>>,
    /// Void answers by reason; `null` in a public document.
    void_answers: Option<BTreeMap<&'static str, u64>>,
}

/// How much was found of one kind.
#[derive(Serialize)]
pub(super) struct FindingCount {
    /// The code of the kind.
    code: &'static str,
    /// What follows from it.
    effect: Effect,
    /// How many.
    n: u64,
}

pub(super) fn returns(scope: Scope<'_>) -> Vec<GroupReturns<'_>> {
    let internal = scope.audience == Audience::Internal;
    let groups = scope.material.account.returns.groups.iter().enumerate();
    groups
        .filter(|(index, _)| scope.shows_group(*index))
        .map(|(index, group)| GroupReturns {
            group: scope.group_id(index),
            issued: group.issued,
            returned: group.returned,
            found: group.found,
            valid: group.valid,
            void_papers: by_code(&group.void_papers),
            ballots: internal.then_some(group.ballots),
            void_ballots: internal.then(|| by_code(&group.void_ballots)),
            void_answers: internal.then(|| by_code(&group.void_answers)),
        })
        .collect()
}

fn by_code(counts: &BTreeMap<Kind, u64>) -> BTreeMap<&'static str, u64> {
    counts.iter().map(|(kind, n)| (kind.id(), *n)).collect()
}

pub(super) fn findings(account: &Account) -> Vec<FindingCount> {
    let findings = account.findings.iter();
    findings
        .map(|((kind, effect), n)| FindingCount { code: kind.id(), effect: *effect, n: *n })
        .collect()
}

/// How the raters of a group, or all, were weighted to known totals.
#[derive(Serialize)]
pub(super) struct WeightingOut<'a> {
    /// The listed period.
    period: String,
    /// The group; `null` for all raters.
    group: Option<&'a str>,
    /// The margins by name.
    margins: &'a [String],
    /// Raters.
    n: u64,
    /// How many raters of equal weight would say as much.
    effective_n: f64,
    /// Kish's design effect of the weights.
    deff: f64,
    /// The greatest weight over the median.
    most_to_median: f64,
    /// The least weight over the median that was allowed; `null` without bounds.
    least: Option<f64>,
    /// The most; `null` likewise.
    most: Option<f64>,
    /// Raters held at a bound.
    n_held: u64,
    /// The share of all weight that the bounds moved.
    moved: f64,
    /// Rounds of raking.
    rounds: u32,
    /// The greatest distance of a margin from its total, as a share of it.
    error: f64,
}

pub(super) fn weightings(scope: Scope<'_>) -> Vec<WeightingOut<'_>> {
    let weightings = scope.material.account.weightings.iter();
    weightings
        .map(|weighting| WeightingOut {
            period: weighting.period.to_string(),
            group: weighting.group.map(|group| scope.group_id(group)),
            margins: &weighting.margins,
            n: weighting.unevenness.n,
            effective_n: weighting.unevenness.effective_n,
            deff: weighting.unevenness.deff,
            most_to_median: weighting.unevenness.most_to_median,
            least: weighting.bounds.map(|bounds| bounds.least),
            most: weighting.bounds.map(|bounds| bounds.most),
            n_held: weighting.n_held,
            moved: weighting.moved,
            rounds: weighting.rounds,
            error: weighting.error,
        })
        .collect()
}
