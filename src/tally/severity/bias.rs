//! Whether raters mark their own unit otherwise, and whether two units return each other's marks.

use std::collections::BTreeMap;

use super::model::{Bread, System};
use super::rating::{Rating, Ratings, breadth};
use crate::tally::fixed::Fixed;

/// How many ballots, and how far they lie on average from what the model expects of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanRest {
    /// Ballots of raters who rate two units or more.
    pub n: u64,
    /// The mean of `y − ŝ − û`, in points.
    pub points: f64,
}

/// What raters give to the unit they belong to (评本单位).
#[derive(Debug, Clone, PartialEq)]
pub struct OwnUnit {
    /// How many points more a rater gives to the own unit than the rater gives to others and others
    /// give to it: the effect of “own unit” added to the model. Absent where it cannot be told apart,
    /// as where only its own raters rate a unit.
    pub points: Option<f64>,
    /// The standard error of it, clustered by rater or cluster of raters; absent with it, and where
    /// fewer than two take part.
    pub error: Option<f64>,
    /// All ballots on an own unit. Their mean is smaller than the effect, since the model has been
    /// fitted to these ballots too.
    pub all: MeanRest,
    /// By unit, in order of the register; units without such ballots are not listed.
    pub units: Vec<(u32, MeanRest)>,
}

/// How two units mark each other (互评).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reciprocal {
    /// The first unit by the register.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// What raters of `a` give to `b`.
    pub a_on_b: MeanRest,
    /// What raters of `b` give to `a`.
    pub b_on_a: MeanRest,
}

/// Sums of rests.
#[derive(Debug, Clone, Copy, Default)]
struct Rests {
    n: u64,
    sum: Fixed,
}

impl Rests {
    fn add(&mut self, rest: f64) {
        self.n += 1;
        self.sum.add(rest);
    }

    fn mean(self) -> MeanRest {
        MeanRest { n: self.n, points: self.sum.value() / self.n as f64 }
    }
}

/// The unit that each rater belongs to, by the number of the rater.
pub(super) type Belongs<'a> = &'a [Option<u32>];

fn home(own: Belongs, rating: &Rating) -> Option<u32> {
    own.get(rating.rater as usize).copied().flatten()
}

fn is_own(own: Belongs, rating: &Rating) -> bool {
    home(own, rating) == Some(rating.unit)
}

/// The mean rests by (unit of the rater, unit that is rated). `rests` are by rating.
fn by_pair(ratings: &Ratings, rests: &[Option<f64>], own: Belongs) -> BTreeMap<(u32, u32), Rests> {
    let mut pairs: BTreeMap<(u32, u32), Rests> = BTreeMap::new();
    for paper in &ratings.papers {
        let range = paper.clone();
        if breadth(&ratings.all[range.clone()]) < 2 {
            continue;
        }
        for (rating, rest) in ratings.all[range.clone()].iter().zip(&rests[range]) {
            if let (Some(home), Some(rest)) = (home(own, rating), rest) {
                pairs.entry((home, rating.unit)).or_default().add(*rest);
            }
        }
    }
    pairs
}

/// Each pair of units of which both have raters who rate the other.
pub(super) fn reciprocal(
    ratings: &Ratings,
    rests: &[Option<f64>],
    own: Belongs,
) -> Vec<Reciprocal> {
    let pairs = by_pair(ratings, rests, own);
    let forward = pairs.iter().filter(|((from, to), _)| from < to);
    let both = forward.filter_map(|((a, b), rests)| {
        let back = pairs.get(&(*b, *a))?;
        Some(Reciprocal { a: *a, b: *b, a_on_b: rests.mean(), b_on_a: back.mean() })
    });
    both.collect()
}

/// Whether marks are returned: the correlation of what two units give each other, over all pairs.
///
/// Which of two is the first means nothing, so each pair is taken both ways round. Absent below three
/// pairs, or where nothing differs.
pub(super) fn reciprocity(pairs: &[Reciprocal]) -> Option<f64> {
    let values = || pairs.iter().map(|pair| (pair.a_on_b.points, pair.b_on_a.points));
    let mean = values().map(|(x, y)| x + y).sum::<f64>() / (2.0 * pairs.len() as f64);
    let both: f64 = values().map(|(x, y)| 2.0 * (x - mean) * (y - mean)).sum();
    let each = values().map(|(x, y)| (x - mean).powi(2) + (y - mean).powi(2)).sum::<f64>();
    (pairs.len() > 2 && each > 0.0).then(|| both / each)
}

/// What “own unit” adds to the model, gathered over the parts.
#[derive(Default)]
pub(super) struct Effect {
    /// `Σ w x̃ e` and `Σ w x̃ x̃`, with `x̃` what units and raters leave of “own unit”.
    with_rest: Fixed,
    with_itself: Fixed,
    /// `Σ w` of the ballots on an own unit.
    weight: Fixed,
    /// For each draw `Σ w x̃ e` and `Σ w x̃ x̃`.
    together: BTreeMap<u32, (Fixed, Fixed)>,
    alone: Vec<(Fixed, Fixed)>,
}

impl Effect {
    /// Adds a part. The effect follows by the theorem of Frisch, Waugh and Lovell: from the rests of
    /// the ratings on the rests of “own unit”.
    pub(super) fn add(
        &mut self,
        system: System,
        bread: &Bread,
        rests: &[f64],
        own: Belongs,
        clusters: &[u32],
    ) {
        // A part in which nobody rates the own unit says nothing, and its raters are no draws.
        if !system.papers().flatten().any(|rating| is_own(own, rating)) {
            return;
        }
        let is_own = |rating: &Rating| if is_own(own, rating) { 1.0 } else { 0.0 };
        let left = system.split(bread, is_own).rests;
        let mut at = 0;
        for paper in system.papers() {
            let range = at..at + paper.len();
            at = range.end;
            if breadth(paper) < 2 {
                continue;
            }
            let mut draw = (Fixed::default(), Fixed::default());
            let values = left[range.clone()].iter().zip(&rests[range]);
            for (rating, (own, rest)) in paper.iter().zip(values) {
                draw.0.add(rating.weight * own * rest);
                draw.1.add(rating.weight * own * own);
                self.weight.add(rating.weight * is_own(rating));
            }
            self.with_rest.merge(draw.0);
            self.with_itself.merge(draw.1);
            match clusters.get(paper[0].rater as usize) {
                Some(cluster) => {
                    let sum = self.together.entry(*cluster).or_default();
                    sum.0.merge(draw.0);
                    sum.1.merge(draw.1);
                }
                None => self.alone.push(draw),
            }
        }
    }

    /// The effect and its standard error, in points.
    fn solve(&self) -> (Option<f64>, Option<f64>) {
        let (over, under) = (self.with_rest.value(), self.with_itself.value());
        // What is left of nothing is the error of arithmetic.
        if under.is_nan() || under <= 1e-9 * self.weight.value() {
            return (None, None);
        }
        let effect = over / under;
        let draws = || self.together.values().chain(&self.alone);
        let m = draws().count() as f64;
        let score = |(with_rest, with_itself): &(Fixed, Fixed)| {
            (with_rest.value() - effect * with_itself.value()).powi(2)
        };
        let variance = m / (m - 1.0) * Fixed::sum(draws().map(score)) / (under * under);
        (Some(effect), (m > 1.0).then(|| variance.sqrt()))
    }

    /// The effect, with the mean rests beside it; absent where nobody rates an own unit.
    pub(super) fn own_unit(
        &self,
        ratings: &Ratings,
        rests: &[Option<f64>],
        own: Belongs,
    ) -> Option<OwnUnit> {
        let pairs = by_pair(ratings, rests, own);
        let own = pairs.into_iter().filter(|((home, unit), _)| home == unit);
        let own: Vec<(u32, Rests)> = own.map(|((unit, _), rests)| (unit, rests)).collect();
        let all = own.iter().fold(Rests::default(), |mut all, (_, rests)| {
            all.n += rests.n;
            all.sum.merge(rests.sum);
            all
        });
        let (points, error) = self.solve();
        let units = own.into_iter().map(|(unit, rests)| (unit, rests.mean())).collect();
        (all.n > 0).then(|| OwnUnit { points, error, all: all.mean(), units })
    }
}
