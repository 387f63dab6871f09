//! What stands beside the columns of a tally file, as JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::account::{self, FileAccount, GroupReturns, Returns, RowCounts};
use crate::appraisal::Layout;
use crate::finding::{Effect, Kind};
use crate::scheme::Code;

/// What a tally file says that it holds.
pub(super) const HOLDS: &str = "tally";

/// Everything beside the columns; `docs/formats.md` says what each key means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct About {
    pub(super) holds: String,
    pub(super) schema: u32,
    pub(super) version: String,
    pub(super) period: String,
    pub(super) scheme: SchemeId,
    pub(super) register: String,
    pub(super) groups: Vec<[String; 2]>,
    pub(super) indicators: Vec<[String; 2]>,
    pub(super) levels: Vec<[String; 3]>,
    pub(super) blank: String,
    pub(super) units: Vec<[String; 2]>,
    pub(super) inputs: Vec<File>,
    pub(super) tallies: Vec<String>,
    pub(super) account: Account,
    pub(super) content: String,
}

impl About {
    /// Whether each position on the lists has a number by which it is counted.
    pub(super) fn is_countable(&self) -> bool {
        let fits = |length: usize| length < usize::from(Code::VOID.0);
        let lists = [self.groups.len(), self.indicators.len(), self.levels.len()];
        lists.into_iter().all(fits) && u32::try_from(self.units.len()).is_ok()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SchemeId {
    pub(super) id: String,
    pub(super) sha256: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct File {
    pub(super) file: String,
    pub(super) sha256: String,
}

/// The account of rows and papers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Account {
    files: Vec<Rows>,
    groups: Vec<Papers>,
    findings: Vec<Found>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Rows {
    file: String,
    sheet: Option<String>,
    layout: Option<Layout>,
    rows: u64,
    accepted: u64,
    void: u64,
    refused: u64,
    blank_rows: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Papers {
    issued: Option<u64>,
    returned: Option<u64>,
    found: u64,
    valid: u64,
    ballots: u64,
    void_papers: BTreeMap<String, u64>,
    void_ballots: BTreeMap<String, u64>,
    void_answers: BTreeMap<String, u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Found {
    code: String,
    effect: Effect,
    n: u64,
}

impl Account {
    pub(super) fn of(account: &account::Account) -> Account {
        let by_code = |by_kind: &BTreeMap<Kind, u64>| {
            by_kind.iter().map(|(kind, n)| (kind.id().to_owned(), *n)).collect()
        };
        let papers = |group: &GroupReturns| Papers {
            issued: group.issued,
            returned: group.returned,
            found: group.found,
            valid: group.valid,
            ballots: group.ballots,
            void_papers: by_code(&group.void_papers),
            void_ballots: by_code(&group.void_ballots),
            void_answers: by_code(&group.void_answers),
        };
        let rows = |file: &FileAccount| Rows {
            file: file.file.clone(),
            sheet: file.sheet.clone(),
            layout: file.layout,
            rows: file.rows.rows,
            accepted: file.rows.accepted,
            void: file.rows.void,
            refused: file.rows.refused,
            blank_rows: file.blank_rows,
        };
        let found = |((kind, effect), n): (&(Kind, Effect), &u64)| Found {
            code: kind.id().to_owned(),
            effect: *effect,
            n: *n,
        };
        Account {
            files: account.files.iter().map(rows).collect(),
            groups: account.returns.groups.iter().map(papers).collect(),
            findings: account.findings.iter().map(found).collect(),
        }
    }

    /// The account as the road knows it; `None` where it holds a code that does not exist.
    pub(super) fn read(&self) -> Option<account::Account> {
        let mut read = account::Account::default();
        for file in &self.files {
            let (rows, accepted) = (file.rows, file.accepted);
            read.files.push(FileAccount {
                file: file.file.clone(),
                sheet: file.sheet.clone(),
                format: None,
                layout: file.layout,
                rows: RowCounts { rows, accepted, void: file.void, refused: file.refused },
                blank_rows: file.blank_rows,
            });
        }
        let groups: Option<Vec<GroupReturns>> = self.groups.iter().map(Papers::read).collect();
        read.returns = Returns { groups: groups? };
        for found in &self.findings {
            read.findings.insert((kind(&found.code)?, found.effect), found.n);
        }
        Some(read)
    }
}

impl Papers {
    fn read(&self) -> Option<GroupReturns> {
        Some(GroupReturns {
            issued: self.issued,
            returned: self.returned,
            found: self.found,
            valid: self.valid,
            ballots: self.ballots,
            void_papers: by_kind(&self.void_papers)?,
            void_ballots: by_kind(&self.void_ballots)?,
            void_answers: by_kind(&self.void_answers)?,
        })
    }
}

fn by_kind(by_code: &BTreeMap<String, u64>) -> Option<BTreeMap<Kind, u64>> {
    by_code.iter().map(|(code, n)| Some((kind(code)?, *n))).collect()
}

fn kind(code: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.id() == code)
}
