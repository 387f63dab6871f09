//! Half-years and quarters make a year by the weights of the scheme, or say what is missing.

use pingyi::estimate::Estimates;
use pingyi::tally::Tally;

use crate::office::{FOUR_LEVELS, ONE_BY_ONE, Office, answers_file, times};

fn scheme(annual: &str) -> String {
    format!("{FOUR_LEVELS}{ONE_BY_ONE}{annual}")
}

/// The year from its parts, as the program makes it: scores of each unit.
fn year(office: &Office, n_units: usize) -> Vec<String> {
    let appraisal = office.open("2024").unwrap();
    let mut tally = Tally::default();
    let mut parts = Vec::new();
    for part in appraisal.parts() {
        let road = office.walk_in(&part.to_string());
        tally = tally.merge(road.tally);
        parts.push(road.estimates);
    }
    let year = Estimates::year(&appraisal, &parts, &tally);
    let shown = |unit: usize| match &year.units[unit].whole.value {
        Ok(value) => value.published.to_string(),
        Err(why) => format!("{why:?}"),
    };
    (0..n_units).map(shown).collect()
}

/// Two units; in the second half nobody answers on the second.
fn halves(annual: &str) -> Office {
    let office = Office::new(&scheme(annual), 2);
    office.write("h1.csv", &answers_file(&[times(1, "满意"), times(1, "满意")]));
    office.write("h2.csv", &answers_file(&[times(3, "一般"), vec![]]));
    office.period("2024H1", "", &[(&["h1.csv"], "")]).period("2024H2", "", &[(&["h2.csv"], "")])
}

#[test]
fn halves_weigh_as_the_scheme_says_however_many_answered() {
    let missing = "missing = \"renormalise\"\n";
    assert_eq!(year(&halves(""), 2)[0], "80.00");
    let weights = "[annual]\nweights = { H1 = 30, H2 = 70 }\n";
    assert_eq!(
        year(&halves(weights), 2),
        ["72.00", "NoPeriod(Period { year: 2024, part: Half(2) })"]
    );
    assert_eq!(year(&halves(&format!("[annual]\n{missing}")), 2), ["80.00", "100.00"]);
}

#[test]
fn a_half_that_is_not_listed_is_missing_and_not_forgotten() {
    for weights in ["", "[annual]\nweights = { H1 = 50, H2 = 50 }\n"] {
        let office = Office::new(&scheme(weights), 1);
        office.write("h1.csv", &answers_file(&[times(1, "满意")]));
        let office = office.period("2024H1", "", &[(&["h1.csv"], "")]);
        assert_eq!(year(&office, 1), ["NoPeriod(Period { year: 2024, part: Half(2) })"]);
    }
}

#[test]
fn three_quarters_make_a_year_where_the_scheme_names_three() {
    let weights = "[annual]\nweights = { Q1 = 20, Q2 = 30, Q3 = 50 }\n";
    let mut office = Office::new(&scheme(weights), 1);
    for (period, answer) in [("2024Q1", "满意"), ("2024Q2", "一般"), ("2024Q3", "不满意")] {
        let file = format!("{period}.csv");
        office.write(&file, &answers_file(&[times(1, answer)]));
        office = office.period(period, "", &[(&[file.as_str()], "")]);
    }
    // 0.2 · 100 + 0.3 · 60 + 0.5 · 30.
    assert_eq!(year(&office, 1), ["53.00"]);
}

#[test]
fn a_quarter_within_a_listed_half_does_not_count_twice() {
    let office = halves("").period("2024Q1", "", &[(&["h1.csv"], "")]);
    let parts = office.open("2024").unwrap().parts();
    assert_eq!(parts.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2024H1", "2024H2"]);
}

#[test]
fn a_year_listed_as_its_own_period_has_no_parts() {
    let office = halves("");
    office.write("y.csv", &answers_file(&[times(1, "不满意"), vec![]]));
    let office = office.period("2024", "", &[(&["y.csv"], "")]);
    assert_eq!(office.open("2024").unwrap().parts(), []);
    assert_eq!(office.walk_in("2024").score(0), "30.00");
}

#[test]
fn one_rater_number_in_two_halves_is_no_duplicate_in_the_year() {
    let road = halves("").walk_in("2024");
    assert_eq!(road.kinds(), []);
    assert_eq!(road.intake.account().rows().accepted, 5);
}

#[test]
fn halves_by_two_schemes_make_no_year() {
    let office = Office::new(&scheme(""), 1);
    office.write("other.toml", &scheme("").replace("80", "70"));
    office.write("h1.csv", &answers_file(&[times(1, "满意")]));
    let office = office.period("2024H1", "", &[(&["h1.csv"], "")]).period(
        "2024H2",
        "scheme = \"other.toml\"",
        &[(&["h1.csv"], "")],
    );
    let findings = office.refusal("2024");
    assert!(findings.iter().any(|finding| finding.kind.id() == "bad-choice"));
}

#[test]
fn a_unit_abolished_before_the_year_is_not_in_force_in_it() {
    let register = "编号,全称,止\nU1,单位000局,\nU2,单位001局,2023\n";
    let office = Office::with_register(&scheme(""), register);
    for file in ["h1.csv", "h2.csv"] {
        office.write(file, "票号,单位,工作\n1,单位000局,满意\n");
    }
    let office = office.period("2024H1", "", &[(&["h1.csv"], "")]).period(
        "2024H2",
        "",
        &[(&["h2.csv"], "")],
    );
    assert_eq!(year(&office, 2), ["100.00", "NotInForce"]);
}
