//! `pingyi compare` (对比): what changed since the previous period and since last year.

use pingyi::error::Error;
use pingyi::locale::Args;
use pingyi::report::trend_grids;

use super::print::{self, Tables};
use super::road;
use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, Status, findings};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let walked = road::walk(&wanted.folder, wanted.period, terminal)?;
    print::spare_inputs(wanted, &walked.inputs, terminal)?;
    findings::show(&walked.findings, terminal);
    let earlier = road::earlier(wanted, &walked, terminal)?;
    for (period, why) in earlier.refused() {
        let sentence = terminal.locale().error(&Error::Incomparable(why.clone()));
        let args = Args::none().text("period", period.to_string()).text("why", sentence);
        let sentence = terminal.locale().text("note-period-refused", args);
        terminal.note(&sentence);
    }
    if earlier.compares_nothing() {
        let args = Args::none().text("period", walked.appraisal.period.to_string());
        let sentence = terminal.locale().text("error-nothing-to-compare", args);
        terminal.error(&sentence);
        return Ok(Status::Stopped);
    }
    let locale = wanted.locale(&walked.appraisal.scheme);
    let tables = trend_grids(&walked.material(&earlier), wanted.audience, &locale);
    print::tables(&Tables::Many(tables), wanted, &locale, terminal)?;
    Ok(findings::status(&walked.findings))
}
