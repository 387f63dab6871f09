//! Files of faces that the office has a licence for, for its documents as PDF.

use std::fs::File;
use std::io::Read as _;
use std::sync::Arc;

use ttf_parser::{Face, Tag};

use super::form::FacesForm;
use super::open::{Opening, hash};
use super::{Appraisal, InputFile};
use crate::finding::Kind;

/// A larger file is no face: those with all Chinese characters have some 20 MiB.
const MOST_BYTES: u64 = 64 << 20;

/// A character that every Chinese face has.
const CHINESE: char = '文';
/// The tables of which a face has one, where its glyphs are outlines.
const OUTLINES: [&[u8; 4]; 3] = [b"glyf", b"CFF ", b"CFF2"];

/// The bytes of the faces that are named; those that are absent are stood in for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Faces {
    /// 小标宋, of titles.
    pub title: Option<Arc<[u8]>>,
    /// 仿宋, of the body.
    pub body: Option<Arc<[u8]>>,
    /// 黑体, of first headings and heads of tables.
    pub heading: Option<Arc<[u8]>>,
    /// 楷体, of second headings.
    pub subheading: Option<Arc<[u8]>>,
}

impl Opening<'_> {
    /// Reads the faces that the appraisal names.
    pub(super) fn faces(&mut self, keys: &FacesForm, appraisal: &mut Appraisal) {
        appraisal.faces = Faces {
            title: self.face(keys.title.as_deref(), "faces.title"),
            body: self.face(keys.body.as_deref(), "faces.body"),
            heading: self.face(keys.heading.as_deref(), "faces.heading"),
            subheading: self.face(keys.subheading.as_deref(), "faces.subheading"),
        };
    }

    fn face(&mut self, name: Option<&str>, key: &str) -> Option<Arc<[u8]>> {
        let file = self.one_file(name?, key)?;
        let mut bytes = Vec::new();
        let read = File::open(&file.path)
            .and_then(|open| open.take(MOST_BYTES + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            let finding = self.form.mistake(Kind::UnreadableFile, key);
            self.form.push(finding.with("detail", error.to_string()));
            return None;
        }
        if bytes.len() as u64 > MOST_BYTES {
            let finding = self.form.mistake(Kind::TooLarge, key);
            let finding = finding.with("value", bytes.len().to_string());
            self.form.push(finding.with("limit", MOST_BYTES.to_string()));
            return None;
        }
        if let Some(detail) = fault_of(&bytes) {
            let finding = self.form.mistake(Kind::NotAFace, key).with("value", file.shown_as);
            self.form.push(finding.with("detail", detail));
            return None;
        }
        self.inputs.push(InputFile { file: file.shown_as, sha256: hash(&bytes) });
        Some(bytes.into())
    }
}

/// Why documents cannot be set in a file; the first face of a collection counts.
fn fault_of(bytes: &[u8]) -> Option<&'static str> {
    let Ok(face) = Face::parse(bytes, 0) else { return Some("other") };
    let has = |name: &&[u8; 4]| face.raw_face().table(Tag::from_bytes(name)).is_some();
    if !OUTLINES.iter().any(has) {
        return Some("outlines");
    }
    let drawn = |glyph| face.glyph_bounding_box(glyph).is_some();
    let is_chinese = face.glyph_index(CHINESE).is_some_and(drawn);
    (!is_chinese).then_some("chinese")
}

#[cfg(test)]
mod tests {
    use super::fault_of;

    #[test]
    fn a_file_is_a_face_or_it_is_told_why_not() {
        let face = include_bytes!("../../fonts/PingyiSerif-Regular.otf");
        assert_eq!(fault_of(face), None);
        assert_eq!(fault_of(b""), Some("other"));
        assert_eq!(fault_of(b"wOFF and what follows"), Some("other"));
        assert_eq!(fault_of(&face[..4000]), Some("other"));
    }

    #[test]
    fn a_face_without_chinese_or_without_outlines_is_told() {
        let mut face = include_bytes!("../../fonts/PingyiSerif-Regular.otf").to_vec();
        let at = |face: &[u8], name: &[u8; 4]| {
            face.windows(4).position(|four| four == name).expect("the face has the table")
        };
        let cmap = at(&face, b"cmap");
        face[cmap..cmap + 4].copy_from_slice(b"xxxx");
        assert_eq!(fault_of(&face), Some("chinese"));
        let outlines = at(&face, b"CFF ");
        face[outlines..outlines + 4].copy_from_slice(b"xxxx");
        assert_eq!(fault_of(&face), Some("outlines"));
    }
}
