//! A table: its heading on every page, no row split unless it is higher than a page.

use super::body::Body;
use super::face::Role;
use super::glyph::{Atoms, Setting};
use super::line::{Column, Lie, Line, lines};
use super::page::{Item, Kind, points};
use crate::chart::visible;
use crate::report::document::{Align, Laid, LaidCell, Table, may_break};

/// Between a cell's edge and its words, in points: above and below, left and right.
const ABOVE: f32 = 1.5;
const BESIDE: f32 = 4.0;
/// Rules within the table and around it, in points.
const THIN: f32 = 0.5;
const THICK: f32 = 1.0;

/// A row with its words broken into lines.
struct Row {
    cells: Vec<Vec<Line>>,
    height: f32,
    is_head: bool,
}

/// Sets a table where the page is filled to.
pub(super) fn set(body: &mut Body<'_, '_>, table: &Table) {
    let laid = table.laid();
    if laid.columns.is_empty() {
        return;
    }
    let widths: Vec<f32> =
        laid.widths(body.flow.geometry().text_width()).into_iter().map(points).collect();
    let head = head(body, table, &laid, &widths);
    let capacity = capacity(body, table, &head);
    let rows: Vec<Row> =
        laid.rows.iter().flat_map(|row| rows(body, table, &laid, row, &widths, capacity)).collect();
    let first = rows.first().map_or(0.0, |row| row.height);
    body.flow.make_room(head.height + first);
    let node = body.flow.node(Kind::Table, None);
    let mut sheet =
        Sheet { body, widths, seam: laid.seam, node, line: points(table.size.line()), top: 0.0 };
    sheet.open();
    sheet.row(&head, true);
    for row in &rows {
        if !sheet.body.flow.has_room(row.height) {
            sheet.close();
            sheet.body.flow.next_page();
            sheet.open();
            sheet.row(&head, false);
        }
        sheet.row(row, true);
    }
    sheet.close();
}

/// How many lines a row may have so that it fits a page below the heading.
fn capacity(body: &Body<'_, '_>, table: &Table, head: &Row) -> usize {
    let room = body.flow.height() - head.height - 2.0 * ABOVE - 1.0;
    let line = points(table.size.line());
    (1..200).take_while(|count| *count as f32 * line <= room).count().max(1)
}

fn head(body: &mut Body<'_, '_>, table: &Table, laid: &Laid<'_>, widths: &[f32]) -> Row {
    let setting = body.setting(table.size.half_points());
    let cells: Vec<Vec<Line>> = laid
        .columns
        .iter()
        .zip(widths)
        .map(|(column, width)| head_cell(body, &visible(&column.heading), setting, *width))
        .collect();
    let height = height(&cells, table);
    Row { cells, height, is_head: true }
}

/// A heading; set smaller where a word would be torn.
fn head_cell(body: &mut Body<'_, '_>, heading: &str, setting: Setting, width: f32) -> Vec<Line> {
    let mut set = Vec::new();
    for scale in [1.0, 0.9, 0.8, 0.7] {
        let mut atoms = Atoms::default();
        let smaller = Setting { size: setting.size * scale, ..setting };
        atoms.words(heading, Role::Heading, smaller, false, body.faces);
        set = lines(&atoms.atoms, Column::plain(width - 2.0 * BESIDE, Lie::Centre));
        if !is_torn(&set) {
            break;
        }
    }
    set
}

/// Whether a line ends where none may.
fn is_torn(lines: &[Line]) -> bool {
    lines.windows(2).any(|pair| match pair {
        [line, next] => {
            let last = line.glyphs.last().map(|glyph| glyph.atom.c);
            let first = next.glyphs.first().map(|glyph| glyph.atom.c);
            last.zip(first).is_some_and(|(last, first)| !may_break(last, first))
        }
        _ => false,
    })
}

/// A row, or several where it is higher than a page.
fn rows(
    body: &mut Body<'_, '_>,
    table: &Table,
    laid: &Laid<'_>,
    row: &[LaidCell<'_>],
    widths: &[f32],
    capacity: usize,
) -> Vec<Row> {
    let setting = body.setting(table.size.half_points());
    let cells: Vec<Vec<Line>> = row
        .iter()
        .zip(&laid.columns)
        .zip(widths)
        .map(|((cell, column), width)| {
            let role = if cell.is_strong { Role::Strong } else { Role::Body };
            let lie = match column.align {
                Align::Left => Lie::Left,
                Align::Centre => Lie::Centre,
                Align::Right => Lie::Right,
            };
            let mut atoms = Atoms::default();
            atoms.runs(cell.runs, role, setting, body.faces);
            lines(&atoms.atoms, Column::plain(width - 2.0 * BESIDE, lie))
        })
        .collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(1);
    (0..most.div_ceil(capacity).max(1))
        .map(|at| {
            let part = |lines: &Vec<Line>| {
                lines.iter().skip(at * capacity).take(capacity).cloned().collect()
            };
            let cells: Vec<Vec<Line>> = cells.iter().map(part).collect();
            let height = height(&cells, table);
            Row { cells, height, is_head: false }
        })
        .collect()
}

fn height(cells: &[Vec<Line>], table: &Table) -> f32 {
    let most = cells.iter().map(Vec::len).max().unwrap_or(1);
    let least = usize::from(table.least_lines.max(1));
    most.max(least) as f32 * points(table.size.line()) + 2.0 * ABOVE
}

/// The part of a table on one page.
struct Sheet<'s, 'f, 'a> {
    body: &'s mut Body<'f, 'a>,
    widths: Vec<f32>,
    seam: Option<usize>,
    node: usize,
    line: f32,
    top: f32,
}

impl Sheet<'_, '_, '_> {
    fn open(&mut self) {
        self.top = self.body.flow.y;
        self.across(THICK);
    }

    /// A row and the rule below it; a heading that is repeated is decoration.
    fn row(&mut self, row: &Row, is_told: bool) {
        let tell =
            |body: &mut Body<'_, '_>, kind, parent| is_told.then(|| body.flow.node(kind, parent));
        let own = tell(self.body, Kind::Row, Some(self.node));
        let y = self.body.flow.y;
        let mut x = self.body.flow.left();
        for (cell, width) in row.cells.iter().zip(&self.widths) {
            let kind = if row.is_head { Kind::Head } else { Kind::Cell };
            let node = tell(self.body, kind, own);
            let mut top = y + (row.height - cell.len() as f32 * self.line) / 2.0;
            for line in cell {
                self.body.flow.line(line, x + BESIDE, top, self.line, node);
                top += self.line;
            }
            x += width;
        }
        self.body.flow.y += row.height;
        self.across(THIN);
    }

    /// The upright rules, and the thick one below.
    fn close(&mut self) {
        self.across(THICK);
        let (top, bottom) = (self.top, self.body.flow.y);
        let mut x = self.body.flow.left();
        let last = self.widths.len();
        for at in 0..=last {
            let weight = if at == 0 || at == last { THICK } else { THIN };
            // Two thin rules part the blocks of a table that stands side by side.
            let offsets: &[f32] = if self.seam == Some(at) { &[-0.8, 0.8] } else { &[0.0] };
            for offset in offsets {
                let (from, to) = ((x + offset, top), (x + offset, bottom));
                self.body.flow.push(Item::Rule { from, to, weight });
            }
            x += self.widths.get(at).copied().unwrap_or(0.0);
        }
    }

    fn across(&mut self, weight: f32) {
        let (left, y) = (self.body.flow.left(), self.body.flow.y);
        let right = left + self.widths.iter().sum::<f32>();
        self.body.flow.push(Item::Rule { from: (left, y), to: (right, y), weight });
    }
}
