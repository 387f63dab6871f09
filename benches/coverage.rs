//! How often intervals and rank sets of 95 % hold the truth.
//!
//! Run with `cargo bench --bench coverage`, or `cargo bench --bench coverage -- 500` for another number
//! of appraisals. Each appraisal is drawn anew: true scores, raters with a severity of their own, and
//! answers on four levels; it is written to files and walks the whole road. The truth is the exact
//! expectation of the score, so that the coarse scale is no excuse. The seed is fixed.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::path::Path;

use pingyi::appraisal::Appraisal;
use pingyi::error::Error;
use pingyi::estimate::{Estimates, Measure};
use pingyi::intake::Intake;
use pingyi::statistic::{Ranking, normal_upper, rank_sets, t_quantile_upper};
use pingyi::tally::Tally;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

const CONFIDENCE: f64 = 0.95;
const N_UNITS: usize = 12;
const N_LEAVES: usize = 2;

/// The four levels with their points, and the latent mark from which each is given.
const LEVELS: [(&str, f64, f64); 4] = [
    ("满意", 100.0, 0.6),
    ("基本满意", 80.0, -0.4),
    ("一般", 60.0, -1.4),
    ("不满意", 30.0, f64::NEG_INFINITY),
];

/// How much units, raters, a rater's view of a unit, and single answers differ.
const UNIT: f64 = 0.3;
const SEVERITY: f64 = 0.5;
const HALO: f64 = 0.5;
const NOISE: f64 = 0.6;

/// One group of raters.
struct Group {
    weight: u32,
    raters: usize,
    /// The share of the units that a rater judges; one single unit where zero.
    coverage: f64,
    lean: f64,
}

const fn group(weight: u32, raters: usize, coverage: f64, lean: f64) -> Group {
    Group { weight, raters, coverage, lean }
}

fn main() -> Result<(), Error> {
    let asked = std::env::args().find_map(|word| word.parse().ok());
    let appraisals: u64 = asked.unwrap_or(2000);
    println!("{appraisals} appraisals each of {N_UNITS} units; intervals and sets of 95 %\n");
    println!(
        "{:<44} {:>7} {:>7} {:>7} {:>8} {:>7} {:>7} {:>6} {:>6}",
        "", "t", "least", "normal", "rank set", "SE/SD", "mean ν", "flat", "none"
    );
    let designs: [(&str, &[Group]); 5] = [
        (
            "raters who judge many units",
            &[group(40, 20, 0.9, 0.2), group(30, 40, 0.5, 0.0), group(30, 60, 0.3, -0.2)],
        ),
        (
            "separate raters for each unit",
            &[group(40, 120, 0.0, 0.2), group(30, 180, 0.0, 0.0), group(30, 300, 0.0, -0.2)],
        ),
        (
            "a dozen raters with 60 % of the weight",
            &[group(60, 12, 1.0, 0.2), group(20, 40, 0.6, 0.0), group(20, 80, 0.4, -0.2)],
        ),
        (
            "the same, seven in twelve on each unit",
            &[group(60, 12, 0.6, 0.2), group(20, 40, 0.6, 0.0), group(20, 80, 0.4, -0.2)],
        ),
        (
            "a dozen for each unit with 60 %, all separate",
            &[group(60, 144, 0.0, 0.2), group(20, 240, 0.0, 0.0), group(20, 480, 0.0, -0.2)],
        ),
    ];
    for (name, groups) in designs {
        let sum = run(groups, appraisals)?;
        sum.print(name);
    }
    Ok(())
}

/// What was found over the appraisals of one design.
#[derive(Debug, Clone, Default)]
struct Found {
    n: f64,
    /// For each unit by its true rank, how often the interval held.
    held: Vec<f64>,
    n_normal: f64,
    n_ranks: f64,
    n_appraisals: f64,
    variance: f64,
    error_squared: f64,
    freedom: f64,
    n_flat: f64,
    /// Units of which too few raters were heard for an interval.
    n_without: f64,
    /// For each true rank, how many intervals there were.
    asked: Vec<f64>,
}

impl Found {
    fn plus(mut self, other: &Found) -> Found {
        self.held.resize(N_UNITS, 0.0);
        self.held.iter_mut().zip(&other.held).for_each(|(sum, more)| *sum += more);
        self.asked.resize(N_UNITS, 0.0);
        self.asked.iter_mut().zip(&other.asked).for_each(|(sum, more)| *sum += more);
        self.n_without += other.n_without;
        self.n += other.n;
        self.n_normal += other.n_normal;
        self.n_ranks += other.n_ranks;
        self.n_appraisals += other.n_appraisals;
        self.variance += other.variance;
        self.error_squared += other.error_squared;
        self.freedom += other.freedom;
        self.n_flat += other.n_flat;
        self
    }

    fn print(&self, name: &str) {
        let share = |part: f64, whole: f64| 100.0 * part / whole;
        let held: f64 = self.held.iter().sum();
        let each = self.held.iter().zip(&self.asked).map(|(held, asked)| held / asked);
        let least = each.fold(f64::INFINITY, f64::min);
        println!(
            "{name:<44} {:>6.2}% {:>6.2}% {:>6.2}% {:>7.2}% {:>7.4} {:>7.1} {:>5.2}% {:>5.2}%",
            share(held, self.n),
            100.0 * least,
            share(self.n_normal, self.n),
            share(self.n_ranks, self.n_appraisals),
            (self.variance / self.error_squared).sqrt(),
            self.freedom / self.n,
            share(self.n_flat, self.n),
            share(self.n_without, self.n + self.n_without),
        );
    }
}

fn run(groups: &[Group], appraisals: u64) -> Result<Found, Error> {
    let threads = rayon::current_num_threads() as u64;
    let found: Result<Vec<Found>, Error> = (0..threads)
        .into_par_iter()
        .map(|thread| {
            let folder = tempfile::tempdir().map_err(Error::io("."))?;
            let put = |name: &str, text: &str| put(folder.path(), name, text);
            put("scheme.toml", &scheme(groups))?;
            put("appraisal.toml", APPRAISAL)?;
            let units: String = (0..N_UNITS).map(|unit| format!("U{unit},第{unit}局\n")).collect();
            put("register.csv", &format!("编号,全称\n{units}"))?;
            let mut sum = Found::default();
            for number in (thread..appraisals).step_by(usize::try_from(threads).unwrap_or(1)) {
                let mut rng = ChaCha8Rng::seed_from_u64(20_261_122 + number);
                let (truth, ballots) = draw(groups, &mut rng);
                put("ballots.csv", &ballots)?;
                sum = sum.plus(&judge(folder.path(), &truth)?);
            }
            Ok(sum)
        })
        .collect();
    Ok(found?.iter().fold(Found::default(), Found::plus))
}

/// Walks the road and holds what it finds against the truth.
fn judge(folder: &Path, truth: &[f64]) -> Result<Found, Error> {
    let appraisal = Appraisal::open(folder, None)?;
    let intake = Intake::check(&appraisal)?;
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let scores = estimates.units.iter().map(|unit| unit.whole.value.as_ref());
    let scores: Vec<f64> =
        scores.map(|value| value.map_or(f64::NAN, |value| value.exact.to_f64())).collect();
    let known = tally.spread().and_then(|spread| spread.measure(Measure::Whole));
    let none = vec![0.0; N_UNITS];
    let mut found =
        Found { held: none.clone(), asked: none, n_appraisals: 1.0, ..Found::default() };
    let Some(spread) = known else { return Ok(found) };
    let rank = |unit: usize| 1 + truth.iter().filter(|other| **other > truth[unit]).count();
    let all: Vec<usize> = (0..spread.units.len()).collect();
    let covariance = spread.widened(&all);
    for unit in 0..N_UNITS {
        let (variance, freedom) = (covariance.diagonal(unit), spread.units[unit].freedom);
        if !spread.units[unit].is_known {
            found.n_without += 1.0;
            continue;
        }
        found.asked[rank(unit) - 1] += 1.0;
        let far = (scores[unit] - truth[unit]).abs();
        let reach = t_quantile_upper((1.0 - CONFIDENCE) / 2.0, freedom) * variance.sqrt();
        found.n += 1.0;
        found.held[rank(unit) - 1] += f64::from(u8::from(far <= reach));
        found.n_normal += f64::from(u8::from(far <= 1.959_964 * variance.sqrt()));
        found.variance += variance;
        found.error_squared += far * far;
        found.freedom += freedom;
        found.n_flat += f64::from(u8::from(variance <= 1e-9));
    }
    let freedom: Vec<f64> = spread.units.iter().map(|unit| unit.freedom).collect();
    let sets = rank_sets(&Ranking {
        estimates: &scores,
        covariance: &covariance,
        freedom: &freedom,
        confidence: CONFIDENCE,
        draws: 1000,
        seed: 1,
    });
    let held = (0..N_UNITS).all(|unit| {
        let bounds = sets.simultaneous[unit];
        (bounds.best..=bounds.worst).contains(&rank(unit))
    });
    found.n_ranks = f64::from(u8::from(held));
    Ok(found)
}

/// True scores, and a file of ballots.
fn draw(groups: &[Group], rng: &mut ChaCha8Rng) -> (Vec<f64>, String) {
    let units: Vec<f64> = (0..N_UNITS).map(|_| UNIT * normal(rng)).collect();
    let whole: f64 = groups.iter().map(|group| f64::from(group.weight)).sum();
    let truth = units.iter().map(|unit| {
        let of = |group: &Group| f64::from(group.weight) * expected(unit + group.lean);
        groups.iter().map(of).sum::<f64>() / whole
    });
    let truth = truth.collect();
    let mut text = String::from("票号,评议主体,单位,工作,作风\n");
    for (g, group) in groups.iter().enumerate() {
        for rater in 0..group.raters {
            let severity = group.lean + SEVERITY * normal(rng);
            for (unit, level) in units.iter().enumerate() {
                let judges = match group.coverage {
                    share if share > 0.0 => rng.random::<f64>() < share,
                    _ => rater % N_UNITS == unit,
                };
                if judges {
                    let view = level + severity + HALO * normal(rng);
                    text.push_str(&format!("{g}-{rater},第{g}组,第{unit}局"));
                    for _ in 0..N_LEAVES {
                        text.push(',');
                        text.push_str(answer(view + NOISE * normal(rng)));
                    }
                    text.push('\n');
                }
            }
        }
    }
    (truth, text)
}

/// The expected points of an answer about a unit, over all raters.
fn expected(level: f64) -> f64 {
    let sd = (SEVERITY * SEVERITY + HALO * HALO + NOISE * NOISE).sqrt();
    let mut above = 0.0;
    let mut points = 0.0;
    for (_, value, from) in LEVELS {
        let reached = normal_upper((from - level) / sd);
        points += value * (reached - above);
        above = reached;
    }
    points
}

fn answer(mark: f64) -> &'static str {
    LEVELS.iter().find(|(_, _, from)| mark >= *from).map_or("", |(label, _, _)| label)
}

fn normal(rng: &mut ChaCha8Rng) -> f64 {
    let (a, b) = (1.0 - rng.random::<f64>(), rng.random::<f64>());
    (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
}

fn put(folder: &Path, name: &str, text: &str) -> Result<(), Error> {
    let path = folder.join(name);
    std::fs::write(&path, text).map_err(Error::io(&path))
}

const APPRAISAL: &str = "title = \"t\"\nscheme = \"scheme.toml\"\nregister = \"register.csv\"\n\
    [[periods]]\nperiod = \"2024H1\"\n[[periods.ballots]]\nfiles = [\"ballots.csv\"]\n";

fn scheme(groups: &[Group]) -> String {
    let mut text = String::from("id = \"t\"\nname = \"t\"\n");
    for (place, (label, points, _)) in LEVELS.iter().enumerate() {
        text.push_str(&format!(
            "[[scale.levels]]\nid = \"l{place}\"\nlabel = \"{label}\"\npoints = {points}\n"
        ));
    }
    for leaf in ["工作", "作风"] {
        text.push_str(&format!("[[indicators]]\nid = \"{leaf}\"\nlabel = \"{leaf}\"\n"));
    }
    for (g, group) in groups.iter().enumerate() {
        text.push_str(&format!(
            "[[groups]]\nid = \"g{g}\"\nlabel = \"第{g}组\"\nweight = {}\n",
            group.weight
        ));
    }
    text + "[scoring]\nmin_n_unit = 1\nmin_n_group = 1\n"
}
