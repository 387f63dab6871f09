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
//! *What it does not do.* It does not yet say whether a change is more than chance.

use crate::appraisal::Appraisal;
use crate::error::{Error, Mismatch};
use crate::estimate::{Estimates, Measure, Rate};
use crate::exact::Published;
use crate::league::{League, Table};
use crate::period::Period;
use crate::scheme::{MarkKind, Scheme};

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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Made of several units: not compared.
    Merged {
        /// Positions of the units it was made of.
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

/// The change of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change {
    /// The earlier value.
    pub earlier: Option<Published>,
    /// The later value.
    pub later: Option<Published>,
    /// Later − earlier: points for scores, percentage points for rates.
    pub difference: Option<Published>,
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
}

impl RankMove {
    /// Places gained (above zero) or lost.
    pub fn gained(self) -> i64 {
        let whole = |rank: usize| i64::try_from(rank).unwrap_or(i64::MAX);
        whole(self.earlier) - whole(self.later)
    }
}

impl Trend {
    /// Compares two periods.
    ///
    /// # Errors
    /// [`Error::Incomparable`] where scale, indicators or scoring rules differ.
    pub fn compare(earlier: Exercise<'_>, later: Exercise<'_>) -> Result<Trend, Error> {
        let mismatches = mismatches(&earlier.appraisal.scheme, &later.appraisal.scheme);
        if !mismatches.is_empty() {
            return Err(Error::Incomparable(mismatches));
        }
        let (before, now) = (earlier.estimates.period, later.estimates.period);
        let units = units(earlier, later);
        let n_measures = later.appraisal.scheme.indicators.all().len();
        let measures: Vec<Measure> = std::iter::once(Measure::Whole)
            .chain((0..n_measures).map(Measure::Indicator))
            .collect();
        let means = |earlier: &crate::estimate::Means, later: &crate::estimate::Means| {
            let of =
                |means: &crate::estimate::Means, m: &Measure| means.of(*m).map(|m| m.published);
            measures.iter().map(|m| Change::new(of(earlier, m), of(later, m))).collect::<Vec<_>>()
        };
        let categories = earlier.estimates.categories.iter().zip(&later.estimates.categories);
        Ok(Trend {
            earlier: before,
            later: now,
            kind: kind(before, now),
            moves: moves(earlier.league, later.league, &units),
            city: means(&earlier.estimates.city, &later.estimates.city),
            categories: categories.map(|(earlier, later)| means(earlier, later)).collect(),
            units,
        })
    }

    /// How a unit's rank moved in one table.
    pub fn rank_move(
        &self,
        category: Option<usize>,
        measure: Measure,
        unit: usize,
    ) -> Option<RankMove> {
        let table = self.moves.iter().find(|t| t.category == category && t.measure == measure)?;
        table.moves.iter().find(|m| m.unit == unit).copied()
    }

    /// The change of one unit.
    pub fn unit(&self, unit: usize) -> Option<&UnitTrend> {
        self.units.iter().find(|trend| trend.unit == unit)
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
        Change { earlier, later, difference }
    }
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

/// What makes two schemes incomparable (`docs/methods.md` §8).
fn mismatches(earlier: &Scheme, later: &Scheme) -> Vec<Mismatch> {
    let mut found = Vec::new();
    if scale_key(earlier) != scale_key(later) {
        found.push(Mismatch::Scale);
    }
    let differing = differing_indicators(earlier, later);
    if !differing.is_empty() {
        found.push(Mismatch::Indicators(differing));
    }
    let groups = |scheme: &Scheme| -> Vec<_> {
        scheme.groups.iter().map(|group| group.id.clone()).collect()
    };
    let categories = |scheme: &Scheme| -> Vec<_> {
        scheme.categories.iter().map(|c| (c.id.clone(), c.weights.clone())).collect()
    };
    if groups(earlier) != groups(later) {
        found.push(Mismatch::Rules("groups"));
    } else if categories(earlier) != categories(later) {
        found.push(Mismatch::Rules("weights"));
    }
    if earlier.scoring.mode != later.scoring.mode {
        found.push(Mismatch::Rules("scoring.mode"));
    }
    if earlier.scoring.trim != later.scoring.trim {
        found.push(Mismatch::Rules("scoring.trim"));
    }
    if earlier.rounding != later.rounding {
        found.push(Mismatch::Rules("rounding"));
    }
    found
}

/// What a mark counts, level by level.
fn scale_key(scheme: &Scheme) -> Vec<(String, String, MarkKind)> {
    let scale = &scheme.scale;
    let points = |code| scale.points(code).map(|p| p.to_string()).unwrap_or_default();
    let codes = scale.codes().map(|code| (scale.name(code), points(code), scale.kind(code)));
    let blank = scale.blank.iter().map(|p| (String::new(), p.to_string(), MarkKind::Answer));
    codes.chain(blank).collect()
}

fn differing_indicators(earlier: &Scheme, later: &Scheme) -> Vec<String> {
    let shares = |scheme: &Scheme| -> Vec<(String, String)> {
        let leaves = scheme.indicators.leaves().iter().zip(scheme.indicators.weights());
        leaves.map(|(leaf, weight)| (leaf.id.clone(), weight.to_string())).collect()
    };
    let (a, b) = (shares(earlier), shares(later));
    let only = |from: &[(String, String)], other: &[(String, String)]| -> Vec<String> {
        from.iter().filter(|share| !other.contains(share)).map(|(id, _)| id.clone()).collect()
    };
    let mut differing = only(&a, &b);
    differing.extend(only(&b, &a));
    differing.sort();
    differing.dedup();
    differing
}

fn units(earlier: Exercise<'_>, later: Exercise<'_>) -> Vec<UnitTrend> {
    let (then, now) = (&earlier.appraisal.units, &later.appraisal.units);
    let position = |id: &String| now.iter().position(|unit| unit.id == *id);
    let was = |unit: usize| then.get(unit).is_some_and(|unit| unit.in_force);
    let mut rows = Vec::new();
    for (unit, entry) in now.iter().enumerate() {
        let roots: Vec<usize> = entry.predecessors.iter().filter_map(position).collect();
        let past: Vec<usize> = roots.into_iter().filter(|root| was(*root)).collect();
        let (fate, counterpart) = match (entry.in_force, was(unit), past.as_slice()) {
            (false, false, _) => continue,
            (true, true, []) if then[unit].name.zh == entry.name.zh => (Fate::Same, Some(unit)),
            (true, true, []) => (Fate::Renamed { earlier: unit }, Some(unit)),
            (true, false, [root]) if succeeds_alone(now, *root, unit) => {
                (Fate::Renamed { earlier: *root }, Some(*root))
            }
            (true, false, []) => (Fate::New, None),
            (true, was, _) => {
                let own = was.then_some(unit);
                let from = own.into_iter().chain(past.iter().copied()).collect();
                (Fate::Merged { from }, None)
            }
            (false, true, _) => {
                let successor = now
                    .iter()
                    .position(|other| other.in_force && other.predecessors.contains(&entry.id));
                (successor.map_or(Fate::Gone, |by| Fate::Succeeded { by }), None)
            }
        };
        let gone = !entry.in_force;
        rows.push((gone, row(earlier, later, unit, fate, counterpart)));
    }
    rows.sort_by_key(|(gone, _)| *gone);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Whether `unit` is the only successor of `root`, so that it can be compared with it.
fn succeeds_alone(now: &[crate::register::Unit], root: usize, unit: usize) -> bool {
    let id = &now[root].id;
    let successors =
        now.iter().enumerate().filter(|(_, u)| u.in_force && u.predecessors.contains(id));
    !now[root].in_force && successors.map(|(position, _)| position).eq([unit])
}

fn row(
    earlier: Exercise<'_>,
    later: Exercise<'_>,
    unit: usize,
    fate: Fate,
    counterpart: Option<usize>,
) -> UnitTrend {
    let gone = matches!(fate, Fate::Gone | Fate::Succeeded { .. });
    let then = if gone { Some(unit) } else { counterpart };
    let then = then.map(|unit| &earlier.estimates.units[unit]);
    let now = (!gone).then(|| &later.estimates.units[unit]);
    let n = later.appraisal.scheme.indicators.all().len();
    let measures = std::iter::once(Measure::Whole).chain((0..n).map(Measure::Indicator));
    let scores = measures
        .map(|measure| {
            let score = |e: Option<&crate::estimate::UnitEstimate>| e?.score(measure).published();
            Change::new(score(then), score(now))
        })
        .collect();
    let rate = |e: Option<&crate::estimate::UnitEstimate>| {
        e?.whole_rates.satisfied.as_ref().map(|rate: &Rate| rate.published)
    };
    UnitTrend { unit, fate, scores, satisfied: Change::new(rate(then), rate(now)) }
}

fn moves(earlier: &League, later: &League, units: &[UnitTrend]) -> Vec<TableMoves> {
    later
        .tables
        .iter()
        .filter_map(|now| {
            let then = earlier.tables.iter().find(|t| {
                t.by == now.by && t.category == now.category && t.measure == now.measure
            })?;
            Some(table_moves(then, now, units))
        })
        .collect()
}

fn table_moves(then: &Table, now: &Table, units: &[UnitTrend]) -> TableMoves {
    let counterpart = |unit: usize| {
        let trend = units.iter().find(|trend| trend.unit == unit)?;
        match trend.fate {
            Fate::Same => Some(unit),
            Fate::Renamed { earlier } => Some(earlier),
            _ => None,
        }
    };
    // (later unit, earlier rank, later rank) over all; then counted anew among the common ones.
    let common: Vec<(usize, usize, usize)> = now
        .standings
        .iter()
        .filter_map(|s| Some((s.unit, then.standing(counterpart(s.unit)?)?.rank, s.rank)))
        .collect();
    let rank = |better: &dyn Fn(&(usize, usize, usize)) -> bool| {
        1 + common.iter().filter(|other| better(other)).count()
    };
    let moves = common
        .iter()
        .map(|(unit, earlier, later)| RankMove {
            unit: *unit,
            earlier: rank(&|other| other.1 < *earlier),
            later: rank(&|other| other.2 < *later),
        })
        .collect();
    TableMoves { category: now.category, measure: now.measure, n_common: common.len(), moves }
}
