//! The writers: a report as files (通报 as a page, tables as a workbook and as CSV, figures, JSON
//! for machines) in a folder that is written whole or not at all.
//!
//! *What it promises.* Every writer prints the cells of the same [`Grid`](super::Grid)s. No file
//! holds a formula, a clock or a path of this machine. What a public folder leaves out is left out
//! of every file in it.

mod plain;
mod beside;
mod columns;
mod comments;
mod place;
mod csv;
mod docx;
mod html;
mod site;
mod machine;
mod manifest;
mod pdf;
mod folder;
mod verify;
mod workbook;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use rayon::prelude::*;

pub use columns::columns;
pub use comments::comment_files;
pub use csv::{csv, findings_csv};
pub use docx::docx;
pub use folder::{Folder, Placed};
pub use html::html;
pub use machine::{json, league_columns, score_columns};
pub use manifest::{MANIFEST, Manifest, Written};
pub use pdf::{OfficialFaces, Pdf, pdf};
pub use place::{Halt, Stands, Unplaced, place_file, place_files};
pub use site::{Edition, site, site_pages};
pub use verify::{Difference, Differs, Record};
pub use workbook::workbook;

use self::plain::file_stem;
use super::{Audience, Figure, Material, Report, rows_grid};
use crate::appraisal::InputFile;
use crate::error::Error;
use crate::finding::Finding;
use crate::locale::Locale;
use crate::period::Period;

/// What belongs into the folder beside the report and the material.
#[derive(Debug, Clone, Copy)]
pub struct Enclosures<'a> {
    /// The bulletin as a page.
    pub html: &'a str,
    /// Everything that was noticed in the period.
    pub findings: &'a [Finding],
    /// The files that the intakes read, of earlier periods too.
    pub inputs: &'a [InputFile],
    /// The period that was named to compare with.
    pub against: Option<Period>,
    /// How many times as many pixels a PNG has than its figure; 2 suits print.
    pub png_scale: f32,
}

/// All files of a report: the bulletin, the workbook, a CSV for each table, SVG and PNG for each
/// figure, the audit table, the findings and the report for machines.
///
/// A public folder has no audit table and no findings: both show, line by line, what few people
/// said and of whom, published or not.
///
/// # Errors
/// [`Error::Document`] where a file could not be composed.
pub fn write_report(
    report: &Report,
    material: &Material<'_>,
    locale: &Locale,
    enclosures: Enclosures<'_>,
) -> Result<Folder, Error> {
    let Enclosures { html, findings, inputs, against, png_scale } = enclosures;
    let manifest = Manifest::new(material, report.audience, locale.language(), inputs);
    let mut folder = Folder::new(manifest.with_against(against).with_png_scale(png_scale));

    folder.add(locale.word("file-bulletin"), html.as_bytes().to_vec());
    folder.add(locale.word("file-workbook"), workbook(report, locale)?);
    let tables = locale.word("file-tables");
    let mut taken = BTreeSet::new();
    for grid in &report.grids {
        let name = file_stem(&grid.file, &mut taken);
        folder.add(format!("{tables}/{name}.csv"), csv(grid, locale));
    }
    figures(report, &locale.word("file-charts"), png_scale, &mut folder)?;
    folder.add("report.json", json(material, report.audience).into_bytes());
    if report.audience == Audience::Internal {
        folder.add("findings.csv", findings_csv(findings, locale));
        folder.add("audit.csv", audit(material)?);
        let files = rows_grid(material, report.audience, locale);
        folder.add("files.csv", csv(&files, locale));
    }
    Ok(folder)
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
