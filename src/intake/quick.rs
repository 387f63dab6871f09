//! Rows of which every cell has been met before: the way that nearly all rows of a large file take.
//!
//! It knows only what the careful way has understood without a remark, cell by cell. Whatever is new,
//! missing, empty or not allowed leaves the row to the careful way, so that there is one place for every
//! judgement.

use std::sync::Mutex;

use memchr::memchr_iter;

use super::layout::{Plan, Role};
use super::read::Reader;
use super::stack::Put;
use super::understood::Understood;
use crate::appraisal::{Appraisal, Layout};
use crate::ballot::Weight;
use crate::scheme::Code;
use crate::sheet::{Format, Row, Sheet};

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Nothing,
    Rater,
    Group,
    Unit,
    Weight,
    /// An answer: its place in the plan.
    Answer(u32),
}

/// How the lines of one sheet are taken.
#[derive(Debug)]
pub(super) struct Shortcut {
    delimiter: u8,
    uses: Vec<Use>,
    n_units: usize,
    /// By group and unit, whether a ballot counts.
    counts: Vec<bool>,
    /// What was understood by readers of earlier blocks.
    #[expect(clippy::vec_box, reason = "a reader takes it out and back for each line")]
    learnt: Mutex<Vec<Box<Learnt>>>,
}

/// Texts that were understood, and the line at hand.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    groups: Understood<u16>,
    units: Understood<u32>,
    weights: Understood<Weight>,
    codes: Understood<Code>,
    /// The answers of the line, by place in the plan.
    answers: Vec<Code>,
    /// The line that went the careful way.
    line: Vec<u8>,
    rater: LastRater,
    folded: String,
}

/// The rater of the last line.
#[derive(Debug, Default)]
struct LastRater {
    text: Vec<u8>,
    group: u16,
    number: Option<u32>,
}

/// What a line says of who answers on what.
#[derive(Debug, Clone, Copy)]
struct Head<'a> {
    rater: Option<&'a [u8]>,
    group: Option<u16>,
    unit: Option<u32>,
    weight: Weight,
}

impl Shortcut {
    /// The shortcut through a sheet; `None` where rows say more than it can take.
    pub(super) fn new(
        appraisal: &Appraisal,
        sheet: &Sheet,
        plan: &Plan,
        branches: bool,
    ) -> Option<Shortcut> {
        let Format::Text { delimiter, .. } = sheet.format() else { return None };
        let says_more = !plan.particulars.is_empty()
            || !appraisal.totals.is_empty()
            || plan.total.is_some()
            || branches;
        if says_more || !matches!(plan.layout, Layout::RaterUnit | Layout::Wide) {
            return None;
        }
        let mut uses = vec![Use::Nothing; sheet.headings().len()];
        for (role, column) in &plan.roles {
            uses[*column] = match role {
                Role::Rater => Use::Rater,
                Role::Group => Use::Group,
                Role::Unit => Use::Unit,
                Role::Weight => Use::Weight,
                Role::Indicator | Role::Answer | Role::Count => return None,
            };
        }
        for (place, (column, _, _)) in (0_u32..).zip(&plan.cells) {
            uses[*column] = Use::Answer(place);
        }
        let units = &appraisal.units;
        let groups = 0..appraisal.scheme.groups.len();
        let counts = groups.flat_map(|group| {
            let counts = move |unit: usize| units[unit].in_force && appraisal.rates(group, unit);
            (0..units.len()).map(counts)
        });
        let counts = counts.collect();
        Some(Shortcut { delimiter, uses, n_units: units.len(), counts, learnt: Mutex::default() })
    }

    /// What an earlier reader has learnt.
    pub(super) fn borrow(&self) -> Box<Learnt> {
        self.learnt.lock().ok().and_then(|mut learnt| learnt.pop()).unwrap_or_default()
    }

    /// Gives back what was learnt; the number of the rater was that of one block.
    pub(super) fn give_back(&self, mut learnt: Box<Learnt>) {
        learnt.rater = LastRater::default();
        if let Ok(mut all) = self.learnt.lock() {
            all.push(learnt);
        }
    }

    fn counts(&self, group: u16, unit: u32) -> bool {
        let place = usize::from(group) * self.n_units + unit as usize;
        self.counts.get(place).copied().unwrap_or(false)
    }
}

impl Reader<'_> {
    /// Takes a line if all of it has been met before.
    pub(super) fn take_line(&mut self, shortcut: &Shortcut, number: u64, line: &[u8]) -> bool {
        let Some(mut learnt) = self.learnt.take() else { return false };
        let taken = self.try_line(shortcut, &mut learnt, number, line).is_some();
        if !taken {
            learnt.line.clear();
            learnt.line.extend_from_slice(line);
        }
        self.learnt = Some(learnt);
        taken
    }

    fn try_line(
        &mut self,
        shortcut: &Shortcut,
        learnt: &mut Learnt,
        number: u64,
        line: &[u8],
    ) -> Option<()> {
        let row = u32::try_from(number).ok()?;
        let head = self.cells_of(shortcut, learnt, line)?;
        let group = head.group?;
        match self.plan.layout {
            Layout::Wide => self.is_plain_paper(shortcut, learnt, group)?,
            _ => self.is_plain_ballot(shortcut, learnt, group, head.unit?)?,
        }
        let rater = self.rater_of(learnt, group, head.rater)?;
        let put = |unit: u32| Put { row, rater, unit, weight: head.weight, void: None };
        match self.plan.layout {
            Layout::Wide => self.put_paper(learnt, put),
            _ => {
                self.fill(0..self.plan.cells.len(), &learnt.answers);
                self.out.ballots.put(put(head.unit?), &self.answers);
            }
        }
        self.out.counts.rows += 1;
        Some(())
    }

    /// Looks all cells up.
    fn cells_of<'l>(
        &self,
        shortcut: &Shortcut,
        learnt: &mut Learnt,
        line: &'l [u8],
    ) -> Option<Head<'l>> {
        let group = self.plan.group.and_then(|group| u16::try_from(group).ok());
        let unit = self.plan.unit.and_then(|unit| u32::try_from(unit).ok());
        let mut head = Head { rater: None, group, unit, weight: Weight::ONE };
        let Learnt { groups, units, weights, codes, answers, .. } = learnt;
        let mut uses = shortcut.uses.iter();
        let mut start = 0;
        for end in memchr_iter(shortcut.delimiter, line).chain([line.len()]) {
            let cell = &line[start..end];
            start = end + 1;
            match uses.next()? {
                Use::Nothing => {}
                Use::Answer(place) => *answers.get_mut(*place as usize)? = codes.get(cell)?,
                Use::Rater => head.rater = Some(cell),
                Use::Group => head.group = Some(groups.get(cell)?),
                Use::Unit => head.unit = Some(units.get(cell)?),
                Use::Weight => head.weight = weights.get(cell)?,
            }
        }
        uses.next().is_none().then_some(head)
    }

    fn is_plain_ballot(
        &self,
        shortcut: &Shortcut,
        learnt: &Learnt,
        group: u16,
        unit: u32,
    ) -> Option<()> {
        let is_marked = learnt.answers.iter().any(|code| code.is_mark());
        (is_marked && shortcut.counts(group, unit)).then_some(())
    }

    /// Whether every unit that is marked on a wide row counts, and there is one.
    fn is_plain_paper(&self, shortcut: &Shortcut, learnt: &Learnt, group: u16) -> Option<()> {
        let mut is_marked = false;
        for (cell, code) in self.plan.cells.iter().zip(&learnt.answers) {
            if *code != Code::BLANK {
                let unit = u32::try_from(cell.1).ok()?;
                is_marked = true;
                if !code.is_mark() || !shortcut.counts(group, unit) {
                    return None;
                }
            }
        }
        is_marked.then_some(())
    }

    fn put_paper(&mut self, learnt: &Learnt, put: impl Fn(u32) -> Put) {
        let mut start = 0;
        for cells in self.plan.cells.chunk_by(|a, b| a.1 == b.1) {
            let places = start..start + cells.len();
            start = places.end;
            if learnt.answers[places.clone()].iter().all(|code| *code == Code::BLANK) {
                continue;
            }
            self.fill(places, &learnt.answers);
            if let Ok(unit) = u32::try_from(cells[0].1) {
                self.out.ballots.put(put(unit), &self.answers);
            }
        }
    }

    /// Lays the answers of some places of the plan by leaf.
    fn fill(&mut self, places: std::ops::Range<usize>, answers: &[Code]) {
        self.answers.fill(Code::BLANK);
        for ((_, _, leaf), code) in self.plan.cells[places.clone()].iter().zip(&answers[places]) {
            self.answers[*leaf] = *code;
        }
    }

    /// The number of a rater; `None` where the identifier is not plain.
    fn rater_of(&mut self, learnt: &mut Learnt, group: u16, cell: Option<&[u8]>) -> Option<u32> {
        let Some(cell) = cell else {
            let named = self.plan.roles.contains_key(&Role::Rater);
            return (!named).then(|| self.out.raters.anonymous(group));
        };
        let last = &mut learnt.rater;
        if last.group == group && last.number.is_some() && last.text == cell {
            return last.number;
        }
        let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if cell.is_empty() || !cell.iter().all(is_plain) {
            return None;
        }
        learnt.folded.clear();
        learnt.folded.extend(cell.iter().map(|byte| char::from(byte.to_ascii_lowercase())));
        let number = self.out.raters.named(group, &learnt.folded);
        cell.clone_into(&mut last.text);
        (last.group, last.number) = (group, Some(number));
        last.number
    }

    /// Learns what the cells of a row that went the careful way stand for.
    pub(super) fn learn(&mut self, shortcut: &Shortcut, row: &Row<'_>) {
        let Some(mut learnt) = self.learnt.take() else { return };
        let line = std::mem::take(&mut learnt.line);
        learnt.answers.resize(self.plan.cells.len(), Code::BLANK);
        let mut start = 0;
        let ends = memchr_iter(shortcut.delimiter, &line).chain([line.len()]);
        for ((column, end), what) in ends.enumerate().zip(&shortcut.uses) {
            let cell = &line[start..end];
            start = end + 1;
            self.learn_cell(&mut learnt, *what, cell, row.get(column));
        }
        learnt.line = line;
        learnt.line.clear();
        self.learnt = Some(learnt);
    }

    fn learn_cell(&mut self, learnt: &mut Learnt, what: Use, cell: &[u8], text: &str) {
        match what {
            Use::Nothing | Use::Rater => {}
            Use::Group => {
                let group = self.known_group(text).and_then(|group| u16::try_from(group).ok());
                group.into_iter().for_each(|group| learnt.groups.learn(cell, group));
            }
            Use::Unit => {
                let unit = self.known_unit(text).and_then(|unit| u32::try_from(unit).ok());
                unit.into_iter().for_each(|unit| learnt.units.learn(cell, unit));
            }
            Use::Weight => {
                let weight = self.known_weight(text);
                weight.into_iter().for_each(|weight| learnt.weights.learn(cell, weight));
            }
            Use::Answer(_) => {
                let answer = self.known_answer(text);
                if answer.rule.is_none() && !text.starts_with('=') {
                    learnt.codes.learn(cell, answer.code);
                }
            }
        }
    }
}
