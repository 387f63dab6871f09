//! Workbooks: which sheets there are, which are read, and where their headings lie.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::archive::{self, not_a_workbook};
use super::grid::{Grid, Listed};
use super::heading;
use super::visit::{Cells, Gate, Passes, Read, Visitor};
use super::{Format, Reading, Sheet, Source};
use crate::finding::{Effect, Finding, Kind, Place, nearest};

/// One sheet of a workbook, which stays packed in memory.
#[derive(Debug)]
pub(super) struct Workbook {
    bytes: Arc<Vec<u8>>,
    format: Format,
    name: String,
}

/// The kind of workbook that the first bytes announce.
pub(super) fn kind(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Some(Format::Xlsx)
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        Some(Format::Xls)
    } else {
        None
    }
}

/// Opens the sheets of a workbook that are wanted.
pub(super) fn open(
    bytes: Vec<u8>,
    format: Format,
    place: &Place,
    reading: &Reading,
) -> (Vec<Sheet>, Vec<Finding>) {
    let mut opening = Opening {
        bytes: Arc::new(bytes),
        format,
        place,
        reading,
        sheets: Vec::new(),
        findings: Vec::new(),
        bare: Vec::new(),
    };
    if let Err(finding) = opening.read() {
        opening.findings.push(*finding);
    }
    opening.finish()
}

/// A workbook on its way to become sheets.
struct Opening<'a> {
    bytes: Arc<Vec<u8>>,
    format: Format,
    place: &'a Place,
    reading: &'a Reading,
    sheets: Vec<Sheet>,
    findings: Vec<Finding>,
    /// Sheets that are empty or hold headings alone, with what is to be said of them.
    bare: Vec<(Option<Sheet>, Finding)>,
}

impl Opening<'_> {
    fn read(&mut self) -> Result<(), Box<Finding>> {
        let bytes = Arc::clone(&self.bytes);
        if self.format == Format::Xlsx {
            archive::check(&bytes, self.place, &self.reading.limits)?;
        }
        let mut grid =
            grid(self.format, &bytes).map_err(|detail| not_a_workbook(self.place, &detail))?;
        let listed = grid.listed();
        let most = self.reading.limits.sheets;
        if listed.len() > most {
            return Err(archive::too_many(self.place, listed.len(), most, "sheets"));
        }
        for name in self.chosen(&listed)? {
            self.read_sheet(&mut grid, name)?;
        }
        Ok(())
    }

    /// The names of the sheets to read.
    fn chosen(&mut self, listed: &[Listed]) -> Result<Vec<String>, Box<Finding>> {
        if let Some(wanted) = &self.reading.sheet {
            let is_wanted = |sheet: &&Listed| sheet.name.trim() == wanted.trim();
            return match listed.iter().find(is_wanted) {
                Some(sheet) => Ok(vec![sheet.name.clone()]),
                None => Err(self.missing(wanted, listed)),
            };
        }
        let mut chosen = Vec::new();
        for sheet in listed {
            if sheet.is_visible {
                chosen.push(sheet.name.clone());
            } else {
                let place = self.at_sheet(&sheet.name);
                let finding = Finding::new(Kind::HiddenSheet, Effect::Flag, place);
                self.findings.push(finding.with("value", &sheet.name));
            }
        }
        if chosen.is_empty() {
            let finding = Finding::new(Kind::EmptyFile, Effect::Stop, self.place.clone());
            return Err(Box::new(finding));
        }
        Ok(chosen)
    }

    fn missing(&self, wanted: &str, listed: &[Listed]) -> Box<Finding> {
        let names: Vec<_> = listed.iter().map(|sheet| sheet.name.as_str()).collect();
        let finding = Finding::new(Kind::MissingSheet, Effect::Stop, self.place.clone())
            .with("value", wanted)
            .with_nearest(nearest(wanted, names.iter().copied()))
            .with("expected", names.join("/"));
        Box::new(finding)
    }

    fn read_sheet(&mut self, grid: &mut Grid<'_>, name: String) -> Result<(), Box<Finding>> {
        let place = self.at_sheet(&name);
        let peek = Peek::at(grid, &name, self.reading)
            .map_err(|detail| not_a_workbook(&place, &detail))?;
        let bare = |kind, row: Option<u64>| {
            let place = row.map_or_else(|| place.clone(), |row| place.at_row(row));
            Finding::new(kind, Effect::Stop, place)
        };
        let Some(heading) = peek.heading.map(|taken| taken.finish(self.reading)) else {
            let finding = match peek.blank {
                Some(row) => bare(Kind::EmptyHeading, Some(row)),
                None => bare(Kind::EmptyFile, self.reading.heading_row),
            };
            self.bare.push((None, finding));
            return Ok(());
        };
        let row = heading.row;
        let sheet = Sheet {
            place: place.clone(),
            format: self.format,
            heading,
            limits: self.reading.limits,
            source: Source::Workbook(Workbook {
                bytes: Arc::clone(&self.bytes),
                format: self.format,
                name,
            }),
        };
        if peek.has_rows {
            let findings = sheet.heading.findings(&sheet.place, &sheet.limits);
            self.findings.extend(findings);
            if sheet.heading.is_beyond(&sheet.limits) {
                return Ok(());
            }
            self.sheets.push(sheet);
        } else {
            let finding = bare(Kind::HeaderOnly, Some(row));
            self.bare.push((Some(sheet), finding));
        }
        Ok(())
    }

    /// Beside a sheet with rows, an empty one or a title page is worth a mention and no more.
    fn finish(mut self) -> (Vec<Sheet>, Vec<Finding>) {
        let has_rows = !self.sheets.is_empty();
        for (sheet, mut finding) in self.bare {
            if has_rows {
                finding.effect = Effect::Flag;
            } else {
                self.sheets.extend(sheet);
            }
            self.findings.push(finding);
        }
        (self.sheets, self.findings)
    }

    fn at_sheet(&self, name: &str) -> Place {
        Place { sheet: Some(Arc::from(name)), ..self.place.clone() }
    }
}

impl Workbook {
    /// Bytes of the file.
    pub(super) fn n_bytes(&self) -> u64 {
        self.bytes.len() as u64
    }

    pub(super) fn read(&self, sheet: &Sheet, visitor: &mut dyn Visitor) -> Read {
        let mut gate = Gate::of_workbook(sheet);
        let heading_row = sheet.heading.last_row;
        let outcome = grid(self.format, &self.bytes).and_then(|mut grid| {
            grid.rows(&self.name, &mut |number, line| {
                if number > heading_row {
                    gate.pass(number, Cells::Line(line), visitor);
                }
                ControlFlow::Continue(())
            })
        });
        if let Err(detail) = outcome {
            gate.note(*not_a_workbook(&sheet.place, &detail));
        }
        let mut passes = Passes::default();
        passes.add(gate.close(0));
        passes.close()
    }
}

/// The top of a sheet.
#[derive(Default)]
struct Peek {
    heading: Option<heading::Rows>,
    /// The row wanted for the headings, when it is empty and others below it are not.
    blank: Option<u64>,
    /// Whether there is content below the headings.
    has_rows: bool,
}

impl Peek {
    /// Reads as little of a sheet as shows its headings and whether a row follows.
    fn at(grid: &mut Grid<'_>, name: &str, reading: &Reading) -> Result<Peek, String> {
        let wanted = reading.heading_row;
        let mut peek = Peek::default();
        grid.rows(name, &mut |number, line| {
            let cells = Cells::Line(line);
            if cells.is_blank() || wanted.is_some_and(|wanted| number < wanted) {
                return ControlFlow::Continue(());
            }
            match &mut peek.heading {
                Some(taken) if taken.wants_more() => {
                    taken.add(number, cells);
                    return ControlFlow::Continue(());
                }
                Some(_) => {
                    peek.has_rows = true;
                    return ControlFlow::Break(());
                }
                None => {}
            }
            if let Some(wanted) = wanted.filter(|&wanted| number > wanted) {
                peek.blank = Some(wanted);
                return ControlFlow::Break(());
            }
            peek.heading = Some(heading::Rows::begin(number, cells, reading));
            ControlFlow::Continue(())
        })?;
        Ok(peek)
    }
}

fn grid(format: Format, bytes: &[u8]) -> Result<Grid<'_>, String> {
    if format == Format::Xlsx {
        return Grid::xlsx(bytes);
    }
    // A workbook under a password lies in a compound file, as the workbooks of old do.
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    match memchr::memmem::find(bytes, &encrypted) {
        Some(_) => Err("encrypted".to_owned()),
        None => Grid::xls(bytes),
    }
}
