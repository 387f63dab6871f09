//! 评议结果: of all units, by category, by grade, and who is listed without a rank.

use super::{Draft, fit};
use crate::estimate::{Absent, Measure};
use crate::exact::Published;
use crate::league::{Table, Why};
use crate::locale::Args;
use crate::report::document::{Block, Level};
use crate::report::{Cell, ColumnKind, Grid, GridRow, RowKind};
use crate::scheme::{GradingRule, Label, Publication, Within};
use crate::trend::Change;

/// Grades of more units than this are counted, not listed.
const LISTED: usize = 120;

/// The section.
pub(super) fn results(draft: &Draft<'_>) -> Vec<Block> {
    let portions = vec![
        draft.portion("bulletin-results-whole", whole(draft)),
        draft.portion("bulletin-results-categories", categories(draft)),
        draft.portion("bulletin-results-grades", grades(draft)),
        draft.portion("bulletin-results-unranked", unranked(draft).into_iter().collect()),
    ];
    draft.section(&draft.word("bulletin-section-results"), portions)
}

/// The tables of the whole that the audience may see.
pub(super) fn tables<'a>(draft: &Draft<'a>) -> Vec<&'a Table> {
    draft.view.tables().filter(|table| table.measure == Measure::Whole).collect()
}

fn whole(draft: &Draft<'_>) -> Vec<Block> {
    let view = &draft.view;
    let mut mean: Vec<String> = vec![mean(draft)];
    let changes: Vec<String> = view
        .material
        .trends
        .iter()
        .filter_map(|trend| draft.change(trend.city.first()?, trend.earlier))
        .collect();
    if !changes.is_empty() {
        let changes = Args::none().text("changes", draft.clauses(&changes));
        mean.push(draft.say("bulletin-mean-change", changes));
    }
    let all = tables(draft);
    // Where all units are of one category, its table is as good.
    let overall = all
        .iter()
        .find(|table| table.category.is_none())
        .or_else(|| all.first().filter(|_| !view.has_categories()));
    let ends: Vec<String> = overall.and_then(|table| draft.ends(table)).into_iter().collect();
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(draft.paragraph(&mean));
    blocks.extend(draft.paragraph(&ends));
    let mut categories = view.categories().map(|category| &view.scheme().categories[category]);
    if categories.all(|category| category.publication == Publication::ScoreOnly) {
        blocks.extend(draft.paragraph(&[draft.word("bulletin-all-score-only")]));
    }
    if draft.is_public() && !draft.ranked.is_empty() {
        blocks.extend(draft.paragraph(&[draft.word("note-caution")]));
    }
    blocks
}

/// The mean of all units that have a score.
fn mean(draft: &Draft<'_>) -> String {
    let view = &draft.view;
    let units = view.units().count();
    let Some(mean) = view.material.estimates.city.of(Measure::Whole) else {
        let means = &view.material.estimates.categories;
        // The mean over all leaves out what is for the leaders only, perhaps everything.
        if view.categories().any(|category| means[category].of(Measure::Whole).is_some()) {
            return String::new();
        }
        return match any_score(draft, &|_| true) {
            true => draft.word("bulletin-mean-hidden"),
            false => draft.word("bulletin-no-scores"),
        };
    };
    let args = Args::none()
        .text("mean", mean.published.to_string())
        .text("part", view.part_of_mean(mean.n_units))
        .count("units", units)
        .count("n", mean.n_units);
    draft.say("bulletin-mean", args)
}

/// Whether any of these units has a score, be it one that is withheld from the reader.
fn any_score(draft: &Draft<'_>, wanted: &dyn Fn(usize) -> bool) -> bool {
    let units = &draft.view.material.estimates.units;
    let has_score = |unit: usize| match &units[unit].whole.value {
        Ok(_) => true,
        Err(why) => *why == Absent::Withheld,
    };
    draft.view.units().any(|unit| wanted(unit) && has_score(unit))
}

/// A paragraph on each category, and the table of their means.
fn categories(draft: &Draft<'_>) -> Vec<Block> {
    if !draft.view.has_categories() {
        return Vec::new();
    }
    let mut blocks: Vec<Block> = draft
        .view
        .categories()
        .filter_map(|category| {
            let heading = draft
                .say("bulletin-run-in", Args::none().text("heading", draft.category(category)));
            let text = category_text(draft, category)?;
            Some(draft.item(Level::Third, &heading, &text))
        })
        .collect();
    blocks.extend(category_table(draft));
    blocks
}

fn category_text(draft: &Draft<'_>, category: usize) -> Option<String> {
    let view = &draft.view;
    let n = view.units().filter(|unit| view.category_of(*unit) == category).count();
    if n == 0 {
        return None;
    }
    let mean = view.material.estimates.categories[category].of(Measure::Whole);
    let change = view
        .main_trend()
        .and_then(|trend| draft.change(trend.categories.get(category)?.first()?, trend.earlier));
    let scored = match mean {
        Some(_) => "yes",
        None if any_score(draft, &|unit| view.category_of(unit) == category) => "hidden",
        None => "no",
    };
    let args = Args::none()
        .count("n", n)
        .text("scored", scored)
        .text("mean", mean.map(|mean| mean.published.to_string()).unwrap_or_default())
        .text("changed", if change.is_some() { "yes" } else { "no" })
        .text("change", change.unwrap_or_default());
    let mut sentences = vec![draft.say("bulletin-category", args)];
    if view.scheme().categories[category].publication == Publication::ScoreOnly {
        sentences.push(draft.word("bulletin-score-only"));
    }
    let table = view.material.league.table(Some(category), Measure::Whole);
    sentences.extend(table.and_then(|table| draft.ends(table)));
    Some(draft.run_on(&sentences))
}

/// Means, changes, the best and the worst of each category, and of all.
fn category_table(draft: &Draft<'_>) -> Option<Block> {
    let view = &draft.view;
    let estimates = view.material.estimates;
    let trend = view.main_trend();
    let mut columns = vec![
        view.column("category", ColumnKind::Text),
        view.column("units", ColumnKind::Count),
        view.named("mean".into(), draft.word("bulletin-col-mean"), ColumnKind::Score),
        view.named("highest".into(), draft.word("bulletin-col-highest"), ColumnKind::Score),
        view.named("lowest".into(), draft.word("bulletin-col-lowest"), ColumnKind::Score),
    ];
    columns.extend(trend.map(|_| view.column("change", ColumnKind::Change)));
    let line = |name: String, category: Option<usize>, change: Option<&Change>| {
        let means = match category {
            Some(category) => estimates.categories.get(category)?,
            None => &estimates.city,
        };
        let mean = means.of(Measure::Whole)?;
        let score = |value: Option<Published>| {
            value.map_or(Cell::Empty, |value| Cell::Score { value, marked: false })
        };
        let table = view.material.league.table(category, Measure::Whole);
        let rows = table.map(|table| table.standings.as_slice()).unwrap_or_default();
        let mut cells = vec![
            Cell::Text(name),
            Cell::Count(mean.n_units as u64),
            score(Some(mean.published)),
            score(rows.first().map(|row| row.published)),
            score(rows.last().map(|row| row.published)),
        ];
        if trend.is_some() {
            cells.push(change.map_or(Cell::Empty, |change| view.change_cell(change)));
        }
        let kind = if category.is_some() { RowKind::Ranked } else { RowKind::Mean };
        Some(GridRow { kind, category, cells })
    };
    let of = |category: usize| {
        trend.and_then(|trend| trend.categories.get(category)).and_then(|means| means.first())
    };
    let mut rows: Vec<GridRow> = view
        .categories()
        .filter_map(|category| line(draft.category(category), Some(category), of(category)))
        .collect();
    let city = trend.and_then(|trend| trend.city.first());
    rows.extend(line(draft.word("scope-all"), None, city));
    if rows.is_empty() {
        return None;
    }
    let mut grid = Grid { columns, rows, ..view.grid("means", Vec::new(), Vec::new()) };
    grid.drop_columns(&["highest", "lowest", "change"]);
    let mut table = fit::of_grid(&grid, view.locale);
    if view.has_internal() && !draft.is_public() {
        table.notes.push(draft.word("note-means-internal").into());
    }
    Some(Block::Table(fit::in_text(table, &grid.title)))
}

/// Who has which grade.
fn grades(draft: &Draft<'_>) -> Vec<Block> {
    let Some(grading) = &draft.view.scheme().grading else { return Vec::new() };
    let labels: Vec<&Label> = match &grading.rule {
        GradingRule::Thresholds(grades) => grades.iter().map(|(label, _)| label).collect(),
        GradingRule::Quota { grades, .. } => grades.iter().map(|(label, _)| label).collect(),
    };
    let graded = |table: &&Table| table.standings.iter().any(|row| row.grade.is_some());
    let over_all = |table: &&Table| table.category.is_none() == (grading.within == Within::Overall);
    let mut chosen: Vec<&Table> = tables(draft).into_iter().filter(graded).collect();
    if chosen.iter().any(over_all) {
        chosen.retain(over_all);
    }
    let rows: Vec<_> = chosen.iter().flat_map(|table| &table.standings).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let listed = if rows.len() <= LISTED { "yes" } else { "no" };
    let one = |(at, label): (usize, &&Label)| {
        let own = rows.iter().filter(|row| row.grade == Some(at));
        let names: Vec<String> = own.map(|row| draft.view.unit(row.unit)).collect();
        let args = Args::none()
            .text("grade", draft.view.locale.label(label))
            .count("n", names.len())
            .text("listed", if names.is_empty() { "no" } else { listed })
            .text("units", draft.view.locale.series(&names));
        draft.paragraph(&[draft.say("bulletin-grade", args)])
    };
    labels.iter().enumerate().filter_map(one).collect()
}

/// Who is listed and not ranked, and why; categories that are only scored have said so.
fn unranked(draft: &Draft<'_>) -> Option<Block> {
    let reasons = without_rank(draft);
    if reasons.is_empty() {
        return None;
    }
    let args = Args::none().count("n", reasons.len()).text("units", draft.capped(&reasons));
    draft.paragraph(&[draft.say("bulletin-unranked", args)])
}

/// The units without a rank, each with its reason.
pub(super) fn without_rank(draft: &Draft<'_>) -> Vec<String> {
    let view = &draft.view;
    let mut rows: Vec<_> = tables(draft)
        .into_iter()
        .flat_map(|table| &table.unranked)
        .filter(|row| row.why != Why::ScoreOnly && !draft.ranked.contains(&row.unit))
        .collect();
    rows.sort_by_key(|row| row.unit);
    rows.dedup_by_key(|row| row.unit);
    let one = |row: &&crate::league::Unranked| {
        let args = Args::none()
            .text("unit", view.unit(row.unit))
            .text("why", view.locale.why(view.scheme(), &row.why));
        draft.say("bulletin-unit-why", args)
    };
    rows.iter().map(one).collect()
}
