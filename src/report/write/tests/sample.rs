//! A report made by hand, as large as a city's, with one of everything a table can hold.

use crate::chart::{Axis, Caption, LeagueChart, LeagueRow};
use crate::exact::Published;
use crate::report::{Audience, Cell, Column, ColumnKind, Figure, Grid, GridRow, Report, RowKind};
use crate::scheme::Language;

const UNITS: [&str; 10] = [
    "市发展和改革委员会",
    "市教育局",
    "市公安局",
    "市人力资源和社会保障局",
    "市自然资源局",
    "市住房和城乡建设局",
    "市文化广电体育和旅游局",
    "市市场监督管理局",
    "市政务服务和大数据发展局（市公共资源交易管理办公室）",
    "市残疾人联合会",
];

pub(super) fn report(audience: Audience, n_units: usize) -> Report {
    let grids = vec![league(n_units), scores(n_units)];
    Report {
        audience,
        formulas: Vec::new(),
        language: Language::Chinese,
        period: "2025H2".parse().unwrap(),
        title: "某市机关效能评议结果通报（2025年下半年）".into(),
        office: "某市机关效能建设领导小组办公室".into(),
        notice: "本通报的数据为演示用的合成数据，不反映任何真实单位。".into(),
        facts: vec![
            ("参评单位".into(), format!("{n_units} 个")),
            ("有效评议票".into(), "18,204 张（回收率 93.10%，有效率 98.75%）".into()),
            ("全市平均得分".into(), "86.42".into()),
        ],
        summary: vec![
            "全市 41 个参评单位平均得分 86.42 分，比上期上升 0.31 分。".into(),
            "得分最高的是市教育局（92.40 分）；得分最低的是市残疾人联合会（78.11 分），与上期相比两者相差缩小 0.85 分，各分项的差距见“各项得分”表。".into(),
        ],
        sections: Vec::new(),
        grids,
        figures: vec![figure("总排名图"), figure("总排名图")],
        profiles: vec![figure("市教育局"), figure("../逃/逸")],
        notes: vec![
            ("计分".into(), "各评议主体先对每项指标求平均，再按权重合成；不了解、弃权和空白不计入分母。分数以分数形式精确计算，只在最后四舍五入一次。".into()),
            ("并列".into(), "公布分数相同的单位并列。".into()),
        ],
    }
}

fn figure(file: &str) -> Figure {
    let chart = LeagueChart {
        caption: Caption { name: "league".into(), title: "得分".into(), ..Caption::default() },
        axis: Axis { title: "得分".into(), limits: Some((0.0, 100.0)) },
        rows: vec![LeagueRow { label: "甲".into(), value: Some(86.2), ..LeagueRow::default() }],
        ..LeagueChart::default()
    };
    Figure { file: file.into(), title: file.into(), chart: chart.draw() }
}

fn column(id: &str, heading: &str, kind: ColumnKind) -> Column {
    Column { id: id.into(), heading: heading.into(), kind }
}

pub(super) fn points(steps: i64) -> Published {
    Published::from_steps(steps, 2)
}

fn unit(index: usize) -> String {
    let name = UNITS[index % UNITS.len()];
    if index < UNITS.len() {
        name.into()
    } else {
        format!("{name}第{}分局", index / UNITS.len())
    }
}

/// Real changes and others in turn.
fn change(index: usize) -> Cell {
    match index % 3 {
        0 => Cell::RealChange(points(31)),
        1 => Cell::RealChange(points(-20)),
        _ => Cell::Change(points(if index == 5 { 12 } else { 0 })),
    }
}

fn moved(index: usize) -> Cell {
    match index % 3 {
        0 => Cell::RealMove(2),
        1 => Cell::RealMove(-11),
        _ => Cell::Move(0),
    }
}

/// Ranks, scores, changes and moves, with two joint units, one unranked and a mean.
pub(super) fn league(n_units: usize) -> Grid {
    let mut rows = Vec::new();
    for index in 0..n_units {
        let at = i64::try_from(index).unwrap();
        let joint = index == 2 || index == 3;
        let rank = if index == 3 { 3 } else { index + 1 };
        let value = points(9240 - 30 * if index == 3 { 2 } else { at });
        rows.push(GridRow {
            kind: RowKind::Ranked,
            category: Some(index % 3),
            cells: vec![
                Cell::Rank { rank, joint, of: n_units },
                Cell::Text(unit(index)),
                Cell::Text(["党群部门", "政府部门", "垂直管理单位"][index % 3].into()),
                Cell::Score { value, marked: index == 4 },
                Cell::Rate(points(9870 - 11 * at)),
                change(index),
                moved(index),
                Cell::Count(400 + index as u64),
                Cell::Decimal(format!("{}.5", 400 + index)),
            ],
        });
    }
    let mut unranked =
        vec![Cell::Empty, Cell::Text("市地方志办公室".into()), Cell::Text("党群部门".into())];
    unranked.push(Cell::Absent("没有评议票".into()));
    unranked.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Count(0), Cell::Empty]);
    rows.push(GridRow { kind: RowKind::Unranked, category: Some(0), cells: unranked });
    let mut mean = vec![Cell::Empty, Cell::Text("平均".into()), Cell::Empty];
    mean.extend([Cell::Score { value: points(8642), marked: false }, Cell::Rate(points(9631))]);
    mean.extend([Cell::RealChange(points(31)), Cell::Empty, Cell::Empty, Cell::Empty]);
    rows.push(GridRow { kind: RowKind::Mean, category: None, cells: mean });
    Grid {
        id: "league-overall".into(),
        file: "总排名".into(),
        tab: "总排名".into(),
        title: "表1 全市总排名（2025年下半年）".into(),
        columns: vec![
            column("rank", "名次", ColumnKind::Rank),
            column("unit", "单位", ColumnKind::Text),
            column("category", "类别", ColumnKind::Text),
            column("score", "得分", ColumnKind::Score),
            column("satisfied", "满意率（%）", ColumnKind::Rate),
            column("change", "比上期（分）", ColumnKind::Change),
            column("move", "名次变化", ColumnKind::Move),
            column("n", "有效票数", ColumnKind::Count),
            column("weight", "权重之和", ColumnKind::Count),
        ],
        rows,
        notes: vec![
            "* 有评议主体的有效票不足 5 张，其权重由其他主体按比例分担。".into(),
            "名次按公布得分排定，得分相同的并列；没有评议票的单位列在表后，不参加排名，也不计为零分。".into(),
        ],
    }
}

/// Many columns, for a page across, and text that would be a formula or a mistake elsewhere.
fn scores(n_units: usize) -> Grid {
    let headings = [
        "综合得分",
        "业务工作",
        "制度建设和落实",
        "依法行政依法办事",
        "政务公开和事务公开",
        "办事效率和服务质量",
        "廉政建设和行风服务",
        "市领导",
        "企业",
        "服务对象和群众",
    ];
    let mut columns = vec![column("unit", "单位", ColumnKind::Text)];
    let numbered = headings.iter().enumerate();
    columns.extend(numbered.map(|(i, h)| column(&format!("s{i}"), h, ColumnKind::Score)));
    let mut rows: Vec<GridRow> = (0..n_units)
        .map(|index| {
            let at = i64::try_from(index).unwrap();
            let mut cells = vec![Cell::Text(unit(index))];
            let scores = (0..10).map(|c| points(9312 - 17 * at + 7 * c));
            cells.extend(scores.map(|value| Cell::Score { value, marked: false }));
            GridRow { kind: RowKind::Ranked, category: None, cells }
        })
        .collect();
    let mut hostile = vec![Cell::Text("=HYPERLINK(\"http://x\",\"单位,甲\")".into())];
    hostile.extend((0..10).map(|_| Cell::Text("@SUM\u{202e}(A1)".into())));
    rows.push(GridRow { kind: RowKind::Ranked, category: None, cells: hostile });
    Grid {
        id: "scores".into(),
        file: "总排名".into(),
        tab: "总排名".into(),
        title: "=表2 各项得分".into(),
        columns,
        rows,
        notes: Vec::new(),
    }
}
