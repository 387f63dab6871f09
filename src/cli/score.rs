//! `pingyi score` (计分): the score of every unit, on the whole and on each indicator.

use pingyi::report::scores_grid;
use pingyi::report::write::score_columns;

use super::print::{self, Tables};
use super::road::{self, Earlier};
use super::terminal::Terminal;
use super::wanted::{Format, Wanted};
use super::{Outcome, elsewhere, findings, tallied};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let walked = match &wanted.tally {
        Some(path) => tallied::walk(wanted, path, terminal)?,
        None => road::walk(&wanted.folder, wanted.period, terminal)?,
    };
    print::spare_inputs(wanted, &walked.inputs, terminal)?;
    findings::show(&walked.findings, terminal);
    let locale = wanted.locale(&walked.appraisal.scheme);
    if let Some(path) = &wanted.elsewhere.covariance {
        elsewhere::write_covariance(wanted, &walked, path, terminal)?;
    }
    let none = Earlier::default();
    let material = walked.material(&none);
    if let Format::Columns(stored) = wanted.format {
        print::deliver(&score_columns(&material, wanted.audience, stored)?, wanted, terminal)?;
    } else {
        let grid = scores_grid(&material, wanted.audience, &locale);
        print::tables(&Tables::One(grid), wanted, &locale, terminal)?;
    }
    Ok(findings::status(&walked.findings))
}
