//! What the keys about platforms do in an `appraisal.toml` that a person wrote.

use std::fs;

use pingyi::appraisal::Appraisal;
use pingyi::error::Error;
use pingyi::finding::{Effect, Finding, Kind};
use pingyi::intake::Intake;

const SCHEME: &str = r#"id = "small"
name = "小方案"
indicators = [{ label = "业务工作" }, { label = "办事效率" }]
groups = [{ label = "群众" }]
categories = [{ label = "部门" }]

[scale]
range = { min = 0, max = 10, step = 1 }
levels = [
    { label = "满意", points = 10 },
    { label = "一般", points = 6 },
    { label = "不满意", points = 3 },
    { label = "不了解", kind = "unknown" },
]
"#;

/// The codes that count by row, and what was found; `keys` stand below the files.
fn read(keys: &str, lines: &[&str]) -> (Vec<Vec<String>>, Vec<Finding>) {
    read_under("", keys, lines)
}

/// The same with more at the end of the scheme.
fn read_under(rules: &str, keys: &str, lines: &[&str]) -> (Vec<Vec<String>>, Vec<Finding>) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("scheme.toml", &format!("{SCHEME}{rules}"));
    write("register.csv", "编号,全称,类别\nA1,市教育局,部门\n");
    write("ballots.csv", &(lines.join("\n") + "\n"));
    let files = "[[periods.ballots]]\nfiles = [\"ballots.csv\"]\n";
    let head = "title = \"评议\"\nscheme = \"scheme.toml\"\nregister = \"register.csv\"\n";
    write("appraisal.toml", &format!("{head}[[periods]]\nperiod = \"2025H1\"\n{files}{keys}\n"));
    let appraisal = match Appraisal::open(folder.path(), None) {
        Ok(appraisal) => appraisal,
        Err(Error::Findings(findings)) => return (Vec::new(), findings),
        Err(error) => panic!("{error}"),
    };
    let intake = Intake::inspect(&appraisal, &|_, _| {});
    let ballots = intake.ballots();
    let name = |code: &pingyi::scheme::Code| appraisal.scheme.scale.name(*code);
    let rows = (0..ballots.len()).map(|ballot| ballots.answers_on(ballot));
    let rows = rows.map(|codes| codes.iter().map(name).collect()).collect();
    (rows, intake.findings().to_vec())
}

fn kinds(findings: &[Finding]) -> Vec<(Kind, Effect)> {
    findings.iter().map(|finding| (finding.kind, finding.effect)).collect()
}

const TWO: &str = "单位,业务工作,办事效率";

#[test]
fn a_number_of_an_option_that_is_not_declared_is_off_the_scale_even_within_its_range() {
    let keys = "exported = \"numbers\"\nanswers = { \"1\" = \"满意\", \"-3\" = \"\" }";
    let (rows, found) = read(keys, &[TWO, "市教育局,1,-3", "市教育局,1,1.0"]);
    assert_eq!(rows[0], ["满意", ""]);
    assert_eq!(kinds(&found), [(Kind::OffScale, Effect::Stop)]);
    assert_eq!(found[0].fact("value"), Some("1.0"));
    let (rows, found) = read("exported = \"texts\"", &[TWO, "市教育局,1,8"]);
    assert_eq!((rows[0].as_slice(), found.len()), (&["1".to_owned(), "8".to_owned()][..], 0));
}

#[test]
fn a_score_is_the_level_of_its_points_and_else_a_number_of_the_range() {
    let (rows, found) =
        read("exported = \"scores\"", &[TWO, "市教育局,10.00,6", "市教育局,9,不了解"]);
    assert_eq!(rows, [["满意", "一般"], ["9", "不了解"]]);
    assert_eq!(kinds(&found), []);
}

#[test]
fn a_total_is_checked_under_its_own_name_or_left_alone() {
    let lines = [
        "单位,业务工作,办事效率,合计得分",
        "市教育局,10,6,16",
        "市教育局,10,不了解,10",
        "市教育局,3,3,7",
    ];
    let declared = "exported = \"scores\"\ncolumns = { total = \"合计得分\" }";
    let (rows, found) = read(declared, &lines);
    assert_eq!((rows.len(), kinds(&found)), (3, vec![(Kind::SumOffTotal, Effect::Flag)]));
    assert_eq!(found[0].place.row, Some(4));
    let lines = lines.map(|line| line.replace("合计得分", "总分"));
    let lines = lines.each_ref().map(String::as_str);
    let (_, found) = read("exported = \"scores\"\nignore = [\"总分\"]", &lines);
    assert_eq!(kinds(&found), []);
    let (_, found) = read("exported = \"scores\"\ncolumns = { total = \"合计得分\" }", &lines);
    assert_eq!(kinds(&found)[0], (Kind::MissingColumn, Effect::Stop));
}

#[test]
fn two_answers_in_two_branches_are_several_marks_and_columns_may_not_repeat_unsaid() {
    let cells = "layout = \"wide\"\n[periods.ballots.cells]\n\
        \"甲\" = { unit = \"市教育局\", indicator = \"业务工作\" }\n\
        \"乙\" = { unit = \"市教育局\", indicator = \"业务工作\" }\n";
    let lines = ["甲,乙,市教育局-办事效率", "满意,,一般", ",一般,满意", "满意,满意,满意"];
    let (rows, found) = read(&format!("branches = true\n{cells}"), &lines);
    assert_eq!(rows[..2], [["满意", "一般"], ["一般", "满意"]]);
    assert_eq!(rows[2][1], "满意");
    assert_eq!(kinds(&found), [(Kind::MultipleMarks, Effect::VoidAnswer)]);
    let (_, found) = read(cells, &lines);
    assert_eq!(kinds(&found), [(Kind::DuplicateHeading, Effect::Stop)]);
}

#[test]
fn an_indicator_that_two_branches_ask_is_asked_once() {
    let rule = "\n[[rules]]\nwhen = \"incomplete\"\neffect = \"flag\"\n";
    let keys = "layout = \"wide\"\nbranches = true\n[periods.ballots.cells]\n\
        \"甲\" = { unit = \"市教育局\", indicator = \"业务工作\" }\n\
        \"乙\" = { unit = \"市教育局\", indicator = \"业务工作\" }\n";
    let lines = ["甲,乙,市教育局-办事效率", "满意,,一般", ",满意,"];
    let (_, found) = read_under(rule, keys, &lines);
    assert_eq!(kinds(&found), [(Kind::Incomplete, Effect::Flag)]);
    assert_eq!(found[0].fact("expected"), Some("2"));
}

#[test]
fn headings_that_repeat_are_told_apart_only_where_the_platform_is_named() {
    let lines = [
        "提交答卷时间,来自IP,1、市教育局—1.业务工作,2.办事效率,2、其他—1.业务工作,2.办事效率",
        ",,满意,一般,3,3",
    ];
    let cells = "layout = \"wide\"\nignore = [\"2、其他—1.业务工作\", \"2、其他—办事效率\"]\n[periods.ballots.cells]\n\
        \"1、市教育局—1.业务工作\" = { unit = \"市教育局\", indicator = \"业务工作\" }\n\
        \"1、市教育局—办事效率\" = { unit = \"市教育局\", indicator = \"办事效率\" }\n";
    let (rows, found) = read(&format!("platform = \"wjx\"\n{cells}"), &lines);
    assert_eq!(rows, [["满意", "一般"]]);
    assert_eq!(kinds(&found), []);
    let (_, found) = read(cells, &lines);
    assert!(kinds(&found).contains(&(Kind::DuplicateHeading, Effect::Stop)));
    let (_, found) = read("platform = \"wjxx\"", &lines);
    assert!(found.iter().all(|finding| finding.effect == Effect::Stop) && !found.is_empty());
}
