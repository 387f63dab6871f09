//! Maxima over draws: the largest standardised difference of each draw, and its quantile.
//!
//! The whole cost of confidence sets for ranks is here. Draws stand side by side, so that a list of
//! pairs is walked once for [`LANES`] of them and the arithmetic runs in step.

use rayon::prelude::*;

use super::distribution::whole;
use super::draw::Draws;
use super::lanes::{LANES, Lanes, in_step};

/// How many blocks of draws a thread takes at once: they fit beside a row in its nearest memory.
const BLOCKS: usize = 4;

/// The differences of one unit that the maximum is taken over.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The unit.
    pub(super) unit: usize,
    /// Other units and one over the standard error: the difference counts in both directions.
    pub(super) both: Vec<(usize, f64)>,
    /// Other units and one over the standard error, with the sign of the only direction that counts.
    pub(super) one: Vec<(usize, f64)>,
}

/// Of each draw the maximum over all rows; never below zero.
pub(super) fn maxima(draws: &Draws, rows: &[Row]) -> Vec<f64> {
    let n = draws.n().max(1);
    let groups = draws.groups(BLOCKS).map(|group| {
        let mut most = vec![[0.0; LANES]; group.len() / n];
        in_step(
            #[inline(always)]
            || {
                for row in rows {
                    for (block, most) in group.chunks_exact(n).zip(&mut most) {
                        raise(block, row, most);
                    }
                }
            },
        );
        most
    });
    let mut maxima: Vec<f64> = groups.flatten_iter().collect::<Vec<Lanes>>().concat();
    maxima.truncate(draws.replicates());
    maxima
}

/// Of each row its maximum in each draw; never below zero.
pub(super) fn row_maxima(draws: &Draws, rows: &[Row]) -> Vec<Vec<f64>> {
    let n = draws.n().max(1);
    let groups = draws.groups(BLOCKS).map(|group| {
        let blocks = group.len() / n;
        let mut most = vec![[0.0; LANES]; rows.len() * blocks];
        in_step(
            #[inline(always)]
            || {
                for (row, most) in rows.iter().zip(most.chunks_exact_mut(blocks.max(1))) {
                    for (block, most) in group.chunks_exact(n).zip(most) {
                        raise(block, row, most);
                    }
                }
            },
        );
        most
    });
    let groups: Vec<Vec<Lanes>> = groups.collect();
    let of_row = |row: usize| {
        let mut maxima = Vec::with_capacity(draws.replicates() + LANES);
        for group in &groups {
            let blocks = group.len() / rows.len().max(1);
            maxima.extend(group[row * blocks..(row + 1) * blocks].iter().flatten());
        }
        maxima.truncate(draws.replicates());
        maxima
    };
    (0..rows.len()).into_par_iter().map(of_row).collect()
}

/// Raises the maxima of a block of draws to those of one row.
#[inline(always)]
fn raise(block: &[Lanes], row: &Row, most: &mut Lanes) {
    let own = block[row.unit];
    let mut highest = *most;
    for (other, precision) in &row.both {
        let other = &block[*other];
        for lane in 0..LANES {
            let size = ((own[lane] - other[lane]) * precision).abs();
            highest[lane] = if size > highest[lane] { size } else { highest[lane] };
        }
    }
    for (other, precision) in &row.one {
        let other = &block[*other];
        for lane in 0..LANES {
            let size = (own[lane] - other[lane]) * precision;
            highest[lane] = if size > highest[lane] { size } else { highest[lane] };
        }
    }
    *most = highest;
}

/// A critical value made from draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Critical {
    /// The value; infinite where there are too few draws to say.
    pub(super) value: f64,
    /// The standard error that it has because the draws are finitely many.
    pub(super) error: f64,
}

/// The order statistic `⌈(R + 1)(1 − α)⌉` of the maxima: the least one that is at least as large as
/// the quantile with the wanted confidence, over draws and data together.
///
/// Its error comes from the order statistics one binomial standard deviation to either side.
pub(super) fn critical(maxima: &mut [f64], confidence: f64) -> Critical {
    let draws = maxima.len();
    let Some(place) = place(draws, confidence) else {
        return Critical { value: f64::INFINITY, error: f64::INFINITY };
    };
    let spread = (draws as f64 * confidence * (1.0 - confidence)).max(0.0).sqrt();
    let step = whole(spread.ceil()).max(1);
    let (low, high) = (place.saturating_sub(step).max(1), (place + step).min(draws));
    let mut at = |place: usize| *maxima.select_nth_unstable_by(place - 1, f64::total_cmp).1;
    let (value, below, above) = (at(place), at(low), at(high));
    let width = (high - low).max(1) as f64;
    Critical { value, error: (above - below) / width * spread }
}

/// The critical value alone; infinite where there are too few draws to say.
pub(super) fn critical_value(maxima: &mut [f64], confidence: f64) -> f64 {
    match place(maxima.len(), confidence) {
        Some(place) => *maxima.select_nth_unstable_by(place - 1, f64::total_cmp).1,
        None => f64::INFINITY,
    }
}

/// Which of so many order statistics it is, from 1; `None` where there are too few draws.
fn place(draws: usize, confidence: f64) -> Option<usize> {
    // What is left over a whole number by the error of arithmetic is no reason to go one further.
    let wanted = (draws as f64 + 1.0) * confidence - 1e-9;
    let place = whole(wanted.ceil()).max(1);
    (place <= draws).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_critical_value_is_the_safe_order_statistic() {
        let mut maxima: Vec<f64> = (1..=999).rev().map(f64::from).collect();
        let critical = critical(&mut maxima, 0.95);
        assert!((critical.value - 950.0).abs() < 1e-12);
        // Between places 943 and 957, times √(999 · 0.95 · 0.05) = 6.889.
        assert!((critical.error - 6.888_577).abs() < 1e-5, "{}", critical.error);
    }

    #[test]
    fn too_few_draws_give_no_critical_value() {
        assert!(critical(&mut [1.0, 2.0, 3.0], 0.95).value.is_infinite());
        assert!(critical(&mut [], 0.95).value.is_infinite());
    }
}
