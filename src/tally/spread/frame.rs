//! Ballots in the order in which the error is summed: by stratum, by rater or cluster, by unit.

use std::ops::Range;

use rayon::prelude::*;

use super::residual::{Margins, Sample};
use crate::ballot::Ballots;

/// Ballots sorted for the error.
pub(super) struct Frame<'a> {
    pub(super) ballots: &'a Ballots,
    /// Positions of the ballots: those of one rater or cluster follow each other, by unit.
    order: Vec<u32>,
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
        let clusters = &design.clusters;
        let drawn_of = |rater: u32| clusters.get(rater as usize).copied().unwrap_or(rater);
        let n_drawn = ballots.raters.iter().map(|rater| drawn_of(*rater) as usize + 1).max();
        let starts = starts(ballots, n_drawn.unwrap_or(0), drawn_of);
        let mut order = placed(ballots, &starts, drawn_of);
        let mut drawn: Vec<(usize, Drawn)> = Vec::new();
        for run in starts.windows(2).filter(|run| run[0] < run[1]) {
            let first = order[run[0]] as usize;
            let rater = ballots.raters[first];
            let group = usize::from(ballots.groups[first]);
            let stratum = design.strata.get(rater as usize).map_or(group, |s| *s as usize);
            drawn.push((stratum, Drawn { ballots: run[0]..run[1], rater }));
        }
        sort_within(ballots, &mut order, &starts);
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
    pub(super) fn ballots_of(&self, drawn: &Drawn) -> &[u32] {
        &self.order[drawn.ballots.clone()]
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

/// Where the ballots of each rater or cluster begin, and the end of the last.
fn starts(ballots: &Ballots, n_drawn: usize, drawn_of: impl Fn(u32) -> u32) -> Vec<usize> {
    let mut starts = vec![0; n_drawn + 1];
    for rater in &ballots.raters {
        starts[drawn_of(*rater) as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts
}

fn placed(ballots: &Ballots, starts: &[usize], drawn_of: impl Fn(u32) -> u32) -> Vec<u32> {
    let mut next = starts.to_vec();
    let mut order = vec![0; ballots.len()];
    for (ballot, rater) in (0_u32..).zip(&ballots.raters) {
        let place = &mut next[drawn_of(*rater) as usize];
        order[*place] = ballot;
        *place += 1;
    }
    order
}

fn sort_within(ballots: &Ballots, order: &mut [u32], starts: &[usize]) {
    let mut runs = Vec::with_capacity(starts.len());
    let mut rest = order;
    for run in starts.windows(2) {
        let (head, tail) = rest.split_at_mut(run[1] - run[0]);
        runs.push(head);
        rest = tail;
    }
    runs.par_iter_mut()
        .with_min_len(1024)
        .for_each(|run| run.sort_unstable_by_key(|ballot| ballots.units[*ballot as usize]));
}

/// Ballots of one rater or cluster on one unit follow each other, and their weights add up.
fn most_weight(ballots: &Ballots, order: &[u32], drawn: &[Drawn]) -> f64 {
    let heaviest = ballots.weights.iter().map(|weight| weight.0).max().unwrap_or(0);
    let unit = |ballot: &u32| ballots.units[*ballot as usize];
    let runs = |drawn: &Drawn| {
        let runs = order[drawn.ballots.clone()].chunk_by(|a, b| unit(a) == unit(b));
        runs.map(<[u32]>::len).max().unwrap_or(0)
    };
    heaviest as f64 * drawn.iter().map(runs).max().unwrap_or(0) as f64
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
