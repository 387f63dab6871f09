//! `register.csv` and the tables of issued and returned papers.

use super::{Plan, periods};
use crate::locale::Locale;
use crate::naming::{is_hidden, neutral_cell};
use crate::period::Period;
use crate::scheme::Language;

/// The register's file.
pub(super) const REGISTER: &str = "register.csv";

/// The register: an id, a name and, where there is but one, a category for each unit.
pub(super) fn register(plan: &Plan<'_>, locale: &Locale) -> Vec<u8> {
    let ids = [
        "init-column-id",
        "init-column-name",
        "init-column-short",
        "init-column-aliases",
        "init-column-category",
        "init-column-from",
        "init-column-to",
        "init-column-predecessor",
    ];
    let mut lines = vec![ids.map(|id| locale.word(id)).to_vec()];
    let category = match plan.base.map(|base| base.scheme.categories.as_slice()) {
        None => Locale::new(Language::Chinese).word("init-all-units"),
        Some([one]) => one.label.zh.clone(),
        Some(_) => String::new(),
    };
    for (index, name) in plan.sketch.units.names().into_iter().enumerate() {
        let alias = plan.sketch.unit_codes.get(&name).cloned().unwrap_or_default();
        let mut line = vec![format!("u{:03}", index + 1), name, String::new(), alias];
        line.push(category.clone());
        line.resize(ids.len(), String::new());
        lines.push(line);
    }
    csv(&lines)
}

/// Where the papers of a period are written down.
pub(super) fn returns_file(plan: &Plan<'_>, period: Option<Period>) -> String {
    match (periods(plan).len(), period) {
        (0 | 1, _) | (_, None) => "returns.csv".to_owned(),
        (_, Some(period)) => format!("returns-{period}.csv"),
    }
}

/// A line for each group, with the counts left to fill in.
pub(super) fn returns(plan: &Plan<'_>, locale: &Locale) -> Vec<u8> {
    let ids = ["init-column-group", "init-column-issued", "init-column-returned"];
    let mut lines = vec![ids.map(|id| locale.word(id)).to_vec()];
    let groups = match plan.base.filter(|base| base.groups) {
        Some(base) => base.scheme.groups.iter().map(|group| group.label.zh.clone()).collect(),
        None => super::scheme::groups(plan).into_iter().map(|(zh, _)| zh).collect::<Vec<_>>(),
    };
    for group in groups {
        lines.push(vec![group, String::new(), String::new()]);
    }
    csv(&lines)
}

/// Comma-separated lines as Excel opens them: with a byte order mark.
fn csv(lines: &[Vec<String>]) -> Vec<u8> {
    // The names come out of somebody else's file: none may run as a formula or hide a character.
    let cell = |text: &String| {
        let seen: String = text.chars().filter(|c| !is_hidden(*c)).collect();
        let text = neutral_cell(&seen);
        if text.contains([',', '"', '\n', '\r', ';', '\t']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let mut text = String::from("\u{feff}");
    for line in lines {
        text += &line.iter().map(cell).collect::<Vec<_>>().join(",");
        text += "\r\n";
    }
    text.into_bytes()
}
