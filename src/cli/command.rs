//! What can be typed. Every word of the help comes from `locales/`.

use std::ffi::OsString;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, Command, value_parser};
use pingyi::locale::Locale;

use super::plan;

/// Name, Chinese name and arguments of each command, in the order of the road.
const COMMANDS: [(&str, &str, &[&str]); 18] = [
    ("check", "核查", &["folder", "period", "format", "out"]),
    ("count", "计票", &["folder", "period", "ballots", "format-parquet", "out"]),
    ("merge", "合并", &["tallies", "format-columns", "out"]),
    (
        "score",
        "计分",
        &[
            "folder",
            "indicator-of",
            "covariance-out",
            "from-tally",
            "period",
            "audience",
            "format-parquet",
            "out",
        ],
    ),
    (
        "rank",
        "排名",
        &[
            "folder",
            "period",
            "against",
            "audience",
            "from-estimates",
            "covariance-in",
            "from-counts",
            "from-tally",
            "confidence",
            "draws",
            "seed",
            "format-parquet",
            "out",
        ],
    ),
    ("compare", "对比", &["folder", "period", "against", "audience", "format", "out"]),
    ("report", "通报", &["folder", "period", "against", "readers", "out"]),
    ("verify", "核验", &["report", "folder"]),
    ("explain", "解释", &["unit", "folder", "indicator", "period", "against"]),
    ("appeal", "复核", &["unit", "folder", "period", "audience", "out"]),
    (
        "whatif",
        "如果",
        &[
            "folder",
            "weight",
            "other-scheme",
            "without",
            "with",
            "sensitivity",
            "period",
            "audience",
            "format",
            "out",
        ],
    ),
    ("scheme", "方案", &["scheme", "toml", "out"]),
    ("init", "初始化", &["files", "from", "period", "like", "out"]),
    ("reconcile", "双录", &["typed", "key", "ignore", "settled", "format", "out"]),
    ("comments", "意见", &["folder", "period", "audience", "dictionary", "format", "out"]),
    ("simulate", "模拟", &["plan", "out"]),
    ("completions", "补全", &["shell"]),
    ("schema", "格式", &["schema"]),
];

/// The words that ask for help in place of a command.
const HELP: [&str; 2] = ["help", "帮助"];

/// Everything that can be typed, explained in the words of `locale`.
pub(super) fn tree(locale: &Locale) -> Command {
    let mut command = Command::new("pingyi")
        .about(locale.word("about"))
        .version(env!("CARGO_PKG_VERSION"))
        .override_usage(locale.word("usage-pingyi"))
        .help_template(template("", locale))
        .after_help(format!(
            "{}\n\n{}",
            block("heading-examples", "examples-pingyi", locale),
            block("heading-status", "status", locale)
        ))
        .subcommand_help_heading(locale.word("heading-commands"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .term_width(100)
        .arg(global("help", locale).short('h').long("help").action(ArgAction::Help))
        .arg(argument("version", locale).short('V').long("version").action(ArgAction::Version))
        .arg(language(locale))
        .arg(
            global("threads", locale)
                .long("threads")
                .value_name("N")
                .value_parser(value_parser!(u16).range(1..=1024)),
        )
        .arg(global("quiet", locale).short('q').long("quiet").action(ArgAction::SetTrue));
    for (name, chinese, arguments) in COMMANDS {
        if name == "init" {
            command = command.subcommand(plan::tree(locale));
        }
        command = command.subcommand(subcommand(name, chinese, arguments, locale));
    }
    command
}

/// What the help is made of; `more` stands below the first line.
pub(super) fn template(more: &str, locale: &Locale) -> String {
    let usage = locale.word("heading-usage");
    let more = if more.is_empty() { String::new() } else { format!("\n{more}\n") };
    format!("{{about-with-newline}}{more}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}\n")
}

/// Lines below the options, moved in under their heading.
pub(super) fn block(heading: &str, lines: &str, locale: &Locale) -> String {
    let text = locale.word(lines);
    let lines: Vec<String> = text.lines().map(|line| format!("  {line}")).collect();
    format!("{}\n{}", locale.word(heading), lines.join("\n"))
}

fn subcommand(
    name: &'static str,
    chinese: &'static str,
    arguments: &[&str],
    locale: &Locale,
) -> Command {
    let more = locale.word(&format!("about-{name}-long"));
    let mut command = Command::new(name)
        .alias(chinese)
        .about(locale.word(&format!("about-{name}")))
        .override_usage(locale.word(&format!("usage-{name}")))
        .help_template(template(&more, locale))
        .after_help(block("heading-examples", &format!("examples-{name}"), locale))
        .disable_help_flag(true)
        .term_width(100);
    for argument in arguments {
        command = command.arg(one(argument, name, locale));
    }
    command
}

/// One argument of a command.
fn one(id: &str, command: &str, locale: &Locale) -> Arg {
    match id {
        "folder" => positional("folder", locale).default_value(".").hide_default_value(true),
        "unit" => positional("unit", locale).required(true),
        "report" => positional("report", locale).required(true),
        "scheme" => positional("scheme", locale),
        "plan" => positional("plan", locale).required(true),
        "files" => positional("files", locale).num_args(0..).hide(true),
        "tallies" => named_positional("tallies", "files", locale).num_args(1..).required(true),
        "from" => option("from", locale).num_args(1..),
        "typed" => positional("typed", locale).num_args(2).required(true),
        "key" | "ignore" => option(id, locale).num_args(1..).action(ArgAction::Append),
        "shell" => {
            positional("shell", locale).required(true).value_parser(PossibleValuesParser::new([
                "bash",
                "elvish",
                "fish",
                "powershell",
                "zsh",
            ]))
        }
        "schema" => positional("schema", locale)
            .required(true)
            .value_parser(PossibleValuesParser::new(["scheme", "appraisal"])),
        "period" | "against" | "indicator" | "like" | "settled" => option(id, locale),
        "audience" => option("audience", locale).value_parser(PossibleValuesParser::new([
            PossibleValue::new("internal").alias("内部"),
            PossibleValue::new("public").alias("公开"),
        ])),
        "readers" => named("readers", "readers", "audience", locale).long("audience").value_parser(
            PossibleValuesParser::new([
                PossibleValue::new("all").alias("全部"),
                PossibleValue::new("internal").alias("内部"),
                PossibleValue::new("public").alias("公开"),
                PossibleValue::new("units").alias("单位"),
            ]),
        ),
        "format" => option("format", locale)
            .value_parser(PossibleValuesParser::new(["table", "csv", "json"])),
        "format-parquet" => option("format", locale)
            .value_parser(PossibleValuesParser::new(["table", "csv", "json", "parquet", "arrow"])),
        "confidence" => named("confidence", "set-confidence", "set-confidence", locale),
        "draws" => named("draws", "set-draws", "set-draws", locale)
            .value_parser(value_parser!(u32).range(200..=1_000_000)),
        "seed" => named("seed", "set-seed", "set-draws", locale).value_parser(value_parser!(u64)),
        "weight" => {
            named("weight", "whatif-weight", "whatif-weight", locale).action(ArgAction::Append)
        }
        "other-scheme" => named("other-scheme", "other-scheme", "scheme", locale).long("scheme"),
        "without" => option("without", locale).conflicts_with("with"),
        "with" => option("with", locale),
        "sensitivity" => argument("sensitivity", locale)
            .long("sensitivity")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["weight", "other-scheme", "without", "with"]),
        "dictionary" => {
            argument("dictionary", locale).long("dictionary").action(ArgAction::SetTrue)
        }
        "toml" => argument("toml", locale).long("toml").action(ArgAction::SetTrue),
        _ => one_file(id, command, locale),
    }
}

/// One argument that names a file of its own, or says how it is stored.
fn one_file(id: &str, command: &str, locale: &Locale) -> Arg {
    match id {
        "format-columns" => option("format", locale)
            .help(locale.word("option-format-columns"))
            .value_parser(PossibleValuesParser::new(["parquet", "arrow"])),
        "from-tally" => {
            file("from-tally", "from-tally", locale).conflicts_with_all(rivals(command))
        }
        "ballots" => file("ballots", "ballots", locale),
        "indicator-of" => named("indicator", "indicator-of", "indicator", locale),
        "covariance-out" => file("covariance", "covariance-out", locale),
        "covariance-in" => file("covariance", "covariance-in", locale).requires("from-estimates"),
        "from-estimates" => file("from-estimates", "from-estimates", locale).conflicts_with_all([
            "from-counts",
            "period",
            "against",
        ]),
        "from-counts" => {
            file("from-counts", "from-counts", locale).conflicts_with_all(["period", "against"])
        }
        _ => option("out", locale)
            .help(locale.word(&format!("option-out-{command}")))
            .value_parser(value_parser!(std::path::PathBuf)),
    }
}

/// What cannot stand beside a tally to go on from.
fn rivals(command: &str) -> &'static [&'static str] {
    match command {
        "rank" => &["against", "from-estimates", "from-counts"],
        _ => &["covariance"],
    }
}

pub(super) fn argument(id: &str, locale: &Locale) -> Arg {
    Arg::new(id.to_owned())
        .help(locale.word(&format!("option-{id}")))
        .help_heading(locale.word("heading-options"))
}

fn global(id: &str, locale: &Locale) -> Arg {
    argument(id, locale).global(true).help_heading(locale.word("heading-global"))
}

pub(super) fn option(id: &str, locale: &Locale) -> Arg {
    argument(id, locale)
        .long(id.to_owned())
        .value_name(locale.word(&format!("value-{id}")))
        .hide_possible_values(true)
}

/// An option whose help differs from that of another with its name.
fn named(id: &str, help: &str, value: &str, locale: &Locale) -> Arg {
    Arg::new(id.to_owned())
        .long(id.to_owned())
        .help(locale.word(&format!("option-{help}")))
        .help_heading(locale.word("heading-options"))
        .value_name(locale.word(&format!("value-{value}")))
        .hide_possible_values(true)
}

/// An option that names a file.
fn file(id: &str, help: &str, locale: &Locale) -> Arg {
    named(id, help, "files", locale).value_parser(value_parser!(std::path::PathBuf))
}

pub(super) fn positional(id: &str, locale: &Locale) -> Arg {
    argument(id, locale)
        .value_name(locale.word(&format!("value-{id}")))
        .hide_possible_values(true)
        .help_heading(locale.word("heading-arguments"))
}

/// A positional whose value is called as that of another.
fn named_positional(id: &str, value: &str, locale: &Locale) -> Arg {
    argument(id, locale)
        .value_name(locale.word(&format!("value-{value}")))
        .help_heading(locale.word("heading-arguments"))
}

fn language(locale: &Locale) -> Arg {
    let values = [
        PossibleValue::new("zh").aliases(["zh-CN", "zh_CN", "中文"]),
        PossibleValue::new("en").aliases(["English", "english", "英文"]),
    ];
    global("lang", locale)
        .long("lang")
        .value_name("zh|en")
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new(values))
}

/// `pingyi help check` and `pingyi 帮助 核查` ask for what `pingyi check --help` shows.
pub(super) fn help_as_option(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_help = |word: &OsString| HELP.iter().any(|help| word == help);
    // Only before a command: further on the word may name a folder.
    let mut at = 1;
    while let Some(word) = arguments.get(at).map(|word| word.to_string_lossy().into_owned()) {
        match word.as_str() {
            "--lang" | "--threads" => at += 2,
            option if option.starts_with('-') => at += 1,
            _ => break,
        }
    }
    if arguments.get(at).is_some_and(is_help) {
        arguments.remove(at);
        arguments.push(OsString::from("--help"));
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;
    use pingyi::scheme::Language;

    #[test]
    fn the_tree_is_sound_in_both_languages() {
        for language in [Language::Chinese, Language::English] {
            tree(&Locale::new(language)).debug_assert();
        }
    }

    #[test]
    fn help_can_be_asked_for_by_word() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        let asked = |line: &str| help_as_option(words(line));
        assert_eq!(asked("pingyi help check"), words("pingyi check --help"));
        assert_eq!(asked("pingyi --lang en 帮助 核查"), words("pingyi --lang en 核查 --help"));
        assert_eq!(asked("pingyi check help"), words("pingyi check help"));
    }
}
