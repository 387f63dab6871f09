//! How answers become scores: rates, mode, trimming, rounding and the year.

use super::names::check_repeats;
use super::weights::read_weights;
use crate::exact::{MAX_DECIMALS, Ratio};
use crate::finding::{Kind, nearest};
use crate::form::Form;
use crate::naming::fold;
use crate::scheme::form::{AnnualForm, RatesForm, RoundingForm, ScoringForm, TrimForm};
use crate::scheme::reference::choice_name;
use crate::scheme::{Annual, MarkKind, Rates, RoundingRule, Scale, Scoring, Trim};

/// The most common part of a year is the half-year; quarters are never mixed with it.
const HALVES: [&str; 2] = ["H1", "H2"];
const QUARTERS: [&str; 4] = ["Q1", "Q2", "Q3", "Q4"];

pub(super) fn read_rates(rates: &RatesForm, scale: &Scale, form: &mut Form) -> Rates {
    let satisfied = read_bins(&rates.satisfied, "rates.satisfied", scale, form);
    let dissatisfied = read_bins(&rates.dissatisfied, "rates.dissatisfied", scale, form);
    if let Some(both) = dissatisfied.iter().find(|bin| satisfied.contains(bin)) {
        let finding = form.mistake(Kind::DuplicateName, "rates.dissatisfied");
        let bins = scale.bins();
        let name = bins.get(*both).map_or("", |bin| bin.label.zh.as_str());
        form.push(finding.with("value", name).with("other", "rates.satisfied"));
    }
    Rates { satisfied, dissatisfied }
}

fn read_bins(names: &[String], list: &str, scale: &Scale, form: &mut Form) -> Vec<usize> {
    check_repeats(list, names, form);
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
                let path = format!("{list}[{}]", index + 1);
                let finding = form.mistake(Kind::UnknownReference, &path);
                let finding = finding.with("value", name);
                let finding = finding.with_nearest(nearest(name, known.iter().copied()));
                form.push(finding.with("expected", known.join(" / ")));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

pub(super) fn read_scoring(scoring: &ScoringForm, scale: &Scale, form: &mut Form) -> Scoring {
    let trim = scoring.trim.as_ref();
    Scoring {
        mode: scoring.mode.unwrap_or_default(),
        missing_group: scoring.missing_group.unwrap_or_default(),
        min_n_unit: scoring.min_n_unit.unwrap_or(30),
        min_n_group: scoring.min_n_group.unwrap_or(5).max(1),
        trim: trim.and_then(|trim| read_trim(trim, scale, form)),
    }
}

fn read_trim(trim: &TrimForm, scale: &Scale, form: &mut Form) -> Option<Trim> {
    let answers = scale.codes().filter(|code| scale.kind(*code) == MarkKind::Answer);
    if answers.count() <= 3 && !trim.force {
        let finding = form.mistake(Kind::TrimTooCoarse, "scoring.trim");
        form.push(finding);
    }
    match (&trim.share, trim.extremes) {
        (Some(share), extremes) => {
            // The share says it all; what belongs to the other way of trimming would go unread.
            refuse_beside_share("extremes", extremes, form);
            refuse_beside_share("above", trim.above, form);
            let value = form.ratio(share, "scoring.trim.share")?;
            if value.is_negative() || value >= Ratio::fraction(1, 2) {
                let finding = form.mistake(Kind::BadNumber, "scoring.trim.share");
                form.push(finding.with("value", &share.0).with("expected", "0 ≤ … < 0.5"));
                return None;
            }
            Some(Trim::Share(value))
        }
        (None, Some(count)) => {
            let above = trim.above.unwrap_or(2 * count);
            if above < 2 * count {
                let finding = form.mistake(Kind::BadNumber, "scoring.trim.above");
                let finding = finding.with("value", above.to_string());
                form.push(finding.with("expected", format!("≥ {}", 2 * count)));
            }
            Some(Trim::Extremes { count, above })
        }
        (None, None) => {
            let finding = form.mistake(Kind::MissingKey, "scoring.trim");
            form.push(finding.with("value", "share"));
            None
        }
    }
}

fn refuse_beside_share(key: &str, given: Option<u64>, form: &mut Form) {
    if given.is_some() {
        let finding = form.mistake(Kind::UnknownKey, &format!("scoring.trim.{key}"));
        form.push(finding.with("value", key).with("nearest", "share"));
    }
}

pub(super) fn read_rounding(rounding: &RoundingForm, form: &mut Form) -> RoundingRule {
    let stages: Vec<String> = rounding.stages.iter().map(choice_name).collect();
    check_repeats("rounding.stages", &stages, form);
    RoundingRule {
        decimals: rounding.decimals.unwrap_or(2).min(MAX_DECIMALS),
        rule: rounding.rule.unwrap_or_default(),
        stages: rounding.stages.clone(),
    }
}

pub(super) fn read_annual(annual: &AnnualForm, normalise: bool, form: &mut Form) -> Annual {
    let halves = annual.weights.keys().any(|p| HALVES.contains(&p.as_str()));
    let parts: &[&str] = match halves {
        true => &HALVES,
        false => &QUARTERS,
    };
    let mut known = Vec::new();
    for (part, amount) in &annual.weights {
        if parts.contains(&part.as_str()) {
            known.push((part, amount));
            continue;
        }
        let path = format!("annual.weights.{part}");
        let either = HALVES.iter().chain(&QUARTERS).copied();
        let parts: Vec<&str> = match halves {
            true => HALVES.to_vec(),
            false => either.collect(),
        };
        let finding = form.mistake(Kind::UnknownReference, &path);
        let finding = finding.with("value", part);
        let finding = finding.with_nearest(nearest(part, parts.iter().copied()));
        form.push(finding.with("expected", parts.join(" / ")));
    }
    let given: Vec<_> = known.iter().map(|(_, amount)| Some(*amount)).collect();
    let path = |index: usize| format!("annual.weights.{}", known[index].0);
    let read = read_weights(&given, &path, normalise, form);
    let weights = known.iter().zip(read);
    Annual {
        weights: weights
            .filter_map(|((part, _), weight)| Some(((*part).clone(), weight?)))
            .collect(),
        missing: annual.missing.unwrap_or_default(),
    }
}
