//! The calculation (复算): how each score follows from the counts, cell by cell, so that a spreadsheet can do
//! it again.
//!
//! *What it is.* Two more tables, of the groups' means and of the scores, and a [`Formula`] for every number
//! that one can be given for. The workbook writes both; no other writer knows of it.
//!
//! *What it promises.* A formula stands only where it says what was done: none for a trimmed mean, a mean
//! that stands in for a group that was not heard, a year, or the whole of a ballot-first scheme with several indicators,
//! which needs the ballots. The number in the cell is the printed one; the formula must give it again.

mod formula;
mod links;
mod scores;

pub use formula::{Formula, Span};
pub(super) use links::links;
pub(super) use scores::Calculation;
