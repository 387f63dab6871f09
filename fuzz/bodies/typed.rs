//! Papers that were typed twice.

use std::path::Path;

use pingyi::finding::Effect;
use pingyi::locale::Locale;
use pingyi::reconcile::{
    Comparison, Matching, Settlement, columns_grid, reconciled_grid, settle_grid, typists_grid,
};
use pingyi::report::write::csv;
use pingyi::report::{Cell, Grid};

use super::{parts, told};

/// Two tables (`first`, `second`), headings that number an entry (`key`, one a line), and a list
/// that somebody filled in (`list`).
pub(super) fn reconcile(data: &[u8]) {
    let files = parts::split(data, "first");
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    for name in ["first", "second", "list"] {
        std::fs::write(path(name), files.get(name).map_or(&[][..], Vec::as_slice)).expect("a file");
    }
    let key = files.get("key").map(|text| String::from_utf8_lossy(text).into_owned());
    let lines = key.iter().flat_map(|text| text.lines()).map(str::to_owned);
    let matching = Matching { key: lines.collect(), ignore: Vec::new() };
    let read = |names: [&str; 2]| {
        let [one, other] = names.map(path);
        Comparison::read([&one, &other], names, &matching)
    };
    let _ = read(["first", "first"]).inspect(|same| {
        assert!(same.differences.is_empty(), "a table differs from itself");
    });
    let comparison = match read(["first", "second"]) {
        Ok(comparison) => comparison,
        Err(error) => return told::error(&error),
    };
    told::findings(&comparison.findings);
    if !matching.key.is_empty() {
        let back = read(["second", "first"]).expect("what can be read one way can be the other");
        assert_eq!(
            back.differences.len(),
            comparison.differences.len(),
            "it matters who was first"
        );
        assert_eq!(back.entries.len(), comparison.entries.len());
    }
    told::in_chinese(|locale| {
        shown(&columns_grid(&comparison, Vec::new(), locale), locale);
        settled(&comparison, &path("list"), locale);
        filled_in(&comparison, &path("list"), locale);
    });
}

/// The list as it came: settled to the last cell, or told why not.
fn settled(comparison: &Comparison, list: &Path, locale: &Locale) {
    match Settlement::read(list, "list", comparison) {
        Ok(settlement) => {
            assert_eq!(settlement.cells.len(), comparison.entries.len());
            shown(&reconciled_grid(comparison, &settlement, locale), locale);
            shown(&typists_grid(comparison, &settlement, Vec::new(), locale), locale);
        }
        Err(error) => told::error(&error),
    }
}

/// A clerk who believes the first typist settles every list that Pingyi writes.
fn filled_in(comparison: &Comparison, list: &Path, locale: &Locale) {
    let mut grid = settle_grid(comparison, locale);
    shown(&grid, locale);
    for row in &mut grid.rows {
        let settled = row.cells.len() - 3;
        row.cells[settled] = row.cells[settled - 2].clone();
        row.cells[settled + 1] = Cell::Text("甲".to_owned());
    }
    std::fs::write(list, csv(&grid, locale)).expect("a file");
    let refused = comparison.findings.iter().any(|finding| finding.effect == Effect::RefuseRow);
    let settled = Settlement::read(list, "list", comparison);
    if !refused && !comparison.differences.is_empty() {
        let settled = settled.expect("a list that is filled in settles");
        assert!(settled.typists[0].is_none_or(|rate| rate.wrong == 0), "the first typist erred");
    }
}

fn shown(grid: &Grid, locale: &Locale) {
    told::harmless(std::str::from_utf8(&csv(grid, locale)).expect("UTF-8"));
}
