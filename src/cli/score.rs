//! `pingyi score` (计分): the score of every unit, on the whole and on each indicator.

use pingyi::report::scores_grid;

use super::print::{self, Tables};
use super::road::{self, Earlier};
use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, elsewhere, findings};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let walked = road::walk(&wanted.folder, wanted.period, terminal)?;
    print::spare_inputs(wanted, &walked.inputs, terminal)?;
    findings::show(&walked.findings, terminal);
    let locale = wanted.locale(&walked.appraisal.scheme);
    if let Some(path) = &wanted.elsewhere.covariance {
        elsewhere::write_covariance(wanted, &walked, path, terminal)?;
    }
    let none = Earlier::default();
    let grid = scores_grid(&walked.material(&none), wanted.audience, &locale);
    print::tables(&Tables::One(grid), wanted, &locale, terminal)?;
    Ok(findings::status(&walked.findings))
}
