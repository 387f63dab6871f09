//! What a report is made of, and what of it the audience may see.

use std::collections::BTreeSet;

use super::Audience;
use super::fair::Fair;
use crate::account::{Account, GroupReturns, Returns};
use crate::appraisal::Appraisal;
use crate::disclosure::fewest;
use crate::error::Mismatch;
use crate::estimate::{Estimates, Measure, Score, UnitEstimate};
use crate::league::{League, Table};
use crate::locale::Locale;
use crate::period::Period;
use crate::scheme::{MarkKind, Publication, Scheme};
use crate::tally::Tally;
use crate::trend::{Trend, TrendKind};

/// Everything a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// Scheme, register and period.
    pub appraisal: &'a Appraisal,
    /// What became of rows and papers.
    pub account: &'a Account,
    /// The counts.
    pub tally: &'a Tally,
    /// The scores.
    pub estimates: &'a Estimates,
    /// Those of the parts of a year, so that none that is withheld can be had from the year; empty for a
    /// period that is no year.
    pub parts: &'a [Estimates],
    /// The ranks.
    pub league: &'a League,
    /// Comparisons with earlier periods; 环比 first.
    pub trends: &'a [Trend],
    /// Earlier periods that compare, oldest first, for lines over time.
    pub history: &'a [Past],
    /// Periods that do not compare, and why.
    pub refused: &'a [(Period, Vec<Mismatch>)],
    /// What is known of fair play; empty where nobody asked for it.
    pub fair: Fair<'a>,
    /// Whether what may not leave the office has been taken out ([`Seen`](super::Seen)).
    pub is_told: bool,
}

impl Material<'_> {
    /// Whether the number of answers behind a score may be told: not where the score is withheld and, of
    /// what leaves the office, not where it is that of few people. (The whole of a pooled scheme counts the
    /// fewest behind any indicator, which may be one that is withheld.)
    pub(super) fn tells_n(&self, score: &Score) -> bool {
        let few = self.is_told && (1..fewest(&self.appraisal.scheme)).contains(&score.n);
        !score.is_withheld() && !few
    }
}

/// An earlier period, for lines over time.
#[derive(Debug, Clone)]
pub struct Past {
    /// The appraisal as it stood then.
    pub appraisal: Appraisal,
    /// Its scores.
    pub estimates: Estimates,
    /// Its ranks.
    pub league: League,
}

/// The material with the eyes of an audience and the words of a language.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) material: &'a Material<'a>,
    pub(super) locale: &'a Locale,
    pub(super) audience: Audience,
}

impl<'a> View<'a> {
    pub(super) fn new(
        material: &'a Material<'a>,
        audience: Audience,
        locale: &'a Locale,
    ) -> View<'a> {
        View { material, locale, audience }
    }

    pub(super) fn appraisal(&self) -> &'a Appraisal {
        self.material.appraisal
    }

    pub(super) fn scheme(&self) -> &'a Scheme {
        &self.material.appraisal.scheme
    }

    /// Whether the audience may see a category.
    pub(super) fn shows_category(&self, category: usize) -> bool {
        let publication = self.scheme().categories[category].publication;
        self.audience == Audience::Internal || publication != Publication::Internal
    }

    /// Whether the audience may see a unit.
    pub(super) fn shows(&self, unit: usize) -> bool {
        self.shows_category(self.appraisal().units[unit].category)
    }

    /// Whether a category is for the leaders only.
    pub(super) fn is_of_leaders(&self, category: usize) -> bool {
        self.scheme().categories[category].publication == Publication::Internal
    }

    /// Whether a unit is for the leaders only.
    pub(super) fn is_internal(&self, unit: usize) -> bool {
        self.is_of_leaders(self.category_of(unit))
    }

    /// Which groups of a unit are withheld, in material that was [told](super::ToldMaterial).
    pub(super) fn hidden_groups(&self, unit: &UnitEstimate) -> Vec<bool> {
        unit.groups.iter().map(|group| group.whole.is_withheld()).collect()
    }

    /// Which units a mean over so many is over, for a sentence: `all`, those that are published (`internal`
    /// ones left out), or those with a score (`scored`).
    pub(super) fn part_of_mean(&self, n_units: usize) -> &'static str {
        let open = || self.units().filter(|unit| !self.is_internal(*unit)).count();
        match n_units {
            n if n == self.units().count() => "all",
            n if n == open() => "internal",
            _ => "scored",
        }
    }

    /// Whether everything said of a unit is withheld, because too few people rated it.
    pub(super) fn is_withheld(&self, unit: usize) -> bool {
        self.material.estimates.units[unit].whole.is_withheld()
    }

    /// Whether a unit has a place in a table of the whole that the audience may see. A score that is
    /// too thin to be ranked is too thin to be called the greatest change.
    pub(super) fn is_ranked(&self, unit: usize) -> bool {
        let mut tables = self.tables().filter(|table| table.measure == Measure::Whole);
        tables.any(|table| table.standing(unit).is_some())
    }

    /// The units in force that the audience may see, in the order of the register.
    pub(super) fn units(&self) -> impl Iterator<Item = usize> + '_ {
        self.appraisal().units_in_force().map(|(unit, _)| unit).filter(|unit| self.shows(*unit))
    }

    /// Whether a group of raters is shown: outside the office those that rate a unit which may be known.
    pub(super) fn shows_group(&self, group: usize) -> bool {
        self.audience == Audience::Internal
            || self.units().any(|unit| self.appraisal().rates(group, unit))
    }

    /// What went out to the groups that are shown and came back, with their positions.
    pub(super) fn returns(&self) -> Vec<(usize, &'a GroupReturns)> {
        let groups = self.material.account.returns.groups.iter().enumerate();
        groups.filter(|(group, _)| self.shows_group(*group)).collect()
    }

    /// The same in all.
    pub(super) fn returns_in_all(&self) -> GroupReturns {
        let groups = self.returns().into_iter().map(|(_, group)| group.clone()).collect();
        Returns { groups }.total()
    }

    /// The categories that the audience may see.
    pub(super) fn categories(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.scheme().categories.len()).filter(|category| self.shows_category(*category))
    }

    /// Whether the audience sees more than one category, so that naming them tells units apart.
    pub(super) fn has_categories(&self) -> bool {
        self.categories().count() > 1
    }

    /// Whether the scale has an answer for not knowing a unit, so that a knowledge rate says something.
    pub(super) fn has_knowledge(&self) -> bool {
        self.scheme().scale.levels.iter().any(|level| level.kind == MarkKind::Unknown)
    }

    /// Whether there is any rate to print.
    pub(super) fn has_rates(&self) -> bool {
        let rates = &self.scheme().rates;
        self.has_knowledge() || !rates.satisfied.is_empty() || !rates.dissatisfied.is_empty()
    }

    /// Whether the scheme keeps a category for the leaders only.
    pub(super) fn has_internal(&self) -> bool {
        let mut categories = self.scheme().categories.iter();
        categories.any(|category| category.publication == Publication::Internal)
    }

    /// The league tables that the audience may see, those with units in them.
    pub(super) fn tables(&self) -> impl Iterator<Item = &'a Table> + '_ {
        let shown = |table: &&Table| match table.category {
            Some(category) => self.shows_category(category),
            None => true,
        };
        let filled = |table: &&Table| table.standings.len() + table.unranked.len() > 0;
        self.material.league.tables.iter().filter(shown).filter(filled)
    }

    /// The comparison of one kind.
    pub(super) fn trend(&self, kind: TrendKind) -> Option<&'a Trend> {
        self.material.trends.iter().find(|trend| trend.kind == kind)
    }

    /// The comparison that league tables show beside the score: 环比, or else the first there is.
    pub(super) fn main_trend(&self) -> Option<&'a Trend> {
        self.trend(TrendKind::Previous).or_else(|| self.material.trends.first())
    }

    pub(super) fn unit(&self, unit: usize) -> String {
        self.locale.label(&self.appraisal().units[unit].name).to_owned()
    }

    /// What a unit was called in a period, where that is at hand; else what it is called now.
    pub(super) fn unit_in(&self, period: Period, unit: usize) -> String {
        let past = self.material.history.iter().find(|past| past.appraisal.period == period);
        let then = past.and_then(|past| past.appraisal.units.get(unit));
        match then {
            Some(then) => self.locale.label(&then.name).to_owned(),
            None => self.unit(unit),
        }
    }

    pub(super) fn category(&self, category: usize) -> String {
        self.locale.label(&self.scheme().categories[category].label).to_owned()
    }

    /// What a table is over: a category, or all units.
    pub(super) fn scope(&self, table: &Table) -> String {
        match table.category {
            Some(category) => self.category(category),
            None => self.locale.word("scope-all"),
        }
    }

    pub(super) fn category_of(&self, unit: usize) -> usize {
        self.appraisal().units[unit].category
    }

    pub(super) fn measure(&self, measure: Measure) -> String {
        match measure {
            Measure::Whole => self.locale.word("measure-whole"),
            Measure::Indicator(index) => {
                self.locale.label(&self.scheme().indicators.all()[index].label).to_owned()
            }
        }
    }

    /// All measures: the whole, then each indicator.
    pub(super) fn measures(&self) -> impl Iterator<Item = Measure> + use<> {
        let n = self.scheme().indicators.all().len();
        std::iter::once(Measure::Whole).chain((0..n).map(Measure::Indicator))
    }

    /// The indicators that are answered.
    pub(super) fn leaves(&self) -> impl Iterator<Item = Measure> + use<> {
        (0..self.scheme().indicators.n_leaves()).map(Measure::Indicator)
    }

    /// Units by the rank of their score, best first, then those without a rank.
    ///
    /// The order of the overall table where there is one, else category by category.
    pub(super) fn in_order(&self) -> Vec<usize> {
        let tables = self.tables().filter(|table| table.measure == Measure::Whole);
        let ranked = tables.flat_map(|table| table.standings.iter().map(|standing| standing.unit));
        let mut seen = BTreeSet::new();
        let mut order: Vec<usize> = ranked.filter(|unit| seen.insert(*unit)).collect();
        order.extend(self.units().filter(|unit| !seen.contains(unit)));
        order
    }
}
