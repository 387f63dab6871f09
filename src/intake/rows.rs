//! What the rows of one sheet hold, before ballots are held against each other.

use std::collections::BTreeMap;

use super::matching::Raters;
use super::particular::Told;
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

/// One row that was visited.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetRow {
    pub(super) number: u64,
    pub(super) fate: Fate,
}

/// One rater's ballot on one unit, as it stands in the sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetBallot {
    /// Position in the sheet's rows.
    pub(super) row: u32,
    pub(super) rater: u32,
    /// Position in the register; [`NO_UNIT`] for a blank paper of the wide layout.
    pub(super) unit: u32,
    pub(super) group: u16,
    pub(super) weight: Weight,
    /// Whether nothing is to be counted, and for which finding.
    pub(super) void: Option<Kind>,
}

/// Stands for the unit of a paper that names none; such a ballot is always void.
pub(super) const NO_UNIT: u32 = u32::MAX;

/// One answer of the long layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct LongAnswer {
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
    /// Rows that the platform marks as no rater's; they are refused, and not among `rows`.
    pub(super) left_out: u64,
    pub(super) rows: Vec<SheetRow>,
    pub(super) raters: Raters,
    /// Whether rater numbers reach beyond the sheet.
    pub(super) shared_raters: bool,
    /// Whether rater numbers mean the same person in every period.
    pub(super) is_panel: bool,
    /// What the rows tell beside the answers.
    pub(super) told: Told,
    pub(super) ballots: Vec<SheetBallot>,
    /// `n_leaves` answers for each of `ballots`.
    pub(super) answers: Vec<Code>,
    pub(super) long: Vec<LongAnswer>,
    pub(super) bundles: Vec<Bundle>,
    pub(super) findings: Vec<Finding>,
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
            rows: Vec::new(),
            raters: Raters::default(),
            shared_raters: true,
            is_panel: false,
            told: Told::default(),
            ballots: Vec::new(),
            answers: Vec::new(),
            long: Vec::new(),
            bundles: Vec::new(),
            findings: Vec::new(),
            unlisted: BTreeMap::new(),
            standings: BTreeMap::new(),
            void_answers: BTreeMap::new(),
        }
    }

    /// What became of the rows, once every fate is decided.
    pub(super) fn counts(&self) -> RowCounts {
        let of = |fate: Fate| self.rows.iter().filter(|row| row.fate == fate).count() as u64;
        RowCounts {
            rows: self.rows.len() as u64 + self.left_out,
            accepted: of(Fate::Accepted),
            void: of(Fate::Void) + of(Fate::Open),
            refused: of(Fate::Refused) + self.left_out,
        }
    }
}

/// Whether an effect leaves the row out altogether.
pub(super) fn refuses(effect: Effect) -> bool {
    matches!(effect, Effect::Stop | Effect::RefuseRow)
}
