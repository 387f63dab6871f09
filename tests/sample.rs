//! The sample data: made from its plan to the byte, and appraised as its README says.
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use pingyi::appraisal::Appraisal;
use pingyi::comment::{Comments, Stance};
use pingyi::estimate::{Estimates, Measure};
use pingyi::finding::Kind;
use pingyi::intake::Intake;
use pingyi::league::{League, Why};
use pingyi::scheme::Publication;
use pingyi::simulate::{Plan, simulate};
use pingyi::tally::Tally;

/// Written by hand; everything else in the folder is made.
const BY_HAND: [&str; 3] = [".gitattributes", "README.md", "plan.toml"];

const PERIODS: [&str; 4] = ["2024H1", "2024H2", "2025H1", "2025H2"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data")
}

/// Every file of the folder by its name, with `/`.
fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let pattern = format!("{}/**/*", folder.display());
    let options = glob::MatchOptions::new();
    let paths = glob::glob_with(&pattern, options).unwrap().flatten().filter(|path| path.is_file());
    let name =
        |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    paths.map(|path| (name(&path), std::fs::read(&path).unwrap())).collect()
}

fn open(period: &str) -> (Appraisal, Intake) {
    let appraisal = Appraisal::open(folder(), Some(period.parse().unwrap())).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    (appraisal, intake)
}

fn league(appraisal: &Appraisal, intake: &Intake) -> (Estimates, League) {
    let tally = Tally::count(appraisal, intake);
    let estimates = Estimates::score(appraisal, &tally);
    let league = League::rank(appraisal, &estimates);
    (estimates, league)
}

fn unit(appraisal: &Appraisal, id: &str) -> usize {
    appraisal.units.iter().position(|unit| unit.id == id).unwrap()
}

#[test]
fn the_folder_is_what_its_plan_makes_to_the_byte() {
    let text = std::fs::read_to_string(folder().join("plan.toml")).unwrap();
    let beside = |name: &str| std::fs::read_to_string(folder().join(name)).ok();
    let made = simulate(&Plan::read("plan.toml", &text, &beside).unwrap()).unwrap();
    let there = files_in(&folder());
    for file in &made {
        let found = there.get(&file.name).unwrap_or_else(|| panic!("{} is missing", file.name));
        assert!(*found == file.bytes, "{} has drifted from plan.toml", file.name);
    }
    let names: BTreeSet<&str> = made.iter().map(|file| file.name.as_str()).chain(BY_HAND).collect();
    let strays: Vec<&String> = there.keys().filter(|name| !names.contains(name.as_str())).collect();
    assert_eq!(strays, Vec::<&String>::new());
    let size: usize = there.values().map(Vec::len).sum();
    assert!(size < 6_000_000, "{size} bytes are too much for a sample");
}

#[test]
fn the_data_say_that_they_are_synthetic() {
    let (appraisal, _) = open("2025H2");
    assert!(appraisal.notice.zh.contains("合成"));
    assert!(appraisal.notice.en.contains("synthetic"));
    assert!(appraisal.title.zh.contains("合成") && appraisal.title.en.contains("synthetic"));
    let readme = std::fs::read_to_string(folder().join("README.md")).unwrap();
    assert!(readme.contains("虚构") && readme.contains("invented"));
}

#[test]
fn the_office_of_the_government_gets_the_published_scores_and_ranks() {
    let (appraisal, intake) = open("2025H2");
    let (_, league) = league(&appraisal, &intake);
    let own = unit(&appraisal, "gov-office");
    let expected = [
        ("business", "84.39", 1, true),
        ("rules", "83.13", 1, false),
        ("lawful", "82.77", 1, false),
        ("transparency", "82.99", 1, false),
        ("efficiency", "82.18", 1, false),
        ("integrity", "82.33", 2, false),
    ];
    for (index, (id, score, rank, joint)) in expected.into_iter().enumerate() {
        assert_eq!(appraisal.scheme.indicators.leaves()[index].id, id);
        let table = league.table(None, Measure::Indicator(index)).unwrap();
        let standing = table.standing(own).unwrap();
        assert_eq!(
            (standing.published.to_string().as_str(), standing.rank, standing.joint),
            (score, rank, joint),
            "{id}"
        );
    }
    let table = league.table(None, Measure::Indicator(0)).unwrap();
    let other = table.standing(unit(&appraisal, "party-office")).unwrap();
    assert_eq!((other.published.to_string().as_str(), other.rank, other.joint), ("84.39", 1, true));
}

#[test]
fn scores_are_compressed_and_plausible_in_every_period() {
    for period in PERIODS {
        let (appraisal, intake) = open(period);
        let (_, league) = league(&appraisal, &intake);
        let table = league.table(None, Measure::Whole).unwrap();
        let scores: Vec<f64> = table.standings.iter().map(|s| s.published.to_f64()).collect();
        assert!(scores.len() >= 36, "{period}: {}", scores.len());
        assert!(scores.iter().all(|score| (70.0..84.0).contains(score)), "{period}: {scores:?}");
    }
}

#[test]
fn rows_and_papers_add_up_in_every_period() {
    for period in PERIODS {
        let (_, intake) = open(period);
        for account in &intake.account().files {
            let rows = account.rows;
            assert_eq!(rows.rows, rows.accepted + rows.void + rows.refused, "{}", account.file);
            assert!(rows.accepted > 0, "{}", account.file);
        }
        assert_eq!(intake.account().returns.groups.len(), 5);
        for group in &intake.account().returns.groups {
            let (issued, returned) = (group.issued.unwrap(), group.returned.unwrap());
            assert!(issued >= returned && returned >= group.found && group.found >= group.valid);
            let void: u64 = group.void_papers.values().sum();
            assert_eq!(group.found, group.valid + void);
        }
    }
}

#[test]
fn every_kind_of_dirty_row_is_found_in_the_newest_half_year() {
    let (_, intake) = open("2025H2");
    let mut found: BTreeMap<Kind, usize> = BTreeMap::new();
    for finding in intake.findings() {
        *found.entry(finding.kind).or_default() += 1;
    }
    let expected = [
        (Kind::UnknownUnit, 3),
        (Kind::OffScale, 5),
        (Kind::BlankBallot, 4),
        (Kind::DuplicateBallot, 5),
        // Both of two ballots that differ are listed.
        (Kind::ConflictingBallots, 6),
        (Kind::MultipleMarks, 7),
    ];
    assert_eq!(found, BTreeMap::from(expected));
    for finding in intake.findings().iter().filter(|f| f.kind == Kind::UnknownUnit) {
        assert!(finding.fact("nearest").is_some(), "{finding:?}");
    }
    let off_scale: Vec<_> = intake.findings().iter().filter(|f| f.kind == Kind::OffScale).collect();
    assert!(off_scale.iter().any(|finding| finding.fact("value") == Some("较满意")));
}

#[test]
fn spellings_that_differ_only_in_form_are_there_and_are_read() {
    let all: String = files_in(&folder())
        .into_iter()
        .filter(|(name, _)| name.starts_with("2025H2/") && name.ends_with(".csv"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    let full_width = all.lines().filter(|line| line.chars().any(|c| ('Ａ'..='Ｚ').contains(&c)));
    assert_eq!(full_width.count(), 3);
    let has_space = |cell: &str| cell.contains(' ');
    let spaced = all.lines().filter(|line| line.split(',').any(has_space));
    assert_eq!(spaced.count(), 6);
    assert!(all.contains(",,,,,,,\n"), "rows without content at the end");
    let (appraisal, _) = open("2025H2");
    let written =
        |name: &str| all.lines().filter(|l| l.split(',').any(|cell| cell == name)).count();
    let count = |names: Vec<&str>| names.into_iter().map(written).sum::<usize>();
    assert_eq!(count(appraisal.units.iter().filter_map(|u| u.short.as_deref()).collect()), 5);
    let aliases = appraisal.units.iter().flat_map(|unit| unit.aliases.iter().map(String::as_str));
    assert_eq!(count(aliases.collect()), 3);
}

#[test]
fn units_are_renamed_made_and_merged() {
    let (before, _) = open("2024H2");
    let (after, _) = open("2025H1");
    let in_force = |appraisal: &Appraisal, id: &str| {
        let unit = &appraisal.units[unit(appraisal, id)];
        (unit.in_force, unit.name.zh.clone())
    };
    for period in PERIODS {
        assert_eq!(open(period).0.units_in_force().count(), 41, "{period}");
    }
    assert_eq!(in_force(&before, "approval"), (true, "市政务服务管理办公室".to_owned()));
    assert_eq!(in_force(&after, "approval"), (true, "市行政审批局".to_owned()));
    assert!(!in_force(&before, "data").0 && in_force(&after, "data").0);
    for merged in ["culture", "tourism"] {
        assert!(in_force(&before, merged).0 && !in_force(&after, merged).0);
    }
    let heir = &after.units[unit(&after, "culture-tourism")];
    assert_eq!(heir.predecessors, ["culture", "tourism"]);
}

#[test]
fn a_unit_that_most_raters_do_not_know_is_listed_not_ranked() {
    let (appraisal, intake) = open("2025H2");
    let (_, league) = league(&appraisal, &intake);
    let table = league.table(None, Measure::Whole).unwrap();
    let [unranked] = table.unranked.as_slice() else { panic!("{:?}", table.unranked) };
    assert_eq!(appraisal.units[unranked.unit].id, "foreign");
    assert!(matches!(unranked.why, Why::TooFew { min: 30, .. }), "{:?}", unranked.why);
}

#[test]
fn vertical_units_are_internal_and_the_public_does_not_rate_them() {
    let (appraisal, intake) = open("2025H2");
    let (estimates, league) = league(&appraisal, &intake);
    let public = appraisal.scheme.group_names().find("public").unwrap();
    let internal: Vec<usize> = appraisal
        .units_in_force()
        .map(|(unit, _)| unit)
        .filter(|unit| appraisal.publication(*unit) == Publication::Internal)
        .collect();
    assert_eq!(internal.len(), 4);
    let table = league.table(None, Measure::Whole).unwrap();
    for unit in internal {
        assert!(!appraisal.rates(public, unit));
        assert_eq!(estimates.units[unit].groups[public].whole.n, 0);
        assert!(estimates.units[unit].whole.published().is_some());
        assert!(table.standing(unit).is_none());
    }
}

#[test]
fn every_comment_is_read_and_the_telephone_numbers_are_struck_out() {
    let appraisal = Appraisal::open(folder(), Some("2025H2".parse().unwrap())).unwrap();
    let comments = Comments::read(&appraisal).unwrap();
    let received = &comments.received;
    assert_eq!((received.cells, received.nothing, received.refused), (380, 60, 0));
    assert_eq!((received.comments, received.by_group.iter().sum::<u64>()), (320, 320));
    assert_eq!(received.struck.values().sum::<u64>(), 3);
    assert!(!format!("{comments:?}").contains("13800138000"));
}

#[test]
fn the_dictionary_takes_most_remarks_as_they_were_meant() {
    let plan: toml::Table =
        std::fs::read_to_string(folder().join("plan.toml")).unwrap().parse().unwrap();
    let appraisal = Appraisal::open(folder(), Some("2025H2".parse().unwrap())).unwrap();
    let comments = Comments::read(&appraisal).unwrap();
    let locale = pingyi::locale::Locale::new(pingyi::scheme::Language::Chinese);
    let mut taken = BTreeMap::new();
    for comment in (0..appraisal.units.len()).flat_map(|unit| comments.of(Some(unit))) {
        taken.insert(comment.text.shown(&locale), comment.stance);
    }
    let (mut right, mut all) = (0, 0);
    for about in plan["remarks"]["about"].as_array().unwrap() {
        let stances = [
            ("praise", Stance::Praise),
            ("complaint", Stance::Complaint),
            ("suggestion", Stance::Suggestion),
        ];
        for (key, meant) in stances {
            for text in about.get(key).and_then(toml::Value::as_array).into_iter().flatten() {
                // Remarks that were never drawn, or put together with others, are not there.
                let Some(found) = taken.get(text.as_str().unwrap()) else { continue };
                all += 1;
                right += usize::from(*found == meant);
            }
        }
    }
    assert!(all >= 45 && right * 10 >= all * 9, "{right} of {all}");
}
