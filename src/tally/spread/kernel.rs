//! The sums: products of what each rater adds to the scores of the units it judged.
//!
//! `V = Σ_h (1 − f_h) · m_h/(m_h − 1) · [ Σ_r Z_r Z_rᵀ − m_h Z̄_h Z̄_hᵀ ]`. Each contribution to a `Z`
//! is made a whole number of a step so small that nothing is lost that matters; from there on sums are
//! exact, and the order of rows, of raters and of threads leaves no trace.

use super::GroupSpread;
use super::cell::{Cells, Terms};
use super::frame::{Drawn, Frame, Stratum};
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
    pulls: [i128; 4],
    n: u64,
    /// The group that the stratum is of.
    group: u16,
}

/// What one rater or cluster adds to one unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Addend {
    pub(super) unit: u32,
    pub(super) group: u16,
    /// In steps of [`Steps::influence`] of the unit.
    pub(super) value: i64,
    pull: i64,
}

impl Sums {
    /// Sums over all ballots.
    pub(super) fn of(frame: &Frame<'_>, cells: &Cells, terms: &Terms, lonely: Lonely) -> Sums {
        let n = cells.n_units();
        let steps = Steps::new(frame, cells, terms);
        let mut sums = Sums {
            covariance: Symmetric::zeros(n),
            n_groups: cells.n_groups(),
            units: vec![UnitSums::default(); n],
            groups: vec![Behind::default(); n * cells.n_groups()],
        };
        let mut residual = residual(frame, cells, terms, &steps);
        let mut products = vec![0_i128; n * (n + 1) / 2];
        let mut addends = Vec::new();
        let strata = frame.strata().iter().enumerate();
        for (number, stratum) in strata.filter(|(_, stratum)| stratum.m() > 0) {
            let lift = lift(stratum, lonely);
            let mut within = vec![Within::default(); n];
            if let Some(residual) = &mut residual {
                residual.open(number);
            }
            for position in stratum.drawn.clone() {
                let drawn = &frame.drawn()[position];
                add_up(frame, cells, terms, (drawn, lift, &steps), &mut addends);
                sums.take(&addends, is_certain(stratum, lonely), &mut within);
                multiply(&addends, &mut products);
                if let Some(residual) = &mut residual {
                    for addend in &addends {
                        residual.take(position, addend.unit as usize, addend.value);
                    }
                }
            }
            sums.close((number, stratum), lonely, &within, &steps, residual.as_mut());
        }
        sums.put(&products, &steps);
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

    fn take(&mut self, addends: &[Addend], is_certain: bool, within: &mut [Within]) {
        for addend in addends {
            let unit = addend.unit as usize;
            let (value, pull) = (i128::from(addend.value), i128::from(addend.pull));
            let sums = &mut within[unit];
            sums.total += value;
            sums.squares += value * value;
            let mut power = 1;
            for sum in &mut sums.pulls {
                power *= pull;
                *sum += power;
            }
            sums.n += 1;
            sums.group = addend.group;
            let behind = &mut self.groups[unit * self.n_groups + usize::from(addend.group)];
            behind.n += 1;
            behind.n_certain += u64::from(is_certain);
        }
    }

    /// Takes off the mean of a stratum, and notes what it says of the freedom of each unit.
    fn close(
        &mut self,
        (number, stratum): (usize, &Stratum),
        lonely: Lonely,
        within: &[Within],
        steps: &Steps,
        residual: Option<&mut Residual<'_>>,
    ) {
        let mean_part = mean_part(stratum, lonely);
        // Each contribution is off by half a step at most: a total within that is zero. It is wherever
        // the stratum is a group, so that nothing is taken off then.
        let total = |(sums, step): (&Within, &f64)| match sums.total.unsigned_abs() {
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
        for unit in (0..within.len()).filter(|unit| within[*unit].n == 0 && change(*unit) > 0.0) {
            self.units[unit].add(change(unit), 1.0, (stratum.m() as f64 - 1.0).max(1.0), 0);
        }
        let mut moved: Vec<(usize, f64)> = Vec::new();
        for (unit, sums) in within.iter().enumerate().filter(|(_, sums)| sums.n > 0) {
            let (step, total) = (steps.influence[unit], totals[unit]);
            let own = sums.squares as f64 / (step * step);
            let variance = (own - mean_part * total * total + change(unit)).max(0.0);
            let unit_sums = &mut self.units[unit];
            unit_sums.add(variance, sums.hidden(stratum), sums.freedom(), sums.n);
            let alike = stratum.chance * sums.pulls[1] as f64;
            unit_sums.alike += alike;
            unit_sums.alike_per_freedom += alike * alike / sums.freedom();
            unit_sums.is_lonely |= stratum.is_lonely();
            let behind = &mut self.groups[unit * self.n_groups + usize::from(sums.group)];
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
fn residual<'a>(
    frame: &'a Frame<'_>,
    cells: &Cells,
    terms: &Terms,
    steps: &Steps,
) -> Option<Residual<'a>> {
    let margins = frame.margins()?;
    let slopes = margins.slopes(frame.ballots, &steps.influence, |ballot| {
        moved(frame, cells, terms, ballot).map(|(influence, _)| influence)
    });
    Some(Residual::new(margins, slopes))
}

/// How far a ballot moves the score, and how far it could, for each millionth of its weight; `None`
/// where nothing on it counts.
fn moved(frame: &Frame<'_>, cells: &Cells, terms: &Terms, ballot: usize) -> Option<(f64, f64)> {
    let ballots = frame.ballots;
    let (unit, group) = (ballots.units()[ballot] as usize, usize::from(ballots.group(ballot)));
    let (mut influence, mut pull, mut answered) = (0.0, 0.0, false);
    for (column, share) in &terms.0 {
        let cell = cells.cell(unit, *column, group);
        let value = cells.value(ballots, ballot, *column);
        if cell.pull > 0.0 && value.is_finite() {
            influence += share * cell.influence(value);
            pull += share * cell.pull;
            answered = true;
        }
    }
    answered.then_some((influence, pull))
}

/// What one rater or cluster adds to each unit it judged, by unit.
pub(super) fn add_up(
    frame: &Frame<'_>,
    cells: &Cells,
    terms: &Terms,
    (drawn, lift, steps): (&Drawn, f64, &Steps),
    addends: &mut Vec<Addend>,
) {
    addends.clear();
    let ballots = frame.ballots;
    for ballot in frame.ballots_of(drawn) {
        let (unit, group) = (ballots.units()[ballot], ballots.group(ballot));
        let Some((influence, pull)) = moved(frame, cells, terms, ballot) else { continue };
        let weight = ballots.weight(ballot).0 as f64;
        let value = whole(influence * weight * lift * steps.influence[unit as usize]);
        let pull = whole(pull * weight * steps.pull[unit as usize]);
        match addends.last_mut().filter(|last| last.unit == unit) {
            Some(last) => (last.value, last.pull) = (last.value + value, last.pull + pull),
            None => addends.push(Addend { unit, group, value, pull }),
        }
    }
}

/// The inner loop: the products of each pair of units that one rater judged.
fn multiply(addends: &[Addend], products: &mut [i128]) {
    for (at, addend) in addends.iter().enumerate() {
        let row = addend.unit as usize;
        let row = &mut products[row * (row + 1) / 2..][..=row];
        let value = i128::from(addend.value);
        for other in &addends[..=at] {
            row[other.unit as usize] += value * i128::from(other.value);
        }
    }
}
