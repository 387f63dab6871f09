//! What the raters of one stratum say of one unit, summed exactly.

use super::frame::Stratum;
use super::moves::Addend;

/// What is summed of one unit within one stratum.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Within {
    pub(super) total: i128,
    pub(super) squares: i128,
    /// Sums of powers of the pulls, from the first to the fourth.
    pub(super) pulls: [u128; 4],
    pub(super) n: u64,
}

impl Within {
    /// Adds what one rater or cluster adds. Contributions have [`super::products::BITS`] bits and pulls 23,
    /// so that no sum of less than 2³² of them overflows; the loop is too hot to ask.
    pub(super) fn take(&mut self, addend: &Addend) {
        let value = i128::from(addend.value);
        self.total = self.total.wrapping_add(value);
        self.squares = self.squares.wrapping_add(value.wrapping_mul(value));
        let pull = addend.pull.unsigned_abs();
        let square = pull.wrapping_mul(pull);
        let (wide, wide_square) = (u128::from(pull), u128::from(square));
        let powers = [
            wide,
            wide_square,
            wide_square.wrapping_mul(wide),
            wide_square.wrapping_mul(wide_square),
        ];
        for (sum, power) in self.pulls.iter_mut().zip(powers) {
            *sum = sum.wrapping_add(power);
        }
        self.n += 1;
    }

    pub(super) fn merge(&mut self, other: &Within) {
        self.total += other.total;
        self.squares += other.squares;
        self.pulls.iter_mut().zip(other.pulls).for_each(|(sum, more)| *sum += more);
        self.n += other.n;
    }

    /// `ν = (Σ q²)² / Σ q⁴ − 1`, at least 1: of equal pulls one less than raters.
    pub(super) fn freedom(&self) -> f64 {
        let [_, squares, _, fourths] = self.pulls.map(|sum| sum as f64);
        (squares * squares / fourths.max(1.0) - 1.0).max(1.0)
    }

    /// How much greater the variance is than what is expected to be found of it, where raters differ
    /// alike and each is held against the mean: `Σ q² / [Σ q² − 2 Σ q³ + (Σ q²)²]` with pulls `q` as
    /// shares, over the `m/(m − 1)` that is taken already. From 1 to 2; of equal pulls `n/(n − 1)`
    /// over `m/(m − 1)`.
    pub(super) fn hidden(&self, stratum: &Stratum) -> f64 {
        let [sum, squares, cubes, _] = self.pulls.map(|sum| sum as f64);
        let m = stratum.m() as f64;
        if stratum.m() < 2 || sum <= 0.0 || squares <= 0.0 {
            return 1.0;
        }
        let left = 1.0 - 2.0 * cubes / (sum * squares) + squares / (sum * sum);
        let most = 2.0;
        if left * most <= (m - 1.0) / m { most } else { ((m - 1.0) / (m * left)).max(1.0) }
    }
}
