//! What follows from what is found.

use crate::finding::Kind;
use crate::form::Form;
use crate::scheme::form::RuleForm;
use crate::scheme::reference::choice_name;
use crate::scheme::{Rule, RuleKind};

/// The scheme's own rules in their order, then the usual ones for every kind it does not name.
pub(super) fn read_rules(own: &[RuleForm], form: &mut Form) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for (index, rule) in own.iter().enumerate() {
        let path = format!("rules[{}]", index + 1);
        // What is absent or no choice has been listed already.
        let (Some(when), Some(effect)) = (rule.when, rule.effect) else {
            continue;
        };
        if rules.iter().any(|known| known.when == when) {
            let finding = form.mistake(Kind::DuplicateName, &format!("{path}.when"));
            let name = when.finding().id();
            form.push(finding.with("value", name).with("other", name));
            continue;
        }
        if !when.possible_effects().contains(&effect) {
            let finding = form.mistake(Kind::BadChoice, &format!("{path}.effect"));
            let names: Vec<String> = when.possible_effects().iter().map(choice_name).collect();
            let finding = finding.with("value", choice_name(&effect));
            form.push(finding.with("expected", names.join(" / ")));
            continue;
        }
        rules.push(Rule { when, effect, reason: rule.reason.clone() });
    }
    for kind in RuleKind::ALL {
        if rules.iter().all(|rule| rule.when != kind) {
            rules.push(Rule { when: kind, effect: kind.usual_effect(), reason: None });
        }
    }
    rules
}
