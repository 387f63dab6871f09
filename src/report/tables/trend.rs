//! Comparisons between periods (对比表).

use super::super::chance::P;
use super::super::material::View;
use super::super::{Audience, Cell, ColumnKind, Grid, GridRow, Material, RowKind, Seen};
use crate::estimate::Measure;
use crate::locale::{Args, Locale};
use crate::trend::{Fate, RankMove, Trend, TrendKind, UnitTrend};

/// The columns that say how sure a change is.
const ERRORS: [&str; 3] = ["margin", "p", "adjusted"];

/// One table for each comparison.
pub fn trend_grids(material: &Material<'_>, audience: Audience, locale: &Locale) -> Vec<Grid> {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    material.trends.iter().map(|trend| grid(&view, trend)).collect()
}

fn grid(view: &View<'_>, trend: &Trend) -> Grid {
    use ColumnKind::{Change, Move, Rate, Score, Text};
    let locale = view.locale;
    let mut columns: Vec<_> = [
        ("unit", Text),
        ("category", Text),
        ("fate", Text),
        ("earlier", Score),
        ("later", Score),
        ("change", Change),
        ("margin", ColumnKind::Number),
        ("p", ColumnKind::Number),
        ("adjusted", ColumnKind::Number),
        ("earlier-rank", ColumnKind::Rank),
        ("later-rank", ColumnKind::Rank),
        ("move", Move),
    ]
    .into_iter()
    .filter(|(id, _)| view.shows_errors() || !ERRORS.contains(id))
    .map(|(id, kind)| view.column(id, kind))
    .collect();
    let rated = !view.scheme().rates.satisfied.is_empty();
    if rated {
        columns.push(view.column("satisfied", Rate));
        columns.push(view.column("satisfied-change", Change));
    }
    for measure in view.measures().skip(1) {
        let heading = view.about("col-change-of", measure);
        let Measure::Indicator(index) = measure else { continue };
        let id = format!("{}-change", view.scheme().indicators.all()[index].id);
        columns.push(view.named(id, heading, Change));
    }
    let shown = trend.units.iter().filter(|unit| view.shows(unit.unit));
    let rows: Vec<GridRow> = shown.map(|unit| row(view, trend, unit, rated)).collect();
    let id = match trend.kind {
        TrendKind::Previous => "trend-previous",
        TrendKind::SameOfLastYear => "trend-last-year",
        TrendKind::Other => "trend-other",
    };
    let args = || {
        Args::none()
            .text("earlier", locale.period(trend.earlier))
            .text("later", locale.period(trend.later))
    };
    let mut grid = view.grid(id, columns, rows);
    grid.title = locale.text(&format!("grid-{id}"), args());
    grid.notes.push(locale.text("note-trend", args()));
    grid.notes.push(locale.text("note-real", view.real_args(trend)));
    if view.shows_errors() {
        grid.notes.extend(view.how_changes_are_judged(trend));
    }
    grid.drop_columns(&ERRORS);
    grid
}

fn row(view: &View<'_>, trend: &Trend, unit: &UnitTrend, rated: bool) -> GridRow {
    let locale = view.locale;
    let gone = matches!(unit.fate, Fate::Gone | Fate::Succeeded { .. });
    let whole = unit.score(Measure::Whole);
    let category = view.category_of(unit.unit);
    let moved = trend.rank_move(Some(category), Measure::Whole, unit.unit);
    let table = trend
        .moves
        .iter()
        .find(|table| table.category == Some(category) && table.measure == Measure::Whole);
    let rank = |of: &dyn Fn(&RankMove) -> usize| match (moved, table) {
        (Some(moved), Some(table)) => {
            let rank = of(&moved);
            let joint = table.moves.iter().filter(|other| of(other) == rank).count() > 1;
            Cell::Rank { rank, joint, of: table.n_common }
        }
        _ => Cell::Empty,
    };
    let score = |value, wanted: bool, withheld: bool| {
        let none = if withheld { "absent-withheld" } else { "absent-no-score" };
        if wanted { Cell::score(value, || locale.word(none)) } else { Cell::Empty }
    };
    let compared = matches!(unit.fate, Fate::Same | Fate::Renamed { .. });
    let mut cells = vec![
        view.unit_cell(unit.unit),
        view.category_cell(unit.unit),
        Cell::Text(fate(view, trend, &unit.fate)),
        score(whole.earlier, compared || gone, was_withheld(view, trend, unit)),
        score(whole.later, !gone, view.is_withheld(unit.unit)),
        view.change_cell(&whole),
    ];
    if view.shows_errors() {
        cells.extend(match &whole.test {
            Some(test) => [view.margin(test), test.p, test.adjusted]
                .into_iter()
                .zip([view.scheme().rounding.decimals, P, P])
                .map(|(value, decimals)| Cell::near(value, decimals))
                .collect(),
            None => vec![Cell::Empty; ERRORS.len()],
        });
    }
    cells.extend([
        rank(&|moved| moved.earlier),
        rank(&|moved| moved.later),
        view.move_cell(trend, (Some(category), Measure::Whole), unit.unit),
    ]);
    if rated {
        cells.push(Cell::rate(unit.satisfied.later));
        cells.push(Cell::change(unit.satisfied.difference));
    }
    let indicators = view.measures().skip(1);
    cells.extend(indicators.map(|measure| view.change_cell(&unit.score(measure))));
    let kind = if gone { RowKind::Unranked } else { RowKind::Ranked };
    GridRow { kind, category: Some(category), cells }
}

/// Whether the earlier score of a unit is there and not told.
fn was_withheld(view: &View<'_>, trend: &Trend, unit: &UnitTrend) -> bool {
    let counterpart = match unit.fate {
        Fate::Renamed { earlier } => earlier,
        _ => unit.unit,
    };
    let mut history = view.material.history.iter();
    let past = history.find(|past| past.estimates.period == trend.earlier);
    past.and_then(|past| past.estimates.units.get(counterpart))
        .is_some_and(|estimate| estimate.whole.is_withheld())
}

fn fate(view: &View<'_>, trend: &Trend, fate: &Fate) -> String {
    let locale = view.locale;
    let named = |id: &str, name: String| locale.text(id, Args::none().text("unit", name));
    match fate {
        Fate::Same => String::new(),
        Fate::Renamed { earlier } => named("fate-renamed", view.unit_in(trend.earlier, *earlier)),
        Fate::New => locale.word("fate-new"),
        Fate::Merged { from } => {
            let names: Vec<String> = from.iter().map(|unit| view.unit(*unit)).collect();
            locale.text("fate-merged", Args::none().text("units", locale.list(&names)))
        }
        Fate::Gone => locale.word("fate-gone"),
        Fate::Succeeded { by } => named("fate-succeeded", view.unit(*by)),
    }
}
