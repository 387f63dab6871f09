//! Before speaking · disclosure (公布范围): what of a period may leave the office.
//!
//! *What it is.* [`Told`] is a copy of estimates, league and trends in which everything that the public
//! and the units must not learn is withheld. Whatever is written of it cannot tell more than it holds.
//!
//! *What it promises* (`docs/methods.md` §24).
//! - Nothing of a category that is for the leaders only.
//! - No score of fewer than [`fewest`] people: of a unit, of one of its indicators, of a group on it. Where
//!   one part of a sum is withheld, a second is too, so that the first cannot be had by subtraction, and
//!   no share of answers is told, which would be a second sum over the same parts.
//! - No mean that a withheld score is in, and no table in which a withheld score has a rank.
//! - No change against a score that was withheld in its own period.
//!
//! *What it does not do.* It changes no score: what is told is digit by digit what the office sees.

mod hidden;
mod trend;

#[cfg(test)]
mod tests;

pub use hidden::{Hidden, fewest};
pub use trend::{Side, told_trend};

use crate::appraisal::Appraisal;
use crate::estimate::{Absent, Estimates, Means, Rates, Score, UnitEstimate};
use crate::league::{League, Table};
use crate::scheme::Measure;

/// What may leave the office of one period.
#[derive(Debug, Clone)]
pub struct Told {
    /// The scores; what is withheld says so ([`Absent::Withheld`]).
    pub estimates: Estimates,
    /// The tables in which nobody who is withheld has a rank.
    pub league: League,
    /// What is withheld.
    pub hidden: Hidden,
    /// Tables that are not told, by category (`None` over all) and measure, in the order of the scheme.
    pub tables: Vec<(Option<usize>, Measure)>,
}

impl Told {
    /// What may be told of a period. `parts` are the estimates of the parts of a year, so that no part
    /// that is withheld can be had from the year; empty for a half-year.
    pub fn of(
        appraisal: &Appraisal,
        estimates: &Estimates,
        league: &League,
        parts: &[Estimates],
    ) -> Told {
        let mut hidden = Hidden::of(appraisal, estimates);
        for part in parts {
            hidden.add(&Hidden::of(appraisal, part));
        }
        let mut told = estimates.clone();
        for unit in &mut told.units {
            withhold(unit, &hidden);
        }
        withhold_means(appraisal, estimates, &hidden, &mut told);
        let (shown, dark): (Vec<&Table>, Vec<&Table>) =
            league.tables.iter().partition(|table| is_told(appraisal, table, &hidden));
        let named = |table: &&Table| table.category.is_none_or(|c| !hidden.is_of_leaders(c));
        let tables = dark.into_iter().filter(named).map(|t| (t.category, t.measure)).collect();
        let mut tables_told: Vec<Table> = shown.into_iter().cloned().collect();
        for table in &mut tables_told {
            unrank(table, &told);
        }
        let league = League { period: league.period, tables: tables_told };
        Told { estimates: told, league, hidden, tables }
    }
}

/// Puts the reason in the place of every withheld value of a unit.
fn withhold(unit: &mut UnitEstimate, hidden: &Hidden) {
    let at = unit.unit;
    if hidden.unit(at) {
        unit.whole = withheld();
    }
    if hidden.shares(at, Measure::Whole) {
        unit.whole_rates = no_rates(&unit.whole_rates);
    }
    for (index, score) in unit.indicators.iter_mut().enumerate() {
        if hidden.cell(at, Measure::Indicator(index)) {
            *score = withheld();
        }
    }
    for (index, rates) in unit.leaf_rates.iter_mut().enumerate() {
        if hidden.shares(at, Measure::Indicator(index)) {
            *rates = no_rates(rates);
        }
    }
    let n_leaves = unit.leaf_rates.len();
    for (index, group) in unit.groups.iter_mut().enumerate() {
        let all = hidden.unit(at) || hidden.group(at, index);
        if all {
            group.whole = withheld();
        }
        for leaf in 0..n_leaves.min(group.leaves.len()) {
            if all || hidden.cell(at, Measure::Indicator(leaf)) {
                group.leaves[leaf] = withheld();
            }
        }
    }
}

fn withheld() -> Score {
    Score {
        value: Err(Absent::Withheld),
        n: 0,
        trimmed: 0,
        missing_groups: Vec::new(),
        missing_periods: Vec::new(),
    }
}

/// Rates of nobody, with as many bins.
fn no_rates(rates: &Rates) -> Rates {
    Rates {
        bins: vec![crate::exact::Ratio::zero(); rates.bins.len()],
        satisfied: None,
        dissatisfied: None,
        knowledge: None,
        marks: crate::estimate::MarkCounts::default(),
    }
}

/// Takes away each mean that a withheld score is in.
fn withhold_means(
    appraisal: &Appraisal,
    estimates: &Estimates,
    hidden: &Hidden,
    told: &mut Estimates,
) {
    let in_mean = |category: Option<usize>, measure: Measure| {
        let mut units = estimates.units.iter();
        units.any(|unit| {
            let own = appraisal.units[unit.unit].category;
            let is_in = match category {
                Some(category) => own == category,
                // Those of the leaders are in no mean over all.
                None => !hidden.is_of_leaders(own),
            };
            is_in && hidden.cell(unit.unit, measure) && unit.score(measure).value.is_ok()
        })
    };
    let keep = |means: &Means, category| means.only(|measure| !in_mean(category, measure));
    told.city = keep(&told.city, None);
    for (category, means) in told.categories.iter_mut().enumerate() {
        *means = keep(means, Some(category));
    }
}

/// Whether nobody in a table has a rank that says something of a withheld score.
fn is_told(appraisal: &Appraisal, table: &Table, hidden: &Hidden) -> bool {
    let open = table.category.is_none_or(|category| !hidden.is_of_leaders(category));
    let mut ranked = table.standings.iter();
    open && ranked.all(|standing| !hidden.cell(standing.unit, table.measure))
        && table.standings.iter().all(|s| !hidden.is_of_leaders(appraisal.units[s.unit].category))
}

/// Gives the reason where a unit is not ranked because its score is withheld.
fn unrank(table: &mut Table, told: &Estimates) {
    for row in &mut table.unranked {
        if told.units[row.unit].score(table.measure).is_withheld() {
            row.published = None;
            row.why = crate::league::Why::Absent(Absent::Withheld);
        }
    }
}
