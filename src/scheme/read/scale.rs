//! The options of an answer and their points.

use super::bands::{read_bands, read_range};
use super::label;
use super::names::{Entry, check_names};
use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::{Amount, Form};
use crate::naming::{Names, fold};
use crate::scheme::form::{LevelForm, ScaleForm};
use crate::scheme::{Code, Level, MarkKind, Polarity, Range, Scale};

/// The most levels a scale may have; no ballot has a hundred boxes to a line.
const MAX_LEVELS: usize = 100;

pub(super) fn read_scale(scale: &ScaleForm, form: &mut Form) -> Scale {
    if scale.levels.is_empty() && scale.range.is_none() && scale.bands.is_empty() {
        let finding = form.mistake(Kind::EmptyList, "scale.levels");
        form.push(finding);
    }
    if scale.levels.len() > MAX_LEVELS {
        let finding = form.mistake(Kind::BadNumber, "scale.levels");
        let finding = finding.with("value", scale.levels.len().to_string());
        form.push(finding.with("expected", format!("≤ {MAX_LEVELS}")));
    }
    let unknown = read_policy(scale.unknown.as_ref(), "scale.unknown", form);
    let abstain = read_policy(scale.abstain.as_ref(), "scale.abstain", form);
    let blank = read_policy(scale.blank.as_ref(), "scale.blank", form);
    let levels = read_levels(&scale.levels, &unknown, &abstain, form);
    let mut names = Names::default();
    for (index, level) in levels.iter().enumerate() {
        let code = Code(u16::try_from(index).unwrap_or(u16::MAX));
        for spelling in spellings(level) {
            names.add(spelling, code);
        }
    }
    let range = read_range(scale, form);
    let bands = read_bands(scale, range.as_ref(), form);
    check_ambiguous(scale, &levels, range.as_ref(), form);
    let skipped = scale.skipped.iter().map(|text| fold(text)).collect();
    Scale { levels, range, bands, blank, skipped, names }
}

fn spellings(level: &Level) -> impl Iterator<Item = &String> {
    let first = [&level.id, &level.label.zh, &level.label.en];
    first.into_iter().chain(&level.aliases)
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
    check_names("scale.levels", levels.iter().map(entry), form);
    let kind_of = |level: &LevelForm| level.kind.unwrap_or_default();
    let answers = levels.iter().filter(|l| kind_of(l) == MarkKind::Answer);
    let n_answers = answers.count();
    let mut answer = 0;
    let mut last: Option<Ratio> = None;
    let mut read = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let path = format!("scale.levels[{}]", index + 1);
        let kind = kind_of(level);
        let points = match kind {
            MarkKind::Unknown => unknown.clone(),
            MarkKind::Abstain => abstain.clone(),
            MarkKind::Answer => read_points(level.points.as_ref(), &path, &mut last, form),
        };
        if kind != MarkKind::Answer && level.points.is_some() {
            refuse_points(kind, &path, form);
        }
        let place = usual_polarity(answer, n_answers);
        if kind == MarkKind::Answer {
            answer += 1;
        }
        read.push(Level {
            id: level.id.clone().unwrap_or_else(|| level.label.clone()),
            label: label(&level.label, level.label_en.as_deref()),
            aliases: level.aliases.clone(),
            kind,
            points,
            polarity: level.polarity.unwrap_or(place),
        });
    }
    read
}

fn entry(level: &LevelForm) -> Entry<'_> {
    Entry {
        id: level.id.as_ref(),
        key: "label",
        label: &level.label,
        label_en: level.label_en.as_ref(),
        aliases: &level.aliases,
    }
}

/// What “don't know” and “abstain” count is said once, for the whole scale.
fn refuse_points(kind: MarkKind, path: &str, form: &mut Form) {
    let nearest = match kind {
        MarkKind::Abstain => "scale.abstain",
        _ => "scale.unknown",
    };
    let finding = form.mistake(Kind::UnknownKey, &format!("{path}.points"));
    form.push(finding.with("value", "points").with("nearest", nearest));
}

fn read_points(
    given: Option<&Amount>,
    path: &str,
    last: &mut Option<Ratio>,
    form: &mut Form,
) -> Option<Ratio> {
    let path = format!("{path}.points");
    let Some(amount) = given else {
        let finding = form.mistake(Kind::MissingKey, &path);
        form.push(finding.with("value", "points"));
        return None;
    };
    let points = form.ratio(amount, &path)?;
    if last.as_ref().is_some_and(|last| points >= *last) {
        let finding = form.mistake(Kind::PointsNotFalling, &path);
        form.push(finding.with("value", &amount.0));
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

/// A text must not be at once a level and a number of the range, nor a mark and a blank.
fn check_ambiguous(scale: &ScaleForm, levels: &[Level], range: Option<&Range>, form: &mut Form) {
    let is_number = |text: &str| {
        let value = Ratio::parse(&fold(text)).ok();
        value.zip(range).is_some_and(|(value, range)| range.index(&value).is_some())
    };
    let duplicate = |path: String, value: &str, other: &str, form: &mut Form| {
        let finding = form.mistake(Kind::DuplicateName, &path);
        form.push(finding.with("value", value).with("other", other));
    };
    for (index, level) in levels.iter().enumerate() {
        if let Some(name) = spellings(level).find(|name| is_number(name)) {
            let path = format!("scale.levels[{}]", index + 1);
            duplicate(path, name, "scale.range", form);
        }
    }
    for (index, text) in scale.skipped.iter().enumerate() {
        let path = format!("scale.skipped[{}]", index + 1);
        let level =
            levels.iter().position(|level| spellings(level).any(|name| fold(name) == fold(text)));
        match level {
            Some(level) => duplicate(path, text, &format!("scale.levels[{}]", level + 1), form),
            None if is_number(text) => duplicate(path, text, "scale.range", form),
            None => {}
        }
    }
}
