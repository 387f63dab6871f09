//! Where comments in free text (意见) are, and how the office wants them treated.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::form::{BallotsForm, CommentFilesForm, CommentsForm, PeriodForm};
use super::open::{Opening, read_text};
use super::{Appraisal, SourceFile};
use crate::finding::Kind;
use crate::period::Period;
use crate::sheet::Reading;

/// From what likeness on two comments are one, in per cent, where nothing is said.
const USUAL_LIKENESS: u64 = 80;

/// How much of the text of comments a unit gets to read. Counts by topic it always gets.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Quote {
    /// Nothing.
    None,
    /// One text for all comments that say nearly the same.
    #[default]
    Merged,
    /// Every text.
    All,
}

/// The comments of a period: files, and how they are treated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentFiles {
    /// Where they are; empty where the period has none.
    pub sources: Vec<CommentSource>,
    /// The lists with what became of them: one for each listed period that has one.
    pub tracking: Vec<SourceFile>,
    /// A table of names that are struck out.
    pub names: Option<SourceFile>,
    /// Name and text of the dictionary of topics; the shipped one where absent.
    pub topics: Option<(String, String)>,
    /// How much of the text a unit gets to read.
    pub quote: Quote,
    /// From what likeness on two comments are one, in per cent: 50 to 100.
    pub alike: u64,
}

/// Files of comments that are laid out alike; what is absent is guessed from the headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentSource {
    /// Its key in `appraisal.toml`, such as `periods[2].comments[1]`.
    pub key: String,
    /// The listed period they were delivered for.
    pub period: Period,
    /// The files, in the order of their names.
    pub files: Vec<SourceFile>,
    /// How the files are to be read.
    pub reading: Reading,
    /// The unit of all rows, by position in the register.
    pub unit: Option<usize>,
    /// Heading of the column that names the unit.
    pub unit_column: Option<String>,
    /// Heading of the comment.
    pub text_column: Option<String>,
    /// Heading of the rater group.
    pub group_column: Option<String>,
    /// Headings of comments about one unit each, with its position in the register.
    pub units: Vec<(String, usize)>,
}

impl Default for CommentFiles {
    fn default() -> CommentFiles {
        CommentFiles {
            sources: Vec::new(),
            tracking: Vec::new(),
            names: None,
            topics: None,
            quote: Quote::default(),
            alike: USUAL_LIKENESS,
        }
    }
}

impl Opening<'_> {
    /// Takes what the appraisal says of comments in all its periods.
    pub(super) fn comment_rules(&mut self, keys: &CommentsForm, appraisal: &mut Appraisal) {
        let rules = &mut appraisal.comments;
        rules.quote = keys.quote.unwrap_or_default();
        rules.alike = keys.alike.unwrap_or(USUAL_LIKENESS);
        rules.names = keys.names.as_ref().and_then(|name| self.one_file(name, "comments.names"));
        let topics = keys.topics.as_ref();
        let Some(file) = topics.and_then(|name| self.one_file(name, "comments.topics")) else {
            return;
        };
        match read_text(&file.path, &file.shown_as) {
            Ok((text, input)) => {
                self.inputs.push(input);
                rules.topics = Some((file.shown_as, text));
            }
            Err(crate::error::Error::Findings(findings)) => self.further.extend(findings),
            Err(error) => {
                let finding = self.form.mistake(Kind::UnreadableFile, "comments.topics");
                self.form.push(finding.with("detail", error.to_string()));
            }
        }
    }

    /// Takes the comments of one listed period.
    pub(super) fn comment_files(
        &mut self,
        keys: &PeriodForm,
        period: Period,
        path: &str,
        appraisal: &mut Appraisal,
    ) {
        for (number, entry) in keys.comments.iter().enumerate() {
            let key = format!("{path}.comments[{}]", number + 1);
            let source = self.comment_source(entry, period, key, appraisal);
            appraisal.comments.sources.push(source);
        }
        let tracking = keys.tracking_file.as_ref();
        let key = format!("{path}.tracking_file");
        let file = tracking.and_then(|name| self.one_file(name, &key));
        appraisal.comments.tracking.extend(file);
    }

    fn comment_source(
        &mut self,
        keys: &CommentFilesForm,
        period: Period,
        key: String,
        appraisal: &Appraisal,
    ) -> CommentSource {
        let as_ballots = BallotsForm {
            platform: keys.platform,
            heading_rows: keys.heading_rows,
            encoding: keys.encoding.clone(),
            delimiter: keys.delimiter.clone(),
            sheet: keys.sheet.clone(),
            heading_row: keys.heading_row,
            ..BallotsForm::default()
        };
        let reading = self.reading(&as_ballots, &key);
        let files = self.files(&keys.files, &format!("{key}.files"));
        let unit = keys.unit.as_ref();
        let unit = unit.and_then(|name| self.unit(name, &format!("{key}.unit"), appraisal));
        let mut units = Vec::new();
        for (heading, name) in &keys.units {
            let at = format!("{key}.units.{heading}");
            units.extend(self.unit(name, &at, appraisal).map(|unit| (heading.clone(), unit)));
        }
        CommentSource {
            key,
            period,
            files,
            reading,
            unit,
            unit_column: keys.columns.unit.clone(),
            text_column: keys.columns.text.clone(),
            group_column: keys.columns.group.clone(),
            units,
        }
    }

    /// A file that is named for itself alone; noted where it is not there or leads out of the folder.
    pub(super) fn one_file(&mut self, name: &str, key: &str) -> Option<SourceFile> {
        if !self.is_inside(name, key) {
            return None;
        }
        let path = self.folder.join(name);
        if !path.is_file() {
            self.mistake(Kind::MissingFile, key, name);
            return None;
        }
        Some(SourceFile { shown_as: name.to_owned(), path })
    }
}
