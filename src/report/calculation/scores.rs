//! From counts to scores: the tables of the calculation.

use std::collections::BTreeMap;

use super::super::material::View;
use super::super::{Cell, ColumnKind, Grid, GridRow};
use super::counts::{Counts, Maker};
use super::formula::{Formula, Span, rounded};
use crate::estimate::{Measure, Score, UnitEstimate};
use crate::exact::{Published, Ratio};
use crate::scheme::{Mode, Stage};
use crate::tally::Address;

/// Decimals of a number that is not yet rounded.
const UNROUNDED: u8 = crate::exact::MAX_DECIMALS;

/// Columns of the counts, of the groups' means and of the scores.
pub(super) const POINTS: usize = 4;
pub(super) const N: usize = 5;
pub(super) const WEIGHTS: usize = 6;
const GROUP_WEIGHT: usize = 3;
pub(super) const GROUP_N: usize = 4;
pub(super) const GROUP_MEAN: usize = 5;
pub(super) const GROUP_ROUNDED: usize = 6;
pub(super) const CATEGORY: usize = 1;
pub(super) const MEASURE: usize = 2;
pub(super) const UNROUNDED_SCORE: usize = 3;
pub(super) const SCORE: usize = 4;
const PRINTED: usize = 5;
const DIFFERENCE: usize = 6;

/// The tables of the calculation with their formulas.
pub(super) struct Calculation {
    /// The groups' means and the scores, in the order of the report.
    pub(super) grids: [Grid; 2],
    /// The formulas in them.
    pub(super) formulas: Vec<Formula>,
    /// Where the mean of a unit, group and leaf stands in the first table.
    pub(super) groups: BTreeMap<(usize, usize, usize), usize>,
    /// Where the score of a unit on a measure stands in the second table.
    pub(super) scores: BTreeMap<(usize, Measure), usize>,
    /// The position of the second table in the report.
    pub(super) at: usize,
    /// How many answers of which kind, and the rates.
    pub(super) counts: Counts,
    /// The lines of each count in the table of counts.
    pub(super) blocks: Blocks,
    /// The position of the table of counts in the report.
    pub(super) audit: usize,
    /// Whether the points of every answer stand there as numbers.
    pub(super) has_points: bool,
}

/// The first and last line of each count in the table of counts.
pub(super) type Blocks = BTreeMap<Address, (usize, usize)>;

/// The calculation while it is made.
struct Made<'a> {
    view: &'a View<'a>,
    /// The rows of each count in the table of counts.
    counts: Blocks,
    /// The position of the table of counts in the report; the new ones come where `next` says.
    audit: usize,
    next: usize,
    /// The third table.
    kinds: Maker<'a>,
    /// Whether the points of every answer stand in the table of counts as numbers.
    has_points: bool,
    /// Where the mean of a unit, group and leaf has a formula.
    means: BTreeMap<(usize, usize, usize), usize>,
    groups: Vec<GridRow>,
    scores: Vec<GridRow>,
    formulas: Vec<Formula>,
    places: BTreeMap<(usize, Measure), usize>,
}

impl Calculation {
    /// How many tables it has.
    pub(super) const TABLES: usize = 3;

    /// The calculation over the table of counts at `audit`; its tables are the next in the report, from
    /// `next` on. A year has none: it is made of scores, not of counts.
    pub(super) fn of(view: &View<'_>, audit: usize, next: usize) -> Option<Calculation> {
        if !view.material.parts.is_empty() {
            return None;
        }
        let mut made = Made {
            view,
            counts: blocks(view),
            audit,
            next,
            kinds: Maker::new(view, audit, next + 2),
            has_points: has_points(view),
            means: BTreeMap::new(),
            groups: Vec::new(),
            scores: Vec::new(),
            formulas: Vec::new(),
            places: BTreeMap::new(),
        };
        for unit in view.units() {
            made.unit(&view.material.estimates.units[unit]);
        }
        Some(made.finish())
    }

    /// The tables, in the order of the report, and the formulas in them.
    pub(super) fn into_parts(self) -> (Vec<Grid>, Vec<Formula>) {
        let mut grids = Vec::from(self.grids);
        grids.push(self.counts.grid);
        let mut formulas = self.formulas;
        formulas.extend(self.counts.formulas);
        (grids, formulas)
    }
}

/// Whether the decimals of all points end, so that a cell can hold them.
fn has_points(view: &View<'_>) -> bool {
    let scale = &view.scheme().scale;
    let points = scale.codes().filter_map(|code| scale.points(code));
    points.chain(scale.blank.clone()).all(|points| !points.to_string().contains('/'))
}

/// The rows of each count, in the order of the table of counts.
fn blocks(view: &View<'_>) -> Blocks {
    let mut blocks = Blocks::new();
    let shown =
        view.material.tally.iter().filter(|(address, _, _)| view.shows(address.unit as usize));
    for (row, (address, _, _)) in shown.enumerate() {
        blocks.entry(address).and_modify(|block| block.1 = row).or_insert((row, row));
    }
    blocks
}

impl Made<'_> {
    fn unit(&mut self, unit: &UnitEstimate) {
        let scheme = self.view.scheme();
        let n_leaves = scheme.indicators.n_leaves();
        let heard: Vec<Option<Span>> = (0..n_leaves).map(|leaf| self.leaf(unit, leaf)).collect();
        self.kinds.unit(unit, &|leaf| heard.get(leaf).copied().flatten());
        for (index, node) in scheme.indicators.all().iter().enumerate().skip(n_leaves) {
            self.sum(unit, Measure::Indicator(index), &node.leaves);
        }
        if scheme.scoring.mode == Mode::Pooled || n_leaves == 1 {
            let weights: Vec<_> = scheme.indicators.weights().iter().cloned().enumerate().collect();
            self.sum(unit, Measure::Whole, &weights);
        } else {
            self.score(unit, Measure::Whole, None);
        }
    }

    /// The means of the groups on a leaf, and the score over them. Gives the cells with how many answers
    /// of each group are behind it.
    fn leaf(&mut self, unit: &UnitEstimate, leaf: usize) -> Option<Span> {
        let (scheme, locale) = (self.view.scheme(), self.view.locale);
        let first = self.groups.len();
        let missing = &unit.indicators[leaf].missing_groups;
        for (index, group) in unit.groups.iter().enumerate() {
            let score = &group.leaves[leaf];
            let heard = group.rates && !missing.contains(&index);
            let Some(value) = score.value.as_ref().ok().filter(|_| heard) else { continue };
            let row = self.groups.len();
            let mean = Cell::Decimal(decimal(&value.exact));
            self.groups.push(self.view.row(
                unit.unit,
                vec![
                    self.view.unit_cell(unit.unit),
                    Cell::Text(self.view.measure(Measure::Indicator(leaf))),
                    Cell::Text(locale.label(&scheme.groups[index].label).to_owned()),
                    Cell::Decimal(decimal(&group.weight)),
                    Cell::Count(score.n),
                    mean,
                    self.view.score_cell(score),
                ],
            ));
            self.constant((self.next, row, GROUP_WEIGHT), &group.weight);
            self.mean(unit.unit, (index, leaf), row, (score, &value.exact));
        }
        let last = self.groups.len().checked_sub(1).filter(|last| *last >= first);
        // A mean that stands in for a group, or a zero, is in no row.
        let whole = missing.is_empty() || scheme.scoring.missing_group.leaves_out();
        let over = last.filter(|_| whole).map(|last| {
            let span = |column| Span { grid: self.next, column, first, last };
            let mut text = "SUMPRODUCT({0},{1})/SUM({0})".to_owned();
            if scheme.rounding.stages.contains(&Stage::Indicator) {
                text = rounded(scheme, &text);
            }
            (text, vec![span(GROUP_WEIGHT), span(GROUP_MEAN)])
        });
        self.score(unit, Measure::Indicator(leaf), over);
        last.map(|last| Span { grid: self.next, column: GROUP_N, first, last })
    }

    /// The formulas of a group's mean and of how many answers it is over, from its counts.
    fn mean(
        &mut self,
        unit: usize,
        (group, leaf): (usize, usize),
        row: usize,
        (score, exact): (&Score, &Ratio),
    ) {
        self.means.insert((unit, group, leaf), row);
        let scheme = self.view.scheme();
        let text = rounded(scheme, "{0}");
        let spans = vec![Span::cell(self.next, row, GROUP_MEAN)];
        self.formulas.push(Formula { grid: self.next, row, column: GROUP_ROUNDED, text, spans });
        let address = u32::try_from(unit).ok().zip(u16::try_from(group).ok());
        let address = address.zip(u16::try_from(leaf).ok());
        let address = address.map(|((unit, group), indicator)| Address { unit, group, indicator });
        let Some((first, last)) = address.and_then(|address| self.counts.get(&address)) else {
            return self.constant((self.next, row, GROUP_MEAN), exact);
        };
        let span = |column| Span { grid: self.audit, column, first: *first, last: *last };
        let text = "SUMIF({0},\"<>\",{1})".to_owned();
        let spans = vec![span(POINTS), span(N)];
        self.formulas.push(Formula { grid: self.next, row, column: GROUP_N, text, spans });
        if score.trimmed > 0 || !self.has_points {
            return self.constant((self.next, row, GROUP_MEAN), exact);
        }
        let spans = vec![span(POINTS), span(WEIGHTS)];
        // Answers without points, such as “don't know”, are in neither sum.
        let mut text = "SUMPRODUCT({0},{1})/SUMIF({0},\"<>\",{1})".to_owned();
        if scheme.rounding.stages.contains(&Stage::Group) {
            text = rounded(scheme, &text);
        }
        self.formulas.push(Formula { grid: self.next, row, column: GROUP_MEAN, text, spans });
    }

    /// A number that follows from no other, exact where its decimals do not end: what follows from it
    /// would else be rounded twice.
    fn constant(&mut self, (grid, row, column): (usize, usize, usize), value: &Ratio) {
        let text = value.to_string();
        if text.contains('/') {
            self.formulas.push(Formula { grid, row, column, text, spans: Vec::new() });
        }
    }

    /// A weighted sum of leaves: a node of the tree or the whole.
    fn sum(&mut self, unit: &UnitEstimate, measure: Measure, weights: &[(usize, Ratio)]) {
        let staged = self.view.scheme().rounding.stages.contains(&Stage::Indicator);
        let column = if staged { SCORE } else { UNROUNDED_SCORE };
        let mut spans = Vec::new();
        let mut terms = Vec::new();
        let mut total = Ratio::zero();
        for (leaf, weight) in weights.iter().filter(|(_, weight)| !weight.is_zero()) {
            let Some(row) = self.places.get(&(unit.unit, Measure::Indicator(*leaf))) else {
                return self.score(unit, measure, None);
            };
            terms.push(format!("({})*{{{}}}", fraction(weight), spans.len()));
            spans.push(Span::cell(self.next + 1, *row, column));
            total = &total + weight;
        }
        let text = format!("({})/({})", terms.join("+"), fraction(&total));
        self.score(unit, measure, Some((text, spans)));
    }

    /// A row of the table of scores, where there is one.
    fn score(&mut self, unit: &UnitEstimate, measure: Measure, how: Option<(String, Vec<Span>)>) {
        let score = unit.score(measure);
        let Ok(value) = &score.value else { return };
        let (row, grid) = (self.scores.len(), self.next + 1);
        let zero = Published::near(0.0, self.view.scheme().rounding.decimals);
        self.scores.push(self.view.row(
            unit.unit,
            vec![
                self.view.unit_cell(unit.unit),
                self.view.category_cell(unit.unit),
                Cell::Text(self.view.measure(measure)),
                Cell::Decimal(decimal(&value.exact)),
                self.view.score_cell(score),
                self.view.score_cell(score),
                zero.filter(|_| how.is_some()).map_or(Cell::Empty, Cell::Number),
            ],
        ));
        let Some((text, spans)) = how else {
            return self.constant((grid, row, UNROUNDED_SCORE), &value.exact);
        };
        self.places.insert((unit.unit, measure), row);
        self.formulas.push(Formula { grid, row, column: UNROUNDED_SCORE, text, spans });
        let text = rounded(self.view.scheme(), "{0}");
        let spans = vec![Span::cell(grid, row, UNROUNDED_SCORE)];
        self.formulas.push(Formula { grid, row, column: SCORE, text, spans });
        let spans = vec![Span::cell(grid, row, SCORE), Span::cell(grid, row, PRINTED)];
        let text = format!("ROUND({{0}}-{{1}},{})", self.view.scheme().rounding.decimals);
        self.formulas.push(Formula { grid, row, column: DIFFERENCE, text, spans });
    }

    fn finish(self) -> Calculation {
        use ColumnKind::{Count, Number, Score, Text};
        let view = self.view;
        let columns = |columns: &[(&str, ColumnKind)]| {
            columns.iter().map(|(id, kind)| view.column(id, *kind)).collect::<Vec<_>>()
        };
        let groups = columns(&[
            ("unit", Text),
            ("indicator", Text),
            ("group", Text),
            ("group-weight", Number),
            ("n", Count),
            ("unrounded", Number),
            ("score", Score),
        ]);
        let scores = columns(&[
            ("unit", Text),
            ("category", Text),
            ("indicator", Text),
            ("unrounded", Number),
            ("recalculated", Score),
            ("printed", Score),
            ("difference", Number),
        ]);
        let mut groups = view.grid("calculation-groups", groups, self.groups);
        let mut scores = view.grid("calculation", scores, self.scores);
        groups.notes.push(view.locale.word("note-calculation"));
        scores.notes.push(view.locale.word("note-calculation"));
        Calculation {
            grids: [groups, scores],
            formulas: self.formulas,
            groups: self.means,
            scores: self.places,
            at: self.next + 1,
            counts: self.kinds.finish(),
            blocks: self.counts,
            audit: self.audit,
            has_points: self.has_points,
        }
    }
}

/// A fraction as a formula takes it.
pub(super) fn fraction(value: &Ratio) -> String {
    let (numerator, denominator) = value.parts();
    if denominator == "1" { numerator } else { format!("{numerator}/{denominator}") }
}

/// A fraction as decimal text: exact where it ends, else with so many decimals.
fn decimal(value: &Ratio) -> String {
    let text = value.to_string();
    match text.contains('/') {
        true => value.publish(crate::exact::Rounding::HalfUp, UNROUNDED).to_string(),
        false => text,
    }
}
