//! `pingyi count` (计票): the audit table, from which every printed number can be redone by hand.

use pingyi::report::audit_grid;

use super::print::{self, Tables};
use super::road::{self, Earlier};
use super::terminal::Terminal;
use super::wanted::{Format, Wanted};
use super::{Outcome, findings};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let walked = road::walk(&wanted.folder, wanted.period, terminal)?;
    print::spare_inputs(wanted, &walked.inputs, terminal)?;
    findings::show(&walked.findings, terminal);
    if wanted.format == Format::Csv {
        // The form in which paper counts are read: what is written here can be read back.
        let mut table = Vec::new();
        walked.tally.write(&walked.appraisal, &mut table)?;
        print::deliver(&table, wanted, terminal)?;
    } else {
        let locale = wanted.locale(&walked.appraisal.scheme);
        let grid = audit_grid(&walked.material(&Earlier::default()), wanted.audience, &locale);
        print::tables(&Tables::One(grid), wanted, &locale, terminal)?;
    }
    Ok(findings::status(&walked.findings))
}
