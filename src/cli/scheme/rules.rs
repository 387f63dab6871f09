//! How a scheme ranks and grades, and what it makes of what is found in the ballots.

use pingyi::locale::Args;
use pingyi::scheme::{GradingRule, RankedBy, Rule, Test};

use super::super::print::Aligned;
use super::words::{Words, percent};

impl Words<'_> {
    /// Which tables are made, and what happens to ties.
    pub(super) fn ranking(&self) -> String {
        let ranking = &self.scheme.ranking;
        let tables: Vec<String> =
            ranking.tables.iter().map(|by: &RankedBy| self.choice("ranked-by", by)).collect();
        let args = Args::none().text("tables", self.locale.list(&tables));
        let mut text = format!("{}\n", self.locale.text("ranking-tables", args));
        text.push_str(&format!("{}\n", self.choice("ranking-compare", &ranking.compare)));
        text.push_str(&format!("{}\n", self.choice("ranking-ties", &ranking.ties)));
        if !ranking.tie_breakers.is_empty() {
            let breakers: Vec<String> = ranking
                .tie_breakers
                .iter()
                .map(|breaker| self.choice("tie-breaker", breaker))
                .collect();
            let args = Args::none().text("breakers", self.locale.list(&breakers));
            text.push_str(&format!("{}\n", self.locale.text("ranking-breakers", args)));
        }
        text
    }

    /// The grades; nothing where the scheme gives none.
    pub(super) fn grading(&self) -> String {
        let Some(grading) = &self.scheme.grading else { return String::new() };
        let mut text = format!("{}\n", self.choice("grading-within", &grading.within));
        let line = |id: &str, args: Args<'_>| format!("{}\n", self.locale.text(id, args));
        match &grading.rule {
            GradingRule::Thresholds(grades) => {
                for (label, from) in grades {
                    let args = Args::none().text("grade", self.locale.label(label));
                    text.push_str(&match from {
                        Some(from) => line("grade-from", args.text("from", from.to_string())),
                        None => line("grade-rest", args),
                    });
                }
            }
            GradingRule::Quota { grades, boundary_ties } => {
                for (label, share) in grades {
                    let args = Args::none().text("grade", self.locale.label(label));
                    text.push_str(&line("grade-share", args.text("share", percent(share))));
                }
                text.push_str(&format!("{}\n", self.choice("grade-ties", boundary_ties)));
            }
        }
        text
    }

    /// What follows from each kind of finding, in the order in which it is looked for.
    pub(super) fn rules(&self) -> String {
        let mut table = Aligned::default()
            .column(self.word("scheme-rule-when"), false)
            .column(self.word("scheme-rule-effect"), false)
            .column(self.word("scheme-rule-numbers"), false)
            .column(self.word("scheme-rule-reason"), false);
        for rule in &self.scheme.rules {
            table.row(vec![
                self.locale.kind(rule.when.finding()),
                self.locale.effect(rule.effect),
                numbers(rule),
                rule.reason.clone().unwrap_or_default(),
            ]);
        }
        table.text()
    }
}

/// The numbers of a rule by the keys of the scheme file, which are the same in every language.
fn numbers(rule: &Rule) -> String {
    let keys = rule.test.iter().flat_map(Test::keys);
    keys.map(|(key, value)| format!("{key} = {value}")).collect::<Vec<_>>().join(", ")
}
