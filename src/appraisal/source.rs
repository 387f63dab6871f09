//! Where ballots are and how their columns are to be read.

use std::path::PathBuf;

use super::form::{Layout, NamedBy, RaterScope};
use crate::exact::Ratio;
use crate::naming::fold;
use crate::period::Period;
use crate::platform::Exported;
use crate::scheme::{Code, Mark, Scale};
use crate::sheet::Reading;

/// Files of ballots that are laid out alike.
#[derive(Debug, Clone)]
pub struct BallotSource {
    /// Its key in `appraisal.toml`, such as `periods[2].ballots[1]`.
    pub key: String,
    /// The listed period they were delivered for; a year is read over several.
    pub period: Period,
    /// The files, in the order of their names.
    pub files: Vec<SourceFile>,
    /// How the files are to be read.
    pub reading: Reading,
    /// How their columns are to be read.
    pub mapping: Mapping,
}

/// One file of ballots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// As the appraisal names it, relative to the folder, with `/`.
    pub shown_as: String,
    /// Where it is.
    pub path: PathBuf,
}

/// How the columns of a file are to be read; what is `None` or empty is guessed from the headings.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// How the rows are laid out.
    pub layout: Option<Layout>,
    /// How the options chosen are written; as texts where nothing is said.
    pub exported: Option<Exported>,
    /// The group of all rows, by position in the scheme.
    pub group: Option<usize>,
    /// The unit of all rows, by position in the register.
    pub unit: Option<usize>,
    /// Where else the group is named.
    pub group_from: Option<NamedBy>,
    /// Where else the unit is named.
    pub unit_from: Option<NamedBy>,
    /// Whether several columns may stand for one unit and indicator, of which each rater answers one.
    pub branches: bool,
    /// How far a rater number reaches.
    pub raters: RaterScope,
    /// Headings of the columns.
    pub columns: Columns,
    /// Headings that stand for an answered indicator.
    pub indicators: Vec<(String, usize)>,
    /// Headings that stand for a unit and an answered indicator (wide layout).
    pub cells: Vec<(String, usize, usize)>,
    /// Folded texts that stand for a mark on the scale.
    pub answers: Vec<(String, Code)>,
    /// Headings of columns left unread on purpose.
    pub ignore: Vec<String>,
    /// Headings of the columns that tell attributes of the rater.
    pub attributes: Vec<String>,
}

impl Mapping {
    /// What a text is by declaration; `None` where that is for the scale to say.
    ///
    /// The number of an option means what is declared and nothing else, even where the scale has a
    /// range in which it lies. A score means the level that is declared or else has as many points.
    pub fn mark(&self, scale: &Scale, text: &str) -> Option<Mark> {
        if self.answers.is_empty() && self.exported.is_none() {
            return None;
        }
        let folded = fold(text);
        if let Some((_, code)) = self.answers.iter().find(|(known, _)| *known == folded) {
            return Some(if code.is_mark() { Mark::On(*code) } else { Mark::Blank });
        }
        let score =
            Ratio::parse(&folded).ok().filter(|_| self.exported != Some(Exported::Texts))?;
        match self.exported? {
            Exported::Numbers => Some(Mark::Off),
            _ => of_points(scale, &score).map(Mark::On),
        }
    }
}

/// The only level with these points.
fn of_points(scale: &Scale, points: &Ratio) -> Option<Code> {
    let has = |code: &Code| scale.level(*code).is_some_and(|l| l.points.as_ref() == Some(points));
    let mut found = scale.codes().filter(has);
    found.next().filter(|_| found.next().is_none())
}

/// Headings of the columns, as written in `appraisal.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Who answered.
    pub rater: Option<String>,
    /// The rater group.
    pub group: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The indicator.
    pub indicator: Option<String>,
    /// The answer, or the level of a bundle.
    pub answer: Option<String>,
    /// The weight of the ballot.
    pub weight: Option<String>,
    /// How many answers a bundle holds.
    pub count: Option<String>,
    /// The total that the platform added up.
    pub total: Option<String>,
    /// What is told about rater and paper beside the answers.
    pub particulars: Vec<(Particular, String)>,
}

/// What a column may tell about rater and paper beside the answers. None of it is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Particular {
    /// When the rater began.
    Started,
    /// When the paper was handed in.
    Submitted,
    /// How long the rater took.
    Duration,
    /// Device or IP address.
    Device,
    /// Where the rater was.
    Region,
    /// The unit the rater belongs to.
    OwnUnit,
    /// The answer that says whether the rater should answer at all.
    Screener,
    /// With whom the rater was drawn.
    Cluster,
    /// From where within the group the rater or cluster was drawn.
    Stratum,
}

/// How many there are to be drawn from, in a group or a stratum of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Population {
    /// Its key in `appraisal.toml`, such as `periods[2].populations[1]`.
    pub key: String,
    /// The listed period.
    pub period: Period,
    /// Position of the group in the scheme.
    pub group: usize,
    /// The stratum within the group, as written; the whole group where absent.
    pub stratum: Option<String>,
    /// How many: clusters where raters were drawn by cluster, else raters. Never zero.
    pub size: u64,
}
