//! `pingyi explain` (解释): one number worked out by hand.

use pingyi::estimate::Measure;
use pingyi::finding::{Effect, Finding, Kind, Place};
use pingyi::report::{Step, explain};

use super::road::{self, Walked};
use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, Trouble, findings, print};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let walked = road::walk(&wanted.folder, wanted.period, terminal)?;
    let locale = wanted.locale(&walked.appraisal.scheme);
    let unit = unit(&walked, wanted.name.as_deref().unwrap_or(""), terminal)?;
    let measure = match &wanted.indicator {
        None => Measure::Whole,
        Some(name) => Measure::Indicator(indicator(&walked, name, terminal)?),
    };
    let none = road::Earlier::default();
    let explanation = explain(&walked.material(&none), wanted.audience, &locale, unit, measure);
    terminal.print(&format!("{}\n\n", explanation.title))?;
    for step in &explanation.steps {
        match step {
            Step::Text(sentence) => terminal.print(&format!("{sentence}\n"))?,
            Step::Grid(grid) => {
                terminal.print(&format!("\n{}\n", print::grid_text(grid, &locale)))?;
            }
        }
    }
    Ok(findings::status(&walked.findings))
}

/// The unit that a name stands for.
pub(super) fn unit(walked: &Walked, name: &str, terminal: &Terminal) -> Result<usize, Trouble> {
    walked.appraisal.unit_names().find(name).ok_or_else(|| unknown_unit(walked, name, terminal))
}

/// A unit that the register does not have.
pub(super) fn unknown_unit(walked: &Walked, name: &str, terminal: &Terminal) -> Trouble {
    unknown(Kind::UnknownUnit, name, walked.appraisal.unit_names().nearest(name), terminal)
}

/// The indicator that a name stands for.
pub(super) fn indicator(
    walked: &Walked,
    name: &str,
    terminal: &Terminal,
) -> Result<usize, Trouble> {
    let indicators = &walked.appraisal.scheme.indicators;
    let names = indicators.names();
    names.find(name).ok_or_else(|| {
        let known: Vec<&str> =
            indicators.all().iter().map(|indicator| indicator.label.zh.as_str()).collect();
        let finding = Finding::new(Kind::UnknownIndicator, Effect::Stop, Place::default());
        let finding = finding.with("value", name).with_nearest(names.nearest(name));
        let finding = finding.with("expected", known.join(" / "));
        Trouble::Usage(terminal.locale().finding(&finding))
    })
}

/// A name that was typed and stands for nothing, with the nearest one.
fn unknown(kind: Kind, name: &str, nearest: Option<&str>, terminal: &Terminal) -> Trouble {
    let finding = Finding::new(kind, Effect::Stop, Place::default());
    let finding = finding.with("value", name).with_nearest(nearest);
    Trouble::Usage(terminal.locale().finding(&finding))
}
