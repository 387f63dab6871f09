//! How units are ranked.

use super::names::check_repeats;
use crate::finding::Kind;
use crate::form::Form;
use crate::scheme::form::{RankingForm, RatesForm};
use crate::scheme::reference::choice_name;
use crate::scheme::{RankedBy, Ranking, TieBreaker};

pub(super) fn read_ranking(ranking: &RankingForm, rates: &RatesForm, form: &mut Form) -> Ranking {
    let usual = || vec![RankedBy::Category, RankedBy::Indicator];
    let tables = ranking.tables.clone().unwrap_or_else(usual);
    if tables.is_empty() {
        let finding = form.mistake(Kind::EmptyList, "ranking.tables");
        form.push(finding);
    }
    let names: Vec<String> = tables.iter().map(choice_name).collect();
    check_repeats("ranking.tables", &names, form);
    let names: Vec<String> = ranking.tie_breakers.iter().map(choice_name).collect();
    check_repeats("ranking.tie_breakers", &names, form);
    for breaker in &ranking.tie_breakers {
        check_rate(*breaker, rates, form);
    }
    Ranking {
        tables,
        compare: ranking.compare.unwrap_or_default(),
        ties: ranking.ties.unwrap_or_default(),
        tie_breakers: ranking.tie_breakers.clone(),
    }
}

/// A rate can only break a tie where the scheme says which levels it counts.
fn check_rate(breaker: TieBreaker, rates: &RatesForm, form: &mut Form) {
    let (levels, key) = match breaker {
        TieBreaker::SatisfiedRate => (&rates.satisfied, "satisfied"),
        TieBreaker::DissatisfiedRate => (&rates.dissatisfied, "dissatisfied"),
        TieBreaker::ValidN => return,
    };
    if levels.is_empty() {
        let finding = form.mistake(Kind::MissingKey, &format!("rates.{key}"));
        form.push(finding.with("value", key));
    }
}
