//! Ballots held against each other: duplicates, conflicts, and what then counts.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::papers::Papers;
use super::rows::{Fate, LongAnswer, SheetBallot, SheetRows};
use crate::account::FileAccount;
use crate::appraisal::Appraisal;
use crate::ballot::{Ballots, Bundle, Weight};
use crate::finding::{Finding, Kind, Place};
use crate::scheme::{Code, RuleKind};

/// What is left to count, and the account of the rest.
pub(super) struct Screened {
    pub(super) ballots: Ballots,
    pub(super) bundles: Vec<Bundle>,
    pub(super) files: Vec<FileAccount>,
    pub(super) findings: Vec<Finding>,
    pub(super) papers: Papers,
}

/// One ballot with where it came from.
struct Candidate {
    sheet: usize,
    rater: u32,
    unit: u32,
    group: u16,
    weight: Weight,
    void: Option<Kind>,
    /// Where its answers start among all.
    answers: usize,
    /// The row it stands on; for the long layout the first of its rows.
    row: u32,
}

/// Screens all sheets of an appraisal together.
pub(super) fn screen(appraisal: &Appraisal, mut sheets: Vec<SheetRows>) -> Screened {
    let n_leaves = appraisal.scheme.indicators.n_leaves();
    let raters = number_raters(&sheets);
    let mut screening = Screening {
        appraisal,
        n_leaves,
        candidates: Vec::new(),
        answers: Vec::new(),
        findings: Vec::new(),
    };
    for index in 0..sheets.len() {
        screening.take_ballots(index, &mut sheets[index], &raters[index]);
    }
    screening.take_long(&mut sheets, &raters);
    screening.void_repeated(&mut sheets);
    screening.finish(sheets)
}

/// One number for each rater of the period: by group and identifier, or within the sheet.
fn number_raters(sheets: &[SheetRows]) -> Vec<Vec<u32>> {
    let mut known: IndexMap<(Option<usize>, &(u16, String)), u32> = IndexMap::new();
    let mut next = 0;
    let mut all = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let scope = (!sheet.shared_raters).then_some(index);
        let numbers = (0..sheet.raters.keys.len()).map(|local| {
            let local = u32::try_from(local).unwrap_or(u32::MAX);
            let fresh = next;
            let number = match sheet.raters.name(local) {
                Some(name) => *known.entry((scope, name)).or_insert(fresh),
                None => fresh,
            };
            if number == fresh {
                next += 1;
            }
            number
        });
        all.push(numbers.collect());
    }
    all
}

struct Screening<'a> {
    appraisal: &'a Appraisal,
    n_leaves: usize,
    candidates: Vec<Candidate>,
    answers: Vec<Code>,
    findings: Vec<Finding>,
}

impl Screening<'_> {
    fn take_ballots(&mut self, index: usize, sheet: &mut SheetRows, raters: &[u32]) {
        let base = self.answers.len();
        self.answers.append(&mut sheet.answers);
        for (position, ballot) in std::mem::take(&mut sheet.ballots).into_iter().enumerate() {
            let SheetBallot { row, rater, unit, group, weight, void } = ballot;
            let rater = raters[rater as usize];
            let answers = base + position * self.n_leaves;
            self.candidates.push(Candidate {
                sheet: index,
                rater,
                unit,
                group,
                weight,
                void,
                answers,
                row,
            });
        }
    }

    /// Puts the answers of the long layout together to ballots, over all sheets.
    fn take_long(&mut self, sheets: &mut [SheetRows], raters: &[Vec<u32>]) {
        let mut all: Vec<(usize, LongAnswer)> = Vec::new();
        for (index, sheet) in sheets.iter_mut().enumerate() {
            for mut answer in std::mem::take(&mut sheet.long) {
                answer.rater = raters[index][answer.rater as usize];
                all.push((index, answer));
            }
        }
        all.sort_by_key(|(sheet, a)| (a.group, a.rater, a.unit, a.indicator, *sheet, a.row));
        for ballot in
            all.chunk_by(|(_, a), (_, b)| (a.group, a.rater, a.unit) == (b.group, b.rater, b.unit))
        {
            self.long_ballot(sheets, ballot);
        }
    }

    fn long_ballot(&mut self, sheets: &mut [SheetRows], rows: &[(usize, LongAnswer)]) {
        let (sheet, first) = rows[0];
        let start = self.answers.len();
        self.answers.resize(start + self.n_leaves, Code::BLANK);
        let mut void = rows.iter().find_map(|(_, answer)| answer.void);
        for (sheet, answer) in rows.iter().filter(|(_, a)| a.weight != first.weight) {
            // One ballot has one weight; which of two is right nobody can say.
            let place = place(&sheets[*sheet], answer.row);
            let effect = self.appraisal.scheme.effect(RuleKind::BadWeight);
            let finding = Finding::new(Kind::BadWeight, effect, place);
            let shown = crate::exact::Ratio::fraction(answer.weight.0, crate::ballot::WEIGHT_SCALE);
            self.findings.push(finding.with("value", shown.to_string()));
            void = void.or(Some(Kind::BadWeight));
        }
        for repeated in rows.chunk_by(|(_, a), (_, b)| a.indicator == b.indicator) {
            let code = self.one_answer(sheets, repeated);
            self.answers[start + usize::from(repeated[0].1.indicator)] = code;
        }
        let answers = &self.answers[start..];
        if void.is_none() && !answers.iter().any(|code| code.is_mark()) {
            void = Some(match answers.contains(&Code::VOID) {
                true => Kind::MultipleMarks,
                false => {
                    let place = place(&sheets[sheet], first.row);
                    let effect = self.appraisal.scheme.effect(RuleKind::BlankBallot);
                    self.findings.push(Finding::new(Kind::BlankBallot, effect, place));
                    Kind::BlankBallot
                }
            });
        }
        for (index, answer) in rows {
            let row = &mut sheets[*index].rows[answer.row as usize];
            let counts = void.is_none() && answer.code != Code::VOID;
            if row.fate == Fate::Open {
                row.fate = if counts { Fate::Accepted } else { Fate::Void };
            }
        }
        self.candidates.push(Candidate {
            sheet,
            rater: first.rater,
            unit: first.unit,
            group: first.group,
            weight: first.weight,
            void,
            answers: start,
            row: first.row,
        });
    }

    /// The answer to one indicator, where it may stand on several rows.
    fn one_answer(&mut self, sheets: &mut [SheetRows], rows: &[(usize, LongAnswer)]) -> Code {
        let first = rows[0].1.code;
        if rows.len() == 1 {
            return first;
        }
        let same = rows.iter().all(|(_, answer)| answer.code == first);
        let kind = if same { RuleKind::DuplicateBallot } else { RuleKind::MultipleMarks };
        let effect = self.appraisal.scheme.effect(kind);
        let unit = &self.appraisal.units[rows[0].1.unit as usize].name.zh;
        let counted = place(&sheets[rows[0].0], rows[0].1.row);
        for (sheet, answer) in rows.iter().skip(usize::from(same)) {
            let at = place(&sheets[*sheet], answer.row);
            let finding = Finding::new(kind.finding(), effect, at).with("unit", unit);
            let name = self.appraisal.scheme.scale.name(answer.code);
            let finding = finding.with("value", name).with("other", shown(&counted));
            self.findings.push(finding);
            sheets[*sheet].rows[answer.row as usize].fate = Fate::Void;
            sheets[*sheet].void_answers.push((answer.group, kind.finding()));
        }
        if same { first } else { Code::VOID }
    }

    /// Of equal ballots of one rater on one unit one counts; of ballots that differ none.
    fn void_repeated(&mut self, sheets: &mut [SheetRows]) {
        let key = |c: &Candidate| (c.group, c.rater, c.unit);
        let mut order: Vec<usize> =
            (0..self.candidates.len()).filter(|i| self.candidates[*i].void.is_none()).collect();
        order.sort_by_key(|index| (key(&self.candidates[*index]), *index));
        let mut verdicts: Vec<(usize, RuleKind, usize)> = Vec::new();
        for run in order.chunk_by(|a, b| key(&self.candidates[*a]) == key(&self.candidates[*b])) {
            if run.len() < 2 {
                continue;
            }
            let first = run[0];
            let same = run.iter().all(|other| self.equal(first, *other));
            let kind = if same { RuleKind::DuplicateBallot } else { RuleKind::ConflictingBallots };
            for (position, ballot) in run.iter().enumerate() {
                let other = if position == 0 { run[1] } else { first };
                if !(same && position == 0) {
                    verdicts.push((*ballot, kind, other));
                }
            }
        }
        // A wide row repeated whole gives one finding, not one for each unit.
        let mut told: BTreeMap<(usize, u32, RuleKind), ()> = BTreeMap::new();
        for (ballot, kind, other) in verdicts {
            self.candidates[ballot].void = Some(kind.finding());
            let Candidate { sheet, row, unit, .. } = self.candidates[ballot];
            if told.insert((sheet, row, kind), ()).is_some() {
                continue;
            }
            let other = &self.candidates[other];
            let other = shown(&place(&sheets[other.sheet], other.row));
            let effect = self.appraisal.scheme.effect(kind);
            let finding = Finding::new(kind.finding(), effect, place(&sheets[sheet], row));
            let unit = &self.appraisal.units[unit as usize].name.zh;
            self.findings.push(finding.with("unit", unit).with("other", other));
        }
    }

    fn equal(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.candidates[a], &self.candidates[b]);
        let answers = |c: &Candidate| &self.answers[c.answers..c.answers + self.n_leaves];
        a.weight == b.weight && answers(a) == answers(b)
    }

    fn finish(self, mut sheets: Vec<SheetRows>) -> Screened {
        let mut ballots = Ballots { n_leaves: self.n_leaves, ..Ballots::default() };
        let mut papers = Papers::new(self.appraisal.scheme.groups.len());
        for candidate in &self.candidates {
            let row = &mut sheets[candidate.sheet].rows[candidate.row as usize];
            papers.add(candidate.group, candidate.rater, candidate.void);
            if candidate.void.is_some() {
                continue;
            }
            if row.fate == Fate::Open {
                row.fate = Fate::Accepted;
            }
            ballots.raters.push(candidate.rater);
            ballots.units.push(candidate.unit);
            ballots.groups.push(candidate.group);
            ballots.weights.push(candidate.weight);
            let answers = candidate.answers..candidate.answers + self.n_leaves;
            ballots.answers.extend_from_slice(&self.answers[answers]);
        }
        let mut findings = self.findings;
        let mut bundles = Vec::new();
        let mut files = Vec::new();
        for sheet in &mut sheets {
            findings.append(&mut sheet.findings);
            bundles.append(&mut sheet.bundles);
            papers.add_void_answers(&sheet.void_answers);
            files.push(FileAccount {
                file: sheet.file.file.clone(),
                sheet: sheet.sheet.as_deref().map(str::to_owned),
                format: sheet.format,
                layout: sheet.plan.as_ref().map(|plan| plan.layout),
                rows: sheet.counts(),
                blank_rows: sheet.blank_rows,
            });
        }
        papers.add_bundles(&bundles);
        Screened { ballots, bundles, files, findings, papers }
    }
}

/// The place of a row of a sheet.
fn place(sheet: &SheetRows, row: u32) -> Place {
    let place = Place { sheet: sheet.sheet.clone(), ..Place::file(sheet.file.file.as_str()) };
    place.at_row(sheet.rows[row as usize].number)
}

/// A place as a fact of another finding: `file:row`.
fn shown(place: &Place) -> String {
    let file = place.file.as_deref().unwrap_or("");
    let sheet = place.sheet.as_deref().map(|sheet| format!("[{sheet}]")).unwrap_or_default();
    format!("{file}{sheet}:{}", place.row.unwrap_or(0))
}
