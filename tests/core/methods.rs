//! The worked examples of the methods, each from a scheme and a file.

use pingyi::estimate::Measure;

use crate::office::{FOUR_LEVELS, ONE_BY_ONE, Office, Road, TWO_BY_TWO, answers_file, times};

fn levels(points: &[(&str, &str)], more: &str) -> String {
    let levels: Vec<String> = points
        .iter()
        .map(|(label, points)| format!("{{ label = \"{label}\", points = {points} }}"))
        .collect();
    format!(
        "id = \"t\"\nname = \"t\"\n{more}\n{ONE_BY_ONE}\n[scale]\nlevels = [{}]\n",
        levels.join(", ")
    )
}

fn range(max: &str, step: &str, more: &str) -> String {
    // A range has at most 10,000 steps.
    let min = if step.len() > 4 { 84 } else { 0 };
    let max = if step.len() > 4 { "94" } else { max };
    format!(
        "id = \"t\"\nname = \"t\"\n{more}\n{ONE_BY_ONE}\n[scale]\n\
         range = {{ min = {min}, max = {max}, step = {step} }}\n"
    )
}

const LOOSE: &str = "scoring = { min_n_unit = 1, min_n_group = 1 }";

fn one(scheme: &str, answers: &[Vec<String>]) -> Road {
    Office::new(scheme, answers.len()).ballots(&answers_file(answers)).walk()
}

fn mixed(counts: &[(usize, &str)]) -> Vec<String> {
    counts.iter().flat_map(|(n, answer)| times(*n, answer)).collect()
}

#[test]
fn thirty_six_ballots_score_97_22_and_a_hundred_and_fourteen_97_37() {
    // 小陇山林业局 2016: 1/0.8/0.6 of full marks.
    let scheme = levels(
        &[("满意", "100"), ("较满意", "80"), ("一般", "60")],
        &format!("{LOOSE}\nrates = {{ satisfied = [\"满意\", \"较满意\"] }}"),
    );
    let road = one(
        &scheme.replace("\"满意\", \"较满意\"] }", "\"满意\"] }"),
        &[
            mixed(&[(32, "满意"), (3, "较满意"), (1, "一般")]),
            mixed(&[(103, "满意"), (7, "较满意"), (4, "一般")]),
        ],
    );
    assert_eq!(road.score(0), "97.22");
    assert_eq!(road.score(1), "97.37");
    // (103 + 7) / 114, the strict rate, counts the two upper levels.
    let wide = one(&scheme, &[mixed(&[(103, "满意"), (7, "较满意"), (4, "一般")])]);
    let rate = wide.estimates.units[0].whole_rates.satisfied.clone().unwrap();
    assert_eq!(rate.published.to_string(), "96.49");
    assert_eq!(rate.n, 114);
}

#[test]
fn a_score_is_rounded_once_from_the_exact_mean() {
    let scheme =
        range("94", "0.00001", LOOSE).replace("min = 84, max = 94", "min = 8.5, max = 8.6");
    assert_eq!(one(&scheme, &[times(1, "8.53459")]).score(0), "8.53");
}

#[test]
fn a_half_is_rounded_up_or_to_even_as_the_scheme_says() {
    // The ten answers sum to 849.85.
    let answers = [mixed(&[(9, "85"), (1, "84.85")])];
    for (rule, printed) in [("half-up", "84.99"), ("half-even", "84.98")] {
        let scheme = range("100", "0.05", &format!("{LOOSE}\nrounding = {{ rule = \"{rule}\" }}"));
        assert_eq!(one(&scheme, &answers).score(0), printed, "{rule}");
    }
}

#[test]
fn staged_rounding_gives_81_12_where_the_exact_score_is_81_11() {
    for (stages, printed) in [("[]", "81.11"), ("[\"group\"]", "81.12")] {
        let scheme = format!(
            "id = \"t\"\nname = \"t\"\n{LOOSE}\nrounding = {{ stages = {stages} }}\n{}\n[scale]\n\
             range = {{ min = 70, max = 90, step = 0.005 }}\n",
            TWO_BY_TWO.replace("[[indicators]]\nid = \"style\"\nlabel = \"作风\"\n", "")
        );
        let text = "票号,评议主体,单位,工作\n1,领导,单位000局,84.445\n1,群众,单位000局,77.775\n";
        let road = Office::new(&scheme, 1).ballots(text).walk();
        assert_eq!(road.score(0), printed);
    }
}

#[test]
fn a_hundred_dissatisfied_still_score_50_with_a_rate_of_0_and_a_caution() {
    let scheme = levels(
        &[("非常满意", "100"), ("满意", "90"), ("基本满意", "70"), ("不满意", "50")],
        &format!("{LOOSE}\nrates = {{ satisfied = [\"非常满意\", \"满意\", \"基本满意\"] }}"),
    );
    let road = one(&scheme, &[times(100, "不满意")]);
    assert_eq!(road.score(0), "50.00");
    let rate = road.estimates.units[0].whole_rates.satisfied.clone().unwrap();
    assert_eq!(rate.published.to_string(), "0.00");
    let cautions = &road.appraisal.scheme.cautions;
    assert!(cautions.iter().any(|caution| caution.kind.id() == "floor-score"));
}

#[test]
fn equal_prints_are_joint_and_the_next_rank_is_3_or_2() {
    let answers = [times(1, "84.39"), times(1, "84.386"), times(1, "84.31")];
    for (ties, third) in [("competition", 3), ("dense", 2)] {
        let ranking = format!("ranking = {{ tables = [\"overall\"], ties = \"{ties}\" }}");
        let scheme = range("100", "0.002", &format!("{LOOSE}\n{ranking}"));
        let road = one(&scheme, &answers);
        assert_eq!(road.ranks(), [Some((1, true)), Some((1, true)), Some((third, false))]);
    }
    let ranking = "ranking = { tables = [\"overall\"], compare = \"exact\" }";
    let road = one(&range("100", "0.002", &format!("{LOOSE}\n{ranking}")), &answers);
    assert_eq!(road.ranks(), [Some((1, false)), Some((2, false)), Some((3, false))]);
}

#[test]
fn a_quota_of_30_60_10_gives_38_76_and_14_of_128_units() {
    let grading = "grading = { within = \"overall\", quota = [{ grade = \"优秀\", share = 30 }, \
                   { grade = \"良好\", share = 60 }, { grade = \"一般\", share = 10 }] }";
    let scheme =
        range("200", "1", &format!("{LOOSE}\n{grading}\nranking = {{ tables = [\"overall\"] }}"));
    let answers: Vec<Vec<String>> = (0..128).map(|i| times(1, &(30 + i).to_string())).collect();
    let road = one(&scheme, &answers);
    let table = road.league.table(None, Measure::Whole).unwrap();
    let count = |grade| table.standings.iter().filter(|s| s.grade == Some(grade)).count();
    assert_eq!([count(0), count(1), count(2)], [38, 76, 14]);
}

#[test]
fn a_threshold_of_85_takes_what_is_printed_as_85() {
    let grading =
        "grading = { thresholds = [{ grade = \"满意\", from = 85 }, { grade = \"其他\" }] }";
    // 84.995 prints as 85.00 half-up; half to even it does too, for 8499 is odd.
    let answers = [times(1, "85"), times(1, "84.995"), times(1, "84.985"), times(1, "84.99")];
    for (rule, grades) in [("half-up", [0, 0, 1, 1]), ("half-even", [0, 0, 1, 1])] {
        let more = format!(
            "{LOOSE}\n{grading}\nrounding = {{ rule = \"{rule}\" }}\nranking = {{ tables = [\"overall\"] }}"
        );
        let road = one(&range("100", "0.005", &more), &answers);
        let table = road.league.table(None, Measure::Whole).unwrap();
        let found: Vec<_> =
            (0..4).map(|unit| table.standing(unit).unwrap().grade.unwrap()).collect();
        assert_eq!(found, grades, "{rule}");
    }
}

#[test]
fn five_per_cent_off_each_tail_is_the_floor_per_unit_and_group() {
    let trim = "scoring = { min_n_unit = 1, min_n_group = 1, trim = { share = 0.05 } }";
    for (n, trimmed, printed) in [(19, 0, "50.53"), (20, 2, "50.00"), (40, 4, "49.72")] {
        // One 100, one 10, the rest 50; of forty also one 40.
        let mut answers = mixed(&[(1, "100"), (1, "10"), (n - 2, "50")]);
        if n == 40 {
            answers[5] = "40".into();
        }
        let road = one(&range("100", "1", trim), &[answers]);
        let score = &road.estimates.units[0].whole;
        assert_eq!((score.n, score.trimmed), (n as u64, trimmed));
        // 19: 960/19; 20: the 18 in the middle; 40: 10 and 40 go below, 100 and a 50 above.
        let expected = if n == 40 { "50.00" } else { printed };
        assert_eq!(road.score(0), expected, "{n}");
    }
}

#[test]
fn pooled_and_ballot_first_differ_when_answers_are_missing() {
    // Two ballots: (100, blank) and (60, 30); equal weights.
    // Pooled: ((100 + 60) / 2 + 30 / 1) / 2 = (80 + 30) / 2 = 55.
    // Ballot-first: (100 + 45) / 2 = 72.5.
    let groups = "[[groups]]\nid = \"g1\"\nlabel = \"群众\"\n";
    let indicators = TWO_BY_TWO.split("[[groups]]").next().unwrap();
    let text = "票号,单位,工作,作风\n1,单位000局,满意,\n2,单位000局,一般,不满意\n";
    for (mode, printed) in [("pooled", "55.00"), ("ballot-first", "72.50")] {
        let head = FOUR_LEVELS.replace("[scoring]", &format!("[scoring]\nmode = \"{mode}\""));
        let scheme = format!("{head}{indicators}{groups}");
        let road = Office::new(&scheme, 1).ballots(text).walk();
        assert_eq!(road.score(0), printed, "{mode}");
        assert_eq!(road.measure(0, Measure::Indicator(0)), "80.00");
    }
}

#[test]
fn a_group_that_is_missing_is_treated_as_the_scheme_says() {
    // 单位000局: leaders 100, no public. 单位001局: leaders 60, public 30 and 60.
    let text = "票号,评议主体,单位,工作,作风\n\
                1,领导,单位000局,满意,满意\n\
                1,领导,单位001局,一般,一般\n\
                1,群众,单位001局,不满意,不满意\n\
                2,群众,单位001局,一般,一般\n";
    for (policy, first) in [
        ("renormalise", "100.00"),
        // The public's mean over the category is 45: (100 + 45) / 2.
        ("category-mean", "72.50"),
        ("zero", "50.00"),
        ("unranked", "100.00"),
    ] {
        let set = format!("[scoring]\nmissing_group = \"{policy}\"");
        let scheme = format!("{}{TWO_BY_TWO}", FOUR_LEVELS.replace("[scoring]", &set));
        let road = Office::new(&scheme, 2).ballots(text).walk();
        assert_eq!(road.score(0), first, "{policy}");
        assert_eq!(road.estimates.units[0].whole.missing_groups, [1], "{policy}");
        // (60 + 45) / 2.
        assert_eq!(road.score(1), "52.50", "{policy}");
        assert_eq!(road.ranks()[0].is_none(), policy == "unranked");
    }
}

#[test]
fn a_group_that_does_not_rate_a_unit_is_not_missing() {
    let only = TWO_BY_TWO.replace("label = \"群众\"", "label = \"群众\"\nonly_units = [\"U002\"]");
    let text =
        "票号,评议主体,单位,工作,作风\n1,领导,单位000局,满意,满意\n2,群众,单位000局,一般,一般\n";
    let road = Office::new(&format!("{FOUR_LEVELS}{only}"), 2).ballots(text).walk();
    assert_eq!(road.score(0), "100.00");
    assert!(road.estimates.units[0].whole.missing_groups.is_empty());
    assert_eq!(road.kinds(), [("group-not-rating", 1)]);
}

#[test]
fn answers_of_a_group_with_too_few_are_not_behind_the_score() {
    let scheme = format!("{FOUR_LEVELS}{TWO_BY_TWO}").replace("min_n_group = 1", "min_n_group = 2");
    let text = "票号,评议主体,单位,工作,作风\n\
                1,领导,单位000局,满意,满意\n2,领导,单位000局,满意,满意\n\
                3,群众,单位000局,不满意,不满意\n4,领导,单位001局,满意,满意\n";
    let road = Office::new(&scheme, 2).ballots(text).walk();
    assert_eq!(road.score(0), "100.00");
    let score = &road.estimates.units[0].whole;
    assert_eq!((score.n, score.missing_groups.as_slice()), (2, [1_usize].as_slice()));
    // One answer alone is no score; it is said, not hidden.
    assert_eq!(road.estimates.units[1].whole.published(), None);
    assert_eq!(road.estimates.units[1].indicators[0].n, 1);
}
