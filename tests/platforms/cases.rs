//! The samples that were made from the descriptions alone: through `init`, with nothing written in
//! but what it asks to be confirmed, to the counts that their maker expects.

use std::fs;
use std::path::Path;

use super::desk::{Counts, Desk};

/// What a clerk who has the questionnaire writes in the files proposed: text and replacement.
type Written = &'static [(&'static str, &'static str)];

const GROUPS: Written = &[
    ("label = \"1\"", "label = \"市领导\"\naliases = [\"1\"]"),
    ("label = \"2\"", "label = \"企业\"\naliases = [\"2\"]"),
    ("label = \"3\"", "label = \"服务对象和群众\"\naliases = [\"3\"]"),
];

const QUESTIONS: Written = &[
    (",第4题,,", ",市教育局,,第4题"),
    (",第5题,,", ",市公安局,,第5题"),
    (",第6题,,", ",市民政局,,第6题"),
    (",第7题,,", ",市财政局,,第7题"),
    (",第8题,,", ",国家税务总局示例市税务局,,第8题"),
];

const ROWS: Written = &[
    ("第1行", "业务工作"),
    ("第2行", "制度建设和落实"),
    ("第3行", "依法行政依法办事"),
    ("第4行", "政务公开和事务公开"),
    ("第5行", "办事效率和服务质量"),
    ("第6行", "廉政建设和行风服务"),
];

/// The exports of a case, and what is written in.
pub(crate) fn desk(case: &str, written: Written) -> Desk {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/platforms").join(case);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().flatten().collect();
    files.sort_by_key(fs::DirEntry::file_name);
    let mut desk = Desk::new();
    for file in files {
        let name = file.file_name().into_string().unwrap();
        if name != "about.md" && !name.starts_with("expected") {
            desk = desk.bytes(&name, &fs::read(file.path()).unwrap());
        }
    }
    written.iter().fold(desk, |desk, (from, to)| desk.with(from, to))
}

fn expected(case: &str, name: &str) -> Counts {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/platforms").join(case);
    let text = fs::read_to_string(path.join(name)).unwrap();
    let lines = text.trim_start_matches('\u{feff}').lines().skip(1);
    let count = |line: &str| {
        let cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        let n: u64 = cells[4].parse().unwrap();
        (<[String; 4]>::try_from(cells[..4].to_vec()).unwrap(), n)
    };
    lines.map(count).filter(|(_, n)| *n > 0).collect()
}

fn check(case: &str, written: Written) {
    compare(&desk(case, written), case, "expected.csv");
}

/// The counts are those of a file of the case, and how they differ where they are not.
pub(crate) fn compare(desk: &Desk, case: &str, name: &str) {
    let read = desk.read();
    let expected = expected(case, name);
    let mut differ: Vec<String> = Vec::new();
    for key in read.counts.keys().chain(expected.keys()) {
        let (got, wanted) = (read.counts.get(key), expected.get(key));
        let line = format!("{}: {got:?}, expected {wanted:?}", key.join(" "));
        if got != wanted && !differ.contains(&line) {
            differ.push(line);
        }
    }
    let found: Vec<String> =
        read.findings.iter().take(6).map(|finding| format!("{finding:?}")).collect();
    let shown: Vec<&String> = differ.iter().take(12).collect();
    assert!(differ.is_empty(), "{} differ: {shown:#?}\n{found:#?}\n{}", differ.len(), read.toml());
}

macro_rules! cases {
    ($($name:ident $case:literal $written:expr;)*) => {
        $(#[test] fn $name() { check($case, $written); })*
    };
}

cases! {
    wjx_texts_in_csv_count_as_expected "wjx/text-csv-utf8" &[];
    wjx_texts_in_gbk_count_as_expected "wjx/text-csv-gbk" &[];
    wjx_texts_in_a_workbook_count_as_expected "wjx/text-xlsx" &[];
    wjx_units_as_rows_count_as_expected "wjx/units-as-rows" &[];
    wjx_numbers_count_as_expected "wjx/numbers-xlsx" GROUPS;
    wjx_scores_count_as_expected "wjx/scores-xlsx" &[];
    wjx_old_workbooks_count_once "wjx/old-xls" &[];
    wjx_questions_without_stems_count_as_expected "wjx/old-xls-stems-lost" QUESTIONS;
    tencent_texts_count_as_expected "tencent/csv" &[];
    tencent_older_texts_count_as_expected "tencent/csv-older" &[];
    tencent_texts_in_a_workbook_count_as_expected "tencent/xlsx" &[];
    tencent_codes_count_as_expected "tencent/coded-csv" &[];
    wenjuan_three_files_count_once "wenjuan/three-files-gbk" &[];
    wenjuan_codes_with_their_key_count_as_expected "wenjuan/coded-with-key" ROWS;
    wenjuan_texts_in_utf8_count_as_expected "wenjuan/readable-utf8" &[];
}
