//! x
use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, Status};
pub(super) fn run(_wanted: &Wanted, _terminal: &mut Terminal) -> Outcome { Ok(Status::Done) }
