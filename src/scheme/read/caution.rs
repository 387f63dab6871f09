//! What a careful reader would ask about a scheme that is complete.

use crate::exact::Ratio;
use crate::finding::{Effect, Kind};
use crate::form::{Form, REQUIRED};
use crate::scheme::{MarkKind, Polarity, Scale};

/// What a careful reader would ask about the scale: a floor as in `kaixian-2010`, no “no”, no way out.
///
/// A scale whose levels the office must still list is not judged.
pub(super) fn caution(scale: &Scale, form: &mut Form) {
    if scale.levels.iter().any(|level| level.label.zh == REQUIRED) {
        return;
    }
    let answers = |kind: MarkKind| scale.levels.iter().rposition(|level| level.kind == kind);
    let worst = answers(MarkKind::Answer);
    let path = match (&scale.range, worst) {
        (None, Some(worst)) => format!("scale.levels[{}]", worst + 1),
        (Some(_), _) if !scale.bands.is_empty() => "scale.bands".to_owned(),
        (Some(_), _) => "scale.range".to_owned(),
        (None, None) => "scale.levels".to_owned(),
    };
    if let Some((least, most)) = complete_ends(scale) {
        let floor = least.divided_by(&most).filter(|_| !most.is_negative());
        if floor.is_some_and(|floor| floor > Ratio::fraction(2, 5)) {
            let finding = form.at(Kind::FloorScore, Effect::Flag, &path);
            let finding = finding.with("value", least.to_string());
            form.push(finding.with("most", most.to_string()));
        }
    }
    let bins = scale.bins();
    if !bins.is_empty() && bins.iter().all(|bin| bin.polarity == Polarity::Positive) {
        let finding = form.at(Kind::NoNegativeLevel, Effect::Flag, &path);
        form.push(finding);
    }
    let can_pass = scale.codes().any(|code| scale.kind(code) == MarkKind::Unknown);
    if !can_pass {
        let finding = form.at(Kind::NoUnknownLevel, Effect::Flag, "scale");
        form.push(finding);
    }
}

/// The ends of the scale, where the points of every answer are known.
pub(super) fn complete_ends(scale: &Scale) -> Option<(Ratio, Ratio)> {
    let mut answers = scale.levels.iter().filter(|level| level.kind == MarkKind::Answer);
    if answers.any(|level| level.points.is_none()) {
        return None;
    }
    scale.ends()
}

/// The least and greatest score a unit can get: the ends, and what a mark without an answer counts.
pub(super) fn possible_scores(scale: &Scale) -> Option<(Ratio, Ratio)> {
    let (least, most) = complete_ends(scale)?;
    let others = scale.levels.iter().filter(|level| level.kind != MarkKind::Answer);
    let others = others.filter_map(|level| level.points.as_ref());
    let all = others.chain(&scale.blank).chain([&least, &most]);
    let (mut low, mut high) = (least.clone(), most.clone());
    for points in all {
        low = low.min(points.clone());
        high = high.max(points.clone());
    }
    Some((low, high))
}
