//! How raters were weighted to known totals (按已知总数加权), and what the weights cost.

use super::super::material::View;
use super::super::{Audience, Cell, Column, ColumnKind, Grid, GridRow, Material, RowKind, Seen};
use crate::account::Weighting;
use crate::exact::Published;
use crate::locale::{Args, Locale};

/// One line for each group, or all raters, that was weighted. None where nobody was.
pub fn weighting_grid(
    material: &Material<'_>,
    audience: Audience,
    locale: &Locale,
) -> Option<Grid> {
    use ColumnKind::{Count, Number, Text};
    let seen = Seen::by(audience, material);
    let material = &seen.material();
    let view = View::new(material, audience, locale);
    let weightings = &material.account.weightings;
    if weightings.is_empty() {
        return None;
    }
    let columns = [
        ("weighted-period", Text),
        ("weighted-group", Text),
        ("margins", Text),
        ("weighting-method", Text),
        ("weighted-raters", Count),
        ("effective-raters", Number),
        ("weights-effect", Number),
        ("most-to-median", Number),
        ("weight-bounds", Text),
        ("n-held", Count),
        ("weight-moved", Number),
        ("margin-error", Text),
    ];
    let columns: Vec<Column> =
        columns.into_iter().map(|(id, kind)| view.column(id, kind)).collect();
    let line = |weighting: &Weighting| GridRow {
        kind: RowKind::Ranked,
        category: None,
        cells: cells(&view, weighting),
    };
    let mut grid = view.grid("weighting", columns, weightings.iter().map(line).collect());
    grid.drop_columns(&["weight-bounds"]);
    grid.notes.push(locale.word("note-weighting"));
    Some(grid)
}

fn cells(view: &View<'_>, weighting: &Weighting) -> Vec<Cell> {
    let locale = view.locale;
    let number = |value: f64, decimals: u8| {
        Published::near(value, decimals).map_or(Cell::Empty, Cell::Number)
    };
    let unevenness = &weighting.unevenness;
    let bounds = weighting.bounds.map(|bounds| {
        let args = Args::none()
            .text("least", bounds.least.to_string())
            .text("most", bounds.most.to_string());
        Cell::Text(locale.text("weight-bounds-of", args))
    });
    vec![
        Cell::Text(locale.period(weighting.period)),
        Cell::Text(view.weighted_group(weighting)),
        Cell::Text(locale.list(&weighting.margins)),
        Cell::Text(locale.word(match weighting.margins.len() {
            1 => "weighting-post-stratified",
            _ => "weighting-raked",
        })),
        Cell::Count(unevenness.n),
        number(unevenness.effective_n, 1),
        number(unevenness.deff, 3),
        number(unevenness.most_to_median, 2),
        bounds.unwrap_or(Cell::Empty),
        Cell::Count(weighting.n_held),
        number(100.0 * weighting.moved, 2),
        Cell::Text(format!("{:.0e}", weighting.error)),
    ]
}

impl View<'_> {
    /// The group that was weighted, or all raters.
    pub(in crate::report) fn weighted_group(&self, weighting: &Weighting) -> String {
        let group = weighting.group.and_then(|group| self.scheme().groups.get(group));
        match group {
            Some(group) => self.locale.label(&group.label).to_owned(),
            None => self.locale.word("weighted-all"),
        }
    }
}
