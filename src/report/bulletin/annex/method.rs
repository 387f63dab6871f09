//! 附件 计分说明: how the figures were made, in the words of the page.

use super::super::Draft;
use super::Sheet;
use crate::report::compose;
use crate::report::document::{Block, Heading, Level, Text};

/// A heading and a paragraph for each note.
pub(super) fn sheets(draft: &Draft<'_>) -> Vec<Sheet> {
    let notes = compose::notes(&draft.view);
    let blocks = notes.iter().flat_map(|(heading, text)| {
        [
            Block::Heading(Heading::new(Level::First, heading.as_str())),
            Block::Paragraph(Text::new(text)),
        ]
    });
    let blocks: Vec<Block> = blocks.collect();
    if blocks.is_empty() { Vec::new() } else { vec![Sheet::upright(blocks)] }
}
