//! Manipulations: papers as people make them who want another result, put in place of papers that
//! were drawn. Who did it stands in a file of its own.

use std::collections::BTreeMap;

use super::chance::{Chance, Stream, period_number};
use super::form::ManipulationKind;
use super::made::MadeBallots;
use super::plan::{Manipulation, Plan, PlannedPeriod};
use super::survey::Survey;
use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, Place};
use crate::scheme::{Code, MarkKind};

/// A paper that was tampered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tampered {
    pub(super) kind: ManipulationKind,
    /// The unit it is about: the own one, or the one that was coached.
    pub(super) unit: Option<usize>,
    /// The manipulation in the plan, and which paper of it this is.
    pub(super) number: (usize, usize),
    /// Minutes within which all of its papers were handed in.
    pub(super) minutes: u32,
}

/// The tampered papers of a period, by group and rater.
pub(super) type Tampering = BTreeMap<(usize, u32), Tampered>;

/// Papers as they were drawn, one for each of `raters`.
pub(super) struct Drawn<'a> {
    pub(super) plan: &'a Plan,
    pub(super) period: &'a PlannedPeriod,
    pub(super) raters: &'a [(usize, u32)],
    pub(super) papers: Vec<MadeBallots>,
    /// Answers from best to worst.
    pub(super) rungs: &'a [Code],
}

impl Drawn<'_> {
    /// Puts the manipulations of the period in place, each on other raters.
    pub(super) fn tamper(&mut self) -> Result<Tampering, Error> {
        let mut done = Tampering::new();
        for (index, entry) in self.period.manipulations.iter().enumerate() {
            let number = period_number(self.period.period);
            let seed = self.plan.seed;
            let mut chance = Chance::new(seed, Stream::Manipulation, number, index as u64);
            let chosen = self.choose(entry, &done, &mut chance)?;
            let template = chosen.first().map(|first| self.papers[*first].clone());
            for (nth, paper) in chosen.into_iter().enumerate() {
                let mut unit = entry.unit;
                match entry.kind {
                    ManipulationKind::StraightLining => {
                        let rung = chance.below(2.min(self.rungs.len()));
                        self.fill(paper, None, self.rungs[rung]);
                    }
                    ManipulationKind::Burst => {
                        let rater = self.raters[paper].1;
                        let mut copy = template.clone().unwrap_or_default();
                        copy.raters.fill(rater);
                        self.papers[paper] = copy;
                    }
                    ManipulationKind::SelfRating => {
                        let units = &self.papers[paper].units;
                        let own = units[chance.below(units.len())] as usize;
                        unit = Some(own);
                        self.fill(paper, unit, self.rungs[0]);
                    }
                    ManipulationKind::Coaching => self.fill(paper, unit, self.rungs[0]),
                }
                let number = (index, nth);
                let tampered = Tampered { kind: entry.kind, unit, number, minutes: entry.minutes };
                done.insert(self.raters[paper], tampered);
            }
        }
        Ok(done)
    }

    /// Papers that can carry it, none of them tampered with yet.
    fn choose(
        &self,
        entry: &Manipulation,
        done: &Tampering,
        chance: &mut Chance,
    ) -> Result<Vec<usize>, Error> {
        let wanted_unit = entry.unit.and_then(|unit| u32::try_from(unit).ok());
        let free = |paper: &usize| {
            let rater = self.raters[*paper];
            let units = &self.papers[*paper].units;
            let group = entry.group.is_none_or(|group| group == rater.0);
            let rates = wanted_unit.is_none_or(|unit| units.contains(&unit));
            group && rates && !units.is_empty() && !done.contains_key(&rater)
        };
        let mut free: Vec<usize> = (0..self.papers.len()).filter(free).collect();
        let mut chosen = Vec::new();
        while chosen.len() < entry.n as usize {
            if free.is_empty() {
                let place = Place::key(self.plan.file.as_str(), format!("{}.n", entry.key));
                let finding = Finding::new(Kind::BadNumber, Effect::Stop, place);
                let finding = finding.with("value", entry.n.to_string());
                let most = format!("0–{}", chosen.len());
                return Err(Error::Findings(vec![finding.with("expected", most)]));
            }
            chosen.push(free.swap_remove(chance.below(free.len())));
        }
        Ok(chosen)
    }

    /// Marks every answer of a paper, or of its ballot on one unit.
    fn fill(&mut self, paper: usize, unit: Option<usize>, code: Code) {
        let unit = unit.and_then(|unit| u32::try_from(unit).ok());
        let MadeBallots { n_leaves, units, answers, .. } = &mut self.papers[paper];
        let n_leaves = *n_leaves;
        for (ballot, on) in units.iter().enumerate() {
            if unit.is_none_or(|unit| unit == *on) {
                answers[ballot * n_leaves..(ballot + 1) * n_leaves].fill(code);
            }
        }
    }
}

/// Answers of the scale from best to worst, without bands or “don't know”.
pub(super) fn is_answer(survey: &Survey<'_>, code: Code) -> bool {
    code.is_mark() && survey.plan.scheme.scale.kind(code) == MarkKind::Answer
}
