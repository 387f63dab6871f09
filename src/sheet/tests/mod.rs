//! Files as they come, made on the spot.

mod bombs;
mod columnar;
mod columnar_bombs;
mod encodings;
mod headings;
mod hostile;
mod texts;
mod workbooks;
mod xls;

use std::path::Path;

use super::{Book, Reading, Row, Sheet, column_letter, open};

/// Opens `bytes` as a file of the name `f`.
fn open_as(bytes: &[u8], reading: &Reading) -> Book {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    std::fs::write(&path, bytes).unwrap();
    open(&path, "f", reading)
}

fn open_bytes(bytes: &[u8]) -> Book {
    open_as(bytes, &Reading::default())
}

/// The only sheet of a book in which nothing is wrong.
fn sole_sheet(book: &Book) -> &Sheet {
    assert_eq!(summary(book), Vec::<String>::new());
    assert_eq!(book.sheets.len(), 1);
    &book.sheets[0]
}

/// All rows as `row: cell|cell`, and what was noticed on the way.
fn rows(sheet: &Sheet) -> (Vec<String>, super::Read) {
    let mut rows = Vec::new();
    let read = sheet.for_each(&mut |row| rows.push(show(row)));
    assert_eq!(read.rows, rows.len() as u64);
    (rows, read)
}

fn show(row: Row<'_>) -> String {
    let cells: Vec<_> = (0..row.len()).map(|index| row.get(index)).collect();
    format!("{}: {}", row.number(), cells.join("|"))
}

/// Findings as `id effect row column fact=value`.
fn lines(findings: &[crate::finding::Finding]) -> Vec<String> {
    let line = |finding: &crate::finding::Finding| {
        assert_eq!(finding.place.file.as_deref(), Some("f"));
        let mut line = format!("{} {:?}", finding.kind.id(), finding.effect);
        if let Some(sheet) = &finding.place.sheet {
            line += &format!(" [{sheet}]");
        }
        if let Some(row) = finding.place.row {
            line += &format!(" {row}");
        }
        if let Some(column) = &finding.place.column {
            line += &format!(" {column}");
        }
        for (name, value) in &finding.facts {
            line += &format!(" {name}={value}");
        }
        line
    };
    findings.iter().map(line).collect()
}

fn summary(book: &Book) -> Vec<String> {
    lines(&book.findings)
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let book = open(Path::new("no/such/file.csv"), "f", &Reading::default());
    assert_eq!(summary(&book), ["missing-file Stop value=f"]);
    assert_eq!(book.sha256, "");
    assert!(book.sheets.is_empty());
}

#[test]
fn a_folder_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let book = open(folder.path(), "f", &Reading::default());
    assert_eq!(book.findings[0].kind.id(), "unreadable-file");
    assert!(book.findings[0].fact("detail").is_some());
}

#[test]
fn the_hash_is_of_the_bytes_on_disk() {
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(open_bytes(b"abc").sha256, hash);
    let mut reading = Reading::default();
    reading.limits.file_bytes = 2;
    let book = open_as(b"abc", &reading);
    assert_eq!(book.sha256, hash);
    assert_eq!(summary(&book), ["too-large Stop value=3 limit=2"]);
}

#[test]
fn columns_are_lettered_as_in_excel() {
    let letters = [0, 25, 26, 51, 52, 701, 702, 16_383].map(column_letter);
    assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    assert!(!column_letter(usize::MAX).is_empty());
}
