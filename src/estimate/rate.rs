//! Rates: shares of answers, over all groups (`docs/methods.md` §3).

use super::score::address;
use super::{MarkCounts, Rate, Rates};
use crate::appraisal::Appraisal;
use crate::exact::Ratio;
use crate::scheme::{Code, MarkKind, Scheme};
use crate::tally::{Count, Tally};

/// Sums from which the rates of one measure follow.
#[derive(Clone, Default)]
struct Sums {
    bins: Vec<u128>,
    /// Weight of all answers, in a bin or not.
    answers: u128,
    unknown: u128,
    marks: MarkCounts,
}

/// What kind of mark each code is and which bin it is in, looked up once.
pub(super) struct Marks {
    kinds: Vec<(MarkKind, Option<usize>)>,
    n_bins: usize,
}

impl Marks {
    pub(super) fn new(scheme: &Scheme) -> Marks {
        let scale = &scheme.scale;
        let kinds = scale.codes().map(|code| (scale.kind(code), scale.bin(code))).collect();
        Marks { kinds, n_bins: scale.bins().len() }
    }
}

/// Rates of a unit over all indicators, and of each leaf.
pub(super) fn rates(
    appraisal: &Appraisal,
    known: &Marks,
    tally: &Tally,
    unit: usize,
) -> (Rates, Vec<Rates>) {
    let scheme = &appraisal.scheme;
    let empty = Sums { bins: vec![0; known.n_bins], ..Sums::default() };
    let mut whole = empty.clone();
    let mut leaves = Vec::new();
    for leaf in 0..scheme.indicators.n_leaves() {
        let mut sums = empty.clone();
        for group in 0..scheme.groups.len() {
            for (code, count) in tally.levels(address(unit, group, leaf)) {
                sums.add(known, code, count);
                whole.add(known, code, count);
            }
        }
        leaves.push(sums.rates(scheme));
    }
    (whole.rates(scheme), leaves)
}

impl Sums {
    fn add(&mut self, known: &Marks, code: Code, count: Count) {
        // A blank that carries points is no answer to the question.
        let Some((kind, bin)) = known.kinds.get(usize::from(code.0)) else { return };
        match kind {
            MarkKind::Answer => {
                raise(&mut self.marks.answers, count.n);
                self.answers = self.answers.saturating_add(count.weight);
                if let Some(bin) = bin {
                    self.bins[*bin] = self.bins[*bin].saturating_add(count.weight);
                }
            }
            MarkKind::Unknown => {
                raise(&mut self.marks.unknown, count.n);
                self.unknown = self.unknown.saturating_add(count.weight);
            }
            MarkKind::Abstain => raise(&mut self.marks.abstain, count.n),
        }
    }

    fn rates(self, scheme: &Scheme) -> Rates {
        let share = |bins: &[usize]| {
            let part = bins.iter().map(|bin| self.bins[*bin]).fold(0, u128::saturating_add);
            let wanted = !bins.is_empty();
            wanted.then(|| rate(scheme, part, self.answers, self.marks.answers)).flatten()
        };
        let asked = self.marks.answers.saturating_add(self.marks.unknown);
        Rates {
            satisfied: share(&scheme.rates.satisfied),
            dissatisfied: share(&scheme.rates.dissatisfied),
            knowledge: rate(scheme, self.answers, self.answers.saturating_add(self.unknown), asked),
            bins: self
                .bins
                .iter()
                .map(|bin| Ratio::fraction(*bin, crate::ballot::WEIGHT_SCALE))
                .collect(),
            marks: self.marks,
        }
    }
}

/// Counts that somebody made up may be as large as they like.
fn raise(sum: &mut u64, n: u64) {
    *sum = sum.saturating_add(n);
}

fn rate(scheme: &Scheme, part: u128, whole: u128, n: u64) -> Option<Rate> {
    if whole == 0 {
        return None;
    }
    let exact = Ratio::fraction(part, whole);
    let published = scheme.publish(&(&exact * &Ratio::whole(100)));
    Some(Rate { exact, published, n })
}
