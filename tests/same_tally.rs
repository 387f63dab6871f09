//! One set of ballots, laid out in every way, is one tally; and what a plan states comes out.
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that fails")]

use std::path::Path;

use pingyi::appraisal::Appraisal;
use pingyi::error::Error;
use pingyi::estimate::{Estimates, Measure};
use pingyi::finding::Kind;
use pingyi::intake::Intake;
use pingyi::simulate::{GeneratedFile, Plan, simulate};
use pingyi::tally::Tally;
use proptest::prelude::*;

/// A plan with these files, and whatever else is wanted at its head.
fn plan(seed: u64, head: &str, files: &str) -> String {
    format!(
        r#"
seed = {seed}
title = "试验"
scheme = "xiaoneng-6"
made_units = 9
{head}

[groups]
leaders = {{ raters = 12, severity = 2 }}
deputies = {{ raters = 20, coverage = 0.7 }}
firms = {{ raters = 40, coverage = 0.5, severity = -3 }}
grassroots = {{ raters = 30, coverage = 0.6 }}
public = {{ raters = 60, coverage = 0.4 }}

[[periods]]
period = "2025H1"
{files}
"#
    )
}

fn make(text: &str) -> Vec<GeneratedFile> {
    simulate(&Plan::read("plan.toml", text, &|_| None).unwrap()).unwrap()
}

fn put(folder: &Path, files: &[GeneratedFile]) {
    for file in files {
        let path = folder.join(&file.name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
    }
}

/// The tally of a folder, with the bytes of its audit table. Every row must have counted.
fn tally(folder: &Path) -> (Tally, Vec<u8>) {
    let appraisal = Appraisal::open(folder, None).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    assert_eq!(intake.findings(), []);
    let tally = Tally::count(&appraisal, &intake);
    let mut bytes = Vec::new();
    tally.write(&appraisal, &mut bytes).unwrap();
    (tally, bytes)
}

fn tally_of(text: &str) -> (Tally, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), &make(text));
    tally(folder.path())
}

/// The error of the scores to the last bit: digits that are printed back give the same number.
fn bits(tally: &Tally) -> String {
    format!("{:?}", tally.spread().unwrap())
}

#[test]
fn any_number_of_threads_gives_the_same_error_to_the_last_bit() {
    let way = "files = [{ name = 'b.csv', layout = 'rater-unit' }]";
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), &make(&plan(13, "weights = [1, 0.75, 2.5]", way)));
    let appraisal = Appraisal::open(folder.path(), None).unwrap();
    let count = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| bits(&Tally::count(&appraisal, &Intake::check(&appraisal).unwrap())))
    };
    let alone = count(1);
    assert!(alone.contains("covariance") && alone.contains("is_known: true"));
    assert!(alone == count(2) && alone == count(4));
}

/// Every way to hand in the ballots.
const WAYS: [&str; 14] = [
    "files = [{ name = 'b.csv', layout = 'rater-unit' }]",
    "files = [{ name = 'b.csv', layout = 'rater-unit', encoding = 'utf-8-bom', delimiter = ';' }]",
    "files = [{ name = 'b.csv', layout = 'wide', encoding = 'gb18030' }]",
    "files = [{ name = '{group}.csv', layout = 'wide', encoding = 'gb18030', delimiter = 'tab' }]",
    "files = [{ name = 'b.csv.gz', layout = 'long' }]",
    "files = [{ name = 'b.txt', layout = 'long', encoding = 'utf-16le', delimiter = 'tab' }]",
    "files = [{ name = '{unit}.csv', layout = 'long' }]",
    "files = [{ name = '{unit}-{group}.csv', layout = 'rater-unit', encoding = 'gb18030' }]",
    "files = [{ name = 'b.xlsx', layout = 'rater-unit', sheets = 'group' }]",
    "files = [{ name = '{unit}.xlsx', layout = 'long', sheets = 'group' }]",
    "files = [{ name = 'b.xlsx', layout = 'wide' }]",
    "files = [{ name = 'b.csv', layout = 'bundles-long' }]",
    "files = [{ name = '{unit}.csv', layout = 'bundles-long', encoding = 'utf-16be' }]",
    "files = [
       { name = 'paper.xlsx', layout = 'bundles-wide', groups = ['leaders', 'public'] },
       { name = 'web.csv', layout = 'long', groups = ['firms'] },
       { name = 'rest/{group}.xlsx', layout = 'wide', groups = ['deputies', 'grassroots'] },
     ]",
];

#[test]
fn the_same_ballots_in_every_layout_are_one_tally() {
    let expected = tally_of(&plan(7, "", WAYS[0]));
    assert!(!expected.0.is_empty());
    for way in WAYS {
        let found = tally_of(&plan(7, "", way));
        assert!(expected.0 == found.0, "{way}");
        assert!(expected.1 == found.1, "{way}");
    }
}

#[test]
fn weights_are_the_same_in_every_layout_that_has_a_place_for_them() {
    let head = "weights = [1, 0.75, 2.5]";
    let expected = tally_of(&plan(7, head, WAYS[0]));
    assert!(expected.1 != tally_of(&plan(7, "", WAYS[0])).1);
    for way in WAYS.iter().filter(|way| !way.contains("bundles-wide")) {
        assert!(expected == tally_of(&plan(7, head, way)), "{way}");
    }
    let text = plan(7, head, WAYS[13]);
    let Err(Error::Findings(findings)) = Plan::read("plan.toml", &text, &|_| None) else {
        panic!("counts side by side have no place for weights")
    };
    assert_eq!(findings[0].kind, Kind::BadChoice);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn neither_the_order_of_rows_nor_the_split_into_files_decides(
        keys in proptest::collection::vec(any::<u32>(), 1500),
        layout in prop::sample::select(vec!["rater-unit", "long", "wide"]),
    ) {
        let way = format!("files = [{{ name = 'b.csv', layout = '{layout}' }}]");
        let mut files = make(&plan(11, "", &way));
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), &files);
        let expected = tally(folder.path());

        let at = files.iter().position(|file| file.name == "b.csv").unwrap();
        let whole = String::from_utf8(files.remove(at).bytes).unwrap();
        let (heading, rows) = whole.split_once('\n').unwrap();
        let mut rows: Vec<(u32, &str)> =
            rows.lines().zip(keys.iter().cycle()).map(|(row, key)| (*key, row)).collect();
        rows.sort_unstable();
        for (number, part) in rows.chunks(rows.len().div_ceil(3)).enumerate() {
            let lines: Vec<&str> = part.iter().map(|(_, row)| *row).collect();
            let bytes = format!("{heading}\n{}\n", lines.join("\n")).into_bytes();
            files.push(GeneratedFile { name: format!("part{number}.csv"), bytes });
        }
        for file in files.iter_mut().filter(|file| file.name == "appraisal.toml") {
            let text = String::from_utf8(file.bytes.clone()).unwrap();
            file.bytes = text.replace("\"b.csv\"", "\"part*.csv\"").into_bytes();
        }
        let shuffled = tempfile::tempdir().unwrap();
        put(shuffled.path(), &files);
        let found = tally(shuffled.path());
        prop_assert!(expected == found);
        prop_assert!(bits(&expected.0) == bits(&found.0));
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_seed_others(seed in 0_u64..1 << 40) {
        let way = WAYS[8];
        let first = make(&plan(seed, "", way));
        prop_assert!(first == make(&plan(seed, "", way)));
        let other = make(&plan(seed + 1, "", way));
        let ballots = |files: &[GeneratedFile]| {
            files.iter().find(|file| file.name == "b.xlsx").unwrap().bytes.clone()
        };
        prop_assert!(ballots(&first) != ballots(&other));
    }

    #[test]
    fn a_pinned_score_is_published_exactly(
        seed in any::<u32>(),
        first in 6500_i64..8500,
        second in 6500_i64..8500,
    ) {
        let pins = format!(
            "{}
             [[periods.pins]]
             unit = 'u00002'
             indicator = 'business'
             score = {}
             [[periods.pins]]
             unit = 'u00002'
             indicator = 'integrity'
             score = {}
             [[periods.caps]]
             indicator = 'business'
             below = 74",
            WAYS[0], hundredths(first), hundredths(second),
        );
        let text = plan(u64::from(seed), "", &pins);
        // A value that no set of answers gives exactly is refused; what is made has it.
        let read = Plan::read("plan.toml", &text, &|_| None).unwrap();
        prop_assume!(simulate(&read).is_ok());
        let estimates = estimates_of(&text);
        let score = |unit: usize, leaf: usize| {
            estimates.units[unit].score(Measure::Indicator(leaf)).published().unwrap()
        };
        prop_assert_eq!(score(1, 0).steps(), first);
        prop_assert_eq!(score(1, 5).steps(), second);
        // The third category is internal and therefore not capped.
        for unit in [0, 3, 4, 6, 7] {
            prop_assert!(score(unit, 0).steps() < 7400);
        }
    }
}

fn hundredths(steps: i64) -> String {
    format!("{}.{:02}", steps / 100, steps % 100)
}

fn estimates_of(text: &str) -> Estimates {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), &make(text));
    let appraisal = Appraisal::open(folder.path(), None).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    Estimates::score(&appraisal, &Tally::count(&appraisal, &intake))
}

#[test]
fn a_pin_out_of_reach_is_told_with_what_can_be_reached() {
    let pins = "[[periods.pins]]\nunit = 'u00001'\nindicator = 'business'\nscore = 20.00";
    let text = plan(3, "", &format!("{}\n{pins}", WAYS[0]));
    let plan = Plan::read("plan.toml", &text, &|_| None).unwrap();
    let Err(Error::Findings(findings)) = simulate(&plan) else { panic!("20 points are below all") };
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].kind, Kind::BadNumber);
    assert_eq!(findings[0].fact("value"), Some("20.00"));
    assert!(findings[0].fact("expected").unwrap().ends_with("–100.00"), "{findings:?}");
}

#[test]
fn many_raters_come_close_to_the_stated_score_whatever_their_severity() {
    let text = r#"
title = "试验"
scheme = "xiaoneng-6"
units = [
  { id = "a", name = "甲局", category = "party", score = 81.25 },
  { id = "b", name = "乙局", category = "government", score = 62.5 },
  { id = "c", name = "丙局", category = "vertical", scores = { business = 90, rules = 45 } },
]
truth = { indicator_spread = 0 }
answers = { unknown = 0.3, blank = 0.1, abstain = 0.1 }
weights = [1, 3]
groups.leaders = { raters = 4000, severity = 6 }
groups.public = { raters = 4000, severity = -4 }
groups.firms = { raters = 4000, severity = 0 }

[[periods]]
period = "2025H1"
files = [{ name = "b.csv" }]
"#;
    let estimates = estimates_of(text);
    let score = |unit: usize, leaf: usize| {
        estimates.units[unit].score(Measure::Indicator(leaf)).published().unwrap().to_f64()
    };
    // One answer scatters by about 20 points; 6000 valid ones with unequal weights by about 0.3.
    for leaf in 0..6 {
        assert!((score(0, leaf) - 81.25).abs() < 1.2, "{}", score(0, leaf));
        assert!((score(1, leaf) - 62.5).abs() < 1.2, "{}", score(1, leaf));
    }
    assert!((score(2, 0) - 90.0).abs() < 1.2, "{}", score(2, 0));
    assert!((score(2, 1) - 45.0).abs() < 1.2, "{}", score(2, 1));
    // Leaders mark 10 points above the public, whatever the unit.
    let group = |unit: usize, group: usize| {
        estimates.units[unit].groups[group].whole.published().unwrap().to_f64()
    };
    assert!((group(0, 0) - group(0, 4) - 10.0).abs() < 1.5);
}

#[test]
fn every_mistake_in_a_plan_is_told_at_once() {
    let text = r#"
title = "试验"
scheme = "xiaoneng-6"
units = [{ id = "a", name = "甲局", category = "parti", score = 300 }]
groups.nobody = { raters = 3 }
weights = ["-1"]

[[periods]]
period = "2025H7"
files = [{ name = "b.csv" }]

[[periods]]
period = "2025H1"
files = [{ name = "../b.csv" }, { name = "c.pdf", layout = "wide", slips = { aliases = 2 } }]
"#;
    let Err(Error::Findings(findings)) = Plan::read("plan.toml", text, &|_| None) else {
        panic!("the plan is full of mistakes")
    };
    let told: Vec<(Kind, &str)> = findings
        .iter()
        .map(|finding| (finding.kind, finding.place.key.as_deref().unwrap_or("")))
        .collect();
    for expected in [
        (Kind::UnknownCategory, "units[1].category"),
        (Kind::BadNumber, "units[1].score"),
        (Kind::UnknownGroup, "groups.nobody"),
        (Kind::BadWeight, "weights[1]"),
        (Kind::BadPeriod, "periods[1].period"),
        (Kind::BadChoice, "periods[2].files[1].name"),
        (Kind::BadChoice, "periods[2].files[2].name"),
        (Kind::BadChoice, "periods[2].files[2].slips.aliases"),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:?}");
    }
}

/// A scheme that scores ballot by ballot on a range of numbers, where blanks carry points too.
const RANGE: &str = r#"
id = "range"
name = "试验"
[scale]
blank = 60
skipped = ["空白"]
range = { min = 50, max = 99, void = [50] }
[[indicators]]
id = "one"
label = "作风"
[[indicators]]
id = "two"
label = "效能"
[[groups]]
id = "staff"
label = "教职工"
[scoring]
mode = "MODE"
"#;

fn range_plan(files: &str, mode: &str) -> Plan {
    let text = format!(
        r#"
title = "试验"
scheme = "range.toml"
made_units = 5
groups.staff = {{ raters = 200, coverage = 0.6 }}
answers = {{ blank = 0.1, unknown = 0.1 }}

[[periods]]
period = "2025H1"
{files}
"#
    );
    let beside = |name: &str| (name == "range.toml").then(|| RANGE.replace("MODE", mode));
    Plan::read("plan.toml", &text, &beside).unwrap()
}

#[test]
fn a_range_of_numbers_with_blanks_that_count_is_one_tally_in_every_layout() {
    let made = |way: &str, mode: &str| {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), &simulate(&range_plan(way, mode)).unwrap());
        let appraisal = Appraisal::open(folder.path(), None).unwrap();
        let intake = Intake::inspect(&appraisal, &|_, _| {});
        assert!(!intake.stops(), "{way}: {:?}", intake.findings());
        Tally::count(&appraisal, &intake)
    };
    for mode in ["pooled", "ballot-first"] {
        let expected = made(WAYS[0], mode);
        assert!(!expected.is_empty());
        let ballots = [WAYS[1], WAYS[2], WAYS[4], WAYS[9], WAYS[10]];
        // Counts by indicator cannot be scored ballot by ballot.
        let counts = [WAYS[11]];
        let counts = counts.iter().filter(|_| mode == "pooled");
        for way in ballots.iter().chain(counts) {
            assert!(made(way, mode) == expected, "{mode}: {way}");
        }
    }
}

#[test]
fn the_audit_table_is_read_back_into_the_same_tally() {
    let way = "files = [{ name = 'b.csv', layout = 'long' }]";
    for (plan, what) in [
        (range_plan(way, "pooled"), "blanks carry points"),
        (Plan::read("plan.toml", &self::plan(5, "", way), &|_| None).unwrap(), "blanks carry none"),
        (
            Plan::read("plan.toml", &self::plan(5, "weights = [1, 0.3]", way), &|_| None).unwrap(),
            "weights",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut files = simulate(&plan).unwrap();
        put(folder.path(), &files);
        let count = || {
            let appraisal = Appraisal::open(folder.path(), None).unwrap();
            let intake = Intake::check(&appraisal).unwrap();
            let tally = Tally::count(&appraisal, &intake);
            let mut bytes = Vec::new();
            tally.write(&appraisal, &mut bytes).unwrap();
            (tally, bytes)
        };
        let (tally, audit) = count();
        for file in &mut files {
            if file.name == "b.csv" {
                file.bytes.clone_from(&audit);
            } else if file.name == "appraisal.toml" {
                let text = String::from_utf8(file.bytes.clone()).unwrap();
                file.bytes = text.replace("\"long\"", "\"bundles-long\"").into_bytes();
            }
        }
        put(folder.path(), &files);
        assert!(count() == (tally, audit), "{what}");
    }
}
