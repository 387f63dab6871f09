//! The ladder: answers as rungs that an opinion falls on, ordered probit (`docs/methods.md` §10).
//!
//! An opinion is normal with mean `shift` and variance 1. Fixed cut points divide the line into
//! the scale's answers; the shift is solved so that the expected points are what is wanted.

use statrs::function::erf::erfc;

use crate::scheme::{Code, MarkKind, Scale};

/// How far apart the outermost cut points are, in standard deviations, times L − 1 over L − 2.
const WIDTH: f64 = 3.0;

/// Shifts beyond this put everybody on one rung.
const FAR: f64 = 12.0;

/// The answers of a scale from best to worst, with the cut points between them.
#[derive(Debug, Clone)]
pub(super) struct Ladder {
    /// The code of each rung.
    pub(super) codes: Vec<Code>,
    /// The points of each rung, falling.
    pub(super) points: Vec<f64>,
    /// Cut points between neighbours, falling; one fewer than the rungs.
    cuts: Vec<f64>,
}

impl Ladder {
    /// The rungs of a scale; may be empty where nothing carries points.
    pub(super) fn of(scale: &Scale) -> Ladder {
        let answers = scale.codes().filter(|code| scale.kind(*code) == MarkKind::Answer);
        let mut rungs: Vec<(Code, f64)> =
            answers.filter_map(|code| Some((code, scale.points(code)?.to_f64()))).collect();
        rungs.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let gaps = i32::try_from(rungs.len()).unwrap_or(i32::MAX).saturating_sub(1);
        let width = WIDTH / f64::from(gaps.max(1));
        let middle = f64::from(gaps - 1) / 2.0;
        let cuts = (0..gaps).map(|cut| (middle - f64::from(cut)) * width).collect();
        let (codes, points) = rungs.into_iter().unzip();
        Ladder { codes, points, cuts }
    }

    /// The rung an opinion falls on.
    pub(super) fn rung(&self, opinion: f64) -> usize {
        self.cuts.partition_point(|cut| opinion < *cut)
    }

    /// The expected points at a shift.
    pub(super) fn expected(&self, shift: f64) -> f64 {
        let worst = self.points.last().copied().unwrap_or(0.0);
        let steps = self.cuts.iter().zip(self.points.windows(2));
        // Each cut point passed is worth the step between the rungs on its sides.
        steps.map(|(cut, pair)| (pair[0] - pair[1]) * above(*cut - shift)).sum::<f64>() + worst
    }

    /// The shift at which the expected points are `wanted`, by bisection.
    pub(super) fn shift(&self, wanted: f64) -> f64 {
        let (mut low, mut high) = (-FAR, FAR);
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if self.expected(middle) < wanted {
                low = middle;
            } else {
                high = middle;
            }
        }
        f64::midpoint(low, high)
    }

    /// The points of the best and the worst rung.
    pub(super) fn ends(&self) -> (f64, f64) {
        let end = |points: Option<&f64>| points.copied().unwrap_or(0.0);
        (end(self.points.first()), end(self.points.last()))
    }
}

/// The share of the standard normal above `x`.
fn above(x: f64) -> f64 {
    0.5 * erfc(x / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ladder(points: &[f64]) -> Ladder {
        let levels: String = points
            .iter()
            .enumerate()
            .map(|(i, p)| format!("[[scale.levels]]\nlabel = 'L{i}'\npoints = {p}\n"))
            .collect();
        let text = format!(
            "id = 't'\nname = 't'\n[[indicators]]\nlabel = 'a'\n[[groups]]\nlabel = 'g'\n{levels}"
        );
        Ladder::of(&crate::scheme::Scheme::read("t.toml", &text).unwrap().scale)
    }

    #[test]
    fn the_shift_gives_the_wanted_points_in_expectation() {
        for points in [&[100.0, 80.0, 60.0, 30.0][..], &[10.0, 0.0], &[5.0, 4.0, 3.0, 2.0, 1.0]] {
            let ladder = ladder(points);
            let (best, worst) = ladder.ends();
            for share in [0.02, 0.3, 0.5, 0.81, 0.98] {
                let wanted = worst + share * (best - worst);
                let got = ladder.expected(ladder.shift(wanted));
                assert!((got - wanted).abs() < 1e-9, "{points:?} {wanted} {got}");
            }
        }
    }

    #[test]
    fn a_higher_opinion_never_falls_on_a_lower_rung() {
        let ladder = ladder(&[100.0, 80.0, 60.0, 30.0]);
        let rungs: Vec<usize> =
            (-30..=30).map(|tenth| ladder.rung(f64::from(tenth) / 10.0)).collect();
        assert!(rungs.windows(2).all(|pair| pair[0] >= pair[1]));
        assert_eq!((rungs[0], rungs[60]), (3, 0));
    }
}
