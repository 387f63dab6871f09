//! Workbooks of Excel 97 to 2003, and of WPS and survey platforms that still write them.
//!
//! The records of \[MS-XLS\] are read from the stream of a compound file, \[MS-CFB\]. Nothing is
//! laid out that the file only declares: memory grows with the bytes that are there, whatever
//! dimensions, counts and references claim.

mod cells;
mod compound;
mod format;
mod globals;
mod record;

use std::ops::ControlFlow;

use self::globals::Globals;
use super::grid::{EachCell, Halt, Listed};

/// A workbook whose cells have not been looked at yet.
pub(super) struct Xls {
    /// The records.
    stream: Vec<u8>,
    globals: Globals,
}

impl Xls {
    /// Takes the stream out of a compound file and reads what belongs to all sheets. The error is a
    /// short detail.
    pub(super) fn open(bytes: &[u8]) -> Result<Xls, String> {
        let stream = compound::workbook(bytes).ok_or_else(damaged)?;
        let globals = Globals::read(&stream)?;
        Ok(Xls { stream, globals })
    }

    /// The sheets that hold cells, in the order of the workbook.
    pub(super) fn listed(&self) -> Vec<Listed> {
        let of_cells = self.globals.sheets.iter().filter(|sheet| sheet.holds_cells);
        of_cells
            .map(|sheet| Listed { name: sheet.name.clone(), is_visible: sheet.is_visible })
            .collect()
    }

    /// Hands over the cells of a sheet, row by row from the left, until told to stop.
    pub(super) fn cells(
        &self,
        sheet: &str,
        each: &mut EachCell<'_>,
    ) -> Result<ControlFlow<Halt>, String> {
        let found = self.globals.sheets.iter().find(|listed| listed.name == sheet);
        let start = found.map(|sheet| sheet.start).ok_or_else(damaged)?;
        let records = self.stream.get(start..).ok_or_else(damaged)?;
        let index = cells::index(records).ok_or_else(damaged)?;
        for place in &index {
            let flow = cells::value(records, place, &self.globals, &mut |value| {
                each(u32::from(place.row), u32::from(place.column), value, place.is_formula)
            });
            match flow {
                Some(ControlFlow::Continue(())) => {}
                Some(ControlFlow::Break(halt)) => return Ok(ControlFlow::Break(halt)),
                None => return Err(damaged()),
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

fn damaged() -> String {
    "damaged".to_owned()
}
