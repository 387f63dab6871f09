//! How errors, sets and tests were made.

use super::gap;
use crate::exact::Published;
use crate::league::TOP;
use crate::locale::Args;
use crate::report::material::View;
use crate::scheme::Lonely;

/// How errors were made: whose chance, in which strata, and what was done about the lonely ones.
pub(super) fn error(view: &View<'_>) -> String {
    let Some(spread) = view.material.estimates.spread() else { return String::new() };
    let confidence = || Args::none().text("confidence", view.confidence());
    if !view.shows_errors() {
        return view.locale.text("method-error-public", confidence());
    }
    let args = confidence().count("drawn", spread.n_drawn).count("strata", spread.n_strata);
    let mut parts = vec![view.locale.text("method-error", args)];
    if spread.n_lonely > 0 {
        let policy = match view.scheme().error.lonely {
            Lonely::Adjust => "adjust",
            Lonely::Average => "average",
            Lonely::Remove => "remove",
            Lonely::Certainty => "certainty",
            Lonely::Fail => "fail",
        };
        let args = Args::none().count("n", spread.n_lonely).text("policy", policy);
        parts.push(view.locale.text("method-lonely", args));
    }
    if spread.has_unpaired {
        parts.push(view.locale.word("method-unpaired"));
    }
    parts.extend(weightings(view));
    parts.join(gap(view))
}

/// Whose raters were weighted to known totals, and what it costs.
fn weightings(view: &View<'_>) -> Vec<String> {
    let all = view.material.account.weightings.iter();
    all.map(|weighting| {
        let group = weighting.group.map(|group| &view.scheme().groups[group].label);
        let uneven = &weighting.unevenness;
        let number = |value: f64, decimals| {
            Published::near(value, decimals).map(|value| value.to_string()).unwrap_or_default()
        };
        let args = Args::none()
            .text("of-all", if group.is_some() { "no" } else { "yes" })
            .text("group", group.map(|label| view.locale.label(label)).unwrap_or_default())
            .text("margins", view.locale.list(&weighting.margins))
            .text("raked", if weighting.margins.len() > 1 { "yes" } else { "no" })
            .count("n", uneven.n)
            .text("effective", number(uneven.effective_n, 0))
            .text("deff", number(uneven.deff, 2));
        view.locale.text("method-weighting", args)
    })
    .collect()
}

/// How sets of ranks and chances were drawn, and when a rank is refused.
pub(super) fn sets(view: &View<'_>) -> String {
    let mut tables = view.tables().filter_map(|table| table.certainty.as_ref());
    let (Some(certainty), true) = (tables.next(), view.shows_errors()) else {
        return String::new();
    };
    let args = Args::none()
        .text("confidence", view.confidence())
        .text("draws", certainty.draws.to_string())
        .text("seed", certainty.seed.to_string())
        .count("top", TOP);
    let gate = Args::none()
        .text("below", view.below())
        .text("least", view.scheme().reliability.least.to_string());
    let parts = [view.locale.text("method-sets", args), view.locale.text("method-gate", gate)];
    parts.join(gap(view))
}

/// When a unit is called above or below the mean or the target.
pub(super) fn comparisons(view: &View<'_>) -> String {
    let mut tables = view.tables().filter_map(|table| table.certainty.as_ref());
    let (Some(certainty), true) = (tables.next(), view.shows_errors()) else {
        return String::new();
    };
    let comparison = &view.scheme().comparison;
    let target = comparison.target.as_ref();
    let args = Args::none()
        .text("family", view.family(certainty.family, certainty.n_compared))
        .text("alpha", view.alpha().to_string())
        .text("has-target", if target.is_some() { "yes" } else { "no" })
        .text("target", target.map(ToString::to_string).unwrap_or_default());
    view.locale.text("method-comparisons", view.thresholds(args))
}

/// What a change is, and when it is called real.
pub(super) fn trend(view: &View<'_>) -> String {
    let mut parts = vec![view.locale.word("method-trend")];
    if let Some(trend) = view.main_trend() {
        parts.push(view.locale.text("note-real", view.real_args(trend)));
        if view.shows_errors() {
            parts.extend(view.how_changes_are_judged(trend));
        }
    }
    parts.join(gap(view))
}
