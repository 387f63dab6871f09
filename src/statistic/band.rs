//! Bands: neighbours in a table that cannot be told apart.

use super::pair::Pairs;

/// Which units are told apart from which, for a table in the order of the estimates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// The units by falling estimate.
    order: Vec<usize>,
    /// The place in that order of each unit.
    place: Vec<usize>,
    /// For each place, one bit for each place before it: whether the two are told apart.
    bits: Vec<u64>,
}

/// A run of places in a table, the first and the last included; places count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Band {
    /// The first place.
    pub first: usize,
    /// The last place, not before the first.
    pub last: usize,
}

impl Apart {
    /// What is told apart at a critical value.
    pub(super) fn new(pairs: &Pairs, critical: f64) -> Apart {
        let n = pairs.n();
        let mut place = vec![0; n];
        pairs.order.iter().enumerate().for_each(|(at, unit)| place[*unit] = at);
        let mut bits = vec![0; (n * n.saturating_sub(1) / 2).div_ceil(64)];
        for low in 0..n {
            for (high, pair) in pairs.above(low).iter().enumerate() {
                let bit = low * low.saturating_sub(1) / 2 + high;
                bits[bit / 64] |= u64::from(pair.deviate > critical) << (bit % 64);
            }
        }
        Apart { order: pairs.order.clone(), place, bits }
    }

    /// The units by falling estimate; equal ones in the order given.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// Whether two units are told apart. No unit is told apart from itself.
    pub fn told_apart(&self, a: usize, b: usize) -> bool {
        self.places_apart(self.place[a], self.place[b])
    }

    /// Whether the units at two places of the order are told apart.
    fn places_apart(&self, a: usize, b: usize) -> bool {
        let (high, low) = (a.min(b), a.max(b));
        if high == low {
            return false;
        }
        let bit = low * (low - 1) / 2 + high;
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Every run of neighbours in the order of which no two are told apart and that cannot be made
    /// longer.
    ///
    /// Runs overlap, as the letters of a compact letter display do: that the first and the fifth
    /// cannot be told apart, nor the fifth and the ninth, does not make the first like the ninth. A
    /// unit that is told apart from both neighbours is a run of one. Each place is in some run.
    pub fn bands(&self) -> Vec<Band> {
        let n = self.order.len();
        let mut bands: Vec<Band> = Vec::new();
        let mut first = 0;
        for last in 0..n {
            // The nearest place above the last that is told apart from it ends all runs with it.
            let nearest = (first..last).rev().find(|high| self.places_apart(*high, last));
            let Some(nearest) = nearest else { continue };
            bands.push(Band { first, last: last - 1 });
            first = nearest + 1;
        }
        if n > 0 {
            bands.push(Band { first, last: n - 1 });
        }
        bands
    }

    /// The bands taken from the top without overlap: the first, then the longest run after it, and so
    /// on.
    ///
    /// Within a tier no two are told apart. Two on either side of a line need not be told apart.
    pub fn tiers(&self) -> Vec<Band> {
        let mut tiers: Vec<Band> = Vec::new();
        for place in 0..self.order.len() {
            match tiers.last_mut() {
                Some(tier) if (tier.first..place).all(|high| !self.places_apart(high, place)) => {
                    tier.last = place;
                }
                _ => tiers.push(Band { first: place, last: place }),
            }
        }
        tiers
    }
}

impl Band {
    /// How many places there are, at least one.
    #[expect(clippy::len_without_is_empty, reason = "a band is never empty")]
    pub fn len(&self) -> usize {
        self.last - self.first + 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::symmetric::Symmetric;
    use super::*;

    /// Units whose standard error of a difference is 1.
    fn apart(estimates: &[f64], critical: f64) -> Apart {
        let n = estimates.len();
        let v = Symmetric::from_fn(n, |a, b| if a == b { 0.5 } else { 0.0 });
        Apart::new(&Pairs::new(estimates, &v, &vec![f64::INFINITY; n]), critical)
    }

    fn places(bands: &[Band]) -> Vec<(usize, usize)> {
        bands.iter().map(|band| (band.first, band.last)).collect()
    }

    #[test]
    fn bands_overlap_and_cannot_be_made_longer() {
        let apart = apart(&[9.0, 8.0, 7.5, 6.0, 5.5, 1.0], 2.2);
        assert_eq!(places(&apart.bands()), [(0, 2), (1, 3), (2, 4), (5, 5)]);
        assert_eq!(places(&apart.tiers()), [(0, 2), (3, 4), (5, 5)]);
        assert_eq!(apart.bands()[1].len(), 3);
        assert!(apart.told_apart(3, 0) && apart.told_apart(0, 3) && !apart.told_apart(1, 3));
    }

    #[test]
    fn bands_are_in_the_order_of_the_estimates() {
        let apart = apart(&[1.0, 9.0, 8.5], 2.0);
        assert_eq!(apart.order(), [1, 2, 0]);
        assert_eq!(places(&apart.bands()), [(0, 1), (2, 2)]);
        assert!(apart.told_apart(0, 1) && !apart.told_apart(1, 1));
    }

    #[test]
    fn no_band_holds_two_that_are_told_apart_though_they_are_not_neighbours() {
        // The second is measured so badly that it is told apart from nobody.
        let v = Symmetric::from_fn(3, |a, b| if a == b { [0.5, 90.0, 0.5][a] } else { 0.0 });
        let apart = Apart::new(&Pairs::new(&[9.0, 7.0, 5.0], &v, &[f64::INFINITY; 3]), 2.0);
        assert_eq!(places(&apart.bands()), [(0, 1), (1, 2)]);
    }

    #[test]
    fn a_table_without_units_has_no_band() {
        assert!(apart(&[], 2.0).bands().is_empty());
    }
}
