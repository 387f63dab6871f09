//! How a scheme makes a score, step by step, and a year out of half-years.

use pingyi::exact::Ratio;
use pingyi::locale::Args;
use pingyi::scheme::{Mode, Trim};

use super::words::{Words, percent};

impl Words<'_> {
    /// How scores are made, each step on its own line.
    pub(super) fn steps(&self) -> String {
        let scoring = &self.scheme.scoring;
        let mut steps = Vec::new();
        if let Some(trim) = &scoring.trim {
            steps.push(self.trim(trim));
        }
        let mode: &[&str] = match scoring.mode {
            Mode::Pooled => &["step-pooled-mean", "step-pooled-groups", "step-pooled-whole"],
            Mode::BallotFirst => &["step-ballot-value", "step-ballot-mean", "step-ballot-groups"],
        };
        steps.extend(mode.iter().map(|id| self.word(id)));
        let args = Args::none()
            .count("min", scoring.min_n_group)
            .text("then", self.choice("missing-group", &scoring.missing_group));
        steps.push(self.locale.text("step-missing-group", args));
        let args = Args::none().count("min", scoring.min_n_unit);
        steps.push(self.locale.text("step-min-unit", args));
        let rounding = &self.scheme.rounding;
        let args = Args::none()
            .count("decimals", rounding.decimals)
            .text("rule", self.choice("rounding", &rounding.rule));
        steps.push(self.locale.text("step-rounding", args));
        steps.extend(rounding.stages.iter().map(|stage| self.choice("step-stage", stage)));
        let numbered = steps.iter().enumerate();
        numbered.map(|(index, step)| format!("{}. {step}\n", index + 1)).collect()
    }

    fn trim(&self, trim: &Trim) -> String {
        match trim {
            Trim::Share(share) => {
                self.locale.text("step-trim-share", Args::none().text("share", percent(share)))
            }
            Trim::Extremes { count, above } => {
                let args = Args::none().count("count", *count).count("above", *above);
                self.locale.text("step-trim-extremes", args)
            }
        }
    }

    /// What counts as satisfied and as dissatisfied.
    pub(super) fn rates(&self) -> String {
        let bins = self.scheme.scale.bins();
        let mut text = String::new();
        let sets = [
            ("scheme-satisfied", &self.scheme.rates.satisfied),
            ("scheme-dissatisfied", &self.scheme.rates.dissatisfied),
        ];
        for (id, set) in sets.into_iter().filter(|(_, set)| !set.is_empty()) {
            let labels = set.iter().filter_map(|bin| bins.get(*bin));
            let labels: Vec<&str> = labels.map(|bin| self.locale.label(bin.label)).collect();
            let args = Args::none().text("levels", self.locale.list(&labels));
            text.push_str(&format!("{}\n", self.locale.text(id, args)));
        }
        text
    }

    /// How half-years or quarters make a year.
    pub(super) fn annual(&self) -> String {
        let annual = &self.scheme.annual;
        let sum = annual.weights.iter().fold(Ratio::zero(), |sum, (_, weight)| &sum + weight);
        let parts: Vec<String> = annual
            .weights
            .iter()
            .filter_map(|(part, weight)| {
                Some(format!("{part} {}", percent(&weight.divided_by(&sum)?)))
            })
            .collect();
        let first = if parts.is_empty() {
            self.word("annual-equal")
        } else {
            let args = Args::none().text("parts", self.locale.list(&parts));
            self.locale.text("annual-weights", args)
        };
        format!("{first}\n{}\n", self.choice("annual-missing", &annual.missing))
    }
}
