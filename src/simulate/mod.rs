//! The simulator (模拟): a whole appraisal folder from a plan, for training, trials and tests.
//!
//! *What it is.* [`Plan::read`] reads `plan.toml`: units and what they are truly worth, groups and
//! how severe they are, periods and the files of each. [`simulate`] draws the ballots and gives
//! every file of the folder, ready to be appraised.
//!
//! *What it promises.* In expectation a unit scores exactly what the plan states, because the
//! opinion behind the answers is solved for it (ordered probit). A pinned score is published
//! exactly. The same plan gives the same bytes: each rater has a stream of chance of their own.
//! Ballots are drawn before they are laid out, so all layouts hold the same ballots.
//!
//! *What it does not do.* It writes no file and copies no real data; a plan should say in its
//! notice that the data are synthetic.
//!
//! ```
//! use pingyi::simulate::{Plan, simulate};
//! let plan = r#"
//! title = "练习"
//! scheme = "xiaoneng-6"
//! made_units = 8
//! groups = { public = { raters = 50 } }
//!
//! [[periods]]
//! period = "2025H1"
//! files = [{ name = "2025H1/ballots.csv" }]
//! "#;
//! let plan = Plan::read("plan.toml", plan, &|_| None)?;
//! let files = simulate(&plan)?;
//! assert!(files.iter().any(|file| file.name == "2025H1/ballots.csv"));
//! # Ok::<(), pingyi::error::Error>(())
//! ```

mod chance;
mod comment;
mod folder;
mod form;
mod ladder;
mod made;
mod manipulation;
mod paper;
mod pin;
mod plan;
mod read;
mod read_comment;
mod read_file;
mod read_manipulation;
mod slip;
mod survey;
mod table;
mod truth;
mod write;

pub use plan::Plan;

use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, Place};

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Its name in the folder, with `/`; never outside it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Makes every file of an appraisal folder.
///
/// # Errors
/// [`Error::Findings`] where a pinned score is out of reach or there are too few ballots for the
/// slips that are asked for; [`Error::Document`] where a sheet would have too many rows or columns.
pub fn simulate(plan: &Plan) -> Result<Vec<GeneratedFile>, Error> {
    let truth = truth::truth(plan);
    let mut files = Vec::new();
    let mut listed = Vec::new();
    let mut tampered = Vec::new();
    for (period, truth) in plan.periods.iter().zip(&truth) {
        let survey = survey::Survey::draw(plan, period, truth)?;
        let mut names = Vec::new();
        for (index, delivery) in period.deliveries.iter().enumerate() {
            let made = write::files(&survey, delivery)?;
            names.push((index, made.iter().map(|file| file.name.clone()).collect()));
            files.extend(made);
        }
        files.push(folder::returns(&survey)?);
        files.extend(comment::comments(plan, period, truth)?);
        tampered.extend(folder::tampered(&survey));
        listed.push(names);
    }
    files.push(folder::appraisal(plan, &listed));
    files.push(folder::register(plan)?);
    files.push(folder::truth(plan, &truth)?);
    files.extend(folder::manipulations(tampered)?);
    if let Some(text) = &plan.scheme_text {
        let bytes = text.clone().into_bytes();
        files.push(GeneratedFile { name: plan.scheme_name.clone(), bytes });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    match files.windows(2).find(|pair| pair[0].name == pair[1].name) {
        None => Ok(files),
        Some(pair) => {
            let place = Place::file(plan.file.as_str());
            let finding = Finding::new(Kind::DuplicateName, Effect::Stop, place);
            let finding = finding.with("value", &pair[0].name).with("other", &pair[0].name);
            Err(Error::Findings(vec![finding]))
        }
    }
}

/// The JSON Schema of a plan file, so that editors complete and check it.
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(form::PlanForm).to_value()
}
