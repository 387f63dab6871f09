//! Grades by threshold or by quota.

use super::label;
use super::weights::read_weights;
use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::Form;
use crate::scheme::form::{GradingForm, SchemeForm};
use crate::scheme::{Grading, GradingRule};

pub(super) fn read_grading(keys: &SchemeForm, form: &mut Form) -> Option<Grading> {
    let grading = keys.grading.as_ref()?;
    let within = grading.within.unwrap_or_default();
    let rule = match (grading.thresholds.is_empty(), grading.quota.is_empty()) {
        (false, true) => read_thresholds(grading, form),
        (true, false) => read_quota(grading, form),
        _ => {
            let finding = form
                .mistake(Kind::MissingKey, "grading")
                .with("value", "thresholds");
            form.push(finding);
            return None;
        }
    };
    Some(Grading { within, rule })
}

fn read_thresholds(grading: &GradingForm, form: &mut Form) -> GradingRule {
    let mut last: Option<Ratio> = None;
    let mut grades = Vec::new();
    for (index, threshold) in grading.thresholds.iter().enumerate() {
        let path = format!("grading.thresholds[{}].from", index + 1);
        let from = threshold
            .from
            .as_ref()
            .and_then(|from| form.ratio(from, &path));
        if threshold.from.is_none() && index + 1 < grading.thresholds.len() {
            let finding = form.mistake(Kind::MissingKey, &path).with("value", "from");
            form.push(finding);
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
    GradingRule::Thresholds(grades)
}

fn read_quota(grading: &GradingForm, form: &mut Form) -> GradingRule {
    let given: Vec<_> = grading
        .quota
        .iter()
        .map(|quota| quota.share.as_ref())
        .collect();
    let path = |index: usize| format!("grading.quota[{}].share", index + 1);
    let shares = read_weights(&given, &path, false, form);
    let sum = shares
        .iter()
        .flatten()
        .fold(Ratio::zero(), |sum, share| &sum + share);
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
    GradingRule::Quota {
        grades,
        boundary_ties: grading.boundary_ties.unwrap_or_default(),
    }
}
