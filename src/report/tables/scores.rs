//! Scores, rates, means and level shares of all units.

use super::super::material::View;
use super::super::{Audience, Cell, ColumnKind, Grid, GridRow, Material, RowKind, Seen};
use crate::estimate::{Means, Measure, Rate, RateKind};
use crate::exact::Ratio;
use crate::locale::{Args, Locale};
use crate::scheme::RankedBy;

/// Each unit's score on the whole and on each indicator, with its ranks.
pub fn scores_grid(material: &Material<'_>, audience: Audience, locale: &Locale) -> Grid {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let mut columns = view.unit_columns();
    columns.push(view.column("score", ColumnKind::Score));
    columns.push(view.column("rank-in-category", ColumnKind::Rank));
    let ranked = |measure: Measure| {
        material.league.tables.iter().any(|t| t.by == RankedBy::Indicator && t.measure == measure)
    };
    let measures: Vec<Measure> = view.measures().skip(1).collect();
    for measure in &measures {
        let id = indicator_id(&view, *measure);
        columns.push(view.named(id.clone(), view.measure(*measure), ColumnKind::Score));
        if ranked(*measure) {
            let heading = view.about("col-rank-of", *measure);
            columns.push(view.named(format!("{id}-rank"), heading, ColumnKind::Rank));
        }
    }
    columns.push(view.column("n", ColumnKind::Count));
    let rows: Vec<GridRow> = view
        .in_order()
        .into_iter()
        .map(|unit| {
            let estimate = &material.estimates.units[unit];
            let mut cells = view.unit_cells(unit);
            cells.push(view.score_cell(&estimate.whole));
            cells.push(view.rank_cell(Some(view.category_of(unit)), Measure::Whole, unit));
            for measure in &measures {
                cells.push(view.score_cell(estimate.score(*measure)));
                if ranked(*measure) {
                    cells.push(view.rank_cell(None, *measure, unit));
                }
            }
            cells.push(view.n_cell(&estimate.whole));
            view.row(unit, cells)
        })
        .collect();
    let mut grid = view.grid("scores", columns, rows);
    grid.drop_columns(&["rank-in-category"]);
    grid.notes.extend(view.mark_note(&grid.rows));
    grid
}

fn indicator_id(view: &View<'_>, measure: Measure) -> String {
    match measure {
        Measure::Whole => "score".to_owned(),
        Measure::Indicator(index) => view.scheme().indicators.all()[index].id.clone(),
    }
}

/// What each group says of each unit, over all indicators.
pub fn groups_grid(material: &Material<'_>, audience: Audience, locale: &Locale) -> Grid {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let mut columns = view.unit_columns();
    columns.push(view.column("score", ColumnKind::Score));
    for group in &view.scheme().groups {
        let heading = locale.label(&group.label).to_owned();
        columns.push(view.named(group.id.clone(), heading.clone(), ColumnKind::Score));
        let heading = locale.text("col-n-of", Args::none().text("group", heading));
        columns.push(view.named(format!("{}-n", group.id), heading, ColumnKind::Count));
    }
    let rows = view
        .in_order()
        .into_iter()
        .map(|unit| {
            let estimate = &material.estimates.units[unit];
            let mut cells = view.unit_cells(unit);
            cells.push(view.score_cell(&estimate.whole));
            for group in &estimate.groups {
                if group.rates {
                    cells.push(view.score_cell(&group.whole));
                    cells.push(view.n_cell(&group.whole));
                } else {
                    cells.push(Cell::Absent(locale.word("absent-not-rating")));
                    cells.push(Cell::Empty);
                }
            }
            view.row(unit, cells)
        })
        .collect();
    view.grid("groups", columns, rows)
}

/// Each unit, group and indicator on a line.
pub fn groups_detail_grid(material: &Material<'_>, audience: Audience, locale: &Locale) -> Grid {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let columns = vec![
        view.column("unit", ColumnKind::Text),
        view.column("group", ColumnKind::Text),
        view.column("indicator", ColumnKind::Text),
        view.column("score", ColumnKind::Score),
        view.column("n", ColumnKind::Count),
    ];
    let mut rows = Vec::new();
    for unit in view.units() {
        let groups = material.estimates.units[unit].groups.iter().zip(&view.scheme().groups);
        for (estimate, group) in groups.filter(|(estimate, _)| estimate.rates) {
            for (score, measure) in estimate.leaves.iter().zip(view.leaves()) {
                let cells = vec![
                    view.unit_cell(unit),
                    Cell::Text(locale.label(&group.label).to_owned()),
                    Cell::Text(view.measure(measure)),
                    view.score_cell(score),
                    view.n_cell(score),
                ];
                rows.push(view.row(unit, cells));
            }
        }
    }
    view.grid("groups-detail", columns, rows)
}

/// Rates of each unit over all indicators, with the marks behind them.
pub fn rates_grid(material: &Material<'_>, audience: Audience, locale: &Locale) -> Grid {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let wanted = &view.scheme().rates;
    let mut columns = view.unit_columns();
    let errors = view.shows_errors();
    for (id, set) in [("satisfied", &wanted.satisfied), ("dissatisfied", &wanted.dissatisfied)] {
        if !set.is_empty() {
            columns.push(view.column(id, ColumnKind::Rate));
        }
        if !set.is_empty() && errors {
            columns.push(view.column(&format!("{id}-interval"), ColumnKind::Interval));
        }
    }
    if view.has_knowledge() {
        columns.push(view.column("knowledge", ColumnKind::Rate));
    }
    for id in ["answers", "unknown", "abstain"] {
        columns.push(view.column(id, ColumnKind::Count));
    }
    let published = |rate: &Option<Rate>| Cell::rate(rate.as_ref().map(|rate| rate.published));
    let rows = view
        .in_order()
        .into_iter()
        .map(|unit| {
            let rates = &material.estimates.units[unit].whole_rates;
            let mut cells = view.unit_cells(unit);
            for (kind, rate, set) in [
                (RateKind::Satisfied, &rates.satisfied, &wanted.satisfied),
                (RateKind::Dissatisfied, &rates.dissatisfied, &wanted.dissatisfied),
            ] {
                if !set.is_empty() {
                    cells.push(published(rate));
                }
                if !set.is_empty() && errors {
                    cells.push(view.rate_span(unit, kind));
                }
            }
            if view.has_knowledge() {
                cells.push(published(&rates.knowledge));
            }
            let marks = rates.marks;
            let counts = [marks.answers, marks.unknown, marks.abstain];
            cells.extend(counts.map(|n| match view.has_no_shares(unit) {
                true => Cell::Empty,
                false => Cell::Count(n),
            }));
            view.row(unit, cells)
        })
        .collect();
    let mut grid = view.grid("rates", columns, rows);
    grid.drop_columns(&["satisfied-interval", "dissatisfied-interval"]);
    if grid.columns.iter().any(|column| column.kind == ColumnKind::Interval) {
        grid.notes.push(view.rates_note());
    }
    grid
}

/// The share of each level in the answers on each unit, over all indicators.
pub fn levels_grid(material: &Material<'_>, audience: Audience, locale: &Locale) -> Grid {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let bins = view.scheme().scale.bins();
    let mut columns = view.unit_columns();
    for bin in &bins {
        let heading = locale.label(bin.label).to_owned();
        columns.push(view.named(bin.id.to_owned(), heading, ColumnKind::Rate));
    }
    columns.push(view.column("answers", ColumnKind::Count));
    let rows = view
        .in_order()
        .into_iter()
        .map(|unit| {
            let rates = &material.estimates.units[unit].whole_rates;
            let mut cells = view.unit_cells(unit);
            cells.extend(view.shares(&rates.bins).into_iter().map(|share| match share {
                Some(share) => Cell::Rate(view.scheme().publish(&(&share * &Ratio::whole(100)))),
                None => Cell::Empty,
            }));
            cells.push(match view.has_no_shares(unit) {
                true => Cell::Empty,
                false => Cell::Count(rates.marks.answers),
            });
            view.row(unit, cells)
        })
        .collect();
    view.grid("levels", columns, rows)
}

impl View<'_> {
    /// The share of each bin, or nothing where there are no answers.
    pub(in super::super) fn shares(&self, bins: &[Ratio]) -> Vec<Option<Ratio>> {
        let whole = bins.iter().fold(Ratio::zero(), |sum, bin| &sum + bin);
        bins.iter().map(|bin| bin.divided_by(&whole)).collect()
    }
}

/// Means over all published units and over each category.
pub fn means_grid(material: &Material<'_>, audience: Audience, locale: &Locale) -> Grid {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let mut columns = vec![
        view.column("category", ColumnKind::Text),
        view.column("units", ColumnKind::Count),
        view.column("score", ColumnKind::Score),
    ];
    for measure in view.measures().skip(1) {
        let id = indicator_id(&view, measure);
        columns.push(view.named(id, view.measure(measure), ColumnKind::Score));
    }
    let line = |name: String, means: &Means, kind: RowKind| {
        let n = match means.of(Measure::Whole) {
            Some(mean) => Cell::Count(mean.n_units as u64),
            // A mean that is withheld is not one of no units.
            None if material.is_told => Cell::Empty,
            None => Cell::Count(0),
        };
        let mut cells = vec![Cell::Text(name), n];
        cells.extend(view.measures().map(|measure| match means.of(measure) {
            Some(mean) => Cell::Score { value: mean.published, marked: false },
            None => Cell::Empty,
        }));
        GridRow { kind, category: None, cells }
    };
    let estimates = material.estimates;
    let mut rows: Vec<GridRow> = view
        .categories()
        .map(|c| line(view.category(c), &estimates.categories[c], RowKind::Ranked))
        .collect();
    rows.push(line(locale.word("scope-all"), &estimates.city, RowKind::Mean));
    let mut grid = view.grid("means", columns, rows);
    if view.has_internal() && audience == Audience::Internal {
        grid.notes.push(locale.word("note-means-internal"));
    }
    grid
}
