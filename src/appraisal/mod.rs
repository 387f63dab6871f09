//! Stop 0 · the appraisal (评议): scheme + register + period, with the files of that period.
//!
//! *What it is.* A folder with `appraisal.toml`. [`Appraisal::open`] reads it for one period and
//! resolves every name in it against the scheme and the register.
//!
//! *What it promises.* Scheme, register, period and mapping fit each other, the scheme has no open
//! question, and every named file exists; otherwise every mistake is listed.
//!
//! *What it does not do.* It does not look inside the ballot files; that is `intake`.

mod comments;
mod faces;
mod delivery;
mod form;
mod found;
mod open;
mod returns;
mod source;
mod totals;

pub use comments::{CommentFiles, CommentSource, Quote};
pub use faces::Faces;
pub use form::{Layout, NamedBy, RaterScope};
pub use found::{Found, LeftOut};
pub use source::{BallotSource, Columns, Mapping, Particular, Population, SourceFile};
pub use totals::{Level, Margin, Totals};

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::finding::Finding;
use crate::naming::Names;
use crate::period::Period;
use crate::register::Unit;
use crate::scheme::{Category, Group, Label, Publication, Reweighting, Scheme, Unweighable};

/// One exercise: scheme, register and period, with the files that were delivered.
#[derive(Debug, Clone)]
pub struct Appraisal {
    /// The folder.
    pub folder: PathBuf,
    /// Title of the reports.
    pub title: Label,
    /// Who publishes it; may be empty.
    pub office: Label,
    /// Said at the head of every report; may be empty.
    pub notice: Label,
    /// The rule book.
    pub scheme: Scheme,
    /// The period.
    pub period: Period,
    /// All periods of the folder, in time.
    pub periods: Vec<Period>,
    /// Every unit of the register as it stood in the period; positions are the same in all periods.
    pub units: Vec<Unit>,
    /// Where the ballots are.
    pub sources: Vec<BallotSource>,
    /// What went out to each group and came back, in the order of the scheme's groups.
    pub returns: Vec<IssuedReturned>,
    /// Why returns that do not add up are accepted this time.
    pub accept_returns: Option<String>,
    /// How many there are to be drawn from, as far as somebody wrote it down.
    pub populations: Vec<Population>,
    /// Known totals to which raters are weighted.
    pub totals: Vec<Totals>,
    /// Where comments in free text are, and how they are treated.
    pub comments: CommentFiles,
    /// Faces for documents as PDF.
    pub faces: Faces,
    /// The files read so far: appraisal, scheme, register, returns.
    pub inputs: Vec<InputFile>,
    /// Whether ballots that are read in a stream go without a hash where nothing depends on it: see
    /// [`Appraisal::sparing_hashes`].
    pub spares_hashes: bool,
    /// What was noticed in register and returns; never a stop.
    pub flags: Vec<Finding>,
    /// By which scheme and register are known.
    pub fingerprints: Fingerprints,
    unit_names: Names<usize>,
    /// Whether each unit was for the leaders only in a part of the year; empty where there are no parts.
    internal_in_part: Vec<bool>,
    /// For each group, then each unit, whether the group rates the unit.
    rating: Vec<Vec<bool>>,
}

/// What went out to one group and came back; absent where nobody wrote it down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IssuedReturned {
    /// Ballot papers that went out (发出).
    pub issued: Option<u64>,
    /// Ballot papers that came back (收回).
    pub returned: Option<u64>,
}

/// SHA-256, in hexadecimal, of the files that say what is counted. What was counted under other ones
/// cannot be put together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fingerprints {
    /// Of the scheme, be it a file or a shipped one.
    pub scheme: String,
    /// Of the register.
    pub register: String,
}

/// A file that was read, for the manifest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct InputFile {
    /// Its name relative to the folder.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Appraisal {
    /// The same, for who needs no hashes of large files of ballots: taking them costs about as much as
    /// counting. Files of one length are hashed all the same, because they could be one file twice.
    #[must_use]
    pub fn sparing_hashes(mut self) -> Appraisal {
        self.spares_hashes = true;
        self
    }

    /// The names of all units, in force or not.
    pub fn unit_names(&self) -> &Names<usize> {
        &self.unit_names
    }

    /// The name of the one unit in force that succeeded the unit at this position, by the register;
    /// `None` where there is none or where it was split.
    pub fn successor(&self, unit: usize) -> Option<&str> {
        let id = &self.units[unit].id;
        let mut later = self.units.iter().filter(|u| u.in_force && u.predecessors.contains(id));
        later.next().filter(|_| later.next().is_none()).map(|unit| unit.name.zh.as_str())
    }

    /// The units in force, with their positions.
    pub fn units_in_force(&self) -> impl Iterator<Item = (usize, &Unit)> {
        self.units.iter().enumerate().filter(|(_, unit)| unit.in_force)
    }

    /// The category of a unit.
    pub fn category(&self, unit: usize) -> &Category {
        &self.scheme.categories[self.units[unit].category]
    }

    /// Who may see a unit.
    pub fn publication(&self, unit: usize) -> Publication {
        self.category(unit).publication
    }

    /// Whether a unit was for the leaders only in a part of the year, whatever it is in the year itself:
    /// the year together with its other parts would tell what it had then.
    pub fn was_internal(&self, unit: usize) -> bool {
        self.internal_in_part.get(unit).copied().unwrap_or(false)
    }

    /// Whether a group rates a unit by the scheme.
    pub fn rates(&self, group: usize, unit: usize) -> bool {
        self.rating[group][unit]
    }

    /// The appraisal under the same scheme with other weights, for what-if questions.
    ///
    /// # Errors
    /// [`Unweighable`] where the weights asked for leave no sum of 1.
    pub fn reweighted(&self, wanted: &Reweighting) -> Result<Appraisal, Unweighable> {
        let scheme = self.scheme.reweighted(wanted)?;
        let mut appraisal = Appraisal { scheme, ..self.clone() };
        appraisal.rating = appraisal.all_ratings();
        Ok(appraisal)
    }

    fn all_ratings(&self) -> Vec<Vec<bool>> {
        let of = |(index, group): (usize, &Group)| -> Vec<bool> {
            let only = group.only_units.as_ref();
            let only: Option<BTreeSet<&String>> = only.map(|only| only.iter().collect());
            let named = |unit: &Unit| only.as_ref().is_none_or(|only| only.contains(&unit.id));
            let rates = |unit: &Unit| {
                !self.scheme.categories[unit.category].weights[index].is_zero() && named(unit)
            };
            self.units.iter().map(rates).collect()
        };
        self.scheme.groups.iter().enumerate().map(of).collect()
    }
}

/// The JSON Schema of `appraisal.toml`, so that editors complete and check it.
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(form::AppraisalForm).to_value()
}
