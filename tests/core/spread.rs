//! How far scores could be off by chance, from a scheme and a file.

use pingyi::estimate::Measure;
use pingyi::statistic::Symmetric;
use pingyi::tally::{Counted, Linked};
use pingyi::trend::{ChangeTest, Exercise, Trend};

use crate::office::{ONE_BY_ONE, Office, Road, unit_names};

const RANGE: &str = "id = \"t\"\nname = \"t\"\n\
    scoring = { min_n_unit = 1, min_n_group = 1 }\nscale = { range = { min = 1, max = 5 } }\n";

/// Four raters on three units: the example of `docs/methods.md` §11.
fn four_by_three() -> Road {
    let rows = [("a", [5, 4, 3]), ("b", [4, 4, 2]), ("c", [5, 3, 3]), ("d", [2, 2, 1])];
    let mut text = String::from("票号,单位,工作\n");
    for (rater, answers) in rows {
        for (unit, answer) in unit_names(3).iter().zip(answers) {
            text.push_str(&format!("{rater},{unit},{answer}\n"));
        }
    }
    Office::new(&format!("{RANGE}{ONE_BY_ONE}"), 3).ballots(&text).walk()
}

fn covariance(road: &Road) -> &Symmetric {
    &road.tally.spread().unwrap().measure(Measure::Whole).unwrap().covariance
}

#[test]
fn four_raters_on_three_units_have_the_covariance_worked_out_by_hand() {
    let road = four_by_three();
    let v = covariance(&road);
    let wanted =
        [0.5, 0.25, 0.229_166_666_667, 0.333_333_333_333, 0.145_833_333_333, 0.229_166_666_667];
    for (found, wanted) in v.lower().iter().zip(wanted) {
        assert!((found - wanted).abs() < 1e-11, "{found} is not {wanted}");
    }
    // The naive error, of two separate samples, is 0.8539.
    assert!((v.of_difference(0, 1).sqrt() - 0.478_713_553_9).abs() < 1e-10);
    let spread = road.tally.spread().unwrap();
    let freedom = spread.measure(Measure::Whole).unwrap().units[0].freedom;
    assert!((freedom - 3.0).abs() < 1e-9, "{freedom}");
}

/// One unit judged by the same four raters twice; `raters` says how far their numbers reach.
fn twice(raters: &str) -> ChangeTest {
    let ballots = |answers: [u8; 4]| {
        let row = |(rater, answer): (usize, &u8)| format!("{rater},单位000局,{answer}\n");
        format!("票号,单位,工作\n{}", answers.iter().enumerate().map(row).collect::<String>())
    };
    let office = Office::new(&format!("{RANGE}{ONE_BY_ONE}"), 1);
    office.write("a.csv", &ballots([5, 4, 5, 2])).write("b.csv", &ballots([4, 4, 3, 2]));
    let office = office.period("2024H1", "", &[(&["a.csv"], raters)]);
    let office = office.period("2024H2", "", &[(&["b.csv"], raters)]);
    let (then, now) = (office.walk_in("2024H1"), office.walk_in("2024H2"));
    let linked = Linked::between(counted(&then), counted(&now), &Some);
    let trend = Trend::compare_linked(exercise(&then), exercise(&now), &linked).unwrap();
    trend.unit(0).unwrap().score(Measure::Whole).test.unwrap()
}

fn counted(road: &Road) -> Counted<'_> {
    Counted { appraisal: &road.appraisal, intake: &road.intake, tally: &road.tally }
}

fn exercise(road: &Road) -> Exercise<'_> {
    Exercise { appraisal: &road.appraisal, estimates: &road.estimates, league: &road.league }
}

#[test]
fn a_change_knows_of_the_raters_that_both_periods_share() {
    let (linked, separate) = (twice("raters = \"panel\""), twice("raters = \"period\""));
    assert!((linked.se - 0.478_713_553_9).abs() < 1e-9, "{}", linked.se);
    assert!((separate.se - 0.853_912_563_8).abs() < 1e-9, "{}", separate.se);
    assert!(linked.p < separate.p && !linked.is_real);
}
