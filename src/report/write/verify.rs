//! A folder of reports held against its manifest, and against what the same input gives now.
//!
//! Whoever doubts a report (核验) needs the folder of the appraisal and this program, and nobody's word: every
//! file is made anew and compared by its hash.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::folder::{Folder, list};
use super::manifest::{MANIFEST, Recorded, Written};
use super::readers::Readers;
use crate::error::Error;
use crate::period::Period;
use crate::scheme::Language;

/// No `appraisal.toml` that a person wrote is larger.
const MOST_BYTES: u64 = 16 << 20;

/// What the manifest of a folder says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record(Recorded);

/// One thing that is not as the manifest says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// How it differs.
    pub differs: Differs,
    /// The file: of the report, of the input, or empty where it has no name.
    pub file: String,
}

/// How something differs from what a manifest says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Differs {
    /// The scheme has other bytes now.
    Scheme,
    /// An input has other bytes now, or is gone.
    InputChanged,
    /// An input is read now that was not read then.
    InputAdded,
    /// A file of the report was changed since it was written.
    Changed,
    /// A file of the report is gone.
    Missing,
    /// A file that Pingyi did not write stands in the report.
    Added,
    /// The same input gives another file now.
    Remade,
    /// The input gives a file now that the report does not list, or no longer one that it lists.
    RemadeOtherwise,
}

impl Differs {
    /// All of them, in the order in which they are told.
    pub const ALL: [Differs; 8] = [
        Differs::Scheme,
        Differs::InputChanged,
        Differs::InputAdded,
        Differs::Changed,
        Differs::Missing,
        Differs::Added,
        Differs::Remade,
        Differs::RemadeOtherwise,
    ];

    /// Stable id, also that of the message: `verify-changed` …
    pub fn id(self) -> &'static str {
        match self {
            Differs::Scheme => "scheme",
            Differs::InputChanged => "input-changed",
            Differs::InputAdded => "input-added",
            Differs::Changed => "changed",
            Differs::Missing => "missing",
            Differs::Added => "added",
            Differs::Remade => "remade",
            Differs::RemadeOtherwise => "remade-otherwise",
        }
    }
}

impl Record {
    /// Reads the manifest of a folder of reports.
    ///
    /// # Errors
    /// [`Error::Io`] with the manifest: [`ErrorKind::NotFound`] where there is none, and
    /// [`ErrorKind::InvalidData`] where it is none of Pingyi's.
    pub fn read(folder: &Path) -> Result<Record, Error> {
        let path = folder.join(MANIFEST);
        let text = fs::read(&path).map_err(Error::io(&path))?;
        let recorded = Recorded::read(&text).filter(|recorded| {
            let (period, against) = recorded.periods();
            let is_period = |text: &str| text.parse::<Period>().is_ok();
            is_period(period) && against.is_none_or(is_period) && recorded.readers().is_some()
        });
        match recorded {
            Some(recorded) => Ok(Record(recorded)),
            None => Err(Error::Io { path, source: ErrorKind::InvalidData.into() }),
        }
    }

    /// The period that the report is about.
    pub fn period(&self) -> Option<Period> {
        self.0.periods().0.parse().ok()
    }

    /// The period that was named to compare with; `None` where it was the usual ones.
    pub fn against(&self) -> Option<Period> {
        self.0.periods().1?.parse().ok()
    }

    /// The id of the unit, where it is the appeal pack of one.
    pub fn unit(&self) -> Option<&str> {
        self.0.unit()
    }

    /// The language of the report.
    pub fn language(&self) -> Language {
        self.0.language()
    }

    /// Who was to read it.
    pub fn readers(&self) -> Readers {
        self.0.readers().unwrap_or_default()
    }

    /// The version of Pingyi that wrote the report; another one may say some things otherwise.
    pub fn pingyi(&self) -> &str {
        &self.0.pingyi
    }

    /// Whether the report was made from the appraisal in a folder: its `appraisal.toml` is among the
    /// inputs, byte for byte.
    pub fn is_of(&self, folder: &Path) -> bool {
        let path = folder.join("appraisal.toml");
        let is_small = fs::metadata(&path).is_ok_and(|file| file.len() < MOST_BYTES);
        let Some(bytes) = is_small.then(|| fs::read(&path).ok()).flatten() else { return false };
        let own = Written::of("", &bytes).sha256;
        self.0.inputs.iter().any(|input| input.sha256 == own)
    }

    /// How many files the report has.
    pub fn n_files(&self) -> usize {
        self.0.outputs.len()
    }

    /// What of the folder is not as its manifest says.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be read.
    pub fn differences_in(&self, folder: &Path) -> Result<Vec<Difference>, Error> {
        let mut present = Vec::new();
        list(folder, "", &mut present).map_err(Error::io(folder))?;
        let mut present: BTreeSet<String> = present.into_iter().collect();
        present.remove(MANIFEST);
        let mut found = Vec::new();
        for written in &self.0.outputs {
            if !present.remove(&written.file) {
                found.push(difference(Differs::Missing, &written.file));
                continue;
            }
            let path = folder.join(&written.file);
            let bytes = fs::read(&path).map_err(Error::io(&path))?;
            if Written::of(&written.file, &bytes) != *written {
                found.push(difference(Differs::Changed, &written.file));
            }
        }
        found.extend(present.iter().map(|file| difference(Differs::Added, file)));
        found.sort();
        Ok(found)
    }

    /// What the report that was made anew from the same input has otherwise than the manifest says.
    pub fn differences_from(&self, anew: &Folder) -> Vec<Difference> {
        let mut found = Vec::new();
        if self.0.has_other_scheme(anew.manifest()) {
            found.push(difference(Differs::Scheme, ""));
        }
        let name = |file: &Option<String>| file.clone().unwrap_or_default();
        let now = anew.manifest().inputs();
        for input in self.0.inputs.iter().filter(|input| !now.contains(input)) {
            found.push(difference(Differs::InputChanged, &name(&input.file)));
        }
        let known: BTreeSet<&Option<String>> = self.0.inputs.iter().map(|i| &i.file).collect();
        for input in now.iter().filter(|input| !self.0.inputs.contains(input)) {
            // What was changed is told once.
            if input.file.is_none() || !known.contains(&input.file) {
                found.push(difference(Differs::InputAdded, &name(&input.file)));
            }
        }
        let mut made: BTreeMap<&str, &Written> =
            anew.files().map(|made| (made.file.as_str(), made)).collect();
        for written in &self.0.outputs {
            match made.remove(written.file.as_str()) {
                Some(made) if made == written => {}
                Some(_) => found.push(difference(Differs::Remade, &written.file)),
                None => found.push(difference(Differs::RemadeOtherwise, &written.file)),
            }
        }
        found.extend(made.keys().map(|file| difference(Differs::RemadeOtherwise, file)));
        found.sort();
        found
    }
}

fn difference(differs: Differs, file: &str) -> Difference {
    Difference { differs, file: file.to_owned() }
}
