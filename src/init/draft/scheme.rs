//! `scheme.toml`: a shipped scheme with other groups, or a draft with everything left to decide.

use super::super::Plan;
use super::super::Said;
use super::super::scale::{Range, Scale};
use super::{comment, confirm, quoted, quoted_list};
use crate::form::REQUIRED;
use crate::locale::Locale;
use crate::scheme::{Language, MarkKind};

/// The scheme's file.
pub(super) const FILE: &str = "scheme.toml";

/// What `appraisal.toml` names as the scheme.
pub(super) fn name<'a>(plan: &Plan<'a>) -> &'a str {
    match plan.base {
        Some(base) if base.is_whole() => base.id,
        _ => FILE,
    }
}

/// The text of `scheme.toml`; `None` where a shipped scheme serves as it is.
pub(super) fn scheme(plan: &Plan<'_>, locale: &Locale) -> Option<String> {
    let Some(base) = plan.base else { return Some(drafted(plan, locale)) };
    let name = locale.label(&base.scheme.name).to_owned();
    let told = |id| Said::new(id).with("id", base.id).with("name", name.clone());
    match (base.is_whole(), base.groups) {
        (true, _) => None,
        (false, true) => {
            let head = confirm(&told("init-copied-open"), locale);
            Some(head + &local(base.text, base.id, None))
        }
        (false, false) => {
            let head = confirm(&told("init-copied-groups"), locale);
            Some(head + &local(base.text, base.id, Some(&group_tables(plan, locale))))
        }
    }
}

/// The groups to be written, in Chinese and English where they are ours.
pub(super) fn groups(plan: &Plan<'_>) -> Vec<(String, Option<String>)> {
    let named = plan.sketch.groups.names();
    if named.is_empty() {
        let word = |language| Locale::new(language).word("init-all-raters");
        return vec![(word(Language::Chinese), Some(word(Language::English)))];
    }
    named.into_iter().map(|name| (name, None)).collect()
}

fn group_tables(plan: &Plan<'_>, locale: &Locale) -> String {
    let groups = groups(plan);
    let mut text = String::new();
    if groups.len() > 1 {
        text += &confirm(&Said::new("init-group-weights"), locale);
    } else if plan.sketch.groups.len() == 0 {
        text += &confirm(&Said::new("init-no-groups"), locale);
    }
    for (label, label_en) in &groups {
        text += &format!("[[groups]]\nlabel = {}\n", quoted(label));
        if let Some(label_en) = label_en {
            text += &format!("label_en = {}\n", quoted(label_en));
        }
        if let Some(code) = plan.sketch.group_codes.get(label) {
            text += &format!("aliases = {}\n", quoted_list(&[code]));
        }
        if groups.len() > 1 {
            text += &format!("weight = {}\n", quoted(REQUIRED));
        }
        text.push('\n');
    }
    text
}

/// A shipped scheme under an id of its own, with other groups where they are given.
fn local(text: &str, id: &str, groups: Option<&str>) -> String {
    let mut copied = String::new();
    let mut held = String::new();
    let mut left_out = false;
    let mut groups = groups.map(|tables| (tables, false));
    for line in text.lines().filter(|line| !line.starts_with("#:schema")) {
        if line.starts_with('[') {
            let about_groups = line.starts_with("[[groups") || line.starts_with("[weights");
            left_out = about_groups && groups.is_some();
            if let Some((tables, written @ false)) = &mut groups
                && left_out
            {
                copied += tables;
                *written = true;
            }
            // Comments above a table belong to it.
            let above = std::mem::take(&mut held);
            if !left_out {
                copied += &above;
            }
        }
        if line.starts_with('#') || line.is_empty() {
            held += line;
            held.push('\n');
        } else if !left_out {
            copied += &std::mem::take(&mut held);
            if line == format!("id = {}", quoted(id)) && !copied.contains("\n[") {
                copied += &format!("id = {}\n", quoted(&format!("{id}-local")));
            } else {
                copied += line;
                copied.push('\n');
            }
        } else {
            held.clear();
        }
    }
    copied
}

/// A scheme of what was met, with points and weights left to the office.
fn drafted(plan: &Plan<'_>, locale: &Locale) -> String {
    let name = |language| quoted(&Locale::new(language).word("init-scheme-name"));
    let mut text = comment(&locale.word("init-scheme-head"));
    text += "id = \"local\"\n";
    text += &format!("name = {}\n", name(Language::Chinese));
    text += &format!("name_en = {}\n", name(Language::English));
    if locale.language() == Language::English {
        text += "language = \"en\"\n";
    }
    text += &scale(plan.scale, locale);
    text += &indicators(plan, locale);
    text += &group_tables(plan, locale);
    let category = |language| quoted(&Locale::new(language).word("init-all-units"));
    text += &confirm(&Said::new("init-one-category"), locale);
    text += &format!("[[categories]]\nid = \"all\"\nlabel = {}\n", category(Language::Chinese));
    text += &format!("label_en = {}\n\n", category(Language::English));
    text + &comment(&locale.word("init-scheme-rest"))
}

fn scale(scale: &Scale, locale: &Locale) -> String {
    let mut text = String::from("\n[scale]\n");
    if !scale.skipped.is_empty() {
        let texts = locale.list(&scale.skipped);
        text += &confirm(&Said::new("init-skipped").with("texts", texts), locale);
        text += &format!("skipped = {}\n", quoted_list(&scale.skipped));
    }
    text += &scale.range.as_ref().map(|found| range(found, locale)).unwrap_or_default();
    text.push('\n');
    if scale.levels.iter().any(|level| level.kind == MarkKind::Answer) {
        text += &confirm(&Said::new("init-points"), locale);
    }
    for level in &scale.levels {
        match (&level.score, level.kind, level.place) {
            (Some(score), _, _) => {
                let said = Said::new("init-level-score").with("label", &level.label);
                text += &confirm(&said.with("score", score), locale);
            }
            (None, MarkKind::Answer, None) => {
                let said = Said::new("init-level-unplaced").with("label", &level.label);
                text += &confirm(&said, locale);
            }
            _ => {}
        }
        text += &format!("[[scale.levels]]\nlabel = {}\n", quoted(&level.label));
        text += &match level.kind {
            MarkKind::Answer => {
                let points = level.score.clone().unwrap_or_else(|| quoted(REQUIRED));
                format!("points = {points}\n\n")
            }
            MarkKind::Unknown => "kind = \"unknown\"\n\n".to_owned(),
            MarkKind::Abstain => "kind = \"abstain\"\n\n".to_owned(),
        };
    }
    text
}

fn range(range: &Range, locale: &Locale) -> String {
    let end = |end: &Option<String>| end.clone().unwrap_or_else(|| quoted(REQUIRED));
    let shown = |end: &Option<String>| end.clone().unwrap_or_else(|| REQUIRED.to_owned());
    let said = Said::new("init-range").with("least", &range.met.0).with("most", &range.met.1);
    let said = said.with("min", shown(&range.min)).with("max", shown(&range.max));
    let mut text = confirm(&said.with("step", range.step), locale);
    let (min, max) = (end(&range.min), end(&range.max));
    text += &format!("range = {{ min = {min}, max = {max}, step = {} }}\n", range.step);
    text
}

fn indicators(plan: &Plan<'_>, locale: &Locale) -> String {
    let mut names = plan.sketch.indicators.names();
    let mut text = String::new();
    if names.is_empty() {
        names.push(REQUIRED.to_owned());
        text += &confirm(&Said::new("init-no-indicators"), locale);
    } else if names.len() > 1 {
        text += &confirm(&Said::new("init-indicator-weights"), locale);
    }
    for name in &names {
        text += &format!("[[indicators]]\nlabel = {}\n", quoted(name));
        if names.len() > 1 {
            text += &format!("weight = {}\n", quoted(REQUIRED));
        }
        text.push('\n');
    }
    text
}
