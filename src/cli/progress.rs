//! A bar on a terminal while files are read and letters are made; nothing anywhere else.

use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use pingyi::appraisal::Appraisal;
use pingyi::locale::{Args, Locale};

use super::terminal::Terminal;

/// Progress through the files of a period: rows and bytes read, and the time that is left. Nothing where
/// nobody would see it.
pub(super) struct Progress(Option<Shown>);

struct Shown {
    bar: ProgressBar,
    locale: Locale,
    period: String,
    rows: AtomicU64,
}

/// Bar, share, bytes and time; words stand in the message.
const STYLE: &str = "{spinner} {msg} {wide_bar} {percent:>3}% {bytes}/{total_bytes} {eta_precise}";

/// The same for letters.
const STYLE_OF_LETTERS: &str = "{spinner} {msg} {wide_bar} {pos}/{len} {eta_precise}";

impl Progress {
    /// Begins to show that the files of an appraisal are being read, over all of its parts.
    pub(super) fn reading(period: &str, parts: &[Appraisal], terminal: &Terminal) -> Progress {
        if !terminal.shows_progress() {
            return Progress(None);
        }
        let bar = ProgressBar::new(n_bytes(parts));
        if let Ok(style) = ProgressStyle::with_template(STYLE) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        let (locale, period) = (Locale::new(terminal.locale().language()), period.to_owned());
        let progress = Progress(Some(Shown { bar, locale, period, rows: AtomicU64::new(0) }));
        progress.heard(0, 0);
        progress
    }

    /// Begins to show that letters are being made.
    pub(super) fn writing(terminal: &Terminal) -> Progress {
        if !terminal.shows_progress() {
            return Progress(None);
        }
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template(STYLE_OF_LETTERS) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        let locale = Locale::new(terminal.locale().language());
        bar.set_message(locale.word("progress-composing"));
        Progress(Some(Shown { bar, locale, period: String::new(), rows: AtomicU64::new(0) }))
    }

    /// So many letters of so many are made.
    pub(super) fn written(&self, done: usize, of: usize) {
        let Some(Shown { bar, locale, .. }) = &self.0 else { return };
        let whole = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        bar.set_length(whole(of));
        bar.set_position(whole(done));
        bar.set_message(locale.word("progress-letters"));
    }

    /// More has been read. A packed file holds more bytes than it takes on the disk, and may fill the
    /// bar early.
    pub(super) fn heard(&self, rows: u64, bytes: u64) {
        let Some(Shown { bar, locale, period, rows: all }) = &self.0 else { return };
        let n = rows + all.fetch_add(rows, Ordering::Relaxed);
        let args = Args::none().text("period", period.as_str()).count("n", n);
        bar.set_message(locale.text("progress-reading", args));
        bar.inc(bytes);
    }
}

/// Bytes of all files of ballots on the disk.
fn n_bytes(parts: &[Appraisal]) -> u64 {
    let files = parts.iter().flat_map(|part| &part.sources).flat_map(|source| &source.files);
    files.filter_map(|file| Some(std::fs::metadata(&file.path).ok()?.len())).sum()
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(shown) = &self.0 {
            shown.bar.finish_and_clear();
        }
    }
}
