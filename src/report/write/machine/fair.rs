//! What the rules about papers met and do, for machines. In internal documents only.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Scope;
use crate::account::RuleHits;
use crate::exact::Published;
use crate::finding::Effect;
use crate::report::RuleEffect;
use crate::report::fair::{Placed, UnitEffect};
use crate::scheme::RuleKind;

/// What the rules looked at and met.
#[derive(Serialize)]
pub(super) struct FairPlay<'a> {
    /// Papers looked at.
    papers: u64,
    /// Ballots looked at.
    ballots: u64,
    /// Each rule about papers, in the order of the scheme.
    rules: Vec<RuleOut<'a>>,
}

/// One rule.
#[derive(Serialize)]
struct RuleOut<'a> {
    /// Its place among the rules of the scheme, from 1.
    rule: usize,
    /// What it looks for, as the scheme writes it.
    when: RuleKind,
    /// What follows.
    effect: Effect,
    /// Its numbers by key, as the scheme writes them.
    thresholds: BTreeMap<&'static str, String>,
    /// Papers of which a ballot meets it.
    papers: u64,
    /// Ballots that meet it.
    ballots: u64,
    /// Such ballots of each group; groups without are not listed.
    by_group: BTreeMap<&'a str, u64>,
    /// Such ballots on each unit; units without are not listed.
    by_unit: BTreeMap<&'a str, u64>,
    /// Units whose score or rank on the whole depends on the rule; `null` where it was not tried.
    changes: Option<Vec<Change<'a>>>,
}

/// A unit without and with a rule.
#[derive(Serialize)]
struct Change<'a> {
    unit: &'a str,
    without: Place,
    with: Place,
}

/// Score and rank on the whole.
#[derive(Serialize)]
struct Place {
    /// As printed; `null` where there is no score.
    score: Option<Published>,
    /// `null` where the unit is not ranked.
    rank: Option<usize>,
    /// Whether another unit has the rank too.
    joint: bool,
    /// How many are ranked; `null` with the rank.
    of: Option<usize>,
}

pub(super) fn fair(scope: Scope<'_>) -> Option<FairPlay<'_>> {
    let screen = scope.material.fair.screen?;
    let rules = screen.by_rule.iter().filter_map(|hits| rule(scope, hits)).collect();
    Some(FairPlay { papers: screen.papers, ballots: screen.ballots, rules })
}

fn rule<'a>(scope: Scope<'a>, hits: &RuleHits) -> Option<RuleOut<'a>> {
    let appraisal = scope.material.appraisal;
    let rule = appraisal.scheme.rules.get(hits.rule)?;
    let groups = appraisal.scheme.groups.iter().map(|group| group.id.as_str());
    let units = appraisal.units.iter().map(|unit| unit.id.as_str());
    let effect = scope.material.fair.rules.iter().find(|effect| effect.rule == hits.rule);
    Some(RuleOut {
        rule: hits.rule + 1,
        when: rule.when,
        effect: rule.effect,
        thresholds: rule.test.iter().flat_map(crate::scheme::Test::keys).collect(),
        papers: hits.papers,
        ballots: hits.ballots,
        by_group: listed(groups, &hits.by_group),
        by_unit: listed(units, &hits.by_unit),
        changes: effect.map(|effect| changes(scope, effect)),
    })
}

fn listed<'a>(ids: impl Iterator<Item = &'a str>, counts: &[u64]) -> BTreeMap<&'a str, u64> {
    ids.zip(counts.iter().copied()).filter(|(_, n)| *n > 0).collect()
}

fn changes<'a>(scope: Scope<'a>, effect: &RuleEffect) -> Vec<Change<'a>> {
    let appraisal = scope.material.appraisal;
    let on_units = appraisal.units_in_force();
    let on_units = on_units.map(|(unit, _)| UnitEffect::of(&scope.material, effect, unit));
    let changed = on_units.filter(UnitEffect::changes);
    let line = |effect: UnitEffect| Change {
        unit: &appraisal.units[effect.unit].id,
        without: place(effect.without),
        with: place(effect.with),
    };
    changed.map(line).collect()
}

fn place(placed: Placed) -> Place {
    Place {
        score: placed.score,
        rank: placed.rank.map(|(rank, ..)| rank),
        joint: placed.rank.is_some_and(|(_, joint, _)| joint),
        of: placed.rank.map(|(.., of)| of),
    }
}
