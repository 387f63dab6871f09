//! The figures: from the stops of the road to what `chart` draws.

use super::super::Figure;
use super::super::bands::runs;
use super::super::material::View;
use crate::chart::{
    Axis, BumpChart, BumpLine, BumpPlace, Caption, Chart, ColourScale, HeatmapCell, HeatmapChart,
    HeatmapRow, LeagueBand, LeagueChart, LeagueRow, Level, LevelRow, LevelsChart, Polarity,
    ProfileChart, ProfileRow, Segment, TrendChart, TrendLine, TrendPoint,
};
use crate::estimate::{Estimates, Measure};
use crate::exact::{Published, Ratio};
use crate::league::{League, Standing, Table};
use crate::locale::Args;
use crate::scheme;

/// Lines that are drawn to be read; the others stay in the background.
const EMPHASISED: usize = 7;

pub(super) fn figure(view: &View<'_>, caption: &Caption, chart: Chart) -> Figure {
    let tab = caption.title.clone();
    let file = view.locale.text("file-figure", Args::none().text("tab", tab));
    Figure { file, title: caption.title.clone(), chart }
}

/// A caption with what a figure must state of itself below the source.
pub(super) fn stated(view: &View<'_>, mut caption: Caption, id: &str, args: Args<'_>) -> Caption {
    let note = view.locale.text(id, args);
    caption.note = if caption.note.is_empty() { note } else { format!("{}\n{note}", caption.note) };
    caption
}

/// What tells the figures of one kind apart, by table.
pub(super) fn suffix(table: &Table) -> String {
    table.category.map_or_else(String::new, |category| format!("-{category}"))
}

impl View<'_> {
    pub(super) fn caption(&self, name: &str, id: &str, args: Args<'_>) -> Caption {
        let period = self.locale.period(self.appraisal().period);
        let args = args.text("period", period);
        let word = |part: &str| self.locale.find(&format!("{id}{part}"), &args).unwrap_or_default();
        Caption {
            name: name.to_owned(),
            title: word(""),
            subtitle: word("-subtitle"),
            note: self.locale.word("figure-source"),
            description: word("-description"),
        }
    }

    pub(in super::super) fn axis(&self, id: &str, measure: String) -> Axis {
        let ends = self.scheme().scale.ends();
        let limits = ends.map(|(least, most)| (least.to_f64(), most.to_f64()));
        Axis { title: self.locale.text(id, Args::none().text("measure", measure)), limits }
    }

    pub(super) fn rank_text(&self, standing: &Standing) -> String {
        let id = if standing.joint { "rank-joint" } else { "rank-alone" };
        self.locale.text(id, Args::none().text("rank", standing.rank.to_string()))
    }
}

/// A league table as dots.
pub(super) fn league(view: &View<'_>, table: &Table) -> Figure {
    let name = table
        .category
        .map_or_else(|| "league-overall".to_owned(), |category| format!("league-{category}"));
    let args =
        Args::none().text("scope", view.scope(table)).text("measure", view.measure(table.measure));
    let args = args.count("n", table.standings.len() as u64);
    let mut caption = view.caption(&name, "figure-league", args);
    let bands: Vec<LeagueBand> = runs(table)
        .iter()
        .map(|run| LeagueBand { first: run.first, last: run.last, hover: view.run_text(run) })
        .collect();
    if let Some(note) = view.league_note(table) {
        caption.note = format!("{}\n{note}", caption.note);
    }
    let ranked = table
        .standings
        .iter()
        .map(|standing| (standing.unit, view.rank_text(standing), Some(standing.published)));
    let unranked =
        table.unranked.iter().map(|row| (row.unit, view.locale.word("rank-none"), row.published));
    let lines: Vec<_> = ranked.chain(unranked).collect();
    // The key names the categories that are in the picture, and no other.
    let mut categories: Vec<usize> =
        lines.iter().map(|(unit, _, _)| view.category_of(*unit)).collect();
    categories.sort_unstable();
    categories.dedup();
    let series = |unit: usize| {
        let category = view.category_of(unit);
        categories.iter().position(|other| *other == category).unwrap_or(0)
    };
    let rows = lines.into_iter().map(|(unit, rank, published)| LeagueRow {
        // A unit that is too thin to be ranked would stretch the axis for all others.
        interval: table.standing(unit).and_then(|_| view.interval(unit, table.measure)),
        ..row(view, unit, rank, published, series(unit))
    });
    let rows: Vec<LeagueRow> = rows.collect();
    let key = |there: bool, id: &str| {
        let args = Args::none().text("confidence", view.confidence());
        if there { view.locale.text(id, args) } else { String::new() }
    };
    let means = match table.category {
        Some(category) => &view.material.estimates.categories[category],
        None => &view.material.estimates.city,
    };
    let mean = means.of(table.measure).map(|mean| {
        let args = Args::none().text("value", mean.published.to_string());
        (mean.published.to_f64(), view.locale.text("mean-value", args))
    });
    let chart = LeagueChart {
        axis: view.axis("axis-score", view.measure(table.measure)),
        interval_key: key(rows.iter().any(|row| row.interval.is_some()), "key-interval"),
        band_key: key(!bands.is_empty(), "key-bands"),
        bands,
        rows,
        series: match table.category {
            None => categories.iter().map(|category| view.category(*category)).collect(),
            Some(_) => Vec::new(),
        },
        mean,
        caption: caption.clone(),
    };
    figure(view, &caption, chart.draw())
}

fn row(
    view: &View<'_>,
    unit: usize,
    rank: String,
    published: Option<Published>,
    series: usize,
) -> LeagueRow {
    let label = view.unit(unit);
    let value_text = published.map(|value| value.to_string()).unwrap_or_default();
    LeagueRow {
        hover: format!("{label} {value_text}"),
        label,
        rank,
        value: published.map(Published::to_f64),
        value_text,
        series,
        ..LeagueRow::default()
    }
}

/// Units and indicators as a heatmap.
pub(super) fn heatmap(view: &View<'_>) -> Figure {
    let mut caption = view.caption("heatmap", "figure-heatmap", Args::none());
    if let Some(words) = ranks_told(view, "figure-heatmap-subtitle-ranks") {
        caption.subtitle = words;
    }
    let measures: Vec<Measure> = view.leaves().chain([Measure::Whole]).collect();
    let rows = view.in_order().into_iter().map(|unit| {
        let estimate = &view.material.estimates.units[unit];
        let cell = |measure: &Measure| {
            let value = estimate.score(*measure).published()?;
            let hover = format!("{} · {} {value}", view.unit(unit), view.measure(*measure));
            Some(HeatmapCell { value: value.to_f64(), text: value.to_string(), hover })
        };
        HeatmapRow {
            label: view.unit(unit),
            rank: overall_rank(view, unit),
            cells: measures.iter().map(cell).collect(),
            emphasis: false,
        }
    });
    let chart = HeatmapChart {
        columns: measures.iter().map(|measure| view.measure(*measure)).collect(),
        rows: rows.collect(),
        scale: ColourScale::Overall,
        key: (view.locale.word("key-lower"), view.locale.word("key-higher")),
        caption: caption.clone(),
    };
    figure(view, &caption, chart.draw())
}

/// The rank of a unit among all units, where there is such a table and the unit is in it.
fn overall_rank(view: &View<'_>, unit: usize) -> String {
    let table = view.tables().find(|t| t.category.is_none() && t.measure == Measure::Whole);
    let standing = table.and_then(|table| table.standing(unit));
    standing.map(|standing| view.rank_text(standing)).unwrap_or_default()
}

/// The words below the title where some units are ranked among all and others are not, so that the
/// order of the rows has to be told.
fn ranks_told(view: &View<'_>, id: &str) -> Option<String> {
    let (ranked, others): (Vec<usize>, Vec<usize>) =
        view.units().partition(|unit| !overall_rank(view, *unit).is_empty());
    let args = Args::none().text("period", view.locale.period(view.appraisal().period));
    (!ranked.is_empty() && !others.is_empty()).then(|| view.locale.text(id, args))
}

/// Level shares as diverging stacked bars.
pub(super) fn levels(view: &View<'_>) -> Figure {
    let mut caption = view.caption("levels", "figure-levels", Args::none());
    if let Some(words) = ranks_told(view, "figure-levels-subtitle-ranks") {
        caption.subtitle = words;
    }
    let bins = view.scheme().scale.bins();
    let polarity = |polarity| match polarity {
        scheme::Polarity::Positive => Polarity::Positive,
        scheme::Polarity::Neutral => Polarity::Neutral,
        scheme::Polarity::Negative => Polarity::Negative,
    };
    let names: Vec<String> =
        bins.iter().map(|bin| view.locale.label(bin.label).to_owned()).collect();
    let levels = bins.iter().zip(&names);
    let levels = levels
        .map(|(bin, name)| Level { name: name.clone(), polarity: polarity(bin.polarity) })
        .collect();
    let rows = view.in_order().into_iter().filter_map(|unit| {
        let rates = &view.material.estimates.units[unit].whole_rates;
        let shares: Option<Vec<Ratio>> = view.shares(&rates.bins).into_iter().collect();
        let label = view.unit(unit);
        let segments = shares?
            .iter()
            .zip(&names)
            .map(|(share, name)| {
                let text = view.scheme().publish(&(share * &Ratio::whole(100)));
                let whole = (share * &Ratio::whole(100)).publish(view.scheme().rounding.rule, 0);
                Segment {
                    share: share.to_f64(),
                    text: whole.to_string(),
                    hover: format!("{label} · {name} {text}%"),
                }
            })
            .collect();
        let n_text = rates.marks.answers.to_string();
        Some(LevelRow { label, segments, n_text, emphasis: false })
    });
    let chart = LevelsChart {
        rows: rows.collect(),
        levels,
        n_heading: view.locale.word("col-answers"),
        caption: caption.clone(),
    };
    figure(view, &caption, chart.draw())
}

/// Every period from the oldest to the present one.
fn periods<'a>(view: &View<'a>) -> Vec<(String, &'a Estimates, &'a League)> {
    let past = view.material.history.iter().map(|past| (&past.estimates, &past.league));
    let present = (view.material.estimates, view.material.league);
    past.chain([present])
        .map(|(estimates, league)| (view.locale.period(estimates.period), estimates, league))
        .collect()
}

impl View<'_> {
    /// The identity of a unit in an earlier period: itself, or its only predecessor.
    pub(in super::super) fn identities(&self, unit: usize) -> Vec<usize> {
        let units = &self.appraisal().units;
        let mut found = vec![unit];
        if let [predecessor] = units[unit].predecessors.as_slice() {
            let shared =
                units.iter().filter(|u| u.in_force && u.predecessors.contains(predecessor));
            if shared.count() == 1 {
                found.extend(units.iter().position(|unit| unit.id == *predecessor));
            }
        }
        found
    }
}

/// Scores over the periods: the best, the last and the greatest movers are emphasised.
pub(super) fn trend(view: &View<'_>) -> Figure {
    let mut caption = view.caption("trend", "figure-trend", Args::none());
    let periods = periods(view);
    let order = view.in_order();
    let emphasised = emphasised(view, &order);
    if emphasised.len() == order.len() {
        caption.subtitle = String::new();
    }
    let lines = order
        .iter()
        .map(|unit| {
            let same = view.identities(*unit);
            let label = view.unit(*unit);
            let points = periods
                .iter()
                .map(|(period, estimates, _)| {
                    let published =
                        same.iter().find_map(|unit| estimates.units[*unit].whole.published())?;
                    let hover = format!("{label} · {period} {published}");
                    let text = published.to_string();
                    Some(TrendPoint { value: published.to_f64(), text, hover })
                })
                .collect();
            let series = emphasised.iter().position(|other| other == unit);
            TrendLine { label, points, series: series.unwrap_or(0), emphasis: series.is_some() }
        })
        .collect();
    let chart = TrendChart {
        axis: view.axis("axis-score-upright", view.measure(Measure::Whole)),
        periods: periods.iter().map(|(period, _, _)| period.clone()).collect(),
        lines,
        caption: caption.clone(),
        ..TrendChart::default()
    };
    figure(view, &caption, chart.draw())
}

/// The first two, the last, and the greatest gains and losses among the ranked units; all where they
/// are few.
fn emphasised(view: &View<'_>, order: &[usize]) -> Vec<usize> {
    // A score that is too thin to be ranked is too thin to be pointed at.
    let mut ranked: Vec<usize> =
        order.iter().filter(|unit| view.is_ranked(**unit)).copied().collect();
    if ranked.len() <= EMPHASISED {
        return ranked;
    }
    let score = |unit: &usize| view.material.estimates.units[*unit].whole.published();
    ranked.sort_by_key(|unit| std::cmp::Reverse(score(unit)));
    let mut chosen: Vec<usize> = ranked.iter().take(2).chain(ranked.last()).copied().collect();
    if let Some(trend) = view.main_trend() {
        let mut moved: Vec<(i64, usize)> = ranked
            .iter()
            .filter_map(|unit| {
                let change = trend.unit(*unit)?.score(Measure::Whole).difference?;
                Some((change.steps(), *unit))
            })
            .collect();
        moved.sort();
        let ends = moved.iter().take(2).chain(moved.iter().rev().take(2));
        chosen.extend(ends.map(|(_, unit)| *unit));
    }
    let mut seen = std::collections::BTreeSet::new();
    chosen.retain(|unit| seen.insert(*unit));
    chosen.truncate(EMPHASISED);
    chosen
}

/// Ranks over the periods, one figure for each table of the whole.
pub(super) fn bumps(view: &View<'_>) -> Vec<Figure> {
    let overall = view.tables().any(|t| t.category.is_none() && t.measure == Measure::Whole);
    let wanted =
        |table: &&Table| table.measure == Measure::Whole && table.category.is_none() == overall;
    view.tables()
        .filter(wanted)
        .filter(|table| !table.standings.is_empty())
        .map(|table| bump(view, table))
        .collect()
}

fn bump(view: &View<'_>, table: &Table) -> Figure {
    let scope = view.scope(table);
    let name = table.category.map_or_else(|| "bump".to_owned(), |c| format!("bump-{c}"));
    let mut caption = view.caption(&name, "figure-bump", Args::none().text("scope", scope));
    let periods = periods(view);
    let order: Vec<usize> = table.standings.iter().map(|standing| standing.unit).collect();
    let emphasised = emphasised(view, &order);
    let lines: Vec<BumpLine> = order
        .iter()
        .map(|unit| {
            let same = view.identities(*unit);
            let label = view.unit(*unit);
            let places = periods
                .iter()
                .map(|(period, _, league)| {
                    let table = league.table(table.category, Measure::Whole)?;
                    let standing = same.iter().find_map(|unit| table.standing(*unit))?;
                    let text = view.rank_text(standing);
                    Some(BumpPlace {
                        rank: u32::try_from(standing.rank).ok()?,
                        hover: format!("{label} · {period} {text}"),
                        text,
                    })
                })
                .collect();
            let series = emphasised.iter().position(|other| other == unit);
            BumpLine { label, places, series: series.unwrap_or(0), emphasis: series.is_some() }
        })
        .collect();
    let joins = |line: &BumpLine| line.places.first().is_some_and(Option::is_none);
    if lines.iter().any(joins) {
        caption.subtitle = view.locale.word("figure-bump-subtitle-joining");
    } else if emphasised.len() == order.len() {
        caption.subtitle = String::new();
    }
    let chart = BumpChart {
        periods: periods.into_iter().map(|(period, _, _)| period).collect(),
        lines,
        caption: caption.clone(),
    };
    figure(view, &caption, chart.draw())
}

/// One unit against its category on the indicators.
pub(super) fn profile(view: &View<'_>, unit: usize) -> Figure {
    let name = view.unit(unit);
    let category = view.category_of(unit);
    let args = Args::none().text("unit", name.clone()).text("category", view.category(category));
    let mut caption = view.caption(&format!("profile-{unit}"), "figure-profile", args);
    let peers: Vec<usize> =
        view.units().filter(|other| view.category_of(*other) == category).collect();
    let estimates = view.material.estimates;
    let rows = view.leaves().chain([Measure::Whole]).map(|measure| {
        let score = estimates.units[unit].score(measure);
        let mean = estimates.categories[category].of(measure).map(|mean| mean.published);
        let mut all: Vec<Published> = peers
            .iter()
            .filter_map(|peer| estimates.units[*peer].score(measure).published())
            .collect();
        all.sort();
        let text = |value: Option<Published>| value.map(|v| v.to_string()).unwrap_or_default();
        let label = view.measure(measure);
        ProfileRow {
            hover: format!("{label} {}", text(score.published())),
            label,
            value: score.published().map(Published::to_f64),
            value_text: match score.published() {
                Some(value) => value.to_string(),
                None => view.locale.word("absent-no-score"),
            },
            mean: mean.map(Published::to_f64),
            mean_text: text(mean),
            range: all.first().zip(all.last()).map(|(a, b)| (a.to_f64(), b.to_f64())),
            ..ProfileRow::default()
        }
    });
    let chart = ProfileChart {
        axis: view.axis("axis-score", view.locale.word("figure-profile-axis")),
        rows: rows.collect(),
        unit: name.clone(),
        mean: view.locale.word("key-mean"),
        band: view.locale.word("key-band"),
        caption: caption.clone(),
        ..ProfileChart::default()
    };
    let drawn = chart.draw();
    caption.title = name;
    figure(view, &caption, drawn)
}
