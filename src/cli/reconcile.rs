//! `pingyi reconcile` (双录比对): papers typed twice, compared cell by cell and settled.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use pingyi::error::Error;
use pingyi::locale::{Args, Locale};
use pingyi::reconcile::{
    Comparison, ErrorRate, Matching, Settlement, columns_grid, reconciled_grid, settle_grid,
    typists_grid,
};
use pingyi::report::write::csv;
use pingyi::report::{Cell, Grid};

use super::simulate::refuse_other_files;
use super::terminal::{Terminal, harmless};
use super::wanted::Wanted;
use super::{Outcome, Status, Trouble, findings, print};

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, terminal: &mut Terminal) -> Outcome {
    let mut wanted = Wanted::of(matches, terminal.locale())?;
    terminal.set_quiet(wanted.quiet);
    let texts = |id: &str| -> Vec<String> {
        matches.get_many::<String>(id).into_iter().flatten().cloned().collect()
    };
    let typed = texts("typed");
    let [first, second] = typed.as_slice() else { return Ok(Status::Usage) };
    let matching = Matching { key: texts("key"), ignore: texts("ignore") };
    let names = names(first, second);
    let comparison =
        Comparison::read([Path::new(first), Path::new(second)], [&names[0], &names[1]], &matching)?;
    let out = wanted.out.take();
    match matches.get_one::<String>("settled") {
        Some(list) => apply(Path::new(list), &comparison, out, terminal),
        None => tell(&comparison, &wanted, out, terminal),
    }
}

/// The files as findings call them: by name, and by what was typed where two share a name.
fn names(first: &str, second: &str) -> [String; 2] {
    let name = |path: &str| {
        let name = Path::new(path).file_name();
        name.map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
    };
    match name(first) == name(second) {
        true => [first.to_owned(), second.to_owned()],
        false => [name(first), name(second)],
    }
}

/// Prints how often the two differ, and prints or writes the list to be settled.
fn tell(
    comparison: &Comparison,
    wanted: &Wanted,
    out: Option<PathBuf>,
    terminal: &mut Terminal,
) -> Outcome {
    findings::show(&comparison.findings, terminal);
    let locale = Locale::new(terminal.locale().language());
    let columns = columns_grid(comparison, notes(comparison, &locale), &locale);
    let settle = settle_grid(comparison, &locale);
    let n_open = comparison.differences.len();
    let tables = match out {
        None if n_open > 0 => print::Tables::Many(vec![columns.clone(), settle.clone()]),
        _ => print::Tables::One(columns.clone()),
    };
    let mut files = vec![columns];
    if n_open > 0 {
        files.push(settle);
    }
    if let Some(out) = &out {
        write(&files, out, &locale)?;
    }
    print::tables(&tables, wanted, &locale, terminal)?;
    if let Some(out) = &out {
        let args = Args::none().text("path", out.display().to_string()).count("n", files.len());
        terminal.note(&locale.text("report-written", args));
    }
    let status = if n_open > 0 { Status::Noted } else { Status::Done };
    Ok(status.max(findings::status(&comparison.findings)))
}

/// Settles every difference with the list, and prints or writes the table that follows.
fn apply(
    list: &Path,
    comparison: &Comparison,
    out: Option<PathBuf>,
    terminal: &mut Terminal,
) -> Outcome {
    let shown_as = list.file_name().unwrap_or(list.as_os_str()).to_string_lossy().into_owned();
    let settlement = Settlement::read(list, &shown_as, comparison)?;
    findings::show(&comparison.findings, terminal);
    let locale = Locale::new(terminal.locale().language());
    let settled = reconciled_grid(comparison, &settlement, &locale);
    let Some(out) = out else {
        terminal.print_bytes(&csv(&settled, &locale))?;
        return Ok(findings::status(&comparison.findings));
    };
    let notes = vec![locale.word("reconcile-note-typists"), locale.word("reconcile-note-blind")];
    let typists = typists_grid(comparison, &settlement, notes, &locale);
    let files = [settled, typists];
    write(&files, &out, &locale)?;
    terminal.print(&print::grid_text(&files[1], &locale))?;
    let args = Args::none().text("path", out.display().to_string()).count("n", files.len());
    terminal.print(&format!("{}\n", locale.text("report-written", args)))?;
    Ok(findings::status(&comparison.findings))
}

/// Writes tables into a folder, each whole; a list that is being filled in is never written over.
fn write(grids: &[Grid], out: &Path, locale: &Locale) -> Result<(), Trouble> {
    let files: Vec<(String, Vec<u8>)> =
        grids.iter().map(|grid| (format!("{}.csv", grid.file), csv(grid, locale))).collect();
    refuse_other_files(out, files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))?;
    std::fs::create_dir_all(out).map_err(Error::io(out))?;
    for (name, bytes) in &files {
        print::write_whole(&out.join(name), bytes)?;
    }
    Ok(())
}

/// What stands below the table of columns.
fn notes(comparison: &Comparison, locale: &Locale) -> Vec<String> {
    let key: Vec<String> = comparison.key.iter().map(|heading| harmless(heading)).collect();
    let args = Args::none().text("key", locale.list(&key));
    let mut notes =
        vec![locale.text("reconcile-note-key", args.count("n", comparison.entries.len()))];
    if let Some(rate) = comparison.rate() {
        let args = shares(rate, Args::none()).text("wrong", rate.wrong.to_string());
        notes.push(locale.text("reconcile-note-rate", args.text("cells", rate.cells.to_string())));
        notes.push(locale.text("reconcile-note-half", shares(rate.halved(), Args::none())));
    }
    notes.push(locale.word("reconcile-note-unlike"));
    notes.push(locale.word("reconcile-note-blind"));
    if !comparison.differences.is_empty() {
        notes.push(locale.word("reconcile-note-next"));
    }
    notes
}

/// A rate and its interval as a sentence names them, in per cent.
fn shares<'a>(rate: ErrorRate, args: Args<'a>) -> Args<'a> {
    let percent = |share: f64| match Cell::near(share * 100.0, 2) {
        Cell::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let end = |pick: fn(&pingyi::statistic::Interval) -> f64| {
        rate.interval.as_ref().map(pick).map_or_else(String::new, percent)
    };
    args.text("rate", percent(rate.share))
        .text("has-interval", if rate.interval.is_some() { "yes" } else { "no" })
        .text("low", end(|interval| interval.low))
        .text("high", end(|interval| interval.high))
}
