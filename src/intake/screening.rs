//! Ballots held against each other: duplicates, conflicts, and what then counts.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use indexmap::IndexMap;

use super::candidates::{Candidate, Candidates};
use super::design::design;
use super::matching::Name;
use super::papers::Papers;
use super::parted::Parted;
use super::particular::people;
use super::rows::{Fate, SheetRows};
use super::screen::{Field, Seen, voiding};
use super::set_aside::SetAside;
use super::weighting;
use crate::account::{FileAccount, RowCounts, Screen, Weighting};
use crate::appraisal::Appraisal;
use crate::ballot::{Ballots, Bundle, ByRater};
use crate::finding::{Effect, Finding, Kind, Place};
use crate::period::Period;
use crate::scheme::RuleKind;

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

/// Screens all sheets of an appraisal together, and says how raters were weighted to known totals.
pub(super) fn screen(
    appraisal: &Appraisal,
    mut sheets: Vec<SheetRows>,
) -> (Screened, Vec<Weighting>) {
    let (raters, groups) = number_raters(&sheets);
    let sampled = design(appraisal, &sheets, &raters, &groups);
    let unit_of = |name: &str| appraisal.unit_names().find(name);
    let people = people(&sheets, &raters, groups.len(), unit_of);
    let mut candidates = Candidates::new(appraisal.scheme.indicators.n_leaves(), groups);
    for (sheet, raters) in sheets.iter_mut().zip(&raters) {
        candidates.take(sheet, raters);
    }
    let parted = Parted::of(appraisal, &mut sheets, &raters, &mut candidates);
    let mut findings = sampled.findings;
    findings.extend(parted.findings);
    let mut screening = Screening { appraisal, candidates, findings, long_rows: parted.rows };
    let order = screening.void_repeated(&sheets);
    let seen = Field {
        appraisal,
        sheets: &sheets,
        candidates: &screening.candidates,
        order: &order,
        people: &people,
        design: &sampled.design,
        strata: &sampled.strata,
    }
    .look();
    let n_raters = screening.candidates.n_raters();
    let (standings, found) = weighting::standings(appraisal, &sheets, (&raters, n_raters));
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
    type Key<'a> = (Option<usize>, Period, &'a Name);
    if let [only] = sheets {
        let n = u32::try_from(only.rows.raters.groups.len()).unwrap_or(u32::MAX);
        return (vec![(0..n).collect()], only.rows.raters.groups.clone());
    }
    let mut known: IndexMap<Key<'_>, u32, RandomState> = IndexMap::default();
    let mut next = 0;
    let mut groups = Vec::new();
    let mut all = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let scope = (!sheet.shared_raters).then_some(index);
        let numbers = (0_u32..).zip(&sheet.rows.raters.groups).map(|(local, group)| {
            let fresh = next;
            let number = match sheet.rows.raters.name(local) {
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
    candidates: Candidates,
    findings: Vec<Finding>,
    /// Sheet and long row of the answers of parted ballots, and whether the answer counts.
    long_rows: Vec<(u32, u32, bool)>,
}

impl Screening<'_> {
    /// Of equal ballots of one rater on one unit one counts; of ballots that differ none.
    /// Gives the ballots that count so far, by rater and unit.
    fn void_repeated(&mut self, sheets: &[SheetRows]) -> ByRater {
        let order = self.candidates.by_rater();
        let repeated = self.repeated(&order);
        let mut verdicts: Vec<(usize, RuleKind, usize)> = Vec::new();
        for run in repeated {
            let same = run.iter().all(|other| self.candidates.are_equal(run[0], *other));
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
            self.candidates.all.void[ballot] = Some(kind.finding());
            let Candidate { sheet, row, unit, .. } = self.candidates.at(ballot);
            if told.insert((sheet, row, kind), ()).is_some() {
                continue;
            }
            let other = self.candidates.at(other);
            let other = shown(&place(sheets, other.sheet, other.row));
            let effect = self.appraisal.scheme.effect(kind);
            let finding = Finding::new(kind.finding(), effect, place(sheets, sheet, row));
            let unit = &self.appraisal.units[unit as usize].name.zh;
            self.findings.push(finding.with("unit", unit).with("other", other));
        }
        order.only(|ballot| self.candidates.all.void[ballot].is_none())
    }

    /// The ballots of one rater on one unit, where there are several that might count.
    fn repeated(&self, order: &ByRater) -> Vec<Vec<usize>> {
        let columns = &self.candidates.all.columns;
        let key = |ballot: usize| (columns.raters[ballot], columns.units[ballot]);
        let starts_run = |place: usize| {
            let here = key(order.get(place));
            let goes_on = place + 1 < order.len() && key(order.get(place + 1)) == here;
            goes_on && (place == 0 || key(order.get(place - 1)) != here)
        };
        let starts = order.places(starts_run);
        let live = |ballot: &usize| self.candidates.all.void[*ballot].is_none();
        let run = |start: usize| {
            let here = key(order.get(start));
            let same = (start..order.len()).map(|place| order.get(place));
            same.take_while(|ballot| key(*ballot) == here).filter(live).collect::<Vec<_>>()
        };
        starts.into_iter().map(run).filter(|run| run.len() > 1).collect()
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
        let candidates = &self.candidates;
        let one = |ballot: usize| {
            let all = &candidates.all;
            let (unit, void) = (all.columns.units[ballot], all.void[ballot]);
            (unit, void, candidates.weight_of(ballot), candidates.answers_of(ballot))
        };
        let content = |row: &Range<usize>| row.clone().map(one).collect::<Vec<_>>();
        b.len().cmp(&a.len()).then_with(|| content(&a).cmp(&content(&b)))
    }

    /// The ballots on the row of this one; they follow each other.
    fn row_of(&self, index: usize) -> Range<usize> {
        let here = |other: &usize| self.candidates.share_row(index, *other);
        let before = (0..index).rev().take_while(here).count();
        let after = (index + 1..self.candidates.len()).take_while(here).count();
        index - before..index + after + 1
    }

    /// Voids the candidates that meet a rule which voids, each by the first such rule.
    fn judge(&mut self, marks: &[u64], voiding: u64) {
        let rules = &self.appraisal.scheme.rules;
        for (void, marks) in self.candidates.all.void.iter_mut().zip(marks) {
            let voids = (marks & voiding).trailing_zeros() as usize;
            let judged = rules.get(voids).map(|rule| rule.when.finding());
            *void = void.or(judged);
        }
    }

    fn finish(mut self, mut sheets: Vec<SheetRows>, seen: Seen) -> Screened {
        let voiding = voiding(&self.appraisal.scheme);
        self.judge(&seen.marks, voiding);
        let (mut papers, ()) = rayon::join(|| self.papers(), || self.decide(&mut sheets));
        let (ballots, set_aside) = self.candidates.into_ballots(&seen.marks, voiding);
        let mut findings = self.findings;
        findings.extend(seen.findings);
        let mut unlisted = seen.unlisted;
        let mut bundles = Vec::new();
        let mut files = Vec::new();
        for sheet in &mut sheets {
            findings.append(&mut sheet.findings);
            findings.append(&mut sheet.rows.findings);
            for (key, n) in &sheet.rows.unlisted {
                *unlisted.entry(*key).or_default() += n;
            }
            bundles.append(&mut sheet.rows.bundles);
            papers.add_void_answers(&sheet.rows.void_answers);
            let mut counts = sheet.rows.counts;
            counts.rows += sheet.left_out;
            counts.refused += sheet.left_out;
            files.push(FileAccount {
                file: sheet.file.file.clone(),
                sheet: sheet.sheet.as_deref().map(str::to_owned),
                format: sheet.format,
                layout: sheet.plan.as_ref().map(|plan| plan.layout),
                rows: RowCounts { void: counts.rows - counts.accepted - counts.refused, ..counts },
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

    /// Counts for each sheet the rows of which something counts.
    fn decide(&self, sheets: &mut [SheetRows]) {
        let void = &self.candidates.all.void;
        let mut rows = self.candidates.all.rows.iter();
        for ((ballots, _), sheet) in self.candidates.by_sheet().zip(sheets.iter_mut()) {
            let mut last = None;
            for (ballot, row) in ballots.zip(&mut rows) {
                if void[ballot].is_none() && last != Some(row) {
                    sheet.rows.counts.accepted += 1;
                    last = Some(row);
                }
            }
        }
        for (ballot, parts) in self.candidates.parted() {
            let live = void[ballot].is_none();
            let rows = parts.rows.start as usize..parts.rows.end as usize;
            for (sheet, row, counts) in &self.long_rows[rows] {
                let row = &mut sheets[*sheet as usize].rows.long_rows[*row as usize];
                if row.fate == Fate::Open {
                    row.fate = if live && *counts { Fate::Accepted } else { Fate::Void };
                }
            }
        }
        sheets.iter_mut().for_each(|sheet| sheet.rows.settle_long());
    }

    /// What each rater handed in.
    fn papers(&self) -> Papers {
        let Candidates { all, .. } = &self.candidates;
        let n_groups = self.appraisal.scheme.groups.len();
        let mut papers = Papers::new(n_groups, self.candidates.groups());
        for (ballots, is_loose) in self.candidates.by_sheet() {
            for ballot in ballots {
                let loose = is_loose.then(|| (all.columns.units[ballot], 0));
                papers.add(all.columns.raters[ballot], loose, all.void[ballot]);
            }
        }
        for (ballot, parts) in self.candidates.parted() {
            papers.add(all.columns.raters[ballot], parts.loose, all.void[ballot]);
        }
        papers
    }
}

/// The place of a row of a sheet, as Excel shows it.
pub(super) fn place(sheets: &[SheetRows], sheet: u32, row: u32) -> Place {
    let sheet = &sheets[sheet as usize];
    let place = Place { sheet: sheet.sheet.clone(), ..Place::file(sheet.file.file.as_str()) };
    place.at_row(u64::from(row))
}

/// A place as a fact of another finding: `file:row`.
pub(super) fn shown(place: &Place) -> String {
    let file = place.file.as_deref().unwrap_or("");
    let sheet = place.sheet.as_deref().map(|sheet| format!("[{sheet}]")).unwrap_or_default();
    format!("{file}{sheet}:{}", place.row.unwrap_or(0))
}
