//! The league table as dots: rank, name, a dot on a common axis, the value.

use super::canvas::{Canvas, Frame, Stroke};
use super::lettering::Labels;
use super::marks::{Sample, legend, series_mark};
use super::page::{self, LABEL, MARGIN, Rows, SMALL, VALUE};
use super::palette::{BAND, GRID, INK, SOFT, WHITE, mix, series};
use super::pen::Plot;
use super::value::ValueScale;
use super::{Axis, Caption, Chart};

/// A league table; rows are drawn from top to bottom in the order given.
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
    /// The interval of the value, drawn as a thin line.
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
        let mut top = page::head(&mut canvas, &self.caption);
        if self.series.len() > 1 {
            let names = self.series.iter().enumerate();
            let items = names.map(|(index, name)| (Sample::Mark(index), name.as_str()));
            top = legend(&mut canvas, (MARGIN, top - 2.0), items, &SMALL.ink(INK)) + 6.0;
        }
        let labels = Labels::fit(
            self.rows.iter().map(|row| (row.label.as_str(), page::weight(row.emphasis))),
            LABEL.size,
            250.0,
        );
        let layout = self.layout(&labels, top);
        let frame = layout.frame;
        page::above(
            &mut canvas,
            frame.left,
            top + layout.title,
            &self.axis.title,
            frame.width(),
            &SMALL,
        );
        self.plot(&mut canvas, &labels, &layout);
        let bottom = frame.bottom + if self.mean.is_some() { 20.0 } else { 2.0 };
        page::foot(canvas, &self.caption, bottom)
    }

    fn layout(&self, labels: &Labels, top: f64) -> Layout {
        let widest = |texts: &mut dyn Iterator<Item = &str>| {
            texts.map(|text| VALUE.bold().width(text)).fold(0.0, f64::max)
        };
        let rank_right = MARGIN + 6.0 + widest(&mut self.rows.iter().map(|row| row.rank.as_str()));
        let label_left = rank_right + 10.0;
        let values = widest(&mut self.rows.iter().map(|row| row.value_text.as_str()));
        let left = label_left + labels.width + 18.0;
        let right = page::WIDTH - MARGIN - values - 18.0;
        let right = right.max(left + 120.0);
        let title = page::height_above(&self.axis.title, right - left, &SMALL);
        let frame_top = top + title + 22.0;
        let rows = Rows::new(labels);
        let bottom = frame_top + rows.total;
        Layout {
            frame: Frame::new(left, frame_top, right, bottom),
            rank_right,
            label_left,
            rows,
            title,
        }
    }

    fn plot(&self, canvas: &mut Canvas, labels: &Labels, layout: &Layout) {
        let ends = |row: &LeagueRow| {
            let interval = row.value.and(row.interval);
            [row.value, interval.map(|i| i.0), interval.map(|i| i.1)]
        };
        let mean = self.mean.as_ref().map(|mean| mean.0).filter(|mean| mean.is_finite());
        let values = self.rows.iter().flat_map(ends).chain([mean]).flatten();
        let scale = ValueScale::around(values, self.axis.limits, 6);
        let (first, last) = (0.0, layout.rows.total);
        let lo = scale.range().start;
        let plot = Plot::new(canvas, layout.frame, scale.range(), first..last);
        for (index, row) in self.rows.iter().enumerate() {
            let (middle, height) = layout.rows.at(index);
            plot.mark((lo, middle), |canvas, _, y| {
                let lines = labels.of(index);
                words(canvas, row, lines, labels, layout, (y, height));
            });
        }
        for tick in scale.ticks() {
            plot.rule((*tick, first), (*tick, last), GRID, 1.0);
            plot.mark((*tick, first), |canvas, x, y| {
                canvas.text(x, y - 10.0, &scale.label(*tick), &SMALL.middle());
            });
        }
        if let (Some(mean), Some((_, name))) = (mean, &self.mean) {
            plot.mark((mean, last), |canvas, x, y| mean_line(canvas, x, y, name, layout));
        }
        for (index, row) in self.rows.iter().enumerate() {
            dot(&plot, row, layout.rows.at(index).0);
        }
    }
}

struct Layout {
    frame: Frame,
    rank_right: f64,
    label_left: f64,
    rows: Rows,
    title: f64,
}

/// Everything in a row but its dot.
fn words(
    canvas: &mut Canvas,
    row: &LeagueRow,
    lines: &[String],
    labels: &Labels,
    layout: &Layout,
    (y, height): (f64, f64),
) {
    let right = canvas.width() - MARGIN;
    if row.emphasis {
        let half = height / 2.0;
        canvas.rect(Frame::new(MARGIN, y - half, right, y + half), BAND, 3.0);
    }
    let weight = page::weight(row.emphasis);
    let thin = Stroke::new(GRID, 1.0).dashed("0.1 4");
    canvas.line((layout.frame.left, y), (layout.frame.right, y), thin);
    canvas.text(layout.rank_right, y, &row.rank, &VALUE.ink(SOFT).weight(weight).end());
    let mut label = LABEL.weight(weight);
    label.size = labels.size;
    canvas.lines(layout.label_left, y, lines, labels.line_height, &label);
    let ink = if row.value.is_some() { INK } else { SOFT };
    canvas.text(right - 6.0, y, &row.value_text, &VALUE.ink(ink).weight(weight).end());
}

fn mean_line(canvas: &mut Canvas, x: f64, bottom: f64, name: &str, layout: &Layout) {
    let stroke = Stroke::new(SOFT, 1.2).dashed("4 3");
    canvas.line((x, layout.frame.top), (x, bottom + 4.0), stroke);
    let half = SMALL.width(name) / 2.0;
    let centre = x.min(canvas.width() - MARGIN - half).max(MARGIN + half);
    canvas.text(centre, bottom + 12.0, name, &SMALL.middle());
}

fn dot(plot: &Plot<'_>, row: &LeagueRow, at: f64) {
    let Some(value) = row.value.filter(|value| value.is_finite()) else {
        return;
    };
    let ends = row.interval.filter(|(lo, hi)| lo.is_finite() && hi.is_finite());
    let ends = ends.map(|(lo, hi)| (plot.pixel((lo, at)).0, plot.pixel((hi, at)).0));
    plot.mark((value, at), |canvas, x, y| {
        canvas.group(&row.hover, |canvas| {
            if let Some((lo, hi)) = ends {
                let colour = mix(series(row.series), WHITE, 0.45);
                canvas.line((lo, y), (hi, y), Stroke::new(colour, 2.0));
            }
            series_mark(canvas, x, y, 5.4, row.series);
        });
    });
}
