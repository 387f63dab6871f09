//! Changes: none against a value that was withheld in its own period.

use super::{Hidden, Told};
use crate::appraisal::Appraisal;
use crate::estimate::Means;
use crate::league::League;
use crate::scheme::Measure;
use crate::trend::{Change, Fate, Trend, UnitTrend};

/// A period with what may be told of it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Scheme and register as they stood.
    pub appraisal: &'a Appraisal,
    /// What may be told.
    pub told: &'a Told,
}

/// What may leave the office of a comparison.
pub fn told_trend(trend: &Trend, then: Side<'_>, now: Side<'_>) -> Trend {
    let earlier = |measure| {
        let found = Trend::earlier_measure(&then.appraisal.scheme, &now.appraisal.scheme, measure);
        found.unwrap_or(measure)
    };
    let (old, new) = (&then.told.hidden, &now.told.hidden);
    let mut told = trend.clone();
    for unit in &mut told.units {
        let was = earlier_of(unit);
        for (index, change) in unit.scores.iter_mut().enumerate() {
            let measure = Measure::at(index);
            withhold(change, old.cell(was, earlier(measure)), new.cell(unit.unit, measure));
        }
        let whole = Measure::Whole;
        withhold(&mut unit.satisfied, old.shares(was, whole), new.shares(unit.unit, whole));
        hush(&mut unit.fate, old, new);
    }
    let mean = |means: &Means, measure| means.of(measure).is_none();
    let over = |changes: &mut Vec<Change>, before: &Means, after: &Means| {
        for (index, change) in changes.iter_mut().enumerate() {
            let measure = Measure::at(index);
            withhold(change, mean(before, earlier(measure)), mean(after, measure));
        }
    };
    let (before, after) = (&then.told.estimates, &now.told.estimates);
    over(&mut told.city, &before.city, &after.city);
    let pairs = before.categories.iter().zip(&after.categories);
    for (changes, (before, after)) in told.categories.iter_mut().zip(pairs) {
        over(changes, before, after);
    }
    let stands = |league: &League, category, measure| league.table(category, measure).is_some();
    told.moves.retain(|table| {
        stands(&then.told.league, table.category, earlier(table.measure))
            && stands(&now.told.league, table.category, table.measure)
    });
    told
}

/// The unit as it was known in the earlier period.
fn earlier_of(unit: &UnitTrend) -> usize {
    match unit.fate {
        Fate::Renamed { earlier } => earlier,
        _ => unit.unit,
    }
}

fn withhold(change: &mut Change, then: bool, now: bool) {
    if then {
        change.earlier = None;
    }
    if now {
        change.later = None;
    }
    if then || now {
        change.difference = None;
        change.test = None;
    }
}

/// Names no unit that is, or was, for the leaders only.
fn hush(fate: &mut Fate, then: &Hidden, now: &Hidden) {
    let hushed = match fate {
        Fate::Renamed { earlier } => then.is_secret(*earlier),
        Fate::Succeeded { by } => now.is_secret(*by),
        Fate::Merged { from } => {
            from.retain(|unit| !then.is_secret(*unit));
            from.is_empty()
        }
        _ => false,
    };
    if hushed {
        *fate = match fate {
            Fate::Renamed { .. } => Fate::Same,
            Fate::Succeeded { .. } => Fate::Gone,
            _ => Fate::New,
        };
    }
}
