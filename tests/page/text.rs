//! The text of the page, without a browser.

use std::collections::BTreeSet;

use pingyi::locale::Locale;
use pingyi::report::write::html;
use pingyi::report::{Audience, Cell, Part, Report};
use pingyi::scheme::Language;

use super::sample::{overall, report};

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

fn page(report: &Report) -> String {
    html(report, &Locale::new(report.language)).unwrap()
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#x27;").replace('/', "&#x2f;")
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_page_names_nothing_outside_itself() {
    for language in LANGUAGES {
        let page = page(&report(language)).replace("http://www.w3.org/2000/svg", "");
        assert!(page.contains("content=\"default-src 'none'; "));
        for outside in
            ["http:", "https:", " src=", "<link", "<iframe", "<base", "@import", "url(", "fetch("]
        {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(values(&page, "href").iter().all(|link| link.starts_with('#')));
    }
}

#[test]
fn every_cell_of_a_table_is_printed_as_it_is_shown_everywhere() {
    for language in LANGUAGES {
        let (report, locale) = (report(language), Locale::new(language));
        let page = page(&report);
        for grid in &report.grids {
            let start = page.find(&format!("id=\"table-{}\"", grid.id)).unwrap();
            let mut rest = &page[start..];
            for cell in grid.rows.iter().flat_map(|row| &row.cells) {
                let shown = format!(">{}<", escaped(&cell.shown(&locale)));
                let found = rest.find(&shown).unwrap_or_else(|| panic!("{shown} in {}", grid.id));
                // The closing mark may open the next cell.
                rest = &rest[found + shown.len() - 1..];
            }
        }
    }
}

#[test]
fn numbers_carry_what_is_published_for_sorting_and_words_carry_nothing() {
    let mut report = report(Language::Chinese);
    report.sections.truncate(1);
    let page = page(&report);
    let sorts = values(&page, "data-sort");
    let grid = &report.grids[0];
    let locale = Locale::new(Language::Chinese);
    // A text that reads as its number needs no other.
    let is_told = |cell: &&Cell| {
        cell.number().is_some_and(|number| cell.shown(&locale).parse() != Ok(number))
    };
    let cells = grid.rows.iter().flat_map(|row| &row.cells);
    let numbers: Vec<&Cell> = cells.filter(is_told).collect();
    assert_eq!(sorts.len(), numbers.len());
    for (sort, cell) in sorts.iter().zip(numbers) {
        assert_eq!(sort.parse::<f64>().ok(), cell.number(), "{sort}");
    }
    assert!(!sorts.is_empty() && !sorts.contains(&"95.16"), "{sorts:?}");
}

#[test]
fn what_comes_from_data_is_text_and_never_markup() {
    let mut report = report(Language::English);
    let hostile = "\"><script>alert('x')</script>{{ words }}";
    for place in [&mut report.title, &mut report.office, &mut report.notice] {
        *place = hostile.to_owned();
    }
    report.facts = vec![(hostile.to_owned(), hostile.to_owned())];
    report.summary = vec![hostile.to_owned()];
    report.notes = vec![(hostile.to_owned(), hostile.to_owned())];
    report.profiles[0].title = hostile.to_owned();
    report.figures[0].title = hostile.to_owned();
    report.sections[0].title = hostile.to_owned();
    report.sections[0].id = "\"><b>".to_owned();
    report.sections[0].paragraphs = vec![hostile.to_owned()];
    let grid = &mut report.grids[0];
    for place in [&mut grid.title, &mut grid.file, &mut grid.columns[0].heading] {
        *place = hostile.to_owned();
    }
    grid.id = hostile.to_owned();
    grid.notes = vec![hostile.to_owned()];
    grid.rows[0].cells[1] = Cell::Text(hostile.to_owned());
    grid.rows[41].cells[0] = Cell::Absent(hostile.to_owned());
    let page = page(&report);
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains("\"><b>"));
    assert!(page.contains(&escaped(hostile)));
}

#[test]
fn each_anchor_is_given_once_and_each_link_leads_to_one() {
    for language in LANGUAGES {
        let mut report = report(language);
        // The same table, figure and gallery a second time.
        report.sections[1].id = "content".to_owned();
        report.sections[2].parts.extend([Part::Grid(0), Part::Figure(0), Part::Profiles]);
        let page = page(&report);
        // A figure that stands twice brings its own ids twice, with the same words in them.
        let anchors = values(&page, "id").into_iter().filter(|id| !id.starts_with("chart-"));
        let mut once = BTreeSet::new();
        for anchor in anchors {
            assert!(once.insert(anchor), "{anchor} twice");
        }
        let links = values(&page, "href");
        assert!(links.len() > 100);
        for link in links {
            assert!(once.contains(&link[1..]), "{link}");
        }
    }
}

#[test]
fn the_name_of_a_unit_leads_to_its_figure_only_where_there_is_one() {
    let mut report = report(Language::English);
    report.profiles.remove(1);
    let page = self::page(&report);
    assert!(page.contains("<a href=\"#profile-1\">Municipal Government Office</a>"));
    assert!(page.contains("\">Municipal Development and Reform Commission</th>"));
    assert!(page.contains("<a href=\"#profile-2\">Municipal Education Bureau</a>"));
    for section in &mut report.sections {
        section.parts.retain(|part| *part != Part::Profiles);
    }
    assert!(!self::page(&report).contains("#profile-"));
}

#[test]
fn units_without_a_rank_stand_after_those_with_one_and_say_why() {
    let mut report = report(Language::English);
    report.sections.truncate(1);
    let page = page(&report);
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(place("<tbody class=\"ranked\">") < place("<tbody class=\"unranked\">"));
    assert!(place("<tbody class=\"unranked\">") < place("<tbody class=\"mean\">"));
    let unit = place("Municipal Data Administration");
    assert!(place("<tbody class=\"unranked\">") < unit && unit < place("<tbody class=\"mean\">"));
    assert!(page.contains("data-why=\"26 valid ballots, fewer than 30\""));
    assert!(page.contains("<span class=\"quiet\">26 valid ballots, fewer than 30</span>"));
}

#[test]
fn the_edition_is_named_and_every_word_is_found() {
    for language in LANGUAGES {
        let mut report = report(language);
        let locale = Locale::new(language);
        assert!(page(&report).contains(&locale.word("page-internal")));
        report.audience = Audience::Public;
        let page = page(&report);
        assert!(page.contains(&locale.word("page-public")));
        assert!(!page.contains(">page-") && !page.contains("\"page-"));
    }
}

#[test]
fn the_same_report_gives_the_same_bytes_and_41_units_stay_small() {
    for language in LANGUAGES {
        let report = report(language);
        let (page, again) = (page(&report), self::page(&report));
        assert_eq!(page, again);
        assert!(page.len() < 2_500_000, "{}", page.len());
    }
}

#[test]
fn a_report_without_anything_is_still_a_page() {
    let mut report = report(Language::Chinese);
    for list in [&mut report.office, &mut report.notice] {
        list.clear();
    }
    report.facts.clear();
    report.summary.clear();
    report.notes.clear();
    report.figures.clear();
    report.profiles.clear();
    report.grids = vec![overall(Language::Chinese, 1)];
    report.grids[0].rows.clear();
    let page = page(&report);
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(page.contains("id=\"table-league-overall\""));
    assert!(!page.contains("<details") && !page.contains("<svg"));
}
