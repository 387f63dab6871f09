//! Ranks over the periods, first place on top, every unit named on both sides.

use super::canvas::{Canvas, Frame, Px, Stroke, Type};
use super::face::Weight;
use super::lettering::Labels;
use super::page::{self, MARGIN, SMALL};
use super::palette::{
    Colour, FAINT, GRID, INK, SOFT, WHITE, contrast, ink_on, mix, series, text_form,
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
        let labels = Labels::fit(names, 12.0, 176.0);
        let row = page::row_height(slots.most, labels.height())
            .min(f64::max(26.0, labels.height() + 4.0));
        let side = labels.width + 18.0;
        let left = MARGIN + if self.periods.len() > 1 { side } else { 16.0 };
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
        self.draw_ties(&plot, &slots, row);
        for emphasis in [false, true] {
            let lines = self
                .lines
                .iter()
                .enumerate()
                .filter(|(_, line)| line.emphasis == emphasis);
            for (index, line) in lines {
                let places = slots.of(index);
                draw_curves(&plot, line, places);
                draw_dots(&plot, line, places, row);
                self.draw_names(&plot, line, places, &labels, index);
            }
        }
        page::foot(canvas, &self.caption, lower)
    }

    /// A capsule around the dots that share a rank.
    fn draw_ties(&self, plot: &Plot<'_>, slots: &Slots, row: f64) {
        let half = f64::min(row * 0.5, 11.0);
        for period in 0..self.periods.len() {
            for (first, last) in slots.ties(&self.lines, period) {
                let lower = plot.pixel((period as f64, last)).1;
                plot.mark((period as f64, first), |canvas, x, y| {
                    let frame = Frame::new(x - half, y - half, x + half, lower + half);
                    canvas.rect(frame, mix(FAINT, WHITE, 0.45), half);
                });
            }
        }
    }

    fn draw_names(
        &self,
        plot: &Plot<'_>,
        line: &BumpLine,
        places: &[Option<f64>],
        labels: &Labels,
        index: usize,
    ) {
        let ink = if line.emphasis {
            text_form(series(line.series))
        } else {
            INK
        };
        let style = Type::new(labels.size)
            .weight(page::weight(line.emphasis))
            .ink(ink);
        let lines = labels.of(index);
        let last = self.periods.len().saturating_sub(1);
        let write = |period: usize, slot: f64, shift: f64, style: Type| {
            plot.mark((period as f64, slot), |canvas, x, y| {
                canvas.lines(x + shift, y, lines, labels.line_height, &style);
            });
        };
        if let (Some(Some(slot)), true) = (places.first(), last > 0) {
            write(0, *slot, -15.0, style.end());
        }
        let end = places.iter().rposition(Option::is_some);
        if let Some((end, Some(slot))) = end.and_then(|end| Some((end, *places.get(end)?))) {
            if end == last {
                write(end, slot, 15.0, style);
            } else if places.first().is_none_or(Option::is_none) {
                write(end, slot, 15.0, style.halo());
            }
        }
    }
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

fn line_colour(line: &BumpLine) -> Colour {
    if line.emphasis {
        series(line.series)
    } else {
        FAINT
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

fn draw_dots(plot: &Plot<'_>, line: &BumpLine, slots: &[Option<f64>], row: f64) {
    let radius = f64::min(row * 0.42, 9.5);
    for (period, (slot, place)) in slots.iter().zip(&line.places).enumerate() {
        let (Some(slot), Some(place)) = (slot, place) else {
            continue;
        };
        let fill = if line.emphasis {
            series(line.series)
        } else {
            mix(FAINT, WHITE, 0.72)
        };
        let widest = Type::new(1.0)
            .weight(Weight::Bold)
            .width(&place.text)
            .max(0.1);
        let size = f64::min(10.5, (radius * 2.0 - 3.0) / widest);
        let style = Type::new(size).weight(page::weight(line.emphasis)).middle();
        let ink = if contrast(WHITE, fill) >= 3.8 && line.emphasis {
            WHITE
        } else {
            ink_on(fill)
        };
        plot.mark((period as f64, *slot), |canvas, x, y| {
            canvas.group(&place.hover, |canvas| {
                let rim = if line.emphasis { WHITE } else { FAINT };
                canvas.circle(x, y, radius, fill, Some(Stroke::new(rim, 1.0)));
                canvas.text(x, y, &place.text, &style.ink(ink));
            });
        });
    }
    draw_breaks(plot, slots, radius);
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
