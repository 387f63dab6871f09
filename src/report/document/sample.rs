//! A document of every piece, in both languages.

use super::{
    Align, Annex, Attachments, Block, Document, Heading, Level, Picture, Section, Signature, Table,
    TableColumn, TableRow, TableSize, Text,
};
use crate::chart::{Axis, Caption, LeagueChart, LeagueRow};
use crate::scheme::Language;

/// The document in a language.
pub(in crate::report) fn document(language: Language) -> Document {
    match language {
        Language::Chinese => chinese(),
        Language::English => english(),
    }
}

/// The document with a name in red at its head, and with bands in its league table.
pub(in crate::report) fn with_red_head(language: Language) -> Document {
    let mut document = document(language);
    document.masthead = Some("市机关效能建设领导小组办公室文件".into());
    document.number = Some(Text::new("市效能办〔2026〕3号"));
    for block in document.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let Block::Table(table) = block
            && table.is_folded
        {
            for at in [20, 0] {
                let band = TableRow { cells: vec![Text::new("党群部门")], is_strong: false };
                table.rows.insert(at, band);
            }
            table.bands = vec![0, 21];
        }
    }
    document
}

/// Nothing but hanzi: `count` of them in one paragraph.
pub(in crate::report) fn hanzi(count: usize) -> Document {
    let text: String = "万人评议机关作风建设".chars().cycle().take(count).collect();
    Document {
        sections: vec![Section::upright(vec![Block::Paragraph(Text::new(&text))])],
        ..Document::default()
    }
}

fn chinese() -> Document {
    let body = vec![
        Block::Paragraph(Text::new(
            "根据《全市机关效能评议办法》（市效能办〔2025〕15号），市效能办于2025年12月组织开展了下半年万人评议机关活动。现将结果通报如下。",
        )),
        Block::Heading(Heading::new(Level::First, "评议基本情况")),
        Block::Paragraph(Text::new(
            "本次评议对象为41个单位，分党群部门、政府部门、公共服务单位三类。共发出问卷940份，收回890份，有效860份，有效率96.63%。各评议主体中，“两代表一委员”收回率最高；基层群众代表收回率最低，主要原因是{{待审：收回率低的原因}}。",
        )),
        Block::Heading(Heading::new(Level::First, "评议结果")),
        Block::Heading(Heading::new(Level::Second, "总体情况")),
        Block::Paragraph(
            Text::new("全市机关综合得分为")
                .then(Text::strong("84.39分"))
                .then(Text::new("，比上半年提高0.52分；该变化在抽样误差之内，不作为真实变化看待。满意率为91.2%，不满意率为1.7%——两项比率的口径见附件3。")),
        ),
        Block::Heading(Heading::new(Level::Second, "分类情况")),
        Block::Heading(Heading {
            rest: Some(Text::new("党群部门9个单位，得分在80.12分与90.45分之间，其中前3个单位在统计上不可区分，不宜据此论先后。")),
            ..Heading::new(Level::Third, "党群部门。")
        }),
        Block::Heading(Heading::new(Level::Fourth, "变化较大的单位")),
        Block::Paragraph(Text::new("市教育局、市卫生健康委员会（疾病预防控制局）、市行政审批服务局（政务服务中心）等3个单位得分提高，且提高幅度大于抽样误差；市城市管理综合行政执法局得分下降。")),
        Block::Table(indicators(true)),
        Block::Picture(picture("各单位综合得分")),
        Block::Heading(Heading::new(Level::First, "工作要求")),
        Block::Paragraph(Text::new("{{待审：工作要求}}")),
        Block::Attachments(Attachments {
            label: "附件：".into(),
            names: ["2025年下半年全市机关效能评议综合得分排名表", "分项指标得分表", "计分说明与数据质量说明"].map(Text::from).into(),
        }),
        Block::Signature(Signature { offices: vec![Text::new("市机关效能建设领导小组办公室")], date: Text::new("2026年1月15日") }),
    ];
    Document {
        language: Language::Chinese,
        masthead: None,
        title: "关于2025年下半年全市机关\n效能评议结果的通报".into(),
        number: Some(Text::new("市效能办〔2026〕3号")),
        addressees: Some(Text::new("各县（市、区）人民政府，市政府各部门、各直属机构：")),
        author: "市机关效能建设领导小组办公室".into(),
        sections: vec![
            Section::upright(body),
            Section::upright(vec![
                annex("附件1", "2025年下半年全市机关效能评议综合得分排名表"),
                Block::Table(league(true)),
            ]),
            Section::turned(vec![annex("附件2", "分项指标得分表"), Block::Table(wide(true))]),
        ],
    }
}

fn english() -> Document {
    let body = vec![
        Block::Paragraph(Text::new(
            "Under the Measures for the Appraisal of Public Bodies (No. 15 of 2025), the Office appraised 41 bodies in December 2025. The results are set out below.",
        )),
        Block::Heading(Heading::new(Level::First, "How the appraisal was done")),
        Block::Paragraph(Text::new(
            "Of 940 questionnaires, 890 came back and 860 were valid (96.63%). The group of “delegates and members” returned most; residents returned fewest, because {{to be reviewed: why so few came back}}. The bodies’ own staff did not judge their own body.",
        )),
        Block::Heading(Heading::new(Level::First, "Results")),
        Block::Heading(Heading::new(Level::Second, "Overall")),
        Block::Paragraph(
            Text::new("The overall score was ")
                .then(Text::strong("84.39 points"))
                .then(Text::new(", 0.52 points more than in the first half of the year; the change is within the sampling error and is not reported as a real one.")),
        ),
        Block::Heading(Heading {
            rest: Some(Text::new("Nine bodies scored between 80.12 and 90.45 points.")),
            ..Heading::new(Level::Third, "Party bodies. ")
        }),
        Block::Heading(Heading::new(Level::Fourth, "Bodies that changed")),
        Block::Table(indicators(false)),
        Block::Picture(picture("Overall score of each body")),
        Block::Attachments(Attachments {
            label: "Annexes: ".into(),
            names: ["League table by overall score", "Scores by indicator"].map(Text::from).into(),
        }),
        Block::Signature(Signature {
            offices: vec![Text::new("Municipal Efficiency Office")],
            date: Text::new("15 January 2026"),
        }),
    ];
    Document {
        language: Language::English,
        masthead: None,
        title: "Results of the appraisal of municipal bodies in the second half of 2025".into(),
        number: None,
        addressees: Some(Text::new(
            "To the governments of counties and districts, and to all municipal departments:",
        )),
        author: "Municipal Efficiency Office".into(),
        sections: vec![
            Section::upright(body),
            Section::upright(vec![
                annex("Annex 1", "League table by overall score"),
                Block::Table(league(false)),
            ]),
            Section::turned(vec![
                annex("Annex 2", "Scores by indicator"),
                Block::Table(wide(false)),
            ]),
        ],
    }
}

fn annex(label: &str, title: &str) -> Block {
    Block::Annex(Annex { label: label.into(), title: title.into() })
}

fn column(heading: &str, share: u32, align: Align) -> TableColumn {
    TableColumn { heading: heading.into(), share, align, ..TableColumn::default() }
}

fn row(cells: &[&str], is_strong: bool) -> TableRow {
    TableRow { cells: cells.iter().map(|cell| Text::new(cell)).collect(), is_strong }
}

fn indicators(chinese: bool) -> Table {
    let heads = if chinese {
        ["指标", "得分", "比上半年", "满意率（%）"]
    } else {
        ["Indicator", "Score", "Change", "Rate (%)"]
    };
    let names = if chinese {
        ["业务能力", "办事效率和服务质量", "依法行政", "平均"]
    } else {
        ["Competence", "Efficiency and quality of service", "Rule of law", "Mean"]
    };
    let values = [
        ["86.20", "+0.80", "92.1"],
        ["83.41", "▼-1.10", "88.0"],
        ["85.00", "-0.02", "90.7"],
        ["84.39", "+0.52", "91.2"],
    ];
    let rows = names.iter().zip(values).map(|(name, [score, change, rate])| {
        row(&[name, score, change, rate], *name == "平均" || *name == "Mean")
    });
    Table {
        caption: Some(Text::new(if chinese {
            "表1  各指标得分"
        } else {
            "Table 1. Scores by indicator"
        })),
        columns: vec![
            column(heads[0], 4, Align::Left),
            column(heads[1], 2, Align::Right),
            column(heads[2], 2, Align::Right),
            column(heads[3], 2, Align::Right),
        ],
        rows: rows.collect(),
        notes: vec![Text::new(if chinese {
            "注：▲▼表示变化大于抽样误差。"
        } else {
            "Note: ▲▼ marks a change that is more than chance."
        })],
        ..Table::default()
    }
}

fn league(chinese: bool) -> Table {
    let heads = if chinese { ["名次", "单位", "得分"] } else { ["Rank", "Body", "Score"] };
    let rows = (1..=97_u32).map(|rank| {
        let name = match (chinese, rank % 7) {
            (true, 0) => "市城市管理综合行政执法局".to_owned(),
            (true, _) => format!("某市第{rank}局"),
            (false, 0) => "Municipal Urban Management and Law Enforcement Bureau".to_owned(),
            (false, _) => format!("Municipal Bureau No. {rank}"),
        };
        row(&[&rank.to_string(), &name, &format!("{}.{:02}", 95 - rank / 4, rank % 100)], false)
    });
    Table {
        columns: vec![
            column(heads[0], 3, Align::Centre),
            column(heads[1], 10, Align::Left),
            column(heads[2], 4, Align::Right),
        ],
        rows: rows.collect(),
        is_folded: true,
        ..Table::default()
    }
}

fn wide(chinese: bool) -> Table {
    let mut columns = vec![column(if chinese { "单位" } else { "Body" }, 6, Align::Left)];
    for at in 1..=9 {
        let heading = if chinese { format!("指标{at}") } else { format!("Indicator {at}") };
        let group = match (chinese, at) {
            (true, 1..=4) => "作风建设",
            (true, 5..=8) => "服务质量",
            (false, 1..=4) => "Conduct",
            (false, 5..=8) => "Service",
            _ => "",
        };
        let column = column(&heading, 3, Align::Right);
        columns.push(TableColumn { group: group.into(), ..column });
    }
    let rows = (1..=30).map(|at: u32| {
        let name = if chinese { format!("某市第{at}局") } else { format!("Bureau No. {at}") };
        let mut cells = vec![Text::new(&name)];
        cells.extend(
            (1..=9).map(|j: u32| Text::new(&format!("{}.{:02}", 80 + j, (at * 7 + j) % 100))),
        );
        TableRow { cells, is_strong: false }
    });
    Table { columns, rows: rows.collect(), size: TableSize::Small, ..Table::default() }
}

/// A small league chart.
pub(in crate::report) fn picture(title: &str) -> Picture {
    let rows = [("市教育局", 86.2), ("市水利局", 84.0), ("市审计局", 79.5)];
    let chart = LeagueChart {
        caption: Caption { name: "sample".into(), title: title.into(), ..Caption::default() },
        axis: Axis { title: title.into(), limits: Some((0.0, 100.0)) },
        rows: rows
            .iter()
            .map(|(label, value)| LeagueRow {
                label: (*label).into(),
                value: Some(*value),
                ..LeagueRow::default()
            })
            .collect(),
        ..LeagueChart::default()
    };
    Picture { chart: chart.draw(), caption: Some(Text::new(title)), description: title.into() }
}
