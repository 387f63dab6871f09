//! A whole report: a folder for each of its readers.

use std::collections::BTreeSet;

use super::edition::{Edition, edition};
use super::letters::{LetterFiles, LetterForms, letters};
use super::plain::file_stem;
use super::readers::{INTERNAL, PUBLIC, Readers, UNITS};
use super::{Folder, Manifest, OfficialFaces, lint};
use crate::appraisal::InputFile;
use crate::comment::Comments;
use crate::error::Error;
use crate::finding::Finding;
use crate::locale::Locale;
use crate::period::Period;
use crate::report::{Audience, Letters, Material, Seen};
use crate::scheme::Publication;

/// What belongs into the folder beside the material.
#[derive(Debug, Clone, Copy)]
pub struct Enclosures<'a> {
    /// Everything that was noticed in the period.
    pub findings: &'a [Finding],
    /// The files that the intakes read, of earlier periods too.
    pub inputs: &'a [InputFile],
    /// The period that was named to compare with.
    pub against: Option<Period>,
    /// What raters wrote in their own words, where there is any.
    pub comments: Option<&'a Comments>,
    /// How many times as many pixels a PNG has than its figure; 2 suits print.
    pub png_scale: f32,
}

/// A report that was composed and is not written yet.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its files.
    pub folder: Folder,
    /// Characters that the figures show as a box, because the embedded face lacks them; in order.
    pub missing_glyphs: Vec<char>,
}

/// All files of a report for its readers: `internal/` for the office and its leaders, `public/` for
/// anybody, and `units/<unit>/` for each unit.
///
/// What is public and what a unit gets is made of [`ToldMaterial`](crate::report::ToldMaterial) alone, and
/// looked over before it is given back. `told` hears how many letters of how many are made.
///
/// # Errors
/// [`Error::Document`] where a file could not be composed, and [`Error::Leak`] where one says what it
/// must not.
pub fn write_report(
    material: &Material<'_>,
    readers: Readers,
    locale: &Locale,
    enclosures: Enclosures<'_>,
    told: &dyn Fn(usize, usize),
) -> Result<Made, Error> {
    let Enclosures { inputs, against, png_scale, comments, .. } = enclosures;
    let read = comments.map_or(&[][..], |comments| &comments.inputs);
    let inputs = [inputs, read].concat();
    let manifest = Manifest::new(material, readers, locale.language(), &inputs);
    let manifest = manifest.with_against(against).with_png_scale(png_scale);
    let mut made = Made { folder: Folder::new(manifest), missing_glyphs: Vec::new() };
    let mut write = |material: &Material<'_>, audience, under| {
        let edition_of = Edition { material, audience, locale, enclosures, under };
        edition(&edition_of, &mut made)
    };
    if readers.include_office() {
        write(material, Audience::Internal, INTERNAL)?;
    }
    let seen = Seen::by(Audience::Public, material);
    let public = seen.material();
    if readers.include_public() {
        write(&public, Audience::Public, PUBLIC)?;
    }
    if readers.include_units() {
        let all = Letters::of(material, &public, comments, locale);
        units(&all, readers, (material, locale), &mut made, told)?;
    }
    lint::look_over(&made.folder, material.appraisal, &lint::leaves)?;
    made.missing_glyphs.sort_unstable();
    made.missing_glyphs.dedup();
    Ok(made)
}

/// The letters, each in a folder of its unit.
///
/// That to a unit which is for the leaders only lies within the folder of the office, and only where the
/// office is among the readers: another reader would see that it is appraised.
fn units(
    all: &Letters<'_>,
    readers: Readers,
    (material, locale): (&Material<'_>, &Locale),
    made: &mut Made,
    told: &dyn Fn(usize, usize),
) -> Result<(), Error> {
    let appraisal = material.appraisal;
    let is_secret = |unit: usize| appraisal.publication(unit) == Publication::Internal;
    let wanted = |unit: &usize| readers.include_office() || !is_secret(*unit);
    let chosen: Vec<usize> = all.units().into_iter().filter(wanted).collect();
    let mut taken = [BTreeSet::new(), BTreeSet::new()];
    let name = locale.word("file-letter");
    let mut n = 0;
    told(0, chosen.len());
    let forms = LetterForms { faces: OfficialFaces::of(&appraisal.faces), png_scale: 1.0 };
    letters(all, &chosen, forms, |LetterFiles { unit, docx, pdf, html, .. }| {
        let secret = is_secret(unit);
        let label = locale.label(&appraisal.units[unit].name);
        let stem = file_stem(label, &mut taken[usize::from(secret)]);
        let under = if secret { format!("{INTERNAL}/{UNITS}") } else { UNITS.to_owned() };
        let named = |ending: &str| format!("{under}/{stem}/{name}.{ending}");
        made.missing_glyphs.extend(pdf.missing);
        made.folder.add(named("docx"), docx);
        made.folder.add(named("pdf"), pdf.bytes);
        made.folder.add(named("html"), html.into_bytes());
        n += 1;
        told(n, chosen.len());
        Ok(())
    })
}
