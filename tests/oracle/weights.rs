//! Weights to known totals against R survey: see `weights.R`.

use std::collections::BTreeMap;

use pingyi::appraisal::Appraisal;
use pingyi::estimate::{Estimates, Measure};
use pingyi::intake::Intake;
use pingyi::tally::Tally;

const SCHEME: &str = "id = 'oracle'\nname = '核对'\nscale = { range = { min = 1, max = 5 } }\n\
    indicators = [{ label = '工作' }]\n\
    groups = [{ label = '领导', weight = 40 }, { label = '群众', weight = 60 }]\n\
    scoring = { min_n_unit = 1, min_n_group = 1 }\n";

const POST: &str = "[[periods.totals]]\ngroup = '群众'\n\
    margins = { \"区县\" = { '东区' = 2500, '西区' = 4000, '北区' = 3500 } }\n";

const RAKE: &str = "[[periods.totals]]\ngroup = '群众'\n\
    [periods.totals.margins]\n\"性别\" = { '女' = 5200, '男' = 4800 }\n\
    \"区县\" = { '东区' = 2500, '西区' = 4000, '北区' = 3500 }\n";

/// The values of R by what, a and b.
fn expected(case: &str) -> BTreeMap<(&'static str, usize, usize), f64> {
    let value = |line: &'static str| {
        let cells: Vec<&str> = line.split(',').collect();
        let key = (cells[1], cells[2].parse().unwrap(), cells[3].parse().unwrap());
        (cells[0], key, cells[4].parse().unwrap())
    };
    let values = include_str!("weights.csv").lines().skip(1).map(value);
    values.filter(|(known, _, _)| *known == case).map(|(_, key, value)| (key, value)).collect()
}

/// Reads the ballots, in order or backwards, under some totals.
fn walk(totals: &str, backwards: bool) -> (Intake, Tally, Estimates) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let mut lines = include_str!("weights-ballots.csv").lines();
    let heading = lines.next().unwrap();
    let mut rows: Vec<&str> = lines.collect();
    if backwards {
        rows.reverse();
    }
    write("register.csv", "编号,全称\n1,甲\n2,乙\n3,丙\n4,丁\n");
    write("scheme.toml", SCHEME);
    write("b.csv", &format!("{heading}\n{}\n", rows.join("\n")));
    let appraisal = format!(
        "title = 't'\nscheme = 'scheme.toml'\nregister = 'register.csv'\n\
         [[periods]]\nperiod = '2026H1'\n[[periods.ballots]]\nfiles = ['b.csv']\n\
         columns = {{ attributes = ['性别', '区县'] }}\n{totals}"
    );
    write("appraisal.toml", &appraisal);
    let appraisal = Appraisal::open(folder.path(), None).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    (intake, tally, estimates)
}

#[track_caller]
fn agree(case: &str, totals: &str, tolerance: f64) {
    let (intake, tally, estimates) = walk(totals, false);
    let v = &tally.spread().unwrap().measure(Measure::Whole).unwrap().covariance;
    let expected = expected(case);
    assert_eq!(expected.len(), 15);
    for ((what, a, b), wanted) in expected {
        let found = match what {
            "score" => {
                let score = estimates.units[a - 1].score(Measure::Whole);
                score.value.as_ref().unwrap().exact.to_f64()
            }
            "covariance" => v.get(a - 1, b - 1),
            _ => match intake.account().weightings.as_slice() {
                [weighting] => weighting.unevenness.deff,
                _ => wanted,
            },
        };
        // Between units that vary little together, beside what they vary.
        let scale = match what {
            "covariance" => (v.diagonal(a - 1) * v.diagonal(b - 1)).sqrt(),
            _ => wanted.abs(),
        };
        let apart = (found - wanted).abs();
        assert!(apart <= tolerance * scale, "{case} {what} {a} {b}: {found} is not {wanted}");
    }
}

#[test]
fn the_covariance_knows_of_totals_as_survey_does() {
    agree("none", "", 1e-9);
    // The weights end after six decimals, so that nothing is rounded.
    agree("post", POST, 1e-9);
    // The weights are rounded to millionths.
    agree("rake", RAKE, 1e-6);
}

#[test]
fn the_order_of_rows_leaves_no_trace_in_weights_or_error() {
    let ((_, tally, estimates), (_, other, others)) = (walk(RAKE, false), walk(RAKE, true));
    assert_eq!(tally, other);
    assert_eq!(estimates, others);
}

#[test]
fn margins_that_determine_each_other_change_nothing() {
    // The district twice over: its dummies are collinear.
    let twice = POST.replace(
        " } }",
        " }, \"区县×性别\" = { '东区×男|女' = 2500, \
        '西区×男|女' = 4000, '北区×男|女' = 3500 } }",
    );
    assert_ne!(twice, POST);
    agree("post", &twice, 1e-9);
}
