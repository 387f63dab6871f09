//! The figures that show how sure the results are: rank sets, the funnel, importance and performance.

use super::super::Figure;
use super::super::material::View;
use super::figures::figure;
use crate::chart::{
    Axis, Caption, FunnelChart, FunnelLimit, FunnelPoint, FunnelZone, QuadrantChart, QuadrantNames,
    QuadrantPoint, RankSetChart, RankSetKeys, RankSetRow,
};
use crate::estimate::Measure;
use crate::exact::{Published, Ratio};
use crate::league::Table;
use crate::locale::Args;
use crate::scheme::Publication;
use crate::statistic::{Funnel, Ranking, Reference, funnel, normal_quantile_upper};

/// With fewer units neither a funnel nor a correlation says anything.
const FEWEST_UNITS: usize = 5;

/// With fewer indicators there is nothing to weigh against each other.
const FEWEST_INDICATORS: usize = 3;

/// The confidence of the inner and of the outer limits of a funnel.
const LIMITS: [f64; 2] = [0.95, 0.998];

/// Points on each limit of a funnel.
const STEPS: usize = 24;

/// A caption with what a figure must state of itself below the source.
fn stated(view: &View<'_>, mut caption: Caption, id: &str, args: Args<'_>) -> Caption {
    let note = view.locale.text(id, args);
    caption.note = if caption.note.is_empty() { note } else { format!("{}\n{note}", caption.note) };
    caption
}

/// The tables of the whole that a figure is drawn of: the one over all, or else each category's.
pub(super) fn tables<'a>(view: &View<'a>) -> Vec<&'a Table> {
    let whole = || view.tables().filter(|table| table.measure == Measure::Whole);
    let overall: Vec<&Table> = whole().filter(|table| table.category.is_none()).collect();
    if overall.is_empty() { whole().collect() } else { overall }
}

fn suffix(table: &Table) -> String {
    table.category.map_or_else(String::new, |category| format!("-{category}"))
}

/// The confidence sets of the ranks of a table; absent where there are none.
pub(super) fn rank_sets(view: &View<'_>, table: &Table) -> Option<Figure> {
    let certainty = table.certainty.as_ref().filter(|_| view.shows_errors())?;
    let args = Args::none().text("scope", view.scope(table)).count("n", table.standings.len());
    let caption = view.caption(&format!("rank-sets{}", suffix(table)), "figure-rank-sets", args);
    let args = Args::none()
        .text("confidence", view.confidence())
        .count("n", certainty.n_compared)
        .text("draws", certainty.draws.to_string())
        .text("seed", certainty.seed.to_string());
    let caption = stated(view, caption, "figure-rank-sets-note", args);
    let rank = |rank: usize| u32::try_from(rank).unwrap_or(u32::MAX);
    let rows = table.standings.iter().map(|standing| {
        let set = standing.set.as_ref();
        let text = set.map_or_else(
            || view.locale.word("rank-set-none"),
            |set| {
                let args = Args::none()
                    .text("best", set.together.best.to_string())
                    .text("worst", set.together.worst.to_string());
                let same = set.together.best == set.together.worst;
                let text = if same {
                    set.together.best.to_string()
                } else {
                    view.locale.text("rank-set", args)
                };
                if set.is_borderline { format!("{text}*") } else { text }
            },
        );
        let label = view.unit(standing.unit);
        RankSetRow {
            hover: format!("{label} {} ({text})", view.rank_text(standing)),
            label,
            rank: Some(rank(standing.rank)),
            rank_text: view.rank_text(standing),
            simultaneous: set.map(|set| (rank(set.together.best), rank(set.together.worst))),
            marginal: set.map(|set| (rank(set.alone.best), rank(set.alone.worst))),
            borderline: set.is_some_and(|set| set.is_borderline),
            set_text: text,
            emphasis: false,
        }
    });
    let rows: Vec<RankSetRow> = rows.collect();
    let key = |there: bool, id: &str| if there { view.locale.word(id) } else { String::new() };
    let joint = table.standings.iter().any(|standing| standing.joint);
    let keys = RankSetKeys {
        rank: view.locale.word("key-rank"),
        simultaneous: view.locale.word("key-set-together"),
        marginal: view.locale.word("key-set-alone"),
        borderline: key(rows.iter().any(|row| row.borderline), "key-borderline"),
        joint: key(joint, "key-joint"),
    };
    let chart = RankSetChart {
        axis_title: view.locale.word("axis-rank"),
        set_heading: view.locale.word("col-ranks"),
        rows,
        keys,
        caption: caption.clone(),
    };
    Some(figure(view, &caption, chart.draw()))
}

/// The scores of a table against their precision.
pub(super) fn funnel_of(view: &View<'_>, table: &Table) -> Option<Figure> {
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
        let covariance = spread.covariance.select(&units);
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
        let funnel = funnel(&ranking, Reference::Mean(&equal));
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
    let importance: Vec<(f64, Option<(f64, f64)>)> = if by_weight {
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

fn quadrant_points(
    view: &View<'_>,
    units: &[usize],
    leaves: &[Measure],
    importance: &[(f64, Option<(f64, f64)>)],
) -> Vec<QuadrantPoint> {
    let estimates = view.material.estimates;
    let point = |(leaf, (value, interval)): (&Measure, &(f64, Option<(f64, f64)>))| {
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
fn correlation(view: &View<'_>, units: &[usize], leaf: usize) -> (f64, Option<(f64, f64)>) {
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
