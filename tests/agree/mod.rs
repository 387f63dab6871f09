//! Every figure that stands in more than one file of a report is the same in all of them, digit by digit.
//!
//! What is known of a unit is taken from `report.json` and the CSV tables of the office. Then every table row of
//! every other file that names the unit, and every letter and page about it, may hold no decimal number but
//! those; in a letter, where a score is held against another, their difference.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use crate::harness::{Folder, files_in};
use serde_json::Value;

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The report on a folder, in Chinese with the site in both languages; and what earlier periods printed.
fn reported(folder: &Folder, of: &str, earlier: &[&str]) -> (Files, BTreeSet<String>) {
    let run = folder.run(&["report", of, "--out", "out", "--quiet"]);
    assert!(run.status < 2, "{}", run.err);
    let mut past = BTreeSet::new();
    for period in earlier {
        for command in ["score", "rank"] {
            let run = folder.run(&[command, of, "--period", period, "--format", "csv"]);
            assert!(run.status < 2, "{}", run.err);
            past.extend(decimals(&run.out));
        }
    }
    (files_in(&folder.path().join("out")), past)
}

/// The numbers with decimals in a text, without their sign; a thousandth of a page number is none.
fn decimals(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    text.split(|c| !is_part(c))
        .map(|word| word.trim_matches('.'))
        .filter(|word| word.matches('.').count() == 1)
        .map(str::to_owned)
        .collect()
}

/// What may be said of each unit, by its name in either language.
struct Known {
    names: BTreeMap<String, usize>,
    of: Vec<BTreeSet<String>>,
    /// Means, and what is said of all units.
    shared: BTreeSet<String>,
    /// The printed score on the whole and on each indicator.
    scores: Vec<Vec<String>>,
    /// The share of each level in the answers on each indicator, in per cent, not rounded.
    shares: Vec<Vec<f64>>,
    /// What earlier periods printed, which only the pages of units show.
    past: BTreeSet<String>,
}

fn text_of(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if !text.contains('/') => found.extend(decimals(text)),
        Value::Array(values) => values.iter().for_each(|value| text_of(value, found)),
        // Of an interval the report has all digits, and pages print two.
        Value::Number(bound) if bound.is_f64() => {
            found.extend(bound.as_f64().map(|bound| format!("{bound:.2}")))
        }
        Value::Object(fields) => fields.values().for_each(|value| text_of(value, found)),
        _ => {}
    }
}

fn known(files: &Files) -> Known {
    let json = &files[Path::new("internal/report.json")];
    let document: Value = serde_json::from_slice(json).expect("JSON");
    let mut known = Known {
        names: BTreeMap::new(),
        of: Vec::new(),
        shared: BTreeSet::new(),
        scores: Vec::new(),
        shares: Vec::new(),
        past: BTreeSet::new(),
    };
    for key in ["city", "categories", "returns"] {
        text_of(&document[key], &mut known.shared);
    }
    for (at, unit) in document["units"].as_array().expect("units").iter().enumerate() {
        for language in ["zh", "en"] {
            let name = unit["name"][language].as_str().or(unit["name"].as_str());
            known.names.insert(name.expect("a name").to_owned(), at);
        }
        let mut found = BTreeSet::new();
        text_of(unit, &mut found);
        known.of.push(found);
        let printed = |score: &Value| score["published"].as_str().map(str::to_owned);
        let indicators = unit["indicators"].as_array().expect("indicators").iter();
        known
            .scores
            .push(std::iter::once(&unit["whole"]).chain(indicators).filter_map(printed).collect());
    }
    known.shares = shares(&files[Path::new("internal/audit.csv")], &known);
    let tables = files.iter().filter(|(path, _)| {
        path.starts_with("internal/表格") && path.extension().is_some_and(|ending| ending == "csv")
    });
    for (_, bytes) in tables {
        let text = String::from_utf8_lossy(bytes).into_owned();
        for line in text.lines() {
            let cells: Vec<String> =
                line.split(',').map(|c| c.trim_matches('"').to_owned()).collect();
            match unit_of(&known, &cells) {
                Some(unit) => known.of[unit].extend(decimals(line)),
                None => known.shared.extend(decimals(line)),
            }
        }
    }
    known
}

/// The shares of levels by unit, from the counts: weights of answers that have points.
fn shares(audit: &[u8], known: &Known) -> Vec<Vec<f64>> {
    let mut reader = csv::Reader::from_reader(&audit[3..]);
    let mut sums = BTreeMap::<(usize, String), BTreeMap<String, f64>>::new();
    for row in reader.records() {
        let row = row.expect("a row");
        if row[8].is_empty() {
            continue;
        }
        let address = (known.names[&row[1]], row[4].to_owned());
        let level = sums.entry(address).or_default().entry(row[6].to_owned()).or_default();
        *level += row[10].parse::<f64>().expect("a weight");
    }
    let mut shares = vec![Vec::new(); known.of.len()];
    for ((unit, _), levels) in sums {
        let whole: f64 = levels.values().sum();
        shares[unit].extend(levels.values().map(|weight| weight / whole * 100.0));
    }
    shares
}

/// The unit that one of these cells names.
fn unit_of(known: &Known, cells: &[String]) -> Option<usize> {
    cells.iter().find_map(|cell| known.names.get(cell.trim())).copied()
}

/// A text of marks without them.
fn plain(marked: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in marked.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace("&amp;", "&").replace("&#x27;", "'").replace("&quot;", "\"")
}

/// The rows of the tables of a page or document: each row its cells.
fn rows(marked: &str, row: &str, cells: &[&str]) -> Vec<Vec<String>> {
    // `<tr>` and `<tr …>`, not `<track>`; what stands before the first is none.
    let parts = |text: &str, tag: &str| -> Vec<String> {
        let text = text.replace(&format!("<{tag}>"), "\0>").replace(&format!("<{tag} "), "\0 ");
        text.split('\0').skip(1).map(str::to_owned).collect()
    };
    let of_row = |text: String| {
        let end = text.find(&format!("</{row}>")).unwrap_or(text.len());
        let body = cells.iter().fold(text[..end].to_owned(), |text, tag| {
            text.replace(&format!("<{tag}>"), "<cell>").replace(&format!("<{tag} "), "<cell ")
        });
        parts(&body, "cell").iter().map(|cell| plain(&format!("<x{cell}"))).collect()
    };
    parts(marked, row).into_iter().map(of_row).collect()
}

/// The words of a document.
fn document(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name("word/document.xml").expect("a part").read_to_string(&mut text).expect("text");
    text
}

fn marked(path: &Path, bytes: &[u8]) -> Option<(String, &'static str, &'static [&'static str])> {
    match path.extension()?.to_str()? {
        "html" => Some((String::from_utf8_lossy(bytes).into_owned(), "tr", &["td", "th"])),
        "docx" => Some((document(bytes), "w:tr", &["w:tc"])),
        _ => None,
    }
}

/// Whether a number is the difference of two that are known.
fn is_difference(number: &str, known: &BTreeSet<&String>) -> bool {
    let value = |text: &str| text.parse::<f64>().ok();
    let Some(wanted) = value(number) else { return false };
    let values: Vec<f64> = known.iter().filter_map(|text| value(text)).collect();
    values.iter().any(|a| values.iter().any(|b| (a - b - wanted).abs() < 5e-3))
}

/// How many numbers are to be met at least in rows of pages and documents, and how many letters.
struct Expected {
    html: usize,
    docx: usize,
    letters: usize,
}

#[test]
fn every_figure_agrees_in_every_file() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let folder = Folder::with(&BTreeMap::new());
    let earlier = ["2024H1", "2024H2", "2025H1"];
    let reported = reported(&folder, &sample.to_string_lossy(), &earlier);
    all_agree(reported, &Expected { html: 10_000, docx: 1_500, letters: 2 * 41 });
}

/// Few units, thin groups, all tables, a unit for the leaders: what is withheld from some readers is either
/// not there or the same.
#[test]
fn every_figure_agrees_where_some_are_withheld() {
    let reported = reported(&crate::leaks::planted(), ".", &["2024H1"]);
    all_agree(reported, &Expected { html: 500, docx: 100, letters: 2 * 4 });
}

fn all_agree((files, past): (Files, BTreeSet<String>), expected: &Expected) {
    let mut known = known(&files);
    known.past = past;
    the_rows_of_all_tables(&files, &known, expected);
    the_letters_and_pages_of_units(&files, &known, expected);
}

fn the_rows_of_all_tables(files: &Files, known: &Known, expected: &Expected) {
    assert_eq!(known.names.len(), 2 * known.of.len());
    let mut seen = BTreeMap::<&str, usize>::new();
    for (path, bytes) in files {
        let Some((text, row, cells)) = marked(path, bytes) else { continue };
        let kind =
            if path.extension().is_some_and(|ending| ending == "docx") { "docx" } else { "html" };
        for row in rows(&text, row, cells) {
            // A long table stands in two blocks, with a unit in each.
            let units: Vec<usize> =
                row.iter().filter_map(|cell| known.names.get(cell.trim())).copied().collect();
            if units.is_empty() {
                continue;
            }
            // … or a mean in the second.
            let none = BTreeSet::new();
            let beside = if kind == "docx" { &known.shared } else { &none };
            for number in row.iter().flat_map(|cell| decimals(cell)) {
                assert!(
                    units.iter().any(|unit| known.of[*unit].contains(&number))
                        || beside.contains(&number),
                    "{number} in {}: {row:?}",
                    path.display()
                );
                *seen.entry(kind).or_default() += 1;
            }
        }
    }
    assert!(seen["html"] > expected.html && seen["docx"] > expected.docx, "{seen:?}");
}

fn the_letters_and_pages_of_units(files: &Files, known: &Known, expected: &Expected) {
    let mut letters = 0;
    for (path, bytes) in files {
        let Some((text, _, _)) = marked(path, bytes) else { continue };
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
        let is_letter = path.iter().any(|part| part == "units");
        let folder = path.parent().and_then(name).unwrap_or_default();
        let stem =
            path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(unit) = known.names.get(if is_letter { &folder } else { &stem }) else { continue };
        let words = plain(&text);
        let all: BTreeSet<&String> = known.of[*unit].iter().chain(&known.shared).collect();
        // In a letter the indicators stand in a figure.
        let wanted = if is_letter { 1 } else { known.scores[*unit].len() };
        for score in &known.scores[*unit][..wanted] {
            assert!(words.contains(score.as_str()), "{score} is not in {}", path.display());
        }
        letters += usize::from(is_letter);
        // Drawings and what scripts read have numbers of their own.
        let tables = rows(
            &text,
            if is_letter && text.contains("<w:tr") { "w:tr" } else { "tr" },
            &["td", "th", "w:tc"],
        );
        for number in tables.iter().flatten().flat_map(|cell| decimals(cell)) {
            let near =
                |share: &f64| (share - number.parse::<f64>().unwrap_or(-1.0)).abs() < 0.005_01;
            let stands = all.contains(&number)
                || known.past.contains(&number)
                || (is_letter && is_difference(&number, &all))
                || (is_letter && known.shares[*unit].iter().any(near));
            assert!(stands, "{number} in {}", path.display());
        }
    }
    assert_eq!(letters, expected.letters);
}
