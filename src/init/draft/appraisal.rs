//! `appraisal.toml`.

use std::path::PathBuf;

use super::super::sketch::Block;
use super::super::{Plan, Said, telling};
use super::{comment, confirm, period_word, periods, quoted, quoted_list, scheme, table};
use crate::appraisal::{Layout, NamedBy};
use crate::form::REQUIRED;
use crate::intake::Role;
use crate::locale::Locale;
use crate::naming::fold;
use crate::period::Period;
use crate::platform::Exported;
use crate::scheme::Language;

/// The text of `appraisal.toml`; `copies` says where each file given will lie.
pub(super) fn appraisal(
    plan: &Plan<'_>,
    copies: &[Option<(PathBuf, String)>],
    locale: &Locale,
) -> String {
    let named = Some(&plan.sketch.titles).filter(|titles| titles.len() == 1);
    let named = named.and_then(|titles| titles.first());
    let title = |language| match named {
        Some(title) if language == Language::Chinese => quoted(title),
        _ => quoted(&Locale::new(language).word("init-title")),
    };
    let mut text = comment(&locale.word("init-head"));
    text += &confirm(&Said::new("init-title-guessed"), locale);
    text += &format!("title = {}\n", title(Language::Chinese));
    text += &format!("title_en = {}\n", title(Language::English));
    if let Some(said) = telling_scheme(plan, locale) {
        text += &confirm(&said, locale);
    }
    text += &format!("scheme = {}\n", quoted(scheme::name(plan)));
    text += &confirm(&Said::new("init-register"), locale);
    text += &format!("register = {}\n", quoted(table::REGISTER));
    for period in periods(plan) {
        text += &period_head(plan, period, locale);
        for block in plan.sketch.blocks.iter().filter(|block| block.period == period) {
            text += &ballots(plan, block, copies, locale);
        }
    }
    text
}

fn telling_scheme(plan: &Plan<'_>, locale: &Locale) -> Option<Said> {
    let base = plan.base.filter(|base| base.is_whole())?;
    let name = locale.label(&base.scheme.name).to_owned();
    Some(Said::new("init-shipped").with("id", base.id).with("name", name))
}

fn period_head(plan: &Plan<'_>, period: Option<Period>, locale: &Locale) -> String {
    let mut text = String::from("\n[[periods]]\n");
    let said = match period {
        None => Some(Said::new("init-no-period")),
        Some(period) if plan.period.is_none() => {
            Some(Said::new("init-period").with("period", period_word(period, locale)))
        }
        Some(_) => None,
    };
    text += &said.map(|said| confirm(&said, locale)).unwrap_or_default();
    let name = period.map_or(REQUIRED.to_owned(), |period| period.to_string());
    text += &format!("period = {}\n", quoted(&name));
    text += &comment(&locale.word("init-returns"));
    text += &format!("returns_file = {}\n", quoted(&table::returns_file(plan, period)));
    text
}

fn ballots(
    plan: &Plan<'_>,
    block: &Block,
    copies: &[Option<(PathBuf, String)>],
    locale: &Locale,
) -> String {
    let manner = &block.manner;
    let files: Vec<&str> = block
        .files
        .iter()
        .filter_map(|file| copies[*file].as_ref().map(|(_, name)| name.as_str()))
        .collect();
    let mut text = String::from("\n[[periods.ballots]]\n");
    text += &format!("files = {}\n", quoted_list(&files));
    if let Some((platform, evidence)) = &manner.made_by {
        text += &confirm(&telling::platform(*platform, evidence, locale), locale);
        text += &format!("platform = {}\n", quoted(platform.id()));
    }
    if let Some((exported, _)) = manner.exported {
        text += &confirm(&Said::new(telling::exported_id(exported)), locale);
        text += &format!("exported = {}\n", quoted(exported.id()));
    }
    text += &confirm(&telling::layout(plan, block, locale), locale);
    text += &format!("layout = {}\n", quoted(layout_key(manner.layout)));
    if manner.branches {
        text += &confirm(&Said::new("init-branches"), locale);
        text += "branches = true\n";
    }
    if let Some(row) = manner.heading_row {
        text += &confirm(&Said::new("init-heading-row"), locale);
        text += &format!("heading_row = {row}\n");
    }
    if let Some(rows) = manner.heading_rows {
        text += &format!("heading_rows = {rows}\n");
    }
    let mut entry = |id: &'static str, key: &str, value: Option<&str>| {
        if let Some(value) = value {
            text += &confirm(&Said::new(id), locale);
            text += &format!("{key} = {}\n", quoted(value));
        }
    };
    entry("init-sheet", "sheet", manner.sheet.as_deref());
    entry("init-unit-from-name", "unit", manner.unit.as_deref());
    entry("init-group-from-name", "group", manner.group.as_deref());
    let unit_id = match manner.unit_from {
        Some(NamedBy::SheetName) => "init-unit-from-sheet",
        _ => "init-unit-from-file",
    };
    entry(unit_id, "unit_from", manner.unit_from.map(by_key));
    let group_id = match manner.group_from {
        Some(NamedBy::SheetName) => "init-group-from-sheet",
        _ => "init-group-from-file",
    };
    entry(group_id, "group_from", manner.group_from.map(by_key));
    if !manner.ignore.is_empty() {
        text += &confirm(&Said::new("init-ignore"), locale);
        text += &format!("ignore = {}\n", quoted_list(&manner.ignore));
    }
    text + &tables(plan, block, locale)
}

/// The tables below a list of files: columns, indicators, cells and answers.
fn tables(plan: &Plan<'_>, block: &Block, locale: &Locale) -> String {
    let manner = &block.manner;
    let mut text = String::new();
    let mut table = |name: &str, id: &'static str, lines: Vec<String>| {
        if !lines.is_empty() {
            text += &format!("\n[periods.ballots.{name}]\n");
            text += &confirm(&Said::new(id), locale);
            text += &lines.join("");
        }
    };
    let roles = manner.roles.iter();
    let roles = roles.map(|(role, heading)| (role_key(*role), heading));
    let told = manner.told.iter().map(|(key, heading)| (*key, heading));
    let columns = roles.chain(told).map(|(key, heading)| format!("{key} = {}\n", quoted(heading)));
    table("columns", "init-columns", columns.collect());
    let named = manner.indicators.iter();
    let named = named.map(|(heading, name)| format!("{} = {}\n", quoted(heading), quoted(name)));
    table("indicators", "init-headings", named.collect());
    let cells = manner.cells.iter().map(|(heading, unit, indicator)| match indicator {
        Some(indicator) => format!(
            "{} = {{ unit = {}, indicator = {} }}\n",
            quoted(heading),
            quoted(unit),
            quoted(indicator)
        ),
        None => format!("{} = {{ unit = {} }}\n", quoted(heading), quoted(unit)),
    });
    table("cells", "init-cells", cells.collect());
    text + &answers(plan, block, locale)
}

/// What texts in the cells stand for that are no labels of the scale.
fn answers(plan: &Plan<'_>, block: &Block, locale: &Locale) -> String {
    let mut text = String::new();
    let platform = block.manner.made_by.as_ref().map(|(platform, _)| *platform);
    let usual = platform.iter().flat_map(|platform| platform.blanks()).copied();
    let met = plan.base.map(|base| base.unknown_skips(plan.scale)).unwrap_or_default();
    let mut blanks: Vec<&str> = Vec::new();
    for blank in usual.chain(met) {
        if blanks.iter().all(|known| fold(known) != fold(blank)) {
            blanks.push(blank);
        }
    }
    if !blanks.is_empty() {
        text += &confirm(&Said::new("init-skips"), locale);
        text.extend(blanks.iter().map(|blank| format!("{} = \"\"\n", quoted(blank))));
    }
    let codes = &block.manner.codes;
    let pairs = match block.manner.exported.map(|(exported, _)| exported) {
        Some(Exported::Numbers) if !codes.is_empty() => Some(("init-codes", codes)),
        Some(Exported::Numbers) => Some(("init-numbers", &plan.options.numbers)),
        Some(Exported::Scores) => Some(("init-scores", &plan.options.scores)),
        Some(Exported::Texts) => Some(("init-lettered", codes)),
        None => None,
    };
    if let Some((id, pairs)) = pairs.filter(|(_, pairs)| !pairs.is_empty()) {
        text += &confirm(&Said::new(id), locale);
        let line =
            |(key, label): &(String, String)| format!("{} = {}\n", quoted(key), quoted(label));
        text.extend(pairs.iter().map(line));
    }
    if text.is_empty() { text } else { format!("\n[periods.ballots.answers]\n{text}") }
}

fn layout_key(layout: Layout) -> &'static str {
    match layout {
        Layout::Wide => "wide",
        Layout::RaterUnit => "rater-unit",
        Layout::Long => "long",
        Layout::BundlesLong => "bundles-long",
        Layout::BundlesWide => "bundles-wide",
    }
}

fn by_key(by: NamedBy) -> &'static str {
    match by {
        NamedBy::FileName => "file-name",
        NamedBy::SheetName => "sheet-name",
    }
}

fn role_key(role: Role) -> &'static str {
    match role {
        Role::Rater => "rater",
        Role::Group => "group",
        Role::Unit => "unit",
        Role::Indicator => "indicator",
        Role::Answer => "answer",
        Role::Weight => "weight",
        Role::Count => "count",
    }
}
