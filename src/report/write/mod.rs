//! The writers: a report as files.

mod csv;
mod html;
mod parquet;
mod plain;
mod workbook;

pub use csv::{csv, findings_csv};
pub use html::html;
pub use parquet::parquet;
pub use workbook::workbook;
