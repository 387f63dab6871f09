//! The spread: how far the scores of the units could be off by chance, and together.
//!
//! *What it is.* For each measure the covariance of the unit scores by linearisation, with the rater
//! (or the cluster above) as the unit of sampling and the rater groups (or finer strata) as strata,
//! and for each rate its variance (`docs/methods.md` §11).
//!
//! *What it promises.* No rater inside. The same bits whatever the order of rows or the number of
//! threads: every contribution becomes a whole number before it is added up. The cost is that of the
//! pairs of units that one rater judged, never rows times units.
//!
//! *What it does not do.* It makes no interval and no test: that is `estimate` and `league`.

mod bundle;
mod cell;
mod draws;
mod frame;
mod kernel;
mod linked;
mod mass;
mod moves;
mod products;
mod rate;
mod residual;
mod steps;
mod task;
mod within;

pub use draws::CellDraws;
pub use linked::{Counted, Linked};

use rayon::prelude::*;

use self::cell::{Cells, Terms};
use self::frame::Frame;
use self::kernel::Sums;
use super::Tally;
use crate::appraisal::Appraisal;
use crate::ballot::{Ballots, Bundle};
use crate::scheme::{Lonely, Measure, Scheme};
use crate::statistic::Symmetric;

/// How far the scores of a period could be off by chance.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spread {
    /// The whole, then each indicator in the order of the scheme.
    measures: Vec<MeasureSpread>,
    /// The rates over all indicators, then of each leaf.
    rates: Vec<RateSpread>,
    /// Raters, or clusters of them, that were drawn.
    pub n_drawn: usize,
    /// Strata in which anybody answered.
    pub n_strata: usize,
    /// Strata in which only one rater (or cluster) answered.
    pub n_lonely: usize,
    /// Whether any score rests on paper counts, of which nobody knows which belong together.
    pub has_unpaired: bool,
}

/// How far the scores on one measure could be off by chance, by position of the unit in the register.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MeasureSpread {
    /// Variances and covariances of the scores, in points squared; zero where there is no score.
    pub covariance: Symmetric,
    /// What is known of each unit.
    pub units: Vec<UnitSpread>,
    /// What each group adds to the variance of each unit's score, by unit and then by group; empty for
    /// several periods in one.
    pub groups: Vec<GroupSpread>,
}

/// What one group adds to the variance of one unit's score.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GroupSpread {
    /// Raters (or clusters) of the group who were heard; papers where they came already counted.
    pub n_drawn: u64,
    /// Its part of the variance, in points squared. The parts add up to the variance of the score but
    /// where a stratum is lonely or weights meet totals over several groups.
    pub variance: f64,
}

impl MeasureSpread {
    /// What a group adds to the variance of a unit's score; absent for several periods in one.
    pub fn group(&self, unit: usize, group: usize) -> Option<GroupSpread> {
        let n_groups = self.groups.len().checked_div(self.units.len())?;
        (group < n_groups).then(|| self.groups[unit * n_groups + group])
    }
}

/// What is known of the error of one score beside its variance.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct UnitSpread {
    /// Whether the variance means anything: there is a score, every group behind it was heard through
    /// at least two raters (or to the last of its members), and no lonely stratum forbids it.
    pub is_known: bool,
    /// Degrees of freedom, above zero; by Satterthwaite from the groups, so that a heavy group with few
    /// raters counts as what it is.
    pub freedom: f64,
    /// What the variance is multiplied by for an interval or a test, 1 to 2: raters who are few are held
    /// against a mean of which they are a large part, and seem closer to it than they are.
    pub inflation: f64,
    /// Raters (or clusters) behind the score; papers where they came already counted.
    pub n_drawn: u64,
    /// Whether a part of it came already counted, so that what its answers have in common with
    /// answers on other units is unknown.
    pub is_unpaired: bool,
}

/// How far the rates of one leaf, or over all, could be off by chance.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RateSpread {
    /// 满意率 of each unit.
    pub satisfied: Vec<RateVariance>,
    /// 不满意率 of each unit.
    pub dissatisfied: Vec<RateVariance>,
}

/// The variance of one rate.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RateVariance {
    /// The variance of the share (0 to 1).
    pub variance: f64,
    /// Degrees of freedom: raters less strata, of those who answered on the unit.
    pub freedom: f64,
}

impl MeasureSpread {
    /// The covariance of some units as intervals, tests and rank sets take it: with the small numbers of
    /// raters made good, `√(c_a c_b) V_ab`.
    pub fn widened(&self, units: &[usize]) -> Symmetric {
        let roots: Vec<f64> = units.iter().map(|unit| self.units[*unit].inflation.sqrt()).collect();
        Symmetric::from_fn(units.len(), |a, b| {
            self.covariance.get(units[a], units[b]) * (roots[a] * roots[b])
        })
    }
}

impl Spread {
    /// What ballots and bundles say of the error of the scores that their tally gives.
    ///
    /// [`Tally::count`] has asked already: see [`Tally::spread`].
    pub fn of(
        appraisal: &Appraisal,
        (ballots, bundles): (&Ballots, &[Bundle]),
        tally: &Tally,
    ) -> Spread {
        let scheme = &appraisal.scheme;
        let frame = Frame::new(ballots, scheme.groups.len());
        let cells = Cells::new(appraisal, tally);
        let terms: Vec<Terms> = measures(scheme).map(|measure| cells.terms(measure)).collect();
        let measures = || -> Vec<MeasureSpread> {
            let sums = Sums::of(&frame, &cells, &terms, scheme.error.lonely);
            let finished = sums.into_par_iter().zip(&terms).map(|(mut sums, terms)| {
                bundle::add(appraisal, bundles, &cells, terms, &mut sums);
                finish(appraisal, &cells, terms, &frame, sums)
            });
            finished.collect()
        };
        let (spreads, rates) =
            rayon::join(measures, || rate::spreads(appraisal, bundles, tally, &frame));
        Spread {
            rates,
            n_drawn: frame.n_drawn(),
            n_strata: frame.n_strata(),
            n_lonely: frame.n_lonely(),
            has_unpaired: spreads.iter().any(|s| s.units.iter().any(|unit| unit.is_unpaired)),
            measures: spreads,
        }
    }

    /// The spread of one measure.
    pub fn measure(&self, measure: Measure) -> Option<&MeasureSpread> {
        self.measures.get(measure.index())
    }

    /// The spread of the rates of one leaf, or over all.
    pub fn rates(&self, measure: Measure) -> Option<&RateSpread> {
        self.rates.get(measure.index())
    }

    /// A spread over several periods in one, as [`Linked`] puts them together.
    pub(super) fn from_measures(measures: Vec<MeasureSpread>, of: &[&Spread]) -> Spread {
        Spread {
            has_unpaired: of.iter().any(|spread| spread.has_unpaired),
            n_drawn: of.iter().map(|spread| spread.n_drawn).sum(),
            n_strata: of.iter().map(|spread| spread.n_strata).sum(),
            n_lonely: of.iter().map(|spread| spread.n_lonely).sum(),
            rates: Vec::new(),
            measures,
        }
    }
}

/// The whole, then each indicator.
pub(super) fn measures(scheme: &Scheme) -> impl Iterator<Item = Measure> + use<> {
    let n = scheme.indicators.all().len();
    std::iter::once(Measure::Whole).chain((0..n).map(Measure::Indicator))
}

fn finish(
    appraisal: &Appraisal,
    cells: &Cells,
    terms: &Terms,
    frame: &Frame<'_>,
    sums: Sums,
) -> MeasureSpread {
    let fails = appraisal.scheme.error.lonely == Lonely::Fail && frame.n_lonely() > 0;
    let known = |unit: usize| {
        appraisal.units[unit].in_force
            && cells.is_whole(unit, terms)
            && {
                let heard = cells.groups_behind(unit, terms);
                heard.iter().all(|group| sums.is_told(unit, *group))
            }
            && !(fails && sums.is_lonely(unit))
    };
    let units: Vec<UnitSpread> = (0..appraisal.units.len())
        .map(|unit| {
            let is_known = known(unit);
            UnitSpread {
                is_known,
                freedom: if is_known { sums.freedom(unit) } else { 0.0 },
                inflation: sums.inflation(unit),
                n_drawn: sums.n_drawn(unit),
                is_unpaired: sums.is_unpaired(unit),
            }
        })
        .collect();
    let groups = sums.groups();
    MeasureSpread { covariance: sums.into_covariance(), units, groups }
}
