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
