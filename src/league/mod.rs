//! Stop 4 · the league (排名): all tables of an appraisal, ties shown.
//!
//! *What it is.* One [`Table`] for the whole city, each category and each indicator, as the scheme
//! asks. A [`Standing`] is one row; who cannot be ranked is listed after the table with the reason.
//!
//! *What it promises.* Equal published scores are joint unless the scheme compares exact ones or
//! names a tie-breaker; the order of files never decides. Every unit in force stands in each of
//! its tables exactly once, ranked or not.
//!
//! *What it does not do.* It computes no score and hides no unit: that is the report's work.

mod certainty;
mod gate;
mod grade;
mod tie;

pub use certainty::{Certainty, RankSet, Side, Verdict};

use rayon::prelude::*;

use crate::appraisal::Appraisal;
use crate::estimate::{Absent, Estimates, Measure};
use crate::exact::{Published, Ratio};
use crate::period::Period;
use crate::scheme::{Publication, RankedBy, TieBreaker};

/// All league tables of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct League {
    /// The period.
    pub period: Period,
    /// The tables, in the order of the scheme; within it by category, then by indicator.
    pub tables: Vec<Table>,
}

/// One league table (排名表).
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Which kind of table.
    pub by: RankedBy,
    /// Its category; `None` over all.
    pub category: Option<usize>,
    /// What is measured.
    pub measure: Measure,
    /// Ranked units, best first; joint units in the order of the register.
    pub standings: Vec<Standing>,
    /// Units that are not ranked, in the order of the register, with the reason.
    pub unranked: Vec<Unranked>,
    /// What chance leaves of the order; absent where fewer than two ranked units have an error, and in a
    /// league without [`League::rank`]'s draws.
    pub certainty: Option<Certainty>,
    /// How reliable the scores are as a league; absent where fewer than three units have an error.
    pub reliability: Option<TableReliability>,
}

/// One row of a league table (排位).
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Position in the register.
    pub unit: usize,
    /// The rank (名次), from 1.
    pub rank: usize,
    /// Whether another unit has the same rank (并列).
    pub joint: bool,
    /// What is printed.
    pub published: Published,
    /// What set the unit apart from one with an equal score.
    pub decided_by: Option<TieBreaker>,
    /// The grade (等次), by position in the scheme's grading.
    pub grade: Option<usize>,
    /// The ranks that the data cannot rule out (置信名次); absent where the score has no error.
    pub set: Option<RankSet>,
    /// How reliable the score is among those of the table, 0 to 1; absent likewise, and where fewer than
    /// three units have an error.
    pub reliability: Option<f64>,
    /// The unit held against the mean of the table; absent likewise.
    pub against_mean: Option<Verdict>,
    /// The unit held against the scheme's target; absent likewise, and where there is none.
    pub against_target: Option<Verdict>,
    /// How likely the unit truly is among the best, and in each grade; absent likewise.
    pub chances: Option<Chances>,
}

/// A unit that is listed, not ranked.
#[derive(Debug, Clone, PartialEq)]
pub struct Unranked {
    /// Position in the register.
    pub unit: usize,
    /// Its score, where there is one.
    pub published: Option<Published>,
    /// Why it is not ranked.
    pub why: Why,
}

/// Why a unit is not ranked.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// There is no score.
    Absent(Absent),
    /// Fewer valid answers than the scheme asks for.
    TooFew {
        /// Valid answers.
        n: u64,
        /// What the scheme asks for.
        min: u64,
    },
    /// Groups with too few answers: every one, or any where the scheme then does not rank.
    MissingGroups(Vec<usize>),
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

impl Standing {
    /// A place of which nothing more is known.
    pub(crate) fn new(unit: usize, rank: usize, joint: bool, published: Published) -> Standing {
        Standing {
            unit,
            rank,
            joint,
            published,
            decided_by: None,
            grade: None,
            set: None,
            reliability: None,
            against_mean: None,
            against_target: None,
            chances: None,
        }
    }
}

/// How reliable the scores of a table are as a league.
#[derive(Debug, Clone, PartialEq)]
pub struct TableReliability {
    /// The standard deviation between the units' true scores, in points; zero where chance alone could
    /// have made the differences.
    pub between: f64,
    /// The reliability of the order as a whole, 0 to 1.
    pub of_order: f64,
}

/// How likely a unit truly is where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Chances {
    /// That it truly is among the best [`TOP`].
    pub top: f64,
    /// That it truly belongs in each grade, by position in the scheme's grading; empty without grades.
    pub grades: Vec<f64>,
}

/// How many are the best of a table, for [`Chances::top`].
pub const TOP: usize = 3;

impl League {
    /// Ranks the units as the scheme says, with the confidence sets of their ranks.
    pub fn rank(appraisal: &Appraisal, estimates: &Estimates) -> League {
        let mut league = League::order(appraisal, estimates);
        let tables = &mut league.tables;
        // Where all units are of one category, its tables are those of all units.
        let same = |at: usize| tables[..at].iter().position(|table| table.is_like(&tables[at]));
        let same: Vec<Option<usize>> = (0..tables.len()).map(same).collect();
        let own = tables.par_iter_mut().zip(&same).filter(|(_, same)| same.is_none());
        own.for_each(|(table, _)| certainty::add(appraisal, estimates, table));
        for (at, same) in same.into_iter().enumerate() {
            if let Some(same) = same {
                tables[at].standings = tables[same].standings.clone();
                tables[at].certainty = tables[same].certainty.clone();
            }
        }
        league
    }

    /// The same ranks without what needs draws, for lines over time.
    pub fn order(appraisal: &Appraisal, estimates: &Estimates) -> League {
        let mut tables = Vec::new();
        for by in &appraisal.scheme.ranking.tables {
            for (category, measure) in wanted(appraisal, *by) {
                tables.push(table(appraisal, estimates, *by, category, measure));
            }
        }
        League { period: estimates.period, tables }
    }

    /// The table of one kind, category and measure.
    pub fn table(&self, category: Option<usize>, measure: Measure) -> Option<&Table> {
        self.tables.iter().find(|t| t.category == category && t.measure == measure)
    }
}

impl Table {
    /// Whether chance leaves of both orders the same: they rank the same units by the same scores, in the
    /// same grades.
    fn is_like(&self, other: &Table) -> bool {
        self.measure == other.measure
            && self.standings == other.standings
            && self.reliability == other.reliability
    }

    /// The row of a unit, where it is ranked.
    pub fn standing(&self, unit: usize) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.unit == unit)
    }
}

fn wanted(appraisal: &Appraisal, by: RankedBy) -> Vec<(Option<usize>, Measure)> {
    let categories = || (0..appraisal.scheme.categories.len()).map(Some);
    let indicators = || (0..appraisal.scheme.indicators.all().len()).map(Measure::Indicator);
    match by {
        RankedBy::Overall => vec![(None, Measure::Whole)],
        RankedBy::Category => categories().map(|c| (c, Measure::Whole)).collect(),
        RankedBy::Indicator => indicators().map(|m| (None, m)).collect(),
        RankedBy::CategoryIndicator => {
            categories().flat_map(|c| indicators().map(move |m| (c, m))).collect()
        }
    }
}

fn table(
    appraisal: &Appraisal,
    estimates: &Estimates,
    by: RankedBy,
    category: Option<usize>,
    measure: Measure,
) -> Table {
    let mut rankable = Vec::new();
    let mut unranked = Vec::new();
    for (unit, entry) in appraisal.units_in_force() {
        // A table over all must not show, or leave a gap for, a category that is not published.
        let belongs = match category {
            Some(category) => entry.category == category,
            None => appraisal.publication(unit) != Publication::Internal,
        };
        if !belongs {
            continue;
        }
        let score = estimates.units[unit].score(measure);
        match why_not(appraisal, estimates, unit, measure) {
            None => rankable.push(unit),
            Some(why) => unranked.push(Unranked { unit, published: score.published(), why }),
        }
    }
    let gate = gate::Gate::new(estimates, measure, &rankable);
    rankable.retain(|unit| match gate.refuses(&appraisal.scheme, *unit) {
        None => true,
        Some(why) => {
            let published = estimates.units[*unit].score(measure).published();
            unranked.push(Unranked { unit: *unit, published, why });
            false
        }
    });
    unranked.sort_by_key(|row| row.unit);
    let mut standings = tie::stand(&appraisal.scheme, estimates, measure, rankable);
    for standing in &mut standings {
        standing.reliability = gate.of(standing.unit);
    }
    if measure == Measure::Whole {
        grade::give(&appraisal.scheme, by, category, &mut standings);
    }
    Table { by, category, measure, standings, unranked, certainty: None, reliability: gate.table }
}

fn why_not(
    appraisal: &Appraisal,
    estimates: &Estimates,
    unit: usize,
    measure: Measure,
) -> Option<Why> {
    let scoring = &appraisal.scheme.scoring;
    let score = estimates.units[unit].score(measure);
    if let Err(absent) = &score.value {
        // There are answers, only too few in every group.
        if *absent == Absent::NoAnswers && score.n > 0 && !score.missing_groups.is_empty() {
            return Some(Why::MissingGroups(score.missing_groups.clone()));
        }
        return Some(Why::Absent(absent.clone()));
    }
    if appraisal.publication(unit) == Publication::ScoreOnly {
        return Some(Why::ScoreOnly);
    }
    if score.n < scoring.min_n_unit {
        return Some(Why::TooFew { n: score.n, min: scoring.min_n_unit });
    }
    let refuses = scoring.missing_group == crate::scheme::MissingGroup::Unranked;
    (refuses && !score.missing_groups.is_empty())
        .then(|| Why::MissingGroups(score.missing_groups.clone()))
}

/// The exact score of a unit that is known to have one.
fn exact(estimates: &Estimates, unit: usize, measure: Measure) -> Ratio {
    let score = estimates.units[unit].score(measure);
    score.value.as_ref().map_or_else(|_| Ratio::zero(), |value| value.exact.clone())
}
