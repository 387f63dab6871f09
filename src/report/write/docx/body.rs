//! `document.xml`: the blocks in order.

use super::parts::footers;
use super::picture::{NAMESPACES, drawing};
use super::run::{Face, Look, runs, words};
use super::styles::{HEAD, NAMESPACE};
use super::table::table;
use crate::chart::{Escaped, visible};
use crate::report::document::{
    Annex, Attachments, Block, Document, Geometry, Heading, MASTHEAD_ABOVE, MASTHEAD_RULE, Numbers,
    Picture, Section, Signature, Table, Text, attachment_indents, masthead_size, signature_indents,
    title_lines,
};
use crate::scheme::Language;

/// Stays on the page of what follows.
const KEEP: &str = "<w:keepNext/>";

/// The body, and the pictures that it names.
pub(super) struct Composed<'a> {
    pub(super) xml: String,
    pub(super) pictures: Vec<&'a Picture>,
}

/// The body of a document.
pub(super) fn compose(document: &Document) -> Composed<'_> {
    let mut body = Body {
        language: document.language,
        numbers: Numbers::new(document.language),
        geometry: Geometry::of(false),
        xml: String::new(),
        pictures: Vec::new(),
    };
    body.opening(document);
    let last = document.sections.len().saturating_sub(1);
    for (at, section) in document.sections.iter().enumerate() {
        body.section(section, at < last);
    }
    let geometry = Geometry::of(document.sections.last().is_some_and(|last| last.is_turned));
    let xml = format!(
        "{HEAD}<w:document {NAMESPACE} {NAMESPACES}><w:body>{}{}</w:body></w:document>",
        body.xml,
        section_properties(geometry)
    );
    Composed { xml, pictures: body.pictures }
}

struct Body<'a> {
    language: Language,
    numbers: Numbers,
    geometry: Geometry,
    xml: String,
    pictures: Vec<&'a Picture>,
}

impl<'a> Body<'a> {
    /// Title, number and addressees.
    fn opening(&mut self, document: &Document) {
        if let Some(section) = document.sections.first() {
            self.geometry = Geometry::of(section.is_turned);
        }
        if let Some(name) = &document.masthead {
            self.masthead(name, document.number.as_ref());
        }
        if !document.title.trim().is_empty() {
            self.title("Title", &document.title);
        }
        if let (Some(number), None) = (&document.number, &document.masthead) {
            self.text("Flush", r#"<w:jc w:val="center"/>"#, number);
        }
        if !document.title.trim().is_empty() {
            self.blank(1, "");
        }
        if let Some(addressees) = &document.addressees {
            self.text("Flush", "", addressees);
        }
    }

    /// The name in red, the number two lines below it, the red rule, and two lines down to the title.
    fn masthead(&mut self, name: &str, number: Option<&Text>) {
        let size = masthead_size(name, self.geometry);
        let above = format!(
            r#"<w:spacing w:before="0" w:after="0" w:line="{MASTHEAD_ABOVE}" w:lineRule="exact"/>"#
        );
        self.paragraph("Flush", &above, "");
        let name = visible(name);
        let sized = format!(
            r#"<w:r><w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#,
            Escaped(&name)
        );
        self.paragraph("Masthead", "", &sized);
        self.blank(2, "");
        // Borders are measured in points from the words.
        let space = MASTHEAD_RULE / 20;
        let rule = format!(
            r#"<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="{space}" w:color="FF0000"/></w:pBdr><w:jc w:val="center"/>"#
        );
        match number {
            Some(number) => self.text("Flush", &rule, number),
            None => self.paragraph("Flush", &rule, ""),
        }
        self.blank(2, "");
    }

    fn section(&mut self, section: &'a Section, has_more: bool) {
        self.geometry = Geometry::of(section.is_turned);
        for (at, block) in section.blocks.iter().enumerate() {
            // A signature never stands alone on a page: what is before it goes with it, and with the
            // list of attachments the last words of the text.
            let next = section.blocks.get(at + 1..).unwrap_or_default();
            let keep = match next {
                [Block::Signature(_), ..] | [Block::Attachments(_), Block::Signature(_), ..] => {
                    KEEP
                }
                _ => "",
            };
            self.block(block, at == 0, keep);
        }
        if has_more {
            let properties = section_properties(self.geometry);
            self.xml.push_str(&format!(
                r#"<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{properties}</w:pPr></w:p>"#
            ));
        }
    }

    fn block(&mut self, block: &'a Block, is_first: bool, keep: &str) {
        match block {
            Block::Heading(heading) => self.heading(heading, keep),
            Block::Paragraph(text) => self.text("BodyText", keep, text),
            Block::Flush(text) => self.text("Flush", keep, text),
            Block::Blank(lines) => self.blank(*lines, keep),
            Block::Attachments(attachments) => self.attachments(attachments, keep),
            Block::Signature(signature) => self.signature(signature),
            Block::Annex(annex) => self.annex(annex, is_first),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
        }
    }

    /// A paragraph; `properties` are those after its style, in the order of the schema.
    fn paragraph(&mut self, style: &str, properties: &str, content: &str) {
        self.xml.push_str(&format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>"#
        ));
    }

    fn text(&mut self, style: &str, properties: &str, text: &Text) {
        let content = runs(text.runs(), Look::default(), self.language);
        self.paragraph(style, properties, &content);
    }

    fn blank(&mut self, lines: u8, keep: &str) {
        for _ in 0..lines {
            self.paragraph("Flush", keep, "");
        }
    }

    fn title(&mut self, style: &str, title: &str) {
        let lines: Vec<String> = title_lines(title, self.geometry)
            .iter()
            .map(|line| words(line, Look::default(), self.language))
            .collect();
        self.paragraph(style, "", &lines.join("<w:r><w:br/></w:r>"));
    }

    fn heading(&mut self, heading: &Heading, keep: &str) {
        let number = self.numbers.before(heading);
        let mut content = words(&number, Look::default(), self.language);
        content.push_str(&runs(heading.text.runs(), Look::default(), self.language));
        if let Some(rest) = &heading.rest {
            let look = Look { face: Some(Face::Fang), bold: Some(false) };
            content.push_str(&runs(rest.runs(), look, self.language));
        }
        let style = format!("Heading{}", heading.level.number());
        // With words of the body in it, it need not stay with what follows.
        let is_free = heading.rest.is_some() && keep.is_empty();
        let keep = if is_free { r#"<w:keepNext w:val="0"/>"# } else { "" };
        self.paragraph(&style, keep, &content);
    }

    /// The list hangs: names that need two lines go on below their first character.
    fn attachments(&mut self, attachments: &Attachments, keep: &str) {
        // Of a list that would fill half a page only the end stays with the signature.
        let is_short = attachments.names.len() <= 6;
        let whole = if is_short { keep } else { "" };
        self.blank(1, whole);
        let indents = attachment_indents(attachments, self.language);
        let label = visible(&attachments.label);
        for (at, name) in attachments.names.iter().enumerate() {
            let is_first = at == 0;
            let keep = if at + 1 == attachments.names.len() { keep } else { whole };
            let hanging = if is_first { indents.label + indents.number } else { indents.number };
            let left = indents.first + indents.label + indents.number;
            let properties = format!(
                r#"{keep}<w:ind w:left="{left}" w:hanging="{hanging}"/><w:jc w:val="left"/>"#
            );
            let mut content = String::new();
            if is_first {
                content.push_str(&words(&label, Look::default(), self.language));
            }
            if attachments.names.len() > 1 {
                let number = format!("{}.", at + 1);
                content.push_str(&words(&number, Look::default(), self.language));
                content.push_str("<w:r><w:tab/></w:r>");
            }
            content.push_str(&runs(name.runs(), Look::default(), self.language));
            self.paragraph("Flush", &properties, &content);
        }
    }

    fn signature(&mut self, signature: &Signature) {
        self.blank(2, KEEP);
        let (offices, date) = signature_indents(signature);
        for (office, right) in signature.offices.iter().zip(offices) {
            self.signed(office, right, true);
        }
        self.signed(&signature.date, date, false);
    }

    fn signed(&mut self, text: &Text, right: u32, has_more: bool) {
        let keep = if has_more { KEEP } else { "" };
        let properties = format!(r#"{keep}<w:ind w:right="{right}"/><w:jc w:val="right"/>"#);
        self.text("Flush", &properties, text);
    }

    fn annex(&mut self, annex: &Annex, is_first: bool) {
        self.numbers.restart();
        let properties = if is_first { "" } else { "<w:pageBreakBefore/>" };
        let label = words(&annex.label, Look::default(), self.language);
        self.paragraph("AnnexLabel", properties, &label);
        self.paragraph("AnnexLabel", "", "");
        self.title("AnnexTitle", &annex.title);
    }

    fn table(&mut self, content: &Table) {
        if let Some(caption) = &content.caption {
            self.text("Caption", KEEP, caption);
        }
        let xml = table(content, self.geometry.text_width(), self.language);
        self.xml.push_str(&xml);
        let last = content.notes.len().saturating_sub(1);
        for (at, note) in content.notes.iter().enumerate() {
            let keep = if content.is_kept && at < last { KEEP } else { "" };
            self.text("TableNote", keep, note);
        }
        // Two tables that touch would become one, and a body may not end with a table.
        let after = r#"<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>"#;
        self.paragraph("TableNote", after, "");
    }

    fn picture(&mut self, picture: &'a Picture) {
        let (width, height) = (self.geometry.text_width(), self.geometry.text_height());
        // Room for the caption and a line around it.
        let size = picture.size(width, height.saturating_sub(1200));
        let drawing = drawing(picture, self.pictures.len(), size);
        let keep = if picture.caption.is_some() { KEEP } else { "" };
        self.paragraph("Picture", keep, &drawing);
        if let Some(caption) = &picture.caption {
            self.text("Caption", "", caption);
        }
        self.pictures.push(picture);
    }
}

fn section_properties(geometry: Geometry) -> String {
    let Geometry { width, height, top, bottom, left, right } = geometry;
    let orient = if width > height { r#" w:orient="landscape""# } else { "" };
    let folio = geometry.folio();
    let (odd, even) = footers(width > height);
    format!(
        r#"<w:sectPr><w:footerReference w:type="default" r:id="{odd}"/><w:footerReference w:type="even" r:id="{even}"/><w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{orient}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="851" w:footer="{folio}" w:gutter="0"/><w:cols w:space="425"/><w:docGrid w:linePitch="312"/></w:sectPr>"#
    )
}
