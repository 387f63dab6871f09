//! What a report knows of fair play: what the rules about papers met, what each rule does to scores
//! and ranks, and who marks high or low. No rater is inside.

use super::Material;
use super::material::View;
use crate::account::{RuleHits, Screen};
use crate::estimate::{Estimates, Measure};
use crate::exact::Published;
use crate::league::{League, Standing};
use crate::locale::Args;
use crate::tally::Severity;

/// What is known of fair play in the period. All of it is absent where nobody asked for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fair<'a> {
    /// What the rules that judge papers met; absent too where the parts of a year differ in rules.
    pub screen: Option<&'a Screen>,
    /// What each rule that met anything does to scores and ranks.
    pub rules: &'a [RuleEffect],
    /// Scores with the severity of raters taken out; absent too for a year that is put together from
    /// its parts, and for more units than the model is meant for.
    pub severity: Option<&'a Severity>,
}

/// A league table that might have been: as counted, but for one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleEffect {
    /// Position in [`Scheme::rules`](crate::scheme::Scheme::rules).
    pub rule: usize,
    /// Whether the rule voids what it meets. Then what follows is *without* the rule; else, where it
    /// only flags, what follows is what would be if it voided.
    pub voids: bool,
    /// The scores, with this one rule the other way round.
    pub estimates: Estimates,
    /// The ranks from these scores.
    pub league: League,
}

/// Score and rank of a unit on the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Placed {
    /// The score as printed; absent where there is none.
    pub(super) score: Option<Published>,
    /// Rank, whether it is joint, and among how many; absent where the unit is not ranked.
    pub(super) rank: Option<(usize, bool, usize)>,
}

/// One unit without and with one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitEffect {
    pub(super) rule: usize,
    pub(super) voids: bool,
    pub(super) unit: usize,
    pub(super) without: Placed,
    pub(super) with: Placed,
}

impl Placed {
    /// On the whole: in the table of all units, or else of the category.
    fn of(material: &Material<'_>, unit: usize, estimates: &Estimates, league: &League) -> Placed {
        let score = estimates
            .units
            .get(unit)
            .and_then(|estimate| estimate.whole.value.as_ref().ok().map(|value| value.published));
        let own = material.appraisal.units[unit].category;
        let over_all = league.table(None, Measure::Whole);
        let table = over_all.or_else(|| league.table(Some(own), Measure::Whole));
        let rank = table.and_then(|table| {
            let Standing { rank, joint, .. } = *table.standing(unit)?;
            Some((rank, joint, table.standings.len()))
        });
        Placed { score, rank }
    }
}

impl UnitEffect {
    /// What a rule does to a unit.
    pub(super) fn of(material: &Material<'_>, effect: &RuleEffect, unit: usize) -> UnitEffect {
        let now = Placed::of(material, unit, material.estimates, material.league);
        let other = Placed::of(material, unit, &effect.estimates, &effect.league);
        let RuleEffect { rule, voids, .. } = *effect;
        let (with, without) = if voids { (now, other) } else { (other, now) };
        UnitEffect { rule, voids, unit, without, with }
    }

    /// What the rule adds to the score, in points; absent where either score is.
    pub(super) fn difference(&self) -> Option<Published> {
        self.with.score?.minus(self.without.score?)
    }

    /// Places that the unit gains by the rule; absent where it has no rank either way.
    pub(super) fn gained(&self) -> Option<i64> {
        let place = |placed: Placed| i64::try_from(placed.rank?.0).ok();
        Some(place(self.without)? - place(self.with)?)
    }

    /// Whether the rule changes what is printed. A tie that is broken changes nothing.
    pub(super) fn changes(&self) -> bool {
        let place = |placed: Placed| placed.rank.map(|(rank, ..)| rank);
        self.with.score != self.without.score || place(self.with) != place(self.without)
    }

    /// As counted and printed, and as it would be.
    pub(super) fn now_and_else(&self) -> (Placed, Placed) {
        if self.voids { (self.with, self.without) } else { (self.without, self.with) }
    }
}

impl View<'_> {
    /// The name of a rule; numbered where the scheme has several of its kind.
    pub(super) fn rule_name(&self, rule: usize) -> String {
        let rules = &self.scheme().rules;
        let Some(kind) = rules.get(rule).map(|rule| rule.when) else { return String::new() };
        let name = self.locale.kind(kind.finding());
        let alike = |to: usize| {
            rules[..to].iter().filter(|other| other.when == kind && other.test.is_some()).count()
        };
        if alike(rules.len()) < 2 {
            return name;
        }
        let args = Args::none().text("rule", name).count("n", alike(rule + 1));
        self.locale.text("fair-rule-numbered", args)
    }

    /// Whether a rule voids what it meets.
    pub(super) fn voids(&self, rule: usize) -> bool {
        let effect = self.scheme().rules.get(rule).map(|rule| rule.effect);
        effect == Some(crate::finding::Effect::VoidBallot)
    }

    /// The numbers of a rule in words; empty where it has none.
    pub(super) fn rule_numbers(&self, rule: usize) -> String {
        let Some(entry) = self.scheme().rules.get(rule) else { return String::new() };
        let keys = entry.test.iter().flat_map(crate::scheme::Test::keys);
        let say = |(key, value): (&str, String)| {
            let args = || Args::none().text("value", value.clone());
            // “papers” is a least number in one rule and a greatest in another.
            let own = format!("threshold-{}-{key}", entry.when.finding().id());
            let own = self.locale.find(&own, &args());
            own.unwrap_or_else(|| self.locale.text(&format!("threshold-{key}"), args()))
        };
        self.locale.list(&keys.map(say).collect::<Vec<_>>())
    }

    /// The rules that met anything.
    pub(super) fn met(&self) -> impl Iterator<Item = &RuleHits> {
        let screen = self.material.fair.screen;
        screen.into_iter().flat_map(|screen| &screen.by_rule).filter(|hits| hits.ballots > 0)
    }

    /// Every unit that is shown without and with every rule that met anything, rule by rule.
    pub(super) fn unit_effects(&self) -> Vec<UnitEffect> {
        let order = self.in_order();
        let effects = self.material.fair.rules.iter();
        let on_units = effects.flat_map(|effect| {
            order.iter().map(|unit| UnitEffect::of(self.material, effect, *unit))
        });
        on_units.collect()
    }
}
