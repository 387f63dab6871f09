//! The answers and weights of a sheet: each kept once, with a number that all readers of its blocks share.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::read::MAX_LISTED;
use crate::ballot::{Patterns, Weight, Weights};
use crate::finding::{Effect, Kind};
use crate::scheme::Code;

/// Answers of whole ballots, and weights.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    pub(super) patterns: Patterns,
    pub(super) weights: Weights,
}

impl Lists {
    /// Nothing yet, for ballots of so many answers.
    pub(super) fn new(n_leaves: usize) -> Lists {
        Lists { patterns: Patterns::new(n_leaves), weights: Weights::default() }
    }

    /// For each pattern and each weight of other lists its number in these.
    pub(super) fn take(&mut self, other: &Lists) -> [Vec<u32>; 2] {
        [self.patterns.take(&other.patterns), self.weights.take(&other.weights)]
    }
}

/// The lists of a sheet while several read it.
#[derive(Debug)]
pub(super) struct Shared {
    n_leaves: usize,
    lists: Mutex<Lists>,
    /// Findings of which enough are listed: blocks to come need not put them into words.
    full: Mutex<BTreeMap<(Kind, Effect), usize>>,
    /// What readers of earlier blocks knew.
    #[expect(clippy::vec_box, reason = "a reader holds it in a box")]
    idle: Mutex<Vec<Box<Known>>>,
}

/// What one reader knows of the lists, so that it asks for new things only.
#[derive(Debug)]
pub(super) struct Known {
    here: Lists,
    /// For each number here that in the shared lists.
    patterns: Vec<u32>,
    weights: Vec<u32>,
}

/// Patterns after which a reader forgets: where they hardly repeat it is not worth keeping them twice.
const MOST: usize = 1 << 18;

impl Shared {
    /// Empty lists for ballots of so many answers.
    pub(super) fn new(n_leaves: usize) -> Shared {
        Shared {
            n_leaves,
            lists: Mutex::new(Lists::new(n_leaves)),
            full: Mutex::default(),
            idle: Mutex::default(),
        }
    }

    /// What a new reader knows.
    pub(super) fn borrow(&self) -> Box<Known> {
        open(&self.idle).pop().unwrap_or_else(|| Box::new(Known::new(self.n_leaves)))
    }

    /// How many findings of each kind blocks before have listed, where no more are to be.
    pub(super) fn full(&self) -> BTreeMap<(Kind, Effect), usize> {
        open(&self.full).clone()
    }

    /// Notes what is listed of the blocks so far, which come in their order.
    pub(super) fn note_listed(&self, listed: &BTreeMap<(Kind, Effect), usize>) {
        let enough = listed.iter().filter(|(_, n)| **n >= MAX_LISTED);
        open(&self.full).extend(enough.map(|(key, n)| (*key, *n)));
    }

    /// Keeps what a reader knew for the next one.
    pub(super) fn give_back(&self, known: Box<Known>) {
        open(&self.idle).push(known);
    }

    /// The lists, once all is read.
    pub(super) fn into_lists(self) -> Lists {
        self.lists.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn new(n_leaves: usize) -> Known {
        Known { here: Lists::new(n_leaves), patterns: Vec::new(), weights: Vec::new() }
    }

    /// The number of these answers in the shared lists.
    pub(super) fn pattern(&mut self, shared: &Shared, answers: &[Code]) -> u32 {
        if self.patterns.len() >= MOST {
            self.here.patterns = Patterns::new(shared.n_leaves);
            self.patterns.clear();
        }
        let here = self.here.patterns.number(answers);
        if here as usize == self.patterns.len() {
            self.patterns.push(open(&shared.lists).patterns.number(answers));
        }
        self.patterns[here as usize]
    }

    /// The number of a weight in the shared lists.
    pub(super) fn weight(&mut self, shared: &Shared, weight: Weight) -> u32 {
        let here = self.here.weights.number(weight);
        if here as usize == self.weights.len() {
            self.weights.push(open(&shared.lists).weights.number(weight));
        }
        self.weights[here as usize]
    }
}

/// A reader that gave up has left nothing half done.
fn open<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_that_meet_things_in_other_orders_give_them_the_same_numbers() {
        let shared = Shared::new(2);
        let (mut one, mut other) = (shared.borrow(), shared.borrow());
        let answers = |n: u16| [Code(n), Code::BLANK];
        let by_one: Vec<u32> = (0..9).map(|n| one.pattern(&shared, &answers(n))).collect();
        let by_other: Vec<u32> =
            (0..9).rev().map(|n| other.pattern(&shared, &answers(n))).collect();
        assert!(by_one.iter().eq(by_other.iter().rev()));
        let weights = [Weight(7), Weight(9), Weight(7)].map(|weight| one.weight(&shared, weight));
        assert_eq!(weights, [0, 1, 0]);
        assert_eq!(other.weight(&shared, Weight(9)), 1);
        shared.give_back(one);
        let lists = shared.into_lists();
        assert_eq!((lists.patterns.len(), lists.weights.all().len()), (9, 2));
        assert_eq!(lists.patterns.get(by_other[0]), answers(8));
    }
}
