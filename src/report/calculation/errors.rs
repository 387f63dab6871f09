//! Formulas of the tables of errors: what is linked to scores, ranks and intervals.

use super::super::chance::FINE;
use super::super::material::View;
use super::formula::Formula;
use super::intervals::{Intervals, What};
use super::links::Known;
use super::place::{Place, is_settled};
use crate::estimate::Measure;
use crate::league::{Table, Verdict};

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
        formulas.extend(rounded(view, place, row, (unit, what), intervals));
        for id in ["low", "high"] {
            formulas.extend(place.link(row, id, intervals.cell(unit, what, id)));
        }
        formulas.extend(intervals.span(place, row, "interval", (unit, what)));
        formulas.extend(differences(view, place, row, (table, unit), intervals));
    }
    formulas
}

/// The error as it is printed, from what it was before it was rounded.
fn rounded<'a>(
    view: &View<'_>,
    place: Place<'a>,
    row: usize,
    (unit, what): (usize, What),
    intervals: &'a Intervals,
) -> impl Iterator<Item = Formula> + 'a {
    let known = match what {
        What::Score(measure) => view.material.estimates.error(unit, measure),
        What::Rate(_) => None,
    };
    let columns = known.into_iter().flat_map(|error| {
        [
            ("se", "se-exact", error.se, FINE),
            ("inflation", "inflation-exact", error.inflation, FINE),
            ("freedom", "freedom-exact", error.freedom, 1),
        ]
    });
    let columns: Vec<_> =
        columns.filter(|(.., value, decimals)| is_settled(*value, *decimals)).collect();
    columns.into_iter().filter_map(move |(id, from, _, decimals)| {
        let from = intervals.cell(unit, what, from)?;
        place.formula(row, id, format!("ROUND({{0}},{decimals})"), vec![from])
    })
}

/// How far a score is from the mean and from the target.
fn differences(
    view: &View<'_>,
    place: Place<'_>,
    row: usize,
    (table, unit): (&Table, usize),
    intervals: &Intervals,
) -> Vec<Formula> {
    let mut formulas = Vec::new();
    let own = intervals.cell(unit, What::Score(table.measure), "unrounded");
    let (Some(own), Some(standing)) = (own, table.standing(unit)) else { return formulas };
    let settled = |verdict: &Option<Verdict>| {
        verdict.as_ref().is_some_and(|verdict| is_settled(verdict.difference, FINE))
    };
    if let Some(mean) = intervals.mean(table).filter(|_| settled(&standing.against_mean)) {
        let text = format!("ROUND({{0}}-{{1}},{FINE})");
        formulas.extend(place.formula(row, "to-mean", text, vec![own, mean]));
    }
    let target = view.scheme().comparison.target.as_ref();
    if let Some(target) = target.filter(|_| settled(&standing.against_target)) {
        let text = format!("ROUND({{0}}-{target},{FINE})");
        formulas.extend(place.formula(row, "to-target", text, vec![own]));
    }
    formulas
}
