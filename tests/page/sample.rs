//! A bulletin of a made-up city, rich enough to show everything the page can do.

use pingyi::exact::Published;
use pingyi::period::Period;
use pingyi::report::{
    Audience, Cell, Column, ColumnKind, Figure, Grid, GridRow, Part, Report, RowKind, Section,
};
use pingyi::scheme::Language;

use super::figures;
use super::names::{CATEGORIES, GROUPS, INDICATORS, UNITS};

/// One of two texts.
pub(super) fn say(language: Language, (chinese, english): (&str, &str)) -> String {
    if language == Language::Chinese { chinese } else { english }.to_owned()
}

pub(super) fn unit(language: Language, index: usize) -> String {
    let round = index / UNITS.len();
    let name = say(language, UNITS[index % UNITS.len()]);
    if round == 0 { name } else { format!("{name} {}", round + 1) }
}

/// A whole number below `limit` that looks random and is always the same.
pub(super) fn chance(a: usize, b: usize, limit: i64) -> i64 {
    let mixed = (a * 7919 + b * 104_729 + 12_345) % 10_007;
    i64::try_from(mixed * mixed % 10_007).unwrap() * limit / 10_007
}

/// The score of the unit in place `index` of `units`, in hundredths; the fourth and fifth tie.
pub(super) fn steps(index: usize, units: usize) -> i64 {
    let index = if index == 4 { 3 } else { index };
    let index = i64::try_from(index).unwrap();
    9641 - 1700 * index / i64::try_from(units).unwrap()
        - chance(usize::try_from(index).unwrap(), 3, 8)
}

pub(super) fn points(steps: i64) -> Published {
    Published::from_steps(steps, 2)
}

fn column(language: Language, id: &str, kind: ColumnKind, heading: (&str, &str)) -> Column {
    Column { id: id.to_owned(), heading: say(language, heading), kind }
}

fn score(steps: i64) -> Cell {
    Cell::Score { value: points(steps), marked: false }
}

fn category(index: usize) -> usize {
    match index % 41 {
        0..=9 => 0,
        10..=20 => 1,
        21..=34 => 2,
        _ => 3,
    }
}

fn rank(place: usize, of: usize) -> Cell {
    match place {
        3 | 4 => Cell::Rank { rank: 4, joint: true, of },
        _ => Cell::Rank { rank: place + 1, joint: false, of },
    }
}

fn league_row(language: Language, index: usize, units: usize) -> GridRow {
    let value = steps(index, units);
    let change = if index % 9 == 5 { 0 } else { chance(index, 12, 480) - 230 };
    let moved = if index % 5 == 2 { 0 } else { chance(index, 15, 15) - 7 };
    let new = index % 13 == 8;
    GridRow {
        kind: RowKind::Ranked,
        category: Some(category(index)),
        cells: vec![
            rank(index, units),
            Cell::Text(unit(language, index)),
            Cell::Text(say(language, CATEGORIES[category(index)])),
            Cell::Score { value: points(value), marked: index == 11 },
            Cell::Rate(points(value + 180)),
            Cell::Text(format!("{}–{}", index.saturating_sub(1).max(1), (index + 3).min(units))),
            Cell::Count(u64::try_from(980 + 13 * index).unwrap()),
            if new {
                Cell::Absent(say(language, ("上期未评议", "not appraised before")))
            } else {
                Cell::RealChange(points(change))
            },
            if new { Cell::Empty } else { Cell::RealMove(moved) },
        ],
    }
}

fn unranked_row(
    language: Language,
    name: (&str, &str),
    why: (&str, &str),
    value: Option<i64>,
) -> GridRow {
    GridRow {
        kind: RowKind::Unranked,
        category: Some(3),
        cells: vec![
            Cell::Absent(say(language, why)),
            Cell::Text(say(language, name)),
            Cell::Text(say(language, CATEGORIES[3])),
            value.map_or(Cell::Empty, score),
            value.map_or(Cell::Empty, |value| Cell::Rate(points(value + 200))),
            Cell::Empty,
            Cell::Count(if value.is_some() { 26 } else { 0 }),
            Cell::Empty,
            Cell::Empty,
        ],
    }
}

pub(super) fn overall(language: Language, units: usize) -> Grid {
    use ColumnKind::{Change, Count, Move, Rank, Rate, Score, Text};
    let mut rows: Vec<GridRow> = (0..units).map(|i| league_row(language, i, units)).collect();
    rows.push(unranked_row(
        language,
        ("市公共资源交易中心", "Municipal Public Resources Trading Centre"),
        ("有效票26张，不足30张", "26 valid ballots, fewer than 30"),
        Some(8857),
    ));
    rows.push(unranked_row(
        language,
        ("市数据局", "Municipal Data Administration"),
        ("没有评议票", "no ballots"),
        None,
    ));
    let mut mean = vec![Cell::Empty; 9];
    mean[1] = Cell::Text(say(language, ("全部单位平均", "Mean of all units")));
    mean[3] = score(8804);
    mean[4] = Cell::Rate(points(8972));
    mean[7] = Cell::RealChange(points(31));
    rows.push(GridRow { kind: RowKind::Mean, category: None, cells: mean });
    Grid {
        id: "league-overall".into(),
        file: say(language, ("总排名", "league-overall")),
        tab: say(language, ("总排名", "Overall")),
        title: say(language, ("总排名表", "League table of all units")),
        columns: vec![
            column(language, "rank", Rank, ("名次", "Rank")),
            column(language, "unit", Text, ("单位", "Unit")),
            column(language, "category", Text, ("类别", "Category")),
            column(language, "score", Score, ("综合得分", "Score")),
            column(language, "rate", Rate, ("满意率（%）", "Satisfied (%)")),
            column(language, "confidence", Text, ("置信名次", "Ranks not ruled out")),
            column(language, "n", Count, ("有效票", "Valid ballots")),
            column(language, "change", Change, ("得分环比", "Change in score")),
            column(language, "move", Move, ("名次升降", "Places")),
        ],
        rows,
        notes: vec![
            say(
                language,
                (
                    "置信名次：数据不能排除的名次范围（95%）。",
                    "Ranks not ruled out: the ranks that the data cannot exclude (95%).",
                ),
            ),
            say(
                language,
                (
                    "* 该单位缺一类评议主体，其权重按比例分给其余各类。",
                    "* One group of raters is missing; its weight is shared among the others.",
                ),
            ),
        ],
    }
}

fn in_category(language: Language, wanted: usize) -> Grid {
    let whole = overall(language, 41);
    let kept = [0, 1, 3, 6, 7, 8];
    let inside =
        whole.rows.iter().filter(|row| row.kind == RowKind::Ranked && row.category == Some(wanted));
    let of = inside.clone().count();
    let rows = inside.enumerate().map(|(place, row)| {
        let mut cells: Vec<Cell> = kept.iter().map(|column| row.cells[*column].clone()).collect();
        cells[0] = Cell::Rank { rank: place + 1, joint: false, of };
        GridRow { cells, ..row.clone() }
    });
    let name = say(language, CATEGORIES[wanted]);
    Grid {
        id: format!("league-category-{wanted}"),
        file: name.clone(),
        tab: name.clone(),
        title: if language == Language::Chinese {
            format!("{name}排名")
        } else {
            format!("League table: {name}")
        },
        columns: kept.iter().map(|column| whole.columns[*column].clone()).collect(),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

/// Every indicator of every unit: too wide for a page upright.
pub(super) fn indicators(language: Language, units: usize) -> Grid {
    let mut columns = vec![
        column(language, "rank", ColumnKind::Rank, ("名次", "Rank")),
        column(language, "unit", ColumnKind::Text, ("单位", "Unit")),
        column(language, "score", ColumnKind::Score, ("综合得分", "Score")),
    ];
    columns.extend(INDICATORS.iter().enumerate().map(|(index, name)| {
        column(language, &format!("indicator-{index}"), ColumnKind::Score, *name)
    }));
    let row = |i: usize| {
        let mut cells = vec![rank(i, units), Cell::Text(unit(language, i)), score(steps(i, units))];
        cells.extend((0..INDICATORS.len()).map(|j| {
            if i % 11 == 4 && j == 4 {
                Cell::Absent(say(language, ("无作答", "no answers")))
            } else {
                score(steps(i, units) + chance(i, j + 30, 700) - 350)
            }
        }));
        GridRow { kind: RowKind::Ranked, category: Some(category(i)), cells }
    };
    Grid {
        id: "indicators".into(),
        file: say(language, ("指标得分", "indicators")),
        tab: say(language, ("指标得分", "Indicators")),
        title: say(language, ("各单位各项指标得分", "Scores of all units by indicator")),
        columns,
        rows: (0..units).map(row).collect(),
        notes: Vec::new(),
    }
}

fn returns(language: Language) -> Grid {
    use ColumnKind::{Count, Rate, Text};
    let line = |kind, name: String, issued: u64, returned: u64, valid: u64, rate: i64| GridRow {
        kind,
        category: None,
        cells: vec![
            Cell::Text(name),
            Cell::Count(issued),
            Cell::Count(returned),
            Cell::Count(valid),
            Cell::Rate(points(rate)),
        ],
    };
    let mut rows: Vec<GridRow> = GROUPS
        .iter()
        .zip([
            (400, 391, 388, 9775),
            (900, 842, 829, 9356),
            (2400, 2263, 2201, 9429),
            (1300, 1187, 1160, 9131),
        ])
        .map(|(name, (a, b, c, rate))| line(RowKind::Ranked, say(language, *name), a, b, c, rate))
        .collect();
    rows.push(line(RowKind::Mean, say(language, ("合计", "Total")), 5000, 4683, 4578, 9366));
    Grid {
        id: "returns".into(),
        file: say(language, ("回收情况", "returns")),
        tab: say(language, ("回收情况", "Returns")),
        title: say(language, ("问卷发放与回收", "Papers issued and returned")),
        columns: vec![
            column(language, "group", Text, ("评议主体", "Group of raters")),
            column(language, "issued", Count, ("发放（份）", "Issued")),
            column(language, "returned", Count, ("收回（份）", "Returned")),
            column(language, "valid", Count, ("有效（份）", "Valid")),
            column(language, "rate", Rate, ("回收率（%）", "Return rate (%)")),
        ],
        rows,
        notes: Vec::new(),
    }
}

fn sections(language: Language) -> Vec<Section> {
    let section = |id: &str, title, paragraphs: &[(&str, &str)], parts: &[Part]| Section {
        id: id.to_owned(),
        title: say(language, title),
        paragraphs: paragraphs.iter().map(|text| say(language, *text)).collect(),
        parts: parts.to_vec(),
    };
    vec![
        section(
            "overall",
            ("总体情况", "All units"),
            &[(
                "41个单位参加排名，综合得分从79.81分到96.41分，平均88.04分。得分相同的单位名次并列。",
                "41 units are ranked. Scores run from 79.81 to 96.41 with a mean of 88.04. Units with equal scores share a rank.",
            )],
            &[Part::Grid(0), Part::Figure(0)],
        ),
        section(
            "categories",
            ("分类排名", "By category"),
            &[(
                "同类单位职能相近，放在一起比较。",
                "Units of a category have like duties and are compared with each other.",
            )],
            &[Part::Grid(1), Part::Grid(2)],
        ),
        section(
            "indicators",
            ("分项指标", "By indicator"),
            &[],
            &[Part::Grid(3), Part::Figure(1), Part::Figure(2)],
        ),
        section(
            "trend",
            ("历次对比", "Over the periods"),
            &[],
            &[Part::Figure(3), Part::Figure(4)],
        ),
        section("profiles", ("单位画像", "Profiles of the units"), &[], &[Part::Profiles]),
        section("returns", ("回收情况", "Returns"), &[], &[Part::Grid(4)]),
    ]
}

fn facts(language: Language) -> Vec<(String, String)> {
    let fact = |label, value: &str| (say(language, label), value.to_owned());
    vec![
        fact(("参评单位", "Units"), "43"),
        fact(("参加排名", "Ranked"), "41"),
        fact(("有效评议票", "Valid ballots"), "46578"),
        fact(("问卷回收率", "Return rate"), "93.66%"),
        fact(("平均得分", "Mean score"), "88.04"),
        fact(("比上期", "On the period before"), "+0.31"),
    ]
}

fn summary(language: Language) -> Vec<String> {
    let text = |pair| say(language, pair);
    vec![
        text((
            "市政府办公室得分最高，为96.41分；市教育局等2个单位并列第4名。",
            "The Municipal Government Office has the highest score, 96.41; two units share rank 4.",
        )),
        text((
            "与2025年上半年相比，平均得分上升0.31分，25个单位上升，16个单位下降或持平。",
            "Compared with the first half of 2025 the mean rose by 0.31 points; 25 units rose, 16 fell or stayed.",
        )),
        text((
            "相邻名次之间的差别多数小于抽样误差，名次应与置信名次一起看。",
            "Most differences between neighbouring ranks are smaller than the sampling error: read a rank with the ranks that are not ruled out.",
        )),
    ]
}

fn notes(language: Language) -> Vec<(String, String)> {
    let text = |pair| say(language, pair);
    vec![
        (
            text(("计分", "Scores")),
            text((
                "满意100分，基本满意80分，一般60分，不满意0分；“不了解”不计分。",
                "Satisfied counts 100 points, fairly satisfied 80, neither 60, dissatisfied 0; “cannot say” is left out.",
            )),
        ),
        (
            text(("取位", "Rounding")),
            text((
                "得分保留两位小数，四舍五入；名次按公布的得分排列，相同者并列。",
                "Scores are rounded half up to two decimals; ranks follow the published scores, equal ones share a rank.",
            )),
        ),
        (
            text(("误差", "Errors")),
            text((
                "置信名次由自助法得出，置信水平95%。",
                "The ranks that are not ruled out hold with 95% confidence.",
            )),
        ),
    ]
}

/// A bulletin of 41 units.
pub(super) fn report(language: Language) -> Report {
    let text = |pair| say(language, pair);
    let profile = |index| {
        let title = unit(language, index);
        Figure { file: title.clone(), chart: figures::profile(language, index), title }
    };
    Report {
        audience: Audience::Internal,
        formulas: Vec::new(),
        language,
        period: Period::half(2025, 2).unwrap(),
        title: text((
            "江城市万人评议机关结果通报（2025年下半年）",
            "Public appraisal of Jiangcheng’s bodies: results for the second half of 2025",
        )),
        office: text((
            "江城市机关效能建设领导小组办公室",
            "Jiangcheng Office for Administrative Performance",
        )),
        notice: text((
            "本通报的数据全部是模拟数据，单位与得分均为虚构。",
            "All data in this bulletin are synthetic; units and scores are made up.",
        )),
        facts: facts(language),
        summary: summary(language),
        sections: sections(language),
        grids: vec![
            overall(language, 41),
            in_category(language, 1),
            in_category(language, 2),
            indicators(language, 41),
            returns(language),
        ],
        figures: figures::all(language),
        profiles: (0..41).map(profile).collect(),
        notes: notes(language),
    }
}
