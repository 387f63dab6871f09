//! Walking the road for the commands: one period, a year made of parts, and the periods before.

use std::path::Path;

use pingyi::account::Account;
use pingyi::appraisal::{Appraisal, InputFile};
use pingyi::error::{Error, Mismatch};
use pingyi::estimate::Estimates;
use pingyi::finding::Finding;
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::locale::Args;
use pingyi::period::{self, Period};
use pingyi::report::{Fair, Material, Past};
use pingyi::scheme::{Reweighting, Unweighable};
use pingyi::tally::{Counted, Linked, Tally};
use pingyi::trend::{Exercise, Trend};

use super::progress::Progress;
use super::terminal::Terminal;
use super::wanted::Wanted;

/// How many earlier periods are shown in lines over time.
const MAX_PAST: usize = 8;

/// How much of the league is worked out.
#[derive(Clone, Copy)]
pub(super) enum Depth {
    /// The ranks, which are all that lines over time need.
    Ranks,
    /// Their confidence sets too.
    Sets,
}

/// A period whose files have been read and checked.
pub(super) struct Checked {
    /// The appraisal of the whole period.
    pub(super) appraisal: Appraisal,
    /// What became of rows and papers.
    pub(super) account: Account,
    /// Everything noticed, by place.
    pub(super) findings: Vec<Finding>,
    /// Every file that was read.
    pub(super) inputs: Vec<InputFile>,
    /// The period itself, or the parts of a year.
    pub(super) parts: Vec<(Appraisal, Intake)>,
}

/// A period at the end of the road.
pub(super) struct Walked {
    pub(super) appraisal: Appraisal,
    pub(super) account: Account,
    pub(super) findings: Vec<Finding>,
    pub(super) inputs: Vec<InputFile>,
    pub(super) tally: Tally,
    pub(super) estimates: Estimates,
    /// Those of the parts of a year; empty for a period that is no year.
    pub(super) part_estimates: Vec<Estimates>,
    pub(super) league: League,
    /// The period itself, or the parts of a year, with what is known of their raters.
    pub(super) parts: Vec<Part>,
}

/// One listed period that was counted.
pub(super) struct Part {
    pub(super) appraisal: Appraisal,
    pub(super) intake: Intake,
    pub(super) tally: Tally,
}

impl Part {
    /// The part as the links between periods need it.
    pub(super) fn counted(&self) -> Counted<'_> {
        Counted { appraisal: &self.appraisal, intake: &self.intake, tally: &self.tally }
    }
}

/// What came before a period.
#[derive(Default)]
pub(super) struct Earlier {
    trends: Vec<Trend>,
    history: Vec<Past>,
    refused: Vec<(Period, Vec<Mismatch>)>,
}

impl Earlier {
    /// Periods that do not compare, and why.
    pub(super) fn refused(&self) -> &[(Period, Vec<Mismatch>)] {
        &self.refused
    }

    /// Whether no earlier period compares.
    pub(super) fn compares_nothing(&self) -> bool {
        self.trends.is_empty()
    }
}

/// Opens and checks the wanted period; what it finds is not yet an error. Large files go without a hash.
pub(super) fn check(
    folder: &Path,
    period: Option<Period>,
    terminal: &Terminal,
) -> Result<Checked, Error> {
    let open = |period| Appraisal::open(folder, period).map(Appraisal::sparing_hashes);
    check_opened(&open, period, terminal)
}

/// The same under another scheme than the folder names; `name` calls it in findings.
pub(super) fn check_under(
    folder: &Path,
    period: Option<Period>,
    (name, text): (&str, &str),
    terminal: &Terminal,
) -> Result<Checked, Error> {
    let open = |period| Appraisal::open_under(folder, period, name, text);
    check_opened(&|period| open(period).map(Appraisal::sparing_hashes), period, terminal)
}

fn check_opened(
    open: &dyn Fn(Option<Period>) -> Result<Appraisal, Error>,
    period: Option<Period>,
    terminal: &Terminal,
) -> Result<Checked, Error> {
    let appraisal = open(period)?;
    let mut opened = Vec::new();
    for part in appraisal.parts() {
        opened.push(open(Some(part))?);
    }
    if opened.is_empty() {
        opened.push(appraisal.clone());
    }
    let progress = Progress::reading(&appraisal.period.to_string(), &opened, terminal);
    let mut checked = Checked {
        inputs: appraisal.inputs.clone(),
        appraisal,
        account: Account::default(),
        findings: Vec::new(),
        parts: Vec::new(),
    };
    for part in opened {
        let intake = Intake::inspect(&part, &|rows, bytes| progress.heard(rows, bytes));
        checked.account = checked.account.plus(intake.account());
        checked.findings.extend_from_slice(intake.findings());
        checked.inputs.extend_from_slice(intake.inputs());
        checked.parts.push((part, intake));
    }
    Ok(checked)
}

/// Walks the wanted period to the end of the road, with the hash of every file that was read.
pub(super) fn walk_hashed(
    folder: &Path,
    period: Option<Period>,
    terminal: &Terminal,
) -> Result<Walked, Error> {
    let open = |period| Appraisal::open(folder, period);
    check_opened(&open, period, terminal)?.walk(Depth::Sets)
}

/// Walks the wanted period to the end of the road.
pub(super) fn walk(
    folder: &Path,
    period: Option<Period>,
    terminal: &Terminal,
) -> Result<Walked, Error> {
    check(folder, period, terminal)?.walk(Depth::Sets)
}

impl Checked {
    /// Counts, scores and ranks, where no finding stands in the way.
    pub(super) fn walk(self, depth: Depth) -> Result<Walked, Error> {
        if pingyi::finding::any_stop(&self.findings) {
            return Err(Error::Findings(self.findings));
        }
        let count = |(appraisal, intake): (Appraisal, Intake)| {
            let tally = Tally::count(&appraisal, &intake);
            Part { appraisal, intake, tally }
        };
        let parts: Vec<Part> = self.parts.into_iter().map(count).collect();
        let counted: Vec<Counted<'_>> = parts.iter().map(Part::counted).collect();
        let (tally, estimates, part_estimates) = score(&self.appraisal, &counted);
        let league = match depth {
            Depth::Ranks => League::order(&self.appraisal, &estimates),
            Depth::Sets => League::rank(&self.appraisal, &estimates),
        };
        let Checked { appraisal, account, findings, inputs, .. } = self;
        Ok(Walked {
            appraisal,
            account,
            findings,
            inputs,
            tally,
            estimates,
            part_estimates,
            league,
            parts,
        })
    }
}

/// Scores a period from its counted parts, and puts their counts together; for a year with the scores of
/// its parts.
fn score(appraisal: &Appraisal, parts: &[Counted<'_>]) -> (Tally, Estimates, Vec<Estimates>) {
    let tally = parts.iter().fold(Tally::default(), |sum, part| sum.merge(part.tally.clone()));
    let mut estimates: Vec<Estimates> =
        parts.iter().map(|part| Estimates::score(part.appraisal, part.tally)).collect();
    if appraisal.parts().is_empty() {
        return (tally, estimates.swap_remove(0), Vec::new());
    }
    let common = |a: usize, b: usize| Some(Linked::between(*parts.get(a)?, *parts.get(b)?, &Some));
    let year = Estimates::year_linked(appraisal, &estimates, &tally, &common);
    (tally, year, estimates)
}

/// Which ballots are counted again.
#[derive(Debug, Clone, Copy)]
pub(super) enum Recount {
    /// Those that were.
    Same,
    /// Those that would be if the rule at this position of the scheme were not there.
    Without(usize),
    /// Those that would be if it voided what it meets.
    With(usize),
}

/// A period as it would be.
pub(super) struct Supposition {
    pub(super) appraisal: Appraisal,
    pub(super) estimates: Estimates,
    pub(super) league: League,
}

impl Walked {
    /// Counts and scores the same ballots again, under other weights or rules.
    pub(super) fn again(
        &self,
        weights: &Reweighting,
        recount: Recount,
    ) -> Result<Supposition, Unweighable> {
        let appraisal = self.appraisal.reweighted(weights)?;
        let mut again: Vec<(Appraisal, Tally)> = Vec::new();
        for part in &self.parts {
            let appraisal = part.appraisal.reweighted(weights)?;
            let tally = match recount {
                Recount::Same => Tally::count(&appraisal, &part.intake),
                Recount::Without(rule) => Tally::count_without(&appraisal, &part.intake, rule),
                Recount::With(rule) => Tally::count_with(&appraisal, &part.intake, rule),
            };
            again.push((appraisal, tally));
        }
        let counted = |((appraisal, tally), part)| {
            let part: &Part = part;
            Counted { appraisal, intake: &part.intake, tally }
        };
        let parts: Vec<Counted<'_>> =
            again.iter().map(|(a, t)| (a, t)).zip(&self.parts).map(counted).collect();
        let (_, estimates, _) = score(&appraisal, &parts);
        let league = League::order(&appraisal, &estimates);
        Ok(Supposition { appraisal, estimates, league })
    }

    /// What a report is made of.
    pub(super) fn material<'a>(&'a self, earlier: &'a Earlier) -> Material<'a> {
        Material {
            appraisal: &self.appraisal,
            account: &self.account,
            tally: &self.tally,
            estimates: &self.estimates,
            parts: &self.part_estimates,
            league: &self.league,
            trends: &earlier.trends,
            history: &earlier.history,
            refused: &earlier.refused,
            fair: Fair::default(),
            is_told: false,
        }
    }

    pub(super) fn exercise(&self) -> Exercise<'_> {
        Exercise { appraisal: &self.appraisal, estimates: &self.estimates, league: &self.league }
    }
}

/// Walks the earlier periods of the same kind, and compares.
///
/// With `--against` that period alone is compared, and must be there; otherwise the previous one
/// and the same of last year, as far as there are any. A period that stops on a finding of its own
/// is left out with a remark.
pub(super) fn earlier(
    wanted: &Wanted,
    walked: &Walked,
    terminal: &mut Terminal,
) -> Result<Earlier, Error> {
    let now = walked.appraisal.period;
    let compared = match wanted.against {
        Some(period) => vec![period],
        None => vec![now.previous(), now.same_of_last_year()],
    };
    let mut periods = past_periods(&walked.appraisal.periods, now);
    periods.extend(wanted.against.filter(|period| !periods.contains(period)));
    let mut earlier = Earlier::default();
    for period in periods {
        let checked = check(&wanted.folder, Some(period), terminal);
        let past = match checked.and_then(|checked| checked.walk(Depth::Ranks)) {
            Ok(past) => past,
            Err(error) if wanted.against == Some(period) => return Err(error),
            Err(_) => {
                let args = Args::none().text("period", period.to_string());
                let sentence = terminal.locale().text("note-period-left-out", args);
                terminal.note(&sentence);
                continue;
            }
        };
        let linked = linked(&past, walked);
        match Trend::compare_linked(past.exercise(), walked.exercise(), &linked) {
            Ok(trend) => {
                if compared.contains(&period) {
                    earlier.trends.push(trend);
                }
                let Walked { appraisal, estimates, league, .. } = past;
                earlier.history.push(Past { appraisal, estimates, league });
            }
            Err(Error::Incomparable(why)) if wanted.against != Some(period) => {
                earlier.refused.push((period, why));
            }
            Err(error) => return Err(error),
        }
    }
    // 环比 first: the nearest in time leads.
    earlier.trends.sort_by_key(|trend| std::cmp::Reverse(trend.earlier.months()));
    earlier.history.sort_by_key(|past| past.estimates.period.months());
    Ok(earlier)
}

/// What the scores of two periods have in common through the raters they share; nothing for years.
fn linked(past: &Walked, now: &Walked) -> Linked {
    let ([then], [part]) = (past.parts.as_slice(), now.parts.as_slice()) else {
        return Linked::default();
    };
    let schemes = (&then.appraisal.scheme, &part.appraisal.scheme);
    Linked::between(then.counted(), part.counted(), &|measure| {
        Trend::earlier_measure(schemes.0, schemes.1, measure)
    })
}

/// The listed periods of the same kind before `now`, the last few, oldest first. A year that is
/// not listed counts where its parts are.
fn past_periods(listed: &[Period], now: Period) -> Vec<Period> {
    let is_year = now.part() == period::Part::Year;
    let same_kind = |period: &Period| {
        std::mem::discriminant(&period.part()) == std::mem::discriminant(&now.part())
    };
    let mut past: Vec<Period> = listed
        .iter()
        .map(|period| if is_year { Period::year_of(period.year()) } else { *period })
        .filter(|period| same_kind(period) && period.months() < now.months())
        .collect();
    past.sort_by_key(|period| period.months());
    past.dedup();
    past.split_off(past.len().saturating_sub(MAX_PAST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_past_is_of_the_same_kind_and_a_year_stands_for_its_parts() {
        let periods = |text: &str| -> Vec<Period> {
            text.split(' ').map(|period| period.parse().unwrap()).collect()
        };
        let listed = periods("2023H1 2023H2 2024H1 2024Q1 2024H2 2025H1");
        let past = |now: &str| past_periods(&listed, now.parse().unwrap());
        assert_eq!(past("2025H1"), periods("2023H1 2023H2 2024H1 2024H2"));
        assert_eq!(past("2025"), periods("2023 2024"));
        assert_eq!(past("2023H1"), Vec::new());
    }
}
