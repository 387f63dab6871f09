//! The bulletin (通报) as a document to be signed: how the appraisal was done, the results, what
//! changed, what is wrong and what is asked for, with the tables as annexes.
//!
//! *What it promises.* Its figures are those of the page, because both print the same
//! [`Grid`](super::Grid)s. A sentence calls a difference one only where the data can support it. What
//! no data can know, such as the number of the document and what is asked of whom, is a place in
//! double braces that waits for a person. A section with nothing to say falls away.

mod annex;
mod basis;
mod changes;
mod demands;
mod fit;
mod indicators;
mod opening;
mod problems;
mod results;
mod words;

use std::collections::BTreeSet;

use super::document::{Block, Document, Heading, Level, Section, Text};
use super::material::View;
use super::{Audience, Material};
use crate::comment::Comments;
use crate::estimate::Measure;
use crate::locale::{Args, Locale};
use crate::scheme::Language;

/// The bulletin on a period, for an audience, in a language.
///
/// `comments` are those of the period, where there are any. For the public, `material` should be what
/// may leave the office ([`ToldMaterial`](super::ToldMaterial)). The same input gives the same document.
pub fn bulletin(
    material: &Material<'_>,
    comments: Option<&Comments>,
    audience: Audience,
    locale: &Locale,
) -> Document {
    let draft = Draft::new(View::new(material, audience, locale), comments);
    let annexes = annex::annexes(&draft);
    let mut blocks = opening::opening(&draft);
    blocks.extend(basis::basis(&draft));
    blocks.extend(results::results(&draft));
    blocks.extend(indicators::indicators(&draft));
    blocks.extend(changes::changes(&draft));
    blocks.extend(problems::problems(&draft));
    blocks.extend(demands::demands(&draft));
    blocks.extend(opening::closing(&draft, &annexes));
    let mut sections = vec![Section::upright(blocks)];
    sections.extend(annex::sections(&draft, annexes));
    Document {
        language: locale.language(),
        masthead: None,
        title: opening::title(&draft),
        number: Some(Text::new(&draft.word("bulletin-number"))),
        addressees: Some(Text::new(&draft.word("bulletin-addressees"))),
        author: locale.label(&material.appraisal.office).to_owned(),
        sections,
    }
}

/// What every section needs.
struct Draft<'a> {
    view: View<'a>,
    comments: Option<&'a Comments>,
    /// Units with a place in a table of the whole: what is too thin to be ranked is too thin to be named.
    ranked: BTreeSet<usize>,
}

/// A part of a section: its heading, and what stands below it.
struct Portion {
    heading: String,
    blocks: Vec<Block>,
}

impl<'a> Draft<'a> {
    fn new(view: View<'a>, comments: Option<&'a Comments>) -> Draft<'a> {
        let tables = view.tables().filter(|table| table.measure == Measure::Whole);
        let ranked = tables.flat_map(|table| &table.standings).map(|row| row.unit).collect();
        Draft { view, comments, ranked }
    }

    fn say(&self, id: &str, args: Args<'_>) -> String {
        self.view.locale.text(id, args)
    }

    fn word(&self, id: &str) -> String {
        self.view.locale.word(id)
    }

    fn is_public(&self) -> bool {
        self.view.audience == Audience::Public
    }

    /// A paragraph of sentences; nothing where there are none.
    fn paragraph(&self, sentences: &[String]) -> Option<Block> {
        let text = self.run_on(sentences);
        (!text.is_empty()).then(|| Block::Paragraph(Text::new(&text)))
    }

    /// Sentences behind one another.
    fn run_on(&self, sentences: &[String]) -> String {
        let said: Vec<&str> =
            sentences.iter().map(|said| said.trim()).filter(|said| !said.is_empty()).collect();
        said.join(match self.view.locale.language() {
            Language::Chinese => "",
            Language::English => " ",
        })
    }

    /// A section of its portions; those without blocks fall away, and with them their headings. One
    /// portion alone needs no heading of its own.
    fn section(&self, title: &str, portions: Vec<Portion>) -> Vec<Block> {
        let filled: Vec<Portion> =
            portions.into_iter().filter(|portion| !portion.blocks.is_empty()).collect();
        if filled.is_empty() {
            return Vec::new();
        }
        let has_headings = filled.len() > 1;
        let mut blocks = vec![Block::Heading(Heading::new(Level::First, title))];
        for portion in filled {
            if has_headings {
                let heading = Heading::new(Level::Second, portion.heading.as_str());
                blocks.push(Block::Heading(heading));
            }
            blocks.extend(portion.blocks);
        }
        blocks
    }

    fn portion(&self, id: &str, blocks: Vec<Block>) -> Portion {
        Portion { heading: self.word(id), blocks }
    }

    /// A numbered paragraph that begins with its heading.
    fn item(&self, level: Level, heading: &str, text: &str) -> Block {
        let gap = match self.view.locale.language() {
            Language::Chinese => "",
            Language::English => " ",
        };
        Block::Heading(Heading {
            rest: Some(Text::new(&format!("{gap}{text}"))),
            ..Heading::new(level, heading)
        })
    }
}
