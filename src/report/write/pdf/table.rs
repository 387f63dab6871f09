//! A table: its heading on every page, no row split unless it is higher than a page.

use super::body::Body;
use super::face::Role;
use super::glyph::Atoms;
use super::head::{Head, Set};
use super::line::{Column, Lie, Line, lines};
use super::page::{Item, Kind, points};
use crate::report::document::{Align, HeadRows, Laid, LaidCell, NOTE_LINE, Table};

/// Between a cell's edge and its words, in points: above and below, left and right.
pub(super) const ABOVE: f32 = 1.5;
pub(super) const BESIDE: f32 = 4.0;
/// Rules within the table and around it, in points.
const THIN: f32 = 0.5;
const THICK: f32 = 1.0;

/// A row with its words broken into lines.
struct Row {
    cells: Vec<Vec<Line>>,
    /// Over how many columns each cell reaches.
    spans: Vec<usize>,
    height: f32,
    /// Whether it stays on the page of the next.
    is_band: bool,
}

/// Sets a table where the page is filled to.
pub(super) fn set(body: &mut Body<'_, '_>, table: &Table) {
    let laid = table.laid();
    if laid.columns.is_empty() {
        return;
    }
    let widths: Vec<f32> =
        laid.widths(body.flow.geometry().text_width()).into_iter().map(points).collect();
    let head = Head::new(body, table, &laid, &widths);
    let capacity = capacity(body, table, &head);
    let rows: Vec<Row> =
        laid.rows.iter().flat_map(|row| rows(body, table, &laid, row, &widths, capacity)).collect();
    let below = if table.notes.is_empty() { 0.0 } else { points(NOTE_LINE) };
    let room = body.flow.height() - head.height();
    let together = |at: usize| together(rows.get(at..).unwrap_or_default(), below, room);
    body.flow.make_room(head.height() + together(0));
    let node = body.flow.node(Kind::Table, None);
    let line = points(table.size.line());
    let mut sheet =
        Sheet { body, head, widths, seam: laid.seam, node, line, top: 0.0, joined: Vec::new() };
    sheet.open(true);
    for (at, row) in rows.iter().enumerate() {
        if !sheet.body.flow.has_room(together(at)) {
            sheet.close();
            sheet.body.flow.next_page();
            sheet.open(false);
        }
        sheet.row(row);
    }
    sheet.close();
}

/// How high a table is that is not parted, with its heading.
pub(super) fn whole_height(body: &mut Body<'_, '_>, table: &Table) -> f32 {
    let laid = table.laid();
    let widths: Vec<f32> =
        laid.widths(body.flow.geometry().text_width()).into_iter().map(points).collect();
    let head = Head::new(body, table, &laid, &widths);
    let capacity = capacity(body, table, &head);
    let rows = laid.rows.iter().flat_map(|row| rows(body, table, &laid, row, &widths, capacity));
    rows.map(|row| row.height).sum::<f32>() + head.height()
}

/// How high the first row is with what must stand on its page: what a band names, and near the end all
/// rows that are left and the first line of a note, so that no page has a row alone.
fn together(rows: &[Row], below: f32, room: f32) -> f32 {
    let bands = rows.iter().take_while(|row| row.is_band).count();
    let height = |rows: &[Row]| rows.iter().map(|row| row.height).sum::<f32>();
    let (own, rest) = rows.split_at((bands + 1).min(rows.len()));
    let all = height(rows) + below;
    if rest.len() <= LAST_ROWS && all <= room { all } else { height(own) }
}

/// So many rows at the end of a table go to the next page with the one before them.
const LAST_ROWS: usize = 2;

/// How many lines a row may have so that it fits a page below the heading.
fn capacity(body: &Body<'_, '_>, table: &Table, head: &Head) -> usize {
    let room = body.flow.height() - head.height() - 2.0 * ABOVE - 1.0;
    let line = points(table.size.line());
    (1..200).take_while(|count| *count as f32 * line <= room).count().max(1)
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
    let mut at = 0;
    let mut cells: Vec<Vec<Line>> = Vec::with_capacity(row.len());
    for cell in row {
        let role = match (cell.is_band, cell.is_strong) {
            (true, _) => Role::Heading,
            (false, true) => Role::Strong,
            (false, false) => Role::Body,
        };
        let lie = match laid.columns.get(at).map(|column| column.align) {
            Some(Align::Centre) if !cell.is_band => Lie::Centre,
            Some(Align::Right) if !cell.is_band => Lie::Right,
            _ => Lie::Left,
        };
        let width: f32 = widths.iter().skip(at).take(cell.span).sum();
        let mut atoms = Atoms::default();
        atoms.runs(cell.runs, role, setting, body.faces);
        cells.push(lines(&atoms.atoms, Column::plain(width - 2.0 * BESIDE, lie)));
        at += cell.span;
    }
    let spans: Vec<usize> = row.iter().map(|cell| cell.span).collect();
    let is_band = row.iter().any(|cell| cell.is_band);
    let most = cells.iter().map(Vec::len).max().unwrap_or(1);
    (0..most.div_ceil(capacity).max(1))
        .map(|at| {
            let part = |lines: &Vec<Line>| {
                lines.iter().skip(at * capacity).take(capacity).cloned().collect()
            };
            let cells: Vec<Vec<Line>> = cells.iter().map(part).collect();
            let height = height(&cells, table);
            Row { cells, spans: spans.clone(), height, is_band }
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
    head: Head,
    widths: Vec<f32>,
    seam: Option<usize>,
    node: usize,
    line: f32,
    top: f32,
    /// Cells over several columns: the columns, and from where to where they stand on the page.
    joined: Vec<(usize, usize, f32, f32)>,
}

impl Sheet<'_, '_, '_> {
    /// The rule above and the heading; one that is repeated is decoration.
    fn open(&mut self, is_told: bool) {
        self.top = self.body.flow.y;
        self.joined.clear();
        self.across((0, self.widths.len()), THICK);
        let (first, second) = self.head.heights;
        let y = self.body.flow.y;
        let own = is_told.then(|| self.body.flow.node(Kind::Row, Some(self.node)));
        for at in 0..self.head.upper.len() {
            let Some(Set { rows, .. }) = self.head.upper.get(at) else { continue };
            let height = if *rows == HeadRows::All { first + second } else { first };
            self.head_cell(true, at, (y, height), own);
        }
        if second > 0.0 {
            self.body.flow.y += first;
            let own = is_told.then(|| self.body.flow.node(Kind::Row, Some(self.node)));
            for at in 0..self.head.lower.len() {
                self.head_cell(false, at, (y + first, second), own);
            }
            for at in 0..self.head.upper.len() {
                if let Some(Set { first, count, rows: HeadRows::Upper, .. }) =
                    self.head.upper.get(at)
                {
                    self.across((*first, first + count), THIN);
                }
            }
            self.body.flow.y += second;
        } else {
            self.body.flow.y += first;
        }
        self.across((0, self.widths.len()), THIN);
    }

    /// A cell of the heading into a box from `place.0`, `place.1` high.
    fn head_cell(&mut self, is_upper: bool, at: usize, place: (f32, f32), row: Option<usize>) {
        let cells = if is_upper { &self.head.upper } else { &self.head.lower };
        let Some(cell) = cells.get(at) else { return };
        let node = row.map(|row| self.body.flow.node(Kind::Head, Some(row)));
        let x = self.body.flow.left() + self.before(cell.first);
        let mut top = place.0 + (place.1 - cell.lines.len() as f32 * self.line) / 2.0;
        for line in &cell.lines {
            self.body.flow.line(line, x + BESIDE, top, self.line, node);
            top += self.line;
        }
    }

    /// A row and the rule below it.
    fn row(&mut self, row: &Row) {
        let own = self.body.flow.node(Kind::Row, Some(self.node));
        let y = self.body.flow.y;
        let mut at = 0;
        for (cell, span) in row.cells.iter().zip(&row.spans) {
            let x = self.body.flow.left() + self.before(at);
            let node = self.body.flow.node(Kind::Cell, Some(own));
            let mut top = y + (row.height - cell.len() as f32 * self.line) / 2.0;
            for line in cell {
                self.body.flow.line(line, x + BESIDE, top, self.line, Some(node));
                top += self.line;
            }
            if *span > 1 {
                self.joined.push((at, at + span, y, y + row.height));
            }
            at += span;
        }
        self.body.flow.y += row.height;
        self.across((0, self.widths.len()), THIN);
    }

    /// The upright rules, and the thick one below.
    fn close(&mut self) {
        let last = self.widths.len();
        self.across((0, last), THICK);
        let bottom = self.body.flow.y;
        for at in 0..=last {
            let x = self.body.flow.left() + self.before(at);
            let weight = if at == 0 || at == last { THICK } else { THIN };
            let below = if self.head.is_within(at) { self.head.heights.0 } else { 0.0 };
            // Two thin rules part the blocks of a table that stands side by side.
            let offsets: &[f32] = if self.seam == Some(at) { &[-0.8, 0.8] } else { &[0.0] };
            for offset in offsets {
                for (from, to) in self.stretches(at, (self.top + below, bottom)) {
                    let (from, to) = ((x + offset, from), (x + offset, to));
                    self.body.flow.push(Item::Rule { from, to, weight });
                }
            }
        }
    }

    /// Where an upright rule stands: not through cells over several columns.
    fn stretches(&self, column: usize, (top, bottom): (f32, f32)) -> Vec<(f32, f32)> {
        let mut found = Vec::new();
        let mut from = top;
        let across = self.joined.iter().filter(|joined| joined.0 < column && column < joined.1);
        for (_, _, begins, ends) in across {
            if *begins > from {
                found.push((from, *begins));
            }
            from = *ends;
        }
        if bottom > from {
            found.push((from, bottom));
        }
        found
    }

    /// From the left edge of the table to that of a column.
    fn before(&self, column: usize) -> f32 {
        self.widths.iter().take(column).sum()
    }

    /// A rule over these columns where the page is filled to.
    fn across(&mut self, columns: (usize, usize), weight: f32) {
        let (left, y) = (self.body.flow.left(), self.body.flow.y);
        let (from, to) = (left + self.before(columns.0), left + self.before(columns.1));
        self.body.flow.push(Item::Rule { from: (from, y), to: (to, y), weight });
    }
}
