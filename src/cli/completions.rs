//! `pingyi completions` (补全): what a shell needs to complete commands and options.

use clap_complete::Shell;

use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, Status, command};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let name = wanted.name.as_deref().unwrap_or_default();
    let Ok(shell) = name.parse::<Shell>() else { return Ok(Status::Usage) };
    let mut script = Vec::new();
    let mut tree = command::tree(terminal.locale());
    clap_complete::generate(shell, &mut tree, "pingyi", &mut script);
    terminal.print_bytes(&script)?;
    Ok(Status::Done)
}
