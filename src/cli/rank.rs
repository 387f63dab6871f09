//! `pingyi rank` (排名): every league table of the scheme.

use pingyi::report::league_grids;

use super::print::{self, Tables};
use super::road;
use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, elsewhere, findings};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    if elsewhere::is_wanted(wanted) {
        return elsewhere::rank(wanted, terminal);
    }
    let walked = road::walk(&wanted.folder, wanted.period, terminal)?;
    print::spare_inputs(wanted, &walked.inputs, terminal)?;
    findings::show(&walked.findings, terminal);
    let earlier = road::earlier(wanted, &walked, terminal)?;
    let locale = wanted.locale(&walked.appraisal.scheme);
    let tables = league_grids(&walked.material(&earlier), wanted.audience, &locale);
    print::tables(&Tables::Many(tables), wanted, &locale, terminal)?;
    Ok(findings::status(&walked.findings))
}
