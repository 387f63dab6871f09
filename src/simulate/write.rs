//! Tables into bytes: CSV in any encoding, packed or not, and workbooks. No clock goes in.

use std::borrow::Cow;
use std::io::Write as _;

use flate2::{Compression, GzBuilder};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::GeneratedFile;
use super::form::Sheets;
use super::plan::{Container, Delivery};
use super::survey::Survey;
use super::table::{Part, Table};
use crate::error::Error;
use crate::sheet::Encoding;

/// The files of one entry of the plan, in the order of groups and units.
pub(super) fn files(survey: &Survey<'_>, delivery: &Delivery) -> Result<Vec<GeneratedFile>, Error> {
    let mut files = Vec::new();
    for (name, parts) in layout(survey, delivery) {
        let bytes = match delivery.container {
            Container::Workbook => workbook(survey, delivery, &parts, &name)?,
            Container::Text | Container::Gzip => {
                let text = text(survey, delivery, &parts[0], &name)?;
                let bytes = encode(text, delivery.encoding);
                if delivery.container == Container::Gzip { gzip(&bytes, &name)? } else { bytes }
            }
        };
        files.push(GeneratedFile { name, bytes });
    }
    Ok(files)
}

/// The names of the files with the tables in each.
fn layout(survey: &Survey<'_>, delivery: &Delivery) -> Vec<(String, Vec<Part>)> {
    let plan = survey.plan;
    let label = |group: &usize| plan.scheme.groups[*group].label.zh.clone();
    let sets: Vec<Vec<usize>> = match delivery.splits_groups() {
        true => delivery.groups.iter().map(|group| vec![*group]).collect(),
        false => vec![delivery.groups.clone()],
    };
    let mut files = Vec::new();
    for groups in sets {
        let name = match groups.first() {
            Some(group) => delivery.name.replace("{group}", &label(group)),
            None => delivery.name.clone(),
        };
        let by_sheet =
            delivery.container == Container::Workbook && delivery.sheets == Sheets::Group;
        let parts_for = |unit: Option<usize>| -> Vec<Part> {
            if by_sheet {
                let part = |group: &usize| Part {
                    sheet: label(group),
                    groups: vec![*group],
                    unit,
                    names_group: false,
                };
                return groups.iter().map(part).collect();
            }
            let names_group = !delivery.splits_groups();
            vec![Part { sheet: "评议票".to_owned(), groups: groups.clone(), unit, names_group }]
        };
        if !delivery.splits_units() {
            files.push((name, parts_for(None)));
            continue;
        }
        for (unit, entry) in plan.units.iter().enumerate() {
            let Some(span) = survey.span(unit) else { continue };
            if groups.iter().any(|group| plan.rates(*group, unit, span.category)) {
                let shown = file_name(&span.name.zh).unwrap_or(&entry.id);
                files.push((name.replace("{unit}", shown), parts_for(Some(unit))));
            }
        }
    }
    files
}

/// The name of a unit, where it can be the name of a file and be read back from it.
fn file_name(unit: &str) -> Option<&str> {
    let plain = |c: char| c.is_alphanumeric() && !c.is_control();
    unit.chars().all(plain).then_some(unit)
}

fn document(name: &str, detail: impl ToString) -> Error {
    Error::Document { name: name.to_owned(), detail: detail.to_string() }
}

// ── text ──

fn text(
    survey: &Survey<'_>,
    delivery: &Delivery,
    part: &Part,
    name: &str,
) -> Result<Vec<u8>, Error> {
    let table = Table::new(survey, delivery, part);
    // What comes from Windows ends its lines the Windows way.
    let ending = match delivery.encoding {
        Encoding::Utf8 => csv::Terminator::Any(b'\n'),
        _ => csv::Terminator::CRLF,
    };
    let mut builder = csv::WriterBuilder::new();
    let builder = builder.delimiter(delivery.delimiter).terminator(ending);
    let mut writer = builder.from_writer(Vec::new());
    let headings = table.headings();
    let mut put = |cells: &[Cow<'_, str>]| {
        let cells = cells.iter().map(|cell| cell.as_bytes());
        writer.write_record(cells).map_err(|error| document(name, error))
    };
    put(&headings)?;
    table.rows(&mut put)?;
    let empty = vec![Cow::from(""); headings.len()];
    for _ in 0..delivery.empty_rows {
        put(&empty)?;
    }
    writer.into_inner().map_err(|error| document(name, error))
}

fn encode(text: Vec<u8>, encoding: Encoding) -> Vec<u8> {
    let as_text = || String::from_utf8_lossy(&text);
    let utf16 = |bytes: fn(u16) -> [u8; 2]| {
        let units = std::iter::once(0xfeff).chain(as_text().encode_utf16().collect::<Vec<_>>());
        units.flat_map(bytes).collect()
    };
    match encoding {
        Encoding::Utf8 => text,
        Encoding::Utf8Bom => [b"\xef\xbb\xbf", text.as_slice()].concat(),
        Encoding::Gb18030 => encoding_rs::GB18030.encode(&as_text()).0.into_owned(),
        Encoding::Utf16Le => utf16(u16::to_le_bytes),
        Encoding::Utf16Be => utf16(u16::to_be_bytes),
    }
}

fn gzip(bytes: &[u8], name: &str) -> Result<Vec<u8>, Error> {
    let mut packer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    packer.write_all(bytes).map_err(|error| document(name, error))?;
    packer.finish().map_err(|error| document(name, error))
}

// ── workbooks ──

fn workbook(
    survey: &Survey<'_>,
    delivery: &Delivery,
    parts: &[Part],
    name: &str,
) -> Result<Vec<u8>, Error> {
    let failed = |error: XlsxError| document(name, error);
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for part in parts {
        let table = Table::new(survey, delivery, part);
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(&part.sheet).map_err(failed)?;
        let mut writer = SheetWriter { sheet, n_numbers: 0, row: 0 };
        let headings = table.headings();
        writer.put(&headings).map_err(failed)?;
        writer.n_numbers = table.n_numbers();
        table.rows(&mut |cells| writer.put(cells).map_err(failed))?;
        writer.empty_rows(delivery.empty_rows, headings.len()).map_err(failed)?;
    }
    workbook.save_to_buffer().map_err(failed)
}

/// Writes a sheet row by row.
struct SheetWriter<'w> {
    sheet: &'w mut Worksheet,
    /// How many of the last columns hold numbers.
    n_numbers: usize,
    row: u32,
}

impl SheetWriter<'_> {
    fn put(&mut self, cells: &[Cow<'_, str>]) -> Result<(), XlsxError> {
        let first_number = cells.len() - self.n_numbers.min(cells.len());
        for (index, cell) in cells.iter().enumerate() {
            let column = u16::try_from(index).map_err(|_| XlsxError::RowColumnLimitError)?;
            match cell.parse::<u32>() {
                Ok(number) if index >= first_number => {
                    self.sheet.write_number(self.row, column, number)?;
                }
                _ if cell.is_empty() => {}
                _ => {
                    self.sheet.write_string(self.row, column, cell.as_ref())?;
                }
            }
        }
        self.row += 1;
        Ok(())
    }

    /// Rows that were formatted and left empty, as they trail in many workbooks.
    fn empty_rows(&mut self, n: u32, n_columns: usize) -> Result<(), XlsxError> {
        let format = Format::new().set_text_wrap();
        for _ in 0..n {
            for index in 0..n_columns {
                let column = u16::try_from(index).map_err(|_| XlsxError::RowColumnLimitError)?;
                self.sheet.write_blank(self.row, column, &format)?;
            }
            self.row += 1;
        }
        Ok(())
    }
}
