//! Ballots as the two-way model sees them: one number each, with a weight.

use std::collections::BTreeMap;
use std::ops::Range;

use super::LeftOut;
use crate::appraisal::Appraisal;
use crate::ballot::Ballots;
use crate::exact::Ratio;
use crate::intake::Intake;
use crate::scheme::Code;
use crate::tally::count::Points;

/// What one rater says of one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rating {
    pub(super) rater: u32,
    pub(super) unit: u32,
    pub(super) group: u16,
    /// `Σ V p / Σ V` over the answered indicators, in points.
    pub(super) response: f64,
    /// How much it counts within its unit, times a power of two that is the same for all.
    pub(super) weight: f64,
}

/// All ratings, rater by rater.
#[derive(Debug, Clone, Default)]
pub(super) struct Ratings {
    /// By rater, and within a rater by unit and value: the order of rows leaves no trace in what is
    /// summed within a rater, and the numbers of raters decide only which rater comes first.
    pub(super) all: Vec<Rating>,
    /// The ratings of each rater.
    pub(super) papers: Vec<Range<usize>>,
    pub(super) n_units: usize,
    pub(super) left_out: LeftOut,
}

/// A ballot before its weight within the unit is known.
struct Raw {
    rating: Rating,
    weight: u64,
}

/// The number and the sum of weights, in millionths, of one group's ballots on one unit.
type Heard = BTreeMap<(u32, u16), (u64, u128)>;

impl Ratings {
    /// The ratings of an appraisal, of groups that are heard on a unit.
    pub(super) fn of(appraisal: &Appraisal, intake: &Intake) -> Ratings {
        let ballots = intake.ballots();
        let bundled = intake.bundles().iter().map(|bundle| bundle.n).sum();
        let mut left_out = LeftOut { bundled, ..LeftOut::default() };
        let raw = with_points(appraisal, ballots, &mut left_out);
        let mut heard = Heard::new();
        for ballot in &raw {
            let (n, weight) = heard.entry((ballot.rating.unit, ballot.rating.group)).or_default();
            *n += 1;
            *weight += u128::from(ballot.weight);
        }
        let least = appraisal.scheme.scoring.min_n_group;
        let few: u64 = heard.values().filter(|(n, _)| *n < least).map(|(n, _)| n).sum();
        left_out.too_few = few;
        heard.retain(|_, (n, _)| *n >= least);
        let shares = shares(appraisal, &heard);
        let scale = power_of_two(heard.values().map(|(n, _)| n).sum(), &shares);
        let all = raw.into_iter().filter_map(|ballot| {
            let key = (ballot.rating.unit, ballot.rating.group);
            let (_, sum) = heard.get(&key)?;
            let within = ballot.weight as f64 / *sum as f64;
            Some(Rating { weight: scale * shares.get(&key)? * within, ..ballot.rating })
        });
        let mut ratings = Ratings::new(all.collect(), appraisal.units.len());
        ratings.left_out = left_out;
        ratings
    }

    /// Puts ratings in their order.
    pub(super) fn new(mut all: Vec<Rating>, n_units: usize) -> Ratings {
        all.sort_by(|a, b| {
            let places = (a.rater, a.unit, a.group).cmp(&(b.rater, b.unit, b.group));
            let values = || a.response.total_cmp(&b.response).then(a.weight.total_cmp(&b.weight));
            places.then_with(values)
        });
        let mut papers: Vec<Range<usize>> = Vec::new();
        for paper in all.chunk_by(|a, b| a.rater == b.rater) {
            let start = papers.last().map_or(0, |last| last.end);
            papers.push(start..start + paper.len());
        }
        Ratings { all, papers, n_units, left_out: LeftOut::default() }
    }

    /// What one rater says, unit after unit.
    pub(super) fn paper(&self, paper: usize) -> &[Rating] {
        &self.all[self.papers[paper].clone()]
    }

    /// How many ballots there are on each unit, and how many of them by raters who rate others too.
    pub(super) fn ballots(&self) -> Vec<(u64, u64)> {
        let mut ballots = vec![(0, 0); self.n_units];
        for paper in 0..self.papers.len() {
            let paper = self.paper(paper);
            let links = u64::from(breadth(paper) > 1);
            for rating in paper {
                let (n, n_linking) = &mut ballots[rating.unit as usize];
                *n += 1;
                *n_linking += links;
            }
        }
        ballots
    }
}

/// How many units a rater rates.
pub(super) fn breadth(paper: &[Rating]) -> usize {
    paper.chunk_by(|a, b| a.unit == b.unit).count()
}

/// The ballots that have a value, of groups that rate the unit.
fn with_points(appraisal: &Appraisal, ballots: &Ballots, left_out: &mut LeftOut) -> Vec<Raw> {
    let scheme = &appraisal.scheme;
    let points = Points::new(scheme);
    let mut known: BTreeMap<&[Code], Option<f64>> = BTreeMap::new();
    let mut raw = Vec::with_capacity(ballots.len());
    for ballot in 0..ballots.len() {
        let (unit, group) = (ballots.units()[ballot], ballots.group(ballot));
        let answers = ballots.answers_on(ballot);
        let value = || points.of_ballot(scheme, answers).map(|value| value.to_f64());
        let response = *known.entry(answers).or_insert_with(value);
        match response {
            None => left_out.no_points += 1,
            Some(_) if !counts(appraisal, unit, group) => left_out.not_rating += 1,
            Some(response) => {
                let rater = ballots.raters()[ballot];
                let rating = Rating { rater, unit, group, response, weight: 0.0 };
                raw.push(Raw { rating, weight: ballots.weight(ballot).0 });
            }
        }
    }
    raw
}

fn counts(appraisal: &Appraisal, unit: u32, group: u16) -> bool {
    let (unit, group) = (unit as usize, usize::from(group));
    appraisal.units[unit].in_force && appraisal.rates(group, unit)
}

/// `W_g / Σ W` over the groups that are heard on the unit.
fn shares(appraisal: &Appraisal, heard: &Heard) -> BTreeMap<(u32, u16), f64> {
    let weight = |(unit, group): &(u32, u16)| {
        &appraisal.category(*unit as usize).weights[usize::from(*group)]
    };
    let mut sums: BTreeMap<u32, Ratio> = BTreeMap::new();
    for key in heard.keys() {
        let sum = sums.entry(key.0).or_insert_with(Ratio::zero);
        *sum = &*sum + weight(key);
    }
    let share = |key: &(u32, u16)| weight(key).divided_by(sums.get(&key.0)?);
    let shares = heard.keys().filter_map(|key| Some((*key, share(key)?.to_f64())));
    shares.collect()
}

/// A power of two near the mean number of ballots on a unit, which brings weights near 1, where sums
/// in steps of 2⁻⁶⁰ lose least. It cancels in every result, and exactly so.
fn power_of_two(n_ballots: u64, shares: &BTreeMap<(u32, u16), f64>) -> f64 {
    let keys: Vec<u32> = shares.keys().map(|(unit, _)| *unit).collect();
    let n_units = keys.chunk_by(|a, b| a == b).count() as u64;
    let mean = n_ballots.checked_div(n_units).unwrap_or(1).max(1);
    (1_u64 << mean.ilog2().min(40)) as f64
}
