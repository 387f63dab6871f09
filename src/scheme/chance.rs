//! What is done about chance: the error of scores, comparisons, and when a rank is refused.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::exact::Ratio;

/// What the error does with a stratum in which only one rater (or cluster) answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Lonely {
    /// Its deviation is taken from the mean of all strata instead of its own.
    #[default]
    Adjust,
    /// It adds the average variance of the other strata.
    Average,
    /// It adds no variance, because it is left out.
    Remove,
    /// It adds no variance, because it was sure to be in the sample.
    Certainty,
    /// No error is given for the units it rated.
    Fail,
}

/// How the interval of a rate is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RateInterval {
    /// Wilson's, with the effective number of answers.
    #[default]
    Wilson,
    /// On the logit scale.
    Logit,
    /// Korn and Graubard's, from the beta distribution.
    KornGraubard,
}

/// How many comparisons made at once are allowed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// By the greatest of all differences, from draws that know how they go together.
    #[default]
    MaxT,
    /// Holm's stepwise rule.
    Holm,
    /// Benjamini and Hochberg's share of false discoveries.
    Bh,
    /// Each comparison by itself.
    None,
}

/// What happens to a unit whose score is less reliable than the scheme asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Below {
    /// It is listed with its score and not ranked.
    #[default]
    Refuse,
    /// It is ranked and marked.
    Mark,
}

/// How errors, intervals and rank sets are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorRule {
    /// Confidence of intervals and rank sets, above 0 and below 1.
    pub confidence: Ratio,
    /// What is done with a lonely stratum.
    pub lonely: Lonely,
    /// How the interval of a rate is made.
    pub rate_interval: RateInterval,
    /// Draws behind rank sets, 200 to 1 000 000; by the number of units where absent.
    pub draws: Option<u32>,
    /// The seed of the draws.
    pub seed: u64,
}

/// When a difference is called one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// How many comparisons at once are allowed for.
    pub family: Family,
    /// The least difference that matters, in points; zero where any does.
    pub threshold: Ratio,
    /// Units with fewer valid answers are not flagged.
    pub min_n: u64,
    /// A score that units are held against besides the mean of their category.
    pub target: Option<Ratio>,
}

/// When a rank is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reliability {
    /// The least reliability of a ranked unit, from 0 (none is asked for) to below 1.
    pub least: Ratio,
    /// What happens below it.
    pub below: Below,
}
