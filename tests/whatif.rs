//! What-if questions, sensitivity, and the ranking of estimates from elsewhere.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::path::Path;
use std::process::Command;

use pingyi::appraisal::Appraisal;
use pingyi::elsewhere::{Estimated, Source, write_covariance};
use pingyi::estimate::Measure;
use pingyi::intake::Intake;
use pingyi::statistic::Symmetric;
use pingyi::tally::{CellDraws, Tally};
use serde_json::Value;
use tempfile::TempDir;

const APPRAISAL: &str = "title = \"t\"\nscheme = \"scheme.toml\"\nregister = \"register.csv\"\n\
    [[periods]]\nperiod = \"2024H1\"\n[[periods.ballots]]\nfiles = [\"ballots.csv\"]\n";

const SCHEME: &str = r#"id = "t"
name = "t"
indicators = [{ id = "work", label = "业务" }, { id = "speed", label = "效率" }]
groups = [{ id = "firms", label = "企业", weight = 60 }, { id = "public", label = "群众", weight = 40 }]
scoring = { min_n_unit = 1, min_n_group = 1 }
error = { draws = 400, seed = 7 }
[ranking]
tables = ["overall"]
[scale]
levels = [
    { label = "满意", points = 100 },
    { label = "基本满意", points = 80 },
    { label = "一般", points = 60 },
]
"#;

const REGISTER: &str = "编号,全称\nA1,甲局\nA2,乙局\nA3,丙局\nA4,丁局\n";

const UNITS: [&str; 4] = ["甲局", "乙局", "丙局", "丁局"];

/// A folder with these rows of ballots.
fn folder(rows: &[String]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("appraisal.toml", APPRAISAL);
    write("scheme.toml", SCHEME);
    write("register.csv", REGISTER);
    let heading = "评议人编号,评议主体,单位,业务,效率\n";
    write("ballots.csv", &format!("{heading}{}\n", rows.join("\n")));
    folder
}

/// Two raters of each group who agree: firms give 甲 100 and 乙 80, the public 60 and 100.
fn by_hand() -> TempDir {
    let mut rows = Vec::new();
    for (group, marks) in [("企业", ["满意", "基本满意"]), ("群众", ["一般", "满意"])]
    {
        for rater in 1..=2 {
            for (unit, mark) in UNITS.iter().zip(marks) {
                rows.push(format!("{group}{rater},{group},{unit},{mark},{mark}"));
            }
        }
    }
    folder(&rows)
}

/// Twelve raters of each group with answers that differ, on four units.
fn many() -> Vec<String> {
    let levels = ["满意", "基本满意", "一般"];
    let mut rows = Vec::new();
    for (which, group) in ["企业", "群众"].iter().enumerate() {
        for rater in 0..12_usize {
            for (unit, name) in UNITS.iter().enumerate() {
                let mark = |leaf: usize| {
                    let chance = (rater * 7 + unit * (3 + which) + leaf * 5 + rater * unit) % 11;
                    levels[usize::from(chance > 2 + 2 * unit) + usize::from(chance > 9)]
                };
                rows.push(format!("{group}{rater:02},{group},{name},{},{}", mark(0), mark(1)));
            }
        }
    }
    rows
}

/// Status, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let program = Command::new(env!("CARGO_BIN_EXE_pingyi"));
    let output = { program }
        .args(arguments)
        .args(["--lang", "en"])
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn rows(json: &str, table: &str) -> Vec<Value> {
    let all: Vec<Value> = serde_json::from_str(json).unwrap();
    all.into_iter().filter(|row| row["table"] == table).collect()
}

#[test]
fn another_weight_moves_ranks_as_worked_out_by_hand() {
    let folder = by_hand();
    let (_, out, err) = run(folder.path(), &["whatif", "--weight", "firms=90", "--format", "json"]);
    let moves = rows(&out, "whatif-overall");
    let first: Vec<&Value> = moves.iter().filter(|row| !row["rank"].is_null()).collect();
    assert_eq!(first.len(), 2, "{out}{err}");
    let one = |row: &Value| {
        let number = |id: &str| row[id].as_f64().unwrap();
        let cells = ["score", "score-then", "change", "rank", "rank-then", "move"].map(number);
        (row["unit"].as_str().unwrap().to_owned(), cells)
    };
    assert_eq!(one(first[0]), ("乙局".to_owned(), [88.0, 82.0, -6.0, 1.0, 2.0, -1.0]));
    assert_eq!(one(first[1]), ("甲局".to_owned(), [84.0, 96.0, 12.0, 2.0, 1.0, 1.0]));
    let summary = rows(&out, "whatif-summary");
    assert_eq!((summary[0]["n-moved"].as_u64(), summary[0]["tau"].as_f64()), (Some(2), Some(-1.0)));
    assert_eq!(summary[0]["first"], "乙局 → 甲局");
    // Units that nobody rated are still there, without a rank.
    assert_eq!(moves.len(), 4);
}

#[test]
fn the_weights_as_they_are_and_the_same_scheme_change_nothing() {
    let folder = folder(&many());
    for changed in
        [["--weight", "主体:企业=60%"], ["--weight", "speed=50"], ["--scheme", "scheme.toml"]]
    {
        let arguments = ["whatif", changed[0], changed[1], "--format", "json"];
        let (status, out, err) = run(folder.path(), &arguments);
        let summary = rows(&out, "whatif-summary");
        assert_eq!(status, 0, "{err}");
        assert_eq!(
            (summary[0]["n-moved"].as_u64(), summary[0]["tau"].as_f64()),
            (Some(0), Some(1.0))
        );
        assert_eq!(summary[0]["first"], "unchanged");
    }
}

#[test]
fn a_rule_put_in_or_left_out_is_counted_again_and_an_unknown_one_is_refused() {
    let folder = folder(&many());
    let scheme = SCHEME.replace(
        "[ranking]",
        "rules = [{ when = \"all-equal\", effect = \"flag\", least_units = 2 }]\n[ranking]",
    );
    std::fs::write(folder.path().join("scheme.toml"), scheme).unwrap();
    let (status, _, err) = run(folder.path(), &["whatif", "--with", "all-equl"]);
    assert_eq!(status, 64, "{err}");
    assert!(err.contains("Is “all-equal” meant?"), "{err}");
    for option in ["--with", "--without"] {
        let (status, out, err) =
            run(folder.path(), &["whatif", option, "all-equal", "--format", "json"]);
        assert!(status < 2, "{err}");
        assert_eq!(rows(&out, "whatif-summary").len(), 1);
    }
}

#[test]
fn what_cannot_be_supposed_is_told_with_the_nearest_name() {
    let folder = by_hand();
    for (arguments, said) in [
        (vec!["whatif"], "Say what is supposed"),
        (vec!["whatif", "--weight", "fims=30"], "Is “firms” meant?"),
        (vec!["whatif", "--weight", "firms"], "“firms” is no weight"),
        (vec!["whatif", "--weight", "firms=101"], "is no weight"),
        (vec!["whatif", "--weight", "firms=30", "--weight", "企业=20"], "given already"),
        (vec!["whatif", "--weight", "firms=70", "--weight", "public=40"], "more than 100 %"),
        (vec!["whatif", "--weight", "firms=20", "--weight", "public=40"], "less than 100 %"),
        (vec!["whatif", "--sensitivity", "--weight", "firms=20"], "cannot go together"),
        (vec!["rank", "--from-estimates", "x.csv", "--confidence", "50"], "above 50"),
    ] {
        let (status, out, err) = run(folder.path(), &arguments);
        assert_eq!((status, out.as_str()), (64, ""), "{arguments:?}: {err}");
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
}

#[test]
fn sensitivity_has_the_same_bytes_in_any_order_of_rows_and_at_any_number_of_threads() {
    let mut given = many();
    let sorted = folder(&given);
    given.reverse();
    given.rotate_left(17);
    // The same people under other names: numbers of raters follow the order of rows.
    let shuffled = folder(&given);
    let arguments = ["whatif", "--sensitivity", "--format", "json", "--threads"];
    let of = |folder: &TempDir, threads: &str| {
        run(folder.path(), &[&arguments[..], &[threads]].concat())
    };
    let (status, first, err) = of(&sorted, "1");
    assert_eq!(status, 0, "{err}");
    assert_eq!(of(&sorted, "3").1, first);
    assert_eq!(of(&shuffled, "2").1, first);
    let ranks = rows(&first, "sensitivity-overall");
    assert_eq!(ranks.len(), 4);
    for row in &ranks {
        let share =
            row["share-weights"].as_f64().unwrap() + row["share-sampling"].as_f64().unwrap();
        assert!((70.0..=130.0).contains(&share), "{row}");
    }
    // Two groups and two indicators, each moved alone.
    assert_eq!(rows(&first, "sensitivity-weights-overall").len(), 4);
}

/// The same raters, weighted to how many live in each district.
fn weighted() -> TempDir {
    let folder = folder(&[]);
    let district = |row: &str| {
        let rater: usize =
            row.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
        if rater.is_multiple_of(3) { "西区" } else { "东区" }
    };
    let rows: Vec<String> = many().iter().map(|row| format!("{row},{}", district(row))).collect();
    let heading = "评议人编号,评议主体,单位,业务,效率,区县\n";
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("ballots.csv", &format!("{heading}{}\n", rows.join("\n")));
    let totals = "columns = { attributes = [\"区县\"] }\n[[periods.totals]]\ngroup = \"企业\"\n\
        margins = { \"区县\" = { \"东区\" = 3000, \"西区\" = 7000 } }\n";
    write("appraisal.toml", &format!("{APPRAISAL}{totals}"));
    folder
}

/// The greatest distance between the covariance of the drawn scores and that of the spread, as a share
/// of the geometric mean of the two variances.
fn distance(folder: &TempDir) -> f64 {
    let appraisal = Appraisal::open(folder.path(), None).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    let tally = Tally::count(&appraisal, &intake);
    let n = 4_000;
    let draws = CellDraws::draw(&appraisal, &intake, &tally, n, 3).unwrap();
    assert_eq!(draws.n_draws(), n);
    let score = |draw: usize, unit: usize| -> f64 {
        let cell = |leaf: usize, group: usize| draws.deviation(draw, unit, leaf, group);
        0.3 * (cell(0, 0) + cell(1, 0)) + 0.2 * (cell(0, 1) + cell(1, 1))
    };
    let drawn = Symmetric::from_fn(4, |a, b| {
        (0..n).map(|draw| score(draw, a) * score(draw, b)).sum::<f64>() / n as f64
    });
    let known = &tally.spread().unwrap().measure(Measure::Whole).unwrap().covariance;
    let mut most = 0.0_f64;
    for a in 0..4 {
        for b in 0..=a {
            let size = (known.diagonal(a) * known.diagonal(b)).sqrt();
            assert!(size > 0.0);
            most = most.max((drawn.get(a, b) - known.get(a, b)).abs() / size);
        }
    }
    most
}

#[test]
fn draws_of_cell_means_have_the_covariance_of_the_scores() {
    // Four thousand draws know a variance to one part in forty-five.
    let (plain, weighted) = (distance(&folder(&many())), distance(&weighted()));
    assert!(plain < 0.08, "{plain}");
    assert!(weighted < 0.08, "weighted to totals: {weighted}");
}

#[test]
fn what_score_writes_rank_reads_to_the_last_bit() {
    let folder = folder(&many());
    let (status, _, err) = run(
        folder.path(),
        &["score", "--covariance", "v.csv", "--format", "csv", "--out", "scores.csv"],
    );
    assert_eq!(status, 0, "{err}");
    let (status, out, err) = run(
        folder.path(),
        &["rank", "--from-estimates", "scores.csv", "--covariance", "v.csv", "--draws", "500"],
    );
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("500 draws, seed 0"), "{out}");
    let path = |name: &str| folder.path().join(name);
    let (scores, matrix) = (path("scores.csv"), path("v.csv"));
    let source = |path| Source { path, shown_as: "file" };
    let read = Estimated::read(source(&scores), Some(source(&matrix))).unwrap();
    // The scores stand in the order of the ranks, the covariance in that of the register.
    let at = |name: &&str| read.units.iter().position(|unit| unit.name == **name).unwrap();
    let order: Vec<usize> = UNITS.iter().map(at).collect();
    assert_ne!(order, [0, 1, 2, 3]);
    let mut again = Vec::new();
    write_covariance(&UNITS, &read.covariance.select(&order), &mut again).unwrap();
    assert_eq!(again, std::fs::read(&matrix).unwrap());
    // Never over what was read.
    let (status, _, err) = run(folder.path(), &["score", "--covariance", "ballots.csv"]);
    assert_eq!(status, 64, "{err}");
}

#[test]
fn estimates_from_elsewhere_are_matched_by_name_and_need_no_appraisal() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("e.csv", "unit,estimate\n甲,3.5\n乙,3.25\n丙,2.25\n");
    // The hand example of four raters on three units, with the columns in another order.
    write(
        "v.csv",
        "unit,丙,甲,乙\n乙,0.145833333,0.25,0.229166667\n甲,0.333333333,0.5,0.25\n\
         丙,0.229166667,0.333333333,0.145833333\n",
    );
    let arguments =
        ["rank", "--from-estimates", "e.csv", "--covariance", "v.csv", "--format", "csv"];
    let (status, out, err) = run(folder.path(), &arguments);
    assert_eq!((status, err.as_str()), (0, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "rank,rank_joint,unit,estimate,error,together,alone,bands");
    assert_eq!(lines[1], "1,false,甲,3.5,0.707107,1–2,1–2,a");
    assert_eq!(lines[2], "2,false,乙,3.25,0.478714,1–2,1–2,a");
    assert_eq!(lines[3], "3,false,丙,2.25,0.478714,3,3,b");
    write("c.csv", "单位,次数\na,340\nb,295\nc,290\nd,210\ne,120\nf,60\ng,58\nh,12\n");
    let (status, out, _) =
        run(folder.path(), &["rank", "--from-counts", "c.csv", "--format", "csv"]);
    let sets: Vec<&str> = out.lines().skip(1).filter_map(|line| line.split(',').nth(4)).collect();
    assert_eq!((status, sets), (0, vec!["1–3", "1–3", "1–3", "4", "5", "6–7", "6–7", "8"]));
}
