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
    pub(super) fn new(n_leaves: usize) -> SetAside {
        SetAside { ballots: Ballots { n_leaves, ..Ballots::default() }, before: Vec::new() }
    }

    /// Where the next ballot goes, with `before` that count ahead of it.
    pub(super) fn at(&mut self, before: usize) -> &mut Ballots {
        self.before.push(before);
        &mut self.ballots
    }

    /// The ballots of both kinds that meet none of the rules, in the order in which they were read.
    pub(super) fn put_back(&self, counting: &Ballots, voiding: u64) -> Ballots {
        let mut all = Ballots {
            n_leaves: counting.n_leaves,
            design: counting.design.clone(),
            ..Ballots::default()
        };
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
        if all.marks.iter().all(|marks| *marks == 0) {
            all.marks = Vec::new();
        }
        all
    }
}
