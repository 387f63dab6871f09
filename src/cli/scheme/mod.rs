//! `pingyi scheme` (方案): the shipped schemes, and any scheme explained as a person would.

mod chance;
mod rules;
mod score;
mod words;

use std::path::Path;

use pingyi::error::Error;
use pingyi::finding::{Effect, Finding, Kind, Place, nearest};
use pingyi::locale::{Args, Locale};
use pingyi::scheme::{Scheme, shipped_ids, shipped_text};

use super::terminal::{Terminal, harmless};
use super::wanted::Wanted;
use super::{Outcome, Status, print};
use words::Words;

/// Runs the command.
pub(super) fn run(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let Some(name) = &wanted.name else {
        let text = list(terminal.locale())?;
        terminal.print(&text)?;
        return Ok(Status::Done);
    };
    let text = text_of(name)?;
    if wanted.toml {
        // A copy that somebody has edited since is not to be lost.
        if let Some(out) = wanted.out.as_ref().filter(|out| out.exists()) {
            let exists = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            return Err(Error::io(out)(exists).into());
        }
        print::deliver(text.as_bytes(), wanted, terminal)?;
        return Ok(Status::Done);
    }
    let scheme = Scheme::read(name, &text)?;
    let text = explain(&scheme, terminal.locale());
    terminal.print(&text)?;
    Ok(Status::Done)
}

/// The text of a scheme file, or of a shipped scheme.
pub(super) fn text_of(name: &str) -> Result<String, Error> {
    let path = Path::new(name);
    if let Some(text) = shipped_text(name).filter(|_| !path.is_file()) {
        return Ok(text.to_owned());
    }
    if !path.is_file() {
        let shipped: Vec<&str> = shipped_ids().collect();
        let finding = Finding::new(Kind::UnknownScheme, Effect::Stop, Place::default());
        let finding = finding.with("value", name);
        let finding = finding.with_nearest(nearest(name, shipped.iter().copied()));
        let finding = finding.with("expected", shipped.join(" / "));
        return Err(Error::Findings(vec![finding]));
    }
    let bytes = std::fs::read(path).map_err(Error::io(path))?;
    String::from_utf8(bytes).map(|text| text.trim_start_matches('\u{FEFF}').to_owned()).map_err(
        |_| {
            let finding = Finding::new(Kind::BadEncoding, Effect::Stop, Place::file(name));
            Error::Findings(vec![finding.with("value", "UTF-8")])
        },
    )
}

/// The shipped schemes: id, name, where their rules come from, what the office must decide.
fn list(locale: &Locale) -> Result<String, Error> {
    let mut text = format!("{}\n", locale.word("scheme-list-heading"));
    for id in shipped_ids() {
        let scheme = Scheme::read(id, shipped_text(id).unwrap_or_default())?;
        let words = Words { scheme: &scheme, locale };
        text.push_str(&format!("\n{id}  {}\n", locale.label(&scheme.name)));
        for source in &scheme.sources {
            text.push_str(&format!("  {}\n", words.source(source)));
        }
        if !scheme.open_questions.is_empty() {
            let args = Args::none().count("n", scheme.open_questions.len());
            text.push_str(&format!("  {}\n", locale.text("scheme-n-open", args)));
        }
    }
    text.push_str(&format!("\n{}\n", locale.word("scheme-list-note")));
    Ok(text)
}

/// A scheme as a person would explain it.
fn explain(scheme: &Scheme, locale: &Locale) -> String {
    let words = Words { scheme, locale };
    let mut text = format!("{}  {}\n", locale.label(&scheme.name), scheme.id);
    let note = locale.label(&scheme.note);
    if !note.is_empty() {
        text.push_str(&format!("{note}\n"));
    }
    let sections = [
        ("scheme-scale", words.scale()),
        ("scheme-indicators", words.indicators()),
        ("scheme-groups", words.groups()),
        ("scheme-steps", words.steps()),
        ("scheme-rates", words.rates()),
        ("scheme-ranking", words.ranking()),
        ("scheme-grading", words.grading()),
        ("scheme-annual", words.annual()),
        ("scheme-chance", words.chance()),
        ("scheme-rules", words.rules()),
        ("scheme-sources", words.sources()),
        ("scheme-cautions", words.told(&scheme.cautions)),
        ("scheme-open", words.told(&scheme.open_questions)),
    ];
    for (id, body) in sections {
        if !body.is_empty() {
            text.push_str(&format!("\n{}\n{body}", locale.word(id)));
        }
    }
    // Tables align their cells; lines that end in spaces would only disturb.
    let lines: Vec<String> = text.lines().map(|line| harmless(line.trim_end())).collect();
    format!("{}\n", lines.join("\n"))
}
