//! Speaking · the locale (语言): every sentence a person sees, in Chinese and English.
//!
//! *What it is.* Messages in `locales/`, one file for findings, reports and the command line in
//! each language, with the same ids and variables (a test compares).
//!
//! *What it promises.* A message that is missing is a fault that the tests find, never an empty
//! sentence. No sentence is built anywhere else.
//!
//! *What it does not do.* It rounds nothing: numbers arrive as they are to be printed.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::error::{Error, Mismatch};
use crate::estimate::Absent;
use crate::finding::{Effect, Finding, Kind, Place};
use crate::league::Why;
use crate::period::{Part, Period};
use crate::scheme::{Label, Language, Scheme};

const CHINESE: &[&str] = &[
    include_str!("../locales/zh-CN/findings.ftl"),
    include_str!("../locales/zh-CN/report.ftl"),
    include_str!("../locales/zh-CN/cli.ftl"),
    include_str!("../locales/zh-CN/page.ftl"),
    include_str!("../locales/zh-CN/site.ftl"),
    include_str!("../locales/zh-CN/book.ftl"),
    include_str!("../locales/zh-CN/init.ftl"),
    include_str!("../locales/zh-CN/whatif.ftl"),
    include_str!("../locales/zh-CN/plan.ftl"),
    include_str!("../locales/zh-CN/fair.ftl"),
    include_str!("../locales/zh-CN/reconcile.ftl"),
    include_str!("../locales/zh-CN/comment.ftl"),
    include_str!("../locales/zh-CN/letter.ftl"),
    include_str!("../locales/zh-CN/appeal.ftl"),
    include_str!("../locales/zh-CN/bulletin.ftl"),
];
const ENGLISH: &[&str] = &[
    include_str!("../locales/en/findings.ftl"),
    include_str!("../locales/en/report.ftl"),
    include_str!("../locales/en/cli.ftl"),
    include_str!("../locales/en/page.ftl"),
    include_str!("../locales/en/site.ftl"),
    include_str!("../locales/en/book.ftl"),
    include_str!("../locales/en/init.ftl"),
    include_str!("../locales/en/whatif.ftl"),
    include_str!("../locales/en/plan.ftl"),
    include_str!("../locales/en/fair.ftl"),
    include_str!("../locales/en/reconcile.ftl"),
    include_str!("../locales/en/comment.ftl"),
    include_str!("../locales/en/letter.ftl"),
    include_str!("../locales/en/appeal.ftl"),
    include_str!("../locales/en/bulletin.ftl"),
];

/// Whether a name stands in sentences of ours, in either language, so that meeting it says nothing of
/// whoever bears it. Commands that are shown as examples are no sentences.
pub fn is_our_word(name: &str) -> bool {
    let lines = CHINESE.iter().chain(ENGLISH).flat_map(|text| text.lines());
    lines.filter(|line| !line.contains("pingyi ")).any(|line| line.contains(name))
}

/// The messages of one language.
pub struct Locale {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// The variables of a message.
#[derive(Default)]
pub struct Args<'a>(FluentArgs<'a>);

impl<'a> Args<'a> {
    /// No variables.
    pub fn none() -> Args<'a> {
        Args::default()
    }

    /// With a text, printed as it is.
    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Args<'a> {
        self.0.set(name, FluentValue::String(value.into()));
        self
    }

    /// With a count, which decides between singular and plural.
    #[must_use]
    pub fn count(mut self, name: &'static str, value: impl TryInto<i64>) -> Args<'a> {
        self.0.set(name, value.try_into().unwrap_or(i64::MAX));
        self
    }
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Locale").field("language", &self.language).finish()
    }
}

impl Locale {
    /// The messages of a language.
    pub fn new(language: Language) -> Locale {
        let (id, texts) = match language {
            Language::Chinese => ("zh-CN", CHINESE),
            Language::English => ("en", ENGLISH),
        };
        let id: LanguageIdentifier = id.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks are invisible characters; they would end up in files and charts.
        bundle.set_use_isolating(false);
        for text in texts {
            // What does not parse is left out here and found by the tests.
            let resource =
                FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(part, _)| part);
            let _ = bundle.add_resource(resource);
        }
        Locale { language, bundle }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message `id` with its variables; the id itself where there is no such message.
    pub fn text(&self, id: &str, args: Args<'_>) -> String {
        self.find(id, &args).unwrap_or_else(|| id.to_owned())
    }

    /// The message `id`, which has no variables.
    pub fn word(&self, id: &str) -> String {
        self.text(id, Args::none())
    }

    /// The message `id`, or `None` where there is none.
    pub fn find(&self, id: &str, args: &Args<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&args.0), &mut errors).into_owned())
    }

    /// A name in this language.
    pub fn label<'a>(&self, label: &'a Label) -> &'a str {
        match self.language {
            Language::Chinese => &label.zh,
            Language::English => &label.en,
        }
    }

    /// A list as a sentence names it: `甲、乙` or `a, b`.
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        items.join(match self.language {
            Language::Chinese => "、",
            Language::English => ", ",
        })
    }

    /// A list within a sentence: `甲、乙和丙` is said as [`list`](Self::list) says it; in English the last
    /// one stands after `and`, and semicolons part names that have commas themselves.
    pub fn series<T: AsRef<str>>(&self, items: &[T]) -> String {
        let (Language::English, [first @ .., last]) = (self.language, items) else {
            return self.list(items);
        };
        let between = if items.iter().any(|item| has_comma(item.as_ref())) { "; " } else { ", " };
        let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
        match first.is_empty() {
            true => last.as_ref().to_owned(),
            false => {
                // Names that have an `and` themselves are parted before the last one too.
                let is_mixed = items.iter().any(|item| item.as_ref().contains(" and "));
                let mark = match (between, first.len() > 1) {
                    ("; ", true) => ";",
                    (_, true) if is_mixed => ",",
                    _ => "",
                };
                format!("{}{mark} and {}", first.join(between), last.as_ref())
            }
        }
    }

    /// A period: `2025年下半年`, `the second half of 2025`.
    pub fn period(&self, period: Period) -> String {
        let year = period.year().to_string();
        let args = Args::none().text("year", year);
        match period.part() {
            Part::Year => self.text("period-year", args),
            Part::Half(n) => self.text("period-half", args.count("part", n)),
            Part::Quarter(n) => self.text("period-quarter", args.count("part", n)),
        }
    }

    /// What was found, without its place: what is wrong and what to do now.
    pub fn finding(&self, finding: &Finding) -> String {
        let mut args = Args::none();
        for (name, value) in &finding.facts {
            args = args.text(name, value.to_string());
        }
        // A message that suggests a value has a second form for when there is none.
        for name in ["nearest", "expected", "value", "other", "detail", "unit"] {
            if finding.fact(name).is_none() {
                args = args.text(name, "");
            }
        }
        let has = if finding.fact("nearest").is_some() { "yes" } else { "no" };
        self.text(&format!("finding-{}", finding.kind.id()), args.text("has-nearest", has))
    }

    /// The short name of a kind of finding: `空白票`, `blank ballot`.
    pub fn kind(&self, kind: Kind) -> String {
        self.word(&format!("kind-{}", kind.id()))
    }

    /// What follows from a finding, in a word or two.
    pub fn effect(&self, effect: Effect) -> String {
        self.word(match effect {
            Effect::Stop => "effect-stop",
            Effect::RefuseRow => "effect-refuse-row",
            Effect::VoidBallot => "effect-void-ballot",
            Effect::VoidAnswer => "effect-void-answer",
            Effect::Flag => "effect-flag",
        })
    }

    /// Where: file, sheet, row, column or key, as a person looks for it. Empty for nowhere.
    pub fn place(&self, place: &Place) -> String {
        let row = place.row.map(|row| row.to_string());
        let parts = [
            ("place-file", place.file.as_deref()),
            ("place-sheet", place.sheet.as_deref()),
            ("place-row", row.as_deref()),
            ("place-column", place.column.as_deref()),
            ("place-key", place.key.as_deref()),
        ];
        let shown: Vec<String> = parts
            .into_iter()
            .filter_map(|(id, value)| Some(self.text(id, Args::none().text("value", value?))))
            .collect();
        shown.join(match self.language {
            Language::Chinese => "",
            Language::English => ", ",
        })
    }

    /// What ended a run. Findings are told one by one by the caller.
    pub fn error(&self, error: &Error) -> String {
        match error {
            Error::Findings(findings) => {
                self.text("error-findings", Args::none().count("n", findings.len()))
            }
            Error::Io { path, source } => {
                let args = Args::none().text("path", path.display().to_string());
                self.text("error-io", args.text("detail", self.system(source)))
            }
            Error::Incomparable(mismatches) => {
                let why: Vec<String> = mismatches.iter().map(|m| self.mismatch(m)).collect();
                self.text("error-incomparable", Args::none().text("why", self.list(&why)))
            }
            Error::Document { name, detail } => {
                let args = Args::none().text("name", name).text("detail", detail);
                self.text("error-document", args)
            }
            Error::Leak { name, what } => {
                self.text("error-leak", Args::none().text("name", name).text("what", what))
            }
        }
    }

    /// What the system said, in words where they are known.
    pub fn system(&self, error: &std::io::Error) -> String {
        use std::io::ErrorKind;
        let id = match error.kind() {
            ErrorKind::NotFound => "io-not-found",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "io-denied",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "io-full",
            ErrorKind::AlreadyExists => "io-exists",
            ErrorKind::NotADirectory => "io-no-folder",
            ErrorKind::IsADirectory => "io-folder",
            ErrorKind::InvalidFilename => "io-name",
            ErrorKind::InvalidData => "io-invalid",
            ErrorKind::Interrupted => "io-interrupted",
            _ => return error.to_string(),
        };
        self.word(id)
    }

    /// Why two periods do not compare.
    pub fn mismatch(&self, mismatch: &Mismatch) -> String {
        match mismatch {
            Mismatch::Scale => self.word("mismatch-scale"),
            Mismatch::Indicators(ids) => {
                self.text("mismatch-indicators", Args::none().text("ids", self.list(ids)))
            }
            Mismatch::Rules(key) => self.text("mismatch-rules", Args::none().text("key", *key)),
        }
    }

    /// Why there is no score.
    pub fn absent(&self, scheme: &Scheme, absent: &Absent) -> String {
        match absent {
            Absent::NotInForce => self.word("absent-not-in-force"),
            Absent::NoBallots => self.word("absent-no-ballots"),
            Absent::NoAnswers => self.word("absent-no-answers"),
            Absent::NoIndicator(index) => {
                let label = self.label(&scheme.indicators.all()[*index].label);
                self.text("absent-no-indicator", Args::none().text("indicator", label))
            }
            Absent::NoPeriod(period) => {
                self.text("absent-no-period", Args::none().text("period", self.period(*period)))
            }
            Absent::Withheld => self.word("absent-withheld"),
        }
    }

    /// Why a unit is not ranked.
    pub fn why(&self, scheme: &Scheme, why: &Why) -> String {
        match why {
            Why::Absent(absent) => self.absent(scheme, absent),
            Why::TooFew { n, min } => {
                self.text("why-too-few", Args::none().count("n", *n).count("min", *min))
            }
            Why::MissingGroups(groups) => {
                let names: Vec<&str> =
                    groups.iter().map(|group| self.label(&scheme.groups[*group].label)).collect();
                self.text("why-missing-groups", Args::none().text("groups", self.list(&names)))
            }
            Why::ScoreOnly => self.word("why-score-only"),
            Why::Unreliable { reliability, least } => {
                let args = Args::none().text("reliability", format!("{reliability:.3}"));
                self.text("why-unreliable", args.text("least", format!("{least:.2}")))
            }
        }
    }
}

/// The texts of both languages, for the test that compares them.
pub fn sources() -> [(Language, &'static [&'static str]); 2] {
    [(Language::Chinese, CHINESE), (Language::English, ENGLISH)]
}

/// Whether a name has a comma outside brackets.
fn has_comma(name: &str) -> bool {
    let mut depth = 0_usize;
    for c in name.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_english_list_ends_with_and_and_parts_names_with_commas_by_semicolons() {
        let english = Locale::new(Language::English);
        assert_eq!(english.series(&["A"]), "A");
        assert_eq!(english.series(&["A (1, 2)", "B"]), "A (1, 2) and B");
        assert_eq!(english.series(&["A", "B", "C"]), "A, B and C");
        assert_eq!(
            english.series(&["A", "Radio, Film and Press", "C"]),
            "A; Radio, Film and Press; and C"
        );
        assert_eq!(Locale::new(Language::Chinese).series(&["甲", "乙"]), "甲、乙");
        assert_eq!(english.series(&["A", "B and C", "D"]), "A, B and C, and D");
        assert_eq!(english.series::<&str>(&[]), "");
    }
}
