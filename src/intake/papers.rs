//! Papers: what each rater handed in, held against what was written down.

use std::collections::BTreeMap;

use crate::account::{GroupReturns, Returns};
use crate::appraisal::Appraisal;
use crate::ballot::Bundle;
use crate::finding::{Effect, Finding, Kind, Place};

/// Papers seen so far.
pub(super) struct Papers {
    /// What each rater handed in, by the number of the rater.
    raters: Vec<Paper>,
    /// The group of each rater.
    of_rater: Vec<u16>,
    /// Papers of which each row shows one ballot only and none says which belong together: by
    /// group, then by what the row is about.
    loose: Vec<BTreeMap<(u32, u16), Loose>>,
    groups: Vec<GroupReturns>,
}

/// What one rater handed in.
#[derive(Clone, Copy, Default)]
struct Paper {
    valid: bool,
    /// The least kind for which a ballot of the rater is void, whatever the order of rows.
    void: Option<Kind>,
}

/// Ballots on one unit (and, in the long layout, indicator) that no rater holds together.
#[derive(Clone, Default)]
struct Loose {
    valid: u64,
    void: BTreeMap<Kind, u64>,
}

impl Loose {
    fn n(&self) -> u64 {
        self.valid + self.void.values().sum::<u64>()
    }
}

impl Papers {
    /// None yet, by raters of these groups.
    pub(super) fn new(n_groups: usize, of_rater: &[u16]) -> Papers {
        Papers {
            raters: vec![Paper::default(); of_rater.len()],
            of_rater: of_rater.to_vec(),
            loose: vec![BTreeMap::new(); n_groups],
            groups: vec![GroupReturns::default(); n_groups],
        }
    }

    /// Counts a ballot; `loose` names what the row is about where it names no rater.
    pub(super) fn add(&mut self, rater: u32, loose: Option<(u32, u16)>, void: Option<Kind>) {
        let group = self.of_rater[rater as usize];
        let returns = &mut self.groups[usize::from(group)];
        match void {
            None => returns.ballots += 1,
            Some(kind) => *returns.void_ballots.entry(kind).or_default() += 1,
        }
        if let Some(about) = loose {
            let loose = self.loose[usize::from(group)].entry(about).or_default();
            match void {
                None => loose.valid += 1,
                Some(kind) => *loose.void.entry(kind).or_default() += 1,
            }
            return;
        }
        let paper = &mut self.raters[rater as usize];
        match void {
            None => paper.valid = true,
            Some(kind) => paper.void = Some(paper.void.map_or(kind, |known| known.min(kind))),
        }
    }

    pub(super) fn add_void_answers(&mut self, answers: &BTreeMap<(u16, Kind), u64>) {
        for ((group, kind), n) in answers {
            *self.groups[usize::from(*group)].void_answers.entry(*kind).or_default() += n;
        }
    }

    /// Adds, for each group, the most answers counted on any unit and indicator.
    pub(super) fn add_bundles(&mut self, bundles: &[Bundle]) {
        let mut sums: BTreeMap<(u16, u32, u16), u64> = BTreeMap::new();
        for bundle in bundles {
            let sum = sums.entry((bundle.group, bundle.unit, bundle.indicator)).or_default();
            *sum = sum.saturating_add(bundle.n);
        }
        let mut most: BTreeMap<u16, u64> = BTreeMap::new();
        for ((group, _, _), n) in sums {
            let known = most.entry(group).or_default();
            *known = n.max(*known);
        }
        for (group, n) in most {
            let returns = &mut self.groups[usize::from(group)];
            returns.found = returns.found.saturating_add(n);
            returns.valid = returns.valid.saturating_add(n);
        }
    }

    /// The account of each group: valid + void papers are the papers found.
    fn into_returns(self) -> Vec<GroupReturns> {
        let mut groups = self.groups;
        for (paper, group) in self.raters.iter().zip(&self.of_rater) {
            let returns = &mut groups[usize::from(*group)];
            match (paper.valid, paper.void) {
                (true, _) => returns.valid += 1,
                (false, Some(kind)) => *returns.void_papers.entry(kind).or_default() += 1,
                // A rater of whom every row was refused handed in nothing that is understood.
                (false, None) => continue,
            }
            returns.found += 1;
        }
        for (returns, loose) in groups.iter_mut().zip(&self.loose) {
            // As with paper counts, the greatest number on any unit stands for the papers.
            let most = loose.values().rev().max_by_key(|loose| (loose.n(), loose.valid));
            let Some(most) = most else { continue };
            returns.found += most.n();
            returns.valid += most.valid;
            for (kind, n) in &most.void {
                *returns.void_papers.entry(*kind).or_default() += n;
            }
        }
        groups
    }
}

/// Holds what was found against what was written down.
pub(super) fn reconcile(appraisal: &Appraisal, papers: Papers) -> (Returns, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut groups = papers.into_returns();
    for (index, returns) in groups.iter_mut().enumerate() {
        let written = appraisal.returns[index];
        (returns.issued, returns.returned) = (written.issued, written.returned);
        findings.extend(mismatches(appraisal, index, returns));
    }
    (Returns { groups }, findings)
}

fn mismatches(appraisal: &Appraisal, group: usize, returns: &GroupReturns) -> Vec<Finding> {
    let effect = if appraisal.accept_returns.is_some() { Effect::Flag } else { Effect::Stop };
    let name = &appraisal.scheme.groups[group].label.zh;
    let place = Place::file("appraisal.toml");
    let mut findings = Vec::new();
    if let (Some(issued), Some(returned)) = (returns.issued, returns.returned)
        && returned > issued
    {
        let finding = Finding::new(Kind::MoreReturnedThanIssued, effect, place.clone());
        let finding = finding.with("value", name).with("issued", issued.to_string());
        findings.push(finding.with("returned", returned.to_string()));
    }
    let limit = returns.returned.or(returns.issued);
    if let Some(returned) = limit.filter(|limit| returns.found > *limit) {
        let finding = Finding::new(Kind::MoreCountedThanReturned, effect, place);
        let finding = finding.with("value", name).with("counted", returns.found.to_string());
        findings.push(finding.with("returned", returned.to_string()));
    }
    findings
}
