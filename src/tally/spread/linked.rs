//! Several periods in one: what scores of the same people at two times have in common.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::cell::{Cells, Terms};
use super::frame::Frame;
use super::kernel;
use super::moves::{Addend, Heard, Levers};
use super::steps::Steps;
use super::task::Task;
use super::{MeasureSpread, Spread, UnitSpread, measures};
use crate::appraisal::Appraisal;
use crate::intake::Intake;
use crate::scheme::Measure;
use crate::statistic::Symmetric;
use crate::tally::Tally;

/// What the scores of two periods have in common by chance, because the same people answered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Linked {
    /// For each measure of the later scheme, by earlier and later unit: the covariance of the scores.
    covariances: Vec<Rectangle>,
    /// How many raters answered in both periods; `None` where identifiers mean nothing beyond one.
    pub n_common: Option<usize>,
}

/// A matrix of earlier rows and later columns.
#[derive(Debug, Clone, PartialEq, Default)]
struct Rectangle {
    n_columns: usize,
    values: Vec<f64>,
}

/// One period with what is needed of its raters.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// Scheme, register and period.
    pub appraisal: &'a Appraisal,
    /// The ballots.
    pub intake: &'a Intake,
    /// Their counts.
    pub tally: &'a Tally,
}

impl Linked {
    /// What two periods have in common. `earlier_of` gives for each measure of the later period the
    /// same measure of the earlier one.
    ///
    /// Without [`links`](crate::ballot::Design::links) in both periods, or with clusters, nothing is known and
    /// `n_common` is absent: the honest answer is then to take the periods as independent, which is
    /// conservative for a difference.
    pub fn between(
        earlier: Counted<'_>,
        later: Counted<'_>,
        earlier_of: &dyn Fn(Measure) -> Option<Measure>,
    ) -> Linked {
        let links = |counted: &Counted<'_>| {
            let design = &counted.intake.ballots().design;
            !design.links.is_empty() && design.clusters.is_empty()
        };
        if !links(&earlier) || !links(&later) {
            return Linked::default();
        }
        let (then, now) = (Side::new(earlier), Side::new(later));
        let pairs = pairs(&then, &now);
        let wanted: Vec<(Option<Measure>, Measure)> = measures(&later.appraisal.scheme)
            .map(|measure| (earlier_of(measure), measure))
            .collect();
        let covariances = wanted
            .par_iter()
            .map(|(before, measure)| match before {
                Some(before) => rectangle(&then, &now, *before, *measure, &pairs),
                None => Rectangle::default(),
            })
            .collect();
        Linked { covariances, n_common: Some(pairs.len()) }
    }

    /// The covariance of an earlier score with a later one; zero where nothing is known.
    pub fn covariance(&self, measure: Measure, earlier: usize, later: usize) -> f64 {
        let rectangle = self.covariances.get(measure.index());
        let value = rectangle.and_then(|r| r.values.get(earlier * r.n_columns + later));
        value.copied().unwrap_or(0.0)
    }
}

/// A period ready for its raters to be matched.
struct Side<'a> {
    counted: Counted<'a>,
    frame: Frame<'a>,
    cells: Cells,
    /// What each rater's stratum lifts it by, by position among the drawn.
    lifts: Vec<f64>,
}

impl<'a> Side<'a> {
    fn new(counted: Counted<'a>) -> Side<'a> {
        let Counted { appraisal, intake, tally } = counted;
        let frame = Frame::new(intake.ballots(), appraisal.scheme.groups.len());
        let mut lifts = vec![0.0; frame.n_drawn()];
        for stratum in frame.strata() {
            let lift = kernel::lift(stratum, appraisal.scheme.error.lonely);
            lifts[stratum.drawn.clone()].fill(lift);
        }
        Side { counted, frame, cells: Cells::new(appraisal, tally), lifts }
    }

    /// What one of the drawn adds to each unit.
    fn add_up(
        &self,
        (levers, terms, steps): (&Levers<'_>, &Terms, &Steps),
        drawn: usize,
        into: &mut Vec<Addend>,
    ) {
        let task = Task { frame: &self.frame, levers, terms, steps, lift: self.lifts[drawn] };
        let mut heard = Heard::default();
        heard.fill(&self.frame, levers, &self.frame.drawn()[drawn]);
        task.list(&heard, into);
    }

    fn link(&self, drawn: usize) -> Option<u128> {
        let rater = self.frame.drawn()[drawn].rater;
        self.counted.intake.ballots().design.links.get(rater as usize).copied()
    }
}

/// Positions among the drawn of those who answered in both periods.
fn pairs(then: &Side<'_>, now: &Side<'_>) -> Vec<(usize, usize)> {
    let known: BTreeMap<u128, usize> =
        (0..then.lifts.len()).filter_map(|drawn| Some((then.link(drawn)?, drawn))).collect();
    let matched = (0..now.lifts.len()).filter_map(|drawn| {
        let before = known.get(&now.link(drawn)?)?;
        Some((*before, drawn))
    });
    matched.collect()
}

fn rectangle(
    then: &Side<'_>,
    now: &Side<'_>,
    before: Measure,
    after: Measure,
    pairs: &[(usize, usize)],
) -> Rectangle {
    let (terms_then, terms_now) = (then.cells.terms(before), now.cells.terms(after));
    let steps_then = Steps::new(&then.frame, &then.cells, &terms_then);
    let steps_now = Steps::new(&now.frame, &now.cells, &terms_now);
    let (levers_then, levers_now) = (Levers::new(&then.cells), Levers::new(&now.cells));
    let n_columns = now.cells.n_units();
    let mut products = vec![0_i128; then.cells.n_units() * n_columns];
    let (mut left, mut right): (Vec<Addend>, Vec<Addend>) = (Vec::new(), Vec::new());
    for (a, b) in pairs {
        then.add_up((&levers_then, &terms_then, &steps_then), *a, &mut left);
        now.add_up((&levers_now, &terms_now, &steps_now), *b, &mut right);
        for addend in &left {
            let row = addend.unit as usize * n_columns;
            for other in &right {
                let product = i128::from(addend.value) * i128::from(other.value);
                products[row + other.unit as usize] += product;
            }
        }
    }
    let squared = |place: usize| {
        steps_then.influence[place / n_columns] * steps_now.influence[place % n_columns]
    };
    let values = products.into_iter().enumerate();
    let values = values.map(|(place, product)| product as f64 / squared(place)).collect();
    Rectangle { n_columns, values }
}

impl Spread {
    /// The spread of a weighted sum of periods of one scheme, such as the year.
    ///
    /// `common` says what two parts have in common, by their positions. Where that is not known, twice
    /// the sum of the weighted covariances is taken, which no overlap of raters can exceed.
    pub fn of_sum(
        parts: &[(&Spread, f64)],
        common: &dyn Fn(usize, usize) -> Option<Linked>,
    ) -> Option<Spread> {
        let spreads: Vec<&Spread> = parts.iter().map(|(spread, _)| *spread).collect();
        let n_measures = spreads.first()?.measures.len();
        if spreads.iter().any(|spread| spread.measures.len() != n_measures) {
            return None;
        }
        let links: Vec<(usize, usize, Option<Linked>)> = (0..parts.len())
            .flat_map(|later| (0..later).map(move |earlier| (earlier, later)))
            .map(|(earlier, later)| (earlier, later, common(earlier, later)))
            .collect();
        let known = links
            .iter()
            .all(|(_, _, link)| link.as_ref().is_some_and(|link| link.n_common.is_some()));
        let measures = (0..n_measures).map(|measure| {
            let of = |spread: &Spread| spread.measures[measure].clone();
            let pieces: Vec<(MeasureSpread, f64)> =
                parts.iter().map(|(spread, weight)| (of(spread), *weight)).collect();
            let cross = |a: usize, b: usize| -> f64 {
                let shared = |(earlier, later, link): &(usize, usize, Option<Linked>)| {
                    let both = parts[*earlier].1 * parts[*later].1;
                    let link = link.as_ref()?;
                    let at = Measure::at(measure);
                    Some(both * (link.covariance(at, a, b) + link.covariance(at, b, a)))
                };
                links.iter().filter_map(shared).sum()
            };
            sum(&pieces, if known { Some(&cross) } else { None })
        });
        Some(Spread::from_measures(measures.collect(), &spreads))
    }
}

fn sum(
    pieces: &[(MeasureSpread, f64)],
    cross: Option<&dyn Fn(usize, usize) -> f64>,
) -> MeasureSpread {
    let n = pieces.first().map_or(0, |(piece, _)| piece.units.len());
    let bound = if cross.is_some() || pieces.len() < 2 { 1.0 } else { pieces.len() as f64 };
    let covariance = Symmetric::from_fn(n, |a, b| {
        let own: f64 =
            pieces.iter().map(|(piece, w)| bound * w * w * piece.covariance.get(a, b)).sum();
        own + cross.map_or(0.0, |cross| cross(a, b))
    });
    let units = (0..n)
        .map(|unit| {
            let each = || pieces.iter().map(|(piece, _)| piece.units[unit]);
            UnitSpread {
                is_known: each().all(|unit| unit.is_known),
                // The least of the parts: the sum has at least as many.
                freedom: each().map(|unit| unit.freedom).fold(f64::INFINITY, f64::min),
                inflation: each().map(|unit| unit.inflation).fold(1.0, f64::max),
                n_drawn: each().map(|unit| unit.n_drawn).sum(),
                is_unpaired: each().any(|unit| unit.is_unpaired),
            }
        })
        .collect();
    MeasureSpread { covariance, units, groups: Vec::new() }
}
