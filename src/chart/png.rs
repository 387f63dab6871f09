//! From SVG to PNG with the embedded face only.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Options;
pub(crate) use resvg::usvg::Tree;

use super::{Chart, face};

/// Why a picture could not be turned into PNG.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ChartError {
    /// The scale is not a positive number, or the picture would be empty or too large.
    Scale {
        /// What was asked for.
        scale: f32,
    },
    /// The SVG could not be read back; the text is the parser's own.
    Svg(String),
    /// The pixels could not be packed; the text is the packer's own.
    Png(String),
}

/// The code of the error, which `locales/` turns into a sentence, and what belongs to it.
impl std::fmt::Display for ChartError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Scale { scale } => write!(out, "chart-scale: {scale}"),
            Self::Svg(cause) => write!(out, "chart-svg: {cause}"),
            Self::Png(cause) => write!(out, "chart-png: {cause}"),
        }
    }
}

impl std::error::Error for ChartError {}

/// Beyond this a picture is a mistake: 100 million pixels are 400 MB of memory.
const MOST_PIXELS: f64 = 1e8;

/// What was read of a picture, once it was asked for; it tells nothing that the picture does not.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept(Arc<OnceLock<Arc<Tree>>>);

impl Kept {
    pub(super) fn or_read(&self, svg: &str) -> Result<Arc<Tree>, ChartError> {
        if let Some(tree) = self.0.get() {
            return Ok(Arc::clone(tree));
        }
        let tree = Arc::new(tree(svg)?);
        Ok(Arc::clone(self.0.get_or_init(|| tree)))
    }
}

impl PartialEq for Kept {
    fn eq(&self, _: &Kept) -> bool {
        true
    }
}

impl Eq for Kept {}

pub(super) fn write(chart: &Chart, tree: &Tree, scale: f32) -> Result<Vec<u8>, ChartError> {
    let side = |length: u32| whole(f64::from(length) * f64::from(scale));
    let refused = || ChartError::Scale { scale };
    let width = side(chart.width()).ok_or_else(refused)?;
    let height = side(chart.height()).ok_or_else(refused)?;
    if f64::from(width) * f64::from(height) > MOST_PIXELS {
        return Err(refused());
    }
    let mut pixels = Pixmap::new(width, height).ok_or_else(refused)?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|cause| ChartError::Png(cause.to_string()))
}

/// The picture as resvg understands it.
pub(super) fn tree(svg: &str) -> Result<Tree, ChartError> {
    let options = Options { fontdb: face::database(), ..Options::default() };
    Tree::from_str(svg, &options).map_err(|cause| ChartError::Svg(cause.to_string()))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked before"
)]
fn whole(length: f64) -> Option<u32> {
    let length = (length + 0.5).floor();
    (length.is_finite() && (1.0..=1e6).contains(&length)).then_some(length as u32)
}

#[cfg(test)]
mod tests {
    use crate::chart::{Caption, TrendChart};

    #[test]
    fn a_picture_of_several_files_is_the_picture_itself() {
        let caption = Caption { title: "市教育局".into(), ..Caption::default() };
        let chart = TrendChart { caption, ..TrendChart::default() }.draw();
        let once = chart.png(0.5).unwrap();
        // Read once for both, by the picture and by its copies.
        assert!(std::sync::Arc::ptr_eq(&chart.tree().unwrap(), &chart.clone().tree().unwrap()));
        assert!(once == chart.png_of_several(0.5).unwrap());
        assert_eq!(
            chart,
            TrendChart {
                caption: Caption { title: "市教育局".into(), ..Caption::default() },
                ..TrendChart::default()
            }
            .draw()
        );
    }
}
