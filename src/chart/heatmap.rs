//! The heatmap: units down, indicators across, a shade and a printed value in every cell.

use super::canvas::{Canvas, Frame, Type};
use super::face::{self, Weight};
use super::lettering::Labels;
use super::page::{self, LABEL, MARGIN, Rows, SMALL, VALUE};
use super::palette::{INK, SOFT, WHITE, ink_on, ramp};
use super::value::extent;
use super::{Caption, Chart};

/// A table of units and indicators with shaded cells.
#[derive(Debug, Clone, Default)]
pub struct HeatmapChart {
    /// The words around the figure.
    pub caption: Caption,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// One row per unit, from top to bottom.
    pub rows: Vec<HeatmapRow>,
    /// What the shade of a cell is measured against.
    pub scale: ColourScale,
    /// The words at the light and the dark end of the key; no key is drawn if both are empty.
    pub key: (String, String),
}

/// What the shade of a cell is measured against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ColourScale {
    /// The least and greatest value of the cell's own column.
    #[default]
    WithinColumn,
    /// The least and greatest value of the whole table.
    Overall,
}

/// A unit in a heatmap.
#[derive(Debug, Clone, Default)]
pub struct HeatmapRow {
    /// The unit's name.
    pub label: String,
    /// Its rank as printed; may be empty.
    pub rank: String,
    /// One cell per column; absent cells, and those beyond the end, are hatched.
    pub cells: Vec<Option<HeatmapCell>>,
    /// Whether the label is set in bold type.
    pub emphasis: bool,
}

/// A cell of a heatmap.
#[derive(Debug, Clone, Default)]
pub struct HeatmapCell {
    /// What the shade shows.
    pub value: f64,
    /// The value as printed.
    pub text: String,
    /// What pointing at the cell shows.
    pub hover: String,
}

const GAP: f64 = 1.5;

impl HeatmapChart {
    /// Draws the figure. It grows with the rows, and wider than a page only if words in the column
    /// headings would have to be broken.
    pub fn draw(&self) -> Chart {
        if self.rows.is_empty() || self.columns.is_empty() {
            return page::empty(Canvas::new(&self.caption.name, page::WIDTH), &self.caption);
        }
        let ranks = self.rows.iter().map(|row| VALUE.width(&row.rank)).fold(0.0, f64::max);
        let label_left = MARGIN + if ranks > 0.0 { ranks + 10.0 } else { 0.0 };
        let columns = self.columns.len() as f64;
        let room = page::WIDTH - MARGIN - self.least_cell() * columns - label_left - 12.0;
        let labels = self.labels(room);
        let left = label_left + labels.width + 12.0;
        let cell = ((page::WIDTH - MARGIN - left) / columns).max(self.least_cell());
        let cell = cell.min(f64::max(110.0, self.least_cell()));
        let width = f64::max(page::WIDTH, left + cell * columns + MARGIN);
        let mut canvas = Canvas::new(&self.caption.name, width);
        let mut top = page::head(&mut canvas, &self.caption);
        top = self.draw_key(&mut canvas, top);
        let heads = self.heads(cell);
        let header = heads.height() + 8.0;
        draw_heads(&mut canvas, &heads, left, cell, top + header - 6.0);
        let rows = Rows::new(&labels);
        let grid =
            Grid { left, top: top + header, cell, rows, ranks_right: MARGIN + ranks, label_left };
        self.draw_rows(&mut canvas, &labels, &grid);
        page::foot(canvas, &self.caption, grid.top + grid.rows.total)
    }

    /// Names as wide as they like, or wrapped closer where the cells need the room.
    fn labels(&self, room: f64) -> Labels {
        let fit = |limit: f64| {
            let names =
                self.rows.iter().map(|row| (row.label.as_str(), page::weight(row.emphasis)));
            Labels::fit(names, LABEL.size, limit)
        };
        fit(room.clamp(185.0, 210.0))
    }

    /// The narrowest cell in which every printed value and every word of a heading has room.
    fn least_cell(&self) -> f64 {
        let texts = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        let value =
            texts.map(|cell| face::width(&cell.text, 10.0, Weight::Regular)).fold(0.0, f64::max);
        let words = self.columns.iter().flat_map(|name| name.split([' ', '-', '/']));
        let latin = words.filter(|word| word.is_ascii());
        let word = latin.map(|word| face::width(word, 9.5, Weight::Regular)).fold(0.0, f64::max);
        f64::max(value + 8.0, word.min(120.0) + 6.0).max(26.0)
    }

    fn heads(&self, cell: f64) -> Labels {
        let limit = cell - 5.0;
        let words = self.columns.iter().flat_map(|name| name.split([' ', '-', '/']));
        let latin = words.filter(|word| word.is_ascii());
        let word = latin.map(|word| face::width(word, 1.0, Weight::Regular)).fold(0.0, f64::max);
        let size = if word > 0.0 { (limit / word).clamp(9.5, 11.5) } else { 11.5 };
        let lines: Vec<Vec<String>> = self
            .columns
            .iter()
            .map(|name| super::lettering::wrap(name, size, Weight::Regular, limit))
            .collect();
        Labels { size, line_height: size * 1.2, lines, width: limit }
    }

    fn draw_key(&self, canvas: &mut Canvas, top: f64) -> f64 {
        let (low, high) = &self.key;
        if low.is_empty() && high.is_empty() {
            return top;
        }
        let y = top + 8.0;
        canvas.text(MARGIN, y, low, &SMALL);
        let start = MARGIN + SMALL.width(low) + 8.0;
        const STEPS: u8 = 9;
        for step in 0..STEPS {
            let x = start + 16.0 * f64::from(step);
            let colour = ramp(f64::from(step) / f64::from(STEPS - 1));
            canvas.rect(Frame::new(x, y - 5.0, x + 16.0, y + 5.0), colour, 0.0);
        }
        canvas.text(start + 16.0 * f64::from(STEPS) + 8.0, y, high, &SMALL);
        top + 24.0
    }

    fn draw_rows(&self, canvas: &mut Canvas, labels: &Labels, grid: &Grid) {
        let hatch = canvas.hatch();
        let extents: Vec<Option<(f64, f64)>> = self.extents();
        let size = self.value_size(grid.cell);
        for (index, row) in self.rows.iter().enumerate() {
            let (middle, height) = grid.rows.at(index);
            let middle = grid.top + middle;
            let (top, bottom) = (middle - height / 2.0, middle + height / 2.0);
            let weight = page::weight(row.emphasis);
            canvas.text(grid.ranks_right, middle, &row.rank, &VALUE.ink(SOFT).weight(weight).end());
            let mut label = LABEL.weight(weight);
            label.size = labels.size;
            canvas.lines(grid.label_left, middle, labels.of(index), labels.line_height, &label);
            for (column, extent) in extents.iter().enumerate() {
                let left = grid.left + grid.cell * column as f64;
                let frame = Frame::new(left, top, left + grid.cell - GAP, bottom - GAP);
                let cell = row.cells.get(column).and_then(Option::as_ref);
                match cell.filter(|cell| cell.value.is_finite()) {
                    Some(cell) => draw_cell(canvas, frame, cell, *extent, size),
                    None => draw_absent(canvas, frame, &hatch, cell),
                }
            }
        }
    }

    fn extents(&self) -> Vec<Option<(f64, f64)>> {
        let column = |index: usize| {
            let cells = self.rows.iter().filter_map(move |row| row.cells.get(index));
            cells.flatten().map(|cell| cell.value)
        };
        let columns = 0..self.columns.len();
        match self.scale {
            ColourScale::WithinColumn => columns.map(|index| extent(column(index))).collect(),
            ColourScale::Overall => {
                let overall = extent(columns.clone().flat_map(column));
                columns.map(|_| overall).collect()
            }
        }
    }

    /// The largest size in which every value fits its cell.
    fn value_size(&self, cell: f64) -> f64 {
        let texts = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        let widest =
            texts.map(|cell| face::width(&cell.text, 1.0, Weight::Regular)).fold(0.0, f64::max);
        if widest > 0.0 { ((cell - 6.0) / widest).clamp(9.0, 11.5) } else { 11.5 }
    }
}

struct Grid {
    left: f64,
    top: f64,
    cell: f64,
    rows: Rows,
    ranks_right: f64,
    label_left: f64,
}

fn draw_heads(canvas: &mut Canvas, heads: &Labels, left: f64, cell: f64, bottom: f64) {
    let style = Type::new(heads.size).ink(INK).middle();
    for (index, lines) in heads.lines.iter().enumerate() {
        let middle = bottom - heads.line_height * lines.len() as f64 / 2.0;
        let x = left + cell * (index as f64 + 0.5) - GAP / 2.0;
        canvas.lines(x, middle, lines, heads.line_height, &style);
    }
}

fn draw_cell(
    canvas: &mut Canvas,
    frame: Frame,
    cell: &HeatmapCell,
    extent: Option<(f64, f64)>,
    size: f64,
) {
    let (lo, hi) = extent.unwrap_or((cell.value, cell.value));
    // Where nothing differs, the middle shade says neither good nor bad.
    let place = if hi > lo { (cell.value - lo) / (hi - lo) } else { 0.4 };
    let ground = ramp(place);
    let style = Type::new(size).ink(ink_on(ground)).middle();
    canvas.group(&cell.hover, |canvas| {
        canvas.rect(frame, ground, 1.5);
        canvas.text(
            (frame.left + frame.right) / 2.0,
            (frame.top + frame.bottom) / 2.0,
            &cell.text,
            &style,
        );
    });
}

fn draw_absent(canvas: &mut Canvas, frame: Frame, hatch: &str, cell: Option<&HeatmapCell>) {
    let (x, y) = ((frame.left + frame.right) / 2.0, (frame.top + frame.bottom) / 2.0);
    canvas.group(cell.map_or("", |cell| &cell.hover), |canvas| {
        canvas.rect(frame, hatch, 1.5);
        canvas.rect(Frame::new(x - 8.0, y - 6.0, x + 8.0, y + 6.0), WHITE, 2.0);
        canvas.text(x, y, "–", &SMALL.middle());
    });
}
