//! `init`: from an export to a folder that opens and reads without a stop once a clerk has filled
//! it in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fs;
use std::path::{Path, PathBuf};

use pingyi::appraisal::{Appraisal, Layout};
use pingyi::error::Error;
use pingyi::finding::{Effect, Finding, Kind};
use pingyi::init::{Proposal, propose};
use pingyi::intake::Intake;
use pingyi::locale::Locale;
use pingyi::scheme::{Language, Scheme, shipped_ids, shipped_text};
use tempfile::TempDir;

const OWN: [&str; 4] = ["窗口服务", "办事流程", "依法、依规办事", "公开透明"];
const SIX: [&str; 6] = [
    "业务工作",
    "制度建设和落实",
    "依法行政依法办事",
    "政务公开和事务公开",
    "办事效率和服务质量",
    "廉政建设和行风服务",
];
const LABELS: [&str; 5] = ["满意", "基本满意", "一般", "不满意", "不了解"];

fn units(n: usize) -> Vec<String> {
    let first = [
        "市委办",
        "市政府办公室（机关）",
        "市教育局",
        "市公安局",
        "市妇女联合会",
        "市城市管理行政执法局",
        "市中级人民法院",
        "市税务局",
    ];
    let of = [
        "发展改革",
        "科技",
        "民政",
        "司法",
        "财政",
        "人社",
        "自然资源",
        "生态环境",
        "住建",
        "交通运输",
        "水利",
        "农业农村",
        "商务",
        "文旅",
        "卫健",
        "应急",
        "审计",
        "市场监管",
        "统计",
        "医保",
        "信访",
        "林业",
        "体育",
        "金融",
        "机关事务",
        "粮食",
        "档案",
        "气象",
        "烟草",
        "邮政",
        "供电",
        "海事",
        "消防",
        "大数据",
    ];
    let more = of.iter().map(|name| format!("市{name}局"));
    first.iter().map(|name| (*name).to_owned()).chain(more).take(n).collect()
}

/// A stream of numbers that is the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides as u64).unwrap()
    }

    fn label(&mut self) -> &'static str {
        LABELS[[0, 0, 0, 1, 1, 2, 3, 4][self.roll(8)]]
    }
}

type Table = Vec<Vec<String>>;

/// Makes a heading of a unit and an indicator.
type Join = dyn Fn(&str, &str) -> String;

fn text(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// One row for each rater; `heading` joins unit and indicator.
fn wide(
    units: &[String],
    indicators: &[&str],
    raters: usize,
    heading: &Join,
    groups: &[&str],
) -> Table {
    let mut dice = Dice(7);
    let mut head = text(&["序号", "提交答卷时间", "所用时间"]);
    head.extend((!groups.is_empty()).then(|| "您的身份".to_owned()));
    for unit in units {
        head.extend(indicators.iter().map(|indicator| heading(unit, indicator)));
    }
    let mut table = vec![head];
    for rater in 1..=raters {
        let mut row = vec![rater.to_string(), "2025/6/3 09:12:44".to_owned(), "88秒".to_owned()];
        row.extend((!groups.is_empty()).then(|| groups[rater % groups.len()].to_owned()));
        row.extend((0..units.len() * indicators.len()).map(|_| dice.label().to_owned()));
        table.push(row);
    }
    table
}

fn rater_unit(units: &[String], indicators: &[&str], groups: &[&str], raters: usize) -> Table {
    let mut dice = Dice(11);
    let mut head = text(&["票号", "评议主体", "被评单位"]);
    head.extend(indicators.iter().map(|name| (*name).to_owned()));
    let mut table = vec![head];
    for rater in 0..raters {
        for unit in units {
            let mut row = vec![format!("P{rater:04}"), groups[rater % groups.len()].to_owned()];
            row.push(unit.clone());
            row.extend(indicators.iter().map(|_| dice.label().to_owned()));
            table.push(row);
        }
    }
    table
}

fn long(units: &[String], indicators: &[&str], groups: &[&str], raters: usize) -> Table {
    let mut dice = Dice(13);
    let mut table = vec![text(&["评议人编号", "组别", "单位名称", "指标", "作答"])];
    for rater in 0..raters {
        for unit in units {
            for indicator in indicators {
                let group = groups[rater % groups.len()];
                let row = [&format!("{rater}"), group, unit, indicator, dice.label()];
                table.push(text(&row));
            }
        }
    }
    table
}

fn bundles_long(units: &[String], indicators: &[&str], groups: &[&str]) -> Table {
    let mut dice = Dice(17);
    let mut table = vec![text(&["单位", "评议主体", "指标", "档次", "票数"])];
    for unit in units {
        for group in groups {
            for indicator in indicators {
                for label in LABELS {
                    let n = dice.roll(40).to_string();
                    table.push(text(&[unit, group, indicator, label, &n]));
                }
            }
        }
    }
    table
}

fn bundles_wide(units: &[String], indicators: &[&str], groups: &[&str]) -> Table {
    let mut dice = Dice(19);
    let mut head = text(&["单位", "评议主体", "指标"]);
    head.extend(text(&LABELS));
    head.push("合计".to_owned());
    let mut table = vec![head];
    for unit in units {
        for group in groups {
            for indicator in indicators {
                let counts: Vec<usize> = LABELS.iter().map(|_| dice.roll(40)).collect();
                let mut row = text(&[unit, group, indicator]);
                row.extend(counts.iter().map(usize::to_string));
                row.push(counts.iter().sum::<usize>().to_string());
                table.push(row);
            }
        }
    }
    table
}

fn csv(table: &Table) -> String {
    let quote = |cell: &String| {
        if cell.contains([',', '"']) { format!("\"{cell}\"") } else { cell.clone() }
    };
    let line = |row: &Vec<String>| row.iter().map(quote).collect::<Vec<_>>().join(",");
    table.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

fn xlsx(path: &Path, sheets: &[(&str, Table)]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, table) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in table.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    book.save(path).unwrap();
}

/// Exports in a folder, and what is proposed from them.
struct Desk {
    folder: TempDir,
    files: Vec<PathBuf>,
}

impl Desk {
    fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap(), files: Vec::new() }
    }

    fn path(&mut self, name: &str) -> PathBuf {
        let path = self.folder.path().join("导出").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        self.files.push(path.clone());
        path
    }

    fn csv(mut self, name: &str, table: &Table) -> Desk {
        let path = self.path(name);
        fs::write(path, csv(table)).unwrap();
        self
    }

    fn gbk(mut self, name: &str, table: &Table) -> Desk {
        let path = self.path(name);
        fs::write(path, encoding_rs::GB18030.encode(&csv(table)).0).unwrap();
        self
    }

    fn xlsx(mut self, name: &str, sheets: &[(&str, Table)]) -> Desk {
        xlsx(&self.path(name), sheets);
        self
    }

    fn propose(&self) -> Proposal {
        propose(&self.files, None, None, &Locale::new(Language::Chinese)).unwrap()
    }

    /// Writes the proposal, fills it in as a clerk would, opens it and reads the ballots.
    fn open(&self, proposal: &Proposal) -> (Appraisal, Intake) {
        let folder = self.folder.path().join("评议");
        for (name, content) in &proposal.files {
            fs::create_dir_all(&folder).unwrap();
            let filled = filled_in(name, &String::from_utf8(content.clone()).unwrap());
            fs::write(folder.join(name), filled).unwrap();
        }
        for (from, name) in &proposal.copies {
            fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
            fs::copy(from, folder.join(name)).unwrap();
        }
        let appraisal = match Appraisal::open(&folder, None) {
            Ok(appraisal) => appraisal,
            Err(Error::Findings(findings)) => panic!("{findings:#?}"),
            Err(error) => panic!("{error}"),
        };
        let intake = Intake::inspect(&appraisal, &|_, _| {});
        (appraisal, intake)
    }

    /// A proposal whose folder reads without any finding at all.
    fn clean(&self) -> (Proposal, Appraisal, Intake) {
        let proposal = self.propose();
        let (appraisal, intake) = self.open(&proposal);
        // Some desks hand in one text for several groups, and the times in it were made up: all of
        // that is rightly noted.
        let expected = [Kind::RepeatedFile, Kind::TooFast, Kind::Burst];
        let other = |finding: &&Finding| !expected.contains(&finding.kind);
        let shown: Vec<_> = intake.findings().iter().filter(other).take(5).collect();
        assert!(shown.is_empty(), "{shown:#?}\n{}", file(&proposal, "appraisal.toml"));
        (proposal, appraisal, intake)
    }
}

/// What a clerk writes where the proposal says REQUIRED or leaves a cell empty.
fn filled_in(name: &str, text: &str) -> String {
    let mut points = 110;
    let line = |line: &str| match line {
        "points = \"REQUIRED\"" => {
            points -= 10;
            Some(format!("points = {points}"))
        }
        "weight = \"REQUIRED\"" => None,
        "label = \"REQUIRED\"" => Some("label = \"总体评价\"".to_owned()),
        "period = \"REQUIRED\"" => Some("period = \"2025H1\"".to_owned()),
        // A register in which the category is still open.
        line if name == "register.csv" && line.starts_with('u') && line.ends_with(",,,,,,") => {
            Some(line.replacen(",,,,,,", ",,,政府部门,,,", 1))
        }
        line => Some(line.to_owned()),
    };
    text.lines().filter_map(line).collect::<Vec<_>>().join("\n") + "\n"
}

fn file<'a>(proposal: &'a Proposal, name: &str) -> &'a str {
    let (_, content) = proposal.files.iter().find(|(known, _)| known == name).unwrap();
    std::str::from_utf8(content).unwrap()
}

fn has(proposal: &Proposal, name: &str) -> bool {
    proposal.files.iter().any(|(known, _)| known == name)
}

fn said<'a>(proposal: &'a Proposal, id: &str) -> Vec<&'a pingyi::init::Said> {
    proposal.said.iter().filter(|said| said.id == id).collect()
}

fn layouts(appraisal: &Appraisal) -> Vec<Layout> {
    appraisal.sources.iter().filter_map(|source| source.mapping.layout).collect()
}

const GROUPS: [&str; 3] = ["县级领导", "服务对象", "社区代表"];

#[test]
fn every_layout_of_8_and_41_units_opens_without_a_finding() {
    for n in [8, 41] {
        let units = units(n);
        let dash = |unit: &str, indicator: &str| format!("{unit}-{indicator}");
        for (layout, table) in [
            (Layout::Wide, wide(&units, &OWN, 60, &dash, &GROUPS)),
            (Layout::RaterUnit, rater_unit(&units, &OWN, &GROUPS, 30)),
            (Layout::Long, long(&units, &OWN, &GROUPS, 12)),
            (Layout::BundlesLong, bundles_long(&units, &OWN, &GROUPS)),
            (Layout::BundlesWide, bundles_wide(&units, &OWN, &GROUPS)),
        ] {
            let desk = Desk::new().csv("2025H1万人评议.csv", &table);
            let (proposal, appraisal, intake) = desk.clean();
            assert_eq!(layouts(&appraisal), [layout]);
            assert_eq!(
                (appraisal.units.len(), appraisal.scheme.groups.len()),
                (n, 3),
                "{layout:?}"
            );
            assert_eq!(appraisal.scheme.indicators.n_leaves(), OWN.len(), "{layout:?}");
            assert_eq!(appraisal.scheme.scale.levels.len(), LABELS.len(), "{layout:?}");
            assert_eq!(intake.account().rows().accepted, table.len() as u64 - 1, "{layout:?}");
            assert_eq!(appraisal.period.to_string(), "2025H1");
            assert!(said(&proposal, "init-twins").is_empty());
        }
    }
}

#[test]
fn wide_headings_with_any_separator_in_either_order_are_cut() {
    let units = units(8);
    let joins: [&Join; 14] = [
        &|u, i| format!("{u}_{i}"),
        &|u, i| format!("{i}—{u}"),
        &|u, i| format!("{u}：{i}"),
        &|u, i| format!("{u}:{i}"),
        &|u, i| format!("{i}/{u}"),
        &|u, i| format!("{u}|{i}"),
        &|u, i| format!("{u}·{i}"),
        &|u, i| format!("{u} {i}"),
        &|u, i| format!("{u}({i})"),
        &|u, i| format!("{i}（{u}）"),
        &|u, i| format!("{u}[{i}]"),
        &|u, i| format!("{i}【{u}】"),
        &|u, i| format!("【{u}】{i}"),
        &|u, i| format!("{u} - {i}"),
    ];
    for join in joins {
        let table = wide(&units, &OWN, 20, join, &[]);
        let (_, appraisal, _) = Desk::new().csv("2025年上半年.csv", &table).clean();
        let names: Vec<&str> = appraisal.units.iter().map(|unit| unit.name.zh.as_str()).collect();
        assert_eq!(names, units, "{}", join("单位", "指标"));
        let found = appraisal.scheme.indicators.leaves().iter();
        assert_eq!(found.map(|leaf| leaf.label.zh.as_str()).collect::<Vec<_>>(), OWN);
    }
}

#[test]
fn headings_of_a_survey_platform_are_mapped_one_by_one() {
    let units = units(8);
    let mut table = wide(&units, &OWN, 20, &|_, _| String::new(), &GROUPS);
    table[0][3] = "1、您的身份".to_owned();
    for (u, unit) in units.iter().enumerate() {
        for (i, indicator) in OWN.iter().enumerate() {
            let heading = &mut table[0][4 + u * OWN.len() + i];
            *heading = match i {
                0 => format!("{}、请您对{unit}进行评价—{indicator}", u + 2),
                _ => format!("{}、{indicator}", u + 2),
            };
        }
    }
    let desk = Desk::new().csv("289538440_按文本_2025上半年万人评议_5_5.csv", &table);
    let (_, appraisal, _) = desk.clean();
    assert_eq!(appraisal.units.len(), 8);
    assert_eq!(appraisal.sources[0].mapping.cells.len(), 8 * OWN.len());
    assert_eq!(appraisal.scheme.groups.len(), 3);
}

#[test]
fn a_gbk_file_and_a_workbook_below_a_title_are_read() {
    let units = units(8);
    let table = rater_unit(&units, &OWN, &GROUPS, 20);
    let (proposal, ..) = Desk::new().gbk("2025H1.csv", &table).clean();
    assert!(!file(&proposal, "appraisal.toml").contains("encoding"));

    let mut titled = table.clone();
    titled.insert(0, text(&["二〇二五年上半年万人评议机关评议票"]));
    let sheets = [("Sheet1", titled), ("填表说明", vec![text(&["说明"]), text(&["请逐项评价"])])];
    let desk = Desk::new().xlsx("2025H1/评议票.xlsx", &sheets);
    let proposal = desk.propose();
    let (appraisal, intake) = desk.open(&proposal);
    assert!(!intake.stops(), "{:#?}", intake.findings());
    assert_eq!(appraisal.sources[0].reading.heading_row, Some(2));
    assert_eq!(appraisal.sources[0].reading.sheet.as_deref(), Some("Sheet1"));
    assert_eq!(intake.account().rows().accepted, table.len() as u64 - 1);
    let unread: Vec<_> = proposal.findings.iter().map(|f| (f.kind, f.effect)).collect();
    assert_eq!(unread, [(Kind::UnknownLayout, Effect::Flag)]);
}

#[test]
fn groups_are_taken_from_the_names_of_files_and_sheets() {
    let units = units(8);
    let dash = |unit: &str, indicator: &str| format!("{unit}-{indicator}");
    let of = || wide(&units, &OWN, 10, &dash, &[]);
    let names = |appraisal: &Appraisal| -> Vec<String> {
        appraisal.scheme.groups.iter().map(|group| group.label.zh.clone()).collect()
    };

    let desk =
        Desk::new().csv("2025H1_领导_评议票.csv", &of()).csv("2025H1_群众_评议票.csv", &of());
    let (_, appraisal, intake) = desk.clean();
    assert_eq!(names(&appraisal), ["领导", "群众"]);
    assert_eq!(appraisal.sources.len(), 1);
    assert_eq!(intake.account().rows().accepted, 20);

    let desk = Desk::new().csv("2025H1领导.csv", &of()).csv("2025H1群众.csv", &of());
    let (_, appraisal, _) = desk.clean();
    assert_eq!(names(&appraisal), ["领导", "群众"]);
    assert_eq!(appraisal.sources.len(), 2);

    let desk = Desk::new().xlsx("2025H1.xlsx", &[("领导", of()), ("群众", of()), ("企业", of())]);
    let (_, appraisal, intake) = desk.clean();
    assert_eq!(names(&appraisal), ["领导", "群众", "企业"]);
    assert_eq!(intake.account().rows().accepted, 30);
}

#[test]
fn units_are_taken_from_the_names_of_files_and_sheets() {
    let units = units(8);
    let of = |index: usize| {
        let mut dice = Dice(index as u64 + 40);
        let mut table = vec![text(&["票号", "评议主体"])];
        table[0].extend(text(&OWN));
        for rater in 0..20 {
            let mut row = text(&[&rater.to_string(), GROUPS[rater % 3]]);
            row.extend(OWN.iter().map(|_| dice.label().to_owned()));
            table.push(row);
        }
        table
    };
    let sheets: Vec<(&str, Table)> =
        units.iter().enumerate().map(|(index, unit)| (unit.as_str(), of(index))).collect();
    let (_, appraisal, intake) = Desk::new().xlsx("2025H1.xlsx", &sheets).clean();
    assert_eq!((appraisal.units.len(), intake.account().rows().accepted), (8, 160));

    let files = sheets
        .iter()
        .fold(Desk::new(), |desk, (unit, table)| desk.csv(&format!("{unit}.csv"), table));
    let (proposal, appraisal, intake) = files.clean();
    assert_eq!((appraisal.units.len(), intake.account().rows().accepted), (8, 160));
    assert_eq!(said(&proposal, "init-no-period").len(), 1);
}

#[test]
fn a_shipped_scheme_that_has_everything_is_used_by_its_id() {
    let units = units(8);
    let groups = ["市领导", "企业", "群众"];
    let (proposal, appraisal, _) =
        Desk::new().csv("2025H1.csv", &rater_unit(&units, &SIX, &groups, 30)).clean();
    assert_eq!(appraisal.scheme.id, "xiaoneng-6");
    assert!(!has(&proposal, "scheme.toml"));
    assert_eq!(said(&proposal, "init-shipped").len(), 1);
    assert_eq!(said(&proposal, "init-categories").len(), 1);
}

#[test]
fn a_shipped_scheme_with_other_groups_is_copied_with_theirs() {
    let units = units(8);
    let dash = |unit: &str, indicator: &str| format!("{unit}—{indicator}");
    for (groups, expected) in [(&GROUPS[..], 3), (&[], 1)] {
        let table = wide(&units, &SIX, 30, &dash, groups);
        let (proposal, appraisal, _) = Desk::new().csv("2025H1.csv", &table).clean();
        assert_eq!(appraisal.scheme.id, "xiaoneng-6-local");
        assert_eq!(appraisal.scheme.groups.len(), expected);
        let scheme = file(&proposal, "scheme.toml");
        assert_eq!(
            scheme.matches("weight = \"REQUIRED\"").count(),
            if expected > 1 { 3 } else { 0 }
        );
        assert!(!scheme.contains("两代表一委员") && scheme.contains("points = 80"));
    }
}

#[test]
fn points_and_weights_are_never_invented() {
    let table = rater_unit(&units(8), &OWN, &GROUPS, 20);
    let proposal = Desk::new().csv("2025H1.csv", &table).propose();
    let scheme = file(&proposal, "scheme.toml");
    assert_eq!(scheme.matches("points = \"REQUIRED\"").count(), 4);
    assert_eq!(scheme.matches("weight = \"REQUIRED\"").count(), OWN.len() + GROUPS.len());
    assert_eq!(scheme.matches("points =").count(), 4);
    let read = Scheme::read("scheme.toml", scheme).unwrap();
    assert_eq!(read.open_questions.len(), 4 + OWN.len() + GROUPS.len());
}

#[test]
fn typing_mistakes_are_said_and_stop_until_someone_decides() {
    let units = units(8);
    let mut table = rater_unit(&units, &OWN, &GROUPS, 60);
    table[3][4] = "较满意".to_owned();
    table[4][5] = "满易".to_owned();
    table[5][2] = "市教育居".to_owned();
    table[6][3] = "满意┋一般".to_owned();
    table[7][3] = " 满　意".to_owned();
    let desk = Desk::new().csv("2025H1.csv", &table);
    let proposal = desk.propose();
    for (id, text) in [("init-odd-answer-near", "满易"), ("init-odd-answer", "较满意")] {
        let odd = said(&proposal, id);
        assert_eq!((odd.len(), odd[0].args[0].1.as_str()), (1, text));
    }
    let twins = said(&proposal, "init-twins");
    assert_eq!((twins.len(), twins[0].args[0].1.as_str()), (1, "市教育居"));
    assert_eq!(said(&proposal, "init-several").len(), 1);
    assert!(!file(&proposal, "scheme.toml").contains("较满意"));
    let (_, intake) = desk.open(&proposal);
    let stops: Vec<Kind> = intake
        .findings()
        .iter()
        .filter(|finding| finding.effect == Effect::Stop)
        .map(|finding| finding.kind)
        .collect();
    assert_eq!(stops, [Kind::OffScale, Kind::OffScale]);
}

#[test]
fn numbers_become_a_range_and_skips_stay_blank() {
    let units = units(8);
    let mut table = rater_unit(&units, &OWN, &GROUPS, 30);
    let mut dice = Dice(3);
    for row in table.iter_mut().skip(1) {
        for cell in row.iter_mut().skip(3) {
            *cell = match dice.roll(30) {
                0 => "-3".to_owned(),
                1 => "不了解".to_owned(),
                _ => (55 + dice.roll(45)).to_string(),
            };
        }
    }
    let (proposal, appraisal, _) = Desk::new().csv("2025H1.csv", &table).clean();
    let range = appraisal.scheme.scale.range.as_ref().unwrap();
    assert_eq!((range.min.to_string(), range.max.to_string()), ("0".into(), "100".into()));
    assert_eq!(appraisal.scheme.scale.levels.len(), 1);
    assert_eq!(said(&proposal, "init-skipped").len(), 1);
}

#[test]
fn one_thing_asked_about_each_unit_leaves_its_name_open() {
    let units = units(8);
    let table = wide(&units, &["x"], 30, &|unit, _| unit.to_owned(), &GROUPS);
    let (proposal, appraisal, _) = Desk::new().csv("2025H1.csv", &table).clean();
    assert!(file(&proposal, "scheme.toml").contains("label = \"REQUIRED\""));
    assert_eq!((appraisal.units.len(), appraisal.scheme.indicators.n_leaves()), (8, 1));
}

#[test]
fn english_headings_are_cut_where_a_word_of_a_public_body_shows_the_side() {
    let units = ["Education Bureau", "Police Department", "Tax Office"].map(str::to_owned);
    let dash = |unit: &str, indicator: &str| format!("{indicator} - {unit}");
    let table = wide(&units, &["Courtesy", "Speed of service"], 20, &dash, &GROUPS);
    let (_, appraisal, _) = Desk::new().csv("2025H1.csv", &table).clean();
    let names: Vec<&str> = appraisal.units.iter().map(|unit| unit.name.zh.as_str()).collect();
    assert_eq!(names, units);
    assert_eq!(appraisal.scheme.indicators.n_leaves(), 2);
}

#[test]
fn files_of_two_periods_become_two_periods() {
    let table = rater_unit(&units(8), &OWN, &GROUPS, 20);
    let desk = Desk::new().csv("2024年下半年.csv", &table).csv("2025年上半年.csv", &table);
    let (proposal, appraisal, _) = desk.clean();
    let periods: Vec<String> = appraisal.periods.iter().map(ToString::to_string).collect();
    assert_eq!(periods, ["2024H2", "2025H1"]);
    assert!(has(&proposal, "returns-2024H2.csv") && has(&proposal, "returns-2025H1.csv"));
    let given = Some("2023H1".parse().unwrap());
    let locale = Locale::new(Language::English);
    let proposal = propose(&desk.files, given, None, &locale).unwrap();
    assert!(proposal.copies.iter().all(|(_, name)| name.starts_with("2023H1/")));
    assert!(file(&proposal, "appraisal.toml").contains("# Please confirm: "));
    assert!(file(&proposal, "register.csv").contains("id,name,short,aliases"));
}

#[test]
fn what_is_not_recognised_is_said_with_its_headings() {
    let table = vec![text(&["颜色", "大小"]), text(&["红", "很大"]), text(&["蓝", "很小"])];
    let answers =
        vec![text(&["工作一", "工作二"]), text(&["满意", "一般"]), text(&["满意", "满意"])];
    for table in [table, answers] {
        let desk = Desk::new().csv("2025H1.csv", &table);
        let error = propose(&desk.files, None, None, &Locale::new(Language::Chinese)).unwrap_err();
        let Error::Findings(findings) = error else { panic!("{error}") };
        assert_eq!(findings[0].kind, Kind::UnknownLayout);
        assert_eq!(findings[0].fact("value"), Some(table[0].join(" / ").as_str()));
    }
}

#[test]
fn an_unknown_scheme_is_refused_and_a_misfit_is_said() {
    let table = rater_unit(&units(8), &OWN, &GROUPS, 20);
    let desk = Desk::new().csv("2025H1.csv", &table);
    let locale = Locale::new(Language::Chinese);
    let error = propose(&desk.files, None, Some("xiaoneng-7"), &locale).unwrap_err();
    let Error::Findings(findings) = error else { panic!("{error}") };
    assert_eq!(
        (findings[0].kind, findings[0].fact("nearest")),
        (Kind::UnknownScheme, Some("xiaoneng-6"))
    );
    let proposal = propose(&desk.files, None, Some("xiaoneng-6"), &locale).unwrap();
    assert_eq!(said(&proposal, "init-misfit-indicators").len(), 1);
}

#[test]
fn every_shipped_scheme_can_be_copied_with_other_groups() {
    let table = rater_unit(&units(8), &OWN, &GROUPS, 20);
    let desk = Desk::new().csv("2025H1.csv", &table);
    for id in shipped_ids() {
        let locale = Locale::new(Language::Chinese);
        let proposal = propose(&desk.files, None, Some(id), &locale).unwrap();
        let copied = Scheme::read(id, file(&proposal, "scheme.toml")).unwrap();
        let own = Scheme::read(id, shipped_text(id).unwrap()).unwrap();
        assert_eq!(copied.id, format!("{id}-local"));
        let names: Vec<&str> = copied.groups.iter().map(|group| group.label.zh.as_str()).collect();
        assert_eq!(names, GROUPS, "{id}");
        assert_eq!(copied.indicators.all(), own.indicators.all(), "{id}");
        assert_eq!(copied.scale.levels, own.scale.levels, "{id}");
        assert_eq!(copied.categories.len(), own.categories.len(), "{id}");
        assert_eq!((copied.rules, copied.grading.is_some()), (own.rules, own.grading.is_some()));
    }
}

#[test]
fn every_sentence_exists_in_both_languages_and_the_same_files_give_the_same_bytes() {
    let mut table = rater_unit(&units(8), &OWN, &GROUPS, 60);
    table[3][4] = "较满意".to_owned();
    let desk = Desk::new().csv("2025H1.csv", &table);
    let (one, two) = (desk.propose(), desk.propose());
    assert_eq!((one.files, one.copies), (two.files, two.copies));
    assert!(one.said.iter().any(|said| said.confirm));
    for language in [Language::Chinese, Language::English] {
        let locale = Locale::new(language);
        for said in &one.said {
            let text = said.text(&locale);
            assert!(text != said.id && !text.contains('{'), "{text}");
        }
    }
}

#[test]
fn paper_counts_and_a_file_named_for_its_group_join_the_export() {
    let units = units(8);
    let mut export = rater_unit(&units, &OWN, &GROUPS, 60);
    let desk = Desk::new()
        .csv("2025H1/网上评议.csv", &export)
        .csv("2025H1/纸质票.csv", &bundles_wide(&units, &OWN, &GROUPS));
    let (_, appraisal, _) = desk.clean();
    assert_eq!(layouts(&appraisal), [Layout::RaterUnit, Layout::BundlesWide]);

    export[9][3] = "较满意".to_owned();
    let desk = Desk::new()
        .csv("2025H1/网上评议.csv", &export)
        .csv("2025H1/纸质票.csv", &bundles_long(&units, &OWN, &GROUPS));
    assert_eq!(said(&desk.propose(), "init-odd-answer").len(), 1);

    let mut leaders = rater_unit(&units, &OWN, &["市领导"], 20);
    leaders.iter_mut().for_each(|row| drop(row.remove(1)));
    export[9][3] = "满意".to_owned();
    let desk = Desk::new().csv("2025H1/网上评议.csv", &export).csv("2025H1/市领导.csv", &leaders);
    let (_, appraisal, intake) = desk.clean();
    assert_eq!(appraisal.scheme.groups.len(), 4);
    assert_eq!(intake.account().rows().accepted, 480 + 160);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]

    #[test]
    fn no_table_makes_it_panic(
        name in "[-_. 0-9A-Zİ年上半局（）Ω]{1,12}",
        cells in proptest::collection::vec("[-—:：()（）【0-9、.题第 a\\\"满意不了解市教育局]{0,9}", 4..40),
        columns in 1_usize..6,
    ) {
        let table: Table = cells.chunks(columns).map(<[String]>::to_vec).collect();
        let desk = Desk::new().csv(&format!("x{name}.csv"), &table);
        for language in [Language::Chinese, Language::English] {
            let result = propose(&desk.files, None, None, &Locale::new(language));
            if let Ok(proposal) = result {
                // What was proposed is TOML, whatever stood in the cells.
                for name in ["appraisal.toml", "scheme.toml"] {
                    if has(&proposal, name) {
                        toml::from_str::<toml::Table>(file(&proposal, name)).unwrap();
                    }
                }
            }
        }
    }
}
