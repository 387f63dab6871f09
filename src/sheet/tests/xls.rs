//! Workbooks of Excel 97 to 2003, built by hand from the records of \[MS-XLS\] and \[MS-CFB\].

use super::super::Format;
use super::{lines, open_bytes, rows, sole_sheet, summary};

const SECTOR: usize = 512;

pub(super) fn record(id: u16, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let length = u16::try_from(body.len()).unwrap();
    [&id.to_le_bytes()[..], &length.to_le_bytes(), &body].concat()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn begin(substream: u16) -> Vec<u8> {
    record(0x0809, &[&[0, 6], &substream.to_le_bytes(), &[0; 12]])
}

fn end() -> Vec<u8> {
    record(0x000A, &[])
}

fn at(row: u16, column: u16) -> Vec<u8> {
    [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat()
}

pub(super) fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let n_units = u16::try_from(text.encode_utf16().count()).unwrap();
    record(0x0204, &[&at(row, column), &n_units.to_le_bytes(), &[1], &utf16(text)])
}

fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    record(0x0203, &[&at(row, column), &value.to_le_bytes()])
}

/// `=40+2`, with the value that was last computed.
fn formula(row: u16, column: u16, value: f64) -> Vec<u8> {
    let tokens = [0x1E, 40, 0, 0x1E, 2, 0, 0x03];
    let parts: [&[u8]; 5] = [&at(row, column), &value.to_le_bytes(), &[0; 6], &[7, 0], &tokens];
    record(0x0006, &parts)
}

/// The stream of a workbook with these sheets: name, whether hidden, records.
pub(super) fn stream(sheets: &[(&str, bool, Vec<u8>)]) -> Vec<u8> {
    let bound = |position: usize, name: &str, is_hidden: bool| {
        let position = u32::try_from(position).unwrap().to_le_bytes();
        let n_units = u8::try_from(name.encode_utf16().count()).unwrap();
        let flags = [u8::from(is_hidden), 0, n_units, 1];
        record(0x0085, &[&position, &flags, &utf16(name)])
    };
    let bodies: Vec<Vec<u8>> = sheets
        .iter()
        .map(|(_, _, records)| [begin(0x0010), records.clone(), end()].concat())
        .collect();
    let globals = |mut position: usize| {
        let mut globals = begin(0x0005);
        for ((name, is_hidden, _), body) in sheets.iter().zip(&bodies) {
            globals.extend(bound(position, name, *is_hidden));
            position += body.len();
        }
        globals.extend(end());
        globals
    };
    let length = globals(0).len();
    [globals(length), bodies.concat()].concat()
}

/// A compound file of one stream, which is padded so that it needs no mini stream.
pub(super) fn compound(mut stream: Vec<u8>) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    stream.resize(stream.len().next_multiple_of(SECTOR).max(4096), 0);
    let n_sectors = u32::try_from(stream.len() / SECTOR).unwrap();
    let words =
        |words: &[u32]| -> Vec<u8> { words.iter().flat_map(|word| word.to_le_bytes()).collect() };
    let mut header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    header.resize(24, 0);
    header.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    // No directory count, one FAT sector, directory in sector 1, no mini FAT, no further DIFAT.
    header.extend(words(&[0, 1, 1, 0, 4096, END, 0, END, 0, 0]));
    header.resize(SECTOR, 0xFF);
    let mut table = vec![0xFFFF_FFFD, END];
    table.extend(3..n_sectors + 2);
    table.push(END);
    table.resize(SECTOR / 4, FREE);
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: u32| {
        let mut entry = utf16(name);
        let length = u8::try_from(entry.len() + 2).unwrap();
        entry.resize(64, 0);
        entry.extend([length, 0, kind, 1]);
        entry.extend(words(&[FREE, FREE, child]));
        entry.resize(116, 0);
        entry.extend(words(&[start, size, 0]));
        entry
    };
    let length = u32::try_from(stream.len()).unwrap();
    let mut directory = entry("Root Entry", 5, 1, END, 0);
    directory.extend(entry("Workbook", 2, FREE, 2, length));
    directory.resize(SECTOR, 0);
    [header, words(&table), directory, stream].concat()
}

#[test]
fn an_old_workbook_is_read_like_a_new_one() {
    let records = [
        label(2, 1, "单位"),
        label(2, 2, "作答"),
        label(3, 1, "甲"),
        number(3, 2, 85.5),
        label(5, 1, "乙"),
        formula(5, 2, 42.0),
    ]
    .concat();
    let bytes = compound(stream(&[("评议票", false, records)]));
    let book = open_bytes(&bytes);
    let sheet = sole_sheet(&book);
    assert_eq!(sheet.format(), Format::Xls);
    assert_eq!(sheet.place().sheet.as_deref(), Some("评议票"));
    assert_eq!((sheet.heading_row(), sheet.headings()[1].as_str()), (3, "单位"));
    let (rows, read) = rows(sheet);
    assert_eq!(rows, ["4: |甲|85.5", "6: |乙|42"]);
    assert_eq!(lines(&read.findings), Vec::<String>::new());
    let mut formulas = Vec::new();
    let _ = sheet.for_each(&mut |row| formulas.push((row.is_formula(1), row.is_formula(2))));
    assert_eq!(formulas, [(false, false), (false, true)]);
}

#[test]
fn hidden_sheets_of_an_old_workbook_are_named() {
    let records = |unit: &str| [label(0, 0, "单位"), label(1, 0, unit)].concat();
    let sheets = [("一", true, records("甲")), ("二", false, records("乙"))];
    let book = open_bytes(&compound(stream(&sheets)));
    assert_eq!(summary(&book), ["hidden-sheet Flag [一] value=一"]);
    assert_eq!(rows(&book.sheets[0]).0, ["2: 乙"]);
}

/// Written by xlwt 1.3, a program that shares nothing with ours; it leaves what a formula gives empty.
#[test]
fn a_workbook_of_another_writer_is_read_as_it_was_written() {
    let book = open_bytes(include_bytes!("../../../fuzz/corpus/workbook/xlwt.xls"));
    assert_eq!(summary(&book), ["hidden-sheet Flag [hidden] value=hidden"]);
    let (rows, read) = rows(&book.sheets[0]);
    let expected =
        ["2: 市教育局|满意|2024-06-05T10:00:01|36:00:00|85.5||TRUE", "4: ok|满意|||-7|0.125|"];
    assert_eq!(rows, expected);
    assert_eq!(read.blank_rows, 1);
}
