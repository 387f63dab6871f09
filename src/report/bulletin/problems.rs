//! 存在的突出问题: what is low, what fell, what raters are not content with, and what went wrong with
//! the papers.

use super::changes::real;
use super::words::{NAMES, at_each_end};
use super::{Draft, basis, results};
use crate::comment::{Counts, Stance, UnitCounts};
use crate::estimate::{Measure, RateKind};
use crate::exact::Published;
use crate::league::Side;
use crate::locale::Args;
use crate::report::Cell;
use crate::report::document::Block;
use crate::report::tables::by_stance;
use crate::scheme::Publication;

/// How many topics are named.
const TOPICS: usize = 3;
/// The public hears of no topic that fewer complain of.
const FEWEST: u64 = 5;

/// The section.
pub(super) fn problems(draft: &Draft<'_>) -> Vec<Block> {
    let low = [low_indicators(draft).unwrap_or_default(), below_mean(draft).unwrap_or_default()];
    let one = |said: Option<String>| -> Vec<Block> {
        draft.paragraph(&[said.unwrap_or_default()]).into_iter().collect()
    };
    let portions = vec![
        draft.portion("bulletin-problems-low", draft.paragraph(&low).into_iter().collect()),
        draft.portion("bulletin-problems-fallen", one(fallen(draft))),
        draft.portion("bulletin-problems-dissatisfied", one(dissatisfied(draft))),
        draft.portion("bulletin-problems-comments", one(complaints(draft))),
        draft.portion("bulletin-problems-papers", one(papers(draft))),
    ];
    draft.section(&draft.word("bulletin-section-problems"), portions)
}

/// The indicators with the lowest means, the lowest first: one of a few, two of many.
pub(super) fn lowest_indicators(draft: &Draft<'_>) -> Vec<(Measure, Published)> {
    let mut means: Vec<(Measure, Published)> = draft
        .view
        .leaves()
        .filter_map(|leaf| Some((leaf, draft.view.material.estimates.city.of(leaf)?.published)))
        .collect();
    means.sort_by_key(|(_, mean)| mean.steps());
    let differ = means.first().map(|low| low.1) != means.last().map(|high| high.1);
    means.truncate(match means.len() {
        _ if !differ => 0,
        0..=1 => 0,
        2..=4 => 1,
        _ => 2,
    });
    means
}

fn low_indicators(draft: &Draft<'_>) -> Option<String> {
    let lowest = lowest_indicators(draft);
    let whole = draft.view.material.estimates.city.of(Measure::Whole)?.published;
    let names: Vec<String> = lowest
        .iter()
        .map(|(leaf, mean)| {
            let args = Args::none().text("measure", draft.view.measure(*leaf));
            let name = draft.say("bulletin-measure", args);
            let args = Args::none().text("unit", name).text("score", mean.to_string());
            draft.say("bulletin-unit-score", args)
        })
        .collect();
    let args = Args::none()
        .count("n", names.len())
        .text("indicators", draft.view.locale.series(&names))
        .text("mean", whole.to_string());
    (!names.is_empty()).then(|| draft.say("bulletin-low-indicators", args))
}

/// Who is surely below the mean of a table; for those who see errors.
pub(super) fn units_below(draft: &Draft<'_>) -> Vec<usize> {
    if !draft.view.shows_errors() {
        return Vec::new();
    }
    let tables = results::tables(draft);
    let rows = tables.iter().flat_map(|table| &table.standings);
    let below = rows.filter(|row| row.against_mean.is_some_and(|v| v.side == Side::Below));
    let mut units: Vec<usize> = below.map(|row| row.unit).collect();
    units.sort_unstable();
    units.dedup();
    units
}

fn below_mean(draft: &Draft<'_>) -> Option<String> {
    let units = units_below(draft);
    let names: Vec<String> = units.iter().map(|unit| draft.view.unit(*unit)).collect();
    let args = Args::none()
        .count("n", names.len())
        .text("units", draft.capped(&names))
        .text("confidence", draft.view.confidence());
    (!names.is_empty()).then(|| draft.say("bulletin-below-mean", args))
}

/// Falls that are more than chance, of the whole and of single indicators: names with the change.
pub(super) fn falls(draft: &Draft<'_>) -> Vec<(usize, String)> {
    let Some(trend) = draft.view.main_trend() else { return Vec::new() };
    let mut found: Vec<(usize, String)> = Vec::new();
    for measure in std::iter::once(Measure::Whole).chain(draft.view.leaves()) {
        let falls = real(draft, trend, measure);
        for (unit, change) in falls.into_iter().rev().filter(|(_, by)| by.steps() < 0) {
            let name = match measure {
                Measure::Whole => draft.view.unit(unit),
                Measure::Indicator(_) => draft.say(
                    "bulletin-unit-measure",
                    Args::none()
                        .text("unit", draft.view.unit(unit))
                        .text("measure", draft.view.measure(measure)),
                ),
            };
            found.push((unit, draft.changed(&name, change)));
        }
    }
    found
}

fn fallen(draft: &Draft<'_>) -> Option<String> {
    let names: Vec<String> = falls(draft).into_iter().map(|(_, name)| name).collect();
    let earlier = draft.view.locale.period(draft.view.main_trend()?.earlier);
    let args = Args::none()
        .text("earlier", earlier)
        .count("n", names.len())
        .text("units", draft.capped(&names));
    (!names.is_empty()).then(|| draft.say("bulletin-fallen", args))
}

/// The ranked units with the highest rate of dissatisfaction, the highest first.
pub(super) fn most_dissatisfied(draft: &Draft<'_>) -> Vec<(usize, Published)> {
    let view = &draft.view;
    let rate = |unit: usize| {
        let rates = &view.material.estimates.units.get(unit)?.whole_rates;
        rates.dissatisfied.as_ref().map(|rate| (unit, rate.published))
    };
    let mut rates: Vec<(usize, Published)> =
        draft.ranked.iter().filter_map(|unit| rate(*unit)).collect();
    rates.sort_by_key(|(unit, rate)| (std::cmp::Reverse(rate.steps()), *unit));
    let lowest = rates.last().map(|(_, rate)| rate.steps());
    let edge = rates.get(at_each_end(rates.len()) - 1).map(|(_, rate)| rate.steps());
    let wanted = |rate: &Published| {
        edge.is_some_and(|edge| rate.steps() >= edge)
            && lowest.is_some_and(|low| rate.steps() > low)
    };
    rates.retain(|(_, rate)| rate.steps() > 0 && wanted(rate));
    if rates.len() > NAMES { Vec::new() } else { rates }
}

fn dissatisfied(draft: &Draft<'_>) -> Option<String> {
    let view = &draft.view;
    let one = |(unit, rate): &(usize, Published)| {
        let span = match view.rate_span(*unit, RateKind::Dissatisfied) {
            Cell::Empty => String::new(),
            _ if !view.shows_errors() => String::new(),
            span => span.shown(view.locale),
        };
        let args = Args::none()
            .text("unit", view.unit(*unit))
            .text("rate", rate.to_string())
            .text("known", if span.is_empty() { "no" } else { "yes" })
            .text("span", span);
        draft.say("bulletin-unit-rate", args)
    };
    let names: Vec<String> = most_dissatisfied(draft).iter().map(one).collect();
    let args = Args::none()
        .text("units", view.locale.series(&names))
        .text("errors", if view.shows_errors() { "yes" } else { "no" })
        .text("confidence", view.confidence());
    (!names.is_empty()).then(|| draft.say("bulletin-dissatisfied", args))
}

/// What was written of the units that the audience may see.
fn counted(draft: &Draft<'_>) -> Option<UnitCounts> {
    let comments = draft.comments?;
    let appraisal = draft.view.appraisal();
    let hidden =
        |unit: usize| draft.is_public() && appraisal.publication(unit) == Publication::Internal;
    let counts: Vec<UnitCounts> =
        comments.by_unit().into_iter().filter(|own| !own.unit.is_some_and(hidden)).collect();
    let sum = UnitCounts::sum(&counts);
    (sum.all.total() > 0).then_some(sum)
}

/// The topics that most complain of, the most first.
pub(super) fn topics(draft: &Draft<'_>) -> Vec<(String, u64)> {
    let (Some(comments), Some(sum)) = (draft.comments, counted(draft)) else { return Vec::new() };
    let fewest = if draft.is_public() { FEWEST } else { 1 };
    let complaints = |counts: &Counts| counts.of(Stance::Complaint);
    let mut found: Vec<(usize, u64)> =
        sum.topics.iter().map(complaints).enumerate().filter(|(_, n)| *n >= fewest).collect();
    found.sort_by_key(|(at, n)| (std::cmp::Reverse(*n), *at));
    found.truncate(TOPICS);
    let name = |at: usize| draft.view.locale.label(&comments.topics[at].label).to_owned();
    found.into_iter().map(|(at, n)| (name(at), n)).collect()
}

fn complaints(draft: &Draft<'_>) -> Option<String> {
    let sum = counted(draft)?;
    let named: Vec<String> = topics(draft)
        .into_iter()
        .map(|(topic, n)| {
            draft.say("bulletin-topic", Args::none().text("topic", topic).count("n", n))
        })
        .collect();
    let args = Args::none()
        .count("n", sum.all.total())
        .text("parts", by_stance(&sum.all, draft.view.locale))
        .text("any", if named.is_empty() { "no" } else { "yes" })
        .text("topics", draft.view.locale.series(&named));
    Some(draft.say("bulletin-complaints", args))
}

/// What is wrong with the papers: few came back, numbers do not agree or are not written down, too few
/// answers.
fn papers(draft: &Draft<'_>) -> Option<String> {
    let sentences = [
        least_returned(draft).map(|(_, said)| said),
        unregistered(draft),
        unequal(draft),
        thin(draft),
    ];
    let said: Vec<String> = sentences.into_iter().flatten().collect();
    (!said.is_empty()).then(|| draft.run_on(&said))
}

/// The group of which the least came back, where that is less than of all.
pub(super) fn least_returned(draft: &Draft<'_>) -> Option<(String, String)> {
    let view = &draft.view;
    let rates = basis::rates(&view.returns());
    let (group, least) = rates.iter().min_by(|a, b| a.1.cmp(&b.1))?;
    let whole = basis::rates(&[(0, &view.returns_in_all())]).into_iter().next()?.1;
    let shown = |rate: &crate::exact::Ratio| {
        view.scheme().publish(&(rate * &crate::exact::Ratio::whole(100)))
    };
    if rates.len() < 2 || shown(least).steps() >= shown(&whole).steps() {
        return None;
    }
    let name = view.locale.label(&view.scheme().groups[*group].label).to_owned();
    let args = Args::none()
        .text("group", name.clone())
        .text("rate", shown(least).to_string())
        .text("whole", shown(&whole).to_string());
    Some((name, draft.say("bulletin-least-returned", args)))
}

/// Groups of which nobody wrote down what went out or came back.
fn unregistered(draft: &Draft<'_>) -> Option<String> {
    let view = &draft.view;
    let labelled = |at: usize| &view.scheme().groups[at];
    let groups = view.returns().into_iter().map(|(at, own)| (own, labelled(at)));
    let missing: Vec<String> = groups
        .filter(|(own, _)| own.found > 0 && (own.issued.is_none() || own.returned.is_none()))
        .map(|(_, group)| view.locale.label(&group.label).to_owned())
        .collect();
    let found = view.returns().iter().filter(|(_, own)| own.found > 0).count();
    let args = Args::none()
        .text("all", if missing.len() == found { "yes" } else { "no" })
        .text("groups", draft.capped(&missing));
    (!missing.is_empty()).then(|| draft.say("bulletin-unregistered", args))
}

/// Groups of which as many as came back by the register were not found in the files.
fn unequal(draft: &Draft<'_>) -> Option<String> {
    let view = &draft.view;
    let labelled = |at: usize| &view.scheme().groups[at];
    let groups = view.returns().into_iter().map(|(at, own)| (own, labelled(at)));
    let named: Vec<String> = groups
        .filter_map(|(own, group)| {
            let returned = own.returned.filter(|returned| *returned != own.found)?;
            let args = Args::none()
                .text("group", view.locale.label(&group.label))
                .text("returned", returned.to_string())
                .text("found", own.found.to_string());
            Some(draft.say("bulletin-unequal-group", args))
        })
        .collect();
    let args = Args::none().count("n", named.len()).text("groups", draft.capped(&named));
    (!named.is_empty()).then(|| draft.say("bulletin-unequal", args))
}

/// Units that are not ranked, and ranked ones of which some group said too little.
fn thin(draft: &Draft<'_>) -> Option<String> {
    let unranked = results::without_rank(draft).len();
    let units = &draft.view.material.estimates.units;
    let is_marked = |unit: &&usize| !units[**unit].whole.missing_groups.is_empty();
    let marked = draft.ranked.iter().filter(is_marked).count();
    let kind = match (unranked, marked) {
        (0, 0) => return None,
        (_, 0) => "unranked",
        (0, _) => "marked",
        _ => "both",
    };
    let args = Args::none().text("kind", kind).count("unranked", unranked).count("marked", marked);
    Some(draft.say("bulletin-thin", args))
}
