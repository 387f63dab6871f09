//! Ballots in the order in which the error is summed: by stratum, by rater or cluster, by unit.

use std::ops::Range;

use super::residual::{Margins, Sample};
use crate::ballot::{Ballots, ByRater};

/// Ballots sorted for the error.
pub(super) struct Frame<'a> {
    pub(super) ballots: &'a Ballots,
    /// Those of one rater or cluster follow each other, by unit.
    order: ByRater,
    /// Each rater or cluster, those of one stratum after the other.
    drawn: Vec<Drawn>,
    strata: Vec<Stratum>,
    most_weight: f64,
    margins: Option<Margins>,
}

/// One rater, or one cluster of raters.
pub(super) struct Drawn {
    /// Its ballots among the order.
    pub(super) ballots: Range<usize>,
    /// The number of a rater in it, for links.
    pub(super) rater: u32,
}

/// Raters that were drawn from one list.
#[derive(Debug, Clone)]
pub(super) struct Stratum {
    /// Its raters or clusters.
    pub(super) drawn: Range<usize>,
    /// What is left to chance: `1 − m/M`, or 1 where the population is not known.
    pub(super) chance: f64,
}

impl Stratum {
    /// How many were drawn.
    pub(super) fn m(&self) -> usize {
        self.drawn.len()
    }

    /// Whether only one was drawn, of a stratum that has more than that one.
    pub(super) fn is_lonely(&self) -> bool {
        self.m() == 1 && self.chance > 0.0
    }
}

impl<'a> Frame<'a> {
    pub(super) fn new(ballots: &'a Ballots, n_groups: usize) -> Frame<'a> {
        let design = &ballots.design;
        let order = order(ballots);
        let mut drawn: Vec<(usize, Drawn)> = Vec::new();
        for run in runs(ballots, &order) {
            let rater = ballots.raters()[order.get(run.start)];
            let group = usize::from(ballots.groups()[rater as usize]);
            let stratum = design.strata.get(rater as usize).map_or(group, |s| *s as usize);
            drawn.push((stratum, Drawn { ballots: run, rater }));
        }
        // Stable, so that nothing but the strata moves; sums are whole numbers within them.
        drawn.sort_by_key(|(stratum, _)| *stratum);
        let n = drawn.iter().map(|(stratum, _)| stratum + 1).max().unwrap_or(0).max(n_groups);
        let strata = strata(&drawn, n, &design.populations);
        let drawn: Vec<Drawn> = drawn.into_iter().map(|(_, drawn)| drawn).collect();
        let most_weight = most_weight(ballots, &order, &drawn);
        let sample = Sample { ballots, order: &order, drawn: &drawn, strata: &strata };
        let margins = Margins::new(&sample);
        Frame { ballots, order, drawn, strata, most_weight, margins }
    }

    /// Those who were drawn, by stratum.
    pub(super) fn drawn(&self) -> &[Drawn] {
        &self.drawn
    }

    /// The ballots of one of them, by unit.
    pub(super) fn ballots_of(&self, drawn: &Drawn) -> impl Iterator<Item = usize> + '_ {
        drawn.ballots.clone().map(|place| self.order.get(place))
    }

    /// Whether each of the drawn has one ballot at most on a unit: raters do, clusters may have more.
    pub(super) fn is_one_each(&self) -> bool {
        self.ballots.design.clusters.is_empty()
    }

    /// The same as a list.
    pub(super) fn numbers_of(&self, drawn: &Drawn) -> Vec<u32> {
        self.ballots_of(drawn).map(|ballot| u32::try_from(ballot).unwrap_or(u32::MAX)).collect()
    }

    pub(super) fn strata(&self) -> &[Stratum] {
        &self.strata
    }

    /// The margins to which raters were weighted, where they were.
    pub(super) fn margins(&self) -> Option<&Margins> {
        self.margins.as_ref()
    }

    /// The most that one of them weighs on one unit, in millionths.
    pub(super) fn most_weight(&self) -> f64 {
        self.most_weight
    }

    pub(super) fn n_drawn(&self) -> usize {
        self.drawn.len()
    }

    pub(super) fn n_strata(&self) -> usize {
        self.strata.iter().filter(|stratum| stratum.m() > 0).count()
    }

    pub(super) fn n_lonely(&self) -> usize {
        self.strata.iter().filter(|stratum| stratum.is_lonely()).count()
    }
}

/// Ballots by rater or cluster, and then by unit.
fn order(ballots: &Ballots) -> ByRater {
    let clusters = &ballots.design.clusters;
    if clusters.is_empty() {
        return ballots.by_rater();
    }
    let of: Vec<u32> = ballots.raters().iter().map(|rater| clusters[*rater as usize]).collect();
    let n = clusters.iter().map(|cluster| *cluster as usize + 1).max().unwrap_or(0);
    ByRater::of(&of, ballots.units(), n)
}

/// The places in the order that belong to one rater or cluster each.
fn runs<'a>(ballots: &'a Ballots, order: &'a ByRater) -> impl Iterator<Item = Range<usize>> + 'a {
    let clusters = &ballots.design.clusters;
    let who = |place: usize| {
        let rater = ballots.raters()[order.get(place)];
        clusters.get(rater as usize).copied().unwrap_or(rater)
    };
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = (start < order.len()).then(|| who(start))?;
        let end = (start + 1..order.len()).find(|place| who(*place) != first);
        let run = start..end.unwrap_or(order.len());
        start = run.end;
        Some(run)
    })
}

/// Ballots of one rater or cluster on one unit follow each other, and their weights add up. Raters who
/// were drawn alone have one ballot on a unit.
fn most_weight(ballots: &Ballots, order: &ByRater, drawn: &[Drawn]) -> f64 {
    // Of the ballots that count: others know weights too.
    let (numbers, weights) = ballots.weights();
    let heaviest = numbers.iter().map(|number| weights[*number as usize].0).max().unwrap_or(0);
    let unit = |place: usize| ballots.units()[order.get(place)];
    let longest = |drawn: &Drawn| {
        let (mut most, mut n) = (1, 1);
        for place in drawn.ballots.start + 1..drawn.ballots.end {
            n = if unit(place) == unit(place - 1) { n + 1 } else { 1 };
            most = most.max(n);
        }
        most
    };
    let most = match ballots.design.clusters.is_empty() {
        true => 1,
        false => drawn.iter().map(longest).max().unwrap_or(0),
    };
    heaviest as f64 * f64::from(u32::try_from(most).unwrap_or(u32::MAX))
}

fn strata(drawn: &[(usize, Drawn)], n: usize, populations: &[Option<u64>]) -> Vec<Stratum> {
    let mut start = 0;
    (0..n)
        .map(|stratum| {
            let m = drawn[start..].iter().take_while(|(of, _)| *of == stratum).count();
            let range = start..start + m;
            start += m;
            let population = populations.get(stratum).copied().flatten();
            let chance = population.filter(|population| *population > 0).map_or(1.0, |size| {
                let left = 1.0 - m as f64 / size as f64;
                // As in R's survey: a stratum that is all there adds nothing.
                if left < 1e-7 { 0.0 } else { left }
            });
            Stratum { drawn: range, chance }
        })
        .collect()
}
