//! `pingyi comments` (意见): what raters wrote in their own words, scrubbed, sorted and tracked.

use std::path::Path;

use clap::ArgMatches;
use pingyi::appraisal::Appraisal;
use pingyi::comment::{Comments, shipped_topics};
use pingyi::locale::{Args, Locale};
use pingyi::report::comment_grids;
use pingyi::report::write::{comment_files, place_files};

use super::interrupt::HALT;
use super::simulate::refuse_other_files;
use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, Status, Trouble, findings, print};

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, terminal: &mut Terminal) -> Outcome {
    if matches.get_flag("dictionary") {
        terminal.print(shipped_topics())?;
        return Ok(Status::Done);
    }
    let mut wanted = Wanted::of(matches, terminal.locale())?;
    terminal.set_quiet(wanted.quiet);
    let appraisal = Appraisal::open(&wanted.folder, wanted.period)?;
    if appraisal.comments.sources.is_empty() {
        let args = Args::none().text("period", terminal.locale().period(appraisal.period));
        return Err(Trouble::Usage(terminal.locale().text("comment-none", args)));
    }
    let comments = Comments::read(&appraisal)?;
    let locale = wanted.locale(&appraisal.scheme);
    let out = wanted.out.take();
    let grids = comment_grids(&comments, &appraisal, wanted.audience, &locale);
    if let Some(out) = &out {
        let files = comment_files(&comments, &appraisal, wanted.audience, &locale);
        write(out, &files)?;
        let args = Args::none().text("path", out.display().to_string()).count("n", files.len());
        tell(grids, &wanted, &locale, terminal)?;
        let sentence = terminal.locale().text("report-written", args);
        terminal.note(&sentence);
    } else {
        tell(grids, &wanted, &locale, terminal)?;
    }
    findings::show(&comments.findings, terminal);
    Ok(findings::status(&comments.findings))
}

fn tell(
    grids: Vec<pingyi::report::Grid>,
    wanted: &Wanted,
    locale: &Locale,
    terminal: &mut Terminal,
) -> Result<(), Trouble> {
    print::tables(&print::Tables::Many(grids), wanted, locale, terminal)
}

/// Writes the files, all or none; a list that is being filled in is never written over.
fn write(out: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Trouble> {
    let named: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    refuse_other_files(out, named.iter().copied())?;
    place_files(out, &named, &HALT)?;
    Ok(())
}
