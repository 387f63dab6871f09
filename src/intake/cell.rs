//! The cells of one row: unit, group, indicator, rater, weight and answer.

use super::layout::{Plan, Role};
use super::matching::Answer;
use super::read::Reader;
use crate::ballot::Weight;
use crate::finding::{Effect, Kind};
use crate::naming::fold;
use crate::scheme::{Code, RuleKind, Scale};
use crate::sheet::Row;

/// What a cell gave to a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) code: Code,
    /// Why the answer is void.
    pub(super) why: Option<Kind>,
    /// Whether the whole ballot is void for it.
    pub(super) whole: bool,
}

impl Reader<'_> {
    /// The unit that a text names.
    pub(super) fn known_unit(&mut self, text: &str) -> Option<usize> {
        let names = self.appraisal.unit_names();
        self.units.get(text, |text| names.find(text))
    }

    /// The group that a text names.
    pub(super) fn known_group(&mut self, text: &str) -> Option<usize> {
        let names = self.appraisal.scheme.group_names();
        self.groups.get(text, |text| names.find(text))
    }

    /// The weight that a text is.
    pub(super) fn known_weight(&mut self, text: &str) -> Option<Weight> {
        self.weights.get(text, |text| Weight::parse(&fold(text)))
    }

    /// The mark that a text is.
    pub(super) fn known_answer(&mut self, text: &str) -> Answer {
        let (scale, source) = (&self.appraisal.scheme.scale, self.source);
        self.marks.get(text, |text| Answer::read(scale, source, text))
    }

    /// The unit of a row; `None` where the row is refused for it.
    pub(super) fn unit(&mut self, plan: &Plan, row: &Row<'_>) -> Option<usize> {
        let Some(column) = plan.roles.get(&Role::Unit).copied() else { return plan.unit };
        let text = row.get(column);
        let names = self.appraisal.unit_names();
        let found = self.known_unit(text);
        if found.is_none() {
            let rule = match fold(text).is_empty() {
                true => RuleKind::MissingUnit,
                false => RuleKind::UnknownUnit,
            };
            self.note(rule, row.number(), Some(column), |reader, finding| {
                let finding = finding.with("value", text.trim());
                reader.suggest(finding, text, || names.nearest(text))
            });
        }
        found
    }

    /// The group of a row; `None` where the row is refused for it.
    pub(super) fn group(&mut self, plan: &Plan, row: &Row<'_>) -> Option<u16> {
        let scheme = &self.appraisal.scheme;
        let found = match plan.roles.get(&Role::Group).copied() {
            None => plan.group,
            Some(column) => {
                let text = row.get(column);
                let names = scheme.group_names();
                let found = self.known_group(text);
                if found.is_none() {
                    let rule = match fold(text).is_empty() {
                        true => RuleKind::MissingGroup,
                        false => RuleKind::UnknownGroup,
                    };
                    self.note(rule, row.number(), Some(column), |reader, finding| {
                        let known = scheme.groups.iter().map(|group| group.label.zh.as_str());
                        let finding = finding.with("value", text.trim());
                        let finding = reader.suggest(finding, text, || names.nearest(text));
                        finding.with("expected", known.collect::<Vec<_>>().join(" / "))
                    });
                }
                found
            }
        };
        found.and_then(|group| u16::try_from(group).ok())
    }

    /// The leaf of a row; the only one where there is no column for it.
    pub(super) fn leaf(&mut self, plan: &Plan, row: &Row<'_>) -> Option<u16> {
        let Some(column) = plan.roles.get(&Role::Indicator).copied() else { return Some(0) };
        let text = row.get(column);
        let indicators = &self.appraisal.scheme.indicators;
        let source = self.source;
        let found = self.leaves.get(text, |text| {
            let folded = fold(text);
            let declared = &source.mapping.indicators;
            let declared = declared.iter().find(|(known, _)| fold(known) == folded);
            let named = || indicators.names().find(text).filter(|i| *i < indicators.n_leaves());
            declared.map(|(_, leaf)| *leaf).or_else(named)
        });
        if found.is_none() {
            let rule = match fold(text).is_empty() {
                true => RuleKind::MissingIndicator,
                false => RuleKind::UnknownIndicator,
            };
            self.note(rule, row.number(), Some(column), |reader, finding| {
                let known = indicators.leaves().iter().map(|leaf| leaf.label.zh.as_str());
                let finding = finding.with("value", text.trim());
                let nearest = || indicators.names().nearest(text);
                let finding = reader.suggest(finding, text, nearest);
                finding.with("expected", known.collect::<Vec<_>>().join(" / "))
            });
        }
        found.and_then(|leaf| u16::try_from(leaf).ok())
    }

    /// The rater of a row, a new one where there is no column for it.
    pub(super) fn rater(&mut self, plan: &Plan, row: &Row<'_>, group: u16) -> Option<u32> {
        let Some(column) = plan.roles.get(&Role::Rater).copied() else {
            return Some(self.out.raters.anonymous(group));
        };
        let number = self.out.raters.number(group, row.get(column).trim());
        if number.is_none() {
            self.note(RuleKind::MissingRater, row.number(), Some(column), |_, finding| finding);
        }
        number
    }

    /// The weight of a row; `None` where the row is refused for it.
    pub(super) fn weight(&mut self, plan: &Plan, row: &Row<'_>) -> Option<Weight> {
        let Some(column) = plan.roles.get(&Role::Weight).copied() else { return Some(Weight::ONE) };
        let text = row.get(column);
        let weight = self.known_weight(text);
        if weight.is_none() {
            self.note(RuleKind::BadWeight, row.number(), Some(column), |_, finding| {
                finding.with("value", text.trim())
            });
        }
        weight
    }

    /// The mark in a cell. Where the row is refused for it, the row says so.
    pub(super) fn answer(&mut self, row: &Row<'_>, column: usize, group: u16) -> Given {
        let text = row.get(column);
        let answer = self.known_answer(text);
        let mut given = Given { code: answer.code, why: None, whole: false };
        if row.is_formula(column) || text.starts_with('=') {
            self.break_rule(RuleKind::FormulaCell, row, column, group, &mut given);
        }
        if let Some(rule) = answer.rule {
            self.break_rule(rule, row, column, group, &mut given);
        }
        given
    }

    /// A mark beside another one for the same unit and indicator.
    pub(super) fn several(&mut self, row: &Row<'_>, column: usize, group: u16, given: &mut Given) {
        if given.why.is_none() {
            self.break_rule(RuleKind::MultipleMarks, row, column, group, given);
        }
    }

    fn break_rule(
        &mut self,
        rule: RuleKind,
        row: &Row<'_>,
        column: usize,
        group: u16,
        given: &mut Given,
    ) {
        let text = row.get(column);
        let scale = &self.appraisal.scheme.scale;
        self.note(rule, row.number(), Some(column), |reader, finding| {
            let finding = finding.with("value", text.trim());
            if rule != RuleKind::OffScale {
                return finding;
            }
            let finding = reader.suggest(finding, text, || scale.nearest(text));
            finding.with("expected", expected(scale))
        });
        match self.appraisal.scheme.effect(rule) {
            Effect::VoidBallot => {
                *given = Given { code: Code::VOID, why: Some(rule.finding()), whole: true };
            }
            Effect::VoidAnswer => {
                // An answer that is void for two reasons is one void answer.
                if given.why.is_none() {
                    self.void_here.push((group, rule.finding()));
                }
                let why = given.why.or(Some(rule.finding()));
                *given = Given { code: Code::VOID, why, ..*given };
            }
            Effect::Stop | Effect::RefuseRow | Effect::Flag => {}
        }
    }

    /// Why a ballot of this group on this unit does not count, listed; also where the row is
    /// refused for it.
    pub(super) fn ineligible(
        &mut self,
        row: u64,
        column: Option<usize>,
        group: u16,
        unit: usize,
    ) -> Option<Kind> {
        let appraisal = self.appraisal;
        let name = &appraisal.units[unit].name.zh;
        if !appraisal.units[unit].in_force {
            self.note(RuleKind::UnitNotInForce, row, column, |_, finding| {
                let finding = finding.with("value", name);
                let finding = finding.with_nearest(appraisal.successor(unit));
                finding.with("period", appraisal.period.to_string())
            });
            return Some(Kind::UnitNotInForce);
        }
        if appraisal.rates(usize::from(group), unit) {
            return None;
        }
        let label = &appraisal.scheme.groups[usize::from(group)].label.zh;
        self.note(RuleKind::GroupNotRating, row, None, |_, finding| {
            finding.with("value", label).with("unit", name)
        });
        Some(Kind::GroupNotRating)
    }
}

/// The column that names the unit, where one does.
pub(super) fn unit_column(plan: &Plan) -> Option<usize> {
    plan.roles.get(&Role::Unit).copied()
}

/// The scale as a message lists it.
pub(super) fn expected(scale: &Scale) -> String {
    let levels = scale.levels.iter().map(|level| level.label.zh.clone());
    let range = scale.range.iter().map(|range| format!("{}–{}", range.min, range.max));
    levels.chain(range).collect::<Vec<_>>().join(" / ")
}
