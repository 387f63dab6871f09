//! What two periods must have in common to be compared (`docs/methods.md` §8).

use crate::appraisal::Appraisal;
use crate::error::Mismatch;
use crate::scheme::{MarkKind, Scheme};

/// Everything that keeps two periods from being compared.
pub(super) fn mismatches(earlier: &Appraisal, later: &Appraisal) -> Vec<Mismatch> {
    let mut found = Vec::new();
    // A position must mean one unit in both.
    let ids = |appraisal: &Appraisal| -> Vec<String> {
        appraisal.units.iter().map(|unit| unit.id.clone()).collect()
    };
    if ids(earlier) != ids(later) {
        found.push(Mismatch::Rules("register"));
    }
    let (earlier, later) = (&earlier.scheme, &later.scheme);
    if scale_key(earlier) != scale_key(later) {
        found.push(Mismatch::Scale);
    }
    let differing = differing_indicators(earlier, later);
    if !differing.is_empty() {
        found.push(Mismatch::Indicators(differing));
    }
    found.extend(differing_rules(earlier, later).into_iter().map(Mismatch::Rules));
    found
}

/// The keys of the scheme in which what decides a score or a rate differs.
fn differing_rules(earlier: &Scheme, later: &Scheme) -> Vec<&'static str> {
    let groups = |scheme: &Scheme| -> Vec<_> {
        let groups = scheme.groups.iter();
        groups.map(|group| (group.id.clone(), group.only_units.clone())).collect()
    };
    let categories = |scheme: &Scheme| -> Vec<_> {
        scheme.categories.iter().map(|c| (c.id.clone(), c.weights.clone())).collect()
    };
    let (a, b) = (&earlier.scoring, &later.scoring);
    let same_groups = groups(earlier) == groups(later);
    let rules = [
        ("groups", !same_groups),
        ("weights", same_groups && categories(earlier) != categories(later)),
        ("scoring.mode", a.mode != b.mode),
        ("scoring.missing_group", a.missing_group != b.missing_group),
        ("scoring.min_n_group", a.min_n_group != b.min_n_group),
        ("scoring.trim", a.trim != b.trim),
        ("rates", earlier.rates != later.rates),
        ("rounding", earlier.rounding != later.rounding),
    ];
    rules.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
}

/// What a mark counts, level by level.
fn scale_key(scheme: &Scheme) -> Vec<(String, String, MarkKind)> {
    let scale = &scheme.scale;
    let points = |code| scale.points(code).map(|p| p.to_string()).unwrap_or_default();
    let codes = scale.codes().map(|code| (scale.name(code), points(code), scale.kind(code)));
    let blank = scale.blank.iter().map(|p| (String::new(), p.to_string(), MarkKind::Answer));
    codes.chain(blank).collect()
}

/// Indicators and nodes that are not in both, or whose leaves or weights differ. Their order does
/// not matter.
fn differing_indicators(earlier: &Scheme, later: &Scheme) -> Vec<String> {
    let shares = |scheme: &Scheme| -> Vec<(String, Vec<(String, String)>)> {
        let leaves = scheme.indicators.leaves();
        let within = |(leaf, weight): &(usize, crate::exact::Ratio)| {
            (leaves[*leaf].id.clone(), weight.to_string())
        };
        let weights = scheme.indicators.weights();
        let all = scheme.indicators.all().iter().enumerate();
        all.map(|(index, indicator)| {
            let mut parts: Vec<_> = indicator.leaves.iter().map(within).collect();
            parts.sort();
            let whole = weights.get(index).map(|weight| (String::new(), weight.to_string()));
            parts.extend(whole);
            (indicator.id.clone(), parts)
        })
        .collect()
    };
    let (a, b) = (shares(earlier), shares(later));
    type Shares = [(String, Vec<(String, String)>)];
    let only = |from: &Shares, other: &Shares| -> Vec<String> {
        from.iter().filter(|share| !other.contains(share)).map(|(id, _)| id.clone()).collect()
    };
    let mut differing = only(&a, &b);
    differing.extend(only(&b, &a));
    differing.sort();
    differing.dedup();
    differing
}
