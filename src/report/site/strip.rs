//! Where the scores of a unit lie between those of its category.

use std::collections::BTreeMap;

use super::super::material::View;
use super::Strip;
use crate::estimate::Measure;
use crate::exact::Published;

/// What is left free at both ends of an axis, as a share of what is drawn on it.
const MARGIN: f64 = 0.04;

/// At least so many points are left free, so that a single score has an axis to stand on.
const LEAST_MARGIN: f64 = 0.5;

/// The least and the greatest score, where there is any.
type Ends = Option<(f64, f64)>;

/// For each category the axis, and the ends on each measure, the whole last.
pub(super) struct Ranges(BTreeMap<usize, ((f64, f64), Vec<Ends>)>);

impl Ranges {
    pub(super) fn of(view: &View<'_>, order: &[usize]) -> Ranges {
        let measures: Vec<Measure> = view.measures().skip(1).chain([Measure::Whole]).collect();
        let mut found: BTreeMap<usize, Vec<Ends>> = BTreeMap::new();
        for unit in order {
            let category = view.category_of(*unit);
            let ends = found.entry(category).or_insert_with(|| vec![None; measures.len()]);
            for (end, measure) in ends.iter_mut().zip(&measures) {
                let score = view.material.estimates.units[*unit].score(*measure);
                if let Some(value) = score.published().map(Published::to_f64) {
                    let (low, high) = end.unwrap_or((value, value));
                    *end = Some((low.min(value), high.max(value)));
                }
            }
        }
        let with_axis = |(category, ends): (usize, Vec<Ends>)| (category, (axis(&ends), ends));
        Ranges(found.into_iter().map(with_axis).collect())
    }

    /// Where the score of a unit lies; `at` is the position of the measure among the rows.
    pub(super) fn strip(
        &self,
        view: &View<'_>,
        unit: usize,
        (at, measure): (usize, Measure),
    ) -> Option<Strip> {
        let category = view.category_of(unit);
        let ((from, to), measures) = self.0.get(&category)?;
        let (low, high) = measures.get(at).copied().flatten()?;
        let place = |value: f64| ((value - from) / (to - from) * 100.0).clamp(0.0, 100.0);
        let value = view.material.estimates.units[unit].score(measure).published()?;
        let mean = view.material.estimates.categories[category].of(measure);
        Some(Strip {
            value: place(value.to_f64()),
            interval: view.interval(unit, measure).map(|(low, high)| (place(low), place(high))),
            mean: mean.map(|mean| place(mean.published.to_f64())),
            range: (place(low), place(high)),
        })
    }
}

/// From a little below the least score to a little above the greatest.
fn axis(ends: &[Ends]) -> (f64, f64) {
    let low = ends.iter().flatten().map(|(low, _)| *low).fold(f64::INFINITY, f64::min);
    let high = ends.iter().flatten().map(|(_, high)| *high).fold(f64::NEG_INFINITY, f64::max);
    let free = ((high - low) * MARGIN).max(LEAST_MARGIN);
    (low - free, high + free)
}
