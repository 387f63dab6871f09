//! `pingyi appeal` (复核): one unit's score worked out from the counts to the rank, as a folder of files.

use std::path::PathBuf;

use pingyi::locale::Args;
use pingyi::report::write::{Folder, write_appeal};
use pingyi::report::{Audience, Material};
use pingyi::scheme::Publication;

use super::fair::FairPlay;
use super::interrupt::HALT;
use super::road::{self, Walked};
use super::terminal::{Terminal, harmless};
use super::wanted::Wanted;
use super::{Outcome, Trouble, explain, findings};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let walked = road::walk_hashed(&wanted.folder, wanted.period, terminal)?;
    let unit = explain::unit(&walked, wanted.name.as_deref().unwrap_or_default(), terminal)?;
    let folder = made(wanted, &walked, unit, terminal)?;
    let usual = || {
        let period = walked.appraisal.period.to_string();
        PathBuf::from("appeals").join(period).join(&walked.appraisal.units[unit].id)
    };
    let placed = folder.write(&wanted.out.clone().unwrap_or_else(usual), &HALT)?;
    let args = Args::none().text("path", harmless(&placed.place.to_string_lossy()));
    let sentence = terminal.locale().text("report-written", args.count("n", placed.written.len()));
    if !terminal.is_quiet() {
        terminal.print(&format!("{sentence}\n"))?;
    }
    Ok(findings::status(&walked.findings))
}

/// The files of the pack of a unit of a period that was walked.
pub(super) fn made(
    wanted: &Wanted,
    walked: &Walked,
    unit: usize,
    terminal: &Terminal,
) -> Result<Folder, Trouble> {
    let locale = wanted.locale(&walked.appraisal.scheme);
    let is_internal = walked.appraisal.publication(unit) == Publication::Internal;
    if wanted.audience == Audience::Public && is_internal {
        let name = terminal.locale().label(&walked.appraisal.units[unit].name).to_owned();
        let sentence = terminal.locale().text("appeal-withheld", Args::none().text("unit", name));
        return Err(Trouble::Usage(sentence));
    }
    let none = road::Earlier::default();
    // The rules that were met are wanted, not what each of them changed.
    let fair_play = FairPlay::of(walked, Audience::Public);
    let material = Material { fair: fair_play.fair(), ..walked.material(&none) };
    Ok(write_appeal(&material, wanted.audience, &locale, unit, &walked.inputs)?)
}
