//! The keys of a scheme file, as people write them. The JSON Schema in `docs/` is made from here.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::chance::{Below, Family, Lonely, RateInterval};
use super::grading::BoundaryTies;
use super::ranking::{Compare, RankedBy, TieBreaker, Ties};
use super::rule_form::RuleForm;
use super::scoring::{MissingGroup, MissingPeriod, Mode, Stage};
use super::{Polarity, Publication};
use crate::exact::Rounding;
use crate::form::Amount;

/// A scheme (方案): the rule book of an appraisal.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name", "scale", "indicators", "groups"]))]
pub(crate) struct SchemeForm {
    /// Short name of letters, digits, `-` and `_`, such as `xiaoneng-6`.
    pub(crate) id: String,
    /// Name in Chinese.
    pub(crate) name: String,
    /// Name in English.
    pub(crate) name_en: Option<String>,
    /// Language of the reports where `--lang` is not given.
    #[schemars(extend("default" = "zh-CN"))]
    pub(crate) language: Option<Language>,
    /// What a reader should know about the scheme.
    pub(crate) note: Option<String>,
    /// The same in English.
    pub(crate) note_en: Option<String>,
    /// Where the rules come from.
    pub(crate) sources: Vec<SourceForm>,
    /// The options of an answer and their points.
    pub(crate) scale: ScaleForm,
    /// What is asked about a unit; a tree by `parent`.
    pub(crate) indicators: Vec<IndicatorForm>,
    /// Who answers.
    pub(crate) groups: Vec<GroupForm>,
    /// Units ranked together. Without any, all units are one category.
    pub(crate) categories: Vec<CategoryForm>,
    /// Group weights that differ by category: `[weights.<category>]`, then `<group> = 20`; a
    /// group that is not named does not rate the category.
    pub(crate) weights: IndexMap<String, IndexMap<String, Amount>>,
    /// How answers become scores.
    pub(crate) scoring: ScoringForm,
    /// Which levels count as satisfied and as dissatisfied.
    pub(crate) rates: RatesForm,
    /// How scores are rounded.
    pub(crate) rounding: RoundingForm,
    /// How units are ranked.
    pub(crate) ranking: RankingForm,
    /// Grades (等次) by threshold or by quota.
    pub(crate) grading: Option<GradingForm>,
    /// How half-years make a year.
    pub(crate) annual: AnnualForm,
    /// The error of scores, and the confidence sets of ranks.
    pub(crate) error: ErrorForm,
    /// When a difference is called one.
    pub(crate) comparison: ComparisonForm,
    /// When a rank is refused because the score is not reliable enough.
    pub(crate) reliability: ReliabilityForm,
    /// What follows from what is found in the ballots, in order.
    pub(crate) rules: Vec<RuleForm>,
}

/// Language of reports and messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
pub enum Language {
    /// Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// Where a rule comes from and how surely.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "fidelity"]))]
pub(crate) struct SourceForm {
    /// What the source is.
    pub(crate) title: String,
    /// Its address.
    pub(crate) url: Option<String>,
    /// How the scheme follows it.
    pub(crate) fidelity: Fidelity,
    /// Which part of the scheme it covers.
    pub(crate) covers: Option<String>,
}

/// How closely a scheme follows a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fidelity {
    /// Stated in the source.
    Exact,
    /// Partly stated.
    Partial,
    /// Worked out from published numbers.
    Inferred,
    /// Our own default, where the source is silent.
    #[default]
    Assumed,
}

/// The options of an answer: labelled levels, a numeric range, or both.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ScaleForm {
    /// Labelled levels from best to worst, then “don't know” and “abstain”.
    pub(crate) levels: Vec<LevelForm>,
    /// A numeric range.
    pub(crate) range: Option<RangeForm>,
    /// Bands of a numeric range, from best to worst.
    pub(crate) bands: Vec<BandForm>,
    /// What “don't know” counts: `exclude`, or points.
    #[schemars(extend("default" = "exclude"))]
    pub(crate) unknown: Option<Amount>,
    /// What an abstention counts: `exclude`, or points.
    #[schemars(extend("default" = "exclude"))]
    pub(crate) abstain: Option<Amount>,
    /// What a blank answer counts: `exclude`, or points.
    #[schemars(extend("default" = "exclude"))]
    pub(crate) blank: Option<Amount>,
    /// Texts read as blank, such as `(跳过)`; none of them may be a level or a number of the
    /// range.
    pub(crate) skipped: Vec<String>,
}

/// One labelled level.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["label"]))]
pub(crate) struct LevelForm {
    /// Short name; the label where absent.
    pub(crate) id: Option<String>,
    /// As printed on the ballot; `REQUIRED` where the office must still list it.
    pub(crate) label: String,
    /// In English.
    pub(crate) label_en: Option<String>,
    /// Other spellings met in files.
    pub(crate) aliases: Vec<String>,
    /// The number an answer at this level carries; falls from level to level, and is left out
    /// for “don't know” and “abstain”.
    pub(crate) points: Option<Amount>,
    /// What kind of mark it is.
    #[schemars(extend("default" = "answer"))]
    pub(crate) kind: Option<super::scale::MarkKind>,
    /// Which way it leans; by its place among the levels where absent.
    pub(crate) polarity: Option<Polarity>,
}

/// A numeric range of answers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["min", "max"]))]
pub(crate) struct RangeForm {
    /// The least answer.
    pub(crate) min: Option<Amount>,
    /// The greatest answer.
    pub(crate) max: Option<Amount>,
    /// The distance between answers; divides the range into at most 10 000 steps.
    #[schemars(extend("default" = 1))]
    pub(crate) step: Option<Amount>,
    /// Answers that mean “don't know” and carry no points.
    pub(crate) void: Vec<Amount>,
}

/// A band of a numeric range.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["label", "from"]))]
pub(crate) struct BandForm {
    /// Short name; the label where absent.
    pub(crate) id: Option<String>,
    /// Name of the band.
    pub(crate) label: String,
    /// In English.
    pub(crate) label_en: Option<String>,
    /// The least answer in the band (closed); the last band reaches down to the least answer
    /// that counts.
    pub(crate) from: Option<Amount>,
    /// Points of every answer in the band; the answer itself where absent.
    pub(crate) points: Option<Amount>,
    /// Which way it leans; by its place among the bands where absent.
    pub(crate) polarity: Option<Polarity>,
}

/// One indicator.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["label"]))]
pub(crate) struct IndicatorForm {
    /// Short name; the label where absent.
    pub(crate) id: Option<String>,
    /// As printed on the ballot; `REQUIRED` where the office must still list it.
    pub(crate) label: String,
    /// In English.
    pub(crate) label_en: Option<String>,
    /// Other spellings met in files.
    pub(crate) aliases: Vec<String>,
    /// Weight among its siblings, which sum to 1 or 100; all equal where none is given.
    pub(crate) weight: Option<Amount>,
    /// Id of the indicator above it.
    pub(crate) parent: Option<String>,
}

/// One rater group.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["label"]))]
pub(crate) struct GroupForm {
    /// Short name; the label where absent.
    pub(crate) id: Option<String>,
    /// Name of the group; `REQUIRED` where the office must still list it.
    pub(crate) label: String,
    /// In English.
    pub(crate) label_en: Option<String>,
    /// Other spellings met in files.
    pub(crate) aliases: Vec<String>,
    /// Weight among the groups, which sum to 1 or 100; all equal where none is given.
    pub(crate) weight: Option<Amount>,
    /// The only units this group rates, by id; all where absent.
    pub(crate) only_units: Option<Vec<String>>,
}

/// One category of units.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["label"]))]
pub(crate) struct CategoryForm {
    /// Short name; the label where absent.
    pub(crate) id: Option<String>,
    /// Name of the category; `REQUIRED` where the office must still list it.
    pub(crate) label: String,
    /// In English.
    pub(crate) label_en: Option<String>,
    /// Other spellings met in the register.
    pub(crate) aliases: Vec<String>,
    /// Who may see its scores and ranks.
    #[schemars(extend("default" = "ranked"))]
    pub(crate) publication: Option<Publication>,
}

/// How answers become scores.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ScoringForm {
    /// In which order answers are averaged.
    #[schemars(extend("default" = "pooled"))]
    pub(crate) mode: Option<Mode>,
    /// What happens where a group has too few answers.
    #[schemars(extend("default" = "renormalise"))]
    pub(crate) missing_group: Option<MissingGroup>,
    /// A unit with fewer valid answers is shown but not ranked.
    #[schemars(range(min = 0, max = 1000000000))]
    #[schemars(extend("default" = 30))]
    pub(crate) min_n_unit: Option<u64>,
    /// A group with fewer valid answers on a unit counts as missing; at least 1.
    #[schemars(range(min = 0, max = 1000000000))]
    #[schemars(extend("default" = 5))]
    pub(crate) min_n_group: Option<u64>,
    /// Weights that sum to neither 1 nor 100 are divided by their sum instead of being refused.
    pub(crate) normalise_weights: bool,
    /// Extreme answers left out before the mean.
    pub(crate) trim: Option<TrimForm>,
}

/// Extreme answers left out: a share of each tail, or a number at each end.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TrimForm {
    /// Share of the answers left out at each end, from 0 to below 0.5, such as 0.05.
    pub(crate) share: Option<Amount>,
    /// Number of answers left out at each end, instead of a share.
    #[schemars(range(min = 0, max = 1000))]
    pub(crate) extremes: Option<u64>,
    /// With `extremes`: only where there are more answers than this; twice `extremes` where
    /// absent.
    #[schemars(range(min = 0, max = 1000000))]
    pub(crate) above: Option<u64>,
    /// Trims a scale of three levels or fewer all the same.
    pub(crate) force: bool,
}

/// Level sets of the rates.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RatesForm {
    /// Levels or bands that count as satisfied (满意率); none where absent.
    pub(crate) satisfied: Vec<String>,
    /// Levels or bands that count as dissatisfied (不满意率); none where absent.
    pub(crate) dissatisfied: Vec<String>,
}

/// How scores are rounded.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RoundingForm {
    /// Decimals printed.
    #[schemars(range(min = 0, max = 4))]
    #[schemars(extend("default" = 2))]
    pub(crate) decimals: Option<u8>,
    /// What happens to halves.
    #[schemars(extend("default" = "half-up"))]
    pub(crate) rule: Option<Rounding>,
    /// Where else the written rule prescribes rounding before the end.
    pub(crate) stages: Vec<Stage>,
}

/// How units are ranked.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RankingForm {
    /// Which league tables are made.
    #[schemars(extend("default" = ["category", "indicator"]))]
    pub(crate) tables: Option<Vec<RankedBy>>,
    /// On which scores ties are judged.
    #[schemars(extend("default" = "published"))]
    pub(crate) compare: Option<Compare>,
    /// How ranks go on after a tie.
    #[schemars(extend("default" = "competition"))]
    pub(crate) ties: Option<Ties>,
    /// What decides between equal scores, in order; a rate only where `[rates]` names its
    /// levels.
    pub(crate) tie_breakers: Vec<TieBreaker>,
}

/// Grades by threshold or by quota.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct GradingForm {
    /// Among which units grades are given.
    #[schemars(extend("default" = "category"))]
    pub(crate) within: Option<super::grading::Within>,
    /// Grades from best to worst, each from a published score (closed below).
    pub(crate) thresholds: Vec<ThresholdForm>,
    /// Grades from best to worst, each for a share of the ranked units.
    pub(crate) quota: Vec<QuotaForm>,
    /// With `quota`: what happens to units tied across a line.
    #[schemars(extend("default" = "include"))]
    pub(crate) boundary_ties: Option<BoundaryTies>,
}

/// A grade by threshold.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["grade"]))]
pub(crate) struct ThresholdForm {
    /// Name of the grade.
    pub(crate) grade: String,
    /// In English.
    pub(crate) grade_en: Option<String>,
    /// The least published score of the grade; left out for the last, which takes all others.
    pub(crate) from: Option<Amount>,
}

/// A grade by quota.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["grade", "share"]))]
pub(crate) struct QuotaForm {
    /// Name of the grade.
    pub(crate) grade: String,
    /// In English.
    pub(crate) grade_en: Option<String>,
    /// Share of the units in per cent; the last grade takes the remainder.
    pub(crate) share: Option<Amount>,
}

/// How half-years or quarters make a year.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AnnualForm {
    /// Weights of the half-years `H1`, `H2` or of the quarters `Q1`–`Q4`, such as `{ H1 = 50,
    /// H2 = 50 }`; equal where absent.
    pub(crate) weights: IndexMap<String, Amount>,
    /// What happens to the year of a unit that is missing in a part.
    #[schemars(extend("default" = "absent"))]
    pub(crate) missing: Option<MissingPeriod>,
}

/// The error of scores, and the confidence sets of ranks.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ErrorForm {
    /// Confidence of intervals and rank sets in per cent, above 50 and below 100.
    #[schemars(extend("default" = 95))]
    pub(crate) confidence: Option<Amount>,
    /// What is done with a stratum in which only one rater (or cluster) answered.
    #[schemars(extend("default" = "adjust"))]
    pub(crate) lonely: Option<Lonely>,
    /// How the interval of a rate is made.
    #[schemars(extend("default" = "wilson"))]
    pub(crate) rate_interval: Option<RateInterval>,
    /// Draws behind rank sets; where absent 10 000, fewer from 42 units on, and 1 000 from 410.
    #[schemars(range(min = 200, max = 1000000))]
    pub(crate) draws: Option<u32>,
    /// The seed of the draws.
    #[schemars(range(min = 0))]
    #[schemars(extend("default" = 1))]
    pub(crate) seed: Option<u64>,
}

/// When a difference is called one.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ComparisonForm {
    /// How many comparisons made at once are allowed for.
    #[schemars(extend("default" = "max-t"))]
    pub(crate) family: Option<Family>,
    /// The least difference that matters, in points; 0 where absent.
    pub(crate) threshold: Option<Amount>,
    /// Units with fewer valid answers are not flagged.
    #[schemars(range(min = 0, max = 1000000000))]
    #[schemars(extend("default" = 30))]
    pub(crate) min_n: Option<u64>,
    /// A score that units are held against besides the mean of their category.
    pub(crate) target: Option<Amount>,
}

/// When a rank is refused because the score is not reliable enough.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ReliabilityForm {
    /// The least reliability of a ranked unit, from 0 to below 1.
    #[schemars(extend("default" = 0.7))]
    pub(crate) least: Option<Amount>,
    /// What happens to a unit below it.
    #[schemars(extend("default" = "refuse"))]
    pub(crate) below: Option<Below>,
}
