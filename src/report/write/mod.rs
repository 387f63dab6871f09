//! The writers: a report as files (通报 as a page, tables as a workbook and as CSV, figures, JSON
//! for machines) in a folder that is written whole or not at all.
//!
//! *What it promises.* Every writer prints the cells of the same [`Grid`](super::Grid)s. No file
//! holds a clock or a path of this machine. What the public is not told is in no file of its folder.

mod appeal;
mod edition;
mod plain;
mod beside;
mod columns;
mod comments;
mod place;
mod csv;
mod docx;
mod html;
mod letters;
mod site;
mod machine;
mod manifest;
mod paper_html;
mod pdf;
mod folder;
mod held;
mod lint;
mod readers;
mod verify;
mod whole;
mod workbook;

#[cfg(test)]
mod tests;

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
pub use site::{Edition, site, site_pages};
pub use verify::{Difference, Differs, Record};
pub use whole::{Enclosures, Made, write_report};
pub use workbook::workbook;
