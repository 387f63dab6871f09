//! `pingyi report` (通报): everything that is said about a period, into one folder.

use std::path::PathBuf;

use pingyi::comment::Comments;
use pingyi::error::Error;
use pingyi::locale::Args;
use pingyi::report::write::{self, Enclosures, Made};
use pingyi::report::{Audience, Material};

use super::fair::FairPlay;
use super::interrupt::HALT;
use super::progress::Progress;
use super::road::{self, Walked};
use super::terminal::{Terminal, harmless};
use super::wanted::Wanted;
use super::{Outcome, Trouble, findings};

/// Pixels of a PNG for each pixel of its figure: 300 dpi at the width of a page.
const PNG_SCALE: f32 = 2.0;

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let mut walked = road::walk_hashed(&wanted.folder, wanted.period, terminal)?;
    let comments = comments(&walked)?;
    walked.findings.extend(comments.iter().flat_map(|comments| comments.findings.clone()));
    findings::show(&walked.findings, terminal);
    let Made { folder, missing_glyphs } = made(wanted, &walked, comments.as_ref(), terminal)?;
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

/// What raters wrote in their own words, where the period names files of it.
pub(super) fn comments(walked: &Walked) -> Result<Option<Comments>, Error> {
    let is_asked = !walked.appraisal.comments.sources.is_empty();
    is_asked.then(|| Comments::read(&walked.appraisal)).transpose()
}

/// The files of the report on a period that was walked.
pub(super) fn made(
    wanted: &Wanted,
    walked: &Walked,
    comments: Option<&Comments>,
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
        comments,
        png_scale: PNG_SCALE,
    };
    let progress = Progress::writing(terminal);
    let told = |done, of| progress.written(done, of);
    Ok(write::write_report(&material, wanted.readers, &locale, enclosures, &told)?)
}

/// Says which characters the figures show as a box, because the embedded face lacks them.
fn tell_missing(missing: &[char], terminal: &mut Terminal) {
    if !missing.is_empty() {
        let args = Args::none().text("characters", missing.iter().collect::<String>());
        let sentence = terminal.locale().text("report-missing-glyphs", args);
        terminal.note(&sentence);
    }
}
