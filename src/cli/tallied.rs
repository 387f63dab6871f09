//! Going on from a tally that was counted elsewhere: `--from-tally`.

use std::path::Path;

use pingyi::appraisal::Appraisal;
use pingyi::error::Error;
use pingyi::estimate::Estimates;
use pingyi::finding::{Effect, Finding, Kind, Place};
use pingyi::league::League;
use pingyi::period::Period;
use pingyi::tally::{Tally, TallyFile};

use super::road::Walked;
use super::terminal::Terminal;
use super::wanted::Wanted;

/// Walks on from the counts in a file. The folder gives scheme and register; its ballots need not be
/// there.
pub(super) fn walk(wanted: &Wanted, path: &Path, terminal: &mut Terminal) -> Result<Walked, Error> {
    let shown = path.to_string_lossy().into_owned();
    let file = TallyFile::read(path, &shown)?;
    let period = wanted.period.unwrap_or(file.period());
    let appraisal = Appraisal::open_counted(&wanted.folder, Some(period))?;
    let misfits = file.misfits(&appraisal, &shown);
    if !misfits.is_empty() {
        return Err(Error::Findings(misfits));
    }
    let tally = file.parts().values().fold(Tally::default(), |sum, part| sum.merge(part.clone()));
    let (estimates, part_estimates) = score(wanted, &appraisal, &file, &shown)?;
    let league = League::rank(&appraisal, &estimates);
    terminal.note(&terminal.locale().word("note-no-errors"));
    Ok(Walked {
        findings: appraisal.flags.clone(),
        account: file.account().clone(),
        inputs: appraisal.inputs.clone(),
        appraisal,
        tally,
        estimates,
        part_estimates,
        league,
        parts: Vec::new(),
    })
}

/// Scores the period, or the parts of a year each by itself and then together; gives those of the parts too.
fn score(
    wanted: &Wanted,
    appraisal: &Appraisal,
    file: &TallyFile,
    shown: &str,
) -> Result<(Estimates, Vec<Estimates>), Error> {
    let none = Tally::default();
    let parts = appraisal.parts();
    let known = |period: &Period| *period == appraisal.period || parts.contains(period);
    if !file.parts().keys().all(known) {
        let finding = Finding::new(Kind::NotATally, Effect::Stop, Place::file(shown));
        return Err(Error::Findings(vec![finding.with("detail", "damaged")]));
    }
    if parts.is_empty() {
        let tally = file.parts().get(&appraisal.period).unwrap_or(&none);
        return Ok((Estimates::score(appraisal, tally), Vec::new()));
    }
    let mut estimates = Vec::new();
    for part in parts {
        let opened = Appraisal::open_counted(&wanted.folder, Some(part))?;
        estimates.push(Estimates::score(&opened, file.parts().get(&part).unwrap_or(&none)));
    }
    let whole = file.parts().values().fold(Tally::default(), |sum, part| sum.merge(part.clone()));
    let year = Estimates::year(appraisal, &estimates, &whole);
    Ok((year, estimates))
}
