//! From a report to files: one file of code for each format.

mod html;

pub use html::html;
//! The writers: a report as files.
mod plain;
mod csv;
mod workbook;
pub use csv::{csv, findings_csv};
pub use workbook::workbook;
