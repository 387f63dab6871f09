//! `pingyi plan` (规划): how many raters, whom to draw, and which codes they get.

mod codes;
mod draw;
mod given;
mod size;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use pingyi::locale::Locale;

use super::command::{block, option, positional, template};
use super::terminal::Terminal;
use super::wanted::Wanted;
use super::{Outcome, Status};

/// Name, Chinese name and arguments of each part.
const PARTS: [(&str, &str, &[&str]); 3] = [
    (
        "size",
        "样本量",
        &[
            "folder",
            "period",
            "half-width",
            "difference",
            "reliability",
            "spread",
            "weight",
            "per-rater",
            "units",
            "between",
            "correlation",
            "answer-correlation",
            "design-effect",
            "population",
            "response",
            "allocation",
            "confidence",
            "power",
            "format",
            "out",
        ],
    ),
    ("draw", "抽样", &["register", "take", "total", "share", "reserve", "seed", "out"]),
    ("codes", "发码", &["count", "seed", "out"]),
];

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, terminal: &mut Terminal) -> Outcome {
    let Some((name, matches)) = matches.subcommand() else { return Ok(Status::Usage) };
    let wanted = Wanted::of(matches, terminal.locale())?;
    terminal.set_quiet(wanted.quiet);
    match name {
        "size" => size::run(matches, &wanted, terminal),
        "draw" => draw::run(matches, &wanted, terminal),
        "codes" => codes::run(matches, &wanted, terminal),
        _ => Ok(Status::Usage),
    }
}

/// What can be typed after `plan`.
pub(super) fn tree(locale: &Locale) -> Command {
    let mut command = command("plan", "plan", "规划", locale)
        .subcommand_help_heading(locale.word("heading-commands"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true);
    for (name, chinese, arguments) in PARTS {
        let id = format!("plan-{name}");
        let mut part = self::command(name, &id, chinese, locale);
        for argument in arguments {
            part = part.arg(one(argument, &id, locale));
        }
        command = command.subcommand(part);
    }
    command
}

/// A command without arguments; `id` is the end of the ids of its words.
fn command(name: &'static str, id: &str, chinese: &'static str, locale: &Locale) -> Command {
    let more = locale.word(&format!("about-{id}-long"));
    Command::new(name)
        .alias(chinese)
        .about(locale.word(&format!("about-{id}")))
        .override_usage(locale.word(&format!("usage-{id}")))
        .help_template(template(&more, locale))
        .after_help(block("heading-examples", &format!("examples-{id}"), locale))
        .disable_help_flag(true)
        .term_width(100)
}

/// One argument.
fn one(id: &str, command: &str, locale: &Locale) -> Arg {
    let choice = |arg: Arg, values: &'static [&'static str]| {
        arg.value_parser(PossibleValuesParser::new(values))
    };
    match id {
        "folder" => positional("folder", locale),
        "register" => positional("register", locale).required(true),
        "spread" | "weight" | "per-rater" | "units" | "population" | "response" | "take" => {
            option(id, locale).action(ArgAction::Append)
        }
        "count" => option(id, locale).action(ArgAction::Append).required(true),
        "allocation" => choice(option(id, locale), &["optimal", "proportional", "equal"]),
        "share" => choice(option(id, locale), &["proportional", "equal"]),
        "format" => choice(option(id, locale), &["table", "csv", "json"]),
        "seed" => {
            let help = locale.word(&format!("option-seed-{}", command.trim_start_matches("plan-")));
            Arg::new("seed")
                .long("seed")
                .value_name(locale.word("value-seed"))
                .help(help)
                .help_heading(locale.word("heading-options"))
        }
        "out" => Arg::new("out")
            .long("out")
            .value_name(locale.word("value-out"))
            .help(locale.word(&format!("option-out-{command}")))
            .help_heading(locale.word("heading-options"))
            .value_parser(clap::value_parser!(std::path::PathBuf)),
        id => option(id, locale),
    }
}
