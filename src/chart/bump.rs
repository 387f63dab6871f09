//! Ranks over the periods, first place on top, every unit named on both sides.

use super::canvas::{Canvas, Frame, Px, Stroke, Type};
use super::lettering::Labels;
use super::page::{self, MARGIN, SMALL};
use super::palette::{Colour, FAINT, GRID, INK, SOFT, WHITE, ink_on, mix, series, text_form};
use super::pen::Plot;
use super::periods::draw_periods;
use super::slots::Slots;
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
        let slots = Slots::assign(&self.ranks());
        let top = page::head(&mut canvas, &self.caption) + 2.0;
        let names =
            self.lines.iter().map(|line| (line.label.as_str(), page::weight(line.emphasis)));
        let size = if slots.most > 22 { 11.5 } else { 12.0 };
        let labels = Labels::fit(names, size, 180.0);
        let airy = page::row_height(slots.most).min(26.0);
        let row = f64::max(airy, labels.height() + 3.0);
        let dots = Dots::new(&self.lines, row);
        let side = labels.width + dots.reach + 8.0;
        let single = self.periods.len() < 2;
        let left = MARGIN + if single { 40.0 } else { side.max(40.0) };
        let lowest = slots.most.max(1) as f64 + 0.5;
        let bottom = top + row * (lowest - 0.5);
        let frame = Frame::new(left, top, page::WIDTH - MARGIN - side.max(40.0), bottom);
        let last = self.periods.len().saturating_sub(1) as f64;
        let across = if last > 0.0 { 0.0..last } else { 0.0..1.0 };
        let plot = Plot::new(&mut canvas, frame, across, 0.5..lowest);
        for index in 0..self.periods.len() {
            plot.rule((index as f64, 0.5), (index as f64, lowest), GRID, 1.0);
        }
        let lower = draw_periods(&plot, &self.periods, lowest, frame);
        self.draw_ties(&plot, &slots, dots);
        for emphasis in [false, true] {
            let lines = self.lines.iter().enumerate().filter(|(_, line)| line.emphasis == emphasis);
            for (index, line) in lines {
                let places = slots.of(index);
                draw_curves(&plot, line, places);
                dots.draw(&plot, line, places);
                self.draw_names(&plot, &labels, &slots, index, dots);
            }
        }
        page::foot(canvas, &self.caption, lower)
    }

    /// The ranks of each line, one per period.
    fn ranks(&self) -> Vec<Vec<Option<u32>>> {
        let rank = |line: &BumpLine, period: usize| Some(line.places.get(period)?.as_ref()?.rank);
        let own =
            |line: &BumpLine| (0..self.periods.len()).map(|period| rank(line, period)).collect();
        self.lines.iter().map(own).collect()
    }

    /// A capsule around the dots that share a rank.
    fn draw_ties(&self, plot: &Plot<'_>, slots: &Slots, dots: Dots) {
        let (half, round) = (dots.reach + 2.0, dots.radius + 2.0);
        for period in 0..self.periods.len() {
            for (first, last) in slots.ties(period) {
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
        labels: &Labels,
        slots: &Slots,
        index: usize,
        dots: Dots,
    ) {
        let Some(line) = self.lines.get(index) else {
            return;
        };
        let (places, lines) = (slots.of(index), labels.of(index));
        let ink = if line.emphasis { line_colour(line) } else { INK };
        let style = Type::new(labels.size).weight(page::weight(line.emphasis)).ink(ink);
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
        } else if let Some(below) = slots.aside(index) {
            let there = plot.pixel((last as f64, below));
            plot.mark((end as f64, slot), |canvas, x, y| {
                let stroke = Stroke::new(line_colour(line), 1.2).dashed("0.1 4");
                canvas.path(&curve((x + dots.reach + 9.0, y), there), stroke);
                let x = there.0 + shift;
                canvas.lines(x, there.1, lines, labels.line_height, &style);
            });
        }
    }
}

/// Dark enough for white figures in the dots.
fn line_colour(line: &BumpLine) -> Colour {
    if line.emphasis { text_form(series(line.series)) } else { FAINT }
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
        Self { radius, reach: reach.fold(radius, f64::max) }
    }

    fn half(place: &BumpPlace, radius: f64) -> f64 {
        f64::max(radius, Self::TEXT.bold().width(&place.text) / 2.0 + 3.0)
    }

    fn draw(self, plot: &Plot<'_>, line: &BumpLine, slots: &[Option<f64>]) {
        let fill = if line.emphasis { line_colour(line) } else { mix(FAINT, WHITE, 0.72) };
        let style = Self::TEXT.weight(page::weight(line.emphasis)).ink(ink_on(fill));
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
        let there = plot.pixel((period as f64 + 1.0, *to));
        plot.mark((period as f64, *from), |canvas, x, y| {
            canvas.path(&curve((x, y), there), stroke);
        });
    }
}

/// A path that is level at both ends.
fn curve((x, y): (f64, f64), (x1, y1): (f64, f64)) -> String {
    let (a, b, c, d) = (Px(x), Px(y), Px((x + x1) / 2.0), Px(y1));
    format!("M{a} {b}C{c} {b} {c} {d} {} {d}", Px(x1))
}

/// A small arrow where a unit joins after the first period or leaves before the last.
fn draw_breaks(plot: &Plot<'_>, slots: &[Option<f64>], radius: f64) {
    let last = slots.len().saturating_sub(1);
    let begin = slots.iter().position(Option::is_some).filter(|begin| *begin > 0);
    let end = slots.iter().rposition(Option::is_some).filter(|end| *end < last);
    for (period, side) in [(begin, -1.0), (end, 1.0)] {
        let Some((period, Some(slot))) = period.and_then(|p| Some((p, *slots.get(p)?))) else {
            continue;
        };
        plot.mark((period as f64, slot), |canvas: &mut Canvas, x, y| {
            let from = x + side * (radius + 2.0);
            canvas.line((from, y), (from + side * 7.0, y), Stroke::new(SMALL.ink, 1.4));
            let stop = from + side * 7.0;
            canvas.line((stop, y - 3.5), (stop, y + 3.5), Stroke::new(SOFT, 1.4));
        });
    }
}
