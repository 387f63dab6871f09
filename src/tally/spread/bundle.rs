//! Answers that came already counted: each stands alone, because nobody knows which belong together.
//!
//! Within a unit the answers to several leaves come from the same papers. What they have in common is
//! lost, so the greatest it can be is taken: the error of a sum of leaves is the sum of their errors.
//! Across units nothing is taken; raters who are strict are strict everywhere, so that differences
//! between units come out with more error than they have, not with less.

use std::collections::BTreeMap;

use super::cell::{Cells, Terms};
use super::kernel::Sums;
use crate::appraisal::Appraisal;
use crate::ballot::Bundle;
use crate::scheme::Code;

/// The counted answers of one group on one unit: by column, each value with how many and their weight.
type Counted = BTreeMap<usize, Vec<(f64, u64, f64)>>;

/// The same by column and code.
type Levels = BTreeMap<(usize, Code), (u64, f64)>;

/// The columns that were heard, each with a standard error and the number of answers.
type Errors = Vec<(usize, f64, u64)>;

/// Adds the variance of the bundles to the sums of a measure.
pub(super) fn add(
    appraisal: &Appraisal,
    bundles: &[Bundle],
    cells: &Cells,
    terms: &Terms,
    sums: &mut Sums,
) {
    let columns: Vec<usize> = terms.0.iter().map(|(column, _)| *column).collect();
    for (cell, errors) in errors(appraisal, bundles, cells, &columns) {
        let share = |column: usize| {
            terms.0.iter().find(|(known, _)| *known == column).map_or(0.0, |(_, share)| *share)
        };
        let error: f64 = errors.iter().map(|(column, error, _)| share(*column) * error).sum();
        if let Some(fewest) = errors.iter().map(|(_, _, n)| *n).min() {
            let freedom = (fewest as f64 - 1.0).max(1.0);
            sums.add_unpaired(cell, error * error, freedom, fewest);
        }
    }
}

/// For each unit and group the columns that were heard: the standard error that the answers give the
/// score of the column, and how many they are.
pub(super) fn errors(
    appraisal: &Appraisal,
    bundles: &[Bundle],
    cells: &Cells,
    columns: &[usize],
) -> BTreeMap<(usize, usize), Errors> {
    let whole_ballots = appraisal.scheme.counts_ballots();
    let n_leaves = appraisal.scheme.indicators.n_leaves();
    let counted = counted(bundles, cells, whole_ballots, n_leaves);
    let of_cell = |((unit, group), counted): ((usize, usize), Counted)| {
        let of_column = |column: &usize| {
            let cell = cells.cell(unit, *column, group);
            let values = counted.get(column).filter(|_| cell.pull > 0.0)?;
            let n: u64 = values.iter().map(|(_, n, _)| n).sum();
            let squares: f64 = values
                .iter()
                .map(|(value, n, weight)| {
                    let each = cell.influence(*value) * weight / *n as f64;
                    *n as f64 * each * each
                })
                .sum();
            let correction = if n > 1 { n as f64 / (n as f64 - 1.0) } else { 1.0 };
            Some((*column, (squares * correction).sqrt(), n))
        };
        ((unit, group), columns.iter().filter_map(of_column).collect())
    };
    counted.into_iter().map(of_cell).collect()
}

fn counted(
    bundles: &[Bundle],
    cells: &Cells,
    whole_ballots: bool,
    n_leaves: usize,
) -> BTreeMap<(usize, usize), Counted> {
    let mut all: BTreeMap<(usize, usize), Levels> = BTreeMap::new();
    for bundle in bundles.iter().filter(|bundle| bundle.n > 0) {
        let cell = all.entry((bundle.unit as usize, usize::from(bundle.group))).or_default();
        // Where whole ballots are scored, a paper count has one leaf, and an answer is a ballot.
        let column = if whole_ballots { n_leaves } else { usize::from(bundle.indicator) };
        let columns = [usize::from(bundle.indicator), column];
        let distinct = if whole_ballots { &columns[..] } else { &columns[..1] };
        for column in distinct {
            let (n, weight) = cell.entry((*column, bundle.code)).or_default();
            *n += bundle.n;
            *weight += bundle.weight as f64;
        }
    }
    let valued = |levels: Levels| {
        let mut counted = Counted::new();
        for ((column, code), (n, weight)) in levels {
            let value = cells.points(code);
            if value.is_finite() {
                counted.entry(column).or_default().push((value, n, weight));
            }
        }
        counted
    };
    all.into_iter().map(|(key, levels)| (key, valued(levels))).collect()
}
