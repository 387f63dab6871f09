//! Figures that show how sure a number is, of the same made-up city.

use super::super::*;
use super::samples::Tongue::{self, Chinese};
use super::samples::{INDICATORS, caption, chance, league, say, unit};

/// A caption with a note of its own.
fn noted(tongue: Tongue, name: &str, title: (&str, &str), note: (&str, &str)) -> Caption {
    let caption = caption(tongue, name, title.0, title.1);
    Caption { note: say(tongue, note.0, note.1), ..caption }
}

/// The axis of scores that grow upwards.
fn upward(tongue: Tongue) -> Axis {
    let title = say(
        tongue,
        "综合得分（满分100分，纵轴不从0开始）",
        "Score out of 100 (the axis does not start at 0)",
    );
    Axis { title, limits: Some((0.0, 100.0)) }
}

/// The first and last row of every run of rows whose scores lie within `reach`, the longest only.
fn runs(scores: &[f64], reach: f64) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (first, score) in scores.iter().enumerate() {
        let last = scores.iter().rposition(|other| score - other <= reach).unwrap_or(first);
        if last > first && runs.last().is_none_or(|before| before.1 < last) {
            runs.push((first, last));
        }
    }
    runs
}

/// A league with an interval for every unit and brackets beside it.
pub(super) fn caterpillar(tongue: Tongue, rows: usize) -> LeagueChart {
    let mut figure = league(tongue, rows);
    figure.caption = noted(
        tongue,
        &format!("caterpillar{rows}"),
        (
            "综合得分、置信区间与不可区分的单位",
            "Scores, intervals and units that cannot be told apart",
        ),
        (
            "有效票12,408张；检验族：本类全部单位两两比较，合计95%（max-T）。",
            "12,408 valid ballots; family: all pairs of the category, 95% together (max-T).",
        ),
    );
    figure.series.clear();
    for (index, row) in figure.rows.iter_mut().enumerate() {
        row.series = 0;
        let half = 0.9 + 1.4 * chance(index, 7);
        row.interval = row.value.map(|value| (value - half, value + half));
    }
    let scores: Vec<f64> = figure.rows.iter().filter_map(|row| row.value).collect();
    let band = |(first, last): (usize, usize)| LeagueBand {
        first,
        last,
        hover: format!("{}–{}", first + 1, last + 1),
    };
    figure.bands = runs(&scores, 2.1).into_iter().map(band).collect();
    figure.interval_key = say(tongue, "95%置信区间", "95% confidence interval");
    figure.band_key = say(
        tongue,
        "同一括号内的单位在统计上不可区分",
        "units in one bracket cannot be told apart",
    );
    figure
}

/// A rank set for every unit; the last of many is not ranked.
pub(super) fn rank_set(tongue: Tongue, rows: usize) -> RankSetChart {
    let of = |share: f64| u32::try_from((0..rows).filter(|i| (*i as f64) < share).count()).unwrap();
    let ranked = if rows > 5 { rows - 1 } else { rows };
    let row = |i: usize| {
        let place = if i == 4 { 3 } else { i };
        let half = 1.0 + rows as f64 * (0.04 + 0.08 * chance(i, 31));
        let set = |half: f64| {
            let worst = of(place as f64 + half).min(u32::try_from(ranked).unwrap());
            (of(place as f64 - half + 1.0).max(1), worst.max(1))
        };
        let (all, alone) = (set(half), set(half * 0.55));
        let text =
            if all.0 == all.1 { all.0.to_string() } else { format!("{}–{}", all.0, all.1) };
        let rank = u32::try_from(place + 1).unwrap();
        let row = RankSetRow {
            label: unit(tongue, i),
            emphasis: i == 10 || (rows < 10 && i == 2),
            ..RankSetRow::default()
        };
        if i >= ranked {
            return RankSetRow { set_text: say(tongue, "未排名", "not ranked"), ..row };
        }
        RankSetRow {
            rank: Some(rank),
            rank_text: match i {
                3 | 4 => say(tongue, "并列4", "4="),
                _ => rank.to_string(),
            },
            simultaneous: Some(all),
            marginal: Some(alone),
            borderline: i % 9 == 5,
            hover: format!("{} {rank} {text}", unit(tongue, i)),
            set_text: text,
            ..row
        }
    };
    RankSetChart {
        caption: noted(
            tongue,
            &format!("rankset{rows}"),
            ("名次及其置信集", "Ranks and their confidence sets"),
            (
                "逐步检验，10,000次乘数自助抽样；虚线边框表示换一个随机种子时边界可能移动一位。",
                "Stepdown, 10,000 multiplier draws; where the rim is dashed, another seed may move a bound by one rank.",
            ),
        ),
        axis_title: say(tongue, "名次（1为最好）", "Rank (1 is the best)"),
        set_heading: say(tongue, "联合置信集", "Set for all units"),
        rows: (0..rows).map(row).collect(),
        keys: RankSetKeys {
            rank: say(tongue, "名次", "rank"),
            simultaneous: say(tongue, "全部单位联合95%置信集", "95% set for all units together"),
            marginal: say(tongue, "单个单位95%置信集", "95% set for this unit alone"),
            borderline: say(tongue, "临界：边界可能移动", "borderline: a bound may move"),
            joint: say(tongue, "并列", "joint rank"),
        },
    }
}

/// Units with effective numbers of ballots from about 60 to 1,300 around a mean of 86.
pub(super) fn funnel(tongue: Tongue, units: usize) -> FunnelChart {
    const MEAN: f64 = 86.0;
    const DEVIATION: f64 = 17.0;
    let half = |n: f64, z: f64, extra: f64| z * (DEVIATION * DEVIATION / n + extra).sqrt();
    let limit = |name: &str, outer: bool, dispersed: bool| {
        let (z, extra) = (if outer { 3.09 } else { 1.96 }, if dispersed { 1.0 } else { 0.0 });
        let at = |side: f64| {
            let n = (0..30).map(|i| 20.0 * 1.17f64.powi(i));
            n.map(|n| (n, MEAN + side * half(n, z, extra))).collect()
        };
        FunnelLimit { name: name.into(), outer, dispersed, lower: at(-1.0), upper: at(1.0) }
    };
    let point = |i: usize| {
        let n = 60.0 + 1250.0 * chance(i, 51).powi(2);
        let sum: f64 = (0..6).map(|k| chance(i, 70 + k) - 0.5).sum();
        let score = MEAN + sum * 1.9 * half(n, 1.0, 1.6);
        let off = (score - MEAN).abs();
        let zone = if off > half(n, 3.09, 1.0) {
            FunnelZone::BeyondOuter
        } else if off > half(n, 1.96, 1.0) {
            FunnelZone::BeyondInner
        } else {
            FunnelZone::Inside
        };
        let hover = format!("{} {n:.0} {score:.2}", unit(tongue, i));
        FunnelPoint { label: unit(tongue, i), precision: n, score, zone, hover }
    };
    let name = |chinese: &str, english: &str| say(tongue, chinese, english);
    FunnelChart {
        caption: noted(
            tongue,
            &format!("funnel{units}"),
            ("得分与有效样本量：漏斗图", "Scores against effective numbers of ballots: a funnel"),
            (
                "界限按Spiegelhalter（2005）；过度离散 φ = 3.1，τ = 1.00。",
                "Limits after Spiegelhalter (2005); over-dispersion φ = 3.1, τ = 1.00.",
            ),
        ),
        precision: Axis {
            title: say(tongue, "有效样本量", "Effective number of ballots"),
            limits: Some((0.0, f64::INFINITY)),
        },
        axis: upward(tongue),
        mean: Some((MEAN, say(tongue, "总平均 86.00", "Mean of all units 86.00"))),
        limits: vec![
            limit(&name("95%界限", "95% limits"), false, false),
            limit(&name("99.8%界限", "99.8% limits"), true, false),
            limit(&name("95%，计入过度离散", "95%, over-dispersed"), false, true),
            limit(&name("99.8%，计入过度离散", "99.8%, over-dispersed"), true, true),
        ],
        points: (0..units).map(point).collect(),
        zones: [
            name("界限以内", "within the limits"),
            name("超出95%界限", "beyond 95%"),
            name("超出99.8%界限", "beyond 99.8%"),
        ],
    }
}

/// Indicators by importance and score; after eight they repeat with a number.
pub(super) fn quadrant(tongue: Tongue, indicators: usize) -> QuadrantChart {
    let point = |i: usize| {
        let label = say(tongue, INDICATORS[i % 8].0, INDICATORS[i % 8].1);
        let label = if i < 8 { label } else { format!("{label} {}", i / 8 + 1) };
        let importance = 0.25 + 0.55 * chance(i, 81);
        let score = 88.0 + 9.0 * (chance(i, 87) - 0.5) - 5.0 * importance;
        QuadrantPoint {
            hover: format!("{label} {importance:.2} {score:.2}"),
            label,
            importance,
            importance_interval: Some((importance - 0.03, importance + 0.03)),
            score,
            score_interval: Some((score - 0.6, score + 0.6)),
            emphasis: importance > 0.52 && score < 85.6,
        }
    };
    QuadrantChart {
        caption: noted(
            tongue,
            &format!("quadrant{indicators}"),
            ("指标重要性与得分", "Importance and score of the indicators"),
            (
                "重要性为各指标与总体评价的相关系数；细线为95%置信区间。",
                "Importance is the correlation with the overall question; thin lines are 95% intervals.",
            ),
        ),
        importance: Axis {
            title: say(
                tongue,
                "重要性（与总体评价的相关系数）",
                "Importance (correlation with the overall question)",
            ),
            limits: Some((-1.0, 1.0)),
        },
        axis: upward(tongue),
        importance_line: Some((0.52, say(tongue, "平均重要性 0.52", "Mean importance 0.52"))),
        score_line: Some((
            85.6,
            say(tongue, "平均得分 85.60", "Mean score of all indicators 85.60"),
        )),
        names: QuadrantNames {
            keep: say(tongue, "优势保持区", "Keep up the good work"),
            improve: say(tongue, "重点改进区", "Improve first"),
            ample: say(tongue, "过度供给区", "Possibly more than is asked for"),
            later: say(tongue, "次要改进区", "Improve later"),
        },
        points: (0..indicators).map(point).collect(),
    }
}

/// Every figure of this file in a language, with as many units as given.
pub(super) fn all(tongue: Tongue, units: usize) -> Vec<Chart> {
    let indicators = if tongue == Chinese { units.min(20) } else { units.min(16) };
    vec![
        caterpillar(tongue, units).draw(),
        rank_set(tongue, units).draw(),
        funnel(tongue, units).draw(),
        quadrant(tongue, indicators).draw(),
    ]
}
