//! The unit over the periods: a line, and the change in words with its test.

use super::super::chance::Said;
use super::super::document::{Picture, Text};
use super::Letter;
use super::known::Epoch;
use crate::chart::{Caption, TrendChart, TrendLine, TrendPoint};
use crate::estimate::Measure;
use crate::exact::Published;
use crate::locale::Args;
use crate::trend::{Change, Fate, Trend, UnitTrend};

/// The height of the plot, in pixels: one or two lines need no more.
const HEIGHT: f64 = 150.0;

impl Letter<'_, '_> {
    /// What changed since earlier periods.
    pub(super) fn changes_told(&self) -> Vec<String> {
        if self.is_internal() && self.was_thin() {
            return Vec::new();
        }
        let mut sentences: Vec<String> = Vec::new();
        let main = self.view.main_trend();
        if let Some(trend) = main {
            sentences.extend(self.changes(trend, true));
        }
        let others = self.view.material.trends.iter().filter(|trend| {
            main.is_none_or(|main| (main.earlier, main.kind) != (trend.earlier, trend.kind))
        });
        for trend in others {
            sentences.extend(self.changes(trend, false));
        }
        sentences
    }

    /// Whether too few people judged the unit in any period, of those that nothing was withheld from.
    fn was_thin(&self) -> bool {
        let thin = |unit: usize| {
            let of = |epoch: &Epoch<'_>| epoch.whole.units.get(unit).map_or(0, |own| own.whole.n);
            let mut periods = self.letters.known.periods.iter();
            periods.any(|epoch| (1..self.least()).contains(&of(epoch)))
        };
        self.letters.known.lineage(self.unit).into_iter().flatten().any(thin)
    }

    /// What changed since an earlier period; of the main one the rank and the indicators too.
    fn changes(&self, trend: &Trend, is_main: bool) -> Vec<String> {
        let Some(own) = trend.unit(self.unit) else { return Vec::new() };
        let earlier = || Args::none().text("earlier", self.view.locale.period(trend.earlier));
        match own.fate {
            Fate::New | Fate::Merged { .. } if !is_main => return Vec::new(),
            Fate::New => return vec![self.text("letter-new", earlier())],
            Fate::Merged { .. } => return vec![self.text("letter-merged", earlier())],
            _ => {}
        }
        let change = own.score(Measure::Whole);
        let Some(told) = self.change(trend, &change) else {
            let told = is_main.then(|| self.text("letter-no-change", earlier()));
            return told.into_iter().collect();
        };
        let mut sentences = vec![told];
        if is_main {
            sentences.extend(self.moved(trend));
            sentences.extend(self.indicators_changed(own));
        } else if self.view.said(&change) != Said::Real {
            // What is nothing new is not told twice.
            return Vec::new();
        }
        sentences
    }

    fn change(&self, trend: &Trend, change: &Change) -> Option<String> {
        let (before, difference) = (change.earlier?, change.difference?);
        let margin = change.test.as_ref().and_then(|test| self.view.points(self.view.margin(test)));
        // One that is within its own error needs no word on how many are compared.
        let steps = |value: Published| value.steps().saturating_abs();
        let is_within = margin.is_some_and(|margin| steps(difference) <= steps(margin));
        let said = match self.view.said(change) {
            Said::Chance if is_within => "within",
            said => said.id(),
        };
        let args = Args::none()
            .text("earlier", self.view.locale.period(trend.earlier))
            .text("before", before.to_string())
            .text("said", said)
            .text("direction", direction(difference))
            .text("change", magnitude(difference))
            .text("known", if margin.is_some() { "yes" } else { "no" })
            .text("margin", margin.map(|margin| margin.to_string()).unwrap_or_default())
            .text("confidence", self.view.confidence());
        Some(self.text("letter-change", args))
    }

    /// How the rank moved among the units common to both periods, where that is more than chance.
    fn moved(&self, trend: &Trend) -> Option<String> {
        let mut tables = self.letters.known.places(self.unit).iter().map(|place| place.table);
        let (table, moved) = tables.find_map(|table| {
            Some((table, trend.rank_move(table.category, Measure::Whole, self.unit)?))
        })?;
        if moved.is_sure != Some(true) {
            return None;
        }
        let same = |moves: &&crate::trend::TableMoves| {
            (moves.category, moves.measure) == (table.category, Measure::Whole)
        };
        let common = trend.moves.iter().find(same)?.n_common;
        let args = Args::none()
            .text("scope", self.view.scope(table))
            .count("n", common)
            .text("before", moved.earlier.to_string())
            .text("after", moved.later.to_string());
        Some(self.text("letter-moved", args))
    }

    /// The indicators whose change is real.
    fn indicators_changed(&self, own: &UnitTrend) -> Vec<String> {
        if !self.has_indicators() {
            return Vec::new();
        }
        let real: Vec<(Measure, Published)> = self
            .view
            .leaves()
            .map(|leaf| (leaf, own.score(leaf)))
            .filter(|(_, change)| self.view.said(change) == Said::Real)
            .filter_map(|(leaf, change)| Some((leaf, change.difference?)))
            .collect();
        let told = |id: &str, sign: i64| {
            let names: Vec<String> = real
                .iter()
                .filter(|(_, change)| change.steps().signum() == sign)
                .map(|(leaf, change)| {
                    let args = Args::none()
                        .text("indicator", self.view.measure(*leaf))
                        .text("change", magnitude(*change));
                    self.text("letter-indicator-change", args)
                })
                .collect();
            let args = Args::none().text("list", self.view.locale.series(&names));
            (!names.is_empty()).then(|| self.text(id, args))
        };
        [told("letter-rises", 1), told("letter-falls", -1)].into_iter().flatten().collect()
    }

    /// The line of the unit, and that of its category's mean; nothing where there is but one point.
    pub(super) fn line(&self) -> Option<Picture> {
        if self.is_internal() && self.was_thin() {
            return None;
        }
        let view = &self.view;
        let periods = &self.letters.known.periods;
        let lineage = self.letters.known.lineage(self.unit);
        let point = |label: &str, period: &str, value: Published| TrendPoint {
            value: value.to_f64(),
            text: value.to_string(),
            hover: format!("{label} · {period} {value}"),
        };
        let own = self.word("letter-own");
        let points: Vec<Option<TrendPoint>> = periods
            .iter()
            .map(|epoch| {
                let mut units = lineage.into_iter().flatten();
                let value = units.find_map(|unit| {
                    epoch.of(self.is_internal()).units.get(unit)?.whole.published()
                })?;
                Some(point(&own, &epoch.name, value))
            })
            .collect();
        if points.iter().flatten().count() < 2 {
            return None;
        }
        let mut lines = vec![TrendLine { label: own, points, series: 0, emphasis: true }];
        let mean = self.word("key-mean");
        let category = view.category_of(self.unit);
        let means: Vec<Option<TrendPoint>> = periods
            .iter()
            .map(|epoch| Some(point(&mean, &epoch.name, epoch.mean(category)?)))
            .collect();
        let has_mean = means.iter().flatten().count() > 1;
        if has_mean {
            lines.push(TrendLine { label: mean, points: means, series: 1, emphasis: true });
        }
        let args = || Args::none().text("mean", if has_mean { "yes" } else { "no" });
        let description = self.text("letter-figure-past-description", args());
        let chart = TrendChart {
            axis: view.axis("axis-score-upright", view.measure(Measure::Whole)),
            periods: periods.iter().map(|epoch| epoch.name.clone()).collect(),
            lines,
            height: HEIGHT,
            caption: Caption {
                name: "past".into(),
                description: description.clone(),
                ..Caption::default()
            },
        };
        let caption = Text::new(&self.text("letter-figure-past", args()));
        Some(Picture { chart: chart.draw(), caption: Some(caption), description })
    }
}

fn direction(change: Published) -> &'static str {
    match change.steps() {
        0 => "same",
        steps if steps > 0 => "up",
        _ => "down",
    }
}

/// A change without its sign.
fn magnitude(change: Published) -> String {
    Published::from_steps(change.steps().saturating_abs(), change.decimals()).to_string()
}
