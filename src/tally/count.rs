//! Counting: one pass over the ballots, then the bundles on top.

use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::{Address, Count, Spread, Tally};
use crate::appraisal::Appraisal;
use crate::ballot::{Ballots, Bundle};
use crate::exact::Ratio;
use crate::intake::Intake;
use crate::scheme::{Code, Scheme};

/// The fewest ballots counted by one task; large enough that merging is cheap beside counting.
const CHUNK: usize = 65_536;

/// Unit, group and answers of a ballot.
type Pattern = (u32, u16, Vec<Code>);

type BallotCounts = IndexMap<Pattern, Count>;

impl Tally {
    /// Counts what `intake` accepted.
    pub fn count(appraisal: &Appraisal, intake: &Intake) -> Tally {
        Tally::count_these(appraisal, intake, intake.ballots())
    }

    /// Counts what would have been accepted if the rule at this position of the scheme were not
    /// there.
    pub fn count_without(appraisal: &Appraisal, intake: &Intake, rule: usize) -> Tally {
        Tally::count_these(appraisal, intake, &intake.ballots_without(rule))
    }

    /// Counts what would have been accepted if the rule at this position of the scheme voided what
    /// it meets.
    pub fn count_with(appraisal: &Appraisal, intake: &Intake, rule: usize) -> Tally {
        Tally::count_these(appraisal, intake, &intake.ballots_with(rule))
    }

    /// Counts some ballots of an intake, and all its paper counts.
    fn count_these(appraisal: &Appraisal, intake: &Intake, ballots: &Ballots) -> Tally {
        let scheme = &appraisal.scheme;
        let mut tally = count_answers(scheme, ballots);
        let points = Points::new(scheme);
        if scheme.counts_ballots() {
            tally = tally.merge(count_ballots(scheme, &points, ballots));
        }
        for bundle in intake.bundles() {
            add_bundle(scheme, &points, &mut tally, bundle);
        }
        // A tally without a count says nothing of any error, and is the one that merging ignores.
        if !tally.is_empty() {
            let heard = (ballots, intake.bundles());
            tally.spread = Some(Arc::new(Spread::of(appraisal, heard, &tally)));
        }
        tally
    }
}

/// The counts of one task. Ballots find their unit and group by position, not by hashing: this
/// is the one loop of the road that touches every answer.
struct Histograms {
    n_groups: usize,
    n_leaves: usize,
    /// For each unit and group the place of its first histogram, once it has one.
    places: Vec<Option<u32>>,
    /// Units and groups in the order of `levels`.
    seen: Vec<(u32, u16)>,
    /// For each of `seen` and each leaf, the counts by code, in order of code.
    levels: Vec<Vec<(Code, Count)>>,
}

impl Histograms {
    fn new(scheme: &Scheme, n_units: usize, n_leaves: usize) -> Histograms {
        let n_groups = scheme.groups.len();
        Histograms {
            n_groups,
            n_leaves,
            places: vec![None; n_units * n_groups],
            seen: Vec::new(),
            levels: Vec::new(),
        }
    }

    fn of(&mut self, unit: u32, group: u16) -> &mut [Vec<(Code, Count)>] {
        let place = &mut self.places[unit as usize * self.n_groups + usize::from(group)];
        let at = match *place {
            Some(at) => at as usize,
            None => {
                let at = self.seen.len();
                *place = u32::try_from(at).ok();
                self.seen.push((unit, group));
                self.levels.resize(self.levels.len() + self.n_leaves, Vec::new());
                at
            }
        };
        &mut self.levels[at * self.n_leaves..(at + 1) * self.n_leaves]
    }
}

fn count_answers(scheme: &Scheme, ballots: &Ballots) -> Tally {
    let counts_blank = scheme.scale.blank.is_some();
    let n_units = ballots.units().iter().max().map_or(0, |last| *last as usize + 1);
    let none = || Histograms::new(scheme, n_units, ballots.n_leaves());
    let chunks: Vec<Histograms> = starts(ballots)
        .fold(none, |mut histograms, start| {
            for ballot in start..ballots.len().min(start + chunk(ballots)) {
                let leaves = histograms.of(ballots.units()[ballot], ballots.group(ballot));
                let weight = u128::from(ballots.weight(ballot).0);
                for (levels, code) in leaves.iter_mut().zip(ballots.answers_on(ballot)) {
                    if code.is_mark() || (counts_blank && *code == Code::BLANK) {
                        add_level(levels, *code, Count { n: 1, weight });
                    }
                }
            }
            histograms
        })
        .collect();
    let mut tally = Tally::default();
    for histograms in chunks {
        let by_unit = histograms.levels.chunks(histograms.n_leaves.max(1));
        for ((unit, group), leaves) in histograms.seen.iter().zip(by_unit) {
            for (indicator, levels) in (0_u16..).zip(leaves) {
                for (code, count) in levels {
                    let address = Address { unit: *unit, group: *group, indicator };
                    tally.add(address, *code, *count);
                }
            }
        }
    }
    tally
}

fn add_level(levels: &mut Vec<(Code, Count)>, code: Code, count: Count) {
    // Levels fill up soon, and then each stands at the place of its code.
    if let Some((known, sum)) = levels.get_mut(usize::from(code.0))
        && *known == code
    {
        return sum.add(count);
    }
    match levels.binary_search_by_key(&code, |(known, _)| *known) {
        Ok(at) => levels[at].1.add(count),
        Err(at) => levels.insert(at, (code, count)),
    }
}

fn starts(ballots: &Ballots) -> impl ParallelIterator<Item = usize> + use<'_> {
    let chunk = chunk(ballots);
    (0..ballots.len().div_ceil(chunk)).into_par_iter().map(move |number| number * chunk)
}

/// Ballots counted by one task.
fn chunk(ballots: &Ballots) -> usize {
    ballots.len().div_ceil(16).max(CHUNK)
}

/// Counts whole ballots by their answers first, so that each pattern is valued once.
fn count_ballots(scheme: &Scheme, points: &Points, ballots: &Ballots) -> Tally {
    let chunks: Vec<BallotCounts> = starts(ballots)
        .map(|start| {
            let mut counts = BallotCounts::new();
            for ballot in start..ballots.len().min(start + chunk(ballots)) {
                let answers = ballots.answers_on(ballot).to_vec();
                let key = (ballots.units()[ballot], ballots.group(ballot), answers);
                let weight = u128::from(ballots.weight(ballot).0);
                counts.entry(key).or_default().add(Count { n: 1, weight });
            }
            counts
        })
        .collect();
    let counted: Vec<(Pattern, Count)> = chunks.into_iter().flatten().collect();
    let values: Vec<Option<Ratio>> =
        counted.par_iter().map(|((_, _, answers), _)| points.of_ballot(scheme, answers)).collect();
    let mut tally = Tally::default();
    for (((unit, group, _), count), value) in counted.into_iter().zip(values) {
        if let Some(value) = value {
            tally.add_ballots(unit, group, value, count);
        }
    }
    tally
}

/// What each code counts, looked up once.
pub(super) struct Points {
    by_code: Vec<Option<Ratio>>,
    blank: Option<Ratio>,
}

impl Points {
    pub(super) fn new(scheme: &Scheme) -> Points {
        let by_code = scheme.scale.codes().map(|code| scheme.scale.points(code)).collect();
        Points { by_code, blank: scheme.scale.blank.clone() }
    }

    fn of(&self, code: Code) -> Option<&Ratio> {
        if code == Code::BLANK {
            return self.blank.as_ref();
        }
        self.by_code.get(usize::from(code.0))?.as_ref()
    }

    /// `y(b) = Σ V p / Σ V` over the answered indicators; `None` where none carries points.
    pub(super) fn of_ballot(&self, scheme: &Scheme, answers: &[Code]) -> Option<Ratio> {
        let pairs = answers.iter().zip(scheme.indicators.weights());
        Ratio::weighted_mean(pairs.filter_map(|(code, weight)| Some((self.of(*code)?, weight))))
    }
}

/// Adds paper counts. With one indicator an answer is a whole ballot.
fn add_bundle(scheme: &Scheme, points: &Points, tally: &mut Tally, bundle: &Bundle) {
    let Bundle { unit, group, indicator, code, n, weight } = *bundle;
    let count = Count { n, weight };
    tally.add(Address { unit, group, indicator }, code, count);
    if scheme.counts_ballots()
        && let Some(value) = points.of_ballot(scheme, &[code])
    {
        tally.add_ballots(unit, group, value, count);
    }
}

impl Tally {
    pub(super) fn add_ballots(&mut self, unit: u32, group: u16, value: Ratio, count: Count) {
        if count.n > 0 {
            let values = self.ballots.entry((unit, group)).or_default();
            values.entry(value).or_default().add(count);
        }
    }
}
