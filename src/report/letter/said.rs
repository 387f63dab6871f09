//! What raters wrote of the unit: how much of what, then their words; praise apart.

use super::super::Cell;
use super::super::document::{Align, Table, TableColumn, TableSize, Text};
use super::super::tables::by_stance;
use super::{Block, Letter};
use crate::comment::{Counts, Quoted, Stance, UnitCounts};
use crate::locale::Args;

/// Topics, words to handle and words of praise that a letter has room for; the list of all comments is
/// beside it.
const TOPICS: usize = 5;
const QUOTES: usize = 6;
const PRAISE: usize = 3;

impl Letter<'_, '_> {
    pub(super) fn said(&self) -> Vec<Block> {
        if self.letters.comments.is_none() {
            return Vec::new();
        }
        let Some(counts) = self.letters.known.counts(self.unit) else {
            return self.paragraph(vec![self.word("letter-no-comments")]).into_iter().collect();
        };
        let args = Args::none()
            .count("n", counts.all.total())
            .text("parts", by_stance(&counts.all, self.view.locale));
        self.paragraph(vec![self.text("letter-comments", args)]).into_iter().collect()
    }

    /// The topics, and the words themselves.
    pub(super) fn quoted(&self) -> Vec<Block> {
        let (Some(comments), Some(counts)) =
            (self.letters.comments, self.letters.known.counts(self.unit))
        else {
            return Vec::new();
        };
        let mut blocks: Vec<Block> =
            self.topics_table(counts).map(Block::Table).into_iter().collect();
        let quoted = comments.quoted(self.unit);
        let has_quotes = !quoted.is_empty();
        let (praise, other): (Vec<Quoted<'_>>, Vec<Quoted<'_>>) =
            quoted.into_iter().partition(|quoted| quoted.comment.stance == Stance::Praise);
        blocks.extend(self.quotes("letter-table-quotes", other, QUOTES).map(Block::Table));
        blocks.extend(self.quotes("letter-table-praise", praise, PRAISE).map(Block::Table));
        if let (Some(Block::Table(last)), true) = (blocks.last_mut(), has_quotes) {
            last.notes.push(Text::new(&self.word("letter-quotes-note")));
        }
        blocks
    }

    /// The topics of which something was said, most first; how many of it were complaints or wishes.
    pub(super) fn topics(&self, of: impl Fn(&Counts) -> u64) -> Vec<(String, u64)> {
        let (Some(comments), Some(counts)) =
            (self.letters.comments, self.letters.known.counts(self.unit))
        else {
            return Vec::new();
        };
        let mut topics: Vec<(usize, u64)> =
            counts.topics.iter().map(&of).enumerate().filter(|(_, n)| *n > 0).collect();
        topics.sort_by_key(|(at, n)| (std::cmp::Reverse(*n), *at));
        let label = |at: usize| self.view.locale.label(&comments.topics[at].label).to_owned();
        topics.into_iter().map(|(at, n)| (label(at), n)).collect()
    }

    fn topics_table(&self, counts: &UnitCounts) -> Option<Table> {
        let comments = self.letters.comments?;
        let mut topics: Vec<(usize, &Counts)> =
            counts.topics.iter().enumerate().filter(|(_, counts)| counts.total() > 0).collect();
        topics.sort_by_key(|(at, counts)| (std::cmp::Reverse(counts.total()), *at));
        let n_topics = topics.len();
        if n_topics == 0 {
            return None;
        }
        let number = |heading: String| TableColumn {
            heading,
            share: 14,
            align: Align::Right,
            ..TableColumn::default()
        };
        let mut columns = vec![TableColumn {
            heading: self.word("comment-col-topic"),
            share: 30,
            ..TableColumn::default()
        }];
        columns.push(number(self.word("comment-col-said")));
        let stance = |stance: Stance| self.word(&format!("comment-stance-{}", stance.id()));
        columns.extend(Stance::ALL.map(|of| number(stance(of))));
        let rows = topics.into_iter().take(TOPICS).map(|(at, counts)| {
            let label = self.view.locale.label(&comments.topics[at].label).to_owned();
            let mut cells = vec![Cell::Text(label), Cell::Count(counts.total())];
            cells.extend(Stance::ALL.map(|stance| Cell::Count(counts.of(stance))));
            self.row(&cells, false)
        });
        let mut notes = vec![Text::new(&self.word("comment-note-topics"))];
        notes.extend(self.more(n_topics, TOPICS, "letter-more-topics"));
        Some(Table {
            caption: Some(Text::new(&self.word("letter-table-topics"))),
            columns,
            rows: rows.collect(),
            notes,
            size: TableSize::Tiny,
            ..Table::default()
        })
    }

    fn quotes(&self, caption: &str, mut quoted: Vec<Quoted<'_>>, most: usize) -> Option<Table> {
        let comments = self.letters.comments?;
        if quoted.is_empty() {
            return None;
        }
        // What most people said stands first; among those as many, in the order that tells nothing.
        let order = |stance: Stance| match stance {
            Stance::Complaint => 0,
            Stance::Suggestion => 1,
            Stance::Other | Stance::Praise => 2,
        };
        quoted
            .sort_by_key(|quoted| (order(quoted.comment.stance), std::cmp::Reverse(quoted.times)));
        let is_mixed = quoted.iter().any(|quoted| quoted.comment.stance != Stance::Praise);
        let column = |id: &str, share: u32, align: Align| TableColumn {
            heading: self.word(id),
            share,
            align,
            ..TableColumn::default()
        };
        let mut columns = vec![
            column("comment-col-topics", 20, Align::Left),
            column("comment-col-text", 62, Align::Left),
            column("comment-col-times", 12, Align::Right),
        ];
        if is_mixed {
            columns.insert(0, column("comment-col-stance", 15, Align::Centre));
        }
        let notes: Vec<Text> =
            self.more(quoted.len(), most, "letter-more-quotes").into_iter().collect();
        let rows = quoted.into_iter().take(most).map(|quoted| {
            let topics = quoted.comment.topics.iter();
            let topics: Vec<&str> =
                topics.map(|at| self.view.locale.label(&comments.topics[*at].label)).collect();
            let mut cells = vec![
                Cell::Text(self.view.locale.list(&topics)),
                Cell::Text(quoted.text.shown(self.view.locale)),
                Cell::Count(quoted.times),
            ];
            if is_mixed {
                let stance = format!("comment-stance-{}", quoted.comment.stance.id());
                cells.insert(0, Cell::Text(self.word(&stance)));
            }
            self.row(&cells, false)
        });
        Some(Table {
            caption: Some(Text::new(&self.word(caption))),
            columns,
            rows: rows.collect(),
            notes,
            size: TableSize::Tiny,
            ..Table::default()
        })
    }

    /// How many more there are than the letter has room for.
    fn more(&self, n: usize, most: usize, id: &str) -> Option<Text> {
        let more = n.checked_sub(most).filter(|more| *more > 0)?;
        Some(Text::new(&self.text(id, Args::none().count("n", more))))
    }
}
