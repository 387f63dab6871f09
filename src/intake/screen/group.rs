//! A group that marks one unit far above the other groups.

use std::collections::BTreeMap;

use super::paper::Classes;
use super::{Field, Hit};
use crate::intake::screening::place;

/// Units on which a group must stand beside others before its usual distance is known.
const LEAST_UNITS: usize = 5;

/// What one group's ballots on one unit come to.
#[derive(Debug, Clone, Copy)]
struct Cell {
    n: f64,
    mean: f64,
    /// Squared deviations from the mean, summed.
    squares: f64,
}

impl Cell {
    /// Sorted before they are summed, so that the order of rows does not decide the last digit.
    fn of(mut values: Vec<f64>) -> Cell {
        values.sort_by(f64::total_cmp);
        let n = values.iter().map(|_| 1.0).sum::<f64>();
        let mean = values.iter().sum::<f64>() / n;
        let squares = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        Cell { n, mean, squares }
    }
}

/// How far one group stands above the others on one unit.
struct Gap {
    unit: u32,
    gap: f64,
    error: f64,
}

impl Field<'_> {
    /// Groups whose mean on a unit is so many standard errors above that of the other groups, once
    /// the group's usual distance from them and the usual scatter of that distance are allowed for.
    pub(super) fn groups_far_above(&self, classes: &Classes, z: u64, min_n: u64) -> Vec<Hit> {
        let mut ballots: BTreeMap<(u16, u32), Vec<usize>> = BTreeMap::new();
        for ballot in self.order.iter() {
            let candidate = self.candidates.at(ballot);
            ballots.entry((candidate.group, candidate.unit)).or_default().push(ballot);
        }
        let mut cells: BTreeMap<(u16, u32), Cell> = BTreeMap::new();
        for (key, found) in &ballots {
            let values = found.iter().filter_map(|ballot| self.value(*ballot, classes));
            let values: Vec<f64> = values.collect();
            if values.len() as u64 >= min_n.max(2) {
                cells.insert(*key, Cell::of(values));
            }
        }
        let n_groups = u16::try_from(self.appraisal.scheme.groups.len()).unwrap_or(u16::MAX);
        let pooled: Vec<f64> = (0..n_groups).map(|group| variance(&cells, group)).collect();
        let limit = f64::from(u32::try_from(z).unwrap_or(u32::MAX)) / 1000.0;
        let mut hits = Vec::new();
        for group in 0..n_groups {
            let gaps = gaps(&cells, &pooled, group);
            for (at, score) in outstanding(&gaps).into_iter().filter(|(_, score)| *score >= limit) {
                let gap = &gaps[at];
                hits.push(self.far_above(group, gap, score, &ballots[&(group, gap.unit)]));
            }
        }
        hits
    }

    /// The mean points of a ballot; `None` where no answer carries points.
    fn value(&self, ballot: usize, classes: &Classes) -> Option<f64> {
        let points = self.answers_of(ballot).iter();
        let points = points.filter_map(|code| classes.points.get(usize::from(code.0)).copied()?);
        let (sum, n) = points.fold((0.0, 0.0), |(sum, n), points| (sum + points, n + 1.0));
        (n > 0.0).then(|| sum / n)
    }

    fn far_above(&self, group: u16, gap: &Gap, score: f64, ballots: &[usize]) -> Hit {
        let first = ballots.iter().map(|ballot| self.candidates.at(*ballot));
        let first = first.map(|candidate| (candidate.sheet, candidate.row)).min();
        let place = first.map(|(sheet, row)| place(self.sheets, sheet, row)).unwrap_or_default();
        let appraisal = self.appraisal;
        Hit {
            ballots: ballots.to_vec(),
            place,
            facts: vec![
                ("value", appraisal.scheme.groups[usize::from(group)].label.zh.clone()),
                ("unit", appraisal.units[gap.unit as usize].name.zh.clone()),
                ("counted", ballots.len().to_string()),
                ("difference", format!("{:.1}", gap.gap)),
                ("z", format!("{score:.1}")),
            ],
        }
    }
}

/// The variance of a group's ballots about the mean of their unit, over all units.
fn variance(cells: &BTreeMap<(u16, u32), Cell>, group: u16) -> f64 {
    let own = cells.range((group, 0)..=(group, u32::MAX));
    let (squares, freedom) =
        own.fold((0.0, 0.0), |(s, f), (_, cell)| (s + cell.squares, f + cell.n - 1.0));
    if freedom > 0.0 { squares / freedom } else { 0.0 }
}

/// The distance of a group from the mean of the other groups, on every unit that others rate too.
fn gaps(cells: &BTreeMap<(u16, u32), Cell>, pooled: &[f64], group: u16) -> Vec<Gap> {
    let own = cells.range((group, 0)..=(group, u32::MAX));
    let gap = |((_, unit), cell): (&(u16, u32), &Cell)| {
        let others = (0_u16..).zip(pooled).filter(|(other, _)| *other != group);
        let others: Vec<(&Cell, f64)> = others
            .filter_map(|(other, variance)| Some((cells.get(&(other, *unit))?, *variance)))
            .collect();
        let n = others.iter().map(|_| 1.0).sum::<f64>();
        let mean = others.iter().map(|(cell, _)| cell.mean).sum::<f64>() / n;
        let error = others.iter().map(|(cell, variance)| variance / cell.n).sum::<f64>() / (n * n);
        let error = error + pooled[usize::from(group)] / cell.n;
        (n > 0.0 && error > 0.0).then(|| Gap {
            unit: *unit,
            gap: cell.mean - mean,
            error: error.sqrt(),
        })
    };
    own.filter_map(gap).collect()
}

/// The standardised distance of each gap from the median gap, divided by the robust spread of such
/// distances where that is above one: the over-dispersed funnel of D. Spiegelhalter, “Funnel plots
/// for comparing institutional performance”, Statistics in Medicine 24 (2005), 1185–1202.
fn outstanding(gaps: &[Gap]) -> Vec<(usize, f64)> {
    if gaps.len() < LEAST_UNITS {
        return Vec::new();
    }
    let centre = median(gaps.iter().map(|gap| gap.gap).collect());
    let scores: Vec<f64> = gaps.iter().map(|gap| (gap.gap - centre) / gap.error).collect();
    // 1.4826 makes the median of absolute deviations that of a normal spread of one.
    let spread = 1.4826 * median(scores.iter().map(|score| score.abs()).collect());
    scores.into_iter().map(|score| score / spread.max(1.0)).enumerate().collect()
}

/// The median of some numbers, of which there is at least one.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) {
        f64::midpoint(values[middle - 1], values[middle])
    } else {
        values[middle]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps_of(values: &[f64]) -> Vec<Gap> {
        (0..).zip(values).map(|(unit, gap)| Gap { unit, gap: *gap, error: 1.0 }).collect()
    }

    #[test]
    fn a_severe_group_is_not_far_from_itself_and_one_unit_may_be() {
        let above = |values: &[f64]| -> Vec<usize> {
            let scores = outstanding(&gaps_of(values)).into_iter();
            scores.filter(|(_, score)| *score >= 5.0).map(|(at, _)| at).collect()
        };
        assert_eq!(above(&[10.0, 11.0, 9.0, 10.5, 9.5, 10.0]), [0_usize; 0]);
        assert_eq!(above(&[10.0, 11.0, 9.0, 10.5, 9.5, 16.0]), [5]);
        // Where the gaps scatter five times as much, six points are nothing.
        assert_eq!(above(&[10.0, 15.0, 5.0, 12.5, 7.5, 16.0]), [0_usize; 0]);
        assert_eq!(above(&[0.0, 0.0, 0.0, 9.0]), [0_usize; 0], "too few units to know");
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert!((median(vec![4.0, 1.0, 2.0, 9.0]) - 3.0).abs() < 1e-12);
    }
}
