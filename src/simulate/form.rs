//! The keys of a plan file (`plan.toml`), as people write them. The JSON Schema is made from here.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::appraisal::Layout;
use crate::form::Amount;
use crate::sheet::Encoding;

/// A plan: what a synthetic appraisal is to be like.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "scheme", "groups", "periods"]))]
pub(crate) struct PlanForm {
    /// Where all chance comes from; 1 where absent. Another seed gives other ballots.
    #[schemars(range(min = 0))]
    pub(crate) seed: Option<u64>,
    /// Title of the reports.
    pub(crate) title: String,
    /// Title in English.
    pub(crate) title_en: Option<String>,
    /// Who publishes it.
    pub(crate) office: Option<String>,
    /// The same in English.
    pub(crate) office_en: Option<String>,
    /// Said at the head of every report. It should say that the data are synthetic.
    pub(crate) notice: Option<String>,
    /// The same in English.
    pub(crate) notice_en: Option<String>,
    /// A scheme file beside the plan, which is written out too, or the id of a shipped scheme.
    pub(crate) scheme: String,
    /// The rows of the register; a renamed unit has several with one id.
    pub(crate) units: Vec<UnitForm>,
    /// Units made up beside those listed, in turn through the categories.
    #[schemars(range(min = 0, max = 100000))]
    pub(crate) made_units: Option<u32>,
    /// True scores of what no unit states.
    pub(crate) truth: TruthForm,
    /// How raters answer.
    pub(crate) answers: AnswersForm,
    /// The rater groups, by id.
    pub(crate) groups: IndexMap<String, GroupForm>,
    /// Ballot weights, one of which each rater draws; without any there is no weight column.
    pub(crate) weights: Vec<Amount>,
    /// What raters write in their own words.
    pub(crate) remarks: RemarksForm,
    /// The periods, in time.
    pub(crate) periods: Vec<PeriodForm>,
}

/// What raters write in their own words, all of it made up.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RemarksForm {
    /// What those write who have nothing to say; `无` where absent.
    pub(crate) nothing: Vec<String>,
    /// Remarks on one matter each, drawn alike.
    pub(crate) about: Vec<RemarkForm>,
}

/// Remarks on one matter.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RemarkForm {
    /// The indicator, by id, whose true score decides how likely praise is; without one, praise is
    /// as likely for any unit.
    pub(crate) indicator: Option<String>,
    /// Words of praise.
    pub(crate) praise: Vec<String>,
    /// Words of complaint.
    pub(crate) complaint: Vec<String>,
    /// Suggestions.
    pub(crate) suggestion: Vec<String>,
}

/// The file of comments of a period.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["name", "n"]))]
pub(crate) struct CommentsForm {
    /// Its name in the folder: `.csv`.
    pub(crate) name: String,
    /// How many comments.
    #[schemars(range(min = 1, max = 1000000))]
    pub(crate) n: u32,
    /// Beside them, how many rows that have nothing to say.
    #[schemars(range(min = 0, max = 1000000))]
    pub(crate) nothing: u32,
    /// In how many a telephone number is left, which must be struck out.
    pub(crate) phones: u32,
}

/// A row of the register, with what the unit is worth.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name"]))]
pub(crate) struct UnitForm {
    /// Short name in files; the same in every row of the unit.
    pub(crate) id: String,
    /// Full name.
    pub(crate) name: String,
    /// Name in English.
    pub(crate) name_en: Option<String>,
    /// Short name as the office says it.
    pub(crate) short: Option<String>,
    /// Other spellings.
    pub(crate) aliases: Vec<String>,
    /// Category, by id or name; may be absent where the scheme has one only.
    pub(crate) category: Option<String>,
    /// First period in which the row holds, such as `2025H1`.
    pub(crate) from: Option<String>,
    /// Last period in which the row holds.
    pub(crate) to: Option<String>,
    /// Ids of the units it succeeded.
    pub(crate) predecessors: Vec<String>,
    /// True score, from which the scores of the indicators depart by chance.
    pub(crate) score: Option<Amount>,
    /// True scores of indicators, by id, in the first period.
    pub(crate) scores: IndexMap<String, Amount>,
}

/// True scores of what no unit states.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TruthForm {
    /// Mean over units; the middle of the scale's upper half where absent.
    pub(crate) mean: Option<Amount>,
    /// Standard deviation over units; 3 in a hundred of the scale where absent.
    pub(crate) spread: Option<Amount>,
    /// Standard deviation of a unit's indicators about its score; 1 in a hundred where absent.
    pub(crate) indicator_spread: Option<Amount>,
    /// Standard deviation of the change from period to period; 0.8 in a hundred where absent.
    pub(crate) drift: Option<Amount>,
    /// What is added to an indicator for all units, by id.
    pub(crate) indicators: IndexMap<String, Amount>,
}

/// How raters answer: shares from 0 to 1.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AnswersForm {
    /// Share of ballots that say “don't know” throughout; 0.03 where absent.
    pub(crate) unknown: Option<Amount>,
    /// Share of answers that abstain; 0.005 where absent.
    pub(crate) abstain: Option<Amount>,
    /// Share of answers left blank; 0.01 where absent.
    pub(crate) blank: Option<Amount>,
    /// Share of the variance that lies between raters (severity); 0.15 where absent.
    pub(crate) rater_share: Option<Amount>,
    /// Share of the variance that a rater's view of the whole unit makes up; 0.35 where absent.
    pub(crate) halo_share: Option<Amount>,
}

/// One rater group.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["raters"]))]
pub(crate) struct GroupForm {
    /// How many hand in a ballot paper.
    #[schemars(range(min = 0, max = 100000000))]
    pub(crate) raters: u32,
    /// Points by which the group marks above (+) or below (−) the others; 0 where absent.
    pub(crate) severity: Option<Amount>,
    /// Share of the units that each rater rates; 1 where absent.
    pub(crate) coverage: Option<Amount>,
    /// Share of the papers sent out that came back; 0.9 where absent.
    pub(crate) response: Option<Amount>,
}

/// One period.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["period", "files"]))]
pub(crate) struct PeriodForm {
    /// `2024H1`, `2024Q3` or `2024`.
    pub(crate) period: String,
    /// The files the ballots are written to.
    pub(crate) files: Vec<FileForm>,
    /// Raters of a group where the period has other numbers.
    #[schemars(extend("additionalProperties" = {"type": "integer", "minimum": 0, "maximum": 100000000}))]
    pub(crate) raters: IndexMap<String, u32>,
    /// True scores in this period: by unit, then by indicator.
    pub(crate) scores: IndexMap<String, IndexMap<String, Amount>>,
    /// Share of ballots on a unit that say “don't know”, by unit.
    pub(crate) unknown: IndexMap<String, Amount>,
    /// Published scores that must come out exactly.
    pub(crate) pins: Vec<PinForm>,
    /// Published scores that all units but some must stay below.
    pub(crate) caps: Vec<CapForm>,
    /// What raters write in their own words; none where absent.
    pub(crate) comments: Option<CommentsForm>,
    /// Papers that were tampered with, to try the fair-play screen on.
    pub(crate) manipulations: Vec<ManipulationForm>,
}

/// Papers that were tampered with, each another rater's.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["kind", "n"]))]
pub(crate) struct ManipulationForm {
    /// What was done.
    pub(crate) kind: Option<ManipulationKind>,
    /// How many papers.
    #[schemars(range(min = 1, max = 100000000))]
    pub(crate) n: u32,
    /// The group of their raters, by id; any where absent, and one at least for a burst.
    pub(crate) group: Option<String>,
    /// The unit that is praised, by id; for `coaching`.
    pub(crate) unit: Option<String>,
    /// Minutes within which the copies were handed in; 10 where absent.
    #[schemars(range(min = 1, max = 60))]
    pub(crate) minutes: Option<u32>,
}

/// What was done to papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ManipulationKind {
    /// One and the same answer throughout, in a hurry.
    StraightLining,
    /// Copies of one paper, from one device within minutes.
    Burst,
    /// Praise for the rater's own unit.
    SelfRating,
    /// Praise for one unit by a group that was told to.
    Coaching,
}

/// What a file tells beside the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Tells {
    /// When the paper was handed in.
    Submitted,
    /// How long it took.
    Duration,
    /// From which address.
    Device,
    /// The unit the rater belongs to.
    OwnUnit,
}

/// A published score that must come out exactly.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["unit", "indicator", "score"]))]
pub(crate) struct PinForm {
    /// The unit, by id.
    pub(crate) unit: String,
    /// The answered indicator, by id.
    pub(crate) indicator: String,
    /// The score as published.
    pub(crate) score: Option<Amount>,
}

/// A published score that all published units but some must stay below.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["indicator", "below"]))]
pub(crate) struct CapForm {
    /// The answered indicator, by id.
    pub(crate) indicator: String,
    /// What the others stay below.
    pub(crate) below: Option<Amount>,
    /// The units that need not, by id; units with a pin need not either.
    pub(crate) except: Vec<String>,
}

/// A file of ballots, or several laid out alike.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["name"]))]
pub(crate) struct FileForm {
    /// Its name in the folder: `.csv`, `.csv.gz` or `.xlsx`. `{group}` or `{unit}` in it makes one
    /// file for each.
    pub(crate) name: String,
    /// The groups in it, by id; all where absent.
    pub(crate) groups: Option<Vec<String>>,
    /// How it is laid out; `rater-unit` where absent.
    pub(crate) layout: Option<Layout>,
    /// Encoding of a text file; `utf-8` where absent.
    pub(crate) encoding: Option<Encoding>,
    /// Delimiter of a text file: one character or `tab`; a comma where absent.
    pub(crate) delimiter: Option<String>,
    /// Whether a workbook has one sheet, or one for each group.
    pub(crate) sheets: Option<Sheets>,
    /// Mistakes as people make them, by how many.
    pub(crate) slips: SlipsForm,
    /// Columns beside the answers; not in paper counts.
    pub(crate) tells: Vec<Tells>,
}

/// How a workbook is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Sheets {
    /// One sheet for all.
    #[default]
    One,
    /// One sheet for each group.
    Group,
}

/// How many mistakes of each kind, each by another rater.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SlipsForm {
    /// Ballots without any mark.
    pub(crate) blank_ballots: u32,
    /// Ballots handed in twice.
    pub(crate) duplicate_ballots: u32,
    /// Ballots handed in twice that differ.
    pub(crate) conflicting_ballots: u32,
    /// Answers with two marks.
    pub(crate) multiple_marks: u32,
    /// Answers that are not on the scale.
    pub(crate) off_scale: u32,
    /// The texts of such answers, in turn; `较满意` where absent.
    pub(crate) off_scale_texts: Vec<String>,
    /// Misspelt units.
    pub(crate) unknown_units: u32,
    /// Answers written with a space inside.
    pub(crate) spaced_answers: u32,
    /// Rater numbers in full-width characters.
    pub(crate) full_width_raters: u32,
    /// Units by their short name.
    pub(crate) short_names: u32,
    /// Units by another spelling.
    pub(crate) aliases: u32,
    /// Units written with a space inside.
    pub(crate) spaced_units: u32,
    /// Rows without content at the end of a file or sheet.
    #[schemars(range(min = 0, max = 100000))]
    pub(crate) empty_rows: u32,
}
