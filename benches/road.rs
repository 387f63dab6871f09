//! How long each stop of the road takes, beside the bare reading of the file.
//!
//! Run with `cargo bench --bench road`, or `cargo bench --bench road -- 10000 41` for the numbers of
//! raters and units. The ballots are synthetic and made in a temporary folder. Each stop is
//! measured several times and the median is printed: nothing here is asserted, because a timed
//! test fails on a busy machine.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::path::Path;
use std::time::{Duration, Instant};

use pingyi::account::Account;
use pingyi::appraisal::Appraisal;
use pingyi::error::Error;
use pingyi::estimate::Estimates;
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::locale::Locale;
use pingyi::report::{Audience, Fair, Material, Report, write};
use pingyi::scheme::Language;
use pingyi::sheet::{self, Reading};
use pingyi::simulate::{Plan, simulate};
use pingyi::tally::Tally;

/// How often each stop is measured.
const RUNS: usize = 5;

fn main() -> Result<(), Error> {
    let numbers: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let raters = numbers.first().copied().unwrap_or(10_000);
    let units = numbers.get(1).copied().unwrap_or(41);
    let folder = tempfile::tempdir().map_err(Error::io("."))?;
    let file = make(folder.path(), raters, units)?;
    let bytes = std::fs::metadata(&file).map_err(Error::io(&file))?.len();
    let n_ballots = raters * units;
    println!("{raters} raters × {units} units × 6 indicators: {n_ballots} ballots, {bytes} bytes");
    println!("median of {RUNS} runs, {} threads\n", rayon::current_num_threads());
    stops(folder.path(), &file)
}

/// Writes a synthetic appraisal in the one-row-per-rater-and-unit layout; gives the ballot file.
fn make(folder: &Path, raters: u64, units: u64) -> Result<std::path::PathBuf, Error> {
    let groups = ["leaders", "deputies", "firms", "grassroots", "public"]
        .map(|group| format!("{group} = {{ raters = {}, coverage = 1 }}", raters / 5));
    let text = format!(
        "seed = 7\ntitle = \"合成数据\"\nscheme = \"xiaoneng-6\"\nmade_units = {units}\n\
         [truth]\nmean = 76\nspread = 2\n[answers]\nunknown = 0.04\nblank = 0.01\n\
         [groups]\n{}\n[[periods]]\nperiod = \"2025H2\"\n\
         [[periods.files]]\nname = \"ballots.csv\"\nlayout = \"rater-unit\"\n",
        groups.join("\n")
    );
    let plan = Plan::read("plan.toml", &text, &|_| None)?;
    for made in simulate(&plan)? {
        let path = folder.join(&made.name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(Error::io(parent))?;
        }
        std::fs::write(&path, &made.bytes).map_err(Error::io(&path))?;
    }
    Ok(folder.join("ballots.csv"))
}

fn stops(folder: &Path, file: &Path) -> Result<(), Error> {
    let appraisal = Appraisal::open(folder, None)?;
    time("read the file into cells", || {
        let book = sheet::open(file, "ballots.csv", &Reading::default());
        let mut n_cells = 0;
        for sheet in &book.sheets {
            let _ = sheet.for_each(&mut |row| n_cells += row.len());
        }
        n_cells
    });
    let intake = time("check (read, match, screen)", || Intake::inspect(&appraisal, &|_, _| {}));
    let tally = time("count", || Tally::count(&appraisal, &intake));
    let estimates = time("score", || Estimates::score(&appraisal, &tally));
    let league = time("rank", || League::rank(&appraisal, &estimates));
    let account: &Account = intake.account();
    let material = Material {
        appraisal: &appraisal,
        account,
        tally: &tally,
        estimates: &estimates,
        league: &league,
        trends: &[],
        history: &[],
        refused: &[],
        fair: Fair::default(),
        parts: &[],
        is_told: false,
    };
    let locale = Locale::new(Language::Chinese);
    let report = time("compose (tables, figures)", || {
        Report::compose(&material, Audience::Internal, &locale)
    });
    time("write the page", || write::html(&report, &locale).map(|page| page.len()))?;
    time("write the workbook", || write::workbook(&report, &locale).map(|book| book.len()))?;
    time("draw the figures as PNG", || {
        use rayon::prelude::*;
        let figures: Vec<_> = report.figures.iter().chain(&report.profiles).collect();
        figures.par_iter().filter(|figure| figure.chart.png(2.0).is_ok()).count()
    });
    Ok(())
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
