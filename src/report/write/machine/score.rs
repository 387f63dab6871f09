//! Scores and rates as machines read them: exact fraction, printed text, or the reason.

use serde::Serialize;

use super::Scope;
use crate::estimate::{self, Absent};
use crate::exact::{Published, Ratio};

/// A score, or why there is none.
#[derive(Serialize)]
pub(super) struct Score<'a> {
    /// The exact value as `numerator/denominator` in lowest terms; `null` where absent, and in a public
    /// document: its denominator would say much of what is withheld.
    pub(super) exact: Option<String>,
    /// What is printed, with all its decimals; `null` where absent.
    pub(super) published: Option<Published>,
    /// Valid answers behind it (for the whole: the fewest behind any indicator, or the ballots);
    /// `null` where suppressed.
    pub(super) n: Option<u64>,
    /// Answers left out at both ends by trimming.
    pub(super) trimmed: u64,
    /// Why there is no score; `null` where there is one.
    pub(super) absent: Option<Reason<'a>>,
    /// Groups with too few answers, which the scheme's rule then stood in for.
    pub(super) missing_groups: Vec<&'a str>,
    /// Parts of the year without a score, whose weight the others carry.
    pub(super) missing_periods: Vec<String>,
}

/// Why there is no score.
#[derive(Serialize)]
pub(super) struct Reason<'a> {
    /// `not-in-force`, `no-ballots`, `no-answers`, `no-indicator`, `no-period` or `suppressed`.
    pub(super) code: &'static str,
    /// The indicator without a score, for `no-indicator`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) indicator: Option<&'a str>,
    /// The part of the year without a score, for `no-period`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) period: Option<String>,
}

/// A share of answers.
#[derive(Serialize)]
pub(super) struct Rate {
    /// The exact share, 0 to 1, as `numerator/denominator`; `null` in a public document.
    exact: Option<String>,
    /// In per cent, as printed.
    published: Published,
    /// How many answers it is a share of.
    n: u64,
}

/// The rates of a unit on one measure.
#[derive(Serialize)]
pub(super) struct Rates {
    /// 满意率; `null` where the scheme defines none or there are no answers.
    satisfied: Option<Rate>,
    /// 不满意率; `null` likewise.
    dissatisfied: Option<Rate>,
    /// 了解率: answers among answers and don't knows.
    knowledge: Option<Rate>,
    /// How many answers to the question; `null` where suppressed, as the next two.
    answers: Option<u64>,
    /// How many 不了解.
    unknown: Option<u64>,
    /// How many 弃权.
    abstain: Option<u64>,
}

impl<'a> Score<'a> {
    pub(super) fn of(scope: Scope<'a>, score: &estimate::Score) -> Score<'a> {
        let value = score.value.as_ref();
        Score {
            exact: value.ok().filter(|_| scope.tells_exactly()).map(|value| fraction(&value.exact)),
            published: score.published(),
            // What is withheld does not say of how many, nor is told how few.
            n: scope.tells_n(score).then_some(score.n),
            trimmed: score.trimmed,
            absent: value.err().map(|absent| Reason::of(scope, absent)),
            missing_groups: groups(scope, &score.missing_groups),
            missing_periods: score.missing_periods.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> Reason<'a> {
    pub(super) fn of(scope: Scope<'a>, absent: &Absent) -> Reason<'a> {
        match absent {
            Absent::NotInForce => Reason::code("not-in-force"),
            Absent::NoBallots => Reason::code("no-ballots"),
            Absent::NoAnswers => Reason::code("no-answers"),
            Absent::NoIndicator(index) => {
                let indicator = &scope.material.appraisal.scheme.indicators.all()[*index].id;
                Reason { indicator: Some(indicator), ..Reason::code("no-indicator") }
            }
            Absent::NoPeriod(period) => {
                Reason { period: Some(period.to_string()), ..Reason::code("no-period") }
            }
            Absent::Withheld => Reason::code("suppressed"),
        }
    }

    fn code(code: &'static str) -> Reason<'a> {
        Reason { code, indicator: None, period: None }
    }
}

impl Rates {
    /// The rates beside a score.
    pub(super) fn of(scope: Scope<'_>, rates: &estimate::Rates, of: &estimate::Score) -> Rates {
        // Behind a score there are answers: where there are none, they are withheld.
        let is_scored = of.value.is_ok() || of.is_withheld();
        let count = |n: u64| (!is_scored || !rates.are_of_nobody()).then_some(n);
        let rate = |rate: &Option<estimate::Rate>| {
            rate.as_ref().map(|rate| Rate {
                exact: scope.tells_exactly().then(|| fraction(&rate.exact)),
                published: rate.published,
                n: rate.n,
            })
        };
        Rates {
            satisfied: rate(&rates.satisfied),
            dissatisfied: rate(&rates.dissatisfied),
            knowledge: rate(&rates.knowledge),
            answers: count(rates.marks.answers),
            unknown: count(rates.marks.unknown),
            abstain: count(rates.marks.abstain),
        }
    }
}

/// The ids of groups, without those that are not shown.
pub(super) fn groups<'a>(scope: Scope<'a>, groups: &[usize]) -> Vec<&'a str> {
    let shown = groups.iter().filter(|group| scope.shows_group(**group));
    shown.map(|group| scope.group_id(*group)).collect()
}

/// `numerator/denominator`, always both.
pub(super) fn fraction(value: &Ratio) -> String {
    let (numerator, denominator) = value.parts();
    format!("{numerator}/{denominator}")
}
