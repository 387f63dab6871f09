//! Stand-ins for `pingyi::report`'s tables, to be replaced by them one by one and then deleted.

use pingyi::estimate::Measure;
use pingyi::finding::Finding;
use pingyi::locale::Locale;
use pingyi::report::{Audience, Cell, Column, ColumnKind, Grid, GridRow, Material, RowKind};
use pingyi::scheme::Publication;

fn column(id: &str, kind: ColumnKind) -> Column {
    Column { id: id.to_owned(), heading: id.to_owned(), kind }
}

fn grid(id: &str, title: String, columns: Vec<Column>, rows: Vec<GridRow>) -> Grid {
    let id = id.to_owned();
    Grid { file: id.clone(), tab: id.clone(), id, title, columns, rows, notes: Vec::new() }
}

fn row(kind: RowKind, cells: Vec<Cell>) -> GridRow {
    GridRow { kind, category: None, cells }
}

fn shows(material: &Material<'_>, unit: usize, audience: Audience) -> bool {
    audience == Audience::Internal || material.appraisal.publication(unit) != Publication::Internal
}

/// Every unit with its scores. Becomes `report::scores_grid`.
pub(super) fn scores_grid(material: &Material<'_>, audience: Audience, locale: &Locale) -> Grid {
    let scheme = &material.appraisal.scheme;
    let mut columns = vec![column("unit", ColumnKind::Text), column("whole", ColumnKind::Score)];
    for indicator in scheme.indicators.all() {
        let heading = locale.label(&indicator.label).to_owned();
        columns.push(Column { id: indicator.id.clone(), heading, kind: ColumnKind::Score });
    }
    let units = material.appraisal.units_in_force();
    let rows = units.filter(|(unit, _)| shows(material, *unit, audience)).map(|(index, unit)| {
        let estimate = &material.estimates.units[index];
        let mut cells = vec![Cell::Text(locale.label(&unit.name).to_owned())];
        for score in std::iter::once(&estimate.whole).chain(&estimate.indicators) {
            let why = || score.value.as_ref().err().map(|why| locale.absent(scheme, why));
            cells.push(Cell::score(score.published(), || why().unwrap_or_default()));
        }
        row(RowKind::Ranked, cells)
    });
    grid("scores", locale.label(&material.appraisal.title).to_owned(), columns, rows.collect())
}

/// The league tables. Becomes `report::league_grids`.
pub(super) fn league_grids(
    material: &Material<'_>,
    audience: Audience,
    locale: &Locale,
) -> Vec<Grid> {
    let appraisal = material.appraisal;
    let name = |unit: usize| Cell::Text(locale.label(&appraisal.units[unit].name).to_owned());
    let tables = material.league.tables.iter().map(|table| {
        let of = table.standings.len();
        let ranked = table.standings.iter().filter(|s| shows(material, s.unit, audience));
        let ranked = ranked.map(|s| {
            let rank = Cell::Rank { rank: s.rank, joint: s.joint, of };
            let value = Cell::Score { value: s.published, marked: false };
            row(RowKind::Ranked, vec![rank, name(s.unit), value])
        });
        let unranked = table.unranked.iter().filter(|u| shows(material, u.unit, audience));
        let unranked = unranked.map(|u| {
            let why = Cell::Absent(locale.why(&appraisal.scheme, &u.why));
            row(RowKind::Unranked, vec![why, name(u.unit), Cell::score(u.published, String::new)])
        });
        let columns = vec![
            column("rank", ColumnKind::Rank),
            column("unit", ColumnKind::Text),
            column("score", ColumnKind::Score),
        ];
        let measure = match table.measure {
            Measure::Whole => locale.label(&appraisal.title),
            Measure::Indicator(index) => {
                locale.label(&appraisal.scheme.indicators.all()[index].label)
            }
        };
        let category = table.category.map(|c| locale.label(&appraisal.scheme.categories[c].label));
        let title = [category.unwrap_or(""), measure].join(" ").trim().to_owned();
        grid("league", title, columns, ranked.chain(unranked).collect())
    });
    tables.collect()
}

/// What changed. Becomes `report::trend_grids`.
pub(super) fn trend_grids(
    material: &Material<'_>,
    audience: Audience,
    locale: &Locale,
) -> Vec<Grid> {
    let trends = material.trends.iter().map(|trend| {
        let units = trend.units.iter().filter(|unit| shows(material, unit.unit, audience));
        let rows = units.map(|unit| {
            let change = unit.score(Measure::Whole);
            let absent = || "–".to_owned();
            let name = locale.label(&material.appraisal.units[unit.unit].name).to_owned();
            let cells = vec![
                Cell::Text(name),
                Cell::score(change.earlier, absent),
                Cell::score(change.later, absent),
                Cell::change(change.difference),
            ];
            row(RowKind::Ranked, cells)
        });
        let columns = vec![
            column("unit", ColumnKind::Text),
            column("earlier", ColumnKind::Score),
            column("later", ColumnKind::Score),
            column("change", ColumnKind::Change),
        ];
        let title = format!("{} – {}", locale.period(trend.earlier), locale.period(trend.later));
        grid("trend", title, columns, rows.collect())
    });
    tables_of(trends)
}

fn tables_of(grids: impl Iterator<Item = Grid>) -> Vec<Grid> {
    grids.collect()
}

/// The audit table. Becomes `report::audit_grid`.
pub(super) fn audit_grid(material: &Material<'_>, locale: &Locale) -> Grid {
    let columns = ["unit", "group", "indicator", "level", "points", "n", "weight"];
    let columns = columns.map(|id| {
        let kind = if id == "n" { ColumnKind::Count } else { ColumnKind::Text };
        column(id, kind)
    });
    let lines = material.tally.lines(material.appraisal);
    let rows = lines.map(|line| {
        let [_, unit, _, group, _, indicator, _, level, points, n, weight] = line.cells;
        let mut cells: Vec<Cell> = [unit, group, indicator, level, points].map(Cell::Text).into();
        cells.push(Cell::Count(n.parse().unwrap_or_default()));
        cells.push(Cell::Decimal(weight));
        row(RowKind::Ranked, cells)
    });
    let title = locale.label(&material.appraisal.title).to_owned();
    grid("audit", title, columns.into(), rows.collect())
}

/// Every finding as a table. Becomes `report::write::findings_csv`.
pub(super) fn findings_csv(findings: &[Finding], locale: &Locale) -> Vec<u8> {
    let mut text = "effect,code,file,sheet,row,column,key,message\r\n".to_owned();
    for finding in findings {
        let place = &finding.place;
        let shown = |part: &Option<std::sync::Arc<str>>| part.as_deref().unwrap_or("").to_owned();
        let cells = [
            super::check::code(&finding.effect),
            finding.kind.id().to_owned(),
            shown(&place.file),
            shown(&place.sheet),
            place.row.map(|row| row.to_string()).unwrap_or_default(),
            shown(&place.column),
            shown(&place.key),
            locale.finding(finding),
        ];
        let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        text.push_str(&quoted.join(","));
        text.push_str("\r\n");
    }
    [b"\xEF\xBB\xBF", text.as_bytes()].concat()
}
