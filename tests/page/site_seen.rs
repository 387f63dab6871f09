//! How the site looks: by day and by night, on a telephone, on paper, and without a script.

use std::path::Path;

use pingyi::report::Audience;
use serde_json::{Value, json};

use super::driver::Driver;
use super::road::{made, on_disk, text};

/// Pages of every kind.
const PAGES: [&str; 5] = [
    "通报.html",
    "网页/en/bulletin.html",
    "网页/市公安局.html",
    "网页/en/Foreign Affairs Office.html",
    "网页/五、分项结果.html",
];

/// Texts whose colour stands out too little from what lies behind them, with the ratio.
const FAINT: &str = "
    const parts = (colour) => colour.match(/[0-9.]+/g).map(Number);
    const light = ([r, g, b]) => {
      const one = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
      return 0.2126 * one(r) + 0.7152 * one(g) + 0.0722 * one(b);
    };
    const behind = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const colour = parts(getComputedStyle(at).backgroundColor);
        if (colour.length < 4 || colour[3] === 1) return colour;
      }
      return [255, 255, 255];
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const faint = [];
    let seen = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest('svg, script, style, noscript, option')) continue;
      const style = getComputedStyle(element);
      if (style.visibility === 'hidden' || !element.getClientRects().length) continue;
      seen += 1;
      const [a, b] = [light(parts(style.color)), light(behind(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) faint.push([node.data.trim().slice(0, 20), element.className, ratio]);
    }
    return [seen, faint.slice(0, 5)];";

fn browser() -> Option<(Driver, tempfile::TempDir)> {
    Some((Driver::start()?, on_disk(made(Audience::Internal))))
}

fn open(driver: &mut Driver, folder: &Path, page: &str) {
    driver.open(&folder.join(page), "");
}

#[test]
fn all_text_stands_out_from_its_ground_by_day_and_by_night() {
    let Some((mut driver, folder)) = browser() else { return };
    for scheme in ["light", "dark"] {
        driver.media("", scheme);
        for page in PAGES {
            open(&mut driver, folder.path(), page);
            let seen = driver.eval(FAINT);
            assert!(seen[0].as_u64().unwrap() > 50, "{page}: {seen}");
            assert_eq!(seen[1], json!([]), "{page} by {scheme}");
        }
        let ground = driver.eval("return getComputedStyle(document.body).backgroundColor;");
        assert_eq!(ground == "rgb(255, 255, 255)", scheme == "light");
    }
    assert_eq!(driver.troubles(), Vec::<String>::new());
}

#[test]
fn no_page_is_wider_than_a_telephone_but_for_what_scrolls_by_itself() {
    let Some((mut driver, folder)) = browser() else { return };
    driver.resize(390, 844);
    for page in PAGES {
        open(&mut driver, folder.path(), page);
        let wide = driver.eval("return document.documentElement.scrollWidth;");
        assert!(wide.as_u64().unwrap() <= 390, "{page}: {wide}");
    }
}

#[test]
fn the_table_fits_a_common_window_in_both_languages() {
    let Some((mut driver, folder)) = browser() else { return };
    for page in &PAGES[..2] {
        open(&mut driver, folder.path(), page);
        let fits = "const box = document.querySelector('#finder .scroll');
            return [box.clientWidth, box.firstElementChild.scrollWidth, box.classList.contains('fits')];";
        let seen = driver.eval(fits);
        assert_eq!(seen[2], true, "{page}: {seen}");
    }
}

#[test]
fn paper_has_the_table_whole_and_no_controls() {
    let Some((mut driver, folder)) = browser() else { return };
    driver.media("print", "dark");
    open(&mut driver, folder.path(), "通报.html");
    let seen = driver.eval(
        "const seen = (selector) => document.querySelector(selector).getClientRects().length > 0;
         return [seen('#finder .tools'), seen('.languages'), seen('#finder-table'), seen('.tip'),
           getComputedStyle(document.body).backgroundColor,
           document.querySelectorAll('#finder-table tbody tr').length];",
    );
    assert_eq!(seen, json!([false, false, true, false, "rgb(255, 255, 255)", 41]));
    open(&mut driver, folder.path(), "网页/市公安局.html");
    let turn = driver.eval("return document.querySelector('.turn').getClientRects().length;");
    assert_eq!(turn, 0);
}

#[test]
fn every_page_opens_without_a_complaint_and_without_the_network() {
    let Some((mut driver, folder)) = browser() else { return };
    for (name, _) in made(Audience::Internal) {
        open(&mut driver, folder.path(), name);
        let seen = driver.eval(
            "return [performance.getEntriesByType('resource').length, document.title !== '',
               document.querySelectorAll('h1').length];",
        );
        assert_eq!(seen, json!([0, true, 1]), "{name}");
    }
    assert_eq!(driver.troubles(), Vec::<String>::new());
}

#[test]
fn what_a_screen_reader_needs_is_there() {
    let Some((mut driver, folder)) = browser() else { return };
    for page in PAGES {
        open(&mut driver, folder.path(), page);
        let missing = driver.eval(
            "const named = (element) => element.textContent.trim() !== '' || element.getAttribute('aria-label')
               || element.getAttribute('placeholder') || (element.labels && element.labels.length > 0);
             const bad = Array.from(document.querySelectorAll('a[href], button, input, select')).filter((one) => !named(one));
             const told = Array.from(document.querySelectorAll('[aria-describedby], [aria-labelledby]'));
             const lost = told.filter((one) => !['aria-describedby', 'aria-labelledby'].every((name) =>
               !one.hasAttribute(name) || one.getAttribute(name).split(' ').every((id) => document.getElementById(id))));
             const ids = Array.from(document.querySelectorAll('[id]')).map((one) => one.id)
               .filter((id) => !id.startsWith('chart-'));
             const heads = Array.from(document.querySelectorAll('table')).filter((table) => !table.querySelector('th[scope=col]'));
             return [bad.map((one) => one.outerHTML.slice(0, 200)), lost.map((one) => one.outerHTML.slice(0, 200)),
               ids.length - new Set(ids).size, heads.length];",
        );
        assert_eq!(missing, json!([[], [], 0, 0]), "{page}");
    }
    open(&mut driver, folder.path(), "通报.html");
    let live =
        driver.eval("return document.getElementById('finder-shown').getAttribute('aria-live');");
    assert_eq!(live, Value::from("polite"));
}

#[test]
fn without_a_script_the_table_is_there_and_nothing_that_would_do_nothing() {
    let page = text(Audience::Internal, "通报.html");
    assert_eq!(page.matches("<tr id=\"unit-").count(), 41);
    assert!(page.contains("<div class=\"tools\" role=\"search\" hidden>"));
    assert!(page.contains("<noscript><p class=\"unscripted\">"));
    assert!(page.contains("id=\"finder-more\" hidden"));
}
