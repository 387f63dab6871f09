//! Ballots in the order of rater and unit, without moving them.

use std::ops::Range;

use rayon::prelude::*;

/// Positions of ballots by rater and then by unit.
///
/// Files that are sorted by rater, as most exports are, need no list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ByRater {
    /// The ballots stand in that order already: so many of them.
    AsTheyStand(usize),
    /// Their positions in that order.
    Listed(Vec<u32>),
}

impl ByRater {
    /// The order of ballots of these raters, by number below `n_raters`, on these units. Those on one
    /// unit stay in the order in which they stand.
    pub(crate) fn of(raters: &[u32], units: &[u32], n_raters: usize) -> ByRater {
        let key = |at: usize| u64::from(raters[at]) << 32 | u64::from(units[at]);
        let sorted = |at: usize| key(at - 1) <= key(at);
        if chunks(raters.len()).all(|places| places.skip_while(|at| *at == 0).all(sorted)) {
            return ByRater::AsTheyStand(raters.len());
        }
        let starts = starts(raters, n_raters);
        let mut next = starts.clone();
        let mut order = vec![0_u32; raters.len()];
        for (ballot, rater) in (0_u32..).zip(raters) {
            let place = &mut next[*rater as usize];
            order[*place as usize] = ballot;
            *place += 1;
        }
        let mut runs = Vec::with_capacity(n_raters);
        let mut rest = order.as_mut_slice();
        for run in starts.windows(2) {
            let (head, tail) = rest.split_at_mut((run[1] - run[0]) as usize);
            runs.push(head);
            rest = tail;
        }
        let by_unit = |ballot: &u32| (units[*ballot as usize], *ballot);
        runs.par_iter_mut().with_min_len(1024).for_each(|run| run.sort_unstable_by_key(by_unit));
        ByRater::Listed(order)
    }

    /// How many ballots there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            ByRater::AsTheyStand(n) => *n,
            ByRater::Listed(order) => order.len(),
        }
    }

    /// The ballot at a place of the order.
    pub(crate) fn get(&self, place: usize) -> usize {
        match self {
            ByRater::AsTheyStand(_) => place,
            ByRater::Listed(order) => order[place] as usize,
        }
    }

    /// The same order of those ballots only which are wanted.
    pub(crate) fn only(self, is_wanted: impl Fn(usize) -> bool + Sync) -> ByRater {
        match self {
            ByRater::AsTheyStand(n) if chunks(n).all(|mut places| places.all(&is_wanted)) => self,
            ByRater::AsTheyStand(n) => {
                let all = 0..u32::try_from(n).unwrap_or(u32::MAX);
                ByRater::Listed(all.filter(|ballot| is_wanted(*ballot as usize)).collect())
            }
            ByRater::Listed(mut order) => {
                order.retain(|ballot| is_wanted(*ballot as usize));
                ByRater::Listed(order)
            }
        }
    }

    /// The places of the order for which something holds, several threads looking.
    pub(crate) fn places(&self, holds: impl Fn(usize) -> bool + Sync) -> Vec<usize> {
        let found = chunks(self.len()).map(|places| places.filter(|at| holds(*at)).collect());
        found.collect::<Vec<Vec<usize>>>().concat()
    }

    /// The ballots in this order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).map(|place| self.get(place))
    }
}

/// Numbers from 0 on in pieces that are worth a task each: a loop over numbers is a loop only within one.
fn chunks(n: usize) -> impl IndexedParallelIterator<Item = Range<usize>> {
    const CHUNK: usize = 1 << 15;
    let chunk = move |number: usize| number * CHUNK..n.min((number + 1) * CHUNK);
    (0..n.div_ceil(CHUNK)).into_par_iter().map(chunk)
}

/// Where the ballots of each rater begin, and the end of the last.
fn starts(raters: &[u32], n_raters: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; n_raters + 1];
    for rater in raters {
        starts[*rater as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ballots_come_by_rater_and_unit_and_then_as_they_stand() {
        let (raters, units) = ([2, 0, 2, 0, 2], [5, 1, 3, 0, 3]);
        let order = ByRater::of(&raters, &units, 3);
        assert_eq!(order, ByRater::Listed(vec![3, 1, 2, 4, 0]));
        assert_eq!(ByRater::of(&[0, 0, 1], &[2, 2, 1], 2), ByRater::AsTheyStand(3));
        assert_eq!(ByRater::of(&[], &[], 0).len(), 0);
    }
}
