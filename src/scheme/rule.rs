//! What follows from what is found in the ballots: an ordered list, as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::{Effect, Kind};

/// What a rule may be made for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RuleKind {
    /// A ballot without any answer.
    BlankBallot,
    /// The same ballot once more.
    DuplicateBallot,
    /// One rater's two ballots on one unit that differ.
    ConflictingBallots,
    /// More than one level marked for one indicator.
    MultipleMarks,
    /// An answer that is not on the scale.
    OffScale,
    /// A unit that is not in the register.
    UnknownUnit,
    /// A unit that was not in force in the period.
    UnitNotInForce,
    /// A rater group that is not in the scheme.
    UnknownGroup,
    /// A group that does not rate the unit.
    GroupNotRating,
    /// An indicator that is not in the scheme.
    UnknownIndicator,
    /// A row that names no unit.
    MissingUnit,
    /// A row that names no group.
    MissingGroup,
    /// A row that names no indicator.
    MissingIndicator,
    /// A row without a rater where there is a rater column.
    MissingRater,
    /// A row with another number of cells than the heading.
    RaggedRow,
    /// A cell that holds a formula.
    FormulaCell,
    /// A weight that is not a decimal above zero.
    BadWeight,
    /// A count that is not a whole number.
    BadCount,
}

/// One rule of the scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What is found.
    pub when: RuleKind,
    /// What follows.
    pub effect: Effect,
    /// Why, for the method notes.
    pub reason: Option<String>,
}

impl RuleKind {
    /// All, in the order in which they are applied where a scheme names none.
    pub const ALL: [RuleKind; 18] = [
        RuleKind::RaggedRow,
        RuleKind::MissingRater,
        RuleKind::MissingUnit,
        RuleKind::UnknownUnit,
        RuleKind::UnitNotInForce,
        RuleKind::MissingGroup,
        RuleKind::UnknownGroup,
        RuleKind::GroupNotRating,
        RuleKind::MissingIndicator,
        RuleKind::UnknownIndicator,
        RuleKind::BadWeight,
        RuleKind::BadCount,
        RuleKind::FormulaCell,
        RuleKind::OffScale,
        RuleKind::MultipleMarks,
        RuleKind::BlankBallot,
        RuleKind::DuplicateBallot,
        RuleKind::ConflictingBallots,
    ];

    /// The kind of finding the rule answers.
    pub fn finding(self) -> Kind {
        match self {
            RuleKind::BlankBallot => Kind::BlankBallot,
            RuleKind::DuplicateBallot => Kind::DuplicateBallot,
            RuleKind::ConflictingBallots => Kind::ConflictingBallots,
            RuleKind::MultipleMarks => Kind::MultipleMarks,
            RuleKind::OffScale => Kind::OffScale,
            RuleKind::UnknownUnit => Kind::UnknownUnit,
            RuleKind::UnitNotInForce => Kind::UnitNotInForce,
            RuleKind::UnknownGroup => Kind::UnknownGroup,
            RuleKind::GroupNotRating => Kind::GroupNotRating,
            RuleKind::UnknownIndicator => Kind::UnknownIndicator,
            RuleKind::MissingUnit => Kind::MissingUnit,
            RuleKind::MissingGroup => Kind::MissingGroup,
            RuleKind::MissingIndicator => Kind::MissingIndicator,
            RuleKind::MissingRater => Kind::MissingRater,
            RuleKind::RaggedRow => Kind::RaggedRow,
            RuleKind::FormulaCell => Kind::FormulaCell,
            RuleKind::BadWeight => Kind::BadWeight,
            RuleKind::BadCount => Kind::BadCount,
        }
    }

    /// What follows where the scheme has no rule of its own.
    ///
    /// What cannot be understood stops the run; what is understood and does not count is void.
    pub fn usual_effect(self) -> Effect {
        match self {
            RuleKind::BlankBallot | RuleKind::DuplicateBallot | RuleKind::ConflictingBallots => {
                Effect::VoidBallot
            }
            RuleKind::MultipleMarks => Effect::VoidAnswer,
            RuleKind::GroupNotRating => Effect::VoidBallot,
            RuleKind::FormulaCell => Effect::Flag,
            _ => Effect::Stop,
        }
    }

    /// The effects that make sense for the rule.
    pub fn possible_effects(self) -> &'static [Effect] {
        use Effect::{Flag, RefuseRow, Stop, VoidAnswer, VoidBallot};
        match self {
            // Counting a ballot twice, or one of two that differ, is never an option.
            RuleKind::BlankBallot | RuleKind::DuplicateBallot | RuleKind::ConflictingBallots => {
                &[Stop, VoidBallot]
            }
            RuleKind::MultipleMarks | RuleKind::OffScale => {
                &[Stop, RefuseRow, VoidBallot, VoidAnswer]
            }
            RuleKind::FormulaCell => &[Stop, RefuseRow, VoidBallot, VoidAnswer, Flag],
            RuleKind::GroupNotRating | RuleKind::UnitNotInForce => &[Stop, RefuseRow, VoidBallot],
            _ => &[Stop, RefuseRow],
        }
    }
}
