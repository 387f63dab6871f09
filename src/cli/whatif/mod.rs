//! `pingyi whatif` (如果): the same answers under other weights, another scheme or without a rule; and
//! how far the ranks rest on the weights at all.

mod asked;

use pingyi::appraisal::Appraisal;
use pingyi::locale::Args;
use pingyi::report::{Grid, sensitivity_grids, whatif_grids};
use pingyi::scheme::Scheme;
use pingyi::tally::CellDraws;
use pingyi::trend::Exercise;
use pingyi::whatif::{Sensitivity, WhatIf};

use super::print::{self, Tables};
use super::road::{self, Depth, Earlier, Supposition, Walked};
use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, Status, Trouble, findings};

/// Draws where the scheme names none.
const DRAWS: u32 = 1_000;

/// The same draws also serve rank sets, which may want many more.
const MOST_DRAWS: u32 = 10_000;

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let asked = &wanted.supposed;
    let changes = asked.scheme.is_some()
        || asked.without.is_some()
        || asked.with.is_some()
        || !asked.weights.is_empty();
    if !changes && !asked.sensitivity {
        return Err(Trouble::Usage(terminal.locale().word("usage-whatif-nothing")));
    }
    if changes {
        check_names(wanted, terminal)?;
    }
    let walked = road::walk(&wanted.folder, wanted.period, terminal)?;
    print::spare_inputs(wanted, &walked.inputs, terminal)?;
    if asked.sensitivity {
        return sensitivity(wanted, &walked, terminal);
    }
    let then = suppose(wanted, &walked, terminal)?;
    findings::show(&walked.findings, terminal);
    let exercise =
        Exercise { appraisal: &then.appraisal, estimates: &then.estimates, league: &then.league };
    let whatif = WhatIf::compare(walked.exercise(), exercise);
    let locale = wanted.locale(&walked.appraisal.scheme);
    let none = Earlier::default();
    let grids = whatif_grids(&walked.material(&none), &whatif, wanted.audience, &locale);
    deliver(grids, wanted, &walked, terminal)
}

/// Prints the tables, or says that the scheme makes none of them.
fn deliver(grids: Vec<Grid>, wanted: &Wanted, walked: &Walked, terminal: &mut Terminal) -> Outcome {
    if grids.is_empty() {
        let sentence = terminal.locale().word("error-whatif-no-table");
        terminal.error(&sentence);
        return Ok(Status::Stopped);
    }
    let locale = wanted.locale(&walked.appraisal.scheme);
    print::tables(&Tables::Many(grids), wanted, &locale, terminal)?;
    Ok(findings::status(&walked.findings))
}

/// Refuses names that stand for nothing before anything long is done.
fn check_names(wanted: &Wanted, terminal: &Terminal) -> Result<(), Trouble> {
    let asked = &wanted.supposed;
    let appraisal = Appraisal::open(&wanted.folder, wanted.period)?;
    let scheme = match &asked.scheme {
        Some(name) => Scheme::read(name, &super::scheme::text_of(name)?)?,
        None => appraisal.scheme,
    };
    let weights = asked::weights(&scheme, &asked.weights, terminal.locale())?;
    asked::recount(&scheme, asked, terminal.locale())?;
    let reweighted = scheme.reweighted(&weights);
    reweighted.map(drop).map_err(|why| asked::unweighable(why, terminal.locale()))
}

/// The period as it would be.
fn suppose(
    wanted: &Wanted,
    walked: &Walked,
    terminal: &mut Terminal,
) -> Result<Supposition, Trouble> {
    let under = match &wanted.supposed.scheme {
        None => None,
        Some(name) => {
            let text = super::scheme::text_of(name)?;
            let period = Some(walked.appraisal.period);
            let checked = road::check_under(&wanted.folder, period, (name, &text), terminal)?;
            Some(checked.walk(Depth::Ranks)?)
        }
    };
    let base = under.as_ref().unwrap_or(walked);
    let scheme = &base.appraisal.scheme;
    let weights = asked::weights(scheme, &wanted.supposed.weights, terminal.locale())?;
    let recount = asked::recount(scheme, &wanted.supposed, terminal.locale())?;
    base.again(&weights, recount).map_err(|why| asked::unweighable(why, terminal.locale()))
}

/// How the ranks answer to the weights and to the sample.
fn sensitivity(wanted: &Wanted, walked: &Walked, terminal: &mut Terminal) -> Outcome {
    let [part] = walked.parts.as_slice() else {
        let args = Args::none().text("period", walked.appraisal.period.to_string());
        return Err(Trouble::Usage(terminal.locale().text("usage-sensitivity-year", args)));
    };
    findings::show(&walked.findings, terminal);
    let error = &walked.appraisal.scheme.error;
    let draws = error.draws.unwrap_or(DRAWS).min(MOST_DRAWS) as usize;
    let drawn = CellDraws::draw(&part.appraisal, &part.intake, &part.tally, draws, error.seed);
    let Some(drawn) = drawn else {
        let sentence = terminal.locale().word("error-sensitivity-size");
        terminal.error(&sentence);
        return Ok(Status::Stopped);
    };
    let sensitivity =
        Sensitivity::explore(&walked.appraisal, &walked.estimates, &walked.league, &drawn);
    let locale = wanted.locale(&walked.appraisal.scheme);
    let none = Earlier::default();
    let grids = sensitivity_grids(&walked.material(&none), &sensitivity, wanted.audience, &locale);
    deliver(grids, wanted, walked, terminal)
}
