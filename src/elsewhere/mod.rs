//! Estimates from elsewhere (外来估计值): scores, errors and counts that were made by another program,
//! ranked with the confidence sets of this one.
//!
//! *What it is.* Tables with a line for each unit: an estimate with its standard error, or with the
//! covariance of all estimates in a second table, or a count. [`write_covariance`] writes that second
//! table, so that what one run wrote another reads.
//!
//! *What it promises.* Units of two tables are matched by name, never by place. A matrix that is no
//! covariance is refused with the cell, and every mistake is listed.
//!
//! *What it does not do.* It knows no scheme, no register and no ballot.

mod covariance;
mod read;

use std::cmp::Ordering;

pub use covariance::write_covariance;
pub use read::{Source, read_counts};

use crate::statistic::{
    Band, Bounds, Method, Ranking, Symmetric, count_rank_set, count_rank_sets, rank_sets,
    usual_draws,
};

/// Estimates with their covariance.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimated {
    /// The units, in the order of the file.
    pub units: Vec<EstimatedUnit>,
    /// The covariance of the estimates, in that order.
    pub covariance: Symmetric,
}

/// One line of a table of estimates.
#[derive(Debug, Clone, PartialEq)]
pub struct EstimatedUnit {
    /// The name, as written.
    pub name: String,
    /// The estimate as written, to be printed.
    pub written: String,
    /// The estimate; the highest has rank 1.
    pub value: f64,
    /// Degrees of freedom of its error; infinite where the table names none.
    pub freedom: f64,
}

/// One line of a table of counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedUnit {
    /// The name, as written.
    pub name: String,
    /// How many named it; the greatest count has rank 1.
    pub count: u64,
}

/// A unit with its rank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Its position in the table.
    pub unit: usize,
    /// Its rank, from 1.
    pub rank: usize,
    /// Whether another unit has the same.
    pub is_joint: bool,
    /// The standard error of the estimate; absent for counts.
    pub se: Option<f64>,
    /// The ranks that cannot be ruled out, for all units together.
    pub together: Bounds,
    /// The same for this unit looked at alone.
    pub alone: Bounds,
    /// Whether another seed could move a bound by one; never for counts.
    pub is_borderline: bool,
}

/// A ranking of what came from elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The units, best first; equal ones in the order of the table.
    pub places: Vec<Place>,
    /// Runs of places that cannot be told apart; absent for counts.
    pub bands: Option<Vec<Band>>,
    /// The confidence of the sets.
    pub confidence: f64,
    /// Draws behind the sets, and their seed; absent for counts, which need none.
    pub draws: Option<(usize, u64)>,
}

impl Estimated {
    /// Ranks the estimates (`docs/methods.md` §12); `draws` by the number of units where absent.
    pub fn rank(&self, confidence: f64, draws: Option<u32>, seed: u64) -> Placed {
        let values: Vec<f64> = self.units.iter().map(|unit| unit.value).collect();
        let freedom: Vec<f64> = self.units.iter().map(|unit| unit.freedom).collect();
        let draws = draws.unwrap_or_else(|| usual_draws(values.len())) as usize;
        let sets = rank_sets(&Ranking {
            estimates: &values,
            covariance: &self.covariance,
            freedom: &freedom,
            confidence,
            draws,
            seed,
        });
        let places = in_order(&values).into_iter().map(|(unit, rank, is_joint)| Place {
            unit,
            rank,
            is_joint,
            se: Some(self.covariance.diagonal(unit).sqrt()),
            together: sets.simultaneous[unit],
            alone: sets.marginal[unit],
            is_borderline: sets.borderline[unit],
        });
        Placed {
            places: places.collect(),
            bands: Some(sets.apart.bands()),
            confidence,
            draws: Some((draws, seed)),
        }
    }
}

/// Ranks counts by the exact multinomial sets with Holm's adjustment (`docs/methods.md` §12).
pub fn rank_counts(units: &[CountedUnit], confidence: f64) -> Placed {
    let counts: Vec<u64> = units.iter().map(|unit| unit.count).collect();
    let together = count_rank_sets(&counts, confidence, Method::Holm);
    let alone = |unit: usize| count_rank_set(&counts, unit, confidence, Method::Holm);
    let places = in_order(&counts).into_iter().map(|(unit, rank, is_joint)| Place {
        unit,
        rank,
        is_joint,
        se: None,
        together: together[unit],
        alone: alone(unit).unwrap_or(together[unit]),
        is_borderline: false,
    });
    Placed { places: places.collect(), bands: None, confidence, draws: None }
}

/// Position, rank and whether it is joint, best first: ranks after a tie are skipped (1, 1, 3).
fn in_order<T: PartialOrd>(values: &[T]) -> Vec<(usize, usize, bool)> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    let compare = |a: &usize, b: &usize| {
        values[*b].partial_cmp(&values[*a]).unwrap_or(Ordering::Equal).then(a.cmp(b))
    };
    order.sort_by(compare);
    let equal = |a: usize, b: usize| {
        values[order[a]].partial_cmp(&values[order[b]]) == Some(Ordering::Equal)
    };
    let mut ranked = Vec::with_capacity(order.len());
    let mut rank = 1;
    for place in 0..order.len() {
        let above = place > 0 && equal(place - 1, place);
        let below = place + 1 < order.len() && equal(place, place + 1);
        if !above {
            rank = place + 1;
        }
        ranked.push((order[place], rank, above || below));
    }
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_estimates_are_joint_and_the_next_rank_is_skipped() {
        assert_eq!(in_order(&[1.0, 3.0, 3.0]), [(1, 1, true), (2, 1, true), (0, 3, false)]);
        // Zero has two signs and one value.
        assert_eq!(in_order(&[-0.0, 0.0]), [(0, 1, true), (1, 1, true)]);
    }

    #[test]
    fn counts_have_the_sets_of_the_example() {
        let counts = [340, 295, 290, 210, 120, 60, 58, 12];
        let units: Vec<CountedUnit> =
            counts.iter().map(|count| CountedUnit { name: String::new(), count: *count }).collect();
        let placed = rank_counts(&units, 0.95);
        let best: Vec<usize> = placed.places.iter().map(|place| place.together.best).collect();
        let worst: Vec<usize> = placed.places.iter().map(|place| place.together.worst).collect();
        assert_eq!(best, [1, 1, 1, 4, 5, 6, 6, 8]);
        assert_eq!(worst, [3, 3, 3, 4, 5, 7, 7, 8]);
    }
}
