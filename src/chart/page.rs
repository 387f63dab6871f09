//! What all figures share: heading, note, an empty frame, the sizes of type.

use super::canvas::{Canvas, Frame, Stroke, Type};
use super::face::Weight;
use super::lettering::{Labels, flow, wrap};
use super::palette::{BAND, GRID, SOFT};
use super::{Caption, Chart};

/// The width of a figure in pixels: 190 mm, the type area of an A4 page.
pub(super) const WIDTH: f64 = 760.0;
/// The white rim left and right.
pub(super) const MARGIN: f64 = 20.0;

const TITLE: Type = Type::new(19.0).bold();
const SUBTITLE: Type = Type::new(13.5).ink(SOFT);
const NOTE: Type = Type::new(11.0).ink(SOFT);

/// Names of units and indicators.
pub(super) const LABEL: Type = Type::new(12.5);
/// Values beside marks.
pub(super) const VALUE: Type = Type::new(12.0);
/// Ticks, headings of columns, axis titles.
pub(super) const SMALL: Type = Type::new(11.0).ink(SOFT);

/// Writes title and subtitle and returns where the figure may begin.
pub(super) fn head(canvas: &mut Canvas, caption: &Caption) -> f64 {
    let mut y = 16.0;
    y = paragraph(canvas, y, &caption.title, &TITLE, 1.3);
    if !caption.subtitle.trim().is_empty() {
        y = paragraph(canvas, y + 2.0, &caption.subtitle, &SUBTITLE, 1.35);
    }
    y + 10.0
}

/// Writes the note below `y` and closes the picture.
pub(super) fn foot(mut canvas: Canvas, caption: &Caption, y: f64) -> Chart {
    let mut y = y + 10.0;
    if !caption.note.trim().is_empty() {
        let rule = Stroke::new(GRID, 1.0);
        canvas.line((MARGIN, y), (canvas.width() - MARGIN, y), rule);
        y += 7.0;
        for line in caption.note.lines() {
            y = paragraph(&mut canvas, y, line, &NOTE, 1.45);
        }
    }
    canvas.finish(caption, y + 8.0)
}

/// A picture for data without a single row: heading, an empty frame, the note.
pub(super) fn empty(mut canvas: Canvas, caption: &Caption) -> Chart {
    let top = head(&mut canvas, caption);
    let (left, right) = (MARGIN, canvas.width() - MARGIN);
    canvas.rect(Frame::new(left, top, right, top + 120.0), BAND, 4.0);
    foot(canvas, caption, top + 120.0)
}

/// Heading lines above columns: `text` set in lines no wider than `limit`, the last line at `bottom`.
pub(super) fn above(
    canvas: &mut Canvas,
    x: f64,
    bottom: f64,
    text: &str,
    limit: f64,
    style: &Type,
) {
    let lines = wrap(text, style.size, style.weight, limit);
    let line_height = style.size * 1.2;
    let middle = bottom - line_height * lines.len() as f64 / 2.0;
    canvas.lines(x, middle, &lines, line_height, style);
}

/// The height that [`above`] needs.
pub(super) fn height_above(text: &str, limit: f64, style: &Type) -> f64 {
    style.size * 1.2 * wrap(text, style.size, style.weight, limit).len() as f64
}

/// Where the rows of a table lie: airy for a few, tight for many, taller where a label needs two lines.
pub(super) struct Rows {
    /// Upper edge and height of each row, in pixels from the top of the table.
    edges: Vec<(f64, f64)>,
    /// The height of the table.
    pub(super) total: f64,
}

impl Rows {
    pub(super) fn new(labels: &Labels) -> Self {
        let airy = row_height(labels.lines.len());
        let mut total = 0.0;
        let mut edges = Vec::with_capacity(labels.lines.len());
        for lines in &labels.lines {
            let height = f64::max(airy, labels.line_height * lines.len() as f64 + 5.0);
            edges.push((total, height));
            total += height;
        }
        Self { edges, total }
    }

    /// The middle and the height of a row.
    pub(super) fn at(&self, index: usize) -> (f64, f64) {
        let (top, height) = self.edges.get(index).copied().unwrap_or((self.total, 0.0));
        (top + height / 2.0, height)
    }
}

/// The height of a row with a label of one line.
pub(super) fn row_height(rows: usize) -> f64 {
    match rows {
        0..=10 => 30.0,
        11..=22 => 26.0,
        _ => 22.0,
    }
}

/// The weight of an emphasised or a plain label.
pub(super) fn weight(emphasis: bool) -> Weight {
    if emphasis { Weight::Bold } else { Weight::Regular }
}

fn paragraph(canvas: &mut Canvas, y: f64, text: &str, style: &Type, leading: f64) -> f64 {
    let limit = canvas.width() - 2.0 * MARGIN;
    let line_height = style.size * leading;
    let mut y = y;
    for line in flow(text, style.size, style.weight, limit) {
        canvas.text(MARGIN, y + line_height / 2.0, &line, style);
        y += line_height;
    }
    y
}
