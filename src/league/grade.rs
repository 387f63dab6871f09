//! Grades (`docs/methods.md` §6): thresholds closed below, quotas by floor, floor, remainder.

use super::Standing;
use crate::exact::Ratio;
use crate::scheme::{BoundaryTies, GradingRule, RankedBy, Scheme, Within};

/// Gives each ranked unit its grade, in the tables that the scheme grades within.
pub(super) fn give(
    scheme: &Scheme,
    by: RankedBy,
    category: Option<usize>,
    standings: &mut [Standing],
) {
    let Some(grading) = &scheme.grading else { return };
    let here = match grading.within {
        Within::Overall => by == RankedBy::Overall && category.is_none(),
        Within::Category => by == RankedBy::Category,
    };
    match &grading.rule {
        // A threshold asks only for the score, so it holds in every table of the whole.
        GradingRule::Thresholds(grades) => {
            for standing in standings {
                let score = standing.published.ratio();
                standing.grade = grades
                    .iter()
                    .position(|(_, from)| from.as_ref().is_none_or(|from| score >= *from));
            }
        }
        GradingRule::Quota { grades, boundary_ties } if here => {
            let shares: Vec<&Ratio> = grades.iter().map(|(_, share)| share).collect();
            let places = quota(standings.len(), &shares);
            by_quota(standings, &places, *boundary_ties);
        }
        GradingRule::Quota { .. } => {}
    }
}

/// How many units get each grade: floor, floor, …, and the last the remainder.
pub(super) fn quota(n: usize, shares: &[&Ratio]) -> Vec<usize> {
    let mut left = n;
    let last = shares.len().saturating_sub(1);
    let mut places: Vec<usize> = shares[..last]
        .iter()
        .map(|share| {
            let (numerator, denominator) = (*share * &Ratio::whole(n)).parts();
            let whole = match (numerator.parse::<usize>(), denominator.parse::<usize>()) {
                (Ok(numerator), Ok(denominator)) if denominator > 0 => numerator / denominator,
                _ => 0,
            };
            let taken = whole.min(left);
            left -= taken;
            taken
        })
        .collect();
    places.push(left);
    places
}

/// Each line stands at its own place, so that a tie across one does not move the next.
fn by_quota(standings: &mut [Standing], places: &[usize], ties: BoundaryTies) {
    let (mut start, mut line) = (0, 0);
    for (grade, &n) in places.iter().enumerate() {
        line = (line + n).min(standings.len());
        let mut end = if grade + 1 == places.len() { standings.len() } else { line };
        // A line that falls between joint units moves to one side of all of them.
        let splits = |at: usize| {
            at > 0 && at < standings.len() && standings[at].rank == standings[at - 1].rank
        };
        while splits(end) {
            end = match ties {
                BoundaryTies::Include => end + 1,
                BoundaryTies::Exclude => end - 1,
            };
        }
        let end = end.max(start);
        for standing in &mut standings[start..end] {
            standing.grade = Some(grade);
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_of_30_60_10_per_cent_of_128_units_is_38_76_14() {
        // 安康 2021: floor, floor, remainder.
        let shares = [Ratio::fraction(3, 10), Ratio::fraction(6, 10), Ratio::fraction(1, 10)];
        assert_eq!(quota(128, &shares.each_ref()), [38, 76, 14]);
        assert_eq!(quota(3, &shares.each_ref()), [0, 1, 2]);
        assert_eq!(quota(0, &shares.each_ref()), [0, 0, 0]);
    }

    fn ranked(ranks: &[usize]) -> Vec<Standing> {
        let published = crate::exact::Published::from_steps(0, 2);
        let row = |(unit, rank): (usize, &usize)| Standing::new(unit, *rank, false, published);
        ranks.iter().enumerate().map(row).collect()
    }

    #[test]
    fn units_tied_across_a_line_stay_together() {
        let mut standings = ranked(&[1, 2, 2, 4, 5]);
        by_quota(&mut standings, &[2, 2, 1], BoundaryTies::Include);
        let grades: Vec<_> = standings.iter().map(|s| s.grade).collect();
        assert_eq!(grades, [Some(0), Some(0), Some(0), Some(1), Some(2)]);
        by_quota(&mut standings, &[2, 2, 1], BoundaryTies::Exclude);
        let grades: Vec<_> = standings.iter().map(|s| s.grade).collect();
        assert_eq!(grades, [Some(0), Some(1), Some(1), Some(1), Some(2)]);
    }

    #[test]
    fn a_tie_of_all_takes_one_grade() {
        let mut standings = ranked(&[1, 1, 1]);
        by_quota(&mut standings, &[0, 1, 2], BoundaryTies::Include);
        assert!(standings.iter().all(|s| s.grade == Some(1)));
    }
}
