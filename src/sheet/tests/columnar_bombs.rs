//! Parquet files of a few hundred bytes that ask for more memory than there is.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::*;
use arrow_schema::DataType;
use parquet::arrow::ArrowWriter;
use parquet::basic::{BrotliLevel, Compression, Encoding, GzipLevel, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder};

use super::{open_bytes, rows, sole_sheet, summary};

fn parquet(array: ArrayRef, options: WriterPropertiesBuilder) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter_with_nullable([("作答", array, true)]).unwrap();
    let options = options.set_statistics_enabled(EnabledStatistics::None);
    let mut writer =
        ArrowWriter::try_new(Vec::new(), batch.schema(), Some(options.build())).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

fn plain() -> WriterPropertiesBuilder {
    WriterProperties::builder().set_dictionary_enabled(false)
}

fn texts(texts: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(texts.to_vec()))
}

/// A file in which some bytes stand for others; in the footer they may be more.
fn changed(file: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = memchr::memmem::find(file, from).expect("the bytes are there");
    let mut changed = [&file[..at], to, &file[at + from.len()..]].concat();
    let length = changed.len() - 8;
    let footer = u32::from_le_bytes(file[file.len() - 8..][..4].try_into().unwrap());
    let longer = u32::try_from(to.len() - from.len()).unwrap();
    changed[length..][..4].copy_from_slice(&(footer + longer).to_le_bytes());
    changed
}

#[test]
fn a_page_that_unpacks_to_more_than_the_limit_is_not_unpacked() {
    let long = "a".repeat(65 << 20);
    for packing in
        [Compression::ZSTD(ZstdLevel::default()), Compression::GZIP(GzipLevel::default())]
    {
        let bytes = parquet(texts(&[&long]), plain().set_compression(packing));
        assert_eq!(summary(&open_bytes(&bytes)), ["not-a-table Stop detail=large"], "{packing}");
    }
}

#[test]
fn a_page_that_gives_more_than_it_declares_is_damaged() {
    let long = "a".repeat(9_000);
    for packing in
        [Compression::GZIP(GzipLevel::default()), Compression::BROTLI(BrotliLevel::default())]
    {
        let bytes = parquet(texts(&[&long]), plain().set_compression(packing));
        let (shown, _) = rows(sole_sheet(&open_bytes(&bytes)));
        assert_eq!(shown, [format!("2: {long}")], "{packing}");
        // Levels and the length of the text stand before it: 9,010 bytes, in zigzag.
        let less = changed(&bytes, &[0x15, 0xE4, 0x8C, 0x01], &[0x15, 0xE4, 0x8B, 0x01]);
        assert_eq!(summary(&open_bytes(&less)), ["not-a-table Stop detail=damaged"], "{packing}");
    }
}

#[test]
fn a_page_with_more_lengths_than_values_is_damaged() {
    for encoding in [Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY] {
        let options = plain().set_encoding(encoding).set_compression(Compression::UNCOMPRESSED);
        let bytes = parquet(texts(&["xx", "yy", "zz"]), options);
        let (shown, _) = rows(sole_sheet(&open_bytes(&bytes)));
        assert_eq!(shown, ["2: xx", "3: yy", "4: zz"], "{encoding}");
        // Blocks of 128 in four parts, three lengths of which the first is two, or nought.
        let first = if encoding == Encoding::DELTA_BYTE_ARRAY { 0 } else { 4 };
        let lengths = [0x80, 0x01, 4, 3, first, 0, 0, 0, 0, 0];
        let endless = [0x80, 0x01, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x3F, 0];
        let bomb = changed(&bytes, &lengths, &endless);
        assert_eq!(summary(&open_bytes(&bomb)), ["not-a-table Stop detail=damaged"], "{encoding}");
    }
    // The second list of lengths lies behind the first.
    let options = plain().set_encoding(Encoding::DELTA_BYTE_ARRAY);
    let options = options.set_compression(Compression::UNCOMPRESSED);
    let bytes = parquet(texts(&["xx", "yy", "zz"]), options);
    let bomb = changed(
        &bytes,
        &[0x80, 0x01, 4, 3, 4, 0, 0, 0, 0, 0],
        &[0x80, 0x01, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x3F, 0],
    );
    assert_eq!(summary(&open_bytes(&bomb)), ["not-a-table Stop detail=damaged"]);
}

#[test]
fn bytes_of_a_length_that_no_memory_holds_stop() {
    let absent: ArrayRef = new_null_array(&DataType::FixedSizeBinary(16), 3);
    let bytes = parquet(absent, plain().set_compression(Compression::UNCOMPRESSED));
    // In the schema: a type of seven, and a length of 16 as zigzag, that may be absent.
    let from = [0x15, 0x0E, 0x15, 0x20, 0x15, 0x02];
    let to = [0x15, 0x0E, 0x15, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 0x15, 0x02];
    assert_eq!(
        summary(&open_bytes(&changed(&bytes, &from, &to))),
        ["not-a-table Stop detail=large"]
    );
}

#[test]
fn a_long_value_that_many_rows_refer_to_is_read_in_small_batches() {
    let long = vec![b'a'; 40 << 10];
    let bytes: ArrayRef = Arc::new(BinaryArray::from(vec![long.as_slice(); 1_500]));
    let file = parquet(bytes, WriterProperties::builder());
    assert!(file.len() < 60_000, "{}", file.len());
    let (shown, read) = rows(sole_sheet(&open_bytes(&file)));
    assert_eq!((shown.len(), read.findings.len()), (1_500, 0));
}

#[test]
fn columns_that_lie_too_deep_in_each_other_stop() {
    for (depth, detail) in [(79, None), (80, Some("deep")), (20_000, Some("deep"))] {
        let book = open_bytes(&nested(depth));
        let said = book.findings[0].fact("detail").filter(|detail| *detail == "deep");
        assert_eq!(said, detail, "{depth}");
    }
}

/// A file of one number in so many records; it has no rows.
fn nested(depth: usize) -> Vec<u8> {
    let varint = |mut n: usize| {
        let mut bytes = Vec::new();
        while n >= 0x80 {
            bytes.push(u8::try_from(n & 0x7F).unwrap() | 0x80);
            n >>= 7;
        }
        bytes.push(u8::try_from(n).unwrap());
        bytes
    };
    // Name and one child; repetition, name and one child; type, repetition and name.
    let root = [0x48, 1, b'r', 0x15, 2, 0].to_vec();
    let record = [0x35, 2, 0x18, 1, b'g', 0x15, 2, 0].repeat(depth);
    let number = [0x15, 2, 0x25, 2, 0x18, 1, b'n', 0].to_vec();
    let footer = [
        vec![0x15, 4, 0x19, 0xFC],
        varint(depth + 2),
        root,
        record,
        number,
        vec![0x16, 0, 0x19, 0x0C, 0],
    ]
    .concat();
    let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
    [b"PAR1".as_slice(), &footer, &length, b"PAR1"].concat()
}

#[test]
fn a_list_of_any_length_is_passed_over() {
    let values = vec![None; 100_000];
    let lists = ListArray::from_iter_primitive::<Int32Type, _, _>([Some(values)]);
    let lists: ArrayRef = Arc::new(lists);
    let units: ArrayRef = texts(&["甲"]);
    let columns = [("题", lists, true), ("单位", units, true)];
    let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    let book = open_bytes(&writer.into_inner().unwrap());
    assert_eq!(summary(&book), ["nested-column Flag 1 题 value=List"]);
    assert_eq!(rows(&book.sheets[0]).0, ["2: |甲"]);
}
