//! Tallies that come from another machine, alone and two of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use pingyi::appraisal::Appraisal;
use pingyi::columnar::{Column, Stored, Values, whole};
use pingyi::tally::{Tally, TallyFile};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{parts, road, told};

/// The texts of a row, in the order in which an input gives them; `n` and `weight` follow.
const TEXTS: [&str; 7] = ["period", "counted", "unit", "group", "indicator", "level", "value"];

/// Columns that a reader wants to see and does not read.
const UNREAD: [&str; 5] = ["unit_name", "group_name", "indicator_name", "level_name", "points"];

/// A tally file as it lies on the disk; or what stands beside its columns (`note`) and its rows
/// (`rows`, cells with a tab between), sealed anew each time; `note2` and `rows2` are another one.
pub(super) fn tally_file(data: &[u8]) {
    if [b"PAR1".as_slice(), b"ARROW1", b"\xFF\xFF\xFF\xFF"]
        .iter()
        .any(|mark| data.starts_with(mark))
    {
        read(data).into_iter().for_each(|file| alone(&file));
        return;
    }
    let files = parts::split(data, "note");
    let first = read(&composed(&files, ["note", "rows"], Stored::Parquet));
    let second = match files.contains_key("note2") {
        true => read(&composed(&files, ["note2", "rows2"], Stored::Arrow)),
        false => None,
    };
    first.iter().chain(&second).for_each(alone);
    if let (Some(first), Some(second)) = (first, second) {
        together(&first, &second);
    }
}

fn read(bytes: &[u8]) -> Option<TallyFile> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tally");
    std::fs::write(&path, bytes).expect("a file");
    match TallyFile::read(&path, "tally") {
        Ok(file) => Some(file),
        Err(error) => {
            told::error(&error);
            None
        }
    }
}

/// Written and read again it is the same; with the folder it belongs to it walks on to the report.
fn alone(file: &TallyFile) {
    for stored in [Stored::Parquet, Stored::Arrow] {
        // A sum of weights may be beyond what a file takes.
        let Ok(bytes) = file.write(stored) else { continue };
        assert_eq!(read(&bytes).as_ref(), Some(file), "written and read again it is another");
    }
    road::with_plain(|appraisal| {
        let misfits = file.misfits(appraisal, "tally");
        told::findings(&misfits);
        if misfits.is_empty() {
            let parts = file.parts().values();
            let tally = parts.fold(Tally::default(), |sum, part| sum.merge(part.clone()));
            tally.write(appraisal, &mut Vec::new()).expect("memory takes it");
            road::tell(appraisal, file.account(), &tally, true);
        }
    });
}

/// Put together in either order they are the same, and the whole is a tally like others.
fn together(first: &TallyFile, second: &TallyFile) {
    let [one, other] = [[first, second], [second, first]].map(|pair| {
        let named =
            pair.iter().zip(["a", "b"]).map(|(file, name)| (name.to_owned(), (*file).clone()));
        TallyFile::merge(named.collect())
    });
    match (one, other) {
        (Ok(one), Ok(other)) => {
            assert!(one == other, "the order of merging matters");
            assert_eq!(one.n_tallies(), first.n_tallies() + second.n_tallies());
            alone(&one);
        }
        (Err(one), Err(other)) => [one, other].iter().for_each(told::error),
        _ => panic!("one order merges and the other does not"),
    }
}

/// A file of these columns, with a seal that is right where the rows stand in order.
fn composed(files: &BTreeMap<String, Vec<u8>>, [note, rows]: [&str; 2], stored: Stored) -> Vec<u8> {
    let text =
        |name: &str| files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let (note, rows) = (text(note).unwrap_or_default(), text(rows).unwrap_or_default());
    let mut texts: Vec<Vec<Option<String>>> = vec![Vec::new(); TEXTS.len()];
    let (mut n, mut weight) = (Vec::new(), Vec::new());
    let mut lines = String::new();
    for row in rows.lines().take(500) {
        let mut cells = row.split('\t');
        let mut next = || cells.next().unwrap_or_default();
        let row: Vec<&str> = texts.iter().map(|_| next()).collect();
        let [period, _, unit, group, indicator, level, value] = row[..] else { continue };
        let of =
            if value.is_empty() { format!("{indicator}\t{level}") } else { format!("\t{value}") };
        let numbers: (i64, i128) =
            (next().parse().unwrap_or(1), next().parse().unwrap_or(1_000_000));
        write!(lines, "\n{period}\t{unit}\t{group}\t{of}\t{}\t{}", numbers.0, numbers.1)
            .expect("memory");
        for (column, cell) in texts.iter_mut().zip(row) {
            column.push((!cell.is_empty()).then(|| cell.to_owned()));
        }
        n.push(Some(numbers.0));
        weight.push(Some(numbers.1));
    }
    let unread = |name: &&str| Column::new(name, Values::Text(vec![None; n.len()]));
    let mut columns: Vec<Column> = UNREAD.iter().map(unread).collect();
    columns.extend(
        TEXTS.iter().zip(texts).map(|(name, cells)| Column::new(name, Values::Text(cells))),
    );
    columns.push(Column::new("n", Values::Whole(n)));
    columns.push(Column::new("weight", Values::Millionths(weight)));
    // A weight may have too many digits.
    whole(columns, stored, Some(&sealed(&note, &lines))).unwrap_or_default()
}

/// What stands beside the columns, with the hash of it all: `docs/formats.md` says of what.
fn sealed(note: &str, lines: &str) -> String {
    let Ok(mut about) = serde_json::from_str::<Value>(note) else { return note.to_owned() };
    road::with_plain(|appraisal: &Appraisal| {
        fill(&mut about, "/scheme/sha256", "SCHEME", &appraisal.fingerprints.scheme);
        fill(&mut about, "/register", "REGISTER", &appraisal.fingerprints.register);
    });
    for key in ["/version", "/content"] {
        put(&mut about, key, String::new());
    }
    let hash = Sha256::digest(format!("{about}{lines}"));
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    put(&mut about, "/content", hash);
    about.to_string()
}

/// Puts in the fingerprint that a seed cannot know.
fn fill(about: &mut Value, key: &str, from: &str, to: &str) {
    if about.pointer(key).is_some_and(|value| value == from) {
        put(about, key, to.to_owned());
    }
}

/// Sets a text that there is.
fn put(about: &mut Value, key: &str, text: String) {
    if let Some(value) = about.pointer_mut(key) {
        *value = Value::from(text);
    }
}
