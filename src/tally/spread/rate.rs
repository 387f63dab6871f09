//! The variance of rates: shares of all answers on a unit, over all groups together.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::frame::{Drawn, Frame, Stratum};
use super::kernel::{averaged, lift, mean_part};
use super::mass::{Masses, Told};
use super::residual::{Closing, Residual};
use super::steps::{finest, whole};
use super::{RateSpread, RateVariance};
use crate::appraisal::Appraisal;
use crate::ballot::Bundle;
use crate::scheme::{Code, Lonely, MarkKind, Scheme};
use crate::tally::{Address, Tally};

/// Bits of the greatest contribution.
const BITS: i32 = 46;

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

    /// For each combination of answers how many of them the rate counts, and how many answers there are.
    fn by_pattern(&self, frame: &Frame<'_>, leaves: &Range<usize>) -> Counted {
        let (_, patterns) = frame.ballots.patterns();
        let of = |number: u32| {
            let counted = patterns.get(number)[leaves.clone()].iter().filter_map(|c| self.of(*c));
            counted.fold((0, 0), |(part, n), is| (part + u16::from(is), n + 1))
        };
        (0_u32..).take(patterns.len()).map(of).collect()
    }

    fn of(&self, code: Code) -> Option<bool> {
        self.0.get(usize::from(code.0)).copied().flatten()
    }
}

/// By the number of the answers on a ballot, how many of them a rate counts and how many there are.
type Counted = Vec<(u16, u16)>;

/// One rate of all units.
struct Question<'a> {
    counts: &'a Counts,
    counted: &'a Counted,
    leaves: &'a Range<usize>,
    /// The position of the leaves among those that are asked for.
    question: usize,
    /// 0 for satisfied, 1 for dissatisfied.
    side: usize,
}

/// What each pattern tells each question.
fn told(counted: &[[Counted; 2]]) -> Vec<Vec<Told>> {
    let of = |[satisfied, dissatisfied]: &[Counted; 2]| {
        let both = satisfied.iter().zip(dissatisfied);
        both.map(|((part, n), (other, _))| (*n, *part, *other)).collect()
    };
    counted.iter().map(of).collect()
}

/// Over all leaves, then of each leaf.
pub(super) fn spreads(
    appraisal: &Appraisal,
    bundles: &[Bundle],
    tally: &Tally,
    frame: &Frame<'_>,
) -> Vec<RateSpread> {
    let scheme = &appraisal.scheme;
    let n_leaves = scheme.indicators.n_leaves();
    let all = 0..n_leaves;
    let ranges: Vec<Range<usize>> =
        std::iter::once(all.clone()).chain(all.map(|leaf| leaf..leaf + 1)).collect();
    let rates = [&scheme.rates.satisfied, &scheme.rates.dissatisfied];
    let counts = rates.map(|bins| Counts::new(scheme, bins));
    let counted: Vec<[Counted; 2]> = ranges
        .par_iter()
        .map(|leaves| [0, 1].map(|side| counts[side].by_pattern(frame, leaves)))
        .collect();
    // What known totals change is summed rater by rater.
    let masses = match frame.margins() {
        None => Masses::of(frame, appraisal.units.len(), &told(&counted)),
        Some(_) => None,
    };
    let asked = Asked { appraisal, bundles, tally, frame, masses };
    let of = |question: usize, side: usize| match rates[side][..] {
        [] => Vec::new(),
        _ => {
            let (counts, counted) = (&counts[side], &counted[question][side]);
            variances(
                &asked,
                &Question { counts, counted, leaves: &ranges[question], question, side },
            )
        }
    };
    let questions = (0..ranges.len()).into_par_iter();
    questions.map(|q| RateSpread { satisfied: of(q, 0), dissatisfied: of(q, 1) }).collect()
}

/// A rate of one unit: the weight of the answers it counts, and of all.
#[derive(Clone, Copy, Default)]
struct Share {
    part: f64,
    whole: f64,
    /// Steps to one of what a rater adds.
    steps: f64,
}

/// What is summed of the rate of one unit.
#[derive(Clone, Copy, Default)]
struct Sums {
    variance: f64,
    /// Raters, clusters or papers that were heard, less the strata they lie in.
    freedom: f64,
    is_lonely: bool,
}

/// What is summed of one unit within one stratum.
#[derive(Clone, Copy, Default)]
struct Within {
    total: i128,
    squares: i128,
    n: u64,
}

/// The same as numbers.
#[derive(Clone, Copy, Default)]
struct Heard {
    total: f64,
    squares: f64,
    n: u64,
}

/// What the rates of a frame are computed from.
struct Asked<'a> {
    appraisal: &'a Appraisal,
    bundles: &'a [Bundle],
    tally: &'a Tally,
    frame: &'a Frame<'a>,
    masses: Option<Masses>,
}

impl Within {
    /// Adds what one rater or cluster adds. Contributions have 46 bits: no sum of less than 2³² squares
    /// overflows.
    fn take(&mut self, value: i64) {
        let wide = i128::from(value);
        self.total = self.total.wrapping_add(wide);
        self.squares = self.squares.wrapping_add(wide.wrapping_mul(wide));
        self.n += 1;
    }
}

fn variances(asked: &Asked<'_>, question: &Question<'_>) -> Vec<RateVariance> {
    let Question { counts, leaves, .. } = question;
    let Asked { appraisal, bundles, tally, frame, masses } = asked;
    let lonely = appraisal.scheme.error.lonely;
    let shares = shares(appraisal, tally, frame, counts, leaves);
    let mut sums = vec![Sums::default(); shares.len()];
    let steps: Vec<f64> = shares.iter().map(|share| share.steps).collect();
    let of = |share: &Share| (share.part / share.whole, share.whole);
    let rate = Rate {
        frame,
        counted: question.counted,
        shares: shares.iter().map(of).collect(),
        steps: &steps,
    };
    let mut residual = rate.residual();
    let strata = frame.strata().iter().enumerate();
    for (number, stratum) in strata.filter(|(_, stratum)| stratum.m() > 0) {
        let lift = lift(stratum, lonely);
        let within: Vec<Heard> = match (&mut residual, masses) {
            (None, Some(masses)) => rate.of_masses(masses, (number, question), lift),
            (residual, _) => rate.of_drawn((number, stratum), lift, residual.as_mut()),
        };
        let mean_part = mean_part(stratum, lonely);
        let totals: Vec<f64> = within.iter().map(|within| within.total).collect();
        let changes = residual.as_mut().map(|residual| {
            let (steps, totals) = (steps.as_slice(), totals.as_slice());
            residual.close(&Closing { stratum: number, lift, mean_part, steps, totals })
        });
        for (unit, within) in within.iter().enumerate() {
            let sums = &mut sums[unit];
            let own = within.squares;
            let change = changes.as_ref().map_or(0.0, |changes| changes[unit]);
            sums.variance += (own - mean_part * totals[unit] * totals[unit] + change).max(0.0);
            if within.n == 0 {
                continue;
            }
            sums.freedom += within.n as f64 - 1.0;
            sums.is_lonely |= stratum.is_lonely();
        }
    }
    let factor = averaged(frame, lonely).unwrap_or(1.0);
    sums.iter_mut().for_each(|sums| sums.variance *= factor);
    add_bundles(bundles, counts, leaves, &shares, &mut sums);
    let finished = sums.into_iter().map(|sums| {
        let refused = lonely == Lonely::Fail && sums.is_lonely;
        RateVariance { variance: sums.variance, freedom: if refused { 0.0 } else { sums.freedom } }
    });
    finished.collect()
}

/// How ballots move one rate.
struct Rate<'a> {
    frame: &'a Frame<'a>,
    counted: &'a Counted,
    /// By unit, the rate and the weight of all answers.
    shares: Vec<(f64, f64)>,
    /// By unit, steps to one.
    steps: &'a [f64],
}

impl<'a> Rate<'a> {
    /// What one rater or cluster adds, from its ballots by unit.
    fn add_up(
        &self,
        drawn: &Drawn,
        lift: f64,
        within: &mut [Within],
        mut take: impl FnMut(usize, i64),
    ) {
        let mut here: Option<(usize, i64)> = None;
        for ballot in self.frame.ballots_of(drawn) {
            let Some((unit, value)) = self.step(ballot, lift) else { continue };
            match &mut here {
                Some((known, sum)) if *known == unit => *sum += value,
                _ => {
                    if let Some((unit, sum)) = here.replace((unit, value)) {
                        within[unit].take(sum);
                        take(unit, sum);
                    }
                }
            }
        }
        if let Some((unit, sum)) = here {
            within[unit].take(sum);
            take(unit, sum);
        }
    }

    /// What ballots taken together add in a stratum, by unit.
    fn of_masses(
        &self,
        masses: &Masses,
        (stratum, asked): (usize, &Question<'_>),
        lift: f64,
    ) -> Vec<Heard> {
        let of_unit = |(unit, (share, whole)): (usize, &(f64, f64))| {
            let mut sums = Heard::default();
            for ((n, satisfied, dissatisfied), mass) in
                masses.of_unit(stratum, unit, asked.question).filter(|((n, ..), _)| *n > 0)
            {
                let part = f64::from([satisfied, dissatisfied][asked.side]);
                let each = lift * (part - share * f64::from(n)) / whole;
                sums.total += each * mass.weight();
                sums.squares += each * each * mass.squares();
                sums.n += mass.n;
            }
            sums
        };
        self.shares.iter().enumerate().map(of_unit).collect()
    }

    /// What all the drawn of a stratum add, one by one, by unit.
    fn of_drawn(
        &self,
        (number, stratum): (usize, &Stratum),
        lift: f64,
        mut residual: Option<&mut Residual<'_>>,
    ) -> Vec<Heard> {
        let mut within = vec![Within::default(); self.shares.len()];
        if let Some(residual) = &mut residual {
            residual.open(number);
        }
        for position in stratum.drawn.clone() {
            let take = |unit: usize, value: i64| {
                if let Some(residual) = &mut residual {
                    residual.take(position, unit, value);
                }
            };
            self.add_up(&self.frame.drawn()[position], lift, &mut within, take);
        }
        let heard = |(within, steps): (&Within, &f64)| Heard {
            total: within.total as f64 / steps,
            squares: within.squares as f64 / (steps * steps),
            n: within.n,
        };
        within.iter().zip(self.steps).map(heard).collect()
    }

    /// How far a ballot moves the rate of its unit, in steps.
    fn step(&self, ballot: usize, lift: f64) -> Option<(usize, i64)> {
        let unit = self.frame.ballots.units()[ballot] as usize;
        let weight = self.frame.ballots.weight(ballot).0 as f64 * lift;
        let moved = self.influence(ballot, weight)?;
        Some((unit, whole(moved * self.steps[unit])))
    }

    /// What weighting to known totals changes, where raters were weighted.
    fn residual(&self) -> Option<Residual<'a>> {
        let margins = self.frame.margins()?;
        let influence = |ballot| self.influence(ballot, 1.0);
        let slopes = margins.slopes(self.frame.ballots, self.steps, influence);
        Some(Residual::new(margins, slopes))
    }

    /// How far the answers of a ballot of this weight move the rate; `None` without an answer.
    fn influence(&self, ballot: usize, weight: f64) -> Option<f64> {
        let ballots = self.frame.ballots;
        let (part, n) = self.counted[ballots.patterns().0[ballot] as usize];
        let (share, whole) = self.shares[ballots.units()[ballot] as usize];
        (n > 0).then(|| weight * (f64::from(part) - share * f64::from(n)) / whole)
    }
}

fn shares(
    appraisal: &Appraisal,
    tally: &Tally,
    frame: &Frame<'_>,
    counts: &Counts,
    leaves: &Range<usize>,
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
    let most = frame.most_weight() * leaves.len() as f64;
    for share in shares.iter_mut().filter(|share| share.whole > 0.0) {
        share.steps = finest((most / share.whole).min(1.0), BITS);
    }
    shares
}

/// Papers that came already counted: the answers of one paper to several leaves are taken to say the
/// same, because how far they do is lost.
fn add_bundles(
    bundles: &[Bundle],
    counts: &Counts,
    leaves: &Range<usize>,
    shares: &[Share],
    sums: &mut [Sums],
) {
    let mut cells: BTreeMap<(usize, u16), Vec<[f64; 3]>> = BTreeMap::new();
    for bundle in bundles {
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
        let whole = shares[unit].whole;
        let error = by_leaf.iter().filter(|[n, _, _]| *n > 0.0).map(|[n, weight, part]| {
            let own = part / weight;
            let each = (own * (1.0 - own) / (n - 1.0).max(1.0)).sqrt();
            each * weight / whole
        });
        let error: f64 = error.sum();
        sums[unit].variance += error * error;
        let n = by_leaf.iter().map(|[n, _, _]| *n).fold(0.0, f64::max);
        sums[unit].freedom += n - 1.0;
    }
}
