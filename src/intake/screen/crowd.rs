//! Papers beside each other: equal ones, one device, one batch, more than there are.

use std::collections::{BTreeMap, BTreeSet};

use super::paper::{Classes, Paper};
use super::{Field, Hit};
use crate::finding::Place;
use crate::intake::screening::shown;
use crate::period::Period;
use crate::scheme::Code;

impl Field<'_> {
    /// Papers with equal answers throughout, so many within a time.
    ///
    /// A paper that hardly varies is left alone: many honest raters hand in such papers.
    pub(super) fn bursts(
        &self,
        papers: &[Paper],
        classes: &Classes,
        least: u64,
        minutes: Option<u64>,
        least_answers: u64,
    ) -> Vec<Hit> {
        let mut hits = Vec::new();
        for found in self.equal(papers, least, least_answers) {
            // What one of them says, all say.
            if !self.varies(&papers[found[0]], classes, least_answers) {
                continue;
            }
            for burst in self.together(papers, &found, least, minutes) {
                let timed = minutes.filter(|_| self.second(&papers[burst[0]]).is_some());
                let detail = if timed.is_some() { "timed" } else { "untimed" };
                hits.extend(self.told(
                    papers,
                    &burst,
                    &[
                        ("value", burst.len().to_string()),
                        ("detail", detail.to_owned()),
                        ("limit", timed.unwrap_or(0).to_string()),
                    ],
                ));
            }
        }
        hits
    }

    /// Whether a quarter of the least number of answers differ from the most frequent one.
    fn varies(&self, paper: &Paper, classes: &Classes, least_answers: u64) -> bool {
        let mut counts: BTreeMap<Code, u64> = BTreeMap::new();
        for ballot in self.ballots_of(paper) {
            for code in self.answers_of(ballot).iter().filter(|code| classes.is_answer(**code)) {
                *counts.entry(*code).or_default() += 1;
            }
        }
        let most = counts.values().max().copied().unwrap_or(0);
        paper.answers - most >= least_answers.div_ceil(4)
    }

    /// Papers with so many answers that say the same of the same units in one period, at least so many.
    ///
    /// Papers are sorted by a number mixed from what they say, and only those with equal numbers are held
    /// against each other.
    fn equal(&self, papers: &[Paper], least: u64, least_answers: u64) -> Vec<Vec<usize>> {
        let long = papers.iter().enumerate().filter(|(_, paper)| paper.answers >= least_answers);
        let key = |(index, paper): (usize, &Paper)| (self.period(paper), self.mixed(paper), index);
        let mut keys: Vec<(Period, u64, usize)> = long.map(key).collect();
        keys.sort_unstable();
        let mut all = Vec::new();
        for run in keys.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let mut rest: Vec<usize> = run.iter().map(|(_, _, index)| *index).collect();
            while rest.len() as u64 >= least.max(1) {
                let first = rest[0];
                let same = |index: &usize| self.says(&papers[*index]).eq(self.says(&papers[first]));
                let (equal, others) = rest.into_iter().partition::<Vec<usize>, _>(same);
                if equal.len() as u64 >= least {
                    all.push(equal);
                }
                rest = others;
            }
        }
        all.sort_unstable();
        all
    }

    /// What a paper says of each unit: the units, with the numbers of the answers.
    fn says(&self, paper: &Paper) -> impl Iterator<Item = (u32, u32)> + '_ {
        let columns = &self.candidates.all.columns;
        self.ballots_of(paper).map(|ballot| (columns.units[ballot], columns.patterns[ballot]))
    }

    /// A number that is equal where papers say the same, and hardly ever else.
    fn mixed(&self, paper: &Paper) -> u64 {
        self.says(paper).fold(0, |mixed: u64, (unit, pattern)| {
            let word = u64::from(unit) << 32 | u64::from(pattern);
            (mixed.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        })
    }

    /// Of equal papers those that came together: with times within so many minutes of each other,
    /// without times all of them.
    fn together(
        &self,
        papers: &[Paper],
        equal: &[usize],
        least: u64,
        minutes: Option<u64>,
    ) -> Vec<Vec<usize>> {
        let Some(minutes) = minutes else { return vec![equal.to_vec()] };
        let span = i64::try_from(minutes * 60).unwrap_or(i64::MAX);
        let mut bursts = Vec::new();
        let second = |index: &usize| self.second(&papers[*index]);
        let untimed: Vec<usize> =
            equal.iter().copied().filter(|index| second(index).is_none()).collect();
        if untimed.len() as u64 >= least {
            bursts.push(untimed);
        }
        let mut timed: Vec<(i64, usize)> =
            equal.iter().filter_map(|index| Some((second(index)?, *index))).collect();
        timed.sort_unstable();
        let least = usize::try_from(least).unwrap_or(usize::MAX);
        let mut burst: Vec<usize> = Vec::new();
        let mut end = 0;
        for (from, (start, _)) in timed.iter().enumerate() {
            let to = timed.partition_point(|(at, _)| *at - start <= span);
            if to - from < least {
                continue;
            }
            if from >= end && !burst.is_empty() {
                bursts.push(std::mem::take(&mut burst));
            }
            burst.extend(timed[from.max(end)..to.max(end)].iter().map(|(_, index)| *index));
            end = end.max(to);
        }
        if !burst.is_empty() {
            bursts.push(burst);
        }
        bursts
    }

    /// The listed period that a paper was handed in for.
    fn period(&self, paper: &Paper) -> Period {
        self.sheets[paper.sheet as usize].period
    }

    fn second(&self, paper: &Paper) -> Option<i64> {
        self.person(paper)?.moment()?.seconds()
    }

    /// More papers from one device than this.
    pub(super) fn shared_devices(&self, papers: &[Paper], most: u64) -> Vec<Hit> {
        let devices = self.by_device(papers);
        let many = devices.values().filter(|found| found.len() as u64 > most);
        many.flat_map(|found| {
            let facts = [("value", found.len().to_string()), ("limit", most.to_string())];
            self.told(papers, found, &facts)
        })
        .collect()
    }

    /// Papers by device, in each listed period by itself: over a year the same people come again.
    fn by_device(&self, papers: &[Paper]) -> BTreeMap<(Period, u128), Vec<usize>> {
        let mut devices: BTreeMap<(Period, u128), Vec<usize>> = BTreeMap::new();
        for (index, paper) in papers.iter().enumerate() {
            if let Some(device) = self.person(paper).and_then(|person| person.device) {
                devices.entry((self.period(paper), device)).or_default().push(index);
            }
        }
        devices
    }

    /// One hit for each of some papers, which names another of them.
    fn told(
        &self,
        papers: &[Paper],
        found: &[usize],
        facts: &[(&'static str, String)],
    ) -> Vec<Hit> {
        let mut places: Vec<(usize, Place)> =
            found.iter().map(|index| (*index, self.place(&papers[*index]))).collect();
        places.sort_by(|a, b| a.1.cmp(&b.1));
        let first = places.first().map(|(_, place)| shown(place)).unwrap_or_default();
        let second = places.get(1).map(|(_, place)| shown(place)).unwrap_or_default();
        let hit = |(nth, (index, place)): (usize, (usize, Place))| {
            let other = if nth == 0 { second.clone() } else { first.clone() };
            let mut facts = facts.to_vec();
            facts.push(("other", other));
            Hit { ballots: self.of(&papers[index]), place, facts }
        };
        places.into_iter().enumerate().map(hit).collect()
    }

    /// Batches in which every single answer is the best one: whole sheets, then devices.
    pub(super) fn satisfied_batches(&self, papers: &[Paper], least: u64) -> Vec<Hit> {
        let mut sheets: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, paper) in papers.iter().enumerate() {
            sheets.entry(paper.sheet).or_default().push(index);
        }
        let all_best = papers.iter().filter(|paper| paper.is_best()).count();
        let best = |found: &Vec<usize>| {
            let outside = papers.len() - found.len();
            let best_outside = all_best.saturating_sub(found.len());
            found.len() as u64 >= least
                && found.iter().all(|index| papers[*index].is_best())
                // Where most papers are like that, a batch of them is no wonder.
                && best_outside * 2 <= outside
        };
        let hit = |found: &Vec<usize>, detail: &str, place: Place| Hit {
            ballots: found.iter().flat_map(|index| self.of(&papers[*index])).collect(),
            place,
            facts: vec![("value", found.len().to_string()), ("detail", detail.to_owned())],
        };
        let mut told = BTreeSet::new();
        let mut hits = Vec::new();
        for (sheet, found) in sheets.iter().filter(|(_, found)| best(found)) {
            told.insert(*sheet);
            let rows = &self.sheets[*sheet as usize];
            let place = Place { sheet: rows.sheet.clone(), ..Place::file(rows.file.file.as_str()) };
            hits.push(hit(found, "sheet", place));
        }
        let devices = self.by_device(papers);
        for found in devices.values().filter(|found| best(found)) {
            // A batch within one that is told already says nothing new.
            if found.iter().all(|index| told.contains(&papers[*index].sheet)) {
                continue;
            }
            let first = found.iter().map(|index| self.place(&papers[*index])).min();
            hits.push(hit(found, "device", first.unwrap_or_default()));
        }
        hits
    }

    /// Strata with more raters, or clusters where raters were drawn by cluster, than there are.
    pub(super) fn above_population(&self, papers: &[Paper]) -> Vec<Hit> {
        let design = self.design;
        let by_cluster = !design.clusters.is_empty();
        let mut drawn: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
        let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, paper) in papers.iter().enumerate() {
            let stratum = design.strata.get(paper.rater as usize);
            let stratum = stratum.map_or(usize::from(paper.group), |stratum| *stratum as usize);
            let one = design.clusters.get(paper.rater as usize).copied().unwrap_or(paper.rater);
            drawn.entry(stratum).or_default().insert(one);
            of.entry(stratum).or_default().push(index);
        }
        let mut hits = Vec::new();
        for (stratum, drawn) in drawn {
            let size = design.populations.get(stratum).copied().flatten();
            let Some(size) = size.filter(|size| drawn.len() as u64 > *size) else { continue };
            let Some((group, name)) = self.strata.get(stratum) else { continue };
            let label = &self.appraisal.scheme.groups[usize::from(*group)].label.zh;
            let shown = if name.is_empty() { label.clone() } else { format!("{label} {name}") };
            let found = &of[&stratum];
            hits.push(Hit {
                ballots: found.iter().flat_map(|index| self.of(&papers[*index])).collect(),
                place: Place::file("appraisal.toml"),
                facts: vec![
                    ("value", shown),
                    ("detail", if by_cluster { "clusters" } else { "raters" }.to_owned()),
                    ("counted", drawn.len().to_string()),
                    ("limit", size.to_string()),
                ],
            });
        }
        hits
    }
}
