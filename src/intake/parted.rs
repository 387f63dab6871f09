//! Ballots whose answers lie on several rows (the long layout), put together over all sheets.

use rayon::prelude::*;

use super::candidates::{Candidates, Parts};
use super::rows::{Fate, LongAnswer, SheetRows, refuses};
use super::screening::{place, shown};
use super::stack::Put;
use crate::appraisal::Appraisal;
use crate::ballot::WEIGHT_SCALE;
use crate::exact::Ratio;
use crate::finding::{Effect, Finding, Kind, Place};
use crate::scheme::{Code, RuleKind};

/// Parted ballots, as they come together.
pub(super) struct Parted<'a> {
    appraisal: &'a Appraisal,
    candidates: &'a mut Candidates,
    /// The answers of the ballot at hand.
    answers: Vec<Code>,
    findings: Vec<Finding>,
    rows: Vec<(u32, u32, bool)>,
}

/// What came of putting parted ballots together.
pub(super) struct PartedRows {
    pub(super) findings: Vec<Finding>,
    /// Sheet and long row of each answer, and whether the answer counts if its ballot does.
    pub(super) rows: Vec<(u32, u32, bool)>,
}

/// One answer with the sheet it stands on.
type Placed = (u32, LongAnswer);

/// What the rows on one indicator come to.
#[derive(Clone, Copy)]
struct One {
    code: Code,
    /// Why the answer is void.
    why: Option<Kind>,
    /// Whether the whole ballot is void for it.
    whole: bool,
}

impl<'a> Parted<'a> {
    /// Puts the answers of all sheets together to ballots, and these to the candidates.
    pub(super) fn of(
        appraisal: &'a Appraisal,
        sheets: &mut [SheetRows],
        raters: &[Vec<u32>],
        candidates: &'a mut Candidates,
    ) -> PartedRows {
        let answers = vec![Code::BLANK; appraisal.scheme.indicators.n_leaves()];
        let (findings, rows) = (Vec::new(), Vec::new());
        let mut parted = Parted { appraisal, candidates, answers, findings, rows };
        parted.take(sheets, raters);
        PartedRows { findings: parted.findings, rows: parted.rows }
    }

    fn take(&mut self, sheets: &mut [SheetRows], raters: &[Vec<u32>]) {
        let mut all: Vec<Placed> = Vec::new();
        for (index, sheet) in sheets.iter_mut().enumerate() {
            let place = u32::try_from(index).unwrap_or(u32::MAX);
            all.extend(std::mem::take(&mut sheet.rows.long).into_iter().map(|mut answer| {
                answer.rater = raters[index][answer.rater as usize];
                (place, answer)
            }));
        }
        // A rater belongs to one group, so that rater and unit are the ballot.
        all.par_sort_unstable_by_key(|(sheet, a)| (a.rater, a.unit, a.indicator, *sheet, a.row));
        for rows in all.chunk_by(|(_, a), (_, b)| (a.rater, a.unit) == (b.rater, b.unit)) {
            self.ballot(sheets, rows);
        }
    }

    fn ballot(&mut self, sheets: &mut [SheetRows], rows: &[Placed]) {
        let (sheet, first) = rows[0];
        self.answers.fill(Code::BLANK);
        // The least kind, so that the order of rows does not decide.
        let mut void = rows.iter().filter_map(|(_, answer)| answer.void).min();
        if rows.iter().any(|(_, answer)| answer.weight != first.weight) {
            void = void.or(Some(self.unequal_weights(sheets, rows)));
        }
        let mut why: Option<Kind> = None;
        let first_row = self.rows.len();
        for repeated in rows.chunk_by(|(_, a), (_, b)| a.indicator == b.indicator) {
            let one = self.one_answer(sheets, repeated);
            self.answers[usize::from(repeated[0].1.indicator)] = one.code;
            why = [why, one.why].into_iter().flatten().min();
            void = void.or(one.why.filter(|_| one.whole));
            let counts = self.counts(one.code);
            self.rows.extend(repeated.iter().map(|(sheet, answer)| (*sheet, answer.row, counts)));
        }
        let marked = self.answers.iter().any(|code| code.is_mark());
        if void.is_none() && !marked {
            void = Some(why.unwrap_or_else(|| self.blank(sheets, sheet, first.row)));
        }
        let named = sheets[sheet as usize].plan.as_ref();
        let named = named.is_some_and(|plan| plan.roles.contains_key(&super::Role::Rater));
        let number = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
        let ballot = Put {
            row: number_of(sheets, sheet, first.row),
            rater: first.rater,
            unit: first.unit,
            weight: first.weight,
            void,
        };
        let parts = Parts {
            sheet,
            rows: number(first_row)..number(self.rows.len()),
            loose: (!named).then_some((first.unit, first.indicator)),
        };
        self.candidates.put_parted(ballot, &self.answers, parts);
    }

    fn counts(&self, code: Code) -> bool {
        code.is_mark() || (code == Code::BLANK && self.appraisal.scheme.scale.blank.is_some())
    }

    fn blank(&mut self, sheets: &[SheetRows], sheet: u32, row: u32) -> Kind {
        let effect = self.appraisal.scheme.effect(RuleKind::BlankBallot);
        let at = long_place(sheets, sheet, row);
        self.findings.push(Finding::new(Kind::BlankBallot, effect, at));
        Kind::BlankBallot
    }

    /// One ballot has one weight; which of two is right nobody can say.
    fn unequal_weights(&mut self, sheets: &mut [SheetRows], rows: &[Placed]) -> Kind {
        let effect = self.appraisal.scheme.effect(RuleKind::BadWeight);
        for (sheet, answer) in rows {
            let at = long_place(sheets, *sheet, answer.row);
            let weight = Ratio::fraction(answer.weight.0, WEIGHT_SCALE);
            let finding = Finding::new(Kind::BadWeight, effect, at);
            self.findings.push(finding.with("value", weight.to_string()));
            refuse(sheets, effect, *sheet, answer.row);
        }
        Kind::BadWeight
    }

    /// The answer to one indicator, where it may stand on several rows.
    ///
    /// A row left blank says nothing against one with a mark.
    fn one_answer(&mut self, sheets: &mut [SheetRows], rows: &[Placed]) -> One {
        let as_is = |answer: &LongAnswer| One { code: answer.code, why: answer.why, whole: false };
        if let [(_, only)] = rows {
            return as_is(only);
        }
        let marked: Vec<Placed> =
            rows.iter().filter(|(_, answer)| answer.code != Code::BLANK).copied().collect();
        for (sheet, answer) in rows.iter().filter(|(_, answer)| answer.code == Code::BLANK) {
            // Beside a mark it does not count; among blanks only the first might.
            if !marked.is_empty() || (*sheet, answer.row) != (rows[0].0, rows[0].1.row) {
                sheets[*sheet as usize].rows.long_rows[answer.row as usize].fate = Fate::Void;
            }
        }
        match marked.as_slice() {
            [] => as_is(&rows[0].1),
            [(_, only)] => as_is(only),
            [(_, first), others @ ..] => {
                if others.iter().all(|(_, answer)| answer.code == first.code) {
                    self.repeated(sheets, &marked);
                    as_is(first)
                } else {
                    self.contradicting(sheets, &marked)
                }
            }
        }
    }

    /// The same mark once more: one counts.
    fn repeated(&mut self, sheets: &mut [SheetRows], rows: &[Placed]) {
        let effect = self.appraisal.scheme.effect(RuleKind::DuplicateBallot);
        // The ballot stands; only what is repeated of it is void.
        let effect = if effect == Effect::Stop { effect } else { Effect::VoidAnswer };
        for (sheet, answer) in &rows[1..] {
            self.note(sheets, RuleKind::DuplicateBallot, effect, rows[0], (*sheet, *answer));
        }
    }

    /// Marks that differ: which was meant nobody can say.
    fn contradicting(&mut self, sheets: &mut [SheetRows], rows: &[Placed]) -> One {
        let rule = RuleKind::MultipleMarks;
        let effect = self.appraisal.scheme.effect(rule);
        for (index, placed) in rows.iter().enumerate() {
            let other = rows[usize::from(index == 0)];
            self.note(sheets, rule, effect, other, *placed);
        }
        One { code: Code::VOID, why: Some(rule.finding()), whole: effect == Effect::VoidBallot }
    }

    fn note(
        &mut self,
        sheets: &mut [SheetRows],
        rule: RuleKind,
        effect: Effect,
        other: Placed,
        (sheet, answer): Placed,
    ) {
        let finding = Finding::new(rule.finding(), effect, long_place(sheets, sheet, answer.row));
        let finding = finding.with("unit", &self.appraisal.units[answer.unit as usize].name.zh);
        let finding = finding.with("value", self.appraisal.scheme.scale.name(answer.code));
        let other = shown(&long_place(sheets, other.0, other.1.row));
        self.findings.push(finding.with("other", other));
        let here = &mut sheets[sheet as usize];
        here.rows.long_rows[answer.row as usize].fate = Fate::Void;
        // An answer that was void before is counted as such already.
        if !refuses(effect) && answer.why.is_none() {
            *here.rows.void_answers.entry((answer.group, rule.finding())).or_default() += 1;
        }
        refuse(sheets, effect, sheet, answer.row);
    }
}

/// The place of a long row.
fn long_place(sheets: &[SheetRows], sheet: u32, row: u32) -> Place {
    place(sheets, sheet, number_of(sheets, sheet, row))
}

/// A long row as Excel shows it.
fn number_of(sheets: &[SheetRows], sheet: u32, row: u32) -> u32 {
    sheets[sheet as usize].rows.long_rows[row as usize].number
}

fn refuse(sheets: &mut [SheetRows], effect: Effect, sheet: u32, row: u32) {
    if refuses(effect) {
        sheets[sheet as usize].rows.long_rows[row as usize].fate = Fate::Refused;
    }
}
