//! From the wanted precision to the number of raters.

use super::design::{CategoryDesign, Design, Precision};

/// More raters than any survey has.
const MOST: u64 = 1_000_000_000;

/// What is wanted of the scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// The confidence interval of a unit's score is no wider than this to either side, in points.
    HalfWidth(f64),
    /// A true difference of so many points between two units is found with the wanted power.
    Difference(f64),
    /// The scores of a category have at least this reliability, above 0 and below 1.
    Reliability(f64),
}

/// How raters are shared out over the groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Allocation {
    /// As few as possible in all (Neyman): by weight and spread.
    #[default]
    Optimal,
    /// By the number of people in each group; where it is unknown, by the raters there were.
    Proportional,
    /// As many in each group.
    Equal,
}

/// The raters needed, and what they give.
#[derive(Debug, Clone, PartialEq)]
pub struct Size {
    /// Raters needed in each group; 0 in a group that rates nobody.
    pub raters: Vec<u64>,
    /// The precision in each category, in the order of the design; absent where nobody rates it.
    pub precision: Vec<Option<Precision>>,
}

/// The wanted precision cannot be reached.
#[derive(Debug, Clone, PartialEq)]
pub enum Unreachable {
    /// Not even by asking everybody: the category, and what would be reached, in the unit of the
    /// target.
    Best {
        /// As printed; empty where there is only one.
        category: String,
        /// Half-width or difference in points, or reliability.
        reached: f64,
    },
    /// Reliability was asked for, and the units of no category are known to differ.
    NoSpread,
    /// A proportional share was asked for, and neither people nor raters of this group are known.
    NoPopulation(String),
}

impl Design {
    /// The raters needed in each group so that every category reaches the target.
    ///
    /// Each category is solved by itself, and each group gets the most that any of them asks for.
    ///
    /// # Errors
    /// [`Unreachable`] where nobody could be precise enough.
    pub fn size(&self, target: Target, allocation: Allocation) -> Result<Size, Unreachable> {
        let mut raters = vec![0; self.groups.len()];
        let mut solved = false;
        for category in &self.categories {
            let has_raters = category.judging.iter().any(|judging| judging.weight > 0.0);
            let has_spread = category.between.is_some_and(|between| between > 0.0);
            if !has_raters || (matches!(target, Target::Reliability(_)) && !has_spread) {
                continue;
            }
            solved = true;
            let needed = self.size_of(category, target, allocation)?;
            for (raters, needed) in raters.iter_mut().zip(needed) {
                *raters = needed.max(*raters);
            }
        }
        if !solved {
            return Err(Unreachable::NoSpread);
        }
        let precision = self.categories.iter().map(|c| self.precision(c, &raters)).collect();
        Ok(Size { raters, precision })
    }

    fn size_of(
        &self,
        category: &CategoryDesign,
        target: Target,
        allocation: Allocation,
    ) -> Result<Vec<u64>, Unreachable> {
        let shares = self.shares(category, allocation)?;
        let at = |times: f64| self.raters_at(category, &shares, times);
        let mut high = 1.0;
        while !self.reaches(category, target, &at(high)) {
            let (before, after) = (at(high), at(high * 2.0));
            if before == after && high > 1e9 {
                let reached = self.reached(category, target, &after);
                let category = category.name.clone();
                return Err(Unreachable::Best { category, reached });
            }
            high *= 2.0;
        }
        let mut low = 0.0;
        for _ in 0..100 {
            let middle = f64::midpoint(low, high);
            if self.reaches(category, target, &at(middle)) { high = middle } else { low = middle }
        }
        Ok(at(high))
    }

    /// How the groups share raters, up to a factor.
    fn shares(
        &self,
        category: &CategoryDesign,
        allocation: Allocation,
    ) -> Result<Vec<f64>, Unreachable> {
        let share = |(group, judging): (usize, &super::Judging)| match allocation {
            _ if judging.weight <= 0.0 => Ok(0.0),
            // Cochran 1977, 5.5: raters cost the same, and each gives `reach` answers on a unit.
            Allocation::Optimal => Ok(judging.weight * judging.spread / judging.reach.sqrt()),
            Allocation::Equal => Ok(1.0),
            Allocation::Proportional => {
                let group = &self.groups[group];
                let known = group.population.or(group.now).filter(|people| *people > 0);
                let known = known.map(|people| people as f64);
                known.ok_or_else(|| Unreachable::NoPopulation(group.name.clone()))
            }
        };
        let shares: Vec<f64> =
            category.judging.iter().enumerate().map(share).collect::<Result<_, _>>()?;
        let most = shares.iter().copied().fold(0.0, f64::max);
        Ok(shares.into_iter().map(|share| if most > 0.0 { share / most } else { 1.0 }).collect())
    }

    /// Raters of each group at a multiple of the shares: at least two on a unit, at most all there are.
    fn raters_at(&self, category: &CategoryDesign, shares: &[f64], times: f64) -> Vec<u64> {
        let groups = self.groups.iter().zip(&category.judging).zip(shares);
        let raters = groups.map(|((group, judging), share)| {
            if judging.weight <= 0.0 {
                return 0;
            }
            let wanted = ceiling((share * times).max(2.0 / judging.reach - 1e-9));
            wanted.min(group.population.unwrap_or(MOST))
        });
        raters.collect()
    }

    fn reaches(&self, category: &CategoryDesign, target: Target, raters: &[u64]) -> bool {
        match target {
            Target::HalfWidth(width) => {
                self.half_width(category, raters).is_some_and(|half| half <= width)
            }
            Target::Difference(difference) => self
                .power_for(category, raters, difference)
                .is_some_and(|power| power >= self.power),
            Target::Reliability(least) => {
                self.reliability(category, raters).is_some_and(|value| value >= least)
            }
        }
    }

    fn reached(&self, category: &CategoryDesign, target: Target, raters: &[u64]) -> f64 {
        let reached = self.precision(category, raters);
        let value = reached.and_then(|precision| match target {
            Target::HalfWidth(_) => Some(precision.half_width),
            Target::Difference(_) => Some(precision.detectable),
            Target::Reliability(_) => precision.reliability,
        });
        value.unwrap_or(f64::NAN)
    }
}

/// The least whole number that is not below the value, up to [`MOST`].
#[expect(clippy::cast_possible_truncation, reason = "the value is held between 0 and 10⁹ before")]
pub(super) fn ceiling(value: f64) -> u64 {
    value.ceil().clamp(0.0, MOST as f64) as u64
}

#[cfg(test)]
mod tests {
    use super::super::{GroupDesign, Judging};
    use super::*;

    fn one(spread: f64) -> Design {
        Design::assumed(vec![GroupDesign::new("a")], vec![Judging::new(1.0, spread)])
    }

    fn needed(design: &Design, target: Target) -> u64 {
        design.size(target, Allocation::Optimal).unwrap().raters[0]
    }

    #[test]
    fn one_group_needs_what_r_says() {
        // The least n with qt(.975, n − 1) · 15 / √n ≤ width.
        assert_eq!(needed(&one(15.0), Target::HalfWidth(2.0)), 219);
        assert_eq!(needed(&one(15.0), Target::HalfWidth(5.0)), 38);
        assert_eq!(needed(&one(15.0), Target::HalfWidth(1.0)), 867);
        // power.t.test(delta = 5, sd = 15, power = .8)$n is 142.2466.
        assert_eq!(needed(&one(15.0), Target::Difference(5.0)), 143);
        // power.t.test(delta = 2, sd = 15 · √1.4, power = .9, type = "paired")$n is 829.3827.
        let mut paired = one(15.0);
        paired.categories[0].judging[0].overlap = 1.0;
        (paired.correlation, paired.power) = (0.3, 0.9);
        assert_eq!(needed(&paired, Target::Difference(2.0)), 830);
    }

    #[test]
    fn a_small_population_needs_fewer_and_never_more_than_there_are() {
        let mut design = one(15.0);
        design.groups[0].population = Some(400);
        let n = needed(&design, Target::HalfWidth(2.0));
        // Cochran 4.6 with z: 216.1 / (1 + 216.1/400) = 140.3; with t a little more.
        assert!((141..=143).contains(&n), "{n}");
        assert_eq!(needed(&design, Target::HalfWidth(0.000_1)), 400);
    }

    #[test]
    fn what_cannot_be_reached_is_refused_with_the_best_there_is() {
        let mut design = one(15.0);
        design.groups[0].population = Some(100);
        design.categories[0].judging[0].reach = 0.5;
        let Err(Unreachable::Best { reached, .. }) =
            design.size(Target::HalfWidth(1.0), Allocation::Optimal)
        else {
            panic!("50 of 100 cannot be so precise")
        };
        // qt(.975, 49) · 15 · √(1/50 · 1/2)
        assert!((reached - 3.014_4).abs() < 1e-3, "{reached}");
        let none = one(15.0).size(Target::Reliability(0.8), Allocation::Optimal);
        assert_eq!(none, Err(Unreachable::NoSpread));
    }

    #[test]
    fn the_optimal_share_needs_the_fewest() {
        let mut design = Design::assumed(
            vec![GroupDesign::new("a"), GroupDesign::new("b")],
            vec![Judging::new(0.6, 10.0), Judging::new(0.4, 20.0)],
        );
        let total = |design: &Design, allocation| {
            let size = design.size(Target::HalfWidth(1.5), allocation).unwrap();
            assert!(size.precision[0].unwrap().half_width <= 1.5);
            size.raters.iter().sum::<u64>()
        };
        let best = total(&design, Allocation::Optimal);
        assert!(best <= total(&design, Allocation::Equal));
        design.groups[0].population = Some(9_000_000);
        design.groups[1].population = Some(1_000_000);
        assert!(best < total(&design, Allocation::Proportional));
        let size = design.size(Target::HalfWidth(1.5), Allocation::Optimal).unwrap();
        // 0.6 · 10 : 0.4 · 20
        let ratio = size.raters[0] as f64 / size.raters[1] as f64;
        assert!((ratio - 0.75).abs() < 0.02, "{ratio}");
    }

    #[test]
    fn reliability_follows_spearman_and_brown() {
        let mut design = one(15.0);
        design.categories[0].between = Some(3.0);
        // 15² / 3² · .8 / .2
        assert_eq!(needed(&design, Target::Reliability(0.8)), 100);
        assert_eq!(needed(&design, Target::Reliability(0.9)), 225);
    }
}
