//! The heading of a table, in one row or two.

use super::body::Body;
use super::face::Role;
use super::glyph::{Atoms, Setting};
use super::line::{Column, Lie, Line, lines};
use super::page::points;
use super::table::{ABOVE, BESIDE};
use crate::chart::visible;
use crate::report::document::{HeadCell, HeadRows, Laid, Table, may_break};

/// A heading with its words broken into lines.
pub(super) struct Head {
    /// The cells that begin in the upper row, and those of the lower.
    pub(super) upper: Vec<Set>,
    pub(super) lower: Vec<Set>,
    /// The heights of the rows in points; the second is 0 where there is one.
    pub(super) heights: (f32, f32),
}

/// A cell of a heading.
pub(super) struct Set {
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) rows: HeadRows,
    pub(super) lines: Vec<Line>,
}

impl Head {
    pub(super) fn new(
        body: &mut Body<'_, '_>,
        table: &Table,
        laid: &Laid<'_>,
        widths: &[f32],
    ) -> Head {
        let setting = body.setting(table.size.half_points());
        let (upper, lower) = laid.heads();
        let mut set = |cells: Vec<HeadCell<'_>>| -> Vec<Set> {
            let one = |cell: HeadCell<'_>| {
                let width = widths.iter().skip(cell.first).take(cell.count).sum();
                let lines = words(body, &visible(cell.words), setting, width);
                Set { first: cell.first, count: cell.count, rows: cell.rows, lines }
            };
            cells.into_iter().map(one).collect()
        };
        let (upper, lower) = (set(upper), set(lower));
        let line = points(table.size.line());
        let highest = |sets: &[Set], rows: HeadRows| {
            let own = sets.iter().filter(|set| set.rows == rows);
            own.map(|set| set.lines.len() as f32 * line + 2.0 * ABOVE).fold(0.0, f32::max)
        };
        let whole = highest(&upper, HeadRows::All);
        let heights = if lower.is_empty() {
            (whole, 0.0)
        } else {
            let first = highest(&upper, HeadRows::Upper);
            (first, f32::max(highest(&lower, HeadRows::Lower), whole - first))
        };
        Head { upper, lower, heights }
    }

    pub(super) fn height(&self) -> f32 {
        self.heights.0 + self.heights.1
    }

    /// Whether a rule at the left of the column stays below the upper row.
    pub(super) fn is_within(&self, column: usize) -> bool {
        self.upper.iter().any(|set| set.first < column && column < set.first + set.count)
    }
}

/// The lines of a heading; set smaller where a word would be torn.
fn words(body: &mut Body<'_, '_>, heading: &str, setting: Setting, width: f32) -> Vec<Line> {
    let mut set = Vec::new();
    for scale in [1.0, 0.9, 0.8, 0.7] {
        let mut atoms = Atoms::default();
        let smaller = Setting { size: setting.size * scale, ..setting };
        atoms.words(heading, Role::Heading, smaller, false, body.faces);
        set = lines(&atoms.atoms, Column::plain(width - 2.0 * BESIDE, Lie::Centre));
        if !is_torn(&set) {
            return balanced(&atoms, set, width);
        }
    }
    set
}

/// As many lines, about equally long: 置信 over 名次, not 置信名 over 次.
fn balanced(atoms: &Atoms, set: Vec<Line>, width: f32) -> Vec<Line> {
    let mut best = set;
    let room = width - 2.0 * BESIDE;
    let mut spare = 0.5;
    while best.len() > 1 && spare < room / 3.0 {
        let column = Column { width: room - spare, first: spare, rest: spare, lie: Lie::Centre };
        let lines = lines(&atoms.atoms, column);
        if lines.len() > best.len() || is_torn(&lines) {
            break;
        }
        best = lines;
        spare += 0.5;
    }
    best
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
