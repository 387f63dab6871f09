//! The variance of rates: shares of all answers on a unit, over all groups together.

use rayon::prelude::*;

use super::frame::Frame;
use super::kernel::{lift, mean_part};
use super::residual::{Closing, Residual};
use super::{RateSpread, RateVariance};
use crate::appraisal::Appraisal;
use crate::intake::Intake;
use crate::scheme::{Code, MarkKind, Scheme};
use crate::tally::{Address, Tally};

/// Steps to one; a share is at most one.
const STEPS: f64 = (1_u64 << 46) as f64;

/// Which answers a rate counts, by code: `None` where a mark is no answer.
struct Counts(Vec<Option<bool>>);

impl Counts {
    fn new(scheme: &Scheme, bins: &[usize]) -> Counts {
        let scale = &scheme.scale;
        let counts = |code: Code| {
            let is_answer = scale.kind(code) == MarkKind::Answer;
            is_answer.then(|| scale.bin(code).is_some_and(|bin| bins.contains(&bin)))
        };
        Counts(scale.codes().map(counts).collect())
    }

    fn of(&self, code: Code) -> Option<bool> {
        self.0.get(usize::from(code.0)).copied().flatten()
    }
}

/// Over all leaves, then of each leaf.
pub(super) fn spreads(
    appraisal: &Appraisal,
    intake: &Intake,
    tally: &Tally,
    frame: &Frame<'_>,
) -> Vec<RateSpread> {
    let scheme = &appraisal.scheme;
    let n_leaves = scheme.indicators.n_leaves();
    let all = 0..n_leaves;
    let ranges: Vec<std::ops::Range<usize>> =
        std::iter::once(all.clone()).chain(all.map(|leaf| leaf..leaf + 1)).collect();
    let of = |bins: &[usize], leaves: &std::ops::Range<usize>| match bins {
        [] => Vec::new(),
        _ => variances(appraisal, intake, tally, frame, (&Counts::new(scheme, bins), leaves)),
    };
    ranges
        .par_iter()
        .map(|leaves| RateSpread {
            satisfied: of(&scheme.rates.satisfied, leaves),
            dissatisfied: of(&scheme.rates.dissatisfied, leaves),
        })
        .collect()
}

/// A rate of one unit: the share and the weight of all its answers.
#[derive(Clone, Copy, Default)]
struct Share {
    part: f64,
    whole: f64,
}

fn variances(
    appraisal: &Appraisal,
    intake: &Intake,
    tally: &Tally,
    frame: &Frame<'_>,
    (counts, leaves): (&Counts, &std::ops::Range<usize>),
) -> Vec<RateVariance> {
    let shares = shares(appraisal, tally, counts, leaves);
    let mut sums = vec![RateVariance::default(); shares.len()];
    let mut heard = vec![(0.0, 0.0); shares.len()];
    let lonely = appraisal.scheme.error.lonely;
    let moved = |ballot: usize, weight: f64| {
        let unit = frame.ballots.units[ballot] as usize;
        let answers = &frame.ballots.answers_on(ballot)[leaves.clone()];
        influence(answers, counts, shares[unit], weight)
    };
    let mut residual = frame.margins().map(|margins| {
        let slopes =
            margins.slopes(frame.ballots, shares.len(), STEPS, |ballot| moved(ballot, 1.0));
        Residual::new(margins, slopes)
    });
    let strata = frame.strata().iter().enumerate();
    for (number, stratum) in strata.filter(|(_, stratum)| stratum.m() > 0) {
        let lift = lift(stratum, lonely);
        let mut within: Vec<(i128, i128, u64)> = vec![(0, 0, 0); shares.len()];
        if let Some(residual) = &mut residual {
            residual.open(number);
        }
        for position in stratum.drawn.clone() {
            let ballots = frame.ballots_of(&frame.drawn()[position]);
            let unit = |ballot: &u32| frame.ballots.units[*ballot as usize];
            for run in ballots.chunk_by(|a, b| unit(a) == unit(b)) {
                let values = run.iter().filter_map(|ballot| {
                    let ballot = *ballot as usize;
                    let weight = frame.ballots.weights[ballot].0 as f64 * lift;
                    moved(ballot, weight).map(|moved| whole(moved * STEPS))
                });
                let (value, n) = values.fold((0, 0), |(sum, n), value| (sum + value, n + 1));
                if n == 0 {
                    continue;
                }
                let unit = unit(&run[0]) as usize;
                let (total, squares, n) = &mut within[unit];
                *total += i128::from(value);
                *squares += i128::from(value) * i128::from(value);
                *n += 1;
                if let Some(residual) = &mut residual {
                    residual.take(position, unit, value);
                }
            }
        }
        let totals: Vec<f64> = within.iter().map(|(total, _, _)| *total as f64 / STEPS).collect();
        let mean_part = mean_part(stratum, lonely);
        let changes = residual.as_mut().map(|residual| {
            let totals = &totals;
            residual.close(&Closing { stratum: number, lift, mean_part, steps: STEPS, totals })
        });
        for (unit, (_, squares, n)) in within.iter().enumerate() {
            let change = changes.as_ref().map_or(0.0, |changes| changes[unit]);
            let centred = mean_part * totals[unit] * totals[unit];
            let own = *squares as f64 / (STEPS * STEPS) - centred + change;
            sums[unit].variance += own.max(0.0);
            if *n > 0 {
                heard[unit].0 += *n as f64;
                heard[unit].1 += 1.0;
            }
        }
    }
    add_bundles(intake, counts, leaves, &shares, &mut sums, &mut heard);
    for (sum, (n, strata)) in sums.iter_mut().zip(heard) {
        sum.freedom = n - strata;
    }
    sums
}

/// How far the answers of one ballot of this weight move the rate; `None` without an answer.
fn influence(answers: &[Code], counts: &Counts, share: Share, weight: f64) -> Option<f64> {
    let (mut part, mut n) = (0.0, 0.0);
    for counted in answers.iter().filter_map(|code| counts.of(*code)) {
        part += f64::from(u8::from(counted));
        n += 1.0;
    }
    let moved = weight * (part - share.part / share.whole * n) / share.whole;
    (n > 0.0).then_some(moved)
}

/// The whole part: what is lost is below one step.
#[expect(clippy::cast_possible_truncation, reason = "a share is at most one, and has 46 bits")]
fn whole(value: f64) -> i64 {
    value as i64
}

fn shares(
    appraisal: &Appraisal,
    tally: &Tally,
    counts: &Counts,
    leaves: &std::ops::Range<usize>,
) -> Vec<Share> {
    let mut shares = vec![Share::default(); appraisal.units.len()];
    for (Address { unit, indicator, .. }, code, count) in tally.iter() {
        let (true, Some(counted)) = (leaves.contains(&usize::from(indicator)), counts.of(code))
        else {
            continue;
        };
        let share = &mut shares[unit as usize];
        let weight = count.weight as f64;
        share.whole += weight;
        share.part += if counted { weight } else { 0.0 };
    }
    shares
}

/// Papers that came already counted: the answers of one paper to several leaves are taken to say the
/// same, because how far they do is lost.
fn add_bundles(
    intake: &Intake,
    counts: &Counts,
    leaves: &std::ops::Range<usize>,
    shares: &[Share],
    sums: &mut [RateVariance],
    heard: &mut [(f64, f64)],
) {
    let mut cells: std::collections::BTreeMap<(usize, u16), Vec<[f64; 3]>> =
        std::collections::BTreeMap::new();
    for bundle in intake.bundles() {
        let leaf = usize::from(bundle.indicator);
        let (true, Some(counted)) = (leaves.contains(&leaf), counts.of(bundle.code)) else {
            continue;
        };
        let key = (bundle.unit as usize, bundle.group);
        let by_leaf = cells.entry(key).or_insert_with(|| vec![[0.0; 3]; leaves.len()]);
        let [n, weight, part] = &mut by_leaf[leaf - leaves.start];
        *n += bundle.n as f64;
        *weight += bundle.weight as f64;
        *part += if counted { bundle.weight as f64 } else { 0.0 };
    }
    for ((unit, _), by_leaf) in cells {
        let Share { whole, .. } = shares[unit];
        let error = by_leaf.iter().filter(|[n, _, _]| *n > 0.0).map(|[n, weight, part]| {
            let own = part / weight;
            let each = (own * (1.0 - own) / (n - 1.0).max(1.0)).sqrt();
            each * weight / whole
        });
        let error: f64 = error.sum();
        sums[unit].variance += error * error;
        heard[unit].0 += by_leaf.iter().map(|[n, _, _]| *n).fold(0.0, f64::max);
        heard[unit].1 += 1.0;
    }
}
