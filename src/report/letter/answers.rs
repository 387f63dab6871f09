//! How the answers are spread over the levels.

use super::super::Cell;
use super::super::document::{Align, Picture, Table, TableColumn, TableRow, TableSize, Text};
use super::{Block, Letter};
use crate::chart::{Caption, Level, LevelRow, LevelsChart, Polarity, Segment};
use crate::estimate::{Measure, Rates};
use crate::exact::Ratio;
use crate::locale::Args;
use crate::scheme;

/// The shares of the levels in the answers on one measure.
struct Spread {
    measure: Measure,
    shares: Vec<Ratio>,
    answers: u64,
}

impl Letter<'_, '_> {
    /// A figure and a table; nothing where too few answered.
    pub(super) fn levels(&self) -> Vec<Block> {
        let spreads = self.spreads();
        if spreads.is_empty() || !self.has_score() {
            return Vec::new();
        }
        vec![Block::Picture(self.levels_drawn(&spreads)), Block::Table(self.levels_table(&spreads))]
    }

    /// The whole and each indicator, as far as enough people answered.
    fn spreads(&self) -> Vec<Spread> {
        let view = &self.view;
        let leaves = view.leaves().filter(|_| self.has_indicators());
        let of = |measure: Measure| {
            let rates: &Rates = self.estimate.rates(measure);
            let answers = rates.marks.answers;
            let shares: Option<Vec<Ratio>> = view.shares(&rates.bins).into_iter().collect();
            let shares = shares.filter(|shares| !shares.is_empty())?;
            (answers >= self.least()).then_some(Spread { measure, shares, answers })
        };
        leaves.chain([Measure::Whole]).filter_map(of).collect()
    }

    fn levels_drawn(&self, spreads: &[Spread]) -> Picture {
        let view = &self.view;
        let bins = view.scheme().scale.bins();
        let names: Vec<&str> = bins.iter().map(|bin| view.locale.label(bin.label)).collect();
        let polarity = |polarity| match polarity {
            scheme::Polarity::Positive => Polarity::Positive,
            scheme::Polarity::Neutral => Polarity::Neutral,
            scheme::Polarity::Negative => Polarity::Negative,
        };
        let levels = bins.iter().zip(&names);
        let levels = levels
            .map(|(bin, name)| Level { name: (*name).to_owned(), polarity: polarity(bin.polarity) })
            .collect();
        let rounding = view.scheme().rounding.rule;
        let rows = spreads.iter().map(|spread| {
            let label = view.measure(spread.measure);
            let segments = spread.shares.iter().zip(&names).map(|(share, name)| {
                let percent = share * &Ratio::whole(100);
                let text = view.scheme().publish(&percent);
                Segment {
                    share: share.to_f64(),
                    text: percent.publish(rounding, 0).to_string(),
                    hover: format!("{label} · {name} {text}%"),
                }
            });
            LevelRow {
                segments: segments.collect(),
                n_text: spread.answers.to_string(),
                emphasis: spread.measure == Measure::Whole,
                label,
            }
        });
        let description = self.word("letter-figure-levels-description");
        let chart = LevelsChart {
            rows: rows.collect(),
            levels,
            n_heading: self.word("col-answers"),
            caption: Caption {
                name: "levels".into(),
                description: description.clone(),
                ..Caption::default()
            },
        };
        // The table below says what both are.
        Picture { chart: chart.draw(), caption: None, description }
    }

    fn levels_table(&self, spreads: &[Spread]) -> Table {
        let view = &self.view;
        let bins = view.scheme().scale.bins();
        let column = |heading: String, share: u32, align: Align| TableColumn {
            heading,
            share,
            align,
            ..TableColumn::default()
        };
        let mut columns = vec![column(self.word("letter-col-measure"), 30, Align::Left)];
        let levels = bins.iter().map(|bin| view.locale.label(bin.label).to_owned());
        columns.extend(levels.map(|level| column(level, 14, Align::Right)));
        columns.push(column(self.word("col-answers"), 14, Align::Right));
        let rows = spreads.iter().map(|spread| {
            let mut cells = vec![Cell::Text(view.measure(spread.measure))];
            let percent = |share: &Ratio| view.scheme().publish(&(share * &Ratio::whole(100)));
            cells.extend(spread.shares.iter().map(|share| Cell::Rate(percent(share))));
            cells.push(Cell::Count(spread.answers));
            self.row(&cells, spread.measure == Measure::Whole)
        });
        Table {
            caption: Some(Text::new(&self.word("letter-table-levels"))),
            columns,
            rows: rows.collect(),
            size: TableSize::Tiny,
            ..Table::default()
        }
    }

    /// A row of cells as every table of the report prints them.
    pub(super) fn row(&self, cells: &[Cell], is_strong: bool) -> TableRow {
        let cells = cells.iter().map(|cell| Text::new(&cell.shown(self.view.locale))).collect();
        TableRow { cells, is_strong }
    }

    /// A message with the numbers of the scheme's confidence.
    pub(super) fn sure(&self) -> Args<'static> {
        Args::none().text("confidence", self.view.confidence())
    }
}
