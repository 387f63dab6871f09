//! Formulas of the tables that compare with an earlier period.

use std::collections::BTreeMap;

use super::super::material::View;
use super::super::{Cell, Grid, GridRow};
use super::changes::{Figure, Of, difference, trend_id};
use super::formula::{Formula, Span};
use super::links::Known;
use super::place::{Place, criterion};
use crate::estimate::Measure;

/// The most units that a formula takes out one by one.
const MOST_OTHERS: usize = 20;

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

/// Ranks within the category, where each is one more than the number of better scores of units that are
/// ranked in both periods. They are not where a tie was broken.
fn ranks(view: &View<'_>, place: Place<'_>, [score, rank]: [&str; 2]) -> Vec<Formula> {
    let columns = (place.column("category"), place.column(score), place.column(rank));
    let (Some(category), Some(score), Some(rank)) = columns else { return Vec::new() };
    let Some(last) = place.grid.rows.len().checked_sub(1) else { return Vec::new() };
    let lines = || place.grid.rows.iter().enumerate();
    let mut ranked: BTreeMap<Option<usize>, Vec<i64>> = BTreeMap::new();
    let mut others: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (row, line) in lines() {
        match (&line.cells[score], &line.cells[rank]) {
            (Cell::Score { value, .. }, Cell::Rank { .. }) => {
                ranked.entry(line.category).or_default().push(value.steps());
            }
            (Cell::Score { .. }, _) => others.entry(line.category).or_default().push(row),
            _ => {}
        }
    }
    ranked.values_mut().for_each(|scores| scores.sort_unstable());
    let is_plain = lines().all(|(_, line)| match (&line.cells[score], &line.cells[rank]) {
        (Cell::Score { value, .. }, Cell::Rank { rank, .. }) => {
            let all = ranked.get(&line.category).map(Vec::as_slice).unwrap_or_default();
            all.len() - all.partition_point(|other| *other <= value.steps()) + 1 == *rank
        }
        (_, cell) => !matches!(cell, Cell::Rank { .. }),
    });
    let formula = |(row, line): (usize, &GridRow)| {
        let name = criterion(&view.category(line.category?))?;
        let span = |column| Span { grid: place.at, column, first: 0, last };
        let mut spans = vec![span(category), span(score), Span::cell(place.at, row, score)];
        let mut text = format!("COUNTIFS({{0}},{name},{{1}},\">\"&{{2}})+1");
        // Units that are not ranked in both periods are not counted.
        let others = others.get(&line.category).map(Vec::as_slice).unwrap_or_default();
        for other in others {
            text.push_str(&format!("-({{{}}}>{{2}})", spans.len()));
            spans.push(Span::cell(place.at, *other, score));
        }
        (others.len() <= MOST_OTHERS).then(|| place.formula_in(row, rank, text, spans)).flatten()
    };
    if is_plain { lines().filter_map(formula).collect() } else { Vec::new() }
}
