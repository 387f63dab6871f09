//! Earlier periods as the audience may see them.

use std::collections::BTreeMap;

use super::super::material::{Past, View};
use super::super::{Audience, Cell};
use super::Place;
use crate::estimate::{Means, Measure};
use crate::league::Standing;
use crate::scheme::Publication;
use crate::trend::Trend;

/// One earlier period.
pub(super) struct Earlier<'a> {
    pub(super) period: String,
    past: &'a Past,
    /// The position of each of today's categories in the scheme of then.
    categories: Vec<Option<usize>>,
    tables: Vec<Ranks<'a>>,
    /// Whether ranks over all may be shown: a category that is internal today must leave no gap.
    shows_overall: bool,
}

/// One table of then, by unit.
struct Ranks<'a> {
    category: Option<usize>,
    measure: Measure,
    standings: BTreeMap<usize, &'a Standing>,
    of: usize,
}

/// The periods that compare, newest first.
pub(super) fn earlier<'a>(view: &View<'a>) -> Vec<Earlier<'a>> {
    view.material.history.iter().rev().map(|past| Earlier::new(view, past)).collect()
}

impl<'a> Earlier<'a> {
    fn new(view: &View<'a>, past: &'a Past) -> Earlier<'a> {
        let then = &past.appraisal.scheme.categories;
        let was_internal = |at: usize| then[at].publication == Publication::Internal;
        let now = view.scheme().categories.iter();
        let categories: Vec<Option<usize>> = now
            .map(|category| {
                let at = then.iter().position(|other| other.id == category.id)?;
                (view.audience == Audience::Internal || !was_internal(at)).then_some(at)
            })
            .collect();
        let hides = |at: usize| {
            let now = view.scheme().categories.iter().position(|other| other.id == then[at].id);
            !was_internal(at) && now.is_none_or(|category| !view.shows_category(category))
        };
        let tables = past.league.tables.iter().map(|table| Ranks {
            category: table.category,
            measure: table.measure,
            standings: table.standings.iter().map(|row| (row.unit, row)).collect(),
            of: table.standings.len(),
        });
        Earlier {
            period: view.locale.period(past.estimates.period),
            tables: tables.collect(),
            shows_overall: view.audience == Audience::Internal || !(0..then.len()).any(hides),
            categories,
            past,
        }
    }

    /// The measure of then that one of today's is compared with.
    pub(super) fn measure(&self, view: &View<'_>, measure: Measure) -> Option<Measure> {
        Trend::earlier_measure(&self.past.appraisal.scheme, view.scheme(), measure)
    }

    /// The unit as it was then, where it was in force and may be shown.
    pub(super) fn unit(&self, view: &View<'_>, unit: usize) -> Option<usize> {
        let then = &self.past.appraisal;
        let mut same = view.identities(unit).into_iter();
        same.find(|unit| {
            let was = then.units.get(*unit).filter(|unit| unit.in_force);
            was.is_some_and(|unit| self.categories.contains(&Some(unit.category)))
        })
    }

    /// The score of then and the answers behind it.
    pub(super) fn score(&self, view: &View<'_>, unit: usize, measure: Measure) -> (Cell, Cell) {
        let score = self.past.estimates.units[unit].score(measure);
        let cell = match score.published() {
            Some(_) => view.score_cell(score),
            None => Cell::Absent(view.locale.word("absent-no-score")),
        };
        (cell, view.n_cell(score))
    }

    pub(super) fn interval(&self, view: &View<'_>, unit: usize, measure: Measure) -> Cell {
        let error = self.past.estimates.error(unit, measure).filter(|_| view.shows_errors());
        error.map_or(Cell::Empty, |error| view.span(error.interval))
    }

    /// The place over all.
    pub(super) fn overall(&self, view: &View<'_>, unit: usize, measure: Measure) -> Place {
        if self.shows_overall { self.place(view, None, unit, measure) } else { Place::default() }
    }

    /// The place in the category that the unit was in.
    pub(super) fn within(&self, view: &View<'_>, unit: usize, measure: Measure) -> Place {
        let category = self.past.appraisal.units[unit].category;
        self.place(view, Some(category), unit, measure)
    }

    fn place(
        &self,
        view: &View<'_>,
        category: Option<usize>,
        unit: usize,
        measure: Measure,
    ) -> Place {
        let mut tables = self.tables.iter();
        let table = tables.find(|table| table.category == category && table.measure == measure);
        let Some((table, standing)) = table.and_then(|t| Some((t, t.standings.get(&unit)?))) else {
            return Place::default();
        };
        let set = standing.set.filter(|_| view.shows_errors());
        Place {
            rank: Cell::Rank { rank: standing.rank, joint: standing.joint, of: table.of },
            set: set.map_or(Cell::Empty, |set| Cell::Ranks {
                best: set.together.best,
                worst: set.together.worst,
                marked: set.is_borderline,
            }),
            ..Place::default()
        }
    }

    /// The means of then: over all, or of one of today's categories.
    pub(super) fn means(&self, category: Option<usize>) -> Option<&'a Means> {
        let estimates = &self.past.estimates;
        match category {
            None => self.shows_overall.then_some(&estimates.city),
            Some(category) => estimates.categories.get(self.categories.get(category).copied()??),
        }
    }
}
