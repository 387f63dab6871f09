//! The ballots of a survey as the rows of a table, in every layout.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::form::Tells;
use super::paper;
use super::plan::{Delivery, SlipKind};
use super::survey::Survey;
use crate::appraisal::Layout;
use crate::ballot::WEIGHT_SCALE;
use crate::error::Error;
use crate::exact::Ratio;
use crate::scheme::Code;

/// One table of a file: the whole of it, or a sheet.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The name of the sheet.
    pub(super) sheet: String,
    /// Positions in the scheme.
    pub(super) groups: Vec<usize>,
    /// The only unit, where each has a file of its own.
    pub(super) unit: Option<usize>,
    /// Whether a column names the group; otherwise the file or sheet does.
    pub(super) names_group: bool,
}

/// A row as it is written: text cells, or a count where the last columns say so.
pub(super) type Cells<'r> = [Cow<'r, str>];

/// Takes rows one by one.
pub(super) type Put<'p> = &'p mut dyn FnMut(&Cells<'_>) -> Result<(), Error>;

/// Lays out the ballots of one part.
pub(super) struct Table<'t, 'a> {
    survey: &'t Survey<'a>,
    delivery: &'t Delivery,
    part: &'t Part,
    /// The units that stand in it.
    units: Vec<usize>,
    counts: Counts,
}

/// Answers and the sum of their weights: by unit, group, leaf and mark.
type Counts = BTreeMap<(usize, usize, usize, Code), (u64, u128)>;

impl<'t, 'a> Table<'t, 'a> {
    pub(super) fn new(survey: &'t Survey<'a>, delivery: &'t Delivery, part: &'t Part) -> Self {
        let rated = |unit: &usize| {
            let span = survey.span(*unit);
            let rates =
                |span: &super::plan::Span, g: &usize| survey.plan.rates(*g, *unit, span.category);
            span.is_some_and(|span| part.groups.iter().any(|group| rates(span, group)))
        };
        let units = (0..survey.plan.units.len()).filter(rated).collect();
        let mut table = Table { survey, delivery, part, units, counts: BTreeMap::new() };
        if delivery.is_counted() {
            table.counts = table.count();
        }
        table
    }

    /// How many of the last columns hold whole numbers.
    pub(super) fn n_numbers(&self) -> usize {
        match self.delivery.layout {
            Layout::BundlesLong => 1,
            Layout::BundlesWide => self.levels().len(),
            Layout::Wide | Layout::RaterUnit | Layout::Long => 0,
        }
    }

    /// The heading row.
    pub(super) fn headings(&self) -> Vec<Cow<'_, str>> {
        let scheme = &self.survey.plan.scheme;
        let labels = scheme.indicators.leaves().iter().map(|leaf| leaf.label.zh.as_str());
        let weight = (!self.survey.plan.weights.is_empty()).then_some("权重");
        let mut headings: Vec<Cow<'_, str>> = Vec::new();
        if !self.delivery.is_counted() {
            headings.push("评议人编号".into());
        }
        if self.part.names_group {
            headings.push("评议主体".into());
        }
        if self.part.unit.is_none() && self.delivery.layout != Layout::Wide {
            headings.push("单位".into());
        }
        match self.delivery.layout {
            Layout::Wide => {
                for unit in &self.units {
                    for label in labels.clone() {
                        headings.push(format!("{}-{label}", self.unit_name(*unit)).into());
                    }
                }
            }
            Layout::RaterUnit => headings.extend(labels.map(Cow::from)),
            Layout::Long => headings.extend(["指标".into(), "作答".into()]),
            Layout::BundlesLong => headings.extend(["指标".into(), "档次".into()]),
            Layout::BundlesWide => {
                headings.push("指标".into());
                headings
                    .extend(self.levels().iter().map(|code| Cow::from(scheme.scale.name(*code))));
            }
        }
        headings.extend(weight.map(Cow::from));
        headings.extend(self.delivery.tells.iter().map(|tells| Cow::from(heading(*tells))));
        if self.delivery.layout == Layout::BundlesLong {
            headings.push("票数".into());
        }
        headings
    }

    /// All rows, in the order of group, rater and unit; what was handed in twice at the end.
    pub(super) fn rows(&self, put: Put<'_>) -> Result<(), Error> {
        if self.delivery.is_counted() {
            return self.counted(put);
        }
        let mut repeated = Vec::new();
        for group in &self.part.groups {
            for ballots in self.survey.by_rater(self.survey.of_group(*group)) {
                let mut slips = self.survey.slips.range(ballots.clone());
                let twice = slips.find(|(_, slip)| {
                    matches!(slip.kind, SlipKind::DuplicateBallot | SlipKind::ConflictingBallots)
                });
                if self.delivery.layout == Layout::Wide {
                    self.rater(&ballots, false, put)?;
                    repeated.extend(twice.map(|_| ballots));
                } else {
                    let told = self.told(ballots.clone());
                    for ballot in ballots {
                        self.ballot(ballot, &told, false, put)?;
                    }
                    repeated.extend(twice.map(|(ballot, _)| *ballot..ballot + 1));
                }
            }
        }
        for ballots in repeated {
            if self.delivery.layout == Layout::Wide {
                self.rater(&ballots, true, put)?;
            } else {
                let paper = self.survey.paper_of(ballots.start);
                self.ballot(ballots.start, &self.told(paper), true, put)?;
            }
        }
        Ok(())
    }

    fn unit_name(&self, unit: usize) -> &str {
        let span = self.survey.span(unit);
        span.map_or(self.survey.plan.units[unit].id.as_str(), |span| &span.name.zh)
    }

    /// Rater, group and, where `unit` says so, the unit.
    fn head(&self, ballot: usize, unit: bool) -> Vec<Cow<'_, str>> {
        let plan = self.survey.plan;
        let group = usize::from(self.survey.ballots.groups[ballot]);
        let slip = self.survey.slips.get(&ballot);
        let mut cells: Vec<Cow<'_, str>> = Vec::new();
        cells.push(match slip.filter(|slip| slip.kind == SlipKind::FullWidthRater) {
            Some(slip) => slip.text.as_str().into(),
            None => plan.rater_name(group, self.survey.ballots.raters[ballot]).into(),
        });
        if self.part.names_group {
            cells.push(plan.scheme.groups[group].label.zh.as_str().into());
        }
        if unit && self.part.unit.is_none() {
            cells.push(match slip.filter(|slip| slip.kind.spells_a_unit()) {
                Some(slip) => slip.text.as_str().into(),
                None => self.unit_name(self.survey.ballots.units[ballot] as usize).into(),
            });
        }
        cells
    }

    /// What stands in the cell of an answer; `again` where the ballot was handed in twice.
    fn mark(&self, ballot: usize, leaf: usize, again: bool) -> Cow<'_, str> {
        let scale = &self.survey.plan.scheme.scale;
        let name = |code: Code| match code {
            Code::BLANK | Code::VOID => Cow::from(""),
            code => match scale.level(code) {
                Some(level) => level.label.zh.as_str().into(),
                None => scale.name(code).into(),
            },
        };
        match self.survey.slips.get(&ballot).filter(|slip| slip.leaf == leaf) {
            Some(slip) => match slip.kind {
                SlipKind::MultipleMarks | SlipKind::OffScale | SlipKind::SpacedAnswer => {
                    slip.text.as_str().into()
                }
                SlipKind::ConflictingBallots if again => name(slip.marks.1),
                SlipKind::ConflictingBallots => name(slip.marks.0),
                _ => name(self.survey.ballots.answers_on(ballot)[leaf]),
            },
            None => name(self.survey.ballots.answers_on(ballot)[leaf]),
        }
    }

    fn weight(&self, ballot: usize) -> Option<Cow<'_, str>> {
        let weight = self.survey.ballots.weights[ballot];
        let known = self.survey.plan.weights.iter().find(|(_, known)| *known == weight);
        known.map(|(text, _)| Cow::from(text.as_str()))
    }

    /// What is told of the paper beside the answers.
    fn told(&self, ballots: std::ops::Range<usize>) -> Vec<Cow<'static, str>> {
        if self.delivery.tells.is_empty() {
            return Vec::new();
        }
        let told = paper::told(self.survey, ballots);
        let cell = |tells: &Tells| match tells {
            Tells::Submitted => told.submitted.clone(),
            Tells::Duration => told.duration.clone(),
            Tells::Device => told.device.clone(),
            Tells::OwnUnit => told.own_unit.clone(),
        };
        self.delivery.tells.iter().map(|tells| cell(tells).into()).collect()
    }

    /// One ballot: one row, or one for each answer.
    fn ballot(
        &self,
        ballot: usize,
        told: &[Cow<'static, str>],
        again: bool,
        put: Put<'_>,
    ) -> Result<(), Error> {
        if self.part.unit.is_some_and(|unit| self.survey.ballots.units[ballot] as usize != unit) {
            return Ok(());
        }
        let head = self.head(ballot, true);
        let n_leaves = self.survey.ballots.n_leaves;
        if self.delivery.layout == Layout::RaterUnit {
            let mut cells = head;
            cells.extend((0..n_leaves).map(|leaf| self.mark(ballot, leaf, again)));
            cells.extend(self.weight(ballot));
            cells.extend_from_slice(told);
            return put(&cells);
        }
        for (leaf, indicator) in self.survey.plan.scheme.indicators.leaves().iter().enumerate() {
            let mut cells = head.clone();
            cells.push(indicator.label.zh.as_str().into());
            cells.push(self.mark(ballot, leaf, again));
            cells.extend(self.weight(ballot));
            cells.extend_from_slice(told);
            put(&cells)?;
        }
        Ok(())
    }

    /// All ballots of one rater on one row.
    fn rater(
        &self,
        ballots: &std::ops::Range<usize>,
        again: bool,
        put: Put<'_>,
    ) -> Result<(), Error> {
        let named = ballots.clone().find(|ballot| self.survey.slips.contains_key(ballot));
        let mut cells = self.head(named.unwrap_or(ballots.start), false);
        let n_leaves = self.survey.ballots.n_leaves;
        let mut next = ballots.clone().peekable();
        for unit in &self.units {
            let own = |ballot: &usize| self.survey.ballots.units[*ballot] as usize == *unit;
            match next.next_if(own) {
                Some(ballot) => {
                    cells.extend((0..n_leaves).map(|leaf| self.mark(ballot, leaf, again)));
                }
                None => cells.extend((0..n_leaves).map(|_| Cow::from(""))),
            }
        }
        cells.extend(self.weight(ballots.start));
        cells.extend(self.told(ballots.clone()));
        put(&cells)
    }

    // ── counts ──

    /// The marks that have a column where counts stand side by side.
    fn levels(&self) -> Vec<Code> {
        let scale = &self.survey.plan.scheme.scale;
        let met = |code: &Code| self.counts.keys().any(|(_, _, _, known)| known == code);
        scale.codes().filter(|code| scale.level(*code).is_some() || met(code)).collect()
    }

    fn count(&self) -> Counts {
        let ballots = &self.survey.ballots;
        let counts_blank = self.survey.plan.scheme.scale.blank.is_some();
        let mut counts = Counts::new();
        for group in &self.part.groups {
            for ballot in self.survey.of_group(*group).filter(|b| self.survey.counts(*b)) {
                let unit = ballots.units[ballot] as usize;
                for (leaf, code) in ballots.answers_on(ballot).iter().enumerate() {
                    if code.is_mark() || (counts_blank && *code == Code::BLANK) {
                        let count = counts.entry((unit, *group, leaf, *code)).or_default();
                        count.0 += 1;
                        count.1 += u128::from(ballots.weights[ballot].0);
                    }
                }
            }
        }
        counts
    }

    fn counted(&self, put: Put<'_>) -> Result<(), Error> {
        let units = match self.part.unit {
            Some(unit) => vec![unit],
            None => self.units.clone(),
        };
        let n_leaves = self.survey.ballots.n_leaves;
        for group in &self.part.groups {
            for unit in &units {
                for leaf in 0..n_leaves {
                    let key = |code| (*unit, *group, leaf, code);
                    let span = self.counts.range(key(Code(0))..=key(Code(u16::MAX)));
                    let found: Vec<(Code, (u64, u128))> =
                        span.map(|((_, _, _, code), count)| (*code, *count)).collect();
                    self.put_counts(*unit, *group, leaf, &found, put)?;
                }
            }
        }
        Ok(())
    }

    /// The counts of one indicator, from one group on one unit.
    fn put_counts(
        &self,
        unit: usize,
        group: usize,
        leaf: usize,
        found: &[(Code, (u64, u128))],
        put: Put<'_>,
    ) -> Result<(), Error> {
        let scheme = &self.survey.plan.scheme;
        let mut head: Vec<Cow<'_, str>> = Vec::new();
        if self.part.names_group {
            head.push(scheme.groups[group].label.zh.as_str().into());
        }
        if self.part.unit.is_none() {
            head.push(self.unit_name(unit).into());
        }
        head.push(scheme.indicators.leaves()[leaf].label.zh.as_str().into());
        if found.is_empty() {
            return Ok(());
        }
        if self.delivery.layout == Layout::BundlesWide {
            for level in self.levels() {
                let n = found.iter().find(|(code, _)| *code == level).map_or(0, |(_, c)| c.0);
                head.push(n.to_string().into());
            }
            return put(&head);
        }
        for (code, (n, weight)) in found {
            let mut cells = head.clone();
            cells.push(match *code {
                Code::BLANK => scheme.scale.skipped.first().cloned().unwrap_or_default().into(),
                code => scheme.scale.name(code).into(),
            });
            if !self.survey.plan.weights.is_empty() {
                cells.push(Ratio::fraction(*weight, WEIGHT_SCALE).to_string().into());
            }
            cells.push(n.to_string().into());
            put(&cells)?;
        }
        Ok(())
    }
}

/// The heading of a column beside the answers, as a survey platform writes it.
fn heading(tells: Tells) -> &'static str {
    match tells {
        Tells::Submitted => "提交答卷时间",
        Tells::Duration => "所用时间",
        Tells::Device => "来自IP",
        Tells::OwnUnit => "所在单位",
    }
}
