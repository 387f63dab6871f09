//! League tables.

use serde::Serialize;

use super::Scope;
use super::certainty::{self, Certainty, Chances, RankSet, Verdict};
use super::score::{Reason, groups};
use crate::exact::Published;
use crate::league::{self, Why};
use crate::scheme::{GradingRule, Label, RankedBy, TieBreaker};

/// A league table.
#[derive(Serialize)]
pub(super) struct Table<'a> {
    /// `overall`, `category`, `indicator` or `category-indicator`.
    by: RankedBy,
    /// The id of the category; `null` over all.
    category: Option<&'a str>,
    /// The id of the indicator; `null` for the whole.
    indicator: Option<&'a str>,
    /// What chance leaves of the order; `null` where fewer than two units have an error.
    certainty: Option<Certainty>,
    /// Ranked units, best first.
    standings: Vec<Standing<'a>>,
    /// Units that are listed, not ranked.
    unranked: Vec<Unranked<'a>>,
}

/// A ranked unit.
#[derive(Serialize)]
struct Standing<'a> {
    /// The rank, from 1.
    rank: usize,
    /// Whether another unit has the same rank.
    joint: bool,
    /// The id of the unit.
    unit: &'a str,
    /// What is printed.
    published: Published,
    /// What set the unit apart from one with an equal score; `null` where nothing had to.
    decided_by: Option<TieBreaker>,
    /// The grade; `null` where the scheme gives none here.
    grade: Option<&'a Label>,
    /// The ranks that the data cannot rule out; this and what follows is `null` where the score has no
    /// error, and in a public document.
    set: Option<RankSet>,
    /// The reliability of the score among those of the table, 0 to 1.
    reliability: Option<f64>,
    /// The unit against the mean of the table.
    against_mean: Option<Verdict>,
    /// The unit against the scheme's target.
    against_target: Option<Verdict>,
    /// How likely it truly is among the best, and in each grade.
    chances: Option<Chances>,
}

/// A unit that is listed, not ranked.
#[derive(Serialize)]
struct Unranked<'a> {
    /// The id of the unit.
    unit: &'a str,
    /// What is printed, where there is a score.
    published: Option<Published>,
    /// Why it is not ranked.
    why: WhyNot<'a>,
}

/// Why a unit is not ranked.
#[derive(Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
enum WhyNot<'a> {
    /// There is no score.
    NoScore {
        /// Why there is none.
        absent: Reason<'a>,
    },
    /// Fewer valid answers than the scheme asks for.
    TooFew {
        /// Valid answers.
        n: u64,
        /// What the scheme asks for.
        min: u64,
    },
    /// Groups with too few answers, where the scheme then does not rank.
    MissingGroups {
        /// Their ids.
        groups: Vec<&'a str>,
    },
    /// The category is scored, not ranked.
    ScoreOnly,
    /// The score is less reliable than the scheme asks for.
    Unreliable {
        /// Its reliability, 0 to 1.
        reliability: f64,
        /// What the scheme asks for.
        least: f64,
    },
}

pub(super) fn tables(scope: Scope<'_>) -> Vec<Table<'_>> {
    let tables = scope.material.league.tables.iter();
    tables
        .filter(|table| table.category.is_none_or(|category| scope.shows_category(category)))
        .map(|table| Table {
            by: table.by,
            category: table.category.map(|category| scope.category_id(category)),
            indicator: scope.indicator_id(table.measure),
            certainty: certainty::certainty(scope, table),
            standings: table.standings.iter().filter_map(|row| standing(scope, row)).collect(),
            unranked: table.unranked.iter().filter_map(|row| unranked(scope, row)).collect(),
        })
        .collect()
}

fn standing<'a>(scope: Scope<'a>, row: &league::Standing) -> Option<Standing<'a>> {
    Some(Standing {
        rank: row.rank,
        joint: row.joint,
        unit: scope.unit_id(row.unit)?,
        published: row.published,
        decided_by: row.decided_by,
        grade: row.grade.and_then(|grade| grade_label(scope, grade)),
        set: certainty::set(scope, row),
        reliability: certainty::reliability(scope, row),
        against_mean: certainty::verdict(scope, row.against_mean),
        against_target: certainty::verdict(scope, row.against_target),
        chances: certainty::chances(scope, row),
    })
}

fn unranked<'a>(scope: Scope<'a>, row: &league::Unranked) -> Option<Unranked<'a>> {
    let why = match &row.why {
        Why::Absent(absent) => WhyNot::NoScore { absent: Reason::of(scope, absent) },
        Why::TooFew { n, min } => WhyNot::TooFew { n: *n, min: *min },
        Why::MissingGroups(missing) => WhyNot::MissingGroups { groups: groups(scope, missing) },
        Why::ScoreOnly => WhyNot::ScoreOnly,
        Why::Unreliable { reliability, least } => {
            WhyNot::Unreliable { reliability: *reliability, least: *least }
        }
    };
    Some(Unranked { unit: scope.unit_id(row.unit)?, published: row.published, why })
}

fn grade_label(scope: Scope<'_>, grade: usize) -> Option<&Label> {
    match &scope.material.appraisal.scheme.grading.as_ref()?.rule {
        GradingRule::Thresholds(grades) => grades.get(grade).map(|(label, _)| label),
        GradingRule::Quota { grades, .. } => grades.get(grade).map(|(label, _)| label),
    }
}
