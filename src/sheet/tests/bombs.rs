//! Files made to harm: each is refused with its reason, at once and in little memory.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::{Book, Reading};
use super::xls::{compound, label, record, stream};
use super::{lines, open_as, open_bytes, rows, summary};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// Longer than any of these takes, even where everything is slow; the harm would take far longer.
const SOON: Duration = Duration::from_secs(20);

const CELLS: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>单位</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c></row>"#;

fn sheet(before: &str, cells: &str) -> String {
    format!(r#"{before}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>"#)
}

fn parts(sheet: String) -> BTreeMap<String, String> {
    let link = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{LINKS}/{kind}" Target="{target}"/>"#)
    };
    let links =
        |links: &str| format!(r#"<Relationships xmlns="{PACKAGE}">{links}</Relationships>"#);
    let all = link("r1", "worksheet", "worksheets/sheet1.xml")
        + &link("r2", "sharedStrings", "sharedStrings.xml");
    [
        ("_rels/.rels", links(&link("r1", "officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels", links(&all)),
        ("xl/workbook.xml", book(1)),
        ("xl/worksheets/sheet1.xml", sheet),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text))
    .collect()
}

/// The list of `n` sheets, all of which are the same part.
fn book(n: usize) -> String {
    let sheet = |at: usize| format!(r#"<sheet name="s{at}" sheetId="{at}" r:id="r1"/>"#);
    let sheets: String = (1..=n).map(sheet).collect();
    format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{sheets}</sheets></workbook>"#)
}

fn pack(parts: &BTreeMap<String, String>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn opened(parts: &BTreeMap<String, String>) -> Book {
    let bytes = pack(parts);
    soon(|| open_bytes(&bytes))
}

fn soon<T>(run: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let done = run();
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    done
}

#[test]
fn the_workbook_that_the_others_are_made_from_is_sound() {
    let book = opened(&parts(sheet("", CELLS)));
    assert_eq!(summary(&book), Vec::<String>::new());
    assert_eq!(rows(&book.sheets[0]).0, ["2: 甲"]);
}

#[test]
fn a_workbook_that_promises_more_than_it_holds_is_refused() {
    let mut texts = parts(sheet("", CELLS));
    let shared =
        format!(r#"<sst xmlns="{MAIN}" uniqueCount="4294967295"><si><t>甲</t></si></sst>"#);
    texts.insert("xl/sharedStrings.xml".to_owned(), shared);
    assert_eq!(summary(&opened(&texts)), ["not-a-workbook Stop detail=promise"]);

    let formula = r#"<f t="shared" si="999999999" ref="A1:A2">1</f><is>"#;
    let formulas = parts(sheet("", &CELLS.replace("<is>", formula)));
    assert_eq!(summary(&opened(&formulas)), ["not-a-workbook Stop detail=promise"]);
}

#[test]
fn entities_are_not_expanded_and_no_file_is_read_for_them() {
    // A billion laughs, and a file of the machine.
    let mut entities =
        r#"<!ENTITY a0 "ha"><!ENTITY host SYSTEM "file:///etc/hostname">"#.to_owned();
    for n in 1..40 {
        entities += &format!(r#"<!ENTITY a{n} "&a{0};&a{0};">"#, n - 1);
    }
    let doctype = format!("<!DOCTYPE worksheet [{entities}]>");
    for entity in ["&a39;", "&host;"] {
        let book = opened(&parts(sheet(&doctype, &CELLS.replace('甲', entity))));
        let mut seen = summary(&book);
        for sheet in &book.sheets {
            let (visited, read) = rows(sheet);
            assert!(visited.iter().all(|row| row.len() < 20), "{visited:?}");
            seen.extend(lines(&read.findings));
        }
        assert!(seen.iter().all(|line| line.starts_with("not-a-workbook Stop")), "{seen:?}");
    }
}

#[test]
fn names_of_parts_that_lead_out_of_the_archive_are_refused() {
    for name in ["../evil", "a/../../evil", "/etc/evil", "..\\evil"] {
        let mut evil = parts(sheet("", CELLS));
        evil.insert(name.to_owned(), "evil".to_owned());
        let seen = summary(&opened(&evil));
        let refused = seen == ["not-a-workbook Stop detail=path"];
        // A backslash leads out on Windows alone; elsewhere it is a part that nobody asks for. The
        // names of parts become no names of files: nothing is ever unpacked to the disk.
        assert!(refused || seen.is_empty(), "{name}: {seen:?}");
    }
}

#[test]
fn many_tiny_parts_and_many_sheets_are_refused() {
    let mut many = parts(sheet("", CELLS));
    for n in 0..10_000 {
        many.insert(format!("x/{n}"), String::new());
    }
    let expected = "too-many-parts Stop value=10004 limit=10000 detail=entries";
    assert_eq!(summary(&opened(&many)), [expected]);

    let mut sheets = parts(sheet("", CELLS));
    sheets.insert("xl/workbook.xml".to_owned(), book(1_001));
    let expected = "too-many-parts Stop value=1001 limit=1000 detail=sheets";
    assert_eq!(summary(&opened(&sheets)), [expected]);
}

#[test]
fn a_part_that_is_kept_whole_has_a_limit_of_its_own() {
    let mut large = parts(sheet("", CELLS));
    large.insert("xl/styles.xml".to_owned(), " ".repeat((32 << 20) + 1));
    assert_eq!(summary(&opened(&large)), ["too-large Stop value=33554433 limit=33554432"]);
}

#[test]
fn elements_nested_deeply_and_cells_far_away_cost_nothing() {
    let deep = "<a>".repeat(300_000);
    let book = opened(&parts(sheet("", &format!("{CELLS}<row r=\"3\">{deep}"))));
    assert!(book.sheets.len() <= 1);

    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let book = opened(&parts(sheet("", &format!("{CELLS}{far}"))));
    let mut n_rows = 0;
    let read = soon(|| book.sheets[0].for_each(&mut |_| n_rows += 1));
    assert_eq!((n_rows, read.blank_rows), (2, 1_048_573));

    // References beyond what Excel has, in letters and in digits.
    for reference in ["XFE1", "ZZZZZZZZZZZZZZ1", "A99999999999999999999", "1", "A"] {
        let cell = format!(r#"<row r="3"><c r="{reference}"><v>1</v></c></row>"#);
        let book = opened(&parts(sheet("", &format!("{CELLS}{cell}"))));
        for sheet in &book.sheets {
            let (_, read) = rows(sheet);
            assert!(read.findings.len() <= 2, "{:?}", read.findings);
        }
    }
}

#[test]
fn what_is_packed_twice_is_not_unpacked_twice() {
    let gz = |bytes: &[u8]| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    };
    let bomb = gz(&vec![b'a'; 80 << 20]);
    let twice = gz(&bomb);
    assert_eq!(summary(&soon(|| open_bytes(&twice))), ["not-a-workbook Stop detail=gz"]);
    let once = summary(&soon(|| open_bytes(&bomb)));
    assert_eq!(once.len(), 1);
    assert!(once[0].starts_with("too-large Stop"), "{once:?}");
}

#[test]
fn a_line_of_megabytes_is_refused_without_being_parsed() {
    for (byte, expected) in [
        (b'a', "oversized-field Stop 1 value=9437184 limit=65536"),
        (b',', "too-many-columns Stop 1 value=9437185 limit=20000"),
        (b'"', "oversized-field Stop 1 value=9437184 limit=65536"),
    ] {
        let reading = Reading { delimiter: Some(b','), ..Reading::default() };
        let bytes = vec![byte; 9 << 20];
        let book = soon(|| open_as(&bytes, &reading));
        assert_eq!(summary(&book), [expected]);
    }
}

#[test]
fn an_old_workbook_costs_what_it_holds_and_not_what_it_claims() {
    // Dimensions of a whole world, and two cells at its ends.
    let claim = [0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0];
    let cells =
        [record(0x0200, &[&claim]), label(0, 0, "单位"), label(65_535, 16_383, "乙")].concat();
    let bytes = compound(stream(&[("s", false, cells)]));
    let book = soon(|| open_bytes(&bytes));
    let mut n_rows = 0;
    let _ = soon(|| book.sheets[0].for_each(&mut |_| n_rows += 1));
    assert_eq!(n_rows, 1);

    let beyond = [label(0, 0, "单位"), label(1, 60_000, "乙")].concat();
    let bytes = compound(stream(&[("s", false, beyond)]));
    assert_eq!(summary(&open_bytes(&bytes)), ["not-a-workbook Stop [s] detail=damaged"]);
}

#[test]
fn a_chain_of_sectors_that_runs_in_circles_is_refused() {
    let sound = compound(stream(&[("s", false, label(0, 0, "单位"))]));
    // The table is the first sector: let each sector lead to itself or back to the first ones.
    for sector in 1..12_usize {
        for next in [sector, 0, 1, 2] {
            let mut bytes = sound.clone();
            let at = 512 + sector * 4;
            bytes[at..at + 4].copy_from_slice(&u32::try_from(next).unwrap().to_le_bytes());
            let book = soon(|| open_bytes(&bytes));
            assert!(book.sheets.len() <= 1);
        }
    }
    // The directory follows itself.
    let mut bytes = sound;
    bytes[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(summary(&open_bytes(&bytes)), ["not-a-workbook Stop detail=damaged"]);
}
