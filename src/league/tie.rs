//! Order, ties and tie-breakers (`docs/methods.md` §5).

use std::cmp::Ordering;

use super::{Standing, exact};
use crate::estimate::{Estimates, Measure};
use crate::exact::Ratio;
use crate::scheme::{Compare, Scheme, TieBreaker, Ties};

/// What decides the place of one unit.
struct Key {
    unit: usize,
    score: Ratio,
    breakers: Vec<Option<Ratio>>,
}

/// Ranks units that have a score, best first.
pub(super) fn stand(
    scheme: &Scheme,
    estimates: &Estimates,
    measure: Measure,
    units: Vec<usize>,
) -> Vec<Standing> {
    let mut keys: Vec<Key> =
        units.into_iter().map(|unit| key(scheme, estimates, measure, unit)).collect();
    // Stable, so that joint units stay in the order of the register.
    keys.sort_by(|a, b| order(a, b).0);
    let mut standings: Vec<Standing> = Vec::with_capacity(keys.len());
    let mut distinct = 0;
    for (index, key) in keys.iter().enumerate() {
        let before = index.checked_sub(1).map(|i| order(&keys[i], key));
        let tied = before.is_some_and(|(order, _)| order == Ordering::Equal);
        distinct += usize::from(!tied);
        let rank = match scheme.ranking.ties {
            Ties::Dense => distinct,
            Ties::Competition if tied => standings[index - 1].rank,
            Ties::Competition => index + 1,
        };
        let after = keys.get(index + 1).map(|next| order(key, next));
        let joint = tied || after.is_some_and(|(order, _)| order == Ordering::Equal);
        let breaker = [before, after].into_iter().flatten().find_map(|(_, breaker)| breaker);
        let published = scheme.publish(&exact(estimates, key.unit, measure));
        standings.push(Standing {
            decided_by: breaker.and_then(|at| scheme.ranking.tie_breakers.get(at).copied()),
            ..Standing::new(key.unit, rank, joint, published)
        });
    }
    standings
}

/// Best first; with the position of the tie-breaker that decided, if one did.
fn order(a: &Key, b: &Key) -> (Ordering, Option<usize>) {
    let by_score = b.score.cmp(&a.score);
    if by_score != Ordering::Equal {
        return (by_score, None);
    }
    let breakers = a.breakers.iter().zip(&b.breakers).map(|(a, b)| b.cmp(a));
    let decided = breakers.enumerate().find(|(_, order)| *order != Ordering::Equal);
    decided.map_or((Ordering::Equal, None), |(at, order)| (order, Some(at)))
}

fn key(scheme: &Scheme, estimates: &Estimates, measure: Measure, unit: usize) -> Key {
    let exact = exact(estimates, unit, measure);
    let score = match scheme.ranking.compare {
        Compare::Exact => exact,
        Compare::Published => scheme.publish(&exact).ratio(),
    };
    let entry = &estimates.units[unit];
    let rates = entry.rates(measure);
    let breakers = scheme
        .ranking
        .tie_breakers
        .iter()
        .map(|breaker| match breaker {
            // Judged as printed, like the scores.
            TieBreaker::SatisfiedRate => rates.satisfied.as_ref().map(|r| r.published.ratio()),
            TieBreaker::DissatisfiedRate => {
                rates.dissatisfied.as_ref().map(|rate| &Ratio::zero() - &rate.published.ratio())
            }
            TieBreaker::ValidN => Some(Ratio::whole(entry.score(measure).n)),
        })
        .collect();
    Key { unit, score, breakers }
}
