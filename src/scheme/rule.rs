//! What follows from what is found in the ballots: an ordered list, as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::test::Test;
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
    /// A paper on which every answer is the best one.
    AllMaximum,
    /// A paper on which every answer is the same.
    AllEqual,
    /// A paper with a blank answer.
    Incomplete,
    /// A paper of which too large a share is blank.
    MissingShare,
    /// A paper handed in outside the dates.
    OutOfDates,
    /// A paper filled in too fast.
    TooFast,
    /// A paper from outside the region.
    OutOfRegion,
    /// A paper whose screener says that the rater should not answer.
    FailedScreener,
    /// A paper with more or fewer answers at a level than prescribed.
    ForcedDistribution,
    /// A ballot on the rater's own unit.
    SelfRating,
    /// A paper on which nearly every answer is the best one.
    NearMaximum,
    /// Equal papers handed in together.
    Burst,
    /// Many papers from one device.
    SharedDevice,
    /// More raters than there are.
    VotesAbovePopulation,
    /// A batch in which every answer is the best one.
    SatisfiedBatch,
    /// A group that marks one unit far above the other groups.
    GroupFarAbove,
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
    /// What is looked for, where the rule judges whole papers; `None` for what is noticed while
    /// reading.
    pub test: Option<Test>,
}

impl RuleKind {
    /// All, in the order in which they are applied where a scheme names none.
    pub const ALL: [RuleKind; 34] = [
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
        RuleKind::OutOfDates,
        RuleKind::OutOfRegion,
        RuleKind::FailedScreener,
        RuleKind::SelfRating,
        RuleKind::Incomplete,
        RuleKind::MissingShare,
        RuleKind::ForcedDistribution,
        RuleKind::AllMaximum,
        RuleKind::AllEqual,
        RuleKind::NearMaximum,
        RuleKind::TooFast,
        RuleKind::Burst,
        RuleKind::SharedDevice,
        RuleKind::SatisfiedBatch,
        RuleKind::VotesAbovePopulation,
        RuleKind::GroupFarAbove,
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
            RuleKind::AllMaximum => Kind::AllMaximum,
            RuleKind::AllEqual => Kind::AllEqual,
            RuleKind::Incomplete => Kind::Incomplete,
            RuleKind::MissingShare => Kind::MissingShare,
            RuleKind::OutOfDates => Kind::OutOfDates,
            RuleKind::TooFast => Kind::TooFast,
            RuleKind::OutOfRegion => Kind::OutOfRegion,
            RuleKind::FailedScreener => Kind::FailedScreener,
            RuleKind::ForcedDistribution => Kind::ForcedDistribution,
            RuleKind::SelfRating => Kind::SelfRating,
            RuleKind::NearMaximum => Kind::NearMaximum,
            RuleKind::Burst => Kind::Burst,
            RuleKind::SharedDevice => Kind::SharedDevice,
            RuleKind::VotesAbovePopulation => Kind::VotesAbovePopulation,
            RuleKind::SatisfiedBatch => Kind::SatisfiedBatch,
            RuleKind::GroupFarAbove => Kind::GroupFarAbove,
        }
    }

    /// What follows where the scheme has no rule of its own.
    ///
    /// What cannot be understood stops the run; what is understood and does not count is void; what
    /// only looks wrong is a flag.
    pub fn usual_effect(self) -> Effect {
        match self {
            _ if self.judges_papers() => Effect::Flag,
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
            // No paper is to blame for a whole group.
            RuleKind::VotesAbovePopulation => &[Stop, Flag],
            RuleKind::GroupFarAbove => &[Flag],
            _ if self.judges_papers() => &[VoidBallot, Flag],
            _ => &[Stop, RefuseRow],
        }
    }

    /// Whether the rule judges whole papers, beside each other, once duplicates are settled. It then
    /// has numbers of its own ([`Test`]), and its usual effect is a flag.
    pub fn judges_papers(self) -> bool {
        use RuleKind::{
            AllEqual, AllMaximum, Burst, FailedScreener, ForcedDistribution, GroupFarAbove,
            Incomplete, MissingShare, NearMaximum, OutOfDates, OutOfRegion, SatisfiedBatch,
            SelfRating, SharedDevice, TooFast, VotesAbovePopulation,
        };
        matches!(
            self,
            AllMaximum
                | AllEqual
                | Incomplete
                | MissingShare
                | OutOfDates
                | TooFast
                | OutOfRegion
                | FailedScreener
                | ForcedDistribution
                | SelfRating
                | NearMaximum
                | Burst
                | SharedDevice
                | VotesAbovePopulation
                | SatisfiedBatch
                | GroupFarAbove
        )
    }

    /// What is looked for where the scheme has no rule of this kind: the default screen, which only
    /// flags. It has what honest raters hardly ever do; `None` for the rest.
    pub fn default_test(self) -> Option<Test> {
        match self {
            RuleKind::SelfRating => Some(Test::SelfRating),
            RuleKind::AllEqual => Some(Test::AllEqual { least_units: 10 }),
            RuleKind::NearMaximum => Some(Test::NearMaximum { exceptions: 1, least_units: 10 }),
            RuleKind::TooFast => Some(Test::TooFast { seconds: 20, millis_per_answer: 1000 }),
            RuleKind::Burst => {
                Some(Test::Burst { papers: 3, minutes: Some(60), least_answers: 20 })
            }
            RuleKind::SharedDevice => Some(Test::SharedDevice { papers: 20 }),
            RuleKind::SatisfiedBatch => Some(Test::SatisfiedBatch { papers: 20 }),
            RuleKind::VotesAbovePopulation => Some(Test::VotesAbovePopulation),
            RuleKind::GroupFarAbove => Some(Test::GroupFarAbove { z: 5000, min_n: 10 }),
            _ => None,
        }
    }

    /// Whether a finding is a flag of the screen: something to look into, and nothing for the
    /// public, who would take it for a verdict.
    pub fn is_suspicion(kind: Kind, effect: Effect) -> bool {
        let judged = |rule: &RuleKind| rule.judges_papers() && rule.finding() == kind;
        effect == Effect::Flag && RuleKind::ALL.iter().any(judged)
    }
}
