//! What raters add, rater by rater: the one loop that touches every ballot once for all measures.

use rayon::prelude::*;

use super::cell::Terms;
use super::frame::{Drawn, Frame, Stratum};
use super::moves::{Addend, Heard, Levers};
use super::products::Products;
use super::steps::{Steps, whole};
use super::within::Within;

/// Raters or clusters that one task takes at least.
const CHUNK: usize = 512;

/// What some of the drawn of one stratum come to, on one measure.
pub(super) struct Part {
    /// By unit and group.
    pub(super) within: Vec<Within>,
    pub(super) products: Products,
}

/// What is needed to say what one rater or cluster adds to each unit it judged.
pub(super) struct Task<'a> {
    pub(super) frame: &'a Frame<'a>,
    pub(super) levers: &'a Levers<'a>,
    pub(super) terms: &'a Terms,
    pub(super) steps: &'a Steps,
    pub(super) lift: f64,
}

/// What some of the drawn of a stratum come to on each measure, with what is used again for each of them.
struct Pile {
    parts: Vec<Part>,
    heard: Heard,
    addends: Vec<Addend>,
}

/// What all the drawn of a stratum come to on each measure, among so many units and groups.
pub(super) fn stratum_parts(
    (frame, levers): (&Frame<'_>, &Levers<'_>),
    tasks: &[Task<'_>],
    stratum: &Stratum,
    (n, n_groups, judged): (usize, usize, usize),
) -> Vec<Part> {
    let none = || -> Pile {
        let within = vec![Within::default(); n * n_groups];
        let part = || Part { within: within.clone(), products: Products::new(n, judged) };
        let parts = tasks.iter().map(|_| part()).collect();
        Pile { parts, heard: Heard::default(), addends: Vec::new() }
    };
    let add = |mut pile: Pile, drawn: &Drawn| {
        let Pile { parts, heard, addends } = &mut pile;
        heard.fill(frame, levers, drawn);
        for (task, Part { within, products }) in tasks.iter().zip(parts) {
            if let Some(mut row) = products.row() {
                task.add_up(heard, |addend| {
                    take(addend, n_groups, within);
                    row.put(addend);
                });
                products.close_row();
            } else {
                task.list(heard, addends);
                addends.iter().for_each(|addend| take(addend, n_groups, within));
                products.add(addends);
            }
        }
        pile
    };
    let merge = |mut own: Pile, more: Pile| {
        own.parts.iter_mut().zip(more.parts).for_each(|(own, more)| own.merge(more));
        own
    };
    let drawn = &frame.drawn()[stratum.drawn.clone()];
    drawn.par_iter().with_min_len(CHUNK).fold(none, add).reduce(none, merge).parts
}

impl Task<'_> {
    /// What one rater or cluster adds to each unit it judged, by unit.
    #[inline]
    pub(super) fn add_up(&self, heard: &Heard, mut take: impl FnMut(&Addend)) {
        let mut here: Option<Addend> = None;
        for (said, moved) in heard.iter() {
            let Some((influence, pull)) = self.terms.moved(moved) else { continue };
            let (unit, group, weight) = (said.unit, said.group, said.weight.0 as f64);
            let steps = self.steps.influence[unit as usize];
            let value = whole(influence * weight * self.lift * steps);
            let pull = whole(pull * weight * self.steps.pull[unit as usize]);
            match &mut here {
                Some(known) if known.unit == unit => {
                    (known.value, known.pull) = (known.value + value, known.pull + pull);
                }
                _ => {
                    here.iter().for_each(&mut take);
                    here = Some(Addend { unit, group, value, pull });
                }
            }
        }
        here.iter().for_each(take);
    }

    /// The same as a list.
    pub(super) fn list(&self, heard: &Heard, addends: &mut Vec<Addend>) {
        addends.clear();
        self.add_up(heard, |addend| addends.push(*addend));
    }
}

impl Part {
    fn merge(&mut self, other: Part) {
        self.within.iter_mut().zip(&other.within).for_each(|(sum, more)| sum.merge(more));
        self.products.merge(other.products);
    }
}

pub(super) fn take(addend: &Addend, n_groups: usize, within: &mut [Within]) {
    within[addend.unit as usize * n_groups + usize::from(addend.group)].take(addend);
}
