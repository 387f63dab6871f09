//! Importance and performance of the indicators.

use super::super::Figure;
use super::super::material::View;
use super::figures::{figure, stated};
use crate::chart::{Axis, QuadrantChart, QuadrantNames, QuadrantPoint};
use crate::estimate::Measure;
use crate::exact::{Published, Ratio};
use crate::locale::Args;
use crate::scheme::Publication;
use crate::statistic::normal_quantile_upper;

/// With fewer units a correlation says nothing.
const FEWEST_UNITS: usize = 5;

/// With fewer indicators there is nothing to weigh against each other.
const FEWEST_INDICATORS: usize = 3;

/// The indicators by importance and score, over all units but those for the leaders only.
pub(super) fn quadrants(view: &View<'_>) -> Option<Figure> {
    let leaves: Vec<Measure> = view.leaves().collect();
    let estimates = view.material.estimates;
    let scored = |unit: &usize| {
        view.appraisal().publication(*unit) != Publication::Internal
            && leaves.iter().all(|leaf| estimates.units[*unit].score(*leaf).value.is_ok())
    };
    let units: Vec<usize> = view.units().filter(scored).collect();
    if units.len() < FEWEST_UNITS || leaves.len() < FEWEST_INDICATORS || !view.shows_errors() {
        return None;
    }
    let weights = view.scheme().indicators.weights();
    let by_weight = weights.windows(2).any(|pair| pair[0] != pair[1]);
    let importance: Vec<Importance> = if by_weight {
        weights.iter().map(|weight| (weight.to_f64() * 100.0, None)).collect()
    } else {
        (0..leaves.len()).map(|leaf| correlation(view, &units, leaf)).collect()
    };
    let kind = if by_weight { "weight" } else { "correlation" };
    let args = Args::none().text("kind", kind).count("n", units.len());
    let caption = view.caption("quadrants", "figure-quadrants", args);
    let args = Args::none().text("kind", kind).count("n", units.len());
    let args = args.text("confidence", view.confidence());
    let caption = stated(view, caption, "figure-quadrants-note", args);
    let points = quadrant_points(view, &units, &leaves, &importance);
    let middle = |values: &dyn Fn(&QuadrantPoint) -> f64| {
        points.iter().map(values).sum::<f64>() / points.len() as f64
    };
    let (across, upright) = (middle(&|point| point.score), middle(&|point| point.importance));
    let named = |value: f64, decimals: u8| {
        let value = Published::near(value, decimals).map(|value| value.to_string());
        let args = Args::none().text("value", value.unwrap_or_default());
        view.locale.text("mean-value", args)
    };
    let limits = if by_weight { (0.0, 100.0) } else { (-1.0, 1.0) };
    let chart = QuadrantChart {
        importance: Axis {
            title: view.locale.text("axis-importance", Args::none().text("kind", kind)),
            limits: Some(limits),
        },
        axis: view.axis("axis-mean-upright", view.measure(Measure::Whole)),
        importance_line: Some((upright, named(upright, 2))),
        score_line: Some((across, named(across, view.scheme().rounding.decimals))),
        names: QuadrantNames {
            keep: view.locale.word("quadrant-keep"),
            improve: view.locale.word("quadrant-improve"),
            ample: view.locale.word("quadrant-ample"),
            later: view.locale.word("quadrant-later"),
        },
        points,
        caption: caption.clone(),
    };
    Some(figure(view, &caption, chart.draw()))
}

/// How important an indicator is, with its interval.
type Importance = (f64, Option<(f64, f64)>);

fn quadrant_points(
    view: &View<'_>,
    units: &[usize],
    leaves: &[Measure],
    importance: &[Importance],
) -> Vec<QuadrantPoint> {
    let estimates = view.material.estimates;
    let point = |(leaf, (value, interval)): (&Measure, &Importance)| {
        let mean = estimates.mean_of(*leaf, units);
        let score = exact_mean(view, units, *leaf);
        let label = view.measure(*leaf);
        let shown = view.points(score).map(|score| score.to_string()).unwrap_or_default();
        let important = Published::near(*value, 2).map(|value| value.to_string());
        let args = Args::none()
            .text("measure", label.clone())
            .text("score", shown)
            .text("importance", important.unwrap_or_default());
        QuadrantPoint {
            hover: view.locale.text("quadrant-hover", args),
            label,
            importance: *value,
            importance_interval: *interval,
            score,
            score_interval: mean.map(|mean| view.mean_interval(&mean)),
            emphasis: false,
        }
    };
    leaves.iter().zip(importance).map(point).collect()
}

fn exact_mean(view: &View<'_>, units: &[usize], measure: Measure) -> f64 {
    let values = units.iter().map(|unit| exact(view, *unit, measure));
    values.sum::<f64>() / units.len() as f64
}

fn exact(view: &View<'_>, unit: usize, measure: Measure) -> f64 {
    let score = view.material.estimates.units[unit].score(measure);
    score.value.as_ref().map_or(f64::NAN, |value| value.exact.to_f64())
}

/// How an indicator goes together over the units with the whole of the others, by Pearson, with the
/// interval by Fisher's z.
fn correlation(view: &View<'_>, units: &[usize], leaf: usize) -> Importance {
    let weights: Vec<f64> = view.scheme().indicators.weights().iter().map(Ratio::to_f64).collect();
    let others = |unit: usize| -> f64 {
        let others = weights.iter().enumerate().filter(|(other, _)| *other != leaf);
        others.map(|(other, weight)| weight * exact(view, unit, Measure::Indicator(other))).sum()
    };
    let own: Vec<f64> =
        units.iter().map(|unit| exact(view, *unit, Measure::Indicator(leaf))).collect();
    let rest: Vec<f64> = units.iter().map(|unit| others(*unit)).collect();
    let r = pearson(&own, &rest);
    let tail = (1.0 - view.scheme().error.confidence.to_f64()) / 2.0;
    let half = normal_quantile_upper(tail) / ((units.len() as f64) - 3.0).sqrt();
    let interval = ((r.atanh() - half).tanh(), (r.atanh() + half).tanh());
    (r, (interval.0 < interval.1).then_some(interval))
}

fn pearson(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        a.iter().zip(b).map(|(a, b)| of(a - mean_a, b - mean_b)).sum()
    };
    let (aa, bb, ab) = (sum(&|a, _| a * a), sum(&|_, b| b * b), sum(&|a, b| a * b));
    ab / (aa * bb).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correlation_is_pearsons() {
        // Deviations −1, 0, 1 and −2, 1, 1: 3/√(2·6).
        let r = pearson(&[1.0, 2.0, 3.0], &[1.0, 4.0, 4.0]);
        assert!((r - 3.0 / 12.0_f64.sqrt()).abs() < 1e-12, "{r}");
        assert!(pearson(&[1.0, 1.0], &[2.0, 3.0]).is_nan(), "what does not vary goes with nothing");
    }
}
