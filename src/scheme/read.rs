//! From the keys of a scheme file to a [`Scheme`], with every mistake.

use std::collections::BTreeMap;

use super::form::{GroupForm, LevelForm, SchemeForm, TrimForm};
use super::indicator::{Indicator, Indicators};
use super::scale::{Band, Level, MarkKind, Range, Scale};
use super::*;
use crate::error::Error;
use crate::exact::MAX_DECIMALS;
use crate::finding::{Kind, any_stop};
use crate::form::{Amount, Form};
use crate::naming::fold;

/// The most answers a numeric range may have.
const MAX_STEPS: u16 = 10_001;

impl Scheme {
    /// Reads a scheme from its text; `file` names it in findings.
    ///
    /// # Errors
    /// [`Error::Findings`] with every mistake at once.
    pub fn read(file: &str, text: &str) -> Result<Scheme, Error> {
        let (keys, mut form) = Form::parse::<SchemeForm>(file, text);
        let scheme = read_scheme(keys, &mut form);
        let findings = form.into_findings();
        let (open, rest): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| finding.kind == Kind::RequiredValue);
        if any_stop(&rest) {
            return Err(Error::Findings(rest.into_iter().chain(open).collect()));
        }
        Ok(Scheme { open_questions: open, cautions: rest, ..scheme })
    }
}

fn read_scheme(keys: SchemeForm, form: &mut Form) -> Scheme {
    let scale = read_scale(&keys, form);
    let indicators = read_indicators(&keys, form);
    let groups = read_groups(&keys.groups, keys.scoring.normalise_weights, form);
    let mut group_names = Names::default();
    for (index, group) in groups.iter().enumerate() {
        let names = [&group.id, &group.label.zh, &group.label.en];
        add_names(&mut group_names, names.into_iter().chain(&group.aliases), index);
    }
    let (categories, category_names) = read_categories(&keys, &groups, &group_names, form);
    caution(&scale, form);
    Scheme {
        rates: read_rates(&keys, &scale, form),
        scoring: read_scoring(&keys, &scale, form),
        grading: read_grading(&keys, form),
        annual: read_annual(&keys, form),
        rules: read_rules(&keys, form),
        rounding: RoundingRule {
            decimals: keys.rounding.decimals.unwrap_or(2).min(MAX_DECIMALS),
            rule: keys.rounding.rule.unwrap_or_default(),
            stages: keys.rounding.stages,
        },
        ranking: Ranking {
            tables: keys
                .ranking
                .tables
                .unwrap_or_else(|| vec![RankedBy::Category, RankedBy::Indicator]),
            compare: keys.ranking.compare.unwrap_or_default(),
            ties: keys.ranking.ties.unwrap_or_default(),
            tie_breakers: keys.ranking.tie_breakers,
        },
        name: label(&keys.name, keys.name_en.as_deref()),
        note: label(keys.note.as_deref().unwrap_or(""), keys.note_en.as_deref()),
        language: keys.language.unwrap_or_default(),
        sources: keys
            .sources
            .into_iter()
            .map(|s| Source { title: s.title, url: s.url, fidelity: s.fidelity, covers: s.covers })
            .collect(),
        id: keys.id,
        scale,
        indicators,
        groups,
        categories,
        group_names,
        category_names,
        open_questions: Vec::new(),
        cautions: Vec::new(),
    }
}

fn label(zh: &str, en: Option<&str>) -> Label {
    Label { zh: zh.to_owned(), en: en.unwrap_or(zh).to_owned() }
}

fn add_names<'a>(
    names: &mut Names<usize>,
    spellings: impl Iterator<Item = &'a String>,
    target: usize,
) {
    for spelling in spellings {
        names.add(spelling, target);
    }
}

/// Watches over names that must not stand for two things.
#[derive(Default)]
struct Unique {
    seen: BTreeMap<String, (usize, String)>,
}

impl Unique {
    fn add(&mut self, form: &mut Form, name: &str, entry: usize, path: String) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        match self.seen.get(&folded) {
            Some((other, first)) if *other != entry => {
                let finding = form.mistake(Kind::DuplicateName, &path);
                form.push(finding.with("value", name).with("other", first));
            }
            Some(_) => {}
            None => {
                self.seen.insert(folded, (entry, path));
            }
        }
    }
}

// ── scale ──

fn read_scale(keys: &SchemeForm, form: &mut Form) -> Scale {
    let scale = &keys.scale;
    if scale.levels.is_empty() && scale.range.is_none() {
        let finding = form.mistake(Kind::EmptyList, "scale.levels");
        form.push(finding);
    }
    let unknown = read_policy(scale.unknown.as_ref(), "scale.unknown", form);
    let abstain = read_policy(scale.abstain.as_ref(), "scale.abstain", form);
    let blank = read_policy(scale.blank.as_ref(), "scale.blank", form);
    let levels = read_levels(&scale.levels, &unknown, &abstain, form);
    let mut names = Names::default();
    for (index, level) in levels.iter().enumerate() {
        let code = Code(u16::try_from(index).unwrap_or(u16::MAX));
        let spellings = [&level.id, &level.label.zh, &level.label.en];
        for spelling in spellings.into_iter().chain(&level.aliases) {
            names.add(spelling, code);
        }
    }
    let range = read_range(keys, form);
    let bands = read_bands(keys, form);
    let skipped = scale.skipped.iter().map(|text| fold(text)).collect();
    Scale { levels, range, bands, blank, skipped, names }
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
    let mut unique = Unique::default();
    let n_answers =
        levels.iter().filter(|l| l.kind.unwrap_or_default() == MarkKind::Answer).count();
    let mut answer = 0;
    let mut last: Option<Ratio> = None;
    let mut read = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let path = format!("scale.levels[{}]", index + 1);
        for name in [level.id.as_ref(), Some(&level.label), level.label_en.as_ref()]
            .into_iter()
            .flatten()
            .chain(&level.aliases)
        {
            unique.add(form, name, index, path.clone());
        }
        let kind = level.kind.unwrap_or_default();
        let given = level.points.as_ref();
        let points = match kind {
            MarkKind::Unknown => unknown.clone(),
            MarkKind::Abstain => abstain.clone(),
            MarkKind::Answer => read_points(given, &path, &mut last, form),
        };
        if kind != MarkKind::Answer && given.is_some() {
            let finding = form.mistake(Kind::UnknownKey, &format!("{path}.points"));
            form.push(finding.with("value", "points").with("nearest", "scale.unknown"));
        }
        let polarity = level.polarity.unwrap_or_else(|| usual_polarity(answer, n_answers));
        if kind == MarkKind::Answer {
            answer += 1;
        }
        read.push(Level {
            id: level.id.clone().unwrap_or_else(|| level.label.clone()),
            label: label(&level.label, level.label_en.as_deref()),
            aliases: level.aliases.clone(),
            kind,
            points,
            polarity,
        });
    }
    read
}

fn read_points(
    given: Option<&Amount>,
    path: &str,
    last: &mut Option<Ratio>,
    form: &mut Form,
) -> Option<Ratio> {
    let path = format!("{path}.points");
    let Some(amount) = given else {
        let finding = form.mistake(Kind::MissingKey, &path).with("value", "points");
        form.push(finding);
        return None;
    };
    let points = form.ratio(amount, &path)?;
    if last.as_ref().is_some_and(|last| points >= *last) {
        let finding = form.mistake(Kind::PointsNotFalling, &path).with("value", &amount.0);
        form.push(finding);
    }
    *last = Some(points.clone());
    Some(points)
}

/// The upper half is positive, the lower half negative, the middle of an odd number neutral.
///
/// 基本满意 of four levels is positive and 一般 negative; a scheme that sees it otherwise says so.
fn usual_polarity(position: usize, n: usize) -> Polarity {
    match (2 * position + 1).cmp(&n) {
        std::cmp::Ordering::Less => Polarity::Positive,
        std::cmp::Ordering::Equal => Polarity::Neutral,
        std::cmp::Ordering::Greater => Polarity::Negative,
    }
}

fn read_range(keys: &SchemeForm, form: &mut Form) -> Option<Range> {
    let range = keys.scale.range.as_ref()?;
    let min = form.ratio(range.min.as_ref()?, "scale.range.min")?;
    let max = form.ratio(range.max.as_ref()?, "scale.range.max")?;
    let step = match &range.step {
        Some(step) => form.ratio(step, "scale.range.step")?,
        None => Ratio::one(),
    };
    let void = range
        .void
        .iter()
        .enumerate()
        .filter_map(|(i, v)| form.ratio(v, &format!("scale.range.void[{}]", i + 1)))
        .collect();
    let n_steps = (&max - &min)
        .divided_by(&step)
        .filter(|_| !step.is_negative() && max > min)
        .and_then(|steps| steps.to_string().parse::<u16>().ok())
        .filter(|steps| *steps < MAX_STEPS);
    let Some(steps) = n_steps else {
        let finding = form.mistake(Kind::BadNumber, "scale.range.step");
        let finding = finding.with("value", step.to_string());
        form.push(finding.with("expected", format!("(max − min) ÷ step = 1–{}", MAX_STEPS - 1)));
        return None;
    };
    Some(Range { min, max, step, void, n_steps: steps + 1 })
}

fn read_bands(keys: &SchemeForm, form: &mut Form) -> Vec<Band> {
    let n = keys.scale.bands.len();
    let mut unique = Unique::default();
    let mut last: Option<Ratio> = None;
    let mut bands = Vec::new();
    for (index, band) in keys.scale.bands.iter().enumerate() {
        let path = format!("scale.bands[{}]", index + 1);
        unique.add(form, &band.label, index, path.clone());
        let Some(from) = band.from.as_ref().and_then(|a| form.ratio(a, &format!("{path}.from")))
        else {
            continue;
        };
        if last.as_ref().is_some_and(|last| from >= *last) {
            let finding = form.mistake(Kind::PointsNotFalling, &format!("{path}.from"));
            form.push(finding.with("value", from.to_string()));
        }
        last = Some(from.clone());
        bands.push(Band {
            id: band.id.clone().unwrap_or_else(|| band.label.clone()),
            label: label(&band.label, band.label_en.as_deref()),
            from,
            points: band.points.as_ref().and_then(|p| form.ratio(p, &format!("{path}.points"))),
            polarity: band.polarity.unwrap_or_else(|| usual_polarity(index, n)),
        });
    }
    bands
}

/// What a careful reader would ask about the scale (DOMAIN: 开县 2010; instruments without a “no”).
fn caution(scale: &Scale, form: &mut Form) {
    if let Some((least, most)) = scale.ends() {
        let floor = least.divided_by(&most).filter(|_| !most.is_negative());
        if floor.is_some_and(|floor| floor > Ratio::fraction(2, 5)) {
            let finding = form.at(Kind::FloorScore, Effect::Flag, "scale.levels");
            let finding = finding.with("value", least.to_string());
            form.push(finding.with("most", most.to_string()));
        }
    }
    let bins = scale.bins();
    if !bins.is_empty() && bins.iter().all(|bin| bin.polarity == Polarity::Positive) {
        let finding = form.at(Kind::NoNegativeLevel, Effect::Flag, "scale.levels");
        form.push(finding);
    }
    if !scale.codes().any(|code| scale.kind(code) == MarkKind::Unknown) {
        let finding = form.at(Kind::NoUnknownLevel, Effect::Flag, "scale.levels");
        form.push(finding);
    }
}

// ── weights ──

/// Weights of entries that belong together: all given and summing to 1 or 100, or none given.
fn read_weights(
    weights: &[Option<&Amount>],
    path_of: &dyn Fn(usize) -> String,
    normalise: bool,
    form: &mut Form,
) -> Vec<Option<Ratio>> {
    if weights.iter().all(Option::is_none) {
        return vec![Some(Ratio::one()); weights.len()];
    }
    let mut sum = Ratio::zero();
    let mut complete = true;
    let mut read = Vec::new();
    for (index, weight) in weights.iter().enumerate() {
        let path = path_of(index);
        let value = match weight {
            Some(amount) => form.ratio(amount, &path),
            None => {
                let finding = form.mistake(Kind::SomeWeightsMissing, &path);
                form.push(finding);
                None
            }
        };
        if let Some(value) = &value {
            if value.is_negative() {
                let finding = form.mistake(Kind::NegativeWeight, &path);
                form.push(finding.with("value", value.to_string()));
            }
            sum = &sum + value;
        }
        complete &= value.is_some();
        read.push(value);
    }
    let accepted = sum == Ratio::one() || sum == Ratio::whole(100) || (normalise && !sum.is_zero());
    if complete && !accepted {
        let finding = form.mistake(Kind::WeightsSum, &path_of(0));
        form.push(finding.with("value", sum.to_string()));
    }
    read
}

// ── indicators ──

fn read_indicators(keys: &SchemeForm, form: &mut Form) -> Indicators {
    let entries = &keys.indicators;
    if entries.is_empty() {
        let finding = form.mistake(Kind::EmptyList, "indicators");
        form.push(finding);
    }
    let ids: Vec<String> =
        entries.iter().map(|e| e.id.clone().unwrap_or_else(|| e.label.clone())).collect();
    let mut unique = Unique::default();
    for (index, entry) in entries.iter().enumerate() {
        let path = format!("indicators[{}]", index + 1);
        let names = [entry.id.as_ref(), Some(&entry.label), entry.label_en.as_ref()];
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
    let place: BTreeMap<usize, usize> =
        order.iter().enumerate().map(|(to, from)| (*from, to)).collect();
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
            let finding = form.mistake(Kind::UnknownReference, &path).with("value", name);
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
        let given: Vec<_> = members.iter().map(|i| keys.indicators[*i].weight.as_ref()).collect();
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

// ── groups and categories ──

fn read_groups(groups: &[GroupForm], normalise: bool, form: &mut Form) -> Vec<Group> {
    if groups.is_empty() {
        let finding = form.mistake(Kind::EmptyList, "groups");
        form.push(finding);
    }
    let mut unique = Unique::default();
    for (index, group) in groups.iter().enumerate() {
        let path = format!("groups[{}]", index + 1);
        let names = [group.id.as_ref(), Some(&group.label), group.label_en.as_ref()];
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

fn read_categories(
    keys: &SchemeForm,
    groups: &[Group],
    group_names: &Names<usize>,
    form: &mut Form,
) -> (Vec<Category>, Names<usize>) {
    let mut unique = Unique::default();
    let mut names = Names::default();
    let usual: Vec<Ratio> =
        groups.iter().map(|g| g.weight.clone().unwrap_or_else(Ratio::zero)).collect();
    let mut categories = Vec::new();
    for (index, entry) in keys.categories.iter().enumerate() {
        let path = format!("categories[{}]", index + 1);
        let spellings = [entry.id.as_ref(), Some(&entry.label), entry.label_en.as_ref()];
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
        let all = Label { zh: "全部单位".to_owned(), en: "All units".to_owned() };
        names.add(&all.zh, 0);
        let publication = Publication::Ranked;
        categories.push(Category { id: "all".into(), label: all, publication, weights: usual });
    }
    for (name, weights) in &keys.weights {
        let path = format!("weights.{name}");
        let Some(category) = names.find(name) else {
            let known: Vec<&str> = categories.iter().map(|c| c.id.as_str()).collect();
            let finding = form.mistake(Kind::UnknownReference, &path).with("value", name);
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
                let finding = form.mistake(Kind::UnknownReference, &path).with("value", name);
                let finding = finding.with_nearest(group_names.nearest(name));
                form.push(finding.with("expected", known.join(" / ")));
            }
        }
    }
    // A group that is not named does not rate the category.
    let zero = Amount("0".to_owned());
    let filled: Vec<_> = given.iter().map(|amount| Some(amount.unwrap_or(&zero))).collect();
    let path_of = |index: usize| match given[index] {
        Some(_) => {
            let name = weights.keys().find(|name| group_names.find(name) == Some(index));
            format!("{path}.{}", name.map_or("", String::as_str))
        }
        None => path.to_owned(),
    };
    let read = read_weights(&filled, &path_of, normalise, form);
    read.into_iter().map(|weight| weight.unwrap_or_else(Ratio::zero)).collect()
}

// ── the rest ──

fn read_rates(keys: &SchemeForm, scale: &Scale, form: &mut Form) -> Rates {
    let mut set = |names: &[String], path: &str| {
        let bins = scale.bins();
        let mut found = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let folded = fold(name);
            let bin = bins
                .iter()
                .position(|b| [b.id, &b.label.zh, &b.label.en].iter().any(|n| fold(n) == folded));
            match bin {
                Some(bin) => found.push(bin),
                None => {
                    let known: Vec<&str> = bins.iter().map(|b| b.label.zh.as_str()).collect();
                    let near = crate::finding::nearest(name, known.iter().copied());
                    let path = format!("{path}[{}]", index + 1);
                    let finding = form.mistake(Kind::UnknownReference, &path).with("value", name);
                    form.push(finding.with_nearest(near).with("expected", known.join(" / ")));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    };
    Rates {
        satisfied: set(&keys.rates.satisfied, "rates.satisfied"),
        dissatisfied: set(&keys.rates.dissatisfied, "rates.dissatisfied"),
    }
}

fn read_scoring(keys: &SchemeForm, scale: &Scale, form: &mut Form) -> Scoring {
    let scoring = &keys.scoring;
    Scoring {
        mode: scoring.mode.unwrap_or_default(),
        missing_group: scoring.missing_group.unwrap_or_default(),
        min_n_unit: scoring.min_n_unit.unwrap_or(30),
        min_n_group: scoring.min_n_group.unwrap_or(5).max(1),
        trim: scoring.trim.as_ref().and_then(|trim| read_trim(trim, scale, form)),
    }
}

fn read_trim(trim: &TrimForm, scale: &Scale, form: &mut Form) -> Option<Trim> {
    let n_answers = scale.codes().filter(|code| scale.kind(*code) == MarkKind::Answer).count();
    if n_answers <= 3 && !trim.force {
        let finding = form.mistake(Kind::TrimTooCoarse, "scoring.trim");
        form.push(finding);
    }
    match (&trim.share, trim.extremes) {
        (Some(share), None) => {
            let value = form.ratio(share, "scoring.trim.share")?;
            if value.is_negative() || value >= Ratio::fraction(1, 2) {
                let finding = form.mistake(Kind::BadNumber, "scoring.trim.share");
                form.push(finding.with("value", &share.0).with("expected", "0–0.5"));
                return None;
            }
            Some(Trim::Share(value))
        }
        (None, Some(count)) => {
            Some(Trim::Extremes { count, above: trim.above.unwrap_or(2 * count) })
        }
        _ => {
            let finding = form.mistake(Kind::MissingKey, "scoring.trim").with("value", "share");
            form.push(finding);
            None
        }
    }
}

fn read_grading(keys: &SchemeForm, form: &mut Form) -> Option<Grading> {
    let grading = keys.grading.as_ref()?;
    let within = grading.within.unwrap_or_default();
    let rule = match (grading.thresholds.is_empty(), grading.quota.is_empty()) {
        (false, true) => read_thresholds(grading, form),
        (true, false) => read_quota(grading, form),
        _ => {
            let finding = form.mistake(Kind::MissingKey, "grading").with("value", "thresholds");
            form.push(finding);
            return None;
        }
    };
    Some(Grading { within, rule })
}

fn read_thresholds(grading: &super::form::GradingForm, form: &mut Form) -> GradingRule {
    let mut last: Option<Ratio> = None;
    let mut grades = Vec::new();
    for (index, threshold) in grading.thresholds.iter().enumerate() {
        let path = format!("grading.thresholds[{}].from", index + 1);
        let from = threshold.from.as_ref().and_then(|from| form.ratio(from, &path));
        if threshold.from.is_none() && index + 1 < grading.thresholds.len() {
            let finding = form.mistake(Kind::MissingKey, &path).with("value", "from");
            form.push(finding);
        }
        if let (Some(last), Some(from)) = (&last, &from)
            && from >= last
        {
            let finding = form.mistake(Kind::PointsNotFalling, &path);
            form.push(finding.with("value", from.to_string()));
        }
        last = from.clone().or(last);
        grades.push((label(&threshold.grade, threshold.grade_en.as_deref()), from));
    }
    GradingRule::Thresholds(grades)
}

fn read_quota(grading: &super::form::GradingForm, form: &mut Form) -> GradingRule {
    let given: Vec<_> = grading.quota.iter().map(|quota| quota.share.as_ref()).collect();
    let path = |index: usize| format!("grading.quota[{}].share", index + 1);
    let shares = read_weights(&given, &path, false, form);
    let sum = shares.iter().flatten().fold(Ratio::zero(), |sum, share| &sum + share);
    let grades = grading
        .quota
        .iter()
        .zip(shares)
        .map(|(quota, share)| {
            let share = share.and_then(|share| share.divided_by(&sum));
            let label = label(&quota.grade, quota.grade_en.as_deref());
            (label, share.unwrap_or_else(Ratio::zero))
        })
        .collect();
    GradingRule::Quota { grades, boundary_ties: grading.boundary_ties.unwrap_or_default() }
}

fn read_annual(keys: &SchemeForm, form: &mut Form) -> Annual {
    let parts = ["H1", "H2", "Q1", "Q2", "Q3", "Q4"];
    let mut weights = Vec::new();
    for (part, amount) in &keys.annual.weights {
        let path = format!("annual.weights.{part}");
        if !parts.contains(&part.as_str()) {
            let near = crate::finding::nearest(part, parts);
            let finding = form.mistake(Kind::UnknownReference, &path).with("value", part);
            form.push(finding.with_nearest(near).with("expected", parts.join(" / ")));
        } else if let Some(weight) = form.ratio(amount, &path) {
            if weight.is_negative() {
                let finding = form.mistake(Kind::NegativeWeight, &path);
                form.push(finding.with("value", weight.to_string()));
            }
            weights.push((part.clone(), weight));
        }
    }
    Annual { weights, missing: keys.annual.missing.unwrap_or_default() }
}

/// The scheme's own rules in their order, then the usual ones for every kind it does not name.
fn read_rules(keys: &SchemeForm, form: &mut Form) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for (index, rule) in keys.rules.iter().enumerate() {
        let path = format!("rules[{}]", index + 1);
        if rules.iter().any(|known| known.when == rule.when) {
            let finding = form.mistake(Kind::DuplicateName, &format!("{path}.when"));
            let name = rule.when.finding().id();
            form.push(finding.with("value", name).with("other", name));
            continue;
        }
        if !rule.when.possible_effects().contains(&rule.effect) {
            let finding = form.mistake(Kind::BadChoice, &format!("{path}.effect"));
            let names: Vec<String> =
                rule.when.possible_effects().iter().map(|e| effect_name(*e)).collect();
            let finding = finding.with("value", effect_name(rule.effect));
            form.push(finding.with("expected", names.join(" / ")));
            continue;
        }
        let reason = rule.reason.clone();
        rules.push(Rule { when: rule.when, effect: rule.effect, reason });
    }
    for kind in RuleKind::ALL {
        if rules.iter().all(|rule| rule.when != kind) {
            rules.push(Rule { when: kind, effect: kind.usual_effect(), reason: None });
        }
    }
    rules
}

fn effect_name(effect: Effect) -> String {
    serde_json::to_value(effect)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> String {
        shipped_text("xiaoneng-6").unwrap().to_owned()
    }

    fn mistakes(text: &str) -> Vec<(Kind, String)> {
        match Scheme::read("s.toml", text) {
            Err(Error::Findings(findings)) => findings
                .iter()
                .map(|f| (f.kind, f.place.key.as_deref().unwrap_or("").to_owned()))
                .collect(),
            other => panic!("read without a mistake: {other:?}"),
        }
    }

    #[test]
    fn every_shipped_scheme_reads() {
        for id in shipped_ids() {
            let scheme = Scheme::read(id, shipped_text(id).unwrap()).unwrap();
            assert_eq!(scheme.id, id);
            assert!(!scheme.sources.is_empty(), "{id} cites no source");
        }
    }

    #[test]
    fn all_mistakes_come_at_once_with_their_keys() {
        let text = shipped()
            .replacen("weight = 20", "weight = 19.9", 1)
            .replacen("points = 80", "points = 120", 1)
            .replacen("label = \"弃权\"", "label = \" 满 意\"", 1)
            .replacen("decimals = 2", "decimals = 7", 1)
            .replacen("missing_group", "mising_group", 1)
            .replacen("satisfied = [\"满意\", \"基本满意\"]", "satisfied = [\"较满意\"]", 1);
        let found = mistakes(&text);
        for (kind, key) in [
            (Kind::WeightsSum, "groups[1].weight"),
            (Kind::PointsNotFalling, "scale.levels[2].points"),
            (Kind::DuplicateName, "scale.levels[6]"),
            (Kind::BadNumber, "rounding.decimals"),
            (Kind::UnknownKey, "scoring.mising_group"),
            (Kind::UnknownReference, "rates.satisfied[1]"),
        ] {
            assert!(found.contains(&(kind, key.to_owned())), "{kind:?} {key} not in {found:?}");
        }
        assert_eq!(found.len(), 6, "{found:?}");
    }

    #[test]
    fn what_is_required_is_an_open_question_not_a_number() {
        let text = shipped().replacen("points = 80", "points = \"REQUIRED\"", 1);
        let scheme = Scheme::read("s.toml", &text).unwrap();
        assert_eq!(scheme.open_questions.len(), 1);
        let key = scheme.open_questions[0].place.key.as_deref();
        assert_eq!(key, Some("scale.levels[2].points"));
    }

    #[test]
    fn a_cell_is_a_mark_a_blank_several_marks_or_off_the_scale() {
        let scale = Scheme::read("s", &shipped()).unwrap().scale;
        assert_eq!(scale.read(" 基本 满意"), Mark::On(Code(1)));
        assert_eq!(scale.read("\u{3000}"), Mark::Blank);
        assert_eq!(scale.read("-3"), Mark::Blank);
        assert_eq!(scale.read("满意┋一般"), Mark::Several);
        assert_eq!(scale.read("较满意"), Mark::Off);
        assert_eq!(scale.kind(Code(4)), MarkKind::Unknown);
    }

    #[test]
    fn a_range_has_steps_void_values_and_bands() {
        let text = "id='d'\nname='n'\nindicators=[{label='a'}]\ngroups=[{label='g'}]\n\
            [scale]\nrange={min=50,max=99,void=[50]}\n\
            bands=[{label='好',from=90},{label='中',from=70},{label='差',from=50}]\n\
            [rates]\nsatisfied=['好']";
        let scheme = Scheme::read("s", text).unwrap();
        let scale = &scheme.scale;
        let Mark::On(code) = scale.read("９０") else { panic!("90 is on the scale") };
        assert_eq!(scale.points(code).unwrap().to_string(), "90");
        assert_eq!(scale.bin(code), Some(0));
        let Mark::On(void) = scale.read("50") else { panic!("50 is on the scale") };
        assert_eq!((scale.points(void), scale.kind(void)), (None, MarkKind::Unknown));
        assert_eq!(scale.read("90.5"), Mark::Off);
        assert_eq!(scale.read("100"), Mark::Off);
    }

    #[test]
    fn an_indicator_tree_gives_each_leaf_its_share_of_the_whole() {
        let text = "id='t'\nname='n'\ngroups=[{label='g'}]\n\
            scale={levels=[{label='是',points=1},{label='否',points=0}]}\n\
            indicators=[{label='作风',weight=60},{label='效能',weight=40},\
            {label='态度',parent='作风',weight=50},{label='纪律',parent='作风',weight=50}]";
        let indicators = Scheme::read("s", text).unwrap().indicators;
        let leaves: Vec<&str> = indicators.leaves().iter().map(|i| i.id.as_str()).collect();
        assert_eq!(leaves, ["效能", "态度", "纪律"]);
        let weights: Vec<String> = indicators.weights().iter().map(Ratio::to_string).collect();
        assert_eq!(weights, ["0.4", "0.3", "0.3"]);
        let node = &indicators.all()[3];
        assert_eq!((node.id.as_str(), node.leaves.len()), ("作风", 2));
    }

    #[test]
    fn equal_points_far_above_zero_are_cautioned() {
        // 开县 2010: 1 / 0.9 / 0.7 / 0.5, so that all “dissatisfied” still scored 50.
        let text = "id='k'\nname='n'\ngroups=[{label='g'}]\nindicators=[{label='a'}]\n\
            scale={levels=[{label='非常满意',points=100},{label='满意',points=90},\
            {label='基本满意',points=70},{label='不满意',points=50}]}";
        let scheme = Scheme::read("s", text).unwrap();
        assert!(scheme.cautions.iter().any(|finding| finding.kind == Kind::FloorScore));
    }
}
