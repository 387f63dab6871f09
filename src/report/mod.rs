//! Speaking · the report (通报): everything that is said about a period, as data before it is text.
//!
//! *What it is.* [`Report::compose`] turns the stops of the road into sentences, tables and
//! figures; the writers print them as HTML, XLSX, CSV and JSON.
//!
//! *What it promises.* Every writer prints the same [`Grid`]s, so a figure is the same digit by
//! digit wherever it stands. Same input, same bytes. Nothing of a category that is not published
//! is in a public report.
//!
//! *What it does not do.* It computes no score, and it knows no rater.

mod appeal;
mod bands;
mod calculation;
mod bulletin;
mod chance;
mod compose;
pub mod document;
mod explain;
mod fair;
mod grid;
mod letter;
mod material;
mod site;
mod tables;
mod told;
pub mod write;

pub use appeal::{Appeal, appeal};
pub use bulletin::bulletin;
pub use calculation::{Formula, Span};
pub use explain::{Explanation, Step, explain};
pub use fair::{Fair, RuleEffect};
pub use grid::{Cell, Column, ColumnKind, Grid, GridRow, RowKind};
pub use letter::{FEWEST_UNITS, Letters};
pub use material::{Material, Past};
pub use site::{Board, BoardMean, Entry, Finder, LevelShare, Place, Site, Strip, UnitPage};
pub use tables::{
    audit_grid, counts_grid, error_grids, estimates_grid, findings_grid, groups_detail_grid,
    groups_grid, league_grids, levels_grid, means_grid, rates_grid, returns_grid, rows_grid,
    scores_grid, sensitivity_grids, trend_grids, whatif_grids,
};
pub use tables::{comment_grids, comment_list_grid, unit_comments_grid};
pub use tables::{effect_grids, hits_grids, severity_grids, weighting_grid};
pub use told::{Seen, ToldMaterial};

use crate::chart::Chart;
use crate::period::Period;
use crate::scheme::Language;

/// Who a report is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// The office and its leaders: everything.
    #[default]
    Internal,
    /// Anybody: without the categories that are for the leaders only.
    Public,
}

/// Everything that is said about a period.
#[derive(Debug, Clone)]
pub struct Report {
    /// Who it is for.
    pub audience: Audience,
    /// Its language.
    pub language: Language,
    /// The period.
    pub period: Period,
    /// Title, such as `某市机关效能评议结果通报(2025年下半年)`.
    pub title: String,
    /// Who publishes it; may be empty.
    pub office: String,
    /// Said at the head; may be empty.
    pub notice: String,
    /// Key figures: label and value.
    pub facts: Vec<(String, String)>,
    /// The result in sentences.
    pub summary: Vec<String>,
    /// The body of the bulletin.
    pub sections: Vec<Section>,
    /// All tables, in the order of the workbook.
    pub grids: Vec<Grid>,
    /// All figures.
    pub figures: Vec<Figure>,
    /// One figure for each unit, where there are not too many.
    pub profiles: Vec<Figure>,
    /// How the figures were made: heading and text.
    pub notes: Vec<(String, String)>,
    /// How numbers of the tables follow from others, for the workbook.
    pub formulas: Vec<Formula>,
}

/// A part of the bulletin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Stable id, the anchor in the page.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Sentences below the heading.
    pub paragraphs: Vec<String>,
    /// Tables and figures, in order.
    pub parts: Vec<Part>,
}

/// A table or figure of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Position in [`Report::grids`].
    Grid(usize),
    /// Position in [`Report::grids`], of a table for looking up: a page shows it when it is asked for.
    Folded(usize),
    /// Position in [`Report::figures`].
    Figure(usize),
    /// The gallery of [`Report::profiles`].
    Profiles,
}

/// A figure with its words.
#[derive(Debug, Clone)]
pub struct Figure {
    /// File name without extension, in the report's language.
    pub file: String,
    /// Title, for lists and alternative text.
    pub title: String,
    /// The drawing.
    pub chart: Chart,
}
