//! A document to be signed (公文): the bulletin and the letters as data, before they are DOCX or PDF.
//!
//! *What it is.* Title, addressees, headings, paragraphs, tables, pictures, attachments and
//! signature, in the layout of GB/T 9704-2012: A4, 22 lines of 28 characters.
//!
//! *What it promises.* Both writers ([`docx`](super::write::docx()) and [`pdf`](super::write::pdf()))
//! print the same words, the same numbers of headings and the same columns, at the same measures.
//!
//! *What it does not do.* It has no sentence of its own: every word is given.

mod breaks;
mod heads;
mod measure;
mod numbering;
mod picture;
mod table;
mod text;

#[cfg(test)]
pub(in crate::report) mod sample;

pub(in crate::report) use breaks::{Mark, mark_of, may_break};
pub(in crate::report) use heads::{HeadCell, HeadRows};
pub(in crate::report) use measure::{
    BODY_SIZE, CHARACTER, FOLIO_SIZE, Geometry, LINE, MASTHEAD_ABOVE, MASTHEAD_RULE, NOTE_LINE,
    NOTE_SIZE, TITLE_SIZE, TRACKING, attachment_indents, heading_lines, masthead_size,
    signature_indents, title_lines,
};
pub(in crate::report) use numbering::Numbers;
pub use picture::Picture;
pub use table::{Align, Table, TableColumn, TableRow, TableSize};
pub(in crate::report) use table::{Laid, LaidCell};
pub use text::{Emphasis, Run, Text};

use crate::scheme::Language;

/// A document to be signed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Its language, which chooses faces, indents and the numbers of headings.
    pub language: Language,
    /// The name in red at the head (发文机关标志), such as `某市人民政府文件`, above the number and a red
    /// rule; `None` prints neither name nor rule.
    pub masthead: Option<String>,
    /// The title; a line feed begins a new line, else lines are made about equally long.
    pub title: String,
    /// The number of the document (发文字号), below the title; `None` prints none.
    pub number: Option<Text>,
    /// Whom it is sent to (主送), with its colon; `None` prints none.
    pub addressees: Option<Text>,
    /// Who issues it, for the properties of the file; may be empty.
    pub author: String,
    /// The parts; each begins a page.
    pub sections: Vec<Section>,
}

impl Document {
    /// How many places a person must still fill in or look at.
    pub fn pending(&self) -> usize {
        let texts = [self.number.as_ref(), self.addressees.as_ref()].into_iter().flatten();
        let of = |text: &Text| {
            text.runs().iter().filter(|run| run.emphasis == Emphasis::Pending).count()
        };
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        let inside: usize = blocks.flat_map(Block::texts).map(of).sum();
        texts.map(of).sum::<usize>() + inside
    }
}

/// Pages of one orientation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Whether the page lies on its side (横排), for tables that are too wide.
    pub is_turned: bool,
    /// What stands on the pages, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph of the body; in Chinese its first line is indented by two characters.
    Paragraph(Text),
    /// A paragraph without indent (顶格), such as a salutation.
    Flush(Text),
    /// Blank lines.
    Blank(u8),
    /// The list of attachments (附件说明), one line below the body.
    Attachments(Attachments),
    /// Who signs, and when.
    Signature(Signature),
    /// The head of an annex; it begins a page.
    Annex(Annex),
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
}

impl Block {
    /// Every text in it, in order.
    pub(in crate::report) fn texts(&self) -> Vec<&Text> {
        match self {
            Block::Heading(heading) => {
                std::iter::once(&heading.text).chain(&heading.rest).collect()
            }
            Block::Paragraph(text) | Block::Flush(text) => vec![text],
            Block::Blank(_) | Block::Annex(_) => Vec::new(),
            Block::Attachments(attachments) => attachments.names.iter().collect(),
            Block::Signature(signature) => {
                signature.offices.iter().chain([&signature.date]).collect()
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                table.caption.iter().chain(cells).chain(&table.notes).collect()
            }
            Block::Picture(picture) => picture.caption.iter().collect(),
        }
    }
}

/// A heading, numbered by its level: 一、 （一） 1. （1）, in English 1., 1.1, 1.1.1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// How deep it stands.
    pub level: Level,
    /// Its words.
    pub text: Text,
    /// What follows in the same paragraph in the face of the body; `None` where the heading stands alone.
    pub rest: Option<Text>,
    /// Whether a number stands before it.
    pub is_numbered: bool,
}

impl Heading {
    /// A numbered heading that stands alone.
    pub fn new(level: Level, text: impl Into<Text>) -> Heading {
        Heading { level, text: text.into(), rest: None, is_numbered: true }
    }
}

/// The levels of headings, by GB/T 9704.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 一、 in 黑体.
    First,
    /// （一） in 楷体.
    Second,
    /// 1. in 仿宋, bold.
    Third,
    /// （1） in 仿宋.
    Fourth,
}

impl Level {
    /// From 1 to 4.
    pub fn number(self) -> u8 {
        match self {
            Level::First => 1,
            Level::Second => 2,
            Level::Third => 3,
            Level::Fourth => 4,
        }
    }
}

/// The list of attachments (附件说明).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attachments {
    /// The word before the list, with its colon: `附件：`.
    pub label: String,
    /// The names, without numbers and without marks at their end; a single one has no number.
    pub names: Vec<Text>,
}

/// Who signs, and when: the date ends four characters from the right, the name is centred above it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    /// Who signs; where several offices sign, each on a line.
    pub offices: Vec<Text>,
    /// The date in words of the language, such as `2026年1月15日`.
    pub date: Text,
}

/// The head of an annex: the label on the first line of a page, the title centred on the third.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annex {
    /// Such as `附件1`.
    pub label: String,
    /// The title.
    pub title: String,
}

impl Section {
    /// A section of upright pages.
    pub fn upright(blocks: Vec<Block>) -> Section {
        Section { is_turned: false, blocks }
    }

    /// A section of pages that lie on their side.
    pub fn turned(blocks: Vec<Block>) -> Section {
        Section { is_turned: true, blocks }
    }
}
