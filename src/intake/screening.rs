//! Ballots held against each other: duplicates, conflicts, and what then counts.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::design::design;
use super::papers::Papers;
use super::parted::Parted;
use super::particular::people;
use super::rows::{Fate, SheetBallot, SheetRows};
use super::screen::{Field, Seen, voiding};
use super::set_aside::SetAside;
use super::weighting;
use crate::account::{FileAccount, Screen, Weighting};
use crate::appraisal::{Appraisal, Layout};
use crate::ballot::{Ballots, Bundle, Weight};
use crate::finding::{Effect, Finding, Kind, Place};
use crate::period::Period;
use crate::scheme::{Code, RuleKind};

/// What is left to count, and the account of the rest.
pub(super) struct Screened {
    pub(super) ballots: Ballots,
    /// Ballots that only rules about whole papers keep from counting.
    pub(super) set_aside: SetAside,
    pub(super) screen: Screen,
    /// The unit that each rater belongs to; empty where no file tells.
    pub(super) own_units: Vec<Option<u32>>,
    pub(super) bundles: Vec<Bundle>,
    pub(super) files: Vec<FileAccount>,
    pub(super) findings: Vec<Finding>,
    /// Findings that were counted and not listed.
    pub(super) unlisted: BTreeMap<(Kind, Effect), u64>,
    pub(super) papers: Papers,
}

/// One ballot with where it came from.
pub(super) struct Candidate {
    pub(super) sheet: u32,
    /// The row it stands on; for the long layout the first of its rows.
    pub(super) row: u32,
    pub(super) rater: u32,
    pub(super) unit: u32,
    pub(super) group: u16,
    pub(super) weight: Weight,
    pub(super) void: Option<Kind>,
    /// Where its answers start among all.
    pub(super) answers: usize,
    /// The rows of the long layout that it stands on, among [`Parted::rows`].
    pub(super) rows: Option<Range<u32>>,
    /// Where no rater is named: what the ballot is about.
    pub(super) loose: Option<(u32, u16)>,
}

/// Screens all sheets of an appraisal together, and says how raters were weighted to known totals.
pub(super) fn screen(
    appraisal: &Appraisal,
    mut sheets: Vec<SheetRows>,
) -> (Screened, Vec<Weighting>) {
    let n_leaves = appraisal.scheme.indicators.n_leaves();
    let (raters, groups) = number_raters(&sheets);
    let sampled = design(appraisal, &sheets, &raters, &groups);
    let unit_of = |name: &str| appraisal.unit_names().find(name);
    let people = people(&sheets, &raters, groups.len(), unit_of);
    let mut screening = Screening {
        appraisal,
        n_leaves,
        n_raters: groups.len(),
        candidates: Vec::new(),
        answers: Vec::new(),
        findings: sampled.findings,
        long_rows: Vec::new(),
    };
    for index in 0..sheets.len() {
        screening.take_ballots(index, &mut sheets[index], &raters[index]);
    }
    screening.take_parted(&mut sheets, &raters);
    let order = screening.void_repeated(&sheets);
    let seen = Field {
        appraisal,
        sheets: &sheets,
        candidates: &screening.candidates,
        answers: &screening.answers,
        order: &order,
        people: &people,
        design: &sampled.design,
        strata: &sampled.strata,
    }
    .look();
    let (standings, found) = weighting::standings(appraisal, &sheets, (&raters, groups.len()));
    let mut screened = screening.finish(sheets, seen);
    screened.ballots.design = sampled.design;
    screened.findings.extend(found);
    if people.iter().any(|person| person.own_unit.is_some()) {
        screened.own_units = people.iter().map(|person| person.own_unit).collect();
    }
    let weightings = weighting::weigh(appraisal, &standings, &mut screened);
    (screened, weightings)
}

/// One number for each rater of the period: by group and identifier, or within the sheet; and the
/// group of each.
fn number_raters(sheets: &[SheetRows]) -> (Vec<Vec<u32>>, Vec<u16>) {
    type Key<'a> = (Option<usize>, Period, &'a (u16, String));
    let mut known: IndexMap<Key<'_>, u32> = IndexMap::new();
    let mut next = 0;
    let mut groups = Vec::new();
    let mut all = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let scope = (!sheet.shared_raters).then_some(index);
        let numbers = (0_u32..).zip(&sheet.raters.groups).map(|(local, group)| {
            let fresh = next;
            let number = match sheet.raters.name(local) {
                Some(name) => *known.entry((scope, sheet.period, name)).or_insert(fresh),
                None => fresh,
            };
            if number == fresh {
                next += 1;
                groups.push(*group);
            }
            number
        });
        all.push(numbers.collect());
    }
    (all, groups)
}

struct Screening<'a> {
    appraisal: &'a Appraisal,
    n_leaves: usize,
    n_raters: usize,
    candidates: Vec<Candidate>,
    answers: Vec<Code>,
    findings: Vec<Finding>,
    /// Sheet and row of the answers of parted ballots, and whether the answer counts.
    long_rows: Vec<(u32, u32, bool)>,
}

impl Screening<'_> {
    fn take_ballots(&mut self, index: usize, sheet: &mut SheetRows, raters: &[u32]) {
        let base = self.answers.len();
        self.answers.append(&mut sheet.answers);
        let is_loose = sheet.plan.as_ref().is_some_and(|plan| {
            plan.layout == Layout::RaterUnit && !plan.roles.contains_key(&super::Role::Rater)
        });
        self.candidates.reserve(sheet.ballots.len());
        for (position, ballot) in std::mem::take(&mut sheet.ballots).into_iter().enumerate() {
            let SheetBallot { row, rater, unit, group, weight, void } = ballot;
            self.candidates.push(Candidate {
                sheet: u32::try_from(index).unwrap_or(u32::MAX),
                row,
                rater: raters[rater as usize],
                unit,
                group,
                weight,
                void,
                answers: base + position * self.n_leaves,
                rows: None,
                loose: is_loose.then_some((unit, 0)),
            });
        }
    }

    fn take_parted(&mut self, sheets: &mut [SheetRows], raters: &[Vec<u32>]) {
        let mut parted = Parted::new(self.appraisal, std::mem::take(&mut self.answers));
        parted.take(sheets, raters);
        self.answers = parted.answers;
        self.candidates.append(&mut parted.candidates);
        self.findings.append(&mut parted.findings);
        self.long_rows = parted.rows;
    }

    /// Of equal ballots of one rater on one unit one counts; of ballots that differ none.
    /// Gives the ballots that count so far, by rater and unit.
    fn void_repeated(&mut self, sheets: &[SheetRows]) -> Vec<usize> {
        let mut order: Vec<(u64, usize)> = self
            .candidates
            .iter()
            .enumerate()
            .filter(|(_, c)| c.void.is_none())
            .map(|(index, c)| (u64::from(c.rater) << 32 | u64::from(c.unit), index))
            .collect();
        order.par_sort_unstable();
        let mut verdicts: Vec<(usize, RuleKind, usize)> = Vec::new();
        for run in order.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            let run: Vec<usize> = run.iter().map(|(_, index)| *index).collect();
            let same = run.iter().all(|other| self.equal(run[0], *other));
            if same {
                let counted = self.counted_of(&run);
                let others = run.iter().filter(|ballot| **ballot != counted);
                verdicts.extend(others.map(|b| (*b, RuleKind::DuplicateBallot, counted)));
            } else {
                let other = |ballot| if ballot == run[0] { run[1] } else { run[0] };
                verdicts.extend(run.iter().map(|b| (*b, RuleKind::ConflictingBallots, other(*b))));
            }
        }
        // A wide row repeated whole gives one finding, not one for each unit.
        let mut told: BTreeMap<(u32, u32, RuleKind), ()> = BTreeMap::new();
        for (ballot, kind, other) in verdicts {
            self.candidates[ballot].void = Some(kind.finding());
            let Candidate { sheet, row, unit, .. } = self.candidates[ballot];
            if told.insert((sheet, row, kind), ()).is_some() {
                continue;
            }
            let other = &self.candidates[other];
            let other = shown(&place(sheets, other.sheet, other.row));
            let effect = self.appraisal.scheme.effect(kind);
            let finding = Finding::new(kind.finding(), effect, place(sheets, sheet, row));
            let unit = &self.appraisal.units[unit as usize].name.zh;
            self.findings.push(finding.with("unit", unit).with("other", other));
        }
        let order = order.into_iter().map(|(_, index)| index);
        order.filter(|index| self.candidates[*index].void.is_none()).collect()
    }

    fn equal(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.candidates[a], &self.candidates[b]);
        a.weight == b.weight && self.answers_of(a) == self.answers_of(b)
    }

    fn answers_of(&self, candidate: &Candidate) -> &[Code] {
        &self.answers[candidate.answers..candidate.answers + self.n_leaves]
    }

    /// Which of equal ballots counts: the one on the fullest row, so that how many rows count
    /// does not depend on which came first.
    fn counted_of(&self, run: &[usize]) -> usize {
        let best = run.iter().copied().min_by(|a, b| self.compare_rows(*a, *b).then(a.cmp(b)));
        best.unwrap_or(run[0])
    }

    /// By what the two rows hold in all, and never by where they stand.
    fn compare_rows(&self, a: usize, b: usize) -> Ordering {
        let (a, b) = (self.row_of(a), self.row_of(b));
        let content = |row: &Range<usize>| {
            let ballots = self.candidates[row.clone()].iter();
            ballots.map(|c| (c.unit, c.void, c.weight, self.answers_of(c))).collect::<Vec<_>>()
        };
        b.len().cmp(&a.len()).then_with(|| content(&a).cmp(&content(&b)))
    }

    /// The ballots on the row of this one; they follow each other.
    fn row_of(&self, index: usize) -> Range<usize> {
        let here = |c: &Candidate| (c.sheet, c.row, c.rows.is_some());
        let key = here(&self.candidates[index]);
        if key.2 {
            return index..index + 1;
        }
        let before = self.candidates[..index].iter().rev().take_while(|c| here(c) == key).count();
        let after = self.candidates[index..].iter().take_while(|c| here(c) == key).count();
        index - before..index + after
    }

    /// Voids the candidates that meet a rule which voids, each by the first such rule.
    fn judge(&mut self, marks: &[u64], voiding: u64) {
        let rules = &self.appraisal.scheme.rules;
        for (candidate, marks) in self.candidates.iter_mut().zip(marks) {
            let voids = (marks & voiding).trailing_zeros() as usize;
            let judged = rules.get(voids).map(|rule| rule.when.finding());
            candidate.void = candidate.void.or(judged);
        }
    }

    fn finish(mut self, mut sheets: Vec<SheetRows>, seen: Seen) -> Screened {
        let mut ballots = Ballots { n_leaves: self.n_leaves, ..Ballots::default() };
        let mut set_aside = SetAside::new(self.n_leaves);
        let mut papers = Papers::new(self.appraisal.scheme.groups.len(), self.n_raters);
        let voiding = voiding(&self.appraisal.scheme);
        self.judge(&seen.marks, voiding);
        for (candidate, marks) in self.candidates.iter().zip(&seen.marks) {
            papers.add(candidate.group, candidate.rater, candidate.loose, candidate.void);
            self.decide(candidate, &mut sheets);
            let into = match candidate.void {
                None => &mut ballots,
                // What was void before the screen stays void without it.
                Some(_) if *marks & voiding == 0 => continue,
                Some(_) => set_aside.at(ballots.len()),
            };
            into.raters.push(candidate.rater);
            into.units.push(candidate.unit);
            into.groups.push(candidate.group);
            into.weights.push(candidate.weight);
            into.answers.extend_from_slice(self.answers_of(candidate));
            into.marks.push(*marks);
        }
        if ballots.marks.iter().all(|marks| *marks == 0) {
            ballots.marks = Vec::new();
        }
        let mut findings = self.findings;
        findings.extend(seen.findings);
        let mut unlisted = seen.unlisted;
        let mut bundles = Vec::new();
        let mut files = Vec::new();
        for sheet in &mut sheets {
            findings.append(&mut sheet.findings);
            for (key, n) in &sheet.unlisted {
                *unlisted.entry(*key).or_default() += n;
            }
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
        let screen = seen.screen;
        Screened {
            ballots,
            set_aside,
            screen,
            own_units: Vec::new(),
            bundles,
            files,
            findings,
            unlisted,
            papers,
        }
    }

    /// Says of each row of a ballot what became of it.
    fn decide(&self, candidate: &Candidate, sheets: &mut [SheetRows]) {
        let live = candidate.void.is_none();
        let Some(rows) = &candidate.rows else {
            let row = &mut sheets[candidate.sheet as usize].rows[candidate.row as usize];
            if live && row.fate == Fate::Open {
                row.fate = Fate::Accepted;
            }
            return;
        };
        for (sheet, row, counts) in &self.long_rows[rows.start as usize..rows.end as usize] {
            let row = &mut sheets[*sheet as usize].rows[*row as usize];
            if row.fate == Fate::Open {
                row.fate = if live && *counts { Fate::Accepted } else { Fate::Void };
            }
        }
    }
}

/// The place of a row of a sheet.
pub(super) fn place(sheets: &[SheetRows], sheet: u32, row: u32) -> Place {
    let sheet = &sheets[sheet as usize];
    let place = Place { sheet: sheet.sheet.clone(), ..Place::file(sheet.file.file.as_str()) };
    place.at_row(sheet.rows[row as usize].number)
}

/// A place as a fact of another finding: `file:row`.
pub(super) fn shown(place: &Place) -> String {
    let file = place.file.as_deref().unwrap_or("");
    let sheet = place.sheet.as_deref().map(|sheet| format!("[{sheet}]")).unwrap_or_default();
    format!("{file}{sheet}:{}", place.row.unwrap_or(0))
}
