//! The figures of the made-up bulletin.

use pingyi::chart::{
    Axis, BumpChart, BumpLine, BumpPlace, Caption, Chart, ColourScale, HeatmapCell, HeatmapChart,
    HeatmapRow, LeagueChart, LeagueRow, Level, LevelRow, LevelsChart, ProfileChart, ProfileRow,
    Segment, TrendChart, TrendLine, TrendPoint,
};
use pingyi::report::Figure;
use pingyi::scheme::Language;

use super::names::{INDICATORS, LEVELS};
use super::sample::{chance, points, say, steps, unit};

const UNITS: usize = 41;

fn caption(language: Language, name: &str, title: (&str, &str)) -> Caption {
    Caption {
        name: name.to_owned(),
        title: say(language, title),
        subtitle: say(language, ("江城市，2025年下半年", "Jiangcheng, second half of 2025")),
        note: say(language, ("资料来源：江城市评议办，模拟数据。", "Source: synthetic data.")),
        description: say(language, ("各单位得分。", "Scores of the units.")),
    }
}

fn axis(language: Language) -> Axis {
    let title = say(language, ("得分（坐标轴不从0开始）", "Score (the axis does not start at 0)"));
    Axis { title, limits: Some((0.0, 100.0)) }
}

fn value(steps: i64) -> f64 {
    points(steps).to_f64()
}

fn spread(index: usize, indicator: usize) -> i64 {
    steps(index, UNITS) + chance(index, indicator + 30, 700) - 350
}

fn league(language: Language) -> Chart {
    let row = |i: usize| {
        let v = value(steps(i, UNITS));
        LeagueRow {
            label: unit(language, i),
            rank: (i + 1).to_string(),
            value: Some(v),
            interval: Some((v - 1.1, v + 1.2)),
            value_text: points(steps(i, UNITS)).to_string(),
            hover: unit(language, i),
            ..LeagueRow::default()
        }
    };
    LeagueChart {
        caption: caption(language, "league", ("综合得分与误差", "Scores and their errors")),
        axis: axis(language),
        rows: (0..UNITS).map(row).collect(),
        mean: Some((88.04, say(language, ("平均", "mean")))),
        ..LeagueChart::default()
    }
    .draw()
}

fn heatmap(language: Language) -> Chart {
    let cell = |i, j| {
        let steps = spread(i, j);
        let text = points(steps).to_string();
        Some(HeatmapCell { value: value(steps), hover: text.clone(), text })
    };
    let row = |i: usize| HeatmapRow {
        label: unit(language, i),
        rank: (i + 1).to_string(),
        cells: (0..INDICATORS.len()).map(|j| cell(i, j)).collect(),
        emphasis: false,
    };
    HeatmapChart {
        caption: caption(language, "heatmap", ("分项得分一览", "Scores by indicator")),
        columns: INDICATORS.iter().map(|name| say(language, *name)).collect(),
        rows: (0..UNITS).map(row).collect(),
        scale: ColourScale::WithinColumn,
        key: (say(language, ("低", "low")), say(language, ("高", "high"))),
    }
    .draw()
}

fn levels(language: Language) -> Chart {
    let row = |i: usize| {
        let good = 55 + chance(i, 70, 25);
        let parts = [good, 88 - good, 6, 3, 3];
        let segments = parts.iter().map(|part| {
            let share = points(*part).to_f64();
            Segment { share, text: format!("{part}%"), hover: format!("{part}%") }
        });
        LevelRow {
            label: unit(language, i),
            segments: segments.collect(),
            n_text: (980 + 13 * i).to_string(),
            emphasis: false,
        }
    };
    LevelsChart {
        caption: caption(language, "levels", ("评价档次构成", "Answers by level")),
        levels: LEVELS
            .iter()
            .map(|level| Level { name: say(language, (level.0, level.1)), polarity: level.2 })
            .collect(),
        rows: (0..12).map(row).collect(),
        n_heading: say(language, ("有效票", "ballots")),
    }
    .draw()
}

fn periods(language: Language) -> Vec<String> {
    let name = |t: usize| match language {
        Language::Chinese => format!("{}年{}半年", 2023 + t / 2, ["上", "下"][t % 2]),
        Language::English => format!("{} H{}", 2023 + t / 2, t % 2 + 1),
    };
    (0..6).map(name).collect()
}

fn trend(language: Language) -> Chart {
    let point = |i: usize, t: usize| {
        let steps = steps(i * 5, UNITS) + chance(i, t + 20, 500) - 250;
        let text = points(steps).to_string();
        Some(TrendPoint { value: value(steps), hover: text.clone(), text })
    };
    let line = |i: usize| TrendLine {
        label: unit(language, i * 5),
        points: (0..6).map(|t| point(i, t)).collect(),
        series: i,
        emphasis: i < 5,
    };
    TrendChart {
        caption: caption(language, "trend", ("历次得分", "Scores over the periods")),
        axis: axis(language),
        periods: periods(language),
        lines: (0..8).map(line).collect(),
        ..TrendChart::default()
    }
    .draw()
}

fn bump(language: Language) -> Chart {
    let line = |i: usize| BumpLine {
        label: unit(language, i),
        places: (0..6)
            .map(|t| {
                let rank = (i + t * (i % 3)) % 10 + 1;
                let (rank, text) = (u32::try_from(rank).unwrap(), rank.to_string());
                Some(BumpPlace { rank, hover: text.clone(), text })
            })
            .collect(),
        series: i,
        emphasis: i < 4,
    };
    BumpChart {
        caption: caption(language, "bump", ("前十名变化", "The first ten over the periods")),
        periods: periods(language),
        lines: (0..10).map(line).collect(),
    }
    .draw()
}

/// The profile of a unit.
pub(super) fn profile(language: Language, index: usize) -> Chart {
    let row = |j: usize| {
        let (unit, mean) = (spread(index, j), 8804 + chance(j, 5, 300) - 150);
        ProfileRow {
            label: say(language, INDICATORS[j]),
            value: Some(value(unit)),
            value_text: points(unit).to_string(),
            mean: Some(value(mean)),
            mean_text: points(mean).to_string(),
            range: Some((value(mean - 700), value(mean + 600))),
            hover: points(unit).to_string(),
            ..ProfileRow::default()
        }
    };
    let name = format!("profile-chart-{index}");
    let title = (unit(Language::Chinese, index), unit(Language::English, index));
    ProfileChart {
        caption: caption(language, &name, (&title.0, &title.1)),
        axis: axis(language),
        rows: (0..INDICATORS.len()).map(row).collect(),
        unit: say(language, ("本单位", "This unit")),
        mean: say(language, ("本类平均", "Mean of category")),
        band: say(language, ("本类最低至最高", "Lowest to highest")),
        ..ProfileChart::default()
    }
    .draw()
}

/// The figures of the sections, in their order.
pub(super) fn all(language: Language) -> Vec<Figure> {
    let charts =
        [league(language), heatmap(language), levels(language), trend(language), bump(language)];
    let figure = |chart: Chart| Figure {
        file: chart.name().to_owned(),
        title: chart.name().to_owned(),
        chart,
    };
    charts.into_iter().map(figure).collect()
}
