//! `styles.xml`: what a person who edits the document finds in the list of styles.

use super::run::{Face, LATIN};
use crate::report::document::{
    BODY_SIZE, CHARACTER, FOLIO_SIZE, LINE, NOTE_LINE, NOTE_SIZE, TITLE_SIZE, TRACKING, TableSize,
};
use crate::scheme::Language;

pub(super) const NAMESPACE: &str =
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The styles.
pub(super) fn styles(language: Language) -> String {
    let mut all = vec![defaults(language), normal(language), body(language), flush()];
    all.extend((1..=4).map(|level| heading(level, language)));
    all.extend([title(language), annex_label(language), annex_title(), caption(language), note()]);
    for size in [TableSize::Usual, TableSize::Small, TableSize::Tiny] {
        all.extend([cell(size), cell_head(size, language)]);
    }
    all.extend([picture(), masthead(language), footer(language)]);
    format!("{HEAD}<w:styles {NAMESPACE}>{}</w:styles>", all.concat())
}

/// The id of the style of a cell.
pub(super) fn cell_id(size: TableSize, is_head: bool) -> String {
    let part = if is_head { "Head" } else { "Cell" };
    format!("Table{part}{}", size.half_points())
}

/// A style of paragraphs, in the order of the schema.
struct Style<'a> {
    id: &'a str,
    name: &'a str,
    based_on: Option<&'a str>,
    next: Option<&'a str>,
    paragraph: String,
    run: String,
}

impl Style<'_> {
    fn xml(&self) -> String {
        let is_default = if self.based_on.is_none() { r#" w:default="1""# } else { "" };
        let based_on =
            self.based_on.map(|id| format!(r#"<w:basedOn w:val="{id}"/>"#)).unwrap_or_default();
        let next = self.next.map(|id| format!(r#"<w:next w:val="{id}"/>"#)).unwrap_or_default();
        let run = match self.run.as_str() {
            "" => String::new(),
            run => format!("<w:rPr>{run}</w:rPr>"),
        };
        format!(
            r#"<w:style w:type="paragraph"{is_default} w:styleId="{}"><w:name w:val="{}"/>{based_on}{next}<w:qFormat/><w:pPr>{}</w:pPr>{run}</w:style>"#,
            self.id, self.name, self.paragraph
        )
    }
}

fn defaults(language: Language) -> String {
    let lang = match language {
        Language::Chinese => r#"<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>"#,
        Language::English => r#"<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>"#,
    };
    let fonts = Face::Fang.fonts(language);
    let size = sizes(BODY_SIZE);
    format!(
        "<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size}{lang}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
}

fn sizes(half_points: u32) -> String {
    format!(r#"<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#)
}

/// Lines of one height whatever stands in them.
fn exact(twips: u32) -> String {
    format!(r#"<w:spacing w:before="0" w:after="0" w:line="{twips}" w:lineRule="exact"/>"#)
}

/// How much closer characters stand; 0 takes it back.
fn tracking(language: Language) -> String {
    match language {
        Language::Chinese => format!(r#"<w:spacing w:val="-{TRACKING}"/>"#),
        Language::English => String::new(),
    }
}

const UNTRACKED: &str = r#"<w:spacing w:val="0"/>"#;

fn bold_in_english(language: Language) -> &'static str {
    match language {
        Language::Chinese => "",
        Language::English => "<w:b/><w:bCs/>",
    }
}

/// The first line two characters in, in Chinese.
pub(super) fn first_line(language: Language) -> String {
    match language {
        Language::Chinese => format!(r#"<w:ind w:firstLine="{}"/>"#, 2 * CHARACTER),
        Language::English => String::new(),
    }
}

fn normal(language: Language) -> String {
    // A Chinese page is filled to its last line, as the standard asks, and its lines to both margins;
    // justified lines of words have gaps.
    let (widow, jc) = match language {
        Language::Chinese => (0, "both"),
        Language::English => (1, "left"),
    };
    Style {
        id: "Normal",
        name: "Normal",
        based_on: None,
        next: None,
        paragraph: format!(
            r#"<w:widowControl w:val="{widow}"/>{}<w:jc w:val="{jc}"/>"#,
            exact(LINE)
        ),
        run: tracking(language),
    }
    .xml()
}

fn body(language: Language) -> String {
    let space = match language {
        Language::Chinese => String::new(),
        Language::English => {
            format!(r#"<w:spacing w:before="0" w:after="120" w:line="{LINE}" w:lineRule="exact"/>"#)
        }
    };
    Style {
        id: "BodyText",
        name: "Body Text",
        based_on: Some("Normal"),
        next: None,
        paragraph: format!("{space}{}", first_line(language)),
        run: String::new(),
    }
    .xml()
}

fn flush() -> String {
    Style {
        id: "Flush",
        name: "Flush",
        based_on: Some("Normal"),
        next: Some("BodyText"),
        paragraph: String::new(),
        run: String::new(),
    }
    .xml()
}

fn heading(level: u8, language: Language) -> String {
    let (face, bold) = match level {
        1 => (Face::Hei, ""),
        2 => (Face::Kai, ""),
        3 => (Face::Fang, "<w:b/><w:bCs/>"),
        _ => (Face::Fang, ""),
    };
    let bold = match (language, level) {
        (Language::English, 1..=3) => "<w:b/><w:bCs/>",
        (Language::English, _) => "<w:i/><w:iCs/>",
        (Language::Chinese, _) => bold,
    };
    let outline = level.saturating_sub(1);
    Style {
        id: &format!("Heading{level}"),
        name: &format!("heading {level}"),
        based_on: Some("Normal"),
        next: Some("BodyText"),
        paragraph: format!(
            r#"<w:keepNext/>{}<w:outlineLvl w:val="{outline}"/>"#,
            first_line(language)
        ),
        run: format!("{}{bold}", face.fonts(language)),
    }
    .xml()
}

fn title(language: Language) -> String {
    Style {
        id: "Title",
        name: "Title",
        based_on: Some("Normal"),
        next: Some("Flush"),
        paragraph: r#"<w:keepNext/><w:jc w:val="center"/>"#.into(),
        run: format!(
            "{}{}{UNTRACKED}{}",
            Face::SmallSong.fonts(language),
            bold_in_english(language),
            sizes(TITLE_SIZE)
        ),
    }
    .xml()
}

fn annex_label(language: Language) -> String {
    Style {
        id: "AnnexLabel",
        name: "Annex Label",
        based_on: Some("Normal"),
        next: Some("AnnexTitle"),
        paragraph: "<w:keepNext/>".into(),
        run: format!("{}{}", Face::Hei.fonts(language), bold_in_english(language)),
    }
    .xml()
}

fn annex_title() -> String {
    Style {
        id: "AnnexTitle",
        name: "Annex Title",
        based_on: Some("Title"),
        next: Some("BodyText"),
        paragraph: format!(
            r#"<w:spacing w:before="0" w:after="200" w:line="{LINE}" w:lineRule="exact"/><w:outlineLvl w:val="0"/>"#
        ),
        run: String::new(),
    }
    .xml()
}

fn caption(language: Language) -> String {
    Style {
        id: "Caption",
        name: "caption",
        based_on: Some("Normal"),
        next: Some("BodyText"),
        paragraph: format!(r#"{}<w:jc w:val="center"/>"#, exact(CAPTION_LINE)),
        run: format!(
            "{}{}{UNTRACKED}{}",
            Face::Hei.fonts(language),
            bold_in_english(language),
            sizes(CAPTION_SIZE)
        ),
    }
    .xml()
}

/// 小四, in half-points.
const CAPTION_SIZE: u32 = 24;
/// From line to line of a caption, in twips.
const CAPTION_LINE: u32 = 440;

fn note() -> String {
    Style {
        id: "TableNote",
        name: "Table Note",
        based_on: Some("Normal"),
        next: Some("BodyText"),
        paragraph: format!("<w:keepLines/>{}", exact(NOTE_LINE)),
        run: format!("{UNTRACKED}{}", sizes(NOTE_SIZE)),
    }
    .xml()
}

fn cell(size: TableSize) -> String {
    Style {
        id: &cell_id(size, false),
        name: &format!("Table Cell {}", size.half_points()),
        based_on: Some("Normal"),
        next: None,
        paragraph: format!(r#"{}<w:jc w:val="left"/>"#, exact(size.line())),
        run: format!("{UNTRACKED}{}", sizes(size.half_points())),
    }
    .xml()
}

fn cell_head(size: TableSize, language: Language) -> String {
    Style {
        id: &cell_id(size, true),
        name: &format!("Table Head {}", size.half_points()),
        based_on: Some(&cell_id(size, false)),
        next: None,
        paragraph: r#"<w:jc w:val="center"/>"#.into(),
        run: format!("{}{}", Face::Hei.fonts(language), bold_in_english(language)),
    }
    .xml()
}

/// Lines as high as the picture in them.
fn picture() -> String {
    Style {
        id: "Picture",
        name: "Picture",
        based_on: Some("Normal"),
        next: Some("Caption"),
        paragraph: r#"<w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#.into(),
        run: UNTRACKED.into(),
    }
    .xml()
}

/// The name in red; its lines are as high as it is large.
fn masthead(language: Language) -> String {
    Style {
        id: "Masthead",
        name: "Masthead",
        based_on: Some("Normal"),
        next: Some("Flush"),
        paragraph: r#"<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#.into(),
        run: format!(
            r#"{}{}<w:color w:val="FF0000"/>{UNTRACKED}"#,
            Face::SmallSong.fonts(language),
            bold_in_english(language),
        ),
    }
    .xml()
}

fn footer(language: Language) -> String {
    let song = Face::Song.name();
    let fonts = match language {
        Language::Chinese => format!(
            r#"<w:rFonts w:hint="eastAsia" w:ascii="{song}" w:eastAsia="{song}" w:hAnsi="{song}" w:cs="{LATIN}"/>"#
        ),
        Language::English => Face::Song.fonts(language),
    };
    Style {
        id: "Footer",
        name: "footer",
        based_on: Some("Normal"),
        next: None,
        paragraph: format!(r#"{}<w:jc w:val="left"/>"#, exact(360)),
        run: format!("{fonts}{UNTRACKED}{}", sizes(FOLIO_SIZE)),
    }
    .xml()
}
