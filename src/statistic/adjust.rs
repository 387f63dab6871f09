//! P-values of a family: what is left of a finding when it is one of many.

/// How p-values of a family are adjusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Times their number. Any wrong finding at most with the level, whatever the dependence.
    Bonferroni,
    /// Holm (1979): the same guarantee, and never larger.
    Holm,
    /// Hochberg (1988): the same guarantee for tests that are independent or depend positively.
    Hochberg,
    /// Benjamini and Hochberg (1995): of the findings, on average at most the level is wrong, for
    /// tests that are independent or depend positively.
    BenjaminiHochberg,
    /// Benjamini and Yekutieli (2001): the same share under any dependence.
    BenjaminiYekutieli,
}

/// Adjusted p-values in the order given.
///
/// Those that are not numbers stay so and are not counted in the family.
pub fn adjust(chances: &[f64], method: Method) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).filter(|at| !chances[*at].is_nan()).collect();
    order.sort_by(|a, b| chances[*a].total_cmp(&chances[*b]));
    let m = order.len() as f64;
    let harmonic: f64 = (1..=order.len()).map(|rank| 1.0 / rank as f64).sum();
    let factor = |rank: usize| match method {
        Method::Bonferroni => m,
        Method::Holm | Method::Hochberg => m - rank as f64 + 1.0,
        Method::BenjaminiHochberg => m / rank as f64,
        Method::BenjaminiYekutieli => m / rank as f64 * harmonic,
    };
    let mut adjusted = vec![f64::NAN; chances.len()];
    let own = |(rank, at): (usize, &usize)| (*at, (factor(rank + 1) * chances[*at]).min(1.0));
    let own: Vec<(usize, f64)> = order.iter().enumerate().map(own).collect();
    // A larger p-value is never adjusted to a smaller one: Holm goes up the list, the others down it.
    if matches!(method, Method::Holm) {
        let mut most: f64 = 0.0;
        for (at, value) in own {
            most = most.max(value);
            adjusted[at] = most;
        }
    } else {
        let mut least: f64 = 1.0;
        for (at, value) in own.into_iter().rev() {
            least = least.min(value);
            adjusted[at] = least;
        }
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANCES: [f64; 6] = [0.001, 0.008, 0.012, 0.02, 0.04, 0.2];

    fn check(method: Method, wanted: [f64; 6]) {
        for (value, wanted) in adjust(&CHANCES, method).iter().zip(wanted) {
            assert!((value - wanted).abs() < 1e-12, "{method:?}: {value} for {wanted}");
        }
    }

    #[test]
    fn six_p_values_are_adjusted_as_in_the_example() {
        check(Method::Bonferroni, [0.006, 0.048, 0.072, 0.12, 0.24, 1.0]);
        check(Method::Holm, [0.006, 0.04, 0.048, 0.06, 0.08, 0.2]);
        check(Method::Hochberg, [0.006, 0.04, 0.048, 0.06, 0.08, 0.2]);
        check(Method::BenjaminiHochberg, [0.006, 0.024, 0.024, 0.03, 0.048, 0.2]);
        let by = [0.0147, 0.0588, 0.0588, 0.0735, 0.1176, 0.49];
        check(Method::BenjaminiYekutieli, by);
    }

    #[test]
    fn the_order_is_kept_and_what_is_absent_does_not_count() {
        let adjusted = adjust(&[0.04, f64::NAN, 0.01], Method::Bonferroni);
        assert!((adjusted[0] - 0.08).abs() < 1e-15 && (adjusted[2] - 0.02).abs() < 1e-15);
        assert!(adjusted[1].is_nan());
        assert!(adjust(&[], Method::Holm).is_empty());
    }

    #[test]
    fn holm_goes_up_and_hochberg_down() {
        let chances = [0.01, 0.03, 0.04];
        assert!((adjust(&chances, Method::Holm)[1] - 0.06).abs() < 1e-15);
        assert!((adjust(&chances, Method::Hochberg)[1] - 0.04).abs() < 1e-15);
    }
}
