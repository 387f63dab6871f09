//! What a public site keeps to itself when publication or numbers change.

use pingyi::appraisal::Appraisal;
use pingyi::estimate::Measure;
use pingyi::locale::Locale;
use pingyi::report::write::site;
use pingyi::report::{Audience, Cell, Material, Past, Report, Site};
use pingyi::scheme::{Language, Publication};

use super::road::road;

fn category(appraisal: &Appraisal, publication: Publication) -> usize {
    let mut categories = appraisal.scheme.categories.iter();
    categories.position(|category| category.publication == publication).unwrap()
}

fn composed(material: &Material<'_>, audience: Audience) -> Site {
    Site::compose(material, audience, &Locale::new(Language::Chinese))
}

#[test]
fn ranks_of_a_period_whose_units_are_hidden_since_leave_no_gap() {
    let mut appraisal = road().appraisal.clone();
    let hidden = category(&appraisal, Publication::Ranked);
    let ranked = |site: &Site| {
        let past = site.finder.boards.iter().filter(|board| board.period > 0);
        let entries = past.flat_map(|board| &board.entries);
        entries.filter(|entry| matches!(entry.overall.rank, Cell::Rank { .. })).count()
    };
    let before = composed(&road().material(), Audience::Public);
    assert!(ranked(&before) > 100);
    appraisal.scheme.categories[hidden].publication = Publication::Internal;
    let material = Material { appraisal: &appraisal, ..road().material() };
    let after = composed(&material, Audience::Public);
    assert_eq!(ranked(&after), 0);
    for board in after.finder.boards.iter().filter(|board| board.period > 0) {
        assert_eq!(board.means[0], None);
    }
    let units = appraisal.units.iter().filter(|unit| unit.category == hidden);
    for unit in units {
        assert!(after.units.iter().all(|page| page.name != unit.name.zh), "{}", unit.name.zh);
    }
    assert_eq!(after.units.len(), after.finder.boards[0].entries.len());
    // The office sees them all the same.
    assert!(ranked(&composed(&material, Audience::Internal)) > 100);
}

#[test]
fn what_a_unit_had_while_its_category_was_internal_stays_untold() {
    let open = category(&road().appraisal, Publication::Ranked);
    let history: Vec<Past> = road()
        .material()
        .history
        .iter()
        .cloned()
        .map(|mut past| {
            past.appraisal.scheme.categories[open].publication = Publication::Internal;
            past
        })
        .collect();
    let material = Material { history: &history, ..road().material() };
    let site = composed(&material, Audience::Public);
    let name = road().appraisal.scheme.categories[open].label.zh.clone();
    let at = site.finder.categories.iter().position(|category| *category == name).unwrap();
    let earlier = site.finder.boards.iter().filter(|board| board.period > 0);
    for entry in earlier.flat_map(|board| &board.entries) {
        assert_ne!(site.units[entry.unit].category, at, "{}", site.units[entry.unit].name);
    }
    let of_it = site.units.iter().filter(|unit| unit.category == at);
    for unit in of_it {
        assert!(unit.tables.iter().all(|grid| grid.id != "site-periods"), "{}", unit.name);
    }
}

#[test]
fn a_unit_of_too_few_raters_is_named_with_the_reason_and_no_number() {
    let few =
        road().appraisal.units.iter().position(|unit| unit.name.zh == "市外事办公室").unwrap();
    let score = road().material().estimates.units[few].score(Measure::Whole);
    let told = score.published().unwrap().to_string();
    let mut appraisal = road().appraisal.clone();
    appraisal.scheme.scoring.min_n_group = score.n + 2;
    let material = Material { appraisal: &appraisal, ..road().material() };
    let locale = Locale::new(Language::Chinese);
    let report = Report::compose(&material, Audience::Public, &locale);
    let files = site(&[(&report, &locale)], &material).unwrap();
    let reason = locale.word("absent-withheld");
    let page = |name: &str| {
        let (_, bytes) = files.iter().find(|(known, _)| known == name).unwrap();
        std::str::from_utf8(bytes).unwrap()
    };
    let own = page("网页/市外事办公室.html");
    assert!(own.contains(&reason));
    assert!(!own.contains("id=\"levels\"") && !own.contains("id=\"site-rates\""));
    for (name, bytes) in &files {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(
            !text.contains(&format!(">{told}*<")) && !text.contains(&format!("\"{told}*\"")),
            "{name}"
        );
    }
    assert!(page("通报.html").contains("市外事办公室"));
}

#[test]
fn the_same_is_shown_of_material_that_was_told_before() {
    let whole = composed(&road().material(), Audience::Public);
    let seen = pingyi::report::Seen::by(Audience::Public, &road().material());
    assert_eq!(composed(&seen.material(), Audience::Public), whole);
    assert_ne!(composed(&road().material(), Audience::Internal), whole);
}
