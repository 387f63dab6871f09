//! `pingyi init` (初始化): a first appraisal folder, proposed from an export.

use std::path::PathBuf;

use pingyi::appraisal::{Found, LeftOut};
use pingyi::error::Error;
use pingyi::finding::{Effect, Finding, Kind, Place};
use pingyi::init::{Proposal, propose};
use pingyi::locale::{Args, Locale};
use pingyi::report::write::place_files;

use super::interrupt::HALT;
use super::simulate::refuse_other_files;
use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, Status, Trouble, findings};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    if wanted.files.is_empty() {
        return Err(Trouble::Usage(terminal.locale().word("usage-init-needs-files")));
    }
    let locale = Locale::new(wanted.language.unwrap_or(terminal.locale().language()));
    let (files, left_out) = expanded(&wanted.files);
    findings::show(&left_out, terminal);
    let proposal = propose(&files, wanted.period, wanted.name.as_deref(), &locale)?;
    findings::show(&proposal.findings, terminal);
    let out = wanted.out.clone().unwrap_or_else(|| PathBuf::from("appraisal"));
    let n = write(&proposal, &out)?;
    for said in &proposal.said {
        let mut args = Args::none();
        for (name, value) in &said.args {
            args = args.text(name, value.clone());
        }
        let sentence = locale.text(said.id, args);
        let sentence = match said.confirm {
            true => locale.text("init-confirm", Args::none().text("what", sentence)),
            false => sentence,
        };
        terminal.print(&format!("- {sentence}\n"))?;
    }
    let args = Args::none().text("path", out.display().to_string()).count("n", n as u64);
    terminal.print(&format!("\n{}\n", locale.text("report-written", args)))?;
    Ok(if proposal.said.iter().any(|said| said.confirm) { Status::Noted } else { Status::Done })
}

/// The files, with folders and patterns such as `2025H2/*.xlsx` filled in, for the shell of Windows
/// leaves that to the program; and what of them is left out. What matches nothing stays, to be named as
/// missing.
fn expanded(files: &[PathBuf]) -> (Vec<PathBuf>, Vec<Finding>) {
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    for file in files {
        let below = match (file.is_dir(), file.exists()) {
            (true, _) => Found::below(file),
            (_, true) => Found::default(),
            _ => matching(&file.to_string_lossy()),
        };
        for (path, why) in &below.left_out {
            let finding = Finding::new(Kind::LeftOutFile, Effect::Flag, Place::default());
            let finding = finding.with("value", path.to_string_lossy());
            left_out.push(finding.with("detail", why.id()));
        }
        if below == Found::default() { found.push(file.clone()) } else { found.extend(below.files) }
    }
    (found, left_out)
}

/// The files that match a pattern.
fn matching(pattern: &str) -> Found {
    let mut found = Found::default();
    let paths = glob::glob(pattern).into_iter().flatten().flatten();
    for path in paths.filter(|path| path.is_file()) {
        match LeftOut::of_name(&path) {
            Some(why) => found.left_out.push((path, why)),
            None => found.files.push(path),
        }
    }
    found
}

/// Writes the proposed files and copies the ballots beside them; nothing is overwritten.
fn write(proposal: &Proposal, out: &std::path::Path) -> Result<usize, Trouble> {
    let mut files: Vec<(String, Vec<u8>)> = proposal.files.clone();
    for (from, name) in &proposal.copies {
        files.push((name.clone(), std::fs::read(from).map_err(Error::io(from))?));
    }
    refuse_other_files(out, files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))?;
    let named: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    place_files(out, &named, &HALT)?;
    Ok(files.len())
}
