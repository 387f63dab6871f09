//! Fair play and severity in sentences. What a rule met is no proof, and is not called one.

use super::super::fair::UnitEffect;
use super::super::material::View;
use crate::exact::Published;
use crate::locale::Args;
use crate::tally::Severity;
use crate::tally::severity::LinkedUnits;

/// More parts than this are counted, not named.
const NAMED_PARTS: usize = 4;

/// More units than this are counted after the first ones.
const NAMED_UNITS: usize = 8;

/// What the rules met, and what depends on them.
pub(super) fn fair(view: &View<'_>) -> Vec<String> {
    let locale = view.locale;
    let Some(screen) = view.material.fair.screen else { return Vec::new() };
    let args = Args::none()
        .count("papers", screen.papers)
        .count("ballots", screen.ballots)
        .count("rules", screen.by_rule.len())
        .count("met", view.met().count());
    let mut told = vec![locale.text("fair-lead", args)];
    if view.met().next().is_none() {
        return told;
    }
    told.push(locale.word("fair-no-proof"));
    told.extend(most(view));
    told
}

/// Which rule would move which rank most, or that none would.
fn most(view: &View<'_>) -> Vec<String> {
    let effects = view.unit_effects();
    if effects.is_empty() {
        return Vec::new();
    }
    let locale = view.locale;
    let moved = |effect: &&UnitEffect| effect.gained().is_some_and(|gained| gained != 0);
    let far = |effect: &&UnitEffect| effect.gained().unwrap_or(0).unsigned_abs();
    let size = |effect: &UnitEffect| effect.difference().map_or(0, |change| change.steps().abs());
    let mut told = Vec::new();
    // Of effects that are as great the first stands, so that the order of the register decides.
    let first_of = |best: Option<UnitEffect>, effect: &UnitEffect| match best {
        Some(best) if (far(&&best), size(&best)) >= (far(&effect), size(effect)) => Some(best),
        _ => Some(*effect),
    };
    match effects.iter().filter(moved).fold(None, first_of) {
        Some(effect) => {
            told.push(locale.text("fair-most", effect_args(view, &effect)));
            let n = effects.iter().filter(moved).map(|effect| effect.unit);
            let n: std::collections::BTreeSet<usize> = n.collect();
            told.push(locale.text("fair-moved", Args::none().count("n", n.len())));
        }
        None => {
            let greatest = effects.iter().filter(|effect| size(effect) > 0).fold(None, first_of);
            let lost = effects
                .iter()
                .any(|effect| effect.with.rank.is_some() != effect.without.rank.is_some());
            if !lost {
                told.push(locale.word("fair-no-rank"));
            }
            told.extend(
                greatest.map(|effect| locale.text("fair-score", effect_args(view, &effect))),
            );
        }
    }
    let unranked = effects.iter().filter(|effect| {
        let (now, other) = effect.now_and_else();
        now.rank.is_some() && other.rank.is_none()
    });
    let mut unranked: Vec<usize> = unranked.map(|effect| effect.unit).collect();
    unranked.sort_unstable();
    unranked.dedup();
    if !unranked.is_empty() {
        told.push(locale.text("fair-unranked", Args::none().text("units", names(view, &unranked))));
    }
    told
}

fn effect_args<'a>(view: &View<'_>, effect: &UnitEffect) -> Args<'a> {
    let (now, other) = effect.now_and_else();
    let rank = |rank: Option<(usize, bool, usize)>| {
        rank.map_or_else(String::new, |(rank, ..)| rank.to_string())
    };
    let score = |score: Option<Published>| score.map_or_else(String::new, |s| s.to_string());
    Args::none()
        .text("rule", view.rule_name(effect.rule))
        .text("voids", if effect.voids { "yes" } else { "no" })
        .text("unit", view.unit(effect.unit))
        .text("from", rank(now.rank))
        .text("to", rank(other.rank))
        .text("from-score", score(now.score))
        .text("to-score", score(other.score))
}

/// The names of some units: all of a few, else the first ones and how many there are.
fn names(view: &View<'_>, units: &[usize]) -> String {
    let shown: Vec<String> = units.iter().take(NAMED_UNITS).map(|unit| view.unit(*unit)).collect();
    let args = Args::none().text("units", view.locale.list(&shown)).count("n", units.len());
    if units.len() > NAMED_UNITS {
        view.locale.text("fair-units-more", args)
    } else {
        view.locale.list(&shown)
    }
}

/// How many ballots on published units were void by which rule: all that the public learns of the
/// screen. Counted over the units that the audience sees, so that nothing follows for the others.
pub(in crate::report) fn void_ballots(view: &View<'_>) -> Option<String> {
    view.material.fair.screen?;
    let locale = view.locale;
    let mut parts = Vec::new();
    for hits in view.met().filter(|hits| view.voids(hits.rule)) {
        let n: u64 = view.units().filter_map(|unit| hits.by_unit.get(unit)).sum();
        if n > 0 {
            let args = Args::none().text("rule", view.rule_name(hits.rule)).count("n", n);
            parts.push(locale.text("fair-void-of", args));
        }
    }
    Some(if parts.is_empty() {
        locale.word("fair-void-none")
    } else {
        locale.text("fair-void", Args::none().text("rules", locale.list(&parts)))
    })
}

/// What can be said of severity.
pub(super) fn severity(view: &View<'_>) -> Vec<String> {
    let locale = view.locale;
    let Some(severity) = view.material.fair.severity else {
        // Where the screen is known, somebody asked; then it is said that there is no such score.
        let asked = view.material.fair.screen.is_some();
        return if asked { vec![locale.word("severity-none")] } else { Vec::new() };
    };
    let mut told = vec![locale.word("severity-lead")];
    told.extend(parts(view, severity));
    told.extend(groups(view, severity));
    told.extend(furthest(view, severity));
    told.extend(own_unit(view, severity));
    told.extend(reciprocity(view, severity));
    told.extend(left_out(view, severity));
    told
}

/// Which units can be compared at all.
fn parts(view: &View<'_>, severity: &Severity) -> Vec<String> {
    let locale = view.locale;
    let linked: Vec<&LinkedUnits> = severity.parts.iter().collect();
    let [first, rest @ ..] = linked.as_slice() else {
        return vec![locale.word("severity-no-parts")];
    };
    let Some(second) = rest.first() else {
        let args = Args::none()
            .count("units", first.units.len())
            .count("raters", first.n_raters)
            .count("linking", first.n_linking);
        return vec![locale.text("severity-one-part", args)];
    };
    let mut told =
        vec![locale.text("severity-parts", Args::none().count("n", severity.parts.len()))];
    for (index, part) in severity.parts.iter().enumerate().take(NAMED_PARTS) {
        let args = Args::none()
            .count("n", index + 1)
            .count("units", part.units.len())
            .text("names", names(view, &part.units));
        told.push(locale.text("severity-part", args));
    }
    let name =
        |part: &LinkedUnits| part.units.first().map(|unit| view.unit(*unit)).unwrap_or_default();
    let args = Args::none().text("a", name(first)).text("b", name(second));
    told.push(locale.text("severity-incomparable", args));
    told
}

/// The most severe and the most lenient group.
fn groups(view: &View<'_>, severity: &Severity) -> Option<String> {
    let known = severity.groups.iter().enumerate();
    let mut known: Vec<(usize, f64)> =
        known.filter_map(|(group, severity)| Some((group, severity.mean?))).collect();
    known.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let ((low, least), (high, greatest)) = (known.first()?, known.last()?);
    if low == high {
        return None;
    }
    let label = |group: &usize| view.locale.label(&view.scheme().groups[*group].label).to_owned();
    let args = Args::none()
        .text("severe", label(low))
        .text("severe-mean", signed(view, *least))
        .text("lenient", label(high))
        .text("lenient-mean", signed(view, *greatest));
    Some(view.locale.text("severity-groups", args))
}

/// Points as they are printed, with their sign.
fn signed(view: &View<'_>, value: f64) -> String {
    published(view, value).map(Published::signed).unwrap_or_default()
}

/// Points with the decimals of the scheme.
fn published(view: &View<'_>, value: f64) -> Option<Published> {
    Published::near(value, view.scheme().rounding.decimals)
}

/// The unit whose rank depends most on who rated it.
fn furthest(view: &View<'_>, severity: &Severity) -> Option<String> {
    let gained = |unit: usize| severity.units.get(unit)?.shift.map(|shift| (unit, shift));
    let shifts: Vec<_> = view.units().filter_map(gained).collect();
    let far = |shift: &crate::tally::severity::Shift| shift.gained().unsigned_abs();
    let (unit, shift) = shifts.iter().rev().max_by_key(|(_, shift)| far(shift))?;
    if shift.gained() == 0 {
        return Some(view.locale.word("severity-no-move"));
    }
    let args = Args::none()
        .text("unit", view.unit(*unit))
        .text("from", shift.raw.to_string())
        .text("to", shift.adjusted.to_string())
        .count("n", shifts.iter().filter(|(_, shift)| shift.gained() != 0).count());
    Some(view.locale.text("severity-furthest", args))
}

fn own_unit(view: &View<'_>, severity: &Severity) -> Option<String> {
    let own = severity.own_unit.as_ref()?;
    let points = own.points?;
    // Twice the error is the usual line; with few raters it is no more than a hint.
    let sure = own.error.is_some_and(|error| points.abs() > 2.0 * error);
    let error = own.error.and_then(|error| published(view, error));
    let args = Args::none()
        .count("n", own.all.n)
        .text("direction", if points < 0.0 { "lower" } else { "higher" })
        .text("points", published(view, points.abs()).map(|p| p.to_string()).unwrap_or_default())
        .text("has-error", if error.is_some() { "yes" } else { "no" })
        .text("error", error.map(|error| error.to_string()).unwrap_or_default())
        .text("sure", if sure { "yes" } else { "no" });
    Some(view.locale.text("severity-own", args))
}

fn reciprocity(view: &View<'_>, severity: &Severity) -> Option<String> {
    let correlation = Published::near(severity.reciprocity?, 2)?;
    let args = Args::none()
        .count("n", severity.reciprocal.len())
        .text("correlation", correlation.signed());
    Some(view.locale.text("severity-reciprocity", args))
}

/// What the model does not look at.
fn left_out(view: &View<'_>, severity: &Severity) -> Vec<String> {
    let left = severity.left_out;
    let ballots = left.no_points + left.not_rating + left.too_few;
    let mut told = Vec::new();
    if ballots > 0 {
        let args = Args::none().count("ballots", ballots);
        told.push(view.locale.text("severity-left-out", args));
    }
    if left.bundled > 0 {
        let args = Args::none().count("bundled", left.bundled);
        told.push(view.locale.text("severity-bundled", args));
    }
    told
}
