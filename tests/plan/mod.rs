//! `pingyi plan`: what it prints and writes before a survey, and what it refuses.

use std::collections::{BTreeMap, BTreeSet};

use pingyi::sampling::code_is_valid;

use crate::harness::{Folder, Run};

const REGISTER: &str = "编号,姓名,评议主体,分层,电话\n";

/// Sixty raters: twenty firms in two strata, forty of the public.
fn raters() -> Vec<String> {
    let row = |n: usize| match (n.is_multiple_of(3), n.is_multiple_of(2)) {
        (true, true) => format!("R{n:02},=甲{n},企业,大型,+86{n}\n"),
        (true, false) => format!("R{n:02},@乙{n},企 业,小型,\n"),
        (false, _) => format!("R{n:02},丙{n},群众,,{n}\n"),
    };
    (0..60).map(row).collect()
}

fn folder(rows: &[String]) -> Folder {
    let text = format!("{REGISTER}{}", rows.concat());
    Folder::with(&BTreeMap::from([("raters.csv".to_owned(), text.into_bytes())]))
}

fn run(folder: &Folder, line: &str) -> Run {
    folder.run(&line.split(' ').collect::<Vec<_>>())
}

fn refused(line: &str) -> String {
    let run = run(&folder(&raters()), &format!("{line} --lang en"));
    assert_eq!((run.status, run.out.as_str(), run.written.len()), (64, "", 0), "{line}");
    run.err
}

fn written(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).expect("the list is text")
}

#[test]
fn the_raters_needed_are_those_that_r_says() {
    // The least n with qt(.975, n − 1) · 15 / √n ≤ 2; power.t.test(delta = 5, sd = 15, power = .8).
    let folder = Folder::sound();
    for (wanted, needed) in [("--half-width 2", "219"), ("--difference 5", "143")] {
        let run = run(&folder, &format!("plan size --spread 15 {wanted} --format csv --lang en"));
        assert_eq!((run.status, run.err.as_str(), run.written.len()), (0, "", 0));
        let line = run.out.lines().nth(1).unwrap();
        assert_eq!(line.split(',').nth(4), Some(needed), "{}", run.out);
    }
}

#[test]
fn a_plan_from_assumptions_says_what_it_assumed_in_both_languages() {
    let folder = Folder::sound();
    let line = "plan size --spread 15 --weight 企业=60 --weight 群众=40 --half-width 1.5 \
                --response 80% --population 群众=100";
    let english = run(&folder, &format!("{line} --lang en"));
    assert_eq!(english.err, "");
    for said in ["Wanted: a 95% interval of a unit's score of ±1.5 points", "Worked out from"] {
        assert!(english.out.contains(said), "{}", english.out);
    }
    let chinese = run(&folder, &line.replace("plan size", "规划 样本量"));
    for said in ["所需评议人", "推算依据", "单位得分的 95% 置信区间不宽于 ±1.5 分"]
    {
        assert!(chinese.out.contains(said), "{}", chinese.out);
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    assert_eq!(digits(&chinese.out), digits(&english.out));
}

#[test]
fn a_plan_from_the_sample_data_reaches_what_is_wanted_in_every_category() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data");
    let folder = Folder::sound();
    let run = run(&folder, &format!("plan size {root} --half-width 2 --format json --lang zh"));
    assert_eq!((run.status, run.written.len()), (1, 0), "{}", run.err);
    let rows: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let rows = rows.as_array().unwrap();
    let of = |table: &str| rows.iter().filter(|row| row["table"] == table).collect::<Vec<_>>();
    let scores: Vec<_> =
        of("plan-size").into_iter().filter(|row| row["reliability"].is_number()).collect();
    assert_eq!(scores.len(), 3);
    let widest = scores.iter().map(|row| row["half_width"].as_f64().unwrap()).fold(0.0, f64::max);
    assert!((1.99..=2.0).contains(&widest), "{widest}");
    let leaders = of("plan-size").into_iter().find(|row| row["group"] == "市领导").unwrap();
    assert_eq!(leaders["now"], 30.0);
    assert!(of("plan-basis").len() > 10);
}

#[test]
fn a_plan_that_cannot_be_made_is_refused_with_what_is_missing() {
    for (line, said) in [
        ("plan size --spread 15", "give one of --half-width"),
        ("plan size --spread 15 --half-width 1 --difference 2", "cannot go together"),
        ("plan size --spread x --half-width 1", "It must be a number above 0."),
        ("plan size --spread 15 --reliability 0.8", "give --between"),
        ("plan size --spread 15 --half-width 1 --allocation proportional", "give --population"),
        ("plan size --spread 企业=5 --half-width 1", "Name the groups with --weight"),
        (
            "plan size --weight 企业=1 --weight 群众=1 --spread 9 --spread 企=5 --half-width 1",
            "Is “企业” meant?",
        ),
        (
            "plan size --spread 15 --half-width 1 --population 100 --per-rater 5 --units 10",
            "it would be 3.01",
        ),
        ("plan sizes", "Is “size” meant?"),
    ] {
        let err = refused(line);
        assert!(err.contains(said), "{line}: {err}");
    }
}

#[test]
fn the_same_seed_draws_the_same_raters_in_whatever_order_they_stand() {
    let line =
        "plan draw raters.csv --take 企业=6 --take 群众=10 --reserve 20% --seed 7 --out d.csv";
    let (one, other) = (folder(&raters()), {
        let mut turned = raters();
        turned.reverse();
        folder(&turned)
    });
    let first = run(&one, line);
    assert_eq!((first.status, first.err.as_str()), (0, ""));
    assert_eq!(first.written, ["d.csv"]);
    run(&other, line);
    let list = written(&one, "d.csv");
    // 企业 and 企 业 are one group, and which spelling came first does not show in the sample.
    assert_eq!(list, written(&other, "d.csv"));
    let of = |word: &str| list.lines().filter(|line| line.starts_with(word)).count();
    assert_eq!((of("样本"), of("备用")), (16, 4));
    assert_ne!(list, run(&one, &line.replace("--seed 7 --out d.csv", "--seed 8")).out);
}

#[test]
fn the_list_opens_in_a_spreadsheet_without_running_anything() {
    let folder = folder(&raters());
    let list = run(&folder, "plan draw raters.csv --total 60 --seed 1 --lang en").out;
    assert!(list.starts_with('\u{feff}'));
    assert_eq!(list.lines().count(), 61);
    for cell in list.lines().flat_map(|line| line.split(',')) {
        let cell = cell.trim_matches('"');
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert!(list.contains("\"'=甲0\"") && list.contains("\"'+860\""), "{list}");
}

#[test]
fn design_weights_add_up_to_the_register() {
    let list = run(&folder(&raters()), "plan draw raters.csv --total 30 --share equal --seed 1");
    let weights = list.out.lines().skip(1).map(|line| line.split(',').nth(2).unwrap());
    let sum: f64 = weights.map(|weight| weight.parse::<f64>().unwrap()).sum();
    assert!((sum - 60.0).abs() < 1e-4, "{sum}");
}

#[test]
fn a_draw_that_cannot_be_made_is_refused_with_the_nearest() {
    for (line, said) in [
        ("plan draw raters.csv --take 企业=6", "give --seed"),
        ("plan draw raters.csv --seed 1", "give --take or --total"),
        ("plan draw raters.csv --total 61 --seed 1", "has 60 raters, and 61"),
        ("plan draw raters.csv --take 企业/大型=11 --seed 1", "“企业/大型” has 10 raters, and 11"),
        ("plan draw raters.csv --take 企业/大形=1 --seed 1", "Is “企业/大型” meant?"),
        ("plan draw raters.csv --take 企业=1 --take 企业/大型=1 --seed 1", "drawn from twice"),
        ("plan draw raters.csv --take 6 --seed 1", "write GROUP=VALUE"),
        ("plan draw raters.csv --total 9 --reserve x --seed 1", "or one with %"),
    ] {
        let err = refused(line);
        assert!(err.contains(said), "{line}: {err}");
    }
}

#[test]
fn the_register_is_never_written_over() {
    let run = run(&folder(&raters()), "plan draw raters.csv --total 9 --seed 1 --out raters.csv");
    assert_eq!((run.status, run.written.len()), (2, 0));
}

#[test]
fn codes_follow_from_a_secret_and_without_one_are_new_each_time() {
    let folder = Folder::sound();
    let secret =
        "plan codes --count 企业=30 --count 群众=20 --seed 秘密的一句话不少于十六个字符才可以";
    let (one, again) = (run(&folder, secret), run(&folder, secret));
    assert_eq!(one, again);
    assert!(one.err.contains("种子"), "{}", one.err);
    let codes: BTreeSet<&str> =
        one.out.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
    assert_eq!(codes.len(), 50);
    assert!(codes.iter().all(|code| code_is_valid(code)));
    let (new, other) = (run(&folder, "plan codes --count 5"), run(&folder, "plan codes --count 5"));
    assert_ne!(new.out, other.out);
    assert!(new.out.lines().skip(1).all(code_is_valid));
}

#[test]
fn codes_that_cannot_be_made_or_kept_secret_are_refused() {
    for (line, said) in [
        ("plan codes", "--count"),
        ("plan codes --count 0", "a whole number above 0"),
        ("plan codes --count 1000001", "more than can be made at once (1000000)"),
        ("plan codes --count 5 --seed 20260107", "at least 16 characters"),
        ("plan codes --count 5 --count 企业=5", "write GROUP=VALUE"),
        ("plan codes --count 企业=5 --count 企业=6", "drawn from twice"),
    ] {
        let err = refused(line);
        assert!(err.contains(said), "{line}: {err}");
    }
    let folder = Folder::sound();
    let line = "plan codes --count 5 --out codes.csv";
    assert_eq!(run(&folder, line).written, ["codes.csv"]);
    let again = run(&folder, line);
    assert_eq!((again.status, again.written.len()), (2, 0), "a list in use is lost");
}
