//! The workbook, read back.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};

use super::sample;
use crate::locale::Locale;
use crate::report::write::workbook;
use crate::report::{Audience, Cell, Report};
use crate::scheme::Language;

fn bytes(report: &Report) -> Vec<u8> {
    workbook(report, &Locale::new(Language::Chinese)).unwrap()
}

fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// A part of the workbook as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn numbers_are_numbers_and_the_same_as_everywhere() {
    let report = sample::report(Audience::Internal, 41);
    let mut book = read(bytes(&report));
    for (grid, tab) in report.grids.iter().zip(["总排名", "总排名_2"]) {
        let range = book.worksheet_range(tab).unwrap();
        for (row, at) in grid.rows.iter().zip(2_u32..) {
            for (cell, column) in row.cells.iter().zip(0_u32..) {
                let found = range.get_value((at, column)).unwrap_or(&Data::Empty);
                match (cell.number(), found) {
                    (Some(number), Data::Float(read)) => {
                        assert!((number - read).abs() < f64::EPSILON, "{cell:?}");
                    }
                    (None, Data::String(read)) => {
                        let shown = cell.shown(&Locale::new(Language::Chinese));
                        assert_eq!(*read, shown.replace('\u{202e}', "<U+202E>"));
                    }
                    (None, Data::Empty) => assert_eq!(*cell, Cell::Empty),
                    (number, found) => panic!("{tab} {at} {column}: {number:?} {found:?}"),
                }
            }
        }
    }
}

#[test]
fn a_text_that_looks_like_a_formula_is_a_text() {
    let report = sample::report(Audience::Internal, 3);
    let bytes = bytes(&report);
    for sheet in 1..=3 {
        assert!(!part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml")).contains("<f>"));
    }
    let range = read(bytes).worksheet_range("总排名_2").unwrap();
    let name = range.get_value((5, 0)).unwrap();
    assert_eq!(*name, Data::String("=HYPERLINK(\"http://x\",\"单位,甲\")".into()));
    assert_eq!(range.get_value((0, 0)).unwrap(), &Data::String("=表2 各项得分".into()));
}

#[test]
fn number_formats_print_the_digits_and_signs_of_the_bulletin() {
    let styles = part(&bytes(&sample::report(Audience::Internal, 41)), "xl/styles.xml");
    let arrows = "formatCode=\"&quot;▲&quot;+0.00;&quot;▼&quot;-0.00;0.00\"";
    for format in [arrows, "formatCode=\"+0.00;-0.00;0.00\"", "formatCode=\"0.00&quot;*&quot;\""] {
        assert!(styles.contains(format), "{format}");
    }
}

#[test]
fn the_same_report_gives_the_same_workbook_and_it_has_no_clock() {
    let report = sample::report(Audience::Internal, 41);
    let (once, again) = (bytes(&report), bytes(&report));
    assert!(once == again);
    assert!(part(&once, "docProps/core.xml").contains(">2000-01-01T00:00:00Z</dcterms:created>"));
}

#[test]
fn the_first_sheet_says_what_the_workbook_is_and_leads_to_each_table() {
    let report = sample::report(Audience::Internal, 5);
    let bytes = bytes(&report);
    let links = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(links.contains("location=\"'总排名_2'!A1\""));
    let mut book = read(bytes);
    assert_eq!(book.sheet_names(), ["说明", "总排名", "总排名_2"]);
    let about = book.worksheet_range("说明").unwrap();
    let texts: Vec<String> = about.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for text in [&report.title, &report.notice, &report.summary[1], &report.notes[0].1] {
        assert!(texts.contains(text), "{text}");
    }
}

#[test]
fn tables_print_with_their_headings_on_every_page() {
    let bytes = bytes(&sample::report(Audience::Internal, 41));
    let names = part(&bytes, "xl/workbook.xml");
    assert!(names.contains(">总排名!$1:$2</definedName>"), "{names}");
    let sheet = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(sheet.contains("orientation=\"landscape\"") && sheet.contains("paperSize=\"9\""));
    assert!(sheet.contains("第 &amp;P 页 / 共 &amp;N 页"));
    assert!(sheet.contains("fitToHeight=\"0\""));
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<autoFilter ref=\"A2:I43\""));
    assert!(sheet.contains("topLeftCell=\"C3\""));
}

#[test]
fn odd_names_of_sheets_and_empty_tables_are_no_obstacle() {
    let mut report = sample::report(Audience::Internal, 2);
    report.grids[0].tab = "'[总]排名:*?/\\".repeat(9);
    report.grids[0].rows.clear();
    report.grids[1].tab = String::new();
    report.grids[1].columns.clear();
    report.grids[1].title = String::new();
    let book = read(bytes(&report));
    let names = book.sheet_names();
    assert_eq!(names.len(), 3);
    assert!(names.iter().all(|name| name.chars().count() <= 31 && !name.contains('[')));
}
