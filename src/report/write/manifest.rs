//! The manifest: what a folder of reports was made from and what is in it, each by its hash.
//!
//! It has no clock and no path of this machine, so the same input gives the same manifest.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::readers::Readers;
use crate::appraisal::InputFile;
use crate::period::Period;
use crate::report::Material;
use crate::scheme::Language;

/// The name of the manifest in its folder.
pub const MANIFEST: &str = "manifest.json";

const FORMAT: &str = "pingyi-manifest";
const VERSION: u32 = 1;

/// What a folder of reports is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    scheme: SchemeFile,
    options: Options,
    inputs: Vec<Input>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its name relative to the folder, with `/`.
    pub file: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// The scheme that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SchemeFile {
    /// Its id.
    id: String,
    /// SHA-256 of its file, or of the text that Pingyi ships; `null` where it has no file.
    sha256: Option<String>,
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Options {
    /// The period.
    period: String,
    /// The period to compare with, where one was named; the usual two where `null`.
    #[serde(default)]
    against: Option<String>,
    /// The id of the unit of an appeal pack; `null` for a report.
    #[serde(default)]
    unit: Option<String>,
    /// `zh-CN` or `en`.
    lang: String,
    /// `all`, `internal`, `public` or `units`.
    audience: String,
    /// How many times as many pixels a PNG has than its figure; no PNG was drawn where `null`.
    png_scale: Option<String>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Input {
    /// Its name relative to the folder of the appraisal; `null` where the office is not among the readers.
    pub(super) file: Option<String>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub(super) sha256: String,
}

/// The manifest as it is written.
#[derive(Serialize)]
struct Document<'a> {
    /// Always `pingyi-manifest`.
    format: &'static str,
    /// The version of the format.
    version: u32,
    /// The version of Pingyi.
    pingyi: &'static str,
    /// The scheme that was used.
    scheme: &'a SchemeFile,
    /// What was asked for.
    options: &'a Options,
    /// Every file that was read, by name.
    inputs: &'a [Input],
    /// Every file that was written, by name; the manifest itself is not among them.
    outputs: &'a [Written],
}

/// What is read back of a manifest, to know one's own files again.
#[derive(Deserialize)]
struct Known {
    format: String,
    outputs: Vec<Written>,
}

/// All that a manifest says, read back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Recorded {
    format: String,
    /// The version of Pingyi that wrote it.
    pub(super) pingyi: String,
    scheme: SchemeFile,
    options: Options,
    pub(super) inputs: Vec<Input>,
    pub(super) outputs: Vec<Written>,
}

impl Recorded {
    /// What a text says; `None` where it is no manifest of Pingyi's.
    pub(super) fn read(text: &[u8]) -> Option<Recorded> {
        let recorded: Recorded = serde_json::from_slice(text).ok()?;
        (recorded.format == FORMAT).then_some(recorded)
    }

    /// The period, and the one that it was compared with by name.
    pub(super) fn periods(&self) -> (&str, Option<&str>) {
        (&self.options.period, self.options.against.as_deref())
    }

    /// The id of the unit of an appeal pack.
    pub(super) fn unit(&self) -> Option<&str> {
        self.options.unit.as_deref()
    }

    /// The language.
    pub(super) fn language(&self) -> Language {
        if self.options.lang == "en" { Language::English } else { Language::Chinese }
    }

    /// Who was to read it; `None` where a later version of Pingyi knows other readers.
    pub(super) fn readers(&self) -> Option<Readers> {
        Readers::named(&self.options.audience)
    }

    /// Whether the scheme has other bytes there.
    pub(super) fn has_other_scheme(&self, manifest: &Manifest) -> bool {
        self.scheme != manifest.scheme
    }
}

impl Manifest {
    /// The manifest of a report over `material`.
    ///
    /// `inputs` are the files that the intakes read, of earlier periods too; those that the
    /// appraisals read themselves are added. Where the office is not among the readers, their hashes
    /// stand without their names, for a file may be named after a unit that is not published.
    pub fn new(
        material: &Material<'_>,
        readers: Readers,
        language: Language,
        inputs: &[InputFile],
    ) -> Manifest {
        let appraisal = material.appraisal;
        let past = material.history.iter().flat_map(|past| &past.appraisal.inputs);
        let all = inputs.iter().chain(&appraisal.inputs).chain(past);
        let mut inputs: Vec<Input> = all
            .map(|input| Input {
                file: readers.include_office().then(|| input.file.clone()),
                sha256: input.sha256.clone(),
            })
            .collect();
        inputs.sort();
        inputs.dedup();
        // An appraisal reads its own file first and its scheme second.
        let scheme = appraisal.inputs.get(1);
        Manifest {
            scheme: SchemeFile {
                id: appraisal.scheme.id.clone(),
                sha256: scheme.map(|input| input.sha256.clone()),
            },
            options: Options {
                period: appraisal.period.to_string(),
                against: None,
                unit: None,
                lang: match language {
                    Language::Chinese => "zh-CN".to_owned(),
                    Language::English => "en".to_owned(),
                },
                audience: readers.id().to_owned(),
                png_scale: None,
            },
            inputs,
        }
    }

    /// With the period that was named to compare with.
    #[must_use]
    pub fn with_against(mut self, against: Option<Period>) -> Manifest {
        self.options.against = against.map(|period| period.to_string());
        self
    }

    /// As that of the appeal pack of a unit.
    #[must_use]
    pub(super) fn with_unit(mut self, id: &str) -> Manifest {
        self.options.unit = Some(id.to_owned());
        self
    }

    /// The files that were read.
    pub(super) fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// With the scale of the PNG files.
    #[must_use]
    pub fn with_png_scale(mut self, scale: f32) -> Manifest {
        self.options.png_scale = Some(scale.to_string());
        self
    }

    /// A manifest of nothing, for tests that only need one.
    #[cfg(test)]
    pub(super) fn sample() -> Manifest {
        Manifest {
            scheme: SchemeFile { id: "probe".into(), sha256: None },
            options: Options {
                period: "2025H2".into(),
                against: None,
                unit: None,
                lang: "zh-CN".into(),
                audience: "internal".into(),
                png_scale: None,
            },
            inputs: Vec::new(),
        }
    }

    /// The text of the manifest over the files that are written beside it.
    pub(super) fn text(&self, outputs: &[Written]) -> String {
        let document = Document {
            format: FORMAT,
            version: VERSION,
            pingyi: env!("CARGO_PKG_VERSION"),
            scheme: &self.scheme,
            options: &self.options,
            inputs: &self.inputs,
            outputs,
        };
        // Strings and numbers always serialise; the empty text only keeps the function total.
        let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Written {
    pub(super) fn of(file: &str, bytes: &[u8]) -> Written {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Written { file: file.to_owned(), bytes: bytes.len() as u64, sha256 }
    }
}

/// The files that a manifest lists; `None` where the text is no manifest of Pingyi's.
pub(super) fn outputs(text: &[u8]) -> Option<Vec<Written>> {
    let known: Known = serde_json::from_slice(text).ok()?;
    (known.format == FORMAT).then_some(known.outputs)
}
