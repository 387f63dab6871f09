//! A document as DOCX (Office Open XML, ISO/IEC 29500-1 transitional), written by hand.
//!
//! Elements stand in the order that the schema asks for, no part holds a clock, and the parts lie in
//! the archive in one order with one date. The official faces are named, not embedded: Word and
//! WPS take them from the machine, or what `fontTable.xml` names in their place.

mod body;
mod package;
mod parts;
mod picture;
mod run;
mod styles;
mod table;
#[cfg(test)]
mod tests;

use crate::error::Error;
use crate::report::document::Document;

/// The document as the bytes of a DOCX.
///
/// `png_scale` is how many times as many pixels a picture has than its chart, for programs that do
/// not draw SVG; 2 suits print. The same document gives the same bytes.
///
/// # Errors
/// [`Error::Document`] where a picture could not be drawn or the archive not be packed.
pub fn docx(document: &Document, png_scale: f32) -> Result<Vec<u8>, Error> {
    let composed = body::compose(document);
    let mut parts = parts::fixed(document, &composed.pictures);
    parts.push(package::Part::text("word/document.xml", composed.xml));
    for (at, picture) in composed.pictures.iter().enumerate() {
        parts.extend(picture::parts(picture, at, png_scale)?);
    }
    package::pack(parts)
}
