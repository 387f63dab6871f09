//! Beside the road · what if (如果): the same answers under other weights, another scheme or other rules.
//!
//! *What it is.* [`WhatIf`] holds two leagues of one period against each other, unit by unit: the score
//! and rank as they are, and as they would be. [`Sensitivity`] varies the weights by a few points,
//! joins that with the error of the sample, and says how far each rank rests on either.
//!
//! *What it promises.* A change is the difference of two printed values. A rank that moves within its
//! confidence set is told from one that moves beyond it.
//!
//! *What it does not do.* It changes no result: what it shows stands in no report.

mod compare;
mod model;
mod sensitivity;

pub use compare::{Outcome, Ranked, TableMoves, UnitMove, WhatIf};
pub use sensitivity::{
    OneWeight, RankSpread, Sensitivity, Swing, TableSensitivity, UnitSensitivity, Weighed,
};
