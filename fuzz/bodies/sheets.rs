//! Files into rows.

use std::collections::BTreeMap;
use std::path::Path;

use pingyi::finding::{Effect, Finding};
use pingyi::sheet::{Encoding, Reading, open};

use super::{parts, told};

/// A text file, as it is and under readings and limits of every kind.
pub(super) fn text(data: &[u8]) {
    twice(data, &Reading::default());
    let at = data.len();
    let mut reading = Reading {
        encoding: Encoding::ALL.get(at % 7).copied(),
        delimiter: b",;\t|\"a".get(at % 8).copied(),
        heading_row: Some(at as u64 % 5).filter(|row| *row > 0),
        ..Reading::default()
    };
    reading.limits.field_bytes = 40;
    reading.limits.columns = 12;
    reading.limits.file_bytes = 4096;
    twice(data, &reading);
}

/// A workbook or any other file, as it lies on the disk.
pub(super) fn workbook(data: &[u8]) {
    twice(data, &Reading::default());
}

/// The parts of an XLSX workbook, in which those that are missing are sound.
pub(super) fn xlsx_parts(data: &[u8]) {
    let mut files = sound_parts();
    files.extend(parts::split(data, "xl/worksheets/sheet1.xml"));
    twice(&parts::pack(&files), &Reading::default());
}

/// The stream of an XLS workbook, in a compound file that is sound.
pub(super) fn xls_stream(data: &[u8]) {
    twice(&compound(data), &Reading::default());
}

/// Reads a file of columns as it is.
pub(super) fn columns(data: &[u8]) {
    twice(data, &Reading::default());
}

/// Reads a file twice: it must not panic, give the same, and have rows that rise.
fn twice(data: &[u8], reading: &Reading) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    std::fs::write(&path, data).expect("a file");
    let (first, rows) = once(&path, reading);
    let again = once(&path, reading);
    assert!((&first, rows) == (&again.0, again.1), "another reading gives something else");
    told::findings(&first);
    if rows == 0 && first.iter().all(|finding| finding.effect != Effect::Stop) {
        assert!(first.is_empty() || !data.is_empty(), "nothing was read and nothing stops");
    }
}

/// The findings and the number of rows.
fn once(path: &Path, reading: &Reading) -> (Vec<Finding>, u64) {
    let book = open(path, "file", reading);
    let mut findings = book.findings;
    let mut n_rows = 0;
    for sheet in &book.sheets {
        let mut last = sheet.heading_row();
        let read = sheet.for_each(&mut |row| {
            assert!(row.number() > last, "rows rise");
            last = row.number();
            for index in 0..row.len() {
                assert!(row.get(index).len() <= reading.limits.field_bytes, "a cell too long");
                let _ = row.is_formula(index);
            }
            n_rows += 1;
        });
        findings.extend(read.findings);
    }
    (findings, n_rows)
}

/// The parts that a workbook of one sheet needs beside the sheet.
fn sound_parts() -> BTreeMap<String, Vec<u8>> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let link = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{LINKS}/{kind}" Target="{target}"/>"#)
    };
    let links =
        |links: &str| format!(r#"<Relationships xmlns="{PACKAGE}">{links}</Relationships>"#);
    let book = links(&link("r1", "officeDocument", "xl/workbook.xml"));
    let sheets = [
        link("r1", "worksheet", "worksheets/sheet1.xml"),
        link("r2", "sharedStrings", "sharedStrings.xml"),
        link("r3", "styles", "styles.xml"),
    ];
    let texts = [
        ("_rels/.rels", book),
        ("xl/_rels/workbook.xml.rels", links(&sheets.concat())),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!(r#"<sst xmlns="{MAIN}"><si><t>单位</t></si><si><t>满意</t></si></sst>"#),
        ),
        (
            "xl/styles.xml",
            format!(
                r#"<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
            ),
        ),
    ];
    texts.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
}

/// A compound file whose one stream is `stream`, padded so that it needs no mini stream.
pub(super) fn compound(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    let mut stream = stream[..stream.len().min(60_000)].to_vec();
    stream.resize(stream.len().next_multiple_of(SECTOR).max(4096), 0);
    let n_sectors = u32::try_from(stream.len() / SECTOR).expect("a small file");
    let words =
        |words: &[u32]| -> Vec<u8> { words.iter().flat_map(|word| word.to_le_bytes()).collect() };
    let mut header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    header.resize(24, 0);
    header.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    header.extend(words(&[0, 1, 1, 0, 4096, END, 0, END, 0, 0]));
    header.resize(SECTOR, 0xFF);
    let mut table = vec![0xFFFF_FFFD, END];
    table.extend(3..n_sectors + 2);
    table.push(END);
    table.resize(SECTOR / 4, FREE);
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: u32| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u8::try_from(entry.len() + 2).expect("a short name");
        entry.resize(64, 0);
        entry.extend([length, 0, kind, 1]);
        entry.extend(words(&[FREE, FREE, child]));
        entry.resize(116, 0);
        entry.extend(words(&[start, size, 0]));
        entry
    };
    let length = u32::try_from(stream.len()).expect("a small file");
    let mut directory = entry("Root Entry", 5, 1, END, 0);
    directory.extend(entry("Workbook", 2, FREE, 2, length));
    directory.resize(SECTOR, 0);
    [header, words(&table), directory, stream].concat()
}
