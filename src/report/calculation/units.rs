//! Formulas of the tables that list all units: scores, rates and shares of levels; and of the means.

use super::super::material::View;
use super::super::{Cell, Grid};
use super::counts::Counts;
use super::formula::{Formula, Span, rounded};
use super::intervals::What;
use super::links::Known;
use super::place::{Place, criterion};
use super::scores::{CATEGORY, Calculation, MEASURE, SCORE, UNROUNDED_SCORE};
use crate::estimate::{Measure, RateKind};

/// The table of all scores: scores from the calculation, ranks from the league tables.
pub(super) fn scores(view: &View<'_>, place: Place<'_>, known: &Known<'_>) -> Vec<Formula> {
    let indicators = view.scheme().indicators.all();
    let mut formulas = Vec::new();
    for (row, unit) in view.in_order().into_iter().enumerate() {
        let category = Some(view.category_of(unit));
        let rank = known.rank_in(category, Measure::Whole, unit);
        formulas.extend(place.link(row, "rank-in-category", rank));
        for measure in view.measures() {
            let id = match measure {
                Measure::Whole => "score",
                Measure::Indicator(index) => indicators[index].id.as_str(),
            };
            formulas.extend(place.link(row, id, known.score(unit, measure)));
            if measure != Measure::Whole {
                let rank = known.rank_in(None, measure, unit);
                formulas.extend(place.link(row, &format!("{id}-rank"), rank));
            }
        }
        let Some(calculation) = known.calculation else { continue };
        formulas.extend(place.link(row, "n", calculation.counts.cell(unit, Measure::Whole, "n")));
    }
    formulas
}

/// Rates of all units, with the numbers of answers behind them.
pub(super) fn rates(view: &View<'_>, place: Place<'_>, known: &Known<'_>) -> Vec<Formula> {
    let Some(calculation) = known.calculation else { return Vec::new() };
    let columns = ["satisfied", "dissatisfied", "knowledge", "answers", "unknown", "abstain"];
    let intervals = [
        ("satisfied-interval", RateKind::Satisfied),
        ("dissatisfied-interval", RateKind::Dissatisfied),
    ];
    let mut formulas = Vec::new();
    for (row, unit) in view.in_order().into_iter().enumerate() {
        let cell = |id| calculation.counts.cell(unit, Measure::Whole, id);
        formulas.extend(columns.iter().filter_map(|id| place.link(row, id, cell(id))));
        let Some(known) = known.intervals else { continue };
        formulas.extend(
            intervals
                .iter()
                .filter_map(|(id, kind)| known.span(place, row, id, (unit, What::Rate(*kind)))),
        );
    }
    formulas
}

/// The share of each level in the answers.
pub(super) fn levels(view: &View<'_>, place: Place<'_>, calculation: &Calculation) -> Vec<Formula> {
    let bins = view.scheme().scale.bins();
    let sum: Vec<String> = (0..bins.len()).map(|at| format!("{{{}}}", at + 1)).collect();
    let text = rounded(view.scheme(), &format!("100*{{0}}/({})", sum.join("+")));
    let mut formulas = Vec::new();
    for (row, unit) in view.in_order().into_iter().enumerate() {
        let cell = |id: &str| calculation.counts.cell(unit, Measure::Whole, id);
        formulas.extend(place.link(row, "answers", cell("answers")));
        let all = bins.iter().map(|bin| cell(&Counts::bin(bin.id)));
        let Some(all) = all.collect::<Option<Vec<Span>>>() else { continue };
        formulas.extend(bins.iter().zip(&all).filter_map(|(bin, own)| {
            let spans = std::iter::once(*own).chain(all.iter().copied()).collect();
            place.formula(row, bin.id, &*text, spans)
        }));
    }
    formulas
}

/// The rows of the calculation that a mean is over, as pairs of ranges and what they must be; ranges are
/// called `{1}` and `{2}`. None where names would be mistaken.
fn condition(view: &View<'_>, category: Option<usize>, measure: Measure) -> Option<String> {
    let name = view.measure(measure);
    let alike = |other: String| other.to_lowercase() == name.to_lowercase();
    let own = view.measures().filter(|one| alike(view.measure(*one))).count();
    let mut text = format!("{{1}},{}", (own == 1).then(|| criterion(&name)).flatten()?);
    let n = view.scheme().categories.len();
    let named = |category: usize| {
        let name = view.category(category);
        let own = (0..n).filter(|one| view.category(*one).to_lowercase() == name.to_lowercase());
        (own.count() == 1).then(|| criterion(&name)).flatten()
    };
    match category {
        Some(category) => text.push_str(&format!(",{{2}},{}", named(category)?)),
        None => {
            for hidden in (0..n).filter(|category| view.is_of_leaders(*category)) {
                text.push_str(&format!(",{{2}},\"<>{}", named(hidden)?.strip_prefix('"')?));
            }
        }
    }
    Some(text)
}

/// The ranges that [`condition`] and what is over it take.
fn ranges(calculation: &Calculation) -> Option<Vec<Span>> {
    let last = calculation.grids[1].rows.len().checked_sub(1)?;
    let span = |column| Span { grid: calculation.at, column, first: 0, last };
    Some(vec![span(UNROUNDED_SCORE), span(MEASURE), span(CATEGORY)])
}

/// A mean over the scores before they are rounded, of a category or of all that are published.
pub(super) fn mean(
    view: &View<'_>,
    calculation: &Calculation,
    category: Option<usize>,
    measure: Measure,
) -> Option<(String, Vec<Span>)> {
    let text = format!("AVERAGEIFS({{0}},{})", condition(view, category, measure)?);
    Some((rounded(view.scheme(), &text), ranges(calculation)?))
}

/// The table of means: one row for each category, and one for all.
pub(super) fn means(view: &View<'_>, grids: &[Grid], calculation: &Calculation) -> Vec<Formula> {
    let Some(place) = Place::named(grids, "means") else { return Vec::new() };
    let first = place.column("score");
    let mut formulas = Vec::new();
    for (row, category) in view.categories().map(Some).chain([None]).enumerate() {
        if let (Some(condition), Some(spans)) =
            (condition(view, category, Measure::Whole), ranges(calculation))
        {
            let text = format!("COUNTIFS({condition})");
            formulas.extend(place.formula(row, "units", text, spans));
        }
        for (offset, measure) in view.measures().enumerate() {
            let column = first.map(|first| first + offset);
            let cell = column.and_then(|column| place.grid.rows.get(row)?.cells.get(column));
            let stands = matches!(cell, Some(Cell::Score { .. }));
            let Some((text, spans)) = mean(view, calculation, category, measure) else { continue };
            let column = column.filter(|_| stands);
            formulas.extend(column.and_then(|column| place.formula_in(row, column, text, spans)));
        }
    }
    formulas
}

impl Known<'_> {
    /// The score of a unit in the calculation.
    pub(super) fn score(&self, unit: usize, measure: Measure) -> Option<Span> {
        let calculation = self.calculation?;
        let row = *calculation.scores.get(&(unit, measure))?;
        Some(Span::cell(calculation.at, row, SCORE))
    }
}
