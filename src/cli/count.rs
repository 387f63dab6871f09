//! `pingyi count` (计票): the audit table, from which every printed number can be redone by hand, or
//! the tally as a file that another machine can merge.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use pingyi::columnar::Stored;
use pingyi::error::Error;
use pingyi::report::audit_grid;
use pingyi::tally::TallyFile;

use super::print::{self, Tables};
use super::road::{self, Earlier, Walked};
use super::terminal::Terminal;
use super::wanted::{Format, Wanted};
use super::{Outcome, Trouble, findings, merge};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let walked = road::walk_hashed(&wanted.folder, wanted.period, terminal)?;
    print::spare_inputs(wanted, &walked.inputs, terminal)?;
    findings::show(&walked.findings, terminal);
    if let Some(path) = &wanted.ballots {
        write_ballots(&walked, path, terminal)?;
    }
    match (wanted.format, &wanted.out) {
        (Format::Csv, _) => {
            // The form in which paper counts are read: what is written here can be read back.
            let mut table = Vec::new();
            walked.tally.write(&walked.appraisal, &mut table)?;
            print::deliver(&table, wanted, terminal)?;
        }
        (Format::Columns(stored), Some(out)) => {
            merge::write(&tally_file(&walked), stored, out)?;
        }
        // Whoever wants the ballots in a file does not want the table on the screen.
        (Format::Table, None) if wanted.ballots.is_some() => {}
        _ => {
            let locale = wanted.locale(&walked.appraisal.scheme);
            let grid = audit_grid(&walked.material(&Earlier::default()), wanted.audience, &locale);
            print::tables(&Tables::One(grid), wanted, &locale, terminal)?;
        }
    }
    Ok(findings::status(&walked.findings))
}

/// What was counted, with the files it was counted from.
fn tally_file(walked: &Walked) -> TallyFile {
    let mut inputs: Vec<_> =
        walked.parts.iter().flat_map(|part| part.intake.inputs()).cloned().collect();
    inputs.sort_unstable();
    inputs.dedup();
    let parts: Vec<_> =
        walked.parts.iter().map(|part| (part.appraisal.period, &part.tally)).collect();
    TallyFile::of(&walked.appraisal, &walked.account, &inputs, &parts)
}

/// Writes the ballots that count as codes, whole or not at all. They are written as they come, for
/// there may be many.
fn write_ballots(walked: &Walked, path: &Path, terminal: &Terminal) -> Result<(), Trouble> {
    let [part] = walked.parts.as_slice() else {
        return Err(Trouble::Usage(terminal.locale().word("usage-ballots-one-period")));
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(stored) = Stored::of_name(&name) else {
        return Err(Trouble::Usage(terminal.locale().word("usage-ballots-name")));
    };
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = std::path::PathBuf::from(beside);
    let written = File::create(&beside).and_then(|file| {
        let out = BufWriter::new(file);
        part.intake.write_coded(&part.appraisal, stored, out)?.flush()?;
        std::fs::rename(&beside, path)
    });
    Ok(written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        Error::io(path)(error)
    })?)
}
