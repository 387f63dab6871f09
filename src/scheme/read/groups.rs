//! Who answers, and which units are ranked together.

use super::label;
use super::names::Unique;
use super::weights::read_weights;
use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::{Amount, Form};
use crate::naming::Names;
use crate::scheme::form::{GroupForm, SchemeForm};
use crate::scheme::{Category, Group, Label, Publication};

pub(super) fn read_groups(groups: &[GroupForm], normalise: bool, form: &mut Form) -> Vec<Group> {
    if groups.is_empty() {
        let finding = form.mistake(Kind::EmptyList, "groups");
        form.push(finding);
    }
    let mut unique = Unique::default();
    for (index, group) in groups.iter().enumerate() {
        let path = format!("groups[{}]", index + 1);
        let names = [
            group.id.as_ref(),
            Some(&group.label),
            group.label_en.as_ref(),
        ];
        for name in names.into_iter().flatten().chain(&group.aliases) {
            unique.add(form, name, index, path.clone());
        }
    }
    let given: Vec<_> = groups.iter().map(|group| group.weight.as_ref()).collect();
    let path = |index: usize| format!("groups[{}].weight", index + 1);
    let weights = read_weights(&given, &path, normalise, form);
    groups
        .iter()
        .zip(weights)
        .map(|(group, weight)| Group {
            id: group.id.clone().unwrap_or_else(|| group.label.clone()),
            label: label(&group.label, group.label_en.as_deref()),
            aliases: group.aliases.clone(),
            weight,
            only_units: group.only_units.clone(),
        })
        .collect()
}

pub(super) fn read_categories(
    keys: &SchemeForm,
    groups: &[Group],
    group_names: &Names<usize>,
    form: &mut Form,
) -> (Vec<Category>, Names<usize>) {
    let mut unique = Unique::default();
    let mut names = Names::default();
    let usual: Vec<Ratio> = groups
        .iter()
        .map(|g| g.weight.clone().unwrap_or_else(Ratio::zero))
        .collect();
    let mut categories = Vec::new();
    for (index, entry) in keys.categories.iter().enumerate() {
        let path = format!("categories[{}]", index + 1);
        let spellings = [
            entry.id.as_ref(),
            Some(&entry.label),
            entry.label_en.as_ref(),
        ];
        for name in spellings.into_iter().flatten().chain(&entry.aliases) {
            unique.add(form, name, index, path.clone());
            names.add(name, index);
        }
        categories.push(Category {
            id: entry.id.clone().unwrap_or_else(|| entry.label.clone()),
            label: label(&entry.label, entry.label_en.as_deref()),
            publication: entry.publication.unwrap_or_default(),
            weights: usual.clone(),
        });
    }
    if categories.is_empty() {
        let all = Label {
            zh: "全部单位".to_owned(),
            en: "All units".to_owned(),
        };
        names.add(&all.zh, 0);
        let publication = Publication::Ranked;
        categories.push(Category {
            id: "all".into(),
            label: all,
            publication,
            weights: usual,
        });
    }
    for (name, weights) in &keys.weights {
        let path = format!("weights.{name}");
        let Some(category) = names.find(name) else {
            let known: Vec<&str> = categories.iter().map(|c| c.id.as_str()).collect();
            let finding = form
                .mistake(Kind::UnknownReference, &path)
                .with("value", name);
            let finding = finding.with_nearest(names.nearest(name));
            form.push(finding.with("expected", known.join(" / ")));
            continue;
        };
        let normalise = keys.scoring.normalise_weights;
        categories[category].weights =
            read_category_weights(weights, &path, groups, group_names, normalise, form);
    }
    (categories, names)
}

fn read_category_weights(
    weights: &indexmap::IndexMap<String, Amount>,
    path: &str,
    groups: &[Group],
    group_names: &Names<usize>,
    normalise: bool,
    form: &mut Form,
) -> Vec<Ratio> {
    let mut given: Vec<Option<&Amount>> = vec![None; groups.len()];
    for (name, amount) in weights {
        match group_names.find(name) {
            Some(group) => given[group] = Some(amount),
            None => {
                let known: Vec<&str> = groups.iter().map(|g| g.id.as_str()).collect();
                let path = format!("{path}.{name}");
                let finding = form
                    .mistake(Kind::UnknownReference, &path)
                    .with("value", name);
                let finding = finding.with_nearest(group_names.nearest(name));
                form.push(finding.with("expected", known.join(" / ")));
            }
        }
    }
    // A group that is not named does not rate the category.
    let zero = Amount("0".to_owned());
    let filled: Vec<_> = given
        .iter()
        .map(|amount| Some(amount.unwrap_or(&zero)))
        .collect();
    let path_of = |index: usize| match given[index] {
        Some(_) => {
            let name = weights
                .keys()
                .find(|name| group_names.find(name) == Some(index));
            format!("{path}.{}", name.map_or("", String::as_str))
        }
        None => path.to_owned(),
    };
    let read = read_weights(&filled, &path_of, normalise, form);
    read.into_iter()
        .map(|weight| weight.unwrap_or_else(Ratio::zero))
        .collect()
}
