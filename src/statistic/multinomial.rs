//! Confidence sets for ranks of counts: which choice was named most often, exactly and without draws.

use super::adjust::{Method, adjust};
use super::distribution::coin_upper;
use super::rank_set::Bounds;

/// Confidence sets for the ranks of the shares of a multinomial, of which these are the counts; the
/// greatest share has rank 1.
///
/// For every ordered pair, given the sum of its two counts, the first is binomial with one half if
/// the two shares are equal; the exact one-sided tests of all pairs are adjusted by `method`, Holm or
/// Bonferroni (Mogstad, Romano, Shaikh and Wilhelm 2023). Sets hold all together.
pub fn count_rank_sets(counts: &[u64], confidence: f64, method: Method) -> Vec<Bounds> {
    let n = counts.len();
    let pairs: Vec<(usize, usize)> = (0..n).flat_map(|a| others(n, a)).collect();
    let told = told_apart(counts, &pairs, confidence, method);
    let mut bounds = vec![Bounds { best: 1, worst: n }; n];
    for (better, worse) in told {
        bounds[worse].best += 1;
        bounds[better].worst -= 1;
    }
    bounds
}

/// The same for one unit alone: only its own comparisons count.
///
/// `None` where there is no such unit.
pub fn count_rank_set(
    counts: &[u64],
    unit: usize,
    confidence: f64,
    method: Method,
) -> Option<Bounds> {
    let n = counts.len();
    if unit >= n {
        return None;
    }
    let pairs: Vec<(usize, usize)> = others(n, unit).flat_map(|(a, b)| [(a, b), (b, a)]).collect();
    let told = told_apart(counts, &pairs, confidence, method);
    let better = told.iter().filter(|(_, worse)| *worse == unit).count();
    let worse = told.iter().filter(|(better, _)| *better == unit).count();
    Some(Bounds { best: 1 + better, worst: n - worse })
}

/// A unit with every other.
fn others(n: usize, a: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).filter(move |b| *b != a).map(move |b| (a, b))
}

/// The pairs of which the first is shown to have the greater share.
fn told_apart(
    counts: &[u64],
    pairs: &[(usize, usize)],
    confidence: f64,
    method: Method,
) -> Vec<(usize, usize)> {
    let chance =
        |(a, b): &(usize, usize)| coin_upper(counts[*a], counts[*a].saturating_add(counts[*b]));
    let adjusted = adjust(&pairs.iter().map(chance).collect::<Vec<_>>(), method);
    let level = 1.0 - confidence;
    let told = pairs.iter().zip(adjusted).filter(|(_, chance)| *chance <= level);
    told.map(|(pair, _)| *pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTS: [u64; 8] = [340, 295, 290, 210, 120, 60, 58, 12];

    fn columns(bounds: &[Bounds]) -> (Vec<usize>, Vec<usize>) {
        bounds.iter().map(|bounds| (bounds.best, bounds.worst)).unzip()
    }

    #[test]
    fn the_example_of_eight_services() {
        let (best, worst) = columns(&count_rank_sets(&COUNTS, 0.95, Method::Holm));
        assert_eq!(best, [1, 1, 1, 4, 5, 6, 6, 8]);
        assert_eq!(worst, [3, 3, 3, 4, 5, 7, 7, 8]);
    }

    #[test]
    fn a_set_alone_is_within_the_one_that_holds_with_the_others() {
        let all = count_rank_sets(&[60, 44, 40, 20], 0.95, Method::Bonferroni);
        for (unit, all) in all.iter().enumerate() {
            let own = count_rank_set(&[60, 44, 40, 20], unit, 0.95, Method::Bonferroni).unwrap();
            assert!(own.best >= all.best && own.worst <= all.worst, "{own:?} {all:?}");
        }
        let own = count_rank_set(&COUNTS, 7, 0.95, Method::Holm).unwrap();
        assert_eq!((own.best, own.worst), (8, 8));
        assert!(count_rank_set(&COUNTS, 8, 0.95, Method::Holm).is_none());
    }

    #[test]
    fn choices_that_nobody_named_are_not_told_apart() {
        let (best, worst) = columns(&count_rank_sets(&[0, 0, 0], 0.95, Method::Holm));
        assert_eq!((best, worst), (vec![1, 1, 1], vec![3, 3, 3]));
        assert!(count_rank_sets(&[], 0.95, Method::Holm).is_empty());
    }
}
