//! The league table as dots: rank, name, a dot on a common axis, the value.

use super::bands::Bands;
use super::canvas::{Canvas, Stroke};
use super::marks::{Sample, interval, legend, series_mark};
use super::page::{self, MARGIN, SMALL};
use super::palette::{Colour, GRID, INK, SOFT, WHITE, mix, series};
use super::pen::Plot;
use super::table::{Line, Table};
use super::value::ValueScale;
use super::{Axis, Caption, Chart};

/// A league table; rows are drawn from top to bottom in the order given.
///
/// With intervals and bands it is a caterpillar: how sure each score is, and which units cannot be told
/// apart.
#[derive(Debug, Clone, Default)]
pub struct LeagueChart {
    /// The words around the figure.
    pub caption: Caption,
    /// The axis of the values.
    pub axis: Axis,
    /// One row per unit.
    pub rows: Vec<LeagueRow>,
    /// Names of the series that rows refer to; a legend is drawn if there are at least two.
    pub series: Vec<String>,
    /// The mean of the category and how it is to be called, with its value.
    pub mean: Option<(f64, String)>,
    /// Runs of rows joined by a bracket at the right, usually units that cannot be told apart; those that
    /// overlap stand side by side.
    pub bands: Vec<LeagueBand>,
    /// What the legend calls the interval; empty leaves it out.
    pub interval_key: String,
    /// What the legend calls the bracket; empty leaves it out.
    pub band_key: String,
}

/// A run of rows of a league table.
#[derive(Debug, Clone, Default)]
pub struct LeagueBand {
    /// The first row, counted from 0.
    pub first: usize,
    /// The last row, included. A run of a single row is not drawn.
    pub last: usize,
    /// What pointing at the bracket shows.
    pub hover: String,
}

/// A unit in a league table.
#[derive(Debug, Clone, Default)]
pub struct LeagueRow {
    /// The unit's name.
    pub label: String,
    /// Its rank as printed, joint ranks as “1=” or “并列1”; empty for a unit that is not ranked.
    pub rank: String,
    /// Where the dot lies; absent draws no dot.
    pub value: Option<f64>,
    /// The interval of the value, drawn as a thin line with end ticks.
    pub interval: Option<(f64, f64)>,
    /// The value as printed, or why there is none.
    pub value_text: String,
    /// The category: colour and shape of the dot.
    pub series: usize,
    /// Whether the row is set off by bold type and a band.
    pub emphasis: bool,
    /// What pointing at the dot shows.
    pub hover: String,
}

impl LeagueChart {
    /// Draws the figure. It grows with the rows; without rows it is an empty frame.
    pub fn draw(&self) -> Chart {
        let mut canvas = Canvas::new(&self.caption.name, page::WIDTH);
        if self.rows.is_empty() {
            return page::empty(canvas, &self.caption);
        }
        let top = page::head(&mut canvas, &self.caption);
        let top = self.legend(&mut canvas, top);
        let runs = self.bands.iter().map(|band| (band.first, band.last));
        let bands = Bands::assign(runs, self.rows.len());
        let names = if bands.width > 60.0 { 220.0 } else { 250.0 };
        let mut table = Table::lay(self.lines(), names, 0.0, bands.width);
        let (left, width) = (table.frame.left, table.frame.width());
        let title = page::height_above(&self.axis.title, width, &SMALL);
        table.hang(top + title + 22.0);
        page::above(&mut canvas, left, top + title, &self.axis.title, width, &SMALL);
        self.plot(&mut canvas, &table);
        let start = (table.value_right, table.frame.top);
        let hover = |index: usize| self.bands.get(index).map_or("", |band| band.hover.as_str());
        bands.draw(&mut canvas, start, &table.rows, hover);
        let bottom = table.frame.bottom + if self.mean.is_some() { 20.0 } else { 2.0 };
        page::foot(canvas, &self.caption, bottom)
    }

    fn lines(&self) -> Vec<Line<'_>> {
        let lines = self.rows.iter().map(|row| Line {
            rank: &row.rank,
            label: &row.label,
            value: &row.value_text,
            there: row.value.is_some(),
            emphasis: row.emphasis,
        });
        lines.collect()
    }

    /// Names the series if there are several, and what line and bracket mean.
    fn legend(&self, canvas: &mut Canvas, top: f64) -> f64 {
        let several = self.series.len() > 1;
        let names = self.series.iter().enumerate().filter(|_| several);
        let names = names.map(|(index, name)| (Sample::Mark(index), name.as_str()));
        let line = if several { SOFT } else { line_colour(0) };
        let keys = [
            (Sample::Interval(line), self.interval_key.as_str()),
            (Sample::Bracket, self.band_key.as_str()),
        ];
        let keys = keys.into_iter().filter(|(_, name)| !name.trim().is_empty());
        let items: Vec<_> = names.chain(keys).collect();
        if items.is_empty() {
            return top;
        }
        legend(canvas, (MARGIN, top - 2.0), items.into_iter(), &SMALL.ink(INK)) + 6.0
    }

    fn plot(&self, canvas: &mut Canvas, table: &Table<'_>) {
        let ends = |row: &LeagueRow| {
            let interval = row.value.and(row.interval);
            [row.value, interval.map(|i| i.0), interval.map(|i| i.1)]
        };
        let mean = self.mean.as_ref().map(|mean| mean.0).filter(|mean| mean.is_finite());
        let values = self.rows.iter().flat_map(ends).chain([mean]).flatten();
        let scale = ValueScale::around(values, self.axis.limits, 6);
        let (first, last) = (0.0, table.rows.total);
        let lo = scale.range().start;
        let plot = Plot::new(canvas, table.frame, scale.range(), first..last);
        for index in 0..self.rows.len() {
            let middle = table.rows.at(index).0;
            plot.mark((lo, middle), |canvas, _, y| table.words(canvas, index, y));
        }
        for tick in scale.ticks() {
            plot.rule((*tick, first), (*tick, last), GRID, 1.0);
            plot.mark((*tick, first), |canvas, x, y| {
                canvas.text(x, y - 10.0, &scale.label(*tick), &SMALL.middle());
            });
        }
        if let (Some(mean), Some((_, name))) = (mean, &self.mean) {
            plot.mark((mean, last), |canvas, x, y| {
                mean_line(canvas, (x, table.frame.top), y, name)
            });
        }
        for (index, row) in self.rows.iter().enumerate() {
            dot(&plot, row, table.rows.at(index).0);
        }
    }
}

fn mean_line(canvas: &mut Canvas, (x, top): (f64, f64), bottom: f64, name: &str) {
    let stroke = Stroke::new(SOFT, 1.2).dashed("4 3");
    canvas.line((x, top), (x, bottom + 4.0), stroke);
    let half = SMALL.width(name) / 2.0;
    let centre = x.min(canvas.width() - MARGIN - half).max(MARGIN + half);
    canvas.text(centre, bottom + 12.0, name, &SMALL.middle());
}

/// The colour of a series' intervals: lighter than its dots, and still plain in grey print.
fn line_colour(index: usize) -> Colour {
    mix(series(index), WHITE, 0.3)
}

fn dot(plot: &Plot<'_>, row: &LeagueRow, at: f64) {
    let Some(value) = row.value.filter(|value| value.is_finite()) else {
        return;
    };
    let ends = row.interval.filter(|(lo, hi)| lo.is_finite() && hi.is_finite());
    let ends = ends.map(|(lo, hi)| (plot.pixel((lo, at)).0, plot.pixel((hi, at)).0));
    plot.mark((value, at), |canvas, x, y| {
        canvas.group(&row.hover, |canvas| {
            if let Some(ends) = ends {
                interval(canvas, ends, y, line_colour(row.series));
            }
            series_mark(canvas, x, y, if ends.is_some() { 4.8 } else { 5.4 }, row.series);
        });
    });
}
