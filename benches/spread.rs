//! How long the error of the scores takes, beside counting and scoring.
//!
//! Run with `cargo bench --bench spread`. Two sizes: 73 000 ratings of 1 128 units, and every one of
//! 41 463 raters on each of 41 units (1.7 million ballots, 10 million answers); `-- small` leaves out
//! the second. The ballots are synthetic. The median of several runs is printed; nothing is
//! asserted, because a timed test fails on a busy machine.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::path::Path;
use std::time::{Duration, Instant};

use pingyi::appraisal::Appraisal;
use pingyi::error::Error;
use pingyi::estimate::Estimates;
use pingyi::intake::Intake;
use pingyi::simulate::{Plan, simulate};
use pingyi::tally::{Spread, Tally};

/// How often each stop is measured.
const RUNS: usize = 5;

fn main() -> Result<(), Error> {
    let small = std::env::args().any(|word| word == "small");
    // 3 000 raters who each judge about 24 of 1 128 units: with one answer, and with six.
    measure("one.toml", 3000, 1128, 0.0216)?;
    measure("xiaoneng-6", 3000, 1128, 0.0216)?;
    if !small {
        measure("xiaoneng-6", 41_465, 41, 1.0)?;
    }
    Ok(())
}

fn measure(scheme: &str, raters: u64, units: u64, coverage: f64) -> Result<(), Error> {
    let folder = tempfile::tempdir().map_err(Error::io("."))?;
    make(folder.path(), scheme, raters, units, coverage)?;
    let appraisal = Appraisal::open(folder.path(), None)?;
    let intake = Intake::check(&appraisal)?;
    println!(
        "{} ballots of {raters} raters on {units} units, {} indicators, {} threads",
        intake.ballots().len(),
        appraisal.scheme.indicators.n_leaves(),
        rayon::current_num_threads()
    );
    let tally = time("count, with the spread", || Tally::count(&appraisal, &intake));
    time("the spread alone: full covariance of every measure, rates", || {
        Spread::of(&appraisal, (intake.ballots(), intake.bundles()), &tally)
    });
    time("score", || Estimates::score(&appraisal, &tally));
    println!();
    Ok(())
}

fn make(folder: &Path, scheme: &str, raters: u64, units: u64, coverage: f64) -> Result<(), Error> {
    let groups = ["leaders", "deputies", "firms", "grassroots", "public"]
        .map(|group| format!("{group} = {{ raters = {}, coverage = {coverage} }}", raters / 5));
    let text = format!(
        "seed = 7\ntitle = \"合成数据\"\nscheme = \"{scheme}\"\nmade_units = {units}\n\
         [truth]\nmean = 76\nspread = 2\n[answers]\nunknown = 0.04\nblank = 0.01\n\
         [groups]\n{}\n[[periods]]\nperiod = \"2025H2\"\n\
         [[periods.files]]\nname = \"ballots.csv\"\nlayout = \"rater-unit\"\n",
        groups.join("\n")
    );
    let plan = Plan::read("plan.toml", &text, &|name| (name == "one.toml").then(one_indicator))?;
    for made in simulate(&plan)? {
        let path = folder.join(&made.name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(Error::io(parent))?;
        }
        std::fs::write(&path, &made.bytes).map_err(Error::io(&path))?;
    }
    Ok(())
}

/// A scheme that asks for one answer on a unit.
fn one_indicator() -> String {
    let groups = ["leaders", "deputies", "firms", "grassroots", "public"]
        .map(|group| format!("{{ id = '{group}', label = '{group}' }}"));
    format!(
        "id = 'one'\nname = '总体评价'\nindicators = [{{ label = '总体评价' }}]\ngroups = [{}]\n\
         [scale]\nlevels = [{{ label = '满意', points = 100 }}, {{ label = '基本满意', points = 80 }},\
         {{ label = '一般', points = 60 }}, {{ label = '不满意', points = 30 }},\
         {{ label = '不了解', kind = 'unknown' }}]\n",
        groups.join(", ")
    )
}

/// Runs a stop several times, prints the median, and gives what the last run gave.
fn time<T>(stop: &str, run: impl Fn() -> T) -> T {
    let mut times: Vec<Duration> = Vec::new();
    let mut last = None;
    for _ in 0..RUNS {
        let start = Instant::now();
        last = Some(run());
        times.push(start.elapsed());
    }
    times.sort_unstable();
    println!("{:>9.1} ms  {stop}", times[RUNS / 2].as_secs_f64() * 1000.0);
    last.unwrap_or_else(run)
}
