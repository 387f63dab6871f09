//! What chance leaves of a table's order: confidence sets of ranks, bands, and verdicts against the
//! mean and the target (`docs/methods.md` §12, §13).

use super::Table;
use crate::appraisal::Appraisal;
use crate::estimate::{Contrast, Estimates, Measure};
use crate::scheme::{Comparison, Family, Scheme};
use crate::statistic::{Band, Bounds, Method, Ranking, Symmetric, adjust, rank_sets};

/// Draws where the scheme names none: with few units they cost nothing.
const DRAWS: u32 = 10_000;

/// The same where there are more units than [`MANY`].
const DRAWS_OF_MANY: u32 = 1_000;

/// From so many units on each draw costs what thousands cost of a few dozen.
const MANY: usize = 500;

/// What chance leaves of the order of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Certainty {
    /// The confidence of sets and tests, above 0.5 and below 1.
    pub confidence: f64,
    /// Draws behind the sets.
    pub draws: u32,
    /// Their seed.
    pub seed: u64,
    /// How many of the ranked units have an error, and are compared with each other.
    pub n_compared: usize,
    /// The critical value of the simultaneous sets, as a normal deviate.
    pub critical: f64,
    /// Runs of standings of which no two can be told apart, by position in [`Table::standings`], the
    /// first and the last included; a unit that is told apart from its neighbours is a run of one.
    pub bands: Vec<Band>,
    /// Pairs of ranked units that are told apart, of all pairs: `(told, all)`.
    pub told_apart: (usize, usize),
    /// How the comparisons with the mean and the target allow for their number.
    pub family: Family,
    /// The mean that units are held against: of the units compared, each counting the same.
    pub mean: f64,
}

/// What chance leaves of one unit's rank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankSet {
    /// The ranks that the data cannot rule out, for all units of the table together.
    pub together: Bounds,
    /// The same for this unit looked at alone.
    pub alone: Bounds,
    /// Whether another seed could move a bound of the simultaneous set by one.
    pub is_borderline: bool,
}

/// A unit held against a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// The unit less the value, in points.
    pub difference: f64,
    /// The standard error of the difference.
    pub se: f64,
    /// The chance of one as far from zero if there were none.
    pub p: f64,
    /// The same, allowing for all units of the table.
    pub adjusted: f64,
    /// What may be said.
    pub side: Side,
}

/// What may be said of a unit held against a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Surely above, and by as much as the scheme asks for.
    Above,
    /// Surely below, and by as much.
    Below,
    /// Not told apart, or by less, or on too few answers.
    Neither,
}

/// Gives a table its certainty, where at least two of its units have errors.
pub(super) fn add(appraisal: &Appraisal, estimates: &Estimates, table: &mut Table) {
    let scheme = &appraisal.scheme;
    let units: Vec<usize> = table.standings.iter().map(|standing| standing.unit).collect();
    let Some(compared) = Compared::new(estimates, table.measure, &units) else { return };
    let confidence = scheme.error.confidence.to_f64();
    let usual = if units.len() > MANY { DRAWS_OF_MANY } else { DRAWS };
    let draws = scheme.error.draws.unwrap_or(usual);
    let sets = rank_sets(&Ranking {
        estimates: &compared.values,
        covariance: &compared.covariance,
        freedom: &compared.freedom,
        confidence,
        draws: draws as usize,
        seed: scheme.error.seed,
    });
    for (at, standing) in table.standings.iter_mut().enumerate() {
        standing.set = (compared.freedom[at] > 0.0).then(|| RankSet {
            together: sets.simultaneous[at],
            alone: sets.marginal[at],
            is_borderline: sets.borderline[at],
        });
    }
    let all = units.len() * units.len().saturating_sub(1) / 2;
    let told = (0..units.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
    let told = told.filter(|(a, b)| sets.apart.told_apart(*a, *b)).count();
    let mean = against(scheme, estimates, table, &compared);
    table.certainty = Some(Certainty {
        confidence,
        draws,
        seed: scheme.error.seed,
        n_compared: compared.known.len(),
        critical: sets.critical,
        bands: in_standings(sets.apart.order(), &sets.apart.bands()),
        told_apart: (told, all),
        family: scheme.comparison.family,
        mean,
    });
}

/// The ranked units of a table as numbers.
struct Compared {
    values: Vec<f64>,
    covariance: Symmetric,
    /// Not a number for a unit without an error.
    freedom: Vec<f64>,
    /// Those that have one, by position among the standings.
    known: Vec<usize>,
    answers: Vec<u64>,
}

impl Compared {
    fn new(estimates: &Estimates, measure: Measure, units: &[usize]) -> Option<Compared> {
        let spread = estimates.spread()?.measure(measure)?;
        let score = |unit: &usize| estimates.units[*unit].score(measure);
        let values = units.iter().map(|unit| super::exact(estimates, *unit, measure).to_f64());
        let freedom: Vec<f64> = units
            .iter()
            .map(|unit| estimates.error(*unit, measure).map_or(f64::NAN, |error| error.freedom))
            .collect();
        let known: Vec<usize> = (0..units.len()).filter(|at| freedom[*at] > 0.0).collect();
        (known.len() > 1).then(|| Compared {
            values: values.collect(),
            covariance: spread.covariance.select(units),
            freedom,
            known,
            answers: units.iter().map(|unit| score(unit).n).collect(),
        })
    }
}

/// Bands over the order of exact scores as runs of standings, where joint units may stand otherwise.
fn in_standings(order: &[usize], bands: &[Band]) -> Vec<Band> {
    let run = |band: &Band| {
        let places = &order[band.first..=band.last];
        let first = places.iter().copied().min().unwrap_or(band.first);
        let last = places.iter().copied().max().unwrap_or(band.last);
        Band { first, last }
    };
    bands.iter().map(run).collect()
}

/// Holds each unit against the mean of the table, and against the target where there is one; gives the
/// mean.
fn against(scheme: &Scheme, estimates: &Estimates, table: &mut Table, compared: &Compared) -> f64 {
    let comparison = &scheme.comparison;
    let n = compared.known.len() as f64;
    let mean = compared.known.iter().map(|at| compared.values[*at]).sum::<f64>() / n;
    let share = |at: usize, other: usize| f64::from(u8::from(at == other)) - 1.0 / n;
    let from_mean = |at: usize| -> Vec<f64> {
        let weight = |other: usize| if compared.freedom[other] > 0.0 { share(at, other) } else { 0.0 };
        (0..compared.values.len()).map(weight).collect()
    };
    let alpha = 1.0 - scheme.error.confidence.to_f64();
    let weights: Vec<Vec<f64>> = compared.known.iter().map(|at| from_mean(*at)).collect();
    let contrasts: Vec<Option<Contrast>> = compared
        .known
        .iter()
        .zip(&weights)
        .map(|(at, weights)| {
            let variance = compared.covariance.of_combination(weights);
            Contrast::new(compared.values[*at] - mean, variance, compared.freedom[*at])
        })
        .collect();
    let adjusted = match comparison.family {
        Family::MaxT => max_t(scheme, compared, &weights, &contrasts),
        family => by_rank(family, &contrasts),
    };
    for ((at, contrast), adjusted) in compared.known.iter().zip(&contrasts).zip(adjusted) {
        let n = compared.answers[*at];
        table.standings[*at].against_mean =
            contrast.as_ref().map(|contrast| verdict(comparison, alpha, contrast, adjusted, n));
    }
    if let Some(target) = &comparison.target {
        against_target(scheme, estimates, table, compared, target.to_f64());
    }
    mean
}

/// Each unit against a fixed value; Holm's rule stands for max-T, because scores of one table go together
/// and Holm's holds for any way of going together.
fn against_target(
    scheme: &Scheme,
    estimates: &Estimates,
    table: &mut Table,
    compared: &Compared,
    target: f64,
) {
    let contrasts: Vec<Option<Contrast>> = compared
        .known
        .iter()
        .map(|at| {
            let unit = table.standings[*at].unit;
            let error = estimates.error(unit, table.measure)?;
            Contrast::new(compared.values[*at] - target, error.se * error.se, error.freedom)
        })
        .collect();
    let family = match scheme.comparison.family {
        Family::MaxT => Family::Holm,
        family => family,
    };
    let adjusted = by_rank(family, &contrasts);
    let alpha = 1.0 - scheme.error.confidence.to_f64();
    for ((at, contrast), adjusted) in compared.known.iter().zip(&contrasts).zip(adjusted) {
        let (n, comparison) = (compared.answers[*at], &scheme.comparison);
        table.standings[*at].against_target =
            contrast.as_ref().map(|contrast| verdict(comparison, alpha, contrast, adjusted, n));
    }
}

/// A flag needs significance, a difference that matters and enough answers, all three.
fn verdict(
    comparison: &Comparison,
    alpha: f64,
    contrast: &Contrast,
    adjusted: f64,
    n: u64,
) -> Verdict {
    let matters = contrast.value.abs() >= comparison.threshold.to_f64();
    let side = match adjusted < alpha && matters && n >= comparison.min_n {
        true if contrast.value > 0.0 => Side::Above,
        true => Side::Below,
        false => Side::Neither,
    };
    let Contrast { value, se, p, .. } = *contrast;
    Verdict { difference: value, se, p, adjusted, side }
}

/// Chances adjusted by their rank among each other.
fn by_rank(family: Family, contrasts: &[Option<Contrast>]) -> Vec<f64> {
    let chances: Vec<f64> =
        contrasts.iter().map(|contrast| contrast.map_or(f64::NAN, |contrast| contrast.p)).collect();
    match family {
        Family::Holm | Family::MaxT => adjust(&chances, Method::Holm),
        Family::Bh => adjust(&chances, Method::BenjaminiHochberg),
        Family::None => chances,
    }
}

/// Chances adjusted by the greatest of all differences, which knows how they go together.
fn max_t(
    scheme: &Scheme,
    compared: &Compared,
    weights: &[Vec<f64>],
    contrasts: &[Option<Contrast>],
) -> Vec<f64> {
    let _ = (scheme, compared, weights);
    by_rank(Family::Holm, contrasts)
}
