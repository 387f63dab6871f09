//! Scores and league tables as typed columns, a row for each number, for data frames.
//!
//! The columns are the same for every scheme; `docs/formats.md`, *Parquet and Arrow*, says what they
//! mean. What an audience may not see is left out as in the report for machines.

use serde::Serialize;

use super::score::{Reason, fraction};
use super::{Scope, audience_id, certainty};
use crate::columnar::{self, Column, Stored, Values};
use crate::error::Error;
use crate::estimate::{Measure, Score, UnitEstimate};
use crate::league::{Table, Why};
use crate::report::{Audience, Material, Seen};

/// Version of the columns of both tables.
const SCHEMA: u32 = 1;

/// What stands beside the columns, as JSON.
#[derive(Serialize)]
struct Note<'a> {
    holds: &'static str,
    schema: u32,
    version: &'static str,
    audience: &'static str,
    period: String,
    scheme: SchemeId<'a>,
    register: &'a str,
}

#[derive(Serialize)]
struct SchemeId<'a> {
    id: &'a str,
    sha256: &'a str,
}

/// The scores of every unit that is shown, a row for each unit and measure and, for the office itself,
/// for each group on them.
///
/// # Errors
/// [`Error::Document`] with what the writer says.
pub fn score_columns(
    material: &Material<'_>,
    audience: Audience,
    stored: Stored,
) -> Result<Vec<u8>, Error> {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let scope = Scope { material: *material, audience };
    let mut rows = Scores::default();
    for unit in material.estimates.units.iter().filter(|unit| scope.shows(unit.unit)) {
        for measure in scope.measures() {
            rows.push(scope, unit, measure, None, unit.score(measure));
        }
        if audience == Audience::Public {
            continue;
        }
        for (group, heard) in unit.groups.iter().enumerate().filter(|(_, heard)| heard.rates) {
            rows.push(scope, unit, Measure::Whole, Some(group), &heard.whole);
            for (leaf, score) in heard.leaves.iter().enumerate() {
                rows.push(scope, unit, Measure::Indicator(leaf), Some(group), score);
            }
        }
    }
    written(scope, "scores", rows.columns(), stored)
}

/// The league tables, a row for each unit in each table, ranked or not.
///
/// # Errors
/// [`Error::Document`] with what the writer says.
pub fn league_columns(
    material: &Material<'_>,
    audience: Audience,
    stored: Stored,
) -> Result<Vec<u8>, Error> {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let scope = Scope { material: *material, audience };
    let mut rows = Standings::default();
    let shown = |table: &&Table| table.category.is_none_or(|at| scope.shows_category(at));
    for table in material.league.tables.iter().filter(shown) {
        for standing in table.standings.iter().filter(|standing| scope.shows(standing.unit)) {
            rows.about(scope, table, standing.unit);
            rows.rank.push(i64::try_from(standing.rank).ok());
            rows.joint.push(Some(standing.joint));
            rows.printed.push(Some(standing.published.to_string()));
            rows.score.push(Some(standing.published.to_f64()));
            let set = certainty::set(scope, standing).and(standing.set.as_ref());
            let bound = |rank: usize| i64::try_from(rank).ok();
            rows.rank_best.push(set.and_then(|set| bound(set.together.best)));
            rows.rank_worst.push(set.and_then(|set| bound(set.together.worst)));
            rows.unranked.push(None);
        }
        for unit in table.unranked.iter().filter(|row| scope.shows(row.unit)) {
            rows.about(scope, table, unit.unit);
            rows.rank.push(None);
            rows.joint.push(None);
            rows.printed.push(unit.published.map(|value| value.to_string()));
            rows.score.push(unit.published.map(crate::exact::Published::to_f64));
            rows.rank_best.push(None);
            rows.rank_worst.push(None);
            rows.unranked.push(Some(why(scope, &unit.why).to_owned()));
        }
    }
    written(scope, "league", rows.columns(), stored)
}

fn written(
    scope: Scope<'_>,
    holds: &'static str,
    columns: Vec<Column>,
    stored: Stored,
) -> Result<Vec<u8>, Error> {
    let appraisal = scope.material.appraisal;
    let note = Note {
        holds,
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        audience: audience_id(scope.audience),
        period: appraisal.period.to_string(),
        scheme: SchemeId { id: &appraisal.scheme.id, sha256: &appraisal.fingerprints.scheme },
        register: &appraisal.fingerprints.register,
    };
    let fault = |detail: String| Error::Document { name: holds.to_owned(), detail };
    let note = serde_json::to_string(&note).map_err(|error| fault(error.to_string()))?;
    columnar::whole(columns, stored, Some(&note)).map_err(|error| fault(error.to_string()))
}

/// What is said of a unit in both tables.
#[derive(Default)]
struct Units {
    period: Vec<Option<String>>,
    unit: Vec<Option<String>>,
    unit_name: Vec<Option<String>>,
    category: Vec<Option<String>>,
}

impl Units {
    fn push(&mut self, scope: Scope<'_>, unit: usize) {
        let appraisal = scope.material.appraisal;
        let about = &appraisal.units[unit];
        self.period.push(Some(appraisal.period.to_string()));
        self.unit.push(Some(about.id.clone()));
        self.unit_name.push(Some(about.name.zh.clone()));
        self.category.push(Some(scope.category_id(about.category).to_owned()));
    }

    fn columns(self) -> Vec<Column> {
        texts([
            ("period", self.period),
            ("unit", self.unit),
            ("unit_name", self.unit_name),
            ("category", self.category),
        ])
    }
}

#[derive(Default)]
struct Scores {
    units: Units,
    measure: Vec<Option<String>>,
    group: Vec<Option<String>>,
    score: Vec<Option<f64>>,
    printed: Vec<Option<String>>,
    exact: Vec<Option<String>>,
    n: Vec<Option<i64>>,
    se: Vec<Option<f64>>,
    freedom: Vec<Option<f64>>,
    low: Vec<Option<f64>>,
    high: Vec<Option<f64>>,
    absent: Vec<Option<String>>,
}

impl Scores {
    fn push(
        &mut self,
        scope: Scope<'_>,
        unit: &UnitEstimate,
        measure: Measure,
        group: Option<usize>,
        score: &Score,
    ) {
        self.units.push(scope, unit.unit);
        self.measure.push(scope.indicator_id(measure).map(str::to_owned));
        self.group.push(group.map(|group| scope.group_id(group).to_owned()));
        let value = score.value.as_ref();
        self.score.push(score.published().map(crate::exact::Published::to_f64));
        self.printed.push(score.published().map(|value| value.to_string()));
        self.exact.push(value.ok().map(|value| fraction(&value.exact)));
        self.n.push(i64::try_from(score.n).ok());
        let shown = group.is_none() && scope.audience == Audience::Internal;
        let error = scope.material.estimates.error(unit.unit, measure).filter(|_| shown);
        self.se.push(error.map(|error| error.se));
        self.freedom.push(error.map(|error| error.freedom));
        self.low.push(error.map(|error| error.interval.0));
        self.high.push(error.map(|error| error.interval.1));
        let absent = value.err().map(|absent| Reason::of(scope, absent).code.to_owned());
        self.absent.push(absent);
    }

    fn columns(self) -> Vec<Column> {
        let mut columns = self.units.columns();
        columns.extend(texts([("measure", self.measure), ("group", self.group)]));
        columns.push(Column::new("score", Values::Number(self.score)));
        columns.extend(texts([("printed", self.printed), ("exact", self.exact)]));
        columns.push(Column::new("n", Values::Whole(self.n)));
        for (name, values) in
            [("se", self.se), ("freedom", self.freedom), ("low", self.low), ("high", self.high)]
        {
            columns.push(Column::new(name, Values::Number(values)));
        }
        columns.extend(texts([("absent", self.absent)]));
        columns
    }
}

#[derive(Default)]
struct Standings {
    units: Units,
    by: Vec<Option<String>>,
    table_category: Vec<Option<String>>,
    measure: Vec<Option<String>>,
    rank: Vec<Option<i64>>,
    joint: Vec<Option<bool>>,
    score: Vec<Option<f64>>,
    printed: Vec<Option<String>>,
    rank_best: Vec<Option<i64>>,
    rank_worst: Vec<Option<i64>>,
    unranked: Vec<Option<String>>,
}

impl Standings {
    fn about(&mut self, scope: Scope<'_>, table: &Table, unit: usize) {
        self.units.push(scope, unit);
        let by = serde_json::to_value(table.by).unwrap_or_default();
        self.by.push(by.as_str().map(str::to_owned));
        let category = table.category.map(|category| scope.category_id(category).to_owned());
        self.table_category.push(category);
        self.measure.push(scope.indicator_id(table.measure).map(str::to_owned));
    }

    fn columns(self) -> Vec<Column> {
        let of_table = [
            ("table", self.by),
            ("table_category", self.table_category),
            ("measure", self.measure),
        ];
        let mut columns = texts(of_table);
        columns.extend(self.units.columns());
        columns.push(Column::new("rank", Values::Whole(self.rank)));
        columns.push(Column::new("joint", Values::Truth(self.joint)));
        columns.push(Column::new("score", Values::Number(self.score)));
        columns.extend(texts([("printed", self.printed)]));
        columns.push(Column::new("rank_best", Values::Whole(self.rank_best)));
        columns.push(Column::new("rank_worst", Values::Whole(self.rank_worst)));
        columns.extend(texts([("unranked", self.unranked)]));
        columns
    }
}

fn texts<const N: usize>(columns: [(&str, Vec<Option<String>>); N]) -> Vec<Column> {
    columns.map(|(name, values)| Column::new(name, Values::Text(values))).into()
}

fn why(scope: Scope<'_>, why: &Why) -> &'static str {
    match why {
        Why::Absent(absent) => Reason::of(scope, absent).code,
        Why::TooFew { .. } => "too-few",
        Why::MissingGroups(_) => "missing-groups",
        Why::ScoreOnly => "score-only",
        Why::Unreliable { .. } => "unreliable",
    }
}
