//! How to read the letter, what is left out, and how to object.

use super::{Block, Letter};
use crate::locale::Args;

impl Letter<'_, '_> {
    pub(super) fn notes(&self) -> Vec<Block> {
        let mut sentences = Vec::new();
        if self.has_score() {
            if self.has_indicators() {
                let kind = if self.peers.is_none() { "own" } else { "mean" };
                sentences.push(self.text("letter-note-figure", Args::none().text("kind", kind)));
            }
            if self.view.material.estimates.spread().is_some() {
                sentences.push(self.text("letter-note-error", self.sure()));
            }
            sentences.push(self.word("letter-note-privacy"));
        }
        let mut blocks: Vec<Block> = self.paragraph(sentences).into_iter().collect();
        blocks.extend(self.paragraph(vec![self.text("letter-appeal", self.office())]));
        blocks
    }
}
