//! Returns, rows, findings and the counts themselves.

use super::super::material::View;
use super::super::{Audience, Cell, Column, ColumnKind, Grid, GridRow, Material, RowKind, Seen};
use crate::account::GroupReturns;
use crate::estimate::Score;
use crate::exact::Ratio;
use crate::finding::Kind;
use crate::locale::{Args, Locale};
use crate::scheme::RuleKind;
use crate::tally::Address;

fn plain(cells: Vec<Cell>) -> GridRow {
    GridRow { kind: RowKind::Ranked, category: None, cells }
}

/// What went out, came back and counts, by group (回收情况).
pub fn returns_grid(material: &Material<'_>, audience: Audience, locale: &Locale) -> Grid {
    use ColumnKind::{Count, Rate, Text};
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let columns: Vec<Column> = [
        ("group", Text),
        ("issued", Count),
        ("returned", Count),
        ("return-rate", Rate),
        ("found", Count),
        ("valid", Count),
        ("valid-rate", Rate),
        ("void-papers", Count),
        ("void-reasons", Text),
        ("ballots", Count),
        ("void-ballots", Count),
        ("void-answers", Count),
    ]
    .into_iter()
    .map(|(id, kind)| view.column(id, kind))
    .collect();
    let returns = view.returns();
    let name = |group: usize| locale.label(&view.scheme().groups[group].label).to_owned();
    let mut rows: Vec<GridRow> =
        returns.iter().map(|(at, group)| plain(line(&view, name(*at), group))).collect();
    let mut total = plain(line(&view, locale.word("total"), &view.returns_in_all()));
    total.kind = RowKind::Mean;
    rows.push(total);
    let mut grid = view.grid("returns", columns, rows);
    grid.drop_columns(&["issued", "returned", "return-rate", "void-reasons"]);
    if audience == Audience::Public {
        // With the ballots on each unit they tell how many there are on units that are not published.
        grid.leave_out(&["found", "ballots", "void-ballots", "void-answers"]);
    }
    let (note, counted) = match audience {
        Audience::Internal => ("note-returns", "note-returns-counts"),
        Audience::Public => ("note-returns-public", "note-returns-counts-public"),
    };
    grid.notes.push(locale.word(note));
    if returns.iter().any(|(_, group)| came_counted(group)) {
        grid.notes.push(locale.word(counted));
    }
    grid
}

/// Whether a group came as counts alone, which do not tell how many ballots they were.
fn came_counted(group: &GroupReturns) -> bool {
    group.valid > 0 && group.ballots == 0 && group.void_ballots.is_empty()
}

fn line(view: &View<'_>, name: String, group: &GroupReturns) -> Vec<Cell> {
    let count = |n: Option<u64>| n.map_or(Cell::Empty, Cell::Count);
    let sum = |counts: &std::collections::BTreeMap<Kind, u64>| counts.values().sum::<u64>();
    let reasons: Vec<String> = group
        .void_papers
        .iter()
        .map(|(kind, n)| {
            let args = Args::none().text("kind", view.locale.kind(*kind)).count("n", *n);
            view.locale.text("reason-count", args)
        })
        .collect();
    let told = |n: u64| match came_counted(group) {
        true => Cell::Absent(view.locale.word("absent-not-told")),
        false => Cell::Count(n),
    };
    vec![
        Cell::Text(name),
        count(group.issued),
        count(group.returned),
        share(view, group.returned, group.issued),
        Cell::Count(group.found),
        Cell::Count(group.valid),
        share(view, Some(group.valid), Some(group.came_back())),
        Cell::Count(sum(&group.void_papers)),
        if reasons.is_empty() { Cell::Empty } else { Cell::Text(view.locale.list(&reasons)) },
        told(group.ballots),
        told(sum(&group.void_ballots)),
        told(sum(&group.void_answers)),
    ]
}

fn share(view: &View<'_>, part: Option<u64>, whole: Option<u64>) -> Cell {
    match (part, whole) {
        (Some(part), Some(whole)) if whole > 0 => {
            let share = &Ratio::fraction(part, whole) * &Ratio::whole(100);
            Cell::Rate(view.scheme().publish(&share))
        }
        _ => Cell::Empty,
    }
}

/// What became of the rows of each file. It names files, so it is not part of the bulletin.
pub fn rows_grid(material: &Material<'_>, audience: Audience, locale: &Locale) -> Grid {
    use ColumnKind::{Count, Text};
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let columns = [
        ("file", Text),
        ("sheet", Text),
        ("rows", Count),
        ("accepted", Count),
        ("void", Count),
        ("refused", Count),
        ("blank-rows", Count),
    ];
    let columns = columns.into_iter().map(|(id, kind)| view.column(id, kind)).collect();
    let cells = |rows: crate::account::RowCounts, blank: u64| {
        [rows.rows, rows.accepted, rows.void, rows.refused, blank].map(Cell::Count)
    };
    let mut rows: Vec<GridRow> = Vec::new();
    let mut blank = 0;
    for file in &material.account.files {
        let mut line =
            vec![Cell::Text(file.file.clone()), Cell::Text(file.sheet.clone().unwrap_or_default())];
        line.extend(cells(file.rows, file.blank_rows));
        rows.push(plain(line));
        blank += file.blank_rows;
    }
    let mut total = vec![Cell::Text(locale.word("total")), Cell::Empty];
    total.extend(cells(material.account.rows(), blank));
    rows.push(GridRow { kind: RowKind::Mean, category: None, cells: total });
    let mut grid = view.grid("rows", columns, rows);
    grid.notes.push(locale.word("note-rows"));
    grid
}

/// How many findings of each kind there are and what followed from them.
pub fn findings_grid(material: &Material<'_>, audience: Audience, locale: &Locale) -> Grid {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let columns = vec![
        view.column("finding", ColumnKind::Text),
        view.column("code", ColumnKind::Text),
        view.column("effect", ColumnKind::Text),
        view.column("count", ColumnKind::Count),
    ];
    let rows = material
        .account
        .findings
        .iter()
        .filter(|((kind, effect), _)| {
            audience == Audience::Internal || !RuleKind::is_suspicion(*kind, *effect)
        })
        .map(|((kind, effect), n)| {
            plain(vec![
                Cell::Text(locale.kind(*kind)),
                Cell::Text(kind.id().to_owned()),
                Cell::Text(locale.effect(*effect)),
                Cell::Count(*n),
            ])
        })
        .collect();
    view.grid("findings", columns, rows)
}

/// Whether a count may be told: of the public, counts of few people are not.
fn is_told(view: &View<'_>, address: &Address) -> bool {
    let unit = address.unit as usize;
    if !view.shows(unit) || view.is_withheld(unit) {
        return false;
    }
    let estimate = &view.material.estimates.units[unit];
    let group = &estimate.groups[usize::from(address.group)];
    // With the sum the others' counts would tell how many the withheld groups are.
    !estimate.groups.iter().any(|group| group.whole.is_withheld())
        && !group.leaves.get(usize::from(address.indicator)).is_some_and(Score::is_withheld)
}

/// The counts from which every score can be redone by hand; for the public, without those of few people.
pub fn audit_grid(material: &Material<'_>, audience: Audience, locale: &Locale) -> Grid {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    counts(&View::new(material, audience, locale), &|_| true)
}

/// The counts on one unit, without its name on each line.
pub(in super::super) fn counts_of(view: &View<'_>, unit: usize) -> Grid {
    let mut grid = counts(view, &|other| other == unit);
    grid.leave_out(&["unit"]);
    grid
}

fn counts(view: &View<'_>, wanted: &dyn Fn(usize) -> bool) -> Grid {
    use ColumnKind::{Count, Score, Text};
    let locale = view.locale;
    let columns = [
        ("unit", Text),
        ("group", Text),
        ("indicator", Text),
        ("level", Text),
        ("points", Score),
        ("n", Count),
        ("weight-sum", Score),
    ];
    let columns = columns.into_iter().map(|(id, kind)| view.column(id, kind)).collect();
    let scheme = view.scheme();
    let tally = view.material.tally.iter();
    let rows = tally
        .filter(|(address, _, _)| wanted(address.unit as usize) && is_told(view, address))
        .map(|(address, code, count)| {
            let unit = address.unit as usize;
            let group = &scheme.groups[usize::from(address.group)];
            let leaf = &scheme.indicators.leaves()[usize::from(address.indicator)];
            let level = scheme.scale.level(code).map(|level| locale.label(&level.label));
            let level = level.map_or_else(|| scheme.scale.name(code), str::to_owned);
            let points = scheme.scale.points(code);
            let weight = Ratio::fraction(count.weight, crate::tally::WEIGHT_SCALE);
            view.row(
                unit,
                vec![
                    view.unit_cell(unit),
                    Cell::Text(locale.label(&group.label).to_owned()),
                    Cell::Text(locale.label(&leaf.label).to_owned()),
                    Cell::Text(level),
                    points.map_or(Cell::Empty, |points| Cell::Decimal(points.to_string())),
                    Cell::Count(count.n),
                    Cell::Decimal(weight.to_string()),
                ],
            )
        })
        .collect();
    view.grid("audit", columns, rows)
}
