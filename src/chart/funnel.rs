//! The funnel: scores against their precision, with limits that open where there are few ballots.

use super::canvas::{Canvas, Stroke};
use super::curve::smooth;
use super::marks::{Sample, legend, shape};
use super::page::{self, MARGIN, SMALL};
use super::palette::{Colour, INK, SOFT, WHITE, mix, series};
use super::plane::{Plane, Sides};
use super::tags::{self, Ground, Tag};
use super::value::{ValueScale, extent};
use super::{Axis, Caption, Chart};

/// Which units lie further from the mean than chance explains.
#[derive(Debug, Clone, Default)]
pub struct FunnelChart {
    /// The words around the figure.
    pub caption: Caption,
    /// The axis of precision, usually the effective number of ballots.
    pub precision: Axis,
    /// The axis of the scores.
    pub axis: Axis,
    /// The mean that the limits surround, and how it is to be called, with its value.
    pub mean: Option<(f64, String)>,
    /// The limits, drawn in the order given.
    pub limits: Vec<FunnelLimit>,
    /// One point per unit.
    pub points: Vec<FunnelPoint>,
    /// What the legend calls points inside all limits, outside the inner, and outside the outer limits;
    /// an empty one leaves its entry out.
    pub zones: [String; 3],
}

/// A pair of limits.
#[derive(Debug, Clone, Default)]
pub struct FunnelLimit {
    /// What the legend calls it; empty leaves it out.
    pub name: String,
    /// Whether it is the outer pair (usually 99.8 %), drawn thicker and darker than the inner (95 %).
    pub outer: bool,
    /// Whether it allows for over-dispersion; the line is dashed.
    pub dispersed: bool,
    /// Precision and score of points on the lower limit. A smooth curve is drawn through them and ends
    /// with them: let them reach a little beyond the units on both sides. Twenty are plenty.
    pub lower: Vec<(f64, f64)>,
    /// The same of the upper limit.
    pub upper: Vec<(f64, f64)>,
}

/// A unit in a funnel.
#[derive(Debug, Clone, Default)]
pub struct FunnelPoint {
    /// The unit's name; written if the unit lies outside the inner limits.
    pub label: String,
    /// Its precision; a point that is not finite is not drawn.
    pub precision: f64,
    /// Its score.
    pub score: f64,
    /// Where it lies, as the caller has tested: the picture decides nothing.
    pub zone: FunnelZone,
    /// What pointing at the point shows.
    pub hover: String,
}

/// Where a unit lies among the limits that count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FunnelZone {
    /// Inside all limits: what chance explains.
    #[default]
    Inside,
    /// Outside the inner limits.
    BeyondInner,
    /// Outside the outer limits.
    BeyondOuter,
}

const HEIGHT: f64 = 430.0;

impl FunnelZone {
    const ALL: [Self; 3] = [Self::Inside, Self::BeyondInner, Self::BeyondOuter];

    /// Shape, colour and radius of the mark.
    fn look(self) -> (usize, Colour, f64) {
        match self {
            Self::Inside => (0, mix(SOFT, WHITE, 0.35), 3.6),
            Self::BeyondInner => (0, series(0), 5.0),
            Self::BeyondOuter => (2, series(1), 5.2),
        }
    }
}

impl FunnelLimit {
    fn stroke(&self) -> Stroke {
        let dash = if self.dispersed { "6 4" } else { "" };
        let (colour, width) = if self.outer { (SOFT, 1.7) } else { (mix(SOFT, WHITE, 0.3), 1.0) };
        Stroke { colour, width, dash }
    }
}

impl FunnelChart {
    /// Draws the figure; without points it is an empty frame.
    pub fn draw(&self) -> Chart {
        let mut canvas = Canvas::new(&self.caption.name, page::WIDTH);
        if self.points.is_empty() {
            return page::empty(canvas, &self.caption);
        }
        let top = page::head(&mut canvas, &self.caption);
        let top = self.legend(&mut canvas, top);
        let mean = self.mean.as_ref().filter(|mean| mean.0.is_finite());
        let (x, y) = self.scales(mean.map(|mean| mean.0));
        let sides = Sides {
            x_title: &self.precision.title,
            y_title: &self.axis.title,
            x,
            y,
            across: mean.map(|(value, name)| (*value, name.as_str())),
            upright: None,
            height: HEIGHT,
        };
        let plane = Plane::draw(&mut canvas, top, &sides, |_, _| {});
        let mut ground = Ground { frame: Some(plane.frame), white: true, ..Ground::default() };
        if let Some((value, _)) = mean {
            let y = plane.at((0.0, *value)).1;
            let ends = ((plane.frame.left, y), (plane.frame.right, y));
            canvas.line(ends.0, ends.1, Stroke::new(INK, 1.2));
            ground.line(ends.0, ends.1, 4.0);
        }
        self.draw_limits(&mut canvas, &plane, &mut ground);
        let numbered = self.draw_names(&mut canvas, &plane, &mut ground);
        self.draw_points(&mut canvas, &plane);
        let bottom = tags::explain(&mut canvas, plane.bottom, &numbered);
        page::foot(canvas, &self.caption, bottom)
    }

    fn legend(&self, canvas: &mut Canvas, top: f64) -> f64 {
        let zones = FunnelZone::ALL.into_iter().zip(&self.zones).map(|(zone, name)| {
            let (index, colour, _) = zone.look();
            (Sample::Shape(index, colour), name.as_str())
        });
        let limits = self.limits.iter();
        let limits = limits.map(|limit| (Sample::Line(limit.stroke()), limit.name.as_str()));
        let items = zones.chain(limits).filter(|(_, name)| !name.trim().is_empty());
        let items: Vec<_> = items.collect();
        if items.is_empty() {
            return top;
        }
        legend(canvas, (MARGIN, top - 2.0), items.into_iter(), &SMALL.ink(INK)) + 6.0
    }

    fn present(&self) -> impl Iterator<Item = &FunnelPoint> {
        self.points.iter().filter(|point| point.precision.is_finite() && point.score.is_finite())
    }

    /// Axes that show every unit, and as much of the limits as does not press the units together.
    fn scales(&self, mean: Option<f64>) -> (ValueScale, ValueScale) {
        let across = || self.present().map(|point| point.precision);
        let x = ValueScale::around(across(), self.precision.limits, 8);
        let scores = self.present().map(|point| point.score).chain(mean);
        let Some((low, high)) = extent(scores) else {
            return (x, ValueScale::around(std::iter::empty(), self.axis.limits, 6));
        };
        let (from, to) = extent(across()).unwrap_or((0.0, 0.0));
        let (least, most) = self.axis.limits.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        let (least, most) = (least.min(low), most.max(high));
        let possible = |value: &f64| value.is_finite();
        let into = |value: f64, (from, to): (f64, f64)| value.max(from).min(to);
        let curves = || self.limits.iter().flat_map(|limit| [&limit.lower, &limit.upper]);
        // At the most precise unit every limit is to be seen.
        let narrow = curves().filter_map(|curve| {
            let known = curve.iter().filter(|point| point.0 <= to);
            Some(known.max_by(|a, b| a.0.total_cmp(&b.0))?.1)
        });
        let narrow = narrow.filter(possible).map(|value| into(value, (least, most)));
        let (low, high) = extent(narrow.chain([low, high])).unwrap_or((low, high));
        let room = (high - low) * 0.5;
        let wide = (f64::max(low - room, least), f64::min(high + room, most));
        let seen = curves().flatten().filter(|point| (from..=to).contains(&point.0));
        let seen = seen.map(|point| point.1).filter(possible).map(|value| into(value, wide));
        let y = ValueScale::around(seen.chain([low, high]), self.axis.limits, 9);
        (x, y)
    }

    fn draw_limits(&self, canvas: &mut Canvas, plane: &Plane, ground: &mut Ground) {
        for limit in &self.limits {
            for points in [&limit.lower, &limit.upper] {
                let points: Vec<(f64, f64)> = points.iter().map(|point| plane.at(*point)).collect();
                for run in smooth(&points, plane.frame) {
                    canvas.polyline(&run, limit.stroke());
                    ground.lines.extend(run);
                }
            }
        }
    }

    /// Names the units outside the limits, the most remarkable first.
    fn draw_names<'a>(
        &'a self,
        canvas: &mut Canvas,
        plane: &Plane,
        ground: &mut Ground,
    ) -> Vec<(usize, &'a str)> {
        let at = |point: &FunnelPoint| plane.at((point.precision, point.score));
        ground.dots.extend(self.present().map(|point| {
            let (x, y) = at(point);
            (x, y, point.zone.look().2)
        }));
        let mut outside: Vec<&FunnelPoint> =
            self.present().filter(|point| point.zone > FunnelZone::Inside).collect();
        outside.sort_by_key(|point| std::cmp::Reverse(point.zone));
        let tag = |point: &&'a FunnelPoint| Tag {
            at: at(point),
            radius: point.zone.look().2,
            name: point.label.as_str(),
            bold: point.zone == FunnelZone::BeyondOuter,
        };
        let tags: Vec<Tag<'a>> = outside.iter().map(tag).collect();
        tags::write(canvas, &tags, ground)
    }

    /// Draws the units, those outside the limits over the others.
    fn draw_points(&self, canvas: &mut Canvas, plane: &Plane) {
        for zone in FunnelZone::ALL {
            for point in self.present().filter(|point| point.zone == zone) {
                let (index, colour, radius) = zone.look();
                let (x, y) = plane.at((point.precision, point.score));
                canvas.group(&point.hover, |canvas| shape(canvas, x, y, radius, index, colour));
            }
        }
    }
}
