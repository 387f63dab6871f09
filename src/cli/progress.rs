//! A bar on a terminal while rows are read; nothing anywhere else.

use indicatif::{ProgressBar, ProgressStyle};
use pingyi::locale::Args;

use super::terminal::Terminal;

/// Progress through the files of a period.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Begins to show that the files of `period` are being read.
    pub(super) fn reading(period: &str, terminal: &Terminal) -> Progress {
        if !terminal.shows_progress() {
            return Progress { bar: ProgressBar::hidden() };
        }
        let message =
            terminal.locale().text("progress-reading", Args::none().text("period", period));
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {human_pos}") {
            bar.set_style(style);
        }
        bar.set_message(message);
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        Progress { bar }
    }

    /// More rows have been read.
    pub(super) fn rows(&self, n: u64) {
        self.bar.inc(n);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
