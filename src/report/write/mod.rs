//! The writers: a report as files (通报 as a page, tables as a workbook and as CSV, figures, JSON
//! for machines) in a folder that is written whole or not at all.
//!
//! *What it promises.* Every writer prints the cells of the same [`Grid`](super::Grid)s. No file
//! holds a clock or a path of this machine. What the public is not told is in no file of its folder.

mod appeal;
mod plain;
mod beside;
mod columns;
mod comments;
mod place;
mod csv;
mod docx;
mod html;
mod letters;
mod machine;
mod manifest;
mod paper_html;
mod pdf;
mod folder;
mod lint;
mod readers;
mod verify;
mod workbook;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use rayon::prelude::*;

pub use appeal::write_appeal;
pub use columns::columns;
pub use comments::comment_files;
pub use csv::{csv, findings_csv};
pub use docx::docx;
pub use folder::{Folder, Placed};
pub use html::html;
pub use letters::{LetterFiles, LetterForms, letters};
pub use machine::{json, league_columns, score_columns};
pub use manifest::{MANIFEST, Manifest, Written};
pub use paper_html::document_html;
#[cfg(test)]
pub(in crate::report) use pdf::words as pdf_words;
pub use pdf::{OfficialFaces, Pdf, pdf};
pub use place::{Halt, Stands, Unplaced, place_file, place_files};
pub use readers::Readers;
pub use verify::{Difference, Differs, Record};
pub use workbook::workbook;

use self::plain::file_stem;
use self::readers::{INTERNAL, PUBLIC};
use super::{Audience, Figure, Material, Report, Seen, rows_grid};
use crate::appraisal::InputFile;
use crate::comment::Comments;
use crate::error::Error;
use crate::finding::Finding;
use crate::locale::Locale;
use crate::period::Period;

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
/// What is public and what a unit gets is made of [`ToldMaterial`](super::ToldMaterial) alone, and looked over before it is
/// given back.
///
/// # Errors
/// [`Error::Document`] where a file could not be composed, and [`Error::Leak`] where one says what it
/// must not.
pub fn write_report(
    material: &Material<'_>,
    readers: Readers,
    locale: &Locale,
    enclosures: Enclosures<'_>,
) -> Result<Made, Error> {
    let Enclosures { inputs, against, png_scale, comments, .. } = enclosures;
    let read = comments.map_or(&[][..], |comments| &comments.inputs);
    let inputs = [inputs, read].concat();
    let manifest = Manifest::new(material, readers, locale.language(), &inputs);
    let manifest = manifest.with_against(against).with_png_scale(png_scale);
    let mut made = Made { folder: Folder::new(manifest), missing_glyphs: Vec::new() };
    if readers.include_office() {
        let report = Report::compose(material, Audience::Internal, locale);
        edition(&report, material, locale, enclosures, INTERNAL, &mut made)?;
    }
    let told = Seen::by(Audience::Public, material);
    if readers.include_public() {
        let public = told.material();
        let report = Report::compose(&public, Audience::Public, locale);
        edition(&report, &public, locale, enclosures, PUBLIC, &mut made)?;
    }
    lint::look_over(&made.folder, material.appraisal, &lint::leaves)?;
    made.missing_glyphs.sort_unstable();
    made.missing_glyphs.dedup();
    Ok(made)
}

/// The files of one audience: the bulletin, the workbook, a CSV for each table, SVG and PNG for each
/// figure, the audit table, the findings and the report for machines.
///
/// A public folder has no audit table and no findings: both show, line by line, what few people
/// said and of whom, published or not.
fn edition(
    report: &Report,
    material: &Material<'_>,
    locale: &Locale,
    enclosures: Enclosures<'_>,
    under: &str,
    made: &mut Made,
) -> Result<(), Error> {
    let drawn = report.figures.iter().chain(&report.profiles);
    made.missing_glyphs.extend(drawn.flat_map(|figure| figure.chart.missing_glyphs()));
    let folder = &mut made.folder;
    let named = |name: String| format!("{under}/{name}");
    folder.add(named(locale.word("file-bulletin")), html(report, locale)?.into_bytes());
    folder.add(named(locale.word("file-workbook")), workbook(report, locale)?);
    let tables = named(locale.word("file-tables"));
    let mut taken = BTreeSet::new();
    for grid in &report.grids {
        let name = file_stem(&grid.file, &mut taken);
        folder.add(format!("{tables}/{name}.csv"), csv(grid, locale));
    }
    figures(report, &named(locale.word("file-charts")), enclosures.png_scale, folder)?;
    folder.add(named("report.json".into()), json(material, report.audience).into_bytes());
    if let Some(comments) = enclosures.comments {
        let files = comment_files(comments, material.appraisal, report.audience, locale);
        let under = named(locale.word("file-comments"));
        files.into_iter().for_each(|(name, bytes)| folder.add(format!("{under}/{name}"), bytes));
    }
    if report.audience == Audience::Internal {
        folder.add(named("findings.csv".into()), findings_csv(enclosures.findings, locale));
        folder.add(named("audit.csv".into()), audit(material)?);
        let files = rows_grid(material, report.audience, locale);
        folder.add(named("files.csv".into()), csv(&files, locale));
    }
    Ok(())
}

/// How much smaller the picture of one unit is drawn: there are many, and each shows little.
const PROFILE_SCALE: f32 = 0.75;

/// Each figure as SVG and PNG. The PNG are drawn side by side: they take most of the time.
fn figures(report: &Report, under: &str, scale: f32, folder: &mut Folder) -> Result<(), Error> {
    let mut taken = BTreeSet::new();
    let figures = report.figures.iter().map(|figure| (figure, scale));
    let profiles = report.profiles.iter().map(|figure| (figure, scale * PROFILE_SCALE));
    let named: Vec<(String, &Figure, f32)> = figures
        .chain(profiles)
        .map(|(figure, scale)| {
            (format!("{under}/{}", file_stem(&figure.file, &mut taken)), figure, scale)
        })
        .collect();
    let drawn: Vec<_> =
        named.par_iter().map(|(_, figure, scale)| figure.chart.png(*scale)).collect();
    for ((name, figure, _), png) in named.into_iter().zip(drawn) {
        let png = png.map_err(|error| Error::Document {
            name: format!("{name}.png"),
            detail: error.to_string(),
        })?;
        folder.add(format!("{name}.svg"), figure.chart.svg().as_bytes().to_vec());
        folder.add(format!("{name}.png"), png);
    }
    Ok(())
}

/// The audit table, with the mark by which Excel knows UTF-8 and with names that no spreadsheet
/// takes for a formula. Ids stay as they are, so that Pingyi reads the table back.
fn audit(material: &Material<'_>) -> Result<Vec<u8>, Error> {
    let fault = |detail: String| Error::Document { name: "audit.csv".into(), detail };
    let mut plain = Vec::new();
    let written = material.tally.write(material.appraisal, &mut plain);
    written.map_err(|error| fault(error.to_string()))?;
    csv::neutralised(&plain, |heading| heading.ends_with("_name"))
        .map_err(|error| fault(error.to_string()))
}
