//! How the raters were drawn: clusters, strata, populations, and who is the same person later.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::particular::first_128_bits;
use super::rows::SheetRows;
use super::screening::place;
use crate::appraisal::Appraisal;
use crate::ballot::Design;
use crate::finding::{Effect, Finding, Kind, Place, nearest};
use crate::naming::fold;
use crate::period::Period;

/// A cluster: the same name in another group or period is another one.
type Cluster<'a> = (Period, u16, &'a str);

/// What was read of one rater.
#[derive(Clone, Copy, Default)]
struct Drawn<'a> {
    period: Option<Period>,
    group: u16,
    cluster: Option<&'a str>,
    stratum: Option<&'a str>,
}

/// The design, the group and folded name of each stratum, and what contradicts itself.
pub(super) struct Sampled {
    pub(super) design: Design,
    pub(super) strata: Vec<(u16, String)>,
    pub(super) findings: Vec<Finding>,
}

/// How the raters were drawn; `groups` names the group of each rater.
pub(super) fn design(
    appraisal: &Appraisal,
    sheets: &[SheetRows],
    raters: &[Vec<u32>],
    groups: &[u16],
) -> Sampled {
    let mut findings = Vec::new();
    let drawn = drawn(sheets, raters, groups, &mut findings);
    let mut design =
        Design { links: links(appraisal, sheets, raters, groups), ..Design::default() };
    if drawn.iter().any(|one| one.cluster.is_some()) {
        design.clusters = clusters(&drawn);
    }
    let has_strata = drawn.iter().any(|one| one.stratum.is_some());
    let key = |one: &Drawn<'_>| (one.group, one.stratum.map(str::to_owned).unwrap_or_default());
    let strata: BTreeSet<(u16, String)> = match has_strata {
        true => drawn.iter().filter(|one| one.period.is_some()).map(key).collect(),
        false => (0..).take(appraisal.scheme.groups.len()).map(|g| (g, String::new())).collect(),
    };
    let numbers: BTreeMap<(u16, String), u32> = strata.into_iter().zip(0..).collect();
    if has_strata {
        let number = |one| numbers.get(&key(one)).copied().unwrap_or_default();
        design.strata = drawn.iter().map(number).collect();
    }
    if !appraisal.populations.is_empty() {
        design.populations = populations(appraisal, &numbers, &mut findings);
    }
    Sampled { design, strata: numbers.into_keys().collect(), findings }
}

/// Where each rater was drawn, by number. A rater or a cluster in two places is noted at the row
/// that says so.
fn drawn<'a>(
    sheets: &'a [SheetRows],
    raters: &[Vec<u32>],
    groups: &[u16],
    findings: &mut Vec<Finding>,
) -> Vec<Drawn<'a>> {
    let mut all = vec![Drawn::default(); groups.len()];
    for (sheet, numbers) in sheets.iter().zip(raters) {
        for number in numbers {
            let one: &mut Drawn<'_> = &mut all[*number as usize];
            (one.period, one.group) = (Some(sheet.period), groups[*number as usize]);
        }
    }
    let mut lies: BTreeMap<Cluster<'_>, &str> = BTreeMap::new();
    for (index, (sheet, numbers)) in sheets.iter().zip(raters).enumerate() {
        let at = |row| place(sheets, u32::try_from(index).unwrap_or(u32::MAX), row);
        let mut clash = |row: u32, detail: &str, here: &str, before: &str| {
            let finding = Finding::new(Kind::ChangingStratum, Effect::Stop, at(row));
            let finding = finding.with("detail", detail).with("value", here);
            findings.push(finding.with("other", before));
        };
        for (row, rater, tells) in &sheet.rows.told.rows {
            let one = &mut all[numbers[*rater as usize] as usize];
            let (cluster, stratum) =
                (sheet.rows.told.text(tells.cluster), sheet.rows.told.text(tells.stratum));
            for (detail, here, known) in [
                ("rater-stratum", stratum, &mut one.stratum),
                ("rater-cluster", cluster, &mut one.cluster),
            ] {
                match (here, *known) {
                    (Some(here), Some(before)) if here != before => {
                        clash(*row, detail, here, before);
                        *known = Some(here.min(before));
                    }
                    _ => *known = known.or(here),
                }
            }
            if let (Some(cluster), Some(stratum)) = (cluster, stratum) {
                let before = *lies.entry((sheet.period, one.group, cluster)).or_insert(stratum);
                if before != stratum {
                    clash(*row, "cluster", stratum, before);
                }
            }
        }
    }
    all
}

/// Numbers of the clusters, by period, group and name; who was drawn alone is a cluster alone.
fn clusters(drawn: &[Drawn<'_>]) -> Vec<u32> {
    fn key<'a>(one: &Drawn<'a>) -> Option<Cluster<'a>> {
        Some((one.period?, one.group, one.cluster?))
    }
    let names: BTreeSet<Cluster<'_>> = drawn.iter().filter_map(key).collect();
    let numbers: BTreeMap<Cluster<'_>, u32> = names.into_iter().zip(0..).collect();
    let mut next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    let number = |one: &Drawn<'_>| match key(one).and_then(|key| numbers.get(&key)) {
        Some(number) => *number,
        None => {
            next = next.saturating_add(1);
            next - 1
        }
    };
    drawn.iter().map(number).collect()
}

/// The size of each stratum; over the parts of a year they add up, as the raters do.
fn populations(
    appraisal: &Appraisal,
    numbers: &BTreeMap<(u16, String), u32>,
    findings: &mut Vec<Finding>,
) -> Vec<Option<u64>> {
    let mut sizes: Vec<Option<u64>> = vec![None; numbers.len()];
    for population in &appraisal.populations {
        let group = u16::try_from(population.group).unwrap_or(u16::MAX);
        let folded = population.stratum.as_deref().map(fold).unwrap_or_default();
        if let Some(number) = numbers.get(&(group, folded.clone())) {
            let size = &mut sizes[*number as usize];
            *size = Some(size.unwrap_or(0).saturating_add(population.size));
            continue;
        }
        let known = numbers.keys().filter(|(known, name)| *known == group && !name.is_empty());
        let near = nearest(&folded, known.map(|(_, name)| name.as_str()));
        let named = match &population.stratum {
            Some(stratum) => stratum,
            None => &appraisal.scheme.groups[population.group].label.zh,
        };
        let place = Place::key("appraisal.toml", population.key.as_str());
        let finding = Finding::new(Kind::UnknownStratum, Effect::Flag, place);
        findings.push(finding.with("value", named).with_nearest(near));
    }
    sizes
}

/// A key for each rater that is the same in every period, from files whose numbers say so; other
/// raters have a key that no other period has. Empty where no file says so.
fn links(
    appraisal: &Appraisal,
    sheets: &[SheetRows],
    raters: &[Vec<u32>],
    groups: &[u16],
) -> Vec<u128> {
    if !sheets.iter().any(|sheet| sheet.is_panel) {
        return Vec::new();
    }
    let alone = |number: usize| {
        let text = format!("\u{1}{}\u{0}{number}", appraisal.period);
        first_128_bits(&Sha256::digest(text))
    };
    let mut links: Vec<u128> = (0..groups.len()).map(alone).collect();
    for (sheet, numbers) in sheets.iter().zip(raters).filter(|(sheet, _)| sheet.is_panel) {
        for (local, number) in (0..).zip(numbers) {
            let Some((group, identifier)) = sheet.rows.raters.name(local) else { continue };
            let group = &appraisal.scheme.groups[usize::from(*group)].id;
            let digest = Sha256::digest(format!("{group}\u{0}{identifier}"));
            links[*number as usize] = first_128_bits(&digest);
        }
    }
    links
}
