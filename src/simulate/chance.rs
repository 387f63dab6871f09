//! Chance: a stream of its own for each rater, so that neither order nor threads matter.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use statrs::function::erf::erfc_inv;

use crate::period::{Part, Period};

/// What a stream of chance is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// A unit's true scores.
    Truth = 1,
    /// A rater's ballots.
    Rater = 2,
    /// The slips of a file.
    Slips = 3,
    /// Which answers a pin changes.
    Pin = 4,
    /// What is told of a rater's paper.
    Paper = 5,
    /// Whose papers are tampered with.
    Manipulation = 6,
    /// When and where copies were made.
    Burst = 7,
    /// What somebody writes in their own words.
    Comment = 8,
}

/// A stream of chance.
#[derive(Debug)]
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream for one purpose, period and number.
    pub(super) fn new(seed: u64, stream: Stream, period: u64, number: u64) -> Chance {
        let mut key = [0; 32];
        for (place, word) in key.chunks_exact_mut(8).zip([seed, stream as u64, period, number]) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        Chance(ChaCha8Rng::from_seed(key))
    }

    /// Above 0 and below 1, in steps of 2⁻³².
    pub(super) fn share(&mut self) -> f64 {
        (f64::from(self.0.next_u32()) + 0.5) / 4_294_967_296.0
    }

    /// Standard normal.
    pub(super) fn normal(&mut self) -> f64 {
        -std::f64::consts::SQRT_2 * erfc_inv(2.0 * self.share())
    }

    /// A whole number below `n`; 0 where `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        // The bias of a remainder of 64 bits is far below anything that could be seen.
        let drawn = (u128::from(self.0.next_u64()) * (n as u128)) >> 64;
        usize::try_from(drawn).unwrap_or(0)
    }
}

/// A number for each period.
pub(super) fn period_number(period: Period) -> u64 {
    let part = match period.part() {
        Part::Year => 0,
        Part::Half(n) => n,
        Part::Quarter(n) => n + 2,
    };
    u64::from(period.year().unsigned_abs()) * 16 + u64::from(part)
}
