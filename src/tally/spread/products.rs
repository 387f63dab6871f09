//! Exact sums of products of whole numbers.
//!
//! Each contribution `v` is a whole number of at most 40 bits. For a matrix library it is cut in two
//! halves, `v = 2ᵏ·h + l`: halves, their products and some thousand of these added up are whole numbers
//! that floating-point numbers hold exactly, so that the library gives the same bits in whatever order it
//! adds. `v v' = 2²ᵏ·h h' + 2ᵏ·(h l' + l h') + l l'` is put together as a whole number again. Where raters
//! judge few of many units, their pairs are multiplied one by one, to the same sums.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, Axis, Slice};

use super::moves::Addend;

/// Bits of the greatest contribution. Products have twice as many, and 2⁴⁷ of them fit 128.
pub(super) const BITS: i32 = 40;

/// The lower half of a contribution.
const HALF: i64 = 1 << (BITS / 2);

/// Raters whose products are added up before they become whole numbers: a product of two halves is below
/// 2⁴², and 2⁵³ is the end of what floating-point numbers hold. So few stay in the cache for several measures.
const ROWS: usize = 256;

/// A matrix of rater by unit is worth while where raters judge at least this share of the units; as
/// `units ≤ 8 · judged`.
const SPARSE: usize = 8;

/// Units up to which a matrix of all pairs stays in the cache.
pub(super) const FEW_UNITS: usize = 512;

/// The products of one measure, by pair of units.
pub(super) struct Products {
    n: usize,
    /// Row after row, each up to its diagonal.
    sums: Vec<i128>,
    dense: Option<Dense>,
}

/// What one rater adds to each unit.
pub(super) struct Row<'a> {
    uppers: &'a mut [f64],
    lowers: &'a mut [f64],
}

impl Row<'_> {
    /// What it adds to one of them.
    pub(super) fn put(&mut self, addend: &Addend) {
        let (upper, lower) = halves(addend.value);
        self.uppers[addend.unit as usize] = upper as f64;
        self.lowers[addend.unit as usize] = lower as f64;
    }
}

/// Raters by unit, waiting to be multiplied.
struct Dense {
    /// Upper halves, then lower halves.
    waiting: Array2<f64>,
    n_waiting: usize,
    /// Products of upper halves with both, and of lower halves with each other.
    upper: Array2<f64>,
    lower: Array2<f64>,
}

impl Products {
    /// None yet; `judged` is how many units a rater judges on average.
    pub(super) fn new(n: usize, judged: usize) -> Products {
        let is_dense = n <= FEW_UNITS && n <= SPARSE * judged;
        let dense = is_dense.then(|| Dense {
            waiting: Array2::zeros((ROWS, 2 * n)),
            n_waiting: 0,
            upper: Array2::zeros((n, 2 * n)),
            lower: Array2::zeros((n, n)),
        });
        Products { n, sums: vec![0; n * (n + 1) / 2], dense }
    }

    /// Adds the products of what one rater adds to each unit.
    pub(super) fn add(&mut self, addends: &[Addend]) {
        let Some(mut row) = self.row() else { return self.add_pairs(addends) };
        addends.iter().for_each(|addend| row.put(addend));
        self.close_row();
    }

    /// Room for what the next rater adds to each unit; `None` where pairs are multiplied one by one. To be
    /// closed by [`Products::close_row`].
    pub(super) fn row(&mut self) -> Option<Row<'_>> {
        let dense = self.dense.as_mut()?;
        let start = dense.n_waiting * 2 * self.n;
        let row = &mut dense.waiting.as_slice_mut()?[start..start + 2 * self.n];
        row.fill(0.0);
        let (uppers, lowers) = row.split_at_mut(self.n);
        Some(Row { uppers, lowers })
    }

    /// The row is full.
    pub(super) fn close_row(&mut self) {
        let Some(dense) = &mut self.dense else { return };
        dense.n_waiting += 1;
        if dense.n_waiting == ROWS {
            self.multiply();
        }
    }

    fn add_pairs(&mut self, addends: &[Addend]) {
        for (at, addend) in addends.iter().enumerate() {
            let row = addend.unit as usize;
            let row = &mut self.sums[row * (row + 1) / 2..][..=row];
            let value = i128::from(addend.value);
            for other in &addends[..=at] {
                let sum = &mut row[other.unit as usize];
                *sum = sum.wrapping_add(value.wrapping_mul(i128::from(other.value)));
            }
        }
    }

    /// Multiplies what waits.
    fn multiply(&mut self) {
        let Some(dense) = self.dense.as_mut().filter(|dense| dense.n_waiting > 0) else { return };
        let waiting = dense.waiting.slice_axis(Axis(0), Slice::from(..dense.n_waiting));
        let (uppers, lowers) = waiting.split_at(Axis(1), self.n);
        general_mat_mul(1.0, &uppers.t(), &waiting, 0.0, &mut dense.upper);
        general_mat_mul(1.0, &lowers.t(), &lowers, 0.0, &mut dense.lower);
        dense.n_waiting = 0;
        let (upper, lower) = (&dense.upper, &dense.lower);
        let half = i128::from(HALF);
        let mut sums = self.sums.iter_mut();
        for row in 0..self.n {
            for column in 0..=row {
                let mixed = upper[[row, self.n + column]] + upper[[column, self.n + row]];
                let product = half * (half * whole(upper[[row, column]]) + whole(mixed));
                if let Some(sum) = sums.next() {
                    *sum += product + whole(lower[[row, column]]);
                }
            }
        }
    }

    /// Adds other products of the same units.
    pub(super) fn merge(&mut self, mut other: Products) {
        self.multiply();
        other.multiply();
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, more)| *sum += more);
    }

    /// The sums, row after row, each up to its diagonal.
    pub(super) fn into_sums(mut self) -> Vec<i128> {
        self.multiply();
        self.sums
    }
}

/// The upper and the lower half of a whole number: `2ᵏ·h + l` with `−2ᵏ⁻¹ ≤ l < 2ᵏ⁻¹`.
fn halves(value: i64) -> (i64, i64) {
    let upper = (value + HALF / 2) >> (BITS / 2);
    (upper, value - upper * HALF)
}

/// A sum of whole numbers that is one.
#[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
fn whole(sum: f64) -> i128 {
    sum as i128
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
    fn a_matrix_and_pairs_give_the_true_sums() {
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
        dense.merge(other);
        assert_eq!(dense.into_sums(), exact);
        assert_eq!(pairs.into_sums(), exact);
    }
}
