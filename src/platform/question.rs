//! What one column of an export asks or tells.

/// A column of an export, by its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The number of the question in the questionnaire.
    pub number: Option<u32>,
    /// The stem (题干) of a question with several columns, where the heading keeps it apart.
    pub stem: Option<String>,
    /// What was asked, without number and stem: the row of a matrix, or the question itself.
    pub text: String,
    /// Which scale of a question that asks each row on several; absent for one scale.
    pub scale: Option<String>,
    /// What stands in the column.
    pub asks: Asks,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// What the rater answered.
    Answer,
    /// One option of a question that allows several, or text beside an option.
    Beside,
    /// The sum of the scores, made by the platform.
    Total,
    /// What the platform notes about rater and paper.
    Note(Tells),
}

/// What a platform notes about rater and paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tells {
    /// When the rater began.
    Started,
    /// When the paper was handed in.
    Submitted,
    /// How long the rater took.
    Duration,
    /// Device or address.
    Device,
    /// Where the rater was.
    Region,
    /// Who the rater is, as a number or code.
    Person,
    /// Whether the platform calls the paper valid (有效) or not (无效).
    Judged,
    /// Anything else, which stays unread.
    Other,
}

impl Question {
    /// A heading that asks what it says.
    pub fn plain(heading: &str) -> Question {
        Question {
            number: None,
            stem: None,
            text: heading.trim().to_owned(),
            scale: None,
            asks: Asks::Answer,
        }
    }

    /// A column of the platform's own.
    pub(super) fn note(heading: &str, tells: Tells) -> Question {
        Question { asks: Asks::Note(tells), ..Question::plain(heading) }
    }
}
