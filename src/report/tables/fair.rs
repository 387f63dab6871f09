//! What the rules about papers met, and what each of them does to scores and ranks.

use super::super::fair::{Placed, UnitEffect};
use super::super::material::View;
use super::super::{Audience, Cell, Column, ColumnKind, Grid, GridRow, Material, RowKind, Seen};
use crate::account::RuleHits;
use crate::exact::Ratio;
use crate::locale::Locale;

fn plain(cells: Vec<Cell>) -> GridRow {
    GridRow { kind: RowKind::Ranked, category: None, cells }
}

/// What each rule met, then the same by rater group and by unit (规则命中). None where no screen is
/// known; the last two only where a rule met anything.
pub fn hits_grids(material: &Material<'_>, audience: Audience, locale: &Locale) -> Vec<Grid> {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let Some(screen) = material.fair.screen else { return Vec::new() };
    let mut grids = vec![rules(&view)];
    if screen.by_rule.iter().any(|hits| hits.ballots > 0) {
        grids.push(groups(&view));
        grids.push(units(&view));
    }
    grids
}

/// Every rule with its numbers, in the order of the scheme, those that met nothing too.
fn rules(view: &View<'_>) -> Grid {
    use ColumnKind::{Count, Rate, Text};
    let columns = [
        ("rule", Text),
        ("thresholds", Text),
        ("effect", Text),
        ("hit-papers", Count),
        ("hit-papers-share", Rate),
        ("hit-ballots", Count),
        ("hit-ballots-share", Rate),
    ];
    let columns = columns.into_iter().map(|(id, kind)| view.column(id, kind)).collect();
    let screen = view.material.fair.screen;
    let rows = screen.into_iter().flat_map(|screen| {
        let line = |hits: &RuleHits| {
            let effect = view.scheme().rules.get(hits.rule).map(|rule| rule.effect);
            let share = |part: u64, whole: u64| {
                let share = &Ratio::fraction(part, whole) * &Ratio::whole(100);
                if whole > 0 { Cell::Rate(view.scheme().publish(&share)) } else { Cell::Empty }
            };
            plain(vec![
                Cell::Text(view.rule_name(hits.rule)),
                text(view.rule_numbers(hits.rule)),
                effect.map_or(Cell::Empty, |effect| Cell::Text(view.locale.effect(effect))),
                Cell::Count(hits.papers),
                share(hits.papers, screen.papers),
                Cell::Count(hits.ballots),
                share(hits.ballots, screen.ballots),
            ])
        };
        screen.by_rule.iter().map(line).collect::<Vec<_>>()
    });
    let mut grid = view.grid("fair-rules", columns, rows.collect());
    grid.notes.push(view.locale.word("note-fair-rules"));
    grid
}

fn text(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// One column for each rule that met anything.
fn rule_columns(view: &View<'_>) -> Vec<Column> {
    let column = |hits: &RuleHits| {
        view.named(rule_id(view, hits.rule), view.rule_name(hits.rule), ColumnKind::Count)
    };
    view.met().map(column).collect()
}

/// The id of a column: the kind of the rule, with its place where there are several.
fn rule_id(view: &View<'_>, rule: usize) -> String {
    let rules = &view.scheme().rules;
    let kind = rules[rule].when;
    let several = rules.iter().filter(|other| other.when == kind).count() > 1;
    let place = if several { format!("-{}", rule + 1) } else { String::new() };
    format!("{}{place}", kind.finding().id())
}

fn groups(view: &View<'_>) -> Grid {
    let mut columns = vec![view.column("group", ColumnKind::Text)];
    columns.extend(rule_columns(view));
    let entries = view.scheme().groups.iter().enumerate();
    let mut rows: Vec<GridRow> = entries
        .map(|(index, group)| {
            let mut cells = vec![Cell::Text(view.locale.label(&group.label).to_owned())];
            cells.extend(view.met().map(|hits| count(&hits.by_group, index)));
            plain(cells)
        })
        .collect();
    let mut total = vec![Cell::Text(view.locale.word("total"))];
    total.extend(view.met().map(|hits| Cell::Count(hits.ballots)));
    rows.push(GridRow { kind: RowKind::Mean, category: None, cells: total });
    let mut grid = view.grid("fair-groups", columns, rows);
    grid.notes.push(view.locale.word("note-fair-hits"));
    grid
}

fn count(counts: &[u64], index: usize) -> Cell {
    Cell::Count(counts.get(index).copied().unwrap_or(0))
}

fn units(view: &View<'_>) -> Grid {
    let mut columns = view.unit_columns();
    columns.extend(rule_columns(view));
    let line = |unit: usize| {
        let mut cells = view.unit_cells(unit);
        cells.extend(view.met().map(|hits| count(&hits.by_unit, unit)));
        view.row(unit, cells)
    };
    let rows = view.in_order().into_iter().map(line).collect();
    let mut grid = view.grid("fair-units", columns, rows);
    grid.notes.push(view.locale.word("note-fair-hits"));
    grid
}

/// Score and rank of units without and with each rule that met anything (规则前后对照): first only
/// the lines that differ, for reading, then all of them. None where no such rule is known.
pub fn effect_grids(material: &Material<'_>, audience: Audience, locale: &Locale) -> Vec<Grid> {
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let effects = view.unit_effects();
    if effects.is_empty() {
        return Vec::new();
    }
    let changed = effects.iter().filter(|effect| effect.changes());
    let changed = changed.map(|effect| line(&view, effect)).collect();
    let all = effects.iter().map(|effect| line(&view, effect)).collect();
    let grids = [("fair-changes", changed), ("fair-effects", all)];
    let grids = grids.map(|(id, rows)| {
        let mut grid = view.grid(id, columns(&view), rows);
        grid.notes.push(view.locale.word("note-fair-effects"));
        grid
    });
    grids.into_iter().filter(|grid| !grid.rows.is_empty()).collect()
}

fn columns(view: &View<'_>) -> Vec<Column> {
    use ColumnKind::{Change, Move, Rank, Score, Text};
    let mut columns = vec![view.column("rule", Text), view.column("rule-applied", Text)];
    columns.extend(view.unit_columns());
    let figures = [
        ("score-without", Score),
        ("score-with", Score),
        ("rule-change", Change),
        ("rank-without", Rank),
        ("rank-with", Rank),
        ("rule-move", Move),
    ];
    columns.extend(figures.into_iter().map(|(id, kind)| view.column(id, kind)));
    columns
}

fn line(view: &View<'_>, effect: &UnitEffect) -> GridRow {
    let applied = if effect.voids { "fair-applied-void" } else { "fair-applied-flag" };
    let mut cells =
        vec![Cell::Text(view.rule_name(effect.rule)), Cell::Text(view.locale.word(applied))];
    cells.extend(view.unit_cells(effect.unit));
    let score = |placed: Placed| Cell::score(placed.score, || view.locale.word("absent-no-score"));
    let rank = |placed: Placed| match placed.rank {
        Some((rank, joint, of)) => Cell::Rank { rank, joint, of },
        None => Cell::Absent(view.locale.word("rank-none")),
    };
    cells.extend([
        score(effect.without),
        score(effect.with),
        Cell::change(effect.difference()),
        rank(effect.without),
        rank(effect.with),
        effect.gained().map_or(Cell::Empty, Cell::Move),
    ]);
    view.row(effect.unit, cells)
}
