//! The door to plotters: a drawing backend that writes to our canvas in tenths of a pixel, and a
//! plot whose elements carry hover titles.

use std::convert::Infallible;
use std::ops::Range;

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{
    Cartesian2d, DrawingArea, IntoDrawingArea, LineSeries, PathElement, RGBColor,
};
use plotters::style::ShapeStyle;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use plotters::element::{Drawable, PointCollection};

use super::canvas::{Canvas, Frame, Stroke, Type};
use super::face::{self, Weight};
use super::palette::Colour;

/// Backend units in a pixel: plotters' coordinates are whole numbers, and a pixel is too coarse.
const FINE: f64 = 10.0;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A rectangle of the canvas with plotters' coordinates in it.
pub(super) struct Plot<'c> {
    area: DrawingArea<Pen<'c>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
}

impl<'c> Plot<'c> {
    /// `x` runs from left to right and `y` from the top of `frame` down to its bottom; give `y` from
    /// high to low for an axis that grows upwards.
    pub(super) fn new(canvas: &'c mut Canvas, frame: Frame, x: Range<f64>, y: Range<f64>) -> Self {
        let size = (canvas.width(), frame.bottom);
        let root: DrawingArea<Pen<'c>, Shift> = Pen { canvas, size }.into_drawing_area();
        let across = fine(frame.left)..fine(frame.right);
        let down = fine(frame.top)..fine(frame.bottom);
        let area = root.apply_coord_spec(Cartesian2d::new(x, y, (across, down)));
        Self { area }
    }

    /// A line through `points`, as a plotters series.
    pub(super) fn series(&self, points: &[(f64, f64)], colour: Colour, width: f64) {
        let series = LineSeries::new(points.iter().copied(), shape(colour, width));
        for element in series {
            self.element(&element);
        }
    }

    /// A straight line between two points.
    pub(super) fn rule(&self, from: (f64, f64), to: (f64, f64), colour: Colour, width: f64) {
        self.element(&PathElement::new(vec![from, to], shape(colour, width)));
    }

    /// Draws freely at the pixel where the point `at` lies.
    pub(super) fn mark(&self, at: (f64, f64), draw: impl Fn(&mut Canvas, f64, f64)) {
        self.element(&Mark { at, draw });
    }

    /// Where a point lies, in pixels.
    pub(super) fn pixel(&self, at: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.area.map_coordinate(&at);
        (coarse(x), coarse(y))
    }

    fn element<E>(&self, element: &E)
    where
        for<'a> &'a E: PointCollection<'a, (f64, f64)>,
        E: Drawable<Pen<'c>>,
    {
        // The pen cannot fail and is never borrowed twice, so there is no error to hand on.
        let drawn = self.area.draw(element);
        debug_assert!(drawn.is_ok());
    }
}

/// Writes what plotters draws to a canvas.
struct Pen<'c> {
    canvas: &'c mut Canvas,
    size: (f64, f64),
}

struct Mark<F> {
    at: (f64, f64),
    draw: F,
}

impl<'a, F> PointCollection<'a, (f64, f64)> for &'a Mark<F> {
    type Point = &'a (f64, f64);
    type IntoIter = std::iter::Once<&'a (f64, f64)>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(&self.at)
    }
}

impl<F: Fn(&mut Canvas, f64, f64)> Drawable<Pen<'_>> for Mark<F> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut at: I,
        pen: &mut Pen<'_>,
        _: (u32, u32),
    ) -> Drawn {
        if let Some((x, y)) = at.next() {
            (self.draw)(pen.canvas, coarse(x), coarse(y));
        }
        Ok(())
    }
}

impl DrawingBackend for Pen<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let side = |pixels: f64| u32::try_from(fine(pixels)).unwrap_or(0);
        (side(self.size.0), side(self.size.1))
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        let (left, top) = (coarse(x), coarse(y));
        self.canvas.rect(Frame::new(left, top, left + 0.1, top + 0.1), colour_of(colour), 0.0);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S) -> Drawn {
        self.canvas.line((coarse(a.0), coarse(a.1)), (coarse(b.0), coarse(b.1)), stroke(style));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let frame = Frame::new(coarse(a.0), coarse(a.1), coarse(b.0), coarse(b.1));
        if fill {
            self.canvas.rect(frame, colour_of(style.color()), 0.0);
        } else {
            let Frame { left, top, right, bottom } = frame;
            let rim = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
            self.canvas.polyline(&rim, stroke(style));
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.canvas.polyline(&pixels(path), stroke(style));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let inside = if fill { colour_of(style.color()) } else { super::palette::WHITE };
        let rim = (!fill).then(|| stroke(style));
        self.canvas.circle(coarse(x), coarse(y), f64::from(radius) / FINE, inside, rim);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.canvas.polygon(&pixels(corners), colour_of(style.color()), None);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let face = type_of(style);
        let half = face.size / 2.0;
        let y = match style.anchor().v_pos {
            VPos::Top => coarse(at.1) + half,
            VPos::Center => coarse(at.1),
            VPos::Bottom => coarse(at.1) - half,
        };
        self.canvas.text(coarse(at.0), y, text, &face);
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let Type { size, weight, .. } = type_of(style);
        let side = |pixels: f64| u32::try_from(fine(pixels)).unwrap_or(0);
        Ok((side(face::width(text, size, weight)), side(size)))
    }
}

fn type_of<T: BackendTextStyle>(style: &T) -> Type {
    let bold = matches!(style.style(), FontStyle::Bold);
    let weight = if bold { Weight::Bold } else { Weight::Regular };
    let base = Type::new(style.size() / FINE).weight(weight).ink(colour_of(style.color()));
    match style.anchor().h_pos {
        HPos::Left => base,
        HPos::Center => base.middle(),
        HPos::Right => base.end(),
    }
}

fn shape(colour: Colour, width: f64) -> ShapeStyle {
    let Colour(r, g, b) = colour;
    let stroke_width = u32::try_from(fine(width)).unwrap_or(1);
    ShapeStyle { color: RGBColor(r, g, b).into(), filled: false, stroke_width }
}

fn stroke<S: BackendStyle>(style: &S) -> Stroke {
    Stroke::new(colour_of(style.color()), f64::from(style.stroke_width()) / FINE)
}

fn colour_of(colour: BackendColor) -> Colour {
    let (r, g, b) = colour.rgb;
    Colour(r, g, b)
}

fn pixels(path: impl IntoIterator<Item = BackendCoord>) -> Vec<(f64, f64)> {
    path.into_iter().map(|(x, y)| (coarse(x), coarse(y))).collect()
}

fn coarse(units: i32) -> f64 {
    f64::from(units) / FINE
}

#[expect(clippy::cast_possible_truncation, reason = "the length is clamped to what i32 holds")]
fn fine(pixels: f64) -> i32 {
    (pixels * FINE + 0.5).floor().clamp(-1e9, 1e9) as i32
}
