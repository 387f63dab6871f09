//! Two leagues of one period held against each other.

use std::collections::BTreeMap;

use crate::estimate::Measure;
use crate::exact::Published;
use crate::league::{League, Standing, Table};
use crate::scheme::{RankedBy, Scheme};
use crate::statistic::{Bounds, kendall};
use crate::trend::{Exercise, Trend};

/// What another scheme, other weights or other rules would change.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// The tables that both leagues have, in the order of the present one.
    pub tables: Vec<TableMoves>,
    /// Tables that only the present league has: kind, category and measure.
    pub only_now: Vec<(RankedBy, Option<usize>, Measure)>,
}

/// One table now and then.
#[derive(Debug, Clone, PartialEq)]
pub struct TableMoves {
    /// Which kind of table.
    pub by: RankedBy,
    /// Its category by the present scheme; `None` over all.
    pub category: Option<usize>,
    /// What is measured, by the present scheme.
    pub measure: Measure,
    /// Units by their present rank, then those that are not ranked now, in the order of the register.
    pub units: Vec<UnitMove>,
    /// How far the two orders agree, −1 to 1, over the units that are ranked in both; absent where
    /// either sets no two apart.
    pub tau: Option<f64>,
}

/// A rank, from 1, and whether it is joint.
pub type Ranked = (usize, bool);

/// One unit now and then.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitMove {
    /// Position in the register.
    pub unit: usize,
    /// The score now and then; absent where there is none.
    pub score: (Option<Published>, Option<Published>),
    /// The score then less the score now, as printed; absent where either is, or where the two are
    /// printed with unequal decimals.
    pub difference: Option<Published>,
    /// The rank now and then, with whether it is joint; absent where the unit is not ranked.
    pub rank: (Option<Ranked>, Option<Ranked>),
    /// The ranks that the data cannot rule out now, all units together; absent without an error.
    pub set: Option<Bounds>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of the rank of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The same rank.
    Same,
    /// Another rank, of those that the data cannot rule out now.
    Within,
    /// A rank outside those.
    Beyond,
    /// Another rank, and nothing is known of its error.
    Moved,
    /// Ranked only then.
    Entered,
    /// Ranked only now.
    Left,
    /// Ranked neither now nor then.
    Unranked,
}

impl WhatIf {
    /// Holds what would be (`then`) against what is (`now`): one period, one register, two sets of
    /// choices. Units and categories are matched by id, indicators as [`Trend`] matches them.
    pub fn compare(now: Exercise<'_>, then: Exercise<'_>) -> WhatIf {
        let schemes = (&now.appraisal.scheme, &then.appraisal.scheme);
        let mut whatif = WhatIf { tables: Vec::new(), only_now: Vec::new() };
        for table in &now.league.tables {
            match counterpart(schemes, table, then.league) {
                Some(other) => whatif.tables.push(moves((now, table), (then, other))),
                None => whatif.only_now.push((table.by, table.category, table.measure)),
            }
        }
        whatif
    }
}

impl TableMoves {
    /// How many units are ranked now and then.
    pub fn n_ranked(&self) -> usize {
        self.units.iter().filter(|unit| unit.places().is_some()).count()
    }

    /// How many of them have another rank.
    pub fn n_moved(&self) -> usize {
        self.units.iter().filter(|unit| unit.places().is_some_and(|places| places != 0)).count()
    }

    /// How many moved beyond the ranks that the data cannot rule out.
    pub fn n_beyond(&self) -> usize {
        self.units.iter().filter(|unit| unit.outcome == Outcome::Beyond).count()
    }

    /// The unit that moved furthest, the first of several; absent where none moved.
    pub fn furthest(&self) -> Option<&UnitMove> {
        let far = |unit: &UnitMove| unit.places().map_or(0, i64::unsigned_abs);
        let most = self.units.iter().map(far).max().filter(|most| *most > 0)?;
        self.units.iter().find(|unit| far(unit) == most)
    }

    /// The units in first place: now, and then.
    pub fn first(&self) -> (Vec<usize>, Vec<usize>) {
        let at_first = |rank: &dyn Fn(&UnitMove) -> Option<(usize, bool)>| {
            let first =
                self.units.iter().filter(|unit| rank(unit).is_some_and(|(rank, _)| rank == 1));
            let mut units: Vec<usize> = first.map(|unit| unit.unit).collect();
            units.sort_unstable();
            units
        };
        (at_first(&|unit| unit.rank.0), at_first(&|unit| unit.rank.1))
    }
}

impl UnitMove {
    /// Places gained (above zero) or lost; absent where it is not ranked in both.
    pub fn places(&self) -> Option<i64> {
        let (now, then) = (self.rank.0?.0, self.rank.1?.0);
        Some(i64::try_from(now).ok()? - i64::try_from(then).ok()?)
    }
}

/// The table of the other league that says the same.
fn counterpart<'a>(
    (now, then): (&Scheme, &Scheme),
    table: &Table,
    league: &'a League,
) -> Option<&'a Table> {
    let measure = match table.measure {
        Measure::Whole => Measure::Whole,
        measure @ Measure::Indicator(_) => Trend::earlier_measure(then, now, measure)?,
    };
    let category = match table.category {
        None => None,
        Some(category) => Some(then.category_names().find(&now.categories[category].id)?),
    };
    let same = |other: &&Table| {
        other.by == table.by && other.category == category && other.measure == measure
    };
    league.tables.iter().find(same)
}

fn moves(
    (now, table): (Exercise<'_>, &Table),
    (then, other): (Exercise<'_>, &Table),
) -> TableMoves {
    let positions: BTreeMap<&str, usize> =
        then.appraisal.units.iter().enumerate().map(|(at, unit)| (unit.id.as_str(), at)).collect();
    let of = |unit: usize| positions.get(now.appraisal.units[unit].id.as_str()).copied();
    let ranked = table.standings.iter().map(|standing| (standing.unit, Some(standing)));
    let rest = table.unranked.iter().map(|row| (row.unit, None));
    let one = |(unit, standing): (usize, Option<&Standing>)| {
        let there = of(unit);
        let before = now.estimates.units[unit].score(table.measure).published();
        let after =
            there.and_then(|unit| then.estimates.units.get(unit)?.score(other.measure).published());
        let later = there.and_then(|unit| other.standing(unit));
        let rank = |standing: &Standing| (standing.rank, standing.joint);
        let set = standing.and_then(|standing| Some(standing.set?.together));
        let rank = (standing.map(rank), later.map(rank));
        UnitMove {
            unit,
            score: (before, after),
            difference: before.and_then(|before| after?.minus(before)),
            rank,
            set,
            outcome: outcome(rank, set),
        }
    };
    let units: Vec<UnitMove> = ranked.chain(rest).map(one).collect();
    let both = || units.iter().filter_map(|unit| Some((unit.rank.0?.0, unit.rank.1?.0)));
    let first: Vec<f64> = both().map(|(rank, _)| rank as f64).collect();
    let second: Vec<f64> = both().map(|(_, rank)| rank as f64).collect();
    TableMoves {
        by: table.by,
        category: table.category,
        measure: table.measure,
        tau: kendall(&first, &second),
        units,
    }
}

fn outcome(rank: (Option<Ranked>, Option<Ranked>), set: Option<Bounds>) -> Outcome {
    match (rank.0, rank.1, set) {
        (None, None, _) => Outcome::Unranked,
        (None, Some(_), _) => Outcome::Entered,
        (Some(_), None, _) => Outcome::Left,
        (Some((now, _)), Some((then, _)), _) if now == then => Outcome::Same,
        (Some(_), Some(_), None) => Outcome::Moved,
        (Some(_), Some((then, _)), Some(set)) if (set.best..=set.worst).contains(&then) => {
            Outcome::Within
        }
        _ => Outcome::Beyond,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_within_the_ranks_that_cannot_be_ruled_out_is_told_from_one_beyond() {
        let set = Some(Bounds { best: 2, worst: 5 });
        let at = |rank: usize| Some((rank, false));
        assert_eq!(outcome((at(3), at(3)), set), Outcome::Same);
        assert_eq!(outcome((at(3), at(5)), set), Outcome::Within);
        assert_eq!(outcome((at(3), at(1)), set), Outcome::Beyond);
        assert_eq!(outcome((at(3), at(1)), None), Outcome::Moved);
        assert_eq!(outcome((at(3), None), set), Outcome::Left);
        assert_eq!(outcome((None, at(3)), None), Outcome::Entered);
    }
}
