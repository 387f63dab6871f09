//! Weighting to known totals in sentences.

use super::super::material::View;
use crate::exact::Published;
use crate::locale::Args;

/// Who was weighted by what, and what it costs.
pub(super) fn weighting(view: &View<'_>) -> Vec<String> {
    let locale = view.locale;
    let weightings = view.material.account.weightings.iter();
    let mut told: Vec<String> = weightings
        .map(|weighting| {
            let unevenness = &weighting.unevenness;
            let effective = Published::near(unevenness.effective_n, 0);
            let args = Args::none()
                .text("period", locale.period(weighting.period))
                .text("group", view.weighted_group(weighting))
                .text("margins", locale.list(&weighting.margins))
                .text("several", if weighting.margins.len() > 1 { "yes" } else { "no" })
                .count("n", unevenness.n)
                .text("effective", effective.map(|n| n.to_string()).unwrap_or_default());
            locale.text("weighting-of", args)
        })
        .collect();
    if !told.is_empty() {
        told.push(locale.word("weighting-presumes"));
    }
    told
}
