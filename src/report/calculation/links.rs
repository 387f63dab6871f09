//! Formulas in the tables that everybody reads: scores from the calculation, and what follows from the
//! cells beside them or in another table.

use std::collections::BTreeMap;

use super::super::material::View;
use super::super::tables::league_id;
use super::super::{Cell, Grid, RowKind};
use super::changes::{Changes, Figure, Of, trend_id};
use super::errors::errors;
use super::fair::fair;
use super::formula::{Formula, Span};
use super::groups::{detail, groups};
use super::intervals::{Intervals, What};
use super::league::league;
use super::moves::Moves;
use super::place::Place;
use super::returns::returns;
use super::scores::Calculation;
use super::trends::trend;
use super::units;
use crate::estimate::Measure;
use crate::exact::Published;
use crate::league::Table;

/// The tables of the calculation, where the report has them.
#[derive(Clone, Copy, Default)]
pub(super) struct Tables<'a> {
    pub(super) calculation: Option<&'a Calculation>,
    pub(super) intervals: Option<&'a Intervals>,
    pub(super) changes: Option<&'a Changes>,
    pub(super) moves: Option<&'a Moves>,
}

/// What formulas may lead to.
pub(super) struct Known<'a> {
    pub(super) calculation: Option<&'a Calculation>,
    pub(super) intervals: Option<&'a Intervals>,
    pub(super) changes: Option<&'a Changes>,
    pub(super) moves: Option<&'a Moves>,
    /// The league tables, with the rows of their units.
    leagues: BTreeMap<(Option<usize>, Measure), (Place<'a>, Rows)>,
    /// The comparison that league tables show: its position, its table, the rows of its units.
    trend: Option<(usize, Place<'a>, Rows)>,
    /// The identifiers of the indicators.
    indicators: Vec<String>,
}

/// The row of each unit.
type Rows = BTreeMap<usize, usize>;

impl<'a> Known<'a> {
    pub(super) fn new(view: &View<'_>, grids: &'a [Grid], tables: &Tables<'a>) -> Known<'a> {
        let leagues = view.tables().filter_map(|table| {
            let place = Place::named(grids, &league_id(view, table))?;
            let rows = units_of(table).enumerate().map(|(row, unit)| (unit, row)).collect();
            Some(((table.category, table.measure), (place, rows)))
        });
        let main = view.main_trend().and_then(|main| {
            let index = view.material.trends.iter().position(|one| one.kind == main.kind)?;
            let place = Place::named(grids, trend_id(main))?;
            let shown = main.units.iter().filter(|unit| view.shows(unit.unit)).enumerate();
            Some((index, place, shown.map(|(row, unit)| (unit.unit, row)).collect()))
        });
        let indicators = view.scheme().indicators.all();
        Known {
            calculation: tables.calculation,
            intervals: tables.intervals,
            changes: tables.changes,
            moves: tables.moves,
            leagues: leagues.collect(),
            trend: main,
            indicators: indicators.iter().map(|one| one.id.clone()).collect(),
        }
    }

    /// The rank of a unit in a table.
    pub(super) fn rank(&self, table: &Table, unit: usize) -> Option<Span> {
        self.rank_in(table.category, table.measure, unit)
    }

    /// The same, with the table by its category and measure.
    pub(super) fn rank_in(
        &self,
        category: Option<usize>,
        measure: Measure,
        unit: usize,
    ) -> Option<Span> {
        let (place, rows) = self.leagues.get(&(category, measure))?;
        place.cell(*rows.get(&unit)?, "rank")
    }

    /// The change of a unit in the table of the comparison.
    pub(super) fn change(&self, unit: usize, measure: Measure) -> Option<Span> {
        let (_, place, rows) = self.trend.as_ref()?;
        let row = *rows.get(&unit)?;
        match measure {
            Measure::Whole => place.cell(row, "change"),
            Measure::Indicator(index) => {
                place.cell(row, &format!("{}-change", self.indicators.get(index)?))
            }
        }
    }

    /// The places that a unit gained or lost in a league table.
    pub(super) fn moved(&self, table: &Table, unit: usize) -> Option<Span> {
        if table.category.is_some() && table.measure == Measure::Whole {
            let (_, place, rows) = self.trend.as_ref()?;
            return place.cell(*rows.get(&unit)?, "move");
        }
        self.moves?.cell(table.category, table.measure, unit)
    }

    /// The change of a mean.
    fn mean_change(&self, category: Option<usize>, measure: Measure) -> Option<Span> {
        let (index, ..) = self.trend.as_ref()?;
        self.changes?.cell(*index, Of::Mean(category), Figure::Score(measure))
    }
}

/// The units of a table: those that are ranked, then the others.
fn units_of(table: &Table) -> impl Iterator<Item = usize> + '_ {
    let ranked = table.standings.iter().map(|row| row.unit);
    ranked.chain(table.unranked.iter().map(|row| row.unit))
}

/// The formulas of the tables of a report.
pub(super) fn links(view: &View<'_>, grids: &[Grid], known: &Known<'_>) -> Vec<Formula> {
    let mut formulas = Vec::new();
    let named = |id: &str| Place::named(grids, id);
    formulas.extend(named("returns").map(|place| returns(view, place)).unwrap_or_default());
    for index in 0..view.material.trends.len() {
        formulas.extend(trend(view, grids, index, known));
    }
    for table in view.tables() {
        if let Some((place, _)) = known.leagues.get(&(table.category, table.measure)) {
            formulas.extend(of_table(view, *place, table, known));
        }
    }
    formulas
        .extend(named("scores").map(|place| units::scores(view, place, known)).unwrap_or_default());
    formulas
        .extend(named("rates").map(|place| units::rates(view, place, known)).unwrap_or_default());
    formulas.extend(fair(view, grids, known));
    let Some(calculation) = known.calculation else { return formulas };
    formulas.extend(units::means(view, grids, calculation));
    let of = |place: Option<Place<'_>>, of: &dyn Fn(Place<'_>) -> Vec<Formula>| {
        place.map(of).unwrap_or_default()
    };
    formulas.extend(of(named("levels"), &|place| units::levels(view, place, calculation)));
    formulas.extend(of(named("groups"), &|place| groups(view, place, calculation)));
    formulas.extend(of(named("groups-detail"), &|place| detail(view, place, calculation)));
    for (id, whole) in [("errors", true), ("errors-indicators", false)] {
        formulas.extend(of(named(id), &|place| errors(view, place, known, whole)));
    }
    formulas
}

/// The formulas of a league table.
fn of_table(view: &View<'_>, place: Place<'_>, table: &Table, known: &Known<'_>) -> Vec<Formula> {
    let mut formulas = ranks(place);
    for (row, unit) in units_of(table).enumerate() {
        formulas.extend(place.link(row, "score", known.score(unit, table.measure)));
        let what = (unit, What::Score(table.measure));
        formulas.extend(known.intervals.and_then(|known| known.span(place, row, "interval", what)));
    }
    formulas.extend(league(view, place, table, known));
    let mean = place.grid.rows.iter().position(|row| row.kind == RowKind::Mean);
    let Some(row) = mean else { return formulas };
    let change = known.mean_change(table.category, table.measure);
    formulas.extend(place.link(row, "change", change));
    let Some(calculation) = known.calculation else { return formulas };
    let mean = units::mean(view, calculation, table.category, table.measure);
    formulas.extend(mean.and_then(|(text, spans)| place.formula(row, "score", text, spans)));
    formulas
}

/// Ranks, where each is one more than the number of better scores.
fn ranks(place: Place<'_>) -> Vec<Formula> {
    let Place { at, grid } = place;
    let (Some(rank), Some(score)) = (place.column("rank"), place.column("score")) else {
        return Vec::new();
    };
    let ranked: Vec<(usize, Published)> = grid
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Ranked)
        .filter_map(|row| match (&row.cells[rank], &row.cells[score]) {
            (Cell::Rank { rank, .. }, Cell::Score { value, .. }) => Some((*rank, *value)),
            _ => None,
        })
        .collect();
    // Best first: a rank is the place of the first equal score, unless a tie was broken or ranks are dense.
    let plain =
        ranked.iter().enumerate().all(|(place, (rank, value))| match place.checked_sub(1) {
            Some(before) if ranked[before].1 == *value => *rank == ranked[before].0,
            _ => *rank == place + 1,
        });
    let Some(last) = ranked.len().checked_sub(1).filter(|_| plain) else { return Vec::new() };
    let formula = |row| Formula {
        grid: at,
        row,
        column: rank,
        text: "COUNTIF({0},\">\"&{1})+1".to_owned(),
        spans: vec![Span { grid: at, column: score, first: 0, last }, Span::cell(at, row, score)],
    };
    (0..=last).map(formula).collect()
}
