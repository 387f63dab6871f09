//! Changes between periods: what was printed then, what is printed now, and the difference.

use std::collections::BTreeMap;

use super::super::material::View;
use super::super::{Cell, ColumnKind, Grid, GridRow, RowKind};
use super::formula::{Formula, Span};
use super::place::Place;
use super::scores::{Calculation, SCORE};
use crate::estimate::Measure;
use crate::scheme::Scheme;
use crate::trend::{Change, Fate, Trend, TrendKind};

/// Of whom a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    /// A unit.
    Unit(usize),
    /// The mean of a category, or of all that are published.
    Mean(Option<usize>),
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Figure {
    /// A score.
    Score(Measure),
    /// 满意率 over all indicators.
    Satisfied,
}

/// The table of changes that stand in other tables without what they are the difference of.
pub(super) struct Changes {
    pub(super) grid: Grid,
    pub(super) formulas: Vec<Formula>,
    /// The rows, by the position of the comparison.
    rows: BTreeMap<(usize, Of, Figure), usize>,
    at: usize,
}

/// The columns of the table.
const LATER: usize = 4;
const CHANGE: usize = 5;

impl Changes {
    /// The table that stands at `at`; none where nothing is compared.
    pub(super) fn of(
        view: &View<'_>,
        grids: &[Grid],
        calculation: &Calculation,
        at: usize,
    ) -> Option<Changes> {
        let mut lines = Vec::new();
        for (index, trend) in view.material.trends.iter().enumerate() {
            lines.extend(units(view, trend).map(|line| (index, line)));
            lines.extend(means(view, trend).map(|line| (index, line)));
        }
        lines.retain(|(_, (.., change))| change.difference.is_some());
        if lines.is_empty() {
            return None;
        }
        let mut rows = BTreeMap::new();
        let mut made = Vec::new();
        let mut laters = Vec::new();
        for (row, (index, (of, figure, change))) in lines.into_iter().enumerate() {
            rows.insert((index, of, figure), row);
            let trend = &view.material.trends[index];
            made.push(line(view, trend, (of, figure), &change));
            laters.extend(later(view, grids, calculation, (of, figure)).map(|from| (row, from)));
        }
        let n = made.len();
        let grid = table(view, made);
        let place = Place { at, grid: &grid };
        let later = |(row, from)| place.formula_in(row, LATER, "{0}", vec![from]);
        let mut formulas: Vec<Formula> = laters.into_iter().filter_map(later).collect();
        formulas.extend((0..n).filter_map(|row| {
            let spans = vec![Span::cell(at, row, LATER), Span::cell(at, row, LATER - 1)];
            place.formula_in(row, CHANGE, difference(view.scheme()), spans)
        }));
        Some(Changes { grid, formulas, rows, at })
    }

    /// The cell of an earlier figure.
    pub(super) fn earlier(&self, trend: usize, of: Of, figure: Figure) -> Option<Span> {
        Some(Span::cell(self.at, *self.rows.get(&(trend, of, figure))?, LATER - 1))
    }

    /// The cell of a change.
    pub(super) fn cell(&self, trend: usize, of: Of, figure: Figure) -> Option<Span> {
        Some(Span::cell(self.at, *self.rows.get(&(trend, of, figure))?, CHANGE))
    }
}

/// The first range less the second.
pub(super) fn difference(scheme: &Scheme) -> String {
    format!("ROUND({{0}}-{{1}},{})", scheme.rounding.decimals)
}

/// The id of the table of a comparison.
pub(super) fn trend_id(trend: &Trend) -> &'static str {
    match trend.kind {
        TrendKind::Previous => "trend-previous",
        TrendKind::SameOfLastYear => "trend-last-year",
        TrendKind::Other => "trend-other",
    }
}

type Line = (Of, Figure, Change);

/// The indicators of each unit and its satisfied rate. Its whole stands in the table of the comparison.
fn units<'a>(view: &'a View<'_>, trend: &'a Trend) -> impl Iterator<Item = Line> + 'a {
    let compared = trend.units.iter().filter(|unit| view.shows(unit.unit));
    let compared = compared.filter(|unit| matches!(unit.fate, Fate::Same | Fate::Renamed { .. }));
    compared.flat_map(|unit| {
        let of = Of::Unit(unit.unit);
        let measures = view.measures().skip(1);
        let scores = measures.map(move |m| (of, Figure::Score(m), unit.score(m)));
        scores.chain([(of, Figure::Satisfied, unit.satisfied)])
    })
}

/// The mean of each category and of all.
fn means<'a>(view: &'a View<'_>, trend: &'a Trend) -> impl Iterator<Item = Line> + 'a {
    let categories = view.categories().map(Some).chain([None]);
    categories.flat_map(move |category| {
        let changes = match category {
            Some(category) => trend.categories.get(category),
            None => Some(&trend.city),
        };
        let changes = changes.map(Vec::as_slice).unwrap_or_default().iter().enumerate();
        changes.map(move |(index, change)| {
            (Of::Mean(category), Figure::Score(Measure::at(index)), *change)
        })
    })
}

fn line(view: &View<'_>, trend: &Trend, (of, figure): (Of, Figure), change: &Change) -> GridRow {
    let name = match of {
        Of::Unit(unit) => view.unit(unit),
        Of::Mean(Some(category)) => view.category(category),
        Of::Mean(None) => view.locale.word("scope-all"),
    };
    let what = match figure {
        Figure::Score(measure) => view.measure(measure),
        Figure::Satisfied => view.locale.word("col-satisfied"),
    };
    let number = |value: Option<_>| value.map_or(Cell::Empty, Cell::Number);
    let cells = vec![
        Cell::Text(view.locale.period(trend.earlier)),
        Cell::Text(name),
        Cell::Text(what),
        number(change.earlier),
        number(change.later),
        Cell::change(change.difference),
    ];
    match of {
        Of::Unit(unit) => view.row(unit, cells),
        Of::Mean(category) => GridRow { kind: RowKind::Ranked, category, cells },
    }
}

/// Where the later figure stands.
fn later(
    view: &View<'_>,
    grids: &[Grid],
    calculation: &Calculation,
    (of, figure): (Of, Figure),
) -> Option<Span> {
    match (of, figure) {
        (Of::Unit(unit), Figure::Score(measure)) => {
            let row = calculation.scores.get(&(unit, measure))?;
            Some(Span::cell(calculation.at, *row, SCORE))
        }
        (Of::Unit(unit), Figure::Satisfied) => {
            calculation.counts.cell(unit, Measure::Whole, "satisfied")
        }
        (Of::Mean(category), Figure::Score(measure)) => {
            let place = Place::named(grids, "means")?;
            let row = view.categories().map(Some).chain([None]).position(|one| one == category)?;
            let column = place.column("score")? + measure.index();
            place.number(row, column)?;
            Some(Span::cell(place.at, row, column))
        }
        (Of::Mean(_), Figure::Satisfied) => None,
    }
}

fn table(view: &View<'_>, rows: Vec<GridRow>) -> Grid {
    let columns = vec![
        view.column("compared-with", ColumnKind::Text),
        view.column("unit", ColumnKind::Text),
        view.column("indicator", ColumnKind::Text),
        view.column("earlier-figure", ColumnKind::Number),
        view.column("later-figure", ColumnKind::Number),
        view.column("figure-change", ColumnKind::Change),
    ];
    let mut grid = view.grid("calculation-changes", columns, rows);
    grid.notes.push(view.locale.word("note-calculation-changes"));
    grid
}
