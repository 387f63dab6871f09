//! Rows of which every cell has been met before: the way that nearly all rows of a large file take.
//!
//! It knows only what the careful way has understood without a remark, cell by cell. Whatever is new,
//! missing, empty or not allowed leaves the row to the careful way, so that there is one place for every
//! judgement.

use memchr::{memchr, memchr_iter};

use super::layout::Role;
use super::read::Reader;
use super::shortcut::{Shortcut, Span, Use};
use super::stack::Put;
use super::tails::{Tail, Tails};
use super::understood::Understood;
use crate::appraisal::Layout;
use crate::ballot::Weight;
use crate::scheme::Code;
use crate::sheet::Row;

/// Texts that were understood, and the line at hand.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    groups: Understood<u16>,
    units: Understood<u32>,
    weights: Understood<Weight>,
    codes: Understood<Code>,
    /// What the answer cells of one unit say, by the number of the list.
    tails: Vec<Tails>,
    /// By number of the span, who answered on the last line.
    who: Vec<Who>,
    /// The answers of the line, by place in the plan, where they are looked up one by one.
    answers: Vec<Code>,
    /// What the line says of each unit.
    said: Vec<(u32, Tail)>,
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

/// Cells that say who answers, and what they say.
#[derive(Debug, Default)]
struct Who {
    /// The cells, each with the delimiter behind it; empty where nothing is known.
    text: Vec<u8>,
    /// Where the rater stands in it.
    rater: Option<(usize, usize)>,
    group: Option<u16>,
    weight: Option<u32>,
}

/// What a line says of who answers on what.
#[derive(Debug, Clone, Copy)]
struct Head<'a> {
    rater: Option<&'a [u8]>,
    group: Option<u16>,
    unit: Option<u32>,
    weight: Option<u32>,
}

/// A line on its way through the cells.
struct Cursor<'l> {
    line: &'l [u8],
    delimiter: u8,
    /// Where the next cell begins; beyond the end of the line there is none.
    at: usize,
}

impl<'l> Cursor<'l> {
    /// What is left of the line.
    fn rest(&self) -> Option<&'l [u8]> {
        self.line.get(self.at..)
    }

    /// The next cell.
    fn cell(&mut self) -> Option<&'l [u8]> {
        let rest = self.rest()?;
        let end = memchr(self.delimiter, rest).unwrap_or(rest.len());
        self.at += end + 1;
        Some(&rest[..end])
    }

    /// The next cells with what divides them; the last ones of a line may be more or fewer.
    fn cells(&mut self, n: usize, are_last: bool) -> Option<&'l [u8]> {
        let rest = self.rest()?;
        let end = match are_last {
            true => rest.len(),
            false => memchr_iter(self.delimiter, rest).nth(n - 1)?,
        };
        self.at += end + 1;
        Some(&rest[..end])
    }

    /// Whether every cell is taken.
    fn is_over(&self) -> bool {
        self.at == self.line.len() + 1
    }
}

impl Learnt {
    /// Nothing yet, for the lines of a sheet.
    pub(super) fn new(shortcut: &Shortcut) -> Learnt {
        Learnt {
            tails: shortcut.leaves.iter().map(|_| Tails::default()).collect(),
            who: (0..shortcut.n_who()).map(|_| Who::default()).collect(),
            ..Learnt::default()
        }
    }

    /// Forgets the number of the last rater, which was that of one block.
    pub(super) fn forget_rater(&mut self) {
        self.rater = LastRater::default();
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
        let counts = |unit: u32| shortcut.counts(group, unit);
        let is_plain = match self.plan.layout {
            Layout::Wide => {
                let given = || learnt.said.iter().filter(|(_, tail)| !tail.is_blank);
                given().next().is_some()
                    && given().all(|(unit, tail)| !tail.is_doubtful && counts(*unit))
            }
            _ => learnt.said.first()?.1.is_marked && counts(head.unit?),
        };
        if !is_plain {
            return None;
        }
        let rater = self.rater_of(learnt, group, head.rater)?;
        let weight = match head.weight {
            Some(weight) => weight,
            None => self.known.weight(self.shared, Weight::ONE),
        };
        let put = |unit: u32| Put { row, rater, unit, weight: Weight::ONE, void: None };
        for (unit, tail) in learnt.said.iter().filter(|(_, tail)| !tail.is_blank) {
            let unit = if self.plan.layout == Layout::Wide { *unit } else { head.unit? };
            self.out.ballots.put(put(unit), tail.pattern, weight);
        }
        self.out.counts.rows += 1;
        Some(())
    }

    /// Looks all cells up.
    fn cells_of<'l>(
        &mut self,
        shortcut: &Shortcut,
        learnt: &mut Learnt,
        line: &'l [u8],
    ) -> Option<Head<'l>> {
        let group = self.plan.group.and_then(|group| u16::try_from(group).ok());
        let unit = self.plan.unit.and_then(|unit| u32::try_from(unit).ok());
        let mut head = Head { rater: None, group, unit, weight: None };
        let mut cursor = Cursor { line, delimiter: shortcut.delimiter, at: 0 };
        learnt.said.clear();
        for (at, span) in shortcut.spans.iter().enumerate() {
            match span {
                Span::Who { columns, number } => {
                    let uses = &shortcut.uses[columns.clone()];
                    self.who(learnt, (*number, uses), &mut cursor, &mut head)?;
                }
                Span::Answers { places, list } => {
                    let is_last = at + 1 == shortcut.spans.len();
                    let text = cursor.cells(places.len(), is_last)?;
                    let tail = match learnt.tails[*list].get(text) {
                        Some(tail) => tail,
                        None => self.new_tail(shortcut, learnt, *list, text)?,
                    };
                    let unit = u32::try_from(self.plan.cells[places.start].1).ok()?;
                    learnt.said.push((unit, tail));
                }
                Span::One(Use::Unit) => head.unit = Some(learnt.units.get(cursor.cell()?)?),
                Span::One(Use::Answer(place)) => {
                    let code = learnt.codes.get(cursor.cell()?)?;
                    *learnt.answers.get_mut(*place as usize)? = code;
                }
                Span::One(_) => {
                    cursor.cell()?;
                }
            }
        }
        if shortcut.leaves.is_empty() {
            self.say_one_by_one(learnt)?;
        }
        cursor.is_over().then_some(head)
    }

    /// Who answers: as on the line before, or by each cell.
    fn who<'l>(
        &mut self,
        learnt: &mut Learnt,
        (number, uses): (usize, &[Use]),
        cursor: &mut Cursor<'l>,
        head: &mut Head<'l>,
    ) -> Option<()> {
        let rest = cursor.rest()?;
        let who = &mut learnt.who[number];
        if who.text.is_empty() || !rest.starts_with(&who.text) {
            let before = cursor.at;
            *who = Who { text: std::mem::take(&mut who.text), ..Who::default() };
            who.text.clear();
            for what in uses {
                let start = cursor.at - before;
                let cell = cursor.cell()?;
                match what {
                    Use::Rater => who.rater = Some((start, start + cell.len())),
                    Use::Group => who.group = Some(learnt.groups.get(cell)?),
                    Use::Weight => {
                        let weight = learnt.weights.get(cell)?;
                        who.weight = Some(self.known.weight(self.shared, weight));
                    }
                    _ => {}
                }
            }
            // At the end of a line the delimiter that would close the last cell is missing.
            if let Some(text) = rest.get(..cursor.at - before) {
                who.text.extend_from_slice(text);
            }
        } else {
            cursor.at += who.text.len();
        }
        head.rater = who.rater.and_then(|(start, end)| rest.get(start..end)).or(head.rater);
        head.group = who.group.or(head.group);
        head.weight = who.weight.or(head.weight);
        Some(())
    }

    /// What answer cells say that have not been met together yet.
    fn new_tail(
        &mut self,
        shortcut: &Shortcut,
        learnt: &mut Learnt,
        list: usize,
        text: &[u8],
    ) -> Option<Tail> {
        let leaves = &shortcut.leaves[list];
        let mut cursor = Cursor { line: text, delimiter: shortcut.delimiter, at: 0 };
        self.answers.fill(Code::BLANK);
        for leaf in leaves {
            self.answers[*leaf] = learnt.codes.get(cursor.cell()?)?;
        }
        if !cursor.is_over() {
            return None;
        }
        let tail = self.tail();
        learnt.tails[list].learn(text, tail);
        Some(tail)
    }

    /// What the answers at hand say.
    fn tail(&mut self) -> Tail {
        let answers = &self.answers;
        Tail {
            is_marked: answers.iter().any(|code| code.is_mark()),
            is_blank: answers.iter().all(|code| *code == Code::BLANK),
            is_doubtful: answers.iter().any(|code| !code.is_mark() && *code != Code::BLANK),
            pattern: self.known.pattern(self.shared, answers),
        }
    }

    /// What the line says of each unit, where the cells of a unit do not follow each other.
    fn say_one_by_one(&mut self, learnt: &mut Learnt) -> Option<()> {
        let mut start = 0;
        for cells in self.plan.cells.chunk_by(|a, b| a.1 == b.1) {
            self.answers.fill(Code::BLANK);
            for (cell, code) in cells.iter().zip(&learnt.answers[start..]) {
                self.answers[cell.2] = *code;
            }
            start += cells.len();
            let tail = self.tail();
            learnt.said.push((u32::try_from(cells[0].1).ok()?, tail));
        }
        Some(())
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
