//! Stop 0 · the scheme (方案): the rule book of an appraisal.
//!
//! *What it is.* One TOML file with every choice: scale and points, indicators and groups with
//! their weights, categories and who may see them, scoring, rounding, ranking, grades, what is done
//! about chance, void rules.
//!
//! *What it promises.* A [`Scheme`] that was read is complete and consistent; otherwise
//! [`Scheme::read`] returns every mistake with its key and line. What a shipped scheme leaves to
//! the office stays open in [`Scheme::open_questions`] and stops an appraisal that would use it.
//!
//! *What it does not do.* It knows no unit and no period, and computes nothing.

mod chance;
mod form;
mod grading;
mod indicator;
mod ranking;
mod read;
mod reference;
mod reweight;
mod rule;
mod rule_form;
mod scale;
mod scoring;
mod shipped;
mod test;

pub use chance::{Below, Comparison, ErrorRule, Family, Lonely, RateInterval, Reliability};
pub use form::{Fidelity, Language};
pub use grading::{BoundaryTies, Grading, GradingRule, Within};
pub use indicator::{Indicator, Indicators, Measure};
pub use ranking::{Compare, RankedBy, Ranking, TieBreaker, Ties};
pub use reference::{json_schema, key_reference};
pub use reweight::{Reweighting, Unweighable};
pub use rule::{Rule, RuleKind};
pub use scale::{Band, Bin, Code, Level, Mark, MarkKind, Polarity, Range, Scale};
pub use scoring::{Annual, MissingGroup, MissingPeriod, Mode, RoundingRule, Scoring, Stage, Trim};
pub use shipped::{shipped_ids, shipped_text};
pub use test::{MILLION, Quantity, Test};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::exact::{Published, Ratio};
use crate::finding::{Effect, Finding};
use crate::naming::Names;

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Label {
    /// In Chinese; also the name used in files.
    pub zh: String,
    /// In English; the Chinese name where the scheme gives none.
    pub en: String,
}

/// Who may see the scores and ranks of a category (公布范围).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Publication {
    /// Scores and ranks are published.
    #[default]
    Ranked,
    /// Scores are published, ranks are not made.
    ScoreOnly,
    /// For the leaders only: absent from everything public.
    Internal,
}

/// Where a rule of the scheme comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What the source is.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// How the scheme follows it.
    pub fidelity: Fidelity,
    /// Which part of the scheme it covers.
    pub covers: Option<String>,
}

/// One rater group (评议主体).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Short name in files.
    pub id: String,
    /// As printed.
    pub label: Label,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Weight where the category has none of its own; `None` where the office must decide.
    pub weight: Option<Ratio>,
    /// The only units it rates, by id; all where absent.
    pub only_units: Option<Vec<String>>,
}

/// One category of units (类别).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Short name in files.
    pub id: String,
    /// As printed.
    pub label: Label,
    /// Who may see it.
    pub publication: Publication,
    /// Weight of each group, in the order of [`Scheme::groups`]; zero where it does not rate.
    pub weights: Vec<Ratio>,
}

/// Level sets of the rates, as indices of [`Scale::bins`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rates {
    /// 满意率; empty where the scheme publishes none.
    pub satisfied: Vec<usize>,
    /// 不满意率; empty where the scheme publishes none.
    pub dissatisfied: Vec<usize>,
}

/// The rule book of an appraisal, complete and consistent.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Short name.
    pub id: String,
    /// Name.
    pub name: Label,
    /// Language of the reports unless asked otherwise.
    pub language: Language,
    /// What a reader should know; may be empty.
    pub note: Label,
    /// Where the rules come from.
    pub sources: Vec<Source>,
    /// What may be marked and what it counts.
    pub scale: Scale,
    /// What is asked.
    pub indicators: Indicators,
    /// Who answers. Never empty.
    pub groups: Vec<Group>,
    /// Units ranked together. Never empty.
    pub categories: Vec<Category>,
    /// How answers become scores.
    pub scoring: Scoring,
    /// What counts as satisfied.
    pub rates: Rates,
    /// How scores are rounded.
    pub rounding: RoundingRule,
    /// How units are ranked.
    pub ranking: Ranking,
    /// How grades are given; `None` where the scheme gives none.
    pub grading: Option<Grading>,
    /// How half-years make a year.
    pub annual: Annual,
    /// How errors, intervals and rank sets are made.
    pub error: ErrorRule,
    /// When a difference is called one.
    pub comparison: Comparison,
    /// When a rank is refused.
    pub reliability: Reliability,
    /// What follows from what is found, in order: the scheme's own rules, the usual ones for every
    /// kind it does not name, and the default screen. At most 64.
    pub rules: Vec<Rule>,
    /// What the office must still decide, as findings with their key.
    pub open_questions: Vec<Finding>,
    /// What a careful reader would ask about the scheme; flags, never stops.
    pub cautions: Vec<Finding>,
    group_names: Names<usize>,
    category_names: Names<usize>,
}

impl Scheme {
    /// What follows from a kind of finding.
    pub fn effect(&self, kind: RuleKind) -> Effect {
        let rule = self.rules.iter().find(|rule| rule.when == kind);
        rule.map_or(kind.usual_effect(), |rule| rule.effect)
    }

    /// The names of the rater groups.
    pub fn group_names(&self) -> &Names<usize> {
        &self.group_names
    }

    /// The names of the categories.
    pub fn category_names(&self) -> &Names<usize> {
        &self.category_names
    }

    /// Rounds a score as the scheme says: the one rounding of the road.
    pub fn publish(&self, value: &Ratio) -> Published {
        value.publish(self.rounding.rule, self.rounding.decimals)
    }

    /// Whether whole ballots are counted beside their answers.
    pub fn counts_ballots(&self) -> bool {
        self.scoring.mode == Mode::BallotFirst
    }
}
