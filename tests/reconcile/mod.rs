//! Papers typed twice: what differs is found, and nothing is settled but by a person.

use std::collections::BTreeMap;
use std::path::Path;

use crate::harness::{Folder, Run};
use pingyi::reconcile::{Comparison, Matching, Settlement};

/// Ten papers of six cells. The second typist has them in another order of rows and columns.
const HEADINGS: &str = "票号,甲,乙,丙,丁,戊,己\n";

fn first() -> String {
    let rows = (1..=10).map(|n| format!("{n:03},满意,一般,满意,85,满意,\n"));
    format!("{HEADINGS}{}", rows.collect::<String>())
}

fn second() -> String {
    let mut text = String::from("己,票 号,戊,丁,丙,乙,甲\n");
    for n in (1..=10).rev() {
        let (b, c) = if n == 1 { ("不满意", "") } else { ("一 般", "满意") };
        let d = if n == 2 { "58" } else { "８５.0" };
        text += &format!(",{n},满意,{d},{c},{b},满意\n");
    }
    text
}

/// The list of `pingyi reconcile`, filled in.
fn settled(lines: &[&str]) -> String {
    format!("票号,列名,甲录,乙录,核定值,核定人,备注\n{}", lines.join("\n"))
}

const SETTLED: [&str; 3] =
    ["1,乙,一般,不满意,不满意,王,", "1,丙,满意,(空),满意,王,", "2,丁,85,58,85,王,原票清楚"];

fn folder(files: &[(&str, String)]) -> Folder {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.clone().into_bytes()));
    Folder::with(&files.collect::<BTreeMap<_, _>>())
}

fn both(more: &[(&str, String)]) -> Folder {
    let mut files = vec![("a.csv", first()), ("b.csv", second())];
    files.extend(more.iter().cloned());
    folder(&files)
}

fn run(folder: &Folder, line: &str) -> Run {
    folder.run(&line.split(' ').collect::<Vec<_>>())
}

fn compared(folder: &Folder, matching: &Matching) -> Comparison {
    let path = |name: &str| folder.path().join(name);
    Comparison::read([&path("a.csv"), &path("b.csv")], ["a.csv", "b.csv"], matching)
        .expect("the tables compare")
}

fn written(folder: &Folder, name: impl AsRef<Path>) -> String {
    std::fs::read_to_string(folder.path().join(name)).expect("it is written")
}

/// The rows of a CSV that was written, without its mark.
fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let cells =
        |line: &str| line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect();
    text.lines().map(cells).collect()
}

#[test]
fn section_22_papers_typed_twice() {
    let folder = both(&[("list.csv", settled(&SETTLED))]);
    let comparison = compared(&folder, &Matching::default());
    assert_eq!((comparison.entries.len(), comparison.n_cells()), (10, 60));
    let percent = |share: f64| format!("{:.2} %", share * 100.0);
    let rate = comparison.rate().unwrap();
    let interval = rate.interval.unwrap();
    assert_eq!((rate.wrong, percent(rate.share)), (3, "5.00 %".to_owned()));
    let settlement =
        Settlement::read(&folder.path().join("list.csv"), "list.csv", &comparison).unwrap();
    let [one, two] = settlement.typists.map(Option::unwrap);
    assert_eq!((one.wrong, two.wrong), (1, 2));
    let methods = include_str!("../../docs/methods.md");
    let section = methods.split("## §22 ").nth(1).unwrap().split("\n## ").next().unwrap();
    let numbers =
        [rate.share, rate.halved().share, interval.low, interval.high, one.share, two.share];
    for number in numbers.map(percent) {
        assert!(section.contains(&number), "§22 should say {number}");
    }
}

#[test]
fn rows_and_columns_in_another_order_and_other_ways_to_write_are_no_difference() {
    let comparison = compared(&both(&[]), &Matching::default());
    let told: Vec<_> = comparison
        .differences
        .iter()
        .map(|d| {
            let entry = &comparison.entries[d.entry];
            let heading = comparison.columns[d.column].heading.as_str();
            (entry.number[0].as_str(), entry.rows, heading, d.typed.each_ref().map(String::as_str))
        })
        .collect();
    let expected = [
        ("001", [2, 11], "乙", ["一般", "不满意"]),
        ("001", [2, 11], "丙", ["满意", ""]),
        ("002", [3, 10], "丁", ["85", "58"]),
    ];
    assert_eq!(told, expected);
    // Nine times “一 般” and nine times “８５.0”.
    assert_eq!(comparison.n_written_unlike(), 18);
    assert_eq!(comparison.findings, []);
}

#[test]
fn the_list_is_saved_settled_in_a_spreadsheet_and_gives_the_table() {
    let folder = both(&[]);
    let run_out = run(&folder, "reconcile a.csv b.csv --out check --lang zh");
    assert_eq!(run_out.status, 1, "{}", run_out.err);
    assert_eq!(run_out.written, ["check/录入差错.csv", "check/待核差异.csv"]);
    for said in ["60 格中有 3 格录得不同，占 5.00%", "2.50%", "按 票号 对行，共比对 10 行"]
    {
        assert!(run_out.out.contains(said), "{}", run_out.out);
    }
    let list = written(&folder, "check/待核差异.csv");
    assert!(list.starts_with('\u{feff}'));
    assert_eq!(rows(&list)[2], ["001", "丙", "满意", "(空)", "", "", ""]);
    // As a spreadsheet gives it back: zeros lost, lines sorted, columns moved, and in UTF-8 still.
    let mut filled = String::from("核定人,列名,票号,甲录,乙录,核定值,备注\n");
    filled += "王,丁,2,85,58,85,\n王,丙,1,满意,（空）,（空）,\n王,乙,1,一般,不满意,一般,\n";
    std::fs::write(folder.path().join("filled.csv"), filled).unwrap();
    let run_in = run(&folder, "reconcile a.csv b.csv --settled filled.csv --out final --lang zh");
    assert_eq!((run_in.status, run_in.err.as_str()), (0, ""));
    assert_eq!(run_in.written, ["final/录入人差错.csv", "final/核定结果.csv"]);
    let table = rows(&written(&folder, "final/核定结果.csv"));
    assert_eq!(table.len(), 11);
    assert_eq!(table[0].join(",") + "\n", HEADINGS);
    assert_eq!(table[1], ["001", "满意", "一般", "", "85", "满意", ""]);
    assert_eq!(table[2], ["002", "满意", "一般", "满意", "85", "满意", ""]);
}

#[test]
fn a_list_that_is_being_filled_in_is_never_written_over() {
    let folder = both(&[]);
    assert_eq!(run(&folder, "reconcile a.csv b.csv --out check").status, 1);
    // The same again is no harm.
    assert_eq!(run(&folder, "reconcile a.csv b.csv --out check").written.len(), 0);
    let path = folder.path().join("check/待核差异.csv");
    std::fs::write(&path, settled(&SETTLED)).unwrap();
    let again = run(&folder, "reconcile a.csv b.csv --out check");
    assert_eq!((again.status, again.written.len()), (2, 0));
    assert_eq!(std::fs::read_to_string(path).unwrap(), settled(&SETTLED));
}

#[test]
fn nothing_is_written_while_anything_is_open() {
    for (lines, said) in [
        (vec![SETTLED[0], SETTLED[1]], "the list has no line for it"),
        (vec![SETTLED[0], SETTLED[1], "2,丁,85,58,,王,"], "the settled value is missing"),
        (vec![SETTLED[0], SETTLED[1], "2,丁,85,58,85,,"], "initials"),
        (vec![SETTLED[0], SETTLED[1], "2,丁,85,59,85,王,"], "does not say what the typists"),
        ([&SETTLED[..], &["3,丁,85,58,85,王,"]].concat(), "do not differ where this line says"),
    ] {
        let folder = both(&[("list.csv", settled(&lines))]);
        let run = run(&folder, "reconcile a.csv b.csv --settled list.csv --out final --lang en");
        assert_eq!((run.status, run.out.as_str(), run.written.len()), (2, "", 0), "{lines:?}");
        assert!(run.err.contains(said), "{}", run.err);
    }
}

#[test]
fn what_one_typist_alone_has_is_told_and_stops_the_settling() {
    let alone = first() + "011,满意,一般,满意,85,满意,\n";
    let files = [("a.csv", alone), ("b.csv", second()), ("list.csv", settled(&SETTLED))];
    let folder = folder(&files);
    let comparison = compared(&folder, &Matching::default());
    assert_eq!((comparison.entries.len(), comparison.findings.len()), (10, 1));
    let run = run(&folder, "reconcile a.csv b.csv --settled list.csv --lang en");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("a.csv, row 12: No row of b.csv has the number"), "{}", run.err);
}

#[test]
fn papers_of_several_rows_are_matched_by_unit_too() {
    let rows = |wrong: &str| {
        let one = |n: u32| format!("{n},市教育局,满意\n{n},市公安局,{wrong}\n");
        format!("票号,单位,业务工作\n{}", (1..5).map(one).collect::<String>())
    };
    let folder = folder(&[("a.csv", rows("满意")), ("b.csv", rows("一般"))]);
    let comparison = compared(&folder, &Matching::default());
    assert_eq!(comparison.key, ["票号", "单位"]);
    assert_eq!((comparison.entries.len(), comparison.differences.len()), (8, 4));
    // The rate is by papers: each has one difference in two cells, so that papers do not vary.
    let rate = comparison.rate().unwrap();
    assert_eq!((rate.wrong, rate.cells), (4, 8));
    // Declared, the key is what it is said to be: every number then stands twice.
    let matching = Matching { key: vec!["票号".to_owned()], ..Matching::default() };
    let by_paper = compared(&folder, &matching);
    assert_eq!((by_paper.entries.len(), by_paper.findings.len()), (0, 8));
    assert!(by_paper.rate().is_none());
}

#[test]
fn a_column_that_is_not_compared_is_left_out_and_one_that_is_missing_is_told() {
    let a = "票号,业务工作,录入人,电话\n1,满意,甲,1\n".to_owned();
    let b = "票号,业务工作,录入人\n1,满意,乙\n".to_owned();
    let folder = folder(&[("a.csv", a), ("b.csv", b)]);
    let run = run(&folder, "reconcile a.csv b.csv --ignore 录入人 --lang en");
    assert_eq!(run.status, 1);
    assert!(run.err.contains("There is no column “电话” here, as the other typist has it"));
    assert!(run.err.contains("b.csv, row 1"), "{}", run.err);
    assert!(!run.out.contains("录入人"), "{}", run.out);
    assert!(run.out.contains("0 of 1 cells"), "{}", run.out);
}

#[test]
fn without_a_number_of_the_paper_nothing_is_guessed() {
    let text = "业务工作,办事效率\n满意,满意\n".to_owned();
    let folder = folder(&[("a.csv", text.clone()), ("b.csv", text)]);
    let run = run(&folder, "reconcile a.csv b.csv --lang en");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("Name the columns that number a row"), "{}", run.err);
}

#[test]
fn a_formula_in_a_cell_stays_text_in_every_file_that_is_written() {
    let text = |cell: &str| format!("票号,业务工作,意见\n=1,满意,{cell}\n2,满意,好\n");
    let folder = folder(&[("a.csv", text("=cmd()")), ("b.csv", text("@x"))]);
    assert_eq!(run(&folder, "reconcile a.csv b.csv --out check --lang en").status, 1);
    let list = rows(&written(&folder, "check/settle.csv"));
    assert_eq!(list[1], ["'=1", "意见", "'=cmd()", "'@x", "", "", ""]);
    let filled = "票号,Column,First,Second,Settled,Initials,Remark\n'=1,意见,'=cmd(),'@x,'@x,W,\n";
    std::fs::write(folder.path().join("list.csv"), filled).unwrap();
    let run = run(&folder, "reconcile a.csv b.csv --settled list.csv --lang en");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(rows(&run.out)[1], ["'=1", "满意", "'@x"]);
}
