//! Names beside points: each as near as the other names, the points and the lines allow.
//!
//! Every name tries places around its point, near ones first, and takes the cheapest; then each is asked
//! again, now that it knows where the others stand. A name without room becomes a number, which needs
//! little, and the numbers are explained below the figure.

use super::canvas::{Canvas, Frame, Stroke, Type};
use super::lettering::wrap;
use super::marks::{Sample, legend};
use super::page::{self, SMALL};
use super::palette::{FAINT, INK, WHITE, mix};

/// A point that is to be named.
pub(super) struct Tag<'a> {
    pub(super) at: (f64, f64),
    /// The radius of its mark.
    pub(super) radius: f64,
    pub(super) name: &'a str,
    pub(super) bold: bool,
}

/// What names keep clear of.
#[derive(Default)]
pub(super) struct Ground {
    /// The room for names.
    pub(super) frame: Option<Frame>,
    /// Middle and radius of every mark; no name lies on one.
    pub(super) dots: Vec<(f64, f64, f64)>,
    /// Other words; no name lies on them.
    pub(super) words: Vec<Frame>,
    /// Points every few pixels along lines; names avoid them where they can.
    pub(super) lines: Vec<(f64, f64)>,
    /// Whether the ground is white, so that lines can be broken behind a name that lies on them.
    pub(super) white: bool,
}

impl Ground {
    /// Adds a straight line; the smaller the `step` between its points, the more names avoid it.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), step: f64) {
        self.lines.extend(along(from, to, step));
    }
}

const TYPE: Type = Type::new(11.0);
/// The widest line of a name, in pixels.
const LIMIT: f64 = 150.0;
/// How far from its point a name may stand, in the order in which it is tried.
const GAPS: [f64; 9] = [2.5, 6.0, 11.0, 18.0, 26.0, 36.0, 48.0, 62.0, 78.0];
/// From this gap on a thin line leads from the point to its name.
const LEADER: f64 = 8.0;

/// Writes the names of `tags`, the first of them with the first choice, and returns those that stand as a
/// number only, with that number. Where hundreds of marks leave no room even for a number, nothing is
/// written, and pointing at the mark must do.
#[must_use = "the numbers are to be explained"]
pub(super) fn write<'a>(
    canvas: &mut Canvas,
    tags: &[Tag<'a>],
    ground: &mut Ground,
) -> Vec<(usize, &'a str)> {
    let style = |tag: &Tag<'_>| TYPE.weight(page::weight(tag.bold)).ink(INK);
    let words = |tag: &Tag<'_>| {
        let lines = wrap(tag.name, TYPE.size, style(tag).weight, LIMIT);
        Words::new(tag, lines, style(tag))
    };
    let names: Vec<Words> = tags.iter().map(words).collect();
    let spots = settle(&names, ground);
    let mut placed: Vec<(&Words, Spot)> = Vec::new();
    let mut numbered = Vec::new();
    for ((name, spot), tag) in names.iter().zip(spots).zip(tags) {
        match spot {
            Some(spot) => placed.push((name, spot)),
            None if name.lines.is_empty() => {}
            None => numbered.push((numbered.len() + 1, tag)),
        }
    }
    ground.words.extend(placed.iter().map(|(_, spot)| spot.frame));
    let number = |(number, tag): &(usize, &Tag<'a>)| {
        Words::new(tag, vec![number.to_string()], SMALL.bold().ink(INK))
    };
    let wished: Vec<Words> = numbered.iter().map(number).collect();
    let spots = settle(&wished, ground);
    let mut numbers = Vec::new();
    let mut explained = Vec::new();
    for ((mut words, spot), (_, tag)) in wished.into_iter().zip(spots).zip(numbered) {
        if let Some(spot) = spot {
            // Counted anew, so that no number is missing; it only grows shorter by that.
            let number = explained.len() + 1;
            words.lines = vec![number.to_string()];
            numbers.push((words, spot));
            explained.push((number, tag.name));
        }
    }
    placed.extend(numbers.iter().map(|(words, spot)| (words, *spot)));
    draw(canvas, &placed, ground.white);
    explained
}

/// Explains below the figure the names that stand as a number, and returns where it ends.
pub(super) fn explain(canvas: &mut Canvas, top: f64, numbered: &[(usize, &str)]) -> f64 {
    if numbered.is_empty() {
        return top;
    }
    let items = numbered.iter().map(|(number, name)| (Sample::Number(number.to_string()), *name));
    legend(canvas, (page::MARGIN, top + 4.0), items, &SMALL.ink(INK))
}

fn draw(canvas: &mut Canvas, placed: &[(&Words, Spot)], masked: bool) {
    // Lines end where a name begins, so that it can be read; dots are drawn later and stay whole.
    for (words, spot) in placed.iter().filter(|_| masked) {
        for (index, line) in words.lines.iter().enumerate() {
            let (left, top) = (spot.frame.left + 0.5, spot.frame.top + 1.5 + LINE * index as f64);
            let right = spot.frame.left + words.style.width(line) + 2.0 * PAD - 0.5;
            canvas.rect(Frame::new(left, top, right, top + LINE - 1.0), WHITE, 2.0);
        }
    }
    for (_, spot) in placed {
        if let Some((from, to)) = spot.leader {
            canvas.line(from, to, Stroke::new(mix(FAINT, INK, 0.25), 0.8));
        }
    }
    for (words, spot) in placed {
        let Frame { left, top, bottom, .. } = spot.frame;
        let middle = f64::midpoint(top, bottom);
        canvas.lines(left + PAD, middle, &words.lines, LINE, &words.style);
    }
}

const LINE: f64 = 12.6;
const PAD: f64 = 2.0;

struct Words {
    at: (f64, f64),
    radius: f64,
    lines: Vec<String>,
    size: (f64, f64),
    style: Type,
}

impl Words {
    fn new(tag: &Tag<'_>, lines: Vec<String>, style: Type) -> Self {
        let widest = lines.iter().map(|line| style.width(line)).fold(0.0, f64::max);
        let size = (widest + 2.0 * PAD, LINE * lines.len() as f64 + 2.0);
        Self { at: tag.at, radius: tag.radius, lines, size, style }
    }

    /// The box at `gap` pixels from the mark in the direction (`dx`, `dy`).
    fn spot(&self, gap: f64, (dx, dy): (f64, f64)) -> Spot {
        let reach = self.radius + gap;
        // A box beside the mark is centred on it in height, a box above or below in width.
        let lean = |d: f64| (d * 1.5).clamp(-1.0, 1.0);
        let (w, h) = self.size;
        let x = self.at.0 + dx * reach + lean(dx) * w / 2.0;
        let y = self.at.1 + dy * reach + lean(dy) * h / 2.0;
        let frame = Frame::new(x - w / 2.0, y - h / 2.0, x + w / 2.0, y + h / 2.0);
        let near = nearest(frame, self.at);
        let (ex, ey) = (near.0 - self.at.0, near.1 - self.at.1);
        let far = ex.hypot(ey).max(1e-6);
        let start = (self.at.0 + ex / far * self.radius, self.at.1 + ey / far * self.radius);
        Spot { frame, leader: (gap >= LEADER && far > self.radius).then_some((start, near)) }
    }
}

/// Where a name stands, and the line that leads to it.
#[derive(Clone, Copy)]
struct Spot {
    frame: Frame,
    leader: Option<((f64, f64), (f64, f64))>,
}

/// A place for each of `names`, absent where there is no room.
fn settle(names: &[Words], ground: &Ground) -> Vec<Option<Spot>> {
    let mut spots: Vec<Option<Spot>> = vec![None; names.len()];
    for _ in 0..3 {
        for (index, words) in names.iter().enumerate() {
            let spot = best(words, index, &spots, ground);
            if let Some(own) = spots.get_mut(index) {
                *own = spot;
            }
        }
    }
    spots
}

fn best(words: &Words, own: usize, spots: &[Option<Spot>], ground: &Ground) -> Option<Spot> {
    if words.lines.is_empty() || !(words.at.0.is_finite() && words.at.1.is_finite()) {
        return None;
    }
    let mut best: Option<(f64, Spot)> = None;
    for gap in GAPS {
        if best.is_some_and(|(cost, _)| cost <= gap) {
            break;
        }
        for (order, direction) in DIRECTIONS.iter().enumerate() {
            let spot = words.spot(gap, *direction);
            let Some(crossed) = cost(words, &spot, own, spots, ground) else {
                continue;
            };
            let cost = gap + order as f64 * 0.6 + crossed;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, spot));
            }
        }
    }
    best.map(|(_, spot)| spot)
}

/// Right first, then left, then above and below, then what lies between (unit vectors, y downwards).
const DIRECTIONS: [(f64, f64); 16] = {
    const A: f64 = std::f64::consts::FRAC_1_SQRT_2;
    const C: f64 = 0.923_879_532_511_286_7;
    const S: f64 = 0.382_683_432_365_089_8;
    [
        (1.0, 0.0),
        (-1.0, 0.0),
        (C, -S),
        (C, S),
        (A, -A),
        (A, A),
        (-C, -S),
        (-C, S),
        (-A, -A),
        (-A, A),
        (0.0, -1.0),
        (0.0, 1.0),
        (S, -C),
        (S, C),
        (-S, -C),
        (-S, C),
    ]
};

/// What a place costs beyond its distance; absent where a name must not stand.
fn cost(
    words: &Words,
    spot: &Spot,
    own: usize,
    spots: &[Option<Spot>],
    ground: &Ground,
) -> Option<f64> {
    let frame = spot.frame;
    let inside = |room: Frame| {
        frame.left >= room.left
            && frame.right <= room.right
            && frame.top >= room.top
            && frame.bottom <= room.bottom
    };
    if !ground.frame.is_none_or(inside) || ground.words.iter().any(|other| meet(frame, *other)) {
        return None;
    }
    let touches = |at: (f64, f64), radius: f64| distance(frame, at) < radius + 1.0;
    if ground.dots.iter().any(|(x, y, radius)| touches((*x, *y), *radius)) {
        return None;
    }
    let leader: Vec<(f64, f64)> =
        spot.leader.map(|(from, to)| along(from, to, 3.0).collect()).unwrap_or_default();
    let mut cost = 0.0;
    let others = spots.iter().enumerate().filter(|(index, _)| *index != own);
    for other in others.filter_map(|(_, other)| *other) {
        let crossed = leader.iter().any(|at| distance(other.frame, *at) < 0.5);
        if meet(frame, other.frame) || crossed {
            return None;
        }
        if let Some((from, to)) = other.leader {
            let led = || along(from, to, 3.0);
            if led().any(|at| distance(frame, at) < 0.5) {
                return None;
            }
            let near = |at: &(f64, f64)| led().any(|to| (at.0 - to.0).hypot(at.1 - to.1) < 3.0);
            cost += if leader.iter().any(near) { 25.0 } else { 0.0 };
        }
    }
    let on_line = ground.lines.iter().filter(|at| distance(frame, **at) < 0.5).count();
    cost += (on_line as f64 * 2.0).min(48.0);
    Some(cost + mistaken(words, spot, &leader, ground))
}

/// What it costs that another mark stands so near that the name could be taken for its own.
fn mistaken(words: &Words, spot: &Spot, leader: &[(f64, f64)], ground: &Ground) -> f64 {
    let mine = distance(spot.frame, words.at) - words.radius;
    let foreign = |dot: &&(f64, f64, f64)| {
        (dot.0 - words.at.0).abs() > 1e-6 || (dot.1 - words.at.1).abs() > 1e-6
    };
    let mut cost = 0.0;
    for (x, y, radius) in ground.dots.iter().filter(foreign) {
        if distance(spot.frame, (*x, *y)) - radius < mine.min(8.0) {
            cost += 7.0;
        }
        if leader.iter().any(|at| (at.0 - x).hypot(at.1 - y) < radius + 0.5) {
            cost += 14.0;
        }
    }
    cost
}

/// Points from one place to another, about `step` pixels apart, both ends included.
fn along(from: (f64, f64), to: (f64, f64), step: f64) -> impl Iterator<Item = (f64, f64)> {
    let far = (to.0 - from.0).hypot(to.1 - from.1);
    let steps = (far / step).ceil().clamp(1.0, 1024.0);
    (0..=1024u16).map(f64::from).take_while(move |i| *i <= steps).map(move |i| {
        let share = i / steps;
        (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
    })
}

fn meet(a: Frame, b: Frame) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/// The point of `frame` that is nearest to `at`.
fn nearest(frame: Frame, at: (f64, f64)) -> (f64, f64) {
    (at.0.max(frame.left).min(frame.right), at.1.max(frame.top).min(frame.bottom))
}

/// How far `at` lies outside `frame`; 0 inside.
fn distance(frame: Frame, at: (f64, f64)) -> f64 {
    let near = nearest(frame, at);
    (near.0 - at.0).hypot(near.1 - at.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Frame = Frame::new(0.0, 0.0, 400.0, 300.0);

    fn ground(dots: &[(f64, f64)]) -> Ground {
        let dots = dots.iter().map(|(x, y)| (*x, *y, 4.0)).collect();
        Ground { frame: Some(ROOM), dots, ..Ground::default() }
    }

    fn names(at: &[(f64, f64)], name: &str) -> Vec<Words> {
        let words = |at: &(f64, f64)| {
            let tag = Tag { at: *at, radius: 4.0, name, bold: false };
            Words::new(&tag, vec![name.to_owned()], TYPE)
        };
        at.iter().map(words).collect()
    }

    #[test]
    fn a_lone_name_stands_right_of_its_point_and_left_of_it_at_the_right_rim() {
        for (x, right) in [(100.0, true), (390.0, false)] {
            let at = [(x, 150.0)];
            let spots = settle(&names(&at, "市教育局"), &ground(&at));
            let frame = spots[0].unwrap().frame;
            assert_eq!(frame.left > x, right, "{frame:?}");
            assert!(spots[0].unwrap().leader.is_none());
        }
    }

    #[test]
    fn names_of_a_cluster_touch_neither_each_other_nor_a_point() {
        let place = |i: u8| (184.0 + 16.0 * f64::from(i % 3), 134.0 + 16.0 * f64::from(i / 3));
        let at: Vec<(f64, f64)> = (0..6).map(place).collect();
        let ground = ground(&at);
        let spots = settle(&names(&at, "市发展和改革委员会"), &ground);
        let frames: Vec<Frame> = spots.iter().flatten().map(|spot| spot.frame).collect();
        assert!(frames.len() > 3, "{}", frames.len());
        for (index, frame) in frames.iter().enumerate() {
            assert!(frames.iter().take(index).all(|other| !meet(*frame, *other)));
            assert!(at.iter().all(|point| distance(*frame, *point) >= 4.0));
        }
    }

    #[test]
    fn names_without_room_become_numbers_that_are_handed_back() {
        let place = |i: u8| (20.0 + 40.0 * f64::from(i % 10), 15.0 + 30.0 * f64::from(i / 10));
        let at: Vec<(f64, f64)> = (0..100).map(place).collect();
        let tag = |at: &(f64, f64)| Tag {
            at: *at,
            radius: 4.0,
            name: "Municipal Government Office",
            bold: false,
        };
        let tags: Vec<Tag<'_>> = at.iter().take(50).map(tag).collect();
        let mut canvas = Canvas::new("tags", 400.0);
        let numbered = write(&mut canvas, &tags, &mut ground(&at));
        assert_eq!(numbered.first(), Some(&(1, "Municipal Government Office")));
        let numbers: Vec<usize> = numbered.iter().map(|(number, _)| *number).collect();
        assert!(numbers.len() > 20 && numbers.iter().copied().eq(1..=numbers.len()), "{numbers:?}");
    }

    #[test]
    fn a_name_avoids_a_line_where_another_place_is_free() {
        let at = [(200.0, 150.0)];
        let mut ground = ground(&at);
        ground.line((225.0, 0.0), (225.0, 300.0), 4.0);
        let frame = settle(&names(&at, "市教育局"), &ground)[0].unwrap().frame;
        assert!(frame.right < 225.0, "{frame:?}");
    }

    #[test]
    fn a_point_that_is_no_place_has_no_name() {
        let at = [(f64::NAN, 3.0)];
        assert!(settle(&names(&at, "甲"), &Ground::default())[0].is_none());
    }
}
