//! Rows add up, nothing is lost in silence, and no order decides what counts.

use crate::office::{FOUR_LEVELS, ONE_BY_ONE, Office, Road, TWO_BY_TWO};

fn scheme() -> String {
    format!("{FOUR_LEVELS}{TWO_BY_TWO}")
}

fn with_rules(rules: &[(&str, &str)]) -> String {
    let rule = |(when, effect): &(&str, &str)| {
        format!("[[rules]]\nwhen = \"{when}\"\neffect = \"{effect}\"\n")
    };
    format!("{}{}", scheme(), rules.iter().map(rule).collect::<String>())
}

fn walk(scheme: &str, text: &str) -> Road {
    Office::new(scheme, 3).ballots(text).walk()
}

const HEAD: &str = "票号,评议主体,单位,工作,作风\n";
const LONG: &str = "票号,评议主体,单位,指标,作答\n";

/// Rows, findings and void ballots of one file: as data, for every case alike.
#[test]
fn every_row_is_accepted_void_or_refused_for_its_reason() {
    let lenient = with_rules(&[
        ("off-scale", "void-answer"),
        ("unknown-unit", "refuse-row"),
        ("ragged-row", "refuse-row"),
        ("missing-rater", "refuse-row"),
    ]);
    for (name, text, rows, kinds) in [
        ("a row with an answer", "1,领导,单位000局,满意,\n", (1, 0, 0), vec![]),
        ("a blank row", "1,领导,单位000局,,\n", (0, 1, 0), vec![("blank-ballot", 1)]),
        ("only don't know", "1,领导,单位000局,不了解,不了解\n", (1, 0, 0), vec![]),
        (
            "every answer off the scale",
            "1,领导,单位000局,好,很好\n",
            (0, 1, 0),
            vec![("off-scale", 2)],
        ),
        (
            "one of two off the scale",
            "1,领导,单位000局,好,满意\n",
            (1, 0, 0),
            vec![("off-scale", 1)],
        ),
        (
            "two marks at once",
            "1,领导,单位000局,满意;一般,\n",
            (0, 1, 0),
            vec![("multiple-marks", 1)],
        ),
        ("an unknown unit", "1,领导,某局,满意,满意\n", (0, 0, 1), vec![("unknown-unit", 1)]),
        ("a short row", "1,领导,单位000局,满意\n", (0, 0, 1), vec![("ragged-row", 1)]),
        ("a long row", "1,领导,单位000局,满意,满意,满意\n", (0, 0, 1), vec![("ragged-row", 1)]),
        ("no rater", " ,领导,单位000局,满意,满意\n", (0, 0, 1), vec![("missing-rater", 1)]),
        (
            "the same once more",
            "1,领导,单位000局,满意,\n1,领导,单位000局,满意,\n",
            (1, 1, 0),
            vec![("duplicate-ballot", 1)],
        ),
        (
            "two that differ",
            "1,领导,单位000局,满意,\n1,领导,单位000局,一般,\n",
            (0, 2, 0),
            vec![("conflicting-ballots", 2)],
        ),
        (
            "one number in two groups is two raters",
            "1,领导,单位000局,满意,\n1,群众,单位000局,一般,\n",
            (2, 0, 0),
            vec![],
        ),
        (
            "a number that became a decimal is the same rater",
            "1,领导,单位000局,满意,\n1.0,领导,单位000局,满意,\n",
            (1, 1, 0),
            vec![("duplicate-ballot", 1)],
        ),
    ] {
        let road = walk(&lenient, &format!("{HEAD}{text}"));
        assert_eq!((road.rows(), road.kinds()), (rows, kinds), "{name}");
    }
}

#[test]
fn a_ballot_of_void_answers_is_void_for_their_reason() {
    let rules = with_rules(&[("off-scale", "void-answer")]);
    let road = walk(&rules, &format!("{HEAD}1,领导,单位000局,好,\n"));
    let group = &road.intake.account().returns.groups[0];
    assert_eq!(group.void_ballots.keys().map(|kind| kind.id()).collect::<Vec<_>>(), ["off-scale"]);
    assert_eq!(group.void_papers.values().sum::<u64>(), 1);
    let long = walk(&rules, &format!("{LONG}1,领导,单位000局,工作,好\n"));
    let group = &long.intake.account().returns.groups[0];
    assert_eq!(group.void_ballots.keys().map(|kind| kind.id()).collect::<Vec<_>>(), ["off-scale"]);
}

#[test]
fn a_void_answer_of_a_refused_row_is_not_counted_as_void() {
    let rules = with_rules(&[("off-scale", "void-answer"), ("unknown-unit", "refuse-row")]);
    let road = walk(&rules, &format!("{HEAD}1,领导,某局,好,满意\n"));
    assert_eq!(road.kinds(), [("unknown-unit", 1), ("off-scale", 1)]);
    assert!(road.intake.account().returns.groups[0].void_answers.is_empty());
}

#[test]
fn answers_in_parts_account_for_every_row() {
    for (name, text, rows, kinds) in [
        (
            "the same answer twice",
            "1,领导,单位000局,工作,满意\n1,领导,单位000局,工作,满意\n",
            (1, 1, 0),
            vec![("duplicate-ballot", 1)],
        ),
        (
            "two answers to one question",
            "1,领导,单位000局,工作,满意\n1,领导,单位000局,工作,一般\n1,领导,单位000局,作风,一般\n",
            (1, 2, 0),
            vec![("multiple-marks", 2)],
        ),
        (
            "a blank beside an answer",
            "1,领导,单位000局,工作,满意\n1,领导,单位000局,工作,\n",
            (1, 1, 0),
            vec![],
        ),
        (
            "blanks only",
            "1,领导,单位000局,工作,\n1,领导,单位000局,作风,\n",
            (0, 2, 0),
            vec![("blank-ballot", 1)],
        ),
    ] {
        let road = walk(&scheme(), &format!("{LONG}{text}"));
        assert_eq!((road.rows(), road.kinds()), (rows, kinds), "{name}");
    }
}

#[test]
fn a_long_ballot_that_a_short_one_contradicts_loses_all_its_rows() {
    let office = Office::new(&scheme(), 1);
    office
        .write("a.csv", &format!("{LONG}1,领导,单位000局,工作,满意\n1,领导,单位000局,作风,满意\n"));
    office.write("b.csv", &format!("{HEAD}1,领导,单位000局,一般,一般\n"));
    let road = office.period("2024H1", "", &[(&["a.csv", "b.csv"], "")]).walk();
    assert_eq!(road.rows(), (0, 3, 0));
    assert!(road.tally.is_empty());
}

#[test]
fn weights_that_differ_within_one_ballot_are_each_listed() {
    let head = "票号,评议主体,单位,指标,作答,权重\n";
    let rows = ["1,领导,单位000局,工作,满意,1\n", "1,领导,单位000局,作风,满意,2\n"];
    for order in [[0, 1], [1, 0]] {
        let text = format!("{head}{}{}", rows[order[0]], rows[order[1]]);
        let road = walk(&with_rules(&[("bad-weight", "refuse-row")]), &text);
        assert_eq!((road.rows(), road.kinds()), ((0, 0, 2), vec![("bad-weight", 2)]));
    }
}

#[test]
fn blank_papers_are_returned_papers_even_twice() {
    let wide =
        "票号,评议主体,单位000局-工作,单位000局-作风\n1,领导,,\n1,领导,,\n2,领导,满意,满意\n";
    let road = walk(&scheme(), wide);
    let group = &road.intake.account().returns.groups[0];
    assert_eq!((group.found, group.valid), (2, 1));
    assert_eq!(road.rows(), (1, 2, 0));
}

#[test]
fn all_mistakes_of_a_wide_row_come_at_once() {
    let wide = "票号,评议主体,单位000局-工作,单位000局-作风,单位001局-工作,单位001局-作风\n\
                1,领导,好,很好,极好,满意\n";
    let road = walk(&scheme(), wide);
    assert_eq!(road.kinds(), [("off-scale", 3)]);
    assert_eq!(road.rows(), (0, 0, 1));
}

#[test]
fn which_of_equal_ballots_counts_does_not_change_how_many_rows_do() {
    let head = "票号,评议主体,单位000局-工作,单位000局-作风,单位001局-工作,单位001局-作风\n";
    let rows = ["1,领导,满意,满意,一般,一般\n", "1,领导,,,一般,一般\n"];
    for order in [[0, 1], [1, 0]] {
        let road = walk(&scheme(), &format!("{head}{}{}", rows[order[0]], rows[order[1]]));
        assert_eq!((road.rows(), road.kinds()), ((1, 1, 0), vec![("duplicate-ballot", 1)]));
    }
}

#[test]
fn rater_numbers_reach_as_far_as_the_appraisal_says() {
    for (scope, rows, found) in [("period", (1, 1, 0), 1), ("file", (2, 0, 0), 2)] {
        let office = Office::new(&scheme(), 1);
        office.write("a.csv", &format!("{HEAD}7,领导,单位000局,满意,满意\n"));
        office.write("b.csv", &format!("{HEAD}\n7,领导,单位000局,满意,满意\n"));
        let raters = format!("raters = \"{scope}\"");
        let road = office.period("2024H1", "", &[(&["a.csv", "b.csv"], &raters)]).walk();
        assert_eq!(road.rows(), rows, "{scope}");
        assert_eq!(road.intake.account().returns.groups[0].found, found, "{scope}");
    }
}

#[test]
fn findings_beyond_the_list_are_counted() {
    let mut text = HEAD.to_owned();
    for row in 0..10_050 {
        text.push_str(&format!("{row},领导,单位000局,好,一般\n"));
    }
    let road = walk(&with_rules(&[("off-scale", "void-answer")]), &text);
    assert_eq!(road.kinds(), [("off-scale", 10_050)]);
    assert_eq!(road.intake.findings().len(), 10_000);
    assert_eq!(road.intake.unlisted().values().copied().collect::<Vec<_>>(), [50]);
    assert_eq!(road.intake.account().returns.groups[0].void_answers.values().sum::<u64>(), 10_050);
}

#[test]
fn a_file_that_two_entries_name_stops() {
    let office = Office::new(&scheme(), 1);
    office.write("a1.csv", &format!("{HEAD}7,领导,单位000局,满意,满意\n"));
    let office = office.period("2024H1", "", &[(&["a1.csv"], ""), (&["./a*.csv"], "")]);
    let findings = office.refusal("2024H1");
    assert!(findings.iter().any(|finding| finding.kind.id() == "duplicate-name"));
}

#[test]
fn a_copy_of_a_file_is_told() {
    let office = Office::new(&scheme(), 1);
    for name in ["a1.csv", "a2.csv"] {
        office.write(name, "评议主体,单位,工作,作风\n领导,单位000局,满意,满意\n");
    }
    let road = office.period("2024H1", "", &[(&["a*.csv"], "")]).walk();
    assert_eq!(road.kinds(), [("repeated-file", 1)]);
    assert!(!road.intake.stops());
}

#[test]
fn more_papers_than_came_back_stop_unless_that_is_accepted() {
    let text = format!("{HEAD}1,领导,单位000局,满意,满意\n2,领导,单位000局,满意,满意\n");
    for (keys, stops, kinds) in [
        ("returns = [{ group = \"领导\", issued = 3, returned = 2 }]", false, vec![]),
        (
            "returns = [{ group = \"领导\", issued = 3, returned = 1 }]",
            true,
            vec![("more-counted-than-returned", 1)],
        ),
        (
            "returns = [{ group = \"领导\", issued = 1, returned = 3 }]",
            true,
            vec![("more-returned-than-issued", 1)],
        ),
        (
            "accept_returns = \"补发一张\"\nreturns = [{ group = \"领导\", issued = 3, returned = 1 }]",
            false,
            vec![("more-counted-than-returned", 1)],
        ),
    ] {
        let office = Office::new(&scheme(), 1);
        office.write("a.csv", &text);
        let road = office.period("2024H1", keys, &[(&["a.csv"], "")]).walk();
        assert_eq!((road.intake.stops(), road.kinds()), (stops, kinds), "{keys}");
    }
}

#[test]
fn totals_of_returns_need_every_group() {
    let text = format!("{HEAD}1,领导,单位000局,满意,满意\n1,群众,单位000局,满意,满意\n");
    let office = Office::new(&scheme(), 1);
    office.write("a.csv", &text);
    let keys = "returns = [{ group = \"领导\", issued = 3, returned = 2 }]";
    let road = office.period("2024H1", keys, &[(&["a.csv"], "")]).walk();
    let returns = &road.intake.account().returns;
    assert_eq!((returns.total().issued, returns.total().found), (None, 2));
    assert_eq!(returns.groups[0].came_back(), 2);
}

#[test]
fn a_unit_named_by_the_file_must_be_in_force() {
    let register = "编号,全称,止\nU1,甲局,2023\nU2,乙局,\n";
    let office = Office::with_register(&format!("{FOUR_LEVELS}{ONE_BY_ONE}"), register);
    office.write("甲局.csv", "票号,工作\n1,满意\n");
    let road = office.period("2024H1", "", &[(&["甲局.csv"], "")]).walk();
    assert!(road.intake.stops());
    assert_eq!(road.kinds(), [("unit-not-in-force", 1)]);
}

#[test]
fn a_ballot_on_a_unit_not_in_force_is_a_void_paper_where_the_rule_says_so() {
    let register = "编号,全称,止\nU1,甲局,2023\nU2,乙局,\n";
    let rule = "[[rules]]\nwhen = \"unit-not-in-force\"\neffect = \"void-ballot\"\n";
    let office = Office::with_register(&format!("{FOUR_LEVELS}{ONE_BY_ONE}{rule}"), register);
    let road = office.ballots("票号,单位,工作\n1,甲局,满意\n2,乙局,满意\n").walk();
    assert_eq!(road.rows(), (1, 1, 0));
    let group = &road.intake.account().returns.groups[0];
    assert_eq!((group.found, group.valid), (2, 1));
}

#[test]
fn weighted_counts_cannot_be_trimmed_and_plain_ones_can() {
    let trim = "\n[[indicators]]\nid = \"work\"\nlabel = \"工作\"\n[[groups]]\nid = \"g1\"\nlabel = \"群众\"\n";
    let scheme = format!(
        "{}{trim}",
        FOUR_LEVELS.replace("[scoring]", "[scoring]\ntrim = { extremes = 1, above = 5 }")
    );
    for (weight, stops) in [("6", false), ("7", true)] {
        let text = format!("单位,档次,票数,权重\n单位000局,满意,6,{weight}\n");
        let road = walk(&scheme, &text);
        assert_eq!(road.intake.stops(), stops, "{weight}");
    }
}
