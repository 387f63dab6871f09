//! The keys of `appraisal.toml`, as people write them. The JSON Schema in `docs/` is made from here.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::comments::Quote;
use crate::form::Amount;
use crate::platform::{Exported, Platform};

/// An appraisal (评议): scheme, register and the periods with their files.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "scheme", "register", "periods"]))]
pub(crate) struct AppraisalForm {
    /// Title of the reports.
    pub(crate) title: String,
    /// Title in English.
    pub(crate) title_en: Option<String>,
    /// Who publishes it, printed under the title.
    pub(crate) office: Option<String>,
    /// The same in English.
    pub(crate) office_en: Option<String>,
    /// Said at the head of every report, such as that the data are synthetic.
    pub(crate) notice: Option<String>,
    /// The same in English.
    pub(crate) notice_en: Option<String>,
    /// A scheme file in this folder, or the id of a shipped scheme.
    pub(crate) scheme: String,
    /// The register of units: CSV or XLSX.
    pub(crate) register: String,
    /// How comments in free text (意见) are treated, in every period.
    pub(crate) comments: CommentsForm,
    /// Files of faces that the office has a licence for, for its documents as PDF.
    pub(crate) faces: FacesForm,
    /// The periods with their files.
    pub(crate) periods: Vec<PeriodForm>,
}

/// Files of faces that the office has a licence for, for its documents as PDF.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FacesForm {
    /// 小标宋, of titles: a TTF, OTF or TTC file in this folder.
    pub(crate) title: Option<String>,
    /// 仿宋, of the body.
    pub(crate) body: Option<String>,
    /// 黑体, of first headings and heads of tables.
    pub(crate) heading: Option<String>,
    /// 楷体, of second headings.
    pub(crate) subheading: Option<String>,
}

/// How comments in free text (意见) are treated, in every period.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CommentsForm {
    /// The dictionary of topics, a TOML file; the shipped one where absent.
    pub(crate) topics: Option<String>,
    /// A table of names that are struck out of comments wherever they stand.
    pub(crate) names: Option<String>,
    /// How much of the text the unit gets to read; `merged` where absent.
    pub(crate) quote: Option<Quote>,
    /// From what likeness on two comments are one, in per cent; 80 where absent.
    #[schemars(range(min = 50, max = 100))]
    pub(crate) alike: Option<u64>,
}

/// One period.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["period", "ballots"]))]
pub(crate) struct PeriodForm {
    /// `2024H1`, `2024Q3` or `2024`.
    pub(crate) period: String,
    /// The scheme of this period, where it is not the appraisal's.
    pub(crate) scheme: Option<String>,
    /// Where the ballots are.
    pub(crate) ballots: Vec<BallotsForm>,
    /// A table of group, issued (发出) and returned (收回).
    pub(crate) returns_file: Option<String>,
    /// The same in place: one entry for each group.
    pub(crate) returns: Vec<ReturnsForm>,
    /// Why more returned than issued, or more counted than returned, is accepted this time.
    pub(crate) accept_returns: Option<String>,
    /// Known totals to which the raters are weighted, for each group or for all raters.
    pub(crate) totals: Vec<TotalsForm>,
    /// The same as a table of margin (属性), level (取值), group (评议主体) and total (总数).
    pub(crate) totals_file: Option<String>,
    /// How many there are to be drawn from, in each group or stratum.
    pub(crate) populations: Vec<PopulationForm>,
    /// Where comments in free text are.
    pub(crate) comments: Vec<CommentFilesForm>,
    /// The list of comments with what became of them, filled in by the office.
    pub(crate) tracking_file: Option<String>,
}

/// Files of comments that are laid out alike.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["files"]))]
pub(crate) struct CommentFilesForm {
    /// Files, patterns such as `comments/*.csv` or folders, relative to the folder.
    pub(crate) files: Vec<String>,
    /// The survey platform that made the files.
    pub(crate) platform: Option<Platform>,
    /// How many rows the headings take, where it is not one.
    pub(crate) heading_rows: Option<u64>,
    /// Encoding of text files; detected where absent.
    pub(crate) encoding: Option<String>,
    /// Delimiter of text files; detected where absent.
    pub(crate) delimiter: Option<String>,
    /// The only sheet to read of each workbook.
    pub(crate) sheet: Option<String>,
    /// Row of the headings as Excel shows it; the first that is not empty where absent.
    #[schemars(range(min = 1, max = 1000))]
    pub(crate) heading_row: Option<u64>,
    /// The unit of all rows.
    pub(crate) unit: Option<String>,
    /// Headings of the columns; each is guessed where absent.
    pub(crate) columns: CommentColumnsForm,
    /// Which unit a column of comments is about, by its heading, where each unit has its own.
    pub(crate) units: IndexMap<String, String>,
}

/// Headings of the columns of a file of comments.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CommentColumnsForm {
    /// The unit, or several with 、 between them.
    pub(crate) unit: Option<String>,
    /// The comment.
    pub(crate) text: Option<String>,
    /// The rater group. It is only counted, over all units.
    pub(crate) group: Option<String>,
}

/// How many there are to be drawn from.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["group", "size"]))]
pub(crate) struct PopulationForm {
    /// The rater group.
    pub(crate) group: String,
    /// The stratum within the group; the whole group where absent.
    pub(crate) stratum: Option<String>,
    /// Clusters where raters were drawn by cluster, else raters.
    #[schemars(range(min = 1))]
    pub(crate) size: Option<u64>,
}

/// Known totals to which raters are weighted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TotalsForm {
    /// The rater group; all raters where absent.
    pub(crate) group: Option<String>,
    /// By attribute, how many there are on each level.
    pub(crate) margins: IndexMap<String, IndexMap<String, Amount>>,
    /// How many there are on levels of several attributes together.
    pub(crate) cells: Vec<CellTotalForm>,
    /// The least weight, as a multiple of the median weight: 0 to 1.
    pub(crate) least: Option<Amount>,
    /// The greatest weight, as a multiple of the median weight: 1 or more.
    pub(crate) most: Option<Amount>,
}

/// How many there are on levels of several attributes together.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["levels", "total"]))]
pub(crate) struct CellTotalForm {
    /// For each attribute its level.
    pub(crate) levels: IndexMap<String, String>,
    /// How many there are.
    pub(crate) total: Option<Amount>,
}

/// What went out to one group and came back.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["group"]))]
pub(crate) struct ReturnsForm {
    /// The rater group.
    pub(crate) group: String,
    /// Ballot papers that went out (发出).
    #[schemars(range(min = 0))]
    pub(crate) issued: Option<u64>,
    /// Ballot papers that came back (收回).
    #[schemars(range(min = 0))]
    pub(crate) returned: Option<u64>,
}

/// Files of ballots that are laid out alike.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["files"]))]
pub(crate) struct BallotsForm {
    /// Files, patterns such as `2024H1/*.csv` or folders such as `2024H1/`, relative to the folder.
    pub(crate) files: Vec<String>,
    /// The survey platform that made the files: what it leaves away in headings is written out before
    /// columns are looked for.
    pub(crate) platform: Option<Platform>,
    /// How the platform wrote the options chosen: as `texts` (default), as their `numbers`, which
    /// `answers` must name, or as `scores`, which are held against the points of the scheme.
    pub(crate) exported: Option<Exported>,
    /// How many rows the headings take, where it is not one; a column is then called by all of its
    /// cells, joined by ` / `. Qualtrics writes 2 or 3.
    pub(crate) heading_rows: Option<u64>,
    /// How the files are laid out; guessed where the headings make it plain.
    pub(crate) layout: Option<Layout>,
    /// Encoding of text files; detected where absent.
    pub(crate) encoding: Option<String>,
    /// Delimiter of text files; detected where absent.
    pub(crate) delimiter: Option<String>,
    /// The only sheet to read of each workbook.
    pub(crate) sheet: Option<String>,
    /// Row of the headings as Excel shows it; the first that is not empty where absent.
    #[schemars(range(min = 1, max = 1000))]
    pub(crate) heading_row: Option<u64>,
    /// The group of all rows.
    pub(crate) group: Option<String>,
    /// The unit of all rows.
    pub(crate) unit: Option<String>,
    /// Where else the group is named.
    pub(crate) group_from: Option<NamedBy>,
    /// Where else the unit is named.
    pub(crate) unit_from: Option<NamedBy>,
    /// Whether rater numbers run through the `period` (default), start anew in each `file`, or mean
    /// the same person in every period (`panel`).
    pub(crate) raters: Option<RaterScope>,
    /// Whether several columns may stand for one unit and indicator, because a questionnaire asks them
    /// in several branches of which each rater answers one. Absent: they may not.
    pub(crate) branches: Option<bool>,
    /// Headings of the columns.
    pub(crate) columns: ColumnsForm,
    /// Which indicator a heading is, where it is not the indicator's name.
    pub(crate) indicators: IndexMap<String, String>,
    /// Which unit and indicator a heading is, in the wide layout.
    pub(crate) cells: IndexMap<String, CellForm>,
    /// Which level a text is, where it is not the level's label: `"1" = "满意"`.
    pub(crate) answers: IndexMap<String, String>,
    /// Headings of columns that are left unread on purpose.
    pub(crate) ignore: Vec<String>,
}

/// A column of the wide layout.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["unit"]))]
pub(crate) struct CellForm {
    /// The unit.
    pub(crate) unit: String,
    /// The indicator; may be absent where the scheme has one only.
    pub(crate) indicator: Option<String>,
}

/// Headings of the columns; each is guessed where absent.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ColumnsForm {
    /// Who answered: a number or code, never a name. It is not written out.
    pub(crate) rater: Option<String>,
    /// The rater group.
    pub(crate) group: Option<String>,
    /// The unit.
    pub(crate) unit: Option<String>,
    /// The indicator (long layout and bundles).
    pub(crate) indicator: Option<String>,
    /// The answer (long layout) or level (bundles).
    pub(crate) answer: Option<String>,
    /// The weight of the ballot.
    pub(crate) weight: Option<String>,
    /// How many answers (bundles).
    pub(crate) count: Option<String>,
    /// The total that the platform added up; it is not counted, and where scores were exported each
    /// row is checked against it.
    pub(crate) total: Option<String>,
    /// When the rater began.
    pub(crate) started: Option<String>,
    /// When the paper was handed in.
    pub(crate) submitted: Option<String>,
    /// How long the rater took: `123秒`, `2分3秒`, `0:02:03`, or seconds.
    pub(crate) duration: Option<String>,
    /// Device or IP address. It is only compared and is not written out.
    pub(crate) device: Option<String>,
    /// Where the rater was.
    pub(crate) region: Option<String>,
    /// The unit the rater belongs to.
    pub(crate) own_unit: Option<String>,
    /// The answer to the question that says whether the rater should answer at all.
    pub(crate) screener: Option<String>,
    /// The cluster (群) with which the rater was drawn, such as a village or a firm.
    pub(crate) cluster: Option<String>,
    /// The stratum (层) within the group from which the rater or cluster was drawn.
    pub(crate) stratum: Option<String>,
    /// Attributes of the rater, such as 性别 or 区县, whose totals are known. They are not written out.
    pub(crate) attributes: Vec<String>,
}

/// How a file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// One row for each rater, one column for each unit and indicator.
    Wide,
    /// One row for each rater and unit, one column for each indicator.
    RaterUnit,
    /// One row for each answer.
    Long,
    /// One row for each unit, group, indicator and level, already counted.
    BundlesLong,
    /// One row for each unit, group and indicator, one column for each level, already counted.
    BundlesWide,
}

/// Where a group or unit is named that no column names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NamedBy {
    /// The name of the file.
    FileName,
    /// The name of the sheet.
    SheetName,
}

/// How far a rater number reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RaterScope {
    /// One number is one rater of its group in the whole period.
    #[default]
    Period,
    /// Numbers start anew in each file or sheet.
    File,
    /// One number is one rater of its group in all periods that say so.
    Panel,
}
