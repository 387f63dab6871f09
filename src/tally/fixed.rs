//! Sums of which every bit is the same, whatever the order of what is summed.
//!
//! Floating-point addition rounds at every step, so a sum depends on the order of its terms. Here each
//! term is rounded once, to a whole multiple of 2⁻⁶⁰, and whole numbers add without loss. What is
//! summed should be of the size of 1: terms lose what lies below 2⁻⁶¹, and a sum may reach 2⁶⁶.

use crate::statistic::Symmetric;

/// How many steps there are in 1.
const STEPS: f64 = (1_u64 << 60) as f64;

/// Terms of this many steps or more are lost; far below the end of the whole numbers.
const TOO_MANY_STEPS: f64 = STEPS * STEPS * 64.0;

/// A sum in whole multiples of 2⁻⁶⁰, which does not depend on the order of its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fixed(i128);

/// A symmetric matrix of such sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedSymmetric {
    n: usize,
    /// Row after row, each up to its diagonal.
    lower: Vec<Fixed>,
}

impl Fixed {
    /// What is not a number, or too great: it stays so whatever is added.
    const LOST: Fixed = Fixed(i128::MIN);

    /// The nearest multiple of 2⁻⁶⁰.
    #[expect(clippy::cast_possible_truncation, reason = "a whole number within range by then")]
    pub fn of(value: f64) -> Fixed {
        let steps = (value * STEPS).round_ties_even();
        if steps.abs() < TOO_MANY_STEPS { Fixed(steps as i128) } else { Fixed::LOST }
    }

    /// Adds a term.
    pub fn add(&mut self, term: f64) {
        self.merge(Fixed::of(term));
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: Fixed) {
        let lost = *self == Fixed::LOST || other == Fixed::LOST;
        let sum = self.0.checked_add(other.0).filter(|_| !lost);
        *self = sum.map_or(Fixed::LOST, Fixed);
    }

    /// The sum as the nearest floating-point number; not a number where a term was none, or where the
    /// sum went out of range.
    pub fn value(self) -> f64 {
        if self == Fixed::LOST { f64::NAN } else { self.0 as f64 / STEPS }
    }

    /// The sum of many terms, in any order.
    pub fn sum(terms: impl IntoIterator<Item = f64>) -> f64 {
        let mut sum = Fixed::default();
        terms.into_iter().for_each(|term| sum.add(term));
        sum.value()
    }
}

impl FixedSymmetric {
    /// A matrix of zeros.
    pub fn zeros(n: usize) -> FixedSymmetric {
        FixedSymmetric { n, lower: vec![Fixed::default(); n * (n + 1) / 2] }
    }

    /// Adds a term at a row and a column, and so at its mirror.
    pub fn add(&mut self, a: usize, b: usize, term: f64) {
        let (row, column) = if a >= b { (a, b) } else { (b, a) };
        self.lower[row * (row + 1) / 2 + column].add(term);
    }

    /// Adds the products of some coordinates with one another, times a factor: `factor · x xᵀ`, where
    /// `x` is zero but for `(place, value)`, each place once and in rising order.
    pub fn add_square(&mut self, values: &[(usize, f64)], factor: f64) {
        for (at, (row, left)) in values.iter().enumerate() {
            for (column, right) in &values[..=at] {
                // The lesser place first: a product is the same both ways, its factor is not.
                self.add(*row, *column, factor * (left * right));
            }
        }
    }

    /// The sums as floating-point numbers.
    pub fn values(&self) -> Symmetric {
        let lower = self.lower.iter().map(|sum| sum.value()).collect();
        Symmetric::from_lower(self.n, lower).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_has_the_same_bits_in_any_order() {
        let terms: Vec<f64> = (1..500).map(|i| (f64::from(i)).sin() / f64::from(i)).collect();
        let forward = Fixed::sum(terms.iter().copied());
        let backward = Fixed::sum(terms.iter().rev().copied());
        let evens = terms.iter().step_by(2).chain(terms.iter().skip(1).step_by(2));
        assert_eq!(forward.to_bits(), backward.to_bits());
        assert_eq!(forward.to_bits(), Fixed::sum(evens.copied()).to_bits());
        let plain: f64 = terms.iter().sum();
        assert!((plain - forward).abs() < 1e-13);
    }

    #[test]
    fn what_is_no_number_or_too_great_is_never_a_sum() {
        assert!(Fixed::sum([1.0, f64::NAN]).is_nan());
        assert!(Fixed::sum([1.0, f64::INFINITY, -1.0]).is_nan());
        assert!(Fixed::sum([1e30]).is_nan());
        assert!((Fixed::sum([1e18, 1.5, -1e18]) - 1.5).abs() < 1e-12);
    }

    #[test]
    fn a_square_fills_a_row_and_its_mirror() {
        let mut sums = FixedSymmetric::zeros(3);
        sums.add_square(&[(0, 2.0), (2, 3.0)], 0.5);
        sums.add(1, 1, 7.0);
        let wanted = Symmetric::from_lower(3, vec![2.0, 0.0, 7.0, 3.0, 0.0, 4.5]);
        assert_eq!(Some(sums.values()), wanted);
    }
}
