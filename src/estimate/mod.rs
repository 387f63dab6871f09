//! Stop 3 · the estimates (计分): scores and rates, exact to the end.
//!
//! *What it is.* For every unit its score on the whole and on each indicator, by group and over
//! the groups, with rates, the number of answers behind it, and what was done about groups with
//! too few answers.
//!
//! Each score has its error, and any sum of scores with weights has one, because the covariance of
//! all scores is known.
//!
//! *What it promises.* Every value is an exact fraction that was published once; what has no value
//! is [`Absent`] with the reason, never zero.
//!
//! *What it does not do.* It ranks nobody and hides nobody.
//!
//! The formulas are those of `docs/methods.md`, §1 to §4 and §11.

mod error;
mod mean;
mod rate;
mod score;
mod year;

pub use error::{Contrast, RateError, RateKind, ScoreError};

use crate::exact::{Published, Ratio};
use crate::period::Period;
pub use crate::scheme::Measure;

/// A score: exact, and as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The exact fraction.
    pub exact: Ratio,
    /// What is printed, and what ties are judged on unless the scheme says otherwise.
    pub published: Published,
}

/// Why there is no score.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absent {
    /// The unit was not in force in the period.
    NotInForce,
    /// Nobody returned a ballot on the unit.
    NoBallots,
    /// There are ballots, but no answer that counts (all don't know, abstained or blank), or every
    /// group has fewer answers than the scheme asks of one.
    NoAnswers,
    /// An indicator of the whole has no score; its position in the scheme.
    NoIndicator(usize),
    /// A part of the year has no score.
    NoPeriod(Period),
    /// It may not leave the office: too few people are behind it, or it is for the leaders only.
    Withheld,
}

/// A score with the number of answers behind it, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The score, or why there is none.
    pub value: Result<Value, Absent>,
    /// Valid answers behind it, those of groups with too few apart; where there is no score, all
    /// valid answers. For the whole: the fewest behind any indicator (pooled), or the
    /// number of ballots (ballot-first).
    pub n: u64,
    /// Answers left out at both ends by trimming.
    pub trimmed: u64,
    /// Groups that should have rated but had too few answers, by position in the scheme.
    pub missing_groups: Vec<usize>,
    /// Parts of the year without a score, or not listed; where there is a score, the others carry
    /// their weight.
    pub missing_periods: Vec<Period>,
}

/// A share of answers: another type than a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// The exact share, 0 to 1.
    pub exact: Ratio,
    /// In per cent, as printed, with the decimals of the scheme.
    pub published: Published,
    /// How many answers the share is of.
    pub n: u64,
}

/// Rates of one unit on one measure, over all groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rates {
    /// 满意率; absent where the scheme defines none or there are no answers.
    pub satisfied: Option<Rate>,
    /// 不满意率; absent likewise.
    pub dissatisfied: Option<Rate>,
    /// 了解率: answers among answers and “don't know”; absent without either.
    pub knowledge: Option<Rate>,
    /// Answers in each bin of the scale, weighted; for charts.
    pub bins: Vec<Ratio>,
    /// Answers, don't knows and abstentions, unweighted.
    pub marks: MarkCounts,
}

impl Rates {
    /// Whether nobody's marks are behind them: where there is a score, they are withheld.
    pub fn are_of_nobody(&self) -> bool {
        self.marks == MarkCounts::default()
    }
}

/// How many marks of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MarkCounts {
    /// Answers to the question.
    pub answers: u64,
    /// 不了解.
    pub unknown: u64,
    /// 弃权.
    pub abstain: u64,
}

/// What one group says of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupEstimate {
    /// Whether the group rates the unit by the scheme.
    pub rates: bool,
    /// Its weight by the scheme, before any renormalising.
    pub weight: Ratio,
    /// The whole: by the indicators' weights (pooled) or the mean of its ballots (ballot-first).
    pub whole: Score,
    /// Each leaf, in the order of the scheme.
    pub leaves: Vec<Score>,
}

/// Everything computed of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitEstimate {
    /// Position in the register.
    pub unit: usize,
    /// The whole.
    pub whole: Score,
    /// Each indicator and node, in the order of the scheme.
    pub indicators: Vec<Score>,
    /// Each group, in the order of the scheme.
    pub groups: Vec<GroupEstimate>,
    /// Rates over all indicators.
    pub whole_rates: Rates,
    /// Rates of each leaf, in the order of the scheme.
    pub leaf_rates: Vec<Rates>,
}

/// A published mean over units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitMean {
    /// The mean of the units' exact scores, published once.
    pub published: Published,
    /// How many units it is over.
    pub n_units: usize,
}

/// Means over units: of the whole, then of each indicator; absent where no unit has a score.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Means {
    whole: Option<UnitMean>,
    indicators: Vec<Option<UnitMean>>,
}

/// Scores and rates of all units of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimates {
    /// The period.
    pub period: Period,
    /// Every unit of the register, in its order; those not in force are absent.
    pub units: Vec<UnitEstimate>,
    /// Over all units but those of internal categories.
    pub city: Means,
    /// Over the units of each category, in the order of the scheme.
    pub categories: Vec<Means>,
    errors: error::Errors,
}

impl UnitEstimate {
    /// The score on a measure.
    pub fn score(&self, measure: Measure) -> &Score {
        match measure {
            Measure::Whole => &self.whole,
            Measure::Indicator(index) => &self.indicators[index],
        }
    }

    /// The rates on a measure; of the whole for a node of the tree.
    pub fn rates(&self, measure: Measure) -> &Rates {
        match measure {
            Measure::Indicator(index) if index < self.leaf_rates.len() => &self.leaf_rates[index],
            _ => &self.whole_rates,
        }
    }
}

impl Means {
    /// The mean of a measure.
    pub fn of(&self, measure: Measure) -> Option<UnitMean> {
        match measure {
            Measure::Whole => self.whole,
            Measure::Indicator(index) => self.indicators.get(index).copied().flatten(),
        }
    }

    /// The same, but for the measures that are not wanted.
    pub(crate) fn only(&self, wanted: impl Fn(Measure) -> bool) -> Means {
        let keep = |(index, mean): (usize, &Option<UnitMean>)| {
            mean.filter(|_| wanted(Measure::Indicator(index)))
        };
        Means {
            whole: self.whole.filter(|_| wanted(Measure::Whole)),
            indicators: self.indicators.iter().enumerate().map(keep).collect(),
        }
    }
}

impl Score {
    /// What is printed, where there is a score.
    pub fn published(&self) -> Option<Published> {
        self.value.as_ref().ok().map(|value| value.published)
    }

    /// Whether it may not leave the office, in estimates that were [told](crate::disclosure::Told).
    pub fn is_withheld(&self) -> bool {
        self.value == Err(Absent::Withheld)
    }

    fn absent(why: Absent, n: u64) -> Score {
        Score {
            value: Err(why),
            n,
            trimmed: 0,
            missing_groups: Vec::new(),
            missing_periods: Vec::new(),
        }
    }
}
