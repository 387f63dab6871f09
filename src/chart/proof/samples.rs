//! Figures of a made-up city, in both languages and in awkward sizes.

use super::super::*;

/// Which words a sample uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    Chinese,
    English,
}

use Tongue::{Chinese, English};

const UNITS: [(&str, &str); 41] = [
    ("市政府办公室", "Municipal Government Office"),
    ("市发展和改革委员会", "Municipal Development and Reform Commission"),
    ("市教育局", "Municipal Education Bureau"),
    ("市科学技术局", "Municipal Science and Technology Bureau"),
    ("市工业和信息化局", "Municipal Industry and Information Technology Bureau"),
    ("市民族宗教事务局", "Municipal Ethnic and Religious Affairs Bureau"),
    ("市公安局", "Municipal Public Security Bureau"),
    ("市民政局", "Municipal Civil Affairs Bureau"),
    ("市司法局", "Municipal Justice Bureau"),
    ("市财政局", "Municipal Finance Bureau"),
    ("市人力资源和社会保障局", "Municipal Human Resources and Social Security Bureau"),
    ("市自然资源和规划局", "Municipal Natural Resources and Planning Bureau"),
    ("市生态环境局", "Municipal Ecology and Environment Bureau"),
    ("市住房和城乡建设局", "Municipal Housing and Urban-Rural Development Bureau"),
    ("市交通运输局", "Municipal Transport Bureau"),
    ("市水利局", "Municipal Water Resources Bureau"),
    ("市农业农村局", "Municipal Agriculture and Rural Affairs Bureau"),
    ("市商务局", "Municipal Commerce Bureau"),
    ("市文化广电和旅游局", "Municipal Culture, Broadcasting and Tourism Bureau"),
    ("市卫生健康委员会", "Municipal Health Commission"),
    ("市退役军人事务局", "Municipal Veterans Affairs Bureau"),
    ("市应急管理局", "Municipal Emergency Management Bureau"),
    ("市审计局", "Municipal Audit Bureau"),
    ("市市场监督管理局", "Municipal Administration for Market Regulation"),
    ("市体育局", "Municipal Sports Bureau"),
    ("市统计局", "Municipal Bureau of Statistics"),
    ("市医疗保障局", "Municipal Healthcare Security Bureau"),
    (
        "市行政审批服务局（政务服务中心）",
        "Municipal Administrative Approval and Government Services Bureau",
    ),
    ("市信访局", "Municipal Petitions Bureau"),
    ("市国有资产监督管理委员会", "State-owned Assets Supervision and Administration Commission"),
    ("市城市管理综合行政执法局", "Municipal Urban Management and Law Enforcement Bureau"),
    ("市园林绿化局", "Municipal Parks and Greening Bureau"),
    ("市税务局", "Municipal Tax Service"),
    ("市气象局", "Municipal Meteorological Bureau"),
    ("市邮政管理局", "Municipal Postal Administration"),
    ("市烟草专卖局", "Municipal Tobacco Monopoly Bureau"),
    ("国网供电公司", "State Grid Power Supply Company"),
    ("市水务集团", "Municipal Water Group"),
    ("市燃气公司", "Municipal Gas Company"),
    ("市公交公司", "Municipal Bus Company"),
    ("市残疾人联合会", "Municipal Disabled Persons’ Federation"),
];

pub(super) const INDICATORS: [(&str, &str); 8] = [
    ("依法行政", "Lawful administration"),
    ("办事效率和服务质量", "Efficiency and quality of service"),
    ("政务公开", "Openness"),
    ("工作作风", "Conduct"),
    ("廉洁自律", "Integrity"),
    ("解决实际问题", "Solving real problems"),
    ("服务态度", "Courtesy"),
    ("总体评价", "Overall"),
];

const LEVELS: [(&str, &str, Polarity); 5] = [
    ("满意", "Satisfied", Polarity::Positive),
    ("基本满意", "Fairly satisfied", Polarity::Positive),
    ("一般", "Neither", Polarity::Neutral),
    ("不满意", "Dissatisfied", Polarity::Negative),
    ("不了解", "Cannot say", Polarity::Apart),
];

pub(super) fn unit(tongue: Tongue, index: usize) -> String {
    let (chinese, english) = UNITS[index % UNITS.len()];
    let name = if tongue == Chinese { chinese } else { english };
    let round = index / UNITS.len();
    if round == 0 { name.to_owned() } else { format!("{name} {}", round + 1) }
}

/// A number 0..1 that looks random and is always the same.
pub(super) fn chance(a: usize, b: usize) -> f64 {
    let mixed = (a * 7919 + b * 104_729 + 12_345) % 10_007;
    (mixed * mixed % 10_007) as f64 / 10_007.0
}

pub(super) fn say(tongue: Tongue, chinese: &str, english: &str) -> String {
    if tongue == Chinese { chinese.to_owned() } else { english.to_owned() }
}

pub(super) fn caption(tongue: Tongue, name: &str, chinese: &str, english: &str) -> Caption {
    let language = if tongue == Chinese { "zh" } else { "en" };
    Caption {
        name: format!("{name}-{language}"),
        title: say(tongue, chinese, english),
        subtitle: say(
            tongue,
            "江城市2024年下半年万人评议机关活动",
            "Public appraisal of Jiangcheng’s bodies, second half of 2024",
        ),
        note: say(
            tongue,
            "数据来源：江城市评议办，有效票12,408张。细线为95%置信区间；区间重叠不等于没有差别。",
            "Source: Jiangcheng Appraisal Office, 12,408 valid ballots. Thin lines are 95% confidence intervals; overlap does not mean that there is no difference.",
        ),
        description: say(tongue, "各单位得分与名次。", "Scores and ranks of all units."),
    }
}

pub(super) fn axis(tongue: Tongue) -> Axis {
    let title = say(
        tongue,
        "综合得分（满分100分，横轴不从0开始）",
        "Score out of 100 (the axis does not start at 0)",
    );
    Axis { title, limits: Some((0.0, 100.0)) }
}

pub(super) fn league(tongue: Tongue, rows: usize) -> LeagueChart {
    let score = |i: usize| 96.4 - 18.0 * (i as f64 + 0.4 * chance(i, 3)) / rows.max(1) as f64;
    let row = |i: usize| {
        let absent = rows > 5 && i + 1 == rows;
        let value = score(if i == 4 { 3 } else { i });
        LeagueRow {
            label: unit(tongue, i),
            rank: match i {
                _ if absent => String::new(),
                3 | 4 => say(tongue, "并列4", "4="),
                _ => (i + 1).to_string(),
            },
            value: (!absent).then_some(value),
            interval: (i % 7 != 6)
                .then_some((value - 0.8 - 1.5 * chance(i, 1), value + 0.9 + chance(i, 2))),
            value_text: if absent {
                say(tongue, "无有效票", "no valid ballots")
            } else {
                format!("{value:.2}")
            },
            series: if rows > 20 { i % 3 } else { 0 },
            emphasis: i == 10 || (rows < 10 && i == 2),
            hover: format!("{} {value:.2}", unit(tongue, i)),
        }
    };
    let names = [
        ("政府工作部门", "Departments"),
        ("垂直管理单位", "Vertically managed bodies"),
        ("公共服务单位", "Public services"),
    ];
    LeagueChart {
        caption: caption(
            tongue,
            &format!("league{rows}"),
            "市直部门综合得分及名次",
            "Municipal departments by overall score",
        ),
        axis: axis(tongue),
        rows: (0..rows).map(row).collect(),
        series: if rows > 20 {
            names.iter().map(|n| say(tongue, n.0, n.1)).collect()
        } else {
            Vec::new()
        },
        mean: Some((88.12, say(tongue, "本类平均 88.12", "Mean of the category 88.12"))),
        ..LeagueChart::default()
    }
}

pub(super) fn heatmap(
    tongue: Tongue,
    rows: usize,
    columns: usize,
    scale: ColourScale,
) -> HeatmapChart {
    let cell = |i: usize, j: usize| {
        let value = 95.0 - 20.0 * i as f64 / rows as f64 + 8.0 * (chance(i, j + 5) - 0.5);
        let text = format!("{value:.2}");
        ((i * 3 + j) % 29 != 11).then(|| HeatmapCell {
            value,
            hover: format!("{} {text}", unit(tongue, i)),
            text,
        })
    };
    let row = |i: usize| HeatmapRow {
        label: unit(tongue, i),
        rank: (i + 1).to_string(),
        cells: (0..columns).map(|j| cell(i, j)).collect(),
        emphasis: i == 10 || (rows < 10 && i == 2),
    };
    let name = |j: usize| say(tongue, INDICATORS[j % 8].0, INDICATORS[j % 8].1);
    HeatmapChart {
        caption: caption(
            tongue,
            &format!("heatmap{rows}x{columns}"),
            "各单位分项指标得分",
            "Scores by indicator",
        ),
        columns: (0..columns).map(name).collect(),
        rows: (0..rows).map(row).collect(),
        scale,
        key: (
            say(tongue, "本列最低", "lowest in column"),
            say(tongue, "本列最高", "highest in column"),
        ),
    }
}

pub(super) fn levels(tongue: Tongue, rows: usize) -> LevelsChart {
    let row = |i: usize| {
        let raw = [
            0.7 - 0.4 * i as f64 / rows as f64,
            0.3 * chance(i, 1) + 0.1,
            0.12 * chance(i, 2),
            0.15 * chance(i, 3) + 0.01 * i as f64,
            0.1 * chance(i, 4),
        ];
        let sum: f64 = raw.iter().sum();
        let segment = |(j, share): (usize, &f64)| {
            let text = format!("{:.1}%", share / sum * 100.0);
            Segment {
                share: share / sum,
                hover: format!(
                    "{} {} {text}",
                    unit(tongue, i),
                    say(tongue, LEVELS[j].0, LEVELS[j].1)
                ),
                text,
            }
        };
        LevelRow {
            label: unit(tongue, i),
            segments: raw.iter().enumerate().map(segment).collect(),
            n_text: format!("{}", 980 + 13 * i),
            emphasis: i == 2,
        }
    };
    LevelsChart {
        caption: caption(
            tongue,
            &format!("levels{rows}"),
            "各单位评价档次构成",
            "How the answers are spread over the levels",
        ),
        levels: LEVELS
            .iter()
            .map(|l| Level { name: say(tongue, l.0, l.1), polarity: l.2 })
            .collect(),
        rows: (0..rows).map(row).collect(),
        n_heading: say(tongue, "有效票数", "valid ballots"),
    }
}

pub(super) fn period(tongue: Tongue, index: usize) -> String {
    let year = 2021 + index / 2;
    match (tongue, index % 2) {
        (Chinese, 0) => format!("{year}年上半年"),
        (Chinese, _) => format!("{year}年下半年"),
        (English, half) => format!("{year} H{}", half + 1),
    }
}

pub(super) fn trend(tongue: Tongue, lines: usize, periods: usize) -> TrendChart {
    let line = |i: usize| {
        let point = |t: usize| {
            let value =
                80.0 + 12.0 * chance(i, 9) + 0.9 * t as f64 + 4.0 * (chance(i, t + 20) - 0.5);
            let absent = (i == 2 && t == 3)
                || (i == 5 && t + 2 > periods && periods > 3)
                || (i == 4 && t < 2);
            let text = format!("{value:.2}");
            (!absent).then(|| TrendPoint {
                value,
                hover: format!("{} {} {text}", unit(tongue, i), period(tongue, t)),
                text,
            })
        };
        TrendLine {
            label: unit(tongue, i),
            points: (0..periods).map(point).collect(),
            series: i,
            emphasis: i < 7.min(lines.div_ceil(2)),
        }
    };
    TrendChart {
        caption: caption(
            tongue,
            &format!("trend{lines}x{periods}"),
            "综合得分变化",
            "Overall score over the periods",
        ),
        axis: Axis {
            title: say(
                tongue,
                "综合得分（纵轴不从0开始）",
                "Score out of 100 (the axis does not start at 0)",
            ),
            limits: Some((0.0, 100.0)),
        },
        periods: (0..periods).map(|t| period(tongue, t)).collect(),
        lines: (0..lines).map(line).collect(),
        ..TrendChart::default()
    }
}

pub(super) fn bump(tongue: Tongue, lines: usize, periods: usize) -> BumpChart {
    let key = |i: usize, t: usize| {
        i as f64 + 3.5 * chance(i, t + 40) + if i == 1 { 1.2 * t as f64 } else { 0.0 }
    };
    let absent = |i: usize, t: usize| {
        (i == 3 && t == 0)
            || (i == 6 && t + 2 > periods && periods > 3)
            || (i == 9 && (t == 0 || t + 1 == periods))
    };
    let rank = |i: usize, t: usize| {
        let better = (0..lines).filter(|j| !absent(*j, t) && key(*j, t) < key(i, t)).count() + 1;
        if better == 5 { 4 } else { better }
    };
    let line = |i: usize| {
        let place = |t: usize| {
            let rank = rank(i, t);
            let place = BumpPlace {
                rank: u32::try_from(rank).unwrap(),
                text: rank.to_string(),
                hover: format!("{} {rank}", unit(tongue, i)),
            };
            (!absent(i, t)).then_some(place)
        };
        BumpLine {
            label: unit(tongue, i),
            places: (0..periods).map(place).collect(),
            series: i,
            emphasis: [0, 1, 3, 10].contains(&i),
        }
    };
    BumpChart {
        caption: caption(
            tongue,
            &format!("bump{lines}x{periods}"),
            "名次变化",
            "Ranks over the periods",
        ),
        periods: (0..periods).map(|t| period(tongue, t)).collect(),
        lines: (0..lines).map(line).collect(),
    }
}

pub(super) fn profile(tongue: Tongue, rows: usize) -> ProfileChart {
    let row = |i: usize| {
        let mean = 84.0 + 6.0 * chance(i, 60);
        let value = mean + 9.0 * (chance(i, 61) - 0.45);
        let absent = i == 4;
        ProfileRow {
            label: say(tongue, INDICATORS[i % 8].0, INDICATORS[i % 8].1),
            value: (!absent).then_some(value),
            value_text: if absent {
                say(tongue, "无作答", "no answers")
            } else {
                format!("{value:.2}")
            },
            mean: Some(mean),
            mean_text: format!("{mean:.2}"),
            range: Some((mean - 6.0 - 3.0 * chance(i, 62), mean + 5.0 + 2.0 * chance(i, 63))),
            hover: format!("{value:.2}"),
            ..ProfileRow::default()
        }
    };
    ProfileChart {
        caption: caption(
            tongue,
            &format!("profile{rows}"),
            "市人力资源和社会保障局：分项指标与本类比较",
            "Human Resources and Social Security Bureau against its category",
        ),
        axis: axis(tongue),
        rows: (0..rows).map(row).collect(),
        unit: say(tongue, "本单位", "This bureau"),
        mean: say(tongue, "本类平均", "Mean of category"),
        band: say(tongue, "本类最低至最高", "Lowest to highest"),
        ..ProfileChart::default()
    }
}

/// Every figure in a language, with as many units as given.
pub(super) fn all(tongue: Tongue, units: usize) -> Vec<Chart> {
    let mut charts = vec![
        league(tongue, units).draw(),
        heatmap(tongue, units, 8, ColourScale::WithinColumn).draw(),
        levels(tongue, units).draw(),
        trend(tongue, units, 6).draw(),
        bump(tongue, units, 6).draw(),
        profile(tongue, units.min(8)).draw(),
    ];
    charts.extend(super::unsure::all(tongue, units));
    charts
}
