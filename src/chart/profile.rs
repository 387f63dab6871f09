//! One unit against its category: on every indicator the unit's dot, the category's mean and range.

use super::canvas::{Canvas, Frame, Stroke};
use super::face::Weight;
use super::lettering::Labels;
use super::marks::{Sample, legend, series_mark};
use super::page::{self, LABEL, MARGIN, Rows, SMALL, VALUE};
use super::palette::{Colour, GRID, INK, SOFT, series};
use super::pen::Plot;
use super::value::ValueScale;
use super::{Axis, Caption, Chart};

/// A unit's values beside those of its category.
#[derive(Debug, Clone, Default)]
pub struct ProfileChart {
    /// The words around the figure.
    pub caption: Caption,
    /// The axis of the values.
    pub axis: Axis,
    /// One row per indicator, from top to bottom.
    pub rows: Vec<ProfileRow>,
    /// What the dot is called in the legend and over its column, usually the unit's name.
    pub unit: String,
    /// What the tick is called, usually the category's mean.
    pub mean: String,
    /// What the band is called, usually the lowest and highest in the category.
    pub band: String,
    /// The heading over the highest values; empty leaves their column out.
    pub best: String,
}

/// An indicator of a profile.
#[derive(Debug, Clone, Default)]
pub struct ProfileRow {
    /// The indicator's name.
    pub label: String,
    /// The unit's value; absent draws no dot.
    pub value: Option<f64>,
    /// The unit's value as printed, or why there is none.
    pub value_text: String,
    /// The category's mean.
    pub mean: Option<f64>,
    /// The mean as printed.
    pub mean_text: String,
    /// The category's highest value as printed, where [`ProfileChart::best`] has a heading.
    pub best_text: String,
    /// The category's lowest and highest value.
    pub range: Option<(f64, f64)>,
    /// What pointing at the row's marks shows.
    pub hover: String,
}

const RANGE: Colour = Colour(0xd8, 0xe3, 0xee);
const COLUMN: f64 = 62.0;

impl ProfileChart {
    /// Draws the figure. It grows with the rows; without rows it is an empty frame.
    pub fn draw(&self) -> Chart {
        let mut canvas = Canvas::new(&self.caption.name, page::WIDTH);
        if self.rows.is_empty() {
            return page::empty(canvas, &self.caption);
        }
        let top = page::head(&mut canvas, &self.caption);
        let top = self.legend(&mut canvas, top);
        let names = self.rows.iter().map(|row| (row.label.as_str(), Weight::Regular));
        let labels = Labels::fit(names, LABEL.size, 210.0);
        let texts = |pick: fn(&ProfileRow) -> &str| {
            let widths = self.rows.iter().map(|row| VALUE.bold().width(pick(row)));
            widths.fold(COLUMN, f64::max)
        };
        let best_right = page::WIDTH - MARGIN;
        let best = if self.best.is_empty() { 0.0 } else { texts(|row| &row.best_text) + 8.0 };
        let mean_right = best_right - best;
        let mean = if self.mean.is_empty() { 0.0 } else { texts(|row| &row.mean_text) + 8.0 };
        let unit_right = mean_right - mean;
        let left = MARGIN + labels.width + 16.0;
        let right = (unit_right - texts(|row| &row.value_text) - 12.0).max(left + 120.0);
        let rights = [unit_right, mean_right, best_right];
        let frame_top = self.headings(&mut canvas, top, (left, right), rights);
        let rows = Rows::new(&labels);
        let bottom = frame_top + rows.total;
        let frame = Frame::new(left, frame_top, right, bottom);
        let columns = Columns { rights, rows };
        self.plot(&mut canvas, frame, &labels, &columns);
        page::foot(canvas, &self.caption, bottom)
    }

    fn legend(&self, canvas: &mut Canvas, top: f64) -> f64 {
        let items = [
            (Sample::Mark(0), self.unit.as_str()),
            (Sample::Tick(INK), self.mean.as_str()),
            (Sample::Patch(RANGE.to_string()), self.band.as_str()),
        ];
        let items = items.into_iter().filter(|(_, name)| !name.is_empty());
        legend(canvas, (MARGIN, top - 2.0), items, &SMALL.ink(INK)) + 6.0
    }

    /// Writes the words over the plot and the columns, and returns where the plot begins.
    fn headings(
        &self,
        canvas: &mut Canvas,
        top: f64,
        (left, right): (f64, f64),
        [unit_right, mean_right, best_right]: [f64; 3],
    ) -> f64 {
        let (unit, mean) = (SMALL.bold().ink(INK).end(), SMALL.end());
        let needed = [
            page::height_above(&self.axis.title, right - left, &SMALL) + 16.0,
            page::height_above(&self.unit, COLUMN, &unit),
            page::height_above(&self.mean, COLUMN, &mean),
            page::height_above(&self.best, COLUMN, &mean),
        ];
        let bottom = top + needed.into_iter().fold(0.0, f64::max) + 1.0;
        page::above(canvas, left, bottom - 16.0, &self.axis.title, right - left, &SMALL);
        page::above(canvas, unit_right, bottom, &self.unit, COLUMN, &unit);
        page::above(canvas, mean_right, bottom, &self.mean, COLUMN, &mean);
        page::above(canvas, best_right, bottom, &self.best, COLUMN, &mean);
        bottom + 5.0
    }

    fn plot(&self, canvas: &mut Canvas, frame: Frame, labels: &Labels, columns: &Columns) {
        let ends = |row: &ProfileRow| {
            [row.value, row.mean, row.range.map(|r| r.0), row.range.map(|r| r.1)]
        };
        let values = self.rows.iter().flat_map(ends).flatten();
        let scale = ValueScale::around(values, self.axis.limits, 6);
        let last = columns.rows.total;
        let lo = scale.range().start;
        let plot = Plot::new(canvas, frame, scale.range(), 0.0..last);
        for tick in scale.ticks() {
            plot.rule((*tick, 0.0), (*tick, last), GRID, 1.0);
            plot.mark((*tick, 0.0), |canvas, x, y| {
                canvas.text(x, y - 10.0, &scale.label(*tick), &SMALL.middle());
            });
        }
        let [unit_right, mean_right, best_right] = columns.rights;
        for (index, row) in self.rows.iter().enumerate() {
            let (at, height) = columns.rows.at(index);
            plot.mark((lo, at), |canvas, _, y| {
                if index > 0 {
                    let rule = y - height / 2.0;
                    let stroke = Stroke::new(GRID, 0.7);
                    canvas.line((MARGIN, rule), (best_right, rule), stroke);
                }
                let mut label = LABEL;
                label.size = labels.size;
                canvas.lines(MARGIN, y, labels.of(index), labels.line_height, &label);
                let there = row.value.is_some();
                let ink = if there { INK } else { SOFT };
                canvas.text(
                    unit_right,
                    y,
                    &row.value_text,
                    &VALUE.ink(ink).weight(page::weight(there)).end(),
                );
                canvas.text(mean_right, y, &row.mean_text, &VALUE.ink(SOFT).end());
                if !self.best.is_empty() {
                    canvas.text(best_right, y, &row.best_text, &VALUE.ink(SOFT).end());
                }
            });
            draw_marks(&plot, row, at, lo, height);
        }
    }
}

struct Columns {
    /// Where the columns of the unit, of the mean and of the highest end.
    rights: [f64; 3],
    rows: Rows,
}

fn draw_marks(plot: &Plot<'_>, row: &ProfileRow, at: f64, lo: f64, height: f64) {
    let finite = |value: Option<f64>| value.filter(|v| v.is_finite());
    let x_of = |value: f64| plot.pixel((value, at)).0;
    let band = row.range.filter(|(a, b)| a.is_finite() && b.is_finite());
    let band = band.map(|(a, b)| (x_of(a.min(b)), x_of(a.max(b))));
    let (mean, value) = (finite(row.mean).map(x_of), finite(row.value).map(x_of));
    let half = f64::min(height * 0.24, 6.0);
    plot.mark((lo, at), |canvas, _, y| {
        canvas.group(&row.hover, |canvas| {
            if let Some((from, to)) = band {
                // A range of one value is still to be seen.
                let frame = Frame::new(from - 1.5, y - half, to + 1.5, y + half);
                canvas.rect(frame, RANGE, 2.0);
            }
            if let (Some(mean), Some(value)) = (mean, value) {
                canvas.line((mean, y), (value, y), Stroke::new(series(0), 1.6));
            }
            if let Some(mean) = mean {
                canvas.line((mean, y - half - 2.0), (mean, y + half + 2.0), Stroke::new(INK, 2.2));
            }
            if let Some(value) = value {
                series_mark(canvas, value, y, 5.8, 0);
            }
        });
    });
}
