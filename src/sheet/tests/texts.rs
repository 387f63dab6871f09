//! Rows, quotation marks, delimiters, headings and limits of text files.

use std::io::Write as _;

use super::super::{Encoding, Format, Packing, Reading};
use super::{lines, open_as, open_bytes, rows, sole_sheet, summary};

#[test]
fn rows_have_the_numbers_that_excel_shows() {
    for line_break in ["\n", "\r\n", "\r"] {
        let text =
            "\n单位,意见\n\n甲,\"好\n\n很好\"\n,\n\n\n乙,\"\"\n丙,\n\n".replace('\n', line_break);
        let book = open_bytes(text.as_bytes());
        let sheet = sole_sheet(&book);
        assert_eq!(sheet.heading_row(), 2);
        let (rows, read) = rows(sheet);
        let expected =
            ["4: 甲|好\n\n很好", "8: 乙|", "9: 丙|"].map(|row| row.replace('\n', line_break));
        assert_eq!(rows, expected, "{line_break:?}");
        assert_eq!(read.blank_rows, 4);
        assert!(read.findings.is_empty());
    }
}

#[test]
fn rows_are_numbered_rightly_across_the_buffer_of_the_parser() {
    let mut text = String::from("a,b\r\n");
    for row in 2..40_000 {
        text += match row % 3 {
            0 => "\r\n",
            1 => "\"x\r\ny\",1\r\n",
            _ => "满意,2\r\n",
        };
    }
    let book = open_bytes(text.as_bytes());
    let mut expected = (2..40_000).filter(|row| row % 3 != 0);
    let read = sole_sheet(&book).for_each(&mut |row| {
        assert_eq!(Some(row.number()), expected.next());
        assert_eq!(row.len(), 2);
    });
    assert_eq!(expected.next(), None);
    assert_eq!(read.blank_rows, 13_333 - 1);
}

#[test]
fn a_ragged_row_is_visited_as_it_is() {
    let book = open_bytes("甲,乙,丙\n1,2\n1,2,3,,\n1,2,3,,5,\n1\n".as_bytes());
    let (rows, read) = rows(sole_sheet(&book));
    assert_eq!(rows, ["2: 1|2", "3: 1|2|3", "4: 1|2|3||5", "5: 1"]);
    assert!(read.findings.is_empty());
}

#[test]
fn a_quotation_mark_inside_a_cell_is_literal() {
    let book = open_bytes("单位,意见\n甲,5\"好\n乙,\"说\"\"好\"\"\"\n".as_bytes());
    let (rows, read) = rows(sole_sheet(&book));
    assert_eq!(rows, ["2: 甲|5\"好", "3: 乙|说\"好\""]);
    assert!(read.findings.is_empty());
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_found_where_it_opens() {
    let book = open_bytes("单位,意见\n甲,好\n\n乙,\"差\n丙,好\n丁,好\n".as_bytes());
    let (visited, read) = rows(sole_sheet(&book));
    assert_eq!(visited, ["2: 甲|好"]);
    assert_eq!(lines(&read.findings), ["unclosed-quote Stop 4 意见"]);
    let book = open_bytes("单位,\"意见\n甲,好\n".as_bytes());
    assert_eq!(summary(&book), ["unclosed-quote Stop 1 B"]);
    let book = open_bytes("单位,意见\n甲,\"好\"\"".as_bytes());
    let (_, read) = rows(&book.sheets[0]);
    assert_eq!(lines(&read.findings), ["unclosed-quote Stop 2 意见"]);
}

#[test]
fn a_quotation_mark_closed_by_the_end_of_the_file_is_closed() {
    for text in ["a,b\n1,\"2\"", "a,b\n1,\"2\"\n", "a,b\n1,\"2\"x", "a,b\n1,2\""] {
        let (_, read) = rows(sole_sheet(&open_bytes(text.as_bytes())));
        assert_eq!((read.rows, read.findings), (1, vec![]), "{text:?}");
    }
}

#[test]
fn nothing_and_headings_alone_stop() {
    for empty in ["", "\n\r\n", "\u{FEFF}", ",,,\n , ,\n", "sep=;\n", "　\n"] {
        let book = open_bytes(empty.as_bytes());
        assert_eq!(summary(&book), ["empty-file Stop"], "{empty:?}");
        assert!(book.sheets.is_empty());
    }
    let book = open_bytes("\n单位,作答\n,\n\n".as_bytes());
    assert_eq!(summary(&book), ["header-only Stop 2"]);
    assert_eq!(book.sheets[0].headings(), ["单位", "作答"]);
}

#[test]
fn the_format_is_told() {
    let book = open_bytes("sep=;\r\n单位;作答\r\n甲;满意,是\r\n".as_bytes());
    let sheet = sole_sheet(&book);
    let format =
        Format::Text { encoding: Encoding::Utf8, delimiter: b';', packed: None, sep_line: true };
    assert_eq!(sheet.format(), format);
    assert_eq!(sheet.heading_row(), 2);
    assert_eq!(rows(sheet).0, ["3: 甲|满意,是"]);
}

#[test]
fn a_delimiter_given_overrules_the_one_detected() {
    let reading = Reading { delimiter: Some(b';'), ..Reading::default() };
    let book = open_as("a,b\n1,2\n".as_bytes(), &reading);
    assert_eq!(book.sheets[0].headings(), ["a,b"]);
}

#[test]
fn a_heading_row_given_leaves_out_what_is_above() {
    let mut reading = Reading { heading_row: Some(3), ..Reading::default() };
    let text = "评议结果,2024\n\n单位;作答\n甲;满意\n";
    let book = open_as(text.as_bytes(), &reading);
    let sheet = sole_sheet(&book);
    assert_eq!(sheet.headings(), ["单位", "作答"]);
    assert_eq!(rows(sheet).0, ["4: 甲|满意"]);
    reading.heading_row = Some(2);
    let book = open_as(text.as_bytes(), &reading);
    assert_eq!(summary(&book), ["empty-heading Stop 2"]);
    reading.heading_row = Some(9);
    let book = open_as(text.as_bytes(), &reading);
    assert_eq!(summary(&book), ["empty-file Stop 9"]);
}

#[test]
fn headings_are_trimmed_and_duplicates_stop() {
    let book = open_bytes("\u{FEFF}　单位 ,作答,,单位\n甲,满意,,乙\n".as_bytes());
    assert_eq!(summary(&book), ["duplicate-heading Stop 1 D value=单位 other=A"]);
    assert_eq!(book.sheets[0].headings(), ["单位", "作答", "", "单位"]);
}

#[test]
fn a_column_without_heading_is_noted_once_and_only_with_content() {
    let book = open_bytes("单位,,作答,,\n甲,,满意,,\n乙,,满意,,x\n丙,y,满意,,x\n".as_bytes());
    let sheet = sole_sheet(&book);
    assert_eq!(sheet.headings().len(), 3);
    let (rows, read) = rows(sheet);
    assert_eq!(rows, ["2: 甲||满意", "3: 乙||满意", "4: 丙|y|满意"]);
    let expected = ["empty-heading Flag 3 E", "empty-heading Flag 4 B"];
    assert_eq!(lines(&read.findings), expected);
}

#[test]
fn cells_and_rows_above_the_limits_stop_and_are_not_visited() {
    let mut reading = Reading::default();
    reading.limits.field_bytes = 9;
    reading.limits.columns = 3;
    let book = open_as("单位,作答\n甲,满意满意\n乙,1,2,3\n丙,满意\n".as_bytes(), &reading);
    let (visited, read) = rows(sole_sheet(&book));
    assert_eq!(visited, ["4: 丙|满意"]);
    let expected =
        ["oversized-field Stop 2 作答 value=12 limit=9", "too-many-columns Stop 3 value=4 limit=3"];
    assert_eq!(lines(&read.findings), expected);
    let book = open_as("单位单位,a,b,c\n1,2,3,4\n".as_bytes(), &reading);
    let expected =
        ["too-many-columns Stop 1 value=4 limit=3", "oversized-field Stop 1 A value=12 limit=9"];
    assert_eq!(summary(&book), expected);
}

#[test]
fn a_line_of_a_million_delimiters_stops_before_it_is_parsed() {
    let crowd = ",".repeat(2 << 20);
    for above in ["", "单位,作答\r\n甲,\"好\r\n\"\r\n"] {
        let book = open_bytes(format!("{above}甲{crowd}\n乙,满意\n").as_bytes());
        let row = if above.is_empty() { 1 } else { 3 };
        let expected = format!("too-many-columns Stop {row} value=2097153 limit=20000");
        assert_eq!(summary(&book), [expected]);
    }
    let long = format!("单位,作答\n甲,{}\n", "满".repeat(1 << 20));
    let (_, read) = rows(sole_sheet(&open_bytes(long.as_bytes())));
    assert_eq!(read.findings[0].kind.id(), "oversized-field");
}

#[test]
fn a_limesurvey_export_is_read() {
    let text = "\u{FEFF}\"id\";\"Q1[SQ001]\"\r\n\"1\";\"满意\"\r\n\"2\";\"\"\r\n\r\n";
    let book = open_bytes(text.as_bytes());
    let sheet = sole_sheet(&book);
    assert_eq!(sheet.headings(), ["id", "Q1[SQ001]"]);
    assert_eq!(rows(sheet).0, ["2: 1|满意", "3: 2|"]);
}

fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn a_gz_file_is_unpacked_all_members_of_it() {
    let packed = [pack("单位,作答\n甲,满意\n".as_bytes()), pack("乙,一般\n".as_bytes())].concat();
    let book = open_bytes(&packed);
    let sheet = sole_sheet(&book);
    assert!(matches!(sheet.format(), Format::Text { packed: Some(Packing::Gzip), .. }));
    assert_eq!(rows(sheet).0, ["2: 甲|满意", "3: 乙|一般"]);
}

#[test]
fn a_gz_file_that_ends_early_stops() {
    let packed = pack("单位,作答\n甲,满意\n".as_bytes());
    for length in [2, 9, packed.len() - 9, packed.len() - 1] {
        let book = open_bytes(&packed[..length]);
        assert_eq!(summary(&book), ["truncated-gzip Stop"]);
        assert_eq!(book.sha256.len(), 64);
    }
}

#[test]
fn a_gz_file_that_swells_beyond_the_limit_stops() {
    let packed = pack(&vec![b'a'; 100_000]);
    let mut reading = Reading::default();
    reading.limits.file_bytes = 50_000;
    let book = open_as(&packed, &reading);
    assert_eq!(summary(&book), ["too-large Stop value=50001 limit=50000"]);
    let swollen = pack(&vec![b'a'; 1 << 20]).repeat(65);
    let book = open_bytes(&swollen);
    assert_eq!(summary(&book), ["too-large Stop value=67108865 limit=67108864"]);
}
