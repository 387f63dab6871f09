//! The files of an appeal pack.

use super::folder::Folder;
use super::manifest::Manifest;
use super::readers::Readers;
use super::{OfficialFaces, csv, document_html, docx, lint, pdf};
use crate::appraisal::InputFile;
use crate::error::Error;
use crate::locale::Locale;
use crate::report::{Audience, Material, appeal};

/// The appeal pack of a unit as files: the explanation as DOCX, PDF and page, the counts as CSV.
///
/// `inputs` are the files that the intakes read.
///
/// # Errors
/// [`Error::Document`] where a file could not be composed, and [`Error::Leak`] where one that the unit may
/// have says what it must not.
pub fn write_appeal(
    material: &Material<'_>,
    audience: Audience,
    locale: &Locale,
    unit: usize,
    inputs: &[InputFile],
) -> Result<Folder, Error> {
    let pack = appeal(material, audience, locale, unit, inputs);
    let readers = match audience {
        Audience::Internal => Readers::Internal,
        Audience::Public => Readers::Units,
    };
    let manifest = Manifest::new(material, readers, locale.language(), inputs);
    let manifest = manifest.with_unit(&material.appraisal.units[unit].id);
    let mut folder = Folder::new(manifest);
    let name = locale.word("appeal-file");
    folder.add(format!("{name}.docx"), docx(&pack.document, 1.0)?);
    folder.add(
        format!("{name}.pdf"),
        pdf(&pack.document, OfficialFaces::of(&material.appraisal.faces))?.bytes,
    );
    folder.add(format!("{name}.html"), document_html(&pack.document).into_bytes());
    folder.add(format!("{}.csv", locale.word("appeal-counts-file")), csv(&pack.counts, locale));
    if audience == Audience::Public {
        lint::look_over(&folder, material.appraisal, &|_| true)?;
    }
    Ok(folder)
}
