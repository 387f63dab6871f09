//! The options of an answer and their points.

use super::bands::{read_bands, read_range};
use super::label;
use super::names::Unique;
use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::{Amount, Form};
use crate::naming::{Names, fold};
use crate::scheme::form::{LevelForm, SchemeForm};
use crate::scheme::{Code, Level, MarkKind, Polarity, Scale};

pub(super) fn read_scale(keys: &SchemeForm, form: &mut Form) -> Scale {
    let scale = &keys.scale;
    if scale.levels.is_empty() && scale.range.is_none() {
        let finding = form.mistake(Kind::EmptyList, "scale.levels");
        form.push(finding);
    }
    let unknown = read_policy(scale.unknown.as_ref(), "scale.unknown", form);
    let abstain = read_policy(scale.abstain.as_ref(), "scale.abstain", form);
    let blank = read_policy(scale.blank.as_ref(), "scale.blank", form);
    let levels = read_levels(&scale.levels, &unknown, &abstain, form);
    let mut names = Names::default();
    for (index, level) in levels.iter().enumerate() {
        let code = Code(u16::try_from(index).unwrap_or(u16::MAX));
        let spellings = [&level.id, &level.label.zh, &level.label.en];
        for spelling in spellings.into_iter().chain(&level.aliases) {
            names.add(spelling, code);
        }
    }
    let range = read_range(keys, form);
    let bands = read_bands(keys, form);
    let skipped = scale.skipped.iter().map(|text| fold(text)).collect();
    Scale {
        levels,
        range,
        bands,
        blank,
        skipped,
        names,
    }
}

/// `exclude`, or points.
fn read_policy(policy: Option<&Amount>, path: &str, form: &mut Form) -> Option<Ratio> {
    match policy {
        None => None,
        Some(Amount(text)) if text == "exclude" => None,
        Some(amount) => form.ratio(amount, path),
    }
}

fn read_levels(
    levels: &[LevelForm],
    unknown: &Option<Ratio>,
    abstain: &Option<Ratio>,
    form: &mut Form,
) -> Vec<Level> {
    let mut unique = Unique::default();
    let n_answers = levels
        .iter()
        .filter(|l| l.kind.unwrap_or_default() == MarkKind::Answer)
        .count();
    let mut answer = 0;
    let mut last: Option<Ratio> = None;
    let mut read = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let path = format!("scale.levels[{}]", index + 1);
        for name in [
            level.id.as_ref(),
            Some(&level.label),
            level.label_en.as_ref(),
        ]
        .into_iter()
        .flatten()
        .chain(&level.aliases)
        {
            unique.add(form, name, index, path.clone());
        }
        let kind = level.kind.unwrap_or_default();
        let given = level.points.as_ref();
        let points = match kind {
            MarkKind::Unknown => unknown.clone(),
            MarkKind::Abstain => abstain.clone(),
            MarkKind::Answer => read_points(given, &path, &mut last, form),
        };
        if kind != MarkKind::Answer && given.is_some() {
            let finding = form.mistake(Kind::UnknownKey, &format!("{path}.points"));
            form.push(
                finding
                    .with("value", "points")
                    .with("nearest", "scale.unknown"),
            );
        }
        let polarity = level
            .polarity
            .unwrap_or_else(|| usual_polarity(answer, n_answers));
        if kind == MarkKind::Answer {
            answer += 1;
        }
        read.push(Level {
            id: level.id.clone().unwrap_or_else(|| level.label.clone()),
            label: label(&level.label, level.label_en.as_deref()),
            aliases: level.aliases.clone(),
            kind,
            points,
            polarity,
        });
    }
    read
}

fn read_points(
    given: Option<&Amount>,
    path: &str,
    last: &mut Option<Ratio>,
    form: &mut Form,
) -> Option<Ratio> {
    let path = format!("{path}.points");
    let Some(amount) = given else {
        let finding = form
            .mistake(Kind::MissingKey, &path)
            .with("value", "points");
        form.push(finding);
        return None;
    };
    let points = form.ratio(amount, &path)?;
    if last.as_ref().is_some_and(|last| points >= *last) {
        let finding = form
            .mistake(Kind::PointsNotFalling, &path)
            .with("value", &amount.0);
        form.push(finding);
    }
    *last = Some(points.clone());
    Some(points)
}

/// The upper half is positive, the lower half negative, the middle of an odd number neutral.
///
/// 基本满意 of four levels is positive and 一般 negative; a scheme that sees it otherwise says so.
pub(super) fn usual_polarity(position: usize, n: usize) -> Polarity {
    match (2 * position + 1).cmp(&n) {
        std::cmp::Ordering::Less => Polarity::Positive,
        std::cmp::Ordering::Equal => Polarity::Neutral,
        std::cmp::Ordering::Greater => Polarity::Negative,
    }
}
