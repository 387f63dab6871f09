//! Words into glyphs with their widths: closer where two marks meet, wider where scripts meet.

use super::face::{Faces, Role};
use crate::chart::is_wide;
use crate::report::document::{Emphasis, Mark, Run, mark_of};
use crate::scheme::Language;

/// A glyph on its way into a line; lengths in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Atom {
    pub(super) c: char,
    pub(super) face: usize,
    pub(super) glyph: u16,
    pub(super) size: f32,
    /// From its origin to that of the next.
    pub(super) advance: f32,
    /// How far from its origin it is drawn.
    pub(super) shift: f32,
    /// What it is for spacing; `None` too for a mark that was made narrow.
    pub(super) mark: Option<Mark>,
    /// Whether it waits for a person.
    pub(super) is_pending: bool,
}

/// How words are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// In points.
    pub(super) size: f32,
    /// Added to each advance, in points.
    pub(super) tracking: f32,
    pub(super) language: Language,
}

/// The glyphs of a paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Atoms {
    pub(super) atoms: Vec<Atom>,
}

impl Atoms {
    /// Adds runs; bold ones take [`Role::Strong`] where the role is the body.
    pub(super) fn runs(
        &mut self,
        runs: &[Run],
        role: Role,
        setting: Setting,
        faces: &mut Faces<'_>,
    ) {
        for run in runs {
            let is_strong = run.emphasis == Emphasis::Strong && role == Role::Body;
            let role = if is_strong { Role::Strong } else { role };
            self.words(&run.text, role, setting, run.emphasis == Emphasis::Pending, faces);
        }
    }

    /// Adds words of one role.
    pub(super) fn words(
        &mut self,
        text: &str,
        role: Role,
        setting: Setting,
        is_pending: bool,
        faces: &mut Faces<'_>,
    ) {
        for c in text.chars() {
            let before = self.atoms.last().map(|atom| atom.c);
            let found = faces.find(role, c);
            let mut atom = Atom {
                c,
                face: found.face,
                glyph: found.glyph,
                size: setting.size,
                advance: found.advance * setting.size + setting.tracking,
                shift: 0.0,
                mark: mark_of(c),
                is_pending,
            };
            if is_narrow_quote(c, before, setting.language) {
                /// White on each side of a narrow mark, in ems.
                const SIDE: f32 = 0.06;
                atom.advance = (found.ink.1 - found.ink.0 + 2.0 * SIDE) * setting.size;
                atom.shift = (SIDE - found.ink.0) * setting.size;
                atom.mark = None;
            }
            self.fit(&mut atom, setting);
            self.atoms.push(atom);
        }
    }

    /// Fits a glyph to the one before it.
    fn fit(&mut self, atom: &mut Atom, setting: Setting) {
        let Some(before) = self.atoms.last_mut() else { return };
        match (before.mark, atom.mark) {
            (Some(Mark::Closing), Some(_)) => before.advance -= before.size / 2.0,
            (Some(Mark::Opening), Some(Mark::Opening)) => {
                atom.advance -= atom.size / 2.0;
                atom.shift -= atom.size / 2.0;
            }
            _ => {}
        }
        let meet = (is_hanzi(before.c) && is_letter(atom.c))
            || (is_letter(before.c) && is_hanzi(atom.c))
            || (before.c == '%' && is_hanzi(atom.c));
        if meet && setting.language == Language::Chinese {
            before.advance += setting.size / 8.0;
        }
    }
}

/// In a Chinese face curly quotes are as wide as a hanzi, which tears English words apart.
fn is_narrow_quote(c: char, before: Option<char>, language: Language) -> bool {
    match c {
        '“' | '”' | '‘' => language == Language::English,
        '’' => {
            language == Language::English
                || before.is_some_and(|before| before.is_ascii_alphabetic())
        }
        _ => false,
    }
}

/// A Chinese character that is no mark.
pub(super) fn is_hanzi(c: char) -> bool {
    is_wide(c) && c.is_alphanumeric()
}

/// A letter or figure of another script.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_wide(c)
}
