//! From ranks to places on paper: every unit of a period gets a slot of its own.

/// Where each line stands in each period: 1, 2, 3 … without gaps or collisions.
pub(super) struct Slots {
    lines: Vec<Vec<Option<f64>>>,
    ranks: Vec<Vec<Option<u32>>>,
    aside: Vec<Option<f64>>,
    /// How many slots the fullest period needs.
    pub(super) most: usize,
}

impl Slots {
    /// Orders the units of each period by rank; those of equal rank keep the order of the period before.
    ///
    /// `ranks` holds one list per line with one rank per period, absent where the unit was not ranked.
    pub(super) fn assign(ranks: &[Vec<Option<u32>>]) -> Self {
        let periods = ranks.iter().map(Vec::len).max().unwrap_or(0);
        let mut lines: Vec<Vec<Option<f64>>> = vec![Vec::with_capacity(periods); ranks.len()];
        let mut most = 0;
        for period in 0..periods {
            let before = |index: usize| {
                let own: Option<&Vec<Option<f64>>> = lines.get(index);
                own.and_then(|own| own.last().copied()).flatten().unwrap_or(f64::INFINITY)
            };
            let rank = |index: usize| *ranks.get(index)?.get(period)?;
            let mut present: Vec<(u32, usize)> =
                (0..ranks.len()).filter_map(|index| Some((rank(index)?, index))).collect();
            present.sort_by(|a, b| {
                a.0.cmp(&b.0).then(before(a.1).total_cmp(&before(b.1))).then(a.1.cmp(&b.1))
            });
            most = most.max(present.len());
            for own in &mut lines {
                own.push(None);
            }
            for (place, (_, index)) in present.iter().enumerate() {
                if let Some(last) = lines.get_mut(*index).and_then(|own| own.last_mut()) {
                    *last = Some(place as f64 + 1.0);
                }
            }
        }
        let (aside, lowest) = set_aside(&lines);
        Self { lines, ranks: ranks.to_vec(), aside, most: most.max(lowest) }
    }

    /// The slots of a line, one per period.
    pub(super) fn of(&self, index: usize) -> &[Option<f64>] {
        self.lines.get(index).map_or(&[], Vec::as_slice)
    }

    /// The slot below the last period's units where a line is named that was ranked neither in the first
    /// nor in the last period; absent for all others.
    pub(super) fn aside(&self, index: usize) -> Option<f64> {
        self.aside.get(index).copied().flatten()
    }

    /// First and last slot of every group of equal ranks in a period.
    pub(super) fn ties(&self, period: usize) -> Vec<(f64, f64)> {
        let both = self.lines.iter().zip(&self.ranks);
        let mut placed: Vec<(f64, u32)> = both
            .filter_map(|(slots, ranks)| Some(((*slots.get(period)?)?, (*ranks.get(period)?)?)))
            .collect();
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        let groups = placed.chunk_by(|a, b| a.1 == b.1).filter(|group| group.len() > 1);
        groups.filter_map(|group| Some((group.first()?.0, group.last()?.0))).collect()
    }
}

/// Gives the units that neither began nor ended with the others slots below the last period's units, and
/// says which slot is the lowest.
fn set_aside(slots: &[Vec<Option<f64>>]) -> (Vec<Option<f64>>, usize) {
    let mut next = slots.iter().filter(|own| own.last().is_some_and(Option::is_some)).count();
    let outside = |own: &Vec<Option<f64>>| {
        let ends = [own.first(), own.last()];
        own.iter().any(Option::is_some) && ends.iter().all(|end| end.is_some_and(Option::is_none))
    };
    let mut place = |own: &Vec<Option<f64>>| {
        outside(own).then(|| {
            next += 1;
            next as f64
        })
    };
    let aside = slots.iter().map(&mut place).collect();
    (aside, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Slots of lines whose ranks are given, 0 standing for an absent rank.
    fn slots(ranks: &[&[u32]]) -> Slots {
        let own = |ranks: &&[u32]| ranks.iter().map(|rank| (*rank > 0).then_some(*rank)).collect();
        Slots::assign(&ranks.iter().map(own).collect::<Vec<_>>())
    }

    #[test]
    fn joint_ranks_have_slots_of_their_own_and_are_known_as_ties() {
        let slots = slots(&[&[1, 2], &[2, 2], &[2, 1]]);
        assert_eq!(slots.of(0), [Some(1.0), Some(2.0)]);
        assert_eq!(slots.of(1), [Some(2.0), Some(3.0)]);
        assert_eq!(slots.of(2), [Some(3.0), Some(1.0)]);
        assert_eq!(slots.ties(0), [(2.0, 3.0)]);
        assert_eq!(slots.ties(1), [(2.0, 3.0)]);
        assert_eq!(slots.most, 3);
    }

    #[test]
    fn dense_and_standard_ranking_give_the_same_slots() {
        let (dense, standard) = (slots(&[&[1], &[1], &[2]]), slots(&[&[1], &[1], &[3]]));
        assert!((0..3).all(|index| dense.of(index) == standard.of(index)));
    }

    #[test]
    fn a_unit_ranked_only_midway_is_named_below_the_last_slot() {
        let slots = slots(&[&[1, 1, 1], &[0, 2, 0], &[2, 0, 0], &[0, 0, 2]]);
        let aside: Vec<Option<f64>> = (0..4).map(|index| slots.aside(index)).collect();
        assert_eq!(aside, [None, Some(3.0), None, None]);
        assert_eq!(slots.most, 3);
    }
}
