//! What chance leaves of a number: the cells, and the words in which it is said.

use super::material::View;
use super::{Audience, Cell};
use crate::estimate::{Contrast, Measure, RateKind};
use crate::exact::{Published, Ratio, Rounding};
use crate::league::{Side, Standing, Table, Verdict};
use crate::locale::Args;
use crate::scheme::{Below, Family, RateInterval};
use crate::statistic::t_quantile_upper;
use crate::trend::{Change, ChangeTest, Trend};

/// Decimals of chances and reliabilities.
pub(super) const FINE: u8 = 3;

/// Decimals of p-values.
pub(super) const P: u8 = 4;

/// What may be said of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// It is real for the scheme.
    Real,
    /// It is more than chance, and less than the scheme asks for.
    Small,
    /// It may be chance.
    Chance,
    /// Its error is not known.
    Unknown,
}

impl Said {
    /// The word by which a message chooses its form.
    pub(super) fn id(self) -> &'static str {
        match self {
            Said::Real => "real",
            Said::Small => "small",
            Said::Chance => "chance",
            Said::Unknown => "unknown",
        }
    }
}

impl View<'_> {
    /// Whether the audience sees errors as numbers.
    pub(super) fn shows_errors(&self) -> bool {
        self.audience == Audience::Internal && self.material.estimates.spread().is_some()
    }

    /// The confidence of the scheme in per cent: `95`.
    pub(super) fn confidence(&self) -> String {
        percent(&self.scheme().error.confidence)
    }

    /// The chance of error that the scheme allows: `0.05`.
    pub(super) fn alpha(&self) -> Ratio {
        &Ratio::one() - &self.scheme().error.confidence
    }

    /// With the decimals of the scheme's scores.
    pub(super) fn points(&self, value: f64) -> Option<Published> {
        Published::near(value, self.scheme().rounding.decimals)
    }

    /// The interval of a unit's score, or nothing.
    pub(super) fn interval_cell(&self, unit: usize, measure: Measure) -> Cell {
        let error = self.material.estimates.error(unit, measure);
        error.map_or(Cell::Empty, |error| self.span(error.interval))
    }

    /// The interval of a unit's score for a figure; absent for the public.
    pub(super) fn interval(&self, unit: usize, measure: Measure) -> Option<(f64, f64)> {
        let error = self.material.estimates.error(unit, measure)?;
        self.shows_errors().then_some(error.interval)
    }

    /// From … to, in points.
    pub(super) fn span(&self, (low, high): (f64, f64)) -> Cell {
        match (self.points(low), self.points(high)) {
            (Some(low), Some(high)) => Cell::Interval(low, high),
            _ => Cell::Empty,
        }
    }

    /// The interval of a mean, within the ends of the scale.
    pub(super) fn mean_interval(&self, mean: &Contrast) -> (f64, f64) {
        let half = mean.half_width(self.scheme().error.confidence.to_f64());
        let ends = self.scheme().scale.ends().map(|(least, most)| (least.to_f64(), most.to_f64()));
        let (least, most) = ends.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        ((mean.value - half).max(least), (mean.value + half).min(most))
    }

    /// The interval of a rate in per cent, or nothing.
    pub(super) fn rate_span(&self, unit: usize, kind: RateKind) -> Cell {
        let error = self.material.estimates.rate_error(unit, Measure::Whole, kind);
        error.map_or(Cell::Empty, |e| self.span((e.interval.0 * 100.0, e.interval.1 * 100.0)))
    }

    /// How the intervals of rates are made.
    pub(super) fn rates_note(&self) -> String {
        let method = match self.scheme().error.rate_interval {
            RateInterval::Wilson => "wilson",
            RateInterval::Logit => "logit",
            RateInterval::KornGraubard => "korn-graubard",
        };
        let args = Args::none().text("confidence", self.confidence()).text("method", method);
        self.locale.text("note-rates-interval", args)
    }

    /// Half the width of the interval of a change.
    pub(super) fn margin(&self, test: &ChangeTest) -> f64 {
        let tail = (1.0 - self.scheme().error.confidence.to_f64()) / 2.0;
        test.se * t_quantile_upper(tail, test.freedom)
    }

    /// What may be said of a unit held against the mean; nothing where it has no error.
    pub(super) fn verdict_cell(&self, verdict: Option<&Verdict>) -> Cell {
        self.side_cell(verdict, ["side-above", "side-below"])
    }

    /// The same against the target.
    pub(super) fn target_cell(&self, verdict: Option<&Verdict>) -> Cell {
        self.side_cell(verdict, ["side-above-target", "side-below-target"])
    }

    fn side_cell(&self, verdict: Option<&Verdict>, [above, below]: [&str; 2]) -> Cell {
        let word = |verdict: &Verdict| {
            self.locale.word(match verdict.side {
                Side::Above => above,
                Side::Below => below,
                Side::Neither => "side-neither",
            })
        };
        verdict.map_or(Cell::Empty, |verdict| Cell::Text(word(verdict)))
    }

    /// The reliability of a ranked unit, where the scheme would have it marked.
    pub(super) fn doubtful_cell(&self, standing: &Standing) -> Cell {
        let rule = &self.scheme().reliability;
        let least = rule.least.to_f64();
        let low = standing.reliability.filter(|value| rule.below == Below::Mark && *value < least);
        low.map_or(Cell::Empty, |value| Cell::near(value, FINE))
    }

    /// What may be said of a change.
    pub(super) fn said(&self, change: &Change) -> Said {
        match &change.test {
            None => Said::Unknown,
            Some(test) if test.is_real => Said::Real,
            Some(test) if test.adjusted < self.alpha().to_f64() => Said::Small,
            Some(_) => Said::Chance,
        }
    }

    /// A change with an arrow where it is real.
    pub(super) fn change_cell(&self, change: &Change) -> Cell {
        Cell::tested(change.difference, self.said(change) == Said::Real)
    }

    /// Places gained or lost, with an arrow where the sets of both periods exclude each other.
    pub(super) fn move_cell(
        &self,
        trend: &Trend,
        (category, measure): (Option<usize>, Measure),
        unit: usize,
    ) -> Cell {
        let Some(moved) = trend.rank_move(category, measure, unit) else { return Cell::Empty };
        match moved.is_sure {
            Some(true) => Cell::RealMove(moved.gained()),
            _ => Cell::Move(moved.gained()),
        }
    }

    /// How the intervals, sets and verdicts of a table were made: method, n, confidence and family.
    pub(super) fn how_sure(&self, table: &Table) -> Vec<String> {
        let Some(certainty) = &table.certainty else { return Vec::new() };
        let scheme = self.scheme();
        let args = Args::none()
            .text("confidence", self.confidence())
            .count("n", certainty.n_compared)
            .count("m", table.standings.len())
            .text("all", if certainty.n_compared == table.standings.len() { "yes" } else { "no" })
            .text("draws", certainty.draws.to_string())
            .text("seed", certainty.seed.to_string());
        let mut notes = vec![self.locale.text("note-interval", args)];
        let target = match &scheme.comparison.target {
            Some(target) => target.to_string(),
            None => String::new(),
        };
        let mean = self.points(certainty.mean).map(|mean| mean.to_string()).unwrap_or_default();
        let args = Args::none()
            .text("mean", mean)
            .count("n", certainty.n_compared)
            .text("has-target", if target.is_empty() { "no" } else { "yes" })
            .text("target", target)
            .text("family", self.family(certainty.family, certainty.n_compared))
            .text("alpha", self.alpha().to_string());
        notes.push(self.locale.text("note-verdict", self.thresholds(args)));
        if let Some(reliability) = &table.reliability {
            let marks = |row: &Standing| self.doubtful_cell(row) != Cell::Empty;
            let below = match self.below() {
                "mark" if !table.standings.iter().any(marks) => "unmarked",
                below => below,
            };
            let args = Args::none()
                .text("order", fine(reliability.of_order))
                .text("least", scheme.reliability.least.to_string())
                .text("below", below)
                .count("n", certainty.n_compared);
            notes.push(self.locale.text("note-reliability", args));
        }
        notes
    }

    /// The first two notes of [`how_sure`](Self::how_sure), and what stands for them below a table that
    /// follows another; nothing where the audience sees no errors.
    pub(super) fn how_sure_as_before(&self, table: &Table) -> Option<([String; 2], String)> {
        let certainty = table.certainty.as_ref().filter(|_| self.shows_errors())?;
        let mut notes = self.how_sure(table).into_iter();
        let long = [notes.next()?, notes.next()?];
        let mean = self.points(certainty.mean).map(|mean| mean.to_string()).unwrap_or_default();
        let args = Args::none().count("n", certainty.n_compared).text("mean", mean);
        Some((long, self.locale.text("note-as-before", args)))
    }

    /// One table's n, mean, family and reliability.
    pub(super) fn table_note(&self, table: &Table) -> Option<String> {
        let certainty = table.certainty.as_ref()?;
        let mean = self.points(certainty.mean).map(|mean| mean.to_string()).unwrap_or_default();
        let reliability = table.reliability.as_ref();
        let args = Args::none()
            .text("scope", self.scope(table))
            .text("measure", self.measure(table.measure))
            .count("n", certainty.n_compared)
            .text("mean", mean)
            .text("family", self.family(certainty.family, certainty.n_compared))
            .text("known", if reliability.is_some() { "yes" } else { "no" })
            .text("order", reliability.map(|of| fine(of.of_order)).unwrap_or_default())
            .text("between", reliability.map(|of| fine(of.between)).unwrap_or_default());
        Some(self.locale.text("note-of-table", args))
    }

    /// What the scheme does below its least reliability, as a message chooses its form.
    pub(super) fn below(&self) -> &'static str {
        let rule = &self.scheme().reliability;
        match rule.below {
            _ if rule.least.is_zero() => "none",
            Below::Refuse => "refuse",
            Below::Mark => "mark",
        }
    }

    /// What a note on real changes needs to know.
    pub(super) fn real_args(&self, trend: &Trend) -> Args<'static> {
        let args = Args::none()
            .text("confidence", self.confidence())
            .text("period", self.locale.period(trend.earlier));
        self.thresholds(args)
    }

    /// What the scheme asks of a difference beside significance.
    pub(super) fn thresholds<'a>(&self, args: Args<'a>) -> Args<'a> {
        let comparison = &self.scheme().comparison;
        args.text("has-threshold", if comparison.threshold.is_zero() { "no" } else { "yes" })
            .text("threshold", comparison.threshold.to_string())
            .count("least", comparison.min_n)
    }

    /// What the lines and brackets of a league figure mean: method, n, confidence and family.
    pub(super) fn league_note(&self, table: &Table) -> Option<String> {
        let certainty = table.certainty.as_ref()?;
        let args = Args::none()
            .text("confidence", self.confidence())
            .text("intervals", if self.shows_errors() { "yes" } else { "no" })
            .text("unranked", if table.unranked.is_empty() { "no" } else { "yes" })
            .count("n", certainty.n_compared)
            .count("pairs", certainty.told_apart.1);
        Some(self.locale.text("figure-league-note", args))
    }

    /// How changes are tested: family, number, and what is known of raters who answered twice.
    pub(super) fn how_changes_are_judged(&self, trend: &Trend) -> Option<String> {
        let tested = trend.units.iter().filter(|unit| unit.score(Measure::Whole).test.is_some());
        let n = tested.count();
        let common = trend.family.n_common;
        let args = Args::none()
            .text("confidence", self.confidence())
            .text("family", self.family(trend.family.rule, n))
            .text("linked", if common.is_some() { "yes" } else { "no" })
            .count("common", common.unwrap_or(0));
        (n > 0).then(|| self.locale.text("note-tested", args))
    }

    /// The family of comparisons in words, such as `max-T，41个比较`.
    pub(super) fn family(&self, family: Family, comparisons: usize) -> String {
        let id = match family {
            Family::MaxT => "family-max-t",
            Family::Holm => "family-holm",
            Family::Bh => "family-bh",
            Family::None => "family-none",
        };
        self.locale.text(id, Args::none().count("m", comparisons))
    }
}

/// A share of the whole in per cent, to two decimals at most: `20`, `16.67`.
pub(super) fn percent(share: &Ratio) -> String {
    let text = (share * &Ratio::whole(100)).publish(Rounding::HalfUp, 2).to_string();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A chance or a reliability.
pub(super) fn fine(value: f64) -> String {
    Published::near(value, FINE).map(|value| value.to_string()).unwrap_or_default()
}
