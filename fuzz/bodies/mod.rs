//! What each fuzz target does with its bytes. The fuzzers and `tests/corpus.rs` run the same text.
//!
//! A body fails by panicking: where the library panics, and where it breaks a promise that can be
//! checked without knowing the input. It reads the same twice, explains every finding in both
//! languages, and writes nothing that steers a terminal or a browser.

mod columns;
mod exports;
mod folder;
mod parts;
mod road;
mod sheets;
mod tallies;
mod told;
mod typed;

use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::sync::Once;

/// A name and what it does.
type Body = (&'static str, fn(&[u8]));

/// All bodies, by the name of their target.
pub const BODIES: [Body; 19] = [
    ("text_sheet", sheets::text),
    ("workbook", sheets::workbook),
    ("xlsx_parts", sheets::xlsx_parts),
    ("xls_stream", sheets::xls_stream),
    ("scheme", folder::scheme),
    ("register", folder::register),
    ("appraisal", folder::appraisal),
    ("estimates", folder::estimates),
    ("counts", folder::counts),
    ("plan", folder::plan),
    ("raters", folder::raters),
    ("propose", folder::propose),
    ("ballots", road::ballots),
    ("rows", road::rows),
    ("parquet", columns::parquet),
    ("arrow", columns::arrow),
    ("tally_file", tallies::tally_file),
    ("reconcile", typed::reconcile),
    ("platforms", exports::platforms),
];

/// Runs the body of a target.
///
/// # Panics
/// Where the library does not keep a promise, or there is no such target.
pub fn run(target: &str, data: &[u8]) {
    static LISTEN: Once = Once::new();
    // libFuzzer ends the process at any panic. Foreign parsers may panic behind a guard; what gets
    // past the guard reaches libFuzzer all the same.
    LISTEN.call_once(|| std::panic::set_hook(Box::new(say)));
    let body = BODIES.iter().find(|(name, _)| *name == target);
    let (_, body) = body.expect("a target that there is");
    body(data);
}

/// Where a panic was, for the log. If nobody reads it, nobody can be told.
fn say(panic: &PanicHookInfo<'_>) {
    let _ = writeln!(std::io::stderr(), "{panic}");
}
