//! True scores, given what was measured: the chance to be among the best, and of each grade.

use rayon::prelude::*;

use super::draw::{Draws, Purpose};
use super::lanes::{LANES, Lanes};
use super::symmetric::{Factor, Symmetric};

/// Blocks of draws that a thread counts together at least.
const BLOCKS: usize = 32;

/// How grades are given to true scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Grading<'a> {
    /// The least score of each grade but the last, falling; a grade holds from its score on.
    Scores(&'a [f64]),
    /// How many units have each grade but the last, from the best rank on.
    Counts(&'a [usize]),
}

/// What is measured, and how the truth is drawn from it.
#[derive(Debug, Clone, Copy)]
pub struct Measured<'a> {
    /// The estimates.
    pub estimates: &'a [f64],
    /// Their covariance.
    pub covariance: &'a Symmetric,
    /// The variance of the true scores between units (`reliability`).
    pub between: f64,
    /// How many draws are made.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// What is believed of the true scores, in the order of the units.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    /// The expected true score: the estimate, drawn towards the mean as far as it is uncertain.
    pub scores: Vec<f64>,
    /// The expected rank, from 1.
    pub ranks: Vec<f64>,
    /// For each unit the chance of each grade; they sum to 1.
    pub grades: Vec<Vec<f64>>,
    /// For each unit the chance of each rank.
    chances: Vec<Vec<f64>>,
}

impl Posterior {
    /// For each unit the chance that it is truly among the `count` best.
    pub fn among_best(&self, count: usize) -> Vec<f64> {
        let sum = |ranks: &Vec<f64>| ranks.iter().take(count).sum::<f64>().min(1.0);
        self.chances.iter().map(sum).collect()
    }
}

/// What is believed of the true scores by empirical Bayes.
///
/// True scores are normal around a mean of which nothing is known beforehand, with the variance
/// `τ²` between units; the estimates `θ̂` are normal around them with their full covariance `V`. With
/// `S = V + τ²I` and `μ = 1ᵀS⁻¹θ̂ / 1ᵀS⁻¹1` what is believed is normal around `μ + τ² S⁻¹ (θ̂ − μ)` with
/// the covariance `τ² S⁻¹V + (S⁻¹V1)(S⁻¹V1)ᵀ / 1ᵀS⁻¹1`, of which the second part is what is not known of
/// the mean (the mixed model with a flat prior on its mean, as in universal kriging).
///
/// Without variance between units every order is as likely as another. Absent where a number is not
/// finite, lengths differ, or nothing is drawn.
pub fn posterior(measured: &Measured, grading: Grading) -> Option<Posterior> {
    let n = measured.estimates.len();
    let numbers = measured.estimates.iter().chain(measured.covariance.lower());
    let finite = numbers.copied().all(f64::is_finite) && measured.between.is_finite();
    if n == 0 || measured.covariance.n() != n || measured.draws == 0 || !finite {
        return None;
    }
    let model = Model::new(measured)?;
    let scores = model.guess(measured.estimates.to_vec());
    let factor = model.covariance().factor();
    let draws = Draws::new(&factor, measured.draws, measured.seed, Purpose::Posterior);
    let empty = || Counter::new(n, grading);
    let count = |mut counter: Counter, (errors, n): (&[[f64; LANES]], usize)| {
        for lane in 0..n {
            counter
                .take(scores.iter().zip(errors).map(|(score, error)| score + error[lane]), grading);
        }
        counter
    };
    // Whole numbers: their sum is the same in any order.
    let counter =
        draws.blocks().with_min_len(BLOCKS).fold(empty, count).reduce(empty, Counter::plus);
    Some(counter.posterior(&model, scores, grading))
}

/// The model and what is computed from it once.
#[derive(Debug)]
struct Model<'a> {
    measured: &'a Measured<'a>,
    /// The factor of the covariance `S` of the estimates around their mean.
    total: Factor,
    /// `S⁻¹1`.
    weights: Vec<f64>,
    /// `1ᵀS⁻¹1`.
    sum: f64,
}

impl<'a> Model<'a> {
    /// `None` where no unit has any variance.
    fn new(measured: &'a Measured<'a>) -> Option<Model<'a>> {
        let n = measured.estimates.len();
        let mut total = measured.covariance.clone();
        (0..n).for_each(|unit| total.add(unit, unit, measured.between.max(0.0)));
        let total = total.factor();
        let mut weights = vec![1.0; n];
        total.solve(&mut weights);
        let sum: f64 = weights.iter().sum();
        (sum > 0.0).then_some(Model { measured, total, weights, sum })
    }

    /// The best guess of the true scores behind some values: their mean, and of the rest what is
    /// believed.
    fn guess(&self, mut values: Vec<f64>) -> Vec<f64> {
        let mean: f64 = values.iter().zip(&self.weights).map(|(value, w)| value * w).sum();
        let mean = mean / self.sum;
        values.iter_mut().for_each(|value| *value -= mean);
        self.total.solve(&mut values);
        let between = self.measured.between.max(0.0);
        values.iter().map(|value| mean + between * value).collect()
    }

    /// The covariance of what is believed.
    fn covariance(&self) -> Symmetric {
        let (n, v) = (self.weights.len(), self.measured.covariance);
        let between = self.measured.between.max(0.0);
        // S⁻¹V, several columns at once.
        let shrunk = |block: usize| {
            let column = |lane: usize| Some(block * LANES + lane).filter(|column| *column < n);
            let of_row = |row: usize| {
                std::array::from_fn(|lane| column(lane).map_or(0.0, |column| v.get(row, column)))
            };
            let mut columns: Vec<Lanes> = (0..n).map(of_row).collect();
            self.total.solve_in_step(&mut columns);
            columns
        };
        let blocks = (0..n.div_ceil(LANES)).into_par_iter();
        let shrunk: Vec<Vec<Lanes>> = blocks.map(shrunk).collect();
        let at = |row: usize, column: usize| shrunk[column / LANES][row][column % LANES];
        let of_mean = |unit: usize| (0..n).map(|column| at(unit, column)).sum();
        let of_mean: Vec<f64> = (0..n).map(of_mean).collect();
        Symmetric::from_fn(n, |a, b| {
            // It is symmetric but for the error of arithmetic.
            let both = (at(a, b) + at(b, a)) / 2.0;
            between * both + of_mean[a] * of_mean[b] / self.sum
        })
    }
}

/// How often each unit had each rank and grade.
#[derive(Debug)]
struct Counter {
    draws: u64,
    /// By unit and rank.
    ranks: Vec<u64>,
    /// By unit and grade.
    grades: Vec<u64>,
    n_grades: usize,
    /// The scores of the draw that is counted, and its units in order.
    scores: Vec<f64>,
    order: Vec<u64>,
}

impl Counter {
    fn new(n: usize, grading: Grading) -> Counter {
        let n_grades = match grading {
            Grading::Scores(from) => from.len() + 1,
            Grading::Counts(_) => 0,
        };
        Counter {
            draws: 0,
            ranks: vec![0; n * n],
            grades: vec![0; n * n_grades],
            n_grades,
            scores: Vec::with_capacity(n),
            order: Vec::with_capacity(n),
        }
    }

    /// Counts one draw.
    fn take(&mut self, scores: impl Iterator<Item = f64>, grading: Grading) {
        self.draws += 1;
        self.scores.clear();
        self.scores.extend(scores);
        let n = self.scores.len();
        // The number of the unit takes the last bits of its score, so that whole numbers are sorted; scores
        // that differ by less than a part in 2⁴⁰ or so come in the order of the units.
        let units = n.next_power_of_two() as u64 - 1;
        let keys = (0_u64..).zip(&self.scores).map(|(unit, score)| falling(*score) & !units | unit);
        self.order.clear();
        self.order.extend(keys);
        self.order.sort_unstable();
        for (rank, key) in self.order.iter().enumerate() {
            let unit = usize::try_from(key & units).unwrap_or(0);
            self.ranks[unit * n + rank] += 1;
        }
        if let Grading::Scores(from) = grading {
            for (counts, score) in self.grades.chunks_exact_mut(self.n_grades).zip(&self.scores) {
                let grade = from.iter().position(|from| score >= from).unwrap_or(from.len());
                counts[grade] += 1;
            }
        }
    }

    fn plus(mut self, other: Counter) -> Counter {
        let add = |own: &mut [u64], more: &[u64]| {
            own.iter_mut().zip(more).for_each(|(own, more)| *own += more);
        };
        self.draws += other.draws;
        add(&mut self.ranks, &other.ranks);
        add(&mut self.grades, &other.grades);
        self
    }

    /// Shares of the draws.
    fn posterior(self, model: &Model, scores: Vec<f64>, grading: Grading) -> Posterior {
        let (n, draws) = (scores.len(), self.draws as f64);
        let shares =
            |counts: &[u64]| -> Vec<f64> { counts.iter().map(|n| *n as f64 / draws).collect() };
        let chances: Vec<Vec<f64>> = if model.measured.between > 0.0 {
            self.ranks.chunks_exact(n).map(shares).collect()
        } else {
            vec![vec![1.0 / n as f64; n]; n]
        };
        let rank = |chances: &Vec<f64>| {
            chances.iter().enumerate().map(|(at, chance)| (at as f64 + 1.0) * chance).sum()
        };
        let grades = match grading {
            Grading::Scores(_) => self.grades.chunks_exact(self.n_grades).map(shares).collect(),
            Grading::Counts(counts) => chances.iter().map(|unit| quota(unit, counts)).collect(),
        };
        Posterior { scores, ranks: chances.iter().map(rank).collect(), grades, chances }
    }
}

/// A whole number that is the less the greater a finite number is.
fn falling(value: f64) -> u64 {
    let bits = value.to_bits();
    // Of numbers below zero all bits turn, of others the sign alone; and then all of both, to fall.
    if bits >> 63 == 1 { bits } else { !(bits | 1 << 63) }
}

/// The chance of each grade, of which so many units have each but the last.
fn quota(chances: &[f64], counts: &[usize]) -> Vec<f64> {
    let mut rest = chances;
    let mut grades = Vec::with_capacity(counts.len() + 1);
    for count in counts {
        let (own, after) = rest.split_at((*count).min(rest.len()));
        grades.push(own.iter().sum());
        rest = after;
    }
    grades.push(rest.iter().sum());
    grades
}

#[cfg(test)]
mod tests {
    use super::super::distribution::normal_upper;
    use super::*;

    fn of(estimates: &[f64], v: &Symmetric, between: f64, grading: Grading) -> Posterior {
        let measured = Measured { estimates, covariance: v, between, draws: 20_000, seed: 4 };
        posterior(&measured, grading).unwrap()
    }

    fn diagonal(n: usize, value: f64) -> Symmetric {
        Symmetric::from_fn(n, |a, b| if a == b { value } else { 0.0 })
    }

    /// Two units 2 apart, V = 1, τ² = 3: the difference is believed to be 1.5 with variance 1.5.
    #[test]
    fn the_better_of_two_is_the_best_with_a_known_chance() {
        let found = of(&[81.0, 79.0], &diagonal(2, 1.0), 3.0, Grading::Scores(&[80.0]));
        let wanted = 1.0 - normal_upper(1.5 / 1.5_f64.sqrt());
        assert!((found.among_best(1)[0] - wanted).abs() < 0.01, "{found:?} for {wanted}");
        assert!((found.scores[0] - 80.75).abs() < 1e-9 && (found.scores[1] - 79.25).abs() < 1e-9);
        assert!((found.ranks[0] - (2.0 - wanted)).abs() < 0.01);
        // The score is believed to be 80.75 with variance 3/4 + (1/4)² · 4/2 = 0.875.
        let graded = 1.0 - normal_upper(0.75 / 0.875_f64.sqrt());
        assert!((found.grades[0][0] - graded).abs() < 0.01, "{:?} {graded}", found.grades);
        assert!((found.grades[0].iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_all_units_have_in_common_does_not_blur_their_ranks() {
        let alone = diagonal(3, 1.0);
        let common = Symmetric::from_fn(3, |a, b| alone.get(a, b) + 50.0);
        let estimates = [84.0, 80.0, 76.0];
        let a = of(&estimates, &alone, 9.0, Grading::Counts(&[1, 1]));
        let b = of(&estimates, &common, 9.0, Grading::Counts(&[1, 1]));
        for (a, b) in a.grades.iter().flatten().zip(b.grades.iter().flatten()) {
            assert!((a - b).abs() < 0.015, "{a} {b}");
        }
        assert!((a.scores[0] - b.scores[0]).abs() < 1e-6);
    }

    #[test]
    fn units_that_do_not_differ_have_every_rank_alike() {
        let found = of(&[81.0, 80.0, 79.0, 80.0], &diagonal(4, 1.0), 0.0, Grading::Counts(&[1]));
        assert!(found.ranks.iter().all(|rank| (rank - 2.5).abs() < 1e-12));
        assert!(found.grades.iter().all(|grades| (grades[0] - 0.25).abs() < 1e-12));
        assert!(found.scores.iter().all(|score| (score - 80.0).abs() < 1e-9));
    }

    #[test]
    fn without_error_the_estimates_are_the_truth() {
        let found =
            of(&[81.0, 85.0, 79.0], &Symmetric::zeros(3), 4.0, Grading::Scores(&[85.0, 80.0]));
        for (rank, wanted) in found.ranks.iter().zip([2.0, 1.0, 3.0]) {
            assert!((rank - wanted).abs() < 1e-12);
        }
    }

    #[test]
    fn the_same_at_any_number_of_threads() {
        let estimates: Vec<f64> = (0..40).map(|unit| f64::from(unit * unit % 37)).collect();
        let v = Symmetric::from_fn(40, |a, b| if a == b { 9.0 } else { 2.0 });
        let measured =
            Measured { estimates: &estimates, covariance: &v, between: 5.0, draws: 333, seed: 9 };
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| posterior(&measured, Grading::Counts(&[4, 9])).unwrap())
        };
        assert_eq!(with(1), with(4));
    }

    #[test]
    fn what_is_not_finite_gives_nothing() {
        let v = diagonal(2, 1.0);
        let measured = Measured {
            estimates: &[1.0, f64::NAN],
            covariance: &v,
            between: 1.0,
            draws: 9,
            seed: 1,
        };
        assert!(posterior(&measured, Grading::Counts(&[1])).is_none());
    }
}
