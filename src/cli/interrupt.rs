//! Ending when a person or the system asks for it, without leaving anything half done about.

use pingyi::report::write::Halt;

/// Asked by the handler, looked at by whoever writes.
pub(super) static HALT: Halt = Halt::new();

/// The status of a program that was interrupted, as shells know it.
pub(super) const STATUS: u8 = 130;

/// Listens for an interrupt from the keyboard, and for the system asking the program to end.
pub(super) fn listen() {
    // Without a handler the system ends the program itself, and the next run clears up.
    let _ = ctrlc::set_handler(|| {
        // Who is writing clears up and tells what stands; nobody else has anything lying about.
        if !HALT.ask() {
            std::process::exit(i32::from(STATUS));
        }
    });
}
