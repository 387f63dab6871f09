//! 工作要求: what is asked of whom. That is for people to write; the data say what it may be about.

use super::problems::{
    falls, least_returned, lowest_indicators, most_dissatisfied, topics, units_below,
};
use super::{Draft, Portion};
use crate::locale::Args;
use crate::report::document::{Block, Level};

/// The section; it always stands, because a bulletin without demands is not sent.
pub(super) fn demands(draft: &Draft<'_>) -> Vec<Block> {
    let items = [
        indicators(draft).map(|about| ("bulletin-demand-indicators", about)),
        units(draft).map(|about| ("bulletin-demand-units", about)),
        comments(draft).map(|about| ("bulletin-demand-comments", about)),
        returns(draft).map(|about| ("bulletin-demand-returns", about)),
        Some(("bulletin-demand-report", draft.word("bulletin-slot-report"))),
    ];
    let blocks: Vec<Block> = items
        .into_iter()
        .flatten()
        .map(|(heading, about)| {
            let heading = Args::none().text("heading", draft.word(heading));
            draft.item(Level::Second, &draft.say("bulletin-run-in", heading), &about)
        })
        .collect();
    let portion = Portion { heading: String::new(), blocks };
    draft.section(&draft.word("bulletin-section-demands"), vec![portion])
}

fn indicators(draft: &Draft<'_>) -> Option<String> {
    let names: Vec<String> = lowest_indicators(draft)
        .into_iter()
        .map(|(leaf, _)| {
            draft.say("bulletin-measure", Args::none().text("measure", draft.view.measure(leaf)))
        })
        .collect();
    let args = Args::none().text("indicators", draft.view.locale.series(&names));
    (!names.is_empty()).then(|| draft.say("bulletin-slot-indicators", args))
}

/// Units that the section before names: below the mean, fallen, or with most dissatisfaction.
fn units(draft: &Draft<'_>) -> Option<String> {
    let mut units = units_below(draft);
    units.extend(falls(draft).into_iter().map(|(unit, _)| unit));
    units.extend(most_dissatisfied(draft).into_iter().map(|(unit, _)| unit));
    units.sort_unstable();
    units.dedup();
    let names: Vec<String> = units.iter().map(|unit| draft.view.unit(*unit)).collect();
    let args = Args::none().text("units", draft.capped(&names));
    (!names.is_empty()).then(|| draft.say("bulletin-slot-units", args))
}

fn comments(draft: &Draft<'_>) -> Option<String> {
    let names: Vec<String> = topics(draft).into_iter().map(|(topic, _)| topic).collect();
    let args = Args::none().text("topics", draft.view.locale.series(&names));
    (!names.is_empty()).then(|| draft.say("bulletin-slot-comments", args))
}

fn returns(draft: &Draft<'_>) -> Option<String> {
    let (group, _) = least_returned(draft)?;
    Some(draft.say("bulletin-slot-returns", Args::none().text("group", group)))
}
