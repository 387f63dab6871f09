//! Who marks high or low (宽严), and what would be left of scores without it: beside the scores, and
//! never in their place.

use super::super::material::View;
use super::super::{Audience, Cell, Column, ColumnKind, Grid, GridRow, Material, RowKind, Seen};
use crate::exact::{Published, Ratio};
use crate::locale::{Args, Locale};
use crate::tally::Severity;
use crate::tally::severity::{
    GroupSeverity, MANY_UNITS, MeanRest, OwnUnit, Reciprocal, Shift, UnitSeverity,
};

/// More pairs than this are nobody's reading.
const MAX_PAIRS: usize = 10_000;

fn plain(cells: Vec<Cell>) -> GridRow {
    GridRow { kind: RowKind::Ranked, category: None, cells }
}

/// Adjusted scores by unit, severity by group, then what raters give to their own unit and what two
/// units give each other, where it is known who belongs to which unit. None without
/// [`Fair::severity`](super::super::Fair::severity).
pub fn severity_grids(material: &Material<'_>, audience: Audience, locale: &Locale) -> Vec<Grid> {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let Some(severity) = material.fair.severity else { return Vec::new() };
    let mut grids = vec![units(&view, severity), groups(&view, severity)];
    grids.extend(severity.own_unit.as_ref().map(|own| own_units(&view, own)));
    if !severity.reciprocal.is_empty() {
        grids.push(pairs(&view, severity));
    }
    grids
}

/// Points with the decimals of the scheme.
fn points(view: &View<'_>, value: Option<f64>) -> Option<Published> {
    Published::near(value?, view.scheme().rounding.decimals)
}

fn change(view: &View<'_>, value: Option<f64>) -> Cell {
    Cell::change(points(view, value))
}

/// A standard error or deviation, which is no score.
fn error(view: &View<'_>, value: Option<f64>) -> Cell {
    points(view, value).map_or(Cell::Empty, Cell::Number)
}

fn units(view: &View<'_>, severity: &Severity) -> Grid {
    use ColumnKind::{Change, Count, Move, Number, Rank, Score, Text};
    let mut columns = view.unit_columns();
    let figures = [
        ("part", Count),
        ("score", Score),
        ("raw-score", Score),
        ("adjusted-score", Score),
        ("adjusted-error", Number),
        ("severity-change", Change),
        ("raw-rank", Rank),
        ("adjusted-rank", Rank),
        ("severity-move", Move),
        ("n-linking", Count),
        ("severity-remark", Text),
    ];
    columns.extend(figures.into_iter().map(|(id, kind)| view.column(id, kind)));
    let known = view.in_order().into_iter().filter_map(|unit| {
        let known = severity.units.get(unit)?;
        Some(view.row(unit, unit_line(view, severity, unit, known)))
    });
    let mut grid = view.grid("severity-units", columns, known.collect());
    if severity.parts.len() < 2 {
        drop_column(&mut grid, "part");
    }
    grid.drop_columns(&["severity-remark"]);
    grid.notes.push(view.locale.word("note-severity-units"));
    grid.notes.push(view.locale.word("note-severity-caution"));
    grid
}

fn unit_line(view: &View<'_>, severity: &Severity, unit: usize, known: &UnitSeverity) -> Vec<Cell> {
    let score = |value: Option<f64>| {
        Cell::score(points(view, value), || view.locale.word("absent-no-score"))
    };
    let rank = |of: fn(&Shift) -> usize| match &known.shift {
        Some(shift) => {
            Cell::Rank { rank: of(shift), joint: is_joint(view, severity, unit, of), of: shift.of }
        }
        None => Cell::Absent(view.locale.word("rank-none")),
    };
    let part = known.part.map_or(Cell::Empty, |part| Cell::Count(part as u64 + 1));
    let moved = known.shift.map_or(Cell::Empty, |shift| Cell::Move(shift.gained()));
    // Of printed values, so that the row adds up.
    let (raw, adjusted) = (points(view, known.raw), points(view, known.adjusted));
    let difference = adjusted.zip(raw).and_then(|(adjusted, raw)| adjusted.minus(raw));
    let mut cells = view.unit_cells(unit);
    cells.extend([
        part,
        view.score_cell(&view.material.estimates.units[unit].whole),
        score(known.raw),
        match known.adjusted {
            Some(_) => score(known.adjusted),
            None => Cell::Absent(view.locale.word("severity-not-comparable")),
        },
        error(view, known.error),
        Cell::change(difference),
        rank(|shift| shift.raw),
        rank(|shift| shift.adjusted),
        moved,
        Cell::Count(known.n_linking),
        remark(view, severity, unit, known),
    ]);
    cells
}

/// Whether another unit of the same table has the same rank.
fn is_joint(view: &View<'_>, severity: &Severity, unit: usize, of: fn(&Shift) -> usize) -> bool {
    let place = |unit: usize| {
        let known = severity.units.get(unit)?;
        Some((known.part?, view.category_of(unit), known.shift.as_ref().map(of)?))
    };
    let own = place(unit);
    view.units().any(|other| other != unit && own.is_some() && place(other) == own)
}

/// Why a unit is compared with none, or with only some, or not firmly.
fn remark(view: &View<'_>, severity: &Severity, unit: usize, known: &UnitSeverity) -> Cell {
    let locale = view.locale;
    let Some(part) = known.part.and_then(|part| severity.parts.get(part)) else {
        return Cell::Text(locale.word("severity-no-ballots"));
    };
    if known.adjusted.is_none() {
        return Cell::Text(locale.word("severity-alone"));
    }
    let firm = |other: &&usize| severity.firmly_comparable(unit, **other);
    let together = part.units.iter().filter(firm).count();
    if 2 * together <= part.units.len() {
        return Cell::Text(locale.word("severity-weak"));
    }
    Cell::Empty
}

/// Leaves out a column that says the same of all.
fn drop_column(grid: &mut Grid, id: &str) {
    let Some(at) = grid.columns.iter().position(|column| column.id == id) else { return };
    grid.columns.remove(at);
    grid.rows.iter_mut().for_each(|row| drop(row.cells.remove(at)));
}

fn groups(view: &View<'_>, severity: &Severity) -> Grid {
    use ColumnKind::{Change, Count, Number, Rate, Text};
    let columns = [
        ("group", Text),
        ("linking-raters", Count),
        ("severity-mean", Change),
        ("severity-deviation", Number),
        ("n-severe", Count),
        ("n-lenient", Count),
        ("n-broad", Count),
        ("n-straight", Count),
        ("n-extreme", Count),
        ("share-highest", Rate),
        ("share-lowest", Rate),
    ];
    let columns: Vec<Column> =
        columns.into_iter().map(|(id, kind)| view.column(id, kind)).collect();
    let share = |part: u64, whole: u64| {
        let share = &Ratio::fraction(part, whole) * &Ratio::whole(100);
        if whole > 0 { Cell::Rate(view.scheme().publish(&share)) } else { Cell::Empty }
    };
    let line = |(entry, group): (&crate::scheme::Group, &GroupSeverity)| {
        plain(vec![
            Cell::Text(view.locale.label(&entry.label).to_owned()),
            Cell::Count(group.n_raters),
            change(view, group.mean),
            error(view, group.deviation),
            Cell::Count(group.n_severe),
            Cell::Count(group.n_lenient),
            Cell::Count(group.n_broad),
            Cell::Count(group.n_straight),
            Cell::Count(group.n_extreme),
            share(group.n_highest, group.n_ballots),
            share(group.n_lowest, group.n_ballots),
        ])
    };
    let rows = view.scheme().groups.iter().zip(&severity.groups).map(line).collect();
    let mut grid = view.grid("severity-groups", columns, rows);
    grid.notes.push(view.locale.text("note-severity-groups", Args::none().count("n", MANY_UNITS)));
    grid
}

/// A mean of fewer ballots than this would say what single raters marked.
const FEWEST: u64 = 5;

fn own_units(view: &View<'_>, own: &OwnUnit) -> Grid {
    let mut columns = view.unit_columns();
    columns.push(view.column("own-ballots", ColumnKind::Count));
    columns.push(view.column("own-rest", ColumnKind::Change));
    let line = |(unit, rest): &(u32, MeanRest)| {
        let unit = *unit as usize;
        let mut cells = view.unit_cells(unit);
        cells.extend([Cell::Count(rest.n), change(view, Some(rest.points))]);
        view.row(unit, cells)
    };
    let told = own.units.iter().filter(|(_, rest)| rest.n >= FEWEST);
    let mut rows: Vec<GridRow> = told.map(line).collect();
    let mut total = vec![Cell::Text(view.locale.word("total"))];
    total.resize(columns.len() - 2, Cell::Empty);
    total.extend([Cell::Count(own.all.n), change(view, Some(own.all.points))]);
    rows.push(GridRow { kind: RowKind::Mean, category: None, cells: total });
    let mut grid = view.grid("severity-own", columns, rows);
    grid.notes.push(view.locale.word("note-severity-own"));
    grid.notes.push(view.locale.text("note-severity-few", Args::none().count("n", FEWEST)));
    grid
}

/// Pairs of units, those first that give each other most above what is expected of them.
fn pairs(view: &View<'_>, severity: &Severity) -> Grid {
    use ColumnKind::{Change, Count, Text};
    let columns = [
        ("pair-first", Text),
        ("pair-second", Text),
        ("n-first-second", Count),
        ("first-on-second", Change),
        ("n-second-first", Count),
        ("second-on-first", Change),
    ];
    let columns = columns.into_iter().map(|(id, kind)| view.column(id, kind)).collect();
    let told = |pair: &&Reciprocal| pair.a_on_b.n.min(pair.b_on_a.n) >= FEWEST;
    let mut sorted: Vec<_> = severity.reciprocal.iter().filter(told).collect();
    sorted.sort_by(|x, y| {
        let both = |pair: &Reciprocal| pair.a_on_b.points.min(pair.b_on_a.points);
        both(y).total_cmp(&both(x)).then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let line = |pair: &&Reciprocal| {
        plain(vec![
            view.unit_cell(pair.a as usize),
            view.unit_cell(pair.b as usize),
            Cell::Count(pair.a_on_b.n),
            change(view, Some(pair.a_on_b.points)),
            Cell::Count(pair.b_on_a.n),
            change(view, Some(pair.b_on_a.points)),
        ])
    };
    let rows = sorted.iter().take(MAX_PAIRS).map(line).collect();
    let mut grid = view.grid("severity-pairs", columns, rows);
    let args = Args::none().count("n", MAX_PAIRS);
    grid.notes.push(view.locale.text("note-severity-pairs", args));
    grid.notes.push(view.locale.text("note-severity-few", Args::none().count("n", FEWEST)));
    grid
}
