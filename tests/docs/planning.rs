//! `docs/methods.md`, §19, computed; and the same numbers by R, from `tests/oracle/plan.R`.

use std::collections::BTreeMap;

use pingyi::appraisal::Appraisal;
use pingyi::estimate::Estimates;
use pingyi::intake::Intake;
use pingyi::sampling::{Allocation, Design, GroupDesign, Judging, Target, ballot_codes, read_code};
use pingyi::tally::Tally;

use crate::{section, text};

const SCHEME: &str = "id='t'\nname='t'\nindicators=[{label='作风'}]\ngroups=[{label='群众'}]
[scale]
levels = [
  { label = '满意', points = 100 }, { label = '基本满意', points = 80 },
  { label = '一般', points = 60 }, { label = '不满意', points = 30 },
]
[scoring]
min_n_unit=0
min_n_group=1
";

/// What four raters say of three units: points 100 100 80 60, 100 80 80 80 and 60 60 30 30.
const ANSWERS: [(&str, [&str; 4]); 3] = [
    ("甲", ["满意", "满意", "基本满意", "一般"]),
    ("乙", ["满意", "基本满意", "基本满意", "基本满意"]),
    ("丙", ["一般", "一般", "不满意", "不满意"]),
];

/// The expected values of R, by id.
fn oracle() -> BTreeMap<String, f64> {
    let lines = text("tests/oracle/plan.csv");
    let pairs = lines.lines().skip(1).filter_map(|line| line.split_once(','));
    pairs.map(|(id, value)| (id.to_owned(), value.parse().expect("a number"))).collect()
}

fn one(spread: f64) -> Design {
    Design::assumed(vec![GroupDesign::new("a")], vec![Judging::new(1.0, spread)])
}

fn needed(design: &Design, target: Target) -> f64 {
    design.size(target, Allocation::Optimal).expect("it can be reached").raters[0] as f64
}

#[test]
fn raters_needed_and_precision_are_those_of_r() {
    let r = oracle();
    let close = |id: &str, value: f64| {
        assert!((r[id] - value).abs() < 1e-9 * value.abs(), "{id}: {value}, R says {}", r[id]);
    };
    for (id, width) in [("half-width-1", 1.0), ("half-width-2", 2.0), ("half-width-5", 5.0)] {
        close(id, needed(&one(15.0), Target::HalfWidth(width)));
    }
    let mut few = one(15.0);
    few.groups[0].population = Some(400);
    close("half-width-2-of-400", needed(&few, Target::HalfWidth(2.0)));
    let mut clustered = one(15.0);
    clustered.design_effect = 1.5;
    close("half-width-2-design-effect", needed(&clustered, Target::HalfWidth(2.0)));
    close("difference-5", needed(&one(15.0), Target::Difference(5.0)));
    let mut sure = one(15.0);
    sure.power = 0.9;
    close("difference-3-power-90", needed(&sure, Target::Difference(3.0)));
    sure.correlation = 0.3;
    sure.categories[0].judging[0].overlap = 1.0;
    close("difference-2-paired", needed(&sure, Target::Difference(2.0)));
    let mut differing = one(15.0);
    differing.categories[0].between = Some(3.0);
    close("reliability-80", needed(&differing, Target::Reliability(0.8)));
    close("reliability-90", needed(&differing, Target::Reliability(0.9)));
    // power.t.test finds a root to about 1e-6.
    let dozen = one(3.0).precision(&one(3.0).categories[0], &[12]).expect("twelve raters");
    assert!((dozen.detectable - r["detectable-12"]).abs() < 1e-4);
    let groups = vec![GroupDesign::new("a"), GroupDesign::new("b")];
    let two = |a, b| Design::assumed(groups.clone(), vec![a, b]);
    let design = two(Judging::new(0.6, 10.0), Judging::new(0.4, 20.0));
    let precision = design.precision(&design.categories[0], &[12, 16]).expect("two groups");
    close("two-groups-half-width", precision.half_width);
    close("two-groups-degrees", precision.degrees);
    let design = two(Judging::new(0.7, 15.0), Judging::new(0.3, 15.0));
    let precision = design.precision(&design.categories[0], &[12, 400]).expect("two groups");
    close("dozen-heavy-half-width", precision.half_width);
}

#[test]
fn an_earlier_period_gives_spread_reach_and_true_differences() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("the file can be written");
    };
    let mut ballots = String::from("评议人编号,单位,作风\n");
    for (unit, answers) in ANSWERS {
        for (rater, answer) in answers.iter().enumerate() {
            ballots += &format!("{rater},{unit},{answer}\n");
        }
    }
    write("ballots.csv", &ballots);
    write("register.csv", "编号,全称\n甲,甲局\n乙,乙局\n丙,丙局\n");
    write("scheme.toml", SCHEME);
    let appraisal = "title='t'\nscheme='scheme.toml'\nregister='register.csv'\n[[periods]]\n\
                     period='2025H1'\n[[periods.ballots]]\nfiles=['ballots.csv']\n";
    write("appraisal.toml", appraisal);
    let appraisal = Appraisal::open(folder.path(), None).expect("the example opens");
    let intake = Intake::check(&appraisal).expect("the example is read");
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let returns = &intake.account().returns;
    let design = Design::observed(&appraisal, &tally, &estimates, returns, 0.0, 1.0);
    let judging = design.categories[0].judging[0];
    assert_eq!(design.groups[0].now, Some(4));
    // √((366.67 + 100 + 300) / 3)
    assert_eq!(format!("{:.4}", judging.spread), "15.9861");
    assert_eq!(format!("{:.2} {:.2}", judging.reach, judging.overlap), "1.00 1.00");
    // √(533.33 − (366.67 + 100 + 300) / 3 / 4)
    assert_eq!(format!("{:.4}", design.categories[0].between.unwrap()), "21.6667");
    let now = design.precision(&design.categories[0], &[4]).expect("four raters");
    assert_eq!(format!("{:.3}", now.reliability.unwrap()), "0.880");
    assert_eq!(format!("{}", needed(&design, Target::Reliability(0.95))), "11");
    assert_eq!(format!("{}", needed(&design, Target::HalfWidth(5.0))), "42");
    let methods = text("docs/methods.md");
    let section = section(&methods, "## §19 Planning");
    for number in ["15.99", "21.67", "0.880", "219", "143", "11 raters", "42"] {
        assert!(section.contains(number), "§19 should say {number}");
    }
}

#[test]
fn the_code_of_the_example_is_a_code() {
    let made = &ballot_codes([0; 32], &[(String::new(), 1)])[0].code;
    let methods = text("docs/methods.md");
    let section = section(&methods, "## §19 Planning");
    assert!(section.contains(made.as_str()), "§19 should show {made}");
    assert_eq!(read_code(&made.to_lowercase().replace('-', "")).as_ref(), Some(made));
}
