//! What chance leaves of a table's order: confidence sets of ranks, bands, and verdicts against the
//! mean and the target (`docs/methods.md` §12, §13).

use super::{Chances, TOP, Table};
use crate::appraisal::Appraisal;
use crate::estimate::{Estimates, Measure};
use crate::exact::Ratio;
use crate::scheme::{Family, GradingRule, Scheme};
use crate::statistic::{
    self, Band, Bounds, Difference, Measured, Method, Ranking, Reference, Sampled, Symmetric,
    adjust, posterior, usual_draws,
};

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
    let draws = scheme.error.draws.unwrap_or_else(|| usual_draws(units.len()));
    let ranking = Ranking {
        estimates: &compared.values,
        covariance: &compared.covariance,
        freedom: &compared.freedom,
        confidence,
        draws: draws as usize,
        seed: scheme.error.seed,
    };
    let sampled = Sampled::new(&ranking);
    let sets = sampled.rank_sets();
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
    let mean = against(scheme, table, &compared, &sampled);
    chances(scheme, table, &compared, &ranking);
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
            covariance: spread.widened(units),
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
fn against(scheme: &Scheme, table: &mut Table, compared: &Compared, sampled: &Sampled<'_>) -> f64 {
    let heard: Vec<f64> =
        compared.freedom.iter().map(|freedom| f64::from(u8::from(*freedom > 0.0))).collect();
    let n: f64 = heard.iter().sum();
    let sum: f64 = compared.values.iter().zip(&heard).map(|(value, heard)| value * heard).sum();
    let to_mean = sampled.compare_all(Reference::Mean(&heard));
    let verdicts = verdicts(scheme, compared, &to_mean);
    for (standing, verdict) in table.standings.iter_mut().zip(verdicts) {
        standing.against_mean = verdict;
    }
    if let Some(target) = &scheme.comparison.target {
        let to_target = sampled.compare_all(Reference::Target(target.to_f64()));
        let verdicts = self::verdicts(scheme, compared, &to_target);
        for (standing, verdict) in table.standings.iter_mut().zip(verdicts) {
            standing.against_target = verdict;
        }
    }
    sum / n
}

/// A flag needs significance, a difference that matters and enough answers, all three.
fn verdicts(
    scheme: &Scheme,
    compared: &Compared,
    differences: &[Option<Difference>],
) -> Vec<Option<Verdict>> {
    let comparison = &scheme.comparison;
    let alpha = 1.0 - scheme.error.confidence.to_f64();
    let chance = |difference: &Option<Difference>| difference.map_or(f64::NAN, |d| d.chance);
    let chances: Vec<f64> = differences.iter().map(chance).collect();
    let adjusted: Vec<f64> = match comparison.family {
        Family::MaxT => differences.iter().map(|d| d.map_or(f64::NAN, |d| d.adjusted)).collect(),
        Family::Holm => adjust(&chances, Method::Holm),
        Family::Bh => adjust(&chances, Method::BenjaminiHochberg),
        Family::None => chances,
    };
    let verdict = |at: usize| {
        let difference = differences[at]?;
        let matters = difference.difference.abs() >= comparison.threshold.to_f64();
        let enough = compared.answers[at] >= comparison.min_n;
        let side = match adjusted[at] < alpha && matters && enough {
            true if difference.difference > 0.0 => Side::Above,
            true => Side::Below,
            false => Side::Neither,
        };
        Some(Verdict {
            difference: difference.difference,
            se: difference.variance.sqrt(),
            p: difference.chance,
            adjusted: adjusted[at],
            side,
        })
    };
    (0..differences.len()).map(verdict).collect()
}

/// Gives each unit the chance that it truly is among the best, and in each grade.
fn chances(scheme: &Scheme, table: &mut Table, compared: &Compared, ranking: &Ranking) {
    let Some(reliability) = &table.reliability else { return };
    // Without an error of its own a unit says nothing of where it truly is.
    if compared.known.len() < compared.values.len() {
        return;
    }
    let between = reliability.between * reliability.between;
    let measured = Measured {
        estimates: &compared.values,
        covariance: &compared.covariance,
        between,
        draws: ranking.draws,
        seed: ranking.seed,
    };
    let graded = table.standings.iter().all(|standing| standing.grade.is_some());
    let rule = scheme.grading.as_ref().filter(|_| graded).map(|grading| &grading.rule);
    let (scores, counts) = match rule {
        Some(GradingRule::Thresholds(grades)) => {
            let from = grades.iter().filter_map(|(_, from)| from.as_ref().map(Ratio::to_f64));
            (from.collect::<Vec<f64>>(), Vec::new())
        }
        Some(GradingRule::Quota { grades, .. }) => {
            let shares: Vec<&Ratio> = grades.iter().map(|(_, share)| share).collect();
            let places = super::grade::quota(table.standings.len(), &shares);
            (Vec::new(), places[..places.len().saturating_sub(1)].to_vec())
        }
        None => (Vec::new(), Vec::new()),
    };
    let grading = match scores.is_empty() {
        false => statistic::Grading::Scores(&scores),
        true => statistic::Grading::Counts(&counts),
    };
    let Some(posterior) = posterior(&measured, grading) else { return };
    let top = posterior.among_best(TOP);
    for ((standing, top), grades) in table.standings.iter_mut().zip(top).zip(posterior.grades) {
        let grades = if rule.is_some() { grades } else { Vec::new() };
        standing.chances = Some(Chances { top, grades });
    }
}
