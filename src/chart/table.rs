//! A table with a plot in it: rank, name, room for marks, and what is printed at the end of the row.

use super::canvas::{Canvas, Frame, Stroke};
use super::lettering::Labels;
use super::page::{self, LABEL, MARGIN, Rows, VALUE};
use super::palette::{BAND, GRID, INK, SOFT};

/// The words of a row.
pub(super) struct Line<'a> {
    pub(super) rank: &'a str,
    pub(super) label: &'a str,
    /// What stands at the end of the row.
    pub(super) value: &'a str,
    /// Whether there is something to show; else the value says why not, in soft ink.
    pub(super) there: bool,
    pub(super) emphasis: bool,
}

/// Where the columns and rows of a table lie.
pub(super) struct Table<'a> {
    lines: Vec<Line<'a>>,
    labels: Labels,
    /// The plot between the names and the values.
    pub(super) frame: Frame,
    pub(super) rows: Rows,
    rank_right: f64,
    label_left: f64,
    /// The right edge of the values.
    pub(super) value_right: f64,
    /// The room of the values.
    pub(super) value_width: f64,
}

impl<'a> Table<'a> {
    /// Lays the columns: names no wider than `names`, values no narrower than `values`, and `side`
    /// pixels left free at the right. The rows hang from the top until [`hang`](Self::hang) moves them.
    pub(super) fn lay(lines: Vec<Line<'a>>, names: f64, values: f64, side: f64) -> Self {
        let labels = lines.iter().map(|line| (line.label, page::weight(line.emphasis)));
        let labels = Labels::fit(labels, LABEL.size, names);
        let widest = |pick: fn(&Line<'a>) -> &'a str| {
            lines.iter().map(|line| VALUE.bold().width(pick(line))).fold(0.0, f64::max)
        };
        let rank_right = MARGIN + 6.0 + widest(|line| line.rank);
        let label_left = rank_right + 10.0;
        let left = label_left + labels.width + 18.0;
        let value_width = widest(|line| line.value).max(values);
        let value_right = page::WIDTH - MARGIN - 6.0 - side;
        let right = (value_right - value_width - 12.0).max(left + 120.0);
        let rows = Rows::new(&labels);
        let frame = Frame::new(left, 0.0, right, rows.total);
        Self { lines, labels, frame, rows, rank_right, label_left, value_right, value_width }
    }

    /// Lets the rows begin at `top`.
    pub(super) fn hang(&mut self, top: f64) {
        self.frame.top = top;
        self.frame.bottom = top + self.rows.total;
    }

    /// Writes everything in a row but its marks; `y` is the row's middle.
    pub(super) fn words(&self, canvas: &mut Canvas, index: usize, y: f64) {
        let Some(line) = self.lines.get(index) else {
            return;
        };
        if line.emphasis {
            let half = self.rows.at(index).1 / 2.0;
            let right = canvas.width() - MARGIN;
            canvas.rect(Frame::new(MARGIN, y - half, right, y + half), BAND, 3.0);
        }
        let weight = page::weight(line.emphasis);
        let thin = Stroke::new(GRID, 1.0).dashed("0.1 4");
        canvas.line((self.frame.left, y), (self.frame.right, y), thin);
        canvas.text(self.rank_right, y, line.rank, &VALUE.ink(SOFT).weight(weight).end());
        let mut label = LABEL.weight(weight);
        label.size = self.labels.size;
        let words = self.labels.of(index);
        canvas.lines(self.label_left, y, words, self.labels.line_height, &label);
        let ink = if line.there { INK } else { SOFT };
        canvas.text(self.value_right, y, line.value, &VALUE.ink(ink).weight(weight).end());
    }
}
