//! Rows that carry paper counts: bundles by level or with one column for each level.

use super::cell::{expected, unit_column};
use super::layout::{Plan, Role};
use super::matching::Answer;
use super::read::Reader;
use super::rows::Fate;
use crate::ballot::{BLANK_NAMES, Bundle, WEIGHT_SCALE};
use crate::exact::Ratio;
use crate::finding::{Effect, Kind};
use crate::naming::fold;
use crate::scheme::{Code, RuleKind};
use crate::sheet::Row;

/// Counts from here on are a mistake, and would one day overflow.
const MAX_COUNT: u64 = 1_000_000_000_000;

/// The most that an answer may weigh, in millionths: as much as one that stands alone.
const MAX_WEIGHT: u128 = 1_000_000_000_000;

/// What a bundle is about.
#[derive(Clone, Copy)]
struct About {
    unit: u32,
    group: u16,
    indicator: u16,
    void: Option<Kind>,
}

impl Reader<'_> {
    /// One row is one level.
    pub(super) fn bundle_long(&mut self, plan: &Plan, row: Row<'_>) {
        let about = self.about(plan, &row);
        let level = plan.roles[&Role::Answer];
        let answer = self.level(&row, level);
        let n = self.count(&row, plan.roles[&Role::Count]);
        let weight = n.and_then(|n| self.bundle_weight(plan, &row, n));
        let (Some(about), Some(n), Some(weight)) = (about, n, weight) else { return };
        if self.is_refused() {
            return;
        }
        let About { unit, group, indicator, void } = about;
        if let Some(kind) = void.or(answer.rule.map(RuleKind::finding)) {
            self.add_void(group, kind, n);
            self.decide(Fate::Void);
            return;
        }
        let code = answer.code;
        let counts = code != Code::BLANK || self.appraisal.scheme.scale.blank.is_some();
        if n > 0 && counts {
            self.out.bundles.push(Bundle { unit, group, indicator, code, n, weight });
        }
        self.decide(Fate::Accepted);
    }

    /// One row has all levels.
    pub(super) fn bundle_wide(&mut self, plan: &Plan, row: Row<'_>) {
        let about = self.about(plan, &row);
        let counts: Vec<(Code, Option<u64>)> =
            plan.levels.iter().map(|(column, code)| (*code, self.count(&row, *column))).collect();
        let (Some(about), false) = (about, self.is_refused()) else { return };
        let About { unit, group, indicator, void } = about;
        for (code, n) in counts.into_iter().filter_map(|(code, n)| Some((code, n?))) {
            if let Some(kind) = void {
                self.add_void(group, kind, n);
            } else if n > 0 {
                let weight = u128::from(n) * u128::from(WEIGHT_SCALE);
                self.out.bundles.push(Bundle { unit, group, indicator, code, n, weight });
            }
        }
        self.decide(if void.is_some() { Fate::Void } else { Fate::Accepted });
    }

    fn about(&mut self, plan: &Plan, row: &Row<'_>) -> Option<About> {
        let (unit, group) = (self.unit(plan, row), self.group(plan, row));
        let leaf = self.leaf(plan, row);
        let (unit, group, indicator) = (unit?, group?, leaf?);
        let void = self.ineligible(row.number(), unit_column(plan), group, unit);
        Some(About { unit: u32::try_from(unit).ok()?, group, indicator, void })
    }

    /// The level that a row counts. How many were left blank must be said outright.
    fn level(&mut self, row: &Row<'_>, column: usize) -> Answer {
        let text = row.get(column);
        let scale = &self.appraisal.scheme.scale;
        let source = self.source;
        let answer = self.marks.get(text, |text| Answer::read(scale, source, text));
        let folded = fold(text);
        if answer.rule.is_some() && BLANK_NAMES.contains(&folded.as_str()) {
            return Answer { code: Code::BLANK, rule: None };
        }
        if answer.rule.is_none() && !folded.is_empty() {
            return answer;
        }
        self.note(RuleKind::OffScale, row.number(), Some(column), |reader, finding| {
            let finding = finding.with("value", text.trim());
            let finding = reader.suggest(finding, text, || scale.nearest(text));
            finding.with("expected", expected(scale))
        });
        Answer { code: Code::VOID, rule: Some(RuleKind::OffScale) }
    }

    fn add_void(&mut self, group: u16, kind: Kind, n: u64) {
        let sum = self.out.void_answers.entry((group, kind)).or_default();
        *sum = sum.saturating_add(n);
    }

    /// A whole number of answers; an empty cell is none.
    fn count(&mut self, row: &Row<'_>, column: usize) -> Option<u64> {
        let folded = fold(row.get(column));
        if folded.is_empty() {
            return Some(0);
        }
        let plain = folded.bytes().all(|b| b.is_ascii_digit());
        let n = folded.parse::<u64>().ok().filter(|n| plain && *n < MAX_COUNT);
        if n.is_none() {
            self.note(RuleKind::BadCount, row.number(), Some(column), |_, finding| {
                finding.with("value", row.get(column).trim())
            });
        }
        n
    }

    /// The sum of weights of a bundle: its weight column, or its count.
    fn bundle_weight(&mut self, plan: &Plan, row: &Row<'_>, n: u64) -> Option<u128> {
        let plain = u128::from(n) * u128::from(WEIGHT_SCALE);
        let Some(column) = plan.roles.get(&Role::Weight).copied() else { return Some(plain) };
        let ratio = Ratio::parse(&fold(row.get(column))).ok();
        let scaled = ratio.map(|ratio| &ratio * &Ratio::whole(WEIGHT_SCALE));
        let weight = scaled.and_then(|scaled| scaled.to_string().parse::<u128>().ok());
        let most = u128::from(n) * MAX_WEIGHT;
        let Some(weight) = weight.filter(|weight| (*weight > 0) == (n > 0) && *weight <= most)
        else {
            self.note(RuleKind::BadWeight, row.number(), Some(column), |_, finding| {
                finding.with("value", row.get(column).trim())
            });
            return None;
        };
        // Which of unequal weights would be trimmed away, a sum cannot tell.
        if weight != plain && self.appraisal.scheme.scoring.trim.is_some() {
            let kind = Kind::WeightWithTrim;
            self.note_as(kind, Effect::Stop, row.number(), Some(column), |_, finding| finding);
            return None;
        }
        Some(weight)
    }
}
