//! Tallies that go from machine to machine: written, read, put together.
//!
//! *What it is.* A [`TallyFile`] is what one machine counted, in Parquet or Arrow, with all that is
//! needed to tell whether it may be added to what another counted: scheme, register and period, the
//! files the ballots stood in, and the account of rows and papers.
//!
//! *What it promises.* Whole numbers go out and come back whole; [`TallyFile::merge`] is exact in any
//! order, refuses what does not go together, naming what differs, and counts nothing twice. The same
//! tally gives the same bytes. No rater is in it.
//!
//! *What it does not do.* It holds counts, not their spread, so scores made from it have no error:
//! which raters judged several units is not in counts. A kind of row that it does not know it
//! refuses, so that a later schema can add the spread as a further kind.
//!
//! The columns and what stands beside them are described in `docs/formats.md`, *Tally files*.

mod about;
mod merge;
mod read;
mod write;

use std::collections::BTreeMap;

use self::about::{About, File, SchemeId};
use super::Tally;
use super::file::level_cells;
use crate::account::Account;
use crate::appraisal::{Appraisal, InputFile};
use crate::ballot::BLANK_NAMES;
use crate::finding::{Effect, Finding, Kind, Place};
use crate::period::Period;
use crate::scheme::Code;

/// Version of the columns and of what stands beside them; a file of another one is refused.
const SCHEMA: u32 = 1;

/// What one machine counted, or several together.
#[derive(Debug, Clone, PartialEq)]
pub struct TallyFile {
    about: About,
    account: Account,
    period: Period,
    /// The period itself, or the parts of a year, each with its counts.
    parts: BTreeMap<Period, Tally>,
}

impl TallyFile {
    /// What was counted of an appraisal: the period itself, or the parts of a year. `inputs` are the
    /// files the ballots stood in.
    pub fn of(
        appraisal: &Appraisal,
        account: &Account,
        inputs: &[InputFile],
        parts: &[(Period, &Tally)],
    ) -> TallyFile {
        let scheme = &appraisal.scheme;
        let pair = |id: &str, name: &str| [id.to_owned(), name.to_owned()];
        let about = About {
            holds: about::HOLDS.to_owned(),
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            period: appraisal.period.to_string(),
            scheme: SchemeId {
                id: scheme.id.clone(),
                sha256: appraisal.fingerprints.scheme.clone(),
            },
            register: appraisal.fingerprints.register.clone(),
            units: appraisal.units.iter().map(|unit| pair(&unit.id, &unit.name.zh)).collect(),
            groups: scheme.groups.iter().map(|group| pair(&group.id, &group.label.zh)).collect(),
            indicators: scheme
                .indicators
                .leaves()
                .iter()
                .map(|leaf| pair(&leaf.id, &leaf.label.zh))
                .collect(),
            levels: scheme.scale.codes().map(|code| level_cells(appraisal, code).into()).collect(),
            blank: level_cells(appraisal, Code::BLANK).2,
            inputs: inputs
                .iter()
                .map(|input| File { file: input.file.clone(), sha256: input.sha256.clone() })
                .collect(),
            tallies: Vec::new(),
            account: about::Account::default(),
            content: String::new(),
        };
        let counts = |tally: &Tally| Tally { spread: None, ..tally.clone() };
        let counted = parts.iter().filter(|(_, tally)| !tally.is_empty());
        let parts = counted.map(|(period, tally)| (*period, counts(tally))).collect();
        let mut account = Account { weightings: Vec::new(), ..account.clone() };
        account.files.iter_mut().for_each(|file| file.format = None);
        TallyFile { about, account, period: appraisal.period, parts }.sealed()
    }

    /// The period that was counted.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The counts of the period itself, or of each part of a year; without those of which nothing was
    /// counted.
    pub fn parts(&self) -> &BTreeMap<Period, Tally> {
        &self.parts
    }

    /// What became of rows and papers. How raters were weighted to totals is not kept, nor how each
    /// file was stored.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The files that the ballots stood in.
    pub fn inputs(&self) -> Vec<InputFile> {
        let input =
            |file: &File| InputFile { file: file.file.clone(), sha256: file.sha256.clone() };
        self.about.inputs.iter().map(input).collect()
    }

    /// How many tallies were put together to make this one; 1 for one that was counted.
    pub fn n_tallies(&self) -> usize {
        self.hashes().len()
    }

    /// Whether the tally belongs to an appraisal as it was opened: the same scheme, register and
    /// period. What differs is found; `shown_as` names the file of the tally.
    pub fn misfits(&self, appraisal: &Appraisal, shown_as: &str) -> Vec<Finding> {
        let expected = &appraisal.fingerprints;
        let pairs = [
            ("scheme", &self.about.scheme.sha256, &expected.scheme),
            ("register", &self.about.register, &expected.register),
            ("period", &self.about.period, &appraisal.period.to_string()),
        ];
        let folder = appraisal.folder.display().to_string();
        let pairs = pairs.map(|(what, a, b)| (what, a.as_str(), b.as_str()));
        let mut findings = differing(pairs, shown_as, &folder);
        if findings.is_empty() && !Lists::of(&self.about).are_of(appraisal) {
            findings.push(damaged(shown_as));
        }
        findings
    }

    /// What the tally and those within it are known by: the hashes of their contents.
    fn hashes(&self) -> Vec<&str> {
        match self.about.tallies.as_slice() {
            [] => vec![&self.about.content],
            several => several.iter().map(String::as_str).collect(),
        }
    }

    /// The name and points of a level, and its id.
    fn level(&self, code: Code) -> [&str; 3] {
        match self.about.levels.get(usize::from(code.0)) {
            Some([id, name, points]) => [id, name, points],
            None => [BLANK_NAMES[0], BLANK_NAMES[1], &self.about.blank],
        }
    }
}

/// The ids behind the positions that a tally counts by. Scheme and register say what they are, so a
/// tally with the right hashes and other lists was made up.
#[derive(PartialEq)]
struct Lists<'a> {
    named: [Vec<&'a str>; 3],
    levels: Vec<&'a str>,
}

impl<'a> Lists<'a> {
    fn of(about: &'a About) -> Lists<'a> {
        let ids = |list: &'a [[String; 2]]| list.iter().map(|pair| pair[0].as_str()).collect();
        Lists {
            named: [ids(&about.units), ids(&about.groups), ids(&about.indicators)],
            levels: about.levels.iter().map(|level| level[0].as_str()).collect(),
        }
    }

    fn are_of(&self, appraisal: &Appraisal) -> bool {
        let scheme = &appraisal.scheme;
        let [units, groups, indicators] = &self.named;
        units.iter().copied().eq(appraisal.units.iter().map(|unit| unit.id.as_str()))
            && groups.iter().copied().eq(scheme.groups.iter().map(|group| group.id.as_str()))
            && indicators.iter().copied().eq(scheme
                .indicators
                .leaves()
                .iter()
                .map(|leaf| leaf.id.as_str()))
            && self
                .levels
                .iter()
                .copied()
                .eq(scheme.scale.codes().map(|code| level_cells(appraisal, code).0))
    }
}

/// The finding that a tally cannot be what it says.
fn damaged(shown_as: &str) -> Finding {
    Finding::new(Kind::NotATally, Effect::Stop, Place::file(shown_as)).with("detail", "damaged")
}

/// What differs between a tally and what it is held against, as findings.
fn differing<'a>(
    pairs: impl IntoIterator<Item = (&'static str, &'a str, &'a str)>,
    shown_as: &str,
    other: &str,
) -> Vec<Finding> {
    let pairs = pairs.into_iter().filter(|(_, value, expected)| value != expected);
    let finding = |(what, value, expected): (&'static str, &str, &str)| {
        Finding::new(Kind::TalliesDiffer, Effect::Stop, Place::file(shown_as))
            .with("detail", what)
            .with("value", value)
            .with("expected", expected)
            .with("other", other)
    };
    pairs.map(finding).collect()
}
