//! The indicators (指标): a tree whose leaves are answered.

use super::Label;
use crate::exact::Ratio;
use crate::naming::Names;

/// What is measured of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// The whole: all indicators together.
    Whole,
    /// One indicator or node of the tree, by its position in the scheme.
    Indicator(usize),
}

impl Measure {
    /// Its place where the whole comes first and then each indicator.
    pub fn index(self) -> usize {
        match self {
            Measure::Whole => 0,
            Measure::Indicator(index) => index + 1,
        }
    }

    /// The measure at a place, as [`Measure::index`] counts.
    pub fn at(index: usize) -> Measure {
        index.checked_sub(1).map_or(Measure::Whole, Measure::Indicator)
    }
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Short name in files.
    pub id: String,
    /// As printed.
    pub label: Label,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Weight among its siblings, as given; `None` where the office must decide.
    pub weight: Option<Ratio>,
    /// The indicator above it.
    pub parent: Option<usize>,
    /// Its leaves with their weight within it; a leaf has itself with weight 1.
    pub leaves: Vec<(usize, Ratio)>,
}

/// All indicators. Leaves come first in the order of the file, then the nodes above them.
#[derive(Debug, Clone)]
pub struct Indicators {
    all: Vec<Indicator>,
    n_leaves: usize,
    /// Weight of each leaf in the whole; sums to 1.
    weights: Vec<Ratio>,
    names: Names<usize>,
}

impl Indicators {
    /// `all` with its leaves first; `weights` of the leaves in the whole.
    pub(super) fn new(all: Vec<Indicator>, n_leaves: usize, weights: Vec<Ratio>) -> Indicators {
        let mut names = Names::default();
        for (index, indicator) in all.iter().enumerate() {
            for name in indicator.names() {
                names.add(name, index);
            }
        }
        Indicators { all, n_leaves, weights, names }
    }

    /// The answered indicators.
    pub fn leaves(&self) -> &[Indicator] {
        &self.all[..self.n_leaves]
    }

    /// How many are answered.
    pub fn n_leaves(&self) -> usize {
        self.n_leaves
    }

    /// Leaves, then the nodes above them.
    pub fn all(&self) -> &[Indicator] {
        &self.all
    }

    /// The weight of each leaf in the whole; sums to 1.
    pub fn weights(&self) -> &[Ratio] {
        &self.weights
    }

    /// The names of all indicators.
    pub fn names(&self) -> &Names<usize> {
        &self.names
    }
}

impl Indicator {
    /// Id, labels and aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.id.as_str(), self.label.zh.as_str(), self.label.en.as_str()]
            .into_iter()
            .chain(self.aliases.iter().map(String::as_str))
    }
}
