//! Formulas of a league table: what is beside a score follows from the calculation or from another table.

use super::super::Cell;
use super::super::material::View;
use super::formula::Formula;
use super::links::Known;
use super::place::{Place, quoted};
use crate::league::Table;
use crate::scheme::GradingRule;

/// The columns that are linked to the counts.
const COUNTED: [&str; 4] = ["satisfied", "dissatisfied", "knowledge", "n"];

/// The formulas of the units of a table, its ranked units first.
pub(super) fn league(
    view: &View<'_>,
    place: Place<'_>,
    table: &Table,
    known: &Known<'_>,
) -> Vec<Formula> {
    let ranked = table.standings.iter().map(|row| row.unit);
    let units = ranked.chain(table.unranked.iter().map(|row| row.unit));
    let mut formulas = Vec::new();
    for (row, unit) in units.enumerate() {
        if let Some(calculation) = known.calculation {
            let cell = |id| calculation.counts.cell(unit, table.measure, id);
            formulas.extend(COUNTED.iter().filter_map(|id| place.link(row, id, cell(id))));
        }
        formulas.extend(place.link(row, "change", known.change(unit, table.measure)));
        formulas.extend(place.link(row, "move", known.moved(table, unit)));
        formulas.extend(grade(view, place, row));
    }
    formulas
}

/// The grade by the printed score, where the scheme grades by thresholds.
fn grade(view: &View<'_>, place: Place<'_>, row: usize) -> Option<Formula> {
    let Some(GradingRule::Thresholds(grades)) =
        view.scheme().grading.as_ref().map(|grading| &grading.rule)
    else {
        return None;
    };
    let at = place.column("grade")?;
    if !matches!(place.grid.rows[row].cells.get(at)?, Cell::Text(_)) {
        return None;
    }
    // Braces would be taken for ranges.
    if grades.iter().any(|(label, _)| view.locale.label(label).contains(['{', '}'])) {
        return None;
    }
    let mut text = String::new();
    let mut open = 0;
    for (label, from) in grades {
        let label = quoted(view.locale.label(label));
        let Some(from) = from else {
            text.push_str(&label);
            break;
        };
        text.push_str(&format!("IF({{0}}>={from},{label},"));
        open += 1;
    }
    // Below the last threshold there is no grade.
    if open == 0 {
        return None;
    }
    if text.ends_with(',') {
        text.push_str("\"\"");
    }
    text.push_str(&")".repeat(open));
    place.formula(row, "grade", text, vec![place.cell(row, "score")?])
}
