//! What became of rows and papers: the account that must add up. No rater inside.
//!
//! *What it is.* For each file what was detected and what became of its rows, for each group what
//! went out, came back and counts, and how many findings of each kind there were.
//!
//! *What it promises.* Accepted + void + refused rows are the rows of the file; valid + void papers
//! are the papers found.

mod screen;

pub use screen::{RuleHits, Screen};

use std::collections::BTreeMap;

use crate::appraisal::Layout;
use crate::finding::{Effect, Finding, Kind};
use crate::period::Period;
use crate::sheet::Format;
use crate::statistic::raking::{Bounds, Unevenness};

/// The account of an intake, or of several put together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Account {
    /// Each file or sheet, in the order of the appraisal.
    pub files: Vec<FileAccount>,
    /// What went out, came back and counts (回收情况).
    pub returns: Returns,
    /// How many findings of each kind and effect.
    pub findings: BTreeMap<(Kind, Effect), u64>,
    /// How raters were weighted to known totals, in the order of the appraisal.
    pub weightings: Vec<Weighting>,
}

/// How the raters of one group, or all, were weighted to known totals.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighting {
    /// The listed period.
    pub period: Period,
    /// Position of the group in the scheme; all raters where absent.
    pub group: Option<usize>,
    /// The margins by name; with one the raters are post-stratified, with several raked.
    pub margins: Vec<String>,
    /// Rounds of raking; 1 for one margin without bounds.
    pub rounds: u32,
    /// The greatest distance of a margin from its total, as a share of it, before weights are rounded.
    pub error: f64,
    /// What the weighting costs: raters, Kish's design effect of the weights, what number of equal
    /// raters says as much, and the greatest weight over the median.
    pub unevenness: Unevenness,
    /// The bounds, where there are any.
    pub bounds: Option<Bounds>,
    /// Raters whose weight was held at a bound.
    pub n_held: u64,
    /// The share of all weight that the bounds moved from some raters to others.
    pub moved: f64,
}

impl Account {
    /// What became of all rows.
    pub fn rows(&self) -> RowCounts {
        self.files.iter().fold(RowCounts::default(), |sum, file| sum.plus(file.rows))
    }

    /// Counts findings.
    pub fn note(&mut self, findings: &[Finding]) {
        for finding in findings {
            *self.findings.entry((finding.kind, finding.effect)).or_default() += 1;
        }
    }

    /// The account of two intakes of one scheme together, such as the halves of a year.
    #[must_use]
    pub fn plus(mut self, other: &Account) -> Account {
        self.files.extend(other.files.iter().cloned());
        self.weightings.extend(other.weightings.iter().cloned());
        for (key, n) in &other.findings {
            let sum = self.findings.entry(*key).or_default();
            *sum = sum.saturating_add(*n);
        }
        if self.returns.groups.is_empty() {
            self.returns = other.returns.clone();
            return self;
        }
        for (group, more) in self.returns.groups.iter_mut().zip(&other.returns.groups) {
            *group = Returns { groups: vec![group.clone(), more.clone()] }.total();
        }
        self
    }
}

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
    /// Adds the rows of another part of the sheet.
    pub(crate) fn add(&mut self, other: &RowCounts) {
        *self = self.plus(*other);
    }

    /// The sum of two accounts.
    #[must_use]
    pub fn plus(self, other: RowCounts) -> RowCounts {
        RowCounts {
            rows: self.rows.saturating_add(other.rows),
            accepted: self.accepted.saturating_add(other.accepted),
            void: self.void.saturating_add(other.void),
            refused: self.refused.saturating_add(other.refused),
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
            let known: Option<Vec<u64>> = self.groups.iter().map(get).collect();
            known.map(|known| known.into_iter().fold(0, u64::saturating_add))
        };
        let mut total = GroupReturns {
            issued: sum(&|g| g.issued),
            returned: sum(&|g| g.returned),
            ..GroupReturns::default()
        };
        for group in &self.groups {
            total.found = total.found.saturating_add(group.found);
            total.valid = total.valid.saturating_add(group.valid);
            total.ballots = total.ballots.saturating_add(group.ballots);
            for (into, from) in [
                (&mut total.void_papers, &group.void_papers),
                (&mut total.void_ballots, &group.void_ballots),
                (&mut total.void_answers, &group.void_answers),
            ] {
                for (kind, n) in from {
                    let sum = into.entry(*kind).or_default();
                    *sum = sum.saturating_add(*n);
                }
            }
        }
        total
    }
}
