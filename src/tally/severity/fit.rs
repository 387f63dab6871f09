//! The model fitted part by part, and told without its raters.

use super::bias::{self, Belongs, Effect};
use super::graph::{Graph, Part};
use super::model::{Split, Spread, System};
use super::rater::{self, Ends, GroupSeverity};
use super::rating::{Ratings, breadth};
use super::shrink::{Moments, Shrinkage};
use super::{LinkedUnits, Severity, UnitSeverity};

/// The fitted model, which still knows raters.
pub(super) struct Fit<'a> {
    ratings: &'a Ratings,
    own: Belongs<'a>,
    graph: Graph,
    places: Vec<usize>,
    parts: Vec<PartFit>,
    shrinkage: Option<Shrinkage>,
    effect: Effect,
}

/// What was fitted in one part.
struct PartFit {
    raw: Vec<f64>,
    /// Absent where the part is one unit, and where arithmetic cannot tell its units apart.
    split: Option<Split>,
    spread: Option<Spread>,
    shrunken: Option<Vec<f64>>,
}

impl<'a> Fit<'a> {
    /// Fits the model. `clusters` and `own` are by the number of the rater, or empty.
    pub(super) fn of(ratings: &'a Ratings, clusters: &[u32], own: Belongs<'a>) -> Fit<'a> {
        let graph = Graph::of(ratings);
        let mut places = vec![0; ratings.n_units];
        for part in &graph.parts {
            let units = part.units.iter().enumerate();
            units.for_each(|(place, unit)| places[*unit as usize] = place);
        }
        let (mut moments, mut effect) = (Moments::default(), Effect::default());
        let mut parts: Vec<PartFit> = Vec::with_capacity(graph.parts.len());
        for part in &graph.parts {
            let fit = PartFit::of(System::new(ratings, part, &places), clusters, own, &mut effect);
            moments.add(
                System::new(ratings, part, &places),
                fit.split.as_ref().map(|split| split.rests.as_slice()),
            );
            parts.push(fit);
        }
        let lost = |fit: &PartFit| fit.raw.len() > 1 && fit.split.is_none();
        let shrinkage = moments.solve().filter(|_| !parts.iter().any(lost));
        if let Some(shrinkage) = shrinkage {
            let lambda = shrinkage.lambda * moments.mean_weight();
            for (part, fit) in graph.parts.iter().zip(&mut parts) {
                fit.shrunken = System::new(ratings, part, &places).shrunken(lambda);
            }
        }
        Fit { ratings, own, graph, places, parts, shrinkage, effect }
    }

    /// All that can be said without naming a rater, but for groups and ranks.
    pub(super) fn tell(&self) -> Severity {
        let rests = self.rests();
        let own_unit = self.effect.own_unit(self.ratings, &rests, self.own);
        let reciprocal = bias::reciprocal(self.ratings, &rests, self.own);
        let ballots = self.ratings.ballots();
        Severity {
            units: (0..self.ratings.n_units).map(|unit| self.unit(unit, ballots[unit])).collect(),
            parts: self.graph.parts.iter().zip(&self.parts).map(linked_units).collect(),
            groups: Vec::new(),
            shrinkage: self.shrinkage,
            own_unit,
            reciprocity: bias::reciprocity(&reciprocal),
            reciprocal,
            left_out: self.ratings.left_out,
        }
    }

    /// How each group of the scheme marks.
    pub(super) fn groups(&self, ends: Ends, n_groups: usize) -> Vec<GroupSeverity> {
        let mut severities = vec![None; self.ratings.papers.len()];
        for (part, fit) in self.graph.parts.iter().zip(&self.parts) {
            let Some(split) = &fit.split else { continue };
            for (paper, severity) in part.papers.iter().zip(&split.raters) {
                // One ballot says as much about its unit as about its rater.
                let known = breadth(self.ratings.paper(*paper)) > 1;
                severities[*paper] = known.then_some(*severity);
            }
        }
        rater::groups(self.ratings, &severities, ends, n_groups)
    }

    fn unit(&self, unit: usize, (n, n_linking): (u64, u64)) -> UnitSeverity {
        let firm = self.graph.firm[unit] as usize;
        let absent = UnitSeverity { firm, ..UnitSeverity::default() };
        let Some(part) = self.graph.part_of[unit] else { return absent };
        let (fit, place) = (&self.parts[part], self.places[unit]);
        let error = |spread: &Spread| spread.covariance.diagonal(place).max(0.0).sqrt();
        UnitSeverity {
            part: Some(part),
            n,
            n_linking,
            raw: Some(fit.raw[place]),
            adjusted: fit.split.as_ref().map(|split| split.units[place]),
            error: fit.spread.as_ref().map(error),
            shrunken: fit.shrunken.as_ref().map(|units| units[place]),
            ..absent
        }
    }

    /// What the model does not explain, by rating; absent where there is no model.
    fn rests(&self) -> Vec<Option<f64>> {
        let mut all = vec![None; self.ratings.all.len()];
        for (part, fit) in self.graph.parts.iter().zip(&self.parts) {
            let places = part.papers.iter().flat_map(|paper| self.ratings.papers[*paper].clone());
            let rests = fit.split.iter().flat_map(|split| &split.rests);
            places.zip(rests).for_each(|(at, rest)| all[at] = Some(*rest));
        }
        all
    }
}

impl PartFit {
    fn of(system: System, clusters: &[u32], own: Belongs, effect: &mut Effect) -> PartFit {
        let raw = system.means(|rating| rating.response);
        let alone = PartFit { raw, split: None, spread: None, shrunken: None };
        let bread = if alone.raw.len() > 1 { system.bread() } else { None };
        let Some(bread) = bread else { return alone };
        let split = system.split(&bread, |rating| rating.response);
        // Points beyond all measure are not adjusted rather than adjusted to nonsense.
        if !split.units.iter().all(|unit| unit.is_finite()) {
            return alone;
        }
        if !own.is_empty() {
            effect.add(system, &bread, &split.rests, own, clusters);
        }
        let spread = system.spread(&bread, &split.rests, clusters);
        PartFit { split: Some(split), spread, ..alone }
    }
}

fn linked_units((part, fit): (&Part, &PartFit)) -> LinkedUnits {
    let spread = fit.spread.as_ref();
    LinkedUnits {
        units: part.units.iter().map(|unit| *unit as usize).collect(),
        n_raters: part.papers.len() as u64,
        n_linking: part.n_linking as u64,
        n_bridging: part.n_bridging as u64,
        mean: fit.raw.iter().sum::<f64>() / fit.raw.len() as f64,
        covariance: spread.map(|spread| spread.covariance.clone()),
        n_draws: spread.map_or(0, |spread| spread.n_draws as u64),
    }
}
