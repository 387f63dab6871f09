//! How ranks move when severity is taken out.

use super::UnitSeverity;
use crate::appraisal::Appraisal;

/// Scores that lie closer than this, in points, are joint: what is left of equal scores is rounding.
const SAME: f64 = 1e-9;

/// The ranks of a unit among those of its category that are linked with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// By raw score; 1 is the highest, and equal scores share a rank.
    pub raw: usize,
    /// By adjusted score.
    pub adjusted: usize,
    /// How many units are ranked.
    pub of: usize,
}

impl Shift {
    /// Places gained by adjustment; below zero where places are lost.
    pub fn gained(self) -> i64 {
        let signed = |rank: usize| i64::try_from(rank).unwrap_or(i64::MAX);
        signed(self.raw) - signed(self.adjusted)
    }
}

/// Ranks the units that have both scores and enough ballots.
pub(super) fn shift(appraisal: &Appraisal, units: &mut [UnitSeverity]) {
    let least = appraisal.scheme.scoring.min_n_unit;
    let category = |unit: usize| appraisal.units[unit].category;
    let scores = |(unit, severity): (usize, &UnitSeverity)| {
        let enough = severity.n >= least;
        let (raw, adjusted) = (severity.raw?, severity.adjusted?);
        let table = (severity.part?, category(unit));
        enough.then_some((unit, table, raw, adjusted))
    };
    let mut ranked: Vec<_> = units.iter().enumerate().filter_map(scores).collect();
    ranked.sort_by_key(|(unit, table, ..)| (*table, *unit));
    for table in ranked.chunk_by(|a, b| a.1 == b.1) {
        let raw = ranks(&table.iter().map(|row| row.2).collect::<Vec<_>>());
        let adjusted = ranks(&table.iter().map(|row| row.3).collect::<Vec<_>>());
        for ((row, raw), adjusted) in table.iter().zip(raw).zip(adjusted) {
            units[row.0].shift = Some(Shift { raw, adjusted, of: table.len() });
        }
    }
}

/// One more than the number of greater scores.
fn ranks(scores: &[f64]) -> Vec<usize> {
    let mut falling = scores.to_vec();
    falling.sort_by(|a, b| b.total_cmp(a));
    let rank = |score: &f64| 1 + falling.partition_point(|other| *other > score + SAME);
    scores.iter().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scores_share_a_rank_and_the_next_is_left_out() {
        assert_eq!(ranks(&[80.0, 90.0, 80.0 + 1e-12, 70.0]), [2, 1, 2, 4]);
        assert!(ranks(&[]).is_empty());
        assert_eq!(Shift { raw: 5, adjusted: 2, of: 9 }.gained(), 3);
        assert_eq!(Shift { raw: 2, adjusted: 5, of: 9 }.gained(), -3);
    }
}
