//! What an earlier period says about the next: spreads, reach and true differences, from counts.

use super::design::{CategoryDesign, Design, GroupDesign, Judging};
use crate::account::Returns;
use crate::appraisal::Appraisal;
use crate::estimate::Estimates;
use crate::tally::{Address, Count, Tally, WEIGHT_SCALE};

/// What one group said of one unit.
#[derive(Debug, Clone, Copy)]
struct Said {
    unit: usize,
    /// Ballots behind it; of several indicators the fewest.
    n: f64,
    /// Standard deviation of the ballots' values; absent with fewer than two.
    spread: Option<f64>,
}

/// Count, mean and variance of values.
#[derive(Debug, Clone, Copy)]
struct Moments {
    n: f64,
    /// With n − 1; absent with fewer than two.
    variance: Option<f64>,
}

impl Design {
    /// The design that an earlier period was, so far as its counts tell.
    ///
    /// Counts do not tell how the answers of one ballot to several indicators go together. Unless
    /// whole ballots were counted, they are taken to correlate by `answers`, so that the spread of a
    /// ballot is `√(Σ v_k² s_k² + answers Σ_{j≠k} v_j v_k s_j s_k)`; 1 is the careful side. The spread of true scores is what the scores differ
    /// by beyond their errors, and is absent where that is nothing.
    ///
    /// `correlation` is that of [`Design::correlation`]; the confidence is the scheme's.
    pub fn observed(
        appraisal: &Appraisal,
        tally: &Tally,
        estimates: &Estimates,
        returns: &Returns,
        correlation: f64,
        answers: f64,
    ) -> Design {
        let scheme = &appraisal.scheme;
        let named = |(index, group): (usize, &crate::scheme::Group)| {
            let came = returns.groups.get(index);
            let now = came.map(|came| came.valid).filter(|valid| *valid > 0);
            let sent = came.and_then(|came| came.issued).filter(|issued| *issued > 0);
            let response = now.zip(sent).map(|(now, sent)| (now as f64 / sent as f64).min(1.0));
            GroupDesign { name: group.label.zh.clone(), now, population: None, response }
        };
        let groups: Vec<GroupDesign> = scheme.groups.iter().enumerate().map(named).collect();
        let said: Vec<Vec<Said>> =
            (0..groups.len()).map(|group| all_said(appraisal, tally, group, answers)).collect();
        let mut design = Design { correlation, ..Design::assumed(groups, Vec::new()) };
        design.confidence = scheme.error.confidence.to_f64();
        design.categories.clear();
        for (index, category) in scheme.categories.iter().enumerate() {
            let judging = (0..design.groups.len()).map(|group| {
                let weight = category.weights.get(group).map_or(0.0, crate::exact::Ratio::to_f64);
                judging(appraisal, &said[group], index, weight, design.groups[group].now)
            });
            let mut known = CategoryDesign {
                name: category.label.zh.clone(),
                between: None,
                judging: whole(judging.collect()),
            };
            known.between = between(&design, &known, index, &said, appraisal, estimates);
            design.categories.push(known);
        }
        design
    }
}

/// Weights that sum to 1 over the groups that said something.
fn whole(mut judging: Vec<Judging>) -> Vec<Judging> {
    let sum: f64 = judging.iter().map(|judging| judging.weight).sum();
    if sum > 0.0 {
        judging.iter_mut().for_each(|judging| judging.weight /= sum);
    }
    judging
}

/// What a group said of every unit in force on which it has answers.
fn all_said(appraisal: &Appraisal, tally: &Tally, group: usize, answers: f64) -> Vec<Said> {
    let rated = appraisal.units_in_force().filter(|(unit, _)| appraisal.rates(group, *unit));
    rated.filter_map(|(unit, _)| said(appraisal, tally, unit, group, answers)).collect()
}

fn said(
    appraisal: &Appraisal,
    tally: &Tally,
    unit: usize,
    group: usize,
    answers: f64,
) -> Option<Said> {
    let scheme = &appraisal.scheme;
    let (place, group) = (u32::try_from(unit).ok()?, u16::try_from(group).ok()?);
    if scheme.counts_ballots() {
        let values = tally.ballots(place, group).map(|(value, count)| (value.to_f64(), count));
        let moments = moments(values)?;
        return Some(Said { unit, n: moments.n, spread: moments.variance.map(f64::sqrt) });
    }
    // The fewest answers, and the sums of v s and of v² s².
    let (mut n, mut sums) = (f64::INFINITY, Some((0.0, 0.0)));
    for (leaf, weight) in scheme.indicators.weights().iter().enumerate() {
        let weight = weight.to_f64();
        if weight <= 0.0 {
            continue;
        }
        let address = Address { unit: place, group, indicator: u16::try_from(leaf).ok()? };
        let points = tally.levels(address).filter_map(|(code, count)| {
            scheme.scale.points(code).map(|points| (points.to_f64(), count))
        });
        let moments = moments(points)?;
        n = n.min(moments.n);
        sums = sums.zip(moments.variance).map(|((sum, squares), own): ((f64, f64), f64)| {
            (sum + weight * own.sqrt(), squares + weight * weight * own)
        });
    }
    let spread = sums.map(|(sum, squares)| (squares + answers * (sum * sum - squares)).sqrt());
    n.is_finite().then_some(Said { unit, n, spread })
}

/// `None` without any value.
fn moments(values: impl Iterator<Item = (f64, Count)>) -> Option<Moments> {
    let (mut n, mut weight, mut sum, mut squares) = (0.0, 0.0, 0.0, 0.0);
    // Counts are summed around the first value, so that no precision is lost.
    let mut origin = None;
    for (value, count) in values {
        let from = *origin.get_or_insert(value);
        let w = count.weight as f64 / WEIGHT_SCALE as f64;
        n += count.n as f64;
        weight += w;
        sum += w * (value - from);
        squares += w * (value - from) * (value - from);
    }
    if n < 1.0 || weight <= 0.0 {
        return None;
    }
    let mean = sum / weight;
    let variance = (squares / weight - mean * mean).max(0.0);
    Some(Moments { n, variance: (n > 1.5).then(|| variance * n / (n - 1.0)) })
}

/// How a group judged the units of a category.
fn judging(
    appraisal: &Appraisal,
    said: &[Said],
    category: usize,
    weight: f64,
    raters: Option<u64>,
) -> Judging {
    let here = || said.iter().filter(|said| appraisal.units[said.unit].category == category);
    let n_here = here().count();
    let Some(raters) = raters.filter(|_| n_here > 0 && weight > 0.0) else {
        return Judging::none();
    };
    let (mut squares, mut degrees) = (0.0, 0.0);
    for said in here() {
        if let Some(spread) = said.spread {
            squares += (said.n - 1.0) * spread * spread;
            degrees += said.n - 1.0;
        }
    }
    // The mean of 1/m is what variances follow.
    let harmonic = n_here as f64 / here().map(|said| 1.0 / said.n).sum::<f64>();
    let ratings: f64 = said.iter().map(|said| said.n).sum();
    let raters = raters as f64;
    let judging =
        Judging::new(weight, if degrees > 0.0 { (squares / degrees).sqrt() } else { 0.0 });
    let judging = judging.judging((ratings / raters).max(1.0), said.len() as f64);
    Judging { reach: (harmonic / raters).min(1.0), ..judging }
}

/// Standard deviation of the true scores of a category: what scores differ by beyond their errors.
fn between(
    design: &Design,
    known: &CategoryDesign,
    category: usize,
    said: &[Vec<Said>],
    appraisal: &Appraisal,
    estimates: &Estimates,
) -> Option<f64> {
    let mut scores = Vec::new();
    let mut errors = 0.0;
    for (unit, _) in appraisal.units_in_force() {
        if appraisal.units[unit].category != category {
            continue;
        }
        let Ok(value) = &estimates.units.get(unit)?.whole.value else { continue };
        scores.push(value.exact.to_f64());
        for (judging, said) in known.judging.iter().zip(said) {
            let Some(said) = said.iter().find(|said| said.unit == unit) else { continue };
            let apart = 1.0 - design.correlation * judging.overlap;
            let spread = said.spread.unwrap_or(judging.spread);
            errors += judging.weight * judging.weight * spread * spread / said.n * apart;
        }
    }
    if scores.len() < 2 {
        return None;
    }
    let n = scores.len() as f64;
    let mean = scores.iter().sum::<f64>() / n;
    let total = scores.iter().map(|score| (score - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let true_variance = total - errors / n;
    (true_variance > 0.0).then(|| true_variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(n: u64) -> Count {
        Count { n, weight: u128::from(n) * u128::from(WEIGHT_SCALE) }
    }

    #[test]
    fn the_variance_of_counts_is_that_of_the_answers() {
        // var(c(100, 100, 80, 60)) in R: 366.6667
        let values = [(100.0, count(2)), (80.0, count(1)), (60.0, count(1))];
        let moments = moments(values.into_iter()).unwrap();
        assert!((moments.variance.unwrap() - 1100.0 / 3.0).abs() < 1e-9);
        assert!(super::moments([(5.0, count(1))].into_iter()).unwrap().variance.is_none());
    }
}
