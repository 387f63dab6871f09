//! Stop 5 · the trend (对比): what changed between two periods.
//!
//! *What it is.* For every unit the change of its scores in points and of its rates in percentage
//! points, and how its rank moved among the units common to both periods.
//!
//! *What it promises.* It compares only what is comparable: [`Trend::compare`] refuses, with the
//! reason, where scale, indicators or the rules of scoring differ. A change is the difference of
//! the two printed values, so that a reader can redo it. New, gone, renamed and merged units are
//! marked, never matched by likeness of name.
//!
//! Each change of a score has its error and a test, which know of the raters that both periods share
//! where identifiers link them.
//!
//! *What it does not do.* It calls no change real that could be chance, that is smaller than the scheme
//! asks for, or that rests on too few answers.

mod comparable;
mod fate;
mod moves;
mod real;

pub use real::{ChangeTest, TrendFamily};

use std::collections::BTreeMap;

use self::moves::counterpart;
use self::real::Sides;
use crate::appraisal::Appraisal;
use crate::error::Error;
use crate::estimate::{Estimates, Means, Measure};
use crate::exact::Published;
use crate::league::League;
use crate::period::Period;
use crate::scheme::Scheme;
use crate::tally::Linked;

/// One period with all that was made of it.
#[derive(Debug, Clone, Copy)]
pub struct Exercise<'a> {
    /// Scheme, register and period.
    pub appraisal: &'a Appraisal,
    /// Its scores.
    pub estimates: &'a Estimates,
    /// Its ranks.
    pub league: &'a League,
}

/// What changed between two periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// The earlier period.
    pub earlier: Period,
    /// The later period.
    pub later: Period,
    /// Which comparison it is.
    pub kind: TrendKind,
    /// Units in force in the later period, then those gone, in the order of the register.
    pub units: Vec<UnitTrend>,
    /// The mean over all published units: of the whole, then of each indicator.
    pub city: Vec<Change>,
    /// The mean of each category: of the whole, then of each indicator.
    pub categories: Vec<Vec<Change>>,
    /// For each table of the later league that the earlier one has too, how ranks moved.
    pub moves: Vec<TableMoves>,
    /// How the many changes are allowed for, and whether the periods share raters.
    pub family: TrendFamily,
}

/// Which comparison a trend is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrendKind {
    /// 环比: with the period just before.
    Previous,
    /// 同比: with the same part of last year.
    SameOfLastYear,
    /// With another period.
    Other,
}

/// What became of a unit between the periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// In force in both under one name.
    Same,
    /// In force in both; its earlier name and the identity it had then.
    Renamed {
        /// Position of the earlier identity in the register.
        earlier: usize,
    },
    /// Not in force before.
    New,
    /// Made of several units, or of a part of one that was split: not compared.
    Merged {
        /// Positions of the units it was made of; one only where that was split.
        from: Vec<usize>,
    },
    /// Not in force any more, and without a successor.
    Gone,
    /// Not in force any more; succeeded by another unit.
    Succeeded {
        /// Position of the successor.
        by: usize,
    },
}

impl Fate {
    /// Whether the unit is not in force any more.
    pub fn is_past(&self) -> bool {
        matches!(self, Fate::Gone | Fate::Succeeded { .. })
    }
}

/// The change of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitTrend {
    /// Position in the register.
    pub unit: usize,
    /// What became of it.
    pub fate: Fate,
    /// Of the whole, then of each indicator.
    pub scores: Vec<Change>,
    /// 满意率 over all indicators, in percentage points.
    pub satisfied: Change,
}

/// Two printed values and their difference; each absent where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Change {
    /// The earlier value.
    pub earlier: Option<Published>,
    /// The later value.
    pub later: Option<Published>,
    /// Later − earlier: points for scores, percentage points for rates.
    pub difference: Option<Published>,
    /// Whether it is more than chance; absent for rates, and where a score has no error.
    pub test: Option<ChangeTest>,
}

/// How ranks moved in one table among the units ranked in both periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableMoves {
    /// The table's category; `None` over all.
    pub category: Option<usize>,
    /// What is measured.
    pub measure: Measure,
    /// How many units are common.
    pub n_common: usize,
    /// The common units, in their later order.
    pub moves: Vec<RankMove>,
    /// Where each unit is among `moves`.
    by_unit: BTreeMap<usize, usize>,
}

/// How one unit's rank moved among the common units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankMove {
    /// Position of the later identity in the register.
    pub unit: usize,
    /// Its earlier rank among the common units.
    pub earlier: usize,
    /// Its later rank among the common units.
    pub later: usize,
    /// Whether the move is more than chance: the confidence sets of both periods have no rank in common.
    /// Absent for tables of one indicator, and where a score has no error.
    pub is_sure: Option<bool>,
}

impl RankMove {
    /// Places gained (above zero) or lost.
    pub fn gained(self) -> i64 {
        let whole = |rank: usize| i64::try_from(rank).unwrap_or(i64::MAX);
        whole(self.earlier) - whole(self.later)
    }
}

impl Trend {
    /// Compares two periods as if other people had answered, which makes the errors too great rather
    /// than too small where they were the same.
    ///
    /// # Errors
    /// [`Error::Incomparable`] where scale, indicators or scoring rules differ.
    pub fn compare(earlier: Exercise<'_>, later: Exercise<'_>) -> Result<Trend, Error> {
        Trend::compare_linked(earlier, later, &Linked::default())
    }

    /// The measure of the earlier scheme that each measure of the later one is compared with, for
    /// [`Linked::between`].
    pub fn earlier_measure(earlier: &Scheme, later: &Scheme, measure: Measure) -> Option<Measure> {
        let positions = earlier_positions(earlier, later);
        let mut pairs = measures(&positions);
        pairs.find(|(_, now)| *now == measure).map(|(then, _)| then)
    }

    /// Compares two periods, knowing what their scores have in common.
    ///
    /// # Errors
    /// [`Error::Incomparable`] where scale, indicators or scoring rules differ.
    pub fn compare_linked(
        earlier: Exercise<'_>,
        later: Exercise<'_>,
        linked: &Linked,
    ) -> Result<Trend, Error> {
        let mismatches = comparable::mismatches(earlier.appraisal, later.appraisal);
        if !mismatches.is_empty() {
            return Err(Error::Incomparable(mismatches));
        }
        let (before, now) = (earlier.estimates.period, later.estimates.period);
        let positions = earlier_positions(&earlier.appraisal.scheme, &later.appraisal.scheme);
        let units = fate::units(earlier, later, &positions);
        let means = |earlier: &Means, later: &Means| -> Vec<Change> {
            let of = |means: &Means, measure| means.of(measure).map(|mean| mean.published);
            measures(&positions)
                .map(|(then, now)| Change::new(of(earlier, then), of(later, now)))
                .collect()
        };
        let categories = earlier.estimates.categories.iter().zip(&later.estimates.categories);
        let sides = Sides { earlier, later, linked };
        let mut trend = Trend {
            earlier: before,
            later: now,
            kind: kind(before, now),
            moves: moves::moves(earlier, later, &units, &positions),
            city: means(&earlier.estimates.city, &later.estimates.city),
            categories: categories.map(|(earlier, later)| means(earlier, later)).collect(),
            units,
            family: sides.family(),
        };
        sides.test(&mut trend, &positions);
        Ok(trend)
    }

    /// How a unit's rank moved in one table.
    pub fn rank_move(
        &self,
        category: Option<usize>,
        measure: Measure,
        unit: usize,
    ) -> Option<RankMove> {
        let table = self.moves.iter().find(|t| t.category == category && t.measure == measure)?;
        table.moves.get(*table.by_unit.get(&unit)?).copied()
    }

    /// The change of one unit.
    pub fn unit(&self, unit: usize) -> Option<&UnitTrend> {
        // Two runs in the order of the register: in force, then gone.
        let gone = self.units.partition_point(|trend| !trend.fate.is_past());
        let (standing, past) = self.units.split_at(gone);
        [standing, past].into_iter().find_map(|units| {
            units.binary_search_by_key(&unit, |trend| trend.unit).ok().map(|at| &units[at])
        })
    }
}

impl UnitTrend {
    /// The change of a score.
    pub fn score(&self, measure: Measure) -> Change {
        let index = match measure {
            Measure::Whole => 0,
            Measure::Indicator(index) => index + 1,
        };
        self.scores.get(index).copied().unwrap_or_default()
    }
}

impl Change {
    fn new(earlier: Option<Published>, later: Option<Published>) -> Change {
        let difference = earlier.zip(later).and_then(|(earlier, later)| later.minus(earlier));
        Change { earlier, later, difference, test: None }
    }
}

/// Every measure as the earlier and as the later period number it: the whole, then each indicator.
fn measures(positions: &[usize]) -> impl Iterator<Item = (Measure, Measure)> {
    let indicators = positions.iter().enumerate();
    let pair = |(now, then): (usize, &usize)| (Measure::Indicator(*then), Measure::Indicator(now));
    std::iter::once((Measure::Whole, Measure::Whole)).chain(indicators.map(pair))
}

fn kind(earlier: Period, later: Period) -> TrendKind {
    if later.previous() == earlier {
        TrendKind::Previous
    } else if later.same_of_last_year() == earlier {
        TrendKind::SameOfLastYear
    } else {
        TrendKind::Other
    }
}

/// The position of each of the later scheme's indicators in the earlier one, which has them all.
fn earlier_positions(earlier: &Scheme, later: &Scheme) -> Vec<usize> {
    let known = earlier.indicators.all();
    let find = |id: &String| known.iter().position(|indicator| indicator.id == *id);
    later.indicators.all().iter().filter_map(|indicator| find(&indicator.id)).collect()
}
