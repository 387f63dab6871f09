//! The scale (量表): what may be marked, what it counts, and which way it leans.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Label;
use crate::exact::Ratio;
use crate::naming::{Names, fold};

/// The position of a mark on the scale; small enough to keep one per answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

impl Code {
    /// No mark.
    pub const BLANK: Code = Code(u16::MAX);
    /// A mark that is not counted because of a finding.
    pub const VOID: Code = Code(u16::MAX - 1);

    /// Whether the code stands for a mark on the scale.
    pub fn is_mark(self) -> bool {
        self < Code::VOID
    }
}

/// What kind of mark a level is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// An answer to the question.
    #[default]
    Answer,
    /// 不了解: the rater does not know.
    Unknown,
    /// 弃权: the rater abstains.
    Abstain,
}

/// Which way a level leans, for charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// Satisfied.
    Positive,
    /// Neither.
    Neutral,
    /// Dissatisfied.
    Negative,
}

/// One labelled level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Short name in files.
    pub id: String,
    /// As printed.
    pub label: Label,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// What kind of mark.
    pub kind: MarkKind,
    /// What an answer at this level counts; `None` where it is excluded, or required and open.
    pub points: Option<Ratio>,
    /// Which way it leans.
    pub polarity: Polarity,
}

/// A numeric range of answers: `min`, `min + step`, … `max`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The least answer.
    pub min: Ratio,
    /// The greatest answer.
    pub max: Ratio,
    /// The distance between answers, above zero.
    pub step: Ratio,
    /// Answers that mean “don't know”.
    pub void: Vec<Ratio>,
    /// How many answers the range has.
    pub n_steps: u16,
}

/// A named part of a numeric range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Short name in files.
    pub id: String,
    /// As printed.
    pub label: Label,
    /// The least answer in the band (closed).
    pub from: Ratio,
    /// Points of every answer in the band; the answer itself where absent.
    pub points: Option<Ratio>,
    /// Which way it leans.
    pub polarity: Polarity,
}

/// What a text on a ballot is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A mark on the scale.
    On(Code),
    /// Nothing.
    Blank,
    /// Several marks at once.
    Several,
    /// Not on the scale.
    Off,
}

/// The scale: labelled levels, a numeric range, or both.
#[derive(Debug, Clone)]
pub struct Scale {
    /// Labelled levels; answers from best to worst.
    pub levels: Vec<Level>,
    /// The numeric range, where there is one.
    pub range: Option<Range>,
    /// Bands of the range, from best to worst.
    pub bands: Vec<Band>,
    /// What a blank answer counts; `None` where it is excluded.
    pub blank: Option<Ratio>,
    /// Folded texts read as blank.
    pub skipped: Vec<String>,
    pub(super) names: Names<Code>,
}

impl Scale {
    /// What the text of a cell is. The text need not be folded.
    pub fn read(&self, text: &str) -> Mark {
        let folded = fold(text);
        if folded.is_empty() || self.skipped.contains(&folded) {
            return Mark::Blank;
        }
        if let Some(code) = self.find(&folded) {
            return Mark::On(code);
        }
        // What separates several marks in one cell, as survey platforms write them.
        let several = text.split(['┋', ';', '；', '、', ',', '，', '|', '/', '\n', '+']);
        let marks: Vec<String> = several.map(fold).filter(|part| !part.is_empty()).collect();
        if marks.len() > 1 && marks.iter().all(|mark| self.find(mark).is_some()) {
            return Mark::Several;
        }
        Mark::Off
    }

    /// The code of a folded label, alias, id or number.
    pub fn find(&self, folded: &str) -> Option<Code> {
        self.names.find_folded(folded).or_else(|| {
            let range = self.range.as_ref()?;
            let index = range.index(&Ratio::parse(folded).ok()?)?;
            Some(Code(u16::try_from(self.levels.len()).ok()? + index))
        })
    }

    /// The label nearest to a text, to be suggested.
    pub fn nearest(&self, text: &str) -> Option<&str> {
        self.names.nearest(text)
    }

    /// How many codes there are.
    pub fn n_codes(&self) -> usize {
        self.levels.len() + self.range.as_ref().map_or(0, |range| usize::from(range.n_steps))
    }

    /// All codes, best level first, then the range from its least answer.
    pub fn codes(&self) -> impl Iterator<Item = Code> + use<> {
        (0..u16::try_from(self.n_codes()).unwrap_or(0)).map(Code)
    }

    /// The labelled level of a code.
    pub fn level(&self, code: Code) -> Option<&Level> {
        self.levels.get(usize::from(code.0))
    }

    /// The number of a code in the range.
    pub fn value(&self, code: Code) -> Option<Ratio> {
        let range = self.range.as_ref()?;
        let index = usize::from(code.0).checked_sub(self.levels.len())?;
        (code.is_mark() && index < usize::from(range.n_steps))
            .then(|| &range.min + &(&range.step * &Ratio::whole(index)))
    }

    /// The name of a code in files: the level's label, or the number.
    pub fn name(&self, code: Code) -> String {
        match self.level(code) {
            Some(level) => level.label.zh.clone(),
            None => self.value(code).map(|value| value.to_string()).unwrap_or_default(),
        }
    }

    /// What kind of mark a code is.
    pub fn kind(&self, code: Code) -> MarkKind {
        match self.level(code) {
            Some(level) => level.kind,
            None if self.is_void_value(code) => MarkKind::Unknown,
            None => MarkKind::Answer,
        }
    }

    /// What a mark counts; `None` where it is left out of the mean.
    pub fn points(&self, code: Code) -> Option<Ratio> {
        if let Some(level) = self.level(code) {
            return level.points.clone();
        }
        let value = self.value(code)?;
        if self.is_void_value(code) {
            return None;
        }
        let band = self.bin(code).and_then(|bin| self.bands.get(bin));
        Some(band.and_then(|band| band.points.clone()).unwrap_or(value))
    }

    fn is_void_value(&self, code: Code) -> bool {
        match (&self.range, self.value(code)) {
            (Some(range), Some(value)) => range.void.contains(&value),
            _ => false,
        }
    }

    /// The bins that shares are shown in: the answer levels, or the bands of a range.
    pub fn bins(&self) -> Vec<Bin<'_>> {
        let levels = self.levels.iter().filter(|level| level.kind == MarkKind::Answer);
        let levels = levels.map(|l| Bin { id: &l.id, label: &l.label, polarity: l.polarity });
        let bands =
            self.bands.iter().map(|b| Bin { id: &b.id, label: &b.label, polarity: b.polarity });
        if self.range.is_some() { bands.collect() } else { levels.collect() }
    }

    /// The index in [`Scale::bins`] of an answer; `None` for other marks, or outside all bands.
    pub fn bin(&self, code: Code) -> Option<usize> {
        if self.range.is_none() {
            let level = self.level(code)?;
            let answers = self.levels.iter().filter(|level| level.kind == MarkKind::Answer);
            return answers.into_iter().position(|other| other == level);
        }
        if self.kind(code) != MarkKind::Answer {
            return None;
        }
        let value = match self.level(code) {
            Some(level) => return self.band_beside(level),
            None => self.value(code)?,
        };
        self.bands.iter().position(|band| value >= band.from)
    }

    /// The band of a label beside a range: of its name, or of its points, such as 优秀 for 95.
    fn band_beside(&self, level: &Level) -> Option<usize> {
        let named = self.bands.iter().position(|band| band.label.zh == level.label.zh);
        named.or_else(|| {
            let points = level.points.as_ref()?;
            let by_points = |band: &Band| band.points.is_none() && *points >= band.from;
            self.bands.iter().position(by_points)
        })
    }

    /// The least and greatest points an answer can carry.
    pub fn ends(&self) -> Option<(Ratio, Ratio)> {
        let answers = self.codes().filter(|code| self.kind(*code) == MarkKind::Answer);
        let points: Vec<Ratio> = answers.filter_map(|code| self.points(code)).collect();
        Some((points.iter().min()?.clone(), points.iter().max()?.clone()))
    }
}

/// A named part of the scale that shares are shown for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bin<'a> {
    /// Short name in files.
    pub id: &'a str,
    /// As printed.
    pub label: &'a Label,
    /// Which way it leans.
    pub polarity: Polarity,
}

impl Range {
    /// The position of a value in the range; `None` outside it or between its steps.
    pub(super) fn index(&self, value: &Ratio) -> Option<u16> {
        if *value < self.min || *value > self.max {
            return None;
        }
        let (steps, denominator) = (value - &self.min).divided_by(&self.step)?.parts();
        if denominator != "1" { None } else { steps.parse().ok() }
    }
}
