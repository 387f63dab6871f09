//! A document as PDF: tagged, its words selectable, every face embedded.
//!
//! The lines are broken here, at the same measures as in DOCX: 22 lines of 28 characters. Faces come
//! from the program, or from the caller where an office has the official ones.

mod body;
mod draw;
mod face;
mod glyph;
mod head;
mod line;
mod page;
mod table;
#[cfg(test)]
mod tests;

use face::Faces;

use crate::error::Error;
use crate::report::document::Document;

/// The files of faces that an office has a licence for; those that are absent are stood in for by
/// the embedded ones.
#[derive(Debug, Clone, Copy, Default)]
pub struct OfficialFaces<'a> {
    /// 小标宋, of titles.
    pub title: Option<&'a [u8]>,
    /// 仿宋, of the body.
    pub body: Option<&'a [u8]>,
    /// 黑体, of first headings and heads of tables.
    pub heading: Option<&'a [u8]>,
    /// 楷体, of second headings.
    pub subheading: Option<&'a [u8]>,
}

impl<'a> OfficialFaces<'a> {
    /// Those that an appraisal names.
    pub fn of(faces: &'a crate::appraisal::Faces) -> OfficialFaces<'a> {
        OfficialFaces {
            title: faces.title.as_deref(),
            body: faces.body.as_deref(),
            heading: faces.heading.as_deref(),
            subheading: faces.subheading.as_deref(),
        }
    }
}

/// A document as PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that no face has, in order of their number, each once: a box stands in their
    /// place, and the caller should say so. Those of pictures are in
    /// [`Chart::missing_glyphs`](crate::chart::Chart::missing_glyphs).
    pub missing: Vec<char>,
    /// How many pages it has.
    pub pages: usize,
}

/// The document as a PDF. The same document and faces give the same bytes.
///
/// # Errors
/// [`Error::Document`] where a face cannot be read or a picture not be drawn.
pub fn pdf(document: &Document, official: OfficialFaces<'_>) -> Result<Pdf, Error> {
    let mut faces = Faces::new(official, document.language)?;
    let layout = body::lay_out(document, &mut faces);
    let bytes = draw::draw(document, &layout, &mut faces)?;
    Ok(Pdf { bytes, missing: faces.missing(), pages: layout.pages.len() })
}

/// The words on the pages, without those of pictures, a line each.
#[cfg(test)]
pub(in crate::report) fn words(document: &Document) -> String {
    let faces = Faces::new(OfficialFaces::default(), document.language);
    let mut faces = faces.expect("the embedded faces are sound");
    let layout = body::lay_out(document, &mut faces);
    let mut words = String::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        if let page::Item::Words { glyphs, .. } = item {
            words.extend(glyphs.iter().map(|glyph| glyph.atom.c).chain(['\n']));
        }
    }
    words
}

fn fault(detail: impl Into<String>) -> Error {
    Error::Document { name: "pdf".into(), detail: detail.into() }
}
