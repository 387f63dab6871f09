//! The whole score as a function of weights and cell means, fast enough to be asked for thousands of
//! times.

use crate::appraisal::Appraisal;
use crate::estimate::Estimates;
use crate::scheme::{MissingGroup, Mode};
use crate::statistic::{Purpose, normal_upper, normals};
use crate::tally::CellDraws;

/// Weights as shares.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weights {
    /// By category, then by group.
    pub(super) groups: Vec<Vec<f64>>,
    /// Of the columns: the leaves, or the one whole ballot.
    pub(super) columns: Vec<f64>,
}

/// One unit as the weights meet it.
struct Unit {
    category: usize,
    /// By column.
    columns: Vec<Column>,
}

/// What was said of one unit in one column.
struct Column {
    /// Groups that were heard, with their mean.
    heard: Vec<(usize, f64)>,
    /// Groups that something stands in for, and what.
    absent: Vec<usize>,
    stand_in: f64,
}

/// The scores of some units.
pub(super) struct Model {
    /// Positions in the register.
    pub(super) units: Vec<usize>,
    parts: Vec<Unit>,
    /// The weights of the scheme.
    pub(super) base: Weights,
    /// Whether indicator weights can be varied: not where whole ballots are scored.
    pub(super) varies_indicators: bool,
}

impl Model {
    /// The model of units that have scores.
    pub(super) fn new(appraisal: &Appraisal, estimates: &Estimates, units: Vec<usize>) -> Model {
        let scheme = &appraisal.scheme;
        let pooled = scheme.scoring.mode == Mode::Pooled;
        let shares = |weights: Vec<f64>| {
            let sum: f64 = weights.iter().sum();
            let share = |weight: f64| if sum > 0.0 { weight / sum } else { 0.0 };
            weights.into_iter().map(share).collect::<Vec<f64>>()
        };
        let of_category = |weights: &[crate::exact::Ratio]| {
            shares(weights.iter().map(crate::exact::Ratio::to_f64).collect())
        };
        let groups = scheme.categories.iter().map(|category| of_category(&category.weights));
        let columns = match pooled {
            true => of_category(scheme.indicators.weights()),
            false => vec![1.0],
        };
        let base = Weights { groups: groups.collect(), columns };
        let mut model = Model { units, parts: Vec::new(), base, varies_indicators: pooled };
        let parts = model.units.iter().map(|unit| model.part(appraisal, estimates, *unit));
        model.parts = parts.collect();
        model
    }

    fn part(&self, appraisal: &Appraisal, estimates: &Estimates, unit: usize) -> Unit {
        let category = appraisal.units[unit].category;
        let columns = 0..self.base.columns.len();
        let columns =
            columns.map(|column| self.column(appraisal, estimates, (unit, category), column));
        Unit { category, columns: columns.collect() }
    }

    fn column(
        &self,
        appraisal: &Appraisal,
        estimates: &Estimates,
        (unit, category): (usize, usize),
        column: usize,
    ) -> Column {
        let scoring = &appraisal.scheme.scoring;
        let estimate = &estimates.units[unit];
        let (mut heard, mut absent) = (Vec::new(), Vec::new());
        for (group, said) in estimate.groups.iter().enumerate() {
            let score = if self.varies_indicators { &said.leaves[column] } else { &said.whole };
            match &score.value {
                _ if !said.rates => {}
                Ok(value) if score.n >= scoring.min_n_group => {
                    heard.push((group, value.exact.to_f64()));
                }
                _ => absent.push(group),
            }
        }
        let stays =
            matches!(scoring.missing_group, MissingGroup::Zero | MissingGroup::CategoryMean);
        if !stays {
            absent.clear();
        }
        let whole =
            if self.varies_indicators { &estimate.indicators[column] } else { &estimate.whole };
        let whole = whole.value.as_ref().map_or(0.0, |value| value.exact.to_f64());
        // Whatever stands in for groups that were not heard is what the score has beyond the others.
        let weights = &self.base.groups[category];
        let said: f64 = heard.iter().map(|(group, mean)| weights[*group] * mean).sum();
        let by_heard: f64 = heard.iter().map(|(group, _)| weights[*group]).sum();
        let by_absent: f64 = absent.iter().map(|group| weights[*group]).sum();
        let rest = whole * (by_heard + by_absent) - said;
        let stand_in = if by_absent > 0.0 { rest / by_absent } else { 0.0 };
        Column { heard, absent, stand_in }
    }

    /// The scores under some weights, with the answers as they came or as one draw has them.
    pub(super) fn scores(&self, weights: &Weights, draw: Option<(&CellDraws, usize)>) -> Vec<f64> {
        let units = self.units.iter().zip(&self.parts);
        units
            .map(|(unit, part)| {
                let groups = &weights.groups[part.category];
                let columns = part.columns.iter().zip(&weights.columns).enumerate();
                let (mut sum, mut whole) = (0.0, 0.0);
                for (column, (said, weight)) in columns.filter(|(_, (_, weight))| **weight > 0.0) {
                    let at = |group: usize| match draw {
                        Some((draws, draw)) => {
                            let column =
                                if self.varies_indicators { column } else { draws.last_column() };
                            draws.deviation(draw, *unit, column, group)
                        }
                        None => 0.0,
                    };
                    sum += weight * said.mean(groups, &at);
                    whole += weight;
                }
                sum / whole
            })
            .collect()
    }

    /// The weights of one draw: each moved by up to `points` (a share) either way, then brought back to
    /// a sum of 1. A group moves alike in all categories; a weight of zero stays, and none falls below.
    pub(super) fn drawn_weights(&self, points: f64, seed: u64, draw: u64) -> Weights {
        let n_groups = self.base.groups.first().map_or(0, Vec::len);
        let mut chance = vec![0.0; n_groups + self.base.columns.len()];
        normals(seed, Purpose::Weights, draw, &mut chance);
        // A normal number as its share is uniform.
        let moves: Vec<f64> =
            chance.iter().map(|value| points * (1.0 - 2.0 * normal_upper(*value))).collect();
        let (groups, columns) = moves.split_at(n_groups);
        Weights {
            groups: self.base.groups.iter().map(|weights| moved(weights, groups)).collect(),
            columns: match self.varies_indicators {
                true => moved(&self.base.columns, columns),
                false => self.base.columns.clone(),
            },
        }
    }

    /// The weights with one group moved.
    pub(super) fn group_moved(&self, group: usize, by: f64) -> Weights {
        let moves: Vec<f64> = (0..=group).map(|at| if at == group { by } else { 0.0 }).collect();
        let groups = self.base.groups.iter().map(|weights| moved(weights, &moves)).collect();
        Weights { groups, columns: self.base.columns.clone() }
    }

    /// The weights with one column moved.
    pub(super) fn column_moved(&self, column: usize, by: f64) -> Weights {
        let moves: Vec<f64> = (0..=column).map(|at| if at == column { by } else { 0.0 }).collect();
        Weights { columns: moved(&self.base.columns, &moves), groups: self.base.groups.clone() }
    }
}

impl Column {
    fn mean(&self, weights: &[f64], deviation: &dyn Fn(usize) -> f64) -> f64 {
        let (mut sum, mut whole) = (0.0, 0.0);
        for (group, mean) in &self.heard {
            sum += weights[*group] * (mean + deviation(*group));
            whole += weights[*group];
        }
        for group in &self.absent {
            sum += weights[*group] * self.stand_in;
            whole += weights[*group];
        }
        // All weight may fall on groups that nobody was heard in.
        if whole > 0.0 { sum / whole } else { f64::NAN }
    }
}

/// Shares moved and brought back to a sum of 1; as they were where nothing would be left.
fn moved(weights: &[f64], moves: &[f64]) -> Vec<f64> {
    let at = |place: usize| moves.get(place).copied().unwrap_or(0.0);
    let new: Vec<f64> = weights
        .iter()
        .enumerate()
        .map(|(place, weight)| if *weight > 0.0 { (weight + at(place)).max(0.0) } else { 0.0 })
        .collect();
    let sum: f64 = new.iter().sum();
    if sum > 0.0 { new.into_iter().map(|weight| weight / sum).collect() } else { weights.to_vec() }
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn moved_weights_sum_to_one_and_none_is_below_zero() {
        let near = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12);
        assert!(near(&moved(&[0.5, 0.5], &[0.05]), &[0.55 / 1.05, 0.5 / 1.05]));
        assert!(near(&moved(&[0.03, 0.0, 0.97], &[-0.05, 0.05, 0.0]), &[0.0, 0.0, 1.0]));
        assert!(near(&moved(&[1.0], &[-1.0]), &[1.0]));
    }
}
