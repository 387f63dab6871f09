//! Figures: a table of ready strings and positions becomes an SVG, and the SVG a PNG.
//!
//! **What it is.** One file per figure, each with a plain struct that says what to show and a `draw`
//! that cannot fail. [`Chart`] is the picture: SVG text that stands alone or inside an HTML page, and
//! PNG bytes drawn with the embedded face, so that Chinese appears on a machine without fonts.
//!
//! **What it promises.** Same input, same bytes. Labels are wrapped or set smaller, never cut. Colour is
//! never the only sign: shape, lightness or a printed value says the same. Several figures may share a page,
//! because every id begins with the figure's name.
//!
//! **What it does not do.** It does not round, rank, sort or translate: the caller brings strings.
//!
//! ```
//! use pingyi::chart::{Axis, Caption, LeagueChart, LeagueRow};
//!
//! let chart = LeagueChart {
//!     caption: Caption { name: "league".into(), title: "2024年上半年综合得分".into(), ..Caption::default() },
//!     axis: Axis { title: "得分（横轴不从0开始）".into(), limits: Some((0.0, 100.0)) },
//!     rows: vec![LeagueRow { label: "市教育局".into(), value: Some(86.2), ..LeagueRow::default() }],
//!     ..LeagueChart::default()
//! };
//! assert!(chart.draw().svg().contains("市教育局"));
//! ```

mod face;
mod palette;
mod typeset;

mod canvas;
mod lettering;

mod page;
mod bands;
mod curve;
mod marks;
mod pen;
mod periods;
mod slots;
mod table;
mod tags;
mod value;
mod plane;

mod bump;
mod funnel;
mod heatmap;
mod league;
mod levels;
mod profile;
mod quadrant;
mod rank_set;
mod trend;

mod png;
#[cfg(test)]
mod proof;

pub(crate) use face::bytes as face_bytes;
pub(crate) use typeset::{Escaped, is_wide, visible};

pub use bump::{BumpChart, BumpLine, BumpPlace};
pub use funnel::{FunnelChart, FunnelLimit, FunnelPoint, FunnelZone};
pub use heatmap::{ColourScale, HeatmapCell, HeatmapChart, HeatmapRow};
pub use league::{LeagueBand, LeagueChart, LeagueRow};
pub use levels::{Level, LevelRow, LevelsChart, Polarity, Segment};
pub use png::ChartError;
pub use profile::{ProfileChart, ProfileRow};
pub use quadrant::{QuadrantChart, QuadrantNames, QuadrantPoint};
pub use rank_set::{RankSetChart, RankSetKeys, RankSetRow};
pub use trend::{TrendChart, TrendLine, TrendPoint};

/// The words around a figure.
#[derive(Debug, Clone, Default)]
pub struct Caption {
    /// A name that no other figure on the page has; it becomes the file's name and the prefix of ids.
    pub name: String,
    /// The headline; empty draws none.
    pub title: String,
    /// The line below the headline; empty draws none.
    pub subtitle: String,
    /// Source and remarks below the figure; each line feed begins a new line; empty draws none.
    pub note: String,
    /// What a reader who cannot see the figure should know.
    pub description: String,
}

/// An axis of values.
#[derive(Debug, Clone, Default)]
pub struct Axis {
    /// What is measured, in which unit, and whether the axis starts at zero.
    pub title: String,
    /// The least and the greatest value that can occur, for example 0 and 100; no tick lies outside.
    pub limits: Option<(f64, f64)>,
}

/// A picture as resvg understands it.
pub(crate) use png::Tree;

/// A finished picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    name: String,
    svg: String,
    size: (u32, u32),
    missing: Vec<char>,
    kept: png::Kept,
}

impl Chart {
    fn new(name: String, svg: String, size: (u32, u32), missing: Vec<char>) -> Self {
        Self { name, svg, size, missing, kept: png::Kept::default() }
    }

    /// The name given in the [`Caption`].
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The picture as SVG text without an XML declaration, ready for a file or for a page.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The width in CSS pixels; 4 pixels are meant to be 1 mm on paper.
    pub fn width(&self) -> u32 {
        self.size.0
    }

    /// The height in CSS pixels.
    pub fn height(&self) -> u32 {
        self.size.1
    }

    /// The characters that the embedded face lacks, in order of their number, each once.
    ///
    /// A PNG shows a crossed box in their place; a browser takes them from another face. The caller
    /// should say so.
    pub fn missing_glyphs(&self) -> &[char] {
        &self.missing
    }

    /// The picture as PNG bytes, `scale` times as many pixels each way (2 suits print).
    ///
    /// # Errors
    /// [`ChartError::Scale`] if `scale` is not a positive number or the picture would have no pixel or
    /// more than 100 million of them; the others should not occur for a picture drawn here.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>, ChartError> {
        png::write(self, &png::tree(&self.svg)?, scale)
    }

    /// The same of a picture that is drawn in several files: what was read of it is kept with it.
    ///
    /// # Errors
    /// Those of [`Chart::png`].
    pub(crate) fn png_of_several(&self, scale: f32) -> Result<Vec<u8>, ChartError> {
        png::write(self, &*self.tree()?, scale)
    }

    /// The picture as a tree of shapes and text, for a document that draws it as it is. It is kept with
    /// the picture: to find its glyphs costs more than all else.
    ///
    /// # Errors
    /// [`ChartError::Svg`], which should not occur for a picture drawn here.
    pub(crate) fn tree(&self) -> Result<std::sync::Arc<Tree>, ChartError> {
        self.kept.or_read(&self.svg)
    }
}
