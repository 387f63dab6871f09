//! The tree of the indicators.

use std::collections::BTreeMap;

use super::label;
use super::names::{Entry, check_names};
use super::weights::read_weights;
use crate::exact::Ratio;
use crate::finding::{Kind, nearest};
use crate::form::Form;
use crate::naming::fold;
use crate::scheme::form::{IndicatorForm, SchemeForm};
use crate::scheme::{Indicator, Indicators};

pub(super) fn read_indicators(keys: &SchemeForm, form: &mut Form) -> Indicators {
    let entries = &keys.indicators;
    if entries.is_empty() {
        let finding = form.mistake(Kind::EmptyList, "indicators");
        form.push(finding);
    }
    check_names("indicators", entries.iter().map(entry), form);
    let ids: Vec<&str> =
        entries.iter().map(|e| e.id.as_ref().unwrap_or(&e.label).as_str()).collect();
    let parents = read_parents(entries, &ids, form);
    let weights = read_sibling_weights(keys, &parents, form);
    let shares = sibling_shares(&parents, &weights);
    let mut is_leaf = vec![true; entries.len()];
    for parent in parents.iter().flatten() {
        is_leaf[*parent] = false;
    }
    // Leaves first, so that an answer's position is its indicator's.
    let mut order: Vec<usize> = (0..entries.len()).filter(|i| is_leaf[*i]).collect();
    let n_leaves = order.len();
    order.extend((0..entries.len()).filter(|i| !is_leaf[*i]));
    let places = order.iter().enumerate().map(|(to, from)| (*from, to));
    let place: BTreeMap<usize, usize> = places.collect();
    let (within, whole) = leaf_weights(&order[..n_leaves], &parents, &shares);
    let all = order
        .iter()
        .map(|&from| Indicator {
            id: ids[from].to_owned(),
            label: label(&entries[from].label, entries[from].label_en.as_deref()),
            aliases: entries[from].aliases.clone(),
            weight: weights[from].clone(),
            parent: parents[from].and_then(|parent| place.get(&parent).copied()),
            leaves: within[from].clone(),
        })
        .collect();
    Indicators::new(all, n_leaves, whole)
}

fn entry(indicator: &IndicatorForm) -> Entry<'_> {
    Entry {
        id: indicator.id.as_ref(),
        key: "label",
        label: &indicator.label,
        label_en: indicator.label_en.as_ref(),
        aliases: &indicator.aliases,
    }
}

fn read_parents(entries: &[IndicatorForm], ids: &[&str], form: &mut Form) -> Vec<Option<usize>> {
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    for (index, id) in ids.iter().enumerate() {
        by_id.entry(fold(id)).or_insert(index);
    }
    let mut parents: Vec<Option<usize>> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let Some(name) = &entry.parent else {
            parents.push(None);
            continue;
        };
        let parent = by_id.get(&fold(name)).copied();
        if parent.is_none() {
            let path = format!("indicators[{}].parent", index + 1);
            let finding = form.mistake(Kind::UnknownReference, &path);
            let finding = finding.with("value", name);
            let finding = finding.with_nearest(nearest(name, ids.iter().copied()));
            form.push(finding.with("expected", ids.join(" / ")));
        }
        parents.push(parent);
    }
    cut_circles(&mut parents, ids, form);
    parents
}

/// Lists every indicator that is its own ancestor, once for each circle, and cuts the circle there.
fn cut_circles(parents: &mut [Option<usize>], ids: &[&str], form: &mut Form) {
    // The last walk that came past; a walk that meets itself has gone round.
    let mut seen: Vec<Option<usize>> = vec![None; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        while seen[at].is_none() {
            seen[at] = Some(start);
            let Some(next) = parents[at] else { break };
            if seen[next] == Some(start) {
                let path = format!("indicators[{}].parent", at + 1);
                let finding = form.mistake(Kind::CircularParent, &path);
                form.push(finding.with("value", ids[at]));
                parents[at] = None;
                break;
            }
            at = next;
        }
    }
}

fn read_sibling_weights(
    keys: &SchemeForm,
    parents: &[Option<usize>],
    form: &mut Form,
) -> Vec<Option<Ratio>> {
    let mut weights = vec![None; parents.len()];
    for members in families(parents).values() {
        let given: Vec<_> = members.iter().map(|i| keys.indicators[*i].weight.as_ref()).collect();
        let path = |i: usize| format!("indicators[{}].weight", members[i] + 1);
        let read = read_weights(&given, &path, keys.scoring.normalise_weights, form);
        for (index, weight) in members.iter().zip(read) {
            weights[*index] = weight;
        }
    }
    weights
}

/// The indicators under each node, and those under none.
fn families(parents: &[Option<usize>]) -> BTreeMap<Option<usize>, Vec<usize>> {
    let mut families: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, parent) in parents.iter().enumerate() {
        families.entry(*parent).or_default().push(index);
    }
    families
}

/// Each weight divided by the sum of its siblings'; zero where it is not known.
fn sibling_shares(parents: &[Option<usize>], weights: &[Option<Ratio>]) -> Vec<Ratio> {
    let mut shares = vec![Ratio::zero(); parents.len()];
    for members in families(parents).values() {
        let known = members.iter().filter_map(|i| weights[*i].as_ref());
        let sum = known.fold(Ratio::zero(), |sum, weight| &sum + weight);
        for &index in members {
            let weight = weights[index].as_ref();
            let share = weight.and_then(|weight| weight.divided_by(&sum));
            shares[index] = share.unwrap_or_else(Ratio::zero);
        }
    }
    shares
}

/// For each indicator its leaves with their weight within it, and each leaf's weight in the whole.
fn leaf_weights(
    leaves: &[usize],
    parents: &[Option<usize>],
    shares: &[Ratio],
) -> (Vec<Vec<(usize, Ratio)>>, Vec<Ratio>) {
    let mut within = vec![Vec::new(); parents.len()];
    let mut whole = Vec::new();
    for (place, &leaf) in leaves.iter().enumerate() {
        let mut weight = Ratio::one();
        let mut at = Some(leaf);
        while let Some(here) = at {
            within[here].push((place, weight.clone()));
            weight = &weight * &shares[here];
            at = parents[here];
        }
        whole.push(weight);
    }
    (within, whole)
}
