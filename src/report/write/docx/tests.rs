//! The DOCX, taken apart again.

mod order;

use std::io::{Cursor, Read as _};

use resvg::usvg::roxmltree;

use crate::report::document::{Block, Document, Section, Table, Text, sample};
use crate::report::write::docx;
use crate::scheme::Language;

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// The parts of the archive by name, in their order.
fn parts(document: &Document) -> Vec<(String, Vec<u8>)> {
    let bytes = docx(document, 1.0).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |at| {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(read).collect()
}

/// The parts that are XML.
fn texts(document: &Document) -> Vec<(String, String)> {
    let is_xml = |name: &str| name.ends_with(".xml") || name.ends_with(".rels");
    let parts = parts(document).into_iter().filter(|(name, _)| is_xml(name));
    parts.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

fn part(document: &Document, name: &str) -> String {
    texts(document).into_iter().find(|(other, _)| other == name).unwrap().1
}

#[test]
fn every_part_is_well_formed_and_the_types_come_first() {
    for language in LANGUAGES {
        let texts = texts(&sample::document(language));
        assert_eq!(texts[0].0, "[Content_Types].xml");
        for (name, text) in &texts {
            let parsed = roxmltree::Document::parse(text);
            assert!(parsed.is_ok(), "{name}: {parsed:?}");
        }
    }
}

#[test]
fn every_part_has_a_type_and_every_relation_a_part() {
    let document = sample::document(Language::Chinese);
    let names: Vec<String> = parts(&document).into_iter().map(|(name, _)| name).collect();
    let types = part(&document, "[Content_Types].xml");
    for (_, name) in types.match_indices("PartName=\"/").map(|(at, found)| {
        let rest = &types[at + found.len()..];
        (at, rest.split('"').next().unwrap())
    }) {
        assert!(names.iter().any(|other| other == name), "{name}");
    }
    let relations = part(&document, "word/_rels/document.xml.rels");
    let parsed = roxmltree::Document::parse(&relations).unwrap();
    for relation in parsed.root_element().children() {
        let target = format!("word/{}", relation.attribute("Target").unwrap());
        assert!(names.contains(&target), "{target}");
    }
    let body = part(&document, "word/document.xml");
    for relation in ["r:embed=\"rId10\"", "r:embed=\"rId11\"", "r:id=\"rId4\"", "r:id=\"rId5\""] {
        assert!(body.contains(relation), "{relation}");
    }
}

#[test]
fn the_same_document_has_the_same_bytes_and_no_clock() {
    for language in LANGUAGES {
        let document = sample::document(language);
        let first = docx(&document, 1.0).unwrap();
        assert_eq!(first, docx(&document, 1.0).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(first)).unwrap();
        for at in 0..archive.len() {
            let file = archive.by_index(at).unwrap();
            let time = file.last_modified().unwrap();
            assert_eq!((time.year(), time.month(), time.day()), (1980, 1, 1), "{at}");
        }
        assert!(!part(&document, "docProps/core.xml").contains("dcterms"));
    }
}

#[test]
fn the_page_has_the_measures_of_the_standard() {
    let body = part(&sample::document(Language::Chinese), "word/document.xml");
    assert!(body.contains(r#"<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587""#));
    assert!(body.contains(r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"#));
    assert!(!body.contains("linesAndChars"));
    let styles = part(&sample::document(Language::Chinese), "word/styles.xml");
    assert!(styles.contains(r#"w:line="579" w:lineRule="exact""#));
    assert!(styles.contains(r#"<w:ind w:firstLine="630"/>"#));
    for face in ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"] {
        assert!(styles.contains(&format!(r#"w:eastAsia="{face}""#)), "{face}");
    }
}

#[test]
fn an_english_document_has_no_indent_and_says_its_language() {
    let document = sample::document(Language::English);
    let styles = part(&document, "word/styles.xml");
    assert!(!styles.contains("w:firstLine"));
    assert!(styles.contains(r#"<w:lang w:val="en-GB""#));
    assert!(part(&document, "docProps/core.xml").contains("<dc:language>en-GB</dc:language>"));
    let body = part(&document, "word/document.xml");
    assert!(!body.contains("w:hint"));
    assert!(body.contains(r#"<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587""#));
}

#[test]
fn what_waits_for_a_person_is_highlighted() {
    let body = part(&sample::document(Language::Chinese), "word/document.xml");
    assert_eq!(body.matches(r#"<w:highlight w:val="yellow"/>"#).count(), 2);
    assert!(body.contains("{{待审：收回率低的原因}}"));
}

#[test]
fn tables_repeat_their_heading_and_split_no_row() {
    let body = part(&sample::document(Language::Chinese), "word/document.xml");
    let parsed = roxmltree::Document::parse(&body).unwrap();
    let tables: Vec<_> =
        parsed.descendants().filter(|node| node.tag_name().name() == "tbl").collect();
    assert_eq!(tables.len(), 3);
    for table in tables {
        let has = |row: &roxmltree::Node<'_, '_>, name: &str| {
            row.descendants().any(|node| node.tag_name().name() == name)
        };
        let rows: Vec<_> = table.children().filter(|node| node.tag_name().name() == "tr").collect();
        let heads = if has(&table, "gridSpan") { 2 } else { 1 };
        assert!(rows[..heads].iter().all(|row| has(row, "tblHeader")));
        assert!(rows.iter().all(|row| has(row, "cantSplit")));
        assert!(rows[heads..].iter().all(|row| !has(row, "tblHeader")));
    }
}

#[test]
fn a_band_reaches_over_its_block_and_stays_with_the_row_below() {
    let body = part(&sample::with_red_head(Language::Chinese), "word/document.xml");
    let parsed = roxmltree::Document::parse(&body).unwrap();
    let is_band = |node: &roxmltree::Node<'_, '_>| {
        node.tag_name().name() == "tc"
            && node.descendants().filter_map(|node| node.text()).any(|text| text == "党群部门")
    };
    let bands: Vec<_> = parsed.descendants().filter(is_band).collect();
    assert_eq!(bands.len(), 2);
    for band in bands {
        let has = |name: &str| band.descendants().any(|node| node.tag_name().name() == name);
        assert!(has("gridSpan") && has("keepNext"));
        let span: usize = band
            .descendants()
            .find(|node| node.tag_name().name() == "gridSpan")
            .and_then(|node| node.attributes().next()?.value().parse().ok())
            .unwrap();
        let table = band.ancestors().find(|node| node.tag_name().name() == "tbl").unwrap();
        let columns = table.descendants().filter(|node| node.tag_name().name() == "gridCol");
        assert_eq!(2 * span, columns.count(), "one of two blocks");
    }
}

#[test]
fn every_row_but_the_last_of_a_kept_table_stays_with_the_next() {
    use crate::report::document::{TableColumn, TableRow};
    let row = TableRow { cells: vec![Text::new("甲")], is_strong: false };
    let table = Table {
        columns: vec![TableColumn { heading: "单位".into(), ..TableColumn::default() }],
        rows: vec![row; 3],
        is_kept: true,
        ..Table::default()
    };
    let sections = vec![Section::upright(vec![Block::Table(table)])];
    let body = part(&Document { sections, ..Document::default() }, "word/document.xml");
    let rows: Vec<bool> =
        body.split("<w:tr>").skip(1).map(|row| row.contains("<w:keepNext/>")).collect();
    assert_eq!(rows, [true, true, true, false]);
}

#[test]
fn a_red_head_stands_only_where_it_is_asked_for() {
    let plain = part(&sample::document(Language::Chinese), "word/document.xml");
    assert!(!plain.contains("Masthead") && !plain.contains("FF0000"));
    let body = part(&sample::with_red_head(Language::Chinese), "word/document.xml");
    let (name, number) = (body.find("领导小组办公室文件").unwrap(), body.find("〔2026〕").unwrap());
    let title = body.find("效能评议结果的通报").unwrap();
    assert!(name < number && number < title, "the number stands below the name, above the title");
    assert_eq!(body.matches("〔2026〕").count(), 1);
    assert!(body.contains(r#"<w:bottom w:val="single" w:sz="12" w:space="11" w:color="FF0000"/>"#));
    let styles = part(&sample::document(Language::Chinese), "word/styles.xml");
    assert!(styles.contains(r#"w:styleId="Masthead""#));
}

#[test]
fn words_from_data_cannot_break_the_xml() {
    let hostile = "<w:p>&\"'\u{0}\u{b}]]>甲\u{202e}乙";
    let table = Table {
        columns: vec![crate::report::document::TableColumn {
            heading: hostile.into(),
            ..Default::default()
        }],
        ..Table::default()
    };
    let document = Document {
        title: hostile.into(),
        author: hostile.into(),
        sections: vec![Section::upright(vec![
            Block::Paragraph(Text::new(hostile)),
            Block::Table(table),
        ])],
        ..Document::default()
    };
    for (name, text) in texts(&document) {
        assert!(roxmltree::Document::parse(&text).is_ok(), "{name}");
    }
    assert!(part(&document, "word/document.xml").contains("&lt;w:p&gt;&amp;"));
}

#[test]
fn an_empty_document_is_a_document() {
    for (name, text) in texts(&Document::default()) {
        assert!(roxmltree::Document::parse(&text).is_ok(), "{name}");
    }
}
