//! Things that repeat, kept once each with a number.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::Weight;
use crate::scheme::Code;

/// The answers of a whole ballot, each combination once.
///
/// A million ballots on a scale of five levels hold some thousand combinations, so that a ballot needs a
/// number instead of its answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Patterns {
    n_leaves: usize,
    codes: Vec<Code>,
    numbers: HashTable<u32>,
}

/// The weights that occur, each once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights {
    all: Vec<Weight>,
    numbers: HashTable<u32>,
    last: u32,
}

/// The order of numbers says nothing and nobody can choose answers so that they collide by thousands: a
/// fixed key will do.
const KEY: FixedState = FixedState::with_seed(0);

impl Patterns {
    /// No pattern yet, of so many answers each.
    pub(crate) fn new(n_leaves: usize) -> Patterns {
        Patterns { n_leaves, codes: Vec::new(), numbers: HashTable::new() }
    }

    /// How many answers a pattern has.
    pub(crate) fn n_leaves(&self) -> usize {
        self.n_leaves
    }

    /// How many patterns there are.
    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The answers of a pattern.
    pub(crate) fn get(&self, number: u32) -> &[Code] {
        let start = number as usize * self.n_leaves;
        &self.codes[start..start + self.n_leaves]
    }

    /// The number of these answers, a new one the first time.
    pub(crate) fn number(&mut self, answers: &[Code]) -> u32 {
        debug_assert_eq!(answers.len(), self.n_leaves, "a pattern has an answer for each leaf");
        let n = self.n_leaves;
        let of = |codes: &[Code], number: u32| {
            let start = number as usize * n;
            hash(&codes[start..start + n])
        };
        let Patterns { codes, numbers, .. } = self;
        let same = |number: &u32| {
            let start = *number as usize * n;
            codes[start..start + n] == *answers
        };
        let hashed = hash(answers);
        if let Some(number) = numbers.find(hashed, same) {
            return *number;
        }
        let number = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        codes.extend_from_slice(answers);
        numbers.insert_unique(hashed, number, |number| of(codes, *number));
        number
    }

    /// For each pattern of another collection its number in this one.
    pub(crate) fn take(&mut self, other: &Patterns) -> Vec<u32> {
        (0_u32..).take(other.len()).map(|number| self.number(other.get(number))).collect()
    }
}

/// Answers are few and small: they are mixed as they come, four to a word.
fn hash(answers: &[Code]) -> u64 {
    let mut word = 0_u64;
    let mut mixed = 0_u64;
    for (at, code) in answers.iter().enumerate() {
        word = word << 16 | u64::from(code.0);
        if at % 4 == 3 {
            mixed = KEY.hash_one(mixed ^ word);
            word = 0;
        }
    }
    KEY.hash_one(mixed.rotate_left(7) ^ word)
}

impl Weights {
    /// The weight of a number.
    pub(crate) fn get(&self, number: u32) -> Weight {
        self.all[number as usize]
    }

    /// All weights, by number.
    pub(crate) fn all(&self) -> &[Weight] {
        &self.all
    }

    /// The number of a weight, a new one the first time.
    pub(crate) fn number(&mut self, weight: Weight) -> u32 {
        // Ballots of one rater follow each other and have one weight.
        if self.all.get(self.last as usize) == Some(&weight) {
            return self.last;
        }
        let Weights { all, numbers, last } = self;
        let hashed = KEY.hash_one(weight.0);
        let found = numbers.find(hashed, |number| all[*number as usize] == weight).copied();
        *last = found.unwrap_or_else(|| {
            let number = u32::try_from(all.len()).unwrap_or(u32::MAX);
            all.push(weight);
            let of = |number: &u32| KEY.hash_one(all[*number as usize].0);
            numbers.insert_unique(hashed, number, of);
            number
        });
        *last
    }

    /// For each weight of another collection its number in this one.
    pub(crate) fn take(&mut self, other: &Weights) -> Vec<u32> {
        other.all.iter().map(|weight| self.number(*weight)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_has_one_number() {
        let mut patterns = Patterns::new(3);
        let answers = |n: u16| [Code(n % 5), Code(n / 5 % 5), Code::BLANK];
        let numbers: Vec<u32> = (0..50).map(|n| patterns.number(&answers(n))).collect();
        assert_eq!(patterns.len(), 25);
        assert_eq!(numbers[..25], numbers[25..]);
        assert!((0..50).zip(&numbers).all(|(n, number)| patterns.get(*number) == answers(n)));
        let mut other = Patterns::new(3);
        other.number(&answers(7));
        assert_eq!(other.take(&patterns)[7], 0);
        assert_eq!(other.len(), 25);
    }

    #[test]
    fn equal_weights_have_one_number() {
        let mut weights = Weights::default();
        let numbers: Vec<u32> = [5, 7, 5, 5, 9, 7].map(|w| weights.number(Weight(w))).to_vec();
        assert_eq!(numbers, [0, 1, 0, 0, 2, 1]);
        assert_eq!(weights.all(), [Weight(5), Weight(7), Weight(9)]);
    }
}
