//! Stop 1 · the intake (核查): every row counted, void with a reason, or refused.
//!
//! *What it is.* [`Intake::inspect`] reads all files of an appraisal to their end, maps text to
//! codes once, applies the scheme's rules in their order and reconciles what came back with what
//! went out.
//!
//! *What it promises.* Accepted + void + refused rows are the rows of the file, for each file.
//! All findings come at once. Neither the order of rows nor the split into files decides what is
//! counted: of equal ballots one counts, of ballots that differ none.
//!
//! *What it does not do.* It never guesses a name, and it keeps no rater's identifier.

mod account;
mod layout;
mod matching;
mod read;
mod rows;
mod screening;

pub use account::{FileAccount, GroupReturns, Returns, RowCounts};
pub use layout::{Plan, Role, guess};

use std::sync::Arc;

use crate::appraisal::{Appraisal, InputFile};
use crate::ballot::{Ballots, Bundle};
use crate::error::Error;
use crate::finding::{Finding, any_stop};

/// What came in, checked.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    ballots: Ballots,
    bundles: Vec<Bundle>,
    findings: Vec<Finding>,
    accounts: Vec<FileAccount>,
    returns: Returns,
    inputs: Vec<InputFile>,
}

impl Intake {
    /// Reads and checks all files, and stops where a finding says so.
    ///
    /// # Errors
    /// [`Error::Findings`] with all findings where one of them is a stop.
    pub fn check(appraisal: &Appraisal) -> Result<Intake, Error> {
        let intake = Intake::inspect(appraisal, &|_| {});
        if intake.stops() { Err(Error::Findings(intake.findings)) } else { Ok(intake) }
    }

    /// Reads and checks all files and gives what was found, whether or not it stops a run.
    ///
    /// `progress` hears after each sheet how many rows were read.
    pub fn inspect(appraisal: &Appraisal, progress: &(dyn Fn(u64) + Sync)) -> Intake {
        let sheets = read::read_all(appraisal, progress);
        let mut intake = Intake::default();
        for sheet in &sheets {
            let known = intake.inputs.iter().any(|input| input.file == sheet.file.file);
            if !known {
                intake.inputs.push(sheet.file.clone());
            }
        }
        let screened = screening::screen(appraisal, sheets);
        intake.ballots = screened.ballots;
        intake.bundles = screened.bundles;
        intake.accounts = screened.accounts;
        intake.findings = screened.findings;
        let (returns, found) = account::reconcile(appraisal, screened.papers);
        intake.returns = returns;
        intake.findings.extend(found);
        intake.findings.sort();
        intake
    }

    /// Whether any finding stops the run.
    pub fn stops(&self) -> bool {
        any_stop(&self.findings)
    }

    /// The ballots that count.
    pub fn ballots(&self) -> &Ballots {
        &self.ballots
    }

    /// The paper counts that count.
    pub fn bundles(&self) -> &[Bundle] {
        &self.bundles
    }

    /// Everything noticed, by place.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How each file was read and what became of its rows.
    pub fn accounts(&self) -> &[FileAccount] {
        &self.accounts
    }

    /// What became of all rows.
    pub fn rows(&self) -> RowCounts {
        self.accounts.iter().fold(RowCounts::default(), |sum, account| sum.plus(account.rows))
    }

    /// What went out, came back and counts, by group (回收情况).
    pub fn returns(&self) -> &Returns {
        &self.returns
    }

    /// The files that were read.
    pub fn inputs(&self) -> &[InputFile] {
        &self.inputs
    }
}

/// A text shared by many findings.
type Text = Arc<str>;
