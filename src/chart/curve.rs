//! Smooth curves through a few points, cut where they leave the plot.

use super::canvas::Frame;

/// Pixels between the points of a drawn curve: too near to see a corner.
const STEP: f64 = 4.0;

/// A smooth curve through `points` (pixels), as runs that lie inside `frame`.
///
/// Between two points the curve never overshoots them: Fritsch and Carlson (1980), Monotone piecewise
/// cubic interpolation, SIAM J. Numer. Anal. 17, with the harmonic mean of Fritsch and Butland (1984)
/// for the slopes. Points that are not finite are left out; of points above one another the first counts.
pub(super) fn smooth(points: &[(f64, f64)], frame: Frame) -> Vec<Vec<(f64, f64)>> {
    let finite = |point: &&(f64, f64)| point.0.is_finite() && point.1.is_finite();
    let mut knots: Vec<(f64, f64)> = points.iter().filter(finite).copied().collect();
    knots.sort_by(|a, b| a.0.total_cmp(&b.0));
    knots.dedup_by(|next, before| next.0 - before.0 < 1e-9);
    let slopes = slopes(&knots);
    let mut curve = Vec::new();
    for (pair, slope) in knots.windows(2).zip(slopes.windows(2)) {
        if let ([from, to], [start, end]) = (pair, slope) {
            sample(&mut curve, (*from, *start), (*to, *end), frame);
        }
    }
    curve.extend(knots.last());
    cut(&curve, frame)
}

/// The points of one piece, without its last; only the part between the sides of `frame` is sampled.
fn sample(
    curve: &mut Vec<(f64, f64)>,
    ((x0, y0), m0): ((f64, f64), f64),
    ((x1, y1), m1): ((f64, f64), f64),
    frame: Frame,
) {
    let (from, to) = (x0.max(frame.left - STEP), x1.min(frame.right + STEP));
    curve.push((x0, y0));
    if to <= from {
        return;
    }
    let width = x1 - x0;
    let steps = ((to - from) / STEP).ceil().clamp(1.0, 4096.0);
    let mut step = if from > x0 { 0.0 } else { 1.0 };
    while step < steps + if to < x1 { 1.0 } else { 0.0 } {
        let x = from + (to - from) * step / steps;
        let t = (x - x0) / width;
        let (t2, t3) = (t * t, t * t * t);
        let y = y0 * (2.0 * t3 - 3.0 * t2 + 1.0)
            + width * m0 * (t3 - 2.0 * t2 + t)
            + y1 * (3.0 * t2 - 2.0 * t3)
            + width * m1 * (t3 - t2);
        curve.push((x, y));
        step += 1.0;
    }
}

/// The slope at each point: level at a turn, else the harmonic mean of both sides.
fn slopes(knots: &[(f64, f64)]) -> Vec<f64> {
    let rise = |pair: &[(f64, f64)]| match pair {
        [a, b] => (b.1 - a.1) / (b.0 - a.0),
        _ => 0.0,
    };
    let rises: Vec<f64> = knots.windows(2).map(rise).collect();
    let inner = rises.windows(2).map(|pair| match pair {
        [a, b] if a * b > 0.0 => 2.0 * a * b / (a + b),
        _ => 0.0,
    });
    let ends = |at: Option<&f64>| at.copied().unwrap_or(0.0);
    let mut slopes = vec![ends(rises.first())];
    slopes.extend(inner);
    slopes.push(ends(rises.last()));
    slopes
}

/// The runs of a path inside `frame`, each ending on the rim where it leaves.
fn cut(path: &[(f64, f64)], frame: Frame) -> Vec<Vec<(f64, f64)>> {
    let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut open = false;
    for pair in path.windows(2) {
        let [from, to] = pair else {
            continue;
        };
        let Some((enter, leave)) = clip(*from, *to, frame) else {
            open = false;
            continue;
        };
        let at = |t: f64| (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
        match runs.last_mut() {
            Some(run) if open && enter <= 0.0 => run.push(at(leave)),
            _ => runs.push(vec![at(enter), at(leave)]),
        }
        open = leave >= 1.0;
    }
    runs
}

/// Which part 0..1 of the line from `a` to `b` lies in `frame` (Liang and Barsky 1984).
fn clip(a: (f64, f64), b: (f64, f64), frame: Frame) -> Option<(f64, f64)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let sides = [
        (-dx, a.0 - frame.left),
        (dx, frame.right - a.0),
        (-dy, a.1 - frame.top),
        (dy, frame.bottom - a.1),
    ];
    let (mut enter, mut leave) = (0.0, 1.0);
    for (speed, room) in sides {
        if speed < 0.0 {
            enter = f64::max(enter, room / speed);
        } else if speed > 0.0 {
            leave = f64::min(leave, room / speed);
        } else if room < 0.0 {
            return None;
        }
    }
    (enter < leave).then_some((enter, leave))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame::new(0.0, 0.0, 100.0, 100.0);

    #[test]
    fn a_curve_goes_through_its_points_and_does_not_overshoot_them() {
        let knots = [(0.0, 10.0), (10.0, 60.0), (50.0, 80.0), (100.0, 80.0)];
        let runs = smooth(&knots, FRAME);
        assert_eq!(runs.len(), 1);
        let near = |knot: &(f64, f64)| {
            runs[0].iter().any(|p| (p.0 - knot.0).abs() < 1e-9 && (p.1 - knot.1).abs() < 1e-9)
        };
        assert!(knots.iter().all(near), "{runs:?}");
        assert!(runs[0].windows(2).all(|pair| pair[1].1 >= pair[0].1 - 1e-9), "{runs:?}");
        assert!(runs[0].windows(2).all(|pair| pair[1].0 - pair[0].0 <= STEP + 1e-9));
    }

    #[test]
    fn a_curve_ends_on_the_rim_where_it_leaves_the_plot() {
        let runs = smooth(&[(-50.0, 50.0), (50.0, -50.0), (150.0, 50.0)], FRAME);
        let ends: Vec<_> = runs.iter().flat_map(|run| [run[0], run[run.len() - 1]]).collect();
        let on_rim =
            |p: &(f64, f64)| [p.0, p.1, 100.0 - p.0, 100.0 - p.1].iter().any(|d| d.abs() < 1e-6);
        assert!(ends.iter().all(on_rim), "{ends:?}");
        assert!(smooth(&[(0.0, -5.0), (100.0, -5.0)], FRAME).is_empty());
    }

    #[test]
    fn a_far_away_or_broken_curve_costs_no_more_than_its_plot() {
        let runs = smooth(&[(-1e9, 50.0), (f64::NAN, 1.0), (1e9, 50.0)], FRAME);
        assert!(runs.len() == 1 && runs[0].len() < 40, "{}", runs[0].len());
        assert!(smooth(&[], FRAME).is_empty() && smooth(&[(3.0, 3.0)], FRAME).is_empty());
    }
}
