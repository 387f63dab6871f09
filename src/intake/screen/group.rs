//! A group that marks one unit far above the other groups.

use std::collections::BTreeMap;

use super::paper::Classes;
use super::{Field, Hit};
use crate::intake::screening::place;
use crate::scheme::Code;

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
    fn of(sums: &Sums) -> Cell {
        let n = sums.n as f64;
        let mean = sums.sum as f64 / n / STEPS;
        let sum = i128::from(sums.sum);
        let squares = (sums.n * sums.squares - sum * sum) as f64 / n;
        Cell { n, mean, squares: squares / (STEPS * STEPS) }
    }
}

/// Sums of whole steps, so that the order of rows does not decide the last digit.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    n: i128,
    sum: i64,
    squares: i128,
}

/// Steps to a point.
const STEPS: f64 = (1_u32 << 20) as f64;

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
        let cells = self.cells(classes, min_n);
        let n_groups = u16::try_from(self.appraisal.scheme.groups.len()).unwrap_or(u16::MAX);
        let pooled: Vec<f64> = (0..n_groups).map(|group| variance(&cells, group)).collect();
        let limit = f64::from(u32::try_from(z).unwrap_or(u32::MAX)) / 1000.0;
        let mut hits = Vec::new();
        for group in 0..n_groups {
            let gaps = gaps(&cells, &pooled, group);
            for (at, score) in outstanding(&gaps).into_iter().filter(|(_, score)| *score >= limit) {
                let gap = &gaps[at];
                let own = |ballot: &usize| self.cell_of(*ballot) == (group, gap.unit);
                let ballots: Vec<usize> = self.order.iter().filter(own).collect();
                hits.push(self.far_above(group, gap, score, &ballots));
            }
        }
        hits
    }

    /// The group and the unit of a ballot.
    fn cell_of(&self, ballot: usize) -> (u16, u32) {
        let columns = &self.candidates.all.columns;
        let group = self.candidates.groups()[columns.raters[ballot] as usize];
        (group, columns.units[ballot])
    }

    /// What the ballots of each group on each unit come to, where there are so many.
    fn cells(&self, classes: &Classes, min_n: u64) -> BTreeMap<(u16, u32), Cell> {
        let patterns = &self.candidates.lists.patterns;
        let values: Vec<Option<i64>> = (0_u32..)
            .take(patterns.len())
            .map(|number| value(patterns.get(number), classes))
            .collect();
        let n_groups = self.appraisal.scheme.groups.len();
        let mut sums = vec![Sums::default(); self.appraisal.units.len() * n_groups];
        for ballot in self.order.iter() {
            let (group, unit) = self.cell_of(ballot);
            let number = self.candidates.all.columns.patterns[ballot];
            if let Some(value) = values[number as usize] {
                let sums = &mut sums[unit as usize * n_groups + usize::from(group)];
                sums.n += 1;
                sums.sum += value;
                sums.squares += i128::from(value * value);
            }
        }
        let least = i128::from(min_n.max(2));
        let mut cells = BTreeMap::new();
        for (unit, groups) in (0_u32..).zip(sums.chunks(n_groups.max(1))) {
            for (group, sums) in (0_u16..).zip(groups).filter(|(_, sums)| sums.n >= least) {
                cells.insert((group, unit), Cell::of(sums));
            }
        }
        cells
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

/// The mean points of a ballot in steps; `None` where no answer carries points.
#[expect(
    clippy::cast_possible_truncation,
    reason = "points are far below the end of whole numbers"
)]
fn value(answers: &[Code], classes: &Classes) -> Option<i64> {
    let points = answers.iter().filter_map(|code| *classes.points.get(usize::from(code.0))?);
    let (sum, n) = points.fold((0.0, 0.0), |(sum, n), points| (sum + points, n + 1.0));
    (n > 0.0).then(|| (sum / n * STEPS).round_ties_even() as i64)
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
