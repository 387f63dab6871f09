//! The parts beside the body: types, relations, properties, settings, faces and page numbers.

use super::package::Part;
use super::run::{Face, LATIN};
use super::styles::{HEAD, NAMESPACE, styles};
use crate::chart::{Escaped, visible};
use crate::report::document::{CHARACTER, Document, FOLIO_SIZE, Geometry, Picture};
use crate::scheme::Language;

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The relations of the page number on upright pages, odd and even, and on turned ones.
const FOOTERS: [&str; 4] = ["rId4", "rId5", "rId6", "rId7"];

/// The relations of the page number on odd pages, and on even ones.
pub(super) fn footers(is_turned: bool) -> (&'static str, &'static str) {
    let [odd, even, turned_odd, turned_even] = FOOTERS;
    if is_turned { (turned_odd, turned_even) } else { (odd, even) }
}

/// The relations of a picture: its PNG, and its SVG.
pub(super) fn picture_ids(at: usize) -> (String, String) {
    (format!("rId{}", 10 + 2 * at), format!("rId{}", 11 + 2 * at))
}

/// All parts but the body and the pictures.
pub(super) fn fixed(document: &Document, pictures: &[&Picture]) -> Vec<Part> {
    let language = document.language;
    vec![
        Part::text("[Content_Types].xml", types()),
        Part::text("_rels/.rels", package_relations()),
        Part::text("docProps/core.xml", core(document)),
        Part::text("word/_rels/document.xml.rels", body_relations(pictures.len())),
        Part::text("word/styles.xml", styles(language)),
        Part::text("word/settings.xml", settings(language)),
        Part::text("word/fontTable.xml", faces()),
        Part::text("word/footer1.xml", footer("right")),
        Part::text("word/footer2.xml", footer("left")),
        Part::text("word/footer3.xml", turned_footer("right")),
        Part::text("word/footer4.xml", turned_footer("left")),
    ]
}

fn types() -> String {
    let parts = [
        ("word/document", "document.main"),
        ("word/styles", "styles"),
        ("word/settings", "settings"),
        ("word/fontTable", "fontTable"),
        ("word/footer1", "footer"),
        ("word/footer2", "footer"),
        ("word/footer3", "footer"),
        ("word/footer4", "footer"),
    ];
    let overrides: String = parts
        .iter()
        .map(|(name, kind)| {
            format!(r#"<Override PartName="/{name}.xml" ContentType="{WORD}.{kind}+xml"/>"#)
        })
        .collect();
    format!(
        r#"{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>{overrides}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#
    )
}

fn relations(list: &[(String, String, String)]) -> String {
    let items: String = list
        .iter()
        .map(|(id, kind, target)| {
            format!(r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#)
        })
        .collect();
    format!(r#"{HEAD}<Relationships xmlns="{RELATIONS}">{items}</Relationships>"#)
}

fn package_relations() -> String {
    relations(&[
        ("rId1".into(), format!("{OFFICE}/officeDocument"), "word/document.xml".into()),
        (
            "rId2".into(),
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
                .into(),
            "docProps/core.xml".into(),
        ),
    ])
}

fn body_relations(pictures: usize) -> String {
    let named = |id: &str, kind: &str, target: &str| {
        (id.to_owned(), format!("{OFFICE}/{kind}"), target.to_owned())
    };
    let mut list = vec![
        named("rId1", "styles", "styles.xml"),
        named("rId2", "settings", "settings.xml"),
        named("rId3", "fontTable", "fontTable.xml"),
    ];
    for (id, at) in FOOTERS.into_iter().zip(1..) {
        list.push(named(id, "footer", &format!("footer{at}.xml")));
    }
    for at in 0..pictures {
        let (png, svg) = picture_ids(at);
        list.push(named(&png, "image", &format!("media/image{}.png", at + 1)));
        list.push(named(&svg, "image", &format!("media/image{}.svg", at + 1)));
    }
    relations(&list)
}

/// Title, author and language; no time, so that the same document has the same bytes.
fn core(document: &Document) -> String {
    let language = match document.language {
        Language::Chinese => "zh-CN",
        Language::English => "en-GB",
    };
    let title = visible(&document.title);
    let author = visible(&document.author);
    format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>{language}</dc:language></cp:coreProperties>"#,
        Escaped(&title),
        Escaped(&author)
    )
}

fn settings(language: Language) -> String {
    let setting = |name: &str, value: u8| {
        format!(
            r#"<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>"#
        )
    };
    let compat: String = [
        setting("compatibilityMode", 15),
        setting("overrideTableStyleFontSizeAndJustification", 1),
        setting("enableOpenTypeFeatures", 1),
        setting("doNotFlipMirrorIndents", 1),
    ]
    .concat();
    let latin = match language {
        Language::Chinese => "en-US",
        Language::English => "en-GB",
    };
    format!(
        r#"{HEAD}<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="{CHARACTER}"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>{compat}</w:compat><w:themeFontLang w:val="{latin}" w:eastAsia="zh-CN"/></w:settings>"#
    )
}

/// The official faces, and what takes their place where a machine has not got them.
fn faces() -> String {
    let chinese = [
        (Face::SmallSong, "方正小标宋_GBK", "auto"),
        (Face::Fang, "仿宋", "modern"),
        (Face::Hei, "SimHei", "modern"),
        (Face::Kai, "楷体", "modern"),
        (Face::Song, "SimSun", "auto"),
    ];
    let faces: String = chinese
        .iter()
        .map(|(face, other, family)| {
            format!(
                r#"<w:font w:name="{}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>"#,
                face.name()
            )
        })
        .collect();
    format!(
        r#"{HEAD}<w:fonts {NAMESPACE}>{faces}<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>"#
    )
}

/// The page number between dashes, one character in from the outer edge.
fn footer(side: &str) -> String {
    let indent = FOLIO_SIZE * 10;
    let number = folio(&format!(r#"<w:ind w:{side}="{indent}"/><w:jc w:val="{side}"/>"#));
    format!("{HEAD}<w:ftr {NAMESPACE}>{number}</w:ftr>")
}

/// The page number of a turned page. GB/T 9704-2012 asks that it stands where that of other pages does
/// when the sheets are bound: on the screen at the left edge, on its side. A table of one cell that is
/// placed on the page does so in every program that reads the format.
fn turned_footer(side: &str) -> String {
    /// Room for five figures, in twips.
    const LENGTH: u32 = 1800;
    /// The line of the number, in twips.
    const HIGH: u32 = 360;
    let upright = Geometry::of(false);
    let indent = FOLIO_SIZE * 10;
    // What is the left of the upright sheet is the top of the turned one.
    let y = match side {
        "left" => upright.left + indent,
        _ => upright.width - upright.right - indent - LENGTH,
    };
    let x = upright.folio();
    let number = folio(&format!(r#"<w:jc w:val="{side}"/>"#));
    format!(
        r#"{HEAD}<w:ftr {NAMESPACE}><w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{x}" w:tblpY="{y}"/><w:tblOverlap w:val="never"/><w:tblW w:w="{HIGH}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{HIGH}"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="{LENGTH}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{HIGH}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>{number}</w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>"#
    )
}

fn folio(properties: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Footer"/>{properties}</w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>"#
    )
}
