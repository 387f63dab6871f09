//! What is known or assumed before a survey, and the precision that follows from it.

use super::power::{power, shift_for};
use crate::statistic::t_quantile_upper;

/// A planned survey: who answers, how they differ, and what is asked of the result.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// The groups of raters.
    pub groups: Vec<GroupDesign>,
    /// The categories of units, each with what is known of every group's answers on it.
    pub categories: Vec<CategoryDesign>,
    /// Design effect (Kish): how many times as large variances are as with raters drawn one by one;
    /// above 1 where whole villages or offices answer, or weights vary.
    pub design_effect: f64,
    /// Correlation of what one rater says of two units, 0 to below 1. 0 is the careful choice where
    /// units are compared: it takes nothing off the error of a difference.
    pub correlation: f64,
    /// Confidence of intervals, and 1 less the level of tests; above 0 and below 1.
    pub confidence: f64,
    /// Power of the test for a detectable difference; above 0 and below 1.
    pub power: f64,
}

/// One group of raters.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GroupDesign {
    /// As printed.
    pub name: String,
    /// Raters who answered in the earlier period; absent without one.
    pub now: Option<u64>,
    /// How many people there are to draw from; absent where they are too many to matter.
    pub population: Option<u64>,
    /// Share of papers sent out that come back and count, above 0 to 1; absent where unknown.
    pub response: Option<f64>,
}

/// The units of one category, with what each group says of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CategoryDesign {
    /// As printed; empty where there is only one and it has no name.
    pub name: String,
    /// Standard deviation of the units' true scores, in points; absent where unknown.
    pub between: Option<f64>,
    /// One for each group, in the order of [`Design::groups`].
    pub judging: Vec<Judging>,
}

/// How one group judges the units of a category.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judging {
    /// Weight of the group in the score; the weights of a category sum to 1. 0 where it does not rate.
    pub weight: f64,
    /// Standard deviation of what its raters say of one unit, in points.
    pub spread: f64,
    /// Share of its raters who judge any one unit, above 0 to 1.
    pub reach: f64,
    /// Share of the raters of one unit who judge any one other unit too, 0 to 1.
    pub overlap: f64,
}

/// How precise a unit's score is. No sampling error at all, where everybody was asked, is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precision {
    /// Standard error of the score, in points.
    pub standard_error: f64,
    /// Degrees of freedom of the error (Satterthwaite).
    pub degrees: f64,
    /// Half the width of the confidence interval, in points.
    pub half_width: f64,
    /// The least true difference between two units that is found with the wanted power, in points.
    pub detectable: f64,
    /// Share of the variance of scores that is not error; absent where the spread of the units is
    /// unknown.
    pub reliability: Option<f64>,
}

/// The errors of one category with so many raters.
struct Errors {
    /// Variance of a score.
    score: f64,
    /// Half the variance of a difference between two scores.
    ranking: f64,
    /// Degrees of freedom of a score, and of a difference.
    degrees: f64,
    degrees_of_difference: f64,
}

impl GroupDesign {
    /// A group of which nothing but the name is known.
    pub fn new(name: impl Into<String>) -> GroupDesign {
        GroupDesign { name: name.into(), ..GroupDesign::default() }
    }
}

impl Judging {
    /// A group whose raters all judge every unit, but share no rater between units.
    pub fn new(weight: f64, spread: f64) -> Judging {
        Judging { weight, spread, reach: 1.0, overlap: 0.0 }
    }

    /// A group that does not rate the units of the category.
    pub fn none() -> Judging {
        Judging { weight: 0.0, spread: 0.0, reach: 1.0, overlap: 0.0 }
    }

    /// The same, where each rater judges `per_rater` of `units` units.
    #[must_use]
    pub fn judging(self, per_rater: f64, units: f64) -> Judging {
        let overlap = if units > 1.0 { (per_rater - 1.0) / (units - 1.0) } else { 1.0 };
        let reach = (per_rater / units).clamp(f64::MIN_POSITIVE, 1.0);
        Judging { reach, overlap: overlap.clamp(0.0, 1.0), ..self }
    }
}

impl Design {
    /// A design with one category, 95 % confidence, a power of 0.8 and no design effect.
    pub fn assumed(groups: Vec<GroupDesign>, judging: Vec<Judging>) -> Design {
        let category = CategoryDesign { judging, ..CategoryDesign::default() };
        Design {
            groups,
            categories: vec![category],
            design_effect: 1.0,
            correlation: 0.0,
            confidence: 0.95,
            power: 0.8,
        }
    }

    /// The precision of a unit's score in a category, with so many raters in each group.
    ///
    /// `None` where a group that rates has fewer than two raters on a unit: an error cannot be
    /// estimated from one.
    pub fn precision(&self, category: &CategoryDesign, raters: &[u64]) -> Option<Precision> {
        let errors = self.errors(category, raters)?;
        let standard_error = errors.score.sqrt();
        let of_difference = (2.0 * errors.ranking).sqrt();
        let is_census = errors.score <= 0.0;
        let times = |value: f64, error: f64| if is_census { 0.0 } else { value * error };
        let quantile = || t_quantile_upper((1.0 - self.confidence) / 2.0, errors.degrees);
        let shift = || shift_for(self.power, errors.degrees_of_difference, self.confidence);
        Some(Precision {
            standard_error,
            degrees: errors.degrees,
            half_width: if is_census { 0.0 } else { quantile() * standard_error },
            detectable: if is_census { 0.0 } else { times(shift(), of_difference) },
            reliability: reliability(category, &errors),
        })
    }

    /// Half the width of the interval for the mean that one group gives a unit, in points; the
    /// widest over the categories. `None` where the group rates nobody or has too few raters.
    pub fn half_width_of_group(&self, group: usize, raters: u64) -> Option<f64> {
        let widths = self.categories.iter().filter_map(|category| {
            let judging = category.judging.get(group).filter(|judging| judging.weight > 0.0)?;
            let (variance, m) = self.variance(group, judging, raters)?;
            Some(match variance > 0.0 {
                true => t_quantile_upper((1.0 - self.confidence) / 2.0, m - 1.0) * variance.sqrt(),
                false => 0.0,
            })
        });
        widths.reduce(f64::max)
    }

    /// Power to find a difference, in place of the difference for a power.
    pub(super) fn power_for(
        &self,
        category: &CategoryDesign,
        raters: &[u64],
        difference: f64,
    ) -> Option<f64> {
        let errors = self.errors(category, raters)?;
        if errors.ranking <= 0.0 {
            return Some(1.0);
        }
        let shift = difference / (2.0 * errors.ranking).sqrt();
        Some(power(shift, errors.degrees_of_difference, self.confidence))
    }

    /// The half-width alone, which is what the search asks for most often.
    pub(super) fn half_width(&self, category: &CategoryDesign, raters: &[u64]) -> Option<f64> {
        let errors = self.errors(category, raters)?;
        if errors.score <= 0.0 {
            return Some(0.0);
        }
        let quantile = t_quantile_upper((1.0 - self.confidence) / 2.0, errors.degrees);
        Some(quantile * errors.score.sqrt())
    }

    /// The reliability alone.
    pub(super) fn reliability(&self, category: &CategoryDesign, raters: &[u64]) -> Option<f64> {
        reliability(category, &self.errors(category, raters)?)
    }

    /// Variance of a group's mean for one unit (Cochran 1977, 2.6 and 5.3, times the design effect),
    /// and the raters behind it.
    fn variance(&self, group: usize, judging: &Judging, raters: u64) -> Option<(f64, f64)> {
        let raters = raters as f64;
        let m = raters * judging.reach;
        // A product such as 20 · 0.1 may fall short of 2 by the error of arithmetic.
        if m < 2.0 - 1e-9 {
            return None;
        }
        let left = match self.groups[group].population {
            Some(population) => (1.0 - m / (population as f64)).max(0.0),
            None => 1.0,
        };
        Some((judging.spread * judging.spread * self.design_effect / m * left, m))
    }

    fn errors(&self, category: &CategoryDesign, raters: &[u64]) -> Option<Errors> {
        let (mut score, mut ranking) = (0.0, 0.0);
        let (mut squares, mut squares_of_difference) = (0.0, 0.0);
        for (group, judging) in category.judging.iter().enumerate() {
            if judging.weight <= 0.0 {
                continue;
            }
            let (variance, m) = self.variance(group, judging, *raters.get(group)?)?;
            let part = judging.weight * judging.weight * variance;
            // What a rater thinks of all units alike cancels where two of them are compared.
            let apart = part * (1.0 - self.correlation * judging.overlap);
            score += part;
            ranking += apart;
            squares += part * part / (m - 1.0);
            // Raters of both units count once.
            squares_of_difference += apart * apart / ((2.0 - judging.overlap) * (m - 1.0));
        }
        Some(Errors {
            score,
            ranking,
            degrees: score * score / squares,
            degrees_of_difference: ranking * ranking / squares_of_difference,
        })
    }
}

fn reliability(category: &CategoryDesign, errors: &Errors) -> Option<f64> {
    let between = category.between.filter(|between| *between > 0.0)?;
    let true_variance = between * between;
    Some(true_variance / (true_variance + errors.ranking))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_power_of_a_two_sample_test_is_that_of_r() {
        // power.t.test(delta = 5, sd = 15, n = 100)$power
        let design = Design::assumed(vec![GroupDesign::new("a")], vec![Judging::new(1.0, 15.0)]);
        let power = design.power_for(&design.categories[0], &[100], 5.0).unwrap();
        assert!((power - 0.650_108_691_364).abs() < 1e-9, "{power}");
        // power.t.test(n = 12, sd = 3, power = .8)$delta
        let design = Design::assumed(vec![GroupDesign::new("a")], vec![Judging::new(1.0, 3.0)]);
        let found = design.precision(&design.categories[0], &[12]).unwrap();
        assert!((found.detectable - 3.590_439_916).abs() < 1e-4, "{}", found.detectable);
    }

    #[test]
    fn one_rater_on_a_unit_gives_no_error() {
        let design = Design::assumed(vec![GroupDesign::new("a")], vec![Judging::new(1.0, 15.0)]);
        assert_eq!(design.precision(&design.categories[0], &[1]), None);
        assert_eq!(design.precision(&design.categories[0], &[]), None);
    }

    #[test]
    fn whoever_asks_everybody_has_no_sampling_error() {
        let mut group = GroupDesign::new("a");
        group.population = Some(40);
        let design = Design::assumed(vec![group], vec![Judging::new(1.0, 15.0)]);
        let found = design.precision(&design.categories[0], &[40]).unwrap();
        assert!(found.half_width.abs() < 1e-12 && found.detectable.abs() < 1e-12);
        let half = design.precision(&design.categories[0], &[20]).unwrap();
        // 15² / 20 · (1 − 20/40)
        assert!((half.standard_error - 5.625_f64.sqrt()).abs() < 1e-12);
    }
}
