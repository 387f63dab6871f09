//! Files of a case: the sound ones that every case begins with, and how others are made.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, ListArray, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use pingyi::appraisal::Appraisal;
use pingyi::columnar::{self, Column, Stored};
use pingyi::intake::Intake;
use pingyi::tally::{Tally, TallyFile};
use rust_xlsxwriter::Workbook;
use toml::Value;

const APPRAISAL: &str = r#"title = "某市机关效能评议"
title_en = "Appraisal of a city"
scheme = "scheme.toml"
register = "register.csv"

[[periods]]
period = "2024H1"
[[periods.ballots]]
files = ["ballots.csv"]
"#;

const SCHEME: &str = r#"id = "small"
name = "小方案"
name_en = "A small scheme"
indicators = [{ label = "业务工作" }, { label = "办事效率" }]
groups = [{ label = "企业", weight = 60 }, { label = "群众", weight = 40 }]
categories = [{ label = "政府部门" }, { label = "党群部门" }]

[scale]
levels = [
    { label = "满意", points = 100 },
    { label = "基本满意", points = 80 },
    { label = "一般", points = 60 },
    { label = "不满意", points = 30 },
    { label = "不了解", kind = "unknown" },
]
"#;

const REGISTER: &str = "编号,全称,简称,类别,启用,停用,前身\n\
A1,市教育局,教育局,政府部门,,,\n\
A2,市委办公室,市委办,党群部门,,,\n\
A3,市体育局,,政府部门,,2023-12,\n";

const BALLOTS: &str = "评议人编号,评议主体,单位,业务工作,办事效率\n\
1,企业,市教育局,满意,一般\n\
2,群众,市委办公室,基本满意,不了解\n";

/// A folder in which nothing is wrong.
pub(crate) fn sound() -> BTreeMap<String, Vec<u8>> {
    [
        ("appraisal.toml", APPRAISAL),
        ("scheme.toml", SCHEME),
        ("register.csv", REGISTER),
        ("ballots.csv", BALLOTS),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .collect()
}

/// The sound folder with the files of a case put in, and its texts replaced.
///
/// A file is a text; or a list of pieces put end to end, each `{ text, as, times }`; or
/// `{ sheets = [{ name, rows, hidden }] }`; or any of them with `gz` (and `cut`, the bytes left
/// off the end, or `members`, how often it stands there) or `zst` (and `cut`). Or it is
/// `{ columns = { name = [cells] } }`, a Parquet file (and `cut`), or with `lists` one that has a column
/// of lists; or `{ tally = { file = … } }`, what is counted of the sound folder with these files put in.
/// `false` takes a file away.
pub(crate) fn of(files: &toml::Table, replace: &toml::Table) -> BTreeMap<String, Vec<u8>> {
    let mut all = sound();
    for (name, file) in files {
        match file {
            Value::Boolean(false) => drop(all.remove(name)),
            file => drop(all.insert(name.clone(), bytes(file))),
        }
    }
    for (name, pairs) in replace {
        let text = String::from_utf8(all[name].clone()).expect("text");
        let mut text = text;
        for pair in pairs.as_array().expect("pairs") {
            let [from, to] = [0, 1].map(|i| pair[i].as_str().expect("two texts"));
            assert!(text.contains(from), "{name} does not contain {from}");
            text = text.replacen(from, to, 1);
        }
        all.insert(name.clone(), text.into_bytes());
    }
    all
}

fn bytes(file: &Value) -> Vec<u8> {
    match file {
        Value::String(text) => text.clone().into_bytes(),
        Value::Array(pieces) => pieces.iter().flat_map(bytes).collect(),
        Value::Table(table) => {
            if let Some(files) = table.get("tally").and_then(Value::as_table) {
                return tally(files);
            }
            let inner = match (table.get("sheets"), table.get("pieces")) {
                _ if table.contains_key("columns") => columns(table),
                (Some(sheets), _) => workbook(sheets.as_array().expect("sheets")),
                (_, Some(pieces)) => bytes(pieces),
                _ => piece(table),
            };
            match (table.contains_key("gz"), table.contains_key("zst")) {
                (true, _) => packed(&inner, table),
                (_, true) => cut(zstd::encode_all(inner.as_slice(), 3).expect("packed"), table),
                _ => inner,
            }
        }
        other => panic!("a file cannot be {other}"),
    }
}

fn piece(table: &toml::Table) -> Vec<u8> {
    let text = table["text"].as_str().expect("text");
    let one = match table.get("as").and_then(Value::as_str) {
        None | Some("utf-8") => text.as_bytes().to_vec(),
        Some("gb18030") => encoding_rs::GB18030.encode(text).0.into_owned(),
        Some("utf-16le") => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Some(other) => panic!("unknown encoding {other}"),
    };
    let times = table.get("times").and_then(Value::as_integer).unwrap_or(1);
    one.repeat(usize::try_from(times).expect("a count"))
}

/// Without as many bytes at the end as `cut` says.
fn cut(mut bytes: Vec<u8>, table: &toml::Table) -> Vec<u8> {
    let cut = table.get("cut").and_then(Value::as_integer).unwrap_or(0);
    bytes.truncate(bytes.len() - usize::try_from(cut).expect("a count"));
    bytes
}

fn columns(table: &toml::Table) -> Vec<u8> {
    if table.contains_key("lists") {
        return with_lists();
    }
    let columns = table["columns"].as_table().expect("columns").iter().map(|(name, cells)| {
        let cells = cells.as_array().expect("cells").iter();
        Column::text(name, cells.map(|cell| cell.as_str().expect("a text").to_owned()).collect())
    });
    cut(columnar::whole(columns.collect(), Stored::Parquet, None).expect("a table"), table)
}

/// A ballot with a column of lists behind it.
fn with_lists() -> Vec<u8> {
    let text = |text: &str| -> ArrayRef { Arc::new(StringArray::from(vec![text])) };
    let lists = ListArray::from_iter_primitive::<Int32Type, _, _>([Some([Some(1), Some(2)])]);
    let batch = RecordBatch::try_from_iter([
        ("评议人编号", text("1")),
        ("评议主体", text("企业")),
        ("单位", text("市教育局")),
        ("业务工作", text("满意")),
        ("办事效率", text("满意")),
        ("意见", Arc::new(lists)),
    ]);
    let batch = batch.expect("a table");
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a file");
    writer.write(&batch).expect("rows");
    writer.into_inner().expect("a file")
}

/// What is counted of the sound folder with these files put in, as a Parquet file.
fn tally(files: &toml::Table) -> Vec<u8> {
    let folder = super::Folder::with(&of(files, &toml::Table::new()));
    let appraisal = Appraisal::open(folder.path(), None).expect("a sound folder");
    let intake = Intake::check(&appraisal).expect("sound files");
    let tally = Tally::count(&appraisal, &intake);
    let parts = [(appraisal.period, &tally)];
    let file = TallyFile::of(&appraisal, intake.account(), intake.inputs(), &parts);
    file.write(Stored::Parquet).expect("a tally")
}

fn packed(bytes: &[u8], table: &toml::Table) -> Vec<u8> {
    let level = flate2::Compression::default();
    let mut encoder = flate2::GzBuilder::new().write(Vec::new(), level);
    encoder.write_all(bytes).expect("packed");
    let packed = cut(encoder.finish().expect("packed"), table);
    // A gz file may consist of many members, put end to end.
    let members = table.get("members").and_then(Value::as_integer).unwrap_or(1);
    packed.repeat(usize::try_from(members).expect("a count"))
}

fn workbook(sheets: &[Value]) -> Vec<u8> {
    let mut book = Workbook::new();
    for sheet in sheets {
        let worksheet = book.add_worksheet();
        worksheet.set_name(sheet["name"].as_str().expect("a name")).expect("a sheet");
        if sheet.get("hidden").is_some() {
            worksheet.set_hidden(true);
        }
        for (row, cells) in (0_u32..).zip(sheet["rows"].as_array().expect("rows")) {
            for (column, cell) in (0_u16..).zip(cells.as_array().expect("cells")) {
                let text = cell.as_str().expect("a text");
                let written = match text.strip_prefix('=') {
                    Some(formula) => worksheet.write_formula(
                        row,
                        column,
                        rust_xlsxwriter::Formula::new(formula).set_result("满意"),
                    ),
                    None => worksheet.write_string(row, column, text),
                };
                written.expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}
