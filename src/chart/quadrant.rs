//! Importance and performance: what weighs much and scores low is to be improved first.

use super::canvas::{Canvas, Frame, Stroke, Type};
use super::lettering::wrap;
use super::marks::shape;
use super::page;
use super::palette::{BAND, Colour, FAINT, SOFT, series};
use super::plane::{Plane, Sides};
use super::tags::{self, Ground, Tag};
use super::value::{ValueScale, extent};
use super::{Axis, Caption, Chart};

/// Indicators by importance (to the right) and score (upwards).
///
/// Martilla and James (1977), Importance-Performance Analysis, Journal of Marketing 41. The quadrant of
/// great importance and low score is tinted.
#[derive(Debug, Clone, Default)]
pub struct QuadrantChart {
    /// The words around the figure.
    pub caption: Caption,
    /// The axis of importance, for example a weight 0..1 or a correlation −1..1.
    pub importance: Axis,
    /// The axis of the scores.
    pub axis: Axis,
    /// Where great importance begins, and how the upright line is to be called, with its value.
    pub importance_line: Option<(f64, String)>,
    /// Where a high score begins, and how the level line is to be called, with its value.
    pub score_line: Option<(f64, String)>,
    /// The names of the quadrants; drawn if both lines are there.
    pub names: QuadrantNames,
    /// One point per indicator.
    pub points: Vec<QuadrantPoint>,
}

/// The names of the four quadrants; an empty one is not written.
#[derive(Debug, Clone, Default)]
pub struct QuadrantNames {
    /// Important, high score: keep it up (优势保持区).
    pub keep: String,
    /// Important, low score: improve first (重点改进区).
    pub improve: String,
    /// Less important, high score: perhaps more than is asked for (过度供给区).
    pub ample: String,
    /// Less important, low score: improve later (次要改进区).
    pub later: String,
}

/// An indicator among the quadrants.
#[derive(Debug, Clone, Default)]
pub struct QuadrantPoint {
    /// The indicator's name.
    pub label: String,
    /// Its importance; a point that is not finite is not drawn.
    pub importance: f64,
    /// The interval of its importance, drawn as a thin line.
    pub importance_interval: Option<(f64, f64)>,
    /// Its score.
    pub score: f64,
    /// The interval of its score, drawn as a thin line.
    pub score_interval: Option<(f64, f64)>,
    /// Whether it is set off by bold type and another mark.
    pub emphasis: bool,
    /// What pointing at the point shows.
    pub hover: String,
}

const HEIGHT: f64 = 440.0;
const NAME: Type = Type::new(12.5).bold().ink(SOFT);
/// The tint of what is to be improved first.
const URGENT: Colour = Colour(0xfc, 0xf0, 0xe4);
const RADIUS: f64 = 5.2;

impl QuadrantChart {
    /// Draws the figure; without points it is an empty frame.
    pub fn draw(&self) -> Chart {
        let mut canvas = Canvas::new(&self.caption.name, page::WIDTH);
        if self.points.is_empty() {
            return page::empty(canvas, &self.caption);
        }
        let top = page::head(&mut canvas, &self.caption);
        let line =
            |line: &'_ Option<(f64, String)>| line.clone().filter(|(value, _)| value.is_finite());
        let (upright, across) = (line(&self.importance_line), line(&self.score_line));
        let split = upright.as_ref().zip(across.as_ref()).map(|(x, y)| (x.0, y.0));
        let part = |point: &QuadrantPoint, x: bool| {
            let (value, interval) = if x {
                (point.importance, point.importance_interval)
            } else {
                (point.score, point.score_interval)
            };
            let (lo, hi) = ends(interval).unwrap_or((value, value));
            [value, lo, hi]
        };
        let values = |x: bool| self.present().flat_map(move |point| part(point, x));
        let sides = Sides {
            x_title: &self.importance.title,
            y_title: &self.axis.title,
            x: scale(values(true), upright.as_ref().map(|l| l.0), &self.importance),
            y: scale(values(false), across.as_ref().map(|l| l.0), &self.axis),
            across: across.as_ref().map(|(value, name)| (*value, name.as_str())),
            upright: upright.as_ref().map(|(value, name)| (*value, name.as_str())),
            height: HEIGHT,
        };
        let plane = Plane::draw(&mut canvas, top, &sides, |canvas, plane| {
            if let Some(split) = split {
                tint(canvas, plane, plane.at(split));
            }
        });
        let mut ground = Ground { frame: Some(plane.frame), ..Ground::default() };
        let value = |line: Option<(f64, &str)>| line.map(|line| line.0);
        draw_lines(&mut canvas, &plane, value(sides.upright), value(sides.across), &mut ground);
        if let Some(split) = split {
            self.draw_quadrants(&mut canvas, plane.frame, plane.at(split), &mut ground);
        }
        self.draw_intervals(&mut canvas, &plane, &mut ground);
        let numbered = self.draw_names(&mut canvas, &plane, &mut ground);
        self.draw_points(&mut canvas, &plane);
        let bottom = tags::explain(&mut canvas, plane.bottom, &numbered);
        page::foot(canvas, &self.caption, bottom)
    }

    fn present(&self) -> impl Iterator<Item = &QuadrantPoint> {
        self.points.iter().filter(|point| point.importance.is_finite() && point.score.is_finite())
    }

    /// Writes the name of each quadrant into its outer corner.
    fn draw_quadrants(
        &self,
        canvas: &mut Canvas,
        frame: Frame,
        (x, y): (f64, f64),
        ground: &mut Ground,
    ) {
        let names = &self.names;
        let corners = [
            (&names.ample, false, true),
            (&names.keep, true, true),
            (&names.later, false, false),
            (&names.improve, true, false),
        ];
        for (name, right, upper) in corners {
            let room = if right { frame.right - x } else { x - frame.left } - 18.0;
            let lines = wrap(name, NAME.size, NAME.weight, room);
            let height = NAME.size * 1.25 * lines.len() as f64;
            let edge = if upper { frame.top + 7.0 } else { frame.bottom - 7.0 - height };
            if lines.is_empty()
                || height > if upper { y - frame.top } else { frame.bottom - y } - 9.0
            {
                continue;
            }
            let style = if right { NAME.end() } else { NAME };
            let at = if right { frame.right - 9.0 } else { frame.left + 9.0 };
            canvas.lines(at, edge + height / 2.0, &lines, NAME.size * 1.25, &style);
            let width = lines.iter().map(|line| NAME.width(line)).fold(0.0, f64::max);
            let left = if right { at - width } else { at };
            ground.words.push(Frame::new(
                left - 4.0,
                edge - 2.0,
                left + width + 4.0,
                edge + height + 2.0,
            ));
        }
    }

    fn draw_intervals(&self, canvas: &mut Canvas, plane: &Plane, ground: &mut Ground) {
        for point in self.present() {
            let (x, y) = (point.importance, point.score);
            let level = ends(point.importance_interval).map(|(lo, hi)| ((lo, y), (hi, y)));
            let upright = ends(point.score_interval).map(|(lo, hi)| ((x, lo), (x, hi)));
            for (from, to) in [level, upright].into_iter().flatten() {
                let (from, to) = (plane.at(from), plane.at(to));
                canvas.line(from, to, Stroke::new(FAINT, 1.2));
                ground.line(from, to, 4.0);
            }
        }
    }

    fn draw_names<'a>(
        &'a self,
        canvas: &mut Canvas,
        plane: &Plane,
        ground: &mut Ground,
    ) -> Vec<(usize, &'a str)> {
        let at = |point: &QuadrantPoint| plane.at((point.importance, point.score));
        ground.dots.extend(self.present().map(|point| {
            let (x, y) = at(point);
            (x, y, RADIUS)
        }));
        let tag = |point: &'a QuadrantPoint| Tag {
            at: at(point),
            radius: RADIUS,
            name: point.label.as_str(),
            bold: point.emphasis,
        };
        let first = self.present().filter(|point| point.emphasis);
        let others = self.present().filter(|point| !point.emphasis);
        let tags: Vec<Tag<'a>> = first.chain(others).map(tag).collect();
        tags::write(canvas, &tags, ground)
    }

    fn draw_points(&self, canvas: &mut Canvas, plane: &Plane) {
        for point in self.present() {
            let (x, y) = plane.at((point.importance, point.score));
            let (index, colour) = if point.emphasis { (2, series(1)) } else { (0, series(0)) };
            canvas.group(&point.hover, |canvas| shape(canvas, x, y, RADIUS, index, colour));
        }
    }
}

/// The ends of an interval, if both are numbers.
fn ends(interval: Option<(f64, f64)>) -> Option<(f64, f64)> {
    interval.filter(|(lo, hi)| lo.is_finite() && hi.is_finite())
}

/// A scale that shows all values and leaves every quadrant room for its name.
fn scale(values: impl Iterator<Item = f64>, split: Option<f64>, axis: &Axis) -> ValueScale {
    let range = extent(values.chain(split));
    let room = range.zip(split).map(|((lo, hi), split)| {
        let span = (hi - lo).max(split.abs() * 1e-6);
        [split - 0.3 * span, split + 0.3 * span, lo - 0.06 * span, hi + 0.06 * span]
    });
    let whole = range.map(|(lo, hi)| [lo, hi]);
    let shown = whole.into_iter().flatten().chain(room.into_iter().flatten());
    ValueScale::around(shown, axis.limits, 6)
}

/// Sets off what is to be improved first, and faintly what is to be kept.
fn tint(canvas: &mut Canvas, plane: &Plane, (x, y): (f64, f64)) {
    let Frame { top, right, bottom, .. } = plane.frame;
    canvas.rect(Frame::new(x, y, right, bottom), URGENT, 0.0);
    canvas.rect(Frame::new(x, top, right, y), BAND, 0.0);
}

fn draw_lines(
    canvas: &mut Canvas,
    plane: &Plane,
    upright: Option<f64>,
    across: Option<f64>,
    ground: &mut Ground,
) {
    let Frame { left, top, right, bottom } = plane.frame;
    let upright = upright.map(|line| plane.at((line, 0.0)).0).map(|x| ((x, top), (x, bottom)));
    let across = across.map(|line| plane.at((0.0, line)).1).map(|y| ((left, y), (right, y)));
    for (from, to) in [upright, across].into_iter().flatten() {
        canvas.line(from, to, Stroke::new(SOFT, 1.2).dashed("4 3"));
        ground.line(from, to, 1.0);
    }
}
