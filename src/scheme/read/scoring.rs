//! Rates, scoring, trimming and the year.

use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::Form;
use crate::naming::fold;
use crate::scheme::form::{SchemeForm, TrimForm};
use crate::scheme::{Annual, MarkKind, Rates, Scale, Scoring, Trim};

pub(super) fn read_rates(keys: &SchemeForm, scale: &Scale, form: &mut Form) -> Rates {
    let mut set = |names: &[String], path: &str| {
        let bins = scale.bins();
        let mut found = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let folded = fold(name);
            let bin = bins.iter().position(|b| {
                [b.id, &b.label.zh, &b.label.en]
                    .iter()
                    .any(|n| fold(n) == folded)
            });
            match bin {
                Some(bin) => found.push(bin),
                None => {
                    let known: Vec<&str> = bins.iter().map(|b| b.label.zh.as_str()).collect();
                    let near = crate::finding::nearest(name, known.iter().copied());
                    let path = format!("{path}[{}]", index + 1);
                    let finding = form
                        .mistake(Kind::UnknownReference, &path)
                        .with("value", name);
                    form.push(
                        finding
                            .with_nearest(near)
                            .with("expected", known.join(" / ")),
                    );
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

pub(super) fn read_scoring(keys: &SchemeForm, scale: &Scale, form: &mut Form) -> Scoring {
    let scoring = &keys.scoring;
    Scoring {
        mode: scoring.mode.unwrap_or_default(),
        missing_group: scoring.missing_group.unwrap_or_default(),
        min_n_unit: scoring.min_n_unit.unwrap_or(30),
        min_n_group: scoring.min_n_group.unwrap_or(5).max(1),
        trim: scoring
            .trim
            .as_ref()
            .and_then(|trim| read_trim(trim, scale, form)),
    }
}

fn read_trim(trim: &TrimForm, scale: &Scale, form: &mut Form) -> Option<Trim> {
    let n_answers = scale
        .codes()
        .filter(|code| scale.kind(*code) == MarkKind::Answer)
        .count();
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
        (None, Some(count)) => Some(Trim::Extremes {
            count,
            above: trim.above.unwrap_or(2 * count),
        }),
        _ => {
            let finding = form
                .mistake(Kind::MissingKey, "scoring.trim")
                .with("value", "share");
            form.push(finding);
            None
        }
    }
}

pub(super) fn read_annual(keys: &SchemeForm, form: &mut Form) -> Annual {
    let parts = ["H1", "H2", "Q1", "Q2", "Q3", "Q4"];
    let mut weights = Vec::new();
    for (part, amount) in &keys.annual.weights {
        let path = format!("annual.weights.{part}");
        if !parts.contains(&part.as_str()) {
            let near = crate::finding::nearest(part, parts);
            let finding = form
                .mistake(Kind::UnknownReference, &path)
                .with("value", part);
            form.push(
                finding
                    .with_nearest(near)
                    .with("expected", parts.join(" / ")),
            );
        } else if let Some(weight) = form.ratio(amount, &path) {
            if weight.is_negative() {
                let finding = form.mistake(Kind::NegativeWeight, &path);
                form.push(finding.with("value", weight.to_string()));
            }
            weights.push((part.clone(), weight));
        }
    }
    Annual {
        weights,
        missing: keys.annual.missing.unwrap_or_default(),
    }
}
