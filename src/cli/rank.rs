//! `pingyi rank` (排名): every league table of the scheme.

use pingyi::report::league_grids;
use pingyi::report::write::league_columns;

use super::print::{self, Tables};
use super::road::{self, Earlier};
use super::terminal::Terminal;
use super::wanted::{Format, Wanted};
use super::{Outcome, elsewhere, findings, tallied};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    if elsewhere::is_wanted(wanted) {
        return elsewhere::rank(wanted, terminal);
    }
    let walked = match &wanted.tally {
        Some(path) => tallied::walk(wanted, path, terminal)?,
        None => road::walk(&wanted.folder, wanted.period, terminal)?,
    };
    print::spare_inputs(wanted, &walked.inputs, terminal)?;
    findings::show(&walked.findings, terminal);
    if let Format::Columns(stored) = wanted.format {
        let earlier = Earlier::default();
        let table = league_columns(&walked.material(&earlier), wanted.audience, stored)?;
        print::deliver(&table, wanted, terminal)?;
        return Ok(findings::status(&walked.findings));
    }
    // Where only counts came, the ballots of earlier periods need not be there either.
    let earlier = match wanted.tally {
        Some(_) => Earlier::default(),
        None => road::earlier(wanted, &walked, terminal)?,
    };
    let locale = wanted.locale(&walked.appraisal.scheme);
    let tables = league_grids(&walked.material(&earlier), wanted.audience, &locale);
    print::tables(&Tables::Many(tables), wanted, &locale, terminal)?;
    Ok(findings::status(&walked.findings))
}
