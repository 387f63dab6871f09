//! What all letters hold units against, looked up once.

use std::collections::BTreeMap;

use super::super::material::View;
use super::FEWEST_UNITS;
use crate::comment::{Comments, UnitCounts};
use crate::estimate::{Estimates, Measure};
use crate::exact::Published;
use crate::league::{Standing, Table, Unranked};
use crate::scheme::Publication;

/// What is known of all units.
pub(super) struct Known<'a> {
    places: BTreeMap<usize, Vec<Place<'a>>>,
    peers: Vec<Option<Peers>>,
    counts: BTreeMap<usize, UnitCounts>,
    lineage: BTreeMap<usize, usize>,
    /// Every period from the oldest to the present one.
    pub(super) periods: Vec<Epoch<'a>>,
}

/// Where a unit stands in a table of the whole.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) table: &'a Table,
    pub(super) row: Result<&'a Standing, &'a Unranked>,
}

/// What the units of a category have in common, by measure as [`Measure::index`] counts.
pub(super) struct Peers {
    means: Vec<Option<Published>>,
    /// The least and the greatest score; none where the category is not published.
    ends: Vec<Option<(Published, Published)>>,
}

/// A period of the line over time.
pub(super) struct Epoch<'a> {
    pub(super) name: String,
    pub(super) told: &'a Estimates,
    /// The same with everything in it.
    pub(super) whole: &'a Estimates,
    /// The mean of each category of today, as it was then, where it may be shown.
    means: Vec<Option<Published>>,
}

impl<'a> Known<'a> {
    pub(super) fn of(view: &View<'a>, whole: &View<'a>, comments: Option<&Comments>) -> Known<'a> {
        let own = |counts: UnitCounts| Some((counts.unit?, counts));
        let counts = comments.map(Comments::by_unit).unwrap_or_default();
        Known {
            places: places(view),
            peers: (0..view.scheme().categories.len())
                .map(|of| Peers::of(if view.shows_category(of) { view } else { whole }, of))
                .collect(),
            counts: counts.into_iter().filter_map(own).collect(),
            lineage: lineage(view),
            periods: periods(view, whole),
        }
    }

    /// Where a unit stands, in the order of the tables.
    pub(super) fn places(&self, unit: usize) -> &[Place<'a>] {
        self.places.get(&unit).map_or(&[], Vec::as_slice)
    }

    pub(super) fn peers(&self, category: usize) -> Option<&Peers> {
        self.peers.get(category).and_then(Option::as_ref)
    }

    /// How many comments of what a unit got; absent where it got none.
    pub(super) fn counts(&self, unit: usize) -> Option<&UnitCounts> {
        self.counts.get(&unit)
    }

    /// The unit and its only predecessor, of which it is the only successor.
    pub(super) fn lineage(&self, unit: usize) -> [Option<usize>; 2] {
        [Some(unit), self.lineage.get(&unit).copied()]
    }
}

impl Peers {
    fn of(view: &View<'_>, category: usize) -> Option<Peers> {
        let measures: Vec<Measure> = view.measures().collect();
        let means =
            measures.iter().map(|measure| mean(view, view.material.estimates, category, *measure));
        let means: Vec<Option<Published>> = means.collect();
        let mut ends = vec![None; measures.len()];
        if view.shows_category(category) {
            for unit in view.units().filter(|unit| view.category_of(*unit) == category) {
                let estimate = &view.material.estimates.units[unit];
                for (ends, measure) in ends.iter_mut().zip(&measures) {
                    let Some(own) = estimate.score(*measure).published() else { continue };
                    let (least, most) = ends.unwrap_or((own, own));
                    *ends = Some((least.min(own), most.max(own)));
                }
            }
        }
        means.iter().any(Option::is_some).then_some(Peers { means, ends })
    }

    pub(super) fn mean(&self, measure: Measure) -> Option<Published> {
        self.means.get(measure.index()).copied().flatten()
    }

    /// The least and the greatest score, where there is a mean to go with them.
    pub(super) fn ends(&self, measure: Measure) -> Option<(Published, Published)> {
        self.mean(measure)?;
        self.ends.get(measure.index()).copied().flatten()
    }
}

/// The mean of a category: of one unit it would be that unit's score, and of a few units that are not
/// published it would tell one of them what the others have.
fn mean(
    view: &View<'_>,
    estimates: &Estimates,
    category: usize,
    measure: Measure,
) -> Option<Published> {
    let fewest = match view.scheme().categories[category].publication {
        Publication::Internal => FEWEST_UNITS,
        Publication::Ranked | Publication::ScoreOnly => 2,
    };
    let mean = estimates.categories.get(category)?.of(measure)?;
    (mean.n_units >= fewest).then_some(mean.published)
}

/// The rows of every table of the whole that anybody may see, by unit.
fn places<'a>(view: &View<'a>) -> BTreeMap<usize, Vec<Place<'a>>> {
    let mut places: BTreeMap<usize, Vec<Place<'a>>> = BTreeMap::new();
    // With one category its table is that of all units over again.
    let several = view.has_categories();
    let mut tables: Vec<&Table> =
        view.tables().filter(|table| table.measure == Measure::Whole).collect();
    let has_overall = tables.iter().any(|table| table.category.is_none());
    tables.retain(|table| several || !has_overall || table.category.is_none());
    for table in tables {
        let ranked = table.standings.iter().map(|row| (row.unit, Ok(row)));
        let unranked = table.unranked.iter().map(|row| (row.unit, Err(row)));
        for (unit, row) in ranked.chain(unranked) {
            places.entry(unit).or_default().push(Place { table, row });
        }
    }
    places
}

/// By unit, its only predecessor, where it is the only unit in force that succeeded it.
fn lineage(view: &View<'_>) -> BTreeMap<usize, usize> {
    let units = &view.appraisal().units;
    let mut successors: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.in_force) {
        for id in &unit.predecessors {
            *successors.entry(id).or_default() += 1;
        }
    }
    let positions: BTreeMap<&str, usize> =
        units.iter().enumerate().map(|(at, unit)| (unit.id.as_str(), at)).collect();
    let predecessor = |unit: &crate::register::Unit| match unit.predecessors.as_slice() {
        [only] if successors.get(only.as_str()) == Some(&1) => {
            positions.get(only.as_str()).copied()
        }
        _ => None,
    };
    units.iter().enumerate().filter_map(|(at, unit)| Some((at, predecessor(unit)?))).collect()
}

fn periods<'a>(view: &View<'a>, whole: &View<'a>) -> Vec<Epoch<'a>> {
    let scheme = view.scheme();
    let past = view.material.history.iter().zip(whole.material.history);
    let past =
        past.map(|(told, whole)| (&told.estimates, &whole.estimates, &told.appraisal.scheme));
    let present = (view.material.estimates, whole.material.estimates, scheme);
    past.chain([present])
        .map(|(told, whole, then)| {
            // A category may have stood elsewhere in an earlier scheme.
            let means = scheme.categories.iter().map(|category| {
                let place = then.categories.iter().position(|other| other.id == category.id)?;
                // What was for the leaders only then stays so.
                let same = then.categories[place].publication == category.publication;
                let is_internal = category.publication == Publication::Internal;
                let (estimates, fewest) =
                    if is_internal { (whole, FEWEST_UNITS) } else { (told, 2) };
                let mean = estimates.categories.get(place)?.of(Measure::Whole)?;
                (same && mean.n_units >= fewest).then_some(mean.published)
            });
            Epoch { name: view.locale.period(told.period), told, whole, means: means.collect() }
        })
        .collect()
}

impl<'a> Epoch<'a> {
    /// The scores to tell a unit: all of its own where it is told to nobody else.
    pub(super) fn of(&self, is_internal: bool) -> &'a Estimates {
        if is_internal { self.whole } else { self.told }
    }

    /// The mean of a category then, where it may be shown.
    pub(super) fn mean(&self, category: usize) -> Option<Published> {
        self.means.get(category).copied().flatten()
    }
}
