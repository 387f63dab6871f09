//! Sums of products of whole numbers, exact up to a part that is left off on purpose.
//!
//! Each contribution `v` is a whole number of at most [`BITS`] bits. It is cut in two halves,
//! `v = 2ᵏ·h + l`, and `v v'` is summed as `2²ᵏ·h h' + 2ᵏ·(h l' + l h')`; `l l'` lies a million million
//! times below the greatest product and is left off. Halves and their products are whole numbers that
//! floating-point numbers hold exactly, so that a library that multiplies matrices gives the same bits in
//! whatever order it adds. Where raters judge few of many units, their pairs are added one by one, to the
//! same sums.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, Axis, Slice};

use super::kernel::Addend;

/// Bits of the greatest contribution.
const BITS: i32 = 40;

/// Bits of the greatest contribution of so many raters: the sum of all their products must fit 63.
pub(super) fn bits(n_raters: usize) -> i32 {
    let more = usize::BITS - (n_raters >> 22).leading_zeros();
    BITS - i32::try_from(more.div_ceil(2)).unwrap_or(BITS)
}

/// The lower half of a contribution.
const HALF: i64 = 1 << (BITS / 2);

/// Raters whose products are added up before they become whole numbers: a product of two halves is below
/// 2⁴², and 2⁵³ is the end of what floating-point numbers hold.
const ROWS: usize = 1024;

/// A matrix of rater by unit is worth while where raters judge at least this share of the units; as
/// `units ≤ 8 · judged`.
const SPARSE: usize = 8;

/// Units up to which a matrix of all pairs stays in the cache.
pub(super) const FEW_UNITS: usize = 512;

/// The products of one measure, by pair of units.
pub(super) struct Products {
    n: usize,
    /// Row after row, each up to its diagonal: the products of upper halves, and the mixed ones.
    sums: Vec<[i64; 2]>,
    dense: Option<Dense>,
}

/// Raters by unit, waiting to be multiplied.
struct Dense {
    /// Upper halves, then lower halves.
    waiting: Array2<f64>,
    n_waiting: usize,
    result: Array2<f64>,
}

impl Products {
    /// None yet; `judged` is how many units a rater judges on average.
    pub(super) fn new(n: usize, judged: usize) -> Products {
        let is_dense = n <= FEW_UNITS && n <= SPARSE * judged;
        let dense = is_dense.then(|| Dense {
            waiting: Array2::zeros((ROWS, 2 * n)),
            n_waiting: 0,
            result: Array2::zeros((n, 2 * n)),
        });
        Products { n, sums: vec![[0; 2]; n * (n + 1) / 2], dense }
    }

    /// Adds the products of what one rater adds to each unit.
    pub(super) fn add(&mut self, addends: &[Addend]) {
        let Some(dense) = &mut self.dense else { return self.add_pairs(addends) };
        let mut row = dense.waiting.row_mut(dense.n_waiting);
        row.fill(0.0);
        for addend in addends {
            let (upper, lower) = halves(addend.value);
            row[addend.unit as usize] = upper as f64;
            row[self.n + addend.unit as usize] = lower as f64;
        }
        dense.n_waiting += 1;
        if dense.n_waiting == ROWS {
            self.multiply();
        }
    }

    fn add_pairs(&mut self, addends: &[Addend]) {
        for (at, addend) in addends.iter().enumerate() {
            let row = addend.unit as usize;
            let row = &mut self.sums[row * (row + 1) / 2..][..=row];
            let (upper, lower) = halves(addend.value);
            for other in &addends[..=at] {
                let (upper_there, lower_there) = halves(other.value);
                let sum = &mut row[other.unit as usize];
                sum[0] = sum[0].wrapping_add(upper.wrapping_mul(upper_there));
                let mixed = upper.wrapping_mul(lower_there);
                sum[1] = sum[1].wrapping_add(mixed.wrapping_add(lower.wrapping_mul(upper_there)));
            }
        }
    }

    /// Multiplies what waits.
    fn multiply(&mut self) {
        let Some(dense) = &mut self.dense else { return };
        let waiting = dense.waiting.slice_axis(Axis(0), Slice::from(..dense.n_waiting));
        let (upper, _) = waiting.split_at(Axis(1), self.n);
        general_mat_mul(1.0, &upper.t(), &waiting, 0.0, &mut dense.result);
        dense.n_waiting = 0;
        let mut sums = self.sums.iter_mut();
        for row in 0..self.n {
            for column in 0..=row {
                let result = &dense.result;
                let mixed = result[[row, self.n + column]] + result[[column, self.n + row]];
                if let Some(sum) = sums.next() {
                    sum[0] += whole(result[[row, column]]);
                    sum[1] += whole(mixed);
                }
            }
        }
    }

    /// Adds other products of the same units.
    pub(super) fn merge(mut self, mut other: Products) -> Products {
        self.multiply();
        other.multiply();
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            sum[0] += more[0];
            sum[1] += more[1];
        }
        self
    }

    /// The sums, row after row, each up to its diagonal.
    pub(super) fn into_sums(mut self) -> Vec<i128> {
        self.multiply();
        let sum = |sum: &[i64; 2]| {
            let half = i128::from(HALF);
            half * half * i128::from(sum[0]) + half * i128::from(sum[1])
        };
        self.sums.iter().map(sum).collect()
    }
}

/// The upper and the lower half of a whole number: `2ᵏ·h + l` with `−2ᵏ⁻¹ ≤ l < 2ᵏ⁻¹`.
fn halves(value: i64) -> (i64, i64) {
    let upper = (value + HALF / 2) >> (BITS / 2);
    (upper, value - upper * HALF)
}

/// A sum of whole numbers that is one.
#[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
fn whole(sum: f64) -> i64 {
    sum as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addend(unit: u32, value: i64) -> Addend {
        Addend { unit, group: 0, value, pull: 0 }
    }

    /// Numbers without a pattern.
    fn value(seed: i64) -> i64 {
        let mixed = (seed + 1).wrapping_mul(0x5851_F42D_4C95_7F2D);
        (mixed ^ (mixed >> 29)) >> (63 - BITS)
    }

    #[test]
    fn a_matrix_and_pairs_give_the_same_sums_near_the_true_ones() {
        let raters: Vec<Vec<Addend>> = (0..3000)
            .map(|rater| {
                let judged = (0..7_u32).filter(|unit| (rater + i64::from(*unit)) % 4 != 0);
                judged.map(|unit| addend(unit, value(rater * 7 + i64::from(unit)))).collect()
            })
            .collect();
        let (mut dense, mut pairs) = (Products::new(7, 5), Products::new(7, 0));
        let mut other = Products::new(7, 5);
        assert!(dense.dense.is_some() && pairs.dense.is_none());
        let mut exact = vec![0_i128; 28];
        for (number, addends) in raters.iter().enumerate() {
            if number % 3 == 0 {
                other.add(addends)
            } else {
                dense.add(addends)
            };
            pairs.add(addends);
            for (at, a) in addends.iter().enumerate() {
                for b in &addends[..=at] {
                    let place = (a.unit * (a.unit + 1) / 2 + b.unit) as usize;
                    exact[place] += i128::from(a.value) * i128::from(b.value);
                }
            }
        }
        let found = dense.merge(other).into_sums();
        assert_eq!(found, pairs.into_sums());
        for (found, exact) in found.iter().zip(exact) {
            let off = (found - exact).unsigned_abs();
            assert!(off < 3000 << (BITS - 2), "{found} {exact}");
        }
    }
}
