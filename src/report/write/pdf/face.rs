//! The faces of a PDF: which one has a character, and how wide it is.

use std::collections::BTreeSet;

use ttf_parser::{Face as Parsed, GlyphId};

use super::{OfficialFaces, fault};
use crate::chart::face_bytes;
use crate::error::Error;
use crate::scheme::Language;

static SERIF: &[u8] = include_bytes!("../../../../fonts/PingyiSerif-Regular.otf");
static SERIF_BOLD: &[u8] = include_bytes!("../../../../fonts/PingyiSerif-Bold.otf");

/// What a run of words is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Titles (小标宋).
    Title,
    /// The body (仿宋).
    Body,
    /// What is bold in the body, and third headings.
    Strong,
    /// First headings, heads of tables (黑体).
    Heading,
    /// Second headings (楷体).
    Subheading,
    /// Page numbers (宋体).
    Folio,
}

/// A glyph of a face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// Position in [`Faces`].
    pub(super) face: usize,
    pub(super) glyph: u16,
    /// In ems.
    pub(super) advance: f32,
    /// Where its ink begins and ends, in ems.
    pub(super) ink: (f32, f32),
}

/// Where the bytes of a face are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source<'a> {
    /// In the program.
    Embedded(&'static [u8]),
    /// With the caller.
    Official(&'a [u8]),
}

struct Face<'a> {
    source: Source<'a>,
    parsed: Parsed<'a>,
}

/// All faces of a document.
pub(super) struct Faces<'a> {
    faces: Vec<Face<'a>>,
    language: Language,
    /// The positions of the official faces, in the order of [`OfficialFaces`].
    official: [Option<usize>; 4],
    missing: BTreeSet<char>,
}

/// The embedded faces come first, in this order.
const SERIF_AT: usize = 0;
const SERIF_BOLD_AT: usize = 1;
const SANS_AT: usize = 2;
const SANS_BOLD_AT: usize = 3;

impl<'a> Faces<'a> {
    /// The embedded faces and those of the caller.
    pub(super) fn new(official: OfficialFaces<'a>, language: Language) -> Result<Self, Error> {
        let [sans, sans_bold] = face_bytes();
        let mut faces = Vec::new();
        for bytes in [SERIF, SERIF_BOLD, sans, sans_bold] {
            faces.push(Face { source: Source::Embedded(bytes), parsed: parse(bytes)? });
        }
        let given = [official.title, official.body, official.heading, official.subheading];
        let mut places = [None; 4];
        for (place, bytes) in places.iter_mut().zip(given) {
            if let Some(bytes) = bytes {
                *place = Some(faces.len());
                faces.push(Face { source: Source::Official(bytes), parsed: parse(bytes)? });
            }
        }
        Ok(Faces { faces, language, official: places, missing: BTreeSet::new() })
    }

    /// The glyph of a character: from the role's face, else from any that has it, else a box.
    pub(super) fn find(&mut self, role: Role, c: char) -> Found {
        for at in self.chain(role).into_iter().flatten() {
            if let Some(found) = self.glyph(at, c) {
                return found;
            }
        }
        self.missing.insert(c);
        Found { face: SERIF_AT, glyph: 0, advance: 1.0, ink: (0.0, 1.0) }
    }

    /// The bytes of each face, in the order of their positions.
    pub(super) fn sources(&self) -> impl Iterator<Item = Source<'a>> + '_ {
        self.faces.iter().map(|face| face.source)
    }

    /// The characters that no face has.
    pub(super) fn missing(&self) -> Vec<char> {
        self.missing.iter().copied().collect()
    }

    fn chain(&self, role: Role) -> [Option<usize>; 5] {
        let [title, body, heading, subheading] = self.official;
        let (official, embedded) = match (role, self.language) {
            (Role::Title, _) => (title, SERIF_BOLD_AT),
            (Role::Body, _) => (body, SERIF_AT),
            (Role::Folio, _) => (None, SERIF_AT),
            (Role::Strong, _) => (None, SERIF_BOLD_AT),
            (Role::Heading, Language::Chinese) => (heading, SANS_BOLD_AT),
            (Role::Heading, Language::English) => (heading, SERIF_BOLD_AT),
            (Role::Subheading, _) => (subheading, SERIF_BOLD_AT),
        };
        [official, Some(embedded), Some(SERIF_AT), Some(SANS_AT), body]
    }

    fn glyph(&self, at: usize, c: char) -> Option<Found> {
        let face = &self.faces.get(at)?.parsed;
        let glyph: GlyphId = face.glyph_index(c)?;
        let em = f32::from(face.units_per_em());
        let advance = f32::from(face.glyph_hor_advance(glyph)?) / em;
        let ink = face.glyph_bounding_box(glyph).map_or((0.0, advance), |bounds| {
            (f32::from(bounds.x_min) / em, f32::from(bounds.x_max) / em)
        });
        Some(Found { face: at, glyph: glyph.0, advance, ink })
    }
}

fn parse(bytes: &[u8]) -> Result<Parsed<'_>, Error> {
    Parsed::parse(bytes, 0).map_err(|cause| fault(cause.to_string()))
}
