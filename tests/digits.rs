//! Every number of the sample, wherever it is printed: page, workbook, CSV, report for machines and
//! explanation agree digit by digit, and a public report is silent about what is for the leaders only.
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that fails")]

mod spreadsheet;

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;
use std::sync::OnceLock;

use calamine::{Data, Reader as _, Xlsx};
use pingyi::appraisal::Appraisal;
use pingyi::estimate::{Estimates, Measure};
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::locale::Locale;
use pingyi::report::write::{csv, html, json, workbook};
use pingyi::report::{
    Audience, Cell, Fair, Grid, Material, Part, Past, Report, RowKind, Step, explain,
};
use pingyi::scheme::{Language, Publication};
use pingyi::tally::Tally;
use pingyi::trend::{Exercise, Trend};

use spreadsheet::recalculated;

struct Walked {
    appraisal: Appraisal,
    intake: Intake,
    tally: Tally,
    estimates: Estimates,
    league: League,
}

/// The sample with fewer draws behind its sets, which say the same for a test and are sooner there.
fn sample() -> &'static Path {
    static SAMPLE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let made = SAMPLE.get_or_init(|| {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
        let folder = tempfile::tempdir().unwrap();
        copy(&from, folder.path());
        let scheme = folder.path().join("scheme.toml");
        let text = std::fs::read_to_string(&scheme).unwrap();
        assert!(!text.contains("[error]"), "the sample names its draws");
        std::fs::write(&scheme, format!("{text}\n[error]\ndraws = 200\n")).unwrap();
        folder
    });
    made.path()
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

fn walk(period: &str) -> Walked {
    let appraisal = Appraisal::open(sample(), Some(period.parse().unwrap())).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let league = League::rank(&appraisal, &estimates);
    Walked { appraisal, intake, tally, estimates, league }
}

/// The newest half-year beside the one before it, as the command compares them.
fn with_material(act: impl Fn(&Material<'_>)) {
    let (before, now) = (walk("2025H1"), walk("2025H2"));
    let earlier = Exercise {
        appraisal: &before.appraisal,
        estimates: &before.estimates,
        league: &before.league,
    };
    let later =
        Exercise { appraisal: &now.appraisal, estimates: &now.estimates, league: &now.league };
    let trends = [Trend::compare(earlier, later).unwrap()];
    let history =
        [Past { appraisal: before.appraisal, estimates: before.estimates, league: before.league }];
    act(&Material {
        appraisal: &now.appraisal,
        account: now.intake.account(),
        tally: &now.tally,
        estimates: &now.estimates,
        league: &now.league,
        trends: &trends,
        history: &history,
        refused: &[],
        fair: Fair::default(),
        parts: &[],
        is_told: false,
    });
}

fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/")];
    let text = marks.iter().fold(text, |text, (code, mark)| text.replace(code, mark));
    text.replace("&amp;", "&").trim().to_owned()
}

/// The cells of the bodies of a table of the page, row by row.
fn page_cells(page: &str, grid: &Grid) -> Vec<Vec<String>> {
    let at = page.find(&format!("id=\"table-{}\"", grid.id)).unwrap();
    let table = &page[at..at + page[at..].find("</table>").unwrap()];
    let rows = table.split("<tr").skip(2);
    rows.map(|row| {
        let starts = row.split("<td ").flat_map(|part| part.split("<th ")).skip(1);
        starts.map(|cell| plain(cell.split_once('>').unwrap().1)).collect()
    })
    .collect()
}

fn shown(grid: &Grid, locale: &Locale) -> Vec<Vec<String>> {
    let row = |cells: &[Cell]| cells.iter().map(|cell| cell.shown(locale)).collect();
    grid.rows.iter().map(|line| row(&line.cells)).collect()
}

/// What a spreadsheet shows of a number in the format that its cell has: the digits of the grid.
fn digits(cell: &Cell, number: f64) -> String {
    format!("{number:.*}", usize::from(cell.decimals()))
}

#[test]
fn the_page_prints_the_cells_of_every_table_that_stands_in_it() {
    for language in [Language::Chinese, Language::English] {
        let locale = Locale::new(language);
        with_material(|material| {
            let report = Report::compose(material, Audience::Internal, &locale);
            let page = html(&report, &locale).unwrap();
            let parts = report.sections.iter().flat_map(|section| &section.parts);
            let mut tables = 0;
            for part in parts {
                let (Part::Grid(index) | Part::Folded(index)) = part else { continue };
                let grid = &report.grids[*index];
                assert_eq!(page_cells(&page, grid), shown(grid, &locale), "{}", grid.id);
                tables += 1;
            }
            assert!(tables > 10, "{tables} tables are too few to say anything");
        });
    }
}

#[test]
fn the_workbook_and_the_csv_hold_the_digits_of_every_table() {
    let locale = Locale::new(Language::Chinese);
    with_material(|material| {
        let report = Report::compose(material, Audience::Internal, &locale);
        let mut book = Xlsx::new(Cursor::new(workbook(&report, &locale).unwrap())).unwrap();
        for (grid, range) in report.grids.iter().zip(book.worksheets().into_iter().skip(1)) {
            let (tab, range) = range;
            assert_eq!(tab, grid.tab);
            let file = csv(grid, &locale);
            let mut lines = ::csv::Reader::from_reader(&file[3..]);
            let extra = |heading: &str| {
                let ends = ["（标注）", "（可认定）"];
                heading == "并列" || ends.iter().any(|end| heading.ends_with(end))
            };
            let heads = lines.headers().unwrap().clone();
            for (line, row) in lines.records().zip(&grid.rows) {
                let line = line.unwrap();
                let values = line.iter().zip(&heads).filter(|(_, head)| !extra(head));
                for ((value, _), cell) in values.zip(&row.cells) {
                    let expected = match cell.number() {
                        Some(number) if !matches!(cell, Cell::Decimal(_)) => digits(cell, number),
                        _ => cell.shown(&locale),
                    };
                    assert_eq!(value, expected, "{} {}", grid.id, cell.shown(&locale));
                }
            }
            for (at, row) in grid.rows.iter().enumerate() {
                for (column, cell) in row.cells.iter().enumerate() {
                    let place = (u32::try_from(at + 2).unwrap(), u32::try_from(column).unwrap());
                    match (cell.number(), range.get_value(place)) {
                        (Some(number), Some(Data::Float(value))) => {
                            assert_eq!(digits(cell, *value), digits(cell, number), "{}", grid.id);
                        }
                        (Some(number), Some(Data::Int(value))) => {
                            assert_eq!(value.to_string(), digits(cell, number), "{}", grid.id);
                        }
                        (None, value) => {
                            let value = value.map(ToString::to_string).unwrap_or_default();
                            assert_eq!(value, cell.shown(&locale), "{}", grid.id);
                        }
                        (number, value) => panic!("{}: {number:?} {value:?}", grid.id),
                    }
                }
            }
        }
    });
}

#[test]
fn machines_tables_and_explanations_give_each_unit_the_same_score() {
    let locale = Locale::new(Language::Chinese);
    with_material(|material| {
        let report = Report::compose(material, Audience::Internal, &locale);
        let machine: serde_json::Value =
            serde_json::from_str(&json(material, Audience::Internal)).unwrap();
        let scores = report.grids.iter().find(|grid| grid.id == "scores").unwrap();
        let leaves = material.appraisal.scheme.indicators.leaves();
        let mut compared = 0;
        for (unit, entry) in material.appraisal.units_in_force() {
            let told = machine["units"].as_array().unwrap().iter();
            let told = told.clone().find(|told| told["id"] == entry.id.as_str()).unwrap();
            let row =
                scores.rows.iter().find(|row| row.cells[0] == Cell::Text(entry.name.zh.clone()));
            let row = row.unwrap();
            let whole = [(Measure::Whole, "score", &told["whole"])];
            let parts = leaves.iter().enumerate().map(|(index, leaf)| {
                (Measure::Indicator(index), leaf.id.as_str(), &told["indicators"][index])
            });
            for (measure, id, told) in whole.into_iter().chain(parts) {
                let score = material.estimates.units[unit].score(measure).published().unwrap();
                assert_eq!(told["published"], score.to_string().as_str(), "{}", entry.id);
                let column = scores.columns.iter().position(|column| column.id == id).unwrap();
                let Cell::Score { value, .. } = row.cells[column] else { panic!("{id}") };
                assert_eq!(value, score);
                let explained = explain(material, Audience::Internal, &locale, unit, measure);
                let says = |step: &Step| matches!(step, Step::Text(text) if text.contains(&format!("得分{score}分")));
                assert!(explained.steps.iter().any(says), "{} {id}: {score}", entry.id);
                compared += 1;
            }
        }
        assert_eq!(compared, 41 * 7);
    });
}

/// Everything of a public report that a person or a machine can read, by the name of its file.
fn public_texts(material: &Material<'_>, language: Language) -> Vec<(String, String)> {
    let locale = Locale::new(language);
    let report = Report::compose(material, Audience::Public, &locale);
    let mut texts = vec![
        ("page".to_owned(), html(&report, &locale).unwrap()),
        ("report.json".to_owned(), json(material, Audience::Public)),
    ];
    let mut book = Xlsx::new(Cursor::new(workbook(&report, &locale).unwrap())).unwrap();
    for (tab, range) in book.worksheets() {
        let cells: Vec<String> = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
        texts.push((format!("sheet {tab}"), cells.join("\n")));
    }
    for grid in &report.grids {
        let text = String::from_utf8(csv(grid, &locale)).unwrap();
        texts.push((format!("{}.csv", grid.file), text));
    }
    for figure in report.figures.iter().chain(&report.profiles) {
        texts.push((format!("{}.svg", figure.file), figure.chart.svg().to_owned()));
    }
    texts
}

#[test]
fn a_public_report_names_no_unit_and_no_category_that_is_for_the_leaders_only() {
    with_material(|material| {
        let appraisal = material.appraisal;
        let mut secrets = BTreeSet::new();
        for category in &appraisal.scheme.categories {
            if category.publication == Publication::Internal {
                secrets.extend([category.label.zh.clone(), category.label.en.clone()]);
                secrets.insert(format!("\"{}\"", category.id));
            }
        }
        for (index, unit) in appraisal.units.iter().enumerate() {
            if appraisal.publication(index) == Publication::Internal {
                secrets.extend([unit.name.zh.clone(), unit.name.en.clone()]);
                secrets.insert(format!("\"{}\"", unit.id));
            }
        }
        assert_eq!(secrets.len(), 3 + 4 * 3);
        for language in [Language::Chinese, Language::English] {
            for (name, text) in public_texts(material, language) {
                for secret in &secrets {
                    let told = text.contains(secret) || name.contains(secret);
                    assert!(!told, "{language:?} {name} names {secret}");
                }
            }
        }
    });
}

#[test]
fn public_ranks_start_at_one_and_have_no_gap_but_that_of_a_tie() {
    let locale = Locale::new(Language::Chinese);
    with_material(|material| {
        let report = Report::compose(material, Audience::Public, &locale);
        for grid in report.grids.iter().filter(|grid| grid.id.starts_with("league")) {
            let ranked = grid.rows.iter().filter(|row| row.kind == RowKind::Ranked);
            let ranks: Vec<usize> = ranked
                .map(|row| match row.cells[0] {
                    Cell::Rank { rank, .. } => rank,
                    ref other => panic!("{}: {other:?}", grid.id),
                })
                .collect();
            for (place, rank) in ranks.iter().enumerate() {
                let first = ranks.iter().position(|other| other == rank).unwrap();
                assert_eq!(*rank, first + 1, "{} in place {}", grid.id, place + 1);
            }
            assert!(!ranks.is_empty(), "{}", grid.id);
        }
    });
}

fn column(grid: &Grid, id: &str) -> Option<usize> {
    grid.columns.iter().position(|column| column.id == id)
}

/// The row of a unit in a grid, by its name in Chinese.
fn row_of<'a>(grid: &'a Grid, name: &str) -> Option<&'a [Cell]> {
    let unit = column(grid, "unit").unwrap();
    let row = grid.rows.iter().find(|row| row.cells[unit] == Cell::Text(name.to_owned()));
    row.map(|row| row.cells.as_slice())
}

#[test]
fn the_interval_and_the_set_of_a_rank_are_the_same_for_people_and_machines() {
    let locale = Locale::new(Language::Chinese);
    with_material(|material| {
        let report = Report::compose(material, Audience::Internal, &locale);
        let machine: serde_json::Value =
            serde_json::from_str(&json(material, Audience::Internal)).unwrap();
        let league = report.grids.iter().find(|grid| grid.id == "league-overall").unwrap();
        let errors = report.grids.iter().find(|grid| grid.id == "errors").unwrap();
        let (interval, ranks) =
            (column(league, "interval").unwrap(), column(league, "ranks").unwrap());
        let mut compared = 0;
        let table = machine["tables"].as_array().unwrap().iter().find(|t| t["by"] == "overall");
        for standing in table.unwrap()["standings"].as_array().unwrap() {
            let units = machine["units"].as_array().unwrap();
            let unit = units.iter().find(|unit| unit["id"] == standing["unit"]).unwrap();
            let name = unit["name"]["zh"].as_str().unwrap();
            let row = row_of(league, name).unwrap();
            let end = |at: usize| format!("{:.2}", unit["error"]["interval"][at].as_f64().unwrap());
            assert_eq!(row[interval].shown(&locale), format!("{}–{}", end(0), end(1)), "{name}");
            let detail = row_of(errors, name).unwrap();
            assert_eq!(detail[column(errors, "interval").unwrap()], row[interval]);
            assert_eq!(detail[column(errors, "low").unwrap()].shown(&locale), end(0));
            let set = &standing["set"]["together"];
            let star = if standing["set"]["borderline"] == true { "*" } else { "" };
            let expected = format!("{}–{}{star}", set["best"], set["worst"]);
            assert_eq!(row[ranks].shown(&locale), expected, "{name}");
            compared += 1;
        }
        assert_eq!(compared, 36);
    });
}

#[test]
fn a_change_has_an_arrow_only_where_it_is_real() {
    let locale = Locale::new(Language::English);
    with_material(|material| {
        let report = Report::compose(material, Audience::Internal, &locale);
        let grid = report.grids.iter().find(|grid| grid.id == "trend-previous").unwrap();
        let (mut real, mut chance) = (0, 0);
        for unit in &material.trends[0].units {
            let name = &material.appraisal.units[unit.unit].name.en;
            let Some(row) = grid.rows.iter().find(|row| row.cells[0] == Cell::Text(name.clone()))
            else {
                continue;
            };
            let ids = material.appraisal.scheme.indicators.all().iter();
            let ids = std::iter::once("change".to_owned())
                .chain(ids.map(|indicator| format!("{}-change", indicator.id)));
            for (change, id) in unit.scores.iter().zip(ids) {
                let cell = &row.cells[column(grid, &id).unwrap()];
                let Some(difference) = change.difference else { continue };
                let is_real = change.test.is_some_and(|test| test.is_real);
                let expected = match difference.steps() {
                    steps if is_real && steps > 0 => format!("▲{}", difference.signed()),
                    steps if is_real && steps < 0 => format!("▼{}", difference.signed()),
                    _ => difference.signed(),
                };
                assert_eq!(cell.shown(&locale), expected, "{name} {id}");
                if is_real { real += 1 } else { chance += 1 }
            }
        }
        assert!(real > 0 && chance > 0, "{real} real changes, {chance} others");
    });
}

#[test]
fn the_public_sees_what_cannot_be_told_apart_and_no_error_as_a_number() {
    let locale = Locale::new(Language::Chinese);
    with_material(|material| {
        let report = Report::compose(material, Audience::Public, &locale);
        let hidden = ["interval", "ranks", "se", "p", "adjusted", "against-mean", "margin"];
        for grid in &report.grids {
            for id in hidden {
                assert!(column(grid, id).is_none(), "{} has {id}", grid.id);
            }
        }
        let league = report.grids.iter().find(|grid| grid.id == "league-overall").unwrap();
        assert!(
            league.notes.iter().any(|note| note.contains("在统计上不可区分")),
            "{:?}",
            league.notes
        );
        for figure in &report.figures {
            let told = figure.chart.svg();
            assert!(!told.contains("置信区间") && !told.contains("置信名次"), "{}", figure.file);
        }
        let machine: serde_json::Value =
            serde_json::from_str(&json(material, Audience::Public)).unwrap();
        for unit in machine["units"].as_array().unwrap() {
            assert!(unit["error"].is_null() && unit["indicators"][0]["error"].is_null());
        }
        for table in machine["tables"].as_array().unwrap() {
            let shown = table["standings"].as_array().unwrap();
            // Nothing of a unit that is not shown is in what is said of the table.
            let certainty = &table["certainty"];
            assert!(certainty["n_compared"].as_u64().unwrap() <= shown.len() as u64);
            assert_eq!(certainty["pairs"], shown.len() * (shown.len() - 1) / 2);
            assert!(certainty["method"].is_null() && shown.iter().all(|row| row["set"].is_null()));
        }
        for trend in machine["trends"].as_array().unwrap() {
            assert!(trend["family"].is_null() && trend["city"][0]["test"].is_null());
        }
    });
}

#[test]
fn an_explanation_of_an_error_adds_up_over_the_groups() {
    let locale = Locale::new(Language::Chinese);
    with_material(|material| {
        let unit = material.appraisal.unit_names().find("市政府办公室").unwrap();
        let explained = explain(material, Audience::Internal, &locale, unit, Measure::Whole);
        let grids = explained.steps.iter().filter_map(|step| match step {
            Step::Grid(grid) => Some(grid),
            Step::Text(_) => None,
        });
        let grid = grids.into_iter().find(|grid| grid.id == "explain-errors").unwrap();
        let at = column(grid, "explain-variance").unwrap();
        let sum: f64 = grid.rows.iter().map(|row| row.cells[at].number().unwrap()).sum();
        let error = material.estimates.error(unit, Measure::Whole).unwrap();
        assert!((sum - error.se * error.se).abs() < 5e-4, "{sum} for {}", error.se * error.se);
        let said = explained.steps.iter().filter_map(|step| match step {
            Step::Text(text) => Some(text.as_str()),
            Step::Grid(_) => None,
        });
        let said: String = said.collect();
        for words in ["标准误", "置信名次", "不可区分", "校正后"] {
            assert!(said.contains(words), "{words}: {said}");
        }
        let public = explain(material, Audience::Public, &locale, unit, Measure::Whole);
        let tells = |step: &Step| matches!(step, Step::Text(text) if text.contains("标准误"));
        assert!(!public.steps.iter().any(tells));
    });
}

#[test]
fn the_summary_calls_no_change_a_rise_that_may_be_chance() {
    for (language, none, greatest) in [
        (Language::Chinese, "没有一个的得分变化可以认定", ["上升最多", "下降最多"]),
        (Language::English, "none has a change that can be called real", ["Greatest", "up "]),
    ] {
        let locale = Locale::new(language);
        with_material(|material| {
            let ranked = |unit: usize| {
                let mut tables =
                    material.league.tables.iter().filter(|t| t.measure == Measure::Whole);
                tables.any(|table| table.standing(unit).is_some())
            };
            let units = material.trends[0].units.iter().filter(|unit| ranked(unit.unit));
            let mut tests = units.filter_map(|unit| unit.score(Measure::Whole).test);
            assert!(tests.all(|test| !test.is_real), "the sample changed: choose another example");
            let report = Report::compose(material, Audience::Internal, &locale);
            let said = report.summary.join("\n");
            assert!(said.contains(none), "{said}");
            for words in greatest {
                assert!(!said.contains(words), "{said}");
            }
        });
    }
}

#[test]
fn every_formula_of_the_workbook_gives_the_number_that_is_printed() {
    with_material(|material| {
        let locale = Locale::new(Language::Chinese);
        let report = Report::compose(material, Audience::Internal, &locale);
        let checked = recalculated(&report, &locale);
        // All scores of all units, and what follows from them.
        let n = |id: &str| checked.get(id).copied().unwrap_or_default();
        assert!(n("score") > 1500 && n("rank") > 300 && n("change") > 40, "{checked:?}");
        assert_eq!(n("recalculated"), n("difference"));
        for id in ["satisfied", "answers", "n", "interval", "low", "units", "to-mean", "move"] {
            assert!(n(id) > 3, "{id}: {checked:?}");
        }
        let public = Report::compose(material, Audience::Public, &locale);
        recalculated(&public, &locale);
        let from_counts = public.formulas.iter().any(|formula| formula.text.contains("SUMPRODUCT"));
        assert!(!from_counts, "the public has no counts to work from");
    });
}
