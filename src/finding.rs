//! Bad news about the data: a kind, a place, an effect and the facts a message needs.
//!
//! *What it is.* A [`Finding`] is one thing noticed in a file, a scheme, a register or an
//! appraisal. Findings are values: they are collected and returned beside the result.
//!
//! *What it promises.* [`Kind::id`] is at once the message id in `locales/`, the folder in
//! `tests/broken/`, the anchor in `docs/formats.md` and the code shown to the user.
//!
//! *What it does not do.* It holds no sentence in any language, and never a rater's identifier.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// One thing noticed in the input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where it was noticed.
    pub place: Place,
    /// What was noticed.
    pub kind: Kind,
    /// What follows from it.
    pub effect: Effect,
    /// The values a message names, by the variable name used in `locales/`.
    pub facts: Vec<(&'static str, Arc<str>)>,
}

/// Where something was noticed, in the words of the user.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the appraisal names it.
    pub file: Option<Arc<str>>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The row as Excel shows it: the first row of the file is 1.
    pub row: Option<u64>,
    /// The column by its heading, or by the letter Excel shows where there is none.
    pub column: Option<Arc<str>>,
    /// The path of a key in a TOML file, such as `groups[2].weight`.
    pub key: Option<Arc<str>>,
}

/// What follows from a finding.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The command ends once all findings are shown; nothing is written.
    Stop,
    /// The row is left out and listed: it cannot be understood.
    RefuseRow,
    /// The ballot is not counted.
    VoidBallot,
    /// The one answer is not counted.
    VoidAnswer,
    /// Nothing changes; it is listed.
    Flag,
}

macro_rules! kinds {
    ($($variant:ident $id:literal $doc:literal,)*) => {
        /// What was noticed. Each kind has one message in every language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind { $(#[doc = $doc] $variant,)* }

        impl Kind {
            /// All kinds, in the order of the documentation.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant,)*];

            /// The stable code, such as `off-scale`.
            pub fn id(self) -> &'static str {
                match self { $(Kind::$variant => $id,)* }
            }
        }
    };
}

kinds! {
    // Files.
    MissingFile "missing-file" "A named file does not exist, or not in the folder. Facts: `value`, `detail`.",
    UnreadableFile "unreadable-file" "The system would not let the file be read. Facts: `detail`.",
    EmptyFile "empty-file" "The file or sheet holds nothing.",
    HeaderOnly "header-only" "There is a heading row and nothing below it.",
    TooLarge "too-large" "The file is larger, unpacked, than the limit. Facts: `value`, `limit`.",
    TooManyParts "too-many-parts" "A workbook has more sheets, or files inside, than the limit. Facts: `value`, `limit`, `detail` which.",
    HiddenCharacter "hidden-character" "A name holds a character that nobody sees. Facts: `value` with its code, `detail` the codes.",
    OversizedField "oversized-field" "A cell is longer than the limit. Facts: `value`, `limit`.",
    TooManyColumns "too-many-columns" "A row has more cells than the limit. Facts: `value`, `limit`.",
    TruncatedGzip "truncated-gzip" "The gz file ends too early or is damaged.",
    TruncatedZstandard "truncated-zstandard" "The zst file ends too early, is damaged, or needs too much memory.",
    NotATable "not-a-table" "The Parquet or Arrow file cannot be read. Facts: `detail`.",
    NestedColumn "nested-column" "A column of lists or records was left unread. Facts: `value` what it holds.",
    LeftOutFile "left-out-file" "A file in a folder was left out. Facts: `value`, `detail` why.",
    BadEncoding "bad-encoding" "The bytes are not text in the encoding. Facts: `value` the encoding.",
    MixedEncoding "mixed-encoding" "Some lines are UTF-8 and others GB18030. Facts: `value` what it turns to, `utf8`, `gb18030` a row of each.",
    NulByte "nul-byte" "The text holds a NUL byte.",
    UnclosedQuote "unclosed-quote" "A quotation mark opened here is never closed.",
    NotAWorkbook "not-a-workbook" "The file is no readable workbook. Facts: `detail`.",
    MissingSheet "missing-sheet" "The workbook has no such sheet. Facts: `value`, `nearest`, `expected`.",
    HiddenSheet "hidden-sheet" "A hidden sheet was left unread. Facts: `value`.",
    RepeatedFile "repeated-file" "Two files hold the same bytes, or one is named twice. Facts: `value`, `other`.",
    // Headings.
    DuplicateHeading "duplicate-heading" "Two columns carry one heading. Facts: `value`, `other` the other column.",
    EmptyHeading "empty-heading" "A column with content has no heading.",
    MissingColumn "missing-column" "A needed column is not there. Facts: `value`, `nearest`, `expected`, `detail`.",
    UnmappedColumn "unmapped-column" "The column was not used. Facts: `value`.",
    UnknownLayout "unknown-layout" "The headings do not show how the file is laid out. Facts: `value`.",
    // Rows and cells.
    RaggedRow "ragged-row" "The row has another number of cells than the heading. Facts: `value`, `expected`.",
    FormulaCell "formula-cell" "The cell holds a formula. Facts: `value`.",
    MissingUnit "missing-unit" "The row names no unit.",
    UnknownUnit "unknown-unit" "No unit of the register has this name. Facts: `value`, `nearest`.",
    UnitNotInForce "unit-not-in-force" "The unit was not in force in the period. Facts: `value`, `period`, `nearest`.",
    MissingGroup "missing-group" "The row names no rater group.",
    UnknownGroup "unknown-group" "The scheme has no such rater group. Facts: `value`, `nearest`, `expected`.",
    GroupNotRating "group-not-rating" "By the scheme this group does not rate this unit. Facts: `value`, `unit`.",
    MissingIndicator "missing-indicator" "The row names no indicator.",
    UnknownIndicator "unknown-indicator" "The scheme has no such indicator. Facts: `value`, `nearest`, `expected`.",
    MissingRater "missing-rater" "The rater column is empty in this row.",
    OffScale "off-scale" "The answer is not on the scale. Facts: `value`, `nearest`, `expected`.",
    BadWeight "bad-weight" "The weight is not a decimal above zero. Facts: `value`.",
    BadCount "bad-count" "The count is not a whole number. Facts: `value`.",
    BadTime "bad-time" "A time or duration cannot be read. Facts: `expected`.",
    SumOffTotal "sum-off-total" "The total of the platform is not the sum of the row's scores. Facts: `value`, `expected` the sum.",
    ScoreOffPoints "score-off-points" "The platform scored an option otherwise than the scheme. Facts: `value` the score, `level`, `expected` its points.",
    ChangingStratum "changing-stratum" "A rater or cluster stands in two places of the sample. Facts: `detail` which, `value`, `other`.",
    UnknownStratum "unknown-stratum" "A population is written down for a stratum without any rater. Facts: `value`, `nearest`.",
    // Weights to known totals.
    MissingAttribute "missing-attribute" "The row does not say where its rater stands on a margin. Facts: `value` the attribute.",
    UnknownLevel "unknown-level" "The totals have no such level. Facts: `value`, `margin`, `nearest`, `expected`.",
    ChangingAttribute "changing-attribute" "One rater stands on two levels of a margin. Facts: `margin`, `value`, `other`, `row` the other place.",
    UnequalWeights "unequal-weights" "Ballots of one rater have weights that differ. Facts: `value` how many raters.",
    EmptyCell "empty-cell" "A level has a total and no rater, or raters and no total. Facts: `detail` which, `value`, `margin`, `total`, `n`.",
    TotalsDiffer "totals-differ" "The totals of two margins add up to different sums. Facts: `value`, `total`, `other`, `expected`.",
    NotConverging "not-converging" "No weights meet the totals of all margins. Facts: `margin`, `value` the worst level, `percent` how far it is off.",
    BoundsTooTight "bounds-too-tight" "Within the bounds the total of a level cannot be met. Facts: `margin`, `value`.",
    UnweightedCounts "unweighted-counts" "Paper counts of a group that is weighted to totals. Facts: `value` the group.",
    // Rows that a survey platform marks.
    TrialPaper "trial-paper" "The platform says that whoever made the survey tried it out: the row is no rater's.",
    UnfinishedPaper "unfinished-paper" "The platform says that the rater did not hand the paper in.",
    // Void rules.
    BlankBallot "blank-ballot" "No answer on the ballot.",
    DuplicateBallot "duplicate-ballot" "The same ballot once more. Facts: `unit`, `other` the row counted.",
    ConflictingBallots "conflicting-ballots" "One rater, one unit, two ballots that differ. Facts: `unit`, `other`.",
    MultipleMarks "multiple-marks" "More than one level is marked. Facts: `value`.",
    OutOfDates "out-of-dates" "The paper was handed in outside the dates. Facts: `expected`.",
    OutOfRegion "out-of-region" "The paper came from outside the region. Facts: `expected`.",
    FailedScreener "failed-screener" "By the screener the rater should not answer. Facts: `value`.",
    SelfRating "self-rating" "The rater belongs to the unit. Facts: `unit`.",
    Incomplete "incomplete" "Answers of the paper are blank. Facts: `value`, `expected` answers asked.",
    MissingShare "missing-share" "Too large a share of the paper is blank. Facts: `value`, `expected` answers asked, `limit`.",
    ForcedDistribution "forced-distribution" "More or fewer answers at some levels than prescribed. Facts: `level`, `value`, `detail` which, `limit`.",
    AllMaximum "all-maximum" "Every answer of the paper is the best one. Facts: `value` how many, `units`.",
    AllEqual "all-equal" "Every answer of the paper is the same. Facts: `value` how many, `units`, `level`.",
    NearMaximum "near-maximum" "Nearly every answer of the paper is the best one. Facts: `value` how many, `units`, `other` exceptions.",
    TooFast "too-fast" "The paper was filled in too fast. Facts: `value` answers, `limit` seconds.",
    Burst "burst" "Papers with equal answers throughout. Facts: `value` how many, `detail` whether timed, `limit` minutes, `other` another of them.",
    SharedDevice "shared-device" "Many papers came from one device. Facts: `value` how many, `limit`, `other` another of them.",
    SatisfiedBatch "satisfied-batch" "Every answer of a batch is the best one. Facts: `value` papers, `detail` what batch.",
    VotesAbovePopulation "votes-above-population" "More raters or clusters answered than there are. Facts: `value`, `detail` which, `counted`, `limit`.",
    GroupFarAbove "group-far-above" "A group marks a unit far above the other groups. Facts: `value`, `unit`, `counted`, `difference`, `z`.",
    BundleNeedsPooled "bundle-needs-pooled" "Paper counts by indicator cannot be scored ballot by ballot.",
    WeightWithTrim "weight-with-trim" "Weights and trimming cannot be used together.",
    // Returns.
    MoreReturnedThanIssued "more-returned-than-issued" "More came back than went out. Facts: `value`, `issued`, `returned`.",
    MoreCountedThanReturned "more-counted-than-returned" "More ballots are in the files than came back. Facts: `value`, `counted`, `returned`.",
    // Registers of raters.
    RaterWithoutGroup "rater-without-group" "The row of a rater names no group.",
    RepeatedRater "repeated-rater" "The same rater once more. Facts: `other` the row.",
    // Papers typed twice.
    SeveralSheets "several-sheets" "The workbook has several sheets where one table is needed. Facts: `value` how many.",
    UnmatchedEntry "unmatched-entry" "An entry has no number, or is in one of two files only. Facts: `detail` which, `other` the file that lacks it.",
    RepeatedEntry "repeated-entry" "Two rows of one file carry the same number. Facts: `other` the row.",
    OpenDifference "open-difference" "A difference of two typists is not settled. Facts: `detail` why, `column`, `row`, `file`.",
    StrayLine "stray-line" "A line of the list to settle fits no difference.",
    // Comments.
    ShortName "short-name" "A listed name has one character only, and would strike out ordinary words.",
    UnknownComment "unknown-comment" "A line of the list of comments belongs to no comment of the files. Facts: `value` its number.",
    UnansweredComment "unanswered-comment" "A comment is done, and nothing says how.",
    // TOML files.
    NotToml "not-toml" "The file is not TOML. Facts: `detail`.",
    UnknownKey "unknown-key" "No such key. Facts: `value`, `nearest`.",
    MissingKey "missing-key" "A needed key is not there. Facts: `value`.",
    WrongType "wrong-type" "The key holds another kind of value. Facts: `value`, `expected`.",
    BadChoice "bad-choice" "Not one of the choices. Facts: `value`, `nearest`, `expected`.",
    BadNumber "bad-number" "Not a decimal number in range. Facts: `value`, `expected`.",
    RequiredValue "required-value" "The scheme leaves this to the office: fill it in.",
    EmptyList "empty-list" "At least one entry is needed.",
    DuplicateName "duplicate-name" "Two entries share an id, name or alias. Facts: `value`, `other`.",
    UnknownReference "unknown-reference" "Names something that is not defined. Facts: `value`, `nearest`, `expected`.",
    WeightsSum "weights-sum" "Weights sum to neither 1 nor 100. Facts: `value`.",
    SomeWeightsMissing "some-weights-missing" "Either all weights are given or none.",
    NegativeWeight "negative-weight" "A weight is below zero. Facts: `value`.",
    PointsNotFalling "points-not-falling" "Levels must be listed from best to worst. Facts: `value`.",
    CircularParent "circular-parent" "An indicator is its own ancestor. Facts: `value`.",
    TrimTooCoarse "trim-too-coarse" "A scale of three levels or fewer cannot be trimmed.",
    FloorScore "floor-score" "All at the worst level would still score high. Facts: `value`, `most`.",
    NoNegativeLevel "no-negative-level" "The scale offers no way to be dissatisfied.",
    NoUnknownLevel "no-unknown-level" "The scale does not offer “don't know”.",
    // Register and appraisal.
    BadPeriod "bad-period" "The text names no period. Facts: `value`.",
    UnknownCategory "unknown-category" "The scheme has no such category. Facts: `value`, `nearest`, `expected`.",
    OverlappingSpans "overlapping-spans" "A unit is listed twice for one time. Facts: `value`, `other`.",
    UnknownPredecessor "unknown-predecessor" "The predecessor is not in the register. Facts: `value`, `nearest`.",
    UnknownPeriod "unknown-period" "The appraisal has no such period. Facts: `value`, `expected`.",
    DuplicatePeriod "duplicate-period" "The period is listed twice. Facts: `value`.",
    UnknownScheme "unknown-scheme" "No such file and no shipped scheme of that name. Facts: `value`, `nearest`, `expected`.",
    NoBallots "no-ballots" "The period names no ballot files. Facts: `value`.",
    NotAFace "not-a-face" "The file is no face that a document can be set in. Facts: `value` the file, `detail` what is wrong with it.",
    // Estimates from elsewhere.
    BadEstimate "bad-estimate" "Not a number that can stand here. Facts: `value`, `detail` what it should be.",
    UnmatchedUnit "unmatched-unit" "A unit of one table is not in the other. Facts: `value`, `other` the file that lacks it, `nearest`.",
    AsymmetricCovariance "asymmetric-covariance" "A covariance differs from its mirror. Facts: `value`, `other`.",
    ImpossibleCovariance "impossible-covariance" "No numbers can have this covariance. Facts: `value`, `detail` what shows it.",
    // Tallies from elsewhere.
    NotATally "not-a-tally" "The file holds no tally of Pingyi that can be read. Facts: `detail`, `value`.",
    TalliesDiffer "tallies-differ" "Two tallies do not go together. Facts: `detail` what differs, `value`, `expected`, `other` where the other comes from.",
    RepeatedTally "repeated-tally" "Ballots would be counted twice. Facts: `detail` what is there twice, `value`, `other`.",
}

impl Finding {
    /// A finding at `place`.
    pub fn new(kind: Kind, effect: Effect, place: Place) -> Finding {
        Finding { place, kind, effect, facts: Vec::new() }
    }

    /// With a value its message names.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl AsRef<str>) -> Finding {
        self.facts.push((name, Arc::from(value.as_ref())));
        self
    }

    /// With the nearest right value, where there is one.
    #[must_use]
    pub fn with_nearest(self, nearest: Option<&str>) -> Finding {
        match nearest {
            Some(nearest) => self.with("nearest", nearest),
            None => self,
        }
    }

    /// The value of a fact.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|(key, _)| *key == name).map(|(_, value)| &**value)
    }
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Place {
        Place { file: Some(file.into()), ..Place::default() }
    }

    /// A key of a TOML file.
    pub fn key(file: impl Into<Arc<str>>, key: impl Into<Arc<str>>) -> Place {
        Place { file: Some(file.into()), key: Some(key.into()), ..Place::default() }
    }

    /// The same place, at a row.
    #[must_use]
    pub fn at_row(&self, row: u64) -> Place {
        Place { row: Some(row), ..self.clone() }
    }

    /// The same place, at a column.
    #[must_use]
    pub fn at_column(&self, column: impl Into<Arc<str>>) -> Place {
        Place { column: Some(column.into()), ..self.clone() }
    }
}

/// Whether any finding stops the command.
pub fn any_stop(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.effect == Effect::Stop)
}

/// Characters of the longest text that is compared with others: nobody mistypes a longer one.
const MOST_COMPARED: usize = 300;

/// The candidate nearest to `value`, for a suggestion that a person must take up.
///
/// Nearness is the Damerau–Levenshtein distance over characters; a candidate is near when at
/// most half of the longer text differs. Of two as near, one that denies as much as the value is
/// taken, then one of like length, so that 比较满意 suggests 基本满意, and 较满意 suggests 满意:
/// never 不满意.
pub fn nearest<'a>(value: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let characters = |text: &str| text.chars().count();
    let length = characters(value);
    candidates
        .into_iter()
        // The difference in length is the least distance: a text of a megabyte is near to none.
        .filter(|candidate| {
            let other = characters(candidate);
            length.max(other) <= MOST_COMPARED && length.abs_diff(other) * 2 <= length.max(other)
        })
        .map(|candidate| (strsim::damerau_levenshtein(value, candidate), candidate))
        .filter(|(distance, candidate)| distance * 2 <= length.max(characters(candidate)))
        .min_by_key(|(distance, candidate)| {
            let denies = value.contains('不') != candidate.contains('不');
            (*distance, denies, length.abs_diff(characters(candidate)), *candidate)
        })
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_id() {
        let ids: std::collections::BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.id()).collect();
        assert_eq!(ids.len(), Kind::ALL.len());
    }

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        let levels = ["满意", "基本满意", "不满意", "不了解"];
        assert_eq!(nearest("比较满意", levels), Some("基本满意"));
        assert_eq!(nearest("较满意", levels), Some("满意"));
        assert_eq!(nearest("不太满意", levels), Some("不满意"));
        assert_eq!(nearest("市政府办公室", levels), None);
        assert_eq!(nearest("市教育局", ["市教体局", "市公安局"]), Some("市教体局"));
    }
}
