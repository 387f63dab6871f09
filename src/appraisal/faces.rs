//! Files of faces that the office has a licence for, for its documents as PDF.

use std::fs::File;
use std::io::Read as _;
use std::sync::Arc;

use super::form::FacesForm;
use super::open::{Opening, hash};
use super::{Appraisal, InputFile};
use crate::finding::Kind;

/// A larger file is no face: those with all Chinese characters have some 20 MiB.
const MOST_BYTES: u64 = 64 << 20;

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
        self.inputs.push(InputFile { file: file.shown_as, sha256: hash(&bytes) });
        Some(bytes.into())
    }
}
