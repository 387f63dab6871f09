//! How often typists err, with the error of that.

use crate::statistic::{Interval, Share, ShareMethod, share_interval};

/// The confidence of the intervals.
const CONFIDENCE: f64 = 0.95;

/// The cells of one paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PaperCount {
    /// Cells that are wrong, or in which two typists differ.
    pub wrong: u64,
    /// Cells that were looked at.
    pub cells: u64,
}

/// A share of cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ErrorRate {
    /// Cells that are wrong, or in which two typists differ.
    pub wrong: u64,
    /// Cells that were looked at; above zero.
    pub cells: u64,
    /// Wrong cells over cells, from 0 to 1.
    pub share: f64,
    /// Its 95 % interval; absent with fewer than two papers.
    pub interval: Option<Interval>,
}

impl ErrorRate {
    /// The rate over papers; absent where there is no cell.
    ///
    /// The interval is Wilson's with the effective number of cells: a typist who slips by a line
    /// mistypes the whole paper, so that papers, not cells, are taken as independent
    /// (`docs/methods.md`, §22). Where no cell is wrong it is that of Korn and Graubard.
    pub fn of(papers: &[PaperCount]) -> Option<ErrorRate> {
        let wrong: u64 = papers.iter().map(|paper| paper.wrong).sum();
        let cells: u64 = papers.iter().map(|paper| paper.cells).sum();
        if cells == 0 {
            return None;
        }
        let (n, total) = (papers.len() as f64, cells as f64);
        let share = wrong as f64 / total;
        let residual =
            |paper: &PaperCount| (paper.wrong as f64 - share * paper.cells as f64).powi(2);
        let squares: f64 = papers.iter().map(residual).sum();
        let variance = n / (n - 1.0) * squares / (total * total);
        let estimate = Share { share, variance, freedom: n - 1.0, n: total, assumed_effect: 1.0 };
        let interval = match papers.len() {
            0 | 1 => None,
            _ => share_interval(&estimate, ShareMethod::Wilson, CONFIDENCE),
        };
        Some(ErrorRate { wrong, cells, share, interval: interval.map(|(interval, _)| interval) })
    }

    /// The usual estimate for each of two typists from the share in which they differ: half of it.
    pub fn halved(&self) -> ErrorRate {
        let half =
            |interval: Interval| Interval { low: interval.low / 2.0, high: interval.high / 2.0 };
        ErrorRate { share: self.share / 2.0, interval: self.interval.map(half), ..*self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn papers(wrong: &[u64], cells: u64) -> Vec<PaperCount> {
        wrong.iter().map(|wrong| PaperCount { wrong: *wrong, cells }).collect()
    }

    #[test]
    fn the_rate_of_papers_with_one_cell_is_wilson_with_t() {
        // 3 of 12: the variance is 0.25 · 0.75/11, and t of 11 degrees 2.200985.
        let rate = ErrorRate::of(&papers(&[1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1)).unwrap();
        let (t, n): (f64, f64) = (2.200_985_160, 11.0);
        let middle = (0.25 + t * t / (2.0 * n)) / (1.0 + t * t / n);
        let interval = rate.interval.unwrap();
        assert!((f64::midpoint(interval.low, interval.high) - middle).abs() < 1e-6);
        assert!((rate.halved().share - 0.125).abs() < 1e-12);
    }

    #[test]
    fn errors_that_come_together_make_the_interval_wider() {
        let spread = ErrorRate::of(&papers(&[1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0], 6)).unwrap();
        let together = ErrorRate::of(&papers(&[6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 6)).unwrap();
        let width = |rate: ErrorRate| rate.interval.unwrap().half_width();
        assert!((spread.share - together.share).abs() < 1e-15);
        assert!(width(together) > 1.5 * width(spread));
    }

    #[test]
    fn no_difference_still_has_an_interval_and_one_paper_has_none() {
        let none = ErrorRate::of(&papers(&[0; 10], 6)).unwrap();
        let interval = none.interval.unwrap();
        assert!(interval.low < 1e-12 && interval.high > 0.04 && interval.high < 0.1);
        assert_eq!(ErrorRate::of(&papers(&[1], 6)).unwrap().interval, None);
        assert_eq!(ErrorRate::of(&[]), None);
    }
}
