//! `pingyi merge` (合并): tallies that several machines counted, put together.

use std::path::{Path, PathBuf};

use pingyi::columnar::Stored;
use pingyi::error::Error;
use pingyi::locale::Args;
use pingyi::tally::TallyFile;

use super::terminal::{Terminal, harmless};
use super::wanted::{Format, Wanted};
use super::{Outcome, Status, Trouble, print};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let Some(out) = &wanted.out else {
        return Err(Trouble::Usage(terminal.locale().word("usage-merge-needs-out")));
    };
    let stored = match wanted.format {
        Format::Columns(stored) => stored,
        _ => Stored::Parquet,
    };
    print::spare(out, &wanted.files, terminal)?;
    let whole = TallyFile::merge(read_all(&wanted.files)?)?;
    write(&whole, stored, out)?;
    if !terminal.is_quiet() {
        let args = Args::none()
            .count("n", wanted.files.len())
            .count("tallies", whole.n_tallies())
            .text("path", harmless(&out.display().to_string()));
        let sentence = terminal.locale().text("merge-done", args);
        terminal.print(&format!("{sentence}\n"))?;
    }
    Ok(Status::Done)
}

/// Reads all of them, so that everything wrong with any is told at once.
fn read_all(paths: &[PathBuf]) -> Result<Vec<(String, TallyFile)>, Error> {
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    for path in paths {
        let shown = path.to_string_lossy().into_owned();
        match TallyFile::read(path, &shown) {
            Ok(file) => files.push((shown, file)),
            Err(Error::Findings(found)) => findings.extend(found),
            Err(error) => return Err(error),
        }
    }
    if findings.is_empty() { Ok(files) } else { Err(Error::Findings(findings)) }
}

/// Writes a tally, whole or not at all.
pub(super) fn write(tally: &TallyFile, stored: Stored, out: &Path) -> Result<(), Trouble> {
    let name = out.display().to_string();
    let bytes =
        tally.write(stored).map_err(|error| Error::Document { name, detail: error.to_string() })?;
    Ok(print::write_whole(out, &bytes)?)
}
