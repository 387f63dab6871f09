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

mod layout;
mod matching;
mod papers;
mod read;
mod rows;
mod screening;

pub use layout::{Plan, Role, guess, is_left_unread, known_role};

use std::sync::Arc;

use crate::account::Account;
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
    account: Account,
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
        intake.account.files = screened.files;
        intake.findings = screened.findings;
        let (returns, found) = papers::reconcile(appraisal, screened.papers);
        intake.account.returns = returns;
        intake.findings.extend(found);
        intake.findings.sort();
        intake.account.note(&intake.findings);
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

    /// What became of rows, papers and ballots.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The files that were read.
    pub fn inputs(&self) -> &[InputFile] {
        &self.inputs
    }
}

/// A text shared by many findings.
type Text = Arc<str>;
