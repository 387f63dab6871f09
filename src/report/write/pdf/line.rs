//! Breaking a paragraph into lines and filling them.

use super::glyph::Atom;
use crate::chart::is_wide;
use crate::report::document::{Mark, may_break};

/// How the lines of a paragraph lie between its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lie {
    /// Both edges are straight, but for the last line.
    Justified,
    Left,
    Centre,
    Right,
}

/// The column that a paragraph fills, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Between its edges.
    pub(super) width: f32,
    /// The indent of the first line.
    pub(super) first: f32,
    /// The indent of the others.
    pub(super) rest: f32,
    pub(super) lie: Lie,
}

impl Column {
    /// A column without indents.
    pub(super) fn plain(width: f32, lie: Lie) -> Column {
        Column { width, first: 0.0, rest: 0.0, lie }
    }
}

/// A glyph in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// From the left edge of the column to where it is drawn, in points.
    pub(super) x: f32,
    /// From its origin to the next, in points; its ground is as wide.
    pub(super) advance: f32,
    pub(super) atom: Atom,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    pub(super) glyphs: Vec<Placed>,
}

/// A hair's breadth, for sums of floats.
const HAIR: f32 = 0.01;

/// The lines of a paragraph; one empty line where there are no words.
pub(super) fn lines(atoms: &[Atom], column: Column) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let indent = if start == 0 { column.first } else { column.rest };
        let rest = atoms.get(start..).unwrap_or(&[]);
        let count = fitting(rest, column.width - indent).max(1);
        let line = rest.get(..count).unwrap_or(rest);
        let is_last = start + count >= atoms.len();
        lines.push(placed(line, indent, column, is_last));
        start += count;
    }
    if lines.is_empty() {
        lines.push(Line::default());
    }
    lines
}

/// How many glyphs stand on a line of so many points, with the spaces at its end.
fn fitting(atoms: &[Atom], limit: f32) -> usize {
    let (mut best, mut forced) = (0, 0);
    // The width up to the last glyph that is no space, and what marks within can give.
    let (mut x, mut width, mut give) = (0.0, 0.0, 0.0);
    for (at, atom) in atoms.iter().enumerate() {
        x += atom.advance;
        if atom.c != ' ' {
            width = x;
        }
        let narrowest = match atom.mark {
            Some(Mark::Closing) => width - atom.size / 2.0 - give,
            _ => width,
        };
        let breaks = atoms.get(at + 1).is_none_or(|next| may_break(atom.c, next.c));
        if breaks && narrowest <= limit + HAIR {
            best = at + 1;
        }
        if width <= limit + HAIR {
            forced = at + 1;
        }
        if atom.mark == Some(Mark::Closing) {
            give += squeeze(atom);
        }
        if width - give > limit + 2.0 * atom.size {
            break;
        }
    }
    if best > 0 { best } else { forced }
}

/// How much of its empty half a mark within a line can give.
fn squeeze(atom: &Atom) -> f32 {
    // One that meets another mark has given it already.
    if atom.advance > atom.size * 0.7 { atom.size / 4.0 } else { 0.0 }
}

/// The glyphs of a line at their places.
fn placed(atoms: &[Atom], indent: f32, column: Column, is_last: bool) -> Line {
    let words = atoms.iter().rposition(|atom| atom.c != ' ').map_or(0, |at| at + 1);
    let mut advances: Vec<f32> = atoms.iter().map(|atom| atom.advance).collect();
    let width: f32 = advances.iter().take(words).sum();
    let spare = column.width - indent - width;
    let visible = atoms.get(..words).unwrap_or(&[]);
    if spare < 0.0 {
        tighten(&mut advances, visible, -spare);
    } else if column.lie == Lie::Justified && !is_last {
        stretch(&mut advances, visible, spare);
    }
    let free = spare.max(0.0);
    let mut x = indent
        + match column.lie {
            Lie::Justified | Lie::Left => 0.0,
            Lie::Centre => free / 2.0,
            Lie::Right => free,
        };
    let mut line = Line::default();
    for (atom, advance) in atoms.iter().zip(advances) {
        line.glyphs.push(Placed { x: x + atom.shift, advance, atom: *atom });
        x += advance;
    }
    line
}

/// Takes `excess` from the marks within: what the empty half of the last one does not give.
fn tighten(advances: &mut [f32], atoms: &[Atom], excess: f32) {
    let Some((last, within)) = atoms.split_last() else { return };
    let own = if last.mark == Some(Mark::Closing) { last.size / 2.0 } else { 0.0 };
    let give: f32 =
        within.iter().filter(|atom| atom.mark == Some(Mark::Closing)).map(squeeze).sum();
    let part = ((excess - own).max(0.0) / give.max(HAIR)).min(1.0);
    for (advance, atom) in advances.iter_mut().zip(within) {
        if atom.mark == Some(Mark::Closing) {
            *advance -= squeeze(atom) * part;
        }
    }
}

/// Shares what is left over among spaces and the gaps beside Chinese characters.
fn stretch(advances: &mut [f32], atoms: &[Atom], spare: f32) {
    let opens = |pair: &[Atom]| match pair {
        [a, b] => {
            let in_dash = a.c == b.c && matches!(a.c, '—' | '…');
            !in_dash && (a.c == ' ' || is_wide(a.c) || is_wide(b.c))
        }
        _ => false,
    };
    let gaps: Vec<bool> = atoms.windows(2).map(opens).collect();
    let count = gaps.iter().filter(|gap| **gap).count();
    if count == 0 {
        return;
    }
    let each = spare / count as f32;
    for (advance, gap) in advances.iter_mut().zip(gaps) {
        if gap {
            *advance += each;
        }
    }
}
