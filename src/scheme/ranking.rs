//! How units are ranked: which tables, what counts as a tie, what breaks one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which league tables are made.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RankedBy {
    /// All ranked units in one table by their score.
    Overall,
    /// One table for each category.
    Category,
    /// One table for each indicator over all ranked units.
    Indicator,
    /// One table for each indicator in each category.
    CategoryIndicator,
}

/// On which values ties are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Compare {
    /// What is printed: equal prints are joint.
    #[default]
    Published,
    /// The exact fractions.
    Exact,
}

/// How ranks go on after a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ties {
    /// 1, 1, 3.
    #[default]
    Competition,
    /// 1, 1, 2.
    Dense,
}

/// What decides between equal scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TieBreaker {
    /// The higher satisfaction rate.
    SatisfiedRate,
    /// The lower dissatisfaction rate.
    DissatisfiedRate,
    /// The greater number of valid answers.
    ValidN,
}

/// How units are ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// Which tables are made, in order.
    pub tables: Vec<RankedBy>,
    /// On which values ties are judged.
    pub compare: Compare,
    /// How ranks go on after a tie.
    pub ties: Ties,
    /// What decides between equal scores, in order.
    pub tie_breakers: Vec<TieBreaker>,
}
