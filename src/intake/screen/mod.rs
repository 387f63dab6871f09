//! The rules that judge whole papers, beside each other, once duplicates are settled.
//!
//! Every rule looks at the same ballots, whatever the others say, so that any of them can be taken
//! away afterwards and the order of rules only decides under which name a void ballot is counted.
//! See `docs/methods.md`, §17.

mod crowd;
mod group;
mod paper;

use std::collections::BTreeMap;

use self::paper::{Classes, Paper};
use super::candidates::{Candidate, Candidates};
use super::particular::Person;
use super::read::MAX_LISTED;
use super::rows::SheetRows;
use super::screening::place;
use crate::account::{RuleHits, Screen};
use crate::appraisal::Appraisal;
use crate::ballot::{ByRater, Design};
use crate::finding::{Effect, Finding, Kind, Place};
use crate::scheme::{Code, Scheme, Test};

/// What came of the screen.
pub(super) struct Seen {
    pub(super) screen: Screen,
    /// The rules that each candidate meets; zero for those that were void before. Empty where none meets
    /// any.
    pub(super) marks: Vec<u64>,
    pub(super) findings: Vec<Finding>,
    /// Findings that were counted and not listed.
    pub(super) unlisted: BTreeMap<(Kind, Effect), u64>,
}

/// Everything a rule may look at.
pub(super) struct Field<'a> {
    pub(super) appraisal: &'a Appraisal,
    pub(super) sheets: &'a [SheetRows],
    pub(super) candidates: &'a Candidates,
    /// Candidates that count so far, by rater.
    pub(super) order: &'a ByRater,
    pub(super) people: &'a [Person],
    pub(super) design: &'a Design,
    /// The group and the folded name of each stratum.
    pub(super) strata: &'a [(u16, String)],
}

/// One thing that a rule met.
struct Hit {
    /// The ballots that meet it, by position among the candidates.
    ballots: Vec<usize>,
    place: Place,
    facts: Vec<(&'static str, String)>,
}

/// The rules that void a ballot which meets them, as bits.
pub(super) fn voiding(scheme: &Scheme) -> u64 {
    let rules = scheme.rules.iter().enumerate();
    let voids = rules.filter(|(_, rule)| rule.test.is_some() && rule.effect == Effect::VoidBallot);
    voids.fold(0, |bits, (index, _)| bits | bit(index))
}

/// The bit of a rule.
pub(super) fn bit(rule: usize) -> u64 {
    u32::try_from(rule).ok().and_then(|rule| 1_u64.checked_shl(rule)).unwrap_or(0)
}

impl Field<'_> {
    /// Looks at everything by every rule.
    pub(super) fn look(&self) -> Seen {
        let scheme = &self.appraisal.scheme;
        let classes = Classes::of(&scheme.scale);
        let papers = match scheme.rules.iter().any(|rule| rule.test.is_some()) {
            true => self.papers(&classes),
            false => Vec::new(),
        };
        let mut seen = Seen {
            screen: Screen {
                papers: self.n_papers(),
                ballots: self.order.len() as u64,
                by_rule: Vec::new(),
            },
            marks: Vec::new(),
            findings: Vec::new(),
            unlisted: BTreeMap::new(),
        };
        for (index, rule) in scheme.rules.iter().enumerate() {
            let Some(test) = &rule.test else { continue };
            let hits = self.hits(test, &papers, &classes);
            if seen.marks.is_empty() && !hits.is_empty() {
                seen.marks = vec![0; self.candidates.len()];
            }
            let met: Vec<usize> = hits.iter().flat_map(|hit| &hit.ballots).copied().collect();
            for ballot in &met {
                seen.marks[*ballot] |= bit(index);
            }
            let key = (rule.when.finding(), rule.effect);
            for (n, hit) in hits.into_iter().enumerate() {
                if n >= MAX_LISTED {
                    *seen.unlisted.entry(key).or_default() += 1;
                    continue;
                }
                let finding = Finding::new(key.0, key.1, hit.place);
                let facts = hit.facts.iter();
                let with = |finding: Finding, (name, value): &(&'static str, String)| {
                    finding.with(name, value)
                };
                seen.findings.push(facts.fold(finding, with));
            }
            seen.screen.by_rule.push(self.count(index, met));
        }
        seen
    }

    /// How many raters have a ballot that counts so far.
    fn n_papers(&self) -> u64 {
        let raters = &self.candidates.all.columns.raters;
        let rater = |place: usize| raters[self.order.get(place)];
        let starts = |place: &usize| *place == 0 || rater(*place) != rater(place - 1);
        self.order.places(|place| starts(&place)).len() as u64
    }

    fn hits(&self, test: &Test, papers: &[Paper], classes: &Classes) -> Vec<Hit> {
        match test {
            Test::Burst { papers: least, minutes, least_answers } => {
                self.bursts(papers, classes, *least, *minutes, *least_answers)
            }
            Test::SharedDevice { papers: most } => self.shared_devices(papers, *most),
            Test::SatisfiedBatch { papers: least } => self.satisfied_batches(papers, *least),
            Test::VotesAbovePopulation => self.above_population(papers),
            Test::GroupFarAbove { z, min_n } => self.groups_far_above(classes, *z, *min_n),
            Test::SelfRating => self.self_ratings(),
            _ => self.papers_that_meet(test, papers, classes),
        }
    }

    /// Ballots on the rater's own unit.
    fn self_ratings(&self) -> Vec<Hit> {
        if self.people.is_empty() {
            return Vec::new();
        }
        let own = |ballot: &usize| {
            let Candidate { rater, unit, .. } = self.candidates.at(*ballot);
            let person = self.people.get(rater as usize);
            person.is_some_and(|person| person.own_unit == Some(unit))
        };
        let hit = |ballot: usize| {
            let Candidate { sheet, row, unit, .. } = self.candidates.at(ballot);
            let name = self.appraisal.units[unit as usize].name.zh.clone();
            let place = place(self.sheets, sheet, row);
            Hit { ballots: vec![ballot], place, facts: vec![("unit", name)] }
        };
        self.order.iter().filter(own).map(hit).collect()
    }

    /// What a rule met: each ballot once, however often.
    fn count(&self, rule: usize, mut met: Vec<usize>) -> RuleHits {
        let mut hits = RuleHits {
            rule,
            by_unit: vec![0; self.appraisal.units.len()],
            by_group: vec![0; self.appraisal.scheme.groups.len()],
            ..RuleHits::default()
        };
        met.sort_unstable();
        met.dedup();
        let mut raters: Vec<u32> = Vec::with_capacity(met.len());
        for ballot in met {
            let Candidate { rater, unit, group, .. } = self.candidates.at(ballot);
            hits.ballots += 1;
            hits.by_unit[unit as usize] += 1;
            hits.by_group[usize::from(group)] += 1;
            raters.push(rater);
        }
        raters.sort_unstable();
        raters.dedup();
        hits.papers = raters.len() as u64;
        hits
    }

    /// The ballots of a paper.
    fn of(&self, paper: &Paper) -> Vec<usize> {
        self.ballots_of(paper).collect()
    }

    fn ballots_of(&self, paper: &Paper) -> impl Iterator<Item = usize> + '_ {
        paper.ballots.clone().map(|place| self.order.get(place))
    }

    /// The first row of a paper.
    fn place(&self, paper: &Paper) -> Place {
        place(self.sheets, paper.sheet, paper.row)
    }

    fn person(&self, paper: &Paper) -> Option<&Person> {
        self.people.get(paper.rater as usize)
    }

    fn answers_of(&self, ballot: usize) -> &[Code] {
        self.candidates.answers_of(ballot)
    }
}
