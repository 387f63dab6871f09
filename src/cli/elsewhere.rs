//! Estimates from elsewhere: `pingyi rank --from-estimates`, and the covariance that
//! `pingyi score --covariance` writes for it.

use std::path::{Path, PathBuf};

use pingyi::elsewhere::{Estimated, Source, rank_counts, read_counts};
use pingyi::estimate::Measure;
use pingyi::locale::{Args, Locale};
use pingyi::report::{Audience, counts_grid, estimates_grid};
use pingyi::scheme::Publication;

use super::print::{self, Tables};
use super::road::Walked;
use super::terminal::{Terminal, harmless};
use super::wanted::Wanted;
use super::{Outcome, Status, Trouble, explain};

/// The confidence where none is asked for, in per cent.
const CONFIDENCE: f64 = 95.0;

/// Whether what is ranked comes from elsewhere.
pub(super) fn is_wanted(wanted: &Wanted) -> bool {
    let asked = &wanted.elsewhere;
    asked.estimates.is_some() || asked.counts.is_some()
}

/// Ranks estimates or counts; no appraisal is opened.
pub(super) fn rank(wanted: &Wanted, terminal: &mut Terminal) -> Outcome {
    let asked = &wanted.elsewhere;
    let confidence = confidence(asked.confidence.as_deref(), terminal)?;
    let language = wanted.language.unwrap_or_else(|| terminal.locale().language());
    let locale = Locale::new(language);
    let named = |path: &Path| path.to_string_lossy().into_owned();
    let read: Vec<PathBuf> = [&asked.estimates, &asked.counts, &asked.covariance]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    if let Some(out) = &wanted.out {
        print::spare(out, &read, terminal)?;
    }
    let grid = if let Some(path) = &asked.estimates {
        let shown = named(path);
        let matrix = asked.covariance.as_ref().map(|path| (path, named(path)));
        let matrix = matrix.as_ref().map(|(path, shown)| Source { path, shown_as: shown });
        let estimated = Estimated::read(Source { path, shown_as: &shown }, matrix)?;
        let placed = estimated.rank(confidence, asked.draws, asked.seed);
        estimates_grid(&estimated, &placed, &locale)
    } else {
        let path = asked.counts.clone().unwrap_or_default();
        let counted = read_counts(Source { path: &path, shown_as: &named(&path) })?;
        counts_grid(&counted, &rank_counts(&counted, confidence), &locale)
    };
    print::tables(&Tables::One(grid), wanted, &locale, terminal)?;
    Ok(Status::Done)
}

/// From per cent to a share above one half and below one.
fn confidence(asked: Option<&str>, terminal: &Terminal) -> Result<f64, Trouble> {
    let Some(text) = asked else { return Ok(CONFIDENCE / 100.0) };
    let value = text.trim_end_matches(['%', '％']).parse::<f64>().ok();
    match value.filter(|value| *value > 50.0 && *value < 100.0) {
        Some(value) => Ok(value / 100.0),
        None => {
            let args = Args::none().text("value", harmless(text));
            Err(Trouble::Usage(terminal.locale().text("usage-confidence", args)))
        }
    }
}

/// Writes the covariance of the scores of the units that have an error.
pub(super) fn write_covariance(
    wanted: &Wanted,
    walked: &Walked,
    path: &Path,
    terminal: &mut Terminal,
) -> Result<(), Trouble> {
    let measure = match &wanted.indicator {
        None => Measure::Whole,
        Some(name) => Measure::Indicator(explain::indicator(walked, name, terminal)?),
    };
    let appraisal = &walked.appraisal;
    let shown = |unit: &usize| {
        wanted.audience == Audience::Internal
            || appraisal.publication(*unit) != Publication::Internal
    };
    let units: Vec<usize> = (0..appraisal.units.len())
        .filter(|unit| walked.estimates.error(*unit, measure).is_some())
        .filter(shown)
        .collect();
    let spread = walked.estimates.spread().and_then(|spread| spread.measure(measure));
    let Some(spread) = spread.filter(|_| !units.is_empty()) else {
        return Err(Trouble::Usage(terminal.locale().word("usage-no-covariance")));
    };
    let locale = wanted.locale(&appraisal.scheme);
    let names: Vec<&str> =
        units.iter().map(|unit| locale.label(&appraisal.units[*unit].name)).collect();
    let mut table = Vec::new();
    pingyi::elsewhere::write_covariance(&names, &spread.covariance.select(&units), &mut table)?;
    Ok(print::write_whole(path, &table)?)
}
