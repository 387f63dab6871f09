//! The total that a platform added up, held against the scores of its row.

use super::layout::Plan;
use super::read::Reader;
use crate::exact::Ratio;
use crate::finding::{Effect, Kind};
use crate::naming::fold;
use crate::scheme::Mark;
use crate::sheet::Row;

impl Reader<'_> {
    /// Notes a row whose total is not the sum of its scores: a cell was changed, or is not what it is
    /// taken for. A row with a cell that is no number cannot be checked.
    pub(super) fn check_total(&mut self, plan: &Plan, row: &Row<'_>) {
        let Some(column) = plan.total else { return };
        let text = row.get(column).trim();
        let Ok(total) = Ratio::parse(&fold(text)) else { return };
        let scores = plan.cells.iter().map(|(column, _, _)| self.score(row.get(*column)));
        let sum = scores.collect::<Option<Vec<Ratio>>>();
        let sum = sum.map(|scores| scores.iter().fold(Ratio::zero(), |sum, score| &sum + score));
        if let Some(sum) = sum.filter(|sum| *sum != total) {
            self.note_as(
                Kind::SumOffTotal,
                Effect::Flag,
                row.number(),
                Some(column),
                |_, finding| finding.with("value", text).with("expected", sum.to_string()),
            );
        }
    }

    /// The score in a cell, 0 where it is blank; `None` where it is no number.
    fn score(&self, text: &str) -> Option<Ratio> {
        let scale = &self.appraisal.scheme.scale;
        let mark = self.source.mapping.mark(scale, text).unwrap_or_else(|| scale.read(text));
        match mark {
            Mark::Blank => Some(Ratio::zero()),
            _ => Ratio::parse(&fold(text)).ok(),
        }
    }
}
