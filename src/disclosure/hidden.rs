//! Which values of a period are withheld.

use std::collections::BTreeSet;

use crate::appraisal::Appraisal;
use crate::estimate::{Estimates, GroupEstimate, UnitEstimate};
use crate::scheme::{Measure, MissingGroup, Publication, Scheme};

/// What fewer people than this said is not told, whatever the scheme says.
///
/// Rules for small cells ask for 3 to 10 (`docs/methods.md` §24); offices that print scores by group ask for 5.
const FEWEST: u64 = 5;

/// How many people must stand behind a value that leaves the office: at least 5, and what the scheme
/// asks of a group.
pub fn fewest(scheme: &Scheme) -> u64 {
    scheme.scoring.min_n_group.max(FEWEST)
}

/// Which values of a period are withheld, by position in register and scheme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hidden {
    leaders: Vec<bool>,
    secret: Vec<bool>,
    units: Vec<bool>,
    cells: Vec<Vec<bool>>,
    groups: Vec<Vec<bool>>,
    /// Whether a unit is rated by several groups of which some are withheld.
    mixed: Vec<bool>,
    thin: Vec<usize>,
}

impl Hidden {
    /// What is withheld of a period.
    pub fn of(appraisal: &Appraisal, estimates: &Estimates) -> Hidden {
        let scheme = &appraisal.scheme;
        let leaders: Vec<bool> = scheme
            .categories
            .iter()
            .map(|category| category.publication == Publication::Internal)
            .collect();
        let mut hidden = Hidden { leaders, ..Hidden::default() };
        for unit in &estimates.units {
            let of_leaders = hidden.leaders[appraisal.units[unit.unit].category];
            // What the leaders alone were told of a part could be had from the year and the other part.
            let was_secret = appraisal.was_internal(unit.unit);
            let cells = cells(scheme, unit).filter(|_| !was_secret);
            let all = cells.is_none();
            if all && !of_leaders && !was_secret {
                hidden.thin.push(unit.unit);
            }
            let cells = cells.unwrap_or_else(|| vec![true; unit.indicators.len()]);
            hidden.secret.push(of_leaders);
            hidden.units.push(of_leaders || all);
            hidden.cells.push(cells.into_iter().map(|cell| cell || of_leaders).collect());
            let groups = groups(scheme, &unit.groups);
            let n_rating = unit.groups.iter().filter(|group| group.rates).count();
            hidden.mixed.push(n_rating > 1 && groups.contains(&true));
            hidden
                .groups
                .push(groups.into_iter().map(|group| group || of_leaders || all).collect());
        }
        if scheme.scoring.missing_group == MissingGroup::CategoryMean {
            hidden.spread_over_categories(appraisal, estimates);
        }
        hidden
    }

    /// Withholds what the groups said of every unit of a category, where it is withheld of one.
    ///
    /// The mean of a group over a category stands in where the group is missing, and holds its answers on
    /// every unit, few or many: who has the mean from one unit and the groups of the others has those few.
    fn spread_over_categories(&mut self, appraisal: &Appraisal, estimates: &Estimates) {
        let of = |at: usize| appraisal.units[estimates.units[at].unit].category;
        let n_units = self.groups.len();
        let is_few = |at: &usize| self.units[*at] || self.groups[*at].contains(&true);
        let touched: BTreeSet<usize> = (0..n_units).filter(is_few).map(of).collect();
        for at in (0..n_units).filter(|at| touched.contains(&of(*at))) {
            self.groups[at].fill(true);
            self.mixed[at] |= estimates.units[at].groups.iter().filter(|g| g.rates).count() > 1;
        }
    }

    /// Whether a category is for the leaders only.
    pub fn is_of_leaders(&self, category: usize) -> bool {
        self.leaders.get(category).copied().unwrap_or(false)
    }

    /// Whether a unit is for the leaders only, so that its name is withheld too.
    pub fn is_secret(&self, unit: usize) -> bool {
        self.secret.get(unit).copied().unwrap_or(false)
    }

    /// Whether everything of a unit is withheld.
    pub fn unit(&self, unit: usize) -> bool {
        self.units.get(unit).copied().unwrap_or(false)
    }

    /// Whether a unit's score on a measure is withheld.
    pub fn cell(&self, unit: usize, measure: Measure) -> bool {
        match measure {
            Measure::Whole => self.unit(unit),
            Measure::Indicator(index) => at(&self.cells, unit, index),
        }
    }

    /// Whether what a group said of a unit is withheld.
    pub fn group(&self, unit: usize, group: usize) -> bool {
        at(&self.groups, unit, group)
    }

    /// Whether the shares of answers on a unit (rates, levels) are withheld on a measure.
    ///
    /// They count answers, while a score weighs groups and indicators: two sums over the same parts, from
    /// which two parts that are withheld could be had.
    pub fn shares(&self, unit: usize, measure: Measure) -> bool {
        let mixed = self.mixed.get(unit).copied().unwrap_or(false);
        let of_parts = || self.cells.get(unit).is_some_and(|cells| cells.contains(&true));
        mixed || self.cell(unit, measure) || (measure == Measure::Whole && of_parts())
    }

    /// Units of open categories of which everything is withheld, because too few people rated them.
    pub fn thin(&self) -> &[usize] {
        &self.thin
    }

    /// Withholds what is withheld in either.
    pub fn add(&mut self, other: &Hidden) {
        join(&mut self.units, &other.units);
        join(&mut self.mixed, &other.mixed);
        for (own, others) in self.cells.iter_mut().zip(&other.cells) {
            join(own, others);
        }
        for (own, others) in self.groups.iter_mut().zip(&other.groups) {
            join(own, others);
        }
        self.thin.extend(&other.thin);
        self.thin.sort_unstable();
        self.thin.dedup();
    }
}

fn at(table: &[Vec<bool>], row: usize, column: usize) -> bool {
    table.get(row).and_then(|row| row.get(column)).copied().unwrap_or(false)
}

fn join(own: &mut [bool], others: &[bool]) {
    for (own, other) in own.iter_mut().zip(others) {
        *own |= other;
    }
}

/// Which indicators of a unit are withheld; `None` where all of it is.
///
/// A score of the whole is the weighted sum of the answered indicators, so a single one that is withheld
/// could be had from the others: the one with the fewest answers besides is withheld with it. What is
/// above a withheld indicator in the tree is withheld too.
fn cells(scheme: &Scheme, unit: &UnitEstimate) -> Option<Vec<bool>> {
    let n_leaves = scheme.indicators.n_leaves();
    let leaves = &unit.indicators[..n_leaves.min(unit.indicators.len())];
    let few = |n: u64| n > 0 && n < fewest(scheme);
    let reached = leaves.iter().map(|leaf| leaf.n).max().unwrap_or(unit.whole.n);
    if few(reached) || (leaves.len() <= 1 && few(unit.whole.n)) {
        return None;
    }
    let sizes: Vec<u64> =
        leaves.iter().map(|leaf| if leaf.value.is_ok() { leaf.n } else { 0 }).collect();
    let hidden = withheld(&sizes, fewest(scheme));
    let one = hidden.iter().filter(|hidden| **hidden).count() == 1;
    if one && unit.whole.value.is_ok() {
        return None;
    }
    let nodes = scheme.indicators.all().iter().skip(n_leaves);
    let above = nodes.map(|node| {
        node.leaves.iter().any(|(leaf, _)| hidden.get(*leaf).copied().unwrap_or(false))
    });
    Some(hidden.iter().copied().chain(above.collect::<Vec<_>>()).collect())
}

/// Which groups of a unit are withheld.
fn groups(scheme: &Scheme, groups: &[GroupEstimate]) -> Vec<bool> {
    let sizes: Vec<u64> =
        groups.iter().map(|group| if group.rates { smallest(group) } else { 0 }).collect();
    withheld(&sizes, fewest(scheme))
}

/// The fewest answers behind any score of a group; zero where there are none.
fn smallest(group: &GroupEstimate) -> u64 {
    let scores = std::iter::once(&group.whole).chain(&group.leaves);
    scores.map(|score| score.n).filter(|n| *n > 0).min().unwrap_or(0)
}

/// Which parts of a sum are withheld: those of few people and, where that is a single one, the next
/// smallest. Parts of nobody say nothing.
fn withheld(sizes: &[u64], fewest: u64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..sizes.len()).filter(|part| sizes[*part] > 0).collect();
    order.sort_by_key(|part| (sizes[*part], *part));
    let few = order.iter().take_while(|part| sizes[**part] < fewest).count();
    let few = if few == 1 { 2 } else { few };
    let mut hidden = vec![false; sizes.len()];
    for part in order.into_iter().take(few) {
        hidden[part] = true;
    }
    hidden
}
