//! The files of one audience: the bulletin as site and document, the workbook, a CSV for each table, SVG and
//! PNG for each figure, comments, the audit table, the findings and the report for machines.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::plain::file_stem;
use super::whole::{Enclosures, Made};
use super::{
    Folder, OfficialFaces, comment_files, csv, docx, findings_csv, json, pdf, site, workbook,
};
use crate::error::Error;
use crate::locale::Locale;
use crate::report::{Audience, Figure, Material, Report, bulletin, rows_grid};
use crate::scheme::Language;

/// For whom, of what and where.
#[derive(Clone, Copy)]
pub(super) struct Edition<'a> {
    /// What the audience may see.
    pub(super) material: &'a Material<'a>,
    pub(super) audience: Audience,
    /// The words of the files; the site has those of the other language too.
    pub(super) locale: &'a Locale,
    pub(super) enclosures: Enclosures<'a>,
    /// The folder.
    pub(super) under: &'a str,
}

/// Composes the report and adds its files.
///
/// A public folder has no audit table and no findings: both show, line by line, what few people
/// said and of whom, published or not.
pub(super) fn edition(edition: &Edition<'_>, made: &mut Made) -> Result<(), Error> {
    let Edition { material, audience, locale, .. } = *edition;
    let report = Report::compose(material, audience, locale);
    let other = Locale::new(match locale.language() {
        Language::Chinese => Language::English,
        Language::English => Language::Chinese,
    });
    let translated = Report::compose(material, audience, &other);
    for (name, bytes) in site(&[(&report, locale), (&translated, &other)], material)? {
        made.folder.add(edition.named(&name), bytes);
    }
    edition.document(made)?;
    edition.files_of(&report, made)
}

impl Edition<'_> {
    fn named(&self, name: &str) -> String {
        format!("{}/{name}", self.under)
    }

    /// The bulletin to be signed.
    fn document(&self, made: &mut Made) -> Result<(), Error> {
        let Edition { material, audience, locale, enclosures, .. } = *self;
        let document = bulletin(material, enclosures.comments, audience, locale);
        let name = self.named(&locale.word("file-document"));
        let printed = pdf(&document, OfficialFaces::of(&material.appraisal.faces))?;
        made.missing_glyphs.extend(printed.missing);
        made.folder.add(format!("{name}.docx"), docx(&document, enclosures.png_scale)?);
        made.folder.add(format!("{name}.pdf"), printed.bytes);
        Ok(())
    }

    /// Tables, figures and what is for machines.
    pub(super) fn files_of(&self, report: &Report, made: &mut Made) -> Result<(), Error> {
        let Edition { material, audience, locale, enclosures, .. } = *self;
        let drawn = report.figures.iter().chain(&report.profiles);
        made.missing_glyphs.extend(drawn.flat_map(|figure| figure.chart.missing_glyphs()));
        let folder = &mut made.folder;
        folder.add(self.named(&locale.word("file-workbook")), workbook(report, locale)?);
        let tables = self.named(&locale.word("file-tables"));
        let mut taken = BTreeSet::new();
        for grid in &report.grids {
            let name = file_stem(&grid.file, &mut taken);
            folder.add(format!("{tables}/{name}.csv"), csv(grid, locale));
        }
        figures(report, &self.named(&locale.word("file-charts")), enclosures.png_scale, folder)?;
        folder.add(self.named("report.json"), json(material, audience).into_bytes());
        if let Some(comments) = enclosures.comments {
            let under = self.named(&locale.word("file-comments"));
            for (name, bytes) in comment_files(comments, material.appraisal, audience, locale) {
                folder.add(format!("{under}/{name}"), bytes);
            }
        }
        if audience == Audience::Internal {
            folder.add(self.named("findings.csv"), findings_csv(enclosures.findings, locale));
            folder.add(self.named("audit.csv"), audit(material)?);
            let files = rows_grid(material, audience, locale);
            folder.add(self.named("files.csv"), csv(&files, locale));
        }
        Ok(())
    }
}

/// How much smaller the picture of one unit is drawn: there are many, and each shows little.
const PROFILE_SCALE: f32 = 0.75;

/// A figure that is taller, in CSS pixels, has no PNG: a row for each of many hundred units is looked up on a
/// screen, for which SVG is there, and no page of a document takes it.
const TALLEST: u32 = 12_000;

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
    let draw = |(_, figure, scale): &(String, &Figure, f32)| {
        (figure.chart.height() <= TALLEST).then(|| figure.chart.png(*scale))
    };
    let drawn: Vec<_> = named.par_iter().map(draw).collect();
    for ((name, figure, _), png) in named.into_iter().zip(drawn) {
        let png = png.transpose().map_err(|error| Error::Document {
            name: format!("{name}.png"),
            detail: error.to_string(),
        })?;
        folder.add(format!("{name}.svg"), figure.chart.svg().as_bytes().to_vec());
        if let Some(png) = png {
            folder.add(format!("{name}.png"), png);
        }
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
    super::csv::neutralised(&plain, |heading| heading.ends_with("_name"))
        .map_err(|error| fault(error.to_string()))
}
