//! What follows from what is found.

use crate::finding::{Effect, Kind};
use crate::form::Form;
use crate::scheme::form::SchemeForm;
use crate::scheme::{Rule, RuleKind};

/// The scheme's own rules in their order, then the usual ones for every kind it does not name.
pub(super) fn read_rules(keys: &SchemeForm, form: &mut Form) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for (index, rule) in keys.rules.iter().enumerate() {
        let path = format!("rules[{}]", index + 1);
        if rules.iter().any(|known| known.when == rule.when) {
            let finding = form.mistake(Kind::DuplicateName, &format!("{path}.when"));
            let name = rule.when.finding().id();
            form.push(finding.with("value", name).with("other", name));
            continue;
        }
        if !rule.when.possible_effects().contains(&rule.effect) {
            let finding = form.mistake(Kind::BadChoice, &format!("{path}.effect"));
            let names: Vec<String> = rule
                .when
                .possible_effects()
                .iter()
                .map(|e| effect_name(*e))
                .collect();
            let finding = finding.with("value", effect_name(rule.effect));
            form.push(finding.with("expected", names.join(" / ")));
            continue;
        }
        let reason = rule.reason.clone();
        rules.push(Rule {
            when: rule.when,
            effect: rule.effect,
            reason,
        });
    }
    for kind in RuleKind::ALL {
        if rules.iter().all(|rule| rule.when != kind) {
            rules.push(Rule {
                when: kind,
                effect: kind.usual_effect(),
                reason: None,
            });
        }
    }
    rules
}

fn effect_name(effect: Effect) -> String {
    serde_json::to_value(effect)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}
