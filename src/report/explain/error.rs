//! The error of one number worked out: by group, its interval, its set of ranks.

use super::{Step, Working};
use crate::estimate::Measure;
use crate::exact::{Published, Ratio};
use crate::league::{Standing, Table};
use crate::locale::Args;
use crate::report::bands::runs;
use crate::report::chance::{FINE, P, percent};
use crate::report::{Cell, ColumnKind, GridRow, RowKind};

/// Decimals of a part of a variance.
const VARIANCE: u8 = 4;

/// A float in a sentence.
fn said(value: f64, decimals: u8) -> String {
    Published::near(value, decimals).map(|value| value.to_string()).unwrap_or_default()
}

impl Working<'_> {
    /// Standard error, degrees of freedom and interval, or that nobody can say.
    pub(super) fn error(&mut self, measure: Measure) {
        if self.score(measure).value.is_err() {
            return;
        }
        let view = self.view;
        let Some(error) = view.material.estimates.error(self.unit, measure).copied() else {
            self.say("explain-error-none", Args::none());
            return;
        };
        let args = Args::none()
            .text("se", said(error.se, FINE))
            .text("inflation", said(error.inflation, FINE))
            .text("freedom", said(error.freedom, 1))
            .text("confidence", view.confidence())
            .text("interval", view.span(error.interval).shown(view.locale))
            .count("drawn", error.n_drawn)
            .text("unpaired", if error.is_unpaired { "yes" } else { "no" });
        self.say("explain-error", args);
    }

    /// What each group adds to the variance.
    pub(super) fn by_group(&mut self, measure: Measure) {
        let view = self.view;
        let spread = view.material.estimates.spread().and_then(|spread| spread.measure(measure));
        let (Some(spread), Some(_)) = (spread, view.material.estimates.error(self.unit, measure))
        else {
            return;
        };
        let groups = &view.material.estimates.units[self.unit].groups;
        let missing = self.score(measure).missing_groups.clone();
        let heard: Vec<usize> = (0..groups.len())
            .filter(|group| groups[*group].rates && !missing.contains(group))
            .collect();
        let weights = heard.iter().fold(Ratio::zero(), |sum, group| &sum + &groups[*group].weight);
        let parts: Vec<_> = heard
            .iter()
            .filter_map(|group| Some((*group, spread.group(self.unit, *group)?)))
            .collect();
        let whole: f64 = parts.iter().map(|(_, part)| part.variance).sum();
        if parts.is_empty() {
            return;
        }
        let rows = parts.iter().map(|(group, part)| {
            let label = view.locale.label(&view.scheme().groups[*group].label).to_owned();
            let share = groups[*group].weight.divided_by(&weights);
            let of_variance = if whole > 0.0 { part.variance / whole * 100.0 } else { f64::NAN };
            let cells = vec![
                Cell::Text(label),
                share.map_or(Cell::Empty, |share| Cell::Decimal(percent(&share))),
                Cell::Count(part.n_drawn),
                Cell::near(part.variance, VARIANCE),
                Cell::near(of_variance, 1),
            ];
            GridRow { kind: RowKind::Ranked, category: None, cells }
        });
        let rows: Vec<GridRow> = rows.collect();
        let columns = vec![
            view.column("group", ColumnKind::Text),
            view.column("explain-share", ColumnKind::Number),
            view.column("drawn", ColumnKind::Count),
            view.column("explain-variance", ColumnKind::Number),
            view.column("explain-variance-share", ColumnKind::Number),
        ];
        let mut grid = view.grid("explain-errors", columns, rows);
        grid.notes.push(view.locale.word("note-explain-errors"));
        self.steps.push(Step::Grid(grid));
    }

    /// The set of ranks, the units that cannot be told apart from this one, and the verdict, table by
    /// table.
    pub(super) fn sets(&mut self, measure: Measure) {
        let mut texts = Vec::new();
        for table in self.tables(measure) {
            let Some(at) = table.standings.iter().position(|row| row.unit == self.unit) else {
                continue;
            };
            texts.extend(self.set_of(table, &table.standings[at]));
            texts.extend(self.like(table, at));
            texts.extend(self.verdict(table, &table.standings[at]));
        }
        self.steps.extend(texts.into_iter().map(Step::Text));
    }

    fn set_of(&self, table: &Table, standing: &Standing) -> Option<String> {
        let (set, view) = (standing.set?, &self.view);
        let ranks = |best, worst, marked| Cell::Ranks { best, worst, marked }.shown(view.locale);
        let args = Args::none()
            .text("scope", view.scope(table))
            .text("confidence", view.confidence())
            .text("ranks", ranks(set.together.best, set.together.worst, set.is_borderline))
            .text("alone", ranks(set.alone.best, set.alone.worst, false))
            .text("borderline", if set.is_borderline { "yes" } else { "no" });
        Some(view.locale.text("explain-set", args))
    }

    /// The runs of ranks that the unit is in.
    fn like(&self, table: &Table, at: usize) -> Option<String> {
        let view = &self.view;
        let runs = runs(table);
        let mine = runs.iter().filter(|run| run.first <= at && at <= run.last);
        let names: Vec<String> = mine.map(|run| view.run_text(run)).collect();
        // A run that splits a shared rank has no words for itself, but it is there.
        let bands = &table.certainty.as_ref()?.bands;
        let split = bands.iter().any(|band| band.len() > 1 && band.first <= at && at <= band.last);
        let any = match (names.is_empty(), split) {
            (false, _) => "yes",
            (true, true) => "some",
            (true, false) => "no",
        };
        let args = Args::none()
            .text("scope", view.scope(table))
            .text("any", any)
            .text("runs", view.locale.list(&names));
        Some(view.locale.text("explain-like", args))
    }

    fn verdict(&self, table: &Table, standing: &Standing) -> Option<String> {
        let (verdict, view) = (standing.against_mean?, &self.view);
        let mean = view.points(table.certainty.as_ref()?.mean)?;
        let signed = Published::near(verdict.difference, FINE)?.signed();
        let args = Args::none()
            .text("scope", view.scope(table))
            .text("mean", mean.to_string())
            .text("difference", signed)
            .text("se", said(verdict.se, FINE))
            .text("p", said(verdict.p, P))
            .text("adjusted", said(verdict.adjusted, P))
            .text("side", view.verdict_cell(Some(&verdict)).shown(view.locale));
        Some(view.locale.text("explain-verdict", args))
    }
}
