//! The sums: products of what each rater adds to the scores of the units it judged.
//!
//! `V = Σ_h (1 − f_h) · m_h/(m_h − 1) · [ Σ_r Z_r Z_rᵀ − m_h Z̄_h Z̄_hᵀ ]`. Each contribution to a `Z`
//! is made a whole number of a step so small that nothing is lost that matters; from there on sums are
//! exact, and the order of rows, of raters and of threads leaves no trace.

use rayon::prelude::*;

use super::GroupSpread;
use super::cell::{Cells, Terms};
use super::frame::{Drawn, Frame, Stratum};
use super::moves::Moves;
use super::products::{FEW_UNITS, Products};
use super::residual::{Closing, Residual};
use super::steps::{Steps, whole};
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

/// What is summed of one unit within one stratum.
#[derive(Debug, Clone, Copy, Default)]
struct Within {
    total: i128,
    squares: i128,
    /// Sums of powers of the pulls, from the first to the fourth.
    pulls: [u128; 4],
    n: u64,
}

impl Within {
    /// Adds what one rater or cluster adds. Contributions have [`super::products::BITS`] bits and pulls 23,
    /// so that no sum of less than 2³² of them overflows; the loop is too hot to ask.
    fn take(&mut self, addend: &Addend) {
        let value = i128::from(addend.value);
        self.total = self.total.wrapping_add(value);
        self.squares = self.squares.wrapping_add(value.wrapping_mul(value));
        let pull = addend.pull.unsigned_abs();
        let square = pull.wrapping_mul(pull);
        let (wide, wide_square) = (u128::from(pull), u128::from(square));
        let powers = [
            wide,
            wide_square,
            wide_square.wrapping_mul(wide),
            wide_square.wrapping_mul(wide_square),
        ];
        for (sum, power) in self.pulls.iter_mut().zip(powers) {
            *sum = sum.wrapping_add(power);
        }
        self.n += 1;
    }

    fn merge(&mut self, other: &Within) {
        self.total += other.total;
        self.squares += other.squares;
        self.pulls.iter_mut().zip(other.pulls).for_each(|(sum, more)| *sum += more);
        self.n += other.n;
    }
}

/// What one rater or cluster adds to one unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Addend {
    pub(super) unit: u32,
    pub(super) group: u16,
    /// In steps of [`Steps::influence`] of the unit.
    pub(super) value: i64,
    pub(super) pull: i64,
}

/// What some of the drawn of one stratum come to.
struct Part {
    /// By unit and group.
    within: Vec<Within>,
    products: Products,
}

/// Raters or clusters that one task takes.
const CHUNK: usize = 4096;

impl Sums {
    /// Sums over all ballots.
    pub(super) fn of(frame: &Frame<'_>, cells: &Cells, terms: &Terms, lonely: Lonely) -> Sums {
        let n = cells.n_units();
        let steps = Steps::new(frame, cells, terms);
        let moves = Moves::new(frame.ballots, cells, terms);
        let mut sums = Sums {
            covariance: Symmetric::zeros(n),
            n_groups: cells.n_groups(),
            units: vec![UnitSums::default(); n],
            groups: vec![Behind::default(); n * cells.n_groups()],
        };
        let mut residual = residual(frame, &moves, &steps);
        let judged = frame.ballots.len().checked_div(frame.n_drawn()).unwrap_or(0);
        let mut products = Products::new(n, judged);
        let mut addends = Vec::new();
        let strata = frame.strata().iter().enumerate();
        for (number, stratum) in strata.filter(|(_, stratum)| stratum.m() > 0) {
            let lift = lift(stratum, lonely);
            let task = Task { frame, moves: &moves, steps: &steps, lift };
            let within = match &mut residual {
                // What known totals change is summed in turn.
                Some(residual) => {
                    residual.open(number);
                    let mut within = vec![Within::default(); n * sums.n_groups];
                    for position in stratum.drawn.clone() {
                        task.add_up(&frame.drawn()[position], &mut addends);
                        take(&addends, sums.n_groups, &mut within);
                        products.add(&addends);
                        for addend in &addends {
                            residual.take(position, addend.unit as usize, addend.value);
                        }
                    }
                    within
                }
                None => {
                    let part = task.stratum(stratum, (n, sums.n_groups, judged));
                    products = products.merge(part.products);
                    part.within
                }
            };
            let within = sums.note(&within, is_certain(stratum, lonely));
            sums.close((number, stratum), lonely, &within, &steps, residual.as_mut());
        }
        sums.put(&products.into_sums(), &steps);
        if let Some(residual) = &residual {
            sums.weigh(residual);
        }
        sums.average_over_lonely(frame, lonely);
        sums
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

impl Within {
    /// `ν = (Σ q²)² / Σ q⁴ − 1`, at least 1: of equal pulls one less than raters.
    fn freedom(&self) -> f64 {
        let [_, squares, _, fourths] = self.pulls.map(|sum| sum as f64);
        (squares * squares / fourths.max(1.0) - 1.0).max(1.0)
    }

    /// How much greater the variance is than what is expected to be found of it, where raters differ
    /// alike and each is held against the mean: `Σ q² / [Σ q² − 2 Σ q³ + (Σ q²)²]` with pulls `q` as
    /// shares, over the `m/(m − 1)` that is taken already. From 1 to 2; of equal pulls `n/(n − 1)`
    /// over `m/(m − 1)`.
    fn hidden(&self, stratum: &Stratum) -> f64 {
        let [sum, squares, cubes, _] = self.pulls.map(|sum| sum as f64);
        let m = stratum.m() as f64;
        if stratum.m() < 2 || sum <= 0.0 || squares <= 0.0 {
            return 1.0;
        }
        let left = 1.0 - 2.0 * cubes / (sum * squares) + squares / (sum * sum);
        let most = 2.0;
        if left * most <= (m - 1.0) / m { most } else { ((m - 1.0) / (m * left)).max(1.0) }
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
fn residual<'a>(frame: &'a Frame<'_>, moves: &Moves<'_>, steps: &Steps) -> Option<Residual<'a>> {
    let margins = frame.margins()?;
    let slopes = margins.slopes(frame.ballots, &steps.influence, |ballot| {
        moves.of(ballot).map(|(influence, _)| influence)
    });
    Some(Residual::new(margins, slopes))
}

/// What is needed to say what one rater or cluster adds to each unit it judged.
pub(super) struct Task<'a> {
    pub(super) frame: &'a Frame<'a>,
    pub(super) moves: &'a Moves<'a>,
    pub(super) steps: &'a Steps,
    pub(super) lift: f64,
}

impl Task<'_> {
    /// What all the drawn of a stratum come to, among so many units and groups.
    fn stratum(&self, stratum: &Stratum, (n, n_groups, judged): (usize, usize, usize)) -> Part {
        let part = |drawn: &[Drawn]| {
            let within = vec![Within::default(); n * n_groups];
            let mut part = Part { within, products: Products::new(n, judged) };
            let mut addends = Vec::new();
            for drawn in drawn {
                self.add_up(drawn, &mut addends);
                take(&addends, n_groups, &mut part.within);
                part.products.add(&addends);
            }
            part
        };
        // A matrix of many units is too large to have one for each task.
        let drawn = &self.frame.drawn()[stratum.drawn.clone()];
        let chunk = if n <= FEW_UNITS { CHUNK } else { drawn.len().max(1) };
        let parts = drawn.par_chunks(chunk).map(part);
        let whole = parts.reduce_with(Part::merge);
        whole.unwrap_or_else(|| part(&[]))
    }

    /// What one rater or cluster adds to each unit it judged, by unit.
    pub(super) fn add_up(&self, drawn: &Drawn, addends: &mut Vec<Addend>) {
        addends.clear();
        let ballots = self.frame.ballots;
        for ballot in self.frame.ballots_of(drawn) {
            let Some((influence, pull)) = self.moves.of(ballot) else { continue };
            let (unit, group) = (ballots.units()[ballot], ballots.group(ballot));
            let weight = ballots.weight(ballot).0 as f64;
            let steps = self.steps.influence[unit as usize];
            let value = whole(influence * weight * self.lift * steps);
            let pull = whole(pull * weight * self.steps.pull[unit as usize]);
            match addends.last_mut().filter(|last| last.unit == unit) {
                Some(last) => (last.value, last.pull) = (last.value + value, last.pull + pull),
                None => addends.push(Addend { unit, group, value, pull }),
            }
        }
    }
}

impl Part {
    fn merge(mut self, other: Part) -> Part {
        self.within.iter_mut().zip(&other.within).for_each(|(sum, more)| sum.merge(more));
        Part { within: self.within, products: self.products.merge(other.products) }
    }
}

fn take(addends: &[Addend], n_groups: usize, within: &mut [Within]) {
    for addend in addends {
        within[addend.unit as usize * n_groups + usize::from(addend.group)].take(addend);
    }
}
