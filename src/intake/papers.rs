//! Papers: what each rater handed in, held against what was written down.

use std::collections::{BTreeMap, BTreeSet};

use crate::account::{GroupReturns, Returns};
use crate::appraisal::Appraisal;
use crate::ballot::Bundle;
use crate::finding::{Effect, Finding, Kind, Place};

/// Papers seen so far, by group.
pub(super) struct Papers {
    groups: Vec<GroupPapers>,
}

#[derive(Clone, Default)]
struct GroupPapers {
    valid: BTreeSet<u32>,
    /// The first reason for which a ballot of the rater is void.
    void: BTreeMap<u32, Kind>,
    returns: GroupReturns,
}

impl Papers {
    pub(super) fn new(n_groups: usize) -> Papers {
        Papers { groups: vec![GroupPapers::default(); n_groups] }
    }

    pub(super) fn add(&mut self, group: u16, rater: u32, void: Option<Kind>) {
        let papers = &mut self.groups[usize::from(group)];
        match void {
            None => {
                papers.valid.insert(rater);
                papers.returns.ballots += 1;
            }
            Some(kind) => {
                // The least kind, so that the order of rows does not decide.
                let known = papers.void.entry(rater).or_insert(kind);
                *known = kind.min(*known);
                *papers.returns.void_ballots.entry(kind).or_default() += 1;
            }
        }
    }

    pub(super) fn add_void_answers(&mut self, answers: &[(u16, Kind)]) {
        for (group, kind) in answers {
            let returns = &mut self.groups[usize::from(*group)].returns;
            *returns.void_answers.entry(*kind).or_default() += 1;
        }
    }

    /// Adds, for each group, the most answers counted on any unit and indicator.
    pub(super) fn add_bundles(&mut self, bundles: &[Bundle]) {
        let mut sums: BTreeMap<(u16, u32, u16), u64> = BTreeMap::new();
        for bundle in bundles {
            *sums.entry((bundle.group, bundle.unit, bundle.indicator)).or_default() += bundle.n;
        }
        let mut most: BTreeMap<u16, u64> = BTreeMap::new();
        for ((group, _, _), n) in sums {
            let known = most.entry(group).or_default();
            *known = n.max(*known);
        }
        for (group, n) in most {
            let returns = &mut self.groups[usize::from(group)].returns;
            returns.found += n;
            returns.valid += n;
        }
    }
}

/// Holds what was found against what was written down.
pub(super) fn reconcile(appraisal: &Appraisal, papers: Papers) -> (Returns, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut groups = Vec::new();
    for (index, group) in papers.groups.into_iter().enumerate() {
        let GroupPapers { valid, void, mut returns } = group;
        let mut n_void = 0;
        for kind in void.iter().filter(|(rater, _)| !valid.contains(rater)).map(|(_, kind)| kind) {
            *returns.void_papers.entry(*kind).or_default() += 1;
            n_void += 1;
        }
        returns.valid += valid.len() as u64;
        returns.found += valid.len() as u64 + n_void;
        let written = appraisal.returns[index];
        (returns.issued, returns.returned) = (written.issued, written.returned);
        findings.extend(mismatch(appraisal, index, &returns));
        groups.push(returns);
    }
    (Returns { groups }, findings)
}

fn mismatch(appraisal: &Appraisal, group: usize, returns: &GroupReturns) -> Option<Finding> {
    let effect = if appraisal.accept_returns.is_some() { Effect::Flag } else { Effect::Stop };
    let name = &appraisal.scheme.groups[group].label.zh;
    let place = Place::file("appraisal.toml");
    if let (Some(issued), Some(returned)) = (returns.issued, returns.returned)
        && returned > issued
    {
        let finding = Finding::new(Kind::MoreReturnedThanIssued, effect, place);
        let finding = finding.with("value", name).with("issued", issued.to_string());
        return Some(finding.with("returned", returned.to_string()));
    }
    let returned = returns.returned.or(returns.issued)?;
    (returns.found > returned).then(|| {
        let finding = Finding::new(Kind::MoreCountedThanReturned, effect, place);
        let finding = finding.with("value", name).with("counted", returns.found.to_string());
        finding.with("returned", returned.to_string())
    })
}
