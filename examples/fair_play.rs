//! What the fair-play screen finds of planted manipulation, and its false alarms: on a sample with
//! manipulation, and on the same sample without.
//!
//! Run with `cargo run --example fair_play -- tests/manipulated/plan.toml`.

#![expect(clippy::print_stdout, reason = "an example says what it found")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pingyi::appraisal::Appraisal;
use pingyi::error::Error;
use pingyi::finding::{Finding, Kind};
use pingyi::intake::Intake;
use pingyi::scheme::RuleKind;
use pingyi::simulate::{GeneratedFile, Plan, simulate};

/// What came out for one sample.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Papers in the sample.
    pub(crate) papers: u64,
    /// By kind of manipulation: papers planted, and papers of these that were found.
    pub(crate) planted: BTreeMap<String, (usize, usize)>,
    /// By rule: papers flagged, and of these such as nobody tampered with.
    pub(crate) flagged: BTreeMap<&'static str, (usize, usize)>,
    /// Papers that were flagged and that nobody tampered with.
    pub(crate) false_alarms: usize,
}

/// Makes the sample of a plan in a folder and screens it.
///
/// # Errors
/// What the plan, the folder or the ballots have against it.
pub(crate) fn screen(plan: &Plan, folder: &Path) -> Result<Outcome, Error> {
    let files = simulate(plan)?;
    for file in &files {
        let path = folder.join(&file.name);
        std::fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(Error::io(folder))?;
        std::fs::write(&path, &file.bytes).map_err(Error::io(&path))?;
    }
    let appraisal = Appraisal::open(folder, None)?;
    let intake = Intake::check(&appraisal)?;
    let planted = rows_of(&files, "manipulations.csv");
    let ballots = rows_of(&files, "ballots.csv");
    // Findings name rows, never raters; the sample knows who stands on which row.
    let rater_on = |finding: &Finding| {
        let row = usize::try_from(finding.place.row?).ok()?;
        Some(ballots.get(row.checked_sub(2)?)?[0].clone())
    };
    let mut alarms: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut praised: BTreeSet<(String, String)> = BTreeSet::new();
    let judged = |kind: Kind| {
        RuleKind::ALL.iter().any(|rule| rule.judges_papers() && rule.finding() == kind)
    };
    for finding in intake.findings().iter().filter(|finding| judged(finding.kind)) {
        if finding.kind == Kind::GroupFarAbove {
            let fact = |name| finding.fact(name).unwrap_or_default().to_owned();
            praised.insert((fact("value"), fact("unit")));
        } else if let Some(rater) = rater_on(finding) {
            alarms.entry(finding.kind.id()).or_default().insert(rater);
        }
    }
    let mut outcome = Outcome { papers: intake.screen().papers, ..Outcome::default() };
    let told: BTreeSet<&String> = alarms.values().flatten().collect();
    let mut guilty: BTreeSet<&String> = BTreeSet::new();
    for row in &planted {
        let (kind, group, rater, unit) = (&row[1], &row[2], &row[3], &row[4]);
        let label = appraisal.scheme.groups.iter().find(|known| known.id == *group);
        let label = label.map(|group| group.label.zh.clone()).unwrap_or_default();
        let unit = appraisal.units.iter().find(|known| known.id == *unit);
        let unit = unit.map(|unit| unit.name.zh.clone()).unwrap_or_default();
        let found = match kind.as_str() {
            "coaching" => praised.contains(&(label, unit)),
            _ => told.contains(rater),
        };
        let counts = outcome.planted.entry(kind.clone()).or_default();
        *counts = (counts.0 + 1, counts.1 + usize::from(found));
        guilty.insert(rater);
    }
    for (rule, raters) in &alarms {
        let innocent = raters.iter().filter(|rater| !guilty.contains(rater)).count();
        outcome.flagged.insert(rule, (raters.len(), innocent));
    }
    outcome.false_alarms = told.iter().filter(|rater| !guilty.contains(*rater)).count();
    let coached = planted.iter().any(|row| row[1] == "coaching");
    let groups = praised.len();
    outcome
        .flagged
        .insert("group-far-above", (groups, groups - usize::from(coached && groups > 0)));
    Ok(outcome)
}

/// The rows of a generated file below its heading; none where there is no such file.
fn rows_of(files: &[GeneratedFile], name: &str) -> Vec<Vec<String>> {
    let Some(file) = files.iter().find(|file| file.name == name) else { return Vec::new() };
    let text = String::from_utf8_lossy(&file.bytes);
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    text.lines().skip(1).map(cells).collect()
}

/// Prints found and missed, and false alarms by rule.
pub(crate) fn print(title: &str, outcome: &Outcome) {
    println!("{title}: {} papers", outcome.papers);
    println!("  planted            papers  found  missed");
    for (kind, (n, found)) in &outcome.planted {
        println!("  {kind:<18} {n:>6} {found:>6} {:>7}", n - found);
    }
    println!("  rule               flagged  false alarms");
    for (rule, (n, innocent)) in &outcome.flagged {
        println!("  {rule:<18} {n:>7} {innocent:>13}");
    }
    println!("  papers flagged that nobody tampered with: {}\n", outcome.false_alarms);
}

fn main() -> Result<(), Error> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "tests/manipulated/plan.toml".to_owned());
    let text = std::fs::read_to_string(&path).map_err(Error::io(&path))?;
    let beside = |name: &str| std::fs::read_to_string(Path::new(&path).with_file_name(name)).ok();
    let plan = Plan::read(&path, &text, &beside)?;
    let folder = tempfile::tempdir().map_err(Error::io("a temporary folder"))?;
    print("manipulated", &screen(&plan, &folder.path().join("manipulated"))?);
    print("clean", &screen(&plan.without_manipulations(), &folder.path().join("clean"))?);
    Ok(())
}
