//! What is said to the clerk: what was recognised, and what must be confirmed.

use super::draft::{layout_word, period_word};
use super::manner::Manner;
use super::names::Counted;
use super::sketch::{Block, Sketch};
use super::{Plan, Said};
use crate::appraisal::{Layout, NamedBy};
use crate::intake::Role;
use crate::locale::Locale;
use crate::platform::{Exported, Platform};

/// The most names that a sentence lists.
const MAX_NAMED: usize = 12;

/// How much rarer than another a name in a column must be to be set aside as a slip.
const SLIP_IN_COLUMN: u64 = 100;

/// Sets likely slips in groups and indicators aside, and says so; names units written twice.
pub(super) fn slips(sketch: &mut Sketch) -> Vec<Said> {
    let mut said = Vec::new();
    let lists = [
        ("init-odd-group", SLIP_IN_COLUMN, &mut sketch.groups),
        ("init-odd-indicator", 5, &mut sketch.indicators),
    ];
    for (id, times, counted) in lists {
        for slip in counted.slips(times) {
            counted.remove(&slip.name);
            let one = Said::new(id).with("name", slip.name).with("n", slip.n.to_string());
            said.push(one.with("nearest", slip.meant).guessed());
        }
    }
    for slip in sketch.units.slips(2) {
        let one = Said::new("init-twins").with("name", slip.name).with("n", slip.n.to_string());
        let one = one.with("other", slip.meant).with("m", slip.n_meant.to_string());
        said.push(one.guessed());
    }
    said
}

/// Everything else that was recognised, in the order in which a clerk checks it.
pub(super) fn told(plan: &Plan<'_>, locale: &Locale) -> Vec<Said> {
    let mut said = Vec::new();
    for block in &plan.sketch.blocks {
        said.push(layout(plan, block, locale));
        said.extend(made_by(&block.manner, locale));
        said.extend(manner(&block.manner, locale));
    }
    said.extend(options(plan));
    said.extend(periods(plan, locale));
    said.push(Said::new("init-units").with("n", plan.sketch.units.len().to_string()).guessed());
    said.push(listed("init-indicators", "init-no-indicators", &plan.sketch.indicators, locale));
    said.push(listed("init-groups", "init-no-groups", &plan.sketch.groups, locale));
    said.extend(gaps(plan.sketch, locale));
    said.extend(scale(plan, locale));
    said.extend(scheme(plan, locale));
    said
}

/// How the files of a block are laid out.
pub(super) fn layout(plan: &Plan<'_>, block: &Block, locale: &Locale) -> Said {
    let files: Vec<String> =
        block.files.iter().map(|file| super::shown_as(&plan.files[*file])).collect();
    let said = Said::new("init-layout").with("files", some(&files, locale));
    said.with("layout", layout_word(block.manner.layout, locale)).guessed()
}

/// Which platform made a file, by which headings.
pub(super) fn platform(platform: Platform, evidence: &[String], locale: &Locale) -> Said {
    let name = locale.word(match platform {
        Platform::Wjx => "init-platform-wjx",
        Platform::Tencent => "init-platform-tencent",
        Platform::Wenjuan => "init-platform-wenjuan",
        Platform::LimeSurvey => "init-platform-limesurvey",
        Platform::Qualtrics => "init-platform-qualtrics",
        Platform::GoogleForms => "init-platform-google-forms",
        Platform::MicrosoftForms => "init-platform-microsoft-forms",
    });
    let said = Said::new("init-platform").with("platform", name);
    said.with("evidence", some(evidence, locale)).guessed()
}

/// The message that says how options are written.
pub(super) fn exported_id(exported: Exported) -> &'static str {
    match exported {
        Exported::Texts => "init-exported-texts",
        Exported::Numbers => "init-exported-numbers",
        Exported::Scores => "init-exported-scores",
    }
}

/// The platform of a block and how it wrote options.
fn made_by(manner: &Manner, locale: &Locale) -> Vec<Said> {
    let mut said = Vec::new();
    said.extend(manner.made_by.iter().map(|(made, by)| platform(*made, by, locale)));
    if let Some((exported, by_name)) = manner.exported {
        said.push(Said::new(exported_id(exported)).guessed());
        if by_name.is_some_and(|by_name| by_name != exported) {
            said.push(Said::new("init-exported-unlike-name").guessed());
        }
    }
    said
}

/// What numbers and scores are taken to stand for, and questions that only have a number.
fn options(plan: &Plan<'_>) -> Vec<Said> {
    let pairs = |pairs: &[(String, String)]| {
        pairs.iter().map(|(key, label)| format!("{key} = {label}")).collect::<Vec<_>>().join(" / ")
    };
    let mut said = Vec::new();
    let lists = [
        ("init-numbers-guessed", &plan.options.numbers),
        ("init-scores-guessed", &plan.options.scores),
    ];
    for (id, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        said.push(Said::new(id).with("pairs", pairs(list)).guessed());
    }
    if plan.options.unnamed {
        said.push(Said::new("init-options-unnamed").guessed());
    }
    if !plan.sketch.unnamed.is_empty() {
        let names: Vec<&str> = plan.sketch.unnamed.iter().map(String::as_str).collect();
        said.push(Said::new("init-questions-unnamed").with("names", names.join(" / ")).guessed());
    }
    for (heading, n) in plan.sketch.judged.iter().filter(|(_, n)| **n > 0) {
        let one = Said::new("init-judged").with("heading", heading).with("n", n.to_string());
        said.push(one.guessed());
    }
    let groups = plan.sketch.groups.names();
    let is_number = |name: &String| name.bytes().all(|b| b.is_ascii_digit());
    if !groups.is_empty() && groups.iter().all(is_number) {
        said.push(Said::new("init-groups-unnamed").guessed());
    }
    said
}

/// What was guessed about the columns of a block.
fn manner(manner: &Manner, locale: &Locale) -> Vec<Said> {
    let mut said = Vec::new();
    let rater = manner.roles.iter().find(|(role, _)| *role == Role::Rater);
    match (manner.layout, rater) {
        (Layout::RaterUnit | Layout::Long | Layout::Wide, Some((_, heading))) => {
            said.push(Said::new("init-rater").with("heading", heading).guessed());
        }
        (Layout::RaterUnit | Layout::Long, None) => said.push(Said::new("init-no-rater")),
        _ => {}
    }
    for (of, by) in [("unit", manner.unit_from), ("group", manner.group_from)] {
        let id = match (of, by) {
            ("unit", Some(NamedBy::FileName)) => "init-unit-from-file",
            ("unit", Some(NamedBy::SheetName)) => "init-unit-from-sheet",
            (_, Some(NamedBy::FileName)) => "init-group-from-file",
            (_, Some(NamedBy::SheetName)) => "init-group-from-sheet",
            (_, None) => continue,
        };
        said.push(Said::new(id).guessed());
    }
    if manner.branches {
        said.push(Said::new("init-branches").guessed());
    }
    if !manner.ignore.is_empty() {
        let headings = some(&manner.ignore, locale);
        said.push(Said::new("init-ignored").with("headings", headings).guessed());
    }
    said
}

fn periods(plan: &Plan<'_>, locale: &Locale) -> Vec<Said> {
    if plan.period.is_some() {
        return Vec::new();
    }
    let mut periods: Vec<_> = plan.sketch.blocks.iter().map(|block| block.period).collect();
    periods.sort_unstable();
    periods.dedup();
    let said = |period: Option<_>| match period {
        Some(period) => Said::new("init-period").with("period", period_word(period, locale)),
        None => Said::new("init-no-period"),
    };
    periods.into_iter().map(|period| said(period).guessed()).collect()
}

fn listed(
    some_id: &'static str,
    none_id: &'static str,
    counted: &Counted,
    locale: &Locale,
) -> Said {
    if counted.len() == 0 {
        return Said::new(none_id).guessed();
    }
    let said = Said::new(some_id).with("n", counted.len().to_string());
    said.with("names", some(&counted.names(), locale)).guessed()
}

fn gaps(sketch: &Sketch, locale: &Locale) -> Option<Said> {
    let kept = sketch.indicators.names();
    let gaps: Vec<String> = sketch
        .gaps
        .iter()
        .filter(|(_, indicator)| kept.contains(indicator))
        .map(|(unit, indicator)| format!("{unit} – {indicator}"))
        .collect();
    (!gaps.is_empty()).then(|| {
        let said = Said::new("init-gaps").with("n", gaps.len().to_string());
        said.with("names", some(&gaps, locale)).guessed()
    })
}

fn scale(plan: &Plan<'_>, locale: &Locale) -> Vec<Said> {
    let scale = plan.scale;
    let mut said = Vec::new();
    if !scale.levels.is_empty() {
        let labels: Vec<&str> = scale.levels.iter().map(|level| level.label.as_str()).collect();
        said.push(Said::new("init-levels").with("names", locale.list(&labels)).guessed());
    }
    if let Some(range) = &scale.range {
        let one = Said::new("init-range").with("least", &range.met.0).with("most", &range.met.1);
        let end = |end: &Option<String>| end.clone().unwrap_or_else(|| "REQUIRED".to_owned());
        let one = one.with("min", end(&range.min)).with("max", end(&range.max));
        said.push(one.with("step", range.step).guessed());
    }
    if scale.several > 0 {
        said.push(Said::new("init-several").with("n", scale.several.to_string()));
    }
    if !scale.skipped.is_empty() {
        let texts = locale.list(&scale.skipped);
        said.push(Said::new("init-skipped").with("texts", texts).guessed());
    }
    for odd in scale.odd.iter().take(MAX_NAMED) {
        let one = Said::new(match odd.nearest {
            Some(_) => "init-odd-answer-near",
            None => "init-odd-answer",
        });
        let one = one.with("text", &odd.text).with("n", odd.n.to_string());
        let near = odd.nearest.iter();
        said.push(near.fold(one, |one, near| one.with("nearest", near)).guessed());
    }
    if let Some(rest) = scale.odd.len().checked_sub(MAX_NAMED).filter(|rest| *rest > 0) {
        said.push(Said::new("init-odd-more").with("n", rest.to_string()).guessed());
    }
    said
}

fn scheme(plan: &Plan<'_>, locale: &Locale) -> Vec<Said> {
    let Some(base) = plan.base else { return vec![Said::new("init-drafted").guessed()] };
    let id = match (base.is_whole(), base.groups) {
        (true, _) => "init-shipped",
        (false, true) => "init-copied-open",
        (false, false) => "init-copied-groups",
    };
    let name = locale.label(&base.scheme.name);
    let mut said = vec![Said::new(id).with("id", base.id).with("name", name.to_owned()).guessed()];
    let misfits =
        [("init-misfit-indicators", &base.indicators), ("init-misfit-answers", &base.answers)];
    for (id, names) in misfits {
        if !names.is_empty() {
            let one = Said::new(id).with("id", base.id);
            said.push(one.with("names", some(names, locale)).guessed());
        }
    }
    if base.scheme.categories.len() > 1 {
        let categories: Vec<&str> =
            base.scheme.categories.iter().map(|c| c.label.zh.as_str()).collect();
        let one = Said::new("init-categories").with("names", locale.list(&categories));
        said.push(one.guessed());
    }
    said
}

/// The first of the names, with how many there are where that is not all.
fn some(names: &[String], locale: &Locale) -> String {
    let mut shown: Vec<&str> = names.iter().take(MAX_NAMED).map(String::as_str).collect();
    if names.len() > MAX_NAMED {
        shown.push("…");
    }
    locale.list(&shown)
}
