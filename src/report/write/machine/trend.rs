//! Changes between periods.

use serde::Serialize;

use super::Scope;
use super::certainty::{self, ChangeTest, TrendFamily};
use crate::appraisal::Appraisal;
use crate::exact::Published;
use crate::report::Audience;
use crate::scheme::Publication;
use crate::trend::{self, Fate, Trend, TrendKind, UnitTrend};

/// A comparison of two periods.
#[derive(Serialize)]
pub(super) struct TrendOut<'a> {
    /// The earlier period.
    earlier: String,
    /// The later period.
    later: String,
    /// `previous` (环比), `same-of-last-year` (同比) or `other`.
    kind: &'static str,
    /// How many changes are allowed for, and what is known of raters who answered twice; `null` in a
    /// public document.
    family: Option<TrendFamily>,
    /// Each unit in force in the later period, then those gone.
    units: Vec<UnitChange<'a>>,
    /// The means over all published units: of the whole, then of each indicator.
    city: Vec<Change<'a>>,
    /// The means of each category.
    categories: Vec<CategoryChange<'a>>,
    /// How ranks moved, for each table that both periods have.
    moves: Vec<Moves<'a>>,
}

/// What became of a unit.
#[derive(Serialize)]
struct UnitChange<'a> {
    /// The id of the unit.
    unit: &'a str,
    /// `same`, `renamed`, `new`, `merged`, `gone` or `succeeded`.
    fate: &'static str,
    /// The units it was, was made of, or was succeeded by; empty where there are none.
    others: Vec<&'a str>,
    /// Of the whole, then of each indicator.
    scores: Vec<Change<'a>>,
    /// 满意率 over all indicators, in percentage points.
    satisfied: Values,
}

/// The change of one measure.
#[derive(Serialize)]
struct Change<'a> {
    /// The indicator; `null` for the whole.
    indicator: Option<&'a str>,
    /// The values.
    #[serde(flatten)]
    values: Values,
    /// Whether it is real for the scheme: more than chance, as great as asked for, on enough answers;
    /// `null` where its error is not known, or a value is not shown.
    real: Option<bool>,
    /// The test; `null` likewise, and in a public document.
    test: Option<ChangeTest>,
}

/// Two printed values and their difference.
#[derive(Serialize)]
struct Values {
    /// The earlier value; `null` where there is none, or it was not public.
    earlier: Option<Published>,
    /// The later value; `null` where there is none.
    later: Option<Published>,
    /// Later − earlier; `null` where either is.
    difference: Option<Published>,
}

/// The changes of the means of a category.
#[derive(Serialize)]
struct CategoryChange<'a> {
    /// The id of the category.
    category: &'a str,
    /// Of the whole, then of each indicator.
    means: Vec<Change<'a>>,
}

/// How ranks moved in one table among the units ranked in both periods.
#[derive(Serialize)]
struct Moves<'a> {
    /// The id of the category; `null` over all.
    category: Option<&'a str>,
    /// The id of the indicator; `null` for the whole.
    indicator: Option<&'a str>,
    /// How many units are common.
    n_common: usize,
    /// The common units, in their later order.
    moves: Vec<Move<'a>>,
}

/// How one unit's rank moved among the common units.
#[derive(Serialize)]
struct Move<'a> {
    /// The id of the unit.
    unit: &'a str,
    /// Its earlier rank among the common units.
    earlier: usize,
    /// Its later rank among them.
    later: usize,
    /// Places gained (above zero) or lost.
    gained: i64,
    /// Whether the rank sets of both periods have no rank in common; `null` where nobody can say.
    sure: Option<bool>,
}

pub(super) fn trend<'a>(scope: Scope<'a>, trend: &'a Trend) -> TrendOut<'a> {
    let past = Past::new(scope, trend);
    let categories = trend.categories.iter().enumerate();
    let moves = trend.moves.iter().filter(|moves| {
        moves.category.is_none_or(|c| scope.shows_category(c) && past.shows_category(c))
    });
    TrendOut {
        earlier: trend.earlier.to_string(),
        later: trend.later.to_string(),
        kind: match trend.kind {
            TrendKind::Previous => "previous",
            TrendKind::SameOfLastYear => "same-of-last-year",
            TrendKind::Other => "other",
        },
        family: certainty::family(scope, trend.family),
        units: trend.units.iter().filter_map(|unit| unit_change(scope, past, unit)).collect(),
        city: changes(scope, &trend.city, true),
        categories: categories
            .filter(|(index, _)| scope.shows_category(*index))
            .map(|(index, means)| CategoryChange {
                category: scope.category_id(index),
                means: changes(scope, means, past.shows_category(index)),
            })
            .collect(),
        moves: moves.map(|moves| moves_of(scope, moves)).collect(),
    }
}

fn unit_change<'a>(scope: Scope<'a>, past: Past<'a>, trend: &UnitTrend) -> Option<UnitChange<'a>> {
    let unit = scope.unit_id(trend.unit)?;
    let (fate, others) = match &trend.fate {
        Fate::Same => ("same", Vec::new()),
        Fate::Renamed { earlier } => ("renamed", vec![*earlier]),
        Fate::New => ("new", Vec::new()),
        Fate::Merged { from } => ("merged", from.clone()),
        Fate::Gone => ("gone", Vec::new()),
        Fate::Succeeded { by } => ("succeeded", vec![*by]),
    };
    let counterpart = match trend.fate {
        Fate::Renamed { earlier } => earlier,
        _ => trend.unit,
    };
    let was_public = past.shows(counterpart);
    let shown = |other: &usize| past.shows(*other).then(|| scope.unit_id(*other)).flatten();
    Some(UnitChange {
        unit,
        fate,
        others: others.iter().filter_map(shown).collect(),
        scores: changes(scope, &trend.scores, was_public),
        satisfied: Values::of(trend.satisfied, was_public),
    })
}

fn changes<'a>(scope: Scope<'a>, all: &[trend::Change], was_public: bool) -> Vec<Change<'a>> {
    let pairs = scope.measures().zip(all);
    pairs
        .map(|(measure, change)| Change {
            indicator: scope.indicator_id(measure),
            values: Values::of(*change, was_public),
            real: change.test.filter(|_| was_public).map(|test| test.is_real),
            test: certainty::test(scope, change).filter(|_| was_public),
        })
        .collect()
}

fn moves_of<'a>(scope: Scope<'a>, table: &trend::TableMoves) -> Moves<'a> {
    let row = |row: &trend::RankMove| {
        Some(Move {
            unit: scope.unit_id(row.unit)?,
            earlier: row.earlier,
            later: row.later,
            gained: row.gained(),
            sure: row.is_sure,
        })
    };
    Moves {
        category: table.category.map(|category| scope.category_id(category)),
        indicator: scope.indicator_id(table.measure),
        n_common: table.n_common,
        moves: table.moves.iter().filter_map(row).collect(),
    }
}

impl Values {
    fn of(change: trend::Change, was_public: bool) -> Values {
        Values {
            earlier: change.earlier.filter(|_| was_public),
            later: change.later,
            difference: change.difference.filter(|_| was_public),
        }
    }
}

/// Who might see what in the earlier period: a unit that was for the leaders only then keeps the
/// score it had, though its category be public now.
#[derive(Clone, Copy)]
struct Past<'a> {
    audience: Audience,
    /// The appraisal as it stood then, or as it stands where that is not known.
    then: &'a Appraisal,
}

impl<'a> Past<'a> {
    fn new(scope: Scope<'a>, trend: &Trend) -> Past<'a> {
        let mut history = scope.material.history.iter();
        let known = history.find(|past| past.appraisal.period == trend.earlier);
        let then = known.map_or(scope.material.appraisal, |past| &past.appraisal);
        Past { audience: scope.audience, then }
    }

    fn shows_category(self, category: usize) -> bool {
        let then = self.then.scheme.categories.get(category);
        self.audience == Audience::Internal
            || then.is_some_and(|category| category.publication != Publication::Internal)
    }

    fn shows(self, unit: usize) -> bool {
        let then = self.then.units.get(unit);
        then.is_some_and(|unit| self.shows_category(unit.category))
    }
}
