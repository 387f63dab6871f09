//! Tallies of several machines put together.

use std::collections::BTreeMap;

use super::{Lists, TallyFile, damaged, differing};
use crate::account::RowCounts;
use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, Place};

impl TallyFile {
    /// Adds the counts and accounts of tallies, each with the name by which findings call it.
    ///
    /// Counts are added exactly, whatever the order. What went out and came back is added as well: each
    /// machine is to write down what it sent out itself.
    ///
    /// # Errors
    /// [`Error::Findings`] where scheme, register or period differ, naming both values; where one tally
    /// is there twice, alone or within another; and where two were counted from one and the same file.
    /// None at all is a fault of the caller and gives [`Error::Document`].
    pub fn merge(files: Vec<(String, TallyFile)>) -> Result<TallyFile, Error> {
        let findings = misfits(&files);
        if !findings.is_empty() {
            return Err(Error::Findings(findings));
        }
        // What is added has no order, but what is listed has: the hashes of contents give one.
        let mut files: Vec<TallyFile> = files.into_iter().map(|(_, file)| file).collect();
        files.sort_by(|a, b| a.about.content.cmp(&b.about.content));
        let mut files = files.into_iter();
        let Some(mut whole) = files.next() else {
            let (name, detail) = ("tally".to_owned(), "nothing to merge".to_owned());
            return Err(Error::Document { name, detail });
        };
        if files.len() == 0 {
            return Ok(whole);
        }
        let mut tallies: Vec<String> = whole.hashes().into_iter().map(str::to_owned).collect();
        for file in files {
            tallies.extend(file.hashes().into_iter().map(str::to_owned));
            whole.about.inputs.extend(file.about.inputs);
            whole.account = whole.account.plus(&file.account);
            for (period, tally) in file.parts {
                let known = whole.parts.remove(&period).unwrap_or_default();
                whole.parts.insert(period, known.merge(tally));
            }
        }
        tallies.sort_unstable();
        whole.about.tallies = tallies;
        whole.about.inputs.sort_unstable();
        // Each county may call its file the same, so that names alone leave the order open.
        whole.account.files.sort_by_cached_key(|file| {
            let RowCounts { rows, accepted, void, refused } = file.rows;
            let counts = [rows, accepted, void, refused, file.blank_rows];
            (file.file.clone(), file.sheet.clone(), counts, format!("{:?}", file.layout))
        });
        whole.about.version = env!("CARGO_PKG_VERSION").to_owned();
        Ok(whole.sealed())
    }
}

/// Why the tallies cannot be put together: what differs from the first, and what is there twice.
fn misfits(files: &[(String, TallyFile)]) -> Vec<Finding> {
    let Some(((first_name, first), others)) = files.split_first() else { return Vec::new() };
    let mut findings = Vec::new();
    for (name, file) in others {
        let (a, b) = (&file.about, &first.about);
        let pairs = [
            ("scheme", a.scheme.sha256.as_str(), b.scheme.sha256.as_str()),
            ("register", a.register.as_str(), b.register.as_str()),
            ("period", a.period.as_str(), b.period.as_str()),
        ];
        let differing = differing(pairs, name, first_name);
        if differing.is_empty() && Lists::of(a) != Lists::of(b) {
            findings.push(damaged(name));
        }
        findings.extend(differing);
    }
    let mut tallies: BTreeMap<&str, &str> = BTreeMap::new();
    let mut inputs: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for (name, file) in files {
        let mut twice: Option<&str> = None;
        for hash in file.hashes() {
            twice = twice.or(tallies.insert(hash, name));
        }
        if let Some(other) = twice {
            findings.push(repeated(name, "tally", name, other));
            continue;
        }
        for input in file.about.inputs.iter().filter(|input| !input.sha256.is_empty()) {
            let known = inputs.insert(&input.sha256, (name, &input.file));
            // Within one tally the intake has said so.
            if let Some((other, known)) = known.filter(|(other, _)| other != name) {
                let known = format!("{other}: {known}");
                findings.push(repeated(name, "file", &input.file, &known));
            }
        }
    }
    findings
}

fn repeated(place: &str, detail: &str, value: &str, other: &str) -> Finding {
    let finding = Finding::new(Kind::RepeatedTally, Effect::Stop, Place::file(place));
    finding.with("detail", detail).with("value", value).with("other", other)
}
