//! From errors to intervals: the quantile, and both ends of what chance leaves of a score or rate.

use std::collections::BTreeMap;

use super::super::material::View;
use super::super::{Cell, ColumnKind, Grid, GridRow, RowKind};
use super::formula::{Formula, Span};
use super::place::{Place, is_settled, over};
use super::scores::{Calculation, UNROUNDED_SCORE};
use crate::estimate::{Measure, RateError, RateKind, ScoreError};
use crate::exact::Ratio;
use crate::league::Table;
use crate::locale::Args;
use crate::scheme::RateInterval;
use crate::statistic::t_quantile_upper;

/// Of what an interval is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// A score, in points.
    Score(Measure),
    /// A rate over all indicators, in per cent.
    Rate(RateKind),
}

/// The table of errors before they are rounded, with the ends of the intervals.
pub(super) struct Intervals {
    pub(super) grid: Grid,
    pub(super) formulas: Vec<Formula>,
    rows: BTreeMap<(usize, What), usize>,
    /// The mean of the units of a league table that are held against it.
    means: BTreeMap<(Option<usize>, Measure), usize>,
    at: usize,
    decimals: u8,
}

/// Decimals that are shown of what is not rounded, and those that the cell holds.
const SHOWN: u8 = crate::exact::MAX_DECIMALS;
const EXACT: usize = 12;

/// The columns of the table.
const VALUE: usize = 3;
const SE: usize = 4;
const INFLATION: usize = 5;
const FREEDOM: usize = 6;
const DRAWN: usize = 7;
const T: usize = 8;
const LOW: usize = 9;
const HIGH: usize = 10;

impl Intervals {
    /// The table that stands at `at`; none where no errors are known.
    pub(super) fn of(view: &View<'_>, calculation: &Calculation, at: usize) -> Option<Intervals> {
        if !view.shows_errors() {
            return None;
        }
        let mut made = Made {
            view,
            calculation,
            at,
            rows: Vec::new(),
            formulas: BTreeMap::new(),
            places: BTreeMap::new(),
            means: BTreeMap::new(),
        };
        let estimates = view.material.estimates;
        for unit in view.units() {
            for measure in view.measures() {
                if let Some(error) = estimates.error(unit, measure) {
                    made.score((unit, measure), error);
                }
            }
            for kind in [RateKind::Satisfied, RateKind::Dissatisfied] {
                if let Some(error) = estimates.rate_error(unit, Measure::Whole, kind) {
                    made.rate((unit, kind), error);
                }
            }
        }
        view.tables().for_each(|table| made.mean(table));
        made.finish()
    }

    /// The mean that the units of a league table are held against.
    pub(super) fn mean(&self, table: &Table) -> Option<Span> {
        let row = *self.means.get(&(table.category, table.measure))?;
        Some(Span::cell(self.at, row, VALUE))
    }

    /// A cell of the table.
    pub(super) fn cell(&self, unit: usize, what: What, id: &str) -> Option<Span> {
        Place { at: self.at, grid: &self.grid }.cell(*self.rows.get(&(unit, what))?, id)
    }

    /// The formula of an interval that is printed as one text.
    pub(super) fn span(
        &self,
        place: Place<'_>,
        row: usize,
        id: &str,
        (unit, what): (usize, What),
    ) -> Option<Formula> {
        let ends = [self.cell(unit, what, "low")?, self.cell(unit, what, "high")?];
        let fixed = |at: usize| format!("FIXED({{{at}}},{},TRUE)", self.decimals);
        let text = format!("{}&\"–\"&{}", fixed(0), fixed(1));
        place.formula(row, id, text, Vec::from(ends))
    }
}

/// The numbers of one line.
struct Numbers {
    /// The value, its standard error, the factor for small samples, the degrees of freedom.
    known: [f64; 4],
    /// How many raters or answers are behind it.
    behind: u64,
    /// The quantile of t, where there is an error.
    t: Option<f64>,
    /// The interval.
    ends: (f64, f64),
}

struct Made<'a> {
    view: &'a View<'a>,
    calculation: &'a Calculation,
    at: usize,
    rows: Vec<GridRow>,
    /// By row and column.
    formulas: BTreeMap<(usize, usize), (String, Vec<Span>)>,
    places: BTreeMap<(usize, What), usize>,
    means: BTreeMap<(Option<usize>, Measure), usize>,
}

impl Made<'_> {
    fn score(&mut self, (unit, measure): (usize, Measure), error: &ScoreError) {
        let Ok(value) = &self.view.material.estimates.units[unit].score(measure).value else {
            return;
        };
        let is_sure = error.se <= 0.0;
        let row = self.row(
            unit,
            What::Score(measure),
            self.view.measure(measure),
            &Numbers {
                known: [value.exact.to_f64(), error.se, error.inflation, error.freedom],
                behind: error.n_drawn,
                t: (!is_sure).then(|| self.t(error.freedom)),
                ends: error.interval,
            },
        );
        if let Some(from) = self.calculation.scores.get(&(unit, measure)) {
            let from = Span::cell(self.calculation.at, *from, UNROUNDED_SCORE);
            self.put((row, VALUE), "{0}".to_owned(), vec![from]);
        }
        let ends = self.view.scheme().scale.ends();
        let spans = self.cells(row, &[VALUE, SE, INFLATION, T, DRAWN]);
        let (low, high) = if is_sure {
            // All answered alike: how many could at most have answered otherwise.
            let Some((least, most)) = &ends else { return };
            let others = format!("(1-({})^(1/{{4}}))", self.tail());
            (format!("{{0}}-({{0}}-({least}))*{others}"), format!("{{0}}+({most}-{{0}})*{others}"))
        } else {
            let half = "{3}*{1}*SQRT({2})";
            match &ends {
                Some((least, most)) => {
                    (format!("MAX({{0}}-{half},{least})"), format!("MIN({{0}}+{half},{most})"))
                }
                None => (format!("{{0}}-{half}"), format!("{{0}}+{half}")),
            }
        };
        self.ends(row, [low, high], error.interval, &spans);
    }

    fn rate(&mut self, (unit, kind): (usize, RateKind), error: &RateError) {
        let rates = &self.view.material.estimates.units[unit].whole_rates;
        let (id, rate) = match kind {
            RateKind::Satisfied => ("satisfied", &rates.satisfied),
            RateKind::Dissatisfied => ("dissatisfied", &rates.dissatisfied),
        };
        let Some(rate) = rate else { return };
        let name = self.view.locale.word(&format!("col-{id}"));
        let printed = (100.0 * error.interval.0, 100.0 * error.interval.1);
        let row = self.row(
            unit,
            What::Rate(kind),
            name,
            &Numbers {
                // A rate has no factor for small samples.
                known: [100.0 * rate.exact.to_f64(), 100.0 * error.se, f64::NAN, error.freedom],
                behind: rate.n,
                t: Some(self.t(error.freedom)),
                ends: printed,
            },
        );
        if let Some((text, spans)) = self.calculation.counts.share(unit, id) {
            self.put((row, VALUE), text, spans);
        }
        let spans = self.cells(row, &[VALUE, SE, FREEDOM, T, DRAWN]);
        let is_sure = error.se <= 0.0 || rate.exact.is_zero() || rate.exact == Ratio::one();
        let [low, high] = match error.method {
            RateInterval::Wilson => wilson(),
            RateInterval::Logit => logit(),
            RateInterval::KornGraubard => self.korn_graubard(&rate.exact, is_sure),
        };
        self.ends(row, [format!("100*({low})"), format!("100*({high})")], printed, &spans);
    }

    /// The mean of the units of a league table that are held against it.
    fn mean(&mut self, table: &Table) {
        let Some(certainty) = &table.certainty else { return };
        let compared = table.standings.iter().filter(|row| row.against_mean.is_some());
        let what = What::Score(table.measure);
        let rows = compared.map(|row| self.places.get(&(row.unit, what)).copied());
        let Some(rows) = rows.collect::<Option<Vec<usize>>>() else { return };
        let Some(text) = over("AVERAGE", 0, rows.len()) else { return };
        let args = Args::none().count("n", rows.len());
        let mut cells = vec![
            Cell::Text(self.view.locale.text("mean-of-units", args)),
            Cell::Text(self.view.scope(table)),
            Cell::Text(self.view.measure(table.measure)),
            Cell::near(certainty.mean, SHOWN),
        ];
        cells.resize(HIGH + 1, Cell::Empty);
        let row = self.rows.len();
        self.rows.push(GridRow { kind: RowKind::Unranked, category: table.category, cells });
        self.means.insert((table.category, table.measure), row);
        let spans = rows.into_iter().map(|row| Span::cell(self.at, row, VALUE)).collect();
        self.put((row, VALUE), text, spans);
    }

    /// Clopper and Pearson's with the effective number of answers (`docs/methods.md` §14).
    fn korn_graubard(&self, share: &Ratio, is_sure: bool) -> [String; 2] {
        let confidence = &self.view.scheme().error.confidence;
        let answers = if is_sure { "MIN({4},{2}+1)" } else { "({0}*(100-{0})/{1}^2)" };
        let few = quantile(confidence, "({4}-1)");
        let n = format!("{answers}*({few}/{{3}})^2");
        let (yes, no) = (format!("{n}*{{0}}/100"), format!("{n}*(1-{{0}}/100)"));
        let tail = self.tail();
        let low = format!("BETAINV({tail},{yes},{no}+1)");
        let high = format!("BETAINV(1-{tail},{yes}+1,{no})");
        [
            if share.is_zero() { "0".to_owned() } else { low },
            if *share == Ratio::one() { "1".to_owned() } else { high },
        ]
    }

    fn row(&mut self, unit: usize, what: What, name: String, numbers: &Numbers) -> usize {
        let row = self.rows.len();
        let point = |value| self.view.points(value).map_or(Cell::Empty, Cell::Number);
        let mut line =
            vec![self.view.unit_cell(unit), self.view.category_cell(unit), Cell::Text(name)];
        line.extend(numbers.known.map(|value| Cell::near(value, SHOWN)));
        line.push(Cell::Count(numbers.behind));
        line.push(numbers.t.map_or(Cell::Empty, |t| Cell::near(t, SHOWN)));
        line.extend([point(numbers.ends.0), point(numbers.ends.1)]);
        self.rows.push(self.view.row(unit, line));
        // The cell shows a few decimals and holds so many that what follows from it is rounded alike.
        for (column, value) in [VALUE, SE, INFLATION, FREEDOM].into_iter().zip(numbers.known) {
            self.put((row, column), format!("{value:.EXACT$}"), Vec::new());
        }
        let text = quantile(&self.view.scheme().error.confidence, "{0}");
        self.put((row, T), text, self.cells(row, &[FREEDOM]));
        self.places.insert((unit, what), row);
        row
    }

    /// A formula for a cell, in the place of one that it has.
    fn put(&mut self, at: (usize, usize), text: String, spans: Vec<Span>) {
        self.formulas.insert(at, (text, spans));
    }

    fn cells(&self, row: usize, columns: &[usize]) -> Vec<Span> {
        columns.iter().map(|column| Span::cell(self.at, row, *column)).collect()
    }

    /// The formulas of both ends, which are `printed` before they are rounded.
    fn ends(&mut self, row: usize, ends: [String; 2], printed: (f64, f64), spans: &[Span]) {
        let decimals = self.view.scheme().rounding.decimals;
        // Without a freedom that a cell can hold there is nothing to go by.
        if self.rows[row].cells[FREEDOM] == Cell::Empty {
            return;
        }
        let ends = [(LOW, printed.0), (HIGH, printed.1)].into_iter().zip(ends);
        for ((column, _), text) in ends.filter(|((_, end), _)| is_settled(*end, decimals)) {
            self.put((row, column), format!("ROUND({text},{decimals})"), spans.to_vec());
        }
    }

    /// The quantile of t on both sides.
    fn t(&self, freedom: f64) -> f64 {
        let confidence = self.view.scheme().error.confidence.to_f64();
        t_quantile_upper((1.0 - confidence) / 2.0, freedom)
    }

    /// The chance beyond either end.
    fn tail(&self) -> String {
        let alpha = self.view.alpha();
        format!("{alpha}/2")
    }

    fn finish(self) -> Option<Intervals> {
        use ColumnKind::{Number, Text};
        let Made { view, at, rows, formulas, places, means, .. } = self;
        if rows.is_empty() {
            return None;
        }
        let columns = [
            ("unit", Text),
            ("category", Text),
            ("indicator", Text),
            ("unrounded", Number),
            ("se-exact", Number),
            ("inflation-exact", Number),
            ("freedom-exact", Number),
            ("behind", ColumnKind::Count),
            ("t", Number),
            ("low", Number),
            ("high", Number),
        ];
        let columns = columns.into_iter().map(|(id, kind)| view.column(id, kind)).collect();
        let mut grid = view.grid("calculation-intervals", columns, rows);
        grid.notes.push(view.locale.word("note-calculation-intervals"));
        let place = Place { at, grid: &grid };
        let formulas = formulas
            .into_iter()
            .filter_map(|((row, column), (text, spans))| place.formula_in(row, column, text, spans))
            .collect();
        let decimals = view.scheme().rounding.decimals;
        Some(Intervals { grid, formulas, rows: places, means, at, decimals })
    }
}

/// Student's quantile on both sides, by way of the beta distribution: spreadsheets cut the degrees of
/// freedom of their own to whole numbers.
fn quantile(confidence: &Ratio, freedom: &str) -> String {
    let share = format!("BETAINV({confidence},0.5,{freedom}/2)");
    format!("SQRT({freedom}*{share}/(1-{share}))")
}

/// Wilson's, with `k = t² V/p(1 − p)`.
fn wilson() -> [String; 2] {
    let spread = "({0}/100*(1-{0}/100))";
    let k = format!("(({{3}}*{{1}}/100)^2/{spread})");
    let end = |sign: char| format!("({{0}}/100+{k}/2{sign}SQRT({k}*{spread}+{k}^2/4))/(1+{k})");
    [end('-'), end('+')]
}

/// On the scale of log odds.
fn logit() -> [String; 2] {
    let spread = "({0}/100*(1-{0}/100))";
    let end = |sign: char| {
        let odds = format!("LN({{0}}/(100-{{0}})){sign}{{3}}*{{1}}/100/{spread}");
        format!("1/(1+EXP(-({odds})))")
    };
    [end('-'), end('+')]
}
