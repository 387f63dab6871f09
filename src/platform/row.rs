//! What a platform says of a whole row in a column of its own.

use crate::naming::fold;

/// A column whose cells say something of their rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowMark {
    /// Its position.
    pub column: usize,
    /// What it says.
    pub says: Says,
    /// The cells that say so, as they are when folded; an empty text stands for a blank cell.
    pub cells: &'static [&'static str],
}

/// What is said of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// Whoever made the survey tried it out: this is no rater's paper.
    Trial,
    /// The rater did not come to the end.
    Unfinished,
}

impl RowMark {
    /// The columns of these names, where there are any.
    pub(super) fn find(
        headings: &[String],
        names: &[&str],
        says: Says,
        cells: &'static [&'static str],
    ) -> Option<RowMark> {
        let named = |heading: &String| names.iter().any(|name| fold(name) == fold(heading));
        headings.iter().position(named).map(|column| RowMark { column, says, cells })
    }

    /// Whether a cell says so.
    pub fn is_met(&self, cell: &str) -> bool {
        let folded = fold(cell);
        self.cells.iter().any(|known| *known == folded)
    }
}
