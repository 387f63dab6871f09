//! How raters mark: severity by group, and marks that say little. Counts only, nobody is named.

use super::rating::{Rating, Ratings, breadth};

/// A rater with ballots on this many units has a habit.
pub const MANY_UNITS: usize = 5;

/// Further than this many standard deviations from the group is out of the ordinary.
const FAR: f64 = 3.0;

/// How the raters of one group mark.
///
/// Severity is in points, and added: below zero the rater marks lower than others mark the same units
/// (严), above zero higher (宽). It is known of raters with ballots on two units or more, and each is
/// measured against those that are linked with it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GroupSeverity {
    /// Raters whose severity is known.
    pub n_raters: u64,
    /// Their mean severity, in points; absent where there are none.
    pub mean: Option<f64>,
    /// The standard deviation of their severities, in points; absent below two raters. The chance in
    /// single ballots is in it.
    pub deviation: Option<f64>,
    /// Raters more than three standard deviations (all groups together) below the mean of the group.
    pub n_severe: u64,
    /// Raters more than three standard deviations above it.
    pub n_lenient: u64,
    /// Raters with ballots on [`MANY_UNITS`] units or more: those of whom the next two could be true.
    pub n_broad: u64,
    /// Of these, raters of whom all ballots have the same value (一律同分).
    pub n_straight: u64,
    /// Of these, raters of whom every ballot has the highest or the lowest value there is, and some
    /// have the one and some the other.
    pub n_extreme: u64,
    /// Ballots in the model.
    pub n_ballots: u64,
    /// Ballots with the highest value there is.
    pub n_highest: u64,
    /// Ballots with the lowest value there is.
    pub n_lowest: u64,
}

/// The least and the greatest value that a ballot can have, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ends {
    pub(super) lowest: f64,
    pub(super) highest: f64,
}

impl Ends {
    fn high(self, rating: &Rating) -> bool {
        rating.response >= self.highest
    }

    fn low(self, rating: &Rating) -> bool {
        rating.response <= self.lowest
    }
}

/// How each group marks. `severities` are by rater, absent where not known.
pub(super) fn groups(
    ratings: &Ratings,
    severities: &[Option<f64>],
    ends: Ends,
    n_groups: usize,
) -> Vec<GroupSeverity> {
    let mut groups = vec![GroupSeverity::default(); n_groups];
    let mut known: Vec<Vec<f64>> = vec![Vec::new(); n_groups];
    for (paper, severity) in severities.iter().enumerate() {
        let paper = ratings.paper(paper);
        // A rater belongs to one group.
        let group = usize::from(paper[0].group);
        known[group].extend(severity);
        note_habits(&mut groups[group], paper, ends);
    }
    for (group, known) in groups.iter_mut().zip(&mut known) {
        // In order of value, so that the numbers of raters do not show in the sums.
        known.sort_by(f64::total_cmp);
        let n = known.len() as f64;
        group.n_raters = known.len() as u64;
        group.mean = (!known.is_empty()).then(|| known.iter().sum::<f64>() / n);
        let variance = group.mean.map(|mean| squares(known, mean) / (n - 1.0));
        group.deviation = variance.filter(|_| known.len() > 1).map(f64::sqrt);
    }
    note_outliers(&mut groups, &known);
    groups
}

fn note_habits(group: &mut GroupSeverity, paper: &[Rating], ends: Ends) {
    let count = |is: &dyn Fn(&Rating) -> bool| paper.iter().filter(|rating| is(rating)).count();
    let (high, low) = (count(&|rating| ends.high(rating)), count(&|rating| ends.low(rating)));
    group.n_ballots += paper.len() as u64;
    group.n_highest += high as u64;
    group.n_lowest += low as u64;
    if breadth(paper) < MANY_UNITS {
        return;
    }
    group.n_broad += 1;
    // The value of equal answers is computed once, and that of others rounds from an exact fraction.
    let same = |rating: &Rating| rating.response.total_cmp(&paper[0].response).is_eq();
    group.n_straight += u64::from(paper.iter().all(same));
    group.n_extreme += u64::from(high > 0 && low > 0 && high + low == paper.len());
}

/// Counts raters far from the mean of their group. The measure is the deviation within all groups
/// together: in a group of ten nobody can be three of its own deviations away.
fn note_outliers(groups: &mut [GroupSeverity], known: &[Vec<f64>]) {
    let sum = |(group, known): (&GroupSeverity, &Vec<f64>)| {
        group.mean.map_or(0.0, |mean| squares(known, mean))
    };
    let all: f64 = groups.iter().zip(known).map(sum).sum();
    let free: usize = known.iter().map(|known| known.len().saturating_sub(1)).sum();
    let far = FAR * (all / free as f64).sqrt();
    for (group, known) in groups.iter_mut().zip(known) {
        let mean = group.mean.unwrap_or(0.0);
        let count = |is: &dyn Fn(f64) -> bool| known.iter().filter(|s| is(**s)).count() as u64;
        group.n_severe = count(&|severity| mean - severity > far);
        group.n_lenient = count(&|severity| severity - mean > far);
    }
}

fn squares(values: &[f64], mean: f64) -> f64 {
    values.iter().map(|value| (value - mean) * (value - mean)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDS: Ends = Ends { lowest: 30.0, highest: 100.0 };

    /// Raters with one ballot on each unit.
    fn ratings(papers: &[&[f64]]) -> Ratings {
        let of_paper = |(rater, values): (u32, &&[f64])| -> Vec<Rating> {
            let rating = |(unit, response): (u32, &f64)| Rating {
                rater,
                unit,
                group: 0,
                response: *response,
                weight: 1.0,
            };
            (0..).zip(*values).map(rating).collect()
        };
        let all = (0..).zip(papers).flat_map(of_paper).collect();
        Ratings::new(all, 8)
    }

    #[test]
    fn straight_and_extreme_marks_are_counted_of_raters_with_many_units() {
        let ratings = ratings(&[
            &[80.0; 5],
            &[100.0; 5],
            &[80.0; 4],
            &[100.0, 30.0, 100.0, 30.0, 30.0],
            &[100.0, 30.0, 80.0, 60.0, 30.0],
        ]);
        let groups = groups(&ratings, &[None; 5], ENDS, 2);
        let group = &groups[0];
        assert_eq!((group.n_broad, group.n_straight, group.n_extreme), (4, 2, 1));
        assert_eq!((group.n_ballots, group.n_highest, group.n_lowest), (24, 8, 5));
        assert_eq!((group.mean, group.deviation, groups[1].n_ballots), (None, None, 0));
    }

    #[test]
    fn a_rater_far_below_the_group_is_an_outlier_and_groups_may_differ() {
        let papers: Vec<&[f64]> = vec![&[80.0, 80.0]; 41];
        let mut all = ratings(&papers);
        // The second half is of a group that marks 20 points higher, which is no outlier.
        all.all.iter_mut().filter(|r| r.rater > 20).for_each(|rating| rating.group = 1);
        let of = |rater: u32| {
            let common = if rater.is_multiple_of(2) { 1.0 } else { -1.0 };
            let group = if rater > 20 { 20.0 } else { 0.0 };
            Some(if rater == 0 { -9.0 } else { group + common })
        };
        let severities: Vec<Option<f64>> = (0..41).map(of).collect();
        let groups = groups(&all, &severities, ENDS, 2);
        assert_eq!((groups[0].n_severe, groups[0].n_lenient), (1, 0));
        assert_eq!((groups[1].n_severe, groups[1].n_lenient), (0, 0));
        assert!((groups[1].mean.unwrap() - 20.0).abs() < 1e-12);
        assert!((groups[1].deviation.unwrap() - (20.0_f64 / 19.0).sqrt()).abs() < 1e-12);
    }
}
