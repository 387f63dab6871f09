//! Units with everything computed of them, and means over units.

use serde::Serialize;

use super::Scope;
use super::certainty::{self, ScoreError};
use super::score::{Rates, Score};
use crate::estimate::{Means, Measure, UnitEstimate};
use crate::exact::Published;
use crate::scheme::{Label, RankedBy};

/// A unit.
#[derive(Serialize)]
pub(super) struct Unit<'a> {
    /// Its id in the register, the same in every period.
    id: &'a str,
    /// Its name in the period.
    name: &'a Label,
    /// Its short name; `null` where it has none.
    short: Option<&'a str>,
    /// The id of its category.
    category: &'a str,
    /// Whether it was in force in the period.
    in_force: bool,
    /// The whole.
    whole: Score<'a>,
    /// The error of the whole; `null` where there is none, and in a public document.
    error: Option<ScoreError>,
    /// Its ranks on the whole.
    ranks: Ranks,
    /// Rates over all indicators.
    rates: Rates,
    /// Each indicator, in the order of the scheme: leaves, then the nodes above them.
    indicators: Vec<Indicator<'a>>,
    /// What each group that rates the unit said.
    groups: Vec<Group<'a>>,
}

/// The ranks of a unit on the whole; `null` where there is no such table or no rank.
#[derive(Serialize)]
struct Ranks {
    /// Among all ranked units.
    overall: Option<Rank>,
    /// Among the units of its category.
    category: Option<Rank>,
}

/// A rank.
#[derive(Serialize)]
struct Rank {
    /// From 1.
    rank: usize,
    /// Whether another unit has it too.
    joint: bool,
    /// How many are ranked.
    of: usize,
}

/// An indicator of a unit.
#[derive(Serialize)]
struct Indicator<'a> {
    /// The id of the indicator.
    indicator: &'a str,
    /// Its score.
    #[serde(flatten)]
    score: Score<'a>,
    /// Its error; `null` as that of the whole.
    error: Option<ScoreError>,
    /// Its rates; `null` for a node of the tree.
    rates: Option<Rates>,
}

/// What one group said of a unit.
#[derive(Serialize)]
struct Group<'a> {
    /// The id of the group.
    group: &'a str,
    /// Its weight by the scheme, before any renormalising: a decimal or fraction as text.
    weight: String,
    /// The whole, by this group alone.
    whole: Score<'a>,
    /// Each answered indicator, by this group alone.
    indicators: Vec<Leaf<'a>>,
}

/// An answered indicator, by one group alone.
#[derive(Serialize)]
struct Leaf<'a> {
    /// The id of the indicator.
    indicator: &'a str,
    /// Its score.
    #[serde(flatten)]
    score: Score<'a>,
}

/// A mean over units.
#[derive(Serialize)]
pub(super) struct Mean<'a> {
    /// The indicator; `null` for the whole.
    indicator: Option<&'a str>,
    /// The mean as printed; `null` where no unit has a score.
    published: Option<Published>,
    /// How many units it is over; `null` where it is suppressed.
    n_units: Option<usize>,
}

/// The means of a category.
#[derive(Serialize)]
pub(super) struct CategoryMeans<'a> {
    /// The id of the category.
    category: &'a str,
    /// Of the whole, then of each indicator.
    means: Vec<Mean<'a>>,
}

pub(super) fn units(scope: Scope<'_>) -> Vec<Unit<'_>> {
    let estimates = scope.material.estimates.units.iter();
    estimates.filter(|estimate| scope.shows(estimate.unit)).map(|e| unit(scope, e)).collect()
}

fn unit<'a>(scope: Scope<'a>, estimate: &'a UnitEstimate) -> Unit<'a> {
    let appraisal = scope.material.appraisal;
    let unit = &appraisal.units[estimate.unit];
    let indicators = appraisal.scheme.indicators.all().iter().zip(&estimate.indicators);
    Unit {
        id: &unit.id,
        name: &unit.name,
        short: unit.short.as_deref(),
        category: scope.category_id(unit.category),
        in_force: unit.in_force,
        whole: Score::of(scope, &estimate.whole),
        error: certainty::error(scope, estimate.unit, Measure::Whole),
        ranks: Ranks {
            overall: rank(scope, RankedBy::Overall, estimate.unit),
            category: rank(scope, RankedBy::Category, estimate.unit),
        },
        rates: Rates::of(scope, &estimate.whole_rates, &estimate.whole),
        indicators: indicators
            .enumerate()
            .map(|(index, (indicator, score))| Indicator {
                indicator: &indicator.id,
                score: Score::of(scope, score),
                error: certainty::error(scope, estimate.unit, Measure::Indicator(index)),
                rates: estimate.leaf_rates.get(index).map(|rates| Rates::of(scope, rates, score)),
            })
            .collect(),
        groups: groups(scope, estimate),
    }
}

fn rank(scope: Scope<'_>, by: RankedBy, unit: usize) -> Option<Rank> {
    let of_unit = scope.material.appraisal.units[unit].category;
    let mut tables = scope.material.league.tables.iter();
    let table = tables.find(|table| {
        table.by == by
            && table.measure == Measure::Whole
            && table.category.is_none_or(|category| category == of_unit)
    })?;
    let standing = table.standing(unit)?;
    Some(Rank { rank: standing.rank, joint: standing.joint, of: table.standings.len() })
}

fn groups<'a>(scope: Scope<'a>, estimate: &'a UnitEstimate) -> Vec<Group<'a>> {
    let groups = estimate.groups.iter().enumerate();
    // With the sum the others' numbers would tell how many the withheld groups are.
    let tells_n = !estimate.groups.iter().any(|group| group.whole.is_withheld());
    groups
        .filter(|(index, group)| group.rates && scope.shows_group(*index))
        .map(|(index, group)| {
            let score = |score| {
                let told = Score::of(scope, score);
                Score { n: told.n.filter(|_| tells_n), ..told }
            };
            let leaves = scope.material.appraisal.scheme.indicators.leaves().iter();
            Group {
                group: scope.group_id(index),
                weight: group.weight.to_string(),
                whole: score(&group.whole),
                indicators: leaves
                    .zip(&group.leaves)
                    .map(|(leaf, value)| Leaf { indicator: &leaf.id, score: score(value) })
                    .collect(),
            }
        })
        .collect()
}

/// The means of the whole and of each indicator.
pub(super) fn means<'a>(scope: Scope<'a>, means: &Means) -> Vec<Mean<'a>> {
    let mean = |measure| {
        let mean = means.of(measure);
        Mean {
            indicator: scope.indicator_id(measure),
            published: mean.map(|mean| mean.published),
            // What is not told of a mean is not that it is over nobody.
            n_units: match mean {
                None if scope.material.is_told => None,
                mean => Some(mean.map_or(0, |mean| mean.n_units)),
            },
        }
    };
    scope.measures().map(mean).collect()
}

pub(super) fn categories(scope: Scope<'_>) -> Vec<CategoryMeans<'_>> {
    let categories = scope.material.estimates.categories.iter().enumerate();
    categories
        .filter(|(index, _)| scope.shows_category(*index))
        .map(|(index, of_category)| CategoryMeans {
            category: scope.category_id(index),
            means: means(scope, of_category),
        })
        .collect()
}
