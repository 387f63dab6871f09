//! What-if tables (如果): what other choices would change, and how ranks answer to weights and sample.

use super::super::material::View;
use super::super::{Audience, Cell, Column, ColumnKind, Grid, GridRow, Material, RowKind, Seen};
use crate::estimate::Measure;
use crate::locale::{Args, Locale};
use crate::statistic::Bounds;
use crate::whatif::{
    OneWeight, Outcome, RankSpread, Sensitivity, Swing, TableMoves, TableSensitivity, UnitMove,
    UnitSensitivity, Weighed, WhatIf,
};

/// A summary with a line for each table, then the tables; none where the two leagues have none in
/// common that the audience may see.
pub fn whatif_grids(
    material: &Material<'_>,
    whatif: &WhatIf,
    audience: Audience,
    locale: &Locale,
) -> Vec<Grid> {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let shown = |table: &&TableMoves| table.category.is_none_or(|c| view.shows_category(c));
    let tables: Vec<&TableMoves> =
        whatif.tables.iter().filter(shown).filter(|table| !table.units.is_empty()).collect();
    if tables.is_empty() {
        return Vec::new();
    }
    let mut grids = vec![summary(&view, &tables)];
    grids.extend(tables.into_iter().map(|table| moves(&view, table)));
    let missing: Vec<String> = whatif
        .only_now
        .iter()
        .filter(|(_, category, _)| category.is_none_or(|c| view.shows_category(c)))
        .map(|(_, category, measure)| scope(&view, *category, *measure).1)
        .collect();
    if !missing.is_empty() {
        let args = Args::none().text("tables", locale.list(&missing));
        grids[0].notes.push(locale.text("whatif-only-now", args));
    }
    grids
}

/// For each table of the whole score how ranks vary, and what each weight alone moves.
pub fn sensitivity_grids(
    material: &Material<'_>,
    sensitivity: &Sensitivity,
    audience: Audience,
    locale: &Locale,
) -> Vec<Grid> {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let shown = |table: &&TableSensitivity| table.category.is_none_or(|c| view.shows_category(c));
    let tables = sensitivity.tables.iter().filter(shown);
    tables
        .flat_map(|table| [ranks(&view, sensitivity, table), weights(&view, sensitivity, table)])
        .collect()
}

/// Id and name of a table.
fn scope(view: &View<'_>, category: Option<usize>, measure: Measure) -> (String, String) {
    let (mut id, scope) = match category {
        Some(at) => (format!("category-{}", view.scheme().categories[at].id), view.category(at)),
        None => ("overall".to_owned(), view.locale.word("scope-all")),
    };
    if let Measure::Indicator(index) = measure {
        id.push_str("-indicator-");
        id.push_str(&view.scheme().indicators.all()[index].id);
    }
    let args = Args::none().text("scope", scope).text("measure", view.measure(measure));
    (id, view.locale.text("whatif-scope", args))
}

fn column(locale: &Locale, id: &str, kind: ColumnKind) -> Column {
    Column { id: id.to_owned(), heading: locale.word(&format!("whatif-col-{id}")), kind }
}

fn grid(id: String, tab: &str, title: String, columns: Vec<Column>, rows: Vec<GridRow>) -> Grid {
    let file = id.clone();
    Grid { id, file, tab: tab.to_owned(), title, columns, rows, notes: Vec::new() }
}

fn plain(cells: Vec<Cell>) -> GridRow {
    GridRow { kind: RowKind::Ranked, category: None, cells }
}

fn count(n: usize) -> Cell {
    Cell::Count(n as u64)
}

fn summary(view: &View<'_>, tables: &[&TableMoves]) -> Grid {
    use ColumnKind::{Count, Text};
    let locale = view.locale;
    let columns = [
        ("of-table", Text),
        ("n-ranked", Count),
        ("n-moved", Count),
        ("n-beyond", Count),
        ("furthest", Text),
        ("first", Text),
        ("tau", ColumnKind::Score),
    ];
    let columns = columns.into_iter().map(|(id, kind)| column(locale, id, kind)).collect();
    let row = |table: &&TableMoves| {
        plain(vec![
            Cell::Text(scope(view, table.category, table.measure).1),
            count(table.n_ranked()),
            count(table.n_moved()),
            count(table.n_beyond()),
            table.furthest().map_or(Cell::Empty, |unit| Cell::Text(furthest(view, unit))),
            Cell::Text(first(view, table, "whatif-first-short")),
            table.tau.map_or(Cell::Empty, |tau| Cell::Decimal(format!("{tau:.3}"))),
        ])
    };
    let title = locale.word("grid-whatif-summary");
    let rows = tables.iter().map(row).collect();
    let mut grid = grid("whatif-summary".to_owned(), "whatif", title, columns, rows);
    grid.notes.push(locale.word("whatif-note-tau"));
    grid
}

/// `市教育局 7 → 3`
fn furthest(view: &View<'_>, unit: &UnitMove) -> String {
    let rank = |rank: Option<(usize, bool)>| rank.map_or(0, |(rank, _)| rank).to_string();
    let args = Args::none().text("unit", view.unit(unit.unit));
    view.locale.text(
        "whatif-furthest",
        args.text("now", rank(unit.rank.0)).text("then", rank(unit.rank.1)),
    )
}

/// Who is first now and then.
fn first(view: &View<'_>, table: &TableMoves, id: &str) -> String {
    let (now, then) = table.first();
    let names = |units: &[usize]| {
        let names: Vec<String> = units.iter().map(|unit| view.unit(*unit)).collect();
        view.locale.list(&names)
    };
    let args = Args::none().text("now", names(&now)).text("then", names(&then));
    let same = if now == then { "yes" } else { "no" };
    view.locale.text(id, args.text("same", same))
}

fn moves(view: &View<'_>, table: &TableMoves) -> Grid {
    use ColumnKind::{Change, Move, Rank, Score, Text};
    let locale = view.locale;
    let (id, name) = scope(view, table.category, table.measure);
    let mut columns = vec![view.column("rank", Rank)];
    columns.extend(view.unit_columns());
    columns.extend([
        view.column("score", Score),
        column(locale, "score-then", Score),
        view.column("change", Change),
        column(locale, "rank-then", Rank),
        view.column("move", Move),
        column(locale, "set-now", Text),
        column(locale, "outcome", Text),
    ]);
    let of = table.n_ranked();
    let rows =
        table.units.iter().filter(|unit| view.shows(unit.unit) && !view.is_withheld(unit.unit));
    let rows: Vec<GridRow> = rows.map(|unit| one(view, unit, of)).collect();
    let title = locale.text("grid-whatif", Args::none().text("table", name));
    let mut grid = grid(format!("whatif-{id}"), "whatif", title, columns, rows);
    let args = Args::none()
        .count("ranked", of)
        .count("moved", table.n_moved())
        .count("beyond", table.n_beyond());
    grid.notes.push(locale.text("whatif-note-moved", args));
    grid.notes.push(first(view, table, "whatif-first"));
    if let Some(unit) = table.furthest() {
        let args = Args::none().text("furthest", furthest(view, unit));
        grid.notes.push(locale.text("whatif-note-furthest", args));
    }
    if let Some(tau) = table.tau {
        let args = Args::none().text("tau", format!("{tau:.3}"));
        grid.notes.push(locale.text("whatif-note-agreement", args));
    }
    grid
}

fn one(view: &View<'_>, unit: &UnitMove, of: usize) -> GridRow {
    let locale = view.locale;
    let rank = |rank: Option<(usize, bool)>| match rank {
        Some((rank, joint)) => Cell::Rank { rank, joint, of },
        None => Cell::Absent(locale.word("rank-none")),
    };
    let score = |value| Cell::score(value, || locale.word("whatif-no-score"));
    let mut cells = vec![rank(unit.rank.0)];
    cells.extend(view.unit_cells(unit.unit));
    cells.extend([
        score(unit.score.0),
        score(unit.score.1),
        Cell::change(unit.difference),
        rank(unit.rank.1),
        unit.places().map_or(Cell::Empty, Cell::Move),
        unit.set.map_or(Cell::Empty, |set| Cell::Text(bounds(set))),
        Cell::Text(locale.word(match unit.outcome {
            Outcome::Same => "whatif-outcome-same",
            Outcome::Within => "whatif-outcome-within",
            Outcome::Beyond => "whatif-outcome-beyond",
            Outcome::Moved => "whatif-outcome-moved",
            Outcome::Entered => "whatif-outcome-entered",
            Outcome::Left => "whatif-outcome-left",
            Outcome::Unranked => "whatif-outcome-unranked",
        })),
    ]);
    let is_ranked = unit.rank.0.is_some();
    let kind = if is_ranked { RowKind::Ranked } else { RowKind::Unranked };
    GridRow { kind, ..view.row(unit.unit, cells) }
}

/// `3–7`, or `3`.
pub(super) fn bounds(set: Bounds) -> String {
    match set {
        Bounds { best, worst } if best == worst => best.to_string(),
        Bounds { best, worst } => format!("{best}–{worst}"),
    }
}

fn ranks(view: &View<'_>, sensitivity: &Sensitivity, table: &TableSensitivity) -> Grid {
    use ColumnKind::{Rank, Rate, Text};
    let locale = view.locale;
    let (id, name) = scope(view, table.category, Measure::Whole);
    let mut columns = vec![view.column("rank", Rank)];
    columns.extend(view.unit_columns());
    columns.extend(
        [
            ("by-weights", Text),
            ("by-sampling", Text),
            ("by-both", Text),
            ("share-weights", Rate),
            ("share-sampling", Rate),
        ]
        .map(|(id, kind)| column(locale, id, kind)),
    );
    let of = table.units.len();
    let row = |unit: &UnitSensitivity| {
        let share = |share: Option<f64>| {
            share.map_or(Cell::Empty, |share| Cell::Decimal(format!("{:.0}", share * 100.0)))
        };
        let mut cells = vec![Cell::Rank { rank: unit.rank, joint: unit.joint, of }];
        cells.extend(view.unit_cells(unit.unit));
        cells.extend([unit.by_weights, unit.by_sampling, unit.by_both].map(spread));
        cells.extend([share(unit.share_of_weights), share(unit.share_of_sampling)]);
        view.row(unit.unit, cells)
    };
    let rows = table
        .units
        .iter()
        .filter(|unit| view.shows(unit.unit) && !view.is_withheld(unit.unit))
        .map(row)
        .collect();
    let title = locale.text("grid-sensitivity", Args::none().text("table", name));
    let mut grid = grid(format!("sensitivity-{id}"), "sensitivity", title, columns, rows);
    let args = Args::none()
        .text("points", format!("{:.0}", sensitivity.points * 100.0))
        .text("draws", sensitivity.draws.to_string())
        .text("seed", sensitivity.seed.to_string());
    grid.notes.push(locale.text("sensitivity-note", args));
    if !sensitivity.varies_indicators {
        grid.notes.push(locale.word("sensitivity-note-ballots"));
    }
    grid
}

/// `3 (2–7)`: the middle, and where nine of ten lie.
fn spread(spread: RankSpread) -> Cell {
    let RankSpread { low, median, high } = spread;
    Cell::Text(format!("{median} ({})", bounds(Bounds { best: low, worst: high })))
}

fn weights(view: &View<'_>, sensitivity: &Sensitivity, table: &TableSensitivity) -> Grid {
    use ColumnKind::{Count, Rate, Text};
    let locale = view.locale;
    let (id, name) = scope(view, table.category, Measure::Whole);
    let columns = [
        ("weight", Text),
        ("share", Rate),
        ("less-moved", Count),
        ("less-furthest", Count),
        ("more-moved", Count),
        ("more-furthest", Count),
        ("first-changes", Text),
    ];
    let columns = columns.into_iter().map(|(id, kind)| column(locale, id, kind)).collect();
    // What moves most stands first, so that the table narrows downwards as a tornado does.
    let reach = |one: &OneWeight| {
        let swing = |swing: &Swing| (swing.furthest, swing.n_moved);
        swing(&one.less).max(swing(&one.more))
    };
    let mut order: Vec<&OneWeight> = table.weights.iter().collect();
    order.sort_by_key(|one| std::cmp::Reverse(reach(one)));
    let row = |one: &&OneWeight| {
        let label = match one.weight {
            Weighed::Group(group) => locale.label(&view.scheme().groups[group].label),
            Weighed::Leaf(leaf) => locale.label(&view.scheme().indicators.all()[leaf].label),
        };
        let changes = one.less.first_changes || one.more.first_changes;
        plain(vec![
            Cell::Text(label.to_owned()),
            match one.share {
                Some(share) => Cell::Decimal(format!("{:.2}", share * 100.0)),
                None => Cell::Absent(locale.word("sensitivity-share-differs")),
            },
            count(one.less.n_moved),
            count(one.less.furthest),
            count(one.more.n_moved),
            count(one.more.furthest),
            Cell::Text(locale.word(if changes { "whatif-yes" } else { "whatif-no" })),
        ])
    };
    let points = || format!("{:.0}", sensitivity.points * 100.0);
    let args = Args::none().text("table", name).text("points", points());
    let title = locale.text("grid-sensitivity-weights", args);
    let rows = order.iter().map(row).collect();
    let mut grid = grid(format!("sensitivity-weights-{id}"), "weights", title, columns, rows);
    let args = Args::none().text("points", points());
    grid.notes.push(locale.text("sensitivity-note-weights", args));
    grid
}
