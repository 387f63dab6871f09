//! What the columns of a sheet are for, and which of them are looked up together.

use std::ops::Range;
use std::sync::Mutex;

use super::layout::{Plan, Role};
use super::quick::Learnt;
use crate::appraisal::{Appraisal, Layout};
use crate::sheet::{Format, Sheet};

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Nothing,
    Rater,
    Group,
    Unit,
    Weight,
    /// An answer: its place in the plan.
    Answer(u32),
}

/// Columns that follow each other and are looked up together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Span {
    /// One column.
    One(Use),
    /// Who answers: nearly always as on the row before. By number among such spans.
    Who { columns: Range<usize>, number: usize },
    /// All answers on one unit, by their places in the plan and the number of the list that holds what
    /// such cells say.
    Answers { places: Range<usize>, list: usize },
}

/// How the lines of one sheet are taken.
#[derive(Debug)]
pub(super) struct Shortcut {
    pub(super) delimiter: u8,
    pub(super) uses: Vec<Use>,
    pub(super) spans: Vec<Span>,
    /// By number, the leaves that the answers of a span stand for.
    pub(super) leaves: Vec<Vec<usize>>,
    n_units: usize,
    /// By group and unit, whether a ballot counts.
    counts: Vec<bool>,
    /// What was understood by readers of earlier blocks.
    #[expect(clippy::vec_box, reason = "a reader takes it out and back for each line")]
    learnt: Mutex<Vec<Box<Learnt>>>,
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
        let (spans, leaves) = spans(&uses, plan);
        let n_units = units.len();
        let learnt = Mutex::default();
        Some(Shortcut { delimiter, uses, spans, leaves, n_units, counts, learnt })
    }

    /// What an earlier reader has learnt.
    pub(super) fn borrow(&self) -> Box<Learnt> {
        let known = self.learnt.lock().ok().and_then(|mut learnt| learnt.pop());
        known.unwrap_or_else(|| Box::new(Learnt::new(self)))
    }

    /// Gives back what was learnt.
    pub(super) fn give_back(&self, mut learnt: Box<Learnt>) {
        learnt.forget_rater();
        if let Ok(mut all) = self.learnt.lock() {
            all.push(learnt);
        }
    }

    /// Whether a ballot of this group on this unit counts.
    pub(super) fn counts(&self, group: u16, unit: u32) -> bool {
        let place = usize::from(group) * self.n_units + unit as usize;
        self.counts.get(place).copied().unwrap_or(false)
    }

    /// How many spans say who answers.
    pub(super) fn n_who(&self) -> usize {
        self.spans.iter().filter(|span| matches!(span, Span::Who { .. })).count()
    }
}

/// The spans of a row, and what leaves the answers of each list stand for.
fn spans(uses: &[Use], plan: &Plan) -> (Vec<Span>, Vec<Vec<usize>>) {
    let (mut spans, mut leaves): (Vec<Span>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
    let together = together(plan);
    let is_who = |what: &Use| matches!(what, Use::Rater | Use::Group | Use::Weight);
    let (mut column, mut n_who) = (0, 0);
    while let Some(what) = uses.get(column) {
        let start = column;
        column += 1;
        match what {
            what if is_who(what) => {
                column += uses[column..].iter().take_while(|what| is_who(what)).count();
                spans.push(Span::Who { columns: start..column, number: n_who });
                n_who += 1;
            }
            Use::Answer(place) if together => {
                let place = *place as usize;
                let unit = plan.cells[place].1;
                let n = plan.cells[place..].iter().take_while(|cell| cell.1 == unit).count();
                column = start + n;
                let places = place..place + n;
                let own: Vec<usize> = plan.cells[places.clone()].iter().map(|c| c.2).collect();
                let known = leaves.iter().position(|leaves| *leaves == own);
                let list = known.unwrap_or_else(|| {
                    leaves.push(own);
                    leaves.len() - 1
                });
                spans.push(Span::Answers { places, list });
            }
            what => spans.push(Span::One(*what)),
        }
    }
    (spans, leaves)
}

/// Whether the answers on each unit stand in columns that follow each other.
fn together(plan: &Plan) -> bool {
    let follows = |pair: &[(usize, usize, usize)]| {
        let [(column, unit, _), (next, of_next, _)] = pair else { return true };
        unit != of_next || *next == column + 1
    };
    plan.cells.windows(2).all(follows)
}
