//! From counts to rates: how many answers of which kind there are on each indicator, and the rates of
//! them.

use std::collections::BTreeMap;

use super::super::material::View;
use super::super::{Cell, Column, ColumnKind, Grid, GridRow};
use super::formula::{Formula, Span, rounded};
use super::place::{Place, over};
use crate::estimate::{Measure, Rate, Score, UnitEstimate};
use crate::exact::Ratio;
use crate::scheme::{Code, MarkKind, Mode};
use crate::tally::{Count, WEIGHT_SCALE};

/// Columns of the table of counts.
const N: usize = 5;
const WEIGHT: usize = 6;
/// Columns before those of the answers.
const HEAD: usize = 4;

/// The table of counts and rates.
pub(super) struct Counts {
    pub(super) grid: Grid,
    pub(super) formulas: Vec<Formula>,
    /// Where a unit stands on a measure.
    rows: BTreeMap<(usize, Measure), usize>,
    /// How a rate in a row follows from the sums beside it, before it is rounded.
    shares: BTreeMap<(usize, &'static str), (String, Vec<Span>)>,
    /// The position of the table in the report.
    at: usize,
}

impl Counts {
    /// A cell of a unit on a measure, where a number stands in it. Rates of a node of the tree are those
    /// of the whole.
    pub(super) fn cell(&self, unit: usize, measure: Measure, id: &str) -> Option<Span> {
        let place = Place { at: self.at, grid: &self.grid };
        let of = |measure| place.cell(*self.rows.get(&(unit, measure))?, id);
        of(measure).or_else(|| if id == "n" { None } else { of(Measure::Whole) })
    }

    /// A rate of a unit over all indicators before it is rounded, in per cent.
    pub(super) fn share(&self, unit: usize, id: &'static str) -> Option<(String, Vec<Span>)> {
        self.shares.get(&(*self.rows.get(&(unit, Measure::Whole))?, id)).cloned()
    }

    /// The column of a bin of the scale.
    pub(super) fn bin(id: &str) -> String {
        format!("answers-{id}")
    }
}

/// One mark in the table of counts.
type Line = (usize, Code, Count);

/// What the counts are made of.
pub(super) struct Maker<'a> {
    view: &'a View<'a>,
    /// The position of the table of counts in the report, and of the one that is made.
    audit: usize,
    at: usize,
    /// The lines of each unit on each leaf.
    lines: BTreeMap<(usize, usize), Vec<Line>>,
    is_weighted: bool,
    n_bins: usize,
    rows: Vec<GridRow>,
    formulas: Vec<(usize, String, String, Vec<Span>)>,
    places: BTreeMap<(usize, Measure), usize>,
    shares: BTreeMap<(usize, &'static str), (String, Vec<Span>)>,
}

impl<'a> Maker<'a> {
    /// The maker of the table that stands at `at`, over the table of counts at `audit`.
    pub(super) fn new(view: &'a View<'a>, audit: usize, at: usize) -> Maker<'a> {
        let mut lines: BTreeMap<(usize, usize), Vec<Line>> = BTreeMap::new();
        let shown =
            view.material.tally.iter().filter(|(address, ..)| view.shows(address.unit as usize));
        let mut is_weighted = false;
        for (row, (address, code, count)) in shown.enumerate() {
            is_weighted |= count.weight != u128::from(count.n) * u128::from(WEIGHT_SCALE);
            let key = (address.unit as usize, usize::from(address.indicator));
            lines.entry(key).or_default().push((row, code, count));
        }
        let n_bins = view.scheme().scale.bins().len();
        Maker {
            view,
            audit,
            at,
            lines,
            is_weighted,
            n_bins,
            rows: Vec::new(),
            formulas: Vec::new(),
            places: BTreeMap::new(),
            shares: BTreeMap::new(),
        }
    }

    /// The lines of one unit: its leaves, the nodes above them, the whole. `heard` gives the number of
    /// answers of each group behind a leaf.
    pub(super) fn unit(&mut self, unit: &UnitEstimate, heard: &dyn Fn(usize) -> Option<Span>) {
        let scheme = self.view.scheme();
        let n_leaves = scheme.indicators.n_leaves();
        if (0..n_leaves).all(|leaf| !self.lines.contains_key(&(unit.unit, leaf))) {
            return;
        }
        let first = self.rows.len();
        for leaf in 0..n_leaves {
            self.leaf(unit, leaf, heard(leaf));
        }
        for (index, node) in scheme.indicators.all().iter().enumerate().skip(n_leaves) {
            let measure = Measure::Indicator(index);
            let row = self.row(unit, measure, vec![Cell::Empty; self.columns().len() - HEAD]);
            self.fewest(unit, measure, row, &node.leaves);
        }
        self.whole(unit, (first, first + n_leaves - 1));
    }

    fn row(&mut self, unit: &UnitEstimate, measure: Measure, cells: Vec<Cell>) -> usize {
        let mut line = vec![
            self.view.unit_cell(unit.unit),
            self.view.category_cell(unit.unit),
            Cell::Text(self.view.measure(measure)),
            Cell::Count(unit.score(measure).n),
        ];
        line.extend(cells);
        self.rows.push(self.view.row(unit.unit, line));
        self.places.insert((unit.unit, measure), self.rows.len() - 1);
        self.rows.len() - 1
    }

    fn leaf(&mut self, unit: &UnitEstimate, leaf: usize, heard: Option<Span>) {
        let lines = self.lines.remove(&(unit.unit, leaf)).unwrap_or_default();
        let measure = Measure::Indicator(leaf);
        let mut cells = Vec::new();
        let mut spans = Vec::new();
        for kind in self.kinds() {
            let (column, of) = match kind {
                Kind::Bin(_) if self.is_weighted => (WEIGHT, true),
                Kind::AnswerWeight | Kind::UnknownWeight => (WEIGHT, true),
                _ => (N, false),
            };
            let inside: Vec<&Line> = lines.iter().filter(|line| self.is(kind, line.1)).collect();
            cells.push(match of {
                true => weight(inside.iter().map(|line| line.2.weight).sum()),
                false => Cell::Count(inside.iter().map(|line| line.2.n).sum()),
            });
            spans.push(self.runs(&inside, column));
        }
        cells.extend(self.rate_cells(unit, measure));
        let row = self.row(unit, measure, cells);
        for (kind, spans) in self.kinds().into_iter().zip(spans) {
            if let Some(text) = over("SUM", 0, spans.len()) {
                self.formulas.push((row, self.id(kind), text, spans));
            }
        }
        if let Some(heard) = heard.filter(|_| unit.score(measure).value.is_ok()) {
            self.formulas.push((row, "n".to_owned(), "SUM({0})".to_owned(), vec![heard]));
        }
        self.rates(row);
    }

    /// Runs of lines that stand below each other, as ranges of a column.
    fn runs(&self, lines: &[&Line], column: usize) -> Vec<Span> {
        let mut runs: Vec<Span> = Vec::new();
        for (row, ..) in lines {
            match runs.last_mut() {
                Some(run) if run.last + 1 == *row => run.last = *row,
                _ => runs.push(Span::cell(self.audit, *row, column)),
            }
        }
        runs
    }

    /// The line of the whole: sums of the leaves, from the first to the last row.
    fn whole(&mut self, unit: &UnitEstimate, (first, last): (usize, usize)) {
        let kinds = self.kinds();
        let sum = |index: usize| {
            let cells = self.rows[first..=last].iter().map(|row| &row.cells[HEAD + index]);
            let add = |sum: Option<Cell>, cell: &Cell| match (sum, cell) {
                (None, cell) => Some(cell.clone()),
                (Some(Cell::Count(a)), Cell::Count(b)) => Some(Cell::Count(a.saturating_add(*b))),
                (Some(Cell::Decimal(a)), Cell::Decimal(b)) => {
                    let (a, b) = (a.parse::<Ratio>().ok()?, b.parse::<Ratio>().ok()?);
                    Some(Cell::Decimal((&a + &b).to_string()))
                }
                _ => None,
            };
            cells.fold(None, add).unwrap_or(Cell::Empty)
        };
        let mut cells: Vec<Cell> = (0..kinds.len()).map(sum).collect();
        cells.extend(self.rate_cells(unit, Measure::Whole));
        let row = self.row(unit, Measure::Whole, cells);
        for (index, kind) in kinds.into_iter().enumerate() {
            let span = Span { grid: self.at, column: HEAD + index, first, last };
            self.formulas.push((row, self.id(kind), "SUM({0})".to_owned(), vec![span]));
        }
        self.rates(row);
        if self.view.scheme().scoring.mode == Mode::Pooled {
            let weights = self.view.scheme().indicators.weights().iter().cloned().enumerate();
            self.fewest(unit, Measure::Whole, row, &weights.collect::<Vec<_>>());
        }
    }

    /// The fewest answers behind any of the leaves.
    fn fewest(
        &mut self,
        unit: &UnitEstimate,
        measure: Measure,
        row: usize,
        weights: &[(usize, Ratio)],
    ) {
        let Score { n, value, .. } = unit.score(measure);
        let leaves: Vec<usize> =
            weights.iter().filter(|(_, weight)| !weight.is_zero()).map(|(leaf, _)| *leaf).collect();
        let least = leaves.iter().map(|leaf| unit.indicators[*leaf].n).min();
        if value.is_err() || least != Some(*n) {
            return;
        }
        let place = |leaf: &usize| {
            let row = *self.places.get(&(unit.unit, Measure::Indicator(*leaf)))?;
            Some(Span::cell(self.at, row, HEAD - 1))
        };
        let spans: Option<Vec<Span>> = leaves.iter().map(place).collect();
        let Some(spans) = spans.map(merged) else { return };
        if let Some(text) = over("MIN", 0, spans.len()) {
            self.formulas.push((row, "n".to_owned(), text, spans));
        }
    }

    fn rate_cells(&self, unit: &UnitEstimate, measure: Measure) -> Vec<Cell> {
        let rates = unit.rates(measure);
        let cell = |rate: &Option<Rate>| Cell::rate(rate.as_ref().map(|rate| rate.published));
        vec![cell(&rates.satisfied), cell(&rates.dissatisfied), cell(&rates.knowledge)]
    }

    /// The formulas of the rates in a row, over the sums beside them.
    fn rates(&mut self, row: usize) {
        let scheme = self.view.scheme();
        let kinds = self.kinds();
        let cell = |wanted: Kind| {
            let index = kinds.iter().position(|kind| *kind == wanted)?;
            Some(Span::cell(self.at, row, HEAD + index))
        };
        let (all, unknown) = match self.is_weighted {
            true => (cell(Kind::AnswerWeight), cell(Kind::UnknownWeight)),
            false => (cell(Kind::Answers), cell(Kind::Unknown)),
        };
        let (Some(all), Some(unknown)) = (all, unknown) else { return };
        let mut made: Vec<(&'static str, String, Vec<Span>)> = Vec::new();
        for (id, bins) in
            [("satisfied", &scheme.rates.satisfied), ("dissatisfied", &scheme.rates.dissatisfied)]
        {
            let parts: Option<Vec<Span>> = bins.iter().map(|bin| cell(Kind::Bin(*bin))).collect();
            let Some(mut spans) = parts.filter(|parts| !parts.is_empty()) else { continue };
            let terms: Vec<String> = (0..spans.len()).map(|at| format!("{{{at}}}")).collect();
            let text = format!("100*({})/{{{}}}", terms.join("+"), spans.len());
            spans.push(all);
            made.push((id, text, spans));
        }
        made.push(("knowledge", "100*{0}/({0}+{1})".to_owned(), vec![all, unknown]));
        for (id, text, spans) in made {
            let once = rounded(scheme, &text);
            self.formulas.push((row, id.to_owned(), once, spans.clone()));
            self.shares.insert((row, id), (text, spans));
        }
    }

    /// The columns of sums, in order.
    fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = (0..self.n_bins).map(Kind::Bin).collect();
        kinds.extend([Kind::Answers, Kind::Unknown, Kind::Abstain]);
        if self.is_weighted {
            kinds.extend([Kind::AnswerWeight, Kind::UnknownWeight]);
        }
        kinds
    }

    /// Whether a mark is summed in a column.
    fn is(&self, kind: Kind, code: Code) -> bool {
        let scale = &self.view.scheme().scale;
        // A blank that carries points is no answer to the question.
        if usize::from(code.0) >= scale.n_codes() {
            return false;
        }
        let is = |wanted: MarkKind| scale.kind(code) == wanted;
        match kind {
            Kind::Bin(bin) => is(MarkKind::Answer) && scale.bin(code) == Some(bin),
            Kind::Answers | Kind::AnswerWeight => is(MarkKind::Answer),
            Kind::Unknown | Kind::UnknownWeight => is(MarkKind::Unknown),
            Kind::Abstain => is(MarkKind::Abstain),
        }
    }

    fn id(&self, kind: Kind) -> String {
        match kind {
            Kind::Bin(bin) => {
                let bins = self.view.scheme().scale.bins();
                bins.get(bin).map(|bin| Counts::bin(bin.id)).unwrap_or_default()
            }
            Kind::Answers => "answers".to_owned(),
            Kind::Unknown => "unknown".to_owned(),
            Kind::Abstain => "abstain".to_owned(),
            Kind::AnswerWeight => "answer-weight".to_owned(),
            Kind::UnknownWeight => "unknown-weight".to_owned(),
        }
    }

    fn columns(&self) -> Vec<Column> {
        use ColumnKind::{Number, Rate, Text};
        let view = self.view;
        let mut columns = vec![
            view.column("unit", Text),
            view.column("category", Text),
            view.column("indicator", Text),
            view.column("n", ColumnKind::Count),
        ];
        for kind in self.kinds() {
            let id = self.id(kind);
            columns.push(match kind {
                Kind::Bin(bin) => {
                    let bins = view.scheme().scale.bins();
                    let heading = bins.get(bin).map(|bin| view.locale.label(bin.label));
                    let kind = if self.is_weighted { Number } else { ColumnKind::Count };
                    view.named(id, heading.unwrap_or_default().to_owned(), kind)
                }
                Kind::AnswerWeight | Kind::UnknownWeight => view.column(&id, Number),
                _ => view.column(&id, ColumnKind::Count),
            });
        }
        for id in ["satisfied", "dissatisfied", "knowledge"] {
            columns.push(view.column(id, Rate));
        }
        columns
    }

    /// The table with its formulas.
    pub(super) fn finish(self) -> Counts {
        let columns = self.columns();
        let Maker { view, at, rows, formulas, places, shares, .. } = self;
        let mut grid = view.grid("calculation-counts", columns, rows);
        let rates = &view.scheme().rates;
        let none = [
            (rates.satisfied.is_empty(), "satisfied"),
            (rates.dissatisfied.is_empty(), "dissatisfied"),
            (!view.has_knowledge(), "knowledge"),
        ];
        let none: Vec<&str> = none.into_iter().filter(|(is, _)| *is).map(|(_, id)| id).collect();
        grid.leave_out(&none);
        grid.notes.push(view.locale.word("note-calculation-counts"));
        let place = Place { at, grid: &grid };
        let made = |(row, id, text, spans): (usize, String, String, Vec<Span>)| {
            place.formula(row, &id, text, spans)
        };
        let formulas = formulas.into_iter().filter_map(made).collect();
        Counts { grid, formulas, rows: places, shares, at }
    }
}

/// What a column sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Answers in a bin of the scale: their weight where ballots are weighted, else their number.
    Bin(usize),
    /// All answers.
    Answers,
    /// “Don't know”.
    Unknown,
    /// Abstentions.
    Abstain,
    /// The weight of all answers.
    AnswerWeight,
    /// The weight of “don't know”.
    UnknownWeight,
}

fn weight(millionths: u128) -> Cell {
    Cell::Decimal(Ratio::fraction(millionths, WEIGHT_SCALE).to_string())
}

/// Cells that stand below each other as one range.
fn merged(spans: Vec<Span>) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for span in spans {
        match runs.last_mut() {
            Some(run) if run.column == span.column && run.last + 1 == span.first => {
                run.last = span.last;
            }
            _ => runs.push(span),
        }
    }
    runs
}
