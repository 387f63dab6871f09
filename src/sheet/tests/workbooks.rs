//! Workbooks: rows, values, formulas, sheets, and what is no workbook.

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format as Style, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;

use super::super::{Format, Reading};
use super::{lines, open_as, open_bytes, rows, sole_sheet, summary};

fn workbook(fill: &dyn Fn(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

fn write(sheet: &mut Worksheet, top: u32, rows: &[&[&str]]) {
    for (row, cells) in (top..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if !cell.is_empty() {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
}

const BALLOTS: &[&[&str]] = &[&["单位", "作答"], &["甲", "满意"]];

#[test]
fn rows_have_the_numbers_that_excel_shows() {
    let bytes = workbook(&|book| {
        let sheet = book.add_worksheet();
        write(sheet, 2, BALLOTS);
        write(sheet, 6, &[&["乙", "一般"], &["丙"], &["", " "], &["丁"]]);
    });
    let book = open_bytes(&bytes);
    let sheet = sole_sheet(&book);
    assert_eq!(sheet.format(), Format::Xlsx);
    assert_eq!(sheet.place().sheet.as_deref(), Some("Sheet1"));
    assert_eq!(sheet.heading_row(), 3);
    let (rows, read) = rows(sheet);
    assert_eq!(rows, ["4: 甲|满意", "7: 乙|一般", "8: 丙|", "10: 丁|"]);
    assert_eq!(read.blank_rows, 3);
    assert!(read.findings.is_empty());
}

#[test]
fn values_are_shown_as_excel_shows_them() {
    let bytes = workbook(&|book| {
        let date = Style::new().set_num_format("yyyy-mm-dd");
        let moment = Style::new().set_num_format("yyyy/m/d h:mm");
        let sheet = book.add_worksheet();
        write(sheet, 0, &[&["a", "b", "c", "d", "e", "f", "g"]]);
        sheet.write(1, 0, 5.0).unwrap();
        sheet.write(1, 1, 0.1 + 0.2).unwrap();
        sheet.write(1, 2, true).unwrap();
        let day = ExcelDateTime::from_ymd(2024, 6, 30).unwrap();
        sheet.write_with_format(1, 3, &day, &date).unwrap();
        let noon = day.and_hms(12, 30, 0).unwrap();
        sheet.write_with_format(1, 4, &noon, &moment).unwrap();
        let missing = Formula::new("=NA()").set_result("#N/A");
        sheet.write(1, 5, missing).unwrap();
        sheet.write(1, 6, "007").unwrap();
    });
    let book = open_bytes(&bytes);
    let expected = "2: 5|0.3|TRUE|2024-06-30|2024-06-30T12:30:00|#N/A|007";
    assert_eq!(rows(sole_sheet(&book)).0, [expected]);
}

#[test]
fn a_formula_is_told_from_a_value() {
    let bytes = workbook(&|book| {
        let sheet = book.add_worksheet();
        write(sheet, 0, BALLOTS);
        let formula = Formula::new("=40+2").set_result("42");
        sheet.write(2, 1, formula).unwrap();
    });
    let book = open_bytes(&bytes);
    let mut seen = Vec::new();
    let read = sole_sheet(&book).for_each(&mut |row| {
        seen.push((row.number(), row.get(1).to_owned(), row.is_formula(1)));
        assert!(!row.is_formula(0) && !row.is_formula(9));
    });
    let expected = [(2, "满意".to_owned(), false), (3, "42".to_owned(), true)];
    assert_eq!(seen, expected);
    assert_eq!(read.rows, 2);
}

#[test]
fn all_visible_sheets_are_read_and_the_others_are_named() {
    let bytes = workbook(&|book| {
        write(book.add_worksheet().set_name("一").unwrap(), 0, BALLOTS);
        let hidden = book.add_worksheet().set_name("二").unwrap();
        write(hidden.set_hidden(true), 0, BALLOTS);
        book.add_worksheet().set_name("空").unwrap();
        write(book.add_worksheet().set_name("说明").unwrap(), 1, &[&["请填写"]]);
        write(book.add_worksheet().set_name("三").unwrap(), 0, BALLOTS);
    });
    let book = open_bytes(&bytes);
    let expected =
        ["hidden-sheet Flag [二] value=二", "empty-file Flag [空]", "header-only Flag [说明] 2"];
    assert_eq!(summary(&book), expected);
    let names: Vec<_> = book.sheets.iter().map(|sheet| sheet.place().sheet.clone()).collect();
    assert_eq!(names, [Some("一".into()), Some("三".into())]);
    assert_eq!(rows(&book.sheets[1]).0, ["2: 甲|满意"]);
}

#[test]
fn the_sheet_wanted_is_read_hidden_or_not() {
    let bytes = workbook(&|book| {
        write(book.add_worksheet().set_name("评议票").unwrap(), 0, BALLOTS);
        let hidden = book.add_worksheet().set_name("补充").unwrap();
        write(hidden.set_hidden(true), 0, &[&["单位"], &["乙"]]);
    });
    let wanted = |name: &str| Reading { sheet: Some(name.to_owned()), ..Reading::default() };
    let book = open_as(&bytes, &wanted("补充"));
    assert_eq!(rows(sole_sheet(&book)).0, ["2: 乙"]);
    let book = open_as(&bytes, &wanted("评议表"));
    let expected = "missing-sheet Stop value=评议表 nearest=评议票 expected=评议票/补充";
    assert_eq!(summary(&book), [expected]);
    assert!(book.sheets.is_empty());
}

#[test]
fn an_empty_workbook_and_headings_alone_stop() {
    let book = open_bytes(&workbook(&|book| {
        book.add_worksheet();
    }));
    assert_eq!(summary(&book), ["empty-file Stop [Sheet1]"]);
    let book = open_bytes(&workbook(&|book| {
        write(book.add_worksheet(), 0, &BALLOTS[..1]);
    }));
    assert_eq!(summary(&book), ["header-only Stop [Sheet1] 1"]);
    assert_eq!(book.sheets[0].headings(), ["单位", "作答"]);
}

#[test]
fn headings_are_taken_from_the_row_given_and_judged() {
    let bytes = workbook(&|book| {
        let sheet = book.add_worksheet();
        write(sheet, 0, &[&["结果"], &[], &["单位", "", "单位"], &["甲", "x", "乙", "y"]]);
    });
    let mut reading = Reading { heading_row: Some(3), ..Reading::default() };
    let book = open_as(&bytes, &reading);
    let expected = "duplicate-heading Stop [Sheet1] 3 C value=单位 other=A";
    assert_eq!(summary(&book), [expected]);
    let (rows, read) = rows(&book.sheets[0]);
    assert_eq!(rows, ["4: 甲|x|乙"]);
    let expected = ["empty-heading Flag [Sheet1] 4 B", "empty-heading Flag [Sheet1] 4 D"];
    assert_eq!(lines(&read.findings), expected);
    reading.heading_row = Some(2);
    let book = open_as(&bytes, &reading);
    assert_eq!(summary(&book), ["empty-heading Stop [Sheet1] 2"]);
    reading.heading_row = Some(5);
    let book = open_as(&bytes, &reading);
    assert_eq!(summary(&book), ["empty-file Stop [Sheet1] 5"]);
}

#[test]
fn a_cell_above_the_limit_stops() {
    let bytes = workbook(&|book| {
        write(book.add_worksheet(), 0, &[&["单位"], &["满意满意"], &["甲"]]);
    });
    let mut reading = Reading::default();
    reading.limits.field_bytes = 9;
    let book = open_as(&bytes, &reading);
    let (visited, read) = rows(sole_sheet(&book));
    assert_eq!(visited, ["3: 甲"]);
    let expected = "oversized-field Stop [Sheet1] 2 单位 value=12 limit=9";
    assert_eq!(lines(&read.findings), [expected]);
}

/// The same archive, each part through `edit`, which gives its new path and content.
fn repack(bytes: &[u8], edit: &dyn Fn(&str, String) -> (String, String)) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let (path, text) = edit(&part.name().unwrap(), text);
        out.start_file(path, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn ballots() -> Vec<u8> {
    workbook(&|book| write(book.add_worksheet(), 0, BALLOTS))
}

fn detail_of(bytes: &[u8]) -> String {
    let book = open_bytes(bytes);
    assert!(book.sheets.is_empty());
    assert_eq!(book.findings.len(), 1);
    assert_eq!(book.findings[0].kind.id(), "not-a-workbook");
    book.findings[0].fact("detail").unwrap().to_owned()
}

#[test]
fn what_is_no_workbook_says_why() {
    assert!(!detail_of(&ballots()[..500]).is_empty());
    assert!(!detail_of(b"PK\x03\x04").is_empty());
    assert!(!detail_of(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and nothing").is_empty());
    assert_eq!(detail_of(b"\n <HTML><table>"), "markup");
    let tricky = repack(&ballots(), &|path, text| (path.replace("xl/theme", "../x"), text));
    assert_eq!(detail_of(&tricky), "path");
    let without_parts = repack(&ballots(), &|path, text| (format!("x/{path}"), text));
    assert!(!detail_of(&without_parts).is_empty());
    let mut encrypted = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(detail_of(&encrypted), "encrypted");
}

#[test]
fn a_workbook_inside_a_gz_file_is_refused() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(&ballots()).unwrap();
    assert_eq!(detail_of(&packer.finish().unwrap()), "gz");
}

#[test]
fn a_workbook_that_swells_beyond_the_limits_stops() {
    let mut reading = Reading::default();
    reading.limits.file_bytes = 9_000;
    let book = open_as(&ballots(), &reading);
    assert_eq!(book.findings[0].kind.id(), "too-large");
    reading = Reading::default();
    reading.limits.entries = 3;
    let book = open_as(&ballots(), &reading);
    assert_eq!(book.findings[0].fact("limit"), Some("3"));
}

#[test]
fn a_part_larger_than_it_declares_stops() {
    let bytes = repack(&ballots(), &|path, text| (path.to_owned(), text));
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
    let declared = u32::try_from(archive.by_index(0).unwrap().size()).unwrap();
    // Both the local and the central header carry the size.
    let (old, new) = (declared.to_le_bytes(), 3_u32.to_le_bytes());
    let mut lying = bytes.clone();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == old {
            lying[at..at + 4].copy_from_slice(&new);
        }
    }
    assert_ne!(lying, bytes);
    assert!(detail_of(&lying).contains("size"));
}

#[test]
fn rows_out_of_order_stop_after_those_before() {
    let bytes = repack(&ballots(), &|path, text| {
        let row = "<row r=\"1\"><c r=\"A1\"><v>9</v></c></row></sheetData>";
        (path.to_owned(), text.replace("</sheetData>", row))
    });
    let book = open_bytes(&bytes);
    let (visited, read) = rows(sole_sheet(&book));
    assert_eq!(visited, ["2: 甲|满意"]);
    let expected = "not-a-workbook Stop [Sheet1] detail=damaged";
    assert_eq!(lines(&read.findings), [expected]);
}
