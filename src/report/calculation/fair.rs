//! Formulas of the tables of fair play: differences and shares of what stands beside them.

use super::super::material::View;
use super::super::{Cell, Grid};
use super::changes::difference;
use super::formula::{Formula, rounded};
use super::links::Known;
use super::place::Place;
use super::returns::sums;
use crate::estimate::Measure;

/// The formulas of all of them.
pub(super) fn fair(view: &View<'_>, grids: &[Grid], known: &Known<'_>) -> Vec<Formula> {
    let mut formulas = Vec::new();
    let named = |id: &str| Place::named(grids, id);
    formulas.extend(named("fair-rules").map(|place| rules(view, place)).unwrap_or_default());
    formulas.extend(named("fair-groups").map(sums).unwrap_or_default());
    for id in ["fair-changes", "fair-effects"] {
        let Some(place) = named(id) else { continue };
        let score = ["rule-change", "score-with", "score-without"];
        formulas.extend(differences(view, place, score));
        formulas.extend(differences(view, place, ["rule-move", "rank-without", "rank-with"]));
    }
    if let Some(place) = named("severity-units") {
        let known = |(row, unit)| place.link(row, "score", known.score(unit, Measure::Whole));
        let units = view.material.fair.severity.map(|severity| severity.units.len()).unwrap_or(0);
        let shown = view.in_order().into_iter().filter(|unit| *unit < units);
        formulas.extend(shown.enumerate().filter_map(known));
        let score = ["severity-change", "adjusted-score", "raw-score"];
        formulas.extend(differences(view, place, score));
        formulas.extend(differences(view, place, ["severity-move", "raw-rank", "adjusted-rank"]));
    }
    formulas
}

/// The share of all papers and ballots that each rule met.
fn rules(view: &View<'_>, place: Place<'_>) -> Vec<Formula> {
    let Some(screen) = view.material.fair.screen else { return Vec::new() };
    let shares = [
        ("hit-papers-share", "hit-papers", screen.papers),
        ("hit-ballots-share", "hit-ballots", screen.ballots),
    ];
    let formula = |row: usize, (share, hits, whole): (&str, &str, u64)| {
        let text = rounded(view.scheme(), &format!("100*{{0}}/{whole}"));
        place.formula(row, share, text, vec![place.cell(row, hits)?])
    };
    let rows = 0..place.grid.rows.len();
    rows.flat_map(|row| shares.iter().filter_map(move |share| formula(row, *share))).collect()
}

/// A column that is the second less the third, line by line, where the printed numbers say so.
fn differences(view: &View<'_>, place: Place<'_>, [result, from, less]: [&str; 3]) -> Vec<Formula> {
    let is_whole = |row: usize| {
        let column = place.column(result)?;
        Some(matches!(place.grid.rows[row].cells.get(column)?, Cell::Move(_) | Cell::RealMove(_)))
    };
    let formula = |row: usize| {
        let spans = vec![place.cell(row, from)?, place.cell(row, less)?];
        let is_whole = is_whole(row)?;
        let text = if is_whole { "{0}-{1}".to_owned() } else { difference(view.scheme()) };
        place.formula(row, result, text, spans)
    };
    (0..place.grid.rows.len()).filter_map(formula).collect()
}
