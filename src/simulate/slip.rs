//! Slips: mistakes as people make them, put on ballots that were drawn clean.

use super::chance::{Chance, Stream, period_number};
use super::plan::{Delivery, SlipKind};
use super::survey::Survey;
use crate::appraisal::Layout;
use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, Place};
use crate::naming::{Names, fold};
use crate::scheme::{Code, Mark};

/// Characters that typists take for one another.
const LIKE: [(char, char); 8] = [
    ('局', '居'),
    ('办', '力'),
    ('委', '季'),
    ('会', '汇'),
    ('室', '实'),
    ('院', '完'),
    ('部', '剖'),
    ('位', '立'),
];

/// A mistake on one ballot.
#[derive(Debug, Clone)]
pub(super) struct Slip {
    pub(super) kind: SlipKind,
    /// What stands in place of the right text.
    pub(super) text: String,
    /// The leaf it concerns.
    pub(super) leaf: usize,
    /// The two marks of ballots that differ.
    pub(super) marks: (Code, Code),
    /// Whether the ballot still counts.
    pub(super) counts: bool,
}

/// Puts the slips of every file on its ballots, each on another rater's.
pub(super) fn make(survey: &mut Survey<'_>) -> Result<(), Error> {
    let mut names = Names::default();
    for span in &survey.plan.spans {
        names.add(&survey.plan.units[span.unit].id, span.unit);
        for name in span.names() {
            names.add(name, span.unit);
        }
    }
    let period = survey.period;
    for (index, delivery) in period.deliveries.iter().enumerate() {
        let number = period_number(period.period);
        let chance = Chance::new(survey.plan.seed, Stream::Slips, number, index as u64);
        let mut maker = Maker { survey, delivery, names: &names, chance, free: Vec::new() };
        maker.make()?;
    }
    Ok(())
}

struct Maker<'s, 'a> {
    survey: &'s mut Survey<'a>,
    delivery: &'a Delivery,
    names: &'s Names<usize>,
    chance: Chance,
    /// Raters without a slip, as ranges of their ballots.
    free: Vec<std::ops::Range<usize>>,
}

impl Maker<'_, '_> {
    fn make(&mut self) -> Result<(), Error> {
        if self.delivery.slips.is_empty() {
            return Ok(());
        }
        for group in &self.delivery.groups {
            self.free.extend(self.survey.by_rater(self.survey.of_group(*group)));
        }
        for (kind, n) in &self.delivery.slips {
            for index in 0..*n {
                self.one(*kind, index).ok_or_else(|| self.too_many(*n, index))?;
            }
        }
        Ok(())
    }

    fn too_many(&self, wanted: u32, made: u32) -> Error {
        let key = format!("{}.slips", self.delivery.key);
        let place = Place::key(self.survey.plan.file.as_str(), key);
        let finding = Finding::new(Kind::BadNumber, Effect::Stop, place);
        let finding = finding.with("value", wanted.to_string());
        Error::Findings(vec![finding.with("expected", format!("0–{made}"))])
    }

    /// Makes one slip; `None` where no ballot is left that could carry it.
    fn one(&mut self, kind: SlipKind, index: u32) -> Option<()> {
        let n = self.free.len();
        let start = self.chance.below(n);
        for step in 0..n {
            let place = (start + step) % n;
            let ballots = self.free[place].clone();
            let ballot = ballots.start + self.chance.below(ballots.len());
            if let Some(slip) = self.slip(kind, ballot, index) {
                self.free.swap_remove(place);
                self.put(slip, ballot, ballots);
                return Some(());
            }
        }
        None
    }

    /// The slip this ballot could carry.
    fn slip(&mut self, kind: SlipKind, ballot: usize, index: u32) -> Option<Slip> {
        let answers = self.survey.ballots.answers_on(ballot);
        let on_ladder = |code: &Code| self.survey.ladder.codes.contains(code);
        // Only a ballot that is answered throughout shows the slip and nothing else.
        if !answers.iter().all(on_ladder) {
            return None;
        }
        let leaf = self.chance.below(answers.len());
        let code = answers[leaf];
        let scale = &self.survey.plan.scheme.scale;
        let other = self.neighbour(code)?;
        let label = scale.name(code);
        let text = match kind {
            SlipKind::BlankBallot | SlipKind::DuplicateBallot | SlipKind::ConflictingBallots => {
                String::new()
            }
            SlipKind::MultipleMarks => {
                let text = format!("{label}┋{}", scale.name(other));
                (scale.read(&text) == Mark::Several).then_some(text)?
            }
            SlipKind::OffScale => {
                let texts = &self.delivery.off_scale_texts;
                let turn = usize::try_from(index).ok()? % texts.len();
                texts[turn].clone()
            }
            SlipKind::SpacedAnswer => spaced(&label)?,
            SlipKind::FullWidthRater => {
                let group = usize::from(self.survey.ballots.groups[ballot]);
                let rater = self.survey.ballots.raters[ballot];
                full_width(&self.survey.plan.rater_name(group, rater))
            }
            SlipKind::UnknownUnit
            | SlipKind::ShortName
            | SlipKind::Alias
            | SlipKind::SpacedUnit => self.unit_text(kind, ballot)?,
        };
        let long = self.delivery.layout == Layout::Long;
        let counts = match kind {
            SlipKind::UnknownUnit => false,
            // Answer by answer, only the one that differs is void.
            SlipKind::ConflictingBallots => long,
            _ => true,
        };
        Some(Slip { kind, text, leaf, marks: (code, other), counts })
    }

    /// Another way to write the ballot's unit.
    fn unit_text(&self, kind: SlipKind, ballot: usize) -> Option<String> {
        let unit = usize::try_from(self.survey.ballots.units[ballot]).ok()?;
        let span = self.survey.span(unit)?;
        match kind {
            SlipKind::ShortName => span.short.clone(),
            SlipKind::Alias => span.aliases.first().cloned(),
            SlipKind::SpacedUnit => spaced(&span.name.zh),
            _ => self.misspelt(&span.name.zh),
        }
    }

    /// The name with one character taken for another, and nobody's name.
    fn misspelt(&self, name: &str) -> Option<String> {
        let (at, wrong) = name.char_indices().rev().find_map(|(at, c)| {
            let like = LIKE.iter().find(|(right, _)| *right == c);
            like.map(|(_, wrong)| (at, *wrong))
        })?;
        let rest: String = name[at..].chars().skip(1).collect();
        let text = format!("{}{wrong}{rest}", &name[..at]);
        self.names.find(&text).is_none().then_some(text)
    }

    /// The mark one rung lower, or higher from the lowest.
    fn neighbour(&self, code: Code) -> Option<Code> {
        let codes = &self.survey.ladder.codes;
        let rung = codes.iter().position(|known| *known == code)?;
        codes.get(rung + 1).or_else(|| codes.get(rung.checked_sub(1)?)).copied()
    }

    fn put(&mut self, slip: Slip, ballot: usize, of_rater: std::ops::Range<usize>) {
        let n_leaves = self.survey.ballots.n_leaves;
        let answers = &mut self.survey.ballots.answers;
        let wide = self.delivery.layout == Layout::Wide;
        match slip.kind {
            SlipKind::BlankBallot => {
                let ballots = if wide { of_rater } else { ballot..ballot + 1 };
                answers[ballots.start * n_leaves..ballots.end * n_leaves].fill(Code::BLANK);
            }
            SlipKind::MultipleMarks | SlipKind::OffScale => {
                answers[ballot * n_leaves + slip.leaf] = Code::VOID;
            }
            SlipKind::ConflictingBallots if slip.counts => {
                answers[ballot * n_leaves + slip.leaf] = Code::VOID;
            }
            _ => {}
        }
        self.survey.slips.insert(ballot, slip);
    }
}

/// The text with a space after its first character; `None` where it is too short.
fn spaced(text: &str) -> Option<String> {
    let mut characters = text.chars();
    let first = characters.next()?;
    let rest = characters.as_str();
    let text = format!("{first} {rest}");
    (!rest.is_empty() && fold(&text) == fold(&format!("{first}{rest}"))).then_some(text)
}

/// The text in the full-width characters of a Chinese keyboard.
fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        other => other,
    };
    text.chars().map(wide).collect()
}
