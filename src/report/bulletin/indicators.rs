//! 分项指标评议结果: the mean of each indicator, its change, and who stands at its ends.

use super::{Draft, Portion, fit};
use crate::estimate::Measure;
use crate::league::{Standing, Table};
use crate::locale::Args;
use crate::report::compose;
use crate::report::document::{Block, Level};
use crate::report::{Cell, ColumnKind, Grid, GridRow, RowKind};
use crate::trend::{Change, Trend};

/// More indicators than this have the table alone.
const TOLD: usize = 10;

/// The section; with one indicator it would say what was said of the whole.
pub(super) fn indicators(draft: &Draft<'_>) -> Vec<Block> {
    let view = &draft.view;
    let leaves: Vec<Measure> = view.leaves().collect();
    let has_mean = |leaf: &Measure| view.material.estimates.city.of(*leaf).is_some();
    if leaves.len() < 2 || !leaves.iter().any(has_mean) {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    let mut lead = compose::indicators(view);
    lead.extend(view.main_trend().and_then(|trend| means_changed(draft, trend)));
    blocks.extend(draft.paragraph(&lead));
    if leaves.len() <= TOLD {
        blocks.extend(leaves.iter().filter_map(|leaf| told(draft, *leaf)));
    }
    blocks.extend(table(draft, &leaves));
    let title = draft.say("bulletin-section-indicators", Args::none().count("n", leaves.len()));
    draft.section(&title, vec![Portion { heading: String::new(), blocks }])
}

/// The change of the mean of a measure.
pub(super) fn mean_change(trend: &Trend, measure: Measure) -> Option<&Change> {
    trend.city.get(match measure {
        Measure::Whole => 0,
        Measure::Indicator(index) => index + 1,
    })
}

/// Which means of indicators changed by more than chance.
fn means_changed(draft: &Draft<'_>, trend: &Trend) -> Option<String> {
    let view = &draft.view;
    let tested: Vec<(Measure, &Change)> = view
        .leaves()
        .filter_map(|leaf| Some((leaf, mean_change(trend, leaf)?)))
        .filter(|(_, change)| change.test.is_some())
        .collect();
    if tested.is_empty() {
        return None;
    }
    let real: Vec<String> = tested
        .iter()
        .filter(|(_, change)| draft.is_real(change))
        .filter_map(|(leaf, change)| {
            let args = Args::none().text("measure", view.measure(*leaf));
            let name = draft.say("bulletin-measure", args);
            Some(draft.changed(&name, change.difference?))
        })
        .collect();
    let args = Args::none()
        .text("earlier", view.locale.period(trend.earlier))
        .text("any", if real.is_empty() { "no" } else { "yes" })
        .count("rest", tested.len() - real.len())
        .text("changes", view.locale.series(&real));
    Some(draft.say("bulletin-means-changed", args))
}

/// The table of an indicator: over all units, or else of the only category.
fn league<'a>(draft: &Draft<'a>, measure: Measure) -> Option<&'a Table> {
    let league = &draft.view.material.league;
    league.table(None, measure).or_else(|| {
        let mut categories = draft.view.categories();
        let only = categories.next().filter(|_| categories.next().is_none());
        only.and_then(|category| league.table(Some(category), measure))
    })
}

fn told(draft: &Draft<'_>, leaf: Measure) -> Option<Block> {
    let view = &draft.view;
    let mean = view.material.estimates.city.of(leaf)?;
    let change =
        view.main_trend().and_then(|trend| draft.change(mean_change(trend, leaf)?, trend.earlier));
    let args = Args::none()
        .text("mean", mean.published.to_string())
        .text("changed", if change.is_some() { "yes" } else { "no" })
        .text("change", change.unwrap_or_default());
    let mut sentences = vec![draft.say("bulletin-indicator", args)];
    sentences.extend(league(draft, leaf).and_then(|table| best_and_worst(draft, table)));
    let heading = Args::none().text("heading", view.measure(leaf));
    let heading = draft.say("bulletin-run-in", heading);
    Some(draft.item(Level::Second, &heading, &draft.run_on(&sentences)))
}

/// The rows that share the first score of a table, and those that share the last.
fn extremes(table: &Table) -> Option<(Vec<&Standing>, Vec<&Standing>)> {
    let (best, worst) = (table.standings.first()?.published, table.standings.last()?.published);
    let with = |value| table.standings.iter().filter(move |row| row.published == value).collect();
    (best != worst).then(|| (with(best), with(worst)))
}

fn best_and_worst(draft: &Draft<'_>, table: &Table) -> Option<String> {
    let (best, worst) = extremes(table)?;
    if table.certainty.as_ref().is_some_and(|certainty| certainty.told_apart.0 == 0) {
        return Some(draft.word("bulletin-indicator-not-apart"));
    }
    let names = |rows: &[&Standing]| {
        let names: Vec<String> = rows.iter().map(|row| draft.view.unit(row.unit)).collect();
        draft.capped(&names)
    };
    let args = Args::none()
        .text("best", names(&best))
        .count("best-n", best.len())
        .text("best-score", best.first()?.published.to_string())
        .text("worst", names(&worst))
        .count("worst-n", worst.len())
        .text("worst-score", worst.first()?.published.to_string());
    Some(draft.say("bulletin-indicator-ends", args))
}

/// Mean, change, the highest and the lowest score of each indicator.
fn table(draft: &Draft<'_>, leaves: &[Measure]) -> Option<Block> {
    let view = &draft.view;
    let trend = view.main_trend();
    let mut columns = vec![
        view.column("indicator", ColumnKind::Text),
        view.named("mean".into(), draft.word("bulletin-col-mean"), ColumnKind::Score),
    ];
    columns.extend(trend.map(|_| view.column("change", ColumnKind::Change)));
    columns.extend([
        view.named("highest".into(), draft.word("bulletin-col-highest"), ColumnKind::Score),
        view.named("lowest".into(), draft.word("bulletin-col-lowest"), ColumnKind::Score),
    ]);
    let line = |leaf: &Measure, kind: RowKind| {
        let mean = view.material.estimates.city.of(*leaf)?;
        let mut cells = vec![
            Cell::Text(view.measure(*leaf)),
            Cell::Score { value: mean.published, marked: false },
        ];
        if let Some(trend) = trend {
            let change = mean_change(trend, *leaf);
            cells.push(change.map_or(Cell::Empty, |change| view.change_cell(change)));
        }
        let rows = league(draft, *leaf).map(|table| table.standings.as_slice()).unwrap_or_default();
        let ends = [rows.first(), rows.last()];
        cells.extend(ends.map(|row| match row {
            Some(row) => Cell::Score { value: row.published, marked: false },
            None => Cell::Empty,
        }));
        Some(GridRow { kind, category: None, cells })
    };
    let mut rows: Vec<GridRow> =
        leaves.iter().filter_map(|leaf| line(leaf, RowKind::Ranked)).collect();
    rows.extend(line(&Measure::Whole, RowKind::Mean));
    let mut grid = Grid { columns, rows, ..view.grid("scores", Vec::new(), Vec::new()) };
    grid.drop_columns(&["highest", "lowest", "change"]);
    let caption = draft.word("bulletin-table-indicators");
    let mut table = fit::of_grid(&grid, view.locale);
    if trend.is_some() {
        table.notes.push(draft.word("note-real-brief").into());
    }
    Some(Block::Table(fit::in_text(table, &caption)))
}
