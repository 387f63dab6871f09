//! What a scheme consists of: scale, indicators, groups, sources.

use pingyi::exact::{Ratio, Rounding};
use pingyi::finding::Finding;
use pingyi::locale::{Args, Locale};
use pingyi::scheme::{Indicator, MarkKind, Scheme, Source};

use super::super::check::code;
use super::super::print::Aligned;

/// A scheme and the words to tell it in.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) locale: &'a Locale,
}

impl Words<'_> {
    pub(super) fn word(&self, id: &str) -> String {
        self.locale.word(id)
    }

    /// A name in words: `scheme-<what>-<code of the choice>`.
    pub(super) fn choice(&self, what: &str, choice: &impl serde::Serialize) -> String {
        self.locale.word(&format!("{what}-{}", code(choice)))
    }

    /// The levels with their points, or the range with its bands.
    pub(super) fn scale(&self) -> String {
        let scale = &self.scheme.scale;
        let mut table = Aligned::default()
            .column(self.word("scheme-level"), false)
            .column(self.word("scheme-points"), true)
            .column(self.word("scheme-mark-kind"), false);
        for level in &scale.levels {
            let points = self.points(level.points.as_ref(), level.kind);
            let kind = self.choice("mark", &level.kind);
            table.row(vec![self.locale.label(&level.label).to_owned(), points, kind]);
        }
        let mut text = String::new();
        if !scale.levels.is_empty() {
            text.push_str(&table.text());
        }
        if let Some(range) = &scale.range {
            let args = Args::none()
                .text("min", range.min.to_string())
                .text("max", range.max.to_string())
                .text("step", range.step.to_string());
            text.push_str(&format!("{}\n", self.locale.text("scheme-range", args)));
            if !range.void.is_empty() {
                let void: Vec<String> = range.void.iter().map(Ratio::to_string).collect();
                let args = Args::none().text("values", self.locale.list(&void));
                text.push_str(&format!("{}\n", self.locale.text("scheme-range-void", args)));
            }
        }
        for band in &scale.bands {
            let args = Args::none()
                .text("band", self.locale.label(&band.label))
                .text("from", band.from.to_string());
            text.push_str(&format!("{}\n", self.locale.text("scheme-band", args)));
        }
        if let Some(blank) = &scale.blank {
            let args = Args::none().text("points", blank.to_string());
            text.push_str(&format!("{}\n", self.locale.text("scheme-blank-counts", args)));
        }
        text
    }

    fn points(&self, points: Option<&Ratio>, kind: MarkKind) -> String {
        match (points, kind) {
            (Some(points), _) => points.to_string(),
            (None, MarkKind::Answer) => self.word("scheme-undecided"),
            (None, _) => self.word("scheme-excluded"),
        }
    }

    /// The tree of indicators with the share of each in the whole.
    pub(super) fn indicators(&self) -> String {
        let indicators = &self.scheme.indicators;
        let mut table = Aligned::default()
            .column(self.word("scheme-indicator"), false)
            .column(self.word("scheme-share"), true);
        // Roots in the order of the file, each with what hangs below it.
        for root in (0..indicators.all().len()).filter(|i| indicators.all()[*i].parent.is_none()) {
            self.indicator(root, 0, &mut table);
        }
        table.text()
    }

    fn indicator(&self, index: usize, depth: usize, table: &mut Aligned) {
        let all = self.scheme.indicators.all();
        let label = self.locale.label(&all[index].label);
        table.row(vec![format!("{}{label}", "  ".repeat(depth)), percent(&self.share(index))]);
        for child in (0..all.len()).filter(|child| all[*child].parent == Some(index)) {
            self.indicator(child, depth + 1, table);
        }
    }

    /// The share of an indicator in the whole: that of its leaves.
    fn share(&self, index: usize) -> Ratio {
        let indicators = &self.scheme.indicators;
        let weights = indicators.weights();
        let node: &Indicator = &indicators.all()[index];
        let leaves = node.leaves.iter().filter_map(|(leaf, _)| weights.get(*leaf));
        leaves.fold(Ratio::zero(), |sum, weight| &sum + weight)
    }

    /// Who answers, with what weight in each category, and who may see the category.
    pub(super) fn groups(&self) -> String {
        let Scheme { groups, categories, .. } = self.scheme;
        let mut table = Aligned::default().column(self.word("scheme-group"), false);
        for category in categories {
            table = table.column(self.locale.label(&category.label).to_owned(), true);
        }
        for (index, group) in groups.iter().enumerate() {
            let mut cells = vec![self.locale.label(&group.label).to_owned()];
            for category in categories {
                let sum = category.weights.iter().fold(Ratio::zero(), |sum, w| &sum + w);
                let share = category.weights[index].divided_by(&sum);
                cells.push(match (&group.weight, share) {
                    _ if category.weights[index].is_zero() && group.weight.is_none() => {
                        self.word("scheme-undecided")
                    }
                    (_, Some(share)) if !share.is_zero() => percent(&share),
                    _ => self.word("scheme-not-rating"),
                });
            }
            table.row(cells);
        }
        let mut text = table.text();
        for category in categories {
            let args = Args::none()
                .text("category", self.locale.label(&category.label))
                .text("publication", self.choice("publication", &category.publication));
            text.push_str(&format!("{}\n", self.locale.text("scheme-publication", args)));
        }
        for group in groups.iter().filter(|group| group.only_units.is_some()) {
            let units = group.only_units.as_deref().unwrap_or_default();
            let args = Args::none()
                .text("group", self.locale.label(&group.label))
                .text("units", self.locale.list(units));
            text.push_str(&format!("{}\n", self.locale.text("scheme-only-units", args)));
        }
        text
    }

    /// Where the rules come from.
    pub(super) fn sources(&self) -> String {
        self.scheme.sources.iter().map(|source| format!("{}\n", self.source(source))).collect()
    }

    /// One source: how surely, what it covers, what it is, where it is.
    pub(super) fn source(&self, source: &Source) -> String {
        let fidelity = match source.fidelity {
            pingyi::scheme::Fidelity::Exact => "fidelity-exact",
            pingyi::scheme::Fidelity::Partial => "fidelity-partial",
            pingyi::scheme::Fidelity::Inferred => "fidelity-inferred",
            pingyi::scheme::Fidelity::Assumed => "fidelity-assumed",
        };
        let args = Args::none()
            .text("fidelity", self.word(fidelity))
            .text("title", source.title.as_str())
            .text("covers", source.covers.as_deref().unwrap_or("–"));
        let line = self.locale.text("scheme-source", args);
        match &source.url {
            Some(url) => format!("{line} {url}"),
            None => line,
        }
    }

    /// Findings about the scheme, each with its key.
    pub(super) fn told(&self, findings: &[Finding]) -> String {
        let line = |finding: &Finding| {
            let key = finding.place.key.as_deref().unwrap_or("");
            format!("{key}  {}  {}\n", finding.kind.id(), self.locale.finding(finding))
        };
        findings.iter().map(line).collect()
    }
}

/// A share as a percentage, to two decimals where it needs them.
pub(super) fn percent(share: &Ratio) -> String {
    let hundredfold = share * &Ratio::whole(100);
    let text = hundredfold.publish(Rounding::HalfUp, 2).to_string();
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}
