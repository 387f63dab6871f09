//! How the columns of one file are read: what `appraisal.toml` will say of it.

use std::collections::{BTreeMap, BTreeSet};

use super::product::Cell;
use super::recognise::Recognised;
use super::seen::SeenSheet;
use crate::appraisal::{Layout, NamedBy};
use crate::intake::Role;
use crate::naming::fold;
use crate::platform::{Asks, Exported, Platform, Tells};

/// How the columns of a file are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manner {
    /// How the rows are laid out.
    pub(super) layout: Layout,
    /// The platform that made it, with the headings by which it was recognised.
    pub(super) made_by: Option<(Platform, Vec<String>)>,
    /// How that platform wrote options, and how the name of the file says it did.
    pub(super) exported: Option<(Exported, Option<Exported>)>,
    /// Whether several columns ask the same, in branches of the form.
    pub(super) branches: bool,
    /// What codes stand for, by a table that came with the file.
    pub(super) codes: Vec<(String, String)>,
    /// Headings of what is told beside the answers, by their key under `columns`.
    pub(super) told: Vec<(&'static str, String)>,
    /// The only sheet to read.
    pub(super) sheet: Option<String>,
    /// Where the headings are.
    pub(super) heading_row: Option<u64>,
    /// How many rows the headings take, where it is not one.
    pub(super) heading_rows: Option<u64>,
    /// The heading of each role.
    pub(super) roles: Vec<(Role, String)>,
    /// The group of all rows.
    pub(super) group: Option<String>,
    /// The unit of all rows.
    pub(super) unit: Option<String>,
    /// Where else the group is named.
    pub(super) group_from: Option<NamedBy>,
    /// Where else the unit is named.
    pub(super) unit_from: Option<NamedBy>,
    /// Headings that are not the indicator's name, with the indicator.
    pub(super) indicators: Vec<(String, String)>,
    /// Headings that do not give unit and indicator by themselves, with both.
    pub(super) cells: Vec<(String, String, Option<String>)>,
    /// Headings of columns that stay unread.
    pub(super) ignore: Vec<String>,
}

/// How the columns of a sheet are read, as far as it tells by itself.
pub(super) fn manner(seen: &SeenSheet, recognised: &Recognised) -> Manner {
    let heading = |index: usize| seen.columns[index].heading.clone();
    let headings: Vec<String> = seen.columns.iter().map(|c| c.heading.clone()).collect();
    let asked = &seen.asked;
    let named = recognised.named.iter().filter(|(column, text)| {
        recognised.layout == Layout::RaterUnit && fold(&headings[*column]) != fold(text)
    });
    let unplain = recognised.cells.iter().filter(|cell| {
        let unit = cell.unit.as_str();
        !cell.plain
            || asked[cell.column].number.is_some()
            || !resolves(&headings[cell.column], unit, cell.indicator.as_deref())
    });
    let exported = seen.exported.filter(|_| !recognised.answer_columns().is_empty());
    let said = seen.made_by.as_ref().and_then(|made_by| made_by.exported);
    Manner {
        layout: recognised.layout,
        made_by: seen.made_by.as_ref().map(|made| (made.platform, made.evidence.clone())),
        exported: exported.map(|exported| (exported, said)),
        branches: asks_again(recognised),
        codes: codes(seen, recognised),
        told: told(seen, recognised, exported),
        sheet: None,
        heading_row: seen.heading_row,
        heading_rows: seen.heading_rows(),
        roles: recognised.roles.iter().map(|(role, index)| (*role, heading(*index))).collect(),
        group: None,
        unit: None,
        group_from: None,
        unit_from: None,
        indicators: named.map(|(column, text)| (heading(*column), text.clone())).collect(),
        cells: unplain
            .map(|cell| (heading(cell.column), cell.unit.clone(), cell.indicator.clone()))
            .collect(),
        ignore: recognised.ignored.iter().map(|index| heading(*index)).collect(),
    }
}

/// Whether one unit and indicator stands in several columns.
fn asks_again(recognised: &Recognised) -> bool {
    let key = |cell: &Cell| (fold(&cell.unit), cell.indicator.as_deref().map(fold));
    let keys: BTreeSet<_> = recognised.cells.iter().map(key).collect();
    keys.len() < recognised.cells.len()
}

/// What the codes of all answers stand for; of two texts for one code the first counts.
fn codes(seen: &SeenSheet, recognised: &Recognised) -> Vec<(String, String)> {
    let columns = recognised.answer_columns();
    let options = columns.iter().flat_map(|index| &seen.asked[*index].options);
    let mut codes: BTreeMap<&String, &String> = BTreeMap::new();
    for (code, text) in options {
        codes.entry(code).or_insert(text);
    }
    codes.into_iter().map(|(code, text)| (code.clone(), text.clone())).collect()
}

/// What a platform's own columns tell, by the key under `columns`.
fn told(
    seen: &SeenSheet,
    recognised: &Recognised,
    exported: Option<Exported>,
) -> Vec<(&'static str, String)> {
    let bundles = matches!(recognised.layout, Layout::BundlesLong | Layout::BundlesWide);
    let columns = seen.columns.iter().zip(&seen.asked).filter(|_| !bundles);
    let mut told: Vec<(&'static str, String)> = Vec::new();
    for (column, asked) in columns {
        let key = match asked.asks {
            Asks::Note(Tells::Started) => "started",
            Asks::Note(Tells::Submitted) => "submitted",
            Asks::Note(Tells::Duration) => "duration",
            Asks::Note(Tells::Device) => "device",
            Asks::Note(Tells::Region) => "region",
            Asks::Total if exported == Some(Exported::Scores) => "total",
            _ => continue,
        };
        if told.iter().all(|(known, _)| *known != key) {
            told.push((key, column.heading.clone()));
        }
    }
    told
}

/// Whether the intake, which cuts a folded heading anywhere, finds this unit and indicator.
fn resolves(heading: &str, unit: &str, indicator: Option<&str>) -> bool {
    let (heading, unit) = (fold(heading), fold(unit));
    let Some(indicator) = indicator.map(fold) else { return heading == unit };
    let trim = |part: &str| part.trim_matches(|c: char| "-_:/|.,;、·()~".contains(c)).to_owned();
    heading.char_indices().skip(1).any(|(cut, _)| {
        let (left, right) = (trim(&heading[..cut]), trim(&heading[cut..]));
        (left == unit && right == indicator) || (left == indicator && right == unit)
    })
}
