//! The mean of one histogram, trimmed as the scheme says.

use crate::exact::Ratio;
use crate::scheme::Trim;
use crate::tally::Count;

/// The mean of one group's answers on one indicator, or of its ballots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GroupMean {
    /// `Σ w p / Σ w`; absent without answers.
    pub(super) mean: Option<Ratio>,
    /// Valid answers, before trimming.
    pub(super) n: u64,
    /// Answers left out at both ends.
    pub(super) trimmed: u64,
}

/// The weighted mean of points, after leaving out the extremes.
pub(super) fn mean(mut points: Vec<(Ratio, Count)>, trim: Option<&Trim>) -> GroupMean {
    let n = points.iter().map(|(_, count)| count.n).fold(0, u64::saturating_add);
    let each_end = trim.map_or(0, |trim| trim.at_each_end(n));
    if each_end > 0 {
        points.sort_by(|a, b| a.0.cmp(&b.0));
        cut(points.iter_mut(), each_end);
        cut(points.iter_mut().rev(), each_end);
    }
    let weights: Vec<Ratio> = points.iter().map(|(_, count)| Ratio::whole(count.weight)).collect();
    let pairs = points.iter().map(|(value, _)| value).zip(&weights);
    GroupMean { mean: Ratio::weighted_mean(pairs), n, trimmed: 2 * each_end }
}

/// Takes `rest` answers from one end. Schemes that trim have no weight column, so the weight
/// left is in proportion.
fn cut<'a>(points: impl Iterator<Item = &'a mut (Ratio, Count)>, mut rest: u64) {
    for (_, count) in points {
        let taken = rest.min(count.n);
        if taken > 0 {
            count.weight = count.weight / u128::from(count.n) * u128::from(count.n - taken);
            count.n -= taken;
            rest -= taken;
        }
    }
}
