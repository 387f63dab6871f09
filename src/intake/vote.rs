//! Rows that carry ballots: the wide, the rater × unit and the long layout.

use super::cell::unit_column;
use super::layout::{Plan, Role};
use super::read::Reader;
use super::rows::LongAnswer;
use super::stack::{NO_UNIT, Put};
use crate::ballot::Weight;
use crate::finding::Kind;
use crate::scheme::{Code, RuleKind};
use crate::sheet::Row;

/// Who answers on a row, and with which weight.
#[derive(Clone, Copy)]
struct Voter {
    rater: u32,
    group: u16,
    weight: Weight,
}

impl Reader<'_> {
    /// One row is one ballot.
    pub(super) fn rater_unit(&mut self, plan: &Plan, row: Row<'_>) {
        let unit = self.unit(plan, &row);
        let voter = self.voter(plan, &row);
        let group = voter.map_or(0, |voter| voter.group);
        // Answers are looked at even where the row is lost, so that all findings come at once.
        let (void, why) = self.answers(&row, &plan.cells, group);
        let (Some(unit), Some(voter)) = (unit, voter) else { return };
        let void = self.ineligible(row.number(), unit_column(plan), voter.group, unit).or(void);
        if self.is_refused() {
            return;
        }
        let void = void.or_else(|| self.empty(&row, why));
        self.ballot(unit, voter, void);
    }

    /// One row is one rater's ballots on all units.
    pub(super) fn wide(&mut self, plan: &Plan, row: Row<'_>) {
        let voter = self.voter(plan, &row);
        let group = voter.map_or(0, |voter| voter.group);
        let first = self.out.ballots.len();
        for cells in plan.cells.chunk_by(|a, b| a.1 == b.1) {
            let (void, why) = self.answers(&row, cells, group);
            let untouched = self.answers.iter().all(|code| *code == Code::BLANK);
            let (Some(voter), false) = (voter, untouched) else { continue };
            let (column, unit, _) = cells[0];
            let void = self.ineligible(row.number(), Some(column), group, unit).or(void);
            let marked = self.answers.iter().any(|code| code.is_mark());
            self.ballot(unit, voter, void.or(why.filter(|_| !marked)));
        }
        if self.is_refused() {
            self.out.ballots.truncate(first);
        } else if let Some(voter) = voter
            && self.out.ballots.len() == first
        {
            self.blank_paper(&row, voter);
        }
    }

    /// One row is one answer.
    pub(super) fn long(&mut self, plan: &Plan, row: Row<'_>) {
        let (unit, indicator) = (self.unit(plan, &row), self.leaf(plan, &row));
        let voter = self.voter(plan, &row);
        let column = plan.roles[&Role::Answer];
        let given = self.answer(&row, column, voter.map_or(0, |voter| voter.group));
        let (Some(unit), Some(indicator), Some(voter)) = (unit, indicator, voter) else { return };
        let void = self.ineligible(row.number(), unit_column(plan), voter.group, unit);
        if self.is_refused() {
            return;
        }
        let Voter { rater, group, weight } = voter;
        self.out.long.push(LongAnswer {
            row: self.long_row(),
            rater,
            unit: u32::try_from(unit).unwrap_or(NO_UNIT),
            group,
            indicator,
            code: given.code,
            weight,
            void: void.or(given.why.filter(|_| given.whole)),
            why: given.why,
        });
    }

    fn voter(&mut self, plan: &Plan, row: &Row<'_>) -> Option<Voter> {
        let (group, weight) = (self.group(plan, row), self.weight(plan, row));
        let group = group?;
        let rater = self.rater(plan, row, group)?;
        self.hear(plan, row, rater);
        self.stand(plan, row, group, rater);
        Some(Voter { rater, group, weight: weight? })
    }

    /// Reads the cells of one ballot as the answers at hand; why the ballot is void, and why the
    /// first of its void answers is.
    fn answers(
        &mut self,
        row: &Row<'_>,
        cells: &[(usize, usize, usize)],
        group: u16,
    ) -> (Option<Kind>, Option<Kind>) {
        self.answers.fill(Code::BLANK);
        let (mut void, mut why) = (None, None);
        for (column, _, leaf) in cells {
            let mut given = self.answer(row, *column, group);
            let before = self.answers[*leaf];
            // The other branches of a questionnaire are blank.
            if before != Code::BLANK && self.source.mapping.branches {
                match given.code {
                    Code::BLANK => given.code = before,
                    _ => self.several(row, *column, group, &mut given),
                }
            }
            self.answers[*leaf] = given.code;
            why = why.or(given.why);
            void = void.or(given.why.filter(|_| given.whole));
        }
        (void, why)
    }

    /// Why a ballot without any mark is void: for its void answers, or because it is blank.
    fn empty(&mut self, row: &Row<'_>, why: Option<Kind>) -> Option<Kind> {
        if self.answers.iter().any(|code| code.is_mark()) {
            return None;
        }
        if why.is_none() {
            self.note(RuleKind::BlankBallot, row.number(), None, |_, finding| finding);
        }
        why.or(Some(Kind::BlankBallot))
    }

    /// A blank paper is kept as a void ballot on no unit, so that it is counted as returned.
    fn blank_paper(&mut self, row: &Row<'_>, voter: Voter) {
        if self.note(RuleKind::BlankBallot, row.number(), None, |_, finding| finding) {
            return;
        }
        self.answers.fill(Code::BLANK);
        self.ballot(usize::MAX, voter, Some(Kind::BlankBallot));
    }

    fn ballot(&mut self, unit: usize, voter: Voter, void: Option<Kind>) {
        let Voter { rater, weight, .. } = voter;
        let unit = u32::try_from(unit).unwrap_or(NO_UNIT);
        let pattern = self.known.pattern(self.shared, &self.answers);
        let number = self.known.weight(self.shared, weight);
        self.out.ballots.put(Put { row: self.row, rater, unit, weight, void }, pattern, number);
    }
}
