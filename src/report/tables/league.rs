//! League tables (排名表).

use super::super::material::View;
use super::super::{Audience, Cell, Column, ColumnKind, Grid, GridRow, Material, RowKind, Seen};
use crate::estimate::{Measure, UnitEstimate, UnitMean};
use crate::league::{Standing, Table};
use crate::locale::{Args, Locale};
use crate::scheme::{GradingRule, RankedBy, TieBreaker};

/// All league tables that the audience may see, in the order of the scheme.
pub fn league_grids(material: &Material<'_>, audience: Audience, locale: &Locale) -> Vec<Grid> {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    view.tables().map(|table| LeagueGrid { view, table }.grid()).collect()
}

/// The id of the grid of a table.
pub(in super::super) fn league_id(view: &View<'_>, table: &Table) -> String {
    LeagueGrid { view: *view, table }.names().0
}

struct LeagueGrid<'a> {
    view: View<'a>,
    table: &'a Table,
}

impl LeagueGrid<'_> {
    fn grid(&self) -> Grid {
        let mut rows: Vec<GridRow> =
            self.table.standings.iter().map(|standing| self.ranked(standing)).collect();
        rows.extend(self.unranked());
        rows.extend(self.mean());
        let mut notes: Vec<String> = self.view.mark_note(&rows).into_iter().collect();
        notes.extend(self.notes());
        let (id, file, tab, title) = self.names();
        let mut grid = Grid { id, file, tab, title, columns: self.columns(), rows, notes };
        grid.drop_columns(&["interval", "ranks", "against-mean", "against-target", "reliability"]);
        grid
    }

    /// Id, file, tab and title.
    fn names(&self) -> (String, String, String, String) {
        let (view, table) = (&self.view, self.table);
        let scheme = view.scheme();
        let category = table.category.map(|c| (scheme.categories[c].id.clone(), view.category(c)));
        let leaf = match table.measure {
            Measure::Whole => None,
            Measure::Indicator(index) => Some(scheme.indicators.all()[index].id.clone()),
        };
        let mut id = String::from("league");
        let scope = match &category {
            Some((key, name)) => {
                id.push_str("-category-");
                id.push_str(key);
                name.clone()
            }
            None => {
                id.push_str("-overall");
                view.locale.word("scope-all")
            }
        };
        if let Some(leaf) = leaf {
            id.push_str("-indicator-");
            id.push_str(&leaf);
        }
        let measure = view.measure(table.measure);
        let args = || Args::none().text("scope", scope.clone()).text("measure", measure.clone());
        let title = view.locale.text("grid-league", args());
        let tab = match (&category, table.measure) {
            (Some(_), Measure::Whole) => scope.clone(),
            (None, Measure::Whole) => view.locale.word("tab-overall"),
            (None, _) => measure.clone(),
            (Some(_), _) => view.locale.text("tab-both", args()),
        };
        let file = view.locale.text("file-league", Args::none().text("tab", tab.clone()));
        (id, file, tab, title)
    }

    fn shows_category(&self) -> bool {
        self.table.category.is_none() && self.view.has_categories()
    }

    fn shows_grade(&self) -> bool {
        self.table.standings.iter().any(|standing| standing.grade.is_some())
    }

    fn columns(&self) -> Vec<Column> {
        use ColumnKind::{Change, Count, Interval, Move, Number, Rank, Ranks, Rate, Score, Text};
        let rates = &self.view.scheme().rates;
        let errors = self.view.shows_errors();
        let trend = self.view.main_trend().is_some();
        let columns = [
            (true, "rank", Rank),
            (true, "unit", Text),
            (self.shows_category(), "category", Text),
            (true, "score", Score),
            (errors, "interval", Interval),
            (errors, "ranks", Ranks),
            (errors, "against-mean", Text),
            (errors, "against-target", Text),
            (errors, "reliability", Number),
            (self.shows_grade(), "grade", Text),
            (!rates.satisfied.is_empty(), "satisfied", Rate),
            (!rates.dissatisfied.is_empty(), "dissatisfied", Rate),
            (self.view.has_knowledge(), "knowledge", Rate),
            (true, "n", Count),
            (trend, "change", Change),
            (trend, "move", Move),
        ];
        let wanted = columns.into_iter().filter(|(wanted, _, _)| *wanted);
        wanted.map(|(_, id, kind)| self.view.column(id, kind)).collect()
    }

    fn ranked(&self, standing: &Standing) -> GridRow {
        let Standing { rank, joint, .. } = *standing;
        let rank = Cell::Rank { rank, joint, of: self.table.standings.len() };
        let cells = self.cells(standing.unit, rank, Some(standing));
        GridRow {
            kind: RowKind::Ranked,
            category: Some(self.view.category_of(standing.unit)),
            cells,
        }
    }

    fn unranked(&self) -> impl Iterator<Item = GridRow> + '_ {
        self.table.unranked.iter().map(|row| {
            let why = Cell::Absent(self.view.locale.why(self.view.scheme(), &row.why));
            let cells = self.cells(row.unit, why, None);
            let category = Some(self.view.category_of(row.unit));
            GridRow { kind: RowKind::Unranked, category, cells }
        })
    }

    fn cells(&self, unit: usize, rank: Cell, standing: Option<&Standing>) -> Vec<Cell> {
        let view = &self.view;
        let estimate = &view.material.estimates.units[unit];
        let score = estimate.score(self.table.measure);
        let mut cells = vec![rank, view.unit_cell(unit)];
        if self.shows_category() {
            cells.push(view.category_cell(unit));
        }
        cells.push(match &score.value {
            Ok(_) => view.score_cell(score),
            // The reason stands in the rank's place already.
            Err(_) => Cell::Empty,
        });
        if view.shows_errors() {
            cells.push(view.interval_cell(unit, self.table.measure));
            cells.extend(self.sure_cells(standing));
        }
        if self.shows_grade() {
            let grade = standing.and_then(|standing| standing.grade);
            cells.push(grade.map_or(Cell::Empty, |grade| Cell::Text(self.grade(grade))));
        }
        cells.extend(self.rate_cells(estimate));
        cells.push(view.n_cell(score));
        if let Some(trend) = view.main_trend() {
            let change = trend.unit(unit).map(|trend| trend.score(self.table.measure));
            cells.push(change.map_or(Cell::Empty, |change| view.change_cell(&change)));
            let table = (self.table.category, self.table.measure);
            cells.push(view.move_cell(trend, table, unit));
        }
        cells
    }

    /// What is sure of a rank: its set, the verdicts, and a reliability that falls short.
    fn sure_cells(&self, standing: Option<&Standing>) -> [Cell; 4] {
        let Some(standing) = standing else { return [const { Cell::Empty }; 4] };
        let ranks = standing.set.map_or(Cell::Empty, |set| Cell::Ranks {
            best: set.together.best,
            worst: set.together.worst,
            marked: set.is_borderline,
        });
        [
            ranks,
            self.view.verdict_cell(standing.against_mean.as_ref()),
            self.view.target_cell(standing.against_target.as_ref()),
            self.view.doubtful_cell(standing),
        ]
    }

    fn rate_cells(&self, estimate: &UnitEstimate) -> Vec<Cell> {
        let wanted = &self.view.scheme().rates;
        let rates = estimate.rates(self.table.measure);
        let published = |rate: &Option<crate::estimate::Rate>| {
            Cell::rate(rate.as_ref().map(|rate| rate.published))
        };
        let mut cells = Vec::new();
        if !wanted.satisfied.is_empty() {
            cells.push(published(&rates.satisfied));
        }
        if !wanted.dissatisfied.is_empty() {
            cells.push(published(&rates.dissatisfied));
        }
        if self.view.has_knowledge() {
            cells.push(published(&rates.knowledge));
        }
        cells
    }

    fn grade(&self, grade: usize) -> String {
        let label = self.view.scheme().grading.as_ref().and_then(|grading| match &grading.rule {
            GradingRule::Thresholds(grades) => grades.get(grade).map(|(label, _)| label),
            GradingRule::Quota { grades, .. } => grades.get(grade).map(|(label, _)| label),
        });
        label.map(|label| self.view.locale.label(label).to_owned()).unwrap_or_default()
    }

    fn mean(&self) -> Option<GridRow> {
        let means = match self.table.category {
            Some(category) => &self.view.material.estimates.categories[category],
            None => &self.view.material.estimates.city,
        };
        let UnitMean { published, n_units } = means.of(self.table.measure)?;
        let name = self.view.locale.text("mean-of-units", Args::none().count("n", n_units as u64));
        let mut cells = vec![Cell::Empty, Cell::Text(name)];
        if self.shows_category() {
            cells.push(Cell::Empty);
        }
        cells.push(Cell::Score { value: published, marked: false });
        if self.view.shows_errors() {
            cells.push(self.mean_interval());
        }
        cells.resize(self.columns().len(), Cell::Empty);
        if let (Some(trend), Some(at)) =
            (self.view.main_trend(), self.columns().iter().position(|column| column.id == "change"))
        {
            let index = match self.table.measure {
                Measure::Whole => 0,
                Measure::Indicator(index) => index + 1,
            };
            let changes = match self.table.category {
                Some(category) => trend.categories.get(category),
                None => Some(&trend.city),
            };
            let change = changes.and_then(|changes| changes.get(index));
            cells[at] = change.map_or(Cell::Empty, |change| self.view.change_cell(change));
        }
        let category = self.table.category;
        Some(GridRow { kind: RowKind::Mean, category, cells })
    }

    /// The interval of the mean of the units, those without a rank among them.
    fn mean_interval(&self) -> Cell {
        let (view, measure) = (&self.view, self.table.measure);
        let ranked = self.table.standings.iter().map(|row| row.unit);
        let unranked = self.table.unranked.iter().map(|row| row.unit);
        let estimates = view.material.estimates;
        let scored = |unit: &usize| estimates.units[*unit].score(measure).value.is_ok();
        let units: Vec<usize> = ranked.chain(unranked).filter(scored).collect();
        let mean = estimates.mean_of(measure, &units);
        mean.map_or(Cell::Empty, |mean| view.span(view.mean_interval(&mean)))
    }

    fn notes(&self) -> Vec<String> {
        let view = &self.view;
        let mut notes = Vec::new();
        // Which of them cannot be told apart is the first thing to know of ranks.
        let of_whole = self.table.measure == Measure::Whole;
        let bands = (of_whole || view.shows_errors()).then(|| view.bands(self.table)).flatten();
        notes.extend(bands);
        if view.shows_errors() {
            notes.extend(view.how_sure(self.table));
        }
        if self.table.standings.iter().any(|standing| standing.joint) {
            notes.push(view.locale.word("note-joint"));
        }
        for breaker in &view.scheme().ranking.tie_breakers {
            if self.table.standings.iter().any(|s| s.decided_by == Some(*breaker)) {
                notes.push(view.locale.word(match breaker {
                    TieBreaker::SatisfiedRate => "note-breaker-satisfied",
                    TieBreaker::DissatisfiedRate => "note-breaker-dissatisfied",
                    TieBreaker::ValidN => "note-breaker-n",
                }));
            }
        }
        if let Some(trend) = view.main_trend() {
            let args = Args::none().text("period", view.locale.period(trend.earlier));
            notes.push(view.locale.text("note-change", args));
            notes.push(view.locale.word("note-real-brief"));
        }
        if self.table.category.is_none()
            && view.audience == Audience::Internal
            && view.has_internal()
        {
            notes.push(view.locale.word("note-means-internal"));
        }
        if matches!(self.table.by, RankedBy::Overall | RankedBy::Category) {
            notes.push(view.locale.word("note-caution"));
        }
        notes
    }
}
