//! The command line: the road with an earlier stop for each command.
//!
//! *What it is.* What was typed becomes [`Wanted`]; each command walks the road as far as it needs
//! and prints that noun. It sees only the public face of the library.
//!
//! *What it promises.* What was asked for goes to standard output; findings, errors and progress
//! go to standard error. The status is 0 for done, 1 for done with findings of any kind, 2 for
//! stopped by the input, 64 for wrong usage, 70 for a fault of
//! its own, 130 for interrupted. A reader that closes its end early ends the program
//! quietly.

mod appeal;
mod check;
mod command;
mod comments;
mod compare;
mod completions;
mod count;
mod elsewhere;
mod explain;
mod fair;
mod fault;
mod findings;
mod init;
mod interrupt;
mod language;
mod merge;
mod plan;
mod print;
mod progress;
mod rank;
mod reconcile;
mod report;
mod road;
mod schema;
mod scheme;
mod score;
mod simulate;
mod tallied;
mod terminal;
mod usage;
mod verify;
mod wanted;
mod whatif;

use std::ffi::OsString;
use std::io::ErrorKind;
use std::process::ExitCode;

use pingyi::error::Error;
use pingyi::locale::{Args, Locale};
use pingyi::report::write::{Stands, Unplaced};

use terminal::Terminal;
use wanted::Wanted;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Done, and nothing was found.
    Done,
    /// Done, with void ballots, refused rows or notes.
    Noted,
    /// Stopped: something must be put right first.
    Stopped,
    /// Wrong usage.
    Usage,
    /// Ended by a person or the system.
    Interrupted,
}

/// Why a command could not end as it should.
#[derive(Debug)]
enum Trouble {
    /// What the library said; findings have been shown already.
    Run(Error),
    /// What was to be written was not; what stands there is told.
    Unplaced(Unplaced),
    /// A sentence about what was typed.
    Usage(String),
    /// Standard output would not take more.
    Output(std::io::Error),
}

type Outcome = Result<Status, Trouble>;

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        Trouble::Run(error)
    }
}

impl From<Unplaced> for Trouble {
    fn from(unplaced: Unplaced) -> Trouble {
        Trouble::Unplaced(unplaced)
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Trouble {
        Trouble::Output(error)
    }
}

impl Status {
    fn code(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::Noted => 1,
            Status::Stopped => 2,
            Status::Usage => 64,
            Status::Interrupted => interrupt::STATUS,
        }
    }
}

/// Runs the program with the words of its command line, the first of which is its own name.
pub(crate) fn run(arguments: Vec<OsString>) -> ExitCode {
    let chosen = language::choose(&arguments, &|name| std::env::var(name).ok());
    interrupt::listen();
    fault::told(&Locale::new(chosen), || answer(arguments, Terminal::new(Locale::new(chosen))))
}

fn answer(arguments: Vec<OsString>, mut terminal: Terminal) -> ExitCode {
    let arguments = command::help_as_option(arguments);
    let status = match command::tree(terminal.locale()).try_get_matches_from(arguments) {
        Ok(matches) => match obey(&matches, &mut terminal) {
            Ok(status) => match terminal.finish() {
                Ok(()) => status,
                Err(error) => closed(&error, &mut terminal),
            },
            Err(trouble) => tell(trouble, &mut terminal),
        },
        Err(error) => usage::tell(&error, &mut terminal),
    };
    ExitCode::from(status.code())
}

fn obey(matches: &clap::ArgMatches, terminal: &mut Terminal) -> Outcome {
    let Some((name, matches)) = matches.subcommand() else { return Ok(Status::Usage) };
    if name == "plan" {
        return plan::run(matches, terminal);
    }
    if name == "reconcile" {
        return reconcile::run(matches, terminal);
    }
    if name == "comments" {
        return comments::run(matches, terminal);
    }
    let wanted = Wanted::of(matches, terminal.locale())?;
    terminal.set_quiet(wanted.quiet);
    if let Some(threads) = wanted.threads {
        // The pool can be built only once, and this is the only place.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    match name {
        "check" => check::run(&wanted, terminal),
        "count" => count::run(&wanted, terminal),
        "merge" => merge::run(&wanted, terminal),
        "score" => score::run(&wanted, terminal),
        "rank" => rank::run(&wanted, terminal),
        "compare" => compare::run(&wanted, terminal),
        "report" => report::run(&wanted, terminal),
        "verify" => verify::run(&wanted, terminal),
        "explain" => explain::run(&wanted, terminal),
        "appeal" => appeal::run(&wanted, terminal),
        "whatif" => whatif::run(&wanted, terminal),
        "scheme" => scheme::run(&wanted, terminal),
        "init" => init::run(&wanted, terminal),
        "simulate" => simulate::run(&wanted, terminal),
        "completions" => completions::run(&wanted, terminal),
        "schema" => schema::run(&wanted, terminal),
        _ => Ok(Status::Usage),
    }
}

/// Says what went wrong, and gives the status.
fn tell(trouble: Trouble, terminal: &mut Terminal) -> Status {
    match trouble {
        Trouble::Output(error) => closed(&error, terminal),
        Trouble::Unplaced(unplaced) => {
            let locale = terminal.locale();
            let sentences = [locale.error(&unplaced.error), standing(&unplaced, locale)];
            terminal.error(&sentences[0]);
            terminal.note(&sentences[1]);
            match unplaced.error {
                Error::Io { source, .. } if source.kind() == ErrorKind::Interrupted => {
                    Status::Interrupted
                }
                _ => Status::Stopped,
            }
        }
        Trouble::Usage(sentence) => {
            usage::say(&sentence, terminal);
            Status::Usage
        }
        Trouble::Run(error) => {
            if let Error::Findings(found) = &error {
                findings::show(found, terminal);
            }
            let sentence = terminal.locale().error(&error);
            terminal.error(&sentence);
            Status::Stopped
        }
    }
}

/// What stands at a place that could not be written.
fn standing(unplaced: &Unplaced, locale: &Locale) -> String {
    let args = Args::none().text("path", unplaced.place.display().to_string());
    match &unplaced.stands {
        Stands::Before => locale.text("stands-before", args),
        Stands::Nothing => locale.text("stands-nothing", args),
        Stands::Part => locale.text("stands-part", args),
        Stands::Aside(kept) => {
            locale.text("stands-aside", args.text("kept", kept.display().to_string()))
        }
    }
}

/// A reader that has seen enough is no error; a full disk behind a redirection is.
fn closed(error: &std::io::Error, terminal: &mut Terminal) -> Status {
    if error.kind() == ErrorKind::BrokenPipe {
        return Status::Done;
    }
    let detail = terminal.locale().system(error);
    let sentence = terminal.locale().text("error-output", Args::none().text("detail", detail));
    terminal.error(&sentence);
    Status::Stopped
}
