//! Maxima over draws of many units: from the ends inward.
//!
//! The largest standardised differences of a draw are those of units at its ends. With the numbers of a
//! draw in order, a unit is held against the others from the farthest on, and left as soon as no nearer
//! one can reach what was found. What comes out is the maximum over all pairs, to the last bit; it costs
//! the sorting of each draw and a few differences for each unit, where [`super::maximum`] takes every
//! pair.

use rayon::prelude::*;

use super::draw::Draws;
use super::lanes::LANES;
use super::pair::Pairs;

/// Fewer units than this are faster pair by pair.
pub(super) const MANY: usize = 96;

/// Draws that a thread takes at once.
const GROUP: usize = 4 * LANES;

/// The units of many pairs, with what bounds their differences.
#[derive(Debug)]
pub(super) struct Ends<'a> {
    pairs: &'a Pairs,
    /// By place in the order, the greatest of one over the standard errors of its differences.
    most: Vec<f64>,
}

/// The numbers of one draw.
struct Drawn {
    /// Falling estimates: by place, the number.
    by_place: Vec<f64>,
    /// Rising numbers with their places.
    rising: Vec<(f64, usize)>,
}

impl<'a> Ends<'a> {
    pub(super) fn new(pairs: &'a Pairs) -> Ends<'a> {
        let n = pairs.n();
        let mut most = vec![0.0_f64; n];
        for low in 0..n {
            for (high, pair) in pairs.above(low).iter().enumerate() {
                most[low] = most[low].max(pair.precision);
                most[high] = most[high].max(pair.precision);
            }
        }
        Ends { pairs, most }
    }

    /// Of each draw the maximum over all pairs, those beyond the critical value in one direction only;
    /// never below zero.
    pub(super) fn maxima(&self, draws: &Draws, critical: f64) -> Vec<f64> {
        let of = |drawn: &Drawn| {
            let rows = drawn.rising.iter();
            rows.fold(0.0, |most, (_, place)| self.raise(most, drawn, *place, critical))
        };
        self.of_draws(draws, of)
    }

    /// For each of some places its maximum in each draw, with a critical value of its own.
    pub(super) fn row_maxima(&self, draws: &Draws, rows: &[(usize, f64)]) -> Vec<Vec<f64>> {
        let of = |drawn: &Drawn| -> Vec<f64> {
            rows.iter().map(|(place, critical)| self.raise(0.0, drawn, *place, *critical)).collect()
        };
        let by_draw = self.of_draws(draws, of);
        let row = |row: usize| by_draw.iter().map(|maxima| maxima[row]).collect();
        (0..rows.len()).into_par_iter().map(row).collect()
    }

    fn of_draws<T: Send>(&self, draws: &Draws, of: impl Fn(&Drawn) -> T + Sync) -> Vec<T> {
        let of = |replicate: usize| of(&Drawn::new(draws.one(replicate), &self.pairs.order));
        (0..draws.replicates()).into_par_iter().with_min_len(GROUP).map(of).collect()
    }

    /// Raises a maximum to that of the differences between a place and all others.
    fn raise(&self, mut most: f64, drawn: &Drawn, place: usize, critical: f64) -> f64 {
        let (own, bound) = (drawn.by_place[place], self.most[place]);
        for (value, other) in &drawn.rising {
            let size = own - value;
            if size * bound <= most {
                break;
            }
            most = most.max(size * self.counted(place, *other, critical));
        }
        for (value, other) in drawn.rising.iter().rev() {
            let size = value - own;
            if size * bound <= most {
                break;
            }
            most = most.max(size * self.counted(*other, place, critical));
        }
        most
    }

    /// One over the standard error where the difference counts when the first is the greater: always until
    /// the two are told apart, and then only if the first has the lower estimate.
    fn counted(&self, first: usize, second: usize, critical: f64) -> f64 {
        if first == second {
            return 0.0;
        }
        let pair = self.pairs.at(first, second);
        if pair.deviate <= critical || first > second { pair.precision } else { 0.0 }
    }
}

impl Drawn {
    fn new(values: Vec<f64>, order: &[usize]) -> Drawn {
        let by_place: Vec<f64> = order.iter().map(|unit| values[*unit]).collect();
        let mut rising: Vec<(f64, usize)> =
            by_place.iter().enumerate().map(|(place, value)| (*value, place)).collect();
        rising.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        Drawn { by_place, rising }
    }
}
