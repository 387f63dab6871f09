//! What a report says of fair play, worked out only where somebody will read it: every rule costs a
//! count, and severity a model of all ballots.

use pingyi::account::Screen;
use pingyi::appraisal::Appraisal;
use pingyi::estimate::Estimates;
use pingyi::finding::Effect;
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::report::{Audience, Fair, RuleEffect};
use pingyi::tally::{Severity, Tally};

use super::road::{Part, Walked};

/// More units than this are not adjusted for severity: the model has a matrix of their square.
const MAX_ADJUSTED: usize = 3000;

/// What is known of fair play in a period.
pub(super) struct FairPlay {
    screen: Option<Screen>,
    rules: Vec<RuleEffect>,
    severity: Option<Severity>,
}

impl FairPlay {
    /// Works out what the audience may see: the public learns how many ballots were void, no more.
    pub(super) fn of(walked: &Walked, audience: Audience) -> FairPlay {
        let parts = walked.parts.iter().map(|part| (&part.appraisal, &part.intake));
        let screen = screen(&walked.appraisal, parts);
        if audience == Audience::Public {
            return FairPlay { screen, rules: Vec::new(), severity: None };
        }
        let rules = screen.iter().flat_map(|screen| &screen.by_rule);
        let met = rules.filter(|hits| hits.ballots > 0);
        let rules = met.map(|hits| effect(walked, hits.rule)).collect();
        FairPlay { screen, rules, severity: severity(walked) }
    }

    /// As a report takes it.
    pub(super) fn fair(&self) -> Fair<'_> {
        Fair { screen: self.screen.as_ref(), rules: &self.rules, severity: self.severity.as_ref() }
    }
}

/// What the rules met in a period, or in the parts of a year where they have the same rules.
pub(super) fn screen<'a>(
    whole: &Appraisal,
    parts: impl Iterator<Item = (&'a Appraisal, &'a Intake)>,
) -> Option<Screen> {
    let mut sum: Option<Screen> = None;
    for (appraisal, intake) in parts {
        if appraisal.scheme.rules != whole.scheme.rules {
            return None;
        }
        sum = Some(match sum {
            Some(sum) => sum.plus(intake.screen()),
            None => intake.screen().clone(),
        });
    }
    sum
}

/// The league with one rule the other way round.
fn effect(walked: &Walked, rule: usize) -> RuleEffect {
    let appraisal = &walked.appraisal;
    let effect = appraisal.scheme.rules.get(rule).map(|rule| rule.effect);
    let voids = effect == Some(Effect::VoidBallot);
    let count = |part: &Part| match voids {
        true => Tally::count_without(&part.appraisal, &part.intake, rule),
        false => Tally::count_with(&part.appraisal, &part.intake, rule),
    };
    let tallies: Vec<Tally> = walked.parts.iter().map(count).collect();
    let counted = walked.parts.iter().zip(&tallies);
    let mut scored: Vec<Estimates> =
        counted.map(|(part, tally)| Estimates::score(&part.appraisal, tally)).collect();
    let estimates = if appraisal.parts().is_empty() && scored.len() == 1 {
        scored.swap_remove(0)
    } else {
        let tally = tallies.into_iter().fold(Tally::default(), Tally::merge);
        Estimates::year(appraisal, &scored, &tally)
    };
    let league = League::order(appraisal, &estimates);
    RuleEffect { rule, voids, estimates, league }
}

/// Scores with the severity of raters taken out, of a single period of not too many units.
fn severity(walked: &Walked) -> Option<Severity> {
    let [part] = walked.parts.as_slice() else { return None };
    if !walked.appraisal.parts().is_empty() || part.appraisal.units.len() > MAX_ADJUSTED {
        return None;
    }
    Some(Severity::measure(&part.appraisal, &part.intake, Some(part.intake.own_units())))
}
