//! How far two orders of the same units agree.

use std::cmp::Ordering;

/// Kendall's τ-b of two lists of equal length, −1 to 1: the pairs in the same order less those in the
/// opposite one, over the geometric mean of the pairs that each list sets apart (Kendall 1945,
/// Biometrika 33:239).
///
/// `None` where one list sets no pair apart, or holds what is not a number.
pub fn kendall(first: &[f64], second: &[f64]) -> Option<f64> {
    let n = first.len().min(second.len());
    let (mut balance, mut apart_first, mut apart_second) = (0.0, 0.0, 0.0);
    for a in 0..n {
        for b in 0..a {
            let one = direction(first[a], first[b])?;
            let other = direction(second[a], second[b])?;
            balance += one * other;
            apart_first += one.abs();
            apart_second += other.abs();
        }
    }
    let both: f64 = apart_first * apart_second;
    (both > 0.0).then(|| balance / both.sqrt())
}

fn direction(a: f64, b: f64) -> Option<f64> {
    Some(match a.partial_cmp(&b)? {
        Ordering::Less => -1.0,
        Ordering::Equal => 0.0,
        Ordering::Greater => 1.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreement_counts_pairs_and_ties_on_either_side() {
        let near = |value: Option<f64>, wanted: f64| (value.unwrap() - wanted).abs() < 1e-12;
        assert!(near(kendall(&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0]), 1.0));
        assert!(near(kendall(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), -1.0));
        assert!(near(kendall(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0]), 2.0 / 3.0));
        // Two pairs agree, the tie is no pair of the first list: 2 / √(2 · 3).
        assert!(near(kendall(&[1.0, 1.0, 3.0], &[1.0, 2.0, 3.0]), 2.0 / 6.0_f64.sqrt()));
    }

    #[test]
    fn a_list_that_sets_nothing_apart_agrees_with_none() {
        assert_eq!(kendall(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(kendall(&[1.0], &[1.0]), None);
        assert_eq!(kendall(&[1.0, f64::NAN], &[1.0, 2.0]), None);
    }
}
