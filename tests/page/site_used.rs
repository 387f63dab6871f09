//! The site as a person uses it: by pointer, by keyboard, from page to page.

use std::path::PathBuf;

use pingyi::locale::Locale;
use pingyi::report::{Audience, Cell, Grid, RowKind};
use pingyi::scheme::Language;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::driver::Driver;
use super::road::{made, on_disk, report};

const NAMES: &str = "return Array.from(document.querySelectorAll('#finder-table tbody a')).map((a) => a.textContent);";
const SHOWN: &str = "return document.getElementById('finder-shown').textContent;";
const CHOSEN: &str = "return document.getElementById('finder-chosen').textContent;";

/// A browser, a folder with the site, and its entry page opened.
fn opened(audience: Audience) -> Option<(Driver, TempDir, PathBuf)> {
    let mut driver = Driver::start()?;
    let folder = on_disk(made(audience));
    let entry = folder.path().join("通报.html");
    driver.open(&entry, "");
    Some((driver, folder, entry))
}

/// Moves the focus by the Tab key until it is where a selector says.
fn tab_to(driver: &mut Driver, selector: &str) {
    for _ in 0..60 {
        driver.press("Tab");
        let there = format!("return document.activeElement.matches({});", json!(selector));
        if driver.eval(&there) == Value::Bool(true) {
            return;
        }
    }
    panic!("the Tab key does not lead to {selector}");
}

fn league(audience: Audience, id: &str) -> Grid {
    let report = report(audience, Language::Chinese);
    report.grids.into_iter().find(|grid| grid.id == id).unwrap()
}

/// The units of a table's ranked rows by a column, greatest first; ties as they stood.
fn falling(grid: &Grid, id: &str) -> Vec<String> {
    let at = |id: &str| grid.columns.iter().position(|column| column.id == id).unwrap();
    let (by, unit) = (at(id), at("unit"));
    let locale = Locale::new(Language::Chinese);
    let mut rows: Vec<_> = grid.rows.iter().filter(|row| row.kind == RowKind::Ranked).collect();
    let number = |cell: &Cell| cell.number().unwrap_or(f64::NEG_INFINITY);
    rows.sort_by(|a, b| number(&b.cells[by]).total_cmp(&number(&a.cells[by])));
    rows.iter().map(|row| row.cells[unit].shown(&locale)).collect()
}

#[test]
fn a_heading_sorts_by_click_and_by_key_and_says_so() {
    let Some((mut driver, _folder, _)) = opened(Audience::Public) else { return };
    let at_first = driver.eval(NAMES);
    let sorts = "return Array.from(document.querySelectorAll('#finder-table th[aria-sort]'))
        .map((head) => [head.className, head.getAttribute('aria-sort')]);";
    assert_eq!(driver.eval(sorts), json!([]));
    driver.click("#finder-table [data-column=change]");
    assert_eq!(driver.eval(sorts), json!([["change", "descending"]]));
    let grid = league(Audience::Public, "league-overall");
    let ranked = falling(&grid, "change");
    let names = driver.eval(NAMES);
    assert_eq!(json!(names.as_array().unwrap()[..ranked.len()]), json!(ranked));

    // The focus stays on the heading, which is drawn anew.
    driver.click("#finder-text");
    tab_to(&mut driver, "#finder-table [data-column=rank]");
    driver.press("Enter");
    assert_eq!(driver.eval(sorts), json!([["rank", "ascending"]]));
    driver.press(" ");
    assert_eq!(driver.eval(sorts), json!([["rank", "descending"]]));
    driver.press("Enter");
    assert_eq!(driver.eval(sorts), json!([]));
    assert_eq!(driver.eval(NAMES), at_first);
}

#[test]
fn search_and_choices_leave_what_fits_and_say_how_many() {
    let Some((mut driver, _folder, _)) = opened(Audience::Internal) else { return };
    assert_eq!(driver.eval(SHOWN), "显示 41 / 41 个单位");
    driver.click("#finder-text");
    driver.write("公安");
    assert_eq!(driver.eval(NAMES), json!(["市公安局"]));
    assert_eq!(driver.eval(SHOWN), "显示 1 / 41 个单位");
    driver.write("no such unit");
    assert_eq!(driver.eval("return document.getElementById('finder-nothing').hidden;"), false);
    driver.click("#finder-reset");
    assert_eq!(driver.eval(SHOWN), "显示 41 / 41 个单位");

    tab_to(&mut driver, "#finder-save");
    driver.click("#finder-text");
    tab_to(&mut driver, "#finder-category");
    driver.press("ArrowDown");
    let first = league(Audience::Internal, "league-category-party");
    let (ranked, all) = (falling(&first, "score"), first.rows.len() - 1);
    let names = driver.eval(NAMES);
    assert_eq!(json!(names.as_array().unwrap()[..ranked.len()]), json!(ranked));
    assert_eq!(driver.eval(SHOWN), format!("显示 {all} / {all} 个单位"));

    driver.click("#finder-text");
    tab_to(&mut driver, "#finder-measure");
    driver.press("ArrowDown");
    let scores = "return Array.from(document.querySelectorAll('#finder-table tbody .score'))
        .map((cell) => cell.firstChild.textContent);";
    let of_indicator = league(Audience::Internal, "league-category-party-indicator-business");
    let locale = Locale::new(Language::Chinese);
    let at = of_indicator.columns.iter().position(|column| column.id == "score").unwrap();
    let expected: Vec<String> =
        of_indicator.rows[..all].iter().map(|row| row.cells[at].shown(&locale)).collect();
    assert_eq!(driver.eval(scores), json!(expected));
    tab_to(&mut driver, "#finder-period");
    driver.press("ArrowDown");
    assert_eq!(driver.eval(CHOSEN), "2025年上半年 · 业务工作 · 党群部门");
    assert_ne!(driver.eval(scores), json!(expected));
    assert_eq!(driver.troubles(), Vec::<String>::new());
}

#[test]
fn a_unit_is_opened_and_the_reader_comes_back_to_its_row() {
    let Some((mut driver, _folder, entry)) = opened(Audience::Public) else { return };
    driver.click("#unit-4 a");
    driver.until("document.querySelector('.turn .back')");
    let title = driver.eval("return document.querySelector('h1').textContent;");
    assert_eq!(
        driver.eval("return decodeURIComponent(location.pathname.split('/').pop());"),
        format!("{}.html", title.as_str().unwrap())
    );
    driver.click(".turn [rel=next]");
    driver.until(&format!(
        "document.querySelector('h1') && document.querySelector('h1').textContent !== {title}"
    ));
    driver.click(".turn [rel=prev]");
    driver.until(&format!(
        "document.querySelector('h1') && document.querySelector('h1').textContent === {title}"
    ));
    driver.click(".turn .back");
    driver.until("document.getElementById('finder-table') && document.activeElement.closest('tr')");
    assert_eq!(driver.eval("return document.activeElement.textContent;"), title);
    assert_eq!(driver.eval("return document.activeElement.closest('tr').id;"), "unit-4");

    // What was chosen is found again by the button of the browser.
    driver.open(&entry, "");
    driver.click("#finder-text");
    driver.write("局");
    driver.click("#finder-table [data-column=n]");
    let before = driver.eval(NAMES);
    driver.click("#finder-table tbody tr:nth-child(3) a");
    driver.until("document.querySelector('.turn .back')");
    driver.eval("history.back();");
    driver
        .until("document.getElementById('finder-table') && document.querySelector('[aria-sort]')");
    assert_eq!(driver.eval(NAMES), before);
    assert_eq!(driver.eval("return document.getElementById('finder-text').value;"), "局");
    assert_eq!(driver.troubles(), Vec::<String>::new());
}

#[test]
fn the_other_language_shows_the_same_place_with_the_same_choice() {
    let Some((mut driver, folder, entry)) = opened(Audience::Internal) else { return };
    driver.open(&entry, "#finder?p=1&m=2&c=0&s=n&d=1");
    assert_eq!(driver.eval(CHOSEN), "2025年上半年 · 制度建设和落实 · 党群部门");
    let links = "return Array.from(document.querySelectorAll('#finder-table tbody tr')).map((row) => row.id);";
    let order = driver.eval(links);
    driver.click(".languages a");
    driver.until("document.documentElement.lang === 'en' && document.querySelector('[aria-sort]')");
    assert_eq!(
        driver.eval(CHOSEN),
        "first half of 2025 · Rule-building · Party and mass organisations"
    );
    assert_eq!(driver.eval(links), order);
    driver.click("#finder-table tbody a");
    driver.until("document.querySelector('.turn .back')");
    driver.click(".languages a");
    driver.until(
        "document.documentElement.lang === 'zh-CN' && document.querySelector('.turn .back')",
    );
    let name = driver.eval("return document.querySelector('h1').textContent;");
    assert!(folder.path().join(format!("网页/{}.html", name.as_str().unwrap())).is_file());
    assert_eq!(driver.troubles(), Vec::<String>::new());
}

#[test]
fn a_row_tells_n_and_error_to_the_pointer_the_keyboard_and_the_ear() {
    let tip = "const row = document.activeElement.closest('tr') || document.querySelector('tr:hover');
        const tip = document.getElementById(row.querySelector('a').getAttribute('aria-describedby'));
        return [tip.textContent, getComputedStyle(tip).visibility, tip.getAttribute('role')];";
    for (audience, parts) in [(Audience::Internal, 3), (Audience::Public, 1)] {
        let Some((mut driver, _folder, _)) = opened(audience) else { return };
        tab_to(&mut driver, "#finder-more, #finder-table tbody a");
        let seen = driver.eval(tip);
        assert_eq!((&seen[1], &seen[2]), (&json!("visible"), &json!("tooltip")));
        let told: Vec<&str> = seen[0].as_str().unwrap().split(" · ").collect();
        assert_eq!(told.len(), parts, "{told:?}");
        assert!(told[0].starts_with("有效票n "), "{told:?}");
        let grid = league(audience, "league-overall");
        let locale = Locale::new(Language::Chinese);
        for (part, id) in told.iter().zip(["n", "interval", "ranks"]) {
            let at = grid.columns.iter().position(|column| column.id == id).unwrap();
            assert!(
                part.ends_with(&format!(" {}", grid.rows[0].cells[at].shown(&locale))),
                "{part}"
            );
        }
        driver.press("Escape");
        assert_eq!(driver.eval(tip)[1], "hidden");
        driver.eval("document.activeElement.blur();");
        driver.point("#unit-7 .score");
        driver.until(
            "getComputedStyle(document.querySelector('#unit-7 .tip')).visibility === 'visible'",
        );
        let inside = "const box = document.querySelector('#unit-7 .tip').getBoundingClientRect();
            return [box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight, box.toJSON()];";
        let seen = driver.eval(inside);
        assert_eq!(seen[0], true, "{seen}");
    }
}

#[test]
fn a_file_for_a_spreadsheet_holds_what_is_shown() {
    let Some((mut driver, _folder, _)) = opened(Audience::Public) else { return };
    driver.eval(
        "window.made = [];
         URL.createObjectURL = (blob) => { window.made.push(blob); return '#'; };
         document.addEventListener('click', (event) => {
           if (event.target.download) { window.made.push(event.target.download); event.preventDefault(); }
         });",
    );
    driver.click("#finder-text");
    driver.write("公安");
    driver.click("#finder-save");
    let seen = driver.eval("return [window.made[1], await window.made[0].text()];");
    assert_eq!(seen[0], "2025年下半年 · 总得分 · 全部单位.csv");
    let text = seen[1].as_str().unwrap();
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[1].starts_with("4,市公安局,政府部门,80.69,"), "{text}");
}
