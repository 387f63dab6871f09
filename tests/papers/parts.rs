//! A DOCX taken apart: its parts, its words, its measures.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use pingyi::report::document::{Block, Document, Text};
use resvg::usvg::roxmltree::{Document as Xml, Node};

/// The parts of a DOCX that are XML, by name, and the names of all.
pub(crate) struct Docx {
    pub(crate) names: Vec<String>,
    pub(crate) texts: BTreeMap<String, String>,
}

impl Docx {
    pub(crate) fn open(bytes: &[u8]) -> Docx {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut names = Vec::new();
        let mut texts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let name = file.name().unwrap().into_owned();
            if name.ends_with(".xml") || name.ends_with(".rels") {
                let mut text = String::new();
                file.read_to_string(&mut text).unwrap();
                texts.insert(name.clone(), text);
            }
            names.push(name);
        }
        Docx { names, texts }
    }

    pub(crate) fn body(&self) -> Xml<'_> {
        Xml::parse(&self.texts["word/document.xml"]).unwrap()
    }

    /// All words of the body.
    pub(crate) fn words(&self) -> String {
        let body = self.body();
        let words = body.descendants().filter(|node| node.tag_name().name() == "t");
        words.filter_map(|node| node.text()).collect()
    }
}

/// An attribute of the first element of a name below a node, as a number.
pub(crate) fn number(node: Node<'_, '_>, element: &str, attribute: &str) -> f64 {
    let found = node.descendants().find(|node| node.tag_name().name() == element).unwrap();
    let value = found.attributes().find(|value| value.name() == attribute).unwrap();
    value.value().parse().unwrap()
}

/// Every piece of text of a document, tables left out.
pub(crate) fn texts(document: &Document) -> Vec<String> {
    let mut texts = vec![document.title.clone()];
    let plain = |text: &Text| text.plain();
    texts.extend(document.number.iter().chain(&document.addressees).map(plain));
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Heading(heading) => {
                texts.push(heading.text.plain());
                texts.extend(heading.rest.iter().map(plain));
            }
            Block::Paragraph(text) | Block::Flush(text) => texts.push(text.plain()),
            Block::Attachments(list) => texts.extend(list.names.iter().map(plain)),
            Block::Signature(signature) => {
                texts.extend(signature.offices.iter().map(plain));
                texts.push(signature.date.plain());
            }
            Block::Annex(annex) => texts.extend([annex.label.clone(), annex.title.clone()]),
            Block::Table(table) => {
                texts.extend(table.caption.iter().chain(&table.notes).map(plain));
            }
            Block::Blank(_) | Block::Picture(_) => {}
        }
    }
    texts
}

/// The cells of all tables, and their headings.
pub(crate) fn cells(document: &Document) -> Vec<String> {
    let mut cells = Vec::new();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        if let Block::Table(table) = block {
            cells.extend(table.columns.iter().map(|column| column.heading.clone()));
            cells.extend(table.rows.iter().flat_map(|row| &row.cells).map(Text::plain));
        }
    }
    cells
}
