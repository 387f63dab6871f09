//! How long confidence sets for ranks take, and how much memory they need.
//!
//! Run with `cargo bench --bench rank_sets`, or `cargo bench --bench rank_sets -- 3000 1000` for the
//! numbers of units and draws. Nothing is asserted, because a timed test fails on a busy machine.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::time::Instant;

use pingyi::statistic::{Purpose, Ranking, Symmetric, normals, rank_sets};

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    println!("{} threads", rayon::current_num_threads());
    match numbers[..] {
        [units, draws, ..] => measure(units, draws),
        _ => [(41, 10_000), (500, 10_000), (1_128, 1_000)]
            .into_iter()
            .for_each(|(units, draws)| measure(units, draws)),
    }
}

/// Sets for made-up units: true scores around 76, and raters who judge a part of the units in common.
fn measure(units: usize, draws: usize) {
    let mut chance = vec![0.0; 2 * units];
    normals(7, Purpose::Other, 0, &mut chance);
    let estimates: Vec<f64> = chance[..units].iter().map(|x| 76.0 + 2.0 * x).collect();
    let covariance = Symmetric::from_fn(units, |a, b| {
        let common = if a / 20 == b / 20 { 0.2 } else { 0.05 };
        if a == b { 0.6 + 0.1 * chance[units + a].abs() } else { common }
    });
    for (name, freedom) in [("normal", f64::INFINITY), ("t", 60.0)] {
        let freedom: Vec<f64> = (0..units).map(|unit| freedom + unit as f64).collect();
        let ranking = Ranking {
            estimates: &estimates,
            covariance: &covariance,
            freedom: &freedom,
            confidence: 0.95,
            draws,
            seed: 1,
        };
        let start = Instant::now();
        let sets = rank_sets(&ranking);
        let seconds = start.elapsed().as_secs_f64();
        let width: usize = sets.simultaneous.iter().map(|set| set.worst - set.best + 1).sum();
        println!(
            "{units} units, {draws} draws, {name}: {seconds:.3} s; critical {:.3} in {} steps, mean width {:.1}, \
             {} borderline, {} bands",
            sets.critical,
            sets.steps,
            width as f64 / units as f64,
            sets.borderline.iter().filter(|borderline| **borderline).count(),
            sets.apart.bands().len(),
        );
    }
    println!("most memory so far: {}", memory().unwrap_or_else(|| "not known here".to_owned()));
}

/// The most memory that the process has held, where the system says so.
fn memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}
