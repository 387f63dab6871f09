//! The blocks of a document onto pages.

use super::face::{Faces, Role};
use super::glyph::{Atoms, Setting};
use super::line::{Column, Lie, Line, lines};
use super::page::{Flow, Item, Kind, Layout, points};
use super::table;
use crate::chart::visible;
use crate::report::document::{
    Annex, Attachments, BODY_SIZE, Block, CHARACTER, Document, Geometry, Heading, LINE, Level,
    MASTHEAD_ABOVE, MASTHEAD_RULE, NOTE_LINE, NOTE_SIZE, Numbers, Picture, Run, Section, Signature,
    TITLE_SIZE, TRACKING, Table, Text, attachment_indents, masthead_size, signature_indents,
    title_lines,
};
use crate::scheme::Language;

/// The pages of a document.
pub(super) fn lay_out(document: &Document, faces: &mut Faces<'_>) -> Layout {
    let is_turned = document.sections.first().is_some_and(|first| first.is_turned);
    let mut body = Body {
        language: document.language,
        faces,
        numbers: Numbers::new(document.language),
        flow: Flow::new(Geometry::of(is_turned)),
        pictures: 0,
    };
    body.opening(document);
    for (at, section) in document.sections.iter().enumerate() {
        if at > 0 {
            body.flow.turn(Geometry::of(section.is_turned));
        }
        body.section(section);
    }
    body.flow.layout
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
struct Manner {
    /// In half-points.
    size: u32,
    /// From line to line, in twips.
    line: u32,
    /// Indents of the first line and of the others, in twips.
    first: u32,
    rest: u32,
    /// Left free at the right, in twips.
    right: u32,
    lie: Lie,
    /// Left free below, in twips.
    after: u32,
    /// How many lines of what follows must stand on the same page.
    keeps: u8,
    /// Whether it stands on one page.
    is_whole: bool,
}

pub(super) struct Body<'f, 'a> {
    pub(super) language: Language,
    pub(super) faces: &'f mut Faces<'a>,
    numbers: Numbers,
    pub(super) flow: Flow,
    pictures: usize,
}

impl Body<'_, '_> {
    /// Flush, in the size of the body; justified in Chinese alone, where no gap between words is torn.
    fn plain(&self) -> Manner {
        let lie = match self.language {
            Language::Chinese => Lie::Justified,
            Language::English => Lie::Left,
        };
        Manner {
            size: BODY_SIZE,
            line: LINE,
            first: 0,
            rest: 0,
            right: 0,
            lie,
            after: 0,
            keeps: 0,
            is_whole: false,
        }
    }

    /// The body: indented in Chinese, set apart in English.
    fn indented(&self) -> Manner {
        match self.language {
            Language::Chinese => Manner { first: 2 * CHARACTER, ..self.plain() },
            Language::English => Manner { after: 120, ..self.plain() },
        }
    }

    /// How words of a size are set; only the body of a Chinese document is tracked.
    pub(super) fn setting(&self, half_points: u32) -> Setting {
        let is_tracked = self.language == Language::Chinese && half_points == BODY_SIZE;
        let tracking = if is_tracked { -points(TRACKING) } else { 0.0 };
        let scale = match self.language {
            Language::Chinese => 1.0,
            Language::English => LATIN_SCALE,
        };
        Setting { size: half_points as f32 / 2.0 * scale, tracking, language: self.language }
    }

    fn opening(&mut self, document: &Document) {
        let has_title = !document.title.trim().is_empty();
        if let Some(name) = &document.masthead {
            self.masthead(name, document.number.as_ref());
        }
        if has_title {
            self.title(&document.title, Kind::Title);
        }
        if let (Some(number), None) = (&document.number, &document.masthead) {
            self.text(number, Role::Body, Manner { lie: Lie::Centre, ..self.plain() });
        }
        if has_title {
            self.blank(1);
        }
        if let Some(addressees) = &document.addressees {
            self.text(addressees, Role::Body, self.plain());
        }
    }

    /// The name in red, the number two lines below it, the red rule, and two lines down to the title.
    fn masthead(&mut self, name: &str, number: Option<&Text>) {
        /// The height of a line, of its size.
        const HIGH: f32 = 1.25;
        let size = masthead_size(name, self.flow.geometry());
        self.flow.y += points(MASTHEAD_ABOVE);
        self.flow.push(Item::Ink { is_red: true });
        let atoms = self.words(name, Role::Title, size);
        let node = self.flow.node(Kind::Paragraph, None);
        let set = lines(&atoms.atoms, Column::plain(self.flow.width(), Lie::Centre));
        let height = size as f32 / 2.0 * HIGH;
        for line in &set {
            self.flow.line(line, self.flow.left(), self.flow.y, height, Some(node));
            self.flow.y += height;
        }
        self.flow.push(Item::Ink { is_red: false });
        self.blank(2);
        match number {
            Some(number) => {
                self.text(number, Role::Body, Manner { lie: Lie::Centre, ..self.plain() });
            }
            None => self.blank(1),
        }
        let y = self.flow.y + points(MASTHEAD_RULE) - (points(LINE) - points(BODY_SIZE * 10)) / 2.0;
        let from = (self.flow.left(), y);
        let to = (self.flow.left() + self.flow.width(), y);
        self.flow.push(Item::Ink { is_red: true });
        self.flow.push(Item::Rule { from, to, weight: 1.5 });
        self.flow.push(Item::Ink { is_red: false });
        self.blank(2);
    }

    fn section(&mut self, section: &Section) {
        for (at, block) in section.blocks.iter().enumerate() {
            // A signature never stands alone on a page: the last line before it goes with it.
            let keeps = match section.blocks.get(at + 1) {
                Some(Block::Signature(signature)) => signature.offices.len() + 3,
                Some(Block::Attachments(attachments)) => {
                    self.closing_lines(attachments, section.blocks.get(at + 2))
                }
                _ => match (headings_at(&section.blocks, at), self.language) {
                    (0, _) => 0,
                    (headings, Language::Chinese) => headings,
                    // A paragraph of three lines is not parted.
                    (headings, Language::English) => headings + 2,
                },
            };
            self.block(block, u8::try_from(keeps).unwrap_or(0));
        }
    }

    /// How many lines the list of attachments and the signature have together: they stand on one page
    /// with the last words of the text, unless they would fill most of it.
    fn closing_lines(&mut self, attachments: &Attachments, next: Option<&Block>) -> usize {
        let Some(Block::Signature(signature)) = next else { return 0 };
        let indents = attachment_indents(attachments, self.language);
        let width = points(indents.first + indents.label + indents.number);
        let column = Column::plain(self.flow.width() - width, Lie::Left);
        let names: usize = attachments
            .names
            .iter()
            .map(|name| lines(&self.atoms(name.runs(), Role::Body, BODY_SIZE).atoms, column).len())
            .sum();
        let count = names + 1 + signature.offices.len() + 3;
        if points(LINE) * count as f32 <= self.flow.height() * 2.0 / 3.0 { count } else { 0 }
    }

    fn block(&mut self, block: &Block, keeps: u8) {
        match block {
            Block::Heading(heading) => self.heading(heading, keeps),
            Block::Paragraph(text) => {
                self.text(text, Role::Body, Manner { keeps, ..self.indented() });
            }
            Block::Flush(text) => self.text(text, Role::Body, Manner { keeps, ..self.plain() }),
            Block::Blank(count) => self.blank(*count),
            Block::Attachments(attachments) => self.attachments(attachments, keeps),
            Block::Signature(signature) => self.signature(signature),
            Block::Annex(annex) => self.annex(annex),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
        }
    }

    fn text(&mut self, text: &Text, role: Role, manner: Manner) {
        let atoms = self.atoms(text.runs(), role, manner.size);
        let node = self.flow.node(Kind::Paragraph, None);
        self.paragraph(&atoms, manner, node);
    }

    fn atoms(&mut self, runs: &[Run], role: Role, size: u32) -> Atoms {
        let setting = self.setting(size);
        let mut atoms = Atoms::default();
        atoms.runs(runs, role, setting, self.faces);
        atoms
    }

    fn words(&mut self, text: &str, role: Role, size: u32) -> Atoms {
        let setting = self.setting(size);
        let mut atoms = Atoms::default();
        atoms.words(&visible(text), role, setting, false, self.faces);
        atoms
    }

    fn paragraph(&mut self, atoms: &Atoms, manner: Manner, node: usize) {
        let column = Column {
            width: self.flow.width() - points(manner.right),
            first: points(manner.first),
            rest: points(manner.rest),
            lie: manner.lie,
        };
        let lines = lines(&atoms.atoms, column);
        self.lines(&lines, manner, node);
    }

    fn lines(&mut self, lines: &[Line], manner: Manner, node: usize) {
        let height = points(manner.line);
        let follow = f32::from(manner.keeps) * points(LINE);
        if manner.is_whole {
            self.flow.make_room(height * lines.len() as f32);
        }
        for (at, line) in lines.iter().enumerate() {
            let left = lines.len() - at;
            let count = if self.language == Language::English { paired(at, left) } else { 1 };
            let follow = if count == left { follow } else { 0.0 };
            self.flow.make_room(count as f32 * height + follow);
            self.flow.line(line, self.flow.left(), self.flow.y, height, Some(node));
            self.flow.y += height;
        }
        self.flow.y += points(manner.after);
    }

    fn blank(&mut self, count: u8) {
        for _ in 0..count {
            self.flow.make_room(points(LINE));
            self.flow.y += points(LINE);
        }
    }

    fn title(&mut self, title: &str, kind: Kind) {
        let node = self.flow.node(kind, None);
        let manner = Manner { size: TITLE_SIZE, lie: Lie::Centre, keeps: 1, ..self.plain() };
        for line in title_lines(title, self.flow.geometry()) {
            let atoms = self.words(&line, Role::Title, TITLE_SIZE);
            self.paragraph(&atoms, manner, node);
        }
    }

    /// `keeps` is how many lines below a heading that stands alone belong to it.
    fn heading(&mut self, heading: &Heading, keeps: u8) {
        let role = match heading.level {
            Level::First => Role::Heading,
            Level::Second => Role::Subheading,
            Level::Third => Role::Strong,
            Level::Fourth => Role::Body,
        };
        let number = self.numbers.before(heading);
        let manner = Manner { keeps, after: 0, ..self.indented() };
        self.flow.make_room(points(LINE) * (f32::from(keeps) + 1.0));
        self.flow.bookmark(heading.level.number(), format!("{number}{}", heading.text.plain()));
        let setting = self.setting(BODY_SIZE);
        let mut atoms = self.words(&number, role, BODY_SIZE);
        atoms.runs(heading.text.runs(), role, setting, self.faces);
        if let Some(rest) = &heading.rest {
            atoms.runs(rest.runs(), Role::Body, setting, self.faces);
        }
        let node = self.flow.node(Kind::Heading(heading.level.number()), None);
        self.paragraph(&atoms, manner, node);
    }

    fn attachments(&mut self, attachments: &Attachments, keeps: u8) {
        self.blank(1);
        let indents = attachment_indents(attachments, self.language);
        let names = indents.first + indents.label + indents.number;
        let last = attachments.names.len().saturating_sub(1);
        for (at, name) in attachments.names.iter().enumerate() {
            let node = self.flow.node(Kind::Paragraph, None);
            let keeps = if at == last { keeps } else { 0 };
            let manner =
                Manner { first: names, rest: names, lie: Lie::Left, keeps, ..self.plain() };
            let atoms = self.atoms(name.runs(), Role::Body, BODY_SIZE);
            let column = Column {
                width: self.flow.width(),
                first: points(names),
                rest: points(names),
                lie: Lie::Left,
            };
            let mut lines = lines(&atoms.atoms, column);
            if at == 0 {
                self.before(&mut lines, &attachments.label, indents.first);
            }
            if attachments.names.len() > 1 {
                let number = format!("{}.", at + 1);
                self.before(&mut lines, &number, indents.first + indents.label);
            }
            self.lines(&lines, manner, node);
        }
    }

    /// Sets words at an indent of the first line, before what stands on it.
    fn before(&mut self, into: &mut [Line], text: &str, indent: u32) {
        let atoms = self.words(text, Role::Body, BODY_SIZE);
        let column = Column {
            width: self.flow.width(),
            first: points(indent),
            rest: points(indent),
            lie: Lie::Left,
        };
        let set = lines(&atoms.atoms, column);
        if let (Some(line), Some(words)) = (into.first_mut(), set.into_iter().next()) {
            let at = line.glyphs.partition_point(|glyph| glyph.x < points(indent));
            line.glyphs.splice(at..at, words.glyphs);
        }
    }

    fn signature(&mut self, signature: &Signature) {
        let (offices, date) = signature_indents(signature);
        let count = signature.offices.len() + 3;
        self.flow.make_room(points(LINE) * count as f32);
        self.blank(2);
        for (office, right) in signature.offices.iter().zip(offices) {
            self.text(office, Role::Body, Manner { right, lie: Lie::Right, ..self.plain() });
        }
        let manner = Manner { right: date, lie: Lie::Right, ..self.plain() };
        self.text(&signature.date, Role::Body, manner);
    }

    fn annex(&mut self, annex: &Annex) {
        self.numbers.restart();
        if !self.flow.is_fresh() {
            self.flow.next_page();
        }
        let title: String = annex.title.lines().collect();
        self.flow.bookmark(1, visible(&format!("{} {title}", annex.label)));
        let label = self.words(&annex.label, Role::Heading, BODY_SIZE);
        let node = self.flow.node(Kind::Paragraph, None);
        self.paragraph(&label, self.plain(), node);
        self.blank(1);
        self.title(&annex.title, Kind::Heading(1));
        self.flow.y += points(ANNEX_AFTER);
    }

    fn table(&mut self, content: &Table) {
        if content.is_kept {
            let caption = if content.caption.is_some() { points(CAPTION_LINE) } else { 0.0 };
            let whole = caption + table::whole_height(self, content);
            let noted = whole + self.notes_height(content);
            let page = self.flow.height();
            if let Some(kept) = [noted, whole].into_iter().find(|height| *height <= page) {
                self.flow.make_room(kept);
            }
        }
        if let Some(caption) = &content.caption {
            self.caption(caption, if content.is_kept { 0 } else { 3 });
        }
        table::set(self, content);
        for note in &content.notes {
            let manner =
                Manner { size: NOTE_SIZE, line: NOTE_LINE, is_whole: true, ..self.plain() };
            self.text(note, Role::Body, manner);
        }
        self.flow.y += points(200);
    }

    /// How high the notes of a table are together.
    fn notes_height(&mut self, content: &Table) -> f32 {
        let column = Column::plain(self.flow.width(), self.plain().lie);
        let count: usize = content
            .notes
            .iter()
            .map(|note| lines(&self.atoms(note.runs(), Role::Body, NOTE_SIZE).atoms, column).len())
            .sum();
        points(NOTE_LINE) * count as f32
    }

    fn caption(&mut self, caption: &Text, keeps: u8) {
        let atoms = self.atoms(caption.runs(), Role::Heading, CAPTION_SIZE);
        let node = self.flow.node(Kind::Caption, None);
        let manner = Manner {
            size: CAPTION_SIZE,
            line: CAPTION_LINE,
            lie: Lie::Centre,
            keeps,
            ..self.plain()
        };
        self.paragraph(&atoms, manner, node);
    }

    fn picture(&mut self, picture: &Picture) {
        let geometry = self.flow.geometry();
        let (width, height) = (geometry.text_width(), geometry.text_height());
        let (width, height) = picture.size(width, height.saturating_sub(1200));
        let (width, height) = (points(width), points(height));
        self.flow.make_room(height + 9.0 + points(CAPTION_LINE));
        let node = self.flow.node(Kind::Figure(picture.description.clone()), None);
        let x = self.flow.left() + (self.flow.width() - width) / 2.0;
        let y = self.flow.y + 6.0;
        self.flow.push(Item::Picture { at: self.pictures, x, y, width, height, node });
        self.flow.y += height + 9.0;
        self.pictures += 1;
        if let Some(caption) = &picture.caption {
            self.caption(caption, 0);
        }
    }
}

/// How many lines go onto one page so that no line of an English paragraph stands there alone. Chinese
/// pages are filled to their last line, as the standard asks.
fn paired(at: usize, left: usize) -> usize {
    match (at, left) {
        (0, 3) => 3,
        (0, _) | (_, 2) => left.min(2),
        _ => 1,
    }
}

/// How many lines belong on the page of a heading that stands alone: the headings right below it, and
/// the first line of what they head.
fn headings_at(blocks: &[Block], at: usize) -> usize {
    let stands_alone = |block: &&Block| match block {
        Block::Heading(heading) => heading.rest.is_none(),
        _ => false,
    };
    blocks.iter().skip(at).take_while(stands_alone).count()
}

/// The Latin letters of the embedded face are larger than those of Times New Roman, in which the
/// DOCX is set; at this share of the size as much stands on a line.
const LATIN_SCALE: f32 = 0.92;
/// 小四, in half-points.
const CAPTION_SIZE: u32 = 24;
/// From line to line of a caption, in twips.
const CAPTION_LINE: u32 = 440;
/// Between the title of an annex and what follows, in twips.
const ANNEX_AFTER: u32 = 200;
