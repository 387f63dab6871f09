//! Ballots of one unit and one stratum that say the same to a rate, taken together.
//!
//! What a ballot adds to a rate is its weight times what its answers say. Over ballots that say the same,
//! sums of such terms and of their squares need the sums of weights and of their squares only.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::frame::{Drawn, Frame};
use super::moves::Said;

/// What a rate asks of a ballot: how many answers there are, how many of them are counted as satisfied,
/// and how many as dissatisfied.
pub(super) type Told = (u16, u16, u16);

/// Ballots that say the same.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mass {
    pub(super) n: u64,
    /// The sum of their weights in millionths, and of the squares of these.
    weight: u128,
    squares: u128,
}

impl Mass {
    /// The sum of the weights in millionths.
    pub(super) fn weight(&self) -> f64 {
        self.weight as f64
    }

    /// The sum of the squares of the weights.
    pub(super) fn squares(&self) -> f64 {
        self.squares as f64
    }

    /// Weights are below 10¹² millionths, and there are fewer than 2³² ballots: nothing overflows.
    fn take(&mut self, other: &Mass) {
        self.n += other.n;
        self.weight = self.weight.wrapping_add(other.weight);
        self.squares = self.squares.wrapping_add(other.squares);
    }
}

/// What the ballots of a frame tell each of several questions.
pub(super) struct Masses {
    /// By question, what may be told, in order.
    told: Vec<Vec<Told>>,
    /// Where the masses of each question begin among those of a unit, and how many all have.
    starts: Vec<usize>,
    /// By pattern and question, the place among those of a unit.
    places: Vec<u32>,
    /// By stratum, the masses by unit and place.
    strata: Vec<Vec<Mass>>,
}

/// Raters that one task takes.
const CHUNK: usize = 8192;

/// Masses up to which every task has its own.
const FEW: usize = 1 << 16;

impl Masses {
    /// The masses of a frame for questions that are told so much by each pattern; `None` where one of the
    /// drawn may have several ballots on a unit, and where there would be more masses than ballots.
    pub(super) fn of(frame: &Frame<'_>, n_units: usize, asked: &[Vec<Told>]) -> Option<Masses> {
        if !frame.is_one_each() {
            return None;
        }
        let distinct = |told: &Vec<Told>| -> Vec<Told> {
            told.iter().copied().collect::<BTreeSet<Told>>().into_iter().collect()
        };
        let told: Vec<Vec<Told>> = asked.par_iter().map(distinct).collect();
        let mut starts = vec![0];
        for told in &told {
            starts.push(starts.last().copied().unwrap_or(0) + told.len());
        }
        let of_unit = starts.last().copied().unwrap_or(0);
        if of_unit * n_units * frame.strata().len() > frame.ballots.len() {
            return None;
        }
        let (_, patterns) = frame.ballots.patterns();
        let place = |pattern: usize, question: usize| {
            let at = told[question].binary_search(&asked[question][pattern]).unwrap_or(0);
            u32::try_from(starts[question] + at).unwrap_or(u32::MAX)
        };
        let places = (0..patterns.len())
            .flat_map(|pattern| (0..asked.len()).map(move |question| (pattern, question)))
            .map(|(pattern, question)| place(pattern, question))
            .collect();
        let mut masses = Masses { told, starts, places, strata: Vec::new() };
        let strata = frame.strata().par_iter();
        masses.strata = strata
            .map(|stratum| masses.sum(frame, &frame.drawn()[stratum.drawn.clone()], n_units))
            .collect();
        Some(masses)
    }

    /// The masses of a stratum on one unit, with what they tell a question.
    pub(super) fn of_unit(
        &self,
        stratum: usize,
        unit: usize,
        question: usize,
    ) -> impl Iterator<Item = (Told, &Mass)> {
        let of_unit = unit * self.n_of_unit();
        let places = of_unit + self.starts[question]..of_unit + self.starts[question + 1];
        let masses = &self.strata[stratum][places];
        self.told[question].iter().copied().zip(masses).filter(|(_, mass)| mass.n > 0)
    }

    /// How many masses a unit has.
    fn n_of_unit(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    fn sum(&self, frame: &Frame<'_>, drawn: &[Drawn], n_units: usize) -> Vec<Mass> {
        let n = n_units * self.n_of_unit();
        let sum = |drawn: &[Drawn]| {
            let mut masses = vec![Mass::default(); n];
            for ballot in drawn.iter().flat_map(|drawn| frame.ballots_of(drawn)) {
                self.take(&Said::of(frame.ballots, ballot), &mut masses);
            }
            masses
        };
        let add = |mut own: Vec<Mass>, more: Vec<Mass>| {
            own.iter_mut().zip(&more).for_each(|(own, more)| own.take(more));
            own
        };
        let chunk = if n <= FEW { CHUNK } else { drawn.len().max(1) };
        let none = || vec![Mass::default(); n];
        drawn.par_chunks(chunk).map(sum).reduce_with(add).unwrap_or_else(none)
    }

    fn take(&self, said: &Said, masses: &mut [Mass]) {
        let weight = u128::from(said.weight.0);
        let one = Mass { n: 1, weight, squares: weight.wrapping_mul(weight) };
        let of_unit = said.unit as usize * self.n_of_unit();
        let n_questions = self.told.len();
        let places = &self.places[said.pattern as usize * n_questions..][..n_questions];
        for place in places {
            masses[of_unit + *place as usize].take(&one);
        }
    }
}
