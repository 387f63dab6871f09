//! What each answer adds to a score: the score as a linear form of the cells.
//!
//! A cell is what one group says of one unit on one leaf, or, in ballot-first schemes, on whole
//! ballots. The score is `Σ a ȳ` over its cells, so that one answer `y` with weight `w` moves it by
//! `a · w (y − ȳ) / Ŵ`.

use std::collections::BTreeMap;

use crate::appraisal::Appraisal;
use crate::ballot::Ballots;
use crate::exact::Ratio;
use crate::scheme::{Code, Measure, MissingGroup, Scheme, Trim};
use crate::tally::{Address, Count, Tally};

/// One group on one unit on one leaf.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    /// What moves the score by how much: `a / Ŵ` for each millionth of weight; zero where the group
    /// does not count on the unit.
    pub(super) pull: f64,
    /// The mean that answers are held against (of the winsorised answers where there is trimming).
    pub(super) mean: f64,
    /// Answers beyond these count as these, where extremes are left out.
    ends: (f64, f64),
    /// Its share `a` of the score.
    pub(super) share: f64,
    /// The weight of all its answers, in millionths; no rater has more.
    pub(super) weight: f64,
}

/// All cells of an appraisal.
pub(super) struct Cells {
    n_groups: usize,
    n_leaves: usize,
    /// By unit, leaf and group; whole ballots stand after the leaves where they are scored.
    cells: Vec<Cell>,
    n_columns: usize,
    /// The points of each code; not a number where it carries none.
    points: Vec<f64>,
    blank: f64,
    weights: Vec<f64>,
    /// The leaves of each node with their shares.
    nodes: Vec<Vec<(usize, f64)>>,
}

/// The columns that a measure is made of, with their shares.
#[derive(Debug, Clone)]
pub(super) struct Terms(pub(super) Vec<(usize, f64)>);

impl Cells {
    pub(super) fn new(appraisal: &Appraisal, tally: &Tally) -> Cells {
        let scheme = &appraisal.scheme;
        let n_leaves = scheme.indicators.n_leaves();
        let n_columns = n_leaves + usize::from(scheme.counts_ballots());
        let n_groups = scheme.groups.len();
        let points = |code| scheme.scale.points(code).map_or(f64::NAN, |points| points.to_f64());
        let mut cells = Cells {
            n_groups,
            n_leaves,
            n_columns,
            cells: vec![Cell::default(); appraisal.units.len() * n_columns * n_groups],
            points: scheme.scale.codes().map(points).collect(),
            blank: scheme.scale.blank.as_ref().map_or(f64::NAN, Ratio::to_f64),
            weights: scheme.indicators.weights().iter().map(Ratio::to_f64).collect(),
            nodes: nodes(scheme),
        };
        for unit in 0..appraisal.units.len() {
            for column in 0..n_columns {
                cells.fill(appraisal, tally, unit, column);
            }
        }
        cells
    }

    /// Computes the cells of one unit and column.
    fn fill(&mut self, appraisal: &Appraisal, tally: &Tally, unit: usize, column: usize) {
        let scheme = &appraisal.scheme;
        let weights = &appraisal.category(unit).weights;
        let mut heard: Vec<Option<Heard>> = Vec::new();
        let mut whole = 0.0;
        for (group, weight) in weights.iter().enumerate() {
            if !appraisal.rates(group, unit) {
                heard.push(None);
                continue;
            }
            let values = self.values(tally, unit, column, group);
            let known = Heard::new(values, scheme.scoring.trim.as_ref());
            let counts = known.n >= scheme.scoring.min_n_group && known.n > 0;
            // Where something stands in for the group, its weight stays in the sum.
            let stays = match scheme.scoring.missing_group {
                MissingGroup::Zero | MissingGroup::CategoryMean => true,
                MissingGroup::Renormalise | MissingGroup::Unranked => counts,
            };
            whole += if stays { weight.to_f64() } else { 0.0 };
            heard.push(Some(Heard { counts, ..known }));
        }
        for (group, heard) in heard.into_iter().enumerate() {
            let Some(heard) = heard else { continue };
            let share = match heard.counts && whole > 0.0 {
                true => weights[group].to_f64() / whole,
                false => 0.0,
            };
            let place = self.place(unit, column, group);
            self.cells[place] = Cell {
                pull: if share > 0.0 { share / heard.kept } else { 0.0 },
                mean: heard.mean,
                ends: heard.ends,
                share,
                weight: heard.weight,
            };
        }
    }

    fn place(&self, unit: usize, column: usize, group: usize) -> usize {
        (unit * self.n_columns + column) * self.n_groups + group
    }

    /// The values of a cell with their counts, in order.
    fn values(&self, tally: &Tally, unit: usize, column: usize, group: usize) -> Vec<(f64, Count)> {
        let number = u32::try_from(unit).unwrap_or(u32::MAX);
        let short = |position: usize| u16::try_from(position).unwrap_or(u16::MAX);
        let mut values: Vec<(f64, Count)> = if column == self.n_leaves {
            let ballots = tally.ballots(number, short(group));
            ballots.map(|(value, count)| (value.to_f64(), count)).collect()
        } else {
            let address = Address { unit: number, group: short(group), indicator: short(column) };
            let levels = tally.levels(address);
            levels.map(|(code, count)| (self.points(code), count)).collect()
        };
        values.retain(|(value, _)| value.is_finite());
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        values
    }

    /// The points of a code; not a number where it carries none.
    pub(super) fn points(&self, code: Code) -> f64 {
        if code == Code::BLANK {
            return self.blank;
        }
        self.points.get(usize::from(code.0)).copied().unwrap_or(f64::NAN)
    }

    /// The cell of one unit, column and group.
    pub(super) fn cell(&self, unit: usize, column: usize, group: usize) -> &Cell {
        &self.cells[self.place(unit, column, group)]
    }

    /// What a ballot says in a column: the points of the leaf, or the mean of the ballot; not a number
    /// where nothing counts.
    pub(super) fn value(&self, ballots: &Ballots, ballot: usize, column: usize) -> f64 {
        let answers = ballots.answers_on(ballot);
        match answers.get(column) {
            Some(code) => self.points(*code),
            None => self.whole_value(answers),
        }
    }

    /// The mean of a whole ballot; not a number where nothing counts.
    pub(super) fn whole_value(&self, answers: &[Code]) -> f64 {
        let (mut sum, mut whole) = (0.0, 0.0);
        for (code, weight) in answers.iter().zip(&self.weights) {
            let points = self.points(*code);
            if points.is_finite() {
                sum += points * weight;
                whole += weight;
            }
        }
        if whole > 0.0 { sum / whole } else { f64::NAN }
    }

    /// The columns of a measure.
    pub(super) fn terms(&self, measure: Measure) -> Terms {
        match measure {
            Measure::Whole if self.n_columns > self.n_leaves => Terms(vec![(self.n_leaves, 1.0)]),
            Measure::Whole => Terms(shares(self.weights.iter().copied().enumerate())),
            Measure::Indicator(leaf) if leaf < self.n_leaves => Terms(vec![(leaf, 1.0)]),
            Measure::Indicator(node) => Terms(self.nodes[node - self.n_leaves].clone()),
        }
    }

    /// Whether a unit has a score on a measure: some group was heard in every column.
    pub(super) fn is_whole(&self, unit: usize, terms: &Terms) -> bool {
        let heard = |column: usize| {
            (0..self.n_groups).any(|group| self.cell(unit, column, group).share > 0.0)
        };
        !terms.0.is_empty() && terms.0.iter().all(|(column, _)| heard(*column))
    }

    /// The groups that were heard on a unit in any column of a measure.
    pub(super) fn groups_behind(&self, unit: usize, terms: &Terms) -> Vec<usize> {
        let heard = |group: &usize| {
            terms.0.iter().any(|(column, _)| self.cell(unit, *column, *group).share > 0.0)
        };
        (0..self.n_groups).filter(heard).collect()
    }

    /// The least and the greatest points that an answer can carry.
    pub(super) fn range(&self) -> (f64, f64) {
        let points = self.points.iter().chain([&self.blank]).filter(|points| points.is_finite());
        points.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), points| {
            (least.min(*points), most.max(*points))
        })
    }

    /// How many columns there are: the leaves, and whole ballots where they are scored.
    pub(super) fn n_columns(&self) -> usize {
        self.n_columns
    }

    /// How many groups there are.
    pub(super) fn n_groups(&self) -> usize {
        self.n_groups
    }

    /// How many units there are.
    pub(super) fn n_units(&self) -> usize {
        self.cells.len() / (self.n_columns * self.n_groups).max(1)
    }
}

impl Cell {
    /// Answers beyond these count as these.
    pub(super) fn ends(&self) -> (f64, f64) {
        self.ends
    }

    /// How far an answer moves the score for each millionth of its weight.
    pub(super) fn influence(&self, value: f64) -> f64 {
        self.pull * (value.clamp(self.ends.0, self.ends.1) - self.mean)
    }
}

/// What one group says in one cell.
struct Heard {
    n: u64,
    weight: f64,
    /// The weight of the answers that are not left out as extremes.
    kept: f64,
    mean: f64,
    ends: (f64, f64),
    counts: bool,
}

impl Heard {
    /// With extremes left out the influence is that of the winsorised answers, over the weight of those
    /// that are kept.
    fn new(values: Vec<(f64, Count)>, trim: Option<&Trim>) -> Heard {
        let n = values.iter().map(|(_, count)| count.n).sum();
        let cut = trim.map_or(0, |trim| trim.at_each_end(n));
        let ends = match (nth(&values, cut), nth_back(&values, cut)) {
            (Some(least), Some(most)) => (least, most),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        };
        let (mut sum, mut whole) = (0.0, 0.0);
        for (value, count) in &values {
            let weight = count.weight as f64;
            sum += weight * value.clamp(ends.0, ends.1);
            whole += weight;
        }
        let kept = 1.0 - 2.0 * cut as f64 / (n as f64).max(1.0);
        Heard { n, weight: whole, kept: whole * kept, mean: sum / whole, ends, counts: false }
    }
}

/// The value of the answer at a position from below.
fn nth(values: &[(f64, Count)], position: u64) -> Option<f64> {
    let mut left = position;
    let at = values.iter().find(|(_, count)| {
        let here = left < count.n;
        left = left.saturating_sub(count.n);
        here
    });
    at.map(|(value, _)| *value)
}

fn nth_back(values: &[(f64, Count)], position: u64) -> Option<f64> {
    let reversed: Vec<(f64, Count)> = values.iter().rev().copied().collect();
    nth(&reversed, position)
}

fn nodes(scheme: &Scheme) -> Vec<Vec<(usize, f64)>> {
    let indicators = &scheme.indicators;
    let nodes = indicators.all().iter().skip(indicators.n_leaves());
    nodes.map(|node| shares(node.leaves.iter().map(|(leaf, w)| (*leaf, w.to_f64())))).collect()
}

/// Weights as shares of their sum, those of weight zero left out.
fn shares(weights: impl Iterator<Item = (usize, f64)>) -> Vec<(usize, f64)> {
    let known: BTreeMap<usize, f64> = weights.filter(|(_, weight)| *weight > 0.0).collect();
    let whole: f64 = known.values().sum();
    known.into_iter().map(|(column, weight)| (column, weight / whole)).collect()
}
