//! The indicators: a figure against the category, and what the unit is better and worse at.

use super::super::document::{Picture, Text};
use super::{Block, Letter};
use crate::chart::{Caption, ProfileChart, ProfileRow};
use crate::estimate::Measure;
use crate::exact::Published;
use crate::locale::Args;

/// So many indicators are named at each end.
const NAMED: usize = 2;

/// What a unit is better and worse at than its category; by its own scores where it has nothing to be
/// held against.
#[derive(Debug, Default)]
pub(super) struct Ends {
    pub(super) strong: Vec<Lead>,
    pub(super) weak: Vec<Lead>,
}

/// An indicator with how far the unit is ahead of the mean.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    pub(super) measure: Measure,
    pub(super) score: Published,
    /// Points above the mean, below zero where it is behind; absent without a mean.
    pub(super) ahead: Option<Published>,
    /// Whether the interval of the score holds the mean; absent where the error is not known.
    pub(super) is_within: Option<bool>,
}

impl Lead {
    /// What decides the order: the distance to the mean, or the score itself.
    fn steps(&self) -> i64 {
        self.ahead.unwrap_or(self.score).steps()
    }
}

impl Letter<'_, '_> {
    pub(super) fn has_indicators(&self) -> bool {
        self.view.scheme().indicators.n_leaves() > 1
    }

    /// Up to two indicators at each end that no other equals.
    pub(super) fn find_ends(&self) -> Ends {
        if !self.tells_indicators() {
            return Ends::default();
        }
        let mut leads: Vec<Lead> = self.view.leaves().filter_map(|leaf| self.lead(leaf)).collect();
        let is_held = self.peers.is_some();
        leads.retain(|lead| lead.ahead.is_some() == is_held);
        leads.sort_by_key(Lead::steps);
        Ends { strong: apart(&leads, leads.iter().rev()), weak: apart(&leads, leads.iter()) }
    }

    /// Whether there is a score on an indicator to tell. Of a unit that is told to nobody no indicator
    /// was withheld yet: all are told, or none.
    fn tells_indicators(&self) -> bool {
        let scores = || self.view.leaves().map(|leaf| self.estimate.score(leaf));
        let is_thin =
            self.is_internal() && scores().any(|score| (1..self.least()).contains(&score.n));
        !self.is_withheld() && !is_thin && scores().any(|score| score.value.is_ok())
    }

    fn lead(&self, measure: Measure) -> Option<Lead> {
        let score = self.estimate.score(measure).published()?;
        let mean = self.peers.and_then(|peers| peers.mean(measure));
        let error = self.view.material.estimates.error(self.unit, measure);
        let is_within = mean.zip(error).map(|(mean, error)| {
            let (low, high) = error.interval;
            (low..=high).contains(&mean.to_f64())
        });
        Some(Lead { measure, score, ahead: mean.and_then(|mean| score.minus(mean)), is_within })
    }

    pub(super) fn indicators(&self) -> Vec<Block> {
        if !self.has_indicators() || !self.tells_indicators() {
            return Vec::new();
        }
        vec![Block::Picture(self.profile())]
    }

    /// What the unit is better and worse at, in words.
    pub(super) fn ends_told(&self) -> Vec<String> {
        if !self.has_indicators() || !self.tells_indicators() {
            return Vec::new();
        }
        let Ends { strong, weak } = &self.ends;
        let scope = self.view.category(self.view.category_of(self.unit));
        if self.peers.is_none() {
            let told = |id: &str, leads: &[Lead]| {
                let args = Args::none().text("list", self.names(leads, |_| "own"));
                (!leads.is_empty()).then(|| self.text(id, args))
            };
            let told = [told("letter-strong-own", strong), told("letter-weak-own", weak)];
            return told.into_iter().flatten().collect();
        }
        let all: Vec<&Lead> = strong.iter().chain(weak).collect();
        if all.is_empty() {
            return vec![self.text("letter-even", Args::none().text("scope", scope))];
        }
        let is_quiet = all.iter().all(|lead| lead.is_within == Some(true));
        let said = |lead: &Lead| match lead.is_within {
            _ if is_quiet => "quiet",
            Some(true) => "within",
            Some(false) => "beyond",
            None => "unknown",
        };
        let told = |id: &str, leads: &[Lead]| {
            let args =
                Args::none().text("scope", scope.clone()).text("list", self.names(leads, said));
            (!leads.is_empty()).then(|| self.text(id, args))
        };
        let mut sentences: Vec<String> = [told("letter-strong", strong), told("letter-weak", weak)]
            .into_iter()
            .flatten()
            .collect();
        if is_quiet {
            sentences.push(self.text("letter-within", Args::none().count("n", all.len())));
        }
        sentences
    }

    fn names(&self, leads: &[Lead], said: impl Fn(&Lead) -> &'static str) -> String {
        let name = |lead: &Lead| {
            let args = Args::none()
                .text("indicator", self.view.measure(lead.measure))
                .text("score", lead.score.to_string())
                .text("said", said(lead));
            self.text("letter-indicator", self.gap(lead, args))
        };
        self.view.locale.series(&leads.iter().map(name).collect::<Vec<_>>())
    }

    /// How far ahead or behind, without its sign.
    pub(super) fn gap<'x>(&self, lead: &Lead, args: Args<'x>) -> Args<'x> {
        let steps = lead.ahead.map_or(0, Published::steps);
        let gap = Published::from_steps(steps.saturating_abs(), lead.score.decimals());
        let direction = match steps {
            0 => "same",
            steps if steps < 0 => "down",
            _ => "up",
        };
        args.text("direction", direction).text("gap", gap.to_string())
    }

    /// The unit's scores against mean and range of its category.
    fn profile(&self) -> Picture {
        let view = &self.view;
        let text = |value: Option<Published>| value.map(|v| v.to_string()).unwrap_or_default();
        let rows: Vec<ProfileRow> = view
            .leaves()
            .chain([Measure::Whole])
            .map(|measure| {
                let score = self.estimate.score(measure).published();
                let mean = self.peers.and_then(|peers| peers.mean(measure));
                let ends = self.peers.and_then(|peers| peers.ends(measure));
                let label = view.measure(measure);
                ProfileRow {
                    hover: format!("{label} {}", text(score)),
                    label,
                    value: score.map(Published::to_f64),
                    value_text: score
                        .map_or_else(|| self.word("absent-no-score"), |v| v.to_string()),
                    mean: mean.map(Published::to_f64),
                    mean_text: text(mean),
                    best_text: text(ends.map(|(_, best)| best)),
                    range: ends.map(|(least, most)| (least.to_f64(), most.to_f64())),
                }
            })
            .collect();
        let word = |shown: bool, id: &str| if shown { self.word(id) } else { String::new() };
        let has_mean = rows.iter().any(|row| row.mean.is_some());
        let has_ends = rows.iter().any(|row| row.range.is_some());
        let args = || {
            let kind = match (has_mean, has_ends) {
                (true, true) => "ends",
                (true, false) => "mean",
                (false, _) => "own",
            };
            Args::none().text("kind", kind).text("unit", view.unit(self.unit))
        };
        let caption = self.text("letter-figure-profile", args());
        let description = self.text("letter-figure-profile-description", args());
        let chart = ProfileChart {
            axis: view.axis("axis-score", self.word("figure-profile-axis")),
            rows,
            unit: self.word("letter-own"),
            mean: word(has_mean, "key-mean"),
            band: word(has_ends, "key-band"),
            best: word(has_ends, "letter-best"),
            caption: Caption {
                name: "profile".into(),
                description: description.clone(),
                ..Caption::default()
            },
        };
        Picture { chart: chart.draw(), caption: Some(Text::new(&caption)), description }
    }
}

/// The first of an order of all leads, two at most, that what follows does not equal: so what is named is
/// told from what is not, and no more than half is named.
fn apart<'l>(all: &[Lead], order: impl Iterator<Item = &'l Lead> + Clone) -> Vec<Lead> {
    let most = NAMED.min(if all.len() == 1 { 1 } else { all.len() / 2 });
    let ends = |count: usize| {
        let mut next = order.clone().skip(count.saturating_sub(1)).map(Lead::steps);
        next.next() != next.next()
    };
    let count = (1..=most).rev().find(|count| ends(*count)).unwrap_or(0);
    order.take(count).cloned().collect()
}
