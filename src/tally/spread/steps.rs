//! How fine the whole numbers are that contributions are made into before they are added up.

use super::cell::{Cells, Terms};
use super::frame::Frame;
use super::products::BITS;

/// Bits of the greatest pull, of which fourth powers are summed.
const PULL_BITS: i32 = 23;

/// How many steps there are to one, for the influences on each unit and for the pulls.
///
/// Each unit has its own, so that a unit of ten raters does not coarsen one of a million.
#[derive(Debug, Clone)]
pub(super) struct Steps {
    pub(super) influence: Vec<f64>,
    pub(super) pull: Vec<f64>,
}

impl Steps {
    /// Steps so fine that the greatest contribution that can occur has all its bits.
    pub(super) fn new(frame: &Frame<'_>, cells: &Cells, terms: &Terms) -> Steps {
        let of = |unit: usize| {
            let (mut most, mut most_pull) = (0.0_f64, 0.0_f64);
            for group in 0..cells.n_groups() {
                let (influence, pull) = bounds(frame, cells, terms, unit, group);
                (most, most_pull) = (most.max(influence), most_pull.max(pull));
            }
            (finest(most, BITS), finest(most_pull, PULL_BITS))
        };
        let (influence, pull) = (0..cells.n_units()).map(of).unzip();
        Steps { influence, pull }
    }
}

/// The most that one rater or cluster of a group can move the score of a unit, and pull at it.
fn bounds(
    frame: &Frame<'_>,
    cells: &Cells,
    terms: &Terms,
    unit: usize,
    group: usize,
) -> (f64, f64) {
    let (least_points, most_points) = cells.range();
    let (mut influence, mut pull) = (0.0, 0.0);
    for (column, share) in &terms.0 {
        let cell = cells.cell(unit, *column, group);
        if cell.pull > 0.0 {
            // Nobody weighs more than all, nor more than the heaviest.
            let most = share * cell.pull * cell.weight.min(frame.most_weight());
            let far = (most_points - cell.mean).abs().max((cell.mean - least_points).abs());
            pull += most;
            influence += most * far;
        }
    }
    (influence, pull)
}

/// The power of two that gives a bound so many bits. A stratum lifts an influence at most by √2.
pub(super) fn finest(most: f64, bits: i32) -> f64 {
    match most * 1.5 {
        bound if bound > 0.0 => (f64::from(bits) - bound.log2().ceil()).exp2(),
        _ => 1.0,
    }
}

/// The nearest whole number; what is lost is half a step, up as often as down.
#[expect(clippy::cast_possible_truncation, reason = "steps keep it far within 64 bits")]
pub(super) fn whole(value: f64) -> i64 {
    (value + 0.5_f64.copysign(value)) as i64
}
