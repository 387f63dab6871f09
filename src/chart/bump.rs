//! Ranks over the periods, first place on top, every unit named on both sides.

use super::canvas::{Canvas, Frame, Px, Stroke, Type};
use super::lettering::{Labels, wrap};
use super::page::{self, MARGIN, SMALL};
use super::palette::{
    Colour, FAINT, GRID, INK, SOFT, WHITE, ink_on, mix, series, text_form,
};
use super::pen::Plot;
use super::trend::draw_periods;
use super::{Caption, Chart};

/// How ranks change from period to period.
#[derive(Debug, Clone, Default)]
pub struct BumpChart {
    /// The words around the figure.
    pub caption: Caption,
    /// The periods from left to right.
    pub periods: Vec<String>,
    /// One line per unit.
    pub lines: Vec<BumpLine>,
}

/// A unit's ranks.
#[derive(Debug, Clone, Default)]
pub struct BumpLine {
    /// The unit's name.
    pub label: String,
    /// One place per period; absent where the unit was not ranked.
    pub places: Vec<Option<BumpPlace>>,
    /// The colour of an emphasised line.
    pub series: usize,
    /// Whether the line is coloured and thick.
    pub emphasis: bool,
}

/// A rank in one period.
#[derive(Debug, Clone, Default)]
pub struct BumpPlace {
    /// The rank; units with equal ranks are drawn side by side in one capsule.
    pub rank: u32,
    /// The rank as printed in the dot.
    pub text: String,
    /// What pointing at the dot shows.
    pub hover: String,
}

impl BumpChart {
    /// Draws the figure. It grows with the number of units in the fullest period; without periods or
    /// lines it is an empty frame.
    pub fn draw(&self) -> Chart {
        let mut canvas = Canvas::new(&self.caption.name, page::WIDTH);
        if self.periods.is_empty() || self.lines.is_empty() {
            return page::empty(canvas, &self.caption);
        }
        let slots = Slots::assign(&self.lines, self.periods.len());
        let top = page::head(&mut canvas, &self.caption) + 2.0;
        let names = self
            .lines
            .iter()
            .map(|line| (line.label.as_str(), page::weight(line.emphasis)));
        let size = if slots.most > 22 { 11.5 } else { 12.0 };
        let labels = Labels::fit(names, size, 180.0);
        let airy = page::row_height(slots.most).min(26.0);
        let row = f64::max(airy, labels.height() + 3.0);
        let dots = Dots::new(&self.lines, row);
        let side = labels.width + dots.reach + 8.0;
        let left = MARGIN
            + if self.periods.len() > 1 {
                side
            } else {
                dots.reach + 4.0
            };
        let bottom = top + row * slots.most.max(1) as f64;
        let frame = Frame::new(left, top, page::WIDTH - MARGIN - side, bottom);
        let last = self.periods.len().saturating_sub(1) as f64;
        let across = if last > 0.0 { 0.0..last } else { 0.0..1.0 };
        let plot = Plot::new(
            &mut canvas,
            frame,
            across,
            0.5..slots.most.max(1) as f64 + 0.5,
        );
        let lowest = slots.most.max(1) as f64 + 0.5;
        for index in 0..self.periods.len() {
            plot.rule((index as f64, 0.5), (index as f64, lowest), GRID, 1.0);
        }
        let lower = draw_periods(&plot, &self.periods, lowest, frame);
        self.draw_ties(&plot, &slots, dots);
        for emphasis in [false, true] {
            let lines = self
                .lines
                .iter()
                .enumerate()
                .filter(|(_, line)| line.emphasis == emphasis);
            for (index, line) in lines {
                let places = slots.of(index);
                draw_curves(&plot, line, places);
                dots.draw(&plot, line, places);
                self.draw_names(&plot, (line, places), &labels, labels.of(index), dots);
            }
        }
        page::foot(canvas, &self.caption, lower)
    }

    /// A capsule around the dots that share a rank.
    fn draw_ties(&self, plot: &Plot<'_>, slots: &Slots, dots: Dots) {
        let (half, round) = (dots.reach + 2.0, dots.radius + 2.0);
        for period in 0..self.periods.len() {
            for (first, last) in slots.ties(&self.lines, period) {
                let lower = plot.pixel((period as f64, last)).1;
                plot.mark((period as f64, first), |canvas, x, y| {
                    let frame = Frame::new(x - half, y - round, x + half, lower + round);
                    canvas.rect(frame, mix(FAINT, WHITE, 0.45), round);
                });
            }
        }
    }

    fn draw_names(
        &self,
        plot: &Plot<'_>,
        (line, places): (&BumpLine, &[Option<f64>]),
        labels: &Labels,
        lines: &[String],
        dots: Dots,
    ) {
        let ink = if line.emphasis {
            line_colour(line)
        } else {
            INK
        };
        let style = Type::new(labels.size)
            .weight(page::weight(line.emphasis))
            .ink(ink);
        let last = self.periods.len().saturating_sub(1);
        let shift = dots.reach + 6.0;
        if let (Some(Some(slot)), true) = (places.first(), last > 0) {
            plot.mark((0.0, *slot), |canvas, x, y| {
                canvas.lines(x - shift, y, lines, labels.line_height, &style.end());
            });
        }
        let end = places.iter().rposition(Option::is_some);
        let Some((end, Some(slot))) = end.and_then(|end| Some((end, *places.get(end)?))) else {
            return;
        };
        if end == last {
            plot.mark((end as f64, slot), |canvas, x, y| {
                canvas.lines(x + shift, y, lines, labels.line_height, &style);
            });
        } else if places.first().is_none_or(Option::is_none) {
            name_between(plot, (end as f64, slot), &line.label, style, dots);
        }
    }
}

/// Names a unit that neither began nor ended with the others, in the gap after its last dot.
fn name_between(plot: &Plot<'_>, at: (f64, f64), label: &str, style: Type, dots: Dots) {
    let (here, next) = (plot.pixel(at).0, plot.pixel((at.0 + 1.0, at.1)).0);
    let mut style = style.halo();
    style.size = 9.5;
    let from = dots.reach + 12.0;
    let lines = wrap(
        label,
        style.size,
        style.weight,
        (next - here - from - dots.reach - 4.0).max(30.0),
    );
    plot.mark(at, |canvas, x, y| {
        canvas.lines(x + from, y, &lines, 10.5, &style)
    });
}

/// Where each line stands in each period: 1, 2, 3 … without gaps or collisions.
struct Slots {
    lines: Vec<Vec<Option<f64>>>,
    most: usize,
}

impl Slots {
    /// Orders the units of a period by rank; those of equal rank keep the order of the period before.
    fn assign(lines: &[BumpLine], periods: usize) -> Self {
        let mut slots: Vec<Vec<Option<f64>>> = vec![Vec::with_capacity(periods); lines.len()];
        let mut most = 0;
        for period in 0..periods {
            let before = |index: usize| {
                let slot = slots
                    .get(index)
                    .and_then(|own: &Vec<Option<f64>>| own.last().copied());
                slot.flatten().unwrap_or(f64::INFINITY)
            };
            let rank = |index: usize| Some(lines.get(index)?.places.get(period)?.as_ref()?.rank);
            let mut present: Vec<(u32, usize)> = (0..lines.len())
                .filter_map(|index| Some((rank(index)?, index)))
                .collect();
            present.sort_by(|a, b| {
                a.0.cmp(&b.0)
                    .then(before(a.1).total_cmp(&before(b.1)))
                    .then(a.1.cmp(&b.1))
            });
            most = most.max(present.len());
            for own in &mut slots {
                own.push(None);
            }
            for (place, (_, index)) in present.iter().enumerate() {
                if let Some(last) = slots.get_mut(*index).and_then(|own| own.last_mut()) {
                    *last = Some(place as f64 + 1.0);
                }
            }
        }
        Self { lines: slots, most }
    }

    fn of(&self, index: usize) -> &[Option<f64>] {
        self.lines.get(index).map_or(&[], Vec::as_slice)
    }

    /// First and last slot of every group of equal ranks in a period.
    fn ties(&self, lines: &[BumpLine], period: usize) -> Vec<(f64, f64)> {
        let mut placed: Vec<(f64, u32)> = lines
            .iter()
            .enumerate()
            .filter_map(|(index, line)| {
                let slot = (*self.of(index).get(period)?)?;
                Some((slot, line.places.get(period)?.as_ref()?.rank))
            })
            .collect();
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        let groups = placed
            .chunk_by(|a, b| a.1 == b.1)
            .filter(|group| group.len() > 1);
        groups
            .filter_map(|group| Some((group.first()?.0, group.last()?.0)))
            .collect()
    }
}

/// Dark enough for white figures in the dots.
fn line_colour(line: &BumpLine) -> Colour {
    if line.emphasis {
        text_form(series(line.series))
    } else {
        FAINT
    }
}

/// The dots of a figure: a circle for a short rank, a pill for one as long as “并列12”.
#[derive(Debug, Clone, Copy)]
struct Dots {
    radius: f64,
    /// Half the width of the widest dot; names and capsules keep clear of it.
    reach: f64,
}

impl Dots {
    const TEXT: Type = Type::new(10.5).middle();

    fn new(lines: &[BumpLine], row: f64) -> Self {
        let radius = f64::min(row * 0.42, 9.5);
        let places = lines.iter().flat_map(|line| line.places.iter().flatten());
        let reach = places.map(|place| Self::half(place, radius));
        Self {
            radius,
            reach: reach.fold(radius, f64::max),
        }
    }

    fn half(place: &BumpPlace, radius: f64) -> f64 {
        f64::max(radius, Self::TEXT.bold().width(&place.text) / 2.0 + 3.0)
    }

    fn draw(self, plot: &Plot<'_>, line: &BumpLine, slots: &[Option<f64>]) {
        let fill = if line.emphasis {
            line_colour(line)
        } else {
            mix(FAINT, WHITE, 0.72)
        };
        let style = Self::TEXT
            .weight(page::weight(line.emphasis))
            .ink(ink_on(fill));
        for (period, (slot, place)) in slots.iter().zip(&line.places).enumerate() {
            let (Some(slot), Some(place)) = (slot, place) else {
                continue;
            };
            let (half, radius) = (Self::half(place, self.radius), self.radius);
            plot.mark((period as f64, *slot), |canvas, x, y| {
                canvas.group(&place.hover, |canvas| {
                    let rim = if line.emphasis { WHITE } else { FAINT };
                    for (grown, paint) in [(1.0, rim), (0.0, fill)] {
                        let (w, h) = (half + grown, radius + grown);
                        let frame = Frame::new(x - w, y - h, x + w, y + h);
                        canvas.rect(frame, paint, h);
                    }
                    canvas.text(x, y, &place.text, &style);
                });
            });
        }
        draw_breaks(plot, slots, self.reach);
    }
}

/// Curves that leave and reach every dot level, so that crossings can be followed by eye.
fn draw_curves(plot: &Plot<'_>, line: &BumpLine, places: &[Option<f64>]) {
    let stroke = Stroke::new(line_colour(line), if line.emphasis { 3.0 } else { 1.2 });
    for (period, pair) in places.windows(2).enumerate() {
        let [Some(from), Some(to)] = pair else {
            continue;
        };
        let (x1, y1) = plot.pixel((period as f64 + 1.0, *to));
        plot.mark((period as f64, *from), |canvas, x, y| {
            let middle = (x + x1) / 2.0;
            let (a, b, c, d) = (Px(x), Px(y), Px(middle), Px(y1));
            canvas.path(&format!("M{a} {b}C{c} {b} {c} {d} {} {d}", Px(x1)), stroke);
        });
    }
}

/// A small arrow where a unit joins after the first period or leaves before the last.
fn draw_breaks(plot: &Plot<'_>, slots: &[Option<f64>], radius: f64) {
    let last = slots.len().saturating_sub(1);
    let begin = slots
        .iter()
        .position(Option::is_some)
        .filter(|begin| *begin > 0);
    let end = slots
        .iter()
        .rposition(Option::is_some)
        .filter(|end| *end < last);
    for (period, side) in [(begin, -1.0), (end, 1.0)] {
        let Some((period, Some(slot))) = period.and_then(|p| Some((p, *slots.get(p)?))) else {
            continue;
        };
        plot.mark((period as f64, slot), |canvas: &mut Canvas, x, y| {
            let from = x + side * (radius + 2.0);
            canvas.line(
                (from, y),
                (from + side * 7.0, y),
                Stroke::new(SMALL.ink, 1.4),
            );
            let stop = from + side * 7.0;
            canvas.line((stop, y - 3.5), (stop, y + 3.5), Stroke::new(SOFT, 1.4));
        });
    }
}
