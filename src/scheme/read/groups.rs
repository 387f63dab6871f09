//! Who answers, and which units are ranked together.

use indexmap::IndexMap;

use super::label;
use super::names::{Entry, check_names, check_repeats};
use super::weights::read_weights;
use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::{Amount, Form};
use crate::naming::Names;
use crate::scheme::form::{CategoryForm, GroupForm, SchemeForm};
use crate::scheme::{Category, Group, Label, Publication};

pub(super) fn read_groups(
    groups: &[GroupForm],
    normalise: bool,
    form: &mut Form,
) -> (Vec<Group>, Names<usize>) {
    if groups.is_empty() {
        let finding = form.mistake(Kind::EmptyList, "groups");
        form.push(finding);
    }
    check_names("groups", groups.iter().map(entry), form);
    let given: Vec<_> = groups.iter().map(|group| group.weight.as_ref()).collect();
    let path = |index: usize| format!("groups[{}].weight", index + 1);
    let weights = read_weights(&given, &path, normalise, form);
    let mut names = Names::default();
    let mut read = Vec::new();
    for (index, (group, weight)) in groups.iter().zip(weights).enumerate() {
        check_only_units(group, index, form);
        let group = Group {
            id: group.id.clone().unwrap_or_else(|| group.label.clone()),
            label: label(&group.label, group.label_en.as_deref()),
            aliases: group.aliases.clone(),
            weight,
            only_units: group.only_units.clone(),
        };
        for name in [&group.id, &group.label.zh, &group.label.en] {
            names.add(name, index);
        }
        for name in &group.aliases {
            names.add(name, index);
        }
        read.push(group);
    }
    (read, names)
}

fn entry(group: &GroupForm) -> Entry<'_> {
    Entry {
        id: group.id.as_ref(),
        key: "label",
        label: &group.label,
        label_en: group.label_en.as_ref(),
        aliases: &group.aliases,
    }
}

/// A group that rates no unit at all is a slip, not a rule.
fn check_only_units(group: &GroupForm, index: usize, form: &mut Form) {
    let Some(units) = &group.only_units else {
        return;
    };
    let path = format!("groups[{}].only_units", index + 1);
    if units.is_empty() {
        let finding = form.mistake(Kind::EmptyList, &path);
        form.push(finding);
    }
    check_repeats(&path, units, form);
}

pub(super) fn read_categories(
    keys: &SchemeForm,
    groups: &[Group],
    group_names: &Names<usize>,
    form: &mut Form,
) -> (Vec<Category>, Names<usize>) {
    check_names("categories", keys.categories.iter().map(category_entry), form);
    let usual: Vec<Ratio> =
        groups.iter().map(|g| g.weight.clone().unwrap_or_else(Ratio::zero)).collect();
    let mut names = Names::default();
    let mut categories = Vec::new();
    for (index, entry) in keys.categories.iter().enumerate() {
        let category = Category {
            id: entry.id.clone().unwrap_or_else(|| entry.label.clone()),
            label: label(&entry.label, entry.label_en.as_deref()),
            publication: entry.publication.unwrap_or_default(),
            weights: usual.clone(),
        };
        for name in [&category.id, &category.label.zh, &category.label.en] {
            names.add(name, index);
        }
        for name in &entry.aliases {
            names.add(name, index);
        }
        categories.push(category);
    }
    if categories.is_empty() {
        categories.push(all_units(usual));
        names.add("all", 0);
        names.add(&categories[0].label.zh, 0);
    }
    let given = read_weight_tables(keys, &categories, &names, form);
    let shared = Shared { groups, group_names, normalise: keys.scoring.normalise_weights };
    for (category, (path, weights)) in given {
        categories[category].weights = shared.read(weights, &path, form);
    }
    (categories, names)
}

fn category_entry(category: &CategoryForm) -> Entry<'_> {
    Entry {
        id: category.id.as_ref(),
        key: "label",
        label: &category.label,
        label_en: category.label_en.as_ref(),
        aliases: &category.aliases,
    }
}

/// The one category of a scheme that names none.
fn all_units(weights: Vec<Ratio>) -> Category {
    Category {
        id: "all".to_owned(),
        label: Label { zh: "全部单位".to_owned(), en: "All units".to_owned() },
        publication: Publication::Ranked,
        weights,
    }
}

/// The tables `[weights.<category>]` with their path, by the category they are for.
fn read_weight_tables<'a>(
    keys: &'a SchemeForm,
    categories: &[Category],
    names: &Names<usize>,
    form: &mut Form,
) -> IndexMap<usize, (String, &'a IndexMap<String, Amount>)> {
    let mut tables: IndexMap<usize, (String, &IndexMap<String, Amount>)> = IndexMap::new();
    for (name, weights) in &keys.weights {
        let path = format!("weights.{name}");
        let Some(category) = names.find(name) else {
            let known = categories.iter().map(|c| c.id.as_str());
            refuse_name(&path, name, known, names, form);
            continue;
        };
        if let Some((first, _)) = tables.get(&category) {
            let finding = form.mistake(Kind::DuplicateName, &path);
            form.push(finding.with("value", name).with("other", first));
            continue;
        }
        tables.insert(category, (path, weights));
    }
    tables
}

fn refuse_name<'a>(
    path: &str,
    name: &str,
    known: impl Iterator<Item = &'a str>,
    names: &Names<usize>,
    form: &mut Form,
) {
    let finding = form.mistake(Kind::UnknownReference, path);
    let finding = finding.with("value", name);
    let finding = finding.with_nearest(names.nearest(name));
    let known: Vec<&str> = known.collect();
    form.push(finding.with("expected", known.join(" / ")));
}

/// What the weight tables of all categories have in common.
struct Shared<'a> {
    groups: &'a [Group],
    group_names: &'a Names<usize>,
    normalise: bool,
}

impl Shared<'_> {
    /// The weights of one category; a group that is not named does not rate it.
    fn read(&self, weights: &IndexMap<String, Amount>, path: &str, form: &mut Form) -> Vec<Ratio> {
        let mut given: Vec<Option<(&str, &Amount)>> = vec![None; self.groups.len()];
        for (name, amount) in weights {
            let path = format!("{path}.{name}");
            match self.group_names.find(name) {
                Some(group) => match given[group] {
                    Some((first, _)) => {
                        let finding = form.mistake(Kind::DuplicateName, &path);
                        form.push(finding.with("value", name).with("other", first));
                    }
                    None => given[group] = Some((name, amount)),
                },
                None => {
                    let known = self.groups.iter().map(|g| g.id.as_str());
                    refuse_name(&path, name, known, self.group_names, form);
                }
            }
        }
        let zero = Amount("0".to_owned());
        let filled: Vec<_> =
            given.iter().map(|given| Some(given.map_or(&zero, |(_, amount)| amount))).collect();
        let path_of = |index: usize| match given.get(index).copied().flatten() {
            Some((name, _)) => format!("{path}.{name}"),
            None => path.to_owned(),
        };
        let read = read_weights(&filled, &path_of, self.normalise, form);
        read.into_iter().map(|weight| weight.unwrap_or_else(Ratio::zero)).collect()
    }
}
