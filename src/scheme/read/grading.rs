//! Grades by threshold or by quota.

use super::caution::possible_scores;
use super::label;
use super::names::{Entry, check_names};
use super::weights::read_weights;
use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::Form;
use crate::scheme::form::{GradingForm, RankingForm};
use crate::scheme::reference::choice_name;
use crate::scheme::{Grading, GradingRule, Label, RankedBy, Scale, Within};

pub(super) fn read_grading(
    grading: Option<&GradingForm>,
    ranking: &RankingForm,
    scale: &Scale,
    form: &mut Form,
) -> Option<Grading> {
    let grading = grading?;
    let within = grading.within.unwrap_or_default();
    if !grading.quota.is_empty() {
        check_table(within, ranking, form);
    }
    let rule = match (grading.thresholds.is_empty(), grading.quota.is_empty()) {
        (false, true) => read_thresholds(grading, scale, form),
        (true, false) => read_quota(grading, form),
        (true, true) => {
            let finding = form.mistake(Kind::MissingKey, "grading");
            form.push(finding.with("value", "thresholds"));
            return None;
        }
        (false, false) => {
            let finding = form.mistake(Kind::UnknownKey, "grading.quota");
            form.push(finding.with("value", "quota").with("nearest", "thresholds"));
            return None;
        }
    };
    Some(Grading { within, rule })
}

/// A quota is taken of the ranks of a table, so the scheme must have that table made.
fn check_table(within: Within, ranking: &RankingForm, form: &mut Form) {
    let needed = match within {
        Within::Overall => RankedBy::Overall,
        Within::Category => RankedBy::Category,
    };
    let usual = [RankedBy::Category, RankedBy::Indicator];
    let tables = ranking.tables.as_deref().unwrap_or(&usual);
    if !tables.contains(&needed) {
        let finding = form.mistake(Kind::BadChoice, "ranking.tables");
        let names: Vec<String> = tables.iter().map(choice_name).collect();
        let finding = finding.with("value", names.join(" / "));
        form.push(finding.with("expected", choice_name(&needed)));
    }
}

fn entry<'a>(grade: &'a str, grade_en: Option<&'a String>) -> Entry<'a> {
    Entry { id: None, key: "grade", label: grade, label_en: grade_en, aliases: &[] }
}

fn read_thresholds(grading: &GradingForm, scale: &Scale, form: &mut Form) -> GradingRule {
    let entries = grading.thresholds.iter();
    let entries = entries.map(|t| entry(&t.grade, t.grade_en.as_ref()));
    check_names("grading.thresholds", entries, form);
    if grading.boundary_ties.is_some() {
        let finding = form.mistake(Kind::UnknownKey, "grading.boundary_ties");
        form.push(finding.with("value", "boundary_ties"));
    }
    let mut last: Option<Ratio> = None;
    let mut grades = Vec::new();
    for (index, threshold) in grading.thresholds.iter().enumerate() {
        let path = format!("grading.thresholds[{}].from", index + 1);
        let from = threshold.from.as_ref();
        let from = from.and_then(|from| form.ratio(from, &path));
        if threshold.from.is_none() && index + 1 < grading.thresholds.len() {
            let finding = form.mistake(Kind::MissingKey, &path);
            form.push(finding.with("value", "from"));
        }
        if let (Some(last), Some(from)) = (&last, &from)
            && from >= last
        {
            let finding = form.mistake(Kind::PointsNotFalling, &path);
            form.push(finding.with("value", from.to_string()));
        }
        last = from.clone().or(last);
        grades.push((label(&threshold.grade, threshold.grade_en.as_deref()), from));
    }
    if let Some(ends) = possible_scores(scale) {
        check_reachable(&grades, &ends, form);
    }
    GradingRule::Thresholds(grades)
}

/// Every grade must be open to some score of the scale, and every score must have a grade.
fn check_reachable(
    grades: &[(Label, Option<Ratio>)],
    (least, most): &(Ratio, Ratio),
    form: &mut Form,
) {
    for (index, (_, from)) in grades.iter().enumerate() {
        let Some(from) = from else { continue };
        let is_last = index + 1 == grades.len();
        let expected = match is_last {
            true if from > least => format!("≤ {least}"),
            false if from > most => format!("≤ {most}"),
            false if from <= least => format!("> {least}"),
            _ => continue,
        };
        let path = format!("grading.thresholds[{}].from", index + 1);
        let finding = form.mistake(Kind::BadNumber, &path);
        let finding = finding.with("value", from.to_string());
        form.push(finding.with("expected", expected));
    }
}

fn read_quota(grading: &GradingForm, form: &mut Form) -> GradingRule {
    let entries = grading.quota.iter();
    let entries = entries.map(|q| entry(&q.grade, q.grade_en.as_ref()));
    check_names("grading.quota", entries, form);
    let shares: Vec<_> = grading.quota.iter().map(|q| q.share.as_ref()).collect();
    let path = |index: usize| format!("grading.quota[{}].share", index + 1);
    let shares = read_weights(&shares, &path, false, form);
    let known = shares.iter().flatten();
    let sum = known.fold(Ratio::zero(), |sum, share| &sum + share);
    let grades = grading
        .quota
        .iter()
        .zip(shares)
        .map(|(quota, share)| {
            let share = share.and_then(|share| share.divided_by(&sum));
            let label = label(&quota.grade, quota.grade_en.as_deref());
            (label, share.unwrap_or_else(Ratio::zero))
        })
        .collect();
    GradingRule::Quota { grades, boundary_ties: grading.boundary_ties.unwrap_or_default() }
}
