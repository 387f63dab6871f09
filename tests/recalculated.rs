//! The workbook under rule books that differ in what can be calculated: every formula gives what is printed,
//! and where a scheme does what no formula says there is none.
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that fails")]

mod spreadsheet;

use std::collections::BTreeMap;
use std::path::Path;

use pingyi::appraisal::Appraisal;
use pingyi::estimate::Estimates;
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::locale::Locale;
use pingyi::report::{Audience, Fair, Material, Report};
use pingyi::scheme::{Language, shipped_text};
use pingyi::simulate::{Plan, simulate};
use pingyi::tally::Tally;
use pingyi::trend::{Exercise, Trend};

use spreadsheet::recalculated;

/// Two half-years of a few units under a scheme.
const PLAN: &str = r#"
seed = 11
title = "试验"
scheme = "scheme.toml"
made_units = 9

[answers]
unknown = 0.03
abstain = 0.01
blank = 0.01

[[periods]]
period = "2025H1"
files = [{ name = "2025H1/b.csv", layout = "rater-unit" }]

[[periods]]
period = "2025H2"
files = [{ name = "2025H2/b.csv", layout = "rater-unit" }]
"#;

/// The groups of the scheme of six indicators: one of them is too small to be heard on many units.
const GROUPS: &str = "
[groups]
leaders = { raters = 12, severity = 2 }
deputies = { raters = 20, coverage = 0.7 }
firms = { raters = 40, coverage = 0.5, severity = -3 }
grassroots = { raters = 9, coverage = 0.5 }
public = { raters = 60, coverage = 0.4 }
";

struct Walked {
    appraisal: Appraisal,
    intake: Intake,
    tally: Tally,
    estimates: Estimates,
    league: League,
}

fn walk(folder: &Path, period: &str) -> Walked {
    let appraisal = Appraisal::open(folder, Some(period.parse().unwrap())).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let league = League::rank(&appraisal, &estimates);
    Walked { appraisal, intake, tally, estimates, league }
}

fn side(walked: &Walked) -> Exercise<'_> {
    Exercise { appraisal: &walked.appraisal, estimates: &walked.estimates, league: &walked.league }
}

/// A shipped scheme with some of its text replaced.
fn scheme(id: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(shipped_text(id).unwrap().to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{id} has no {from}");
        text.replacen(from, to, 1)
    })
}

/// The columns that were recalculated in the report on a made appraisal, with the number of cells.
fn of(scheme: &str, plan: &str, language: Language) -> BTreeMap<String, usize> {
    let folder = tempfile::tempdir().unwrap();
    let beside = |name: &str| (name == "scheme.toml").then(|| scheme.to_owned());
    for file in simulate(&Plan::read("plan.toml", plan, &beside).unwrap()).unwrap() {
        let path = folder.path().join(&file.name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
    }
    let (before, now) = (walk(folder.path(), "2025H1"), walk(folder.path(), "2025H2"));
    let trends = [Trend::compare(side(&before), side(&now)).unwrap()];
    let material = Material {
        appraisal: &now.appraisal,
        account: now.intake.account(),
        tally: &now.tally,
        estimates: &now.estimates,
        league: &now.league,
        trends: &trends,
        history: &[],
        refused: &[],
        fair: Fair::default(),
        parts: &[],
        is_told: false,
    };
    let locale = Locale::new(language);
    recalculated(&Report::compose(&material, Audience::Internal, &locale), &locale)
}

fn n(checked: &BTreeMap<String, usize>, id: &str) -> usize {
    checked.get(id).copied().unwrap_or_default()
}

#[test]
fn stages_halves_to_even_and_grades_are_recalculated() {
    let grades = r#"[grading]
thresholds = [
  { grade = "优“秀\"", grade_en = "A", from = 76.4 },
  { grade = "良", grade_en = "B", from = "74.95" },
  { grade = "中", grade_en = "C" },
]

[error]
rate_interval = "logit"
draws = 200

[reliability]"#;
    let edits = [
        ("rule = \"half-up\"", "rule = \"half-even\"\nstages = [\"group\", \"indicator\"]"),
        ("decimals = 2", "decimals = 1"),
        ("[reliability]", grades),
    ];
    let scheme = scheme("xiaoneng-6", &edits);
    let checked = of(&scheme, &format!("{PLAN}{GROUPS}"), Language::Chinese);
    for id in ["score", "satisfied", "grade", "interval", "satisfied-interval", "low", "business"] {
        assert!(n(&checked, id) >= 9, "{id}: {checked:?}");
    }
}

#[test]
fn weighted_ballots_are_recalculated_but_for_the_whole_that_is_counted_by_ballot() {
    let edits = [
        ("mode = \"pooled\"", "mode = \"ballot-first\""),
        (
            "[reliability]",
            "[error]\nrate_interval = \"korn-graubard\"\nconfidence = 90\ndraws = 200\n\n[reliability]",
        ),
    ];
    let plan = format!("weights = [1, 0.333333, 2.5]\n{PLAN}{GROUPS}");
    let checked = of(&scheme("xiaoneng-6", &edits), &plan, Language::English);
    assert!(n(&checked, "answer-weight") >= 9 && n(&checked, "interval") >= 9, "{checked:?}");
    assert!(n(&checked, "business") >= 9, "{checked:?}");
    // A group's whole would be of the ballots too.
    assert_eq!(n(&checked, "firms"), 0, "{checked:?}");
}

#[test]
fn trimming_stand_ins_and_broken_ties_leave_numbers_where_no_formula_says_them() {
    let edits = [
        (
            "missing_group = \"renormalise\"",
            "missing_group = \"category-mean\"\ntrim = { extremes = 1, above = 15 }",
        ),
        ("ties = \"competition\"", "ties = \"dense\"\ntie_breakers = [\"satisfied-rate\"]"),
        // Names that a spreadsheet would take for a pattern or a number.
        ("label = \"业务工作\"", "label = \"业务*工作?\"\nparent = \"node\""),
        ("label = \"制度建设和落实\"", "label = \"3\"\nparent = \"node\""),
        ("[[groups]]", "[[indicators]]\nid = \"node\"\nlabel = \"节点\"\n\n[[groups]]"),
        ("[reliability]", "[error]\ndraws = 200\n\n[reliability]"),
    ];
    let checked = of(&scheme("xiaoneng-6", &edits), &format!("{PLAN}{GROUPS}"), Language::Chinese);
    assert!(n(&checked, "satisfied") >= 9 && n(&checked, "interval") >= 9, "{checked:?}");
    let untrimmed =
        of(&scheme("xiaoneng-6", &edits[2..]), &format!("{PLAN}{GROUPS}"), Language::Chinese);
    assert!(n(&untrimmed, "unrounded") > n(&checked, "unrounded"), "{untrimmed:?} {checked:?}");
}

#[test]
fn points_of_a_range_fall_into_their_bands() {
    let plan = format!("{PLAN}\n[groups]\nraters = {{ raters = 50 }}\n");
    let checked = of(&scheme("wanzhong-5", &[]), &plan, Language::Chinese);
    for id in ["answers-satisfied", "satisfied", "grade", "score"] {
        assert!(n(&checked, id) >= 9, "{id}: {checked:?}");
    }
}

#[test]
fn what_is_trimmed_stands_as_an_exact_fraction_so_that_nothing_is_rounded_twice() {
    let plan = PLAN.replace("unknown = 0.03\nabstain = 0.01\n", "");
    let plan = format!("{plan}\n[groups]\nraters = {{ raters = 30 }}\n");
    let scheme =
        scheme("neibu-abcd", &[("[reliability]", "[rounding]\ndecimals = 4\n\n[reliability]")]);
    let checked = of(&scheme, &plan, Language::Chinese);
    for id in ["score", "to-mean", "n"] {
        assert!(n(&checked, id) >= 9, "{id}: {checked:?}");
    }
}
