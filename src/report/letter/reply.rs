//! What the unit is asked to answer: a sentence with the deadline, and a form with the weakest indicators
//! and the topics that people complain of most.

use super::super::document::{
    Align, Attachments, Signature, Table, TableColumn, TableRow, TableSize, Text,
};
use super::indicators::Lead;
use super::{Block, Letter};
use crate::comment::Stance;
use crate::locale::Args;

/// So many topics of complaint stand in the form.
const TOPICS: usize = 3;

/// Empty rows at the end of the form at least, for what the unit finds itself, and rows in all at least.
const EMPTY: usize = 2;
const ROWS: usize = 5;

impl Letter<'_, '_> {
    /// Whether there is anything to reply to: a result, or words.
    fn wants_reply(&self) -> bool {
        self.has_score() || self.letters.known.counts(self.unit).is_some()
    }

    pub(super) fn reply(&self) -> Vec<Block> {
        let has_comments = self.letters.known.counts(self.unit).is_some();
        let args = Args::none().text("comments", if has_comments { "yes" } else { "no" });
        let asked = self.wants_reply().then(|| self.text("letter-reply", args));
        let parts = [asked, Some(self.word("letter-appeal"))];
        parts.into_iter().filter_map(|told| self.paragraph(told.into_iter().collect())).collect()
    }

    /// The last sentence, the attachments and the signature.
    pub(super) fn closing(&self, annexes: &[&str]) -> Vec<Block> {
        let mut blocks: Vec<Block> =
            self.paragraph(vec![self.word("letter-closing")]).into_iter().collect();
        if !annexes.is_empty() {
            blocks.push(Block::Attachments(Attachments {
                label: self.word("letter-attachment"),
                names: annexes
                    .iter()
                    .map(|name| Text::new(&self.word(&format!("letter-{name}"))))
                    .collect(),
            }));
        }
        let office = self.view.locale.label(&self.view.appraisal().office);
        let office = if office.is_empty() { self.word("letter-office") } else { office.to_owned() };
        blocks.push(Block::Signature(Signature {
            offices: vec![Text::new(&office)],
            date: Text::new(&self.word("letter-date")),
        }));
        blocks
    }

    /// The form, on a page of its own, so that it can be sent back alone.
    pub(super) fn form(&self) -> Vec<Block> {
        if !self.wants_reply() {
            return Vec::new();
        }
        let args = Args::none().text("unit", self.view.unit(self.unit));
        let head = Block::Flush(Text::new(&self.text("letter-form-unit", args)));
        vec![head, Block::Table(self.form_table())]
    }

    fn form_table(&self) -> Table {
        let column = |id: &str, share: u32| TableColumn {
            heading: self.word(id),
            share,
            align: Align::Left,
            ..TableColumn::default()
        };
        let columns = vec![
            column("letter-col-problem", 32),
            column("letter-col-measures", 34),
            column("letter-col-person", 14),
            column("letter-col-deadline", 14),
            column("letter-col-outcome", 18),
        ];
        let row = |problem: &str| TableRow { cells: vec![Text::new(problem)], is_strong: false };
        let mut rows: Vec<TableRow> = self.problems().iter().map(|problem| row(problem)).collect();
        let empty = ROWS.saturating_sub(rows.len()).max(EMPTY);
        rows.extend((0..empty).map(|_| row("")));
        Table {
            columns,
            rows,
            notes: vec![Text::new(&self.word("letter-form-note"))],
            size: TableSize::Small,
            least_lines: 4,
            ..Table::default()
        }
    }

    fn problems(&self) -> Vec<String> {
        let is_behind = |lead: &&Lead| lead.ahead.is_some_and(|ahead| ahead.steps() < 0);
        let behind = self.ends.weak.iter().filter(is_behind);
        let behind = behind.map(|lead| {
            let said = if lead.is_within == Some(false) { "beyond" } else { "within" };
            let args = Args::none()
                .text("indicator", self.view.measure(lead.measure))
                .text("score", lead.score.to_string())
                .text("said", if lead.is_within.is_none() { "unknown" } else { said });
            self.text("letter-problem-indicator", self.gap(lead, args))
        });
        let bad = |counts: &crate::comment::Counts| {
            counts.of(Stance::Complaint) + counts.of(Stance::Suggestion)
        };
        let topics = self.topics(bad).into_iter().take(TOPICS).map(|(topic, n)| {
            self.text("letter-problem-topic", Args::none().text("topic", topic).count("n", n))
        });
        behind.chain(topics).collect()
    }
}
