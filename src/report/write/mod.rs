//! The writers: a report as files.

mod csv;
mod html;
mod plain;
mod workbook;

pub use csv::{csv, findings_csv};
pub use html::html;
pub use workbook::workbook;
