//! Ballots as columns of small codes, and bundles of paper counts.
//!
//! *What it is.* The last thing that knows raters: [`Ballots`] holds one entry a ballot, [`Bundle`]
//! answers that came already counted.
//!
//! *What it promises.* Every code is on the scheme's scale, every position in the register or the
//! scheme; a rater is a number without meaning.
//!
//! *What it does not do.* It holds no text and no place: those stay in `intake`.

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
        let ratio = Ratio::parse(text).ok()?;
        let scaled = &ratio * &Ratio::whole(WEIGHT_SCALE);
        let steps: u64 = scaled.to_string().parse().ok()?;
        (steps > 0 && steps < WEIGHT_SCALE * 1_000_000).then_some(Weight(steps))
    }
}

/// Ballots that count, in columns of equal length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ballots {
    /// Answers on one ballot: the scheme's leaves.
    pub n_leaves: usize,
    /// Who answered: equal numbers are one rater.
    pub raters: Vec<u32>,
    /// Position of the unit in the register.
    pub units: Vec<u32>,
    /// Position of the group in the scheme.
    pub groups: Vec<u16>,
    /// Weight of the ballot.
    pub weights: Vec<Weight>,
    /// `n_leaves` answers for each ballot, in the order of the scheme's leaves.
    pub answers: Vec<Code>,
    /// The rules of the scheme that each ballot meets: bit `i` stands for [`Scheme::rules`]`[i]`.
    /// Empty where no rule marks a ballot that counts.
    ///
    /// [`Scheme::rules`]: crate::scheme::Scheme::rules
    pub marks: Vec<u64>,
    /// How the raters were drawn.
    pub design: Design,
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

impl Ballots {
    /// How many ballots there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Adds a ballot of others, with its marks.
    pub fn push_from(&mut self, other: &Ballots, ballot: usize) {
        self.raters.push(other.raters[ballot]);
        self.units.push(other.units[ballot]);
        self.groups.push(other.groups[ballot]);
        self.weights.push(other.weights[ballot]);
        self.answers.extend_from_slice(other.answers_on(ballot));
        self.marks.push(other.marks_of(ballot));
    }

    /// The rules that a ballot meets, as bits.
    pub fn marks_of(&self, ballot: usize) -> u64 {
        self.marks.get(ballot).copied().unwrap_or(0)
    }

    /// The answers on one ballot.
    pub fn answers_on(&self, ballot: usize) -> &[Code] {
        &self.answers[ballot * self.n_leaves..(ballot + 1) * self.n_leaves]
    }
}
