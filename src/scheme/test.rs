//! What the rules look for that judge whole papers: each with its own numbers.

use super::Code;
use crate::period::Moment;

/// Millionths, in which shares are kept.
pub const MILLION: u64 = 1_000_000;

/// What a rule looks for, with its numbers. See `docs/methods.md`, §17.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Every answer of the paper is the best one.
    AllMaximum {
        /// On at least so many units.
        least_units: u64,
    },
    /// Every answer of the paper is one and the same (straight-lining).
    AllEqual {
        /// On at least so many units.
        least_units: u64,
    },
    /// An answer of the paper is blank.
    Incomplete,
    /// Too many answers of the paper are blank.
    MissingShare {
        /// At least this share, in millionths.
        share: u64,
    },
    /// The paper was handed in outside these dates.
    OutOfDates {
        /// The first moment that is in; no bound where absent.
        from: Option<Moment>,
        /// The last moment that is in; a day without a time counts to its end.
        to: Option<Moment>,
    },
    /// The paper took less time than the greater of two bounds.
    TooFast {
        /// Seconds for the whole paper.
        seconds: u64,
        /// Thousandths of a second for each answer.
        millis_per_answer: u64,
    },
    /// The rater was elsewhere.
    OutOfRegion {
        /// Texts of which the region holds at least one, folded.
        allowed: Vec<String>,
    },
    /// The screener was answered so that the rater should not have gone on.
    FailedScreener {
        /// Answers that fail, folded.
        values: Vec<String>,
    },
    /// More or fewer answers of the paper stand at some levels than was prescribed.
    ForcedDistribution {
        /// The names of the levels as the scheme writes them.
        names: Vec<String>,
        /// Their codes, in order.
        codes: Vec<Code>,
        /// The most answers that may stand there.
        at_most: Option<Quantity>,
        /// The fewest.
        at_least: Option<Quantity>,
    },
    /// The ballot is on the rater's own unit.
    SelfRating,
    /// Every answer of the paper is the best one but for a few that are one level lower.
    NearMaximum {
        /// At most so many, and at least one.
        exceptions: u64,
        /// On at least so many units.
        least_units: u64,
    },
    /// Papers with equal answers throughout, handed in together.
    Burst {
        /// At least so many papers.
        papers: u64,
        /// Within so many minutes, where times are known; at any time where absent.
        minutes: Option<u64>,
        /// Papers with fewer answers are left alone, and such as hardly vary.
        least_answers: u64,
    },
    /// More papers came from one device than this.
    SharedDevice {
        /// The most papers of one device.
        papers: u64,
    },
    /// More raters (or clusters) answered than there are.
    VotesAbovePopulation,
    /// In a file, sheet or device batch every single answer is the best one.
    SatisfiedBatch {
        /// In batches of at least so many papers.
        papers: u64,
    },
    /// A group marks one unit far above the other groups, beyond how it marks the other units.
    GroupFarAbove {
        /// Standard errors above, in thousandths.
        z: u64,
        /// Ballots that a group must have on a unit to be looked at.
        min_n: u64,
    },
}

/// A number of answers, or a share of those on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// So many answers.
    Answers(u64),
    /// This share of the answers, in millionths.
    Share(u64),
}

impl Test {
    /// The numbers as the scheme file writes them, by key.
    pub fn keys(&self) -> Vec<(&'static str, String)> {
        match self {
            Test::AllMaximum { least_units } | Test::AllEqual { least_units } => {
                vec![("least_units", least_units.to_string())]
            }
            Test::Incomplete | Test::SelfRating | Test::VotesAbovePopulation => Vec::new(),
            Test::MissingShare { share } => vec![("share", decimal(*share, MILLION))],
            Test::OutOfDates { from, to } => {
                let named = [("from", from), ("to", to)];
                let keys = named.into_iter().filter_map(|(key, at)| Some((key, at.as_ref()?)));
                keys.map(|(key, moment)| (key, moment.to_string())).collect()
            }
            Test::TooFast { seconds, millis_per_answer } => vec![
                ("seconds", seconds.to_string()),
                ("seconds_per_answer", decimal(*millis_per_answer, 1000)),
            ],
            Test::OutOfRegion { allowed } => vec![("allowed", allowed.join(" / "))],
            Test::FailedScreener { values } => vec![("values", values.join(" / "))],
            Test::ForcedDistribution { names, at_most, at_least, .. } => {
                let mut keys = vec![("levels", names.join(" / "))];
                keys.extend(at_most.map(|quantity| quantity.key("at_most", "at_most_share")));
                keys.extend(at_least.map(|quantity| quantity.key("at_least", "at_least_share")));
                keys
            }
            Test::NearMaximum { exceptions, least_units } => vec![
                ("exceptions", exceptions.to_string()),
                ("least_units", least_units.to_string()),
            ],
            Test::Burst { papers, minutes, least_answers } => {
                let mut keys = vec![("papers", papers.to_string())];
                keys.extend(minutes.map(|minutes| ("minutes", minutes.to_string())));
                keys.push(("least_answers", least_answers.to_string()));
                keys
            }
            Test::SharedDevice { papers } | Test::SatisfiedBatch { papers } => {
                vec![("papers", papers.to_string())]
            }
            Test::GroupFarAbove { z, min_n } => {
                vec![("z", decimal(*z, 1000)), ("min_n", min_n.to_string())]
            }
        }
    }
}

impl Quantity {
    fn key(self, count: &'static str, share: &'static str) -> (&'static str, String) {
        match self {
            Quantity::Answers(n) => (count, n.to_string()),
            Quantity::Share(part) => (share, decimal(part, MILLION)),
        }
    }

    /// Whether `n` of `all` answers are more than this.
    pub fn is_below(self, n: u64, all: u64) -> bool {
        match self {
            Quantity::Answers(limit) => n > limit,
            Quantity::Share(part) => u128::from(n) * u128::from(MILLION) > of(part, all),
        }
    }

    /// Whether `n` of `all` answers are fewer than this.
    pub fn is_above(self, n: u64, all: u64) -> bool {
        match self {
            Quantity::Answers(limit) => n < limit,
            Quantity::Share(part) => u128::from(n) * u128::from(MILLION) < of(part, all),
        }
    }
}

impl std::fmt::Display for Quantity {
    /// `3`, or in per cent `30%`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Quantity::Answers(n) => n.fmt(f),
            Quantity::Share(part) => write!(f, "{}%", decimal(*part, MILLION / 100)),
        }
    }
}

fn of(part: u64, all: u64) -> u128 {
    u128::from(part) * u128::from(all)
}

/// `part / whole` as decimal text; `whole` is a power of ten.
fn decimal(part: u64, whole: u64) -> String {
    let digits = whole.to_string().len() - 1;
    let text = format!("{}.{:0digits$}", part / whole, part % whole);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_met_to_the_last_answer() {
        let share = Quantity::Share(300_000);
        assert!(!share.is_below(3, 10) && share.is_below(4, 10) && !share.is_above(3, 10));
        assert!(share.is_above(2, 10));
        assert_eq!(
            (share.to_string(), Quantity::Answers(3).to_string()),
            ("30%".into(), "3".into())
        );
        assert_eq!(decimal(12_500, 1000), "12.5");
    }

    #[test]
    fn numbers_are_shown_as_the_file_writes_them() {
        let test = Test::TooFast { seconds: 20, millis_per_answer: 1000 };
        let expected = [("seconds", "20".to_owned()), ("seconds_per_answer", "1".to_owned())];
        assert_eq!(test.keys(), expected);
    }
}
