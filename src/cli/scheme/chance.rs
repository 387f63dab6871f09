//! What a scheme does about chance: errors, comparisons, and when a rank is refused.

use pingyi::locale::Args;

use super::words::{Words, percent};

impl Words<'_> {
    /// The error of scores, when a difference is called one, when a rank is refused.
    pub(super) fn chance(&self) -> String {
        let error = &self.scheme.error;
        let args = Args::none()
            .text("confidence", percent(&error.confidence))
            .text("rates", self.choice("chance-rate-interval", &error.rate_interval))
            .text("lonely", self.choice("chance-lonely", &error.lonely));
        let mut lines = vec![self.locale.text("chance-error", args)];
        let args = Args::none().count("seed", error.seed);
        lines.push(match error.draws {
            Some(draws) => self.locale.text("chance-draws", args.count("draws", draws)),
            None => self.locale.text("chance-draws-usual", args),
        });
        let comparison = &self.scheme.comparison;
        let args = Args::none()
            .text("family", self.choice("chance-family", &comparison.family))
            .text("threshold", comparison.threshold.to_string())
            .count("min", comparison.min_n);
        lines.push(self.locale.text("chance-comparison", args));
        if let Some(target) = &comparison.target {
            let args = Args::none().text("target", target.to_string());
            lines.push(self.locale.text("chance-target", args));
        }
        let reliability = &self.scheme.reliability;
        let args = Args::none()
            .text("least", reliability.least.to_string())
            .text("below", self.choice("chance-below", &reliability.below));
        lines.push(self.locale.text("chance-reliability", args));
        lines.join("\n") + "\n"
    }
}
