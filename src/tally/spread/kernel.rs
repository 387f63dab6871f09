//! The sums: products of what each rater adds to the scores of the units it judged.
//!
//! `V = Σ_h (1 − f_h) · m_h/(m_h − 1) · [ Σ_r Z_r Z_rᵀ − m_h Z̄_h Z̄_hᵀ ]`. Each contribution to a `Z`
//! is made a whole number of a step so small that nothing is lost that matters; from there on sums are
//! exact, and the order of rows, of raters and of threads leaves no trace.

use rayon::prelude::*;

use super::GroupSpread;
use super::cell::{Cells, Terms};
use super::frame::{Frame, Stratum};
use super::moves::{Heard, Levers, Said};
use super::products::{FEW_UNITS, Products};
use super::residual::{Closing, Residual};
use super::steps::Steps;
use super::task::{Part, Task, stratum_parts, take};
use super::within::Within;
use crate::scheme::Lonely;
use crate::statistic::Symmetric;

/// The sums of one measure.
pub(super) struct Sums {
    covariance: Symmetric,
    n_groups: usize,
    units: Vec<UnitSums>,
    /// By unit and group, who was heard.
    groups: Vec<Behind>,
}

/// Who of one group was heard on one unit.
#[derive(Debug, Clone, Copy, Default)]
struct Behind {
    /// How many raters, clusters or papers.
    n: u64,
    /// How many of them leave nothing to chance, because their stratum was asked to the last.
    n_certain: u64,
    /// What the group adds to the variance of the score.
    variance: f64,
}

/// What is summed of one unit over the strata.
#[derive(Debug, Clone, Copy, Default)]
struct UnitSums {
    variance: f64,
    /// `Σ c_h V_h`: each stratum with what its small number of raters hides.
    corrected: f64,
    /// `Σ (c_h V_h)² / ν_h`.
    per_freedom: f64,
    /// The same two sums of what the variances would be if raters of all groups differed alike.
    alike: f64,
    alike_per_freedom: f64,
    n_drawn: u64,
    is_unpaired: bool,
    is_lonely: bool,
}

/// How the ballots of a frame move the scores of one measure.
struct Asked<'a> {
    terms: &'a Terms,
    steps: Steps,
}

/// The sums of one measure while strata are added.
struct Going<'a> {
    sums: Sums,
    products: Products,
    residual: Option<Residual<'a>>,
}

/// Units up to which several measures are summed in one go over the ballots: with more of them what is
/// summed of one measure fills the cache.
const TOGETHER: usize = 128;

impl Sums {
    /// Sums over all ballots, for each measure.
    pub(super) fn of(frame: &Frame<'_>, cells: &Cells, all: &[Terms], lonely: Lonely) -> Vec<Sums> {
        let alone = is_in_turn(frame, cells) || cells.n_units() > TOGETHER;
        let terms = all.par_chunks(if alone { 1 } else { all.len().max(1) });
        terms.flat_map(|terms| Sums::together(frame, cells, terms, lonely)).collect()
    }

    fn together(frame: &Frame<'_>, cells: &Cells, terms: &[Terms], lonely: Lonely) -> Vec<Sums> {
        let n = cells.n_units();
        let judged = frame.ballots.len().checked_div(frame.n_drawn()).unwrap_or(0);
        let levers = Levers::new(cells);
        let of = |terms| Asked { terms, steps: Steps::new(frame, cells, terms) };
        let asked: Vec<Asked<'_>> = terms.iter().map(of).collect();
        let open = |asked: &Asked<'_>| Going {
            sums: Sums::new(n, cells.n_groups()),
            products: Products::new(n, judged),
            residual: residual((frame, &levers), asked),
        };
        let mut going: Vec<Going> = asked.iter().map(open).collect();
        let strata = frame.strata().iter().enumerate();
        for (number, stratum) in strata.filter(|(_, stratum)| stratum.m() > 0) {
            let lift = lift(stratum, lonely);
            let tasks: Vec<Task> = asked
                .iter()
                .map(|Asked { terms, steps }| Task { frame, levers: &levers, terms, steps, lift })
                .collect();
            let size = (n, cells.n_groups(), judged);
            let mut parts = match is_in_turn(frame, cells) {
                false => stratum_parts((frame, &levers), &tasks, stratum, size).into_iter(),
                true => Vec::new().into_iter(),
            };
            for (going, task) in going.iter_mut().zip(&tasks) {
                let within = going.take((number, stratum), task, parts.next());
                let within = going.sums.note(&within, is_certain(stratum, lonely));
                let Going { sums, residual, .. } = going;
                sums.close((number, stratum), lonely, &within, task.steps, residual.as_mut());
            }
        }
        let close = |(going, asked): (Going<'_>, &Asked<'_>)| {
            let Going { mut sums, products, residual } = going;
            sums.put(&products.into_sums(), &asked.steps);
            if let Some(residual) = &residual {
                sums.weigh(residual);
            }
            sums.average_over_lonely(frame, lonely);
            sums
        };
        going.into_iter().zip(&asked).map(close).collect()
    }

    fn new(n: usize, n_groups: usize) -> Sums {
        Sums {
            covariance: Symmetric::zeros(n),
            n_groups,
            units: vec![UnitSums::default(); n],
            groups: vec![Behind::default(); n * n_groups],
        }
    }

    /// Puts the products into the covariance.
    fn put(&mut self, products: &[i128], steps: &Steps) {
        let n = self.units.len();
        for row in 0..n {
            let start = row * (row + 1) / 2;
            for (column, product) in products[start..=start + row].iter().enumerate() {
                if *product != 0 {
                    let squared = steps.influence[row] * steps.influence[column];
                    self.covariance.add(row, column, *product as f64 / squared);
                }
            }
        }
    }

    /// Notes who of each group was heard; by unit, what a stratum holds of all its groups.
    fn note(&mut self, within: &[Within], is_certain: bool) -> Vec<(u16, Within)> {
        let by_unit = within.chunks(self.n_groups).zip(self.groups.chunks_mut(self.n_groups));
        let of_unit = |(within, behind): (&[Within], &mut [Behind])| {
            let (mut all, mut of_group) = (Within::default(), 0);
            for ((group, within), behind) in (0_u16..).zip(within).zip(behind) {
                if within.n > 0 {
                    all.merge(within);
                    of_group = group;
                    behind.n += within.n;
                    behind.n_certain += if is_certain { within.n } else { 0 };
                }
            }
            (of_group, all)
        };
        by_unit.map(of_unit).collect()
    }

    /// Takes off the mean of a stratum, and notes what it says of the freedom of each unit.
    fn close(
        &mut self,
        (number, stratum): (usize, &Stratum),
        lonely: Lonely,
        within: &[(u16, Within)],
        steps: &Steps,
        residual: Option<&mut Residual<'_>>,
    ) {
        let mean_part = mean_part(stratum, lonely);
        // Each contribution is off by half a step at most: a total within that is zero. It is wherever
        // the stratum is a group, so that nothing is taken off then.
        let total = |((_, sums), step): (&(u16, Within), &f64)| match sums.total.unsigned_abs() {
            total if total <= u128::from(sums.n) => 0.0,
            _ => sums.total as f64 / step,
        };
        let totals: Vec<f64> = within.iter().zip(&steps.influence).map(total).collect();
        // By unit, what known totals change of the variance; also of a unit that nobody here judged.
        let changes = residual.map(|residual| {
            let (lift, steps) = (lift(stratum, lonely), steps.influence.as_slice());
            let totals = totals.as_slice();
            residual.close(&Closing { stratum: number, lift, mean_part, steps, totals })
        });
        let change = |unit: usize| changes.as_ref().map_or(0.0, |changes| changes[unit]);
        for unit in (0..within.len()).filter(|unit| within[*unit].1.n == 0 && change(*unit) > 0.0) {
            self.units[unit].add(change(unit), 1.0, (stratum.m() as f64 - 1.0).max(1.0), 0);
        }
        let mut moved: Vec<(usize, f64)> = Vec::new();
        for (unit, (group, sums)) in within.iter().enumerate().filter(|(_, of)| of.1.n > 0) {
            let (step, total) = (steps.influence[unit], totals[unit]);
            let own = sums.squares as f64 / (step * step);
            let variance = (own - mean_part * total * total + change(unit)).max(0.0);
            let unit_sums = &mut self.units[unit];
            unit_sums.add(variance, sums.hidden(stratum), sums.freedom(), sums.n);
            let alike = stratum.chance * sums.pulls[1] as f64;
            unit_sums.alike += alike;
            unit_sums.alike_per_freedom += alike * alike / sums.freedom();
            unit_sums.is_lonely |= stratum.is_lonely();
            let behind = &mut self.groups[unit * self.n_groups + usize::from(*group)];
            behind.variance += variance;
            if mean_part * total.abs() > 0.0 {
                moved.push((unit, total));
            }
        }
        for (at, (unit, total)) in moved.iter().enumerate() {
            for (other, of_other) in &moved[..=at] {
                self.covariance.add(*unit, *other, -mean_part * total * of_other);
            }
        }
    }

    /// Adds what weighting to known totals changes.
    fn weigh(&mut self, residual: &Residual<'_>) {
        for row in 0..self.covariance.n() {
            for column in 0..row {
                self.covariance.add(row, column, residual.covariance(row, column));
            }
            let variance = self.covariance.diagonal(row) + residual.covariance(row, row);
            self.covariance.set(row, row, variance.max(0.0));
        }
    }

    /// Lets lonely strata add what the others add on average.
    fn average_over_lonely(&mut self, frame: &Frame<'_>, lonely: Lonely) {
        if let Some(factor) = averaged(frame, lonely) {
            self.covariance = std::mem::take(&mut self.covariance).times(factor);
            self.groups.iter_mut().for_each(|behind| behind.variance *= factor);
        }
    }

    /// Adds answers that came already counted: their own variance, and nothing in common with others.
    pub(super) fn add_unpaired(
        &mut self,
        (unit, group): (usize, usize),
        variance: f64,
        freedom: f64,
        n: u64,
    ) {
        self.covariance.add(unit, unit, variance);
        self.units[unit].add(variance, 1.0, freedom, n);
        self.units[unit].is_unpaired = true;
        let behind = &mut self.groups[unit * self.n_groups + group];
        behind.n += n;
        behind.variance += variance;
    }

    /// Whether what a group says of a unit shows how far it could be off: two of it were heard, or
    /// nothing was left to chance.
    pub(super) fn is_told(&self, unit: usize, group: usize) -> bool {
        let behind = &self.groups[unit * self.n_groups + group];
        behind.n >= 2 || behind.n_certain == behind.n
    }

    /// How many were heard on a unit.
    pub(super) fn n_drawn(&self, unit: usize) -> u64 {
        self.units[unit].n_drawn
    }

    pub(super) fn is_unpaired(&self, unit: usize) -> bool {
        self.units[unit].is_unpaired
    }

    /// Whether a lonely stratum was heard on a unit.
    pub(super) fn is_lonely(&self, unit: usize) -> bool {
        self.units[unit].is_lonely
    }

    /// Degrees of freedom by Satterthwaite, `(Σ V_h)² / Σ V_h²/ν_h`: the lesser of two, with the
    /// variances that were found, and with those of raters who differ alike in all groups (Bell and
    /// McCaffrey). The first alone is too great just where a heavy group seems to agree by chance.
    pub(super) fn freedom(&self, unit: usize) -> f64 {
        let sums = &self.units[unit];
        let of = |sum: f64, per_freedom: f64| match per_freedom > 0.0 {
            true => sum * sum / per_freedom,
            false => f64::INFINITY,
        };
        let found = of(sums.corrected, sums.per_freedom);
        let least = match sums.is_unpaired {
            true => found,
            false => found.min(of(sums.alike, sums.alike_per_freedom)),
        };
        if least.is_finite() { least } else { (sums.n_drawn as f64 - 1.0).max(1.0) }
    }

    /// What the variance of a unit is to be multiplied by, because raters are held against a mean of
    /// which they are a part.
    pub(super) fn inflation(&self, unit: usize) -> f64 {
        let sums = &self.units[unit];
        if sums.variance > 0.0 { sums.corrected / sums.variance } else { 1.0 }
    }

    /// What each group adds, by unit and group.
    pub(super) fn groups(&self) -> Vec<GroupSpread> {
        let of = |behind: &Behind| GroupSpread { n_drawn: behind.n, variance: behind.variance };
        self.groups.iter().map(of).collect()
    }

    pub(super) fn into_covariance(self) -> Symmetric {
        self.covariance
    }
}

impl UnitSums {
    fn add(&mut self, variance: f64, hidden: f64, freedom: f64, n: u64) {
        let corrected = variance * hidden;
        self.variance += variance;
        self.corrected += corrected;
        self.per_freedom += corrected * corrected / freedom;
        self.n_drawn += n;
    }
}

/// `√((1 − f) m/(m − 1))`; of a lonely stratum what the policy makes of it.
pub(super) fn lift(stratum: &Stratum, lonely: Lonely) -> f64 {
    let m = stratum.m() as f64;
    match stratum.m() {
        0 | 1 if lonely == Lonely::Adjust => stratum.chance.sqrt(),
        0 | 1 => 0.0,
        _ => (stratum.chance * m / (m - 1.0)).sqrt(),
    }
}

/// What is taken off a stratum: this share of the product of two totals. A lonely one that is held
/// against the mean of all strata keeps all, because influences sum to zero over all.
pub(super) fn mean_part(stratum: &Stratum, lonely: Lonely) -> f64 {
    match stratum.m() {
        1 if lonely == Lonely::Adjust => 0.0,
        m => 1.0 / m as f64,
    }
}

/// Whether nothing is left to chance in a stratum: all of it was asked, or the scheme says so.
fn is_certain(stratum: &Stratum, lonely: Lonely) -> bool {
    stratum.chance <= 0.0 || (stratum.is_lonely() && lonely == Lonely::Certainty)
}

/// What the sum over the other strata is multiplied by where lonely ones add their average.
pub(super) fn averaged(frame: &Frame<'_>, lonely: Lonely) -> Option<f64> {
    let (n, n_lonely) = (frame.n_strata(), frame.n_lonely());
    let wanted = lonely == Lonely::Average && n_lonely > 0 && n > n_lonely;
    wanted.then(|| n as f64 / (n - n_lonely) as f64)
}

/// What weighting to known totals changes, where raters were weighted.
fn residual<'a>(
    (frame, levers): (&'a Frame<'_>, &Levers<'_>),
    asked: &Asked<'_>,
) -> Option<Residual<'a>> {
    let margins = frame.margins()?;
    let slopes = margins.slopes(frame.ballots, &asked.steps.influence, |ballot| {
        let said = Said::of(frame.ballots, ballot);
        let moved: Vec<_> = levers.moved(&said, frame.ballots.answers_on(ballot)).collect();
        asked.terms.moved(&moved).map(|(influence, _)| influence)
    });
    Some(Residual::new(margins, slopes))
}

/// Whether raters are summed one after the other, and only measures stand side by side: what known totals
/// change is, and a matrix of so many units is too large to have one for each task.
fn is_in_turn(frame: &Frame<'_>, cells: &Cells) -> bool {
    frame.margins().is_some() || cells.n_units() > FEW_UNITS
}

impl Going<'_> {
    /// Takes what a stratum comes to; where that is not summed yet, does so in turn.
    fn take(
        &mut self,
        (number, stratum): (usize, &Stratum),
        task: &Task<'_>,
        part: Option<Part>,
    ) -> Vec<Within> {
        if let Some(part) = part {
            self.products.merge(part.products);
            return part.within;
        }
        let Going { sums, products, residual } = self;
        let mut within = vec![Within::default(); sums.units.len() * sums.n_groups];
        let (mut heard, mut addends) = (Heard::default(), Vec::new());
        if let Some(residual) = residual.as_mut() {
            residual.open(number);
        }
        for position in stratum.drawn.clone() {
            heard.fill(task.frame, task.levers, &task.frame.drawn()[position]);
            task.list(&heard, &mut addends);
            addends.iter().for_each(|addend| take(addend, sums.n_groups, &mut within));
            products.add(&addends);
            for addend in &addends {
                if let Some(residual) = residual.as_mut() {
                    residual.take(position, addend.unit as usize, addend.value);
                }
            }
        }
        within
    }
}
