//! The ballots of all sheets together, before they are held against each other.

use std::ops::Range;
use std::sync::Arc;

use super::lists::Lists;
use super::rows::SheetRows;
use super::set_aside::SetAside;
use super::stack::{Put, Stack};
use crate::appraisal::Layout;
use crate::ballot::{Ballots, ByRater, Columns, Weight};
use crate::scheme::Code;

/// One ballot with where it came from.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) sheet: u32,
    /// The row it stands on, as Excel shows it; for the long layout the first of its rows.
    pub(super) row: u32,
    pub(super) rater: u32,
    pub(super) unit: u32,
    pub(super) group: u16,
}

/// What a ballot of the long layout stands on.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    pub(super) sheet: u32,
    /// Its rows among [`super::parted::Parted::rows`].
    pub(super) rows: Range<u32>,
    pub(super) loose: Option<(u32, u16)>,
}

/// All ballots: those of one sheet after the other, then those that lie on several rows.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) all: Stack,
    pub(super) lists: Lists,
    /// The group of each rater, by its number.
    groups: Arc<Vec<u16>>,
    sheets: Vec<OfSheet>,
    parts: Vec<Parts>,
}

/// The ballots of one sheet that lie on one row each.
#[derive(Debug)]
struct OfSheet {
    start: usize,
    /// Whether no rater is named on rows of one unit each.
    is_loose: bool,
}

impl Candidates {
    /// None yet, by raters of these groups.
    pub(super) fn new(n_leaves: usize, groups: Vec<u16>) -> Candidates {
        let lists = Lists::new(n_leaves);
        Candidates { lists, groups: Arc::new(groups), ..Candidates::default() }
    }

    /// Takes the ballots of the next sheet; `raters` gives the numbers of its raters.
    pub(super) fn take(&mut self, sheet: &mut SheetRows, raters: &[u32]) {
        let is_loose = sheet.plan.as_ref().is_some_and(|plan| {
            plan.layout == Layout::RaterUnit && !plan.roles.contains_key(&super::Role::Rater)
        });
        self.sheets.push(OfSheet { start: self.all.len(), is_loose });
        let ballots = std::mem::take(&mut sheet.rows.ballots);
        if self.all.len() == 0 && ballots.len() > 0 {
            self.lists = std::mem::take(&mut sheet.lists);
            self.all.append(ballots, raters, None);
        } else {
            let numbers = self.lists.take(&sheet.lists);
            self.all.append(ballots, raters, Some(&numbers));
        }
    }

    /// Adds a ballot that lies on several rows.
    pub(super) fn put_parted(&mut self, ballot: Put, answers: &[Code], parts: Parts) {
        let pattern = self.lists.patterns.number(answers);
        let weight = self.lists.weights.number(ballot.weight);
        self.all.put(ballot, pattern, weight);
        self.parts.push(parts);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The first ballot that lies on several rows.
    fn first_parted(&self) -> usize {
        self.len() - self.parts.len()
    }

    /// What a ballot of the long layout stands on.
    fn parts(&self, ballot: usize) -> Option<&Parts> {
        self.parts.get(ballot.checked_sub(self.first_parted())?)
    }

    /// One ballot.
    pub(super) fn at(&self, ballot: usize) -> Candidate {
        let rater = self.all.columns.raters[ballot];
        let unit = self.unit_of(ballot);
        let sheet = u32::try_from(self.sheet_of(ballot)).unwrap_or(u32::MAX);
        let group = self.groups[rater as usize];
        Candidate { sheet, row: self.all.rows.get(ballot), rater, unit, group }
    }

    /// The sheet of a ballot.
    pub(super) fn sheet_of(&self, ballot: usize) -> usize {
        match (self.parts(ballot), self.sheets.len()) {
            (Some(parts), _) => parts.sheet as usize,
            (None, 1) => 0,
            _ => self.sheets.partition_point(|sheet| sheet.start <= ballot).saturating_sub(1),
        }
    }

    /// Which of two ballots stands first; a ballot with a position beyond all is none.
    pub(super) fn earlier(&self, one: usize, other: usize) -> usize {
        if one >= self.len() || other >= self.len() {
            return one.min(other);
        }
        // But for ballots put together from several rows, ballots stand as they were read.
        if self.parts.is_empty() {
            return one.min(other);
        }
        let place = |ballot| (self.sheet_of(ballot), self.all.rows.get(ballot));
        if place(other) < place(one) { other } else { one }
    }

    /// The answers of a ballot.
    pub(super) fn answers_of(&self, ballot: usize) -> &[Code] {
        self.lists.patterns.get(self.all.columns.patterns[ballot])
    }

    /// The unit of a ballot.
    pub(super) fn unit_of(&self, ballot: usize) -> u32 {
        self.all.columns.units[ballot]
    }

    /// The weight of a ballot.
    pub(super) fn weight_of(&self, ballot: usize) -> Weight {
        self.lists.weights.get(self.all.columns.weights[ballot])
    }

    /// Whether two ballots have the same answers and the same weight.
    pub(super) fn are_equal(&self, a: usize, b: usize) -> bool {
        let columns = &self.all.columns;
        columns.patterns[a] == columns.patterns[b] && columns.weights[a] == columns.weights[b]
    }

    /// Whether two ballots stand on one row that carries many.
    pub(super) fn share_row(&self, a: usize, b: usize) -> bool {
        let parted = a.max(b) >= self.first_parted();
        let place = |ballot| (self.at(ballot).sheet, self.all.rows.get(ballot));
        !parted && place(a) == place(b)
    }

    /// How many raters there are.
    pub(super) fn n_raters(&self) -> usize {
        self.groups.len()
    }

    /// The group of each rater, by its number.
    pub(super) fn groups(&self) -> &[u16] {
        &self.groups
    }

    /// All ballots by rater and unit.
    pub(super) fn by_rater(&self) -> ByRater {
        ByRater::of(&self.all.columns.raters, &self.all.columns.units, self.n_raters())
    }

    /// For each sheet its ballots that lie on one row each, and whether no rater holds them together.
    pub(super) fn by_sheet(&self) -> impl Iterator<Item = (Range<usize>, bool)> {
        let starts = self.sheets.iter().map(|sheet| sheet.start).skip(1);
        let ends = starts.chain([self.first_parted()]);
        self.sheets.iter().zip(ends).map(|(sheet, end)| (sheet.start..end, sheet.is_loose))
    }

    /// The ballots that lie on several rows.
    pub(super) fn parted(&self) -> impl Iterator<Item = (usize, &Parts)> {
        (self.first_parted()..).zip(&self.parts)
    }

    /// The ballots that count, and those that only the rules of these bits keep from it; `marks` says
    /// which rules each meets.
    pub(super) fn into_ballots(self, marks: &[u64], voiding: u64) -> (Ballots, SetAside) {
        let Stack { mut columns, void, .. } = self.all;
        let lists = (Arc::new(self.lists.patterns), Arc::new(self.lists.weights));
        let counts = |ballot: &usize| void[*ballot].is_none();
        let mut aside = Columns::default();
        let (mut before, mut marks_aside) = (Vec::new(), Vec::new());
        let mut n_before = 0;
        for (ballot, marks) in marks.iter().enumerate() {
            if counts(&ballot) {
                n_before += 1;
            } else if marks & voiding != 0 {
                // What was void before the screen stays void without it, and has no marks.
                aside.push_from(&columns, ballot);
                before.push(n_before);
                marks_aside.push(*marks);
            }
        }
        let kept: Vec<u64> =
            marks.iter().enumerate().filter(|(b, _)| counts(b)).map(|(_, marks)| *marks).collect();
        if void.iter().any(Option::is_some) {
            columns.keep(|ballot| counts(&ballot));
        }
        let aside = Ballots::new(aside, Arc::clone(&self.groups), lists.clone(), marks_aside);
        (Ballots::new(columns, self.groups, lists, kept), SetAside::new(aside, before))
    }
}
