//! Which option a number or a score stands for: proposed here, stated in `appraisal.toml`.
//!
//! A platform that exports numbers says nothing about the options but their order in the
//! questionnaire. A scheme that fits usually lists them in the same order; where none fits, the
//! options get provisional names, for a person to replace.

use super::fit::Fit;
use super::scale::{Level, Scale};
use super::sketch::Sketch;
use super::words::option_number;
use crate::exact::Ratio;
use crate::naming::fold;
use crate::scheme::MarkKind;

/// More different scores than this are marks that raters gave, not options.
const MAX_SCORES: usize = 12;

/// What numbers and scores stand for, each as written in the files with the name of an option.
#[derive(Debug, Default)]
pub(super) struct Options {
    /// By number, the least first.
    pub(super) numbers: Vec<(String, String)>,
    /// By score, the greatest first.
    pub(super) scores: Vec<(String, String)>,
    /// Whether the names are provisional, because nothing names the options.
    pub(super) unnamed: bool,
}

/// Takes scores of which there are too many for options as marks on a range.
pub(super) fn settle(sketch: &mut Sketch) {
    if sketch.scores.len() > MAX_SCORES {
        sketch.answers.extend(std::mem::take(&mut sketch.scores));
    }
}

/// How many options there are at least by their numbers; 0 where none were exported.
pub(super) fn n_numbered(sketch: &Sketch) -> usize {
    sketch.numbers.keys().filter_map(|text| option_number(text)).max().unwrap_or(0)
}

/// How many answers there are at least by their scores, of which 0 may be none; 0 where none were
/// exported.
pub(super) fn n_scored(sketch: &Sketch) -> usize {
    by_score(sketch).iter().filter(|(score, _)| !score.is_zero()).count()
}

/// What the numbers and scores stand for; names that are provisional join the scale.
pub(super) fn options(sketch: &Sketch, scale: &mut Scale, base: Option<&Fit>) -> Options {
    let (n_numbered, scored) = (n_numbered(sketch), by_score(sketch));
    let mut options = Options::default();
    if n_numbered > 0 {
        let known = names(scale, base, n_numbered);
        options.unnamed = known.is_none();
        let names = known
            .unwrap_or_else(|| (1..=n_numbered).map(|number| format!("选项{number}")).collect());
        let numbered = names.into_iter().take(n_numbered).zip(1_usize..);
        options.numbers = numbered.map(|(name, number)| (written(sketch, number), name)).collect();
    }
    if !scored.is_empty() {
        let known = by_points(&scored, base).or_else(|| in_order(&scored, scale, base));
        options.unnamed |= known.is_none();
        let names =
            known.unwrap_or_else(|| scored.iter().map(|(_, text)| format!("{text}分")).collect());
        options.scores = scored.into_iter().map(|(_, text)| text).zip(names).collect();
    }
    if options.unnamed && base.is_none() {
        options.join(scale);
    }
    options
}

/// The number of an option as the files write it: `3`, or a code such as `A3`, `AO03`.
fn written(sketch: &Sketch, number: usize) -> String {
    let is_it = |text: &&String| option_number(text) == Some(number);
    if let Some(text) = sketch.numbers.keys().find(is_it) {
        return text.clone();
    }
    let any = sketch.numbers.keys().next().map_or("", String::as_str);
    let letters = any.trim_end_matches(|c: char| c.is_ascii_digit());
    let width = if letters.is_empty() { 0 } else { any.len() - letters.len() };
    format!("{letters}{number:0width$}")
}

impl Options {
    /// Adds the options to the scale, unless one of their name is there.
    fn join(&self, scale: &mut Scale) {
        let numbered = self.numbers.iter().map(|(_, name)| (name, None));
        let scored = self.scores.iter().map(|(score, name)| (name, Some(score.clone())));
        let levels: Vec<Level> = numbered
            .chain(scored)
            .filter(|(name, _)| scale.levels.iter().all(|level| fold(&level.label) != fold(name)))
            .map(|(name, score)| Level {
                label: name.clone(),
                n: 0,
                kind: MarkKind::Answer,
                place: None,
                score,
            })
            .collect();
        // Answers stand before “don't know” and “abstain”.
        let is_answer = |level: &Level| level.kind == MarkKind::Answer;
        let at = scale.levels.iter().take_while(|level| is_answer(level)).count();
        scale.levels.splice(at..at, levels);
    }
}

/// Names of as many options: those that other files write out, or those of the scheme.
fn names(scale: &Scale, base: Option<&Fit>, n: usize) -> Option<Vec<String>> {
    let written: Vec<String> = scale.levels.iter().map(|level| level.label.clone()).collect();
    let of_scheme = base.map(|base| {
        let levels = base.scheme.scale.levels.iter();
        levels.map(|level| level.label.zh.clone()).collect::<Vec<_>>()
    });
    [Some(written), of_scheme].into_iter().flatten().find(|names| names.len() >= n)
}

/// The levels whose points are the scores, where every score is that of one level.
fn by_points(scored: &[(Ratio, String)], base: Option<&Fit>) -> Option<Vec<String>> {
    let levels = &base?.scheme.scale.levels;
    let level = |(score, _): &(Ratio, String)| {
        let mut same = levels.iter().filter(|level| level.points.as_ref() == Some(score));
        same.next().filter(|_| same.next().is_none()).map(|level| level.label.zh.clone())
    };
    scored.iter().map(level).collect()
}

/// The levels from the best on, where there are as many as scores; a score of 0 may be “don't know”.
fn in_order(scored: &[(Ratio, String)], scale: &Scale, base: Option<&Fit>) -> Option<Vec<String>> {
    let written: Vec<(String, MarkKind)> =
        scale.levels.iter().map(|level| (level.label.clone(), level.kind)).collect();
    let of_scheme = base.map(|base| {
        let levels = base.scheme.scale.levels.iter();
        levels.map(|level| (level.label.zh.clone(), level.kind)).collect::<Vec<_>>()
    });
    let zero = scored.last().is_some_and(|(score, _)| score.is_zero());
    let fitting = |levels: Vec<(String, MarkKind)>| {
        let answers = levels.iter().filter(|(_, kind)| *kind == MarkKind::Answer);
        let unknown = levels.iter().find(|(_, kind)| *kind == MarkKind::Unknown).filter(|_| zero);
        let n = answers.clone().count();
        let chosen = answers.chain(unknown.filter(|_| n < scored.len()));
        let names: Vec<String> = chosen.map(|(name, _)| name.clone()).collect();
        (names.len() == scored.len()).then_some(names)
    };
    [Some(written), of_scheme].into_iter().flatten().find_map(fitting)
}

/// The scores from the greatest on, each once, as first written.
fn by_score(sketch: &Sketch) -> Vec<(Ratio, String)> {
    let number = |text: &String| Some((Ratio::parse(&fold(text)).ok()?, text.clone()));
    let mut scored: Vec<(Ratio, String)> = sketch.scores.keys().filter_map(number).collect();
    scored.sort_by(|a, b| b.cmp(a));
    scored.dedup_by(|a, b| a.0 == b.0);
    scored
}
