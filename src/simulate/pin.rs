//! Pins: a few answers changed so that a published score comes out exactly.
//!
//! Answers first move by one rung, spread by chance over the groups, until the score is near. Then
//! at most four moves are chosen together whose effects add up to what is left.

use std::collections::BTreeMap;

use super::chance::{Chance, Stream, period_number};
use super::survey::Survey;
use crate::error::Error;
use crate::exact::{Published, Ratio};
use crate::finding::{Effect, Finding, Kind, Place};
use crate::scheme::{Code, Publication};

/// Kinds of move that are tried together: more would only cost time.
const MAX_KINDS: usize = 90;

/// The most rungs an answer moves in the last step.
const MAX_RUNGS: usize = 5;

/// How far below a cap a unit may be set, in published steps.
const CAP_ROOM: usize = 60;

/// Sets everything that is pinned in the survey, then what is capped.
pub(super) fn set(survey: &mut Survey<'_>) -> Result<(), Error> {
    let period = survey.period;
    if period.pins.is_empty() && period.caps.is_empty() {
        return Ok(());
    }
    let mut of_unit = vec![Vec::new(); survey.plan.units.len()];
    for ballot in 0..survey.ballots.len() {
        if survey.counts(ballot) {
            of_unit[survey.ballots.units[ballot] as usize].push(ballot);
        }
    }
    for pin in &period.pins {
        Pinning::new(survey, &of_unit, pin.unit, pin.leaf).set(pin.score, &pin.key)?;
    }
    for cap in &period.caps {
        for unit in 0..survey.plan.units.len() {
            let pinned = period.pins.iter().any(|p| (p.unit, p.leaf) == (unit, cap.leaf));
            let Some(span) = survey.span(unit) else { continue };
            let published = survey.plan.scheme.categories[span.category].publication;
            if !pinned && !cap.except.contains(&unit) && published != Publication::Internal {
                Pinning::new(survey, &of_unit, unit, cap.leaf).cap(cap.below, &cap.key)?;
            }
        }
    }
    Ok(())
}

/// Ballots that can be changed alike: by group, rung and weight.
type Alike = (usize, usize, u64);

/// One unit and indicator on the way to a score.
struct Pinning<'s, 'a> {
    survey: &'s mut Survey<'a>,
    chance: Chance,
    leaf: usize,
    ballots: &'s [usize],
    /// Ballots without a slip whose answer is on a rung.
    free: BTreeMap<Alike, Vec<usize>>,
    /// What one step of points on a ballot of weight 1 does to the score, by group.
    pull: Vec<f64>,
    /// The weights of the groups, in the unit's category.
    weights: Vec<Ratio>,
}

/// One kind of move: from where to which rung, and what it does to the score.
#[derive(Clone, Copy)]
struct Move {
    from: Alike,
    to: usize,
    effect: f64,
}

impl<'s, 'a> Pinning<'s, 'a> {
    fn new(
        survey: &'s mut Survey<'a>,
        of_unit: &'s [Vec<usize>],
        unit: usize,
        leaf: usize,
    ) -> Pinning<'s, 'a> {
        let period = period_number(survey.period.period);
        let number = (unit as u64) << 32 | leaf as u64;
        let chance = Chance::new(survey.plan.seed, Stream::Pin, period, number);
        let span = survey.span(unit);
        let weights = span
            .map(|span| survey.plan.scheme.categories[span.category].weights.clone())
            .unwrap_or_default();
        let ballots = &of_unit[unit];
        let (free, pull) = (BTreeMap::new(), Vec::new());
        let mut pinning = Pinning { survey, chance, leaf, ballots, free, pull, weights };
        pinning.sort();
        pinning
    }

    fn set(self, wanted: Published, key: &str) -> Result<(), Error> {
        self.bring(wanted, key, |published| published == wanted)
    }

    /// Brings the score as near to a value as it gets, and refuses where that does not do.
    fn bring(
        mut self,
        wanted: Published,
        key: &str,
        will_do: impl Fn(Published) -> bool,
    ) -> Result<(), Error> {
        let room = self.reach();
        self.approach(wanted);
        self.settle(wanted);
        if self.published().is_some_and(will_do) {
            return Ok(());
        }
        let plan = self.survey.plan;
        let finding =
            Finding::new(Kind::BadNumber, Effect::Stop, Place::key(plan.file.as_str(), key));
        let finding = finding.with("value", wanted.to_string());
        let reach = room.map(|(low, high)| format!("{low:.2}–{high:.2}")).unwrap_or_default();
        Err(Error::Findings(vec![finding.with("expected", reach)]))
    }

    fn cap(mut self, below: Published, key: &str) -> Result<(), Error> {
        let Some(published) = self.published() else { return Ok(()) };
        if published < below {
            return Ok(());
        }
        let room = 1 + i64::try_from(self.chance.below(CAP_ROOM)).unwrap_or(0);
        let wanted = Published::from_steps(below.steps() - room, below.decimals());
        // Just where below the cap it comes to lie is nobody's wish.
        self.bring(wanted, key, |published| published < below)
    }

    fn answer(&self, ballot: usize) -> Code {
        self.survey.ballots.answers_on(ballot)[self.leaf]
    }

    /// Sorts the ballots by what can be done with them.
    fn sort(&mut self) {
        let n_groups = self.survey.plan.groups.len();
        let mut sums = vec![0.0; n_groups];
        let heard = self.means();
        for &ballot in self.ballots {
            let group = usize::from(self.survey.ballots.groups[ballot]);
            let weight = self.survey.ballots.weights[ballot];
            let code = self.answer(ballot);
            if points(self.survey, code).is_some() {
                sums[group] += Ratio::whole(weight.0).to_f64();
            }
            let rung = self.survey.ladder.codes.iter().position(|known| *known == code);
            if let (Some(rung), false) = (rung, self.survey.slips.contains_key(&ballot)) {
                self.free.entry((group, rung, weight.0)).or_default().push(ballot);
            }
        }
        self.free.retain(|(group, _, _), _| heard[*group].is_some());
        let whole: f64 = (0..n_groups)
            .filter(|group| heard[*group].is_some())
            .map(|group| self.weights.get(group).map_or(0.0, Ratio::to_f64))
            .sum();
        self.pull = (0..n_groups)
            .map(|group| {
                self.weights.get(group).map_or(0.0, Ratio::to_f64) / whole / sums[group].max(1.0)
            })
            .collect();
    }

    /// The mean of each group that has enough answers, exactly.
    fn means(&self) -> Vec<Option<Ratio>> {
        let n_groups = self.survey.plan.groups.len();
        let mut counts: Vec<BTreeMap<Code, (u64, u128)>> = vec![BTreeMap::new(); n_groups];
        for &ballot in self.ballots {
            let group = usize::from(self.survey.ballots.groups[ballot]);
            let count = counts[group].entry(self.answer(ballot)).or_default();
            count.0 += 1;
            count.1 += u128::from(self.survey.ballots.weights[ballot].0);
        }
        let least = self.survey.plan.scheme.scoring.min_n_group;
        let means = counts.into_iter().map(|counts| {
            let mut pairs = Vec::new();
            let mut n = 0;
            for (code, (answers, weight)) in counts {
                if let Some(points) = points(self.survey, code) {
                    n += answers;
                    pairs.push((points, Ratio::whole(weight)));
                }
            }
            if n < least {
                return None;
            }
            Ratio::weighted_mean(pairs.iter().map(|(points, weight)| (points, weight)))
        });
        means.collect()
    }

    /// The score of the unit on the indicator, exactly.
    fn score(&self) -> Option<Ratio> {
        let means = self.means();
        let heard = means.iter().zip(&self.weights);
        Ratio::weighted_mean(heard.filter_map(|(mean, weight)| Some((mean.as_ref()?, weight))))
    }

    fn published(&self) -> Option<Published> {
        Some(self.survey.plan.scheme.publish(&self.score()?))
    }

    /// The least and greatest score that moving every free answer could give.
    fn reach(&self) -> Option<(f64, f64)> {
        let score = self.score()?.to_f64();
        let points = &self.survey.ladder.points;
        let (best, worst) = self.survey.ladder.ends();
        let (mut low, mut high) = (score, score);
        for ((group, rung, weight), ballots) in &self.free {
            let each = self.pull[*group] * Ratio::whole(*weight).to_f64();
            let all = each * Ratio::whole(ballots.len()).to_f64();
            low += all * (worst - points[*rung]);
            high += all * (best - points[*rung]);
        }
        Some((low, high))
    }

    /// What moving one ballot does to the score.
    fn effect(&self, from: Alike, to: usize) -> f64 {
        let (group, rung, weight) = from;
        let points = &self.survey.ladder.points;
        self.pull[group] * Ratio::whole(weight).to_f64() * (points[to] - points[rung])
    }

    fn missing(&self, wanted: Published) -> f64 {
        self.score().map_or(0.0, |score| (&wanted.ratio() - &score).to_f64())
    }

    /// Moves answers by one rung until every such move would go too far.
    fn approach(&mut self, wanted: Published) {
        let mut missing = self.missing(wanted);
        let n_rungs = self.survey.ladder.codes.len();
        loop {
            let better = missing > 0.0;
            let next = |rung: usize| if better { rung.checked_sub(1) } else { Some(rung + 1) };
            let moves: Vec<(Move, usize)> = self
                .free
                .iter()
                .filter_map(|(from, ballots)| {
                    let to = next(from.1).filter(|to| *to < n_rungs)?;
                    let effect = self.effect(*from, to);
                    let short = effect.abs() <= missing.abs() && effect != 0.0;
                    short.then_some((Move { from: *from, to, effect }, ballots.len()))
                })
                .collect();
            let total: usize = moves.iter().map(|(_, n)| n).sum();
            let mut drawn = self.chance.below(total);
            let chosen = moves.iter().find(|(_, n)| {
                let here = drawn < *n;
                drawn = drawn.saturating_sub(*n);
                here
            });
            let Some((chosen, _)) = chosen else { return };
            missing -= chosen.effect;
            self.apply(*chosen);
        }
    }

    /// Chooses up to four moves that add up to what is missing.
    fn settle(&mut self, wanted: Published) {
        let missing = self.missing(wanted);
        let step = Published::from_steps(1, wanted.decimals()).to_f64();
        let kinds = self.kinds();
        let mut pairs: Vec<(f64, Vec<usize>)> = vec![(0.0, Vec::new())];
        for (first, one) in kinds.iter().enumerate() {
            pairs.push((one.effect, vec![first]));
            for (second, other) in kinds.iter().enumerate().skip(first) {
                pairs.push((one.effect + other.effect, vec![first, second]));
            }
        }
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut best: Option<(usize, f64, Vec<usize>)> = None;
        for (sum, moves) in &pairs {
            let at = pairs.partition_point(|(other, _)| *other < missing - sum);
            for (other, more) in &pairs[at.saturating_sub(3)..pairs.len().min(at + 3)] {
                let left = (missing - sum - other).abs();
                let all: Vec<usize> = moves.iter().chain(more).copied().collect();
                // As few changes as will do: within two fifths of a step the print is right.
                let known = best.as_ref().map_or((usize::MAX, f64::INFINITY), |b| (b.0, b.1));
                if left < 0.4 * step
                    && (all.len() < known.0 || (all.len() == known.0 && left < known.1))
                    && self.possible(&kinds, &all)
                {
                    best = Some((all.len(), left, all));
                }
            }
        }
        for kind in best.map(|(_, _, moves)| moves).unwrap_or_default() {
            self.apply(kinds[kind]);
        }
    }

    /// The kinds of move there are, those with most ballots first.
    fn kinds(&self) -> Vec<Move> {
        let n_rungs = self.survey.ladder.codes.len();
        let mut kinds: Vec<(usize, Move)> = Vec::new();
        for (from, ballots) in &self.free {
            for to in from.1.saturating_sub(MAX_RUNGS)..n_rungs.min(from.1 + MAX_RUNGS + 1) {
                let effect = self.effect(*from, to);
                if to != from.1 && effect != 0.0 {
                    kinds.push((ballots.len(), Move { from: *from, to, effect }));
                }
            }
        }
        kinds.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
        kinds.truncate(MAX_KINDS);
        kinds.into_iter().map(|(_, kind)| kind).collect()
    }

    fn possible(&self, kinds: &[Move], moves: &[usize]) -> bool {
        moves.iter().all(|kind| {
            let from = kinds[*kind].from;
            let uses = moves.iter().filter(|other| kinds[**other].from == from).count();
            self.free.get(&from).is_some_and(|ballots| ballots.len() >= uses)
        })
    }

    fn apply(&mut self, chosen: Move) {
        let Some(ballots) = self.free.get_mut(&chosen.from) else { return };
        if ballots.is_empty() {
            return;
        }
        let ballot = ballots.swap_remove(self.chance.below(ballots.len()));
        if ballots.is_empty() {
            self.free.remove(&chosen.from);
        }
        let (group, _, weight) = chosen.from;
        self.free.entry((group, chosen.to, weight)).or_default().push(ballot);
        let n_leaves = self.survey.ballots.n_leaves;
        let code = self.survey.ladder.codes[chosen.to];
        self.survey.ballots.answers[ballot * n_leaves + self.leaf] = code;
    }
}

/// What an answer counts, as the scheme scores it.
fn points(survey: &Survey<'_>, code: Code) -> Option<Ratio> {
    let scale = &survey.plan.scheme.scale;
    if code == Code::BLANK { scale.blank.clone() } else { scale.points(code) }
}
