//! What is withheld on estimates made by hand.

use std::path::Path;

use super::*;
use crate::intake::Intake;
use crate::tally::Tally;

/// Two open units and one for the leaders, three groups of which the first two weigh a quarter each, two indicators of equal weight;
/// groups and units of any size are scored and ranked.
const SCHEME: &str = r#"
id = "probe"
name = "试"
language = "zh-CN"
[scale]
levels = [
  { id = "good", label = "满意", points = 100 },
  { id = "bad", label = "不满意", points = 0 },
]
[[groups]]
id = "a"
label = "领导"
weight = 25
[[groups]]
id = "b"
label = "企业"
weight = 25
[[groups]]
id = "c"
label = "群众"
weight = 50
[[indicators]]
id = "work"
label = "业务"
weight = 50
[[indicators]]
id = "open"
label = "公开"
weight = 50
[[categories]]
id = "open"
label = "公开类"
[[categories]]
id = "secret"
label = "内部类"
publication = "internal"
[scoring]
mode = "ballot-first"
min_n_unit = 1
min_n_group = 1
[ranking]
tables = ["overall", "category", "indicator"]
"#;

const APPRAISAL: &str = r#"
title = "试"
scheme = "scheme.toml"
register = "register.csv"
[[periods]]
period = "2025H2"
[[periods.ballots]]
files = ["ballots.csv"]
layout = "rater-unit"
"#;

/// A group's papers on a unit: how many, and how many of them leave the second indicator blank.
type Papers = (&'static str, &'static str, usize, usize);

/// The estimates and league of these papers.
fn counted(papers: &[Papers]) -> (Appraisal, Estimates, League) {
    counted_by(SCHEME, papers)
}

fn counted_by(scheme: &str, papers: &[Papers]) -> (Appraisal, Estimates, League) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let mut ballots = String::from("评议人,主体,单位,业务,公开\n");
    let mut rater = 0;
    for (group, unit, n, blank) in papers {
        for paper in 0..*n {
            rater += 1;
            let first = if paper % 3 == 0 { "不满意" } else { "满意" };
            let second = if paper < *blank { "" } else { "满意" };
            ballots += &format!("r{rater},{group},{unit},{first},{second}\n");
        }
    }
    write("scheme.toml", scheme);
    write("appraisal.toml", APPRAISAL);
    write("register.csv", "id,name,category\nu1,甲局,open\nu2,乙局,open\nu3,密办,secret\n");
    write("ballots.csv", &ballots);
    walked(folder.path())
}

fn walked(folder: &Path) -> (Appraisal, Estimates, League) {
    let appraisal = Appraisal::open(folder, None).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let league = League::rank(&appraisal, &estimates);
    (appraisal, estimates, league)
}

fn told(papers: &[Papers]) -> (Estimates, Told) {
    let (appraisal, estimates, league) = counted(papers);
    let told = Told::of(&appraisal, &estimates, &league, &[]);
    (estimates, told)
}

const WELL: [Papers; 6] = [
    ("领导", "甲局", 8, 0),
    ("企业", "甲局", 20, 0),
    ("群众", "甲局", 30, 0),
    ("领导", "乙局", 9, 0),
    ("企业", "乙局", 20, 0),
    ("群众", "乙局", 30, 0),
];

#[test]
fn where_enough_people_answered_everything_is_told() {
    let (estimates, told) = told(&WELL);
    assert_eq!(told.estimates.units[..2], estimates.units[..2]);
    assert_eq!(told.estimates.city, estimates.city);
    assert!(told.tables.is_empty() && told.hidden.thin().is_empty());
}

#[test]
fn a_group_of_three_is_withheld_and_the_next_smallest_with_it() {
    let mut papers = WELL;
    papers[0].2 = 3;
    let (estimates, told) = told(&papers);
    let groups = &told.estimates.units[0].groups;
    assert!(groups[0].whole.is_withheld() && groups[1].whole.is_withheld());
    assert!(groups[0].leaves.iter().all(Score::is_withheld));
    assert_eq!(groups[2], estimates.units[0].groups[2]);
    assert_eq!(told.estimates.units[0].whole, estimates.units[0].whole);
    assert_eq!(told.estimates.units[1], estimates.units[1]);
}

/// 甲局 has three leaders and 乙局 none, for whom the mean of the leaders stands in: with the other groups of 乙局
/// told, that mean would follow from its score, and what the three said from the mean.
#[test]
fn no_group_is_told_beside_a_mean_that_stands_in_and_holds_few() {
    let scheme =
        SCHEME.replace("min_n_group = 1", "min_n_group = 5\nmissing_group = \"category-mean\"");
    let all = |papers: &[Papers]| {
        let (appraisal, estimates, league) = counted_by(&scheme, papers);
        let told = Told::of(&appraisal, &estimates, &league, &[]);
        let hidden = |unit: usize| {
            let groups =
                told.estimates.units[unit].groups.iter().zip(&estimates.units[unit].groups);
            let scored = groups.filter(|(_, own)| own.whole.value.is_ok());
            scored.map(|(told, _)| told.whole.is_withheld()).collect::<Vec<_>>()
        };
        assert!(told.estimates.units[1].whole.value.is_ok());
        (hidden(0), hidden(1))
    };
    let mut papers = WELL;
    papers[3].2 = 0;
    assert_eq!(all(&papers), (vec![false; 3], vec![false; 2]));
    papers[0].2 = 3;
    assert_eq!(all(&papers), (vec![true; 3], vec![true; 2]));
}

#[test]
fn an_indicator_of_three_is_withheld_with_another_its_means_and_its_tables() {
    let mut papers = WELL;
    // Of 58 papers on 甲局 three answer the second indicator.
    (papers[0].3, papers[1].3, papers[2].3) = (8, 20, 27);
    let (estimates, told) = told(&papers);
    let unit = &told.estimates.units[0];
    assert_eq!(estimates.units[0].indicators[1].n, 3);
    assert!(unit.indicators.iter().all(Score::is_withheld));
    assert_eq!(unit.whole, estimates.units[0].whole);
    for measure in [Measure::Indicator(0), Measure::Indicator(1)] {
        assert_eq!(told.estimates.city.of(measure), None);
        assert_eq!(told.estimates.categories[0].of(measure), None);
        assert!(told.league.table(None, measure).is_none());
        assert!(told.tables.contains(&(None, measure)));
    }
    assert!(told.league.table(None, Measure::Whole).is_some());
    assert!(told.estimates.city.of(Measure::Whole).is_some());
}

#[test]
fn a_unit_of_three_raters_is_withheld_with_the_means_and_tables_it_is_in() {
    let mut papers = WELL;
    (papers[0].2, papers[1].2, papers[2].2) = (1, 1, 1);
    let (_, told) = told(&papers);
    assert!(told.estimates.units[0].whole.is_withheld());
    assert_eq!(told.hidden.thin(), [0]);
    assert_eq!(told.estimates.city.of(Measure::Whole), None);
    assert!(told.league.tables.iter().all(|table| table.standing(0).is_none()));
    assert!(told.league.table(None, Measure::Whole).is_none());
}

#[test]
fn nothing_of_a_unit_for_the_leaders_is_left() {
    let mut papers = WELL.to_vec();
    papers.push(("群众", "密办", 40, 0));
    let (estimates, told) = told(&papers);
    assert!(estimates.units[2].whole.value.is_ok());
    let unit = &told.estimates.units[2];
    assert!(unit.whole.is_withheld() && unit.indicators.iter().all(Score::is_withheld));
    assert!(told.hidden.is_secret(2) && !told.hidden.is_secret(0));
    assert!(told.league.tables.iter().all(|table| table.category != Some(1)));
    assert_eq!(told.estimates.categories[1].of(Measure::Whole), None);
    assert_eq!(told.estimates.city, estimates.city);
}

#[test]
fn what_is_told_can_be_told_again() {
    let mut papers = WELL;
    papers[0].2 = 3;
    let (appraisal, estimates, league) = counted(&papers);
    let once = Told::of(&appraisal, &estimates, &league, &[]);
    let twice = Told::of(&appraisal, &once.estimates, &once.league, &[]);
    assert_eq!(twice.estimates, once.estimates);
    assert_eq!(twice.league, once.league);
}

#[test]
fn a_part_that_is_withheld_cannot_be_had_from_the_year() {
    let mut papers = WELL;
    papers[0].2 = 3;
    let (appraisal, thin, _) = counted(&papers);
    let (_, full, league) = counted(&WELL);
    let told = Told::of(&appraisal, &full, &league, &[thin]);
    assert!(told.estimates.units[0].groups[0].whole.is_withheld());
}

/// Shares count answers, scores weigh groups: both together would be two equations for two groups.
#[test]
fn shares_of_answers_go_with_a_group_or_an_indicator_that_is_withheld() {
    let mut papers = WELL;
    papers[0].2 = 3;
    let (estimates, of_group) = told(&papers);
    let rates = |unit: &UnitEstimate| (unit.whole_rates.clone(), unit.leaf_rates.clone());
    let first = &of_group.estimates.units[0];
    assert!(first.whole_rates.are_of_nobody());
    assert!(first.leaf_rates.iter().all(Rates::are_of_nobody));
    assert_eq!(rates(&of_group.estimates.units[1]), rates(&estimates.units[1]));
    let mut papers = WELL;
    (papers[0].3, papers[1].3, papers[2].3) = (8, 20, 27);
    let (_, of_indicator) = told(&papers);
    assert!(of_indicator.estimates.units[0].whole_rates.are_of_nobody());
    let (_, well) = told(&WELL);
    assert!(well.estimates.units.iter().take(2).all(|unit| !unit.whole_rates.are_of_nobody()));
}

/// A unit that was for the leaders in the first half and is ranked in the second: the year and the second
/// half would tell the first.
#[test]
fn a_part_for_the_leaders_cannot_be_had_from_the_year() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("scheme.toml", SCHEME);
    let period = |name: &str| {
        let of = APPRAISAL.split_once("[[periods]]").unwrap().1;
        format!("[[periods]]{}", of.replace("2025H2", name).replace("ballots.csv", name))
    };
    let head = APPRAISAL.split_once("[[periods]]").unwrap().0;
    write("appraisal.toml", &format!("{head}{}{}", period("2025H1"), period("2025H2")));
    write(
        "register.csv",
        "id,name,category,from,to\nu1,甲局,open,,\nu2,乙局,secret,,2025H1\nu2,乙局,open,2025H2,\nu3,密办,secret,,\n",
    );
    for (shift, name) in ["2025H1", "2025H2"].iter().enumerate() {
        let mut ballots = String::from("评议人,主体,单位,业务,公开\n");
        for rater in 0..40 {
            let unit = ["甲局", "乙局"][rater % 2];
            let mark = if rater % (3 + shift) == 0 { "不满意" } else { "满意" };
            ballots += &format!("r{rater}{shift},群众,{unit},{mark},满意\n");
        }
        write(name, &ballots);
    }
    let open = |period: &str| {
        let appraisal = Appraisal::open(folder.path(), Some(period.parse().unwrap())).unwrap();
        let was: Vec<bool> = (0..3).map(|unit| appraisal.was_internal(unit)).collect();
        (appraisal, was)
    };
    assert_eq!(open("2025H2").1, [false, false, false]);
    let (year, was) = open("2025");
    assert_eq!(was, [false, true, true]);
    let (_, estimates, league) = counted(&WELL);
    let told = Told::of(&year, &estimates, &league, &[]);
    assert!(told.estimates.units[1].whole.is_withheld() && !told.hidden.is_secret(1));
    assert!(told.hidden.thin().is_empty());
    assert!(!told.estimates.units[0].whole.is_withheld());
}

/// Whoever knows all that is told, and the weights, has as many unknowns as equations allow: a group that
/// is withheld can take every value of the scale.
#[test]
fn what_is_withheld_cannot_be_solved_for() {
    let mut papers = WELL;
    papers[0].2 = 3;
    let (estimates, told) = told(&papers);
    let unit = &told.estimates.units[0];
    let whole = estimates.units[0].whole.value.as_ref().unwrap().exact.to_f64();
    let told: Vec<usize> = (0..3).filter(|at| !unit.groups[*at].whole.is_withheld()).collect();
    assert_eq!(told, [2]);
    let known = unit.groups[2].whole.value.as_ref().unwrap().exact.to_f64();
    // One equation for two unknowns: (x + y) / 4 + known / 2 = whole, with x and y within 0 and 100.
    let rest = (whole - known / 2.0) * 4.0;
    let (least, most) = ((rest - 100.0).max(0.0), rest.min(100.0));
    assert!(most - least > 20.0, "{least} to {most}");
}
