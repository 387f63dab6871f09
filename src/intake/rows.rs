//! What the rows of one sheet hold, before ballots are held against each other.

use std::collections::BTreeMap;

use super::lists::Lists;
use super::matching::Raters;
use super::particular::Told;
use super::read::MAX_LISTED;
use super::stack::Stack;
use super::{Plan, Text};
use crate::account::RowCounts;
use crate::appraisal::InputFile;
use crate::ballot::{Bundle, Weight};
use crate::finding::{Effect, Finding, Kind};
use crate::period::Period;
use crate::scheme::Code;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Not decided yet: it carries ballots or answers.
    Open,
    /// Something on it counts.
    Accepted,
    /// It is understood, and nothing on it counts.
    Void,
    /// It cannot be understood.
    Refused,
}

/// One row of the long layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct LongRow {
    /// As Excel shows it.
    pub(super) number: u32,
    pub(super) fate: Fate,
}

/// One answer of the long layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct LongAnswer {
    /// Position among the long rows of the sheet.
    pub(super) row: u32,
    pub(super) rater: u32,
    pub(super) unit: u32,
    pub(super) group: u16,
    pub(super) indicator: u16,
    pub(super) code: Code,
    pub(super) weight: Weight,
    /// Why the whole ballot is void.
    pub(super) void: Option<Kind>,
    /// Why the answer is void.
    pub(super) why: Option<Kind>,
}

/// Where a rater stands on the margins of known totals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    /// Position of the totals in the appraisal.
    pub(super) totals: usize,
    /// The level on each margin.
    pub(super) levels: Vec<usize>,
}

/// Everything read from one sheet.
#[derive(Debug)]
pub(super) struct SheetRows {
    pub(super) file: InputFile,
    pub(super) sheet: Option<Text>,
    /// The listed period the file was delivered for; a year is read over several.
    pub(super) period: Period,
    /// What the reader detected, for the account.
    pub(super) format: Option<crate::sheet::Format>,
    pub(super) plan: Option<Plan>,
    pub(super) blank_rows: u64,
    /// Rows that the platform marks as no rater's; they are refused, and not among those read.
    pub(super) left_out: u64,
    /// Whether rater numbers reach beyond the sheet.
    pub(super) shared_raters: bool,
    /// Whether rater numbers mean the same person in every period.
    pub(super) is_panel: bool,
    /// Findings about the file and its headings, and those that no row could count.
    pub(super) findings: Vec<Finding>,
    /// The answers and weights of the ballots.
    pub(super) lists: Lists,
    pub(super) rows: Rows,
}

/// What the rows of a sheet hold, or those of one block of it.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) counts: RowCounts,
    pub(super) raters: Raters,
    /// What the rows tell beside the answers.
    pub(super) told: Told,
    pub(super) ballots: Stack,
    pub(super) long_rows: Vec<LongRow>,
    pub(super) long: Vec<LongAnswer>,
    pub(super) bundles: Vec<Bundle>,
    pub(super) findings: Vec<Finding>,
    /// How many findings of each kind are listed.
    pub(super) listed: BTreeMap<(Kind, Effect), usize>,
    /// Findings that were counted and not listed.
    pub(super) unlisted: BTreeMap<(Kind, Effect), u64>,
    /// Where raters stand on the margins of known totals, with the first row that says so.
    pub(super) standings: BTreeMap<(u32, Standing), u32>,
    /// Void answers by group and finding.
    pub(super) void_answers: BTreeMap<(u16, Kind), u64>,
}

impl SheetRows {
    pub(super) fn new(file: InputFile, period: Period) -> SheetRows {
        SheetRows {
            file,
            sheet: None,
            period,
            format: None,
            plan: None,
            blank_rows: 0,
            left_out: 0,
            shared_raters: true,
            is_panel: false,
            findings: Vec::new(),
            lists: Lists::default(),
            rows: Rows::default(),
        }
    }
}

impl Rows {
    /// Adds the rows of the next block.
    pub(super) fn append(&mut self, block: Rows) {
        if self.counts.rows == 0 {
            *self = block;
            return;
        }
        let raters = self.raters.take(block.raters);
        self.counts.add(&block.counts);
        self.told.append(block.told, &raters);
        self.ballots.append(block.ballots, &raters, None);
        let before = u32::try_from(self.long_rows.len()).unwrap_or(u32::MAX);
        self.long_rows.extend(block.long_rows);
        self.long.extend(block.long.into_iter().map(|answer| LongAnswer {
            row: before + answer.row,
            rater: raters[answer.rater as usize],
            ..answer
        }));
        self.bundles.extend(block.bundles);
        for finding in block.findings {
            self.list(finding);
        }
        for (key, n) in block.unlisted {
            *self.unlisted.entry(key).or_default() += n;
        }
        for ((rater, standing), row) in block.standings {
            self.standings.entry((raters[rater as usize], standing)).or_insert(row);
        }
        for (key, n) in block.void_answers {
            *self.void_answers.entry(key).or_default() += n;
        }
    }

    /// Lists a finding, or counts it where enough of its kind are listed.
    fn list(&mut self, finding: Finding) {
        let key = (finding.kind, finding.effect);
        let listed = self.listed.entry(key).or_default();
        if *listed < MAX_LISTED {
            *listed += 1;
            self.findings.push(finding);
        } else {
            *self.unlisted.entry(key).or_default() += 1;
        }
    }

    /// What became of the rows, once every fate is decided.
    pub(super) fn settle_long(&mut self) {
        let of = |fate: Fate| self.long_rows.iter().filter(|row| row.fate == fate).count() as u64;
        self.counts.accepted += of(Fate::Accepted);
        self.counts.refused += of(Fate::Refused);
    }
}

/// Whether an effect leaves the row out altogether.
pub(super) fn refuses(effect: Effect) -> bool {
    matches!(effect, Effect::Stop | Effect::RefuseRow)
}
