//! Faults of the program: told in a sentence, not in the words of the compiler.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::Mutex;

use pingyi::locale::{Args, Locale};

use super::terminal::Terminal;

/// The status of a program that has a fault, as in `sysexits.h`.
const STATUS: u8 = 70;

/// Where the last fault was, and what it was.
static LAST: Mutex<String> = Mutex::new(String::new());

/// Runs the program; a fault that nobody caught ends it with a sentence.
///
/// Foreign parsers have faults of their own on bytes that were made to harm. The library catches
/// those and says what is wrong with the file; nothing is printed of them.
pub(super) fn told(locale: &Locale, run: impl FnOnce() -> ExitCode) -> ExitCode {
    set_hook(Box::new(|fault| {
        if let Ok(mut last) = LAST.lock() {
            *last = fault.to_string().replace('\n', ": ");
        }
    }));
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let detail = LAST.lock().map(|last| last.clone()).unwrap_or_default();
        let sentence = locale.text("error-fault", Args::none().text("detail", detail));
        Terminal::new(Locale::new(locale.language())).error(&sentence);
        ExitCode::from(STATUS)
    })
}
