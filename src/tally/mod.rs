//! Stop 2 · the tally (计票): how many answers on each level. The narrow waist of the road.
//!
//! *What it is.* For every unit, group and indicator the number of answers on each level and the
//! sum of their weights. Schemes that score ballot by ballot have, beside it, the number of
//! ballots at each value. Beside the counts stands the [`Spread`]: how far the scores could be off
//! by chance, and together, because the same raters judge many units.
//!
//! *What it promises.* Whole numbers; no rater inside; [`Tally::merge`] is exact in any order.
//! The audit table that [`Tally::write`] writes is read back as paper counts into the same counts,
//! unless ballots of several indicators are scored whole: those cannot be told from answers counted
//! one by one. What the counts cannot say, the spread of paired answers, is not in it.
//!
//! *What it does not do.* It knows no points: a score is made in `estimate`. Only [`severity`], which
//! needs raters and so cannot stand after the waist, takes points and gives units and groups.

mod count;
mod exchange;
mod file;
mod fixed;
pub mod severity;
mod spread;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use crate::ballot::WEIGHT_SCALE;
pub use exchange::TallyFile;
pub use fixed::{Fixed, FixedSymmetric};
pub use severity::Severity;
pub use spread::{
    CellDraws, Counted, GroupSpread, Linked, MeasureSpread, RateSpread, RateVariance, Spread,
    UnitSpread,
};

use crate::exact::Ratio;
use crate::scheme::Code;

/// What a count is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Position of the unit in the register.
    pub unit: u32,
    /// Position of the group in the scheme.
    pub group: u16,
    /// Position of the leaf in the scheme.
    pub indicator: u16,
}

/// How many, and the sum of their weights in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// How many answers or ballots.
    pub n: u64,
    /// The sum of their weights, in millionths.
    pub weight: u128,
}

/// How many answers on each level, and how many ballots at each value.
///
/// Two tallies are equal where their counts are: the [`Spread`] is computed beside them, and what
/// came already counted has another one than the same answers on ballots.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Answers by level; levels without an answer are not listed.
    answers: BTreeMap<Address, BTreeMap<Code, Count>>,
    /// Ballots by unit, group and value of the whole ballot (ballot-first schemes only).
    ballots: BTreeMap<(u32, u16), BTreeMap<Ratio, Count>>,
    /// How far the scores could be off by chance; absent in a tally put together from several.
    spread: Option<Arc<Spread>>,
}

/// Tallies are the same where their counts are: the spread is what only the raters themselves can add.
impl PartialEq for Tally {
    fn eq(&self, other: &Tally) -> bool {
        self.answers == other.answers && self.ballots == other.ballots
    }
}

impl Count {
    /// Adds another count.
    pub fn add(&mut self, other: Count) {
        self.n = self.n.saturating_add(other.n);
        self.weight = self.weight.saturating_add(other.weight);
    }
}

impl Tally {
    /// The answers on each level of one indicator, from one group on one unit.
    pub fn levels(&self, address: Address) -> impl Iterator<Item = (Code, Count)> + '_ {
        self.answers.get(&address).into_iter().flatten().map(|(code, count)| (*code, *count))
    }

    /// The ballots at each value, from one group on one unit.
    pub fn ballots(&self, unit: u32, group: u16) -> impl Iterator<Item = (&Ratio, Count)> + '_ {
        self.ballots.get(&(unit, group)).into_iter().flatten().map(|(value, count)| (value, *count))
    }

    /// Every count of answers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Address, Code, Count)> + '_ {
        self.answers.iter().flat_map(|(address, levels)| {
            levels.iter().map(move |(code, count)| (*address, *code, *count))
        })
    }

    /// How far the scores could be off by chance; absent in a tally that was put together from several,
    /// because what their raters have in common is not in the counts.
    pub fn spread(&self) -> Option<&Spread> {
        self.spread.as_deref()
    }

    /// The same, to be kept by what is made of the tally.
    pub(crate) fn shared_spread(&self) -> Option<Arc<Spread>> {
        self.spread.clone()
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.ballots.is_empty()
    }

    /// Adds `n` answers on a level.
    pub fn add(&mut self, address: Address, code: Code, count: Count) {
        if count.n > 0 {
            self.answers.entry(address).or_default().entry(code).or_default().add(count);
        }
    }

    /// Adds the counts of another tally of the same scheme and register.
    ///
    /// [`Tally::default`] is the identity; the order of merging does not matter.
    #[must_use]
    pub fn merge(mut self, other: Tally) -> Tally {
        if self.is_empty() {
            return other;
        }
        if !other.is_empty() {
            self.spread = None;
        }
        for (address, levels) in other.answers {
            for (code, count) in levels {
                self.add(address, code, count);
            }
        }
        for (key, values) in other.ballots {
            let known = self.ballots.entry(key).or_default();
            for (value, count) in values {
                known.entry(value).or_default().add(count);
            }
        }
        self
    }
}
