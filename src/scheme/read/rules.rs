//! What follows from what is found.

use super::test::read_test;
use crate::finding::{Effect, Kind};
use crate::form::Form;
use crate::scheme::reference::choice_name;
use crate::scheme::rule_form::RuleForm;
use crate::scheme::{Rule, RuleKind, Scale};

/// The most rules of a scheme: each has its bit among the marks of a ballot.
const MAX_RULES: usize = 64;

/// The scheme's own rules in their order, then the usual ones for every kind it does not name, and
/// the default screen.
pub(super) fn read_rules(own: &[RuleForm], scale: &Scale, form: &mut Form) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for (index, keys) in own.iter().enumerate() {
        let path = format!("rules[{}]", index + 1);
        if let Some(rule) = read_rule(keys, &path, &rules, scale, form) {
            rules.push(rule);
        }
    }
    for kind in RuleKind::ALL {
        let test = kind.default_test();
        if kind.judges_papers() && test.is_none() {
            continue;
        }
        // A rule that was named and is wrong is named all the same.
        let is_named = own.iter().any(|keys| keys.when == Some(kind));
        if rules.iter().all(|rule| rule.when != kind) && !(is_named && kind.judges_papers()) {
            rules.push(Rule { when: kind, effect: kind.usual_effect(), reason: None, test });
        }
    }
    if rules.len() > MAX_RULES {
        let finding = form.mistake(Kind::BadNumber, "rules");
        let finding = finding.with("value", rules.len().to_string());
        form.push(finding.with("expected", format!("≤ {MAX_RULES}")));
        rules.truncate(MAX_RULES);
    }
    rules
}

fn read_rule(
    keys: &RuleForm,
    path: &str,
    before: &[Rule],
    scale: &Scale,
    form: &mut Form,
) -> Option<Rule> {
    // What is absent or no choice has been listed already.
    let (when, effect) = (keys.when?, keys.effect);
    let test = read_test(when, keys, path, scale, form);
    let effect: Effect = effect?;
    // One kind may stand there several times with other numbers, such as several quotas.
    if before.iter().any(|known| known.when == when && known.test == test) {
        let finding = form.mistake(Kind::DuplicateName, &format!("{path}.when"));
        let name = when.finding().id();
        form.push(finding.with("value", name).with("other", name));
        return None;
    }
    if !when.possible_effects().contains(&effect) {
        let finding = form.mistake(Kind::BadChoice, &format!("{path}.effect"));
        let names: Vec<String> = when.possible_effects().iter().map(choice_name).collect();
        let finding = finding.with("value", choice_name(&effect));
        form.push(finding.with("expected", names.join(" / ")));
        return None;
    }
    if when.judges_papers() && test.is_none() {
        return None;
    }
    Some(Rule { when, effect, reason: keys.reason.clone(), test })
}
