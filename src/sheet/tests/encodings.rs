//! Every encoding, detected and given, and every way in which bytes are no text.

use super::super::{Encoding, Format, Reading};
use super::{open_as, open_bytes, rows, sole_sheet, summary};

/// 𠮷 takes four bytes in GB18030.
const TEXT: &str = "单位,作答\r\n𠮷野区教育局,满意\r\n";

fn gb18030(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::GB18030.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

fn utf16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn detected(bytes: &[u8]) -> Encoding {
    let book = open_bytes(bytes);
    let sheet = sole_sheet(&book);
    assert_eq!(sheet.headings(), ["单位", "作答"]);
    assert_eq!(rows(sheet).0, ["2: 𠮷野区教育局|满意"]);
    match sheet.format() {
        Format::Text { encoding, .. } => encoding,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_encoding_is_detected_and_gives_the_same_cells() {
    assert_eq!(detected(TEXT.as_bytes()), Encoding::Utf8);
    let marked = format!("\u{FEFF}{TEXT}");
    assert_eq!(detected(marked.as_bytes()), Encoding::Utf8Bom);
    assert_eq!(detected(&gb18030(TEXT)), Encoding::Gb18030);
    assert_eq!(detected(&gb18030(&marked)), Encoding::Gb18030);
    for mark in [true, false] {
        let little = utf16(TEXT, mark, u16::to_le_bytes);
        assert_eq!(detected(&little), Encoding::Utf16Le);
        let big = utf16(TEXT, mark, u16::to_be_bytes);
        assert_eq!(detected(&big), Encoding::Utf16Be);
    }
}

#[test]
fn a_character_with_a_zero_half_does_not_hide_utf_16() {
    // 一 is 4E00: in a table of 一般 there are as many zeros on the other side.
    let text = format!("单位,作答\n{}", "市教育局,一般\n".repeat(40));
    for (bytes, encoding) in [
        (utf16(&text, false, u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(&text, false, u16::to_be_bytes), Encoding::Utf16Be),
    ] {
        let book = open_bytes(&bytes);
        assert!(
            matches!(sole_sheet(&book).format(), Format::Text { encoding: e, .. } if e == encoding)
        );
        assert_eq!(rows(sole_sheet(&book)).0[0], "2: 市教育局|一般");
    }
}

#[test]
fn text_longer_than_a_chunk_is_decoded_whole() {
    let text = format!("单位,作答\n{}", "𠮷野区教育局,满意a\n".repeat(120_000));
    for bytes in [gb18030(&text), utf16(&text, true, u16::to_le_bytes)] {
        let book = open_bytes(&bytes);
        let read = sole_sheet(&book).for_each(&mut |row| {
            assert_eq!((row.get(0), row.get(1)), ("𠮷野区教育局", "满意a"));
        });
        assert_eq!(read.rows, 120_000);
    }
}

#[test]
fn ids_are_read_back_and_aliases_too() {
    for &encoding in Encoding::ALL {
        assert_eq!(encoding.id().parse(), Ok(encoding));
        let json = serde_json::to_string(&encoding).unwrap();
        assert_eq!(json, format!("\"{encoding}\""));
        assert_eq!(serde_json::from_str::<Encoding>(&json).unwrap(), encoding);
    }
    for alias in ["GBK", "gb2312", "cp936"] {
        assert_eq!(alias.parse(), Ok(Encoding::Gb18030));
    }
    assert!("latin1".parse::<Encoding>().is_err());
}

#[test]
fn bytes_that_are_text_in_no_encoding_stop_at_their_row() {
    let mut bytes = gb18030("单位,作答\n\n\"甲\n乙\",满意\n丙,");
    bytes.extend(b"\xFF\n");
    let book = open_bytes(&bytes);
    assert_eq!(summary(&book), ["bad-encoding Stop 4 value=gb18030"]);
    assert!(book.sheets.is_empty());
    let mut bytes = "单位,作答\n甲,满意\n乙,".as_bytes().to_vec();
    bytes.extend(b"\xFF\n");
    assert_eq!(summary(&open_bytes(&bytes)), ["bad-encoding Stop 3 value=utf-8"]);
}

#[test]
fn utf8_cut_off_in_a_character_is_not_taken_for_another_encoding() {
    let text = "单位,作答\n甲,满意";
    let cut = &text.as_bytes()[..text.len() - 1];
    assert_eq!(summary(&open_bytes(cut)), ["bad-encoding Stop 2 value=utf-8"]);
}

#[test]
fn utf16_cut_off_in_a_character_stops() {
    let mut bytes = utf16(TEXT.trim_end(), true, u16::to_le_bytes);
    bytes.pop();
    let book = open_bytes(&bytes);
    assert_eq!(summary(&book), ["bad-encoding Stop 2 value=utf-16le"]);
}

#[test]
fn lines_of_two_encodings_stop_with_a_row_of_each() {
    let bytes = ["单位,作答\n市教育局,满意\n".as_bytes(), &gb18030("市公安局,一般\n")].concat();
    let expected = "mixed-encoding Stop 3 value=gb18030 utf8=1 gb18030=3";
    assert_eq!(summary(&open_bytes(&bytes)), [expected]);
    let bytes = [&gb18030("单位,作答\n\n"), "市教育局,满意\n".as_bytes()].concat();
    let expected = "mixed-encoding Stop 3 value=utf-8 utf8=3 gb18030=1";
    assert_eq!(summary(&open_bytes(&bytes)), [expected]);
}

#[test]
fn an_encoding_given_overrules_detection() {
    let reading = |encoding| Reading { encoding: Some(encoding), ..Reading::default() };
    let book = open_as(&gb18030(TEXT), &reading(Encoding::Utf8));
    assert_eq!(summary(&book), ["bad-encoding Stop 1 value=utf-8"]);
    let book = open_as(&gb18030(TEXT), &reading(Encoding::Gb18030));
    assert_eq!(sole_sheet(&book).headings(), ["单位", "作答"]);
    let little = utf16(TEXT, false, u16::to_le_bytes);
    let book = open_as(&little, &reading(Encoding::Utf16Le));
    assert_eq!(sole_sheet(&book).headings(), ["单位", "作答"]);
}

#[test]
fn a_nul_byte_stops_at_its_row() {
    let book = open_bytes("单位,作答\n甲,满意\n乙,满\0意\n".as_bytes());
    assert_eq!(summary(&book), ["nul-byte Stop 3"]);
    let bytes = utf16("单位,作答\n乙,满\0意\n", true, u16::to_be_bytes);
    assert_eq!(summary(&open_bytes(&bytes)), ["nul-byte Stop 2"]);
}
