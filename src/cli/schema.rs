//! `pingyi schema` (格式): the JSON Schema by which an editor completes and checks a TOML file.

use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, Status, print};

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let schema = match wanted.name.as_deref() {
        Some("appraisal") => pingyi::appraisal::json_schema(),
        _ => pingyi::scheme::json_schema(),
    };
    terminal.print_bytes(&print::json(&schema))?;
    Ok(Status::Done)
}
