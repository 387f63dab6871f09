//! Shares of the levels as bars that part at the neutral level: good to the right, bad to the left.

use super::canvas::{Canvas, Frame, Stroke, Type};
use super::face::{self, Weight};
use super::lettering::Labels;
use super::marks::{Sample, legend};
use super::page::{self, LABEL, MARGIN, Rows, SMALL, VALUE};
use super::palette::{Colour, INK, SOFT, bad, good, ink_on};
use super::{Caption, Chart};

/// How the answers of each row are spread over the levels of the scale.
#[derive(Debug, Clone, Default)]
pub struct LevelsChart {
    /// The words around the figure.
    pub caption: Caption,
    /// The levels from best to worst.
    pub levels: Vec<Level>,
    /// One bar each, from top to bottom.
    pub rows: Vec<LevelRow>,
    /// The heading over the numbers of answers.
    pub n_heading: String,
}

/// A level of the scale.
#[derive(Debug, Clone, Default)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// Which side of the middle it stands on.
    pub polarity: Polarity,
}

/// Which side of the middle a level stands on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Polarity {
    /// A good answer, drawn to the right.
    Positive,
    /// Neither, drawn half to each side.
    #[default]
    Neutral,
    /// A bad answer, drawn to the left.
    Negative,
    /// An answer that does not judge (不了解), drawn apart at the right end.
    Apart,
}

/// A bar.
#[derive(Debug, Clone, Default)]
pub struct LevelRow {
    /// The name of the unit, indicator or group.
    pub label: String,
    /// One segment per level, in the order of the levels; missing ones have no share.
    pub segments: Vec<Segment>,
    /// The number of answers as printed.
    pub n_text: String,
    /// Whether the label is set in bold type.
    pub emphasis: bool,
}

/// The share of one level in a row.
#[derive(Debug, Clone, Default)]
pub struct Segment {
    /// The share, 0..1; negative or non-finite shares count as 0.
    pub share: f64,
    /// The share as printed, where it fits.
    pub text: String,
    /// What pointing at the segment shows.
    pub hover: String,
}

impl LevelsChart {
    /// Draws the figure. It grows with the rows; without rows or levels it is an empty frame.
    pub fn draw(&self) -> Chart {
        let mut canvas = Canvas::new(&self.caption.name, page::WIDTH);
        if self.rows.is_empty() || self.levels.is_empty() {
            return page::empty(canvas, &self.caption);
        }
        let top = page::head(&mut canvas, &self.caption);
        let stack = Stack::new(&self.levels);
        let top = self.legend(&mut canvas, &stack, top);
        let names = self.rows.iter().map(|row| (row.label.as_str(), page::weight(row.emphasis)));
        let labels = Labels::fit(names, LABEL.size, 220.0);
        let heading = page::height_above(&self.n_heading, 80.0, &SMALL);
        let numbers = self.rows.iter().map(|row| VALUE.bold().width(&row.n_text));
        let numbers = numbers.fold(SMALL.width(&self.n_heading).min(80.0), f64::max);
        let right = page::WIDTH - MARGIN;
        page::above(&mut canvas, right, top + heading, &self.n_heading, 80.0, &SMALL.end());
        let rows = Rows::new(&labels);
        let top = top + heading + 4.0;
        let bottom = top + rows.total;
        let frame = Frame::new(MARGIN + labels.width + 14.0, top, right - numbers - 14.0, bottom);
        let ruler = self.ruler(&stack, frame);
        let middle = Stroke::new(INK, 1.0);
        canvas.line((ruler.middle, top), (ruler.middle, bottom), middle);
        for (index, row) in self.rows.iter().enumerate() {
            let (y, height) = rows.at(index);
            let (y, weight) = (top + y, page::weight(row.emphasis));
            let mut label = LABEL.weight(weight);
            label.size = labels.size;
            canvas.lines(MARGIN, y, labels.of(index), labels.line_height, &label);
            let number = VALUE.ink(SOFT).weight(weight).end();
            canvas.text(right, y, &row.n_text, &number);
            let thick = f64::min(height * 0.72, 22.0);
            draw_bar(&mut canvas, row, &stack, &ruler, (y, thick));
        }
        page::foot(canvas, &self.caption, bottom)
    }

    fn legend(&self, canvas: &mut Canvas, stack: &Stack, top: f64) -> f64 {
        let items = stack.order.iter().filter_map(|index| {
            let paint = stack.colour(*index).to_string();
            Some((Sample::Patch(paint), self.levels.get(*index)?.name.as_str()))
        });
        legend(canvas, (MARGIN, top - 2.0), items, &SMALL.ink(INK)) + 6.0
    }

    /// Gives each side the room of its longest bar, so that all bars share one length per share.
    fn ruler(&self, stack: &Stack, frame: Frame) -> Ruler {
        let most = |part: &dyn Fn(&LevelRow) -> f64| self.rows.iter().map(part).fold(0.0, f64::max);
        let left = most(&|row| stack.left_of_middle(row));
        let whole = |row: &LevelRow| stack.judged().map(|index| share(row, index)).sum::<f64>();
        let right = most(&|row| whole(row) - stack.left_of_middle(row));
        let apart = most(&|row| stack.apart().map(|index| share(row, index)).sum::<f64>());
        let gap = if apart > 0.0 { 16.0 } else { 0.0 };
        let total = (left + right + apart).max(1e-9);
        let unit = (frame.width() - gap) / total;
        let middle = frame.left + left * unit;
        Ruler { unit, middle, apart: middle + right * unit + gap }
    }
}

/// The levels in the order in which they are drawn, and their colours.
struct Stack {
    order: Vec<usize>,
    levels: Vec<(Polarity, Colour)>,
}

impl Stack {
    fn new(levels: &[Level]) -> Self {
        let of = |polarity: Polarity| {
            let all = levels.iter().enumerate();
            all.filter(move |(_, level)| level.polarity == polarity).map(|(index, _)| index)
        };
        let positive: Vec<usize> = of(Polarity::Positive).collect();
        let negative: Vec<usize> = of(Polarity::Negative).collect();
        let neutral: Vec<usize> = of(Polarity::Neutral).collect();
        let apart: Vec<usize> = of(Polarity::Apart).collect();
        let paint = |index: usize, level: &Level| match level.polarity {
            Polarity::Positive => good(1.0 - place(&positive, index)),
            Polarity::Negative => bad(strength_from_middle(&negative, index)),
            Polarity::Neutral => Colour(0xd9, 0xdc, 0xe0),
            Polarity::Apart => Colour(0xa7, 0xae, 0xb6),
        };
        let levels = levels.iter().enumerate().map(|(i, l)| (l.polarity, paint(i, l))).collect();
        let order = negative.iter().rev().chain(neutral.iter().rev()).chain(positive.iter().rev());
        let order = order.chain(&apart).copied().collect();
        Self { order, levels }
    }

    fn colour(&self, index: usize) -> Colour {
        self.levels.get(index).map_or(SOFT, |level| level.1)
    }

    fn is(&self, index: usize, polarity: Polarity) -> bool {
        self.levels.get(index).is_some_and(|level| level.0 == polarity)
    }

    fn judged(&self) -> impl Iterator<Item = usize> {
        self.order.iter().copied().filter(|index| !self.is(*index, Polarity::Apart))
    }

    fn apart(&self) -> impl Iterator<Item = usize> {
        self.order.iter().copied().filter(|index| self.is(*index, Polarity::Apart))
    }

    fn left_of_middle(&self, row: &LevelRow) -> f64 {
        let part = |index: usize| match self.levels.get(index).map(|level| level.0) {
            Some(Polarity::Negative) => share(row, index),
            Some(Polarity::Neutral) => share(row, index) / 2.0,
            _ => 0.0,
        };
        self.judged().map(part).sum()
    }
}

/// Pixels per share, where the middle lies, and where the part apart begins.
struct Ruler {
    unit: f64,
    middle: f64,
    apart: f64,
}

fn draw_bar(
    canvas: &mut Canvas,
    row: &LevelRow,
    stack: &Stack,
    ruler: &Ruler,
    (y, height): (f64, f64),
) {
    let mut x = ruler.middle - stack.left_of_middle(row) * ruler.unit;
    for index in stack.judged() {
        x = draw_segment(canvas, row, (index, stack.colour(index)), x, (y, height), ruler.unit);
    }
    let mut x = ruler.apart;
    for index in stack.apart() {
        x = draw_segment(canvas, row, (index, stack.colour(index)), x, (y, height), ruler.unit);
    }
}

fn draw_segment(
    canvas: &mut Canvas,
    row: &LevelRow,
    (index, colour): (usize, Colour),
    left: f64,
    (y, height): (f64, f64),
    unit: f64,
) -> f64 {
    let width = share(row, index) * unit;
    let Some(segment) = row.segments.get(index).filter(|_| width > 0.0) else {
        return left;
    };
    let frame = Frame::new(left, y - height / 2.0, left + (width - 0.8).max(0.3), y + height / 2.0);
    let style = Type::new(10.5).ink(ink_on(colour)).middle();
    canvas.group(&segment.hover, |canvas| {
        canvas.rect(frame, colour, 0.0);
        if face::width(&segment.text, style.size, Weight::Regular) + 5.0 <= frame.width() {
            canvas.text((frame.left + frame.right) / 2.0, y, &segment.text, &style);
        }
    });
    left + width
}

fn share(row: &LevelRow, index: usize) -> f64 {
    let share = row.segments.get(index).map_or(0.0, |segment| segment.share);
    if share.is_finite() { share.max(0.0) } else { 0.0 }
}

/// The place of `index` among its side's levels, 0..1 in the order given (best to worst).
fn place(side: &[usize], index: usize) -> f64 {
    let at = side.iter().position(|i| *i == index).unwrap_or(0);
    if side.len() > 1 { at as f64 / (side.len() - 1) as f64 } else { 0.0 }
}

/// A lone bad level is as strong as a lone good one; of several the last is the strongest.
fn strength_from_middle(side: &[usize], index: usize) -> f64 {
    if side.len() > 1 { place(side, index) } else { 1.0 }
}
