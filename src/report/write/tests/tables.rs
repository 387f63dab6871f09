//! CSV.

use std::sync::Arc;

use super::sample;
use crate::finding::{Effect, Finding, Kind, Place};
use crate::locale::Locale;
use crate::report::write::csv::neutralised;
use crate::report::write::{csv, findings_csv};
use crate::report::{Audience, Cell, ColumnKind};
use crate::scheme::Language;

/// What a reader makes of the bytes, row by row.
fn read(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("the mark of UTF-8");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_number_has_the_digits_that_are_printed_and_nothing_else() {
    let grid = sample::league(41);
    let locale = Locale::new(Language::Chinese);
    let rows = read(&csv(&grid, &locale));
    assert_eq!(
        rows[0],
        [
            "名次",
            "并列",
            "单位",
            "类别",
            "得分",
            "得分（标注）",
            "满意率（%）",
            "比上期（分）",
            "比上期（分）（可认定）",
            "名次变化",
            "名次变化（可认定）",
            "有效票数",
            "权重之和"
        ]
    );
    assert_eq!(
        rows[1],
        [
            "1",
            "",
            "市发展和改革委员会",
            "党群部门",
            "92.40",
            "",
            "98.70",
            "0.31",
            "是",
            "2",
            "是",
            "400",
            "400.5"
        ]
    );
    assert_eq!(rows[2][7..11], ["-0.20", "是", "-11", "是"]);
    assert_eq!(rows[6][7..11], ["0.12", "", "0", ""]);
    assert_eq!(rows[3][..2], ["3", "是"]);
    assert_eq!(rows[4][..2], ["3", "是"]);
    assert_eq!(rows[5][4..6], ["91.20", "*"]);
    assert_eq!(rows[42][4], "没有评议票");
    assert_eq!(rows.len(), 1 + grid.rows.len());
}

#[test]
fn a_number_agrees_with_what_is_printed_elsewhere_digit_by_digit() {
    let grid = sample::league(41);
    let locale = Locale::new(Language::Chinese);
    let rows = read(&csv(&grid, &locale));
    for (row, line) in grid.rows.iter().zip(&rows[1..]) {
        for (cell, column) in row.cells.iter().zip(&grid.columns) {
            let at = rows[0].iter().position(|heading| *heading == column.heading).unwrap();
            let shown = match column.kind {
                ColumnKind::Rank | ColumnKind::Move => continue,
                _ => cell.shown(&locale),
            };
            assert_eq!(line[at], shown.trim_start_matches(['▲', '▼', '+']).trim_end_matches('*'));
        }
    }
}

#[test]
fn lines_end_as_excel_ends_them_and_text_is_no_formula() {
    let mut report = sample::report(Audience::Internal, 1);
    let bytes = csv(&report.grids[1], &Locale::new(Language::English));
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.ends_with("\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let rows = read(&bytes);
    assert_eq!(rows[2][0], "'=HYPERLINK(\"http://x\",\"单位,甲\")");
    assert_eq!(rows[2][1], "'@SUM<U+202E>(A1)");
    report.grids[1].columns[0].heading = "+单位".into();
    assert_eq!(read(&csv(&report.grids[1], &Locale::new(Language::English)))[0][0], "'+单位");
}

#[test]
fn a_decimal_that_is_none_is_a_text() {
    let mut grid = sample::league(1);
    grid.rows[0].cells[8] = Cell::Decimal("-1/3".into());
    let rows = read(&csv(&grid, &Locale::new(Language::Chinese)));
    assert_eq!(rows[1].last().unwrap(), "'-1/3");
}

#[test]
fn a_finding_shows_what_hides_in_a_file_and_runs_nothing() {
    let place = Place {
        file: Some(Arc::from("=甲.csv")),
        sheet: Some(Arc::from("表一")),
        row: Some(12),
        column: Some(Arc::from("服务\r\n质量")),
        key: None,
    };
    let finding = Finding::new(Kind::OffScale, Effect::VoidAnswer, place)
        .with("value", "\u{1b}[31m满意\u{200b}")
        .with("nearest", "满意");
    let locale = Locale::new(Language::Chinese);
    let bytes = findings_csv(std::slice::from_ref(&finding), &locale);
    let rows = read(&bytes);
    assert_eq!(
        rows[0],
        ["处理", "代码", "文件", "工作表", "行", "列", "键", "原值", "最接近的正确值", "说明"]
    );
    let expected = [
        "off-scale",
        "'=甲.csv",
        "表一",
        "12",
        "服务\n质量",
        "",
        "<U+001B>[31m满意<U+200B>",
        "满意",
    ];
    assert_eq!(rows[1][1..9], expected);
    assert_eq!(rows[1][0], locale.effect(Effect::VoidAnswer));
    assert!(!bytes.contains(&0x1b));
}

#[test]
fn the_audit_table_keeps_its_ids_and_neutralises_its_names() {
    let plain = b"unit,unit_name,level_name,points\n=u1,\"=1+1,2\",-5,-5\n";
    let bytes = neutralised(plain, |heading| heading.ends_with("_name")).unwrap();
    assert_eq!(read(&bytes)[1], ["=u1", "'=1+1,2", "-5", "-5"]);
}
