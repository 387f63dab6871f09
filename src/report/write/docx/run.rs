//! Runs of words, and the faces they are set in.

use crate::chart::{Escaped, visible};
use crate::report::document::{Emphasis, Run};
use crate::scheme::Language;

/// The faces of an official document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Titles.
    SmallSong,
    /// The body.
    Fang,
    /// Headings of the first level.
    Hei,
    /// Headings of the second level.
    Kai,
    /// Page numbers.
    Song,
}

pub(super) const LATIN: &str = "Times New Roman";

impl Face {
    /// The official name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Face::SmallSong => "方正小标宋简体",
            Face::Fang => "仿宋_GB2312",
            Face::Hei => "黑体",
            Face::Kai => "楷体_GB2312",
            Face::Song => "宋体",
        }
    }

    /// The element that chooses the face: Chinese in it, Latin letters in Times New Roman.
    ///
    /// The hint gives marks that both scripts have, such as “”, to the Chinese face.
    pub(super) fn fonts(self, language: Language) -> String {
        match language {
            Language::Chinese => format!(
                r#"<w:rFonts w:hint="eastAsia" w:ascii="{LATIN}" w:eastAsia="{}" w:hAnsi="{LATIN}" w:cs="{LATIN}"/>"#,
                self.name()
            ),
            Language::English => format!(
                r#"<w:rFonts w:ascii="{LATIN}" w:eastAsia="{}" w:hAnsi="{LATIN}" w:cs="{LATIN}"/>"#,
                self.name()
            ),
        }
    }
}

/// How a run is set beyond its paragraph's style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// Another face than the paragraph's.
    pub(super) face: Option<Face>,
    /// Bold, or not bold in a bold paragraph; `None` as the paragraph.
    pub(super) bold: Option<bool>,
}

/// The runs as XML.
pub(super) fn runs(runs: &[Run], look: Look, language: Language) -> String {
    let one = |run: &Run| {
        let bold = if run.emphasis == Emphasis::Strong { Some(true) } else { look.bold };
        let properties = properties(Look { bold, ..look }, run.emphasis, language);
        element(&run.text, &properties)
    };
    runs.iter().map(one).collect()
}

/// Words that are not in runs, such as the number of a heading.
pub(super) fn words(text: &str, look: Look, language: Language) -> String {
    if text.is_empty() {
        return String::new();
    }
    element(&visible(text), &properties(look, Emphasis::Plain, language))
}

/// In the order of the schema: rStyle, rFonts, b, bCs, highlight.
fn properties(look: Look, emphasis: Emphasis, language: Language) -> String {
    let fonts = match (look.face, language) {
        (Some(face), _) => face.fonts(language),
        (None, Language::Chinese) => r#"<w:rFonts w:hint="eastAsia"/>"#.to_owned(),
        (None, Language::English) => String::new(),
    };
    let bold = match look.bold {
        Some(true) => "<w:b/><w:bCs/>",
        Some(false) => r#"<w:b w:val="0"/><w:bCs w:val="0"/>"#,
        None => "",
    };
    let ground = match emphasis {
        Emphasis::Pending => r#"<w:highlight w:val="yellow"/>"#,
        Emphasis::Plain | Emphasis::Strong => "",
    };
    if fonts.is_empty() && bold.is_empty() && ground.is_empty() {
        return String::new();
    }
    format!("<w:rPr>{fonts}{bold}{ground}</w:rPr>")
}

fn element(text: &str, properties: &str) -> String {
    format!(r#"<w:r>{properties}<w:t xml:space="preserve">{}</w:t></w:r>"#, Escaped(text))
}
