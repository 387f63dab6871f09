//! A clerk's desk: exports, what is proposed from them, what a clerk writes in, and the counts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pingyi::appraisal::Appraisal;
use pingyi::error::Error;
use pingyi::finding::{Finding, Kind};
use pingyi::init::{Proposal, propose};
use pingyi::intake::Intake;
use pingyi::locale::Locale;
use pingyi::scheme::Language;
use pingyi::tally::Tally;
use tempfile::TempDir;

/// How many answers there are, by unit, group, indicator and level.
pub(crate) type Counts = BTreeMap<[String; 4], u64>;

/// The findings of data that tests make up: times and papers are not those of people.
const MADE_UP: [Kind; 4] = [Kind::TooFast, Kind::Burst, Kind::AllEqual, Kind::SharedDevice];

/// Exports in a folder.
pub(crate) struct Desk {
    folder: TempDir,
    files: Vec<PathBuf>,
    /// Texts that the clerk replaces in the files proposed, beside what says REQUIRED.
    replaced: Vec<(String, String)>,
}

/// What came of the exports.
pub(crate) struct Read {
    pub(crate) proposal: Proposal,
    pub(crate) appraisal: Appraisal,
    pub(crate) findings: Vec<Finding>,
    pub(crate) counts: Counts,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap(), files: Vec::new(), replaced: Vec::new() }
    }

    /// A file with these bytes.
    pub(crate) fn bytes(mut self, name: &str, bytes: &[u8]) -> Desk {
        let path = self.folder.path().join("导出").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        self.files.push(path);
        self
    }

    /// A comma-separated file in UTF-8.
    pub(crate) fn csv(self, name: &str, lines: &[&str]) -> Desk {
        self.bytes(name, (lines.join("\r\n") + "\r\n").as_bytes())
    }

    /// The same in GBK.
    pub(crate) fn gbk(self, name: &str, lines: &[&str]) -> Desk {
        let text = lines.join("\r\n") + "\r\n";
        self.bytes(name, &encoding_rs::GBK.encode(&text).0)
    }

    /// What the clerk changes in the files proposed.
    pub(crate) fn with(mut self, from: &str, to: &str) -> Desk {
        self.replaced.push((from.to_owned(), to.to_owned()));
        self
    }

    pub(crate) fn propose(&self) -> Proposal {
        let period = "2025H1".parse().ok();
        match propose(&self.files, period, None, &Locale::new(Language::Chinese)) {
            Ok(proposal) => proposal,
            Err(error) => panic!("{error:#?}"),
        }
    }

    /// Writes the proposal down, fills it in and counts.
    pub(crate) fn read(&self) -> Read {
        let proposal = self.propose();
        let folder = self.folder.path().join("评议");
        self.write(&proposal, &folder);
        let appraisal = match Appraisal::open(&folder, None) {
            Ok(appraisal) => appraisal,
            Err(Error::Findings(findings)) => {
                panic!("{findings:#?}\n{}", file(&proposal, "appraisal.toml"))
            }
            Err(error) => panic!("{error}"),
        };
        let intake = Intake::inspect(&appraisal, &|_, _| {});
        assert!(!intake.stops(), "{:#?}", intake.findings());
        let real = |finding: &&Finding| !MADE_UP.contains(&finding.kind);
        let findings = intake.findings().iter().filter(real).cloned().collect();
        let counts = counts(&appraisal, &Tally::count(&appraisal, &intake));
        Read { proposal, appraisal, findings, counts }
    }

    fn write(&self, proposal: &Proposal, folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        let mut unused: Vec<&String> = self.replaced.iter().map(|(from, _)| from).collect();
        for (name, content) in &proposal.files {
            let mut text = filled_in(&String::from_utf8(content.clone()).unwrap());
            for (from, to) in &self.replaced {
                if text.contains(from) {
                    unused.retain(|left| *left != from);
                    text = text.replace(from, to);
                }
            }
            fs::write(folder.join(name), categorised(name, text)).unwrap();
        }
        assert!(unused.is_empty(), "not there to be replaced: {unused:?}");
        for (from, name) in &proposal.copies {
            fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
            fs::copy(from, folder.join(name)).unwrap();
        }
    }
}

impl Read {
    /// The counts of one unit and indicator, as `level n` in the order of the levels' names.
    pub(crate) fn of(&self, unit: &str, indicator: &str) -> Vec<(&str, u64)> {
        let at = |key: &[String; 4]| key[0] == unit && key[2] == indicator;
        let mut levels: BTreeMap<&str, u64> = BTreeMap::new();
        for (key, n) in self.counts.iter().filter(|(key, _)| at(key)) {
            *levels.entry(&key[3]).or_default() += n;
        }
        levels.into_iter().collect()
    }

    pub(crate) fn kinds(&self) -> Vec<Kind> {
        self.findings.iter().map(|finding| finding.kind).collect()
    }

    pub(crate) fn toml(&self) -> &str {
        file(&self.proposal, "appraisal.toml")
    }
}

/// Whether a message was said.
pub(crate) fn said(proposal: &Proposal, id: &str) -> bool {
    proposal.said.iter().any(|said| said.id == id)
}

pub(crate) fn file<'a>(proposal: &'a Proposal, name: &str) -> &'a str {
    let (_, content) = proposal.files.iter().find(|(known, _)| known == name).unwrap();
    std::str::from_utf8(content).unwrap()
}

/// The first category of the shipped schemes, where the register leaves it open.
fn categorised(name: &str, text: String) -> String {
    let line = |line: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        if name == "register.csv" && cells.get(4) == Some(&"") {
            cells[4] = "政府部门";
        }
        cells.join(",")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// Points from 100 down in steps of 20, and equal weights.
fn filled_in(text: &str) -> String {
    let mut points = 120;
    let line = |line: &str| match line {
        "points = \"REQUIRED\"" => {
            points -= 20;
            Some(format!("points = {points}"))
        }
        "weight = \"REQUIRED\"" => None,
        "label = \"REQUIRED\"" => Some("label = \"总体评价\"".to_owned()),
        line => Some(line.to_owned()),
    };
    text.lines().filter_map(line).collect::<Vec<_>>().join("\n") + "\n"
}

fn counts(appraisal: &Appraisal, tally: &Tally) -> Counts {
    let scheme = &appraisal.scheme;
    let mut counts = Counts::new();
    for (address, code, count) in tally.iter().filter(|(_, code, _)| code.is_mark()) {
        let key = [
            appraisal.units[address.unit as usize].name.zh.clone(),
            scheme.groups[usize::from(address.group)].label.zh.clone(),
            scheme.indicators.leaves()[usize::from(address.indicator)].label.zh.clone(),
            scheme.scale.name(code),
        ];
        *counts.entry(key).or_default() += count.n;
    }
    counts
}
