//! Confidence sets for ranks, against cases in which they are known.

use super::super::draw::Purpose;
use super::super::symmetric::Symmetric;
use super::*;

/// The sets of independent units with these standard errors.
fn independent(estimates: &[f64], errors: &[f64], freedom: f64, draws: usize) -> RankSets {
    let n = estimates.len();
    let v = Symmetric::from_fn(n, |a, b| if a == b { errors[a] * errors[a] } else { 0.0 });
    sets(estimates, &v, &vec![freedom; n], draws)
}

fn sets(estimates: &[f64], v: &Symmetric, freedom: &[f64], draws: usize) -> RankSets {
    let ranking =
        Ranking { estimates, covariance: v, freedom, confidence: 0.95, draws, seed: 20_250_701 };
    rank_sets(&ranking)
}

fn pairs_of(bounds: &[Bounds]) -> Vec<(usize, usize)> {
    bounds.iter().map(|bounds| (bounds.best, bounds.worst)).collect()
}

#[test]
fn units_far_apart_have_one_rank_and_equal_ones_have_all() {
    let apart = independent(&[90.0, 80.0, 70.0], &[0.1; 3], f64::INFINITY, 2_000);
    assert_eq!(pairs_of(&apart.simultaneous), [(1, 1), (2, 2), (3, 3)]);
    let equal = independent(&[80.0; 3], &[0.1; 3], f64::INFINITY, 2_000);
    assert_eq!(pairs_of(&equal.simultaneous), [(1, 3); 3]);
    assert_eq!(pairs_of(&equal.marginal), [(1, 3); 3]);
    assert!(equal.borderline.iter().all(|borderline| !borderline));
}

/// Three independent units: the largest of three differences is Tukey's range, q₀.₀₅(3, ∞)/√2.
#[test]
fn the_critical_value_of_equal_errors_is_that_of_tukey() {
    let sets = independent(&[80.0; 3], &[1.0; 3], f64::INFINITY, 40_000);
    let tukey = 3.314_493 / 2.0_f64.sqrt();
    assert!((sets.critical - tukey).abs() < 0.03, "{} for {tukey}", sets.critical);
    assert_eq!(sets.steps, 1, "nothing is told apart, so nothing falls");
}

/// With two units there is one two-sided test at first, and its critical value is 1.96.
#[test]
fn two_units_are_told_apart_at_the_usual_level() {
    let width = 2.0_f64.sqrt();
    for (difference, bounds) in [(1.90, (1, 2)), (2.02, (1, 1))] {
        let sets = independent(&[difference * width, 0.0], &[1.0; 2], f64::INFINITY, 20_000);
        assert_eq!(pairs_of(&sets.simultaneous)[0], bounds, "{difference}");
    }
}

#[test]
fn the_example_of_four_raters_and_three_units() {
    // `docs/methods.md`: means 4, 3.25 and 2.25 by four raters who judged all three.
    let lower = vec![0.5, 0.25, 11.0 / 48.0, 1.0 / 3.0, 7.0 / 48.0, 11.0 / 48.0];
    let v = Symmetric::from_lower(3, lower).unwrap();
    let normal = sets(&[4.0, 3.25, 2.25], &v, &[f64::INFINITY; 3], 20_000);
    assert_eq!(pairs_of(&normal.simultaneous), [(1, 2), (1, 2), (3, 3)]);
    assert_eq!(pairs_of(&normal.marginal), [(1, 2), (1, 2), (3, 3)]);
    // By three degrees of freedom t = 2.449 is the deviate 1.68 and no longer enough; t = 7 is 2.75.
    let t = sets(&[4.0, 3.25, 2.25], &v, &[3.0; 3], 20_000);
    assert_eq!(pairs_of(&t.simultaneous), [(1, 2), (1, 3), (2, 3)]);
    // True values by eight million draws with numpy.
    assert!((normal.critical - 2.171).abs() < 0.02, "{}", normal.critical);
    assert!((t.critical - 2.231).abs() < 0.02, "{}", t.critical);
}

/// In the second step fewer pairs are left, so that the critical value falls and more is told apart.
#[test]
fn stepping_down_tells_more_apart_than_one_step() {
    // Three far away; the last two at 2.6 of their standard error, less than the 2.728 of the range of
    // five. Each pair stays in one direction, so that the value does not fall to that of two units.
    let last = 2.6 * 2.0_f64.sqrt();
    let sets = independent(&[900.0, 600.0, 300.0, last, 0.0], &[1.0; 5], f64::INFINITY, 20_000);
    assert_eq!(pairs_of(&sets.simultaneous), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]);
    assert!(sets.critical < 2.6 && sets.critical > 2.3, "{}", sets.critical);
}

#[test]
fn units_judged_alike_by_all_are_not_told_apart() {
    let v = Symmetric::from_lower(3, vec![1.0, 1.0, 1.0, 0.0, 0.0, 1.0]).unwrap();
    let sets = sets(&[80.0, 70.0, 10.0], &v, &[f64::INFINITY; 3], 2_000);
    assert_eq!(pairs_of(&sets.simultaneous), [(1, 2), (1, 2), (3, 3)]);
}

#[test]
fn a_unit_without_freedom_or_estimate_is_compared_with_no_other() {
    let v = Symmetric::from_fn(3, |a, b| if a == b { 0.01 } else { 0.0 });
    let none = sets(&[90.0, 80.0, 70.0], &v, &[50.0, 0.0, 50.0], 2_000);
    assert_eq!(pairs_of(&none.simultaneous), [(1, 2), (1, 3), (2, 3)]);
    let nan = sets(&[90.0, f64::NAN, 70.0], &v, &[50.0; 3], 2_000);
    assert_eq!(pairs_of(&nan.simultaneous), [(1, 2), (1, 3), (2, 3)]);
}

#[test]
fn a_covariance_that_is_not_a_number_spoils_its_own_unit_only() {
    let lower = vec![f64::NAN, 0.0, 0.01, 0.0, 0.0, 0.01, 0.0, 0.0, 0.0, 0.01];
    let v = Symmetric::from_lower(4, lower).unwrap();
    let found = sets(&[90.0, 80.0, 79.9, 70.0], &v, &[f64::INFINITY; 4], 2_000);
    assert_eq!(pairs_of(&found.simultaneous), [(1, 4), (1, 3), (1, 3), (3, 4)]);
    assert!(found.critical > 1.96, "the others are drawn: {}", found.critical);
}

#[test]
fn too_few_draws_leave_the_critical_value_of_bonferroni() {
    let sets = independent(&[90.0, 80.0], &[0.1; 2], f64::INFINITY, 3);
    assert!((sets.critical - 1.959_963_984_540_054).abs() < 1e-12, "{}", sets.critical);
    assert_eq!(pairs_of(&sets.simultaneous), [(1, 1), (2, 2)]);
}

#[test]
fn one_unit_has_the_first_rank_and_none_have_none() {
    assert_eq!(pairs_of(&independent(&[1.0], &[1.0], 9.0, 100).simultaneous), [(1, 1)]);
    assert!(independent(&[], &[], 9.0, 100).simultaneous.is_empty());
}

#[test]
fn a_difference_near_the_critical_value_is_marked() {
    // 1.96 is needed, with a standard error of √(.95 · .05/1,000)/(2 · .058) = 0.06. More than that is
    // enough by Bonferroni, whatever the seed.
    let width = 2.0_f64.sqrt();
    for (difference, marked) in [(1.95, true), (1.97, false), (1.0, false)] {
        let sets = independent(&[difference * width, 0.0], &[1.0; 2], f64::INFINITY, 1_000);
        assert_eq!(sets.borderline, [marked; 2], "{difference}");
    }
}

#[test]
fn the_marginal_set_is_within_the_simultaneous_one() {
    let estimates: Vec<f64> = (0..25).map(|unit| f64::from(unit * unit % 37)).collect();
    let v = Symmetric::from_fn(25, |a, b| if a == b { 9.0 + a as f64 } else { 2.0 });
    let sets = sets(&estimates, &v, &[40.0; 25], 4_000);
    for (own, all) in sets.marginal.iter().zip(&sets.simultaneous) {
        assert!(own.best >= all.best && own.worst <= all.worst, "{own:?} {all:?}");
    }
    assert_ne!(sets.marginal, sets.simultaneous);
}

/// Some units are told apart, some have heavy errors, one cannot be compared.
#[test]
fn from_the_ends_inward_the_maxima_are_those_of_all_pairs() {
    let n = 40;
    let estimates: Vec<f64> = (0..n).map(|unit| f64::from(unit * unit % 37) / 3.0).collect();
    let v = Symmetric::from_fn(40, |a, b| if a == b { 1.0 + (a % 7 * a) as f64 } else { 0.3 });
    let freedom: Vec<f64> = (0..n).map(|unit| f64::from(unit % 13) * 5.0).collect();
    let ranking = Ranking {
        estimates: &estimates,
        covariance: &v,
        freedom: &freedom,
        confidence: 0.95,
        draws: 1_003,
        seed: 3,
    };
    let sampled = Sampled::new(&ranking);
    let pairs = Pairs::new(&estimates, &v, &freedom);
    let draws = sampled.draws();
    let walk = |ends| Walk { pairs: &pairs, ends, draws, confidence: 0.95, steps: 0, last: None };
    let (mut slow, mut fast) = (walk(None), walk(Some(Ends::new(&pairs))));
    for critical in [4.0, 2.0, 0.5, 0.0] {
        assert_eq!(slow.look(critical), fast.look(critical), "{critical}");
        let places = || (0..40).map(|place| (place, critical));
        assert_eq!(slow.look_at_each(places()), fast.look_at_each(places()), "{critical}");
    }
    assert_eq!(slow.settle_each(), fast.settle_each());
    assert_eq!(slow.settle(5.0, 0.0).to_bits(), fast.settle(5.0, 0.0).to_bits());
}

#[test]
fn more_units_get_fewer_draws_by_default() {
    let usual = [1, 41, 82, 410, 3_000].map(usual_draws);
    assert_eq!(usual, [10_000, 10_000, 5_000, 1_000, 1_000]);
}

#[test]
fn the_same_seed_gives_the_same_bits_at_any_number_of_threads() {
    let estimates: Vec<f64> = (0..60).map(|unit| f64::from(unit * unit % 37)).collect();
    let v = Symmetric::from_fn(60, |a, b| if a == b { 9.0 + a as f64 } else { 2.0 });
    let freedom = [30.0; 60];
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| sets(&estimates, &v, &freedom, 1_003))
    };
    let one = with(1);
    for threads in [2, 5] {
        let other = with(threads);
        assert_eq!(one, other);
        assert_eq!(one.critical.to_bits(), other.critical.to_bits());
    }
}

#[test]
fn the_best_and_the_worst_may_be_those_whose_bounds_reach() {
    let sets = independent(&[90.0, 89.9, 70.0, 50.0], &[0.5; 4], f64::INFINITY, 2_000);
    assert_eq!(sets.may_be_best(1), [0, 1]);
    assert_eq!(sets.may_be_best(3), [0, 1, 2]);
    assert_eq!(sets.may_be_worst(1), [3]);
    assert_eq!(sets.may_be_worst(4), [0, 1, 2, 3]);
}

/// The sets hold the true ranks of equal units, the hardest case, in about 95 % of samples.
#[test]
fn sets_of_equal_units_cover_as_often_as_they_say() {
    let v = Symmetric::from_fn(6, |a, b| if a == b { 1.0 } else { 0.4 });
    let samples = Draws::new(&v.factor(), 250, 5, Purpose::Other);
    let mut covered = 0;
    for sample in 0..250 {
        let estimates = samples.one(sample);
        let sets = sets(&estimates, &v, &[f64::INFINITY; 6], 399);
        covered += usize::from(sets.simultaneous.iter().all(|set| (set.best, set.worst) == (1, 6)));
    }
    // 237.5, and three binomial standard errors of 3.4.
    assert!((227..=248).contains(&covered), "{covered}");
}
