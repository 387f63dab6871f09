//! Distributions, intervals of shares and adjusted p-values as R has them (`intervals.R`).

use std::collections::BTreeMap;

use pingyi::statistic::{
    Method, Share, ShareMethod, adjust, beta_quantile, chi_squared_quantile, chi_squared_upper,
    coin_upper, mean_interval, share_interval, t_quantile_upper, t_upper,
};

/// The rows of a table beside this file, by heading.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(row: &BTreeMap<String, String>, heading: &str) -> f64 {
    row[heading].parse().unwrap()
}

fn near(value: f64, wanted: f64, relative: f64, row: &BTreeMap<String, String>) {
    assert!((value - wanted).abs() <= relative * wanted.abs(), "{value} for {wanted}: {row:?}");
}

#[test]
fn intervals_of_shares_are_those_of_svyciprop() {
    let mut seen = BTreeMap::new();
    for row in rows(include_str!("intervals.csv")) {
        let share = Share {
            share: number(&row, "share"),
            variance: number(&row, "variance"),
            freedom: number(&row, "freedom"),
            n: number(&row, "n"),
            assumed_effect: 1.0,
        };
        let confidence = number(&row, "confidence");
        let method = match row["method"].as_str() {
            "xlogit" => Some(ShareMethod::Logit),
            "beta" => Some(ShareMethod::KornGraubard),
            "asin" => Some(ShareMethod::Arcsine),
            "wilson" => Some(ShareMethod::Wilson),
            _ => None,
        };
        let interval = match method {
            Some(method) => share_interval(&share, method, confidence).map(|found| found.0),
            None => mean_interval(share.share, share.variance, share.freedom, confidence),
        };
        let interval = interval.unwrap();
        near(interval.low, number(&row, "low"), 1e-9, &row);
        near(interval.high, number(&row, "high"), 1e-9, &row);
        *seen.entry(row["method"].clone()).or_insert(0) += 1;
    }
    assert!(seen.len() >= 4 && seen.values().all(|n| *n == 12), "{seen:?}");
}

#[test]
fn distributions_are_those_of_r() {
    for row in rows(include_str!("distributions.csv")) {
        let [a, b, x] = ["a", "b", "x"].map(|heading| number(&row, heading));
        let whole = |x: f64| format!("{x:.0}").parse::<u64>().unwrap();
        let value = match row["what"].as_str() {
            "t_quantile_upper" => t_quantile_upper(x, a),
            "t_upper" => t_upper(x, a),
            "beta_quantile" => beta_quantile(x, a, b),
            "chi_squared_quantile" => chi_squared_quantile(x, a),
            "chi_squared_upper" => chi_squared_upper(x, a),
            "coin_upper" => coin_upper(whole(x), whole(a)),
            other => panic!("{other}"),
        };
        near(value, number(&row, "value"), 1e-9, &row);
    }
}

#[test]
fn adjusted_p_values_are_those_of_p_adjust() {
    let rows = rows(include_str!("adjusted.csv"));
    assert!(rows.len() > 200);
    for family in rows.chunk_by(|a, b| (&a["family"], &a["method"]) == (&b["family"], &b["method"]))
    {
        let method = match family[0]["method"].as_str() {
            "bonferroni" => Method::Bonferroni,
            "holm" => Method::Holm,
            "hochberg" => Method::Hochberg,
            "BH" => Method::BenjaminiHochberg,
            _ => Method::BenjaminiYekutieli,
        };
        let chances: Vec<f64> = family.iter().map(|row| number(row, "chance")).collect();
        for (value, row) in adjust(&chances, method).iter().zip(family) {
            near(*value, number(row, "adjusted"), 1e-12, row);
        }
    }
}
