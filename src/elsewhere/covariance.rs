//! The covariance of all estimates as a table: units above and beside, by name.

use std::io::Write;

use super::read::{Rows, Source, Table, bad_estimate, number};
use crate::finding::{Effect, Finding, Kind, Place, any_stop};
use crate::naming::{fold, neutral_cell};
use crate::statistic::Symmetric;

/// How much a value and its mirror may differ, as a share of the geometric mean of the two variances:
/// tables are often written with six digits.
const MIRROR: f64 = 1e-6;

/// How far below zero rounding may push what a covariance never is, as a share of the variance.
const ROUNDING: f64 = 1e-6;

/// Reads the table, in the order of `rows`; absent where it cannot be the covariance of those units.
pub(super) fn read(
    matrix: Source<'_>,
    estimates: Source<'_>,
    rows: &Rows,
) -> (Option<Symmetric>, Vec<Finding>) {
    let mut table = Table::open(matrix);
    if table.headings().is_empty() {
        return (None, table.findings);
    }
    let n = rows.names.len();
    let columns = columns(&mut table, rows, estimates.shown_as);
    let headings = table.headings().iter().skip(1).zip(&columns);
    let unknown: Vec<String> =
        headings.filter(|(_, unit)| unit.is_none()).map(|(heading, _)| fold(heading)).collect();
    let mut own = Rows::default();
    let mut values = vec![f64::NAN; n * n];
    table.each(&mut |cells, found| {
        let Some(name) = own.take(cells, 0, found) else { return };
        let row = rows.find(&name);
        // What the heading row has too has been told there.
        if row.is_none() && !unknown.contains(&fold(&name)) {
            found.push(rows.unmatched(cells.row(), &name, estimates.shown_as));
        }
        for (at, column) in columns.iter().enumerate() {
            let (place, text) = cells.get(at + 1);
            let value = number(text);
            if value.is_none() {
                found.push(bad_estimate(place, text, "covariance"));
            }
            if let (Some(row), Some(column), Some(value)) = (row, column, value) {
                values[row * n + column] = value;
            }
        }
    });
    let place = table.place.clone();
    let in_heading = |at: usize| columns.contains(&Some(at));
    let missing = rows.names.iter().enumerate().filter(|(at, _)| in_heading(*at));
    for (_, name) in missing.filter(|(_, name)| own.find(name).is_none()) {
        table.findings.push(own.unmatched(place.clone(), name, matrix.shown_as));
    }
    if any_stop(&table.findings) {
        return (None, table.findings);
    }
    let found = judge(&values, rows, &|a, b| at(&place, &own, &rows.names, a, b));
    let is_sound = found.is_empty();
    table.findings.extend(found);
    let mean = |a: usize, b: usize| f64::midpoint(values[a * n + b], values[b * n + a]);
    (is_sound.then(|| Symmetric::from_fn(n, mean)), table.findings)
}

/// The unit of each column after the first; one that is not known or stands twice is a finding.
fn columns(table: &mut Table, rows: &Rows, estimates: &str) -> Vec<Option<usize>> {
    let place = table.place.at_row(table.heading_row());
    let headings: Vec<String> = table.headings().iter().skip(1).cloned().collect();
    let mut seen: Vec<Option<usize>> = Vec::new();
    for heading in &headings {
        let unit = rows.find(heading);
        let place = place.at_column(heading.as_str());
        if unit.is_none() {
            table.findings.push(rows.unmatched(place, heading, estimates));
        } else if seen.contains(&unit) {
            let finding = Finding::new(Kind::DuplicateName, Effect::Stop, place);
            let row = table.heading_row().to_string();
            table.findings.push(finding.with("value", heading).with("other", row));
        }
        seen.push(unit);
    }
    let missing = rows.names.iter().enumerate().filter(|(at, _)| !seen.contains(&Some(*at)));
    for (_, name) in missing {
        let finding = Finding::new(Kind::UnmatchedUnit, Effect::Stop, place.clone());
        let near = crate::finding::nearest(name, headings.iter().map(String::as_str));
        let file = place.file.as_deref().unwrap_or_default();
        table.findings.push(finding.with("value", name).with("other", file).with_nearest(near));
    }
    seen
}

/// The place of a cell, by the names of its row and its column.
fn at(place: &Place, own: &Rows, names: &[String], row: usize, column: usize) -> Place {
    let place = own.row(&names[row]).map_or_else(|| place.clone(), |number| place.at_row(number));
    place.at_column(names[column].as_str())
}

/// What shows that a matrix is no covariance: variances first, then pairs, then the whole.
fn judge(values: &[f64], rows: &Rows, at: &dyn Fn(usize, usize) -> Place) -> Vec<Finding> {
    let n = rows.names.len();
    let value = |a: usize, b: usize| values[a * n + b];
    let shown = |a: usize, b: usize| value(a, b).to_string();
    let impossible = |a: usize, b: usize, detail: &'static str| {
        let finding = Finding::new(Kind::ImpossibleCovariance, Effect::Stop, at(a, b));
        finding.with("value", shown(a, b)).with("detail", detail)
    };
    let mut found: Vec<Finding> =
        (0..n).filter(|a| value(*a, *a) < 0.0).map(|a| impossible(a, a, "variance")).collect();
    if !found.is_empty() {
        return found;
    }
    for a in 0..n {
        for b in 0..a {
            let size = (value(a, a) * value(b, b)).sqrt();
            if (value(a, b) - value(b, a)).abs() > MIRROR * size {
                let finding = Finding::new(Kind::AsymmetricCovariance, Effect::Stop, at(a, b));
                found.push(finding.with("value", shown(a, b)).with("other", shown(b, a)));
            } else if value(a, b).abs() > size * (1.0 + ROUNDING) {
                found.push(impossible(a, b, "pair"));
            }
        }
    }
    if found.is_empty() {
        let symmetric = Symmetric::from_fn(n, value);
        found.extend(symmetric.below_zero(ROUNDING).map(|row| impossible(row, row, "whole")));
    }
    found
}

/// Writes a covariance as the table that [`Estimated::read`](super::Estimated::read) takes, with so
/// many digits that the same numbers are read again.
///
/// # Errors
/// What `out` says.
pub fn write_covariance(
    names: &[&str],
    covariance: &Symmetric,
    out: impl Write,
) -> Result<(), std::io::Error> {
    let mut writer = csv::Writer::from_writer(out);
    let heading =
        std::iter::once("unit".to_owned()).chain(names.iter().map(|name| neutral_cell(name)));
    writer.write_record(heading)?;
    for (row, name) in names.iter().enumerate() {
        let values = (0..names.len()).map(|column| format!("{:.16e}", covariance.get(row, column)));
        writer.write_record(std::iter::once(neutral_cell(name)).chain(values))?;
    }
    writer.flush()
}
