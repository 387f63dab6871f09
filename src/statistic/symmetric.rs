//! Symmetric matrices, such as a covariance, and their factor.

use rayon::prelude::*;

use super::lanes::{Lanes, combined, in_step};

/// Columns of a factor that are computed together: their rows stay in the cache while all rows below go by.
const BLOCK: usize = 64;

/// A symmetric matrix of `n` rows, of which the lower half is kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Symmetric {
    n: usize,
    /// Row after row, each up to its diagonal.
    lower: Vec<f64>,
}

/// A lower triangle `L` with `L Lᵀ` the matrix it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    triangle: Symmetric,
}

impl Symmetric {
    /// A matrix of zeros.
    pub fn zeros(n: usize) -> Symmetric {
        Symmetric { n, lower: vec![0.0; n * (n + 1) / 2] }
    }

    /// A matrix by its values at row and column, of which the column is the lesser or the same.
    pub fn from_fn(n: usize, mut value: impl FnMut(usize, usize) -> f64) -> Symmetric {
        let mut lower = Vec::with_capacity(n * (n + 1) / 2);
        for row in 0..n {
            lower.extend((0..=row).map(|column| value(row, column)));
        }
        Symmetric { n, lower }
    }

    /// A matrix from the rows of its lower half, each up to its diagonal; `None` where their number
    /// is not that of a triangle.
    pub fn from_lower(n: usize, lower: Vec<f64>) -> Option<Symmetric> {
        (lower.len() == n * (n + 1) / 2).then_some(Symmetric { n, lower })
    }

    /// How many rows there are.
    pub fn n(&self) -> usize {
        self.n
    }

    /// The value at a row and a column.
    pub fn get(&self, a: usize, b: usize) -> f64 {
        self.lower[place(a, b)]
    }

    /// Puts a value at a row and a column, and at its mirror.
    pub fn set(&mut self, a: usize, b: usize, value: f64) {
        self.lower[place(a, b)] = value;
    }

    /// Adds to the value at a row and a column, and so to its mirror.
    pub fn add(&mut self, a: usize, b: usize, more: f64) {
        self.lower[place(a, b)] += more;
    }

    /// A row up to its diagonal.
    pub fn row(&self, row: usize) -> &[f64] {
        let start = row * (row + 1) / 2;
        &self.lower[start..=start + row]
    }

    /// All rows, each up to its diagonal, one after the other.
    pub fn lower(&self) -> &[f64] {
        &self.lower
    }

    /// The value on the diagonal: of a covariance, the variance.
    pub fn diagonal(&self, row: usize) -> f64 {
        self.get(row, row)
    }

    /// The variance of the difference of two, `V_aa + V_bb − 2 V_ab`; never below zero.
    pub fn of_difference(&self, a: usize, b: usize) -> f64 {
        let variance = self.diagonal(a) + self.diagonal(b) - 2.0 * self.get(a, b);
        variance.max(0.0)
    }

    /// The variance of a linear combination, `cᵀ V c`; never below zero.
    pub fn of_combination(&self, weights: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (row, weight) in weights.iter().enumerate().take(self.n) {
            let (before, diagonal) = self.row(row).split_at(row);
            let cross: f64 = before.iter().zip(weights).map(|(value, other)| value * other).sum();
            sum += weight * (2.0 * cross + weight * diagonal[0]);
        }
        sum.max(0.0)
    }

    /// The matrix of some rows, in the order given.
    pub fn select(&self, rows: &[usize]) -> Symmetric {
        Symmetric::from_fn(rows.len(), |a, b| self.get(rows[a], rows[b]))
    }

    /// The matrix times a number.
    #[must_use]
    pub fn times(mut self, factor: f64) -> Symmetric {
        self.lower.iter_mut().for_each(|value| *value *= factor);
        self
    }

    /// The sum of two matrices of one size.
    #[must_use]
    pub fn plus(mut self, other: &Symmetric) -> Symmetric {
        self.lower.iter_mut().zip(&other.lower).for_each(|(value, more)| *value += more);
        self
    }

    /// The first row that shows the matrix to be no covariance: given the rows above it, its variance
    /// is below zero by more than `share` of itself, or it goes with a row that cannot vary. `None`
    /// for a matrix that is positive semi-definite up to that.
    pub fn below_zero(&self, share: f64) -> Option<usize> {
        let factor = self.factor();
        let size = |row: usize| self.diagonal(row).abs().sqrt();
        (0..self.n).find(|row| {
            (0..=*row).any(|column| {
                let (before, at) = (factor.row(column), factor.row(*row));
                let rest = self.get(*row, column) - dot(before, &at[..=column]);
                let allowed = share * size(*row) * size(column);
                if *row == column { rest < -allowed } else { rest.abs() > allowed }
            })
        })
    }

    /// The Cholesky factor of a matrix that is positive semi-definite.
    ///
    /// A row that the rows above it determine, up to the error of arithmetic, gets a zero column: units
    /// that the same raters judged alike make a covariance singular, and that is no mistake.
    pub fn factor(&self) -> Factor {
        let mut triangle = self.clone();
        for start in (0..self.n).step_by(BLOCK) {
            let end = (start + BLOCK).min(self.n);
            let (above, below) = triangle.lower.split_at_mut(end * (end + 1) / 2);
            for row in start..end {
                let (known, own) = above.split_at_mut(row * (row + 1) / 2);
                in_step(
                    #[inline(always)]
                    || {
                        eliminate(known, &mut own[..=row], start..row);
                        let (before, diagonal) = own[..=row].split_at_mut(row);
                        let rest = diagonal[0] - dot(before, before);
                        let least = diagonal[0].abs() * 1e-12;
                        diagonal[0] = if rest > least { rest.sqrt() } else { 0.0 };
                    },
                );
            }
            let mut rows = Vec::with_capacity(self.n - end);
            let mut left = below;
            for row in end..self.n {
                let (own, rest) = left.split_at_mut(row + 1);
                rows.push(own);
                left = rest;
            }
            let above = &*above;
            rows.par_iter_mut().with_min_len(BLOCK).for_each(|row| {
                in_step(
                    #[inline(always)]
                    || eliminate(above, row, start..end),
                );
            });
        }
        Factor { triangle }
    }
}

/// Computes some columns of a row of a factor, left of its diagonal, from the rows above.
#[inline(always)]
fn eliminate(above: &[f64], row: &mut [f64], columns: std::ops::Range<usize>) {
    for column in columns {
        let start = column * (column + 1) / 2;
        let (known, pivot) = above[start..=start + column].split_at(column);
        let rest = row[column] - dot(known, &row[..column]);
        row[column] = if pivot[0] > 0.0 { rest / pivot[0] } else { 0.0 };
    }
}

impl Factor {
    /// `L x`: with standard normal `x` a draw whose covariance is the matrix.
    pub fn times(&self, x: &[f64], out: &mut [f64]) {
        for (row, out) in out.iter_mut().enumerate().take(self.triangle.n()) {
            *out = dot(self.triangle.row(row), &x[..=row]);
        }
    }

    /// Solves `L Lᵀ x = b` in place. Rows without a pivot of their own come out as zero.
    pub fn solve(&self, b: &mut [f64]) {
        let n = self.triangle.n();
        for row in 0..n {
            let (before, pivot) = self.triangle.row(row).split_at(row);
            let rest = b[row] - dot(before, &b[..row]);
            b[row] = if pivot[0] > 0.0 { rest / pivot[0] } else { 0.0 };
        }
        for row in (0..n).rev() {
            let (before, pivot) = self.triangle.row(row).split_at(row);
            b[row] = if pivot[0] > 0.0 { b[row] / pivot[0] } else { 0.0 };
            let known = b[row];
            b[..row].iter_mut().zip(before).for_each(|(b, value)| *b -= value * known);
        }
    }

    /// The same for several right sides that stand side by side.
    pub(super) fn solve_in_step(&self, b: &mut [Lanes]) {
        in_step(
            #[inline(always)]
            || {
                let n = self.triangle.n();
                for row in 0..n {
                    let (before, pivot) = self.triangle.row(row).split_at(row);
                    let (known, own) = b.split_at_mut(row);
                    let sum = combined(before, known);
                    for (value, sum) in own[0].iter_mut().zip(sum) {
                        *value = if pivot[0] > 0.0 { (*value - sum) / pivot[0] } else { 0.0 };
                    }
                }
                for row in (0..n).rev() {
                    let (before, pivot) = self.triangle.row(row).split_at(row);
                    let (above, own) = b.split_at_mut(row);
                    for value in &mut own[0] {
                        *value = if pivot[0] > 0.0 { *value / pivot[0] } else { 0.0 };
                    }
                    for (values, weight) in above.iter_mut().zip(before) {
                        for (value, known) in values.iter_mut().zip(&own[0]) {
                            *value -= weight * known;
                        }
                    }
                }
            },
        );
    }

    /// How many rows there are.
    pub fn n(&self) -> usize {
        self.triangle.n()
    }

    /// A row of the triangle up to its diagonal.
    pub fn row(&self, row: usize) -> &[f64] {
        self.triangle.row(row)
    }

    /// How many rows have a pivot of their own: the rank of the matrix.
    pub fn rank(&self) -> usize {
        (0..self.triangle.n()).filter(|row| self.triangle.diagonal(*row) > 0.0).count()
    }
}

/// Where the value at a row and a column, or its mirror, is kept.
fn place(a: usize, b: usize) -> usize {
    let (row, column) = if a >= b { (a, b) } else { (b, a) };
    row * (row + 1) / 2 + column
}

/// A sum of products in several lanes: fast, and in one order everywhere.
#[inline(always)]
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 16];
    let (left, right) = (a.chunks_exact(16), b.chunks_exact(16));
    let rest: f64 = left.remainder().iter().zip(right.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in left.zip(right) {
        for (lane, (x, y)) in lanes.iter_mut().zip(x.iter().zip(y)) {
            *lane += x * y;
        }
    }
    // Halves onto each other, so that the sum of the lanes is one tree.
    for half in [8, 4, 2, 1] {
        let (low, high) = lanes.split_at_mut(half);
        low.iter_mut().zip(high).for_each(|(low, high)| *low += *high);
    }
    lanes[0] + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The covariance of `docs/methods.md`: four raters on three units.
    fn example() -> Symmetric {
        let lower = vec![0.5, 0.25, 11.0 / 48.0, 1.0 / 3.0, 7.0 / 48.0, 11.0 / 48.0];
        Symmetric::from_lower(3, lower).unwrap()
    }

    #[test]
    fn a_difference_is_a_combination_of_one_and_minus_one() {
        let v = example();
        assert!((v.of_difference(0, 1).sqrt() - 0.478_713_553_9).abs() < 1e-10);
        assert!((v.of_combination(&[1.0, -1.0, 0.0]) - v.of_difference(0, 1)).abs() < 1e-15);
        assert!((v.of_combination(&[0.2, 0.3, 0.5]) - 0.238_333_333_333).abs() < 1e-9);
    }

    #[test]
    fn the_factor_gives_back_the_matrix_and_solves() {
        let v = example();
        let factor = v.factor();
        assert_eq!(factor.rank(), 3);
        let mut x = [1.0, 2.0, 3.0];
        factor.solve(&mut x);
        for row in 0..3 {
            let back: f64 = (0..3).map(|column| v.get(row, column) * x[column]).sum();
            let wanted = [1.0, 2.0, 3.0][row];
            assert!((back - wanted).abs() < 1e-9, "{back}");
        }
    }

    #[test]
    fn a_large_matrix_is_factored_and_solved_in_blocks() {
        let n = 150;
        let v = Symmetric::from_fn(n, |a, b| {
            let near = 1.0 / (1.0 + (a as f64 - b as f64).abs());
            if a == b { 3.0 + (a % 5) as f64 } else { near }
        });
        let factor = v.factor();
        assert_eq!(factor.rank(), n);
        for (row, column) in [(0, 0), (63, 2), (64, 64), (149, 70), (149, 149)] {
            let back = dot(factor.row(column), &factor.row(row)[..=column]);
            assert!((back - v.get(row, column)).abs() < 1e-12, "{row} {column} {back}");
        }
        let mut side = vec![[0.0; 8]; n];
        let mut one: Vec<f64> = (0..n).map(|row| (row * row % 17) as f64).collect();
        side.iter_mut().zip(&one).for_each(|(lanes, value)| lanes[3] = *value);
        factor.solve(&mut one);
        factor.solve_in_step(&mut side);
        for (lanes, value) in side.iter().zip(&one) {
            assert!((lanes[3] - value).abs() < 1e-12 && lanes[0].abs() < 1e-300);
        }
    }

    #[test]
    fn a_matrix_that_no_numbers_can_have_is_known_by_its_row() {
        assert_eq!(example().below_zero(1e-6), None);
        // Each pair is possible, the three together are not.
        let v = Symmetric::from_lower(3, vec![1.0, 0.9, 1.0, -0.9, 0.9, 1.0]).unwrap();
        assert_eq!(v.below_zero(1e-6), Some(2));
        let singular = Symmetric::from_lower(3, vec![2.0, 2.0, 2.0, 1.0, 1.0, 2.0]).unwrap();
        assert_eq!(singular.below_zero(1e-6), None);
        let torn = Symmetric::from_lower(3, vec![2.0, 2.0, 2.0, 1.0, 0.5, 2.0]).unwrap();
        assert_eq!(torn.below_zero(1e-6), Some(2));
    }

    #[test]
    fn a_singular_matrix_has_a_factor_of_lower_rank() {
        // The second unit is judged as the first by everybody, the third by nobody.
        let v = Symmetric::from_lower(3, vec![2.0, 2.0, 2.0, 0.0, 0.0, 0.0]).unwrap();
        let factor = v.factor();
        assert_eq!(factor.rank(), 1);
        let mut out = [0.0; 3];
        factor.times(&[1.0, 5.0, 7.0], &mut out);
        assert!((out[0] - out[1]).abs() < 1e-12 && out[2].abs() < 1e-12);
    }
}
