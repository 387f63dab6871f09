//! Grades (等次): by threshold on published scores, or by quota of the ranked units.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Label;
use crate::exact::Ratio;

/// Among which units grades are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// All ranked units together.
    Overall,
    /// Each category by itself.
    #[default]
    Category,
}

/// What happens to units tied across a quota line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BoundaryTies {
    /// All of them get the better grade.
    #[default]
    Include,
    /// All of them get the lesser grade.
    Exclude,
}

/// How grades are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grading {
    /// Among which units.
    pub within: Within,
    /// By which rule.
    pub rule: GradingRule,
}

/// The rule of the grades, from best to worst.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GradingRule {
    /// Each grade from a published score, closed below; the last has none.
    Thresholds(Vec<(Label, Option<Ratio>)>),
    /// Each grade for a share (0..1) of the units: floor, floor, … and the last the remainder.
    Quota {
        /// Grade and share.
        grades: Vec<(Label, Ratio)>,
        /// What happens to ties across a line.
        boundary_ties: BoundaryTies,
    },
}

impl Grading {
    /// The names of the grades, from best to worst.
    pub fn labels(&self) -> Vec<&Label> {
        match &self.rule {
            GradingRule::Thresholds(grades) => grades.iter().map(|(label, _)| label).collect(),
            GradingRule::Quota { grades, .. } => grades.iter().map(|(label, _)| label).collect(),
        }
    }
}
