//! One name, one unit, one category in every period; what does not fit is listed.

use crate::office::{FOUR_LEVELS, ONE_BY_ONE, Office};

fn office(register: &str) -> Office {
    let office = Office::with_register(&format!("{FOUR_LEVELS}{ONE_BY_ONE}"), register);
    office.ballots("票号,单位,工作\n1,甲局,满意\n")
}

#[test]
fn what_does_not_fit_is_refused_for_its_reason() {
    for (name, register, kind) in [
        ("an id that is another's name", "编号,全称\nU1,甲局\n甲局,乙局\n", "duplicate-name"),
        (
            "an alias that is another's name",
            "编号,全称,别名\nU1,甲局,\nU2,乙局,甲局\n",
            "duplicate-name",
        ),
        (
            "two spans at once",
            "编号,全称,起,止\nU1,甲局,,2024H2\nU1,乙局,2024H2,\n",
            "overlapping-spans",
        ),
        ("an end before the beginning", "编号,全称,起,止\nU1,甲局,2024H2,2024H1\n", "bad-period"),
        ("no period", "编号,全称,起\nU1,甲局,去年\n", "bad-period"),
        ("an unknown predecessor", "编号,全称,前身\nU1,甲局,U9\n", "unknown-predecessor"),
        ("a row pushed to the right", "编号,全称\nU1,甲局,和委员会\n", "ragged-row"),
        ("a row without a name", "编号,全称\nU1,甲局\nU2,\n", "missing-unit"),
        ("no column of names", "编号,名字\nU1,甲局\n", "missing-column"),
        ("no row at all", "编号,全称\n", "header-only"),
    ] {
        let found: Vec<_> =
            office(register).refusal("2024H1").iter().map(|finding| finding.kind.id()).collect();
        assert!(found.contains(&kind), "{name}: {found:?}");
    }
}

#[test]
fn a_column_of_ids_is_preferred_to_one_of_row_numbers() {
    let appraisal = office("序号,编号,全称\n1,A7,甲局\n2,A8,乙局\n").open("2024H1").unwrap();
    assert_eq!(appraisal.units[0].id, "A7");
}

#[test]
fn a_unit_renamed_within_the_year_answers_to_both_names_and_bears_the_later() {
    let register = "编号,全称,起,止\nU1,甲局,,2024-03\nU1,甲委,2024-04,\n";
    let office = Office::with_register(&format!("{FOUR_LEVELS}{ONE_BY_ONE}"), register);
    let road = office.ballots("票号,单位,工作\n1,甲局,满意\n2,甲委,一般\n").walk();
    assert_eq!(road.appraisal.units.len(), 1);
    assert_eq!(road.appraisal.units[0].name.zh, "甲委");
    assert_eq!(road.score(0), "80.00");
}

#[test]
fn an_empty_key_is_a_mistake_with_a_name() {
    let office = office("编号,全称\nU1,甲局\n");
    drop(office.open("2024H1").unwrap());
    office.write("register.csv", "");
    assert!(!office.refusal("2024H1").is_empty());
}
