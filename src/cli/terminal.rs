//! Standard output and standard error, as the commands use them.

use std::io::{self, BufWriter, IsTerminal as _, Write};

use pingyi::locale::Locale;
use pingyi::naming::visible;

/// Where a command prints, and in which language.
pub(super) struct Terminal {
    locale: Locale,
    out: BufWriter<io::Stdout>,
    colour: bool,
    interactive: bool,
    quiet: bool,
}

/// How a piece of text on standard error is dressed; plain where it is no terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dress {
    /// What stops the run.
    Red,
    /// What leaves something out.
    Yellow,
    /// What is only noted.
    Dim,
    /// A heading.
    Bold,
}

impl Terminal {
    /// The terminal of this process, speaking with `locale`.
    pub(super) fn new(locale: Locale) -> Terminal {
        let interactive = io::stderr().is_terminal();
        // https://no-color.org: any value that is not empty.
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Terminal {
            locale,
            out: BufWriter::new(io::stdout()),
            colour: interactive && !refused,
            interactive,
            quiet: false,
        }
    }

    /// The words of help and messages.
    pub(super) fn locale(&self) -> &Locale {
        &self.locale
    }

    /// Whether only what stops the run is told.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    pub(super) fn set_quiet(&mut self, quiet: bool) {
        self.quiet = quiet;
    }

    /// Whether a progress bar would be seen.
    pub(super) fn shows_progress(&self) -> bool {
        self.interactive && !self.quiet
    }

    /// Prints what was asked for.
    pub(super) fn print(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Prints bytes that were asked for, such as a table in another format.
    pub(super) fn print_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Sends out what was printed so far.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// A line on standard error. If nobody listens there, nobody can be told.
    pub(super) fn say(&mut self, line: &str) {
        let _ = self.out.flush();
        let _ = writeln!(io::stderr(), "{line}");
    }

    /// An error on standard error.
    pub(super) fn error(&mut self, sentence: &str) {
        let word = self.dressed(&self.locale.word("cli-error"), Dress::Red);
        self.say(&format!("{word}{}", harmless_lines(sentence)));
    }

    /// A remark on standard error, unless the user wants quiet.
    pub(super) fn note(&mut self, sentence: &str) {
        if !self.quiet {
            let word = self.dressed(&self.locale.word("cli-note"), Dress::Yellow);
            self.say(&format!("{word}{}", harmless_lines(sentence)));
        }
    }

    /// The text with colour, where standard error is a terminal that wants it.
    pub(super) fn dressed(&self, text: &str, dress: Dress) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let code = match dress {
            Dress::Red => "1;31",
            Dress::Yellow => "33",
            Dress::Dim => "2",
            Dress::Bold => "1",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// Text out of a file on one line of a terminal: what could steer it, turns the direction of writing
/// or is not seen stands there as its code, such as `<U+202E>`.
pub(super) fn harmless(text: &str) -> String {
    visible(&text.replace('\n', " "))
}

/// The same, with its line breaks.
fn harmless_lines(text: &str) -> String {
    text.split('\n').map(harmless).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_could_steer_a_terminal_is_shown_as_its_code() {
        assert_eq!(harmless("满\u{1b}[31m意\u{202e}"), "满<U+001B>[31m意<U+202E>");
        assert_eq!(harmless("市教育局 Ａ"), "市教育局 Ａ");
    }
}
