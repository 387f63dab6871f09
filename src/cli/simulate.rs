//! `pingyi simulate` (模拟): a synthetic appraisal folder from its plan.

use std::path::{Path, PathBuf};

use pingyi::error::Error;
use pingyi::locale::Args;
use pingyi::report::write::place_files;
use pingyi::simulate::{Plan, simulate};

use super::interrupt::HALT;
use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, Status};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let plan = PathBuf::from(wanted.name.as_deref().unwrap_or(""));
    let text = std::fs::read_to_string(&plan).map_err(Error::io(&plan))?;
    let beside = |name: &str| std::fs::read_to_string(plan.with_file_name(name)).ok();
    let read = Plan::read(&plan.display().to_string(), &text, &beside)?;
    let files = simulate(&read)?;
    let out = wanted.out.clone().unwrap_or_else(|| PathBuf::from("simulated"));
    refuse_other_files(&out, files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())))?;
    let named: Vec<(&str, &[u8])> =
        files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
    place_files(&out, &named, &HALT)?;
    let args = Args::none().text("path", out.display().to_string()).count("n", files.len());
    let sentence = terminal.locale().text("report-written", args);
    if !terminal.is_quiet() {
        terminal.print(&format!("{sentence}\n"))?;
    }
    Ok(Status::Done)
}

/// Nothing that stands there already is overwritten, unless it is the same.
pub(super) fn refuse_other_files<'a>(
    out: &Path,
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> Result<(), Error> {
    for (name, bytes) in files {
        let path = out.join(name);
        if path.exists() && std::fs::read(&path).map_err(Error::io(&path))? != bytes {
            let source = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            return Err(Error::Io { path, source });
        }
    }
    Ok(())
}
