//! The pages of the site as text, without a browser.

use std::collections::{BTreeMap, BTreeSet};

use pingyi::appraisal::Appraisal;
use pingyi::locale::Locale;
use pingyi::report::write::site;
use pingyi::report::{Audience, Cell, ColumnKind, Grid, Material, Report, RowKind, Site};
use pingyi::scheme::{Language, Publication};

use super::road::{made, pages, report, road, text};

const AUDIENCES: [Audience; 2] = [Audience::Internal, Audience::Public];

fn page(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    text.split(from).skip(1).filter_map(|rest| rest.split(to).next()).collect()
}

/// The text of marked-up words.
fn unescaped(text: &str) -> String {
    let text = text.replace("&#x27;", "'").replace("&#x2f;", "/").replace("&quot;", "\"");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The file that a link leads to, as named in the site, and the anchor in it.
fn target(from: &str, href: &str) -> (String, String) {
    let (path, anchor) = href.split_once('#').unwrap_or((href, ""));
    let mut parts: Vec<&str> = from.split('/').collect();
    if !path.is_empty() {
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => drop(parts.pop().unwrap()),
                part => parts.push(part),
            }
        }
    }
    let mut bytes = Vec::new();
    let joined = parts.join("/");
    let mut rest = joined.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let code = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&code).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    (String::from_utf8(bytes).unwrap(), anchor.to_owned())
}

#[test]
fn each_page_stays_small_and_names_nothing_outside_the_site() {
    for audience in AUDIENCES {
        for (name, bytes) in made(audience) {
            assert!(bytes.len() < 1_500_000, "{name}: {} bytes", bytes.len());
            let page = page(bytes).replace("http://www.w3.org/2000/svg", "");
            assert!(page.contains("content=\"default-src 'none'; "), "{name}");
            for outside in
                ["http:", "https:", " src=", "<link", "<iframe", "@import", "url(", "fetch("]
            {
                assert!(!page.contains(outside), "{outside} in {name}");
            }
        }
    }
}

#[test]
fn each_link_leads_to_a_page_of_the_site_and_to_an_anchor_in_it() {
    for audience in AUDIENCES {
        let files: BTreeMap<&str, &str> =
            made(audience).iter().map(|(name, bytes)| (name.as_str(), page(bytes))).collect();
        let mut followed = 0;
        for (name, page) in &files {
            for href in between(page, " href=\"", "\"") {
                let (file, anchor) = target(name, &unescaped(href));
                let there = files.get(file.as_str()).unwrap_or_else(|| panic!("{href} in {name}"));
                let named = anchor.is_empty() || there.contains(&format!("id=\"{anchor}\""));
                assert!(named, "{href} in {name}");
                followed += 1;
            }
        }
        assert!(followed > 2000, "{followed}");
    }
}

#[test]
fn every_page_has_the_same_page_in_the_other_language() {
    for audience in AUDIENCES {
        let there: BTreeMap<&str, &str> =
            made(audience).iter().map(|(name, bytes)| (name.as_str(), page(bytes))).collect();
        let switch = |name: &str| {
            let nav = between(there[name], "<nav class=\"languages\"", "</nav>")[0];
            target(name, &unescaped(between(nav, "href=\"", "\"")[0])).0
        };
        for name in there.keys() {
            let other = switch(name);
            assert_ne!(other, *name);
            assert_eq!(switch(&other), *name);
        }
        assert_eq!(switch("网页/市公安局.html"), "网页/en/Public Security Bureau.html");
    }
}

/// The columns of a grid that hold scores: the whole first, then the indicators.
fn scores(grid: &Grid, row: usize, locale: &Locale) -> Vec<String> {
    let columns = grid.columns.iter().zip(&grid.rows[row].cells);
    let scores = columns.filter(|(column, _)| column.kind == ColumnKind::Score);
    scores.map(|(_, cell)| cell.shown(locale)).collect()
}

#[test]
fn every_score_on_the_page_of_a_unit_is_that_of_the_tables() {
    for audience in AUDIENCES {
        let locale = Locale::new(Language::Chinese);
        let report = report(audience, Language::Chinese);
        let grid = |id: &str| report.grids.iter().find(|grid| grid.id == id).unwrap();
        let (whole, levels, means) = (grid("scores"), grid("levels"), grid("means"));
        assert!(whole.rows.len() > 30);
        let mut keys = 0;
        for (row, of) in whole.rows.iter().enumerate() {
            let Cell::Text(unit) = &of.cells[0] else { panic!("no name") };
            let page = text(audience, &format!("网页/{unit}.html"));
            let table = between(page, "<section id=\"indicators\">", "</section>")[0];
            let printed: Vec<&str> = between(table, "<td class=\"number value", "</td>");
            let printed: Vec<&str> = printed
                .iter()
                .filter_map(|cell| cell.split_once('>'))
                .map(|(_, text)| text)
                .collect();
            let mut expected = scores(whole, row, &locale);
            expected.rotate_left(1);
            assert_eq!(printed, expected, "{unit}");
            let Cell::Text(category) = &of.cells[1] else { panic!("no category") };
            let of_category =
                |row: &&pingyi::report::GridRow| row.cells[0] == Cell::Text(category.clone());
            let mean = means.rows.iter().position(|row| of_category(&row)).unwrap();
            for mean in scores(means, mean, &locale) {
                assert!(
                    table.contains(&format!("<td class=\"number\">{mean}</td>")),
                    "{unit} {mean}"
                );
            }
            // Where shares are withheld, there is no key to them.
            let key = between(page, "<ul class=\"key\">", "</ul>");
            let key = key.first().copied().unwrap_or_default();
            let shares: Vec<String> = levels.rows[row]
                .cells
                .iter()
                .filter(|cell| matches!(cell, Cell::Rate(_)))
                .map(|cell| cell.shown(&locale))
                .collect();
            assert_eq!(between(key, "<b>", "</b>"), shares, "{unit}");
            keys += usize::from(!shares.is_empty());
        }
        assert!(keys > 30, "{keys}");
    }
}

#[test]
fn the_first_table_and_its_data_hold_the_league_table() {
    for audience in AUDIENCES {
        let locale = Locale::new(Language::Chinese);
        let report = report(audience, Language::Chinese);
        let league = report.grids.iter().find(|grid| grid.id == "league-overall").unwrap();
        let entry = text(audience, "通报.html");
        let table = between(entry, "<table id=\"finder-table\"", "</table>")[0];
        let rows = between(table, "<tr id=\"unit-", "</tr>");
        let at = |id: &str| league.columns.iter().position(|column| column.id == id).unwrap();
        let ranked = league.rows.iter().filter(|row| row.kind == RowKind::Ranked);
        assert!(rows.len() > ranked.clone().count());
        for (row, of) in rows.iter().zip(ranked) {
            let shown = |id: &str| of.cells[at(id)].shown(&locale);
            assert!(row.contains(&format!(">{}</a>", shown("unit"))), "{row}");
            for id in ["score", "n", "change", "move"] {
                assert!(row.contains(&format!(">{}<", shown(id))), "{id} in {row}");
            }
        }
        let json = between(entry, "id=\"finder-data\">", "</script>")[0];
        let data: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(data["periods"].as_array().unwrap().len(), 3);
        let units = data["units"].as_array().unwrap();
        let board = between(entry, "id=\"board-0-0\">", "</script>")[0];
        let board: serde_json::Value = serde_json::from_str(board).unwrap();
        let scores: BTreeMap<&str, String> = board["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| {
                let unit = units[usize::try_from(entry[0].as_u64().unwrap()).unwrap()][0].as_str();
                let text = entry[1].as_str().or_else(|| entry[1][0].as_str());
                (unit.unwrap(), text.unwrap().to_owned())
            })
            .collect();
        for of in league.rows.iter().filter(|row| row.kind == RowKind::Ranked) {
            let unit = of.cells[at("unit")].shown(&locale);
            assert_eq!(scores[unit.as_str()], of.cells[at("score")].shown(&locale));
        }
    }
}

#[test]
fn past_scores_and_ranks_are_those_of_the_period() {
    let road = road();
    let material = road.material();
    let site = Site::compose(&material, Audience::Internal, &Locale::new(Language::English));
    let past = material.history.last().unwrap();
    let board =
        site.finder.boards.iter().find(|board| (board.period, board.measure) == (1, 0)).unwrap();
    let table = past.league.table(None, pingyi::estimate::Measure::Whole).unwrap();
    let mut seen = 0;
    for standing in &table.standings {
        let name = &past.appraisal.units[standing.unit].name.en;
        let Some(unit) = site.units.iter().position(|unit| unit.name == *name) else { continue };
        let entry = board.entries.iter().find(|entry| entry.unit == unit).unwrap();
        assert!(
            matches!(entry.score, Cell::Score { value, .. } if value == standing.published),
            "{name}"
        );
        let Cell::Rank { rank, .. } = entry.overall.rank else { panic!("{name} has no rank") };
        assert_eq!(rank, standing.rank, "{name}");
        seen += 1;
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn a_public_site_names_no_internal_unit_and_tells_no_error() {
    let appraisal = &road().appraisal;
    let hidden: Vec<_> = appraisal
        .units
        .iter()
        .filter(|unit| {
            appraisal.scheme.categories[unit.category].publication == Publication::Internal
        })
        .collect();
    assert!(hidden.len() > 2);
    let words: Vec<String> = [Language::Chinese, Language::English]
        .map(Locale::new)
        .iter()
        .flat_map(|locale| [locale.word("col-ranks"), locale.word("page-internal")])
        .collect();
    for (name, bytes) in made(Audience::Public) {
        let page = page(bytes);
        for unit in &hidden {
            for spelt in [&unit.name.zh, &unit.name.en] {
                assert!(
                    !page.contains(spelt.as_str()) && !name.contains(spelt.as_str()),
                    "{spelt} in {name}"
                );
            }
        }
        // The words for errors are in the data for the columns; no cell bears them.
        let body = page.split("<script type=\"application/json\"").next().unwrap();
        for word in &words {
            assert!(!body.contains(&format!("{word} ")), "{word} in {name}");
        }
        for interval in ["class=\"error\"", "–78.", "–79."] {
            assert!(!page.contains(interval), "{interval} in {name}");
        }
    }
    let internal = text(Audience::Internal, "网页/市公安局.html");
    assert!(internal.contains("class=\"error\"") && internal.contains("置信名次"));
}

#[test]
fn a_hostile_name_is_text_in_every_page_and_safe_as_a_file() {
    let hostile = "<b>&\"'</script>{{ words }}../\u{202e}市公安局";
    let mut appraisal: Appraisal = road().appraisal.clone();
    let unit = appraisal.units.iter().position(|unit| unit.name.zh == "市公安局").unwrap();
    appraisal.units[unit].name.zh = hostile.to_owned();
    // A second unit of one name leads nowhere from tables, and has a page of its own.
    let other = appraisal.units.iter().position(|unit| unit.name.zh == "市教育局").unwrap();
    appraisal.units[other].name.zh = "市财政局".to_owned();
    let material = Material { appraisal: &appraisal, ..road().material() };
    let locale = Locale::new(Language::Chinese);
    let report = Report::compose(&material, Audience::Public, &locale);
    let files = site(&[(&report, &locale)], &material).unwrap();
    let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), files.len());
    assert!(names.contains("网页/市财政局.html") && names.contains("网页/市财政局_2.html"));
    for name in &names {
        assert!(!name.contains(['<', '"', '\u{202e}', '?']), "{name}");
        assert!(
            !name.split('/').any(|part| part == "..") && name.matches('/').count() < 2,
            "{name}"
        );
    }
    for (name, bytes) in &files {
        let page = page(bytes);
        assert!(!page.contains("<b>&") && !page.contains('\u{202e}'), "{name}");
        let scripts = page.matches("<script").count();
        assert_eq!(scripts, page.matches("</script>").count(), "{name}");
        for href in between(page, " href=\"", "\"") {
            let (file, _) = target(name, &unescaped(href));
            assert!(names.contains(file.as_str()), "{href} in {name}");
        }
    }
    let (_, entry) = files.iter().find(|(name, _)| name == "通报.html").unwrap();
    assert!(page(entry).contains("\\u003cb\\u003e\\u0026"));
    let (_, results) = files.iter().find(|(name, _)| name.contains("总体结果")).unwrap();
    assert!(!page(results).contains(">市财政局</a>") && page(results).contains("市财政局"));
}

#[test]
fn the_same_material_gives_the_same_bytes() {
    for audience in AUDIENCES {
        let again = pages(audience);
        assert!(made(audience) == again.as_slice());
        let names: BTreeSet<String> = again.iter().map(|(name, _)| name.to_lowercase()).collect();
        assert_eq!(names.len(), again.len());
    }
}

#[test]
fn a_first_period_of_one_category_and_one_language_is_a_site_too() {
    let material = Material { trends: &[], history: &[], ..road().material() };
    let locale = Locale::new(Language::English);
    let mut report = Report::compose(&material, Audience::Public, &locale);
    report.profiles.clear();
    report.summary.clear();
    report.notes.clear();
    let files = site(&[(&report, &locale)], &material).unwrap();
    assert_eq!(files[0].0, "bulletin.html");
    let page = page(&files[0].1);
    assert!(!page.contains("class=\"languages\"") && !page.contains("part-notes"));
    assert!(page.contains("id=\"finder-table\""));
    assert!(!page.contains("<td class=\"change"));
    assert!(site(&[], &material).unwrap().is_empty());
}
