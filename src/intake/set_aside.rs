//! Ballots that only rules about whole papers keep from counting, so that the office can be shown
//! what the scores would be without a rule.

use crate::ballot::Ballots;

/// Ballots set aside, with their places among those that count.
#[derive(Debug, Clone, Default)]
pub(super) struct SetAside {
    pub(super) ballots: Ballots,
    /// For each, how many ballots that count stand before it.
    before: Vec<usize>,
}

impl SetAside {
    /// Ballots with, for each, how many that count stand before it.
    pub(super) fn new(ballots: Ballots, before: Vec<usize>) -> SetAside {
        SetAside { ballots, before }
    }

    /// The ballots of both kinds that meet none of the rules, in the order in which they were read.
    pub(super) fn put_back(&self, counting: &Ballots, voiding: u64) -> Ballots {
        let mut all = counting.none_of_these();
        let mut take = |from: &Ballots, ballot: usize| {
            if from.marks_of(ballot) & voiding == 0 {
                all.push_from(from, ballot);
            }
        };
        let mut next = 0;
        for (ballot, before) in self.before.iter().enumerate() {
            (next..*before).for_each(|counted| take(counting, counted));
            next = *before;
            take(&self.ballots, ballot);
        }
        (next..counting.len()).for_each(|counted| take(counting, counted));
        all.settle();
        all
    }
}
