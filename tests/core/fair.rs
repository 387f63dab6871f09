//! Fair play in the report: each rule before and after, who compares under severity, and what of it
//! the public may see.

use pingyi::account::Account;
use pingyi::estimate::Estimates;
use pingyi::finding::Effect;
use pingyi::league::League;
use pingyi::locale::Locale;
use pingyi::report::write::json;
use pingyi::report::{
    Audience, Fair, Grid, Material, Report, RuleEffect, effect_grids, hits_grids, severity_grids,
};
use pingyi::scheme::Language;
use pingyi::tally::{Severity, Tally};

use crate::office::{FOUR_LEVELS, ONE_BY_ONE, Office, Road};

/// Each rule that met anything, the other way round.
fn effects(road: &Road) -> Vec<RuleEffect> {
    let met = road.intake.screen().by_rule.iter().filter(|hits| hits.ballots > 0);
    let effect = |rule: usize| {
        let voids = road.appraisal.scheme.rules[rule].effect == Effect::VoidBallot;
        let count = if voids { Tally::count_without } else { Tally::count_with };
        let tally = count(&road.appraisal, &road.intake, rule);
        let estimates = Estimates::score(&road.appraisal, &tally);
        let league = League::order(&road.appraisal, &estimates);
        RuleEffect { rule, voids, estimates, league }
    };
    met.map(|hits| effect(hits.rule)).collect()
}

/// Looks at the report of a road, with everything that is known of fair play.
fn with_material<T>(road: &Road, look: impl Fn(&Material<'_>) -> T) -> T {
    let rules = effects(road);
    let own = road.intake.own_units();
    let severity = Severity::measure(&road.appraisal, &road.intake, Some(own));
    let account: &Account = road.intake.account();
    look(&Material {
        appraisal: &road.appraisal,
        account,
        tally: &road.tally,
        estimates: &road.estimates,
        league: &road.league,
        trends: &[],
        history: &[],
        refused: &[],
        fair: Fair { screen: Some(road.intake.screen()), rules: &rules, severity: Some(&severity) },
        parts: &[],
        is_told: false,
    })
}

fn rows(grid: &Grid, locale: &Locale) -> Vec<Vec<String>> {
    let shown = |cells: &[pingyi::report::Cell]| {
        cells.iter().map(|cell| cell.shown(locale)).collect::<Vec<_>>()
    };
    grid.rows.iter().map(|row| shown(&row.cells)).collect()
}

fn said(report: &Report, section: &str) -> String {
    let section = report.sections.iter().find(|known| known.id == section);
    section.map(|section| section.paragraphs.concat()).unwrap_or_default()
}

/// Five units with names that can be read.
fn office(scheme: &str) -> Office {
    let register = "编号,全称\nU001,甲\nU002,乙\nU003,丙\nU004,丁\nU005,戊\n";
    Office::with_register(scheme, register)
}

/// Three raters of two units; the first belongs to 甲 and gives it the best there is.
fn own_unit(effect: &str) -> Road {
    let rule = format!("[[rules]]\nwhen = \"self-rating\"\neffect = \"{effect}\"\n");
    let ballots = "票号,评议主体,单位,工作,所在单位
1,群众,甲,满意,甲
1,群众,乙,一般,甲
2,群众,甲,一般,
2,群众,乙,基本满意,
3,群众,甲,一般,
3,群众,乙,一般,
";
    office(&format!("{FOUR_LEVELS}{ONE_BY_ONE}{rule}")).ballots(ballots).walk()
}

#[test]
fn a_voiding_rule_is_shown_with_the_scores_that_would_be_without_it() {
    let locale = Locale::new(Language::Chinese);
    with_material(&own_unit("void-ballot"), |material| {
        let grids = effect_grids(material, Audience::Internal, &locale);
        assert_eq!(grids.len(), 2, "what changes, and all");
        let lines = rows(&grids[0], &locale);
        let own = ["评议本单位", "已作废", "甲", "73.33", "60.00", "-13.33", "1", "2"];
        let found = lines.iter().find(|line| line[2] == "甲").expect("it changes");
        assert_eq!(found[..8], own);
        let report = Report::compose(material, Audience::Internal, &locale);
        let said = said(&report, "fair");
        let sentence = "若不用这条规则，甲由第2名变为第1名（得分60.00变为73.33）。";
        assert!(said.contains(sentence), "{said}");
    });
}

#[test]
fn a_flag_is_shown_with_the_scores_that_would_be_if_it_voided() {
    let locale = Locale::new(Language::English);
    with_material(&own_unit("flag"), |material| {
        let grids = effect_grids(material, Audience::Internal, &locale);
        let lines = rows(&grids[0], &locale);
        let found = lines.iter().find(|line| line[2] == "甲").expect("it changes");
        assert_eq!(found[1], "flagged only, not void");
        assert_eq!(found[3..8], ["73.33", "60.00", "-13.33", "1", "2"]);
        let report = Report::compose(material, Audience::Internal, &locale);
        let said = said(&report, "fair");
        let sentence = "if what it flags were void, 甲 would go from rank 1 to rank 2";
        assert!(said.contains(sentence), "{said}");
    });
}

#[test]
fn the_public_learns_how_many_ballots_were_void_and_no_more() {
    let locale = Locale::new(Language::Chinese);
    with_material(&own_unit("void-ballot"), |material| {
        let report = Report::compose(material, Audience::Public, &locale);
        let known = |id: &str| id.starts_with("fair") || id.starts_with("severity");
        assert!(report.grids.iter().all(|grid| !known(&grid.id)));
        assert!(report.sections.iter().all(|section| !known(&section.id)));
        let said = said(&report, "quality");
        assert!(said.contains("评议票按规则作废的有：“评议本单位”1张"), "{said}");
        let read = |audience| -> serde_json::Value {
            serde_json::from_str(&json(material, audience)).unwrap()
        };
        let public = read(Audience::Public);
        assert!(public["fair"].is_null() && public["severity"].is_null());
        let internal = read(Audience::Internal);
        let rule = internal["fair"]["rules"].as_array().unwrap();
        let rule = rule.iter().find(|rule| rule["when"] == "self-rating").unwrap();
        assert_eq!((&rule["ballots"], &rule["by_unit"]["U001"]), (&1.into(), &1.into()));
        let change = &rule["changes"][0];
        assert_eq!(
            (&change["unit"], &change["without"]["score"]),
            (&"U001".into(), &"73.33".into())
        );
        assert_eq!((&change["with"]["rank"], &change["with"]["of"]), (&2.into(), &2.into()));
    });
}

#[test]
fn units_without_common_raters_are_said_not_to_be_comparable() {
    let mut ballots = String::from("票号,评议主体,单位,工作\n");
    let papers =
        [("1", "甲", "满意"), ("1", "乙", "一般"), ("2", "甲", "一般"), ("2", "乙", "满意")];
    let others =
        [("3", "丙", "满意"), ("3", "丁", "一般"), ("4", "丙", "一般"), ("4", "丁", "一般")];
    for (rater, unit, answer) in papers.into_iter().chain(others).chain([("5", "戊", "满意")]) {
        ballots.push_str(&format!("{rater},群众,{unit},{answer}\n"));
    }
    let scheme = format!("{FOUR_LEVELS}{ONE_BY_ONE}");
    let road = office(&scheme).ballots(&ballots).walk();
    with_material(&road, |material| {
        let locale = Locale::new(Language::Chinese);
        let report = Report::compose(material, Audience::Internal, &locale);
        let said = said(&report, "severity");
        let sentence = "甲与丙，两单位没有共同的评议人，连间接的也没有：不可比。";
        assert!(said.contains(sentence), "{said}");
        assert!(said.contains("第2范围有2个单位：丙、丁。"), "{said}");
        let grids = severity_grids(material, Audience::Internal, &locale);
        let lines = rows(&grids[0], &locale);
        let part = grids[0].columns.iter().position(|column| column.id == "part").unwrap();
        let of = |unit: &str| lines.iter().find(|line| line[0] == unit).unwrap();
        assert_eq!((of("乙")[part].as_str(), of("丁")[part].as_str()), ("1", "2"));
        let adjusted = grids[0].columns.iter().position(|c| c.id == "adjusted-score").unwrap();
        assert_eq!(of("戊")[adjusted], "不可比");
        assert!(of("戊").last().unwrap().contains("没有评过别的单位"));
    });
}

#[test]
fn the_numbers_of_every_rule_are_said_in_words() {
    let rules = [
        "when = \"all-maximum\"\nleast_units = 2",
        "when = \"missing-share\"\nshare = 0.3",
        "when = \"out-of-dates\"\nfrom = \"2024-06-01\"\nto = \"2024-06-30\"",
        "when = \"out-of-region\"\nallowed = [\"某市\"]",
        "when = \"failed-screener\"\nvalues = [\"否\"]",
        "when = \"forced-distribution\"\nlevels = [\"满意\"]\nat_most = 3",
        "when = \"forced-distribution\"\nlevels = [\"满意\"]\nat_most_share = 0.3",
        "when = \"forced-distribution\"\nlevels = [\"不满意\"]\nat_least = 1",
        "when = \"forced-distribution\"\nlevels = [\"不满意\"]\nat_least_share = 0.1",
    ];
    let rules = rules.map(|rule| format!("[[rules]]\n{rule}\neffect = \"flag\"\n")).concat();
    let scheme = format!("{FOUR_LEVELS}{ONE_BY_ONE}{rules}");
    let ballots = "票号,评议主体,单位,工作\n1,群众,甲,满意\n";
    let road = office(&scheme).ballots(ballots).walk();
    with_material(&road, |material| {
        for language in [Language::Chinese, Language::English] {
            let locale = Locale::new(language);
            let grids = hits_grids(material, Audience::Internal, &locale);
            let lines = rows(&grids[0], &locale);
            assert_eq!(lines.len(), road.intake.screen().by_rule.len());
            for line in &lines {
                assert!(!line[1].contains("threshold-"), "{language:?}: {line:?}");
            }
            let numbered = |line: &&Vec<String>| line[0].contains('2');
            assert_eq!(lines.iter().filter(numbered).count(), 1, "the second of four alike");
        }
    });
}

#[test]
fn weights_to_known_totals_are_told_with_what_they_cost() {
    let keys = "columns = { attributes = [\"性别\"] }\n";
    let totals = "[[periods.totals]]\nmargins = { \"性别\" = { \"男\" = 600, \"女\" = 400 } }\n";
    let ballots = "票号,评议主体,单位,工作,性别
1,群众,甲,满意,男
2,群众,甲,一般,女
3,群众,甲,一般,女
4,群众,乙,一般,女
";
    let office = office(&format!("{FOUR_LEVELS}{ONE_BY_ONE}"));
    office.write("ballots.csv", ballots);
    let road =
        office.period("2024H1", "", &[(&["ballots.csv"], &format!("{keys}{totals}"))]).walk();
    with_material(&road, |material| {
        let locale = Locale::new(Language::Chinese);
        let report = Report::compose(material, Audience::Internal, &locale);
        // One man for 600, three women for 400: (600 + 400)² / (600² + 3 · (400/3)²) = 2.42.
        let told = said(&report, "weighting");
        assert!(told.contains("4位评议人按性别的已知总数作事后分层加权"), "{told}");
        assert!(told.contains("相当于2位等权的评议人"), "{told}");
        let table = report.grids.iter().find(|grid| grid.id == "weighting").unwrap();
        let line = &rows(table, &locale)[0];
        assert_eq!(line[1..7], ["全部评议人", "性别", "事后分层", "4", "2.4", "1.653"]);
        let public = Report::compose(material, Audience::Public, &locale);
        assert!(public.grids.iter().all(|grid| grid.id != "weighting"));
    });
}
