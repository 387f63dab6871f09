//! Formulas of the tables by rater group.

use super::super::material::View;
use super::formula::{Formula, Span, rounded};
use super::place::{Place, over};
use super::scores::fraction;
use super::scores::{Calculation, GROUP_MEAN, GROUP_N, GROUP_ROUNDED, N, POINTS, SCORE, WEIGHTS};
use crate::estimate::Measure;
use crate::exact::Ratio;
use crate::scheme::Mode;
use crate::tally::Address;

/// What each group says of each unit, over all indicators.
pub(super) fn groups(view: &View<'_>, place: Place<'_>, calculation: &Calculation) -> Vec<Formula> {
    let mut formulas = Vec::new();
    for (row, unit) in view.in_order().into_iter().enumerate() {
        let score = calculation.scores.get(&(unit, Measure::Whole));
        let score = score.map(|row| Span::cell(calculation.at, *row, SCORE));
        formulas.extend(place.link(row, "score", score));
        for (group, entry) in view.scheme().groups.iter().enumerate() {
            let Some((text, spans)) = whole(view, calculation, (unit, group)) else { continue };
            formulas.extend(place.formula(row, &entry.id, text, spans));
        }
        formulas.extend(fewest(view, place, calculation, (row, unit)));
    }
    formulas
}

/// The whole by one group: its means on the leaves by their weights.
fn whole(
    view: &View<'_>,
    calculation: &Calculation,
    (unit, group): (usize, usize),
) -> Option<(String, Vec<Span>)> {
    let scheme = view.scheme();
    let indicators = &scheme.indicators;
    if scheme.scoring.mode != Mode::Pooled && indicators.n_leaves() > 1 {
        return None;
    }
    let (mut terms, mut spans, mut total) = (Vec::new(), Vec::new(), Ratio::zero());
    let weights = indicators.weights().iter().enumerate();
    for (leaf, weight) in weights.filter(|(_, weight)| !weight.is_zero()) {
        let row = calculation.groups.get(&(unit, group, leaf))?;
        terms.push(format!("({})*{{{}}}", fraction(weight), spans.len()));
        spans.push(Span::cell(calculation.at - 1, *row, GROUP_MEAN));
        total = &total + weight;
    }
    let text = format!("({})/({})", terms.join("+"), fraction(&total));
    (!terms.is_empty()).then(|| (rounded(scheme, &text), spans))
}

/// The fewest answers of each group on any leaf.
fn fewest<'a>(
    view: &'a View<'_>,
    place: Place<'a>,
    calculation: &'a Calculation,
    (row, unit): (usize, usize),
) -> impl Iterator<Item = Formula> + 'a {
    let scheme = view.scheme();
    let is_fewest = scheme.scoring.mode == Mode::Pooled || scheme.indicators.n_leaves() == 1;
    let groups = scheme.groups.iter().enumerate().filter(move |_| is_fewest);
    groups.filter_map(move |(group, entry)| {
        let weights = scheme.indicators.weights().iter().enumerate();
        let leaves = weights.filter(|(_, weight)| !weight.is_zero());
        let cell = |(leaf, _)| {
            let row = calculation.groups.get(&(unit, group, leaf))?;
            Some(Span::cell(calculation.at - 1, *row, GROUP_N))
        };
        let spans: Vec<Span> = leaves.map(cell).collect::<Option<_>>()?;
        place.formula(row, &format!("{}-n", entry.id), over("MIN", 0, spans.len())?, spans)
    })
}

/// Each unit, group and indicator on a line.
pub(super) fn detail(view: &View<'_>, place: Place<'_>, calculation: &Calculation) -> Vec<Formula> {
    let mut formulas = Vec::new();
    let n_leaves = view.scheme().indicators.n_leaves();
    let lines = view.units().flat_map(|unit| {
        let groups = view.material.estimates.units[unit].groups.iter().enumerate();
        let rating = groups.filter(|(_, group)| group.rates).map(|(index, _)| index);
        rating.flat_map(move |group| (0..n_leaves).map(move |leaf| (unit, group, leaf)))
    });
    for (row, (unit, group, leaf)) in lines.enumerate() {
        if let Some(mean) = calculation.groups.get(&(unit, group, leaf)) {
            let cell = |column| Some(Span::cell(calculation.at - 1, *mean, column));
            formulas.extend(place.link(row, "score", cell(GROUP_ROUNDED)));
            formulas.extend(place.link(row, "n", cell(GROUP_N)));
            continue;
        }
        // Answers that are too few to be heard are counted all the same.
        let address = u32::try_from(unit).ok().zip(u16::try_from(group).ok());
        let address = address.zip(u16::try_from(leaf).ok());
        let address = address.map(|((unit, group), indicator)| Address { unit, group, indicator });
        let Some((first, last)) = address.and_then(|one| calculation.blocks.get(&one)) else {
            continue;
        };
        let span = |column| Span { grid: calculation.audit, column, first: *first, last: *last };
        let spans = vec![span(POINTS), span(N)];
        formulas.extend(place.formula(row, "n", "SUMIF({0},\"<>\",{1})", spans));
        let own = &view.material.estimates.units[unit].groups[group].leaves[leaf];
        if own.trimmed == 0 && calculation.has_points {
            let spans = vec![span(POINTS), span(WEIGHTS)];
            let text = rounded(view.scheme(), "SUMPRODUCT({0},{1})/SUMIF({0},\"<>\",{1})");
            formulas.extend(place.formula(row, "score", text, spans));
        }
    }
    formulas
}
