//! Weights to known totals: post-stratification, raking, bounds, and how uneven weights are.
//!
//! Raters enter by cell: those of one design weight who stand on the same level of every margin get one
//! weight, and what comes out does not depend on the order of raters.

/// Margins are met to this share of their totals.
pub const CLOSE: f64 = 1e-10;

/// Rounds after which margins that are not met are given up.
pub const MOST_ROUNDS: u32 = 200;

/// Raters of one design weight who stand on the same level of every margin.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Their level on each margin.
    pub levels: Vec<usize>,
    /// The design weight of each of them, above zero.
    pub weight: f64,
    /// How many they are.
    pub n: u64,
}

/// How far a weight may lie from the median weight, as multiples of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The least, from 0 to 1.
    pub least: f64,
    /// The most, 1 or more.
    pub most: f64,
}

/// Weights that meet the totals.
#[derive(Debug, Clone, PartialEq)]
pub struct Raked {
    /// For each cell the weight of each of its raters, above zero.
    pub weights: Vec<f64>,
    /// Rounds over all margins; one where there is one margin, and none is bounded.
    pub rounds: u32,
    /// The greatest distance of a margin from its total, as a share of the total.
    pub error: f64,
    /// Raters whose weight was held at a bound.
    pub n_held: u64,
    /// The share of all weight that the bounds moved from some raters to others.
    pub moved: f64,
}

/// Why no weights meet the totals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NoWeights {
    /// Nobody stands on a level that has a total.
    NoRater {
        /// Position of the margin.
        margin: usize,
        /// Position of the level.
        level: usize,
    },
    /// Somebody stands on a level whose total is zero.
    NoTotal {
        /// Position of the margin.
        margin: usize,
        /// Position of the level.
        level: usize,
    },
    /// The totals of a margin add up to something else than those of the first.
    TotalsDiffer {
        /// Position of the margin.
        margin: usize,
        /// What the totals of the first add up to.
        first: f64,
        /// What the totals of this margin add up to.
        own: f64,
    },
    /// The margins contradict each other over the cells in which there are raters.
    NotConverging {
        /// Position of the margin that is farthest from its totals.
        margin: usize,
        /// Position of its level.
        level: usize,
        /// How far, as a share of the total.
        error: f64,
    },
    /// Within the bounds the total of a level cannot be met.
    TooTight {
        /// Position of the margin.
        margin: usize,
        /// Position of the level.
        level: usize,
    },
}

/// Weights under which the raters of each level of each margin add up to its total.
///
/// One margin is post-stratification, `w = d · N_c / Σ_{c} d`. Several are met by iterative proportional
/// fitting (Deming and Stephan 1940) from the design weights: margin after margin the weights are
/// multiplied by `T / Σ w`, until every margin is met to [`CLOSE`]. With bounds, weights beyond them are
/// held there, and the rest is raked to what is left of the totals, until none lies beyond.
///
/// # Errors
/// [`NoWeights`] with the level or margin that cannot be met.
pub fn rake(
    cells: &[Cell],
    totals: &[Vec<f64>],
    bounds: Option<Bounds>,
) -> Result<Raked, NoWeights> {
    check(cells, totals)?;
    let free = vec![true; cells.len()];
    let design: Vec<f64> = cells.iter().map(|cell| cell.weight).collect();
    let (weights, rounds, error) = fit(cells, totals, &free, design)?;
    let raked = Raked { weights, rounds, error, n_held: 0, moved: 0.0 };
    match bounds {
        Some(bounds) => hold(cells, totals, bounds, raked),
        None => Ok(raked),
    }
}

/// Whether the totals can be met level by level, and add up alike.
fn check(cells: &[Cell], totals: &[Vec<f64>]) -> Result<(), NoWeights> {
    let mut first: Option<f64> = None;
    for (margin, totals) in totals.iter().enumerate() {
        let mut n = vec![0_u64; totals.len()];
        for cell in cells {
            n[cell.levels[margin]] += cell.n;
        }
        for (level, (n, total)) in n.iter().zip(totals).enumerate() {
            if *n == 0 && *total > 0.0 {
                return Err(NoWeights::NoRater { margin, level });
            }
            if *n > 0 && *total <= 0.0 {
                return Err(NoWeights::NoTotal { margin, level });
            }
        }
        let own: f64 = totals.iter().sum();
        let first = *first.get_or_insert(own);
        if (own - first).abs() > 1e-9 * first {
            return Err(NoWeights::TotalsDiffer { margin, first, own });
        }
    }
    Ok(())
}

/// What the free cells, and what the others, have on each level of a margin.
fn sums(
    cells: &[Cell],
    margin: usize,
    n_levels: usize,
    weights: &[f64],
    free: &[bool],
) -> Vec<(f64, f64)> {
    let mut sums = vec![(0.0, 0.0); n_levels];
    for ((cell, weight), free) in cells.iter().zip(weights).zip(free) {
        let (moving, held) = &mut sums[cell.levels[margin]];
        let mass = weight * cell.n as f64;
        *(if *free { moving } else { held }) += mass;
    }
    sums
}

/// Multiplies the free weights until the margins are met; weights, rounds and what error is left.
fn fit(
    cells: &[Cell],
    totals: &[Vec<f64>],
    free: &[bool],
    mut weights: Vec<f64>,
) -> Result<(Vec<f64>, u32, f64), NoWeights> {
    let mut rounds = 0;
    loop {
        let worst = worst(cells, totals, free, &weights);
        let error = worst.map_or(0.0, |(_, _, error)| error);
        let enough = if totals.len() == 1 { rounds > 0 } else { error <= CLOSE };
        if enough {
            return Ok((weights, rounds, error));
        }
        if let Some((margin, level, error)) = worst.filter(|_| rounds >= MOST_ROUNDS) {
            return Err(NoWeights::NotConverging { margin, level, error });
        }
        rounds += 1;
        for (margin, totals) in totals.iter().enumerate() {
            let sums = sums(cells, margin, totals.len(), &weights, free);
            let mut factors = Vec::with_capacity(totals.len());
            for (level, (total, (moving, held))) in totals.iter().zip(&sums).enumerate() {
                let left = total - held;
                if *moving > 0.0 && left <= 0.0 {
                    return Err(NoWeights::TooTight { margin, level });
                }
                factors.push(if *moving > 0.0 { left / moving } else { 1.0 });
            }
            for ((cell, weight), _) in
                cells.iter().zip(&mut weights).zip(free).filter(|(_, free)| **free)
            {
                *weight *= factors[cell.levels[margin]];
            }
        }
    }
}

/// The margin and level farthest from its total, and how far; `None` without margins.
fn worst(
    cells: &[Cell],
    totals: &[Vec<f64>],
    free: &[bool],
    weights: &[f64],
) -> Option<(usize, usize, f64)> {
    let mut worst: Option<(usize, usize, f64)> = None;
    for (margin, totals) in totals.iter().enumerate() {
        let sums = sums(cells, margin, totals.len(), weights, free);
        for (level, (total, (moving, held))) in totals.iter().zip(sums).enumerate() {
            let error = match *total > 0.0 {
                true => (moving + held - total).abs() / total,
                false => 0.0,
            };
            if worst.is_none_or(|(_, _, known)| error > known) {
                worst = Some((margin, level, error));
            }
        }
    }
    worst
}

/// Holds weights beyond the bounds there and rakes the rest anew.
///
/// The bounds are multiples of the median after the first raking and stay where they are, so that more
/// and more are held and the loop ends.
fn hold(
    cells: &[Cell],
    totals: &[Vec<f64>],
    bounds: Bounds,
    raked: Raked,
) -> Result<Raked, NoWeights> {
    let median = median(cells, &raked.weights);
    let (least, most) = (bounds.least * median, bounds.most * median);
    // What arithmetic adds to a weight that lies on a bound is no reason to hold it.
    let beyond = |weight: f64| weight > most * (1.0 + CLOSE) || weight < least * (1.0 - CLOSE);
    let mut free = vec![true; cells.len()];
    let (mut weights, mut rounds, mut error) = (raked.weights.clone(), raked.rounds, raked.error);
    loop {
        let mut any = false;
        for (weight, free) in weights.iter_mut().zip(&mut free) {
            if *free && beyond(*weight) {
                (*weight, *free, any) = (weight.clamp(least, most), false, true);
            }
        }
        if !any {
            break;
        }
        let more;
        (weights, more, error) = fit(cells, totals, &free, weights).map_err(within_bounds)?;
        rounds += more;
        if let Some((margin, level, _)) =
            worst(cells, totals, &free, &weights).filter(|(_, _, error)| *error > CLOSE)
        {
            return Err(NoWeights::TooTight { margin, level });
        }
    }
    let mass = |weights: &[f64]| -> f64 {
        cells.iter().zip(weights).map(|(cell, weight)| cell.n as f64 * weight).sum()
    };
    let apart: Vec<f64> =
        weights.iter().zip(&raked.weights).map(|(after, before)| (after - before).abs()).collect();
    let moved = mass(&apart) / 2.0 / mass(&raked.weights);
    let held = cells.iter().zip(&free).filter(|(_, free)| !**free);
    let n_held = held.map(|(cell, _)| cell.n).sum();
    Ok(Raked { weights, rounds, error, n_held, moved })
}

/// Without bounds the margins were met, so that the bounds are to blame.
fn within_bounds(reason: NoWeights) -> NoWeights {
    match reason {
        NoWeights::NotConverging { margin, level, .. } => NoWeights::TooTight { margin, level },
        other => other,
    }
}

/// The median weight of the raters; of an even number the lower of the two in the middle.
fn median(cells: &[Cell], weights: &[f64]) -> f64 {
    let each: Vec<(f64, u64)> = weights.iter().zip(cells).map(|(w, cell)| (*w, cell.n)).collect();
    Unevenness::of(&each).median
}

/// How uneven weights are, and what that costs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Unevenness {
    /// Raters.
    pub n: u64,
    /// `n Σw² / (Σw)²` (Kish 1965): 1 where all weigh alike; not a number without raters.
    pub deff: f64,
    /// `(Σw)² / Σw²`: how many raters of equal weight would say as much.
    pub effective_n: f64,
    /// The median weight; of an even number the lower of the two in the middle.
    pub median: f64,
    /// The greatest weight over the median.
    pub most_to_median: f64,
}

impl Unevenness {
    /// Of weights, each with the number of raters who have it.
    pub fn of(weights: &[(f64, u64)]) -> Unevenness {
        let mut sorted = weights.to_vec();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let n: u64 = sorted.iter().map(|(_, n)| n).sum();
        let sum: f64 = sorted.iter().map(|(weight, n)| weight * *n as f64).sum();
        let squares: f64 = sorted.iter().map(|(weight, n)| weight * weight * *n as f64).sum();
        let (mut up_to, half) = (0, n.div_ceil(2));
        let middle = sorted.iter().find(|(_, n)| {
            up_to += n;
            up_to > 0 && up_to >= half
        });
        let median = middle.map_or(f64::NAN, |(weight, _)| *weight);
        let most = sorted.iter().rev().find(|(_, n)| *n > 0).map_or(f64::NAN, |(w, _)| *w);
        Unevenness {
            n,
            deff: n as f64 * squares / (sum * sum),
            effective_n: sum * sum / squares,
            median,
            most_to_median: most / median,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(levels: &[usize], weight: f64, n: u64) -> Cell {
        Cell { levels: levels.to_vec(), weight, n }
    }

    fn close(found: &[f64], wanted: &[f64]) {
        assert_eq!(found.len(), wanted.len());
        for (found, wanted) in found.iter().zip(wanted) {
            assert!((found - wanted).abs() < 1e-9 * wanted.abs(), "{found} is not {wanted}");
        }
    }

    /// Sex by district: 40 and 20, 10 and 30 raters.
    fn four() -> Vec<Cell> {
        vec![
            cell(&[0, 0], 1.0, 40),
            cell(&[0, 1], 1.0, 20),
            cell(&[1, 0], 1.0, 10),
            cell(&[1, 1], 1.0, 30),
        ]
    }

    #[test]
    fn one_margin_is_met_at_once_from_the_design_weights() {
        let cells = [cell(&[0], 1.0, 3), cell(&[0], 2.0, 1), cell(&[1], 1.0, 2)];
        let raked = rake(&cells, &[vec![20.0, 10.0]], None).unwrap();
        close(&raked.weights, &[4.0, 8.0, 5.0]);
        assert_eq!((raked.rounds, raked.n_held), (1, 0));
    }

    #[test]
    fn raking_meets_every_margin_and_keeps_the_odds_of_the_sample() {
        let raked = rake(&four(), &[vec![480.0, 520.0], vec![550.0, 450.0]], None).unwrap();
        assert!(raked.error <= CLOSE && raked.rounds < 40, "{raked:?}");
        let [a, b, c, d] = raked.weights[..] else { panic!("four cells") };
        close(&[40.0 * a + 20.0 * b, 40.0 * a + 10.0 * c], &[480.0, 550.0]);
        // What raking leaves alone is the odds ratio of the cells.
        close(&[a * d / (b * c)], &[1.0]);
    }

    #[test]
    fn a_level_without_raters_or_without_a_total_is_named() {
        let empty = rake(&[cell(&[0], 1.0, 5)], &[vec![3.0, 7.0]], None);
        assert_eq!(empty, Err(NoWeights::NoRater { margin: 0, level: 1 }));
        let cells = [cell(&[0], 1.0, 5), cell(&[1], 1.0, 5)];
        let absent = rake(&cells, &[vec![3.0, 0.0]], None);
        assert_eq!(absent, Err(NoWeights::NoTotal { margin: 0, level: 1 }));
        // Nobody there and nobody to be there is no contradiction.
        assert!(rake(&[cell(&[0], 1.0, 5)], &[vec![3.0, 0.0]], None).is_ok());
    }

    #[test]
    fn totals_of_two_margins_that_differ_are_refused() {
        let found = rake(&four(), &[vec![480.0, 520.0], vec![550.0, 451.0]], None);
        assert_eq!(found, Err(NoWeights::TotalsDiffer { margin: 1, first: 1000.0, own: 1001.0 }));
    }

    #[test]
    fn margins_that_contradict_the_cells_name_the_worst() {
        // All women live in the first district, and yet the totals want more women than it has people.
        let cells = [cell(&[0, 0], 1.0, 10), cell(&[0, 1], 1.0, 10), cell(&[1, 0], 1.0, 10)];
        let found = rake(&cells, &[vec![30.0, 70.0], vec![50.0, 50.0]], None);
        let Err(NoWeights::NotConverging { margin, error, .. }) = found else {
            panic!("{found:?}")
        };
        assert!(margin < 2 && error > 0.01);
    }

    #[test]
    fn bounds_hold_the_heavy_and_the_rest_makes_up_for_them() {
        let cells = [cell(&[0], 1.0, 9), cell(&[0], 10.0, 1), cell(&[1], 1.0, 10)];
        let totals = [vec![100.0, 50.0]];
        let free = rake(&cells, &totals, None).unwrap();
        close(&free.weights, &[100.0 / 19.0, 1000.0 / 19.0, 5.0]);
        let held = rake(&cells, &totals, Some(Bounds { least: 0.2, most: 5.0 })).unwrap();
        // The median is 5: ten raters have it, and nine more than it.
        close(&held.weights, &[75.0 / 9.0, 25.0, 5.0]);
        assert_eq!(held.n_held, 1);
        close(&[held.moved], &[(1000.0 / 19.0 - 25.0) / 150.0]);
        assert!(held.error <= CLOSE);
        let tight = rake(&cells, &totals, Some(Bounds { least: 0.99, most: 1.01 }));
        assert!(matches!(tight, Err(NoWeights::TooTight { .. })), "{tight:?}");
    }

    #[test]
    fn bounds_that_nothing_passes_change_nothing() {
        let totals = [vec![480.0, 520.0], vec![550.0, 450.0]];
        let free = rake(&four(), &totals, None).unwrap();
        let wide = rake(&four(), &totals, Some(Bounds { least: 0.0, most: 1000.0 })).unwrap();
        assert_eq!(free, wide);
    }

    #[test]
    fn uneven_weights_cost_what_kish_says() {
        let even = Unevenness::of(&[(2.0, 10)]);
        close(&[even.deff, even.effective_n, even.most_to_median], &[1.0, 10.0, 1.0]);
        let uneven = Unevenness::of(&[(3.0, 1), (1.0, 3)]);
        close(&[uneven.deff, uneven.effective_n], &[4.0 * 12.0 / 36.0, 3.0]);
        close(&[uneven.median, uneven.most_to_median], &[1.0, 3.0]);
    }
}
