//! Marks of series: a colour and a shape together, and the legend that names them.

use super::bands::bracket;
use super::canvas::{Canvas, Frame, Stroke, Type};
use super::lettering::wrap;
use super::palette::{self, Colour, INK, SOFT, WHITE};

/// Draws the mark of a series. Five shapes and eight colours make forty pairs.
pub(super) fn series_mark(canvas: &mut Canvas, x: f64, y: f64, radius: f64, index: usize) {
    shape(canvas, x, y, radius, index, palette::series(index));
}

/// Draws a series' shape in a colour of the caller's choice, with a white rim.
pub(super) fn shape(canvas: &mut Canvas, x: f64, y: f64, r: f64, index: usize, fill: Colour) {
    let rim = Some(Stroke::new(WHITE, 1.0));
    match index % 5 {
        0 => canvas.circle(x, y, r, fill, rim),
        1 => {
            let h = r * 0.9;
            canvas.polygon(
                &[(x - h, y - h), (x + h, y - h), (x + h, y + h), (x - h, y + h)],
                fill,
                rim,
            );
        }
        2 => {
            let h = r * 1.25;
            canvas.polygon(&[(x, y - h), (x + h, y), (x, y + h), (x - h, y)], fill, rim);
        }
        3 => canvas.polygon(&triangle(x, y, r, -1.0), fill, rim),
        _ => canvas.polygon(&triangle(x, y, r, 1.0), fill, rim),
    }
}

/// The sample before a legend's word.
pub(super) enum Sample {
    /// The mark of a series.
    Mark(usize),
    /// A filled patch; the text is an SVG paint.
    Patch(String),
    /// A short upright tick.
    Tick(Colour),
    /// A mark of that shape and colour.
    Shape(usize, Colour),
    /// A level line.
    Line(Stroke),
    /// A level line with end ticks.
    Interval(Colour),
    /// A bracket that joins rows.
    Bracket,
    /// A level bar, and whether it has a dashed rim.
    Bar(Colour, bool),
    /// Two dots of equal rank in neighbouring rows.
    Joined(Colour),
    /// A number that stands in the figure for the words.
    Number(String),
}

/// An interval: a thin line with a tick at each end.
pub(super) fn interval(canvas: &mut Canvas, (lo, hi): (f64, f64), y: f64, colour: Colour) {
    let stroke = Stroke::new(colour, 1.6);
    canvas.line((lo, y), (hi, y), stroke);
    for end in [lo, hi] {
        canvas.line((end, y - 3.4), (end, y + 3.4), stroke);
    }
}

/// A level bar with round corners; a dashed rim says that its ends are not certain.
pub(super) fn bar(canvas: &mut Canvas, frame: Frame, fill: Colour, dashed: bool) {
    canvas.rect(frame, fill, 2.5);
    if dashed {
        let Frame { left, top, right, bottom } = frame;
        let rim = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        canvas.polyline(&rim, Stroke::new(SOFT, 1.1).dashed("2.4 2.6"));
    }
}

/// Writes a legend from `left` on, in as many lines as it needs, and returns where it ends.
pub(super) fn legend<'a>(
    canvas: &mut Canvas,
    (left, top): (f64, f64),
    items: impl Iterator<Item = (Sample, &'a str)>,
    style: &Type,
) -> f64 {
    const SAMPLE: f64 = 18.0;
    const LINE: f64 = 19.0;
    let right = canvas.width() - super::page::MARGIN;
    let (mut x, mut y) = (left, top + LINE / 2.0);
    for (sample, text) in items {
        let gutter = SAMPLE + if sample.is_wide() { 12.0 } else { 0.0 };
        let lines = wrap(text, style.size, style.weight, right - left - gutter);
        let width = lines
            .iter()
            .map(|line| style.width(line))
            .fold(gutter, |widest, line| f64::max(widest, gutter + line));
        if x > left && x + width > right {
            (x, y) = (left, y + LINE);
        }
        draw_sample(canvas, x + gutter / 2.0 - 3.0, y, &sample);
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                y += style.size * 1.35;
            }
            canvas.text(x + gutter, y, line, style);
        }
        x += width + 18.0;
    }
    y + LINE / 2.0
}

impl Sample {
    /// Whether it needs more room than a dot.
    fn is_wide(&self) -> bool {
        matches!(self, Self::Line(_) | Self::Interval(_) | Self::Bar(..))
    }
}

fn draw_sample(canvas: &mut Canvas, x: f64, y: f64, sample: &Sample) {
    match sample {
        Sample::Mark(index) => series_mark(canvas, x, y, 5.0, *index),
        Sample::Patch(paint) => {
            canvas.rect(Frame::new(x - 6.0, y - 6.0, x + 6.0, y + 6.0), paint, 2.0)
        }
        Sample::Tick(colour) => canvas.line((x, y - 6.5), (x, y + 6.5), Stroke::new(*colour, 2.2)),
        Sample::Shape(index, colour) => shape(canvas, x, y, 4.8, *index, *colour),
        Sample::Line(stroke) => canvas.line((x - 12.0, y), (x + 12.0, y), *stroke),
        Sample::Interval(colour) => interval(canvas, (x - 10.0, x + 10.0), y, *colour),
        Sample::Bracket => bracket(canvas, (x + 3.0, y - 7.0), y + 7.0, 4.5),
        Sample::Bar(fill, dashed) => {
            bar(canvas, Frame::new(x - 12.0, y - 5.0, x + 12.0, y + 5.0), *fill, *dashed);
        }
        Sample::Joined(colour) => {
            canvas.line((x, y - 5.0), (x, y + 5.0), Stroke::new(*colour, 1.6));
            for end in [y - 5.4, y + 5.4] {
                canvas.circle(x, end, 2.6, *colour, None);
            }
        }
        Sample::Number(number) => {
            canvas.text(x, y, number, &Type::new(11.0).bold().ink(INK).middle());
        }
    }
}

fn triangle(x: f64, y: f64, r: f64, up: f64) -> [(f64, f64); 3] {
    let (h, w) = (r * 1.2, r * 1.15);
    [(x, y + up * h), (x - w, y - up * h * 0.75), (x + w, y - up * h * 0.75)]
}
