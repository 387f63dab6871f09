//! The keys of a rule, as people write them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::rule::RuleKind;
use crate::finding::Effect;
use crate::form::Amount;

/// What follows from one kind of finding.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["when", "effect"]))]
pub(crate) struct RuleForm {
    /// What is found.
    pub(crate) when: Option<RuleKind>,
    /// What follows.
    pub(crate) effect: Option<Effect>,
    /// Why, for the method notes.
    pub(crate) reason: Option<String>,
    /// `all-maximum`, `all-equal`, `near-maximum`: papers on fewer units are left alone; 1 where
    /// absent.
    #[schemars(range(min = 1, max = 1000000000))]
    pub(crate) least_units: Option<u64>,
    /// `missing-share`: the share of blank answers, above 0 and up to 1, from which on the rule is
    /// met.
    pub(crate) share: Option<Amount>,
    /// `out-of-dates`: the first day or moment that is in, such as `2025-06-01` or `2025-06-01
    /// 8:00`.
    pub(crate) from: Option<String>,
    /// `out-of-dates`: the last one that is in; a day counts to its end.
    pub(crate) to: Option<String>,
    /// `too-fast`: seconds for the whole paper; 20 where neither is given. The greater bound holds.
    #[schemars(range(min = 1, max = 1000000))]
    pub(crate) seconds: Option<u64>,
    /// `too-fast`: seconds for each answer; 1 where neither is given.
    pub(crate) seconds_per_answer: Option<Amount>,
    /// `out-of-region`: the region holds at least one of these texts.
    pub(crate) allowed: Vec<String>,
    /// `failed-screener`: the answers that fail.
    pub(crate) values: Vec<String>,
    /// `forced-distribution`: levels, bands or numbers that are counted together.
    pub(crate) levels: Vec<String>,
    /// `forced-distribution`: the most answers of a paper at these levels.
    #[schemars(range(min = 0, max = 1000000000))]
    pub(crate) at_most: Option<u64>,
    /// `forced-distribution`: the same as a share of the answers, from 0 to 1.
    pub(crate) at_most_share: Option<Amount>,
    /// `forced-distribution`: the fewest answers of a paper at these levels.
    #[schemars(range(min = 1, max = 1000000000))]
    pub(crate) at_least: Option<u64>,
    /// `forced-distribution`: the same as a share of the answers, from 0 to 1.
    pub(crate) at_least_share: Option<Amount>,
    /// `near-maximum`: the most answers that are one level lower; 1 where absent.
    #[schemars(range(min = 1, max = 1000000000))]
    pub(crate) exceptions: Option<u64>,
    /// `burst`: the fewest equal papers, 3 where absent; `shared-device`: the most papers, 20 where
    /// absent; `satisfied-batch`: the fewest papers of a batch, 20 where absent.
    #[schemars(range(min = 1, max = 1000000000))]
    pub(crate) papers: Option<u64>,
    /// `burst`: minutes within which they were handed in; at any time where absent.
    #[schemars(range(min = 1, max = 1000000))]
    pub(crate) minutes: Option<u64>,
    /// `burst`: papers with fewer answers are left alone; 20 where absent.
    #[schemars(range(min = 2, max = 1000000))]
    pub(crate) least_answers: Option<u64>,
    /// `group-far-above`: standard errors above; 5 where absent.
    pub(crate) z: Option<Amount>,
    /// `group-far-above`: ballots a group must have on a unit to be looked at; 10 where absent.
    #[schemars(range(min = 2, max = 1000000000))]
    pub(crate) min_n: Option<u64>,
}
