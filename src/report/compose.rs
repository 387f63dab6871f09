//! From the stops of the road to tables, figures and sentences.

use crate::account::Account;
use crate::appraisal::Appraisal;
use crate::estimate::Estimates;
use crate::league::League;
use crate::period::Period;
use crate::tally::Tally;
use crate::trend::Trend;

/// Everything a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// Scheme, register and period.
    pub appraisal: &'a Appraisal,
    /// What became of rows and papers.
    pub account: &'a Account,
    /// The counts.
    pub tally: &'a Tally,
    /// The scores.
    pub estimates: &'a Estimates,
    /// The ranks.
    pub league: &'a League,
    /// Comparisons with earlier periods; 环比 first.
    pub trends: &'a [Trend],
    /// Earlier periods that compare, oldest first, for lines over time.
    pub history: &'a [Past],
    /// Periods that do not compare, and why.
    pub refused: &'a [(Period, Vec<crate::error::Mismatch>)],
}

/// An earlier period, for lines over time.
#[derive(Debug, Clone)]
pub struct Past {
    /// The appraisal as it stood then.
    pub appraisal: Appraisal,
    /// Its scores.
    pub estimates: Estimates,
    /// Its ranks.
    pub league: League,
}
