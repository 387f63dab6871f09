//! Marks of series: a colour and a shape together, and the legend that names them.

use super::canvas::{Canvas, Frame, Stroke, Type};
use super::palette::{self, Colour, WHITE};

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
        let width = SAMPLE + style.width(text);
        if x > left && x + width > right {
            (x, y) = (left, y + LINE);
        }
        draw_sample(canvas, x + 6.0, y, &sample);
        canvas.text(x + SAMPLE, y, text, style);
        x += width + 18.0;
    }
    y + LINE / 2.0
}

fn draw_sample(canvas: &mut Canvas, x: f64, y: f64, sample: &Sample) {
    match sample {
        Sample::Mark(index) => series_mark(canvas, x, y, 5.0, *index),
        Sample::Patch(paint) => {
            canvas.rect(Frame::new(x - 6.0, y - 6.0, x + 6.0, y + 6.0), paint, 2.0)
        }
        Sample::Tick(colour) => canvas.line((x, y - 6.5), (x, y + 6.5), Stroke::new(*colour, 2.2)),
    }
}

fn triangle(x: f64, y: f64, r: f64, up: f64) -> [(f64, f64); 3] {
    let (h, w) = (r * 1.2, r * 1.15);
    [(x, y + up * h), (x - w, y - up * h * 0.75), (x + w, y - up * h * 0.75)]
}
