//! Places gained and lost: the ranks of both periods among the units that are ranked in both.

use std::collections::BTreeMap;

use super::super::material::View;
use super::super::{Cell, ColumnKind, Grid, GridRow};
use super::changes::{Changes, Figure, Of, trend_id};
use super::formula::{Formula, Span};
use super::place::Place;
use super::scores::{Calculation, SCORE};
use crate::estimate::Measure;
use crate::trend::{RankMove, TableMoves, Trend};

/// The table of ranks, without those within a category on the whole: they are in the table of the comparison.
pub(super) struct Moves {
    pub(super) grid: Grid,
    pub(super) formulas: Vec<Formula>,
    rows: BTreeMap<(Option<usize>, Measure, usize), usize>,
    at: usize,
}

/// The columns of the table.
const EARLIER: usize = 3;
const LATER: usize = 4;
const EARLIER_RANK: usize = 5;
const LATER_RANK: usize = 6;
const MOVE: usize = 7;

impl Moves {
    /// The table that stands at `at`, of the comparison that league tables show.
    pub(super) fn of(
        view: &View<'_>,
        grids: &[Grid],
        (calculation, changes): (&Calculation, &Changes),
        at: usize,
    ) -> Option<Moves> {
        let main = view.main_trend()?;
        let index = view.material.trends.iter().position(|one| one.kind == main.kind)?;
        let compared = Place::named(grids, trend_id(main))?;
        let shown = main.units.iter().filter(|unit| view.shows(unit.unit)).enumerate();
        let lines: BTreeMap<usize, usize> = shown.map(|(row, unit)| (unit.unit, row)).collect();
        let mut made = Vec::new();
        let mut formulas = Vec::new();
        let mut rows = BTreeMap::new();
        for table in view.tables() {
            let known = main
                .moves
                .iter()
                .find(|one| (one.category, one.measure) == (table.category, table.measure));
            let told = table.category.is_some() && table.measure == Measure::Whole;
            let Some(known) = known.filter(|known| !told && !known.moves.is_empty()) else {
                continue;
            };
            let first = made.len();
            for moved in &known.moves {
                let row = made.len();
                rows.insert((known.category, known.measure, moved.unit), row);
                made.push(line(view, main, known, moved));
                let measure = known.measure;
                let (earlier, later) = if measure == Measure::Whole {
                    let cell = |id| compared.cell(*lines.get(&moved.unit)?, id);
                    (cell("earlier"), cell("later"))
                } else {
                    let figure = Figure::Score(measure);
                    let later = calculation.scores.get(&(moved.unit, measure));
                    let later = later.map(|row| Span::cell(calculation.at, *row, SCORE));
                    (changes.earlier(index, Of::Unit(moved.unit), figure), later)
                };
                formulas.extend(earlier.map(|from| (row, EARLIER, "{0}".to_owned(), vec![from])));
                formulas.extend(later.map(|from| (row, LATER, "{0}".to_owned(), vec![from])));
                let spans =
                    vec![Span::cell(at, row, EARLIER_RANK), Span::cell(at, row, LATER_RANK)];
                formulas.push((row, MOVE, "{0}-{1}".to_owned(), spans));
            }
            for (score, rank) in [(EARLIER, EARLIER_RANK), (LATER, LATER_RANK)] {
                formulas.extend(ranks(&made, (first, at), (score, rank)));
            }
        }
        if made.is_empty() {
            return None;
        }
        let grid = table(view, made);
        let place = Place { at, grid: &grid };
        let formulas = formulas
            .into_iter()
            .filter_map(|(row, column, text, spans)| place.formula_in(row, column, text, spans));
        let formulas = formulas.collect();
        Some(Moves { grid, formulas, rows, at })
    }

    /// The cell with the places that a unit gained or lost in a table.
    pub(super) fn cell(
        &self,
        category: Option<usize>,
        measure: Measure,
        unit: usize,
    ) -> Option<Span> {
        Some(Span::cell(self.at, *self.rows.get(&(category, measure, unit))?, MOVE))
    }
}

fn line(view: &View<'_>, trend: &Trend, table: &TableMoves, moved: &RankMove) -> GridRow {
    let scope = match table.category {
        Some(category) => view.category(category),
        None => view.locale.word("scope-all"),
    };
    let score = trend.unit(moved.unit).map(|unit| unit.score(table.measure));
    let number = |value: Option<_>| value.map_or(Cell::Empty, Cell::Number);
    let rank = |of: &dyn Fn(&RankMove) -> usize| {
        let rank = of(moved);
        let joint = table.moves.iter().filter(|other| of(other) == rank).count() > 1;
        Cell::Rank { rank, joint, of: table.n_common }
    };
    let cells = vec![
        Cell::Text(scope),
        Cell::Text(view.measure(table.measure)),
        view.unit_cell(moved.unit),
        number(score.and_then(|score| score.earlier)),
        number(score.and_then(|score| score.later)),
        rank(&|moved| moved.earlier),
        rank(&|moved| moved.later),
        Cell::Move(moved.gained()),
    ];
    view.row(moved.unit, cells)
}

/// A formula by row and column, and its ranges.
type Made = (usize, usize, String, Vec<Span>);

/// The ranks of one block of rows, from `first` to the end, where each is one more than the number of
/// better scores.
fn ranks(
    rows: &[GridRow],
    (first, at): (usize, usize),
    (score, rank): (usize, usize),
) -> Vec<Made> {
    let block = &rows[first..];
    let pairs: Option<Vec<(i64, usize)>> = block
        .iter()
        .map(|row| match (&row.cells[score], &row.cells[rank]) {
            (Cell::Number(score), Cell::Rank { rank, .. }) => Some((score.steps(), *rank)),
            _ => None,
        })
        .collect();
    let Some(pairs) = pairs else { return Vec::new() };
    let mut sorted: Vec<i64> = pairs.iter().map(|(score, _)| *score).collect();
    sorted.sort_unstable();
    let better = |score: i64| sorted.len() - sorted.partition_point(|other| *other <= score);
    if pairs.iter().any(|(score, rank)| better(*score) + 1 != *rank) {
        return Vec::new();
    }
    let span = Span { grid: at, column: score, first, last: rows.len() - 1 };
    let formula = |row| {
        let text = "COUNTIF({0},\">\"&{1})+1".to_owned();
        (row, rank, text, vec![span, Span::cell(at, row, score)])
    };
    (first..rows.len()).map(formula).collect()
}

fn table(view: &View<'_>, rows: Vec<GridRow>) -> Grid {
    use ColumnKind::{Move, Number, Rank, Text};
    let columns = [
        ("table", Text),
        ("indicator", Text),
        ("unit", Text),
        ("earlier-figure", Number),
        ("later-figure", Number),
        ("earlier-rank", Rank),
        ("later-rank", Rank),
        ("move", Move),
    ];
    let columns = columns.into_iter().map(|(id, kind)| view.column(id, kind)).collect();
    let mut grid = view.grid("calculation-moves", columns, rows);
    grid.notes.push(view.locale.word("note-calculation-moves"));
    grid
}
