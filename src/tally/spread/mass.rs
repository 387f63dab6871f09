//! Ballots of one unit and one stratum with the same answers, taken together.
//!
//! What a ballot adds to a rate is its weight times what its answers say. Over ballots that say the same,
//! sums of such terms and of their squares need the sums of weights and of their squares only.

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use rayon::prelude::*;

use super::frame::Frame;
use crate::ballot::Patterns;

/// Ballots with the same answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mass {
    pub(super) unit: u32,
    /// The number of their answers.
    pub(super) pattern: u32,
    pub(super) n: u64,
    /// The sum of their weights in millionths, and of the squares of these.
    pub(super) weight: f64,
    pub(super) squares: f64,
}

/// The masses of each stratum by unit, and then by what is answered: an order that rows do not decide.
pub(super) struct Masses(Vec<Vec<Mass>>);

/// Fewer ballots than this for each combination of answers are not worth being taken together.
const LEAST: usize = 4;

impl Masses {
    /// The masses of a frame; `None` where one of the drawn may have several ballots on a unit, and where
    /// nearly every ballot has answers of its own.
    pub(super) fn of(frame: &Frame<'_>) -> Option<Masses> {
        let (_, patterns) = frame.ballots.patterns();
        if !frame.is_one_each() || LEAST * patterns.len() > frame.ballots.len() {
            return None;
        }
        let places = places(patterns);
        let strata = frame.strata().par_iter();
        let of = |stratum: &super::frame::Stratum| {
            let drawn = &frame.drawn()[stratum.drawn.clone()];
            let ballots = drawn.iter().flat_map(|drawn| frame.ballots_of(drawn));
            of_ballots(frame, ballots, &places)
        };
        Some(Masses(strata.map(of).collect()))
    }

    /// The masses of a stratum.
    pub(super) fn of_stratum(&self, stratum: usize) -> &[Mass] {
        &self.0[stratum]
    }
}

/// For each pattern its place in the order of what is answered.
fn places(patterns: &Patterns) -> Vec<u32> {
    let mut order: Vec<u32> = (0_u32..).take(patterns.len()).collect();
    order.par_sort_unstable_by(|a, b| patterns.get(*a).cmp(patterns.get(*b)));
    let mut places = vec![0; order.len()];
    for (place, number) in (0_u32..).zip(order) {
        places[number as usize] = place;
    }
    places
}

/// How many, the sum of their weights and that of the squares.
type Sums = (u64, u128, u128);

fn of_ballots(
    frame: &Frame<'_>,
    ballots: impl Iterator<Item = usize>,
    places: &[u32],
) -> Vec<Mass> {
    let (numbers, _) = frame.ballots.patterns();
    let mut sums: HashMap<(u32, u32), Sums, FixedState> = HashMap::default();
    for ballot in ballots {
        let key = (frame.ballots.units()[ballot], numbers[ballot]);
        let weight = u128::from(frame.ballots.weight(ballot).0);
        let (n, sum, squares) = sums.entry(key).or_default();
        *n += 1;
        *sum = sum.wrapping_add(weight);
        // A weight is below 10¹² millionths, and there are fewer than 2³² ballots.
        *squares = squares.wrapping_add(weight.wrapping_mul(weight));
    }
    let mut masses: Vec<((u32, u32), Sums)> = sums.into_iter().collect();
    masses.sort_unstable_by_key(|((unit, pattern), _)| (*unit, places[*pattern as usize]));
    let mass = |((unit, pattern), (n, weight, squares)): ((u32, u32), Sums)| Mass {
        unit,
        pattern,
        n,
        weight: weight as f64,
        squares: squares as f64,
    };
    masses.into_iter().map(mass).collect()
}
