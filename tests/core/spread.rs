//! How far scores could be off by chance, from a scheme and a file.

use pingyi::estimate::Measure;
use pingyi::statistic::Symmetric;

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
