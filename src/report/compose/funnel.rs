//! The funnel: scores against their precision.

use super::super::Figure;
use super::super::material::View;
use super::figures::{figure, stated, suffix};
use crate::chart::{Axis, FunnelChart, FunnelLimit, FunnelPoint, FunnelZone};
use crate::exact::Published;
use crate::league::Table;
use crate::locale::Args;
use crate::statistic::{self, Funnel, Ranking, Reference, normal_quantile_upper};

/// With fewer units a funnel says nothing.
const FEWEST_UNITS: usize = 5;

/// The confidence of the inner and of the outer limits of a funnel.
const LIMITS: [f64; 2] = [0.95, 0.998];

/// Points on each limit of a funnel.
const STEPS: usize = 24;

/// The scores of a table against their precision.
pub(super) fn funnel(view: &View<'_>, table: &Table) -> Option<Figure> {
    let plain = Plain::new(view, table)?;
    let limits = plain.limits(view);
    let args = Args::none().text("scope", view.scope(table)).count("n", plain.units.len());
    let caption = view.caption(&format!("funnel{}", suffix(table)), "figure-funnel", args);
    let phi = plain.funnel.dispersion.and_then(|phi| Published::near(phi, 2));
    let args = Args::none()
        .count("n", plain.units.len())
        .text("dispersed", if plain.is_dispersed() { "yes" } else { "no" })
        .text("phi", phi.map(|phi| phi.to_string()).unwrap_or_default());
    let caption = stated(view, caption, "figure-funnel-note", args);
    let mean = view.points(plain.funnel.middle).map(|mean| mean.to_string()).unwrap_or_default();
    let mean = view.locale.text("mean-value", Args::none().text("value", mean));
    let points = plain.points(view, table);
    let zone = |zone: FunnelZone, id: &str| {
        let there = points.iter().any(|point| point.zone == zone);
        let dispersed = if plain.is_dispersed() { "yes" } else { "no" };
        let args = Args::none().text("dispersed", dispersed);
        if there { view.locale.text(id, args) } else { String::new() }
    };
    let chart = FunnelChart {
        precision: Axis {
            title: view.locale.word("axis-precision"),
            limits: Some((0.0, f64::INFINITY)),
        },
        axis: view.axis("axis-score-upright", view.measure(table.measure)),
        mean: Some((plain.funnel.middle, mean)),
        limits,
        zones: [
            zone(FunnelZone::Inside, "zone-inside"),
            zone(FunnelZone::BeyondInner, "zone-inner"),
            zone(FunnelZone::BeyondOuter, "zone-outer"),
        ],
        points,
        caption: caption.clone(),
    };
    Some(figure(view, &caption, chart.draw()))
}

/// The units of a table around their mean, in numbers.
struct Plain {
    units: Vec<usize>,
    values: Vec<f64>,
    funnel: Funnel,
    /// What one rater's word varies by, so that an error can be told as a number of raters.
    one: f64,
}

impl Plain {
    fn new(view: &View<'_>, table: &Table) -> Option<Plain> {
        let estimates = view.material.estimates;
        let spread = estimates.spread()?.measure(table.measure)?;
        let value = |unit: usize| {
            estimates.error(unit, table.measure)?;
            Some(estimates.units[unit].score(table.measure).value.as_ref().ok()?.exact.to_f64())
        };
        let known = table.standings.iter().filter_map(|row| Some((row.unit, value(row.unit)?)));
        let (units, values): (Vec<usize>, Vec<f64>) = known.unzip();
        if units.len() < FEWEST_UNITS || !view.shows_errors() {
            return None;
        }
        let covariance = spread.widened(&units);
        let equal = vec![1.0; units.len()];
        let freedom = vec![f64::INFINITY; units.len()];
        let ranking = Ranking {
            estimates: &values,
            covariance: &covariance,
            freedom: &freedom,
            confidence: LIMITS[0],
            draws: 0,
            seed: 0,
        };
        let funnel = statistic::funnel(&ranking, Reference::Mean(&equal));
        let mut each: Vec<f64> = units
            .iter()
            .zip(&funnel.units)
            .filter_map(|(unit, point)| {
                let n = estimates.error(*unit, table.measure)?.n_drawn;
                Some(point.as_ref()?.variance * n as f64)
            })
            .collect();
        each.sort_by(f64::total_cmp);
        let one = *each.get(each.len() / 2)?;
        (one > 0.0).then_some(Plain { units, values, funnel, one })
    }

    /// Whether units differ by more than chance explains.
    fn is_dispersed(&self) -> bool {
        self.funnel.between > 0.0
    }

    /// So many raters would have the error of the unit.
    fn precision(&self, at: usize) -> Option<f64> {
        Some(self.one / self.funnel.units[at].as_ref()?.variance)
    }

    fn points(&self, view: &View<'_>, table: &Table) -> Vec<FunnelPoint> {
        let z = LIMITS.map(|confidence| normal_quantile_upper((1.0 - confidence) / 2.0));
        let point = |(at, unit): (usize, &usize)| {
            let placed = self.funnel.units[at].as_ref()?;
            let far = placed.adjusted.abs();
            let zone = match far {
                far if far > z[1] => FunnelZone::BeyondOuter,
                far if far > z[0] => FunnelZone::BeyondInner,
                _ => FunnelZone::Inside,
            };
            let score = view.material.estimates.units[*unit].score(table.measure).published()?;
            let label = view.unit(*unit);
            Some(FunnelPoint {
                hover: format!("{label} {score}"),
                label,
                precision: self.precision(at)?,
                score: self.values[at],
                zone,
            })
        };
        self.units.iter().enumerate().filter_map(point).collect()
    }

    /// The limits of chance alone, and those that allow for the usual differences between units.
    fn limits(&self, view: &View<'_>) -> Vec<FunnelLimit> {
        let known: Vec<f64> = (0..self.units.len()).filter_map(|at| self.precision(at)).collect();
        let least = known.iter().copied().fold(f64::INFINITY, f64::min) * 0.85;
        let most = known.iter().copied().fold(0.0, f64::max) * 1.1;
        let at = |step: usize| least + (most - least) * step as f64 / (STEPS - 1) as f64;
        let mut limits = Vec::new();
        for dispersed in [false, true] {
            if dispersed && !self.is_dispersed() {
                continue;
            }
            for (index, confidence) in LIMITS.into_iter().enumerate() {
                let curve = |upper: bool| {
                    (0..STEPS)
                        .map(|step| {
                            let error = (self.one / at(step)).sqrt();
                            let (low, high) = self.funnel.limits(error, confidence, dispersed);
                            (at(step), if upper { high } else { low })
                        })
                        .collect()
                };
                let share = if index == 0 { "95" } else { "99.8" };
                let id = if dispersed { "limit-dispersed" } else { "limit-chance" };
                limits.push(FunnelLimit {
                    name: view.locale.text(id, Args::none().text("confidence", share)),
                    outer: index == 1,
                    dispersed,
                    lower: curve(false),
                    upper: curve(true),
                });
            }
        }
        limits
    }
}
