//! `pingyi report` (通报): everything that is said about a period, into one folder.

use std::path::PathBuf;

use pingyi::locale::Args;
use pingyi::report::write::{self, Enclosures, Made};
use pingyi::report::{Audience, Material};

use super::fair::FairPlay;
use super::interrupt::HALT;
use super::road::{self, Walked};
use super::terminal::{Terminal, harmless};
use super::wanted::Wanted;
use super::{Outcome, Trouble, findings};

/// Pixels of a PNG for each pixel of its figure: 300 dpi at the width of a page.
const PNG_SCALE: f32 = 2.0;

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let walked = road::walk_hashed(&wanted.folder, wanted.period, terminal)?;
    findings::show(&walked.findings, terminal);
    let Made { folder, missing_glyphs } = made(wanted, &walked, terminal)?;
    let usual = || PathBuf::from("reports").join(walked.appraisal.period.to_string());
    let out = wanted.out.clone().unwrap_or_else(usual);
    let placed = folder.write(&out, &HALT)?;
    tell_missing(&missing_glyphs, terminal);
    let args = Args::none().text("path", harmless(&placed.place.to_string_lossy()));
    let args = args.count("n", placed.written.len());
    let sentence = terminal.locale().text("report-written", args);
    if !terminal.is_quiet() {
        terminal.print(&format!("{sentence}\n"))?;
    }
    Ok(findings::status(&walked.findings))
}

/// The files of the report on a period that was walked.
pub(super) fn made(
    wanted: &Wanted,
    walked: &Walked,
    terminal: &mut Terminal,
) -> Result<Made, Trouble> {
    let earlier = road::earlier(wanted, walked, terminal)?;
    let locale = wanted.locale(&walked.appraisal.scheme);
    let audience = match wanted.readers.include_office() {
        true => Audience::Internal,
        false => Audience::Public,
    };
    let fair_play = FairPlay::of(walked, audience);
    let material = Material { fair: fair_play.fair(), ..walked.material(&earlier) };
    let enclosures = Enclosures {
        findings: &walked.findings,
        inputs: &walked.inputs,
        against: wanted.against,
        comments: None,
        png_scale: PNG_SCALE,
    };
    Ok(write::write_report(&material, wanted.readers, &locale, enclosures)?)
}

/// Says which characters the figures show as a box, because the embedded face lacks them.
fn tell_missing(missing: &[char], terminal: &mut Terminal) {
    if !missing.is_empty() {
        let args = Args::none().text("characters", missing.iter().collect::<String>());
        let sentence = terminal.locale().text("report-missing-glyphs", args);
        terminal.note(&sentence);
    }
}
