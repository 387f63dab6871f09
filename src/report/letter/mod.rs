//! The letter to a unit (反馈函): its own results, what is weak, what was said, and a form for its reply.
//!
//! *What it is.* [`Letters::of`] looks once at everything that a letter holds a unit against;
//! [`Letters::letter`] then makes the [`Document`] of one unit, so that the time grows with the number
//! of units and not with its square.
//!
//! *What it promises.* A letter to a unit of a published category is made of what was
//! [told](super::ToldMaterial) and of nothing else, so of others it shows what the public report shows:
//! mean and greatest value of the category, and nobody's name. A unit of a category for the leaders only
//! sees its own results, no rank, and the mean of its category only over [`FEWEST_UNITS`] units or more.
//! Where a group is withheld, the numbers of answers by group are left out too. So two letters together
//! say no more than the public report and each of them (`docs/decisions.md`).
//!
//! *What it does not do.* It judges nobody: where the data do not tell a difference from chance, the
//! words say so.

mod answers;
mod groups;
mod indicators;
mod known;
mod notes;
mod past;
mod reply;
mod result;
mod said;
#[cfg(test)]
mod tests;

use std::fmt;

use self::indicators::Ends;
use self::known::{Known, Peers};
use super::document::{Annex, Block, Document, Heading, Level, Section, Text};
use super::material::View;
use super::{Audience, Material};
use crate::comment::Comments;
use crate::disclosure::fewest;
use crate::estimate::UnitEstimate;
use crate::locale::{Args, Locale};
use crate::scheme::Language;

/// The least number of units behind a mean that a unit of an unpublished category gets to see.
pub const FEWEST_UNITS: usize = 5;

/// The letters to all units of a period.
pub struct Letters<'a> {
    told: View<'a>,
    /// The same with everything in it, for units that see their own results and are told to nobody.
    whole: View<'a>,
    comments: Option<&'a Comments>,
    known: Known<'a>,
}

impl fmt::Debug for Letters<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letters").field("units", &self.units().len()).finish_non_exhaustive()
    }
}

impl<'a> Letters<'a> {
    /// Looks at everything that the letters hold units against.
    ///
    /// `told` is [`ToldMaterial::material`](super::ToldMaterial::material) of `material`; of `material`
    /// itself come only the own results of units of categories for the leaders only, and the mean of
    /// enough of them. `comments` are left out where absent.
    pub fn of(
        material: &'a Material<'a>,
        told: &'a Material<'a>,
        comments: Option<&'a Comments>,
        locale: &'a Locale,
    ) -> Letters<'a> {
        // Whoever a letter is for sees of the others what anybody sees.
        let view = |material| View::new(material, Audience::Public, locale);
        let (told, whole) = (view(told), view(material));
        let known = Known::of(&told, &whole, comments);
        Letters { told, whole, comments, known }
    }

    /// Every unit in force, by position in the register: each gets a letter, ranked or not.
    pub fn units(&self) -> Vec<usize> {
        self.told.appraisal().units_in_force().map(|(unit, _)| unit).collect()
    }

    /// The letter to a unit. The same material gives the same letter.
    pub fn letter(&self, unit: usize) -> Document {
        Letter::new(self, unit).document()
    }
}

/// One letter on its way.
struct Letter<'l, 'a> {
    letters: &'l Letters<'a>,
    view: View<'a>,
    unit: usize,
    estimate: &'a UnitEstimate,
    /// What the unit is held against; absent where nothing of its category may be shown.
    peers: Option<&'l Peers>,
    /// What the unit is better and worse at.
    ends: Ends,
}

impl<'l, 'a> Letter<'l, 'a> {
    fn new(letters: &'l Letters<'a>, unit: usize) -> Letter<'l, 'a> {
        let view = if letters.told.is_internal(unit) { letters.whole } else { letters.told };
        let estimate = &view.material.estimates.units[unit];
        let peers = letters.known.peers(view.category_of(unit));
        let mut letter = Letter { letters, view, unit, estimate, peers, ends: Ends::default() };
        letter.ends = letter.find_ends();
        letter
    }

    fn document(&self) -> Document {
        let locale = self.view.locale;
        let appraisal = self.view.appraisal();
        let office = locale.label(&appraisal.office);
        let args = Args::none()
            .text("period", locale.period(appraisal.period))
            .text("title", locale.label(&appraisal.title));
        let mut blocks = self.opening();
        let parts = [("result", self.result()), ("comments", self.said()), ("reply", self.reply())];
        for (id, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
            let title = locale.word(&format!("letter-part-{id}"));
            blocks.push(Block::Heading(Heading::new(Level::First, title)));
            blocks.extend(part);
        }
        let annexes: Vec<(&str, Vec<Block>)> = [("details", self.details()), ("form", self.form())]
            .into_iter()
            .filter(|(_, blocks)| !blocks.is_empty())
            .collect();
        let names: Vec<&str> = annexes.iter().map(|(name, _)| *name).collect();
        blocks.extend(self.closing(&names));
        let mut sections = vec![Section::upright(blocks)];
        for (at, (name, blocks)) in annexes.into_iter().enumerate() {
            let number = if names.len() > 1 { at + 1 } else { 0 };
            let label = self.text("letter-annex", Args::none().count("n", number));
            let title = self.word(&format!("letter-{name}"));
            let head = Block::Annex(Annex { label, title });
            sections.push(Section::upright([vec![head], blocks].concat()));
        }
        Document {
            language: locale.language(),
            masthead: None,
            title: locale.text("letter-title", args),
            number: Some(Text::new(&locale.word("letter-number"))),
            addressees: Some(Text::new(
                &locale.text("letter-to", Args::none().text("unit", self.view.unit(self.unit))),
            )),
            author: office.to_owned(),
            sections,
        }
    }

    /// The figures and tables behind the letter, with what a reader needs to know of them.
    fn details(&self) -> Vec<Block> {
        let mut blocks = self.indicators();
        blocks.extend(self.line().map(Block::Picture));
        blocks.extend(self.groups().map(Block::Table));
        blocks.extend(self.levels());
        if !blocks.is_empty() {
            self.note(&mut blocks);
        }
        blocks.extend(self.quoted());
        blocks
    }

    fn is_internal(&self) -> bool {
        self.view.is_internal(self.unit)
    }

    /// Whether so few people judged the unit that nothing of what they said is told.
    fn is_withheld(&self) -> bool {
        let leaves = self.estimate.indicators.iter().map(|leaf| leaf.n);
        let reached = leaves.max().unwrap_or(0).max(self.estimate.whole.n);
        self.estimate.whole.is_withheld() || (1..self.least()).contains(&reached)
    }

    /// How many people must stand behind what is told.
    fn least(&self) -> u64 {
        fewest(self.view.scheme())
    }

    /// Whether there is a score to tell.
    fn has_score(&self) -> bool {
        self.estimate.whole.value.is_ok() && !self.is_withheld()
    }

    /// A paragraph of sentences; none where there are none.
    fn paragraph(&self, sentences: Vec<String>) -> Option<Block> {
        if sentences.is_empty() {
            return None;
        }
        let gap = match self.view.locale.language() {
            Language::Chinese => "",
            Language::English => " ",
        };
        Some(Block::Paragraph(Text::new(&sentences.join(gap))))
    }

    fn word(&self, id: &str) -> String {
        self.view.locale.word(id)
    }

    fn text(&self, id: &str, args: Args<'_>) -> String {
        self.view.locale.text(id, args)
    }
}
