//! What became of each unit between two periods, and how its scores changed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Exercise, Fate, UnitTrend, measures};
use crate::estimate::{Measure, UnitEstimate};
use crate::register::Unit;

/// Every unit in force in either period: those in force now, then those gone.
pub(super) fn units(
    earlier: Exercise<'_>,
    later: Exercise<'_>,
    positions: &[usize],
) -> Vec<UnitTrend> {
    let (then, now) = (&earlier.appraisal.units, &later.appraisal.units);
    let origins = Origins::new(then, now);
    let mut rows = Vec::new();
    for (unit, entry) in now.iter().enumerate() {
        let (fate, counterpart) = match (entry.in_force, then[unit].in_force) {
            (false, false) => continue,
            (true, was) => origins.of_standing(unit, was, then[unit].name.zh == entry.name.zh),
            (false, true) => {
                let by = origins.successors.get(&unit).and_then(|units| units.first());
                (by.map_or(Fate::Gone, |by| Fate::Succeeded { by: *by }), Some(unit))
            }
        };
        rows.push(row(earlier, later, positions, (unit, fate, counterpart)));
    }
    rows.sort_by_key(|row| row.fate.is_past());
    rows
}

/// Which units then in force each unit now in force came from.
struct Origins<'a> {
    now: &'a [Unit],
    roots: BTreeMap<usize, BTreeSet<usize>>,
    /// The same the other way round.
    successors: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Origins<'a> {
    fn new(then: &[Unit], now: &'a [Unit]) -> Origins<'a> {
        let ids: BTreeMap<&str, usize> =
            now.iter().enumerate().map(|(index, unit)| (unit.id.as_str(), index)).collect();
        let mut roots = BTreeMap::new();
        let mut successors: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (unit, _) in now.iter().enumerate().filter(|(_, entry)| entry.in_force) {
            let found = ancestors(unit, then, now, &ids);
            for root in &found {
                successors.entry(*root).or_default().push(unit);
            }
            roots.insert(unit, found);
        }
        Origins { now, roots, successors }
    }

    /// The fate of a unit now in force, and with which unit then it compares.
    fn of_standing(&self, unit: usize, was: bool, same_name: bool) -> (Fate, Option<usize>) {
        let roots: Vec<usize> = self.roots.get(&unit).into_iter().flatten().copied().collect();
        match (was, roots.as_slice()) {
            (true, []) if same_name => (Fate::Same, Some(unit)),
            (true, []) => (Fate::Renamed { earlier: unit }, Some(unit)),
            (false, []) => (Fate::New, None),
            (false, [root]) if self.succeeds_alone(*root, unit) => {
                (Fate::Renamed { earlier: *root }, Some(*root))
            }
            (was, _) => {
                let own = was.then_some(unit);
                (Fate::Merged { from: own.into_iter().chain(roots).collect() }, None)
            }
        }
    }

    /// Whether `unit` is all that is left of `root`, so that the two can be compared.
    fn succeeds_alone(&self, root: usize, unit: usize) -> bool {
        !self.now[root].in_force && self.successors.get(&root).is_some_and(|all| *all == [unit])
    }
}

/// The units then in force that a unit goes back to, over any that came and went in between.
fn ancestors(
    unit: usize,
    then: &[Unit],
    now: &[Unit],
    ids: &BTreeMap<&str, usize>,
) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::from([unit]);
    let mut open = vec![unit];
    while let Some(at) = open.pop() {
        let before = now[at].predecessors.iter().filter_map(|id| ids.get(id.as_str()).copied());
        for root in before.filter(|root| seen.insert(*root)).collect::<Vec<_>>() {
            if then[root].in_force {
                found.insert(root);
            } else {
                open.push(root);
            }
        }
    }
    found
}

fn row(
    earlier: Exercise<'_>,
    later: Exercise<'_>,
    positions: &[usize],
    (unit, fate, counterpart): (usize, Fate, Option<usize>),
) -> UnitTrend {
    let then = counterpart.map(|unit| &earlier.estimates.units[unit]);
    let now = (!fate.is_past()).then(|| &later.estimates.units[unit]);
    let score = |e: Option<&UnitEstimate>, measure: Measure| e?.score(measure).published();
    let scores = measures(positions)
        .map(|(before, after)| Change::new(score(then, before), score(now, after)))
        .collect();
    let rate = |e: Option<&UnitEstimate>| Some(e?.whole_rates.satisfied.as_ref()?.published);
    UnitTrend { unit, fate, scores, satisfied: Change::new(rate(then), rate(now)) }
}
