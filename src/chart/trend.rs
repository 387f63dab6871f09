//! Lines over the periods, named at their ends.

use super::canvas::{Canvas, Frame, Stroke, Type};
use super::face::Weight;
use super::lettering::{Labels, spread};
use super::marks::shape;
use super::page::{self, MARGIN, SMALL};
use super::palette::{Colour, FAINT, GRID, series, text_form};
use super::pen::Plot;
use super::periods::draw_periods;
use super::value::ValueScale;
use super::{Axis, Caption, Chart};

/// Values of units over the periods.
#[derive(Debug, Clone, Default)]
pub struct TrendChart {
    /// The words around the figure.
    pub caption: Caption,
    /// The axis of the values.
    pub axis: Axis,
    /// The periods from left to right, evenly spaced.
    pub periods: Vec<String>,
    /// The lines; emphasised ones lie above the others. More than about eight of these are hard to read.
    pub lines: Vec<TrendLine>,
    /// How high the plot is at least, in pixels; 0 as 340, which suits many lines.
    pub height: f64,
}

/// A line over the periods.
#[derive(Debug, Clone, Default)]
pub struct TrendLine {
    /// The name written at the line's end.
    pub label: String,
    /// One point per period; the line is broken where a period is absent.
    pub points: Vec<Option<TrendPoint>>,
    /// Colour and shape of an emphasised line.
    pub series: usize,
    /// Whether the line is coloured and named; else it is thin and grey.
    pub emphasis: bool,
}

/// A point of a line.
#[derive(Debug, Clone, Default)]
pub struct TrendPoint {
    /// The value.
    pub value: f64,
    /// The value as printed after the name at the line's end.
    pub text: String,
    /// What pointing at the point shows.
    pub hover: String,
}

/// The height of a plot of many lines.
const USUAL_HEIGHT: f64 = 340.0;

impl TrendChart {
    /// Draws the figure; without periods or lines it is an empty frame.
    pub fn draw(&self) -> Chart {
        let mut canvas = Canvas::new(&self.caption.name, page::WIDTH);
        if self.periods.is_empty() || self.lines.is_empty() {
            return page::empty(canvas, &self.caption);
        }
        let mut top = page::head(&mut canvas, &self.caption);
        let title = page::height_above(&self.axis.title, page::WIDTH - 2.0 * MARGIN, &SMALL);
        top += title;
        page::above(&mut canvas, MARGIN, top, &self.axis.title, page::WIDTH - 2.0 * MARGIN, &SMALL);
        let present =
            self.lines.iter().flat_map(|line| line.points.iter().take(self.periods.len()));
        let values = present.flatten().map(|point| point.value);
        let scale = ValueScale::around(values, self.axis.limits, 6);
        let ends = self.ends();
        let room = ends.height() + 8.0;
        let ticks = scale.ticks().iter().map(|tick| SMALL.width(&scale.label(*tick)));
        let left = MARGIN + ticks.fold(0.0, f64::max) + 10.0;
        let right = page::WIDTH - MARGIN - if ends.width > 0.0 { ends.width + 30.0 } else { 16.0 };
        let least = if self.height > 0.0 { self.height } else { USUAL_HEIGHT };
        let frame = Frame::new(left, top + 12.0, right, top + 12.0 + f64::max(least, room));
        let bottom = self.plot(&mut canvas, frame, &scale, &ends);
        page::foot(canvas, &self.caption, bottom)
    }

    /// The names at the ends of the emphasised lines that have a point, with the last value.
    fn ends(&self) -> Ends {
        let mut lines = Vec::new();
        let mut texts = Vec::new();
        for (index, line) in self.lines.iter().enumerate().filter(|(_, line)| line.emphasis) {
            if let Some((period, point)) = self.present(line).last() {
                lines.push((index, (period as f64, point.value)));
                texts.push(format!("{} {}", line.label, point.text));
            }
        }
        let labels = Labels::fit(texts.iter().map(|t| (t.as_str(), Weight::Bold)), 12.0, 190.0);
        Ends { width: labels.width, labels, lines }
    }

    fn present<'a>(&self, line: &'a TrendLine) -> impl Iterator<Item = (usize, &'a TrendPoint)> {
        let points = line.points.iter().take(self.periods.len()).enumerate();
        points.filter_map(|(i, p)| Some((i, p.as_ref().filter(|p| p.value.is_finite())?)))
    }

    fn plot(&self, canvas: &mut Canvas, frame: Frame, scale: &ValueScale, ends: &Ends) -> f64 {
        let last = self.periods.len().saturating_sub(1) as f64;
        let side = if last > 0.0 { last * 0.03 } else { 0.5 };
        let values = scale.range();
        let (lo, hi) = (values.start, values.end);
        let plot = Plot::new(canvas, frame, -side..last + side, hi..lo);
        for tick in scale.ticks() {
            plot.rule((-side, *tick), (last + side, *tick), GRID, 1.0);
            plot.mark((-side, *tick), |canvas, x, y| {
                canvas.text(x - 8.0, y, &scale.label(*tick), &SMALL.end());
            });
        }
        let bottom = draw_periods(&plot, &self.periods, lo, frame);
        for line in self.lines.iter().filter(|line| !line.emphasis) {
            self.draw_line(&plot, line, FAINT, 1.0);
        }
        for line in self.lines.iter().filter(|line| line.emphasis) {
            self.draw_line(&plot, line, series(line.series), 2.4);
        }
        self.draw_ends(&plot, ends, frame);
        bottom
    }

    fn draw_line(&self, plot: &Plot<'_>, line: &TrendLine, colour: Colour, width: f64) {
        for run in self.runs(line) {
            let points: Vec<(f64, f64)> = run.iter().map(|(i, p)| (*i as f64, p.value)).collect();
            if points.len() > 1 {
                plot.series(&points, colour, width);
            }
            let alone = points.len() == 1;
            for ((_, point), at) in run.iter().zip(&points) {
                let radius = if line.emphasis {
                    4.2
                } else if alone {
                    2.4
                } else {
                    1.7
                };
                plot.mark(*at, |canvas, x, y| {
                    canvas.group(&point.hover, |canvas| {
                        if line.emphasis {
                            shape(canvas, x, y, radius, line.series, colour);
                        } else {
                            canvas.circle(x, y, radius, colour, None);
                        }
                    });
                });
            }
        }
    }

    /// Stretches without an absent period.
    fn runs<'a>(&self, line: &'a TrendLine) -> Vec<Vec<(usize, &'a TrendPoint)>> {
        let mut runs: Vec<Vec<(usize, &TrendPoint)>> = Vec::new();
        for (index, point) in self.present(line) {
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|(before, _)| before + 1 == index) => {
                    run.push((index, point));
                }
                _ => runs.push(vec![(index, point)]),
            }
        }
        runs
    }

    fn draw_ends(&self, plot: &Plot<'_>, ends: &Ends, frame: Frame) {
        let points: Vec<(f64, f64)> = ends.lines.iter().map(|(_, at)| plot.pixel(*at)).collect();
        let wanted: Vec<f64> = points.iter().map(|(_, y)| *y).collect();
        let count = |index: usize| ends.labels.of(index).len() as f64;
        let heights: Vec<f64> =
            (0..points.len()).map(|i| count(i) * ends.labels.line_height + 3.0).collect();
        let centres = spread(&wanted, &heights, frame.top - 6.0, frame.bottom + 6.0);
        let text_left = frame.right + 26.0;
        for (place, ((index, at), (x, y))) in ends.lines.iter().zip(&points).enumerate() {
            let Some(line) = self.lines.get(*index) else {
                continue;
            };
            let centre = centres.get(place).copied().unwrap_or(*y);
            let colour = series(line.series);
            let style = Type::new(ends.labels.size).bold().ink(text_form(colour));
            plot.mark(*at, |canvas, _, _| {
                let leader = [(x + 6.0, *y), (frame.right + 8.0, *y), (text_left - 4.0, centre)];
                canvas.polyline(&leader, Stroke::new(colour, 0.8).dashed("1 2.5"));
                let lines = ends.labels.of(place);
                canvas.lines(text_left, centre, lines, ends.labels.line_height, &style);
            });
        }
    }
}

/// Names at line ends: which line, where its last point lies, and the words.
struct Ends {
    labels: Labels,
    lines: Vec<(usize, (f64, f64))>,
    width: f64,
}

impl Ends {
    fn height(&self) -> f64 {
        let lines: usize = self.labels.lines.iter().map(Vec::len).sum();
        lines as f64 * self.labels.line_height + 3.0 * self.lines.len() as f64
    }
}
