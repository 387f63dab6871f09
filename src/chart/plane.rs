//! Two axes of values: grid, ticks, titles, and a reference line on each.

use super::canvas::{Canvas, Frame, Stroke};
use super::face::Weight;
use super::lettering::Labels;
use super::page::{MARGIN, SMALL, WIDTH, above, height_above};
use super::palette::{GRID, SOFT};
use super::value::ValueScale;

/// What a plane is to show around its points.
pub(super) struct Sides<'a> {
    pub(super) x_title: &'a str,
    pub(super) y_title: &'a str,
    pub(super) x: ValueScale,
    pub(super) y: ValueScale,
    /// A level reference line and its name, written at the right end.
    pub(super) across: Option<(f64, &'a str)>,
    /// An upright reference line and its name, written over it.
    pub(super) upright: Option<(f64, &'a str)>,
    /// The height of the plot in pixels.
    pub(super) height: f64,
}

/// A plane of two values with its place on paper.
pub(super) struct Plane {
    pub(super) frame: Frame,
    x: (f64, f64),
    y: (f64, f64),
    /// Where the words below the plane end.
    pub(super) bottom: f64,
}

impl Plane {
    /// Draws everything but points, curves and reference lines, from `top` down. `ground` is drawn first,
    /// under the grid.
    pub(super) fn draw(
        canvas: &mut Canvas,
        top: f64,
        sides: &Sides<'_>,
        ground: impl FnOnce(&mut Canvas, &Self),
    ) -> Self {
        let name = sides.across.map_or("", |line| line.1);
        let names = Labels::fit(std::iter::once((name, Weight::Regular)), SMALL.size, 92.0);
        let ticks = sides.y.ticks().iter().map(|tick| SMALL.width(&sides.y.label(*tick)));
        let left = MARGIN + ticks.fold(0.0, f64::max) + 10.0;
        let right = WIDTH - MARGIN - if names.width > 0.0 { names.width + 8.0 } else { 12.0 };
        let limit = WIDTH - 2.0 * MARGIN;
        let mut y = top + height_above(sides.y_title, limit, &SMALL);
        above(canvas, MARGIN, y, sides.y_title, limit, &SMALL);
        let over = sides.upright.map_or("", |line| line.1);
        let room = f64::min(right - left, 260.0);
        let over_height = height_above(over, room, &SMALL);
        y += over_height + 9.0;
        let frame = Frame::new(left, y, right, y + sides.height);
        let (x, y) = (sides.x.range(), sides.y.range());
        let mut plane = Self { frame, x: (x.start, x.end), y: (y.start, y.end), bottom: 0.0 };
        ground(canvas, &plane);
        plane.grid(canvas, sides);
        if let Some(line) = sides.across.filter(|line| line.0.is_finite()) {
            let height = names.height() / 2.0;
            let y = plane.at((0.0, line.0)).1.clamp(frame.top + height, frame.bottom - height);
            let mut style = SMALL;
            style.size = names.size;
            canvas.lines(right + 8.0, y, names.of(0), names.line_height, &style);
        }
        if let Some(line) = sides.upright.filter(|line| line.0.is_finite()) {
            let half = f64::min(SMALL.width(over), room) / 2.0;
            let x = plane.at((line.0, 0.0)).0.clamp(left + half, right - half);
            above(canvas, x, frame.top - 4.0, over, room, &SMALL.middle());
        }
        let title = frame.bottom + 21.0 + height_above(sides.x_title, right - left, &SMALL);
        let middle = f64::midpoint(left, right);
        above(canvas, middle, title, sides.x_title, right - left, &SMALL.middle());
        plane.bottom = title;
        plane
    }

    /// Where a point lies, in pixels. A point outside the axes lies outside the frame.
    pub(super) fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let share = |value: f64, (lo, hi): (f64, f64)| (value - lo) / (hi - lo);
        let frame = self.frame;
        (
            frame.left + share(x, self.x) * frame.width(),
            frame.bottom - share(y, self.y) * frame.height(),
        )
    }

    fn grid(&self, canvas: &mut Canvas, sides: &Sides<'_>) {
        let Frame { left, top, right, bottom } = self.frame;
        let thin = Stroke::new(GRID, 1.0);
        for tick in sides.y.ticks() {
            let y = self.at((0.0, *tick)).1;
            canvas.line((left, y), (right, y), thin);
            canvas.text(left - 8.0, y, &sides.y.label(*tick), &SMALL.end());
        }
        for tick in sides.x.ticks() {
            let x = self.at((*tick, 0.0)).0;
            canvas.line((x, top), (x, bottom), thin);
            canvas.text(x, bottom + 11.0, &sides.x.label(*tick), &SMALL.middle());
        }
        canvas.line((left, bottom), (right, bottom), Stroke::new(SOFT, 1.0));
    }
}
