//! How long the letters to all units take, as DOCX, PDF and HTML with their figures.
//!
//! Run with `cargo bench --bench letters`, or `cargo bench --bench letters -- 3000 200` for the numbers of
//! units and of letters that are written; all where the second is left away. The appraisal is synthetic
//! and made in a temporary folder. Nothing is asserted, because a timed test fails on a busy machine.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::path::Path;
use std::time::Instant;

use pingyi::appraisal::Appraisal;
use pingyi::error::Error;
use pingyi::estimate::Estimates;
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::locale::Locale;
use pingyi::report::write::{self, LetterForms, OfficialFaces};
use pingyi::report::{Fair, Letters, Material, Past, ToldMaterial};
use pingyi::scheme::Language;
use pingyi::simulate::{Plan, simulate};
use pingyi::tally::Tally;
use pingyi::trend::{Exercise, Trend};

fn main() -> Result<(), Error> {
    let numbers: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let units = numbers.first().copied().unwrap_or(3_000);
    let wanted = numbers.get(1).copied().unwrap_or(0);
    let folder = tempfile::tempdir().map_err(Error::io("."))?;
    make(folder.path(), units)?;
    println!("{units} units × 6 indicators, 2 periods, {} threads\n", rayon::current_num_threads());
    letters(folder.path(), wanted)
}

/// Writes a synthetic appraisal of two half-years, about 60 ballots for each unit.
fn make(folder: &Path, units: usize) -> Result<(), Error> {
    let groups = ["leaders", "deputies", "firms", "grassroots", "public"]
        .map(|group| format!("{group} = {{ raters = 240, coverage = 0.05 }}"));
    let period = |period: &str| {
        format!(
            "[[periods]]\nperiod = \"{period}\"\n\
             [[periods.files]]\nname = \"{period}.csv\"\nlayout = \"rater-unit\"\n"
        )
    };
    let text = format!(
        "seed = 7\ntitle = \"合成数据\"\nscheme = \"xiaoneng-6\"\nmade_units = {units}\n\
         [truth]\nmean = 76\nspread = 2\n[answers]\nunknown = 0.04\nblank = 0.01\n\
         [groups]\n{}\n{}{}",
        groups.join("\n"),
        period("2025H1"),
        period("2025H2")
    );
    let plan = Plan::read("plan.toml", &text, &|_| None)?;
    for made in simulate(&plan)? {
        let path = folder.join(&made.name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(Error::io(parent))?;
        }
        std::fs::write(&path, &made.bytes).map_err(Error::io(&path))?;
    }
    Ok(())
}

/// One period, walked to its ranks.
fn walk(
    folder: &Path,
    period: &str,
) -> Result<(Appraisal, Intake, Tally, Estimates, League), Error> {
    let appraisal = Appraisal::open(folder, period.parse().ok())?;
    let intake = Intake::check(&appraisal)?;
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let league = League::order(&appraisal, &estimates);
    Ok((appraisal, intake, tally, estimates, league))
}

fn letters(folder: &Path, wanted: usize) -> Result<(), Error> {
    let (appraisal, _, _, estimates, league) = walk(folder, "2025H1")?;
    let past = Past { appraisal, estimates, league };
    let (appraisal, intake, tally, estimates, league) = walk(folder, "2025H2")?;
    let earlier =
        Exercise { appraisal: &past.appraisal, estimates: &past.estimates, league: &past.league };
    let later = Exercise { appraisal: &appraisal, estimates: &estimates, league: &league };
    let trends = [Trend::compare(earlier, later)?];
    let history = [past];
    let material = Material {
        appraisal: &appraisal,
        account: intake.account(),
        tally: &tally,
        estimates: &estimates,
        parts: &[],
        is_told: false,
        league: &league,
        trends: &trends,
        history: &history,
        refused: &[],
        fair: Fair::default(),
    };
    let told = ToldMaterial::of(&material);
    let told = told.material(&material);
    let locale = Locale::new(Language::Chinese);
    let start = Instant::now();
    let letters = Letters::of(&material, &told, None, &locale);
    println!("{:>9.1} ms  look at all units", start.elapsed().as_secs_f64() * 1000.0);
    let mut units = letters.units();
    if wanted > 0 {
        units.truncate(wanted);
    }
    each(&letters, &units)?;
    let start = Instant::now();
    let (mut n, mut bytes, mut pages) = (0, 0, 0);
    let forms = LetterForms { faces: OfficialFaces::default(), png_scale: 1.0 };
    write::letters(&letters, &units, forms, |files| {
        n += 1;
        bytes += files.docx.len() + files.pdf.bytes.len() + files.html.len();
        pages += files.pdf.pages;
        Ok(())
    })?;
    let seconds = start.elapsed().as_secs_f64();
    println!("\n{seconds:.1} s for {n} letters: {pages} pages, {bytes} bytes");
    Ok(())
}

/// What each form costs on one thread, over a few letters.
fn each(letters: &Letters<'_>, units: &[usize]) -> Result<(), Error> {
    let some = &units[..units.len().min(40)];
    let time = |what: &str, mut run: Box<dyn FnMut(usize) -> Result<(), Error> + '_>| {
        let start = Instant::now();
        for unit in some {
            run(*unit)?;
        }
        let each = start.elapsed().as_secs_f64() * 1000.0 / some.len() as f64;
        println!("{each:>9.2} ms  {what}");
        Ok::<(), Error>(())
    };
    time(
        "compose a letter",
        Box::new(|unit| {
            drop(letters.letter(unit));
            Ok(())
        }),
    )?;
    time("and as DOCX", Box::new(|unit| write::docx(&letters.letter(unit), 1.0).map(drop)))?;
    let faces = OfficialFaces::default();
    time("and as PDF", Box::new(|unit| write::pdf(&letters.letter(unit), faces).map(drop)))?;
    time(
        "and as HTML",
        Box::new(|unit| {
            drop(write::document_html(&letters.letter(unit)));
            Ok(())
        }),
    )
}
