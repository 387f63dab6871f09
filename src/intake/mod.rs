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

mod candidates;
mod cell;
mod coded;
mod design;
mod filename;
mod headings;
mod known;
mod layout;
mod lists;
mod matching;
mod papers;
mod parted;
mod particular;
mod quick;
mod read;
mod rows;
mod screen;
mod screening;
mod set_aside;
mod shortcut;
mod stack;
mod tails;
mod tallied;
mod total;
mod understood;
mod vote;
mod weighting;

pub use known::{is_left_unread, known_role};
pub use layout::{Plan, Role, guess};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use self::set_aside::SetAside;
use crate::account::{Account, Screen};
use crate::appraisal::{Appraisal, InputFile};
use crate::ballot::{Ballots, Bundle};
use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, Place, any_stop};

/// What came in, checked.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    ballots: Ballots,
    set_aside: SetAside,
    screen: Screen,
    own_units: Vec<Option<u32>>,
    /// The rules that voided, as bits.
    voiding: u64,
    bundles: Vec<Bundle>,
    findings: Vec<Finding>,
    unlisted: BTreeMap<(Kind, Effect), u64>,
    account: Account,
    inputs: Vec<InputFile>,
}

impl Intake {
    /// Reads and checks all files, and stops where a finding says so.
    ///
    /// # Errors
    /// [`Error::Findings`] with all findings where one of them is a stop.
    pub fn check(appraisal: &Appraisal) -> Result<Intake, Error> {
        let intake = Intake::inspect(appraisal, &|_, _| {});
        if intake.stops() { Err(Error::Findings(intake.findings)) } else { Ok(intake) }
    }

    /// Reads and checks all files and gives what was found, whether or not it stops a run.
    ///
    /// `progress` hears of each part of a file how many rows and bytes were read.
    pub fn inspect(appraisal: &Appraisal, progress: &(dyn Fn(u64, u64) + Sync)) -> Intake {
        let sheets = read::read_all(appraisal, progress);
        let mut intake = Intake { findings: repeated_files(&sheets), ..Intake::default() };
        intake.findings.extend_from_slice(&appraisal.flags);
        for sheet in &sheets {
            let known = intake.inputs.iter().any(|input| input.file == sheet.file.file);
            if !known {
                intake.inputs.push(sheet.file.clone());
            }
        }
        let (screened, weightings) = screening::screen(appraisal, sheets);
        intake.ballots = screened.ballots;
        intake.set_aside = screened.set_aside;
        intake.screen = screened.screen;
        intake.own_units = screened.own_units;
        intake.voiding = screen::voiding(&appraisal.scheme);
        intake.bundles = screened.bundles;
        intake.account.files = screened.files;
        intake.account.weightings = weightings;
        intake.findings.extend(screened.findings);
        let (returns, found) = papers::reconcile(appraisal, screened.papers);
        intake.account.returns = returns;
        intake.findings.extend(found);
        intake.list(screened.unlisted);
        intake
    }

    /// Counts all findings, and keeps of each kind and effect the first ones by place.
    fn list(&mut self, unlisted: BTreeMap<(Kind, Effect), u64>) {
        self.findings.sort();
        self.account.note(&self.findings);
        let mut listed: BTreeMap<(Kind, Effect), usize> = BTreeMap::new();
        self.findings.retain(|finding| {
            let n = listed.entry((finding.kind, finding.effect)).or_default();
            *n += 1;
            *n <= read::MAX_LISTED
        });
        for (key, n) in unlisted {
            *self.account.findings.entry(key).or_default() += n;
        }
        for (key, n) in &self.account.findings {
            let listed = listed.get(key).map_or(0, |n| (*n).min(read::MAX_LISTED) as u64);
            if *n > listed {
                self.unlisted.insert(*key, n - listed);
            }
        }
    }

    /// Whether any finding stops the run.
    pub fn stops(&self) -> bool {
        any_stop(&self.findings)
    }

    /// The ballots that count.
    pub fn ballots(&self) -> &Ballots {
        &self.ballots
    }

    /// What the rules that judge papers met.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The unit that each rater belongs to, as its position in the register, by the number of the
    /// rater in [`Ballots::raters`]; `None` for raters who belong to none. Empty where no file tells.
    pub fn own_units(&self) -> &[Option<u32>] {
        &self.own_units
    }

    /// Ballots that would count but for the rules that judge papers, with the marks of those rules.
    pub fn set_aside(&self) -> &Ballots {
        &self.set_aside.ballots
    }

    /// The ballots that would count if the rule at this position of the scheme were not there.
    pub fn ballots_without(&self, rule: usize) -> Cow<'_, Ballots> {
        self.ballots_under(self.voiding & !screen::bit(rule))
    }

    /// The ballots that would count if the rule at this position of the scheme voided what it meets.
    pub fn ballots_with(&self, rule: usize) -> Cow<'_, Ballots> {
        self.ballots_under(self.voiding | screen::bit(rule))
    }

    /// The ballots that would count if the rules that judge papers voided what they meet for these
    /// bits of [`Ballots::marks_of`] and only flagged it for the others; in the order of the rows.
    pub fn ballots_under(&self, voiding: u64) -> Cow<'_, Ballots> {
        let any = |ballots: &Ballots, meets: bool| {
            (0..ballots.len()).any(|ballot| (ballots.marks_of(ballot) & voiding != 0) == meets)
        };
        let keeps = |ballots: &Ballots| any(ballots, false);
        let drops = self.ballots.are_marked() && any(&self.ballots, true);
        if !drops && !keeps(&self.set_aside.ballots) {
            return Cow::Borrowed(&self.ballots);
        }
        Cow::Owned(self.set_aside.put_back(&self.ballots, voiding))
    }

    /// The paper counts that count.
    pub fn bundles(&self) -> &[Bundle] {
        &self.bundles
    }

    /// What was noticed, by place: of each kind and effect the first 10,000.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many more findings there are of a kind and effect than [`Intake::findings`] lists;
    /// those of which all are listed are left out. [`Account::findings`] counts them all.
    pub fn unlisted(&self) -> &BTreeMap<(Kind, Effect), u64> {
        &self.unlisted
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

/// Sheets that were read twice, which stops, and files that are the same byte by byte under two
/// names, which may be a copy left lying about.
fn repeated_files(sheets: &[rows::SheetRows]) -> Vec<Finding> {
    let mut seen: BTreeMap<(&str, Option<&str>), &str> = BTreeMap::new();
    let mut findings = Vec::new();
    for rows in sheets.iter().filter(|rows| !rows.file.sha256.is_empty()) {
        let file = rows.file.file.as_str();
        let known = *seen.entry((&rows.file.sha256, rows.sheet.as_deref())).or_insert(file);
        let first = std::ptr::eq(known, file);
        if first {
            continue;
        }
        let effect = if known == file { Effect::Stop } else { Effect::Flag };
        let place = Place { sheet: rows.sheet.clone(), ..Place::file(file) };
        let finding = Finding::new(Kind::RepeatedFile, effect, place);
        findings.push(finding.with("value", file).with("other", known));
    }
    findings
}
