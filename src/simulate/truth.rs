//! True scores: what each unit is worth on each indicator in each period.

use super::chance::{Chance, Stream};
use super::ladder::Ladder;
use super::plan::Plan;

/// The true scores of a period: by unit, then by leaf, each to two decimals.
pub(super) type Scores = Vec<Vec<f64>>;

/// The true scores of every period, in the order of the plan.
pub(super) fn truth(plan: &Plan) -> Vec<Scores> {
    let mut all = vec![Vec::with_capacity(plan.units.len()); plan.periods.len()];
    let (best, worst) = Ladder::of(&plan.scheme.scale).ends();
    let edge = (best - worst) / 100.0;
    let within = |score: f64| two_decimals(score.clamp(worst + edge, best - edge));
    for (unit, entry) in plan.units.iter().enumerate() {
        let mut chance = Chance::new(plan.seed, Stream::Truth, 0, unit as u64);
        let truth = &plan.truth;
        let whole = chance.normal() * truth.spread;
        let whole = entry.score.unwrap_or(truth.mean + whole);
        let mut scores: Vec<f64> = Vec::new();
        for (leaf, offset) in truth.indicators.iter().enumerate() {
            let apart = chance.normal() * truth.indicator_spread;
            scores.push(entry.scores[leaf].unwrap_or(whole + offset + apart));
        }
        for (index, period) in plan.periods.iter().enumerate() {
            if index > 0 {
                let together = chance.normal() * truth.drift;
                for score in &mut scores {
                    *score += together + chance.normal() * truth.drift / 2.0;
                }
            }
            for (_, leaf, stated) in period.scores.iter().filter(|(known, _, _)| *known == unit) {
                scores[*leaf] = *stated;
            }
            all[index].push(scores.iter().map(|score| within(*score)).collect());
        }
    }
    all
}

/// As the file of true scores states it.
fn two_decimals(score: f64) -> f64 {
    format!("{score:.2}").parse().unwrap_or(score)
}
