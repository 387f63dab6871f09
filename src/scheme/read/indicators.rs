//! The tree of the indicators.

use std::collections::BTreeMap;

use super::label;
use super::names::Unique;
use super::weights::read_weights;
use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::Form;
use crate::naming::fold;
use crate::scheme::form::SchemeForm;
use crate::scheme::{Indicator, Indicators};

pub(super) fn read_indicators(keys: &SchemeForm, form: &mut Form) -> Indicators {
    let entries = &keys.indicators;
    if entries.is_empty() {
        let finding = form.mistake(Kind::EmptyList, "indicators");
        form.push(finding);
    }
    let ids: Vec<String> = entries
        .iter()
        .map(|e| e.id.clone().unwrap_or_else(|| e.label.clone()))
        .collect();
    let mut unique = Unique::default();
    for (index, entry) in entries.iter().enumerate() {
        let path = format!("indicators[{}]", index + 1);
        let names = [
            entry.id.as_ref(),
            Some(&entry.label),
            entry.label_en.as_ref(),
        ];
        for name in names.into_iter().flatten().chain(&entry.aliases) {
            unique.add(form, name, index, path.clone());
        }
    }
    let parents = read_parents(keys, &ids, form);
    let weights = read_sibling_weights(keys, &parents, form);
    let is_leaf = |index: usize| !parents.contains(&Some(index));
    // Leaves first, so that an answer's position is its indicator's.
    let mut order: Vec<usize> = (0..entries.len()).filter(|i| is_leaf(*i)).collect();
    let n_leaves = order.len();
    order.extend((0..entries.len()).filter(|i| !is_leaf(*i)));
    let place: BTreeMap<usize, usize> = order
        .iter()
        .enumerate()
        .map(|(to, from)| (*from, to))
        .collect();
    let within = |leaf: usize, node: Option<usize>| leaf_weight(leaf, node, &parents, &weights);
    let all = order
        .iter()
        .map(|&from| Indicator {
            id: ids[from].clone(),
            label: label(&entries[from].label, entries[from].label_en.as_deref()),
            aliases: entries[from].aliases.clone(),
            weight: weights[from].clone(),
            parent: parents[from].and_then(|parent| place.get(&parent).copied()),
            leaves: order[..n_leaves]
                .iter()
                .enumerate()
                .filter_map(|(to, &leaf)| Some((to, within(leaf, Some(from))?)))
                .collect(),
        })
        .collect();
    let whole = order[..n_leaves]
        .iter()
        .map(|&leaf| within(leaf, None).unwrap_or_else(Ratio::zero))
        .collect();
    Indicators::new(all, n_leaves, whole)
}

fn read_parents(keys: &SchemeForm, ids: &[String], form: &mut Form) -> Vec<Option<usize>> {
    let find = |name: &str| ids.iter().position(|id| fold(id) == fold(name));
    let mut parents: Vec<Option<usize>> = Vec::new();
    for (index, entry) in keys.indicators.iter().enumerate() {
        let Some(name) = &entry.parent else {
            parents.push(None);
            continue;
        };
        let parent = find(name);
        if parent.is_none() {
            let path = format!("indicators[{}].parent", index + 1);
            let near = crate::finding::nearest(name, ids.iter().map(String::as_str));
            let finding = form
                .mistake(Kind::UnknownReference, &path)
                .with("value", name);
            form.push(finding.with_nearest(near).with("expected", ids.join(" / ")));
        }
        parents.push(parent);
    }
    for start in 0..parents.len() {
        let mut at = parents[start];
        let mut steps = 0;
        while let Some(next) = at {
            steps += 1;
            at = parents[next];
            if steps > parents.len() {
                let path = format!("indicators[{}].parent", start + 1);
                let finding = form.mistake(Kind::CircularParent, &path);
                form.push(finding.with("value", &ids[start]));
                parents[start] = None;
                break;
            }
        }
    }
    parents
}

fn read_sibling_weights(
    keys: &SchemeForm,
    parents: &[Option<usize>],
    form: &mut Form,
) -> Vec<Option<Ratio>> {
    let mut weights = vec![None; parents.len()];
    let mut families: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, parent) in parents.iter().enumerate() {
        families.entry(*parent).or_default().push(index);
    }
    for members in families.values() {
        let given: Vec<_> = members
            .iter()
            .map(|i| keys.indicators[*i].weight.as_ref())
            .collect();
        let path = |i: usize| format!("indicators[{}].weight", members[i] + 1);
        let read = read_weights(&given, &path, keys.scoring.normalise_weights, form);
        for (index, weight) in members.iter().zip(read) {
            weights[*index] = weight;
        }
    }
    weights
}

/// The weight of a leaf within a node above it (itself: 1), or in the whole for `None`.
fn leaf_weight(
    leaf: usize,
    node: Option<usize>,
    parents: &[Option<usize>],
    weights: &[Option<Ratio>],
) -> Option<Ratio> {
    let mut at = Some(leaf);
    let mut weight = Ratio::one();
    for _ in 0..=parents.len() {
        if at == node {
            return Some(weight);
        }
        let here = at?;
        let siblings = (0..parents.len()).filter(|i| parents[*i] == parents[here]);
        let sum = siblings.fold(Ratio::zero(), |sum, i| match &weights[i] {
            Some(weight) => &sum + weight,
            None => sum,
        });
        let own = weights[here].clone().unwrap_or_else(Ratio::zero);
        weight = &weight * &own.divided_by(&sum).unwrap_or_else(Ratio::zero);
        at = parents[here];
    }
    None
}
