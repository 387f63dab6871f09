//! The result in sentences. None says more than the numbers do.

use super::super::Audience;
use super::super::material::View;
use super::sure;
use crate::disclosure::fewest;
use crate::error::Mismatch;
use crate::estimate::{Measure, Score, UnitEstimate};
use crate::exact::{Published, Ratio};
use crate::league::{Standing, Table};
use crate::locale::Args;
use crate::period::Period;
use crate::scheme::{Language, Mode};
use crate::trend::{Fate, Trend};

/// Key figures: label and value.
pub(super) fn facts(view: &View<'_>) -> Vec<(String, String)> {
    let word = |id: &str| view.locale.word(id);
    let total = view.returns_in_all();
    let mut facts = vec![
        (word("fact-units"), view.units().count().to_string()),
        (word("fact-papers"), total.valid.to_string()),
    ];
    if let Some(issued) = total.issued {
        facts.push((word("fact-issued"), issued.to_string()));
    }
    if let Some(mean) = view.material.estimates.city.of(Measure::Whole) {
        facts.push((word("fact-mean"), mean.published.to_string()));
    }
    if let Some(trend) = view.main_trend()
        && let Some(change) = trend.city.first().and_then(|mean| mean.difference)
    {
        let args = Args::none().text("period", view.locale.period(trend.earlier));
        let mean = trend.city.first().copied().unwrap_or_default();
        let value =
            Args::none().text("change", change.signed()).text("said", view.said(&mean).id());
        facts.push((view.locale.text("fact-change", args), view.locale.text("fact-said", value)));
    }
    facts
}

/// The summary at the head of the bulletin.
pub(super) fn sentences(view: &View<'_>) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(mean) = view.material.estimates.city.of(Measure::Whole) {
        let units = view.units().count();
        let args = Args::none()
            .text("mean", mean.published.to_string())
            .text("part", view.part_of_mean(mean.n_units))
            .count("units", units as u64)
            .count("n", mean.n_units as u64)
            .text("scheme", view.locale.label(&view.scheme().name));
        sentences.push(view.locale.text("summary-mean", args));
    }
    sentences.extend(change_of_mean(view));
    let overall = view.tables().find(|t| t.category.is_none() && t.measure == Measure::Whole);
    match overall {
        Some(table) => sentences.extend(ends(view, "summary-overall", table)),
        None => sentences.extend(categories(view)),
    }
    for table in sure::tables(view) {
        sentences.extend(sure::apart(view, table));
    }
    sentences.extend(indicators(view));
    sentences.extend(sure::movers(view));
    sentences.extend(unranked(view));
    sentences.push(view.locale.word("note-caution"));
    sentences
}

fn change_of_mean(view: &View<'_>) -> Option<String> {
    let trend = view.main_trend()?;
    let mean = trend.city.first()?;
    let change = mean.difference?;
    let args = Args::none()
        .text("earlier", view.locale.period(trend.earlier))
        .text("direction", direction(change))
        .text("change", magnitude(change))
        .text("said", view.said(mean).id());
    Some(view.locale.text("summary-change", args))
}

/// The word by which a message chooses between up, down and the same.
pub(in crate::report) fn direction(change: Published) -> &'static str {
    match change.steps() {
        0 => "same",
        steps if steps > 0 => "up",
        _ => "down",
    }
}

/// A change without its sign.
pub(in crate::report) fn magnitude(change: Published) -> String {
    Published::from_steps(change.steps().saturating_abs(), change.decimals()).to_string()
}

/// The first and the last of a table.
fn ends(view: &View<'_>, id: &str, table: &Table) -> Option<String> {
    let first = table.standings.first()?;
    let last = table.standings.last()?;
    let holders = |rank: usize| -> Vec<String> {
        let same = table.standings.iter().filter(|standing| standing.rank == rank);
        same.map(|standing| view.unit(standing.unit)).collect()
    };
    let (best, worst) = (holders(first.rank), holders(last.rank));
    let scope = table
        .category
        .map_or_else(|| view.locale.word("scope-all"), |category| view.category(category));
    let joint = |standing: &Standing| if standing.joint { "yes" } else { "no" };
    let args = Args::none()
        .text("scope", scope)
        .count("n", table.standings.len() as u64)
        .text("first", view.locale.series(&best))
        .text("first-joint", joint(first))
        .text("first-score", first.published.to_string())
        .text("last", view.locale.series(&worst))
        .text("last-joint", joint(last))
        .text("last-score", last.published.to_string());
    let id = match table.standings.len() {
        1 => "summary-only",
        _ if first.rank == last.rank => "summary-all-joint",
        _ => id,
    };
    Some(view.locale.text(id, args))
}

/// One sentence for each category that is ranked.
pub(super) fn categories(view: &View<'_>) -> Vec<String> {
    view.tables()
        .filter(|table| table.category.is_some() && table.measure == Measure::Whole)
        .filter_map(|table| ends(view, "summary-category", table))
        .collect()
}

/// The indicators with the highest and the lowest mean.
pub(in crate::report) fn indicators(view: &View<'_>) -> Vec<String> {
    let mut means: Vec<(Published, String)> = view
        .leaves()
        .filter_map(|leaf| {
            let mean = view.material.estimates.city.of(leaf)?;
            Some((mean.published, view.measure(leaf)))
        })
        .collect();
    means.sort_by_key(|(mean, _)| *mean);
    let (Some(lowest), Some(highest)) = (means.first(), means.last()) else { return Vec::new() };
    if means.len() < 2 || lowest.0 == highest.0 {
        return Vec::new();
    }
    let gap = highest.0.minus(lowest.0).map(|gap| gap.to_string()).unwrap_or_default();
    let args = Args::none()
        .text("highest", highest.1.clone())
        .text("highest-mean", highest.0.to_string())
        .text("lowest", lowest.1.clone())
        .text("lowest-mean", lowest.0.to_string())
        .text("gap", gap);
    vec![view.locale.text("summary-indicators", args)]
}

/// Who is listed and not ranked.
fn unranked(view: &View<'_>) -> Option<String> {
    let mut units: Vec<usize> = view
        .tables()
        .filter(|table| table.measure == Measure::Whole)
        .flat_map(|table| table.unranked.iter().map(|row| row.unit))
        .collect();
    units.sort_unstable();
    units.dedup();
    if units.is_empty() {
        return None;
    }
    let names: Vec<String> = units.iter().map(|unit| view.unit(*unit)).collect();
    let args =
        Args::none().count("n", names.len() as u64).text("units", view.locale.series(&names));
    Some(view.locale.text("summary-unranked", args))
}

/// How the appraisal was done.
pub(super) fn basis(view: &View<'_>) -> Vec<String> {
    let locale = view.locale;
    let per_category: Vec<String> = view
        .categories()
        .map(|category| {
            let n = view.units().filter(|unit| view.category_of(*unit) == category).count();
            let args = Args::none().text("category", view.category(category));
            locale.text("basis-category", args.count("n", n as u64))
        })
        .collect();
    let args = Args::none()
        .text("period", locale.period(view.appraisal().period))
        .text("scheme", locale.label(&view.scheme().name))
        .count("units", view.units().count() as u64)
        .text("several", if view.has_categories() { "yes" } else { "no" })
        .text("categories", locale.series(&per_category))
        .count("indicators", view.scheme().indicators.n_leaves() as u64)
        .count("groups", view.returns().len() as u64);
    let mut paragraphs = vec![locale.text("basis-scope", args)];
    paragraphs.push(returns(view));
    paragraphs.push(locale.word(match view.scheme().scoring.mode {
        Mode::Pooled => "basis-mode-pooled",
        Mode::BallotFirst => "basis-mode-ballot-first",
    }));
    paragraphs
}

/// 发出、收回、有效.
pub(in crate::report) fn returns(view: &View<'_>) -> String {
    let total = view.returns_in_all();
    let rate = |part: u64, whole: u64| {
        let share = Ratio::fraction(part, whole);
        view.scheme().publish(&(&share * &Ratio::whole(100))).to_string()
    };
    let args = Args::none().text("valid", total.valid.to_string());
    match (total.issued, total.returned) {
        (Some(issued), Some(returned)) if issued > 0 && returned > 0 => {
            let args = args
                .text("issued", issued.to_string())
                .text("returned", returned.to_string())
                .text("return-rate", rate(returned, issued))
                .text("valid-rate", rate(total.valid, returned));
            view.locale.text("basis-returns", args)
        }
        _ => view.locale.text("basis-found", args.text("found", total.found.to_string())),
    }
}

/// What changed, and what cannot be compared.
pub(super) fn trends(view: &View<'_>) -> Vec<String> {
    let mut paragraphs: Vec<String> =
        view.material.trends.iter().filter_map(|trend| composition(view, trend)).collect();
    paragraphs.extend(refused(view));
    paragraphs
}

/// The periods that are not compared, and why.
pub(in crate::report) fn refused(view: &View<'_>) -> Vec<String> {
    let locale = view.locale;
    let one = |(period, why): &(Period, Vec<Mismatch>)| {
        let why: Vec<String> = why.iter().map(|mismatch| locale.mismatch(mismatch)).collect();
        let args =
            Args::none().text("period", locale.period(*period)).text("why", locale.list(&why));
        locale.text("trend-refused", args)
    };
    view.material.refused.iter().map(one).collect()
}

/// Which units are new, renamed, merged or gone.
pub(in crate::report) fn composition(view: &View<'_>, trend: &Trend) -> Option<String> {
    let names = |wanted: &dyn Fn(&Fate) -> bool| -> Vec<String> {
        let units = trend.units.iter().filter(|unit| view.shows(unit.unit) && wanted(&unit.fate));
        units.map(|unit| view.unit(unit.unit)).collect()
    };
    let renamed = trend.units.iter().filter(|unit| view.shows(unit.unit)).filter_map(|unit| {
        let Fate::Renamed { earlier } = unit.fate else { return None };
        let args = Args::none()
            .text("unit", view.unit(unit.unit))
            .text("earlier", view.unit_in(trend.earlier, earlier));
        Some(view.locale.text("trend-renamed-unit", args))
    });
    let kinds: [(&str, Vec<String>); 4] = [
        ("trend-new", names(&|fate| matches!(fate, Fate::New))),
        ("trend-renamed", renamed.collect()),
        ("trend-merged", names(&|fate| matches!(fate, Fate::Merged { .. }))),
        ("trend-gone", names(&|fate| matches!(fate, Fate::Gone | Fate::Succeeded { .. }))),
    ];
    let parts: Vec<String> = kinds
        .into_iter()
        .filter(|(_, units)| !units.is_empty())
        .map(|(id, units)| {
            view.locale.text(id, Args::none().text("units", view.locale.series(&units)))
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    let args = Args::none()
        .text("earlier", view.locale.period(trend.earlier))
        .text("later", view.locale.period(trend.later))
        .text(
            "parts",
            parts.join(match view.locale.language() {
                crate::scheme::Language::Chinese => "；",
                crate::scheme::Language::English => "; ",
            }),
        );
    Some(view.locale.text("trend-composition", args))
}

/// What became of the rows; for the public, what is not told and why.
pub(in crate::report) fn quality(view: &View<'_>) -> Vec<String> {
    match view.audience {
        Audience::Internal => rows(view),
        // Rows and ballots together tell how many are about units that are not published.
        Audience::Public => withheld(view),
    }
}

/// That scores of few people are not told, and of which units nothing is.
fn withheld(view: &View<'_>) -> Vec<String> {
    let mut units = view.units().map(|unit| &view.material.estimates.units[unit]);
    let of_groups = |unit: &UnitEstimate| unit.groups.iter().any(|group| group.whole.is_withheld());
    let of_indicators = |unit: &UnitEstimate| unit.indicators.iter().any(Score::is_withheld);
    if !units.any(|unit| unit.whole.is_withheld() || of_indicators(unit) || of_groups(unit)) {
        return Vec::new();
    }
    let locale = view.locale;
    let args = Args::none().count("n", fewest(view.scheme()));
    let mut paragraphs = vec![locale.text("quality-withheld", args)];
    for (id, was_internal) in [("quality-withheld-units", false), ("quality-withheld-parts", true)]
    {
        let names: Vec<String> = view
            .units()
            .filter(|unit| view.is_withheld(*unit))
            .filter(|unit| view.appraisal().was_internal(*unit) == was_internal)
            .map(|unit| view.unit(unit))
            .collect();
        if !names.is_empty() {
            paragraphs.push(locale.text(id, Args::none().text("units", locale.series(&names))));
        }
    }
    paragraphs
}

fn rows(view: &View<'_>) -> Vec<String> {
    let rows = view.material.account.rows();
    let total = view.returns_in_all();
    let sum = |counts: &std::collections::BTreeMap<crate::finding::Kind, u64>| {
        counts.values().sum::<u64>().to_string()
    };
    let args = Args::none()
        .text("rows", rows.rows.to_string())
        .text("accepted", rows.accepted.to_string())
        .text("void", rows.void.to_string())
        .text("refused", rows.refused.to_string());
    let ballots = Args::none()
        .text("ballots", total.ballots.to_string())
        .text("void-ballots", sum(&total.void_ballots))
        .text("void-answers", sum(&total.void_answers));
    let mut told = view.locale.text("quality-ballots", ballots);
    if view.locale.language() == Language::English {
        told.push(' ');
    }
    told.push_str(&view.locale.word("quality-list"));
    vec![view.locale.text("quality-rows", args), told]
}
