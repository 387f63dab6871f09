//! Errors and rank sets (误差与置信名次): everything a statistician asks of a table, in numbers.

use super::super::chance::{FINE, P};
use super::super::material::View;
use super::super::{Audience, Cell, Column, ColumnKind, Grid, GridRow, Material, RowKind, Seen};
use crate::estimate::Measure;
use crate::exact::Published;
use crate::league::{RankSet, Standing, TOP, Table, Verdict};
use crate::locale::{Args, Locale};
use crate::scheme::GradingRule;
use crate::statistic::ballots_needed;

/// Errors, rank sets, chances and comparisons of the whole, then of the indicators; none for the public,
/// and none where nothing is known of the raters.
pub fn error_grids(material: &Material<'_>, audience: Audience, locale: &Locale) -> Vec<Grid> {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    if !view.shows_errors() {
        return Vec::new();
    }
    let grids = [("errors", true), ("errors-indicators", false)];
    let of = |(id, whole): (&str, bool)| {
        let tables: Vec<&Table> =
            view.tables().filter(|table| (table.measure == Measure::Whole) == whole).collect();
        let grid = Errors { view, grades: grades(&view) }.grid(id, &tables);
        (!grid.rows.is_empty()).then_some(grid)
    };
    grids.into_iter().filter_map(of).collect()
}

/// Reliabilities for which the raters needed are told.
const WANTED: [&str; 3] = ["0.7", "0.8", "0.9"];

/// Columns that are left out where nothing stands in them.
const SPARSE: [&str; 12] = [
    "needed-0.7",
    "needed-0.8",
    "needed-0.9",
    "unpaired",
    "top",
    "to-target",
    "to-target-p",
    "to-target-adjusted",
    "reliability",
    "borderline",
    "category",
    "rank",
];

/// The names of the grades, best first; none where the scheme gives none.
fn grades(view: &View<'_>) -> Vec<String> {
    let labels: Vec<_> = match view.scheme().grading.as_ref().map(|grading| &grading.rule) {
        Some(GradingRule::Thresholds(grades)) => grades.iter().map(|(label, _)| label).collect(),
        Some(GradingRule::Quota { grades, .. }) => grades.iter().map(|(label, _)| label).collect(),
        None => Vec::new(),
    };
    labels.into_iter().map(|label| view.locale.label(label).to_owned()).collect()
}

struct Errors<'a> {
    view: View<'a>,
    grades: Vec<String>,
}

impl Errors<'_> {
    fn grid(&self, id: &str, tables: &[&Table]) -> Grid {
        let mut rows = Vec::new();
        for table in tables {
            let ranked = table.standings.iter().map(|row| (row.unit, Some(row)));
            let unranked = table.unranked.iter().map(|row| (row.unit, None));
            rows.extend(
                ranked.chain(unranked).filter_map(|(unit, row)| self.row(table, unit, row)),
            );
        }
        let mut grid = self.view.grid(id, self.columns(), rows);
        grid.notes = self.notes(tables);
        let chances: Vec<String> = (0..self.grades.len()).map(grade_id).collect();
        let sparse: Vec<&str> =
            SPARSE.into_iter().chain(chances.iter().map(String::as_str)).collect();
        grid.drop_columns(&sparse);
        grid
    }

    fn columns(&self) -> Vec<Column> {
        use ColumnKind::{Count, Interval, Number, Rank, Ranks, Score, Text};
        let view = &self.view;
        let columns = [
            ("table", Text),
            ("indicator", Text),
            ("unit", Text),
            ("category", Text),
            ("rank", Rank),
            ("score", Score),
            ("se", Number),
            ("inflation", Number),
            ("freedom", Number),
            ("interval", Interval),
            ("low", Number),
            ("high", Number),
            ("drawn", Count),
            ("unpaired", Text),
            ("reliability", Number),
            ("ranks", Ranks),
            ("ranks-best", Count),
            ("ranks-worst", Count),
            ("ranks-alone", Ranks),
            ("borderline", Text),
        ];
        let mut columns: Vec<Column> =
            columns.into_iter().map(|(id, kind)| view.column(id, kind)).collect();
        let after = columns.iter().position(|column| column.id == "ranks").unwrap_or(0);
        for (at, wanted) in WANTED.iter().enumerate() {
            let heading = view.locale.text("col-needed", Args::none().text("wanted", *wanted));
            let column = view.named(format!("needed-{wanted}"), heading, Number);
            columns.insert(after + at, column);
        }
        let heading = view.locale.text("col-top", Args::none().count("top", TOP));
        columns.push(view.named("top".to_owned(), heading, Number));
        for (index, grade) in self.grades.iter().enumerate() {
            let heading = view.locale.text("col-chance-of", Args::none().text("grade", grade));
            columns.push(view.named(grade_id(index), heading, Number));
        }
        for id in ["to-mean", "to-mean-p", "to-mean-adjusted", "against-mean"] {
            let kind = if id == "against-mean" { Text } else { Number };
            columns.push(view.column(id, kind));
        }
        for id in ["to-target", "to-target-p", "to-target-adjusted"] {
            columns.push(view.column(id, Number));
        }
        columns
    }

    /// A unit with an error; nothing for one without a score.
    fn row(&self, table: &Table, unit: usize, standing: Option<&Standing>) -> Option<GridRow> {
        let view = &self.view;
        let score = view.material.estimates.units[unit].score(table.measure);
        score.published()?;
        let mut cells = vec![
            Cell::Text(view.scope(table)),
            Cell::Text(view.measure(table.measure)),
            view.unit_cell(unit),
            if view.has_categories() { view.category_cell(unit) } else { Cell::Empty },
            standing.map_or(Cell::Empty, |row| Cell::Rank {
                rank: row.rank,
                joint: row.joint,
                of: table.standings.len(),
            }),
            view.score_cell(score),
        ];
        cells.extend(self.error_cells(table.measure, unit));
        let reliability = standing.and_then(|standing| standing.reliability);
        cells.push(reliability.map_or(Cell::Empty, |value| Cell::near(value, FINE)));
        cells.extend(self.needed_cells(table.measure, unit, reliability));
        cells.extend(set_cells(view, standing.and_then(|standing| standing.set.as_ref())));
        cells.extend(self.chance_cells(standing));
        let mean = standing.and_then(|standing| standing.against_mean.as_ref());
        cells.extend(self.difference_cells(mean));
        cells.push(view.verdict_cell(mean));
        let target = standing.and_then(|standing| standing.against_target.as_ref());
        cells.extend(self.difference_cells(target));
        let kind = if standing.is_some() { RowKind::Ranked } else { RowKind::Unranked };
        Some(GridRow { kind, category: Some(view.category_of(unit)), cells })
    }

    fn error_cells(&self, measure: Measure, unit: usize) -> Vec<Cell> {
        let view = &self.view;
        let Some(error) = view.material.estimates.error(unit, measure) else {
            return vec![Cell::Empty; 8];
        };
        let point = |value: f64| view.points(value).map_or(Cell::Empty, Cell::Number);
        let unpaired = error.is_unpaired.then(|| view.locale.word("yes"));
        vec![
            Cell::near(error.se, FINE),
            Cell::near(error.inflation, FINE),
            Cell::near(error.freedom, 1),
            view.span(error.interval),
            point(error.interval.0),
            point(error.interval.1),
            Cell::Count(error.n_drawn),
            unpaired.map_or(Cell::Empty, Cell::Text),
        ]
    }

    /// How many raters the unit would need for reliabilities that are usually asked for.
    fn needed_cells(&self, measure: Measure, unit: usize, reliability: Option<f64>) -> Vec<Cell> {
        let error = self.view.material.estimates.error(unit, measure);
        let needed = |wanted: &&str| {
            let wanted = wanted.parse().ok()?;
            let needed = ballots_needed(error?.n_drawn as f64, reliability?, wanted)?;
            Some(Cell::near(needed.ceil(), 0))
        };
        WANTED.iter().map(|wanted| needed(wanted).unwrap_or(Cell::Empty)).collect()
    }

    fn chance_cells(&self, standing: Option<&Standing>) -> Vec<Cell> {
        let chances = standing.and_then(|standing| standing.chances.as_ref());
        let of = |value: Option<f64>| value.map_or(Cell::Empty, |value| Cell::near(value, FINE));
        let top = of(chances.map(|chances| chances.top));
        let grades = (0..self.grades.len())
            .map(|grade| of(chances.and_then(|chances| chances.grades.get(grade).copied())));
        std::iter::once(top).chain(grades).collect()
    }

    fn difference_cells(&self, verdict: Option<&Verdict>) -> [Cell; 3] {
        let Some(verdict) = verdict else { return [const { Cell::Empty }; 3] };
        let difference = Published::near(verdict.difference, FINE);
        [
            difference.map_or(Cell::Empty, Cell::Number),
            Cell::near(verdict.p, P),
            Cell::near(verdict.adjusted, P),
        ]
    }

    /// Method, confidence and family once, then n, mean and reliability of each table.
    fn notes(&self, tables: &[&Table]) -> Vec<String> {
        let view = &self.view;
        let sure = |table: &&&Table| table.certainty.is_some();
        let first = tables.iter().find(sure);
        let mut notes: Vec<String> =
            first.and_then(|table| view.how_sure(table).into_iter().next()).into_iter().collect();
        notes.push(view.locale.word("note-errors"));
        notes.extend(tables.iter().filter_map(|table| view.table_note(table)));
        notes
    }
}

/// The id of the column with the chance of a grade.
fn grade_id(index: usize) -> String {
    format!("chance-{}", index + 1)
}

fn set_cells(view: &View<'_>, set: Option<&RankSet>) -> Vec<Cell> {
    let Some(set) = set else { return vec![Cell::Empty; 5] };
    let marked = set.is_borderline;
    let ranks = |bounds: crate::statistic::Bounds, marked| Cell::Ranks {
        best: bounds.best,
        worst: bounds.worst,
        marked,
    };
    vec![
        ranks(set.together, marked),
        Cell::Count(set.together.best as u64),
        Cell::Count(set.together.worst as u64),
        ranks(set.alone, false),
        if marked { Cell::Text(view.locale.word("yes")) } else { Cell::Empty },
    ]
}
