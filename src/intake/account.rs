//! What became of rows and papers: the account that must add up.

use std::collections::{BTreeMap, BTreeSet};

use crate::appraisal::{Appraisal, Layout};
use crate::ballot::Bundle;
use crate::finding::{Effect, Finding, Kind, Place};
use crate::sheet::Format;

/// What became of the rows of a file: accepted + void + refused = rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct RowCounts {
    /// Rows with content below the heading.
    pub rows: u64,
    /// Rows of which something counts.
    pub accepted: u64,
    /// Rows that are understood and of which nothing counts.
    pub void: u64,
    /// Rows that cannot be understood.
    pub refused: u64,
}

/// How one file or sheet was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileAccount {
    /// The file, relative to the folder.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What was detected; absent where the file could not be read.
    pub format: Option<Format>,
    /// How it is laid out; absent where that could not be told.
    pub layout: Option<Layout>,
    /// What became of its rows.
    pub rows: RowCounts,
    /// Rows without content, which are not counted as rows.
    pub blank_rows: u64,
}

/// What went out, came back and counts, by group (回收情况).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Returns {
    /// Each group, in the order of the scheme.
    pub groups: Vec<GroupReturns>,
}

/// What went out to one group, came back and counts.
///
/// A paper is what one rater hands in, on however many units. Paper counts do not tell how many
/// papers they came from; the greatest count on any unit and indicator stands for them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupReturns {
    /// Papers that went out (发出); absent where nobody wrote it down.
    pub issued: Option<u64>,
    /// Papers that came back (收回), as written down; absent likewise.
    pub returned: Option<u64>,
    /// Papers found in the files.
    pub found: u64,
    /// Papers of which something counts (有效).
    pub valid: u64,
    /// Void papers by reason; together with `valid` they are `found`.
    pub void_papers: BTreeMap<Kind, u64>,
    /// Ballots (one rater on one unit) that count, paper counts apart.
    pub ballots: u64,
    /// Void ballots by reason.
    pub void_ballots: BTreeMap<Kind, u64>,
    /// Void answers by reason.
    pub void_answers: BTreeMap<Kind, u64>,
}

impl RowCounts {
    /// The sum of two accounts.
    #[must_use]
    pub fn plus(self, other: RowCounts) -> RowCounts {
        RowCounts {
            rows: self.rows + other.rows,
            accepted: self.accepted + other.accepted,
            void: self.void + other.void,
            refused: self.refused + other.refused,
        }
    }
}

impl GroupReturns {
    /// Papers that came back: as written down, or else as found.
    pub fn came_back(&self) -> u64 {
        self.returned.unwrap_or(self.found)
    }
}

impl Returns {
    /// The sum over the groups; issued and returned only where every group has them.
    pub fn total(&self) -> GroupReturns {
        let sum = |get: &dyn Fn(&GroupReturns) -> Option<u64>| {
            self.groups.iter().map(get).sum::<Option<u64>>()
        };
        let mut total = GroupReturns {
            issued: sum(&|g| g.issued),
            returned: sum(&|g| g.returned),
            ..GroupReturns::default()
        };
        for group in &self.groups {
            total.found += group.found;
            total.valid += group.valid;
            total.ballots += group.ballots;
            for (into, from) in [
                (&mut total.void_papers, &group.void_papers),
                (&mut total.void_ballots, &group.void_ballots),
                (&mut total.void_answers, &group.void_answers),
            ] {
                for (kind, n) in from {
                    *into.entry(*kind).or_default() += n;
                }
            }
        }
        total
    }
}

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
