//! `pingyi report` (通报): everything that is said about a period, into one folder.

use std::path::PathBuf;

use pingyi::locale::Args;
use pingyi::report::write::{self, Enclosures, Folder};
use pingyi::report::{Material, Report};

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
    let (folder, report) = made(wanted, &walked, terminal)?;
    let usual = || PathBuf::from("reports").join(walked.appraisal.period.to_string());
    let out = wanted.out.clone().unwrap_or_else(usual);
    let placed = folder.write(&out, &HALT)?;
    missing_glyphs(&report, terminal);
    let args = Args::none().text("path", harmless(&placed.place.to_string_lossy()));
    let args = args.count("n", placed.written.len());
    let sentence = terminal.locale().text("report-written", args);
    if !terminal.is_quiet() {
        terminal.print(&format!("{sentence}\n"))?;
    }
    Ok(findings::status(&walked.findings))
}

/// The files of the report on a period that was walked, and what they say.
pub(super) fn made(
    wanted: &Wanted,
    walked: &Walked,
    terminal: &mut Terminal,
) -> Result<(Folder, Report), Trouble> {
    let earlier = road::earlier(wanted, walked, terminal)?;
    let locale = wanted.locale(&walked.appraisal.scheme);
    let fair_play = FairPlay::of(walked, wanted.audience);
    let material = Material { fair: fair_play.fair(), ..walked.material(&earlier) };
    let report = Report::compose(&material, wanted.audience, &locale);
    let html = write::html(&report, &locale)?;
    let enclosures = Enclosures {
        html: &html,
        findings: &walked.findings,
        inputs: &walked.inputs,
        against: wanted.against,
        png_scale: PNG_SCALE,
    };
    let folder = write::write_report(&report, &material, &locale, enclosures)?;
    Ok((folder, report))
}

/// Says which characters the figures show as a box, because the embedded face lacks them.
fn missing_glyphs(report: &Report, terminal: &mut Terminal) {
    let figures = report.figures.iter().chain(&report.profiles);
    let mut missing: Vec<char> =
        figures.flat_map(|figure| figure.chart.missing_glyphs()).copied().collect();
    missing.sort_unstable();
    missing.dedup();
    if !missing.is_empty() {
        let characters: String = missing.into_iter().collect();
        let args = Args::none().text("characters", characters);
        let sentence = terminal.locale().text("report-missing-glyphs", args);
        terminal.note(&sentence);
    }
}
