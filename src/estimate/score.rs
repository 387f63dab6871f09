//! From counts to scores: groups, indicators, the whole (`docs/methods.md` §1, §2).

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::error::{Errors, spread_of};
use super::mean::{GroupMean, mean};
use super::rate::{self, Marks};
use super::*;
use crate::appraisal::Appraisal;
use crate::scheme::{Code, MissingGroup, Mode, Publication, Scheme, Stage};
use crate::tally::{Address, Count, Tally};

impl Estimates {
    /// Scores every unit of the register.
    pub fn score(appraisal: &Appraisal, tally: &Tally) -> Estimates {
        let scoring = Scoring::new(appraisal, tally);
        let units: Vec<UnitEstimate> =
            (0..appraisal.units.len()).into_par_iter().map(|unit| scoring.unit(unit)).collect();
        Estimates::over(appraisal, units).with_spread(appraisal, spread_of(tally))
    }

    /// Takes the means over units.
    pub(super) fn over(appraisal: &Appraisal, units: Vec<UnitEstimate>) -> Estimates {
        let public =
            |unit: &&UnitEstimate| appraisal.publication(unit.unit) != Publication::Internal;
        let city = means(&appraisal.scheme, units.iter().filter(public));
        let categories = (0..appraisal.scheme.categories.len())
            .map(|category| {
                let inside = |u: &&UnitEstimate| appraisal.units[u.unit].category == category;
                means(&appraisal.scheme, units.iter().filter(inside))
            })
            .collect();
        Estimates { period: appraisal.period, units, city, categories, errors: Errors::default() }
    }
}

fn means<'a>(scheme: &Scheme, units: impl Iterator<Item = &'a UnitEstimate>) -> Means {
    let units: Vec<&UnitEstimate> = units.collect();
    let mean_of = |measure: Measure| {
        let scores = units.iter().map(|unit| unit.score(measure));
        let exact: Vec<Ratio> =
            scores.filter_map(|score| Some(score.value.as_ref().ok()?.exact.clone())).collect();
        let rounding = &scheme.rounding;
        let published = Ratio::publish_mean(&exact, rounding.rule, rounding.decimals)?;
        Some(UnitMean { published, n_units: exact.len() })
    };
    let indicators = 0..scheme.indicators.all().len();
    Means {
        whole: mean_of(Measure::Whole),
        indicators: indicators.map(|index| mean_of(Measure::Indicator(index))).collect(),
    }
}

/// What scoring one unit needs to know of the others.
struct Scoring<'a> {
    appraisal: &'a Appraisal,
    scheme: &'a Scheme,
    tally: &'a Tally,
    points: Vec<Option<Ratio>>,
    marks: Marks,
    /// The mean of each group over each category on each leaf, for the `category-mean` policy.
    stand_ins: Vec<Vec<Vec<Option<Ratio>>>>,
    /// The mean of each group's ballots over each category, likewise (ballot-first).
    ballot_stand_ins: Vec<Vec<Option<Ratio>>>,
}

/// One group's mean on one leaf, or why its place is taken.
enum Heard {
    /// The group does not rate the unit.
    NotRating,
    /// It has enough answers.
    Mean(Ratio),
    /// It has too few.
    TooFew,
}

impl<'a> Scoring<'a> {
    fn new(appraisal: &'a Appraisal, tally: &'a Tally) -> Scoring<'a> {
        let scheme = &appraisal.scheme;
        let points = scheme.scale.codes().map(|code| scheme.scale.points(code)).collect();
        let mut scoring = Scoring {
            appraisal,
            scheme,
            tally,
            points,
            marks: Marks::new(scheme),
            stand_ins: Vec::new(),
            ballot_stand_ins: Vec::new(),
        };
        if scheme.scoring.missing_group == MissingGroup::CategoryMean {
            scoring.stand_ins = scoring.category_means();
            scoring.ballot_stand_ins = scoring.category_ballot_means();
        }
        scoring
    }

    fn points(&self, code: Code) -> Option<Ratio> {
        if code == Code::BLANK {
            return self.scheme.scale.blank.clone();
        }
        self.points.get(usize::from(code.0)).cloned().flatten()
    }

    fn unit(&self, unit: usize) -> UnitEstimate {
        let scheme = self.scheme;
        let n_leaves = scheme.indicators.n_leaves();
        let heard: Vec<Vec<GroupMean>> =
            (0..scheme.groups.len()).map(|group| self.group_means(unit, group)).collect();
        let rates = rate::rates(self.appraisal, &self.marks, self.tally, unit);
        let empty = heard.iter().flatten().all(|mean| mean.n == 0);
        let why = match (self.appraisal.units[unit].in_force, empty, rates.0.marks) {
            (false, _, _) => Some(Absent::NotInForce),
            (_, true, marks) if marks == MarkCounts::default() => Some(Absent::NoBallots),
            (_, true, _) => Some(Absent::NoAnswers),
            _ => None,
        };
        let leaves: Vec<Score> =
            (0..n_leaves).map(|leaf| self.over_groups(unit, &heard, leaf)).collect();
        let nodes = scheme.indicators.all().iter().skip(n_leaves);
        let nodes = nodes.map(|node| combine(scheme, &leaves, &node.leaves));
        let indicators: Vec<Score> = leaves.iter().cloned().chain(nodes).collect();
        let whole = match scheme.scoring.mode {
            Mode::Pooled => {
                let weights = scheme.indicators.weights().iter().cloned();
                combine(scheme, &leaves, &weights.enumerate().collect::<Vec<_>>())
            }
            Mode::BallotFirst => self.over_ballots(unit),
        };
        let absent = |score: Score| match &why {
            Some(why) => Score::absent(why.clone(), score.n),
            None => score,
        };
        UnitEstimate {
            unit,
            whole: absent(whole),
            indicators: indicators.into_iter().map(absent).collect(),
            groups: (0..scheme.groups.len())
                .map(|group| self.group(unit, group, &heard[group]))
                .collect(),
            whole_rates: rates.0,
            leaf_rates: rates.1,
        }
    }

    /// The mean of one group on each leaf.
    fn group_means(&self, unit: usize, group: usize) -> Vec<GroupMean> {
        (0..self.scheme.indicators.n_leaves())
            .map(|leaf| {
                let counts = self.tally.levels(address(unit, group, leaf));
                let points =
                    counts.filter_map(|(code, count)| Some((self.points(code)?, count))).collect();
                mean(points, self.scheme.scoring.trim.as_ref())
            })
            .collect()
    }

    /// What one group says of the unit.
    fn group(&self, unit: usize, group: usize, heard: &[GroupMean]) -> GroupEstimate {
        let leaves: Vec<Score> = heard.iter().map(|mean| self.group_score(mean)).collect();
        let whole = match self.scheme.scoring.mode {
            Mode::BallotFirst => self.group_score(&self.ballot_mean(unit, group)),
            Mode::Pooled => {
                let weights = self.scheme.indicators.weights().iter().cloned();
                combine(self.scheme, &leaves, &weights.enumerate().collect::<Vec<_>>())
            }
        };
        GroupEstimate {
            rates: self.appraisal.rates(group, unit),
            weight: self.appraisal.category(unit).weights[group].clone(),
            whole,
            leaves,
        }
    }

    fn group_score(&self, mean: &GroupMean) -> Score {
        let mut score = match &mean.mean {
            Some(mean) => self.scored(self.rounded(mean.clone(), Stage::Group), 0),
            None => Score::absent(Absent::NoAnswers, 0),
        };
        score.n = mean.n;
        score.trimmed = mean.trimmed;
        score
    }

    fn scored(&self, exact: Ratio, n: u64) -> Score {
        let published = self.scheme.publish(&exact);
        Score { value: Ok(Value { exact, published }), ..Score::absent(Absent::NoAnswers, n) }
    }

    /// `S(u,k) = Σ_g W S(u,g,k) / Σ_{g active} W`.
    fn over_groups(&self, unit: usize, heard: &[Vec<GroupMean>], leaf: usize) -> Score {
        let means: Vec<&GroupMean> = heard.iter().map(|leaves| &leaves[leaf]).collect();
        let stand_in = |group: usize| {
            let category = self.appraisal.units[unit].category;
            self.stand_ins.get(category).and_then(|groups| groups[group][leaf].clone())
        };
        let score = self.weighted(unit, &means, &stand_in);
        self.staged(score, Stage::Indicator)
    }

    /// The mean over groups of the means of their ballots.
    fn over_ballots(&self, unit: usize) -> Score {
        let means: Vec<GroupMean> =
            (0..self.scheme.groups.len()).map(|group| self.ballot_mean(unit, group)).collect();
        let means: Vec<&GroupMean> = means.iter().collect();
        let category = self.appraisal.units[unit].category;
        let stand_in = |group: usize| {
            self.ballot_stand_ins.get(category).and_then(|groups| groups[group].clone())
        };
        self.weighted(unit, &means, &stand_in)
    }

    fn ballot_mean(&self, unit: usize, group: usize) -> GroupMean {
        let (unit, group) = (number(unit), short(group));
        let ballots = self.tally.ballots(unit, group);
        let points = ballots.map(|(value, count)| (value.clone(), count)).collect();
        mean(points, self.scheme.scoring.trim.as_ref())
    }

    fn weighted(
        &self,
        unit: usize,
        means: &[&GroupMean],
        stand_in: &dyn Fn(usize) -> Option<Ratio>,
    ) -> Score {
        let weights = &self.appraisal.category(unit).weights;
        let mut pairs: Vec<(Ratio, &Ratio)> = Vec::new();
        let mut missing_groups = Vec::new();
        let (mut n, mut trimmed) = (0, 0);
        for (group, mean) in means.iter().enumerate() {
            match self.heard(unit, group, mean) {
                Heard::NotRating => {}
                Heard::Mean(value) => {
                    n = mean.n.saturating_add(n);
                    trimmed = mean.trimmed.saturating_add(trimmed);
                    pairs.push((value, &weights[group]));
                }
                Heard::TooFew => {
                    missing_groups.push(group);
                    let filled = match self.scheme.scoring.missing_group {
                        MissingGroup::Zero => Some(Ratio::zero()),
                        MissingGroup::CategoryMean => stand_in(group),
                        MissingGroup::Renormalise | MissingGroup::Unranked => None,
                    };
                    let filled = filled.map(|mean| self.rounded(mean, Stage::Group));
                    pairs.extend(filled.map(|mean| (mean, &weights[group])));
                }
            }
        }
        // Without one group that was really heard nothing stands on its own.
        let heard = missing_groups.len() < self.n_rating(unit);
        let exact = Ratio::weighted_mean(pairs.iter().map(|(mean, weight)| (mean, *weight)));
        let score = match exact.filter(|_| heard) {
            Some(exact) => self.scored(exact, n),
            // The answers that were too few in every group are told all the same.
            None => {
                let n = means.iter().map(|mean| mean.n).fold(0, u64::saturating_add);
                Score::absent(Absent::NoAnswers, n)
            }
        };
        Score { trimmed, missing_groups, ..score }
    }

    fn n_rating(&self, unit: usize) -> usize {
        let groups = 0..self.scheme.groups.len();
        groups.filter(|group| self.appraisal.rates(*group, unit)).count()
    }

    fn heard(&self, unit: usize, group: usize, mean: &GroupMean) -> Heard {
        match &mean.mean {
            _ if !self.appraisal.rates(group, unit) => Heard::NotRating,
            Some(value) if mean.n >= self.scheme.scoring.min_n_group => {
                Heard::Mean(self.rounded(value.clone(), Stage::Group))
            }
            _ => Heard::TooFew,
        }
    }

    /// The value, rounded where the written rule prescribes it at this stage.
    fn rounded(&self, value: Ratio, stage: Stage) -> Ratio {
        if self.scheme.rounding.stages.contains(&stage) {
            self.scheme.publish(&value).ratio()
        } else {
            value
        }
    }

    fn staged(&self, score: Score, stage: Stage) -> Score {
        match score.value {
            Ok(value) => {
                let exact = self.rounded(value.exact, stage);
                Score { value: Ok(Value { exact, published: value.published }), ..score }
            }
            Err(_) => score,
        }
    }

    /// The mean of all answers of each group to each leaf, over the units of each category.
    fn category_means(&self) -> Vec<Vec<Vec<Option<Ratio>>>> {
        let n_leaves = self.scheme.indicators.n_leaves();
        let empty: BTreeMap<Code, Count> = BTreeMap::new();
        let of_category = vec![vec![empty; n_leaves]; self.scheme.groups.len()];
        let mut sums = vec![of_category; self.scheme.categories.len()];
        for (address, code, count) in self.tally.iter() {
            let category = self.appraisal.units[address.unit as usize].category;
            let sum = &mut sums[category][usize::from(address.group)];
            sum[usize::from(address.indicator)].entry(code).or_default().add(count);
        }
        let mean_of = |counts: BTreeMap<Code, Count>| {
            let points = counts.into_iter();
            let points = points.filter_map(|(code, count)| Some((self.points(code)?, count)));
            mean(points.collect(), None).mean
        };
        let of_group = |leaves: Vec<_>| leaves.into_iter().map(mean_of).collect();
        let of_category = |groups: Vec<_>| groups.into_iter().map(of_group).collect();
        sums.into_iter().map(of_category).collect()
    }

    /// The mean of all ballots of each group, over the units of each category.
    fn category_ballot_means(&self) -> Vec<Vec<Option<Ratio>>> {
        let inside = |category: usize| {
            let units = 0..self.appraisal.units.len();
            units.filter(move |unit| self.appraisal.units[*unit].category == category)
        };
        let of = |category: usize, group: usize| {
            let ballots =
                inside(category).flat_map(|unit| self.tally.ballots(number(unit), short(group)));
            mean(ballots.map(|(value, count)| (value.clone(), count)).collect(), None).mean
        };
        (0..self.scheme.categories.len())
            .map(|category| (0..self.scheme.groups.len()).map(|g| of(category, g)).collect())
            .collect()
    }
}

/// `Σ V S / Σ V` over the leaves; absent where a leaf with weight is absent.
fn combine(scheme: &Scheme, leaves: &[Score], weights: &[(usize, Ratio)]) -> Score {
    let mut pairs: Vec<(&Ratio, &Ratio)> = Vec::new();
    let mut missing_groups: Vec<usize> = Vec::new();
    let mut n = u64::MAX;
    let mut trimmed = 0;
    let mut absent = None;
    for (leaf, weight) in weights.iter().filter(|(_, weight)| !weight.is_zero()) {
        let score = &leaves[*leaf];
        n = n.min(score.n);
        trimmed += score.trimmed;
        missing_groups.extend(&score.missing_groups);
        match &score.value {
            Ok(value) => pairs.push((&value.exact, weight)),
            Err(_) => absent = absent.or(Some(*leaf)),
        }
    }
    missing_groups.sort_unstable();
    missing_groups.dedup();
    let n = if n == u64::MAX { 0 } else { n };
    let exact = Ratio::weighted_mean(pairs);
    let value = match (exact, absent) {
        (_, Some(leaf)) => Err(Absent::NoIndicator(leaf)),
        (Some(exact), None) => Ok(Value { published: scheme.publish(&exact), exact }),
        (None, None) => Err(Absent::NoAnswers),
    };
    Score { value, n, trimmed, missing_groups, missing_periods: Vec::new() }
}

pub(super) fn address(unit: usize, group: usize, leaf: usize) -> Address {
    Address { unit: number(unit), group: short(group), indicator: short(leaf) }
}

/// Positions are bounded by the register and the scheme, far below these widths.
fn number(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

fn short(position: usize) -> u16 {
    u16::try_from(position).unwrap_or(u16::MAX)
}
