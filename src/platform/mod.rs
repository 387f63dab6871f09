//! The ground · survey platforms (问卷平台): what their exports look like, by content.
//!
//! *What it is.* [`recognise`] tells by headings, first rows and file name which platform made an
//! export; [`Platform::questions`] takes its headings apart, and [`Platform::complete`] writes out
//! what a platform leaves away in them. Only text goes in and comes out.
//!
//! *What it promises.* The name of a file is a hint and never decides alone. A heading that is
//! completed once is not changed by completing it again.
//!
//! *What it does not do.* It knows no unit, indicator or scale: what a question is about, `init`
//! proposes and a person confirms.
//!
//! # To add a platform
//!
//! A file here with one `pub(super) const KNOWLEDGE: Knowledge`, and a line in `KNOWN`. Nothing
//! else has to know it: `sheet` completes headings by [`Platform::complete`] where
//! `appraisal.toml` says `platform = "…"`, and `init` recognises, says and writes down the rest.

mod google;
mod heading;
mod limesurvey;
mod microsoft;
mod qualtrics;
mod question;
mod row;
mod tencent;
mod wenjuan;
mod wjx;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::question::{Asks, Question, Tells};
pub use self::row::{RowMark, Says};

/// A survey platform, or a program whose files are handed on like those of one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub enum Platform {
    /// 问卷星 (wjx.cn).
    #[serde(rename = "wjx")]
    Wjx,
    /// 腾讯问卷 (wj.qq.com).
    #[serde(rename = "tencent")]
    Tencent,
    /// 问卷网 (wenjuan.com).
    #[serde(rename = "wenjuan")]
    Wenjuan,
    /// LimeSurvey.
    #[serde(rename = "limesurvey")]
    LimeSurvey,
    /// Qualtrics.
    #[serde(rename = "qualtrics")]
    Qualtrics,
    /// Google Forms.
    #[serde(rename = "google-forms")]
    GoogleForms,
    /// Microsoft Forms.
    #[serde(rename = "microsoft-forms")]
    MicrosoftForms,
}

/// How an export writes the option that a rater chose.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Exported {
    /// The text of the option (按文本), or the number that the rater gave.
    Texts,
    /// The number of the option in its question (按序号), from 1; it says nothing about better or worse.
    Numbers,
    /// The score that the questionnaire gives to the option (按分数).
    Scores,
}

/// What can be seen of a sheet without reading it through.
#[derive(Debug, Clone, Copy)]
pub struct Glimpse<'a> {
    /// The name of the file, without folders.
    pub file_name: &'a str,
    /// The headings from the left, as written.
    pub headings: &'a [String],
    /// The first rows below them.
    pub rows: &'a [Vec<String>],
}

/// An export whose platform is plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// Which one made it.
    pub platform: Platform,
    /// The headings, or the rows, by which it was recognised, as written. Never empty.
    pub evidence: Vec<String>,
    /// How many rows the headings take: 1, or more where the platform repeats them.
    pub heading_rows: u64,
    /// How the name of the file says that options are written; the cells may say otherwise.
    pub exported: Option<Exported>,
    /// The title of the survey, where the name of the file has it.
    pub title: Option<String>,
    /// The number of the survey on the platform, where the name of the file has it. Two files of
    /// one number may hold the same answers in two ways.
    pub survey: Option<String>,
}

impl Recognised {
    /// Recognised by this, and nothing said by the name of the file.
    pub(crate) fn by(platform: Platform, evidence: Vec<String>) -> Recognised {
        Recognised {
            platform,
            evidence,
            heading_rows: 1,
            exported: None,
            title: None,
            survey: None,
        }
    }
}

/// What is known of one platform.
struct Knowledge {
    platform: Platform,
    /// Whether it made the export.
    recognise: fn(&Glimpse<'_>) -> Option<Recognised>,
    /// What each heading asks or tells; as many as there are headings.
    questions: fn(&[String]) -> Vec<Question>,
    /// The headings with what the platform leaves away; as many as there are headings.
    complete: fn(&[String]) -> Vec<String>,
    /// What some columns say of whole rows, by the headings completed or not.
    marks: fn(&[String]) -> Vec<RowMark>,
    /// Texts that the platform writes where nothing was answered.
    blanks: &'static [&'static str],
}

/// The platforms that are known, in the order in which they are tried: the surest signs first.
const KNOWN: [Knowledge; 7] = [
    wjx::KNOWLEDGE,
    tencent::KNOWLEDGE,
    wenjuan::KNOWLEDGE,
    qualtrics::KNOWLEDGE,
    limesurvey::KNOWLEDGE,
    microsoft::KNOWLEDGE,
    google::KNOWLEDGE,
];

/// Between the cells of one column where headings take several rows.
const JOINT: &str = " / ";

/// One heading out of the cells of several rows, from above.
pub(crate) fn joined(cells: &[&str]) -> String {
    cells.join(JOINT)
}

/// The platform that made an export; `None` where nothing makes it plain.
pub fn recognise(glimpse: &Glimpse<'_>) -> Option<Recognised> {
    KNOWN.iter().find_map(|known| (known.recognise)(glimpse))
}

impl Platform {
    /// All of them, in the order of the documentation.
    pub const ALL: [Platform; 7] = [
        Platform::Wjx,
        Platform::Tencent,
        Platform::Wenjuan,
        Platform::LimeSurvey,
        Platform::Qualtrics,
        Platform::GoogleForms,
        Platform::MicrosoftForms,
    ];

    /// The word for it in files.
    pub fn id(self) -> &'static str {
        match self {
            Platform::Wjx => "wjx",
            Platform::Tencent => "tencent",
            Platform::Wenjuan => "wenjuan",
            Platform::LimeSurvey => "limesurvey",
            Platform::Qualtrics => "qualtrics",
            Platform::GoogleForms => "google-forms",
            Platform::MicrosoftForms => "microsoft-forms",
        }
    }

    /// What each heading asks or tells, in their order; a heading of which the platform says
    /// nothing asks what it says.
    pub fn questions(self, headings: &[String]) -> Vec<Question> {
        match self.knowledge() {
            Some(known) => (known.questions)(headings),
            None => headings.iter().map(|heading| Question::plain(heading)).collect(),
        }
    }

    /// The headings with what the platform leaves away in them, such as the stem before all rows of
    /// a matrix but the first.
    pub fn complete(self, headings: &[String]) -> Vec<String> {
        match self.knowledge() {
            Some(known) => (known.complete)(headings),
            None => headings.to_vec(),
        }
    }

    /// What some columns say of whole rows: that a row is a trial, or was not handed in.
    pub fn marks(self, headings: &[String]) -> Vec<RowMark> {
        self.knowledge().map_or_else(Vec::new, |known| (known.marks)(headings))
    }

    /// Texts that the platform writes where nothing was answered; they are never scores.
    pub fn blanks(self) -> &'static [&'static str] {
        self.knowledge().map_or(&[], |known| known.blanks)
    }

    fn knowledge(self) -> Option<&'static Knowledge> {
        const ALL: &[Knowledge] = &KNOWN;
        ALL.iter().find(|known| known.platform == self)
    }
}

impl Exported {
    /// The word for it in files.
    pub fn id(self) -> &'static str {
        match self {
            Exported::Texts => "texts",
            Exported::Numbers => "numbers",
            Exported::Scores => "scores",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_platform_is_written_in_files_by_its_id() {
        for platform in Platform::ALL {
            let written = serde_json::to_value(platform).expect("a word");
            assert_eq!(written, platform.id());
        }
        for exported in [Exported::Texts, Exported::Numbers, Exported::Scores] {
            let written = serde_json::to_value(exported).expect("a word");
            assert_eq!(written, exported.id());
        }
    }

    fn pieces() -> impl Strategy<Value = Vec<String>> {
        let piece = prop::sample::select(vec![
            "4、", "4.", "5、", "1.", "2.", "3.", "第4题(", ")", "—", "-", "Q3_", "R1", "A2", "：",
            " ", "甲局", "业务", "总分", "序号", "2025", "_",
        ]);
        let heading = prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat());
        prop::collection::vec(heading, 0..9)
    }

    proptest! {
        #[test]
        fn headings_keep_their_number_and_are_complete_after_one_time(headings in pieces()) {
            for known in KNOWN {
                prop_assert_eq!((known.questions)(&headings).len(), headings.len());
                let whole = (known.complete)(&headings);
                prop_assert_eq!(whole.len(), headings.len());
                prop_assert_eq!((known.complete)(&whole), whole);
            }
        }
    }

    #[test]
    fn a_sheet_that_no_platform_made_is_not_recognised() {
        let headings = ["评议人", "单位", "业务工作"].map(str::to_owned);
        let glimpse =
            Glimpse { file_name: "1_按文本_评议_3_3.xlsx", headings: &headings, rows: &[] };
        assert_eq!(recognise(&glimpse), None);
    }
}
