//! What the page's script does, seen in a browser.

use std::cmp::Ordering;

use pingyi::report::{Cell, Grid, Report, RowKind};
use pingyi::scheme::Language;
use serde_json::{Value, json};

use super::browser::{Time, run};
use super::sample::{self, overall};

/// What every script below may use.
const TOOLS: &str = "
    const table = document.querySelector('.table');
    const head = (i) => table.querySelectorAll('thead th')[i];
    const press = (i) => head(i).querySelector('button').click();
    const rows = () => Array.from(table.querySelectorAll('tbody tr')).filter((row) => !row.hidden);
    const names = () => rows().map((row) => row.cells[1].textContent);
    const status = () => table.querySelector('.shown').textContent;
    const tool = (selector) => table.querySelector('.tools ' + selector);
    const type = (text) => { tool('input').value = text; tool('input').dispatchEvent(new Event('input')); };
    const pause = () => new Promise((done) => setTimeout(done, 50));
";

fn outcome(report: &Report, script: &str) -> Option<Value> {
    run(report, &format!("{TOOLS} {script}"), Time::Quick)
}

/// Only the first section, so that the page opens quickly.
fn short(language: Language) -> Report {
    let mut report = sample::report(language);
    report.sections.truncate(1);
    report
}

fn name(grid: &Grid, row: usize) -> String {
    match &grid.rows[row].cells[1] {
        Cell::Text(name) => name.clone(),
        other => panic!("{other:?} names no unit"),
    }
}

fn names(grid: &Grid, rows: &[usize]) -> Vec<String> {
    rows.iter().map(|row| name(grid, *row)).collect()
}

/// The rows by a column, ranked ones first; what is absent after what is not; ties as they stood.
fn by_column(grid: &Grid, column: usize, falling: bool) -> Vec<usize> {
    let number = |row: &usize| grid.rows[*row].cells[column].number();
    let mut rows: Vec<usize> = (0..grid.rows.len()).collect();
    rows.sort_by(|a, b| {
        let apart = |row: &usize| grid.rows[*row].kind != RowKind::Ranked;
        let values = match (number(a), number(b)) {
            _ if apart(a) || apart(b) => Ordering::Equal,
            (Some(a), Some(b)) if falling => b.total_cmp(&a),
            (Some(a), Some(b)) => a.total_cmp(&b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
        apart(a).cmp(&apart(b)).then(values)
    });
    rows
}

#[test]
fn a_heading_sorts_by_the_published_number_and_the_third_time_restores_the_order() {
    let report = short(Language::Chinese);
    let script = "
        const seen = [];
        for (const column of [7, 7, 7, 3, 3, 0, 7]) {
          press(column);
          seen.push([head(column).getAttribute('aria-sort'), names()]);
        }
        seen.push(table.querySelectorAll('[aria-sort]').length);
        return seen;";
    let Some(seen) = outcome(&report, script) else { return };
    let grid = &report.grids[0];
    let all: Vec<usize> = (0..grid.rows.len()).collect();
    let expected = json!([
        ["descending", names(grid, &by_column(grid, 7, true))],
        ["ascending", names(grid, &by_column(grid, 7, false))],
        [null, names(grid, &all)],
        ["descending", names(grid, &by_column(grid, 3, true))],
        ["ascending", names(grid, &by_column(grid, 3, false))],
        ["ascending", names(grid, &all)],
        ["descending", names(grid, &by_column(grid, 7, true))],
        1,
    ]);
    assert_eq!(seen, expected);
}

#[test]
fn chinese_names_sort_by_their_sound() {
    let Some(seen) = outcome(&short(Language::Chinese), "press(1); return names();") else {
        return;
    };
    let seen: Vec<&str> = seen.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let place = |name: &str| seen.iter().position(|seen| *seen == name).unwrap();
    // cái, fā, jiào, mín, shuǐ; by code they would be 发 教 民 水 财.
    let order = ["市财政局", "市发展和改革委员会", "市教育局", "市民政局", "市水利局"].map(place);
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn filters_hide_rows_and_say_how_many_are_left() {
    let report = short(Language::English);
    let script = "
        const seen = [[status(), rows().length]];
        type('  ＥＤＵＣＡＴＩＯＮ '); seen.push([status(), names()]);
        type('no such unit'); seen.push([status(), names()]);
        type('');
        tool('.joint').click(); seen.push([status(), names()]);
        tool('.joint').click();
        const chip = tool('[data-category=\"3\"]');
        chip.click(); seen.push([status(), rows().length, chip.getAttribute('aria-pressed'),
          tool('[data-category=\"\"]').getAttribute('aria-pressed')]);
        press(3); seen.push([status(), rows().length]);
        tool('[data-category=\"\"]').click(); seen.push([status(), rows().length]);
        return seen;";
    let Some(seen) = outcome(&report, script) else { return };
    let grid = &report.grids[0];
    let mean = name(grid, 43);
    let expected = json!([
        ["Showing 43 of 43 rows", 44],
        ["Showing 1 of 43 rows", ["Municipal Education Bureau", mean]],
        ["Showing 0 of 43 rows", [mean]],
        ["Showing 2 of 43 rows", [name(grid, 3), name(grid, 4), mean]],
        ["Showing 8 of 43 rows", 9, "true", "false"],
        ["Showing 8 of 43 rows", 9],
        ["Showing 43 of 43 rows", 44],
    ]);
    assert_eq!(seen, expected);
}

#[test]
fn a_download_holds_the_shown_rows_and_no_formula() {
    let mut report = short(Language::English);
    let grid = &mut report.grids[0];
    grid.file = "league".to_owned();
    grid.rows[0].cells[1] = Cell::Text("=HYPERLINK(\"x\",1)".to_owned());
    grid.rows[1].cells[1] = Cell::Text(" ＠unit".to_owned());
    let script = "
        let blob = null, saved = null;
        URL.createObjectURL = (made) => { blob = made; return '#'; };
        document.addEventListener('click', (event) => {
          if (event.target.download) { saved = event.target.download; event.preventDefault(); }
        });
        tool('[data-category=\"0\"]').click();
        tool('.download').click();
        const bytes = new Uint8Array(await blob.arrayBuffer());
        const text = new TextDecoder('utf-8').decode(bytes);
        return [saved, Array.from(bytes.slice(0, 3)), text.split('\\r\\n').map((line) => line.split(',').slice(1))];";
    let Some(seen) = outcome(&report, script) else { return };
    assert_eq!(seen[0], "league.csv");
    assert_eq!(seen[1], json!([0xef, 0xbb, 0xbf]));
    let lines = seen[2].as_array().unwrap();
    // Heading, ten units of the category, the mean, and nothing after the last line end.
    assert_eq!(lines.len(), 13);
    assert_eq!(lines[0][0], "Unit");
    assert_eq!(lines[1][0], "\"'=HYPERLINK(\"\"x\"\"");
    assert_eq!(lines[2][0], "'＠unit");
    // A change keeps its sign as a number does: a fall is no formula, a rise needs no plus.
    assert_eq!(lines[2][6], "0.05");
    assert_eq!(lines[7][6], "-0.65");
}

#[test]
fn the_name_of_a_unit_opens_its_figure() {
    let report = sample::report(Language::Chinese);
    let script = "
        const figure = document.getElementById('profile-3');
        const before = figure.open;
        const link = table.querySelector('a[href=\"#profile-3\"]');
        link.click(); await pause();
        const first = figure.open;
        figure.open = false;
        link.click(); await pause();
        const again = figure.open;
        const button = document.querySelector('.expand');
        const open = () => document.querySelectorAll('details[open]').length;
        button.click(); const all = open();
        button.click(); const none = open();
        return [before, first, again, all, none, performance.getEntriesByType('resource').length];";
    let Some(seen) = outcome(&report, script) else { return };
    assert_eq!(seen, json!([false, true, true, 41, 0, 0]));
}

#[test]
fn three_thousand_rows_sort_and_filter_while_one_waits() {
    let mut report = short(Language::Chinese);
    report.profiles.clear();
    report.grids[0] = overall(Language::Chinese, 3000);
    let script = "
        const timed = (act) => {
          const start = performance.now();
          act();
          document.body.offsetHeight;
          return Math.round(performance.now() - start);
        };
        const times = [timed(() => press(1)), timed(() => press(7)), timed(() => type('教育')), timed(() => type(''))];
        return [rows().length, times];";
    let Some(seen) = run(&report, &format!("{TOOLS} {script}"), Time::Real) else { return };
    eprintln!("{seen}");
    assert_eq!(seen[0], 3003);
    for time in seen[1].as_array().unwrap() {
        assert!((1..4000).contains(&time.as_u64().unwrap()), "{seen}");
    }
}

#[test]
fn a_long_table_draws_its_first_rows_in_any_order_and_all_of_them_at_a_word() {
    let mut report = short(Language::Chinese);
    report.profiles.clear();
    report.grids[0] = overall(Language::Chinese, 1000);
    let script = "
        const drawn = () => rows().filter((row) => row.getClientRects().length > 0).length;
        const more = table.querySelector('.further');
        const seen = [drawn() < 500, drawn() >= 200];
        press(1); seen.push(drawn(), rows()[0].getClientRects().length > 0);
        type('教育'); seen.push(drawn() === rows().length, more.hidden);
        type(''); seen.push(drawn(), more.hidden);
        more.click(); seen.push(drawn() === rows().length, more.hidden);
        press(7); seen.push(drawn() === rows().length);
        return seen;";
    let Some(seen) = outcome(&report, script) else { return };
    // 200 units, and what stands below every table.
    let first = seen[2].as_u64().unwrap();
    assert!((200..=203).contains(&first), "{seen}");
    let asked = json!([true, true, first, true, true, true, first, false, true, true, true]);
    assert_eq!(seen, asked);
}
