//! What a reader of the figures and tables needs to know.

use super::super::document::Text;
use super::{Block, Letter};
use crate::locale::Args;

impl Letter<'_, '_> {
    /// Puts the notes below the last table, or at the end where there is none.
    pub(super) fn note(&self, blocks: &mut Vec<Block>) {
        let mut notes = Vec::new();
        let kind = if self.peers.is_none() { "own" } else { "mean" };
        if self.has_indicators() && self.has_score() {
            notes.push(self.text("letter-note-figure", Args::none().text("kind", kind)));
        }
        if self.view.material.estimates.spread().is_some() {
            notes.push(self.text("letter-note-error", self.sure().text("kind", kind)));
        }
        if self.groups().is_none() && self.has_score() {
            notes.extend(self.groups_left_out());
        }
        let mut tables = blocks.iter_mut().rev().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        match tables.next() {
            Some(table) => table.notes.extend(notes.iter().map(|note| Text::new(note))),
            None => blocks.extend(notes.iter().map(|note| Block::Flush(Text::new(note)))),
        }
    }
}
