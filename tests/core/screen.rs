//! The rules that judge papers: in any order of rows, without voiding where they only flag, and to
//! be taken away one by one.

use pingyi::ballot::Ballots;
use pingyi::estimate::{Estimates, Measure};
use pingyi::finding::Effect;
use pingyi::scheme::RuleKind;
use pingyi::tally::Tally;

use crate::office::{FOUR_LEVELS, Office, Road, TWO_BY_TWO, unit_names};

const HEAD: &str = "票号,评议主体,单位,工作,作风,提交时间,所用时间,来自IP,所在单位\n";

fn scheme(rules: &[&str]) -> String {
    let rules: String = rules.iter().map(|rule| format!("[[rules]]\n{rule}\n")).collect();
    format!("{FOUR_LEVELS}{TWO_BY_TWO}{rules}")
}

fn walk(rules: &[&str], rows: &[String]) -> Road {
    Office::new(&scheme(rules), 12).ballots(&format!("{HEAD}{}", rows.concat())).walk()
}

/// Position of the first rule of a kind.
fn rule(road: &Road, kind: RuleKind) -> usize {
    let rules = &road.appraisal.scheme.rules;
    rules.iter().position(|rule| rule.when == kind).expect("the scheme has it")
}

/// A paper on units from the first: `answers` gives the two answers on each.
fn paper(number: u64, group: &str, rest: &str, answers: &[(&str, &str)]) -> Vec<String> {
    let names = unit_names(answers.len());
    let row = |(name, (a, b)): (&String, &(&str, &str))| {
        format!("{number},{group},{name},{a},{b},{rest}\n")
    };
    names.iter().zip(answers).map(row).collect()
}

/// Answers that vary, other ones for every `seed`.
fn honest(seed: u64) -> Vec<(&'static str, &'static str)> {
    let levels = ["满意", "基本满意", "一般", "不满意"];
    let at = |place: u64| {
        let mixed = (seed * 64 + place + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        levels[(mixed >> 62) as usize]
    };
    (0..12).map(|unit| (at(2 * unit), at(2 * unit + 1))).collect()
}

/// Twelve honest papers, two straight-liners, three copies, one in a hurry, one on the own unit.
fn rows() -> Vec<String> {
    let mut rows = Vec::new();
    for number in 0..12 {
        let group = if number % 2 == 0 { "领导" } else { "群众" };
        let rest = format!("2024/6/3 10:{number:02}:00,300秒,10.0.0.{number},");
        rows.extend(paper(number, group, &rest, &honest(number)));
    }
    for number in 12..14 {
        let rest = format!("2024/6/4 9:00:0{},400秒,10.0.1.{number},", number - 10);
        rows.extend(paper(number, "群众", &rest, &[("基本满意", "基本满意"); 12]));
    }
    for number in 14..17 {
        let rest = format!("2024/6/5 9:{number}:00,200秒,10.0.2.9,");
        rows.extend(paper(number, "群众", &rest, &honest(40)));
    }
    rows.extend(paper(17, "领导", "2024/6/5 11:00:00,12秒,10.0.3.1,", &honest(51)));
    rows.extend(paper(18, "领导", "2024/6/5 11:20:00,250秒,10.0.3.2,单位003局", &honest(52)));
    rows
}

fn kinds(road: &Road) -> Vec<(&'static str, u64)> {
    road.kinds()
}

#[test]
fn the_default_screen_flags_what_is_planted_and_nothing_else() {
    let road = walk(&[], &rows());
    let expected = [("self-rating", 1), ("all-equal", 2), ("too-fast", 1), ("burst", 3)];
    assert_eq!(kinds(&road), expected);
    assert!(road.found().keys().all(|(_, effect)| *effect == Effect::Flag));
    let ballots = road.intake.ballots();
    assert_eq!(ballots.len(), 19 * 12, "a flag voids nothing");
    assert!(road.intake.set_aside().is_empty());
    let hits = road.intake.screen().rule(rule(&road, RuleKind::Burst)).unwrap();
    assert_eq!((hits.papers, hits.ballots, hits.by_unit[3]), (3, 36, 3));
    assert_eq!(hits.by_group, [0, 36]);
    let marked =
        |bit: usize| (0..ballots.len()).filter(|b| ballots.marks_of(*b) >> bit & 1 == 1).count();
    assert_eq!(marked(rule(&road, RuleKind::Burst)), 36);
    assert_eq!(marked(rule(&road, RuleKind::SelfRating)), 1);
}

#[test]
fn no_finding_repeats_who_it_was_or_when_or_from_where() {
    let road = walk(&["when='shared-device'\neffect='flag'\npapers=2"], &rows());
    assert!(kinds(&road).contains(&("shared-device", 3)));
    let facts = road.intake.findings().iter().flat_map(|finding| &finding.facts);
    for (_, fact) in facts {
        for secret in ["10.0.", "2024", "9:1", "12秒"] {
            assert!(!fact.contains(secret), "{fact}");
        }
    }
}

#[test]
fn the_order_of_rows_does_not_decide_what_is_met() {
    let rules = ["when='all-equal'\neffect='void-ballot'", "when='burst'\neffect='void-ballot'"];
    let forth = walk(&rules, &rows());
    let mut back = rows();
    back.reverse();
    let back = walk(&rules, &back);
    assert_eq!(forth.tally, back.tally);
    assert_eq!(kinds(&forth), kinds(&back));
    let sums = |road: &Road| road.intake.screen().clone();
    assert_eq!(sums(&forth), sums(&back));
    assert_eq!(forth.rows(), (14 * 12, 5 * 12, 0));
}

#[test]
fn without_a_rule_the_ballots_are_those_of_a_scheme_that_only_flags() {
    let (equal, fast) = ("when='all-equal'\neffect='void-ballot'", "when='too-fast'\neffect=");
    let both = walk(&[equal, &format!("{fast}'void-ballot'")], &rows());
    let flags = walk(&[equal, &format!("{fast}'flag'")], &rows());
    assert_eq!(both.intake.set_aside().len(), 3 * 12);
    let same = |a: &Ballots, b: &Ballots| {
        assert_eq!(a, b);
    };
    let fast = rule(&both, RuleKind::TooFast);
    same(&both.intake.ballots_without(fast), flags.intake.ballots());
    same(&flags.intake.ballots_with(fast), both.intake.ballots());
    assert_eq!(Tally::count_without(&both.appraisal, &both.intake, fast), flags.tally);
    assert_eq!(Tally::count_with(&flags.appraisal, &flags.intake, fast), both.tally);
    let other = rule(&both, RuleKind::NearMaximum);
    same(&both.intake.ballots_without(other), both.intake.ballots());
    let estimates = |tally: &Tally| Estimates::score(&both.appraisal, tally).units[3].clone();
    let published = |tally: &Tally| estimates(tally).score(Measure::Whole).value.clone().unwrap();
    let without = Tally::count_without(&both.appraisal, &both.intake, fast);
    assert_ne!(published(&without).published, published(&both.tally).published);
}

#[test]
fn a_ballot_that_meets_two_rules_is_counted_once_under_the_first() {
    let equal = "when='all-equal'\neffect='void-ballot'";
    let late = "when='out-of-dates'\neffect='void-ballot'\nto='2024-06-03'";
    let road = walk(&[equal, late], &rows());
    let void = &road.intake.account().returns.groups[1].void_papers;
    let void: Vec<(&str, u64)> = void.iter().map(|(kind, n)| (kind.id(), *n)).collect();
    assert_eq!(void, [("out-of-dates", 3), ("all-equal", 2)]);
    // Taking the first away does not bring back what the second voids too.
    let without = road.intake.ballots_without(rule(&road, RuleKind::AllEqual));
    assert_eq!(without.len(), road.intake.ballots().len());
}

#[test]
fn a_paper_is_judged_over_all_files_and_after_duplicates() {
    let rules = ["when='all-equal'\neffect='void-ballot'\nleast_units=2"];
    let office = Office::new(&scheme(&rules), 12);
    let head = "票号,评议主体,单位,工作,作风\n";
    office.write("a.csv", &format!("{head}1,群众,单位000局,一般,一般\n"));
    office
        .write("b.csv", &format!("{head}1,群众,单位001局,一般,一般\n1,群众,单位000局,一般,一般\n"));
    let office = office.period("2024H1", "", &[(&["a.csv", "b.csv"], "")]);
    let road = office.walk();
    assert_eq!(road.kinds(), [("duplicate-ballot", 1), ("all-equal", 1)]);
    assert_eq!(road.rows(), (0, 3, 0));
    let finding = road.intake.findings().iter().find(|finding| finding.kind.id() == "all-equal");
    let place = &finding.unwrap().place;
    assert_eq!((place.file.as_deref(), place.row), (Some("a.csv"), Some(2)));
}

#[test]
fn equal_papers_are_a_burst_only_where_they_come_together_and_vary() {
    let burst = |minutes: &str, times: &[&str], answers: &[(&str, &str)]| {
        let rule = format!("when='burst'\neffect='flag'\n{minutes}");
        let times = (0..).zip(times);
        let papers = times.flat_map(|(n, time)| paper(n, "群众", &format!("{time},,,"), answers));
        let road = walk(&[&rule], &papers.collect::<Vec<_>>());
        road.kinds().iter().filter(|(kind, _)| *kind == "burst").map(|(_, n)| *n).sum::<u64>()
    };
    let day = ["2024/6/3 8:00:00", "2024/6/3 8:40:00", "2024/6/3 9:20:00", "2024/6/3 9:21:00"];
    let varied = honest(7);
    assert_eq!(burst("", &day, &varied), 4, "at any time");
    assert_eq!(burst("minutes=60", &day, &varied), 3, "the first is too early");
    assert_eq!(burst("minutes=90", &day, &varied), 4);
    assert_eq!(burst("minutes=10", &day, &varied), 0);
    assert_eq!(burst("minutes=10", &["", "", ""], &varied), 3, "without times all count");
    assert_eq!(burst("minutes=10", &["2024/6/3", "2024/6/3", ""], &varied), 3, "days are no times");
    assert_eq!(
        burst("", &day, &[("满意", "满意"); 12]),
        0,
        "papers that do not vary are no copies"
    );
    assert_eq!(burst("", &day, &varied[..8]), 0, "too few answers to be sure");
}

#[test]
fn the_columns_of_a_wide_sheet_say_what_was_asked() {
    let rules = ["when='incomplete'\neffect='void-ballot'"];
    let names = unit_names(2);
    let head = format!("票号,评议主体,{0}-工作,{1}-工作,{1}-作风\n", names[0], names[1]);
    let text = format!("{head}1,群众,满意,,\n2,群众,满意,满意,\n3,群众,不了解,满意,一般\n");
    let road = Office::new(&scheme(&rules), 12).ballots(&text).walk();
    let incomplete = road.kinds().into_iter().find(|(kind, _)| *kind == "incomplete");
    assert_eq!(incomplete, Some(("incomplete", 1)));
    assert_eq!(road.rows(), (2, 1, 0), "a unit that was not rated is not left blank");
}

#[test]
fn a_batch_of_only_the_best_is_told_unless_most_papers_are_like_that() {
    let batch = |others: &str| {
        let office = Office::new(&scheme(&[]), 12);
        let head = "票号,评议主体,单位,工作,作风\n";
        let rows = |range: std::ops::Range<u32>, answers: &str| -> String {
            range.map(|n| format!("{n},群众,单位000局,{answers}\n")).collect()
        };
        office.write("a.csv", &format!("{head}{}", rows(0..20, "满意,满意")));
        let mixed = rows(20..30, "满意,满意") + &rows(30..40, others);
        office.write("b.csv", &format!("{head}{mixed}"));
        let office = office.period("2024H1", "", &[(&["a.csv", "b.csv"], "")]);
        office.walk().kinds()
    };
    assert_eq!(batch("满意,一般"), [("satisfied-batch", 1)]);
    assert_eq!(batch("满意,满意"), []);
}
