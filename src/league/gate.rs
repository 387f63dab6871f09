//! The gate: a rank is refused where the score is less reliable than the scheme asks for
//! (`docs/methods.md` §15).

use std::collections::BTreeMap;

use super::{TableReliability, Why};
use crate::estimate::{Estimates, Measure};
use crate::scheme::{Below, Scheme};
use crate::statistic::reliability;

/// With fewer units nobody can say how much units differ.
const LEAST_UNITS: usize = 3;

/// How reliable the scores of the units of one table are.
#[derive(Default)]
pub(super) struct Gate {
    pub(super) table: Option<TableReliability>,
    units: BTreeMap<usize, f64>,
}

impl Gate {
    /// Judges the units that could be ranked.
    pub(super) fn new(estimates: &Estimates, measure: Measure, units: &[usize]) -> Gate {
        let known: Vec<usize> = units
            .iter()
            .copied()
            .filter(|unit| estimates.error(*unit, measure).is_some())
            .collect();
        let spread = estimates.spread().and_then(|spread| spread.measure(measure));
        let (Some(spread), true) = (spread, known.len() >= LEAST_UNITS) else {
            return Gate::default();
        };
        let values: Vec<f64> =
            known.iter().map(|unit| super::exact(estimates, *unit, measure).to_f64()).collect();
        let Some(found) = reliability(&values, &spread.widened(&known)) else {
            return Gate::default();
        };
        let table = found
            .table
            .map(|of_order| TableReliability { between: found.between.max(0.0).sqrt(), of_order });
        Gate { table, units: known.into_iter().zip(found.units).collect() }
    }

    /// How reliable the score of a unit is; absent where nobody can say.
    pub(super) fn of(&self, unit: usize) -> Option<f64> {
        self.units.get(&unit).copied()
    }

    /// Why a unit may not be ranked, where the scheme refuses it.
    pub(super) fn refuses(&self, scheme: &Scheme, unit: usize) -> Option<Why> {
        let least = scheme.reliability.least.to_f64();
        let reliability = self.of(unit)?;
        let refused = scheme.reliability.below == Below::Refuse && reliability < least;
        refused.then_some(Why::Unreliable { reliability, least })
    }
}
