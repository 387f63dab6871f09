//! The table in which a reader chooses indicator, category and period.

use super::super::Cell;
use super::super::material::View;
use super::boards::{Boards, categories};
use super::past::Earlier;
use super::{Board, BoardMean, Entry, Finder};
use crate::estimate::{Means, Measure};
use crate::locale::Args;

/// Everything that can be chosen.
pub(super) fn finder(
    view: &View<'_>,
    order: &[usize],
    boards: &Boards,
    earlier: &[Earlier<'_>],
) -> Finder {
    let locale = view.locale;
    let scopes: Vec<Option<usize>> =
        std::iter::once(None).chain(categories(view, order).into_iter().map(Some)).collect();
    let measures: Vec<Measure> = view.measures().collect();
    let mut all: Vec<Board> = measures
        .iter()
        .enumerate()
        .map(|(at, measure)| present(view, order, boards, &scopes, (at, *measure)))
        .collect();
    for (at, past) in earlier.iter().enumerate() {
        let known = measures.iter().enumerate();
        let known = known.filter_map(|(place, now)| Some((place, past.measure(view, *now)?)));
        all.extend(known.map(|measure| before(view, order, past, &scopes, (at + 1, measure))));
    }
    let now = locale.period(view.appraisal().period);
    Finder {
        scope: locale.word("scope-all"),
        categories: scopes.iter().flatten().map(|category| view.category(*category)).collect(),
        grades: grades(all.first()),
        measures: measures.iter().map(|measure| view.measure(*measure)).collect(),
        periods: std::iter::once(now).chain(earlier.iter().map(|e| e.period.clone())).collect(),
        boards: all,
    }
}

/// The grades that were given, in the order of the best who got them.
fn grades(board: Option<&Board>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for entry in board.iter().flat_map(|board| &board.entries) {
        for grade in [&entry.overall.grade, &entry.within.grade] {
            if let Cell::Text(grade) = grade
                && !grade.is_empty()
                && !found.contains(grade)
            {
                found.push(grade.clone());
            }
        }
    }
    found
}

fn present(
    view: &View<'_>,
    order: &[usize],
    boards: &Boards,
    scopes: &[Option<usize>],
    (at, measure): (usize, Measure),
) -> Board {
    let estimates = view.material.estimates;
    let trend = view.main_trend();
    let entries = order.iter().enumerate().map(|(place, unit)| {
        let score = estimates.units[*unit].score(measure);
        let change = trend.and_then(|trend| trend.unit(*unit));
        Entry {
            unit: place,
            score: view.score_cell(score),
            n: view.n_cell(score),
            interval: match view.shows_errors() {
                true => view.interval_cell(*unit, measure),
                false => Cell::Empty,
            },
            change: change.map_or(Cell::Empty, |unit| view.change_cell(&unit.score(measure))),
            overall: boards.place(None, measure, *unit),
            within: boards.place(Some(view.category_of(*unit)), measure, *unit),
        }
    });
    let means = scopes.iter().map(|scope| {
        let means = match scope {
            None => &estimates.city,
            Some(category) => &estimates.categories[*category],
        };
        let changes = trend.and_then(|trend| match scope {
            None => Some(&trend.city),
            Some(category) => trend.categories.get(*category),
        });
        // The whole comes first, then each indicator.
        let change = changes.and_then(|changes| changes.get(at));
        let change = change.map_or(Cell::Empty, |change| view.change_cell(change));
        Some(BoardMean { change, ..mean(view, means, measure)? })
    });
    let notes = scopes.iter().map(|scope| {
        boards.table(*scope, measure).map(|table| table.grid.notes.clone()).unwrap_or_default()
    });
    Board {
        period: 0,
        measure: at,
        entries: entries.collect(),
        means: means.collect(),
        notes: notes.collect(),
    }
}

fn before(
    view: &View<'_>,
    order: &[usize],
    past: &Earlier<'_>,
    scopes: &[Option<usize>],
    (period, (at, measure)): (usize, (usize, Measure)),
) -> Board {
    let entries = order.iter().enumerate().filter_map(|(place, unit)| {
        let unit = past.unit(view, *unit)?;
        let (score, n) = past.score(view, unit, measure);
        Some(Entry {
            unit: place,
            score,
            n,
            interval: past.interval(view, unit, measure),
            change: Cell::Empty,
            overall: past.overall(view, unit, measure),
            within: past.within(view, unit, measure),
        })
    });
    let note = view.locale.text("site-past", Args::none().text("period", past.period.clone()));
    let means = scopes.iter().map(|scope| mean(view, past.means(*scope)?, measure));
    Board {
        period,
        measure: at,
        entries: entries.collect(),
        means: means.collect(),
        notes: vec![vec![note, view.locale.word("note-caution")]; scopes.len()],
    }
}

fn mean(view: &View<'_>, means: &Means, measure: Measure) -> Option<BoardMean> {
    let mean = means.of(measure)?;
    let args = Args::none().count("n", mean.n_units as u64);
    Some(BoardMean {
        name: view.locale.text("mean-of-units", args),
        score: Cell::Score { value: mean.published, marked: false },
        change: Cell::Empty,
    })
}
