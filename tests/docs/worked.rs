//! The worked examples of `docs/methods.md`, computed from a scheme and a file. What comes out is
//! compared with the hand-worked number and looked for in the text.

use pingyi::appraisal::Appraisal;
use pingyi::estimate::{Absent, Estimates, Measure};
use pingyi::intake::Intake;
use pingyi::league::{League, Why};
use pingyi::tally::severity::UnitSeverity;
use pingyi::tally::{Severity, Tally};
use pingyi::trend::{Exercise, Trend};
use tempfile::TempDir;

use crate::{section, text};

const LEVELS: &str = "[scale]
levels = [
  { label = '满意', points = 100 }, { label = '基本满意', points = 80 },
  { label = '一般', points = 60 }, { label = '不满意', points = 30 },
  { label = '不了解', kind = 'unknown' },
]
";

/// A numeric scale fine enough for the means that the examples need, and no longer than that.
const NUMBERS: &str = "[scale]\nrange = { min = 77, max = 86, step = 0.005, void = [77] }\n";

/// One period walked to the league.
struct Walk {
    appraisal: Appraisal,
    intake: Intake,
    estimates: Estimates,
    league: League,
}

/// The walk over one file of ballots.
fn walk(scheme: &str, ballots: &str) -> Walk {
    let folder = folder(scheme, "", &[("2025H1", ballots)]);
    walk_in(&folder, "2025H1")
}

fn folder(scheme: &str, rest: &str, periods: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("the file can be written")
    };
    let mut appraisal = String::from("title='t'\nscheme='scheme.toml'\nregister='register.csv'\n");
    for (period, ballots) in periods {
        write(&format!("{period}.csv"), ballots);
        appraisal += &format!("[[periods]]\nperiod='{period}'\n{rest}\n");
        appraisal += &format!("[[periods.ballots]]\nfiles=['{period}.csv']\n");
    }
    write("appraisal.toml", &appraisal);
    write("register.csv", "编号,全称\n甲,甲局\n乙,乙局\n丙,丙局\n");
    write("scheme.toml", &format!("id='t'\nname='t'\n{scheme}"));
    folder
}

fn walk_in(folder: &TempDir, period: &str) -> Walk {
    let appraisal = Appraisal::open(folder.path(), period.parse().ok()).expect("the example opens");
    let intake = Intake::check(&appraisal).expect("the example is read");
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let league = League::rank(&appraisal, &estimates);
    Walk { appraisal, intake, estimates, league }
}

/// A scheme with one indicator and one group.
fn plain(scale: &str, rest: &str) -> String {
    format!(
        "indicators=[{{label='作风'}}]\ngroups=[{{label='群众'}}]\n{scale}{rest}\n\
         [ranking]\ntables=['category']\n[rates]\nsatisfied=[]\n"
    )
}

/// Thresholds low enough for examples of a few ballots.
const FEW: &str = "[scoring]\nmin_n_unit=0\nmin_n_group=1\n";

impl Walk {
    fn shown(&self, unit: usize, measure: Measure) -> String {
        let score = self.estimates.units[unit].score(measure);
        score.published().map_or_else(|| "absent".to_owned(), |value| value.to_string())
    }

    fn exercise(&self) -> Exercise<'_> {
        let Walk { appraisal, estimates, league, .. } = self;
        Exercise { appraisal, estimates, league }
    }

    fn whole(&self, unit: usize) -> String {
        self.shown(unit, Measure::Whole)
    }
}

/// The section says each of these numbers.
fn said(heading: &str, numbers: &[&str]) {
    let methods = text("docs/methods.md");
    let section = section(&methods, heading);
    for number in numbers {
        assert!(section.contains(number), "“{heading}” should say {number}");
    }
}

/// A ballot file with one row for each mark on a unit.
fn marks(marks: &[(&str, &str)]) -> String {
    let rows = marks.iter().map(|(unit, mark)| format!("{unit},{mark}\n"));
    format!("单位,作风\n{}", rows.collect::<String>())
}

/// A ballot file with counts of one group on one unit.
fn counts(counts: &[(&str, u64)]) -> String {
    let rows = counts.iter().map(|(level, n)| format!("甲,作风,{level},{n}\n"));
    format!("单位,指标,档次,票数\n{}", rows.collect::<String>())
}

#[test]
fn pooled_and_ballot_first_differ_where_answers_are_missing() {
    let ballots = "单位,作风,效率\n甲,满意,满意\n甲,满意,不了解\n甲,一般,基本满意\n";
    let scheme = |mode: &str| {
        format!(
            "indicators=[{{label='作风'}},{{label='效率'}}]\ngroups=[{{label='群众'}}]\n\
             {LEVELS}{FEW}mode='{mode}'\n"
        )
    };
    let pooled = walk(&scheme("pooled"), ballots);
    assert_eq!(pooled.shown(0, Measure::Indicator(0)), "86.67");
    assert_eq!(pooled.shown(0, Measure::Indicator(1)), "90.00");
    assert_eq!((pooled.whole(0).as_str(), pooled.estimates.units[0].whole.n), ("88.33", 2));
    let by_ballot = walk(&scheme("ballot-first"), ballots);
    assert_eq!((by_ballot.whole(0).as_str(), by_ballot.estimates.units[0].whole.n), ("90.00", 3));
    assert_eq!(pooled.estimates.units[1].whole.value, Err(Absent::NoBallots));
    said("## §1 Scores", &["86.67", "90.00", "88.33"]);
}

#[test]
fn a_group_that_is_not_heard_is_treated_as_the_scheme_says() {
    let ballots = "单位,评议主体,作风\n甲,领导,满意\n甲,领导,基本满意\n甲,企业,基本满意\n\
                   甲,企业,基本满意\n乙,群众,一般\n乙,群众,一般\n";
    for (policy, expected) in [
        ("renormalise", "86.00"),
        ("category-mean", "73.00"),
        ("zero", "43.00"),
        ("unranked", "86.00"),
    ] {
        let scheme = format!(
            "indicators=[{{label='作风'}}]\n\
             groups=[{{label='领导',weight=30}},{{label='企业',weight=20}},{{label='群众',weight=50}}]\n\
             {LEVELS}{FEW}missing_group='{policy}'\n"
        );
        let walk = walk(&scheme, ballots);
        assert_eq!(walk.whole(0), expected, "{policy}");
        assert_eq!(walk.estimates.units[0].whole.missing_groups, [2]);
        let unranked: Vec<&Why> = walk.league.tables[0].unranked.iter().map(|u| &u.why).collect();
        assert_eq!(policy == "unranked", unranked.contains(&&Why::MissingGroups(vec![2])));
        said("## §2 Groups, weights, n", &[expected, policy]);
    }
}

#[test]
fn trimming_leaves_out_as_many_at_each_end() {
    let ballots = counts(&[("满意", 30), ("基本满意", 6), ("一般", 2), ("不满意", 2)]);
    let plain_walk = walk(&plain(LEVELS, ""), &ballots);
    assert_eq!(plain_walk.whole(0), "91.50");
    let trimmed = walk(&plain(LEVELS, "[scoring]\ntrim={share=0.05}"), &ballots);
    assert_eq!(trimmed.whole(0), "94.44");
    let score = &trimmed.estimates.units[0].whole;
    assert_eq!((score.n, score.trimmed), (40, 4));
    said("## §3 Trimming and rates", &["94.44", "91.50"]);
}

#[test]
fn a_score_and_a_rate_of_the_same_answers_differ() {
    let levels = "[scale]\nlevels=[{label='满意',points=100},{label='较满意',points=80},\
                  {label='一般',points=60}]\n";
    let scheme = plain(levels, "").replace("satisfied=[]", "satisfied=['满意','较满意']");
    let small = walk(&scheme, &counts(&[("满意", 32), ("较满意", 3), ("一般", 1)]));
    let large = walk(&scheme, &counts(&[("满意", 103), ("较满意", 7), ("一般", 4)]));
    assert_eq!((small.whole(0).as_str(), large.whole(0).as_str()), ("97.22", "97.37"));
    let rate = large.estimates.units[0].whole_rates.satisfied.clone().unwrap();
    assert_eq!(rate.published.to_string(), "96.49");

    let kaixian = "[scale]\nlevels=[{label='非常满意',points=100},{label='满意',points=90},\
                   {label='基本满意',points=70},{label='不满意',points=50}]\n";
    let scheme =
        plain(kaixian, "").replace("satisfied=[]", "satisfied=['非常满意','满意','基本满意']");
    let floor = walk(&scheme, &counts(&[("不满意", 100)]));
    let rate = floor.estimates.units[0].whole_rates.satisfied.clone().unwrap();
    assert_eq!((floor.whole(0).as_str(), rate.published.to_string().as_str()), ("50.00", "0.00"));
    let cautions = &floor.appraisal.scheme.cautions;
    assert!(cautions.iter().any(|caution| caution.kind.id() == "floor-score"));
    said("## §3 Trimming and rates", &["97.22", "97.37", "96.49", "50.00", "0.00 %"]);
}

#[test]
fn a_half_and_a_stage_are_rounded_as_the_scheme_says() {
    // Nine of 85 and one of 84.85 sum to 849.85.
    let mut ten = vec![("甲", "85"); 9];
    ten.push(("甲", "84.85"));
    let up = walk(&plain(NUMBERS, ""), &marks(&ten));
    let even = walk(&plain(NUMBERS, "[rounding]\nrule='half-even'"), &marks(&ten));
    assert_eq!((up.whole(0).as_str(), even.whole(0).as_str()), ("84.99", "84.98"));

    let ballots = "单位,评议主体,作风\n甲,领导,84.445\n甲,群众,77.775\n";
    let scheme = |stages: &str| {
        format!(
            "indicators=[{{label='作风'}}]\ngroups=[{{label='领导'}},{{label='群众'}}]\n\
             {NUMBERS}{FEW}[rounding]\nstages=[{stages}]\n"
        )
    };
    assert_eq!(walk(&scheme(""), ballots).whole(0), "81.11");
    assert_eq!(walk(&scheme("'group'"), ballots).whole(0), "81.12");
    said("## §4 Rounding", &["84.99", "84.98", "81.11", "81.12"]);
}

#[test]
fn equal_prints_are_joint_until_a_tie_breaker_decides() {
    let rows = [("甲", "84.39"), ("乙", "84.39"), ("乙", "84.39"), ("丙", "84.31")];
    let ranks = |ranking: &str| -> Vec<(usize, bool)> {
        let scheme = plain(NUMBERS, FEW).replace("[ranking]", &format!("[ranking]\n{ranking}"));
        let walk = walk(&scheme, &marks(&rows));
        let table = &walk.league.tables[0];
        (0..3).map(|unit| table.standing(unit).unwrap()).map(|s| (s.rank, s.joint)).collect()
    };
    assert_eq!(ranks(""), [(1, true), (1, true), (3, false)]);
    assert_eq!(ranks("ties='dense'"), [(1, true), (1, true), (2, false)]);
    assert_eq!(ranks("tie_breakers=['valid-n']"), [(2, false), (1, false), (3, false)]);
    said("## §5 Ranks and ties", &["84.39, 84.39 and 84.31: 1, 1, 3", "dense 1, 1, 2"]);
}

#[test]
fn a_threshold_holds_from_the_printed_score_on() {
    let grades = "[grading]\nthresholds=[{grade='满意',from=85},{grade='其他'}]\n";
    let rows = [("甲", "85"), ("乙", "84.99"), ("丙", "84.995")];
    let walk = walk(&plain(NUMBERS, &format!("{FEW}{grades}")), &marks(&rows));
    let table = &walk.league.tables[0];
    let grade = |unit: usize| table.standing(unit).unwrap().grade;
    assert_eq!([grade(0), grade(1), grade(2)], [Some(0), Some(1), Some(0)]);
    assert_eq!(walk.whole(2), "85.00");
    said("## §6 Grades", &["85.00", "84.99 has the next", "84.995"]);
}

#[test]
fn a_year_is_the_weighted_mean_of_its_halves() {
    let tens = "[scale]\nrange={min=0,max=100,step=10,void=[0]}\n";
    let scheme = plain(tens, &format!("{FEW}[annual]\nweights={{H1=40,H2=60}}\n"));
    let halves = [("2025H1", marks(&[("甲", "80")])), ("2025H2", marks(&[("甲", "90")]))];
    let halves = halves.each_ref().map(|(period, ballots)| (*period, ballots.as_str()));
    let folder = folder(&scheme, "", &halves);
    let parts = [walk_in(&folder, "2025H1"), walk_in(&folder, "2025H2")];
    let appraisal = Appraisal::open(folder.path(), "2025".parse().ok()).unwrap();
    let tally = parts
        .iter()
        .fold(Tally::default(), |sum, part| sum.merge(Tally::count(&part.appraisal, &part.intake)));
    let estimates = parts.map(|part| part.estimates);
    let year = Estimates::year(&appraisal, &estimates, &tally);
    assert_eq!(year.units[0].whole.published().unwrap().to_string(), "86.00");
    assert_eq!(year.units[0].whole.n, 2);
    said("## §7 The year", &["86.00"]);
}

#[test]
fn a_change_is_the_difference_of_what_is_printed() {
    let scale = "[scale]\nrange={min=83,max=85,step=0.001,void=[83]}\n";
    let periods = [("2025H1", marks(&[("甲", "83.134")])), ("2025H2", marks(&[("甲", "84.386")]))];
    let periods = periods.each_ref().map(|(period, ballots)| (*period, ballots.as_str()));
    let folder = folder(&plain(scale, FEW), "", &periods);
    let (then, now) = (walk_in(&folder, "2025H1"), walk_in(&folder, "2025H2"));
    let trend = Trend::compare(then.exercise(), now.exercise()).unwrap();
    let change = trend.unit(0).unwrap().score(Measure::Whole);
    assert_eq!(change.difference.unwrap().signed(), "+1.26");
    said("## §8 Trend", &["83.13 and 84.39", "+1.26"]);
}

#[test]
fn rows_and_papers_add_up() {
    let ballots = "票号,单位,作风\n1,甲,满意\n2,甲,一般\n3,甲,不满意\n4,甲,\n1,甲,满意\n";
    let returns = "returns=[{group='群众',issued=5}]";
    let walk = walk_in(&folder(&plain(LEVELS, FEW), returns, &[("2025H1", ballots)]), "2025H1");
    let account = walk.intake.account();
    let rows = account.rows();
    assert_eq!((rows.rows, rows.accepted, rows.void, rows.refused), (5, 3, 2, 0));
    let group = account.returns.total();
    assert_eq!((group.issued, group.found, group.valid), (Some(5), 4, 3));
    let void: Vec<_> = group.void_papers.iter().map(|(kind, n)| (kind.id(), *n)).collect();
    assert_eq!(void, [("blank-ballot", 1)]);
    said("## §9 Returns and rows", &["5 = 3 accepted + 2 void + 0 refused", "4 found = 3 valid"]);
}

#[test]
fn severity_is_taken_out_where_raters_rate_several_units() {
    let scheme = plain("[scale]\nrange={min=0,max=100,step=1}\n", FEW);
    let ballots = "票号,单位,作风\n1,甲,60\n1,乙,70\n2,乙,90\n2,丙,90\n3,甲,74\n3,丙,90\n";
    let walk = walk(&scheme, ballots);
    let severity = Severity::measure(&walk.appraisal, &walk.intake, None);
    let all = |value: fn(&UnitSeverity) -> Option<f64>| -> Vec<String> {
        severity.units.iter().map(|unit| format!("{:.2}", value(unit).unwrap())).collect()
    };
    assert_eq!(all(|unit| unit.raw), ["67.00", "80.00", "90.00"]);
    assert_eq!(all(|unit| unit.raw)[0], walk.whole(0));
    assert_eq!(all(|unit| unit.adjusted), ["70.33", "82.33", "84.33"]);
    assert_eq!(all(|unit| unit.error), ["1.15"; 3]);
    assert_eq!(all(|unit| unit.shrunken), ["70.20", "82.24", "84.57"]);
    let difference = severity.difference(2, 0).unwrap();
    let shown = [difference.points, difference.error.unwrap()].map(|value| format!("{value:.2}"));
    assert_eq!(shown, ["14.00", "2.00"]);
    let group = &severity.groups[0];
    let shown = [group.mean, group.deviation].map(|value| format!("{:.2}", value.unwrap().abs()));
    assert_eq!((group.n_raters, shown), (3, ["0.00".to_owned(), "9.87".to_owned()]));
    assert_eq!(format!("{:.3}", severity.shrinkage.unwrap().lambda), "0.064");
    let said_so = ["67.00, 80.00 and 90.00", "70.33, 82.33 and 84.33", "1.15", "2.00", "9.87"];
    said("## §18 Rater severity", &said_so);
    said("## §18 Rater severity", &["λ = 0.064", "70.20, 82.24 and 84.57"]);
}

#[test]
fn a_group_is_far_above_beyond_its_usual_distance() {
    let units = ["甲", "乙", "丙", "丁", "戊"];
    let mut ballots = String::from("评议主体,单位,作风\n");
    for unit in units {
        for half in 0..10 {
            let low = half < 5;
            let leaders = match unit {
                "戊" => [94, 92][usize::from(low)],
                _ => [85, 65][usize::from(low)],
            };
            let public = [90, 70][usize::from(low)];
            ballots += &format!("领导,{unit},{leaders}\n群众,{unit},{public}\n");
        }
    }
    let found = |z: u32| {
        let rule = format!("[[rules]]\nwhen='group-far-above'\neffect='flag'\nz={z}\n");
        let scheme = format!(
            "indicators=[{{label='作风'}}]\ngroups=[{{label='领导'}},{{label='群众'}}]\n\
             [scale]\nrange={{min=0,max=100}}\n{FEW}{rule}"
        );
        let folder = folder(&scheme, "", &[("2025H1", &ballots)]);
        let register = units.map(|unit| format!("{unit},{unit}局\n")).concat();
        std::fs::write(folder.path().join("register.csv"), format!("编号,全称\n{register}"))
            .expect("the file can be written");
        walk_in(&folder, "2025H1").intake.findings().to_vec()
    };
    let flags = found(4);
    let fact = |name| flags[0].fact(name).unwrap_or_default().to_owned();
    assert_eq!((flags.len(), flags[0].kind.id()), (1, "group-far-above"));
    assert_eq!([fact("value"), fact("unit")], ["领导", "戊局"]);
    assert_eq!([fact("difference"), fact("z")], ["13.0", "4.0"]);
    assert!(found(5).is_empty());
    said("## §17 Void rules and the fair-play screen", &["+13 once", "4.475 = 4.0"]);
}

#[test]
fn section_20_weights_to_known_totals() {
    let heading = "## §20 Weights to known totals";
    let scheme = plain("[scale]\nrange={min=1,max=5}\n", FEW);
    let rows = [(5, "东"), (5, "东"), (4, "东"), (4, "东"), (1, "西")];
    let rows = rows.iter().zip(1..).map(|((mark, place), n)| format!("{n},甲,{mark},{place}\n"));
    let ballots = format!("票号,单位,作风,区县\n{}", rows.collect::<String>());
    let folder = folder(&scheme, "", &[("2025H1", &ballots)]);
    let file = folder.path().join("appraisal.toml");
    let plain_mean = {
        let text = std::fs::read_to_string(&file).expect("it was written");
        std::fs::write(&file, text + "columns={attributes=['区县']}\n").expect("it can be written");
        walk_in(&folder, "2025H1").whole(0)
    };
    assert_eq!(plain_mean, "3.80");
    let text = std::fs::read_to_string(&file).expect("it was written");
    let totals = "[[periods.totals]]\nmargins={'区县'={'东'=50,'西'=50}}\n";
    std::fs::write(&file, text + totals).expect("it can be written");
    let walk = walk_in(&folder, "2025H1");
    assert_eq!(walk.whole(0), "2.75");
    let ballots = walk.intake.ballots();
    let weights: Vec<u64> = (0..ballots.len()).map(|ballot| ballots.weight(ballot).0).collect();
    assert_eq!(weights, [625_000, 625_000, 625_000, 625_000, 2_500_000]);
    let weighting = &walk.intake.account().weightings[0];
    assert!((weighting.unevenness.deff - 1.5625).abs() < 1e-12);
    let tally = Tally::count(&walk.appraisal, &walk.intake);
    let spread = tally.spread().expect("ballots have a spread");
    let variance = spread.measure(Measure::Whole).expect("the whole").covariance.diagonal(0);
    assert!((variance - 0.019_531_25).abs() < 1e-12, "{variance}");
    said(heading, &["2.75", "3.80", "0.625", "2.5", "0.01953", "0.1398", "1.5625"]);
    assert!((variance.sqrt() - 0.1398).abs() < 5e-5);
}
