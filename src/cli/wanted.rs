//! What was typed, and what it means.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use pingyi::columnar::Stored;
use pingyi::finding::{Effect, Finding, Kind, Place};
use pingyi::locale::Locale;
use pingyi::period::Period;
use pingyi::report::Audience;
use pingyi::report::write::Readers;
use pingyi::scheme::Language;

use super::Trouble;

/// Everything a command may be told; what does not concern it is empty.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// The folder of the appraisal.
    pub(super) folder: PathBuf,
    /// The period; the latest where absent.
    pub(super) period: Option<Period>,
    /// The period to compare with; the usual two where absent.
    pub(super) against: Option<Period>,
    /// Who will read it.
    pub(super) audience: Audience,
    /// Who gets a folder of a report.
    pub(super) readers: Readers,
    /// How a table is printed.
    pub(super) format: Format,
    /// Where to write to.
    pub(super) out: Option<PathBuf>,
    /// The language asked for; a report is in the scheme's where absent.
    pub(super) language: Option<Language>,
    /// How many threads may work.
    pub(super) threads: Option<usize>,
    /// Whether only what stops the run is told.
    pub(super) quiet: bool,
    /// The unit, report or scheme named, the shell, or which JSON Schema.
    pub(super) name: Option<String>,
    /// The indicator to explain.
    pub(super) indicator: Option<String>,
    /// The files to start from.
    pub(super) files: Vec<PathBuf>,
    /// Whether the scheme's file itself is wanted.
    pub(super) toml: bool,
    /// What is supposed, for a what-if question.
    pub(super) supposed: Supposed,
    /// Tables from elsewhere, and how they are ranked.
    pub(super) elsewhere: Elsewhere,
    /// The tally to go on from, in place of ballots.
    pub(super) tally: Option<PathBuf>,
    /// Where to write the ballots as codes.
    pub(super) ballots: Option<PathBuf>,
}

/// What a what-if question supposes.
#[derive(Debug, Default)]
pub(super) struct Supposed {
    /// Another scheme: a file or a shipped id.
    pub(super) scheme: Option<String>,
    /// Weights, each `NAME=PERCENT`.
    pub(super) weights: Vec<String>,
    /// A rule that is left out.
    pub(super) without: Option<String>,
    /// A rule that voids what it meets.
    pub(super) with: Option<String>,
    /// Whether the weights are to be varied instead.
    pub(super) sensitivity: bool,
}

/// Tables from elsewhere, and how they are ranked.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    /// Estimates with their errors.
    pub(super) estimates: Option<PathBuf>,
    /// How often each was named.
    pub(super) counts: Option<PathBuf>,
    /// The covariance of the estimates: to be read with them, or to be written.
    pub(super) covariance: Option<PathBuf>,
    /// In per cent.
    pub(super) confidence: Option<String>,
    /// Draws behind the sets.
    pub(super) draws: Option<u32>,
    /// Their seed.
    pub(super) seed: u64,
}

/// How a table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Format {
    /// Aligned, for people.
    #[default]
    Table,
    /// Comma-separated, for spreadsheets.
    Csv,
    /// For programs.
    Json,
    /// Columns for data frames.
    Columns(Stored),
}

impl Wanted {
    /// What the arguments of a command mean.
    pub(super) fn of(matches: &ArgMatches, locale: &Locale) -> Result<Wanted, Trouble> {
        let text = |id: &str| value::<String>(matches, id);
        let period = |id: &str| -> Result<Option<Period>, Trouble> {
            let Some(text) = value::<String>(matches, id) else { return Ok(None) };
            match text.parse() {
                Ok(period) => Ok(Some(period)),
                Err(_) => {
                    let finding = Finding::new(Kind::BadPeriod, Effect::Stop, Place::default());
                    Err(Trouble::Usage(locale.finding(&finding.with("value", text))))
                }
            }
        };
        let out = value::<PathBuf>(matches, "out");
        let name = ["unit", "report", "scheme", "plan", "shell", "schema", "like"]
            .into_iter()
            .find_map(text);
        Ok(Wanted {
            folder: text("folder").map(PathBuf::from).unwrap_or_default(),
            period: period("period")?,
            against: period("against")?,
            audience: audience(text("audience").as_deref()),
            readers: readers(text("readers").as_deref()),
            format: match text("format").as_deref() {
                Some("table") => Format::Table,
                Some("csv") => Format::Csv,
                Some("json") => Format::Json,
                Some("parquet") => Format::Columns(Stored::Parquet),
                Some("arrow") => Format::Columns(Stored::Arrow),
                _ => by_ending(out.as_deref()),
            },
            out,
            language: text("lang").as_deref().and_then(super::language::named),
            threads: value::<u16>(matches, "threads").map(usize::from),
            quiet: flag(matches, "quiet"),
            name,
            indicator: text("indicator"),
            files: ["from", "files", "tallies"].iter().flat_map(|id| many(matches, id)).collect(),
            toml: flag(matches, "toml"),
            tally: value::<PathBuf>(matches, "from-tally"),
            ballots: value::<PathBuf>(matches, "ballots"),
            supposed: Supposed {
                scheme: text("other-scheme"),
                weights: match matches.try_get_many::<String>("weight") {
                    Ok(Some(weights)) => weights.cloned().collect(),
                    _ => Vec::new(),
                },
                without: text("without"),
                with: text("with"),
                sensitivity: flag(matches, "sensitivity"),
            },
            elsewhere: Elsewhere {
                estimates: value::<PathBuf>(matches, "from-estimates"),
                counts: value::<PathBuf>(matches, "from-counts"),
                covariance: value::<PathBuf>(matches, "covariance"),
                confidence: text("confidence"),
                draws: value::<u32>(matches, "draws"),
                seed: value::<u64>(matches, "seed").unwrap_or_default(),
            },
        })
    }

    /// The words of what is printed about an appraisal: as asked for, else the scheme's.
    pub(super) fn locale(&self, scheme: &pingyi::scheme::Scheme) -> Locale {
        Locale::new(self.language.unwrap_or(scheme.language))
    }
}

fn readers(named: Option<&str>) -> Readers {
    match named {
        Some("内部") => Readers::Internal,
        Some("公开") => Readers::Public,
        Some("单位") => Readers::Units,
        other => other.and_then(Readers::named).unwrap_or_default(),
    }
}

fn audience(named: Option<&str>) -> Audience {
    match named {
        Some("public" | "公开") => Audience::Public,
        _ => Audience::Internal,
    }
}

/// The format that the ending of `--out` asks for; a table for people where it asks for none.
fn by_ending(out: Option<&Path>) -> Format {
    let name = out.and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let lower = name.to_ascii_lowercase();
    match Stored::of_name(&name) {
        Some(stored) => Format::Columns(stored),
        None if lower.ends_with(".csv") => Format::Csv,
        None if lower.ends_with(".json") => Format::Json,
        None => Format::Table,
    }
}

/// The value of an argument, if the command has it and it was given.
fn value<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Option<T> {
    matches.try_get_one::<T>(id).ok().flatten().cloned()
}

fn many(matches: &ArgMatches, id: &str) -> Vec<PathBuf> {
    match matches.try_get_many::<String>(id) {
        Ok(Some(files)) => files.map(PathBuf::from).collect(),
        _ => Vec::new(),
    }
}

fn flag(matches: &ArgMatches, id: &str) -> bool {
    value::<bool>(matches, id).unwrap_or(false)
}
