//! How ranks moved among the units common to both periods, and whether that is more than chance.

use std::collections::BTreeMap;

use super::{Exercise, Fate, RankMove, TableMoves, UnitTrend};
use crate::estimate::{Estimates, Measure};
use crate::league::Table;
use crate::scheme::ErrorRule;
use crate::statistic::{Bounds, Ranking, rank_sets};

/// Draws where the scheme names none.
const DRAWS: u32 = 10_000;

/// For each table of the later league that the earlier one has too.
pub(super) fn moves(
    earlier: Exercise<'_>,
    later: Exercise<'_>,
    units: &[UnitTrend],
    positions: &[usize],
) -> Vec<TableMoves> {
    let before = |measure| match measure {
        Measure::Whole => Measure::Whole,
        Measure::Indicator(index) => Measure::Indicator(positions[index]),
    };
    let counterparts: BTreeMap<usize, usize> = units.iter().filter_map(counterpart).collect();
    later
        .league
        .tables
        .iter()
        .filter_map(|now| {
            let then = earlier.league.tables.iter().find(|t| {
                t.by == now.by && t.category == now.category && t.measure == before(now.measure)
            })?;
            let mut moves = table_moves(then, now, &counterparts);
            // Only a league that has its sets is asked how sure its moves are, and only of the whole.
            if now.measure == Measure::Whole && now.certainty.is_some() {
                sure(earlier, later, &counterparts, &mut moves);
            }
            Some(moves)
        })
        .collect()
}

/// A unit that can be compared, and its position then.
pub(super) fn counterpart(trend: &UnitTrend) -> Option<(usize, usize)> {
    match trend.fate {
        Fate::Same => Some((trend.unit, trend.unit)),
        Fate::Renamed { earlier } => Some((trend.unit, earlier)),
        _ => None,
    }
}

fn table_moves(then: &Table, now: &Table, counterparts: &BTreeMap<usize, usize>) -> TableMoves {
    let ranks: BTreeMap<usize, usize> = then.standings.iter().map(|s| (s.unit, s.rank)).collect();
    // (later unit, earlier rank, later rank) over all; then counted anew among the common ones.
    let common: Vec<(usize, usize, usize)> = now
        .standings
        .iter()
        .filter_map(|s| Some((s.unit, *ranks.get(counterparts.get(&s.unit)?)?, s.rank)))
        .collect();
    let sorted = |rank: &dyn Fn(&(usize, usize, usize)) -> usize| {
        let mut ranks: Vec<usize> = common.iter().map(rank).collect();
        ranks.sort_unstable();
        ranks
    };
    let (before, after) = (sorted(&|c| c.1), sorted(&|c| c.2));
    let rank = |ranks: &[usize], own: usize| 1 + ranks.partition_point(|other| *other < own);
    let moves: Vec<RankMove> = common
        .iter()
        .map(|(unit, earlier, later)| RankMove {
            unit: *unit,
            earlier: rank(&before, *earlier),
            later: rank(&after, *later),
            is_sure: None,
        })
        .collect();
    let by_unit = moves.iter().enumerate().map(|(index, m)| (m.unit, index)).collect();
    TableMoves {
        category: now.category,
        measure: now.measure,
        n_common: common.len(),
        moves,
        by_unit,
    }
}

/// A rank moved for sure where the confidence sets of the two periods, each at half the error, have no
/// rank in common.
fn sure(
    earlier: Exercise<'_>,
    later: Exercise<'_>,
    counterparts: &BTreeMap<usize, usize>,
    moves: &mut TableMoves,
) {
    let now: Vec<usize> = moves.moves.iter().map(|m| m.unit).collect();
    let then: Vec<usize> = now.iter().filter_map(|unit| counterparts.get(unit).copied()).collect();
    let rule = &later.appraisal.scheme.error;
    let (Some(before), Some(after)) =
        (sets(rule, earlier.estimates, &then), sets(rule, later.estimates, &now))
    else {
        return;
    };
    for ((rank_move, before), after) in moves.moves.iter_mut().zip(before).zip(after) {
        rank_move.is_sure = before
            .zip(after)
            .map(|(before, after)| before.worst < after.best || after.worst < before.best);
    }
}

/// The sets of the common units at half the error; absent for a unit without an error.
fn sets(rule: &ErrorRule, estimates: &Estimates, units: &[usize]) -> Option<Vec<Option<Bounds>>> {
    let measure = Measure::Whole;
    let spread = estimates.spread()?.measure(measure)?;
    let values: Option<Vec<f64>> = units
        .iter()
        .map(|unit| Some(estimates.units[*unit].score(measure).value.as_ref().ok()?.exact.to_f64()))
        .collect();
    let freedom: Vec<f64> = units
        .iter()
        .map(|unit| estimates.error(*unit, measure).map_or(f64::NAN, |error| error.freedom))
        .collect();
    let found = rank_sets(&Ranking {
        estimates: &values?,
        covariance: &spread.widened(units),
        freedom: &freedom,
        confidence: 0.5 + rule.confidence.to_f64() / 2.0,
        draws: rule.draws.unwrap_or(DRAWS) as usize,
        seed: rule.seed,
    });
    let known = found.simultaneous.into_iter().zip(&freedom);
    Some(known.map(|(bounds, freedom)| (*freedom > 0.0).then_some(bounds)).collect())
}
