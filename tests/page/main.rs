//! The bulletin as a page: what its text must hold, and what its script does in a browser.

mod browser;
mod figures;
mod names;
mod sample;
mod text;
