//! The two-way model against `lm` with dummies and a sandwich by hand: see `severity.R`.

use std::collections::BTreeMap;

use pingyi::appraisal::Appraisal;
use pingyi::estimate::{Estimates, Measure};
use pingyi::intake::Intake;
use pingyi::tally::{Severity, Tally};

const SCHEME: &str = r#"
id = "oracle"
name = "核对"
scale = { range = { min = 0, max = 100, step = 1 } }
indicators = [{ label = "工作", weight = 60 }, { label = "作风", weight = 40 }]
groups = [{ label = "A", weight = 30 }, { label = "B", weight = 70 }]
scoring = { min_n_unit = 1, min_n_group = 2 }
"#;

/// Ballots as R wrote them: rater, group, unit, work, style, weight, cluster.
fn rows() -> Vec<Vec<&'static str>> {
    let rows = include_str!("severity-ballots.csv").lines().skip(1);
    rows.map(|row| row.split(',').collect()).collect()
}

/// The values of R by what, a and b.
fn expected() -> BTreeMap<(&'static str, &'static str, &'static str), f64> {
    let value = |line: &'static str| {
        let cells: Vec<&str> = line.split(',').collect();
        ((cells[0], cells[1], cells[2]), cells[3].parse().unwrap())
    };
    include_str!("severity.csv").lines().skip(1).map(value).collect()
}

/// Reads the rows from a folder.
fn open(rows: &[Vec<&str>]) -> (Appraisal, Intake) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let units: String = (1..=9).map(|unit| format!("{unit},U{unit:02}\n")).collect();
    let rows = rows.iter().map(|row| row[..6].join(",") + "\n");
    write("register.csv", &format!("编号,全称\n{units}"));
    write("scheme.toml", SCHEME);
    write("b.csv", &format!("票号,评议主体,单位,工作,作风,权重\n{}", rows.collect::<String>()));
    write(
        "appraisal.toml",
        "title = 't'\nscheme = 'scheme.toml'\nregister = 'register.csv'\n\
         [[periods]]\nperiod = '2026H1'\n[[periods.ballots]]\nfiles = ['b.csv']\n",
    );
    let appraisal = Appraisal::open(folder.path(), None).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    (appraisal, intake)
}

fn unit(name: &str) -> usize {
    name[1..].parse::<usize>().unwrap() - 1
}

#[track_caller]
fn close(found: f64, wanted: f64, scale: f64) {
    let apart = (found - wanted).abs();
    assert!(apart <= 1e-9 * scale.max(wanted.abs()), "{found} is not {wanted}");
}

#[test]
fn adjusted_scores_and_their_covariance_are_those_of_dummies_in_r() {
    let (appraisal, intake) = open(&rows());
    let severity = Severity::measure(&appraisal, &intake, None);
    let mut seen = BTreeMap::new();
    for ((what, a, b), value) in expected() {
        *seen.entry(what).or_insert(0) += 1;
        match what {
            "raw" => close(severity.units[unit(a)].raw.unwrap(), value, 1.0),
            "adjusted" => close(severity.units[unit(a)].adjusted.unwrap(), value, 1.0),
            "shrunken" => close(severity.units[unit(a)].shrunken.unwrap(), value, 1.0),
            "draws-by-rater" => {
                let part = &severity.parts[severity.units[unit(a)].part.unwrap()];
                close(part.n_draws as f64, value, 1.0);
            }
            "covariance-by-rater" => {
                let part = &severity.parts[severity.units[unit(a)].part.unwrap()];
                let place = |unit| part.units.binary_search(&unit).unwrap();
                let covariance = part.covariance.as_ref().unwrap();
                // A covariance near zero is the difference of greater numbers.
                let size = covariance.diagonal(place(unit(a)));
                close(covariance.get(place(unit(a)), place(unit(b))), value, size);
            }
            "sd-raters" => close(severity.shrinkage.unwrap().raters, value, 1.0),
            "sd-ballots" => close(severity.shrinkage.unwrap().ballots, value, 1.0),
            _ => {}
        }
    }
    assert_eq!((seen["raw"], seen["adjusted"], seen["shrunken"]), (9, 9, 9));
    assert_eq!(seen["covariance-by-rater"], 7 * 8 / 2 + 3);
    let error = severity.units[0].error.unwrap();
    close(error * error, expected()[&("covariance-by-rater", "U01", "U01")], 1.0);
}

#[test]
fn the_raw_score_is_the_score_where_no_answer_is_missing() {
    let (appraisal, intake) = open(&rows());
    let severity = Severity::measure(&appraisal, &intake, None);
    let estimates = Estimates::score(&appraisal, &Tally::count(&appraisal, &intake));
    for (unit, estimate) in severity.units.iter().zip(&estimates.units) {
        let score = estimate.score(Measure::Whole).value.clone().unwrap();
        close(unit.raw.unwrap(), score.exact.to_f64(), 1.0);
    }
}

#[test]
fn two_units_that_share_no_raters_even_indirectly_are_not_comparable() {
    let (appraisal, intake) = open(&rows());
    let severity = Severity::measure(&appraisal, &intake, None);
    assert_eq!(severity.parts.len(), 2);
    assert!(severity.comparable(0, 6) && severity.comparable(7, 8));
    assert!(!severity.comparable(0, 7) && !severity.comparable(8, 6));
    assert_eq!(severity.difference(0, 7), None);
    let difference = severity.difference(7, 8).unwrap();
    let adjusted = |unit: usize| severity.units[unit].adjusted.unwrap();
    close(difference.points, adjusted(7) - adjusted(8), 1.0);
    let of = expected();
    let v = |a, b| of[&("covariance-by-rater", a, b)];
    let variance = v("U08", "U08") + v("U09", "U09") - 2.0 * v("U09", "U08");
    close(difference.error.unwrap().powi(2), variance, 1.0);
    // Ranks are told within the part: one of two, not one of nine.
    assert_eq!(severity.units[8].shift.unwrap().of, 2);
}

#[test]
fn the_effect_of_the_own_unit_is_that_of_one_more_column_in_r() {
    let rows = rows();
    let (appraisal, intake) = open(&rows);
    let ballots = intake.ballots();
    // Raters have numbers only; every row counts and stands in its place, so that rows name them.
    assert_eq!(ballots.len(), rows.len());
    let mut own = vec![None; rows.len()];
    for (row, (rater, on)) in rows.iter().zip(ballots.raters().iter().zip(ballots.units())) {
        assert_eq!(unit(row[2]), *on as usize);
        let number: u32 = row[0][1..].parse().unwrap();
        own[*rater as usize] = (row[1] == "A" && number < 80).then_some((number - 1) % 7);
    }
    let severity = Severity::measure(&appraisal, &intake, Some(&own));
    let found = severity.own_unit.unwrap();
    let wanted = |what| expected()[&(what, "", "")];
    close(found.points.unwrap(), wanted("own"), 1.0);
    close(found.error.unwrap(), wanted("own-error"), 1.0);
    close(found.all.points, wanted("own-rest"), 1.0);
    close(found.all.n as f64, wanted("own-n"), 1.0);
    assert_eq!(found.units.iter().map(|(_, rests)| rests.n).sum::<u64>(), found.all.n);
}

#[test]
fn neither_the_order_of_rows_nor_the_numbering_of_raters_moves_a_bit() {
    let rows = rows();
    let (appraisal, intake) = open(&rows);
    let first = format!("{:?}", Severity::measure(&appraisal, &intake, None));
    let mut turned = rows.clone();
    turned.reverse();
    let shuffled: Vec<_> = (0..rows.len()).map(|row| rows[row * 55 % rows.len()].clone()).collect();
    for order in [turned, shuffled] {
        let (appraisal, intake) = open(&order);
        assert_eq!(format!("{:?}", Severity::measure(&appraisal, &intake, None)), first);
    }
}
