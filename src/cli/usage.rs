//! Wrong usage, told in the user's language: what is wrong, and the nearest thing that is right.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use pingyi::finding::nearest;
use pingyi::locale::Args;

use super::Status;
use super::terminal::Terminal;

/// Tells a mistake of the command line, or prints the help that was asked for.
pub(super) fn tell(error: &clap::Error, terminal: &mut Terminal) -> Status {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let printed = terminal.print(&error.render().to_string());
            match printed.and_then(|()| terminal.finish()) {
                Ok(()) => Status::Done,
                Err(error) => super::closed(&error, terminal),
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            terminal.say(error.render().to_string().trim_end());
            Status::Usage
        }
        _ => {
            let sentence = sentence(error, terminal);
            say(&sentence, terminal);
            Status::Usage
        }
    }
}

/// A sentence about the command line, and where to read more.
pub(super) fn say(sentence: &str, terminal: &mut Terminal) {
    terminal.error(sentence);
    let hint = terminal.locale().word("usage-hint");
    terminal.say(&hint);
}

fn sentence(error: &clap::Error, terminal: &Terminal) -> String {
    let locale = terminal.locale();
    let context = |kind| error.get(kind).map(shown).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let (id, value) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            ("usage-unknown-command", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => ("usage-missing-command", String::new()),
        ErrorKind::UnknownArgument => ("usage-unknown-option", String::new()),
        ErrorKind::MissingRequiredArgument => ("usage-missing-argument", String::new()),
        ErrorKind::InvalidValue if value.is_empty() => ("usage-missing-value", value),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => ("usage-bad-value", value),
        ErrorKind::ArgumentConflict if context(ContextKind::PriorArg) == argument => {
            ("usage-repeated", String::new())
        }
        ErrorKind::ArgumentConflict => ("usage-twice", context(ContextKind::PriorArg)),
        ErrorKind::InvalidUtf8 => ("usage-not-utf8", String::new()),
        _ => ("usage-wrong", String::new()),
    };
    let suggested = suggestion(error, if value.is_empty() { &argument } else { &value });
    let has_nearest = if suggested.is_some() { "yes" } else { "no" };
    let args = Args::none()
        .text("argument", argument)
        .text("value", value)
        .text("expected", context(ContextKind::ValidValue))
        .text("nearest", suggested.unwrap_or_default())
        .text("has-nearest", has_nearest);
    locale.text(id, args)
}

/// The nearest of what clap suggests, which it gives in no order of use.
fn suggestion(error: &clap::Error, given: &str) -> Option<String> {
    let kinds =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    kinds.into_iter().find_map(|kind| match error.get(kind)? {
        ContextValue::String(one) => Some(one.clone()),
        ContextValue::Strings(several) => {
            let nearest = nearest(given, several.iter().map(String::as_str));
            nearest.or_else(|| several.first().map(String::as_str)).map(str::to_owned)
        }
        _ => None,
    })
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(texts) => texts.join(" / "),
        ContextValue::None => String::new(),
        other => other.to_string(),
    }
}
