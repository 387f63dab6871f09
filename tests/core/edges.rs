//! The edge cases of the domain, each as small as it can be.

use pingyi::estimate::Measure;

use crate::office::{FOUR_LEVELS, ONE_BY_ONE, Office, Road, TWO_BY_TWO, answers_file, times};

fn small() -> String {
    format!("{FOUR_LEVELS}{ONE_BY_ONE}")
}

fn one(answers: &[Vec<String>]) -> Road {
    Office::new(&small(), answers.len()).ballots(&answers_file(answers)).walk()
}

#[test]
fn a_single_unit_of_a_category_is_first_and_alone() {
    let road = one(&[times(2, "一般")]);
    assert_eq!(road.ranks(), [Some((1, false))]);
}

#[test]
fn a_unit_without_ballots_is_listed_not_ranked() {
    let road = one(&[times(2, "一般"), vec![]]);
    assert_eq!(road.score(1), "NoBallots");
    assert_eq!(road.ranks(), [Some((1, false)), None]);
    let table = road.league.table(None, Measure::Whole).unwrap();
    assert_eq!(table.unranked.len(), 1);
}

#[test]
fn a_unit_that_nobody_knows_has_no_score_and_a_knowledge_rate_of_nought() {
    let road = one(&[times(3, "不了解")]);
    assert_eq!(road.score(0), "NoAnswers");
    let rates = &road.estimates.units[0].whole_rates;
    assert_eq!(rates.knowledge.as_ref().unwrap().published.to_string(), "0.00");
    assert_eq!(rates.satisfied, None);
    assert_eq!((rates.marks.answers, rates.marks.unknown), (0, 3));
}

#[test]
fn a_unit_below_the_least_n_is_shown_and_not_ranked() {
    let scheme = small().replace("min_n_unit = 1", "min_n_unit = 3");
    let answers = [times(3, "一般"), times(1, "满意")];
    let road = Office::new(&scheme, 2).ballots(&answers_file(&answers)).walk();
    assert_eq!(road.score(1), "100.00");
    assert_eq!(road.ranks(), [Some((1, false)), None]);
}

#[test]
fn the_only_group_with_weight_decides_alone() {
    let weights =
        TWO_BY_TWO.replacen("weight = 50", "weight = 100", 1).replace("weight = 50", "weight = 0");
    let text =
        "票号,评议主体,单位,工作,作风\n1,领导,单位000局,一般,一般\n2,群众,单位000局,满意,满意\n";
    let road = Office::new(&format!("{FOUR_LEVELS}{weights}"), 1).ballots(text).walk();
    assert_eq!(road.score(0), "60.00");
    assert!(road.estimates.units[0].whole.missing_groups.is_empty());
}

#[test]
fn two_units_whose_names_differ_by_spaces_only_are_refused() {
    let office = Office::with_register(&small(), "编号,全称\nU1,市 教育局\nU2,市教育局\u{3000}\n");
    let findings = office.ballots("票号,单位,工作\n1,市教育局,满意\n").refusal("2024H1");
    assert!(findings.iter().any(|finding| finding.kind.id() == "duplicate-name"));
}

#[test]
fn one_respondent_on_two_sheets_of_text_is_one_rater() {
    let office = Office::new(&small(), 1);
    office.write("a.csv", "票号,单位,工作\n1,单位000局,满意\n");
    office.write("b.csv", "票号,单位,工作\n1,单位000局,一般\n");
    let road = office.period("2024H1", "", &[(&["a.csv", "b.csv"], "")]).walk();
    assert_eq!(road.kinds(), [("conflicting-ballots", 2)]);
    assert_eq!(road.score(0), "NoBallots");
}

#[test]
fn a_tie_across_the_quota_line_stays_together_and_the_next_line_stays() {
    let grading = "[grading]\nwithin = \"overall\"\nquota = [{ grade = \"优秀\", share = 40 }, \
                   { grade = \"良好\", share = 40 }, { grade = \"一般\", share = 20 }]\n";
    let answers = [
        times(1, "满意"),
        times(1, "基本满意"),
        times(1, "基本满意"),
        times(1, "一般"),
        times(1, "不满意"),
    ];
    for (ties, grades) in [("include", [0, 0, 0, 1, 2]), ("exclude", [0, 1, 1, 1, 2])] {
        let scheme = format!("{}{grading}boundary_ties = \"{ties}\"\n", small());
        let road = Office::new(&scheme, 5).ballots(&answers_file(&answers)).walk();
        let table = road.league.table(None, Measure::Whole).unwrap();
        let found: Vec<_> =
            (0..5).map(|unit| table.standing(unit).unwrap().grade.unwrap()).collect();
        assert_eq!(found, grades, "{ties}");
    }
}

#[test]
fn a_quota_of_three_units_is_floor_floor_and_the_rest() {
    let grading = "[grading]\nwithin = \"overall\"\nquota = [{ grade = \"优秀\", share = 30 }, \
                   { grade = \"良好\", share = 60 }, { grade = \"一般\", share = 10 }]\n";
    let answers = [times(1, "满意"), times(1, "基本满意"), times(1, "一般")];
    let scheme = format!("{}{grading}", small());
    let road = Office::new(&scheme, 3).ballots(&answers_file(&answers)).walk();
    let table = road.league.table(None, Measure::Whole).unwrap();
    let found: Vec<_> = (0..3).map(|unit| table.standing(unit).unwrap().grade).collect();
    assert_eq!(found, [Some(1), Some(2), Some(2)]);
}

#[test]
fn a_skipped_question_is_blank_and_never_a_score() {
    let scheme = "id = \"t\"\nname = \"t\"\nscoring = { min_n_unit = 1, min_n_group = 1 }\n\
                  [scale]\nrange = { min = 0, max = 10, step = 1 }\nskipped = [\"-2\", \"-3\", \"(跳过)\"]\n"
        .to_owned()
        + ONE_BY_ONE;
    let text = "票号,单位,工作\n1,单位000局,8\n2,单位000局,-3\n3,单位000局,（跳过）\n";
    let road = Office::new(&scheme, 1).ballots(text).walk();
    assert_eq!(road.score(0), "8.00");
    assert_eq!(road.kinds(), [("blank-ballot", 2)]);
    // A score out of a hundred among scores out of ten is off the scale.
    let road = Office::new(&scheme, 1).ballots("票号,单位,工作\n1,单位000局,85\n").walk();
    assert!(road.intake.stops());
    assert_eq!(road.kinds(), [("off-scale", 1)]);
}

#[test]
fn a_file_in_gb18030_with_rare_characters_and_semicolons_is_read() {
    // U+20BB7 takes four bytes in GB18030 and has none in GBK.
    let name: &[u8] = b"\x95\x34\xb2\x35";
    let mut text: Vec<u8> = Vec::new();
    let gb = |text: &str| -> Vec<u8> {
        // 票号;单位;工作 and 满意 in GB18030.
        match text {
            "head" => b"\xc6\xb1\xba\xc5;\xb5\xa5\xce\xbb;\xb9\xa4\xd7\xf7\r\n".to_vec(),
            _ => b"\xc2\xfa\xd2\xe2\r\n".to_vec(),
        }
    };
    text.extend(gb("head"));
    text.extend(b"1;");
    text.extend(name);
    text.extend(b";");
    text.extend(gb("满意"));
    let office = Office::with_register(&small(), "编号,全称\nU1,𠮷\n");
    office.write_bytes("gb.csv", &text);
    let road = office.period("2024H1", "", &[(&["gb.csv"], "")]).walk();
    assert_eq!(road.kinds(), []);
    assert_eq!(road.score(0), "100.00");
}

#[test]
fn a_blank_that_carries_points_counts_in_the_score_and_in_no_rate() {
    let scheme = format!("{FOUR_LEVELS}{}", TWO_BY_TWO).replace("[scale]", "[scale]\nblank = 60");
    let text = "票号,评议主体,单位,工作,作风\n1,领导,单位000局,满意,\n1,群众,单位000局,满意,满意\n";
    let road = Office::new(&scheme, 1).ballots(text).walk();
    // Work 100; style (60 + 100) / 2 = 80.
    assert_eq!(road.score(0), "90.00");
    assert_eq!(road.estimates.units[0].whole_rates.marks.answers, 3);
}

#[test]
fn an_internal_category_is_in_no_table_over_all() {
    let categories = "[[categories]]\nid = \"open\"\nlabel = \"公开\"\n[[categories]]\nid = \"inner\"\nlabel = \"内部\"\npublication = \"internal\"\n[[categories]]\nid = \"town\"\nlabel = \"乡镇\"\npublication = \"score-only\"\n";
    let register = "编号,全称,类别\nU1,甲局,公开\nU2,乙局,内部\nU3,丙镇,乡镇\n";
    let office = Office::with_register(&format!("{}{categories}", small()), register);
    let text = "票号,单位,工作\n1,甲局,一般\n2,乙局,满意\n3,丙镇,满意\n";
    let road = office.ballots(text).walk();
    assert_eq!(road.ranks(), [Some((1, false)), None, None]);
    let table = road.league.table(None, Measure::Whole).unwrap();
    assert_eq!(table.unranked.iter().map(|row| row.unit).collect::<Vec<_>>(), [2]);
    // The city mean is over what is published: (60 + 100) / 2.
    let city = road.estimates.city.of(Measure::Whole).unwrap();
    assert_eq!((city.published.to_string(), city.n_units), ("80.00".into(), 2));
}
