//! Formulas of the tables of errors: what is linked to scores, ranks and intervals.

use super::super::chance::FINE;
use super::super::material::View;
use super::formula::Formula;
use super::intervals::What;
use super::links::Known;
use super::place::Place;
use crate::estimate::Measure;
use crate::league::Table;

/// The formulas of a table of errors: of the whole, or of the indicators.
pub(super) fn errors(
    view: &View<'_>,
    place: Place<'_>,
    known: &Known<'_>,
    whole: bool,
) -> Vec<Formula> {
    let mut formulas = Vec::new();
    let tables = view.tables().filter(|table| (table.measure == Measure::Whole) == whole);
    let scored = |table: &Table, unit: usize| {
        view.material.estimates.units[unit].score(table.measure).published().is_some()
    };
    let lines = tables.flat_map(|table| {
        let ranked = table.standings.iter().map(|row| row.unit);
        let units = ranked.chain(table.unranked.iter().map(|row| row.unit));
        units.filter(move |unit| scored(table, *unit)).map(move |unit| (table, unit))
    });
    for (row, (table, unit)) in lines.enumerate() {
        formulas.extend(place.link(row, "score", known.score(unit, table.measure)));
        formulas.extend(place.link(row, "rank", known.rank(table, unit)));
        let Some(intervals) = known.intervals else { continue };
        let what = What::Score(table.measure);
        for (id, from, decimals) in [
            ("se", "se-exact", FINE),
            ("inflation", "inflation-exact", FINE),
            ("freedom", "freedom-exact", 1),
        ] {
            let text = format!("ROUND({{0}},{decimals})");
            let from = intervals.cell(unit, what, from);
            formulas.extend(from.and_then(|from| place.formula(row, id, text, vec![from])));
        }
        for id in ["low", "high"] {
            formulas.extend(place.link(row, id, intervals.cell(unit, what, id)));
        }
        formulas.extend(intervals.span(place, row, "interval", (unit, what)));
        let Some(own) = intervals.cell(unit, what, "unrounded") else { continue };
        if let Some(mean) = intervals.mean(table) {
            let text = format!("ROUND({{0}}-{{1}},{FINE})");
            formulas.extend(place.formula(row, "to-mean", text, vec![own, mean]));
        }
        if let Some(target) = &view.scheme().comparison.target {
            let text = format!("ROUND({{0}}-{target},{FINE})");
            formulas.extend(place.formula(row, "to-target", text, vec![own]));
        }
    }
    formulas
}
