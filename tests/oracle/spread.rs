//! The error of scores against R's `survey`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pingyi::appraisal::Appraisal;
use pingyi::estimate::{Estimates, Measure};
use pingyi::intake::Intake;
use pingyi::tally::Tally;

/// Relative agreement that is asked for.
const CLOSE: f64 = 1e-9;

struct Walked {
    appraisal: Appraisal,
    tally: Tally,
    estimates: Estimates,
}

fn walk(folder: &Path, period: &str) -> Walked {
    let appraisal = Appraisal::open(folder, period.parse().ok()).unwrap();
    let intake = Intake::inspect(&appraisal, &|_, _| {});
    assert!(!intake.stops(), "{:?}", intake.findings());
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    Walked { appraisal, tally, estimates }
}

fn beside(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle").join(name)
}

/// One number that R found.
struct Expected {
    case: String,
    measure: Measure,
    what: String,
    a: usize,
    b: usize,
    value: f64,
}

fn expected(file: &str, unit: &dyn Fn(&str) -> usize) -> Vec<Expected> {
    let text = std::fs::read_to_string(beside(file)).unwrap();
    let lines = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let [case, measure, what, a, b, value] = cells[..] else { panic!("{line}") };
        Expected {
            case: case.to_owned(),
            measure: match measure.parse::<usize>() {
                Ok(leaf) => Measure::Indicator(leaf - 1),
                Err(_) => Measure::Whole,
            },
            what: what.to_owned(),
            a: unit(a),
            b: unit(b),
            value: value.parse().unwrap(),
        }
    });
    lines.collect()
}

impl Walked {
    fn found(&self, wanted: &Expected) -> f64 {
        let spread = self.tally.spread().unwrap();
        let Expected { measure, a, b, .. } = *wanted;
        let unit = &self.estimates.units[a];
        let rates = match measure {
            Measure::Whole => &unit.whole_rates,
            Measure::Indicator(leaf) => &unit.leaf_rates[leaf],
        };
        match wanted.what.as_str() {
            "score" => unit.score(measure).value.as_ref().unwrap().exact.to_f64(),
            "cov" => spread.measure(measure).unwrap().covariance.get(a, b),
            "rate" => rates.satisfied.as_ref().unwrap().exact.to_f64(),
            "ratevar" => spread.rates(measure).unwrap().satisfied[a].variance,
            other => panic!("{other} is not known"),
        }
    }

    /// How many numbers agree; none may disagree.
    fn agree(&self, expected: &[Expected], case: &str) -> BTreeMap<String, usize> {
        let mut n = BTreeMap::new();
        for wanted in expected.iter().filter(|wanted| wanted.case == case) {
            let (found, size) = (self.found(wanted), wanted.value.abs());
            let Expected { measure, what, a, b, value, .. } = wanted;
            assert!(
                (found - value).abs() <= CLOSE * size && size > 0.0,
                "{case}: {what} of {measure:?}, {a} and {b}: {found} is not {value}"
            );
            *n.entry(what.clone()).or_insert(0) += 1;
        }
        n
    }
}

#[test]
fn the_sample_data_have_the_scores_errors_and_covariances_that_survey_finds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let walked = walk(&folder, "2024H1");
    let unit = |id: &str| walked.appraisal.units.iter().position(|unit| unit.id == id).unwrap();
    let n = walked.agree(&expected("spread-sample.csv", &unit), "sample");
    assert_eq!(n["score"], 41 * 6 + 8);
    assert_eq!(n["cov"], 41 * 42 / 2 + 41 * 5 + 8 * 9 / 2);
    assert_eq!((n["rate"], n["ratevar"]), (82, 82));
}

const SCHEME: &str = r#"
id = "t"
name = "t"
[scale]
range = { min = 1, max = 5 }
bands = [{ id = "good", label = "满意", from = 4 }, { id = "bad", label = "不满意", from = 1 }]
[rates]
satisfied = ["满意"]
[[indicators]]
id = "y1"
label = "工作"
[[indicators]]
id = "y2"
label = "作风"
[[groups]]
id = "g1"
label = "领导"
weight = 60
[[groups]]
id = "g2"
label = "群众"
weight = 40
[scoring]
min_n_unit = 1
min_n_group = 1
"#;

/// What is told of how raters were drawn, and how many there are of each stratum.
struct Case<'a> {
    name: &'a str,
    lonely: &'a str,
    columns: &'a [&'a str],
    populations: &'a [(&'a str, &'a str, u32)],
}

const CLUSTERS: [(&str, &str, u32); 5] =
    [("g1", "A", 40), ("g1", "B", 20), ("g1", "C", 5), ("g2", "B", 12), ("g2", "D", 9)];

impl Case<'_> {
    fn walk(&self) -> Walked {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        put("scheme.toml", &format!("{SCHEME}[error]\nlonely = \"{}\"\n", self.lonely));
        let units: String = (1..=6).map(|unit| format!("u{unit},甲{unit}局\n")).collect();
        put("register.csv", &format!("编号,全称\n{units}"));
        let mut text = String::from(
            "title = \"t\"\nscheme = \"scheme.toml\"\nregister = \"register.csv\"\n\
             [[periods]]\nperiod = \"2024H1\"\n[[periods.ballots]]\nfiles = [\"ballots.csv\"]\n",
        );
        for (group, stratum, size) in self.populations {
            text.push_str(&format!(
                "[[periods.populations]]\ngroup = \"{group}\"\nstratum = \"{stratum}\"\nsize = {size}\n"
            ));
        }
        put("appraisal.toml", &text);
        put("ballots.csv", &self.ballots());
        walk(folder.path(), "2024H1")
    }

    fn ballots(&self) -> String {
        let made = std::fs::read_to_string(beside("spread-made.csv")).unwrap();
        let mut lines = made.lines();
        let heads: Vec<&str> = lines.next().unwrap().split(',').collect();
        let kept = ["group", "rater", "unit", "w", "y1", "y2"];
        let kept: Vec<usize> = (0..heads.len())
            .filter(|at| kept.contains(&heads[*at]) || self.columns.contains(&heads[*at]))
            .collect();
        let called = |head: &str| match head {
            "group" => "评议主体",
            "rater" => "票号",
            "unit" => "单位",
            "w" => "权重",
            "y1" => "工作",
            "y2" => "作风",
            "stratum" => "层",
            "cluster" => "群",
            other => panic!("{other} is not known"),
        };
        let heading: Vec<&str> = kept.iter().map(|at| called(heads[*at])).collect();
        let mut text = heading.join(",") + "\n";
        for line in lines {
            let cells: Vec<&str> = line.split(',').collect();
            let row: Vec<&str> = kept.iter().map(|at| cells[*at]).collect();
            text.push_str(&(row.join(",") + "\n"));
        }
        text
    }
}

#[test]
fn weights_strata_clusters_and_populations_count_as_in_survey() {
    let raters = CLUSTERS.map(|(group, stratum, size)| (group, stratum, size * 10));
    let both = ["stratum", "cluster"];
    let of_policy = |lonely| Case { name: lonely, lonely, columns: &both, populations: &CLUSTERS };
    let cases = [
        Case { name: "weights", lonely: "adjust", columns: &[], populations: &[] },
        Case { name: "strata", lonely: "adjust", columns: &["stratum"], populations: &raters },
        Case { name: "clusters", lonely: "adjust", columns: &["cluster"], populations: &[] },
        of_policy("adjust"),
        of_policy("average"),
        of_policy("remove"),
        of_policy("certainty"),
    ];
    let unit = |id: &str| id[1..].parse::<usize>().unwrap() - 1;
    let expected = expected("spread-made-expected.csv", &unit);
    for case in cases {
        let n = case.walk().agree(&expected, case.name);
        assert_eq!((n["score"], n["cov"], n["rate"], n["ratevar"]), (18, 63, 18, 18));
    }
}

#[test]
fn a_scheme_that_forbids_lonely_strata_gives_no_error_where_there_is_one() {
    let case = |columns| Case { name: "fail", lonely: "fail", columns, populations: &CLUSTERS };
    let walked = case(&["stratum", "cluster"]).walk();
    let spread = walked.tally.spread().unwrap();
    assert_eq!(spread.n_lonely, 2);
    let whole = spread.measure(Measure::Whole).unwrap();
    assert!(whole.units.iter().all(|unit| !unit.is_known));
    let rates = &spread.rates(Measure::Whole).unwrap().satisfied;
    assert!(rates.iter().all(|rate| rate.freedom <= 0.0));
    let walked = Case { populations: &[], ..case(&["cluster"]) }.walk();
    let whole = walked.tally.spread().unwrap().measure(Measure::Whole).unwrap().clone();
    assert!(whole.units.iter().all(|unit| unit.is_known));
}
