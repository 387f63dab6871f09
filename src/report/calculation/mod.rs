//! The calculation (复算): how each number follows from the counts, cell by cell, so that a spreadsheet can
//! do it again.
//!
//! *What it is.* Tables of the groups' means, of the scores, of the answers by kind with their rates, of
//! errors with their intervals and of changes; and a [`Formula`] for every number that one can be given
//! for. The workbook writes the formulas; no other writer knows of them.
//!
//! *What it promises.* A formula stands only where it says what was done: none for a trimmed mean, a mean
//! that stands in for a group that was not heard, a year, or the whole of a ballot-first scheme with several indicators,
//! which needs the ballots; none for what comes from covariances or draws. The number in the cell is the
//! printed one; the formula must give it again.

mod changes;
mod counts;
mod errors;
mod fair;
mod formula;
mod groups;
mod intervals;
mod league;
mod links;
mod moves;
mod place;
mod returns;
mod scores;
mod trends;
mod units;

use changes::Changes;
pub use formula::{Formula, Span};
use intervals::Intervals;
use links::{Known, Tables, links};
use moves::Moves;
use scores::Calculation;

use super::Grid;
use super::material::View;

/// How the numbers of the tables follow from each other, and from the counts where the report has them:
/// then the tables of the calculation come after the others.
pub(super) fn formulas(view: &View<'_>, grids: &mut Vec<Grid>) -> Vec<Formula> {
    let audit = grids.iter().position(|grid| grid.id == "audit");
    let next = grids.len();
    let calculation = audit.and_then(|audit| Calculation::of(view, audit, next));
    let after = next + Calculation::TABLES;
    let intervals = calculation.as_ref().and_then(|known| Intervals::of(view, known, after));
    let after = after + usize::from(intervals.is_some());
    let changes = calculation.as_ref().and_then(|known| Changes::of(view, grids, known, after));
    let after = after + usize::from(changes.is_some());
    let both = calculation.as_ref().zip(changes.as_ref());
    let moves = both.and_then(|known| Moves::of(view, grids, known, after));
    let tables = Tables {
        calculation: calculation.as_ref(),
        intervals: intervals.as_ref(),
        changes: changes.as_ref(),
        moves: moves.as_ref(),
    };
    let known = Known::new(view, grids, &tables);
    let mut formulas = links(view, grids, &known);
    let (tables, own) = calculation.map(Calculation::into_parts).unwrap_or_default();
    grids.extend(tables);
    formulas.extend(own);
    let own = [
        intervals.map(|Intervals { grid, formulas, .. }| (grid, formulas)),
        changes.map(|Changes { grid, formulas, .. }| (grid, formulas)),
        moves.map(|Moves { grid, formulas, .. }| (grid, formulas)),
    ];
    for (grid, own) in own.into_iter().flatten() {
        grids.push(grid);
        formulas.extend(own);
    }
    formulas
}
