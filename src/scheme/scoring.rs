//! How answers become scores: mode, missing groups, least n, trimming, rounding, the year.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::exact::{Ratio, Rounding};

/// In which order answers are averaged (`docs/methods.md` §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Mean of each indicator first, then of the indicators.
    #[default]
    Pooled,
    /// Mean of each ballot first, then of the ballots.
    BallotFirst,
}

/// What happens where a group has too few answers on a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MissingGroup {
    /// The weights of the other groups are divided by their sum; marked.
    #[default]
    Renormalise,
    /// The group's mean over the category's units stands in; marked.
    CategoryMean,
    /// The group counts as zero; marked.
    Zero,
    /// The unit is shown but not ranked.
    Unranked,
}

impl MissingGroup {
    /// Whether a group that was not heard is left out of the mean over groups, with its weight.
    pub fn leaves_out(self) -> bool {
        matches!(self, MissingGroup::Renormalise | MissingGroup::Unranked)
    }
}

/// A place where the written rule prescribes rounding before the end.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The mean of each group on each indicator.
    Group,
    /// The score of each indicator.
    Indicator,
}

/// What happens to the year of a unit that is missing in one of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MissingPeriod {
    /// It has no annual score.
    #[default]
    Absent,
    /// The weights of its other parts are divided by their sum; marked.
    Renormalise,
}

/// How answers become scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scoring {
    /// Pooled or ballot-first.
    pub mode: Mode,
    /// What happens where a group has too few answers.
    pub missing_group: MissingGroup,
    /// A unit with fewer valid answers is not ranked.
    pub min_n_unit: u64,
    /// A group with fewer valid answers on a unit counts as missing; at least 1.
    pub min_n_group: u64,
    /// Extreme answers left out before the mean.
    pub trim: Option<Trim>,
}

/// Extreme answers left out at each end, per unit, group and indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trim {
    /// `floor(share · n)` answers at each end; share from 0 to below 1/2.
    Share(Ratio),
    /// `count` answers at each end where there are more than `above`.
    Extremes {
        /// Answers left out at each end.
        count: u64,
        /// Only where there are more answers than this.
        above: u64,
    },
}

impl Trim {
    /// How many of `n` answers go at each end (`docs/methods.md` §3): `floor(share · n)`, or a fixed
    /// number.
    pub fn at_each_end(&self, n: u64) -> u64 {
        match self {
            Trim::Share(share) => {
                let (numerator, denominator) = (share * &Ratio::whole(n)).parts();
                match (numerator.parse::<u64>(), denominator.parse::<u64>()) {
                    (Ok(numerator), Ok(denominator)) if denominator > 0 => numerator / denominator,
                    _ => 0,
                }
            }
            Trim::Extremes { count, above } if n > *above && n > 2 * count => *count,
            Trim::Extremes { .. } => 0,
        }
    }
}

/// How scores are rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundingRule {
    /// Decimals printed, 0 to 4.
    pub decimals: u8,
    /// What happens to halves.
    pub rule: Rounding,
    /// Where else the written rule rounds.
    pub stages: Vec<Stage>,
}

/// How half-years or quarters make a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annual {
    /// Weight of each part by its name (`H1`, `Q3`); equal where empty.
    pub weights: Vec<(String, Ratio)>,
    /// What happens to a unit missing in a part.
    pub missing: MissingPeriod,
}
