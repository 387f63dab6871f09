//! Ballots in the making: plain columns, because slips and pins change single answers.

use crate::ballot::Weight;
use crate::scheme::Code;

/// Ballots in columns of equal length.
#[derive(Debug, Clone, Default)]
pub(super) struct MadeBallots {
    /// Answers on one ballot: the scheme's leaves.
    pub(super) n_leaves: usize,
    /// The number of the rater within its group.
    pub(super) raters: Vec<u32>,
    /// Position of the unit in the register.
    pub(super) units: Vec<u32>,
    /// Position of the group in the scheme.
    pub(super) groups: Vec<u16>,
    /// Weight of the ballot.
    pub(super) weights: Vec<Weight>,
    /// `n_leaves` answers for each ballot.
    pub(super) answers: Vec<Code>,
}

impl MadeBallots {
    /// How many ballots there are.
    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// The answers on one ballot.
    pub(super) fn answers_on(&self, ballot: usize) -> &[Code] {
        &self.answers[ballot * self.n_leaves..(ballot + 1) * self.n_leaves]
    }
}
