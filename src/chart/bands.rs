//! Brackets beside a table: each joins a run of rows, and those that overlap stand side by side.

use super::canvas::{Canvas, Stroke};
use super::page::Rows;
use super::palette::SOFT;

/// Runs of rows that cannot be told apart, each in a column of its own where it overlaps another.
pub(super) struct Bands {
    /// Column, first row, last row, and the place in the list that was given.
    runs: Vec<(usize, usize, usize, usize)>,
    /// Pixels from column to column.
    step: f64,
    /// The room of all columns and of the gap before them; 0 without a bracket.
    pub(super) width: f64,
}

impl Bands {
    /// Gives each run the first column that is free; runs of a single row are left out.
    ///
    /// `runs` holds first and last row, both included; `rows` is the number of rows.
    pub(super) fn assign(runs: impl Iterator<Item = (usize, usize)>, rows: usize) -> Self {
        let mut wanted: Vec<(usize, usize, usize)> = runs
            .enumerate()
            .map(|(place, (a, b))| (a.min(b), a.max(b).min(rows.saturating_sub(1)), place))
            .filter(|(first, last, _)| first < last)
            .collect();
        wanted.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
        let mut ends: Vec<usize> = Vec::new();
        let mut placed = Vec::with_capacity(wanted.len());
        for (first, last, place) in wanted {
            let column = ends.iter().position(|end| *end < first).unwrap_or(ends.len());
            match ends.get_mut(column) {
                Some(end) => *end = last,
                None => ends.push(last),
            }
            placed.push((column, first, last, place));
        }
        let columns = ends.len() as f64;
        let step = (112.0 / columns.max(1.0)).min(10.0);
        let width = if ends.is_empty() { 0.0 } else { columns * step + 8.0 };
        Self { runs: placed, step, width }
    }

    /// Draws the brackets from `left` on; `hover` says what pointing at one of them shows.
    pub(super) fn draw<'h>(
        &self,
        canvas: &mut Canvas,
        (left, top): (f64, f64),
        rows: &Rows,
        hover: impl Fn(usize) -> &'h str,
    ) {
        for (column, first, last, place) in &self.runs {
            let x = left + 8.0 + self.step * (*column as f64 + 0.7);
            let reach = |row: usize| {
                let (middle, height) = rows.at(row);
                (top + middle, f64::min(height * 0.3, 7.0))
            };
            let ((upper, above), (lower, below)) = (reach(*first), reach(*last));
            canvas.group(hover(*place), |canvas| {
                bracket(canvas, (x, upper - above), lower + below, (self.step * 0.5).min(4.5));
            });
        }
    }

    /// How many columns the brackets need.
    #[cfg(test)]
    fn columns(&self) -> Vec<usize> {
        self.runs.iter().map(|run| run.0).collect()
    }
}

/// An upright line whose ends point `tick` pixels to the left.
pub(super) fn bracket(canvas: &mut Canvas, (x, top): (f64, f64), bottom: f64, tick: f64) {
    let corners = [(x - tick, top), (x, top), (x, bottom), (x - tick, bottom)];
    canvas.polyline(&corners, Stroke::new(SOFT, if tick < 2.0 { 1.0 } else { 1.5 }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_overlap_stand_in_different_columns_and_others_share_one() {
        let bands = Bands::assign([(0, 2), (1, 4), (3, 6), (5, 7)].into_iter(), 8);
        assert_eq!(bands.columns(), [0, 1, 0, 1]);
        let touching = Bands::assign([(0, 2), (2, 4)].into_iter(), 8);
        assert_eq!(touching.columns(), [0, 1], "a row that ends one run and begins the next");
    }

    #[test]
    fn a_run_of_one_row_or_outside_the_table_has_no_bracket() {
        let none = Bands::assign([(3, 3), (7, 9), (20, 30)].into_iter(), 8);
        assert!(none.columns().is_empty() && none.width < 1e-9);
        let cut = Bands::assign([(40, 6)].into_iter(), 8);
        assert_eq!((cut.runs.len(), cut.runs[0].1, cut.runs[0].2), (1, 6, 7));
        assert!(Bands::assign([(0, 1)].into_iter(), 0).columns().is_empty());
    }

    #[test]
    fn many_columns_draw_closer_rather_than_take_the_page() {
        let bands = Bands::assign((0..100).map(|i| (i, i + 99)), 300);
        assert!(bands.width <= 121.0, "{}", bands.width);
    }
}
