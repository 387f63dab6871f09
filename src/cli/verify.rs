//! `pingyi verify` (核验): a report held against its manifest, and made anew from the same input.

use std::path::{Path, PathBuf};

use pingyi::locale::Args;
use pingyi::report::Audience;
use pingyi::report::write::{Difference, Differs, Folder, Record};

use super::road::Walked;
use super::terminal::{Terminal, harmless};
use super::wanted::Wanted;
use super::{Outcome, Status, Trouble, appeal, explain, report, road};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let named = wanted.name.as_deref().unwrap_or_default();
    let folder = Path::new(named);
    let record = Record::read(folder)?;
    let mut found = record.differences_in(folder)?;
    let Some(appraisal) = appraisal_of(&record, folder, &wanted.folder) else {
        tell(&found, terminal)?;
        let args = Args::none().text("path", harmless(named));
        return Err(Trouble::Usage(terminal.locale().text("verify-no-folder", args)));
    };
    let again = Wanted {
        folder: appraisal,
        period: record.period(),
        against: record.against(),
        readers: record.readers(),
        audience: match record.readers().include_office() {
            true => Audience::Internal,
            false => Audience::Public,
        },
        language: Some(record.language()),
        ..Wanted::default()
    };
    if again.folder != wanted.folder {
        let path = again.folder.strip_prefix(".").unwrap_or(&again.folder);
        let args = Args::none().text("path", harmless(&path.display().to_string()));
        let sentence = terminal.locale().text("verify-folder", args);
        terminal.note(&sentence);
    }
    let mut walked = road::walk_hashed(&again.folder, again.period, terminal)?;
    let anew = anew(&record, &again, &mut walked, terminal)?;
    found.extend(record.differences_from(&anew));
    if record.pingyi() != env!("CARGO_PKG_VERSION") {
        let args =
            Args::none().text("then", record.pingyi()).text("now", env!("CARGO_PKG_VERSION"));
        let sentence = terminal.locale().text("verify-version", args);
        terminal.note(&sentence);
    }
    tell(&found, terminal)?;
    let args = Args::none().text("path", harmless(named)).count("n", record.n_files());
    let args = args.count("differences", found.len());
    let id = if found.is_empty() { "verify-same" } else { "verify-differs" };
    let sentence = terminal.locale().text(id, args);
    terminal.print(&format!("{sentence}\n"))?;
    Ok(if found.is_empty() { Status::Done } else { Status::Noted })
}

/// How many folders above the report are looked through.
const ABOVE: usize = 3;
/// How many folders in one of them.
const BESIDE: usize = 1000;

/// The folder of the appraisal: the one that was typed, else the working folder, else the one near it
/// or near the report whose `appraisal.toml` is that which the report was made from.
fn appraisal_of(record: &Record, report: &Path, typed: &Path) -> Option<PathBuf> {
    let here = Path::new(".");
    if typed != here || here.join("appraisal.toml").exists() {
        return Some(typed.to_owned());
    }
    let report = report.canonicalize().ok()?;
    let above = report.ancestors().skip(1).take(ABOVE);
    let mut places = std::iter::once(here).chain(above);
    places.find_map(|place| {
        let beside = std::fs::read_dir(place).into_iter().flatten().flatten().take(BESIDE);
        let mut beside: Vec<PathBuf> = beside.map(|entry| entry.path()).collect();
        beside.sort_unstable();
        let mut folders = std::iter::once(place.to_owned()).chain(beside);
        folders.find(|folder| record.is_of(folder))
    })
}

/// The report or appeal pack made anew.
fn anew(
    record: &Record,
    again: &Wanted,
    walked: &mut Walked,
    terminal: &mut Terminal,
) -> Result<Folder, Trouble> {
    if let Some(id) = record.unit() {
        let mut units = walked.appraisal.units_in_force();
        return match units.find(|(_, unit)| unit.id == id) {
            Some((unit, _)) => appeal::made(again, walked, unit, terminal),
            None => Err(explain::unknown_unit(walked, id, terminal)),
        };
    }
    let comments = report::comments(walked)?;
    walked.findings.extend(comments.iter().flat_map(|comments| comments.findings.clone()));
    Ok(report::made(again, walked, comments.as_ref(), terminal)?.folder)
}

/// Prints what differs, by how it does.
fn tell(found: &[Difference], terminal: &mut Terminal) -> Result<(), std::io::Error> {
    for differs in Differs::ALL {
        let files: Vec<&Difference> = found.iter().filter(|one| one.differs == differs).collect();
        if files.is_empty() {
            continue;
        }
        let args = Args::none().count("n", files.len());
        let sentence = terminal.locale().text(&format!("verify-{}", differs.id()), args);
        terminal.print(&format!("{sentence}\n"))?;
        for one in files.iter().filter(|one| !one.file.is_empty()) {
            terminal.print(&format!("  {}\n", harmless(&one.file)))?;
        }
    }
    Ok(())
}
