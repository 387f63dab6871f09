//! What is said of one unit: the rows of the report's tables that are about it.

use std::collections::BTreeMap;

use super::super::material::View;
use super::super::tables::{levels_grid, rates_grid, trend_grids};
use super::super::{Cell, Column, ColumnKind, Grid, GridRow, RowKind};
use super::boards::Boards;
use super::past::Earlier;
use super::strip::Ranges;
use super::{LevelShare, Strip, UnitPage};
use crate::estimate::Measure;
use crate::locale::Args;

/// Columns of a comparison that name the unit, which its own page need not.
const NAMING: [&str; 2] = ["unit", "category"];

/// All that pages are made of, gathered once.
pub(super) struct Pages<'a, 'b> {
    view: &'b View<'a>,
    boards: &'b Boards,
    earlier: &'b [Earlier<'a>],
    levels: Option<Grid>,
    rates: Option<Grid>,
    /// Each comparison, and the row of each unit in it.
    trends: Vec<(String, Grid, BTreeMap<usize, usize>)>,
    ranges: Ranges,
}

impl<'a, 'b> Pages<'a, 'b> {
    pub(super) fn new(
        view: &'b View<'a>,
        order: &[usize],
        boards: &'b Boards,
        earlier: &'b [Earlier<'a>],
    ) -> Pages<'a, 'b> {
        let View { material, locale, audience } = *view;
        let grids = trend_grids(material, audience, locale);
        let trends = material.trends.iter().zip(grids).map(|(trend, grid)| {
            let shown = trend.units.iter().filter(|unit| view.shows(unit.unit));
            let rows = shown.enumerate().map(|(row, unit)| (unit.unit, row)).collect();
            (locale.period(trend.earlier), grid, rows)
        });
        let has_levels = !view.scheme().scale.bins().is_empty();
        Pages {
            view,
            boards,
            earlier,
            levels: has_levels.then(|| levels_grid(material, audience, locale)),
            rates: view.has_rates().then(|| rates_grid(material, audience, locale)),
            trends: trends.collect(),
            ranges: Ranges::of(view, order),
        }
    }

    /// The page of the unit in a place of the order.
    pub(super) fn page(&self, at: usize, unit: usize, category: usize) -> UnitPage {
        let view = self.view;
        let (indicators, strips) = self.indicators(unit);
        let rates = self.rates(at, unit);
        // Shares that may not be told leave no hole without a word.
        let is_kept_back = self.rates.is_some() && rates.is_none() && view.material.is_told;
        let kept_back = (is_kept_back && !view.is_withheld(unit))
            .then(|| view.locale.word("site-rates-withheld"));
        let tables = [self.changes(unit), self.periods(unit), rates].into_iter().flatten();
        let marked = view.mark_note(&indicators.rows);
        let caution = view.locale.word("note-caution");
        UnitPage {
            name: view.unit(unit),
            category,
            facts: self.facts(unit),
            remarks: self.remarks(unit),
            levels: self.levels(at),
            tables: tables.collect(),
            notes: marked.into_iter().chain(kept_back).chain([caution]).collect(),
            indicators,
            strips,
        }
    }

    /// A column, with a heading of the site where the report has none.
    fn column(&self, id: &str, kind: ColumnKind) -> Column {
        match self.view.locale.find(&format!("site-{id}"), &Args::none()) {
            Some(heading) => self.view.named(id.to_owned(), heading, kind),
            None => self.view.column(id, kind),
        }
    }

    fn scopes(&self, unit: usize) -> [Option<usize>; 2] {
        [None, Some(self.view.category_of(unit))]
    }

    fn facts(&self, unit: usize) -> Vec<(String, String)> {
        let (view, locale) = (self.view, self.view.locale);
        let score = &view.material.estimates.units[unit].whole;
        let mut facts = vec![(locale.word("col-score"), view.score_cell(score).shown(locale))];
        let mut add = |id: &str, cell: &Cell| {
            let text = match cell {
                Cell::Rank { of, .. } => {
                    let args = Args::none().text("rank", cell.shown(locale));
                    locale.text("site-rank-of", args.text("of", of.to_string()))
                }
                Cell::Empty | Cell::Absent(_) => return,
                cell => cell.shown(locale),
            };
            facts.push((locale.word(id), text));
        };
        let [overall, within] =
            self.scopes(unit).map(|scope| self.boards.place(scope, Measure::Whole, unit));
        add("tab-overall", &overall.rank);
        if view.has_categories() || overall.rank == Cell::Empty {
            add("col-rank-in-category", &within.rank);
        }
        add("col-grade", if overall.grade == Cell::Empty { &within.grade } else { &overall.grade });
        if view.shows_errors() {
            add("col-interval", &view.interval_cell(unit, Measure::Whole));
            add("col-ranks", if overall.set == Cell::Empty { &within.set } else { &overall.set });
        }
        add("col-n", &view.n_cell(score));
        if let Some(trend) = view.main_trend().and_then(|trend| trend.unit(unit)) {
            add("col-change", &view.change_cell(&trend.score(Measure::Whole)));
        }
        facts
    }

    /// Why the unit is in a table and has no rank there; said once where the reasons are the same.
    fn remarks(&self, unit: usize) -> Vec<String> {
        let view = self.view;
        let mut remarks = Vec::new();
        if view.has_internal() && view.is_internal(unit) {
            remarks.push(view.locale.word("site-internal-unit"));
        }
        for scope in self.scopes(unit) {
            if let Cell::Absent(why) = self.boards.place(scope, Measure::Whole, unit).rank {
                let said = view.locale.text("site-unranked", Args::none().text("why", why));
                if !remarks.contains(&said) {
                    remarks.push(said);
                }
            }
        }
        remarks
    }

    /// Each indicator and the whole against the category, with where they lie.
    fn indicators(&self, unit: usize) -> (Grid, Vec<Option<Strip>>) {
        use ColumnKind::{Change, Count, Interval, Rank, Ranks, Score, Text};
        let (view, locale) = (self.view, self.view.locale);
        let category = view.category_of(unit);
        let columns: Vec<Column> = [
            ("indicator", Text),
            ("score", Score),
            ("category-mean", Score),
            ("interval", Interval),
            ("rank", Rank),
            ("ranks", Ranks),
            ("rank-in-category", Rank),
            ("n", Count),
            ("change", Change),
        ]
        .into_iter()
        .map(|(id, kind)| self.column(id, kind))
        .collect();
        let means = &view.material.estimates.categories[category];
        let estimate = &view.material.estimates.units[unit];
        let trend = view.main_trend().and_then(|trend| trend.unit(unit));
        let measures = || view.measures().skip(1).chain([Measure::Whole]);
        let rows = measures().map(|measure| {
            let score = estimate.score(measure);
            let [overall, within] =
                self.scopes(unit).map(|scope| self.boards.place(scope, measure, unit));
            let mean = means.of(measure).map(|mean| mean.published);
            let shown =
                |cell: Cell| if matches!(cell, Cell::Absent(_)) { Cell::Empty } else { cell };
            let cells = vec![
                Cell::Text(view.measure(measure)),
                view.score_cell(score),
                mean.map_or(Cell::Empty, |value| Cell::Score { value, marked: false }),
                match view.shows_errors() {
                    true => view.interval_cell(unit, measure),
                    false => Cell::Empty,
                },
                shown(overall.rank),
                overall.set,
                shown(within.rank),
                view.n_cell(score),
                trend.map_or(Cell::Empty, |trend| view.change_cell(&trend.score(measure))),
            ];
            let kind = if measure == Measure::Whole { RowKind::Mean } else { RowKind::Ranked };
            GridRow { kind, category: None, cells }
        });
        let mut grid = view.grid("site-indicators", columns, rows.collect());
        grid.drop_columns(&["interval", "rank", "ranks", "rank-in-category", "change"]);
        if let Some(trend) = view.main_trend() {
            let args = Args::none().text("period", locale.period(trend.earlier));
            grid.notes.push(locale.text("note-change", args));
            grid.notes.push(locale.word("note-real-brief"));
        }
        let strips = measures()
            .enumerate()
            .map(|(at, measure)| self.ranges.strip(view, unit, (at, measure)));
        (grid, strips.collect())
    }

    fn levels(&self, at: usize) -> Vec<LevelShare> {
        let bins = self.view.scheme().scale.bins();
        let Some((grid, row)) = self.levels.as_ref().and_then(|g| Some((g, g.rows.get(at)?)))
        else {
            return Vec::new();
        };
        let of = |id: &str| {
            let at = grid.columns.iter().position(|column| column.id == id)?;
            row.cells.get(at).filter(|cell| matches!(cell, Cell::Rate(_))).cloned()
        };
        let shares = bins.iter().map(|bin| {
            let label = self.view.locale.label(bin.label).to_owned();
            Some(LevelShare { label, share: of(bin.id)?, polarity: bin.polarity })
        });
        shares.collect::<Option<Vec<_>>>().unwrap_or_default()
    }

    /// The row of rates, with what is counted, as lines.
    fn rates(&self, at: usize, unit: usize) -> Option<Grid> {
        let (view, rates) = (self.view, self.rates.as_ref()?);
        if view.is_withheld(unit) {
            return None;
        }
        let row = rates.rows.get(at)?;
        let skipped = view.unit_columns().len();
        let columns =
            vec![self.column("about", ColumnKind::Text), self.column("value", ColumnKind::Rate)];
        let cells = rates.columns.iter().zip(&row.cells).skip(skipped);
        let filled = cells.filter(|(_, cell)| **cell != Cell::Empty);
        let rows: Vec<GridRow> = filled
            .map(|(column, cell)| GridRow {
                kind: RowKind::Ranked,
                category: None,
                cells: vec![Cell::Text(column.heading.clone()), cell.clone()],
            })
            .collect();
        if rows.is_empty() {
            return None;
        }
        let mut grid = view.grid("site-rates", columns, rows);
        grid.notes.clone_from(&rates.notes);
        Some(grid)
    }

    /// The unit's row of each comparison, all in one table.
    fn changes(&self, unit: usize) -> Option<Grid> {
        let view = self.view;
        let (_, first, _) = self.trends.first()?;
        // What the table of indicators says of the main comparison is not said twice.
        let kept: Vec<&Column> = first
            .columns
            .iter()
            .filter(|column| !NAMING.contains(&column.id.as_str()))
            .filter(|column| !column.id.ends_with("-change") || column.id == "satisfied-change")
            .collect();
        let mut columns = vec![self.column("compared-with", ColumnKind::Text)];
        columns.extend(kept.iter().map(|column| match column.id.as_str() {
            // The comparisons stand in one table, so that none can name the column.
            "change" => {
                self.view.named("change".into(), view.locale.word("site-changed"), column.kind)
            }
            _ => (*column).clone(),
        }));
        let rows = self.trends.iter().filter_map(|(period, grid, rows)| {
            let row = grid.rows.get(*rows.get(&unit)?)?;
            let cell = |id: &str| {
                let at = grid.columns.iter().position(|column| column.id == id)?;
                row.cells.get(at).cloned()
            };
            let mut cells = vec![Cell::Text(period.clone())];
            cells.extend(kept.iter().map(|column| cell(&column.id).unwrap_or(Cell::Empty)));
            Some(GridRow { kind: RowKind::Ranked, category: None, cells })
        });
        let rows: Vec<GridRow> = rows.collect();
        let mut grid = view.grid("site-changes", columns, rows);
        for row in &mut grid.rows {
            for cell in &mut row.cells {
                if *cell == Cell::Text(String::new()) {
                    *cell = Cell::Empty;
                }
            }
        }
        let all: Vec<String> = grid.columns.iter().map(|column| column.id.clone()).collect();
        grid.drop_columns(&all.iter().map(String::as_str).collect::<Vec<_>>());
        (!grid.rows.is_empty()).then_some(grid)
    }

    /// The whole in each period, newest first.
    fn periods(&self, unit: usize) -> Option<Grid> {
        use ColumnKind::{Count, Interval, Rank, Ranks, Score, Text};
        let view = self.view;
        if self.earlier.is_empty() {
            return None;
        }
        let columns: Vec<Column> = [
            ("period", Text),
            ("score", Score),
            ("interval", Interval),
            ("rank", Rank),
            ("ranks", Ranks),
            ("rank-in-category", Rank),
            ("n", Count),
        ]
        .into_iter()
        .map(|(id, kind)| self.column(id, kind))
        .collect();
        let now = &view.material.estimates.units[unit].whole;
        let [overall, within] =
            self.scopes(unit).map(|scope| self.boards.place(scope, Measure::Whole, unit));
        let blank = |cell: Cell| if matches!(cell, Cell::Absent(_)) { Cell::Empty } else { cell };
        let interval = match view.shows_errors() {
            true => view.interval_cell(unit, Measure::Whole),
            false => Cell::Empty,
        };
        let mut rows = vec![vec![
            Cell::Text(view.locale.period(view.appraisal().period)),
            view.score_cell(now),
            interval,
            blank(overall.rank),
            overall.set,
            blank(within.rank),
            view.n_cell(now),
        ]];
        for past in self.earlier {
            let measure = past.measure(view, Measure::Whole);
            let Some((then, measure)) = past.unit(view, unit).zip(measure) else { continue };
            let (score, n) = past.score(view, then, measure);
            let (overall, within) =
                (past.overall(view, then, measure), past.within(view, then, measure));
            rows.push(vec![
                Cell::Text(past.period.clone()),
                score,
                past.interval(view, then, measure),
                overall.rank,
                overall.set,
                within.rank,
                n,
            ]);
        }
        let row = |cells| GridRow { kind: RowKind::Ranked, category: None, cells };
        let mut grid = view.grid("site-periods", columns, rows.into_iter().map(row).collect());
        grid.drop_columns(&["interval", "rank", "ranks", "rank-in-category"]);
        (grid.rows.len() > 1).then_some(grid)
    }
}
