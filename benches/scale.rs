//! How the cost of the road grows: from ten thousand ballots to a hundred million, 41 to 3,000 units.
//!
//! Run with `cargo bench --bench scale -- 10000 100000 1000000` for numbers of ballots on 41 units,
//! `-- 1000000 units 41 410` for numbers of units, `-- 100000000 files 10` for several files, and
//! `-- 1700000 make folder` to leave the files for other programs to read. Files are synthetic, one row
//! for each rater and unit with a weight, and are made in a temporary folder by a generator of this bench,
//! because the simulator solves for true scores first. Nothing is asserted: a timed test fails on a busy
//! machine.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use pingyi::appraisal::Appraisal;
use pingyi::error::Error;
use pingyi::estimate::Estimates;
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::tally::Tally;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// How many units a rater judges at most; with more units than that, raters judge different ones.
const JUDGED: usize = 41;

/// The rater groups of the shipped scheme, with their share of the raters in hundredths.
const GROUPS: [(&str, u32); 5] =
    [("领导", 2), ("两代表一委员", 8), ("企业", 20), ("基层单位", 20), ("服务对象和群众", 50)];

/// Answers with their share in hundredths.
const ANSWERS: [(&str, u32); 5] =
    [("满意", 55), ("基本满意", 30), ("一般", 8), ("不满意", 4), ("不了解", 3)];

fn main() -> Result<(), Error> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let after = |key: &str| words.iter().position(|word| word == key).map(|at| &words[at + 1..]);
    let numbers = |words: &[String]| -> Vec<usize> {
        words.iter().map_while(|word| word.parse().ok()).collect()
    };
    let ballots = numbers(&words);
    let ballots = if ballots.is_empty() { vec![10_000, 100_000, 1_000_000] } else { ballots };
    let units = after("units").map_or(vec![JUDGED], numbers);
    let n_files = after("files").and_then(|words| words.first()?.parse().ok()).unwrap_or(1);
    if let Some(folder) = after("make").and_then(|words| words.first()) {
        make(Path::new(folder), ballots[0], units[0], n_files)?;
        return Ok(());
    }
    println!("{} threads\n", rayon::current_num_threads());
    println!(
        "{:>11} {:>6} {:>9} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9}",
        "ballots", "units", "MB", "read s", "count s", "score s", "rank s", "all s", "ns/ballot"
    );
    for n_units in units {
        for n_ballots in &ballots {
            run(*n_ballots, n_units, n_files)?;
        }
    }
    Ok(())
}

fn run(n_ballots: usize, n_units: usize, n_files: usize) -> Result<(), Error> {
    let folder = tempfile::tempdir().map_err(Error::io("."))?;
    let bytes = make(folder.path(), n_ballots, n_units, n_files)?;
    let appraisal = Appraisal::open(folder.path(), None)?;
    let start = Instant::now();
    let mut last = 0.0;
    let mut lap = || {
        let now = start.elapsed().as_secs_f64();
        let lap = now - last;
        last = now;
        lap
    };
    let intake = Intake::inspect(&appraisal, &|_, _| {});
    let read = lap();
    let tally = Tally::count(&appraisal, &intake);
    let count = lap();
    let estimates = Estimates::score(&appraisal, &tally);
    let score = lap();
    let league = League::rank(&appraisal, &estimates);
    let rank = lap();
    let all = read + count + score + rank;
    let n = intake.ballots().len();
    println!(
        "{n:>11} {n_units:>6} {:>9.1} {read:>8.3} {count:>8.3} {score:>8.3} {rank:>8.3} {all:>8.3} {:>9.0}",
        bytes as f64 / 1e6,
        all * 1e9 / n.max(1) as f64
    );
    drop((league, intake));
    Ok(())
}

/// Writes an appraisal; gives the bytes of its ballots.
fn make(folder: &Path, n_ballots: usize, n_units: usize, n_files: usize) -> Result<u64, Error> {
    std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(Error::io(&path))
    };
    let units: Vec<String> = (1..=n_units).map(|unit| format!("示例市第{unit:04}局")).collect();
    let mut register = String::from("编号,全称,类别\n");
    for (number, unit) in units.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = writeln!(register, "u{number},{unit},政府部门");
    }
    write("register.csv", &register)?;
    let names: Vec<String> = (1..=n_files).map(|file| format!("ballots-{file:02}.csv")).collect();
    let listed: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    write(
        "appraisal.toml",
        &format!(
            "title = \"合成数据\"\nscheme = \"xiaoneng-6\"\nregister = \"register.csv\"\n\
             [[periods]]\nperiod = \"2025H2\"\n[[periods.ballots]]\nfiles = [{}]\n\
             layout = \"rater-unit\"\n",
            listed.join(", ")
        ),
    )?;
    let judged = JUDGED.min(n_units);
    let n_raters = n_ballots.div_ceil(judged);
    let mut bytes = 0;
    for (number, name) in names.iter().enumerate() {
        let raters = n_raters * number / n_files..n_raters * (number + 1) / n_files;
        let path = folder.join(name);
        ballots(&path, raters, &units, judged)?;
        bytes += std::fs::metadata(&path).map_err(Error::io(&path))?.len();
    }
    Ok(bytes)
}

fn ballots(
    path: &PathBuf,
    raters: std::ops::Range<usize>,
    units: &[String],
    judged: usize,
) -> Result<(), Error> {
    let file = File::create(path).map_err(Error::io(path))?;
    let mut out = BufWriter::with_capacity(1 << 20, file);
    let mut line = String::from(
        "评议人,评议主体,权重,单位,业务工作,制度建设和落实,依法行政依法办事,政务公开和事务公开,\
         办事效率和服务质量,廉政建设和行风服务\n",
    );
    let mut chance = ChaCha8Rng::seed_from_u64(raters.start as u64);
    for rater in raters {
        let group = drawn(&GROUPS, chance.random_range(0..100));
        let weight: u32 = chance.random_range(50..200);
        let first = chance.random_range(0..units.len());
        for unit in 0..judged {
            let unit = &units[(first + unit) % units.len()];
            let (whole, part) = (weight / 100, weight % 100);
            let _ = write!(line, "r{rater:08},{group},{whole}.{part:02},{unit}");
            let mut share: u64 = chance.random();
            for _ in 0..6 {
                let of_hundred = u32::try_from(share & 1023).unwrap_or(0) * 100 / 1024;
                share >>= 10;
                line.push(',');
                line.push_str(drawn(&ANSWERS, of_hundred));
            }
            line.push('\n');
            out.write_all(line.as_bytes()).map_err(Error::io(path))?;
            line.clear();
        }
    }
    out.flush().map_err(Error::io(path))
}

fn drawn<'a>(shares: &[(&'a str, u32)], of_hundred: u32) -> &'a str {
    let mut left = of_hundred;
    for (text, share) in shares {
        if left < *share {
            return text;
        }
        left -= share;
    }
    shares[0].0
}
