//! Planning as tables.

use super::code::BallotCode;
use super::design::{Design, Precision};
use super::draw::{Drawn, DrawnStratum};
use super::list::RaterList;
use super::size::{Size, ceiling};
use crate::locale::{Args, Locale};
use crate::report::{Cell, Column, ColumnKind, Grid, GridRow, RowKind};

/// The raters needed, group by group, and what they give, category by category.
pub fn size_grid(design: &Design, size: &Size, notes: Vec<String>, locale: &Locale) -> Grid {
    let mut rows = Vec::new();
    let send = |group: usize, raters: u64| {
        let response = design.groups[group].response.filter(|response| *response > 0.0)?;
        Some(ceiling(raters as f64 / response - 1e-9))
    };
    let mut sent = Some(0_u64);
    let mut now = Some(0_u64);
    for (index, group) in design.groups.iter().enumerate() {
        let raters = size.raters[index];
        let papers = send(index, raters);
        sent = sent.zip(papers).map(|(sum, papers)| sum.saturating_add(papers));
        now = now.zip(group.now).map(|(sum, now)| sum.saturating_add(now));
        let half_width = design.half_width_of_group(index, raters);
        let before = group.now.and_then(|now| design.half_width_of_group(index, now));
        let cells = vec![
            Cell::Text(name_of_group(&group.name, locale)),
            count(group.now),
            decimal(before, 2),
            Cell::Count(raters),
            count(papers),
            decimal(half_width, 2),
            Cell::Empty,
            Cell::Empty,
        ];
        rows.push(GridRow { kind: RowKind::Ranked, category: None, cells });
    }
    if design.groups.len() > 1 {
        let total = size.raters.iter().fold(0, |sum: u64, raters| sum.saturating_add(*raters));
        let name = Cell::Text(locale.word("plan-total"));
        let mut cells = vec![name, count(now), Cell::Empty, Cell::Count(total), count(sent)];
        cells.extend([Cell::Empty, Cell::Empty, Cell::Empty]);
        rows.push(GridRow { kind: RowKind::Mean, category: None, cells });
    }
    let raters_now: Vec<u64> = design.groups.iter().map(|group| group.now.unwrap_or(0)).collect();
    for (index, category) in design.categories.iter().enumerate() {
        let name = match category.name.as_str() {
            "" => locale.word("plan-score"),
            name => locale.text("plan-score-of", Args::none().text("category", name)),
        };
        let before = design.precision(category, &raters_now).map(|now| now.half_width);
        let before = decimal(before, 2);
        let mut cells = vec![Cell::Text(name), Cell::Empty, before, Cell::Empty, Cell::Empty];
        cells.extend(reached(size.precision[index].as_ref()));
        rows.push(GridRow { kind: RowKind::Mean, category: Some(index), cells });
    }
    let columns = [
        ("group", ColumnKind::Text),
        ("now", ColumnKind::Count),
        ("half_width_now", ColumnKind::Count),
        ("needed", ColumnKind::Count),
        ("send", ColumnKind::Count),
        ("half_width", ColumnKind::Count),
        ("detectable", ColumnKind::Count),
        ("reliability", ColumnKind::Count),
    ];
    grid("plan-size", &columns, rows, notes, locale)
}

/// What the size was worked out from: weight, spread and reach of each group in each category.
pub fn basis_grid(design: &Design, locale: &Locale) -> Grid {
    let mut rows = Vec::new();
    for (index, category) in design.categories.iter().enumerate() {
        for (group, judging) in design.groups.iter().zip(&category.judging) {
            if judging.weight <= 0.0 {
                continue;
            }
            let cells = vec![
                Cell::Text(category.name.clone()),
                Cell::Text(name_of_group(&group.name, locale)),
                decimal(Some(judging.weight), 4),
                decimal(Some(judging.spread), 2),
                decimal(Some(judging.reach), 4),
                decimal(Some(judging.overlap), 4),
                count(group.population),
                decimal(category.between, 2),
            ];
            rows.push(GridRow { kind: RowKind::Ranked, category: Some(index), cells });
        }
    }
    let columns = [
        ("category", ColumnKind::Text),
        ("group", ColumnKind::Text),
        ("weight", ColumnKind::Count),
        ("spread", ColumnKind::Count),
        ("reach", ColumnKind::Count),
        ("overlap", ColumnKind::Count),
        ("population", ColumnKind::Count),
        ("between", ColumnKind::Count),
    ];
    grid("plan-basis", &columns, rows, Vec::new(), locale)
}

/// How many were drawn from each stratum.
pub fn sample_grid(drawn: &Drawn, notes: Vec<String>, locale: &Locale) -> Grid {
    let row = |stratum: &DrawnStratum| {
        let cells = vec![
            Cell::Text(stratum.group.clone()),
            Cell::Text(stratum.stratum.clone()),
            Cell::Count(stratum.population),
            Cell::Count(stratum.sample.len() as u64),
            Cell::Count(stratum.reserve.len() as u64),
            decimal(stratum.weight(), 6),
        ];
        GridRow { kind: RowKind::Ranked, category: None, cells }
    };
    let rows = drawn.strata.iter().map(row).collect();
    let columns = [
        ("group", ColumnKind::Text),
        ("stratum", ColumnKind::Text),
        ("population", ColumnKind::Count),
        ("sample", ColumnKind::Count),
        ("reserve", ColumnKind::Count),
        ("design_weight", ColumnKind::Count),
    ];
    grid("plan-draw", &columns, rows, notes, locale)
}

/// The raters drawn and the reserve, each with all cells of the register.
pub fn drawn_grid(list: &RaterList, drawn: &Drawn, locale: &Locale) -> Grid {
    let own = [
        ("draw", ColumnKind::Text),
        ("order", ColumnKind::Count),
        ("design_weight", ColumnKind::Count),
    ];
    let mut rows = Vec::new();
    for stratum in &drawn.strata {
        let weight = decimal(stratum.weight(), 6);
        let parts = [
            ("plan-sample", &stratum.sample, weight),
            ("plan-reserve", &stratum.reserve, Cell::Empty),
        ];
        for (word, members, weight) in parts {
            for (order, index) in members.iter().enumerate() {
                let mut cells = vec![Cell::Text(locale.word(word)), Cell::Count(order as u64 + 1)];
                cells.push(weight.clone());
                cells.extend(list.raters[*index].cells.iter().cloned().map(Cell::Text));
                rows.push(GridRow { kind: RowKind::Ranked, category: None, cells });
            }
        }
    }
    let mut grid = grid("plan-drawn", &own, rows, Vec::new(), locale);
    for (index, heading) in list.headings.iter().enumerate() {
        let id = format!("column_{}", index + 1);
        grid.columns.push(Column { id, heading: heading.clone(), kind: ColumnKind::Text });
    }
    grid
}

/// The codes, in their order.
pub fn codes_grid(codes: &[BallotCode], locale: &Locale) -> Grid {
    // Codes that are the same for all groups need no column that names none.
    let first = usize::from(codes.iter().all(|code| code.group.is_empty()));
    let row = |code: &BallotCode| {
        let cells = [Cell::Text(code.group.clone()), Cell::Text(code.code.clone())];
        GridRow { kind: RowKind::Ranked, category: None, cells: cells[first..].to_vec() }
    };
    let columns = [("group", ColumnKind::Text), ("code", ColumnKind::Text)];
    grid("plan-codes", &columns[first..], codes.iter().map(row).collect(), Vec::new(), locale)
}

fn grid(
    id: &str,
    columns: &[(&str, ColumnKind)],
    rows: Vec<GridRow>,
    notes: Vec<String>,
    locale: &Locale,
) -> Grid {
    let title = locale.word(&format!("{id}-title"));
    let column = |(column, kind): &(&str, ColumnKind)| Column {
        id: (*column).to_owned(),
        heading: locale.word(&format!("plan-column-{}", column.replace('_', "-"))),
        kind: *kind,
    };
    Grid {
        id: id.to_owned(),
        file: id.to_owned(),
        tab: id.to_owned(),
        title,
        columns: columns.iter().map(column).collect(),
        rows,
        notes,
    }
}

fn reached(precision: Option<&Precision>) -> [Cell; 3] {
    [
        decimal(precision.map(|precision| precision.half_width), 2),
        decimal(precision.map(|precision| precision.detectable), 2),
        decimal(precision.and_then(|precision| precision.reliability), 3),
    ]
}

fn name_of_group(name: &str, locale: &Locale) -> String {
    if name.is_empty() { locale.word("plan-raters") } else { name.to_owned() }
}

fn count(value: Option<u64>) -> Cell {
    value.map_or(Cell::Empty, Cell::Count)
}

/// A number for people: an approximation, and not a published score.
fn decimal(value: Option<f64>, digits: usize) -> Cell {
    match value.filter(|value| value.is_finite()) {
        Some(value) => Cell::Decimal(format!("{value:.digits$}")),
        None => Cell::Empty,
    }
}
