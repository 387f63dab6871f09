//! Formulas in the tables that everybody reads: scores from the calculation, means, ranks, changes and
//! rates from the cells beside them.

use super::super::material::View;
use super::super::tables::league_id;
use super::super::{Cell, Grid, RowKind};
use super::formula::{Formula, Span, rounded};
use super::scores::{CATEGORY, Calculation, MEASURE, SCORE, UNROUNDED_SCORE};
use crate::estimate::Measure;
use crate::exact::Published;

/// The formulas of the tables of a report.
pub(in crate::report) fn links(
    view: &View<'_>,
    grids: &[Grid],
    calculation: Option<&Calculation>,
) -> Vec<Formula> {
    let mut formulas = Vec::new();
    for (at, grid) in grids.iter().enumerate() {
        match grid.id.as_str() {
            "returns" => formulas.extend(returns(view, at, grid)),
            id if id.starts_with("trend-") => formulas.extend(changes(view, at, grid)),
            _ => {}
        }
    }
    for table in view.tables() {
        let id = league_id(view, table);
        let Some(at) = grids.iter().position(|grid| grid.id == id) else { continue };
        formulas.extend(ranks(at, &grids[at]));
        if let Some(calculation) = calculation {
            let ranked = table.standings.iter().map(|row| row.unit);
            let units: Vec<usize> =
                ranked.chain(table.unranked.iter().map(|row| row.unit)).collect();
            let column = column(&grids[at], "score");
            formulas.extend(scores(calculation, (at, &units), column, table.measure));
            formulas.extend(mean(
                view,
                calculation,
                (at, &grids[at]),
                table.category,
                table.measure,
            ));
        }
    }
    if let Some(calculation) = calculation {
        formulas.extend(all_scores(view, grids, calculation));
        formulas.extend(means(view, grids, calculation));
    }
    formulas
}

fn column(grid: &Grid, id: &str) -> Option<usize> {
    grid.columns.iter().position(|column| column.id == id)
}

/// Links to the calculation in one column of a table whose rows are these units.
fn scores<'a>(
    calculation: &'a Calculation,
    (grid, units): (usize, &'a [usize]),
    column: Option<usize>,
    measure: Measure,
) -> impl Iterator<Item = Formula> + 'a {
    let rows = units.iter().enumerate();
    rows.filter_map(move |(row, unit)| {
        let from = *calculation.scores.get(&(*unit, measure))?;
        let spans = vec![Span::cell(calculation.at, from, SCORE)];
        Some(Formula { grid, row, column: column?, text: "{0}".to_owned(), spans })
    })
}

/// The table of all scores.
fn all_scores(view: &View<'_>, grids: &[Grid], calculation: &Calculation) -> Vec<Formula> {
    let Some(at) = grids.iter().position(|grid| grid.id == "scores") else { return Vec::new() };
    let units = view.in_order();
    let indicators = view.scheme().indicators.all();
    let measures = view.measures().flat_map(|measure| {
        let id = match measure {
            Measure::Whole => "score",
            Measure::Indicator(index) => indicators[index].id.as_str(),
        };
        scores(calculation, (at, &units), column(&grids[at], id), measure).collect::<Vec<_>>()
    });
    measures.collect()
}

/// A mean over the scores before they are rounded, of a category or of all that are published.
fn mean_formula(
    view: &View<'_>,
    calculation: &Calculation,
    category: Option<usize>,
    measure: Measure,
) -> Option<(String, Vec<Span>)> {
    let last = calculation.grids[1].rows.len().checked_sub(1)?;
    let span = |column| Span { grid: calculation.at, column, first: 0, last };
    let mut text = format!("AVERAGEIFS({{0}},{{1}},{}", quoted(&view.measure(measure)));
    match category {
        Some(category) => text.push_str(&format!(",{{2}},{}", quoted(&view.category(category)))),
        None => {
            let categories = 0..view.scheme().categories.len();
            for hidden in categories.filter(|category| view.is_of_leaders(*category)) {
                let other = format!("<>{}", view.category(hidden));
                text.push_str(&format!(",{{2}},{}", quoted(&other)));
            }
        }
    }
    text.push(')');
    let spans = vec![span(UNROUNDED_SCORE), span(MEASURE), span(CATEGORY)];
    Some((rounded(view.scheme(), &text), spans))
}

/// A text within a formula.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The mean below a league table.
fn mean(
    view: &View<'_>,
    calculation: &Calculation,
    (at, grid): (usize, &Grid),
    category: Option<usize>,
    measure: Measure,
) -> Option<Formula> {
    let row = grid.rows.iter().position(|row| row.kind == RowKind::Mean)?;
    let (text, spans) = mean_formula(view, calculation, category, measure)?;
    Some(Formula { grid: at, row, column: column(grid, "score")?, text, spans })
}

/// The table of means: one row for each category, and one for all.
fn means(view: &View<'_>, grids: &[Grid], calculation: &Calculation) -> Vec<Formula> {
    let Some(at) = grids.iter().position(|grid| grid.id == "means") else { return Vec::new() };
    let rows = view.categories().map(Some).chain([None]).enumerate();
    let first = column(&grids[at], "score");
    let cells = rows.flat_map(|(row, category)| {
        view.measures().enumerate().filter_map(move |(offset, measure)| {
            let column = first? + offset;
            let stands = matches!(grids[at].rows.get(row)?.cells.get(column)?, Cell::Score { .. });
            let (text, spans) = mean_formula(view, calculation, category, measure)?;
            stands.then_some(Formula { grid: at, row, column, text, spans })
        })
    });
    cells.collect()
}

/// Ranks, where each is one more than the number of better scores.
fn ranks(at: usize, grid: &Grid) -> Vec<Formula> {
    let (Some(rank), Some(score)) = (column(grid, "rank"), column(grid, "score")) else {
        return Vec::new();
    };
    let ranked: Vec<(usize, Published)> = grid
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Ranked)
        .filter_map(|row| match (&row.cells[rank], &row.cells[score]) {
            (Cell::Rank { rank, .. }, Cell::Score { value, .. }) => Some((*rank, *value)),
            _ => None,
        })
        .collect();
    // Best first: a rank is the place of the first equal score, unless a tie was broken or ranks are dense.
    let plain =
        ranked.iter().enumerate().all(|(place, (rank, value))| match place.checked_sub(1) {
            Some(before) if ranked[before].1 == *value => *rank == ranked[before].0,
            _ => *rank == place + 1,
        });
    let Some(last) = ranked.len().checked_sub(1).filter(|_| plain) else { return Vec::new() };
    let formula = |row| Formula {
        grid: at,
        row,
        column: rank,
        text: "COUNTIF({0},\">\"&{1})+1".to_owned(),
        spans: vec![Span { grid: at, column: score, first: 0, last }, Span::cell(at, row, score)],
    };
    (0..=last).map(formula).collect()
}

/// Changes of the whole: the later printed value less the earlier.
fn changes(view: &View<'_>, at: usize, grid: &Grid) -> Vec<Formula> {
    let find = |id| column(grid, id);
    let (Some(earlier), Some(later), Some(change)) =
        (find("earlier"), find("later"), find("change"))
    else {
        return Vec::new();
    };
    let rows = grid.rows.iter().enumerate();
    let changed = rows.filter(|(_, row)| row.cells.get(change).and_then(Cell::number).is_some());
    changed
        .map(|(row, _)| Formula {
            grid: at,
            row,
            column: change,
            text: format!("ROUND({{0}}-{{1}},{})", view.scheme().rounding.decimals),
            spans: vec![Span::cell(at, row, later), Span::cell(at, row, earlier)],
        })
        .collect()
}

/// The share of papers that came back, and the sums below.
fn returns(view: &View<'_>, at: usize, grid: &Grid) -> Vec<Formula> {
    let mut formulas = Vec::new();
    let find = |id| column(grid, id);
    if let (Some(issued), Some(returned), Some(rate)) =
        (find("issued"), find("returned"), find("return-rate"))
    {
        let rows = grid.rows.iter().enumerate();
        let rated = rows.filter(|(_, row)| matches!(row.cells.get(rate), Some(Cell::Rate(_))));
        formulas.extend(rated.map(|(row, _)| Formula {
            grid: at,
            row,
            column: rate,
            text: rounded(view.scheme(), "{0}/{1}*100"),
            spans: vec![Span::cell(at, row, returned), Span::cell(at, row, issued)],
        }));
    }
    let Some(total) = grid.rows.iter().position(|row| row.kind == RowKind::Mean) else {
        return formulas;
    };
    let Some(last) = total.checked_sub(1) else { return formulas };
    for id in ["issued", "returned", "found", "valid", "void-papers", "ballots", "void-ballots"] {
        let Some(column) = find(id) else { continue };
        let is_count =
            |row: usize| matches!(grid.rows[row].cells.get(column), Some(Cell::Count(_)));
        if (0..=total).all(is_count) {
            let spans = vec![Span { grid: at, column, first: 0, last }];
            let text = "SUM({0})".to_owned();
            formulas.push(Formula { grid: at, row: total, column, text, spans });
        }
    }
    formulas
}
