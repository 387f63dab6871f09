//! Whether a shipped scheme asks what the files answer.

use super::options::{n_numbered, n_scored};
use super::scale::Scale;
use super::sketch::Sketch;
use crate::scheme::{Mark, MarkKind, Scheme, shipped_ids, shipped_text};

/// A shipped scheme to start from.
#[derive(Debug)]
pub(super) struct Fit {
    /// Its id.
    pub(super) id: &'static str,
    /// Its text.
    pub(super) text: &'static str,
    /// As read.
    pub(super) scheme: Scheme,
    /// Whether it has all the rater groups that were met.
    pub(super) groups: bool,
    /// Indicators that were met and that it does not have, and the other way round.
    pub(super) indicators: Vec<String>,
    /// Answers that were met and that it does not have.
    pub(super) answers: Vec<String>,
}

/// The counter-example: it is shipped to be read about, not to be used.
const NOT_PROPOSED: &str = "kaixian-2010";

/// The shipped scheme that has all indicators and answers; one with all groups where there is one.
pub(super) fn fit(sketch: &Sketch, scale: &Scale) -> Option<Fit> {
    let mut fits: Vec<Fit> = shipped_ids()
        .filter(|id| *id != NOT_PROPOSED)
        .filter_map(|id| compare(id, sketch, scale))
        .filter(|fit| fit.indicators.is_empty() && fit.answers.is_empty())
        .collect();
    let with_groups = fits.iter().position(|fit| fit.groups);
    let chosen = with_groups.or((!fits.is_empty()).then_some(0))?;
    Some(fits.swap_remove(chosen))
}

/// How a shipped scheme fits; `None` where there is no such scheme.
pub(super) fn compare(id: &str, sketch: &Sketch, scale: &Scale) -> Option<Fit> {
    let id = shipped_ids().find(|known| *known == id)?;
    let text = shipped_text(id)?;
    let scheme = Scheme::read(id, text).ok()?;
    let leaves = scheme.indicators.leaves();
    let names = sketch.indicators.names();
    let position =
        |name: &String| scheme.indicators.names().find(name).filter(|leaf| *leaf < leaves.len());
    let met: Vec<Option<usize>> = names.iter().map(position).collect();
    let mut indicators: Vec<String> =
        names.iter().zip(&met).filter(|(_, leaf)| leaf.is_none()).map(|(n, _)| n.clone()).collect();
    let unmet = (0..leaves.len()).filter(|leaf| !met.contains(&Some(*leaf)));
    indicators.extend(unmet.map(|leaf| leaves[leaf].label.zh.clone()));
    let labels = scale.levels.iter().map(|level| level.label.clone());
    let ends = scale.range.iter().flat_map(|range| [range.met.0.clone(), range.met.1.clone()]);
    let is_off = |text: &String| !matches!(scheme.scale.read(text), Mark::On(_));
    let mut answers: Vec<String> = labels.chain(ends).filter(is_off).collect();
    let all = scheme.scale.levels.len();
    let of_answers = scheme.scale.levels.iter().filter(|l| l.kind == MarkKind::Answer).count();
    for (there, met) in [(all, n_numbered(sketch)), (of_answers, n_scored(sketch))] {
        answers.extend((there + 1..=met).map(|number| number.to_string()));
    }
    let groups = sketch.groups.names();
    let known = groups.iter().all(|name| scheme.group_names().find(name).is_some());
    // Groups that stand in the files as codes need those codes as aliases.
    let known = known && sketch.group_codes.is_empty();
    let groups = known && (!groups.is_empty() || scheme.groups.len() == 1);
    Some(Fit { id, text, groups, indicators, answers, scheme })
}

impl Fit {
    /// Whether the scheme can be used by its id, with nothing changed or filled in.
    pub(super) fn is_whole(&self) -> bool {
        self.groups && self.scheme.open_questions.is_empty()
    }

    /// Texts for “no answer” that the scheme does not know.
    pub(super) fn unknown_skips<'a>(&self, scale: &'a Scale) -> Vec<&'a str> {
        let unknown = |text: &&String| self.scheme.scale.read(text) != Mark::Blank;
        scale.skipped.iter().filter(unknown).map(String::as_str).collect()
    }
}
