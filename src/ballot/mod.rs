//! Ballots as columns of small codes, and bundles of paper counts.
//!
//! *What it is.* The last thing that knows raters: [`Ballots`] holds one entry a ballot, [`Bundle`]
//! answers that came already counted.
//!
//! *What it promises.* Every code is on the scheme's scale, every position in the register or the
//! scheme; a rater is a number without meaning.
//!
//! *What it does not do.* It holds no text and no place: those stay in `intake`.

mod distinct;
mod order;

use std::sync::Arc;

use rayon::prelude::*;

pub(crate) use self::distinct::{Patterns, Weights};
pub(crate) use self::order::ByRater;

use crate::exact::Ratio;
use crate::scheme::Code;

/// Weights are kept as whole numbers of millionths, so that sums do not depend on their order.
pub const WEIGHT_SCALE: u64 = 1_000_000;

/// Id and name under which blank answers stand in a paper count, where blanks carry points.
pub const BLANK_NAMES: [&str; 2] = ["blank", "空白"];

/// The weight of a ballot, above zero, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(pub u64);

impl Weight {
    /// The weight of a ballot where there is no weight column.
    pub const ONE: Weight = Weight(WEIGHT_SCALE);

    /// Reads decimal text above zero, below a million, with at most six decimals.
    pub fn parse(text: &str) -> Option<Weight> {
        if let Some(steps) = plain_millionths(text) {
            return (steps > 0 && steps < WEIGHT_SCALE * 1_000_000).then_some(Weight(steps));
        }
        let ratio = Ratio::parse(text).ok()?;
        let scaled = &ratio * &Ratio::whole(WEIGHT_SCALE);
        let steps: u64 = scaled.to_string().parse().ok()?;
        (steps > 0 && steps < WEIGHT_SCALE * 1_000_000).then_some(Weight(steps))
    }
}

/// Digits with at most six behind a point, as nearly every weight is written; `None` for anything else.
fn plain_millionths(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.len() > 9 || part.len() > 6 {
        return None;
    }
    let scale = 10_u64.pow(6 - u32::try_from(part.len()).ok()?);
    Some(whole.parse::<u64>().ok()? * WEIGHT_SCALE + part.parse::<u64>().ok()? * scale)
}

/// Ballots that count: 16 bytes each, beside what their raters and answers have in common.
#[derive(Debug, Clone, Default)]
pub struct Ballots {
    columns: Columns,
    /// The group of each rater, by its number.
    groups: Arc<Vec<u16>>,
    patterns: Arc<Patterns>,
    weights: Arc<Weights>,
    /// The rules of the scheme that each ballot meets; empty where no rule marks a ballot that counts.
    marks: Vec<u64>,
    /// How the raters were drawn.
    pub design: Design,
}

/// The numbers of each ballot, in columns of equal length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) raters: Vec<u32>,
    pub(crate) units: Vec<u32>,
    pub(crate) patterns: Vec<u32>,
    pub(crate) weights: Vec<u32>,
}

/// How the raters were drawn, which the error of a score depends on. No name is inside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Design {
    /// The cluster of each rater, by the number of the rater; empty where raters were drawn one by
    /// one. A cluster lies in one stratum.
    pub clusters: Vec<u32>,
    /// The stratum of each rater, by the number of the rater; empty where the groups are the strata.
    /// Numbers go by group and then by name, whatever the order of rows.
    pub strata: Vec<u32>,
    /// How many there are to be drawn of in each stratum: clusters where there are any, else raters.
    /// Absent where nobody wrote it down; then the sample is taken as small beside the population.
    pub populations: Vec<Option<u64>>,
    /// The same person in another period, by the number of the rater: equal keys are one person.
    /// Empty where rater numbers mean nothing beyond the period.
    pub links: Vec<u128>,
    /// How the raters were weighted to known totals.
    pub margins: Margins,
}

/// Where each rater stands on the margins whose totals are known, and what it weighed before. Empty where
/// nobody was weighted to totals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Margins {
    /// How many levels there are, of all margins together.
    pub n_levels: usize,
    /// By the number of the rater, the levels it stands on, below `n_levels`, one for each margin; none
    /// for a rater of whom no totals are known.
    pub levels: Vec<Vec<u32>>,
    /// By the number of the rater, the weight by which it was drawn.
    pub before: Vec<Weight>,
}

/// Answers that came already counted (已汇总票).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bundle {
    /// Position of the unit in the register.
    pub unit: u32,
    /// Position of the group in the scheme.
    pub group: u16,
    /// Position of the leaf in the scheme.
    pub indicator: u16,
    /// The level.
    pub code: Code,
    /// How many answers.
    pub n: u64,
    /// The sum of their weights, in millionths.
    pub weight: u128,
}

impl Columns {
    /// How many ballots there are.
    pub(crate) fn len(&self) -> usize {
        self.units.len()
    }

    /// Adds a ballot of others.
    pub(crate) fn push_from(&mut self, other: &Columns, ballot: usize) {
        self.raters.push(other.raters[ballot]);
        self.units.push(other.units[ballot]);
        self.patterns.push(other.patterns[ballot]);
        self.weights.push(other.weights[ballot]);
    }

    /// Leaves out ballots from this one on.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.raters.truncate(len);
        self.units.truncate(len);
        self.patterns.truncate(len);
        self.weights.truncate(len);
    }

    /// Keeps the ballots for which this holds.
    pub(crate) fn keep(&mut self, is_kept: impl Fn(usize) -> bool + Sync) {
        let Columns { raters, units, patterns, weights } = self;
        [raters, units, patterns, weights].into_par_iter().for_each(|column| {
            let mut at = 0..;
            column.retain(|_| at.next().is_some_and(&is_kept));
        });
    }

    /// Adds the ballots of others, whose numbers mean the same.
    pub(crate) fn append(&mut self, other: &Columns) {
        self.raters.extend_from_slice(&other.raters);
        self.units.extend_from_slice(&other.units);
        self.patterns.extend_from_slice(&other.patterns);
        self.weights.extend_from_slice(&other.weights);
    }
}

/// Ballots are the same where they say the same, whatever their answers and weights are numbered.
impl PartialEq for Ballots {
    fn eq(&self, other: &Ballots) -> bool {
        let same = |ballot: usize| {
            self.group(ballot) == other.group(ballot)
                && self.weight(ballot) == other.weight(ballot)
                && self.answers_on(ballot) == other.answers_on(ballot)
                && self.marks_of(ballot) == other.marks_of(ballot)
        };
        self.raters() == other.raters()
            && self.units() == other.units()
            && self.design == other.design
            && (0..self.len()).all(same)
    }
}

impl Ballots {
    /// Ballots from their columns and what these refer to.
    pub(crate) fn new(
        columns: Columns,
        groups: Arc<Vec<u16>>,
        (patterns, weights): (Arc<Patterns>, Arc<Weights>),
        marks: Vec<u64>,
    ) -> Ballots {
        let marks = if marks.iter().all(|marks| *marks == 0) { Vec::new() } else { marks };
        Ballots { columns, groups, patterns, weights, marks, design: Design::default() }
    }

    /// How many ballots there are.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Answers on one ballot: the scheme's leaves.
    pub fn n_leaves(&self) -> usize {
        self.patterns.n_leaves()
    }

    /// Who answered, by ballot: equal numbers are one rater. Numbers run from 0 to
    /// [`Ballots::n_raters`], and some may have no ballot that counts.
    pub fn raters(&self) -> &[u32] {
        &self.columns.raters
    }

    /// How many numbers of raters there are.
    pub fn n_raters(&self) -> usize {
        self.groups.len()
    }

    /// Position of the unit in the register, by ballot.
    pub fn units(&self) -> &[u32] {
        &self.columns.units
    }

    /// Position of the rater's group in the scheme.
    pub fn group(&self, ballot: usize) -> u16 {
        self.groups[self.columns.raters[ballot] as usize]
    }

    /// Weight of a ballot.
    pub fn weight(&self, ballot: usize) -> Weight {
        self.weights.get(self.columns.weights[ballot])
    }

    /// The answers on one ballot, in the order of the scheme's leaves.
    pub fn answers_on(&self, ballot: usize) -> &[Code] {
        self.patterns.get(self.columns.patterns[ballot])
    }

    /// The rules of the scheme that a ballot meets: bit `i` stands for [`Scheme::rules`]`[i]`.
    ///
    /// [`Scheme::rules`]: crate::scheme::Scheme::rules
    pub fn marks_of(&self, ballot: usize) -> u64 {
        self.marks.get(ballot).copied().unwrap_or(0)
    }

    /// Whether a rule marks any ballot.
    pub fn are_marked(&self) -> bool {
        !self.marks.is_empty()
    }

    /// The number of the answers on each ballot, and the answers of each number.
    pub(crate) fn patterns(&self) -> (&[u32], &Patterns) {
        (&self.columns.patterns, &self.patterns)
    }

    /// The number of the weight of each ballot, and the weight of each number.
    pub(crate) fn weights(&self) -> (&[u32], &[Weight]) {
        (&self.columns.weights, self.weights.all())
    }

    /// The group of each rater, by its number.
    pub(crate) fn groups(&self) -> &[u16] {
        &self.groups
    }

    /// The ballots in the order of rater and unit.
    pub(crate) fn by_rater(&self) -> ByRater {
        ByRater::of(&self.columns.raters, &self.columns.units, self.n_raters())
    }

    /// No ballot yet, of the same raters, answers and weights.
    pub(crate) fn none_of_these(&self) -> Ballots {
        Ballots {
            columns: Columns::default(),
            groups: Arc::clone(&self.groups),
            patterns: Arc::clone(&self.patterns),
            weights: Arc::clone(&self.weights),
            marks: Vec::new(),
            design: self.design.clone(),
        }
    }

    /// Adds a ballot of others that share raters, answers and weights, with its marks.
    pub(crate) fn push_from(&mut self, other: &Ballots, ballot: usize) {
        self.columns.push_from(&other.columns, ballot);
        self.marks.push(other.marks_of(ballot));
    }

    /// Forgets marks that say nothing.
    pub(crate) fn settle(&mut self) {
        if self.marks.iter().all(|marks| *marks == 0) {
            self.marks = Vec::new();
        }
    }

    /// Gives the ballots of some raters another weight.
    pub(crate) fn weigh(&mut self, weight_of: impl Fn(u32) -> Option<Weight>) {
        let mut weights = Weights::clone(&self.weights);
        for (rater, number) in self.columns.raters.iter().zip(&mut self.columns.weights) {
            if let Some(weight) = weight_of(*rater) {
                *number = weights.number(weight);
            }
        }
        self.weights = Arc::new(weights);
    }
}
