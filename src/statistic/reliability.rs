//! Reliability: how much of the differences in a table is true, and how many ballots more would do.

use super::symmetric::Symmetric;

/// How reliable a table is.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// The variance of the true scores between units; zero where chance alone explains the table.
    pub between: f64,
    /// For each unit the part of its error variance that moves it against the others.
    pub errors: Vec<f64>,
    /// For each unit the share of true differences in its score, from 0 to 1.
    pub units: Vec<f64>,
    /// The same of the table: 1 less the mean error variance of a difference over the mean square of
    /// the differences. Never below zero; absent with fewer than two units or without differences.
    pub table: Option<f64>,
}

/// The reliability of a table from its estimates and their full covariance.
///
/// Absent for fewer than two units, or where a number is not finite.
///
/// *Between.* The moment estimate of DerSimonian and Laird (1986) with `w_j = 1/V_jj` (equal weights
/// where a variance is zero): `Q = Σ w_j (y_j − ȳ_w)² = yᵀMy` with `M = W − wwᵀ/w₊` has the expectation
/// `τ² tr M + tr MV`, where `tr M = w₊ − Σw²/w₊` and `tr MV = Σ w_j V_jj − wᵀVw/w₊`. Without covariances
/// `tr MV` is their `p − 1`. What all units have in common, such as severe raters, drops out of it.
///
/// *Errors.* `e_j` such that `e_j + e_k` comes nearest, by least squares, to the variance of every
/// difference (quasi-variances; Firth and de Menezes 2004): without covariances `V_jj`, with equal ones
/// `V_jj` less the covariance. *Units.* `ρ_j = τ²/(τ² + e_j)`.
pub fn reliability(estimates: &[f64], covariance: &Symmetric) -> Option<Reliability> {
    let n = estimates.len();
    let numbers = estimates.iter().chain(covariance.lower());
    if n < 2 || covariance.n() != n || !numbers.copied().all(f64::is_finite) {
        return None;
    }
    let between = between_variance(estimates, covariance);
    let errors = quasi_variances(covariance);
    let share = |error: &f64| if between > 0.0 { between / (between + error) } else { 0.0 };
    let units = errors.iter().map(share).collect();
    let mean = estimates.iter().sum::<f64>() / n as f64;
    // Twice the variance with n − 1 is the mean square of all differences.
    let square = estimates.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / (n as f64 - 1.0);
    let error = errors_of_differences(covariance).iter().sum::<f64>() / (n as f64 - 1.0);
    let table = (square > 0.0).then(|| (1.0 - error / n as f64 / (2.0 * square)).max(0.0));
    Some(Reliability { between, errors, units, table })
}

/// The between-unit variance of DerSimonian and Laird for correlated estimates.
fn between_variance(estimates: &[f64], v: &Symmetric) -> f64 {
    let n = estimates.len();
    let weighted = (0..n).all(|unit| v.diagonal(unit) > 0.0);
    let weight = |unit: usize| if weighted { 1.0 / v.diagonal(unit) } else { 1.0 };
    let weights: Vec<f64> = (0..n).map(weight).collect();
    let sum: f64 = weights.iter().sum();
    let mean = weights.iter().zip(estimates).map(|(w, y)| w * y).sum::<f64>() / sum;
    let q: f64 = weights.iter().zip(estimates).map(|(w, y)| w * (y - mean).powi(2)).sum();
    let squares: f64 = weights.iter().map(|w| w * w).sum();
    let own: f64 = weights.iter().enumerate().map(|(unit, w)| w * v.diagonal(unit)).sum();
    let expected = own - v.of_combination(&weights) / sum;
    ((q - expected) / (sum - squares / sum)).max(0.0)
}

/// For each unit the sum of the variances of its differences.
fn errors_of_differences(v: &Symmetric) -> Vec<f64> {
    let sum = |unit: usize| (0..v.n()).map(|other| v.of_difference(unit, other)).sum();
    (0..v.n()).map(sum).collect()
}

/// Numbers whose sums come nearest to the variances of all differences; never below zero.
fn quasi_variances(v: &Symmetric) -> Vec<f64> {
    let n = v.n() as f64;
    let sums = errors_of_differences(v);
    let total = sums.iter().sum::<f64>() / (2.0 * (n - 1.0));
    // Of two units only the sum is known: half each.
    let of = |sum: f64| if n > 2.5 { (sum - total) / (n - 2.0) } else { sum / 2.0 };
    sums.into_iter().map(|sum| of(sum).max(0.0)).collect()
}

/// The reliability with `times` as many ballots (Spearman 1910, Brown 1910).
pub fn with_more(reliability: f64, times: f64) -> f64 {
    times * reliability / (1.0 + (times - 1.0) * reliability)
}

/// How many ballots a unit needs for a wanted reliability, given what it has with `n`: not rounded.
///
/// Absent where the reliability is zero, or where either is not between 0 and 1.
pub fn ballots_needed(n: f64, reliability: f64, wanted: f64) -> Option<f64> {
    let within = |share: f64| share > 0.0 && share < 1.0;
    let times = wanted / (1.0 - wanted) * (1.0 - reliability) / reliability;
    (within(reliability) && within(wanted) && n > 0.0).then_some(n * times)
}

/// Intraclass correlations of Shrout and Fleiss (1979): how alike raters judge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// ICC(1,1): each unit by other raters.
    pub one_way: f64,
    /// ICC(2,1): the same raters for all units, as a sample of raters; their severity counts.
    pub two_way: f64,
    /// ICC(3,1): the same raters, only these; their severity does not count.
    pub consistent: f64,
    /// ICC(1,k): the mean of the raters instead of one.
    pub one_way_mean: f64,
    /// ICC(2,k).
    pub two_way_mean: f64,
    /// ICC(3,k).
    pub consistent_mean: f64,
}

/// The agreement of raters who all rated the same units: a row for each unit, a value for each rater.
///
/// Absent for fewer than two units or raters, where rows differ in length, or where units do not
/// differ at all.
pub fn agreement(ratings: &[Vec<f64>]) -> Option<Agreement> {
    let (n, k) = (ratings.len(), ratings.first()?.len());
    if n < 2 || k < 2 || ratings.iter().any(|row| row.len() != k) {
        return None;
    }
    let (units, raters) = (n as f64, k as f64);
    let grand = ratings.iter().flatten().sum::<f64>() / (units * raters);
    let square = |sum: f64, count: f64| (sum / count - grand).powi(2);
    let of_units: f64 = ratings.iter().map(|row| square(row.iter().sum(), raters)).sum();
    let column = |rater: usize| ratings.iter().map(|row| row[rater]).sum::<f64>();
    let of_raters: f64 = (0..k).map(|rater| square(column(rater), units)).sum();
    let all: f64 = ratings.iter().flatten().map(|x| (x - grand).powi(2)).sum();
    let (between, judges) = (raters * of_units, units * of_raters);
    let bms = between / (units - 1.0);
    let jms = judges / (raters - 1.0);
    let wms = (all - between) / (units * (raters - 1.0));
    let ems = (all - between - judges) / ((units - 1.0) * (raters - 1.0));
    let severity = (jms - ems) / units;
    let known = bms > 0.0 && all.is_finite();
    known.then(|| Agreement {
        one_way: (bms - wms) / (bms + (raters - 1.0) * wms),
        two_way: (bms - ems) / (bms + (raters - 1.0) * ems + raters * severity),
        consistent: (bms - ems) / (bms + (raters - 1.0) * ems),
        one_way_mean: (bms - wms) / bms,
        two_way_mean: (bms - ems) / (bms + severity),
        consistent_mean: (bms - ems) / bms,
    })
}

#[cfg(test)]
mod tests {
    use super::super::draw::{Draws, Purpose};
    use super::*;

    #[test]
    fn the_example_of_shrout_and_fleiss() {
        let rows =
            [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
        let ratings: Vec<Vec<f64>> = rows.map(|row| row.map(f64::from).to_vec()).to_vec();
        let icc = agreement(&ratings).unwrap();
        let found = [
            icc.one_way,
            icc.two_way,
            icc.consistent,
            icc.one_way_mean,
            icc.two_way_mean,
            icc.consistent_mean,
        ];
        for (value, wanted) in found.iter().zip([0.17, 0.29, 0.71, 0.44, 0.62, 0.91]) {
            assert!((value - wanted).abs() < 0.005, "{found:?}");
        }
        assert!(agreement(&[vec![1.0, 2.0]]).is_none());
        assert!(agreement(&[vec![3.0, 3.0], vec![3.0, 3.0]]).is_none());
    }

    /// Without covariances: Q = Σ (y − 20)²/V = 36, less p − 1 = 2, over w₊ − Σw²/w₊ = 2/4 … by hand.
    #[test]
    fn without_covariances_it_is_that_of_dersimonian_and_laird() {
        let v = Symmetric::from_fn(3, |a, b| if a == b { 4.0 } else { 0.0 });
        let found = reliability(&[14.0, 20.0, 26.0], &v).unwrap();
        // Q = (36 + 0 + 36)/4 = 18; τ² = (18 − 2)/(3/4 − (3/16)/(3/4)) = 16/0.5 = 32.
        assert!((found.between - 32.0).abs() < 1e-12, "{found:?}");
        for (error, unit) in found.errors.iter().zip(&found.units) {
            assert!((error - 4.0).abs() < 1e-12 && (unit - 32.0 / 36.0).abs() < 1e-12);
        }
        // Differences 6, 6, 12: mean square 72; variance of each 8.
        assert!((found.table.unwrap() - (1.0 - 8.0 / 72.0)).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn what_all_units_have_in_common_changes_nothing() {
        let alone = Symmetric::from_fn(4, |a, b| if a == b { 1.0 + a as f64 } else { 0.0 });
        let common = Symmetric::from_fn(4, |a, b| alone.get(a, b) + 7.0);
        let estimates = [70.0, 72.0, 79.0, 85.0];
        let (a, b) = (quasi_variances(&alone), quasi_variances(&common));
        for (unit, (a, b)) in a.iter().zip(&b).enumerate() {
            assert!((a - alone.diagonal(unit)).abs() < 1e-10 && (a - b).abs() < 1e-10);
        }
        let (a, b) = (reliability(&estimates, &alone), reliability(&estimates, &common));
        assert!((a.unwrap().table.unwrap() - b.unwrap().table.unwrap()).abs() < 1e-12);
    }

    /// The expectation of Q with covariances: over many tables the estimate is unbiased but for the
    /// cut at zero, which is far off here.
    #[test]
    fn the_between_variance_is_right_on_average_with_covariances() {
        let n = 30;
        let v = Symmetric::from_fn(n, |a, b| {
            let own = if a == b { 1.0 + (a % 3) as f64 } else { 0.0 };
            own + if a / 10 == b / 10 { 2.5 } else { 0.5 }
        });
        let truth = 4.0;
        let total = Symmetric::from_fn(n, |a, b| v.get(a, b) + if a == b { truth } else { 0.0 });
        let tables = Draws::new(&total.factor(), 1_500, 11, Purpose::Other);
        let mut sum = 0.0;
        for table in 0..1_500 {
            sum += between_variance(&tables.one(table), &v);
        }
        // The standard error of the mean is about 1.8/√1,500 = 0.05; with p − 1 for tr MV it is 3.0.
        assert!((sum / 1_500.0 - truth).abs() < 0.15, "{}", sum / 1_500.0);
    }

    #[test]
    fn ballots_for_a_wanted_reliability_double_as_spearman_and_brown_say() {
        let needed = ballots_needed(100.0, 0.6, 0.8).unwrap();
        assert!((needed - 266.666_666_666_7).abs() < 1e-9, "{needed}");
        assert!((with_more(0.6, needed / 100.0) - 0.8).abs() < 1e-12);
        assert!(ballots_needed(100.0, 0.0, 0.8).is_none());
        assert!(ballots_needed(100.0, 0.6, 1.0).is_none());
    }

    #[test]
    fn a_table_that_chance_explains_has_no_reliability() {
        let v = Symmetric::from_fn(3, |a, b| if a == b { 9.0 } else { 0.0 });
        let found = reliability(&[80.0, 80.1, 79.9], &v).unwrap();
        assert!(found.between <= 0.0 && found.units.iter().all(|unit| *unit <= 0.0));
        assert_eq!(found.table, Some(0.0));
        assert!(reliability(&[80.0], &Symmetric::zeros(1)).is_none());
        assert!(reliability(&[80.0, f64::NAN], &Symmetric::zeros(2)).is_none());
    }
}
