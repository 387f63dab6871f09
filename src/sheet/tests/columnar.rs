//! Parquet and Arrow files, as data frames write them and as nobody should.

use std::io::Write as _;
use std::sync::Arc;

use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::*;
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use parquet::arrow::ArrowWriter;
use rand::{RngExt, SeedableRng};

use super::super::{Format, Packing, Reading};
use super::{lines, open_as, open_bytes, rows, sole_sheet, summary};

fn parquet(batch: &RecordBatch) -> Vec<u8> {
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(batch).unwrap();
    writer.into_inner().unwrap()
}

fn arrow(batch: &RecordBatch, packed: bool) -> Vec<u8> {
    let packing = packed.then_some(CompressionType::LZ4_FRAME);
    let options = IpcWriteOptions::default().try_with_compression(packing).unwrap();
    let mut writer =
        FileWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
    writer.write(batch).unwrap();
    writer.finish().unwrap();
    writer.into_inner().unwrap()
}

fn stream(batch: &RecordBatch) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    writer.write(batch).unwrap();
    writer.into_inner().unwrap()
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    let columns = columns.into_iter().map(|(name, array)| (name, array, true));
    RecordBatch::try_from_iter_with_nullable(columns).unwrap()
}

/// Two rows of text.
fn plain() -> RecordBatch {
    let units = StringArray::from(vec![Some("甲"), None]);
    let answers = StringArray::from(vec!["满意", "一般"]);
    batch(vec![("单位", Arc::new(units)), ("作答", Arc::new(answers))])
}

fn of_all_kinds() -> RecordBatch {
    let words: DictionaryArray<Int8Type> = vec![Some("满意"), None].into_iter().collect();
    let money = Decimal128Array::from(vec![Some(1_500_000), Some(-2_000_000)]);
    let money = money.with_precision_and_scale(38, 6).unwrap();
    let shanghai = TimestampMillisecondArray::from(vec![Some(1_719_705_600_123), None]);
    batch(vec![
        ("文字", Arc::new(LargeStringArray::from(vec![Some("甲"), Some("")]))),
        ("词典", Arc::new(words)),
        ("整数", Arc::new(Int64Array::from(vec![Some(450_102_199_001_011_234), None]))),
        ("小整数", Arc::new(UInt8Array::from(vec![7, 0]))),
        ("小数", Arc::new(Float64Array::from(vec![1.0, 0.1 + 0.2]))),
        ("短小数", Arc::new(Float32Array::from(vec![0.1, 2.0]))),
        ("是否", Arc::new(BooleanArray::from(vec![true, false]))),
        ("日期", Arc::new(Date32Array::from(vec![Some(19_904), None]))),
        ("时刻", Arc::new(shanghai.with_timezone("Asia/Shanghai"))),
        ("午夜", Arc::new(TimestampMicrosecondArray::from(vec![1_719_705_600_000_000, 0]))),
        ("钟点", Arc::new(Time64MicrosecondArray::from(vec![3_723_000_000, 0]))),
        ("用时", Arc::new(DurationMillisecondArray::from(vec![12_500, 3_000]))),
        ("权重", Arc::new(money)),
        ("字节", Arc::new(BinaryArray::from(vec!["乙".as_bytes(), b""]))),
        ("无", Arc::new(NullArray::new(2))),
    ])
}

const SHOWN: [&str; 2] = [
    "2: 甲|满意|450102199001011234|7|1|0.1|TRUE|2024-06-30|2024-06-30T08:00:00.123|2024-06-30|\
     01:02:03|12.5|1.5|乙|",
    "3: |||0|0.3|2|FALSE|||1970-01-01|00:00:00|3|-2||",
];

#[test]
fn every_kind_of_column_is_text_as_a_person_writes_it() {
    let batch = of_all_kinds();
    for (bytes, format) in [
        (arrow(&batch, false), Format::Arrow),
        (arrow(&batch, true), Format::Arrow),
        (stream(&batch), Format::Arrow),
    ] {
        let book = open_bytes(&bytes);
        let sheet = sole_sheet(&book);
        assert_eq!((sheet.format(), sheet.heading_row()), (format, 1));
        assert_eq!(rows(sheet).0, SHOWN);
        assert_eq!(rows(sheet).0, SHOWN, "a second pass gives the same");
    }
    let book = open_bytes(&parquet(&batch));
    let sheet = sole_sheet(&book);
    assert_eq!(sheet.format(), Format::Parquet);
    assert_eq!(rows(sheet).0, SHOWN);
}

#[test]
fn a_missing_row_is_blank_and_the_numbers_go_on() {
    let units = StringArray::from(vec![Some("甲"), None, Some("丙")]);
    let book = open_bytes(&parquet(&batch(vec![("单位", Arc::new(units))])));
    let (shown, read) = rows(sole_sheet(&book));
    assert_eq!(shown, ["2: 甲", "4: 丙"]);
    assert_eq!(read.blank_rows, 1);
}

#[test]
fn many_rows_come_in_batches_and_in_order() {
    let n = 20_000;
    let numbers = Int32Array::from_iter_values(0..n);
    let words: DictionaryArray<Int32Type> =
        (0..n).map(|i| Some(["满意", "一般"][i as usize % 2])).collect();
    let batch = batch(vec![("号", Arc::new(numbers)), ("作答", Arc::new(words))]);
    for bytes in [parquet(&batch), arrow(&batch, true)] {
        let (shown, read) = rows(sole_sheet(&open_bytes(&bytes)));
        assert_eq!(read.rows, 20_000);
        assert_eq!((shown[0].as_str(), shown[19_999].as_str()), ("2: 0|满意", "20001: 19999|一般"));
    }
}

#[test]
fn a_table_without_rows_or_columns_stops() {
    let none = StringArray::from(Vec::<&str>::new());
    let empty = batch(vec![("单位", Arc::new(none))]);
    for bytes in [parquet(&empty), arrow(&empty, false), stream(&empty)] {
        assert_eq!(summary(&open_bytes(&bytes)), ["header-only Stop 1"]);
    }
    let bare = arrow(&plain().project(&[]).unwrap(), false);
    assert_eq!(summary(&open_bytes(&bare)), ["empty-file Stop"]);
}

#[test]
fn a_column_of_lists_is_left_unread_and_told() {
    let lists = ListArray::from_iter_primitive::<Int32Type, _, _>(vec![Some(vec![Some(1)])]);
    let units = StringArray::from(vec!["甲"]);
    let batch = batch(vec![("单位", Arc::new(units)), ("题", Arc::new(lists))]);
    for bytes in [parquet(&batch), arrow(&batch, false)] {
        let book = open_bytes(&bytes);
        assert_eq!(summary(&book), ["nested-column Flag 1 题 value=List"]);
        assert_eq!(rows(&book.sheets[0]).0, ["2: 甲|"]);
    }
}

#[test]
fn bytes_that_are_no_text_stop_at_their_place() {
    let codes = BinaryArray::from(vec![b"a".as_slice(), b"\xFF"]);
    let book = open_bytes(&parquet(&batch(vec![("单位", Arc::new(codes))])));
    let read = rows(sole_sheet(&book)).1;
    assert_eq!(lines(&read.findings), ["bad-encoding Stop 3 单位 value=UTF-8"]);
}

#[test]
fn a_file_that_is_cut_off_anywhere_stops() {
    for bytes in [parquet(&plain()), arrow(&plain(), false), arrow(&plain(), true)] {
        for length in (8..bytes.len()).step_by(7) {
            let book = open_bytes(&bytes[..length]);
            let [finding] = book.findings.as_slice() else {
                panic!("{length}: {:?}", book.findings)
            };
            assert_eq!(finding.kind.id(), "not-a-table", "{length} of {}", bytes.len());
        }
    }
}

#[test]
fn encrypted_and_old_files_are_named() {
    let detail = |bytes: &[u8]| open_bytes(bytes).findings[0].fact("detail").unwrap().to_owned();
    assert_eq!(detail(b"PARE\0\0\0\0PARE"), "encrypted");
    assert_eq!(detail(b"PAR1\0\0\0\0PARE"), "encrypted");
    assert_eq!(detail(b"FEA1\0\0\0\0FEA1"), "feather1");
    assert_eq!(detail(b"PAR1"), "cut");
}

#[test]
fn whatever_byte_is_changed_nothing_panics() {
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(1);
    for bytes in [parquet(&of_all_kinds()), arrow(&of_all_kinds(), true), stream(&plain())] {
        for _ in 0..60 {
            let mut changed = bytes.clone();
            for _ in 0..random.random_range(1..4) {
                let at = random.random_range(6..changed.len());
                changed[at] = random.random();
            }
            let book = open_bytes(&changed);
            for sheet in &book.sheets {
                let mut visited = 0;
                let read = sheet.for_each(&mut |_| visited += 1);
                assert_eq!(read.rows, visited);
            }
        }
    }
}

#[test]
fn a_small_file_that_shows_too_much_stops() {
    // A text of 60 KB in two thousand rows is a file of a few kilobytes.
    let long = "满".repeat(20_000);
    let keys = Int32Array::from(vec![0; 2_000]);
    let words = DictionaryArray::new(keys, Arc::new(StringArray::from(vec![long.as_str()])));
    let bytes = parquet(&batch(vec![("意见", Arc::new(words))]));
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    let read = rows(sole_sheet(&open_bytes(&bytes))).1;
    assert_eq!(read.findings.last().unwrap().kind.id(), "too-large");
    assert!(read.rows < 2_000, "{}", read.rows);
}

#[test]
fn a_part_that_says_it_is_larger_than_any_memory_is_not_unpacked() {
    let words = StringArray::from(vec!["满意"; 1000]);
    let bytes = arrow(&batch(vec![("作答", Arc::new(words))]), true);
    // The texts take 6,000 bytes, which stand before the packed bytes.
    let length = 6_000_i64.to_le_bytes();
    let at = memchr::memmem::rfind(&bytes, &length).unwrap();
    for declared in [1_i64 << 40, i64::MAX] {
        let mut changed = bytes.clone();
        changed[at..at + 8].copy_from_slice(&declared.to_le_bytes());
        assert_eq!(summary(&open_bytes(&changed)), ["not-a-table Stop detail=large"]);
    }
}

#[test]
fn columns_beyond_the_limit_stop() {
    let column = |_| -> ArrayRef { Arc::new(Int32Array::from(vec![1])) };
    let names: Vec<String> = (0..20).map(|i| format!("c{i}")).collect();
    let wide =
        batch(names.iter().enumerate().map(|(i, name)| (name.as_str(), column(i))).collect());
    let mut reading = Reading::default();
    reading.limits.columns = 10;
    assert_eq!(
        summary(&open_as(&parquet(&wide), &reading)),
        ["too-many-columns Stop 1 value=20 limit=10"]
    );
}

#[test]
fn a_zst_file_is_unpacked_all_frames_of_it() {
    let pack = |text: &str| zstd::encode_all(text.as_bytes(), 3).unwrap();
    let mut packed = vec![0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4];
    packed.write_all(&[pack("单位,作答\n甲,满意\n"), pack("乙,一般\n")].concat()).unwrap();
    let book = open_bytes(&packed);
    let sheet = sole_sheet(&book);
    assert!(matches!(sheet.format(), Format::Text { packed: Some(Packing::Zstandard), .. }));
    assert_eq!(rows(sheet).0, ["2: 甲|满意", "3: 乙|一般"]);
    for length in [5, packed.len() / 2, packed.len() - 1] {
        assert_eq!(summary(&open_bytes(&packed[..length])), ["truncated-zstandard Stop"]);
    }
    let bomb = zstd::encode_all(vec![b'a'; 80 << 20].as_slice(), 1).unwrap();
    assert_eq!(summary(&open_bytes(&bomb)), ["too-large Stop value=67108865 limit=67108864"]);
}
