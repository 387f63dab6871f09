//! Formulas of the tables that compare with an earlier period.

use std::collections::BTreeMap;

use super::super::material::View;
use super::super::{Cell, Grid};
use super::changes::{Figure, Of, difference, trend_id};
use super::formula::{Formula, Span};
use super::links::Known;
use super::place::{Place, criterion};
use crate::estimate::Measure;

/// The formulas of the table of one comparison, at its position among them.
pub(super) fn trend(
    view: &View<'_>,
    grids: &[Grid],
    index: usize,
    known: &Known<'_>,
) -> Vec<Formula> {
    let trend = &view.material.trends[index];
    let Some(place) = Place::named(grids, trend_id(trend)) else { return Vec::new() };
    let mut formulas = Vec::new();
    let shown = trend.units.iter().filter(|unit| view.shows(unit.unit));
    for (row, unit) in shown.enumerate() {
        let of = Of::Unit(unit.unit);
        let cell = |id: &str| place.cell(row, id);
        if let Some(spans) = cell("later").zip(cell("earlier")).map(|(now, then)| vec![now, then]) {
            let text = difference(view.scheme());
            formulas.extend(place.formula(row, "change", text, spans));
        }
        if let Some((then, now)) = cell("earlier-rank").zip(cell("later-rank")) {
            formulas.extend(place.formula(row, "move", "{0}-{1}", vec![then, now]));
        }
        if let Some(calculation) = known.calculation {
            formulas.extend(place.link(row, "later", known.score(unit.unit, Measure::Whole)));
            let rate = calculation.counts.cell(unit.unit, Measure::Whole, "satisfied");
            formulas.extend(place.link(row, "satisfied", rate));
        }
        let Some(changes) = known.changes else { continue };
        let change = |figure| changes.cell(index, of, figure);
        formulas.extend(place.link(row, "satisfied-change", change(Figure::Satisfied)));
        for (leaf, entry) in view.scheme().indicators.all().iter().enumerate() {
            let figure = Figure::Score(Measure::Indicator(leaf));
            formulas.extend(place.link(row, &format!("{}-change", entry.id), change(figure)));
        }
    }
    formulas.extend(ranks(view, place, ["earlier", "earlier-rank"]));
    formulas.extend(ranks(view, place, ["later", "later-rank"]));
    formulas
}

/// Ranks within the category, where each is one more than the number of better scores in the table. They
/// are not where the better are not ranked in both periods, or where a tie was broken.
fn ranks(view: &View<'_>, place: Place<'_>, [score, rank]: [&str; 2]) -> Vec<Formula> {
    let columns = (place.column("category"), place.column(score), place.column(rank));
    let (Some(category), Some(score), Some(rank)) = columns else { return Vec::new() };
    let Some(last) = place.grid.rows.len().checked_sub(1) else { return Vec::new() };
    let steps = |row: usize| match &place.grid.rows[row].cells[score] {
        Cell::Score { value, .. } => Some(value.steps()),
        _ => None,
    };
    let mut scores: BTreeMap<Option<usize>, Vec<i64>> = BTreeMap::new();
    for (row, line) in place.grid.rows.iter().enumerate() {
        scores.entry(line.category).or_default().extend(steps(row));
    }
    scores.values_mut().for_each(|scores| scores.sort_unstable());
    let plain = place.grid.rows.iter().enumerate().all(|(row, line)| match &line.cells[rank] {
        Cell::Rank { rank, .. } => steps(row).is_some_and(|own| {
            let all = scores.get(&line.category).map(Vec::as_slice).unwrap_or_default();
            all.len() - all.partition_point(|other| *other <= own) + 1 == *rank
        }),
        _ => true,
    });
    let span = |column| Span { grid: place.at, column, first: 0, last };
    let formula = |row: usize| {
        let name = criterion(&view.category(place.grid.rows[row].category?))?;
        let text = format!("COUNTIFS({{0}},{name},{{1}},\">\"&{{2}})+1");
        let spans = vec![span(category), span(score), Span::cell(place.at, row, score)];
        place.formula_in(row, rank, text, spans)
    };
    if plain { (0..=last).filter_map(formula).collect() } else { Vec::new() }
}
