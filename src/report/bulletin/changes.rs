//! 主要特点和变化: what the data can tell apart, and what changed by more than chance.

use super::{Draft, Portion, results};
use crate::estimate::Measure;
use crate::exact::Published;
use crate::locale::Args;
use crate::report::compose;
use crate::report::document::Block;
use crate::trend::{RankMove, Trend, TrendKind, UnitTrend};

/// The section; without a past and without errors there is nothing to say.
pub(super) fn changes(draft: &Draft<'_>) -> Vec<Block> {
    let view = &draft.view;
    let mut portions = Vec::new();
    if view.shows_errors() {
        let tables = results::tables(draft);
        let sure = tables.iter().map(|table| compose::apart(view, table));
        let blocks = sure.filter_map(|said| draft.paragraph(&said)).collect();
        portions.push(draft.portion("bulletin-changes-sure", blocks));
    }
    portions.extend(view.material.trends.iter().map(|trend| compared(draft, trend)));
    let refused = compose::refused(view);
    portions.push(
        draft.portion("bulletin-changes-refused", draft.paragraph(&refused).into_iter().collect()),
    );
    let id = match view.material.trends.is_empty() {
        true => "bulletin-section-features",
        false => "bulletin-section-changes",
    };
    draft.section(&draft.word(id), portions)
}

/// Everything on one comparison.
fn compared(draft: &Draft<'_>, trend: &Trend) -> Portion {
    let kind = match trend.kind {
        TrendKind::Previous => "previous",
        TrendKind::SameOfLastYear => "last-year",
        TrendKind::Other => "other",
    };
    let args =
        Args::none().text("earlier", draft.view.locale.period(trend.earlier)).text("kind", kind);
    let heading = draft.say("bulletin-changes-heading", args);
    let paragraphs = [
        vec![scores(draft, trend).unwrap_or_default(), by_indicator(draft, trend)],
        vec![ranks(draft, trend).unwrap_or_default()],
        compose::composition(&draft.view, trend).into_iter().collect(),
    ];
    let blocks = paragraphs.iter().filter_map(|sentences| draft.paragraph(sentences)).collect();
    Portion { heading, blocks }
}

/// The units whose change of a score is looked at.
fn looked_at<'t>(draft: &Draft<'_>, trend: &'t Trend) -> Vec<&'t UnitTrend> {
    let wanted =
        |unit: &&UnitTrend| draft.view.shows(unit.unit) && draft.ranked.contains(&unit.unit);
    trend.units.iter().filter(wanted).collect()
}

/// Changes of the score on a measure that are more than chance: the greatest rise first.
pub(super) fn real(draft: &Draft<'_>, trend: &Trend, measure: Measure) -> Vec<(usize, Published)> {
    let mut real: Vec<(usize, Published)> = looked_at(draft, trend)
        .into_iter()
        .map(|unit| (unit.unit, unit.score(measure)))
        .filter(|(_, change)| draft.is_real(change))
        .filter_map(|(unit, change)| Some((unit, change.difference?)))
        .collect();
    real.sort_by_key(|(unit, change)| (std::cmp::Reverse(change.steps()), *unit));
    real
}

/// How many scores surely rose and fell, and which.
fn scores(draft: &Draft<'_>, trend: &Trend) -> Option<String> {
    let changes: Vec<_> =
        looked_at(draft, trend).iter().map(|unit| unit.score(Measure::Whole)).collect();
    let compared: Vec<i64> =
        changes.iter().filter_map(|change| Some(change.difference?.steps())).collect();
    if compared.is_empty() {
        return None;
    }
    let args = || Args::none().text("earlier", draft.view.locale.period(trend.earlier));
    let tested = changes.iter().filter(|change| change.test.is_some()).count();
    if tested == 0 {
        let args = args()
            .count("n", compared.len())
            .count("higher", compared.iter().filter(|steps| **steps > 0).count())
            .count("lower", compared.iter().filter(|steps| **steps < 0).count());
        return Some(draft.say("bulletin-changes-untested", args));
    }
    let real = real(draft, trend, Measure::Whole);
    let named = |wanted: &dyn Fn(i64) -> bool| -> Vec<String> {
        let own = real.iter().filter(|(_, change)| wanted(change.steps()));
        own.map(|(unit, change)| draft.changed(&draft.view.unit(*unit), *change)).collect()
    };
    let rises = named(&|steps| steps > 0);
    let falls: Vec<String> = named(&|steps| steps < 0).into_iter().rev().collect();
    let args = args()
        .count("n", tested)
        .count("rises", rises.len())
        .text("risen", draft.capped(&rises))
        .count("falls", falls.len())
        .text("fallen", draft.capped(&falls))
        .text("any", if real.is_empty() { "no" } else { "yes" })
        .count("rest", tested - real.len());
    Some(draft.say("bulletin-changes-scores", args))
}

/// Changes on single indicators that are more than chance.
fn by_indicator(draft: &Draft<'_>, trend: &Trend) -> String {
    let leaves: Vec<Measure> = draft.view.leaves().collect();
    if leaves.len() < 2 {
        return String::new();
    }
    let mut real: Vec<(Measure, usize, Published)> = Vec::new();
    for leaf in leaves {
        real.extend(self::real(draft, trend, leaf).into_iter().map(|(unit, by)| (leaf, unit, by)));
    }
    let named = |wanted: &dyn Fn(i64) -> bool| -> Vec<String> {
        let own = real.iter().filter(|(_, _, change)| wanted(change.steps()));
        let name = |(leaf, unit, change): &(Measure, usize, Published)| {
            let args = Args::none()
                .text("unit", draft.view.unit(*unit))
                .text("measure", draft.view.measure(*leaf));
            draft.changed(&draft.say("bulletin-unit-measure", args), *change)
        };
        own.map(name).collect()
    };
    let (rises, falls) = (named(&|steps| steps > 0), named(&|steps| steps < 0));
    let args = Args::none()
        .count("rises", rises.len())
        .text("risen", draft.capped(&rises))
        .count("falls", falls.len())
        .text("fallen", draft.capped(&falls));
    if real.is_empty() { String::new() } else { draft.say("bulletin-changes-indicators", args) }
}

/// Which ranks surely moved: in each category, or over all where there is no such table.
fn ranks(draft: &Draft<'_>, trend: &Trend) -> Option<String> {
    let shown = |category: Option<usize>| category.is_none_or(|c| draft.view.shows_category(c));
    let whole = || {
        let tables = trend.moves.iter().filter(|table| table.measure == Measure::Whole);
        tables.filter(|table| shown(table.category))
    };
    let by_category = whole().any(|table| table.category.is_some());
    let moves: Vec<&RankMove> = whole()
        .filter(|table| table.category.is_some() == by_category)
        .flat_map(|table| &table.moves)
        .filter(|moved| moved.is_sure.is_some())
        .collect();
    if moves.is_empty() {
        return None;
    }
    let named = |wanted: &dyn Fn(i64) -> bool| -> Vec<String> {
        let sure = moves.iter().filter(|moved| moved.is_sure == Some(true));
        let own = sure.filter(|moved| wanted(moved.gained()));
        let name = |moved: &&&RankMove| {
            let args = Args::none()
                .text("unit", draft.view.unit(moved.unit))
                .text("earlier", moved.earlier.to_string())
                .text("later", moved.later.to_string());
            draft.say("bulletin-unit-move", args)
        };
        own.map(|moved| name(&moved)).collect()
    };
    let (up, down) = (named(&|gained| gained > 0), named(&|gained| gained < 0));
    let args = Args::none()
        .count("n", moves.len())
        .text("scope", if by_category { "category" } else { "all" })
        .text("any", if up.is_empty() && down.is_empty() { "no" } else { "yes" })
        .count("up", up.len())
        .text("risen", draft.capped(&up))
        .count("down", down.len())
        .text("fallen", draft.capped(&down))
        .count("rest", moves.len() - up.len() - down.len());
    Some(draft.say("bulletin-changes-ranks", args))
}
