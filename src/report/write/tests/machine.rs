//! JSON.

use serde_json::Value;

use super::road::Road;
use crate::report::Audience;
use crate::report::write::json;

fn document(audience: Audience) -> Value {
    serde_json::from_str(&json(&Road::walked().material(), audience)).unwrap()
}

fn ids<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|entry| entry[key].as_str().unwrap()).collect()
}

#[test]
fn scores_are_exact_and_printed_side_by_side() {
    let road = Road::walked();
    let document = document(Audience::Internal);
    assert_eq!(document["format"], "pingyi-report");
    assert_eq!(document["period"], "2025H2");
    for (unit, estimate) in document["units"].as_array().unwrap().iter().zip(&road.estimates.units)
    {
        match &estimate.whole.value {
            Ok(value) => {
                let (numerator, denominator) = value.exact.parts();
                assert_eq!(unit["whole"]["exact"], format!("{numerator}/{denominator}"));
                assert_eq!(unit["whole"]["published"], value.published.to_string());
                assert_eq!(unit["whole"]["absent"], Value::Null);
            }
            Err(_) => {
                assert_eq!(unit["id"], "u3");
                assert_eq!(unit["whole"]["exact"], Value::Null);
                assert_eq!(unit["whole"]["absent"]["code"], "no-ballots");
            }
        }
        assert_eq!(unit["indicators"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn ranks_agree_with_the_tables_they_come_from() {
    let document = document(Audience::Internal);
    let tables = document["tables"].as_array().unwrap();
    let overall = tables.iter().find(|t| t["by"] == "overall").unwrap();
    assert_eq!(overall["category"], Value::Null);
    for standing in overall["standings"].as_array().unwrap() {
        let units = document["units"].as_array().unwrap();
        let unit = units.iter().find(|unit| unit["id"] == standing["unit"]).unwrap();
        assert_eq!(unit["ranks"]["overall"]["rank"], standing["rank"]);
        assert_eq!(unit["whole"]["published"], standing["published"]);
    }
    assert_eq!(ids(&overall["standings"], "unit").len(), 2);
    let why: Vec<&Value> =
        overall["unranked"].as_array().unwrap().iter().map(|row| &row["why"]["code"]).collect();
    assert_eq!(why, ["no-score", "score-only"]);
}

#[test]
fn the_public_sees_no_unit_group_or_count_that_is_for_the_leaders_only() {
    let (internal, public) = (document(Audience::Internal), document(Audience::Public));
    assert_eq!(ids(&internal["units"], "id"), ["u1", "u2", "u3", "u4", "u5"]);
    assert_eq!(ids(&public["units"], "id"), ["u1", "u2", "u3", "u4"]);
    assert_eq!(ids(&public["categories"], "category"), ["open", "scored"]);
    assert_eq!(ids(&public["scheme"]["categories"], "id"), ["open", "scored"]);
    assert_eq!(ids(&public["returns"], "group"), ["public", "firms"]);
    assert_eq!(ids(&internal["returns"], "group"), ["public", "firms", "cabinet"]);
    assert_eq!(ids(&public["trends"][0]["units"], "unit"), ["u1", "u2", "u3", "u4"]);
    assert_eq!(ids(&public["trends"][0]["categories"], "category"), ["open", "scored"]);
    for key in ["rows", "findings"] {
        assert!(!internal[key].is_null() && public[key].is_null(), "{key}");
    }
    assert_eq!(public["returns"][0]["ballots"], Value::Null);
    assert_eq!(internal["returns"][0]["ballots"], 32);
    assert_eq!(public["city"], internal["city"]);
}

#[test]
fn what_few_people_of_a_group_said_is_not_public_nor_is_what_would_give_it_away() {
    let (internal, public) = (document(Audience::Internal), document(Audience::Public));
    let groups = |document: &Value, unit: usize| {
        let groups = document["units"][unit]["groups"].as_array().unwrap().clone();
        groups.into_iter().map(|group| group["whole"].clone()).collect::<Vec<Value>>()
    };
    // Three firms rate u2: neither they nor the public, the only other group, is shown.
    assert_eq!(groups(&internal, 1)[1]["n"], 3);
    for whole in groups(&public, 1) {
        assert_eq!(whole["absent"]["code"], "suppressed");
        assert!(whole["exact"].is_null() && whole["published"].is_null() && whole["n"].is_null());
    }
    // The rest is as the office has it, but for the exact fractions.
    let printed = |whole: &Value| {
        let mut whole = whole.clone();
        whole["exact"] = Value::Null;
        whole
    };
    let all = |document: &Value| groups(document, 0).iter().map(printed).collect::<Vec<_>>();
    assert_eq!(all(&public), all(&internal));
    assert_eq!(printed(&public["units"][1]["whole"]), printed(&internal["units"][1]["whole"]));
    assert!(public["units"][1]["whole"]["exact"].is_null());
}

#[test]
fn a_unit_that_was_for_the_leaders_only_keeps_the_score_it_had_then() {
    let mut road = Road::walked();
    let then = &mut road.history[0].appraisal;
    then.units[0].category = 2;
    let document: Value = serde_json::from_str(&json(&road.material(), Audience::Public)).unwrap();
    let change = &document["trends"][0]["units"][0]["scores"][0];
    assert_eq!(change["earlier"], Value::Null);
    assert_eq!(change["difference"], Value::Null);
    assert!(change["later"].is_string());
    let other = &document["trends"][0]["units"][1]["scores"][0];
    assert!(other["earlier"].is_string() && other["difference"].is_string());
}

#[test]
fn changes_are_between_printed_values() {
    let document = document(Audience::Internal);
    let trend = &document["trends"][0];
    assert_eq!(trend["kind"], "previous");
    for unit in trend["units"].as_array().unwrap() {
        let change = &unit["scores"][0];
        let number = |key: &str| change[key].as_str().map(|text| text.parse::<f64>().unwrap());
        if let (Some(earlier), Some(later)) = (number("earlier"), number("later")) {
            assert!((later - earlier - number("difference").unwrap()).abs() < 1e-9);
        }
    }
}
