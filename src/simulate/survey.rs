//! The ballots of a period, drawn once and then written in any layout.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::chance::{Chance, Stream, period_number};
use super::ladder::Ladder;
use super::made::MadeBallots;
use super::manipulation::{Drawn, Tampering};
use super::plan::{Plan, PlannedPeriod, Span};
use super::slip::{self, Slip};
use super::truth::Scores;
use crate::ballot::Weight;
use crate::error::Error;
use crate::scheme::{Code, MarkKind};

/// The ballots of a period.
#[derive(Debug)]
pub(super) struct Survey<'a> {
    pub(super) plan: &'a Plan,
    pub(super) period: &'a PlannedPeriod,
    /// In the order of group, rater and unit; raters are numbered within their group.
    pub(super) ballots: MadeBallots,
    /// Mistakes as people make them, by ballot.
    pub(super) slips: BTreeMap<usize, Slip>,
    /// Papers that were tampered with.
    pub(super) tampering: Tampering,
    pub(super) ladder: Ladder,
    /// The row of the register in force for each unit.
    spans: Vec<Option<&'a Span>>,
}

/// What a rater's answers come from.
struct Drawing<'a> {
    plan: &'a Plan,
    period: &'a PlannedPeriod,
    ladder: &'a Ladder,
    /// Units in force, with their category.
    units: Vec<(usize, usize)>,
    /// The shift of the opinion by unit, leaf and group.
    shifts: Vec<f64>,
    /// Share of “don't know”, by unit.
    unknown: Vec<f64>,
    /// The mark for “don't know”, and for an abstention.
    marks: (Code, Code),
}

impl<'a> Survey<'a> {
    /// Draws the ballots of a period, makes the slips and then sets what is pinned.
    pub(super) fn draw(
        plan: &'a Plan,
        period: &'a PlannedPeriod,
        truth: &Scores,
    ) -> Result<Survey<'a>, Error> {
        let ladder = Ladder::of(&plan.scheme.scale);
        let (ballots, tampering) = Drawing::new(plan, period, &ladder, truth).ballots()?;
        let spans = plan.spans_in_force(period.period);
        let slips = BTreeMap::new();
        let mut survey = Survey { plan, period, ballots, slips, tampering, ladder, spans };
        slip::make(&mut survey)?;
        super::pin::set(&mut survey)?;
        Ok(survey)
    }

    /// The row of the register in force for a unit.
    pub(super) fn span(&self, unit: usize) -> Option<&'a Span> {
        self.spans.get(unit).copied().flatten()
    }

    /// Whether a ballot is counted at all: one without any mark is blank, and void.
    pub(super) fn counts(&self, ballot: usize) -> bool {
        self.slips.get(&ballot).is_none_or(|slip| slip.counts)
            && self.ballots.answers_on(ballot).iter().any(|code| code.is_mark())
    }

    /// The ballots of a group; they stand together.
    pub(super) fn of_group(&self, group: usize) -> std::ops::Range<usize> {
        let groups = &self.ballots.groups;
        let start = groups.partition_point(|known| usize::from(*known) < group);
        start..groups.partition_point(|known| usize::from(*known) <= group)
    }

    /// The ballots of the paper that one of them is on.
    pub(super) fn paper_of(&self, ballot: usize) -> std::ops::Range<usize> {
        let whose = |at: usize| (self.ballots.groups[at], self.ballots.raters[at]);
        let own = whose(ballot);
        let before = (0..ballot).rev().take_while(|at| whose(*at) == own).count();
        let after = (ballot..self.ballots.len()).take_while(|at| whose(*at) == own).count();
        ballot - before..ballot + after
    }

    /// The ballots of a range, rater by rater.
    pub(super) fn by_rater(
        &self,
        range: std::ops::Range<usize>,
    ) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let mut start = range.start;
        std::iter::from_fn(move || {
            let first = start;
            let rater = *self.ballots.raters.get(first).filter(|_| first < range.end)?;
            let same = |known: &u32| *known == rater;
            start += self.ballots.raters[first..range.end].iter().take_while(|r| same(r)).count();
            Some(first..start)
        })
    }
}

impl<'a> Drawing<'a> {
    fn new(
        plan: &'a Plan,
        period: &'a PlannedPeriod,
        ladder: &'a Ladder,
        truth: &Scores,
    ) -> Drawing<'a> {
        let spans = plan.spans_in_force(period.period).into_iter().enumerate();
        let units = spans.filter_map(|(unit, span)| Some((unit, span?.category))).collect();
        let mut unknown = vec![plan.answers.unknown; plan.units.len()];
        for (unit, share) in &period.unknown {
            unknown[*unit] = *share;
        }
        let scale = &plan.scheme.scale;
        let mark = |kind| scale.codes().find(|code| scale.kind(*code) == kind);
        let marks = (
            mark(MarkKind::Unknown).unwrap_or(Code::BLANK),
            mark(MarkKind::Abstain).unwrap_or(Code::BLANK),
        );
        let shifts = Vec::new();
        let mut drawing = Drawing { plan, period, ladder, units, shifts, unknown, marks };
        drawing.solve(truth);
        drawing
    }

    /// Solves the shift of each group, so that their weighted mean is the true score.
    fn solve(&mut self, truth: &Scores) {
        let n_groups = self.plan.groups.len();
        let n_leaves = self.plan.scheme.indicators.n_leaves();
        let mut known: BTreeMap<u64, f64> = BTreeMap::new();
        self.shifts = vec![0.0; self.plan.units.len() * n_leaves * n_groups];
        for (unit, category) in self.units.clone() {
            let weights = &self.plan.scheme.categories[category].weights;
            let rating = |group: &usize| {
                self.plan.rates(*group, unit, category) && self.period.raters[*group] > 0
            };
            let rating: Vec<usize> = (0..n_groups).filter(rating).collect();
            let weight: f64 = rating.iter().map(|group| weights[*group].to_f64()).sum();
            let severity = |group: usize| self.plan.groups[group].severity;
            let common: f64 =
                rating.iter().map(|group| weights[*group].to_f64() * severity(*group)).sum();
            for group in rating {
                let own = severity(group) - common / weight;
                for (leaf, score) in truth[unit].iter().enumerate() {
                    let wanted = self.answered(unit, score + own);
                    let shift = known.entry(wanted.to_bits());
                    let shift = *shift.or_insert_with(|| self.ladder.shift(wanted));
                    self.shifts[(unit * n_leaves + leaf) * n_groups + group] = shift;
                }
            }
        }
    }

    /// What the answers must count on average, where other marks carry points too.
    fn answered(&self, unit: usize, wanted: f64) -> f64 {
        let answers = &self.plan.answers;
        let scale = &self.plan.scheme.scale;
        let unknown = self.unknown[unit];
        let points = |code: Code| match code {
            Code::BLANK => scale.blank.clone(),
            code => scale.points(code),
        };
        let others = [
            (unknown, points(self.marks.0)),
            ((1.0 - unknown) * answers.abstain, points(self.marks.1)),
            ((1.0 - unknown) * answers.blank, points(Code::BLANK)),
        ];
        let answered = (1.0 - unknown) * (1.0 - answers.abstain - answers.blank);
        let counted = others.iter().filter_map(|(share, points)| Some((*share, points.as_ref()?)));
        let (mut share, mut sum) = (answered, 0.0);
        for (other, points) in counted {
            share += other;
            sum += other * points.to_f64();
        }
        if answered > 0.0 { (wanted * share - sum) / answered } else { wanted }
    }

    fn ballots(&self) -> Result<(MadeBallots, Tampering), Error> {
        let raters: Vec<(usize, u32)> = self
            .period
            .raters
            .iter()
            .enumerate()
            .flat_map(|(group, n)| (0..*n).map(move |rater| (group, rater)))
            .collect();
        let drawn: Vec<MadeBallots> =
            raters.par_iter().map(|(group, rater)| self.rater(*group, *rater)).collect();
        let n_leaves = self.plan.scheme.indicators.n_leaves();
        let mut all = MadeBallots { n_leaves, ..MadeBallots::default() };
        let mut drawn = Drawn {
            plan: self.plan,
            period: self.period,
            raters: &raters,
            papers: drawn,
            rungs: &self.ladder.codes,
        };
        let tampering = drawn.tamper()?;
        for mut one in drawn.papers {
            all.raters.append(&mut one.raters);
            all.units.append(&mut one.units);
            all.groups.append(&mut one.groups);
            all.weights.append(&mut one.weights);
            all.answers.append(&mut one.answers);
        }
        Ok((all, tampering))
    }

    /// The ballots of one rater, from a stream of chance of their own.
    fn rater(&self, group: usize, rater: u32) -> MadeBallots {
        let period = period_number(self.period.period);
        let number = (group as u64) << 32 | u64::from(rater);
        let mut chance = Chance::new(self.plan.seed, Stream::Rater, period, number);
        let weight = match self.plan.weights.len() {
            0 => Weight::ONE,
            n => self.plan.weights[chance.below(n)].1,
        };
        let shares = &self.plan.answers;
        let lean = chance.normal() * shares.rater_share.sqrt();
        let rated = |(unit, category): &&(usize, usize)| self.plan.rates(group, *unit, *category);
        let units: Vec<usize> = self.units.iter().filter(rated).map(|(unit, _)| *unit).collect();
        let coverage = self.plan.groups[group].coverage;
        let mut chosen: Vec<usize> =
            units.iter().copied().filter(|_| chance.share() < coverage).collect();
        if chosen.is_empty() && !units.is_empty() {
            chosen.push(units[chance.below(units.len())]);
        }
        let mut ballots =
            MadeBallots { n_leaves: self.plan.truth.indicators.len(), ..MadeBallots::default() };
        for unit in chosen {
            ballots.raters.push(rater);
            ballots.units.push(u32::try_from(unit).unwrap_or(u32::MAX));
            ballots.groups.push(u16::try_from(group).unwrap_or(u16::MAX));
            ballots.weights.push(weight);
            self.answer(&mut chance, unit, group, lean, &mut ballots.answers);
        }
        ballots
    }

    fn answer(
        &self,
        chance: &mut Chance,
        unit: usize,
        group: usize,
        lean: f64,
        answers: &mut Vec<Code>,
    ) {
        let shares = &self.plan.answers;
        let n_leaves = self.plan.scheme.indicators.n_leaves();
        let halo = chance.normal() * shares.halo_share.sqrt();
        let rest = (1.0 - shares.rater_share - shares.halo_share).max(0.0).sqrt();
        let unknown = chance.share() < self.unknown[unit];
        for leaf in 0..n_leaves {
            let shift = self.shifts[(unit * n_leaves + leaf) * self.plan.groups.len() + group];
            let opinion = shift + lean + halo + rest * chance.normal();
            let other = chance.share();
            answers.push(if unknown {
                self.marks.0
            } else if other < shares.abstain {
                self.marks.1
            } else if other < shares.abstain + shares.blank {
                Code::BLANK
            } else {
                self.ladder.codes.get(self.ladder.rung(opinion)).copied().unwrap_or(Code::BLANK)
            });
        }
    }
}
