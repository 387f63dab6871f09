//! The rule book, as far as one must know it to read the scores.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Scope;
use crate::error::Mismatch;
use crate::exact::Rounding;
use crate::scheme::{
    Below, Compare, Family, Label, Lonely, MarkKind, MissingGroup, Mode, Publication, Stage,
    TieBreaker, Ties, Trim,
};

/// The rule book.
#[derive(Serialize)]
pub(super) struct Scheme<'a> {
    /// Its short name.
    id: &'a str,
    /// Its name.
    name: &'a Label,
    /// `pooled` or `ballot-first`.
    mode: Mode,
    /// What happens where a group has too few answers.
    missing_group: MissingGroup,
    /// A unit with fewer valid answers is not ranked.
    min_n_unit: u64,
    /// A group with fewer valid answers on a unit counts as missing.
    min_n_group: u64,
    /// Extreme answers left out; `null` where none are.
    trim: Option<Trimming>,
    /// Decimals printed.
    decimals: u8,
    /// What happens to halves.
    rounding: Rounding,
    /// Where else the written rule rounds.
    stages: &'a [Stage],
    /// On which values ties are judged.
    compare: Compare,
    /// How ranks go on after a tie.
    ties: Ties,
    /// What decides between equal scores, in order.
    tie_breakers: &'a [TieBreaker],
    /// How errors and rank sets are made.
    error: ErrorRule,
    /// When a difference is called one.
    comparison: Comparison,
    /// When a rank is refused.
    reliability: Reliability,
    /// What may be marked.
    levels: Vec<Level>,
    /// What is asked: leaves, then the nodes above them.
    indicators: Vec<Indicator<'a>>,
    /// Who answers.
    groups: Vec<Group<'a>>,
    /// Units ranked together.
    categories: Vec<Category<'a>>,
}

/// How errors and rank sets are made.
#[derive(Serialize)]
struct ErrorRule {
    /// Their confidence, a share as text.
    confidence: String,
    /// What is done with a stratum of one rater.
    lonely: Lonely,
    /// Draws behind rank sets; `null` where the number of units decides.
    draws: Option<u32>,
    /// The seed of the draws.
    seed: u64,
}

/// When a difference is called one.
#[derive(Serialize)]
struct Comparison {
    /// How many comparisons at once are allowed for.
    family: Family,
    /// The least difference that matters, in points as text.
    threshold: String,
    /// The least number of valid answers.
    min_n: u64,
    /// A score that units are held against, as text; `null` where there is none.
    target: Option<String>,
}

/// When a rank is refused.
#[derive(Serialize)]
struct Reliability {
    /// The least reliability, as text.
    least: String,
    /// What happens below it.
    below: Below,
}

/// Extreme answers left out at each end.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Trimming {
    /// A share of the answers, as text.
    Share(String),
    /// A fixed number of answers.
    Extremes {
        /// Answers left out at each end.
        count: u64,
        /// Only where there are more answers than this.
        above: u64,
    },
}

/// What may be marked.
#[derive(Serialize)]
struct Level {
    /// Its label, or the value of a numeric scale.
    label: String,
    /// `answer`, `unknown` or `abstain`.
    kind: &'static str,
    /// Its points as decimal text; `null` where it has none.
    points: Option<String>,
}

/// An indicator.
#[derive(Serialize)]
struct Indicator<'a> {
    /// Its id.
    id: &'a str,
    /// Its label.
    label: &'a Label,
    /// The id of the indicator above it; `null` at the top.
    parent: Option<&'a str>,
    /// For a leaf its exact weight in the whole, a decimal or fraction as text; else `null`.
    share: Option<String>,
}

/// A rater group.
#[derive(Serialize)]
struct Group<'a> {
    /// Its id.
    id: &'a str,
    /// Its label.
    label: &'a Label,
}

/// A category.
#[derive(Serialize)]
struct Category<'a> {
    /// Its id.
    id: &'a str,
    /// Its label.
    label: &'a Label,
    /// Who may see it: `ranked`, `score-only` or `internal`.
    publication: Publication,
    /// The weight of each group that rates it, by id: a decimal or fraction as text.
    weights: BTreeMap<&'a str, String>,
}

/// A period that does not compare.
#[derive(Serialize)]
pub(super) struct Refused {
    /// The period.
    period: String,
    /// Why: `scale`, `indicators: a, b` or the key of the scheme that differs.
    why: Vec<String>,
}

pub(super) fn scheme(scope: Scope<'_>) -> Scheme<'_> {
    let scheme = &scope.material.appraisal.scheme;
    Scheme {
        id: &scheme.id,
        name: &scheme.name,
        mode: scheme.scoring.mode,
        missing_group: scheme.scoring.missing_group,
        min_n_unit: scheme.scoring.min_n_unit,
        min_n_group: scheme.scoring.min_n_group,
        trim: scheme.scoring.trim.as_ref().map(|trim| match trim {
            Trim::Share(share) => Trimming::Share(share.to_string()),
            Trim::Extremes { count, above } => Trimming::Extremes { count: *count, above: *above },
        }),
        decimals: scheme.rounding.decimals,
        rounding: scheme.rounding.rule,
        stages: &scheme.rounding.stages,
        compare: scheme.ranking.compare,
        ties: scheme.ranking.ties,
        tie_breakers: &scheme.ranking.tie_breakers,
        error: ErrorRule {
            confidence: scheme.error.confidence.to_string(),
            lonely: scheme.error.lonely,
            draws: scheme.error.draws,
            seed: scheme.error.seed,
        },
        comparison: Comparison {
            family: scheme.comparison.family,
            threshold: scheme.comparison.threshold.to_string(),
            min_n: scheme.comparison.min_n,
            target: scheme.comparison.target.as_ref().map(ToString::to_string),
        },
        reliability: Reliability {
            least: scheme.reliability.least.to_string(),
            below: scheme.reliability.below,
        },
        levels: levels(scope),
        indicators: indicators(scope),
        groups: (0..scheme.groups.len())
            .filter(|group| scope.shows_group(*group))
            .map(|group| Group { id: &scheme.groups[group].id, label: &scheme.groups[group].label })
            .collect(),
        categories: categories(scope),
    }
}

fn levels(scope: Scope<'_>) -> Vec<Level> {
    let scale = &scope.material.appraisal.scheme.scale;
    let level = |code| Level {
        label: scale.name(code),
        kind: match scale.kind(code) {
            MarkKind::Answer => "answer",
            MarkKind::Unknown => "unknown",
            MarkKind::Abstain => "abstain",
        },
        points: scale.points(code).map(|points| points.to_string()),
    };
    scale.codes().map(level).collect()
}

fn indicators(scope: Scope<'_>) -> Vec<Indicator<'_>> {
    let indicators = &scope.material.appraisal.scheme.indicators;
    let all = indicators.all().iter().enumerate();
    all.map(|(index, indicator)| Indicator {
        id: &indicator.id,
        label: &indicator.label,
        parent: indicator.parent.map(|parent| indicators.all()[parent].id.as_str()),
        share: indicators.weights().get(index).map(ToString::to_string),
    })
    .collect()
}

fn categories(scope: Scope<'_>) -> Vec<Category<'_>> {
    let scheme = &scope.material.appraisal.scheme;
    let categories = scheme.categories.iter().enumerate();
    categories
        .filter(|(index, _)| scope.shows_category(*index))
        .map(|(_, category)| {
            let weights = scheme.groups.iter().zip(&category.weights).enumerate();
            let weights = weights.filter(|(at, _)| scope.shows_group(*at)).map(|(_, pair)| pair);
            Category {
                id: &category.id,
                label: &category.label,
                publication: category.publication,
                weights: weights
                    .filter(|(_, weight)| !weight.is_zero())
                    .map(|(group, weight)| (group.id.as_str(), weight.to_string()))
                    .collect(),
            }
        })
        .collect()
}

pub(super) fn refused(scope: Scope<'_>) -> Vec<Refused> {
    let why = |mismatch: &Mismatch| match mismatch {
        Mismatch::Scale => "scale".to_owned(),
        Mismatch::Indicators(ids) => format!("indicators: {}", ids.join(", ")),
        Mismatch::Rules(key) => (*key).to_owned(),
    };
    let refused = scope.material.refused.iter();
    refused
        .map(|(period, mismatches)| Refused {
            period: period.to_string(),
            why: mismatches.iter().map(why).collect(),
        })
        .collect()
}
