//! A picture in a document: a chart with its words.

use super::Text;
use crate::chart::Chart;

/// A picture, as wide as it was drawn (4 pixels are 1 mm) or as the page allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The drawing.
    pub chart: Chart,
    /// The line below it; `None` prints none.
    pub caption: Option<Text>,
    /// What a reader who cannot see it should know.
    pub description: String,
}

impl Picture {
    /// Width and height in twips, no more than `width` and `height`, in the proportions of the chart.
    pub(in crate::report) fn size(&self, width: u32, height: u32) -> (u32, u32) {
        let (across, down) = (u64::from(self.chart.width()), u64::from(self.chart.height()));
        let (width, height) = (u64::from(width), u64::from(height));
        // A quarter of a millimetre is 14.173 twips.
        let natural = across * 14_173 / 1000;
        let by_height = (height * across).checked_div(down).unwrap_or(width);
        let wide = natural.min(width).min(by_height);
        let high = (wide * down).checked_div(across).unwrap_or(height).min(height);
        (narrow(wide), narrow(high))
    }
}

/// At least a twip, so that nothing vanishes.
fn narrow(twips: u64) -> u32 {
    u32::try_from(twips).unwrap_or(u32::MAX).max(1)
}
