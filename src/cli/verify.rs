//! `pingyi verify` (核验): a report held against its manifest, and made anew from the same input.

use std::path::Path;

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
    let again = Wanted {
        folder: wanted.folder.clone(),
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
