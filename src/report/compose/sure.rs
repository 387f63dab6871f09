//! What the data can and cannot support, in sentences.

use super::super::chance::{Said, fine};
use super::super::material::View;
use super::summary::magnitude;
use crate::estimate::Measure;
use crate::exact::Published;
use crate::league::{Side, Table};
use crate::locale::Args;
use crate::trend::{Change, UnitTrend};

/// The tables of the whole that a figure is drawn of: the one over all, or else each category's.
pub(super) fn tables<'a>(view: &View<'a>) -> Vec<&'a Table> {
    let whole = || view.tables().filter(|table| table.measure == Measure::Whole);
    let overall: Vec<&Table> = whole().filter(|table| table.category.is_none()).collect();
    if overall.is_empty() { whole().collect() } else { overall }
}

/// The most names that a sentence lists.
const NAMES: usize = 8;

/// What the data can and cannot tell apart in a table, and, for those who see errors, who is surely
/// above or below the mean.
pub(in crate::report) fn apart(view: &View<'_>, table: &Table) -> Vec<String> {
    let Some(certainty) = &table.certainty else { return Vec::new() };
    let order = table.reliability.as_ref().filter(|_| view.shows_errors());
    let args = view
        .pairs(certainty)
        .text("scope", view.scope(table))
        .count("n", table.standings.len())
        .text("known", if order.is_some() { "yes" } else { "no" })
        .text("order", order.map(|of| fine(of.of_order)).unwrap_or_default());
    let mut sentences = vec![view.locale.text("summary-apart", args)];
    if view.shows_errors() {
        sentences.push(sides(view, table));
    }
    sentences
}

/// Who is surely above and below the mean of a table.
fn sides(view: &View<'_>, table: &Table) -> String {
    let on = |side: Side| -> Vec<String> {
        let rows = table.standings.iter();
        let rows = rows.filter(|row| row.against_mean.is_some_and(|verdict| verdict.side == side));
        rows.map(|row| view.unit(row.unit)).collect()
    };
    let (above, below) = (on(Side::Above), on(Side::Below));
    let kind = |names: &[String]| match names.len() {
        0 => "none",
        n if n <= NAMES => "some",
        _ => "many",
    };
    let args = Args::none()
        .text("scope", view.scope(table))
        .text("confidence", view.confidence())
        .text("above-kind", kind(&above))
        .count("above-n", above.len())
        .text("above", view.locale.series(&above))
        .text("below-kind", kind(&below))
        .count("below-n", below.len())
        .text("below", view.locale.series(&below))
        .count("neither", on(Side::Neither).len());
    view.locale.text("summary-sides", args)
}

/// The same of every table of the whole.
pub(super) fn certainty(view: &View<'_>) -> Vec<String> {
    let tables = view.tables().filter(|table| table.measure == Measure::Whole);
    tables.flat_map(|table| apart(view, table)).collect()
}

/// How many changes are real, and the greatest rise and fall among them.
pub(super) fn movers(view: &View<'_>) -> Vec<String> {
    let Some(trend) = view.main_trend() else { return Vec::new() };
    let earlier = || Args::none().text("earlier", view.locale.period(trend.earlier));
    let wanted = |unit: &&UnitTrend| view.shows(unit.unit) && view.is_ranked(unit.unit);
    let compared =
        trend.units.iter().filter(wanted).map(|unit| (unit.unit, unit.score(Measure::Whole)));
    let tested: Vec<(usize, Change)> =
        compared.filter(|(_, change)| change.test.is_some()).collect();
    if tested.is_empty() {
        return Vec::new();
    }
    let mut real: Vec<(i64, usize, Published)> = tested
        .iter()
        .filter(|(_, change)| view.said(change) == Said::Real)
        .filter_map(|(unit, change)| Some((change.difference?.steps(), *unit, change.difference?)))
        .collect();
    real.sort_by_key(|(steps, unit, _)| (*steps, *unit));
    let rises = real.iter().filter(|(steps, _, _)| *steps > 0).count();
    let args = earlier()
        .count("n", tested.len())
        .count("rises", rises)
        .count("falls", real.len() - rises)
        .text("any", if real.is_empty() { "no" } else { "yes" });
    let counted = view.locale.text("summary-real", args);
    let sentence = |id: &str, unit: usize, change: Published| {
        let args = earlier().text("unit", view.unit(unit)).text("change", magnitude(change));
        view.locale.text(id, args)
    };
    let rise = real.last().filter(|(steps, _, _)| *steps > 0);
    let fall = real.first().filter(|(steps, _, _)| *steps < 0);
    let rise = rise.map(|(_, unit, change)| sentence("summary-rise", *unit, *change));
    let fall = fall.map(|(_, unit, change)| sentence("summary-fall", *unit, *change));
    std::iter::once(counted).chain(rise).chain(fall).collect()
}
