//! `pingyi plan codes` (发码): ballot codes that are tied to nobody.

use clap::ArgMatches;
use pingyi::error::Error;
use pingyi::locale::Args;
use pingyi::report::write::csv;
use pingyi::sampling::{MOST_CODES, ballot_codes, codes_grid};
use rand::TryRng as _;
use sha2::{Digest as _, Sha256};

use super::super::terminal::{Terminal, harmless};
use super::super::wanted::Wanted;
use super::super::{Outcome, Status, Trouble, print};
use super::given;

/// The fewest characters of a seed that nobody is to guess.
const LEAST_SEED: usize = 16;

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let counts = given::counts(matches, "count", terminal)?;
    let several = counts.len() > 1;
    let mut asked: Vec<(String, u64)> = Vec::new();
    for (name, count) in counts {
        if several && name.is_none() {
            let args = Args::none().text("argument", "--count").text("value", count.to_string());
            return Err(Trouble::Usage(terminal.locale().text("usage-plan-needs-group", args)));
        }
        let name = name.unwrap_or_default();
        if asked.iter().any(|(known, _)| *known == name) {
            let args = Args::none().text("value", harmless(&name));
            return Err(Trouble::Usage(terminal.locale().text("usage-plan-draw-twice", args)));
        }
        asked.push((name, count));
    }
    let total = asked.iter().fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
    if total > MOST_CODES {
        let args = Args::none().text("value", total.to_string());
        let args = args.text("limit", MOST_CODES.to_string());
        return Err(Trouble::Usage(terminal.locale().text("usage-plan-codes-many", args)));
    }
    // A list that stands there already may be in use: it is never written over.
    if let Some(out) = wanted.out.as_ref().filter(|out| out.exists()) {
        let exists = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        return Err(Error::io(out)(exists).into());
    }
    let seed = given::text(matches, "seed");
    let key = key(seed.as_deref(), terminal)?;
    let locale = terminal.locale();
    let bytes = csv(&codes_grid(&ballot_codes(key, &asked), locale), locale);
    let note = locale.word(match seed {
        Some(_) => "plan-note-codes-seed",
        None => "plan-note-codes-system",
    });
    print::deliver(&bytes, wanted, terminal)?;
    terminal.note(&note);
    Ok(Status::Done)
}

/// The key of the codes: from the secret that was typed, or else from the system.
fn key(seed: Option<&str>, terminal: &Terminal) -> Result<[u8; 32], Trouble> {
    let locale = terminal.locale();
    if let Some(seed) = seed {
        if seed.chars().count() < LEAST_SEED {
            let args = Args::none().text("least", LEAST_SEED.to_string());
            return Err(Trouble::Usage(locale.text("usage-plan-codes-seed", args)));
        }
        let mut hash = Sha256::new();
        hash.update(b"pingyi codes 1\0");
        hash.update(seed.as_bytes());
        return Ok(hash.finalize().into());
    }
    let mut key = [0; 32];
    match rand::rngs::SysRng.try_fill_bytes(&mut key) {
        Ok(()) => Ok(key),
        Err(error) => {
            let args = Args::none().text("detail", error.to_string());
            Err(Trouble::Usage(locale.text("error-plan-entropy", args)))
        }
    }
}
