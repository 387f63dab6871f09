//! Tables of estimates and counts from elsewhere.

use super::super::{Cell, Column, ColumnKind, Grid, GridRow, RowKind};
use super::whatif::bounds;
use crate::elsewhere::{CountedUnit, Estimated, Place, Placed};
use crate::locale::{Args, Locale};

/// Estimates with their ranks, rank sets and bands.
pub fn estimates_grid(estimated: &Estimated, placed: &Placed, locale: &Locale) -> Grid {
    let value = |unit: usize| Cell::Decimal(estimated.units[unit].written.clone());
    let name = |unit: usize| estimated.units[unit].name.clone();
    let middle =
        [column(locale, "estimate", ColumnKind::Score), column(locale, "error", ColumnKind::Score)];
    let cells = |place: &Place| {
        let se = place.se.map_or(Cell::Empty, |se| Cell::Decimal(digits(se)));
        vec![value(place.unit), se]
    };
    let mut grid = grid(placed, &name, middle.to_vec(), &cells, locale);
    if let Some((draws, seed)) = placed.draws {
        let args = Args::none()
            .text("confidence", percent(placed.confidence))
            .text("draws", draws.to_string())
            .text("seed", seed.to_string());
        grid.notes.push(locale.text("elsewhere-note-estimates", args));
    }
    if placed.places.iter().any(|place| place.is_borderline) {
        grid.notes.push(locale.word("elsewhere-note-borderline"));
    }
    grid
}

/// Counts with their ranks and exact rank sets.
pub fn counts_grid(counted: &[CountedUnit], placed: &Placed, locale: &Locale) -> Grid {
    let name = |unit: usize| counted[unit].name.clone();
    let middle = vec![column(locale, "count", ColumnKind::Count)];
    let cells = |place: &Place| vec![Cell::Count(counted[place.unit].count)];
    let mut grid = grid(placed, &name, middle, &cells, locale);
    let args = Args::none().text("confidence", percent(placed.confidence));
    grid.notes.push(locale.text("elsewhere-note-counts", args));
    grid
}

fn column(locale: &Locale, id: &str, kind: ColumnKind) -> Column {
    Column { id: id.to_owned(), heading: locale.word(&format!("elsewhere-col-{id}")), kind }
}

fn grid(
    placed: &Placed,
    name: &dyn Fn(usize) -> String,
    middle: Vec<Column>,
    cells: &dyn Fn(&Place) -> Vec<Cell>,
    locale: &Locale,
) -> Grid {
    let mut columns = vec![
        Column { heading: locale.word("col-rank"), ..column(locale, "rank", ColumnKind::Rank) },
        Column { heading: locale.word("col-unit"), ..column(locale, "unit", ColumnKind::Text) },
    ];
    columns.extend(middle);
    columns.push(column(locale, "together", ColumnKind::Text));
    columns.push(column(locale, "alone", ColumnKind::Text));
    let bands = placed.bands.as_deref();
    if bands.is_some() {
        columns.push(column(locale, "bands", ColumnKind::Text));
    }
    let of = placed.places.len();
    let row = |(at, place): (usize, &Place)| {
        let rank = Cell::Rank { rank: place.rank, joint: place.is_joint, of };
        let mark = if place.is_borderline { "*" } else { "" };
        let mut row = vec![rank, Cell::Text(name(place.unit))];
        row.extend(cells(place));
        row.push(Cell::Text(format!("{}{mark}", bounds(place.together))));
        row.push(Cell::Text(bounds(place.alone)));
        if let Some(bands) = bands {
            let letters = bands.iter().enumerate();
            let within = letters.filter(|(_, band)| (band.first..=band.last).contains(&at));
            let letters: Vec<String> = within.map(|(band, _)| letter(band)).collect();
            row.push(Cell::Text(letters.join(" ")));
        }
        GridRow { kind: RowKind::Ranked, category: None, cells: row }
    };
    let rows = placed.places.iter().enumerate().map(row).collect();
    let id = "elsewhere".to_owned();
    let title = locale.word("grid-elsewhere");
    Grid { file: id.clone(), tab: id.clone(), id, title, columns, rows, notes: Vec::new() }
}

/// a, b, … z, aa: units that share a letter cannot be told apart.
fn letter(band: usize) -> String {
    crate::sheet::column_letter(band).to_lowercase()
}

/// Four digits, whatever the size: errors come on any scale.
fn digits(value: f64) -> String {
    if value > 0.0 && (1e-3..1e6).contains(&value) {
        let before = value.log10().floor();
        let decimals = if before < 0.0 {
            6
        } else if before < 3.0 {
            3
        } else {
            0
        };
        return format!("{value:.decimals$}");
    }
    if value > 0.0 { format!("{value:.3e}") } else { "0".to_owned() }
}

/// `95`, `99.5`.
fn percent(share: f64) -> String {
    let text = format!("{:.2}", share * 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_keep_their_digits_on_any_scale() {
        assert_eq!(digits(0.707_106_9), "0.707107");
        assert_eq!(digits(12.345_67), "12.346");
        assert_eq!(digits(123_456.7), "123457");
        assert_eq!(digits(1.5e-7), "1.500e-7");
        assert_eq!(digits(0.0), "0");
        assert_eq!((percent(0.95), percent(0.995)), ("95".to_owned(), "99.5".to_owned()));
    }

    #[test]
    fn bands_are_letters() {
        assert_eq!((letter(0), letter(25), letter(26)), ("a".into(), "z".into(), "aa".into()));
    }
}
