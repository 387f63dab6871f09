//! From a report to files: one file of code for each format.

mod html;

pub use html::html;
