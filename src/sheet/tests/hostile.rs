//! No bytes make the reader panic, and what it reads it reads twice the same.

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::{Encoding, Reading};
use super::{lines, open_as, rows, summary};

/// Everything that a file gives: a panic or a difference between two readings fails.
fn read_twice(bytes: &[u8], reading: &Reading) {
    let once = || {
        let book = open_as(bytes, reading);
        let mut seen = summary(&book);
        for sheet in &book.sheets {
            let mut last = sheet.heading_row();
            let (visited, read) = rows(sheet);
            for row in visited {
                let number = row.split(':').next().unwrap().parse().unwrap();
                assert!(number > last, "rows rise");
                last = number;
                seen.push(row);
            }
            seen.extend(lines(&read.findings));
        }
        (seen, book.sha256)
    };
    assert_eq!(once(), once());
}

fn valid_files() -> Vec<Vec<u8>> {
    let text = "sep=;\r\n单位;\"意\r\n见\"\r\n\r\n甲;\"好;\"\"\"\r\n𠮷;满意\r\n";
    let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gb18030 = encoding_rs::GB18030.encode(text).0.into_owned();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 1..5 {
        sheet.write(row, 0, "单位").unwrap();
        sheet.write(row, 1, f64::from(row) / 3.0).unwrap();
    }
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packer, text.as_bytes()).unwrap();
    vec![
        text.as_bytes().to_vec(),
        utf16,
        gb18030,
        packer.finish().unwrap(),
        workbook.save_to_buffer().unwrap(),
    ]
}

fn any_reading() -> impl Strategy<Value = Reading> {
    let encoding = proptest::option::of(proptest::sample::select(Encoding::ALL));
    let delimiter = proptest::option::of(any::<u8>());
    let heading_row = proptest::option::of(0..6_u64);
    (encoding, delimiter, heading_row).prop_map(|(encoding, delimiter, heading_row)| {
        let mut reading = Reading { encoding, delimiter, heading_row, ..Reading::default() };
        reading.limits.field_bytes = 40;
        reading.limits.columns = 12;
        reading
    })
}

/// Characters that mean something to a parser come up often.
fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let telling = proptest::sample::select(b"\"\"\n\r,;\t|\0\xFF\xFE\xEF\xBB\xBF\xB5a=PK".to_vec());
    vec(prop_oneof![3 => telling, 1 => any::<u8>()], 0..200)
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_explained(bytes in any_bytes(), reading in any_reading()) {
        read_twice(&bytes, &reading);
    }

    #[test]
    fn damaged_files_are_read_or_explained(
        which in 0..5_usize,
        changes in vec((any::<proptest::sample::Index>(), any::<u8>()), 0..6),
        kept in any::<proptest::sample::Index>(),
        is_cut in any::<bool>(),
        reading in any_reading(),
    ) {
        let mut bytes = valid_files().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(kept.index(bytes.len()));
        }
        read_twice(&bytes, &reading);
        read_twice(&bytes, &Reading::default());
    }

    /// The parser and the numbering agree on what a row is.
    #[test]
    fn written_rows_come_back_with_their_numbers(
        cells in vec((".{0,4}", "[\"\n\r,满 ]{0,5}"), 0..20),
        line_break in proptest::sample::select(vec!["\n", "\r\n", "\r"]),
        blank in any::<bool>(),
    ) {
        let mut text = format!("a,b{line_break}");
        let mut expected = Vec::new();
        let mut number = 2;
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        for (left, right) in &cells {
            let left = format!("x{}", left.replace('\0', ""));
            text += &format!("{},{}{line_break}", quoted(&left), quoted(right));
            expected.push(format!("{number}: {left}|{right}"));
            number += 1;
            if blank {
                text += line_break;
                number += 1;
            }
        }
        let reading = Reading { delimiter: Some(b','), ..Reading::default() };
        let book = open_as(text.as_bytes(), &reading);
        let seen = book.sheets.first().map(|sheet| rows(sheet).0).unwrap_or_default();
        prop_assert_eq!(seen, expected);
    }
}
