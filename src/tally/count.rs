//! Counting: one pass over the ballots, then the bundles on top.

use indexmap::IndexMap;
use rayon::prelude::*;

use super::{Address, Count, Tally};
use crate::appraisal::Appraisal;
use crate::ballot::{Ballots, Bundle};
use crate::exact::Ratio;
use crate::intake::Intake;
use crate::scheme::{Code, Scheme};

/// Ballots counted by one task; large enough that merging is cheap beside counting.
const CHUNK: usize = 65_536;

type AnswerCounts = IndexMap<(Address, Code), Count>;
type BallotCounts = IndexMap<(u32, u16, Vec<Code>), Count>;

impl Tally {
    /// Counts what `intake` accepted.
    pub fn count(appraisal: &Appraisal, intake: &Intake) -> Tally {
        let scheme = &appraisal.scheme;
        let ballots = intake.ballots();
        let mut tally = count_answers(scheme, ballots);
        if scheme.counts_ballots() {
            tally = tally.merge(count_ballots(scheme, ballots));
        }
        for bundle in intake.bundles() {
            add_bundle(scheme, &mut tally, bundle);
        }
        tally
    }
}

fn count_answers(scheme: &Scheme, ballots: &Ballots) -> Tally {
    let counts_blank = scheme.scale.blank.is_some();
    let chunks: Vec<AnswerCounts> = starts(ballots)
        .map(|start| {
            let mut counts = AnswerCounts::new();
            for ballot in start..ballots.len().min(start + CHUNK) {
                let (unit, group) = (ballots.units[ballot], ballots.groups[ballot]);
                let weight = u128::from(ballots.weights[ballot].0);
                for (indicator, code) in (0_u16..).zip(ballots.answers_on(ballot)) {
                    if code.is_mark() || (counts_blank && *code == Code::BLANK) {
                        let address = Address { unit, group, indicator };
                        let count = counts.entry((address, *code)).or_default();
                        count.add(Count { n: 1, weight });
                    }
                }
            }
            counts
        })
        .collect();
    let mut tally = Tally::default();
    for ((address, code), count) in chunks.into_iter().flatten() {
        tally.add(address, code, count);
    }
    tally
}

fn starts(ballots: &Ballots) -> impl ParallelIterator<Item = usize> + use<'_> {
    (0..ballots.len().div_ceil(CHUNK)).into_par_iter().map(|chunk| chunk * CHUNK)
}

/// Counts whole ballots by their answers first, so that each pattern is valued once.
fn count_ballots(scheme: &Scheme, ballots: &Ballots) -> Tally {
    let chunks: Vec<BallotCounts> = starts(ballots)
        .map(|start| {
            let mut counts = BallotCounts::new();
            for ballot in start..ballots.len().min(start + CHUNK) {
                let answers = ballots.answers_on(ballot).to_vec();
                let key = (ballots.units[ballot], ballots.groups[ballot], answers);
                let weight = u128::from(ballots.weights[ballot].0);
                counts.entry(key).or_default().add(Count { n: 1, weight });
            }
            counts
        })
        .collect();
    let mut tally = Tally::default();
    for ((unit, group, answers), count) in chunks.into_iter().flatten() {
        if let Some(value) = ballot_value(scheme, &answers) {
            tally.add_ballots(unit, group, value, count);
        }
    }
    tally
}

/// `y(b) = Σ V p / Σ V` over the answered indicators; `None` where none carries points.
fn ballot_value(scheme: &Scheme, answers: &[Code]) -> Option<Ratio> {
    let points: Vec<Option<Ratio>> = answers.iter().map(|code| points(scheme, *code)).collect();
    let pairs = points.iter().zip(scheme.indicators.weights());
    Ratio::weighted_mean(pairs.filter_map(|(points, weight)| Some((points.as_ref()?, weight))))
}

fn points(scheme: &Scheme, code: Code) -> Option<Ratio> {
    if code == Code::BLANK { scheme.scale.blank.clone() } else { scheme.scale.points(code) }
}

/// Adds paper counts. With one indicator an answer is a whole ballot.
fn add_bundle(scheme: &Scheme, tally: &mut Tally, bundle: &Bundle) {
    let Bundle { unit, group, indicator, code, n, weight } = *bundle;
    let count = Count { n, weight };
    tally.add(Address { unit, group, indicator }, code, count);
    if scheme.counts_ballots()
        && let Some(value) = ballot_value(scheme, &[code])
    {
        tally.add_ballots(unit, group, value, count);
    }
}

impl Tally {
    fn add_ballots(&mut self, unit: u32, group: u16, value: Ratio, count: Count) {
        if count.n > 0 {
            let values = self.ballots.entry((unit, group)).or_default();
            values.entry(value).or_default().add(count);
        }
    }
}
