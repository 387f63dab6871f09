//! Things are planted that must not get out, and looked for in every file that leaves the office.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use crate::harness::{Folder, files_in};
use serde_json::Value;

const APPRAISAL: &str = r#"title = "某市机关效能评议"
scheme = "scheme.toml"
register = "register.csv"

[[periods]]
period = "2024H1"
returns_file = "returns.csv"
[[periods.ballots]]
files = ["h1.csv"]
layout = "rater-unit"

[[periods]]
period = "2024H2"
returns_file = "returns.csv"
[[periods.ballots]]
files = ["h2-密档室.csv"]
layout = "rater-unit"
[[periods.comments]]
files = ["comments.csv"]
"#;

/// Groups and units of any size are scored and ranked, so that nothing but the rules of publication keeps
/// a small cell in.
const SCHEME: &str = r#"id = "leaky"
name = "小方案"
indicators = [{ label = "业务工作" }, { label = "办事效率" }]
groups = [{ label = "领导", weight = 20 }, { label = "企业", weight = 40 }, { label = "群众", weight = 40 }, { label = "密评组", weight = 0 }]
[[categories]]
id = "open"
label = "政府部门"
[[categories]]
id = "inner"
label = "涉密部门"
publication = "internal"

[weights.inner]
"领导" = 20
"企业" = 40
"群众" = 30
"密评组" = 10

[scale]
levels = [
    { label = "满意", points = 100 },
    { label = "基本满意", points = 80 },
    { label = "一般", points = 60 },
    { label = "不满意", points = 30 },
    { label = "不了解", kind = "unknown" },
]
[scoring]
min_n_unit = 1
min_n_group = 1
[ranking]
tables = ["overall", "category", "indicator"]
"#;

const REGISTER: &str = "编号,全称,英文名,简称,类别\n\
A1,市教育局,Education Bureau,教育局,政府部门\n\
A2,市体育局,Sports Bureau,体育局,政府部门\n\
A3,市水利局,Water Bureau,水利局,政府部门\n\
ZX9,市密档管理室,Sealed Archive Office,密档室,涉密部门\n";

const COMMENTS: &str = "单位,意见\n\
市教育局,=cmd()\n\
市教育局,窗口态度差，请回电13912345678\n\
市教育局,\"=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"\n\
市体育局,张三峰说办事很快，很满意\n\
市体育局,比市密档管理室慢，密档室和Sealed Archive Office也是\n\
市体育局,18:30:15还在排队，网站10.9.8.7打不开\n\
市水利局,\"\"\"=cmd()\"\"\"\n\
市水利局,一三九 一二三四 五六七八 请回电，编号RATER-0007\n\
市密档管理室,密档室的门太窄\n";

/// Planted where a writer might take it from.
const PLANTED: [&str; 14] = [
    "密档",
    "Sealed Archive",
    "ZX9",
    "涉密",
    "13912345678",
    "=cmd()",
    "=HYPERLINK(",
    "RATER-0007",
    "10.20.30.40",
    "09:41:33",
    "18:30:15",
    "10.9.8.7",
    "五六七八",
    "密评",
];

/// Ballots of a half-year: of 领导 three on 市教育局 and enough on the others.
fn ballots(shift: usize) -> String {
    let mut text = String::from("评议人编号,主体,单位,业务工作,办事效率,来自IP,提交时间\n");
    let mut rater = 0;
    let units = [("市教育局", 3), ("市体育局", 9), ("市水利局", 7), ("市密档管理室", 8)];
    for (at, (unit, leaders)) in units.into_iter().enumerate() {
        // Who judges nobody else is as secret as whom they judge.
        let of_secret = if at == 3 { 6 } else { 0 };
        let groups =
            [("领导", leaders), ("企业", 14 + at), ("群众", 22 + at), ("密评组", of_secret)];
        for (group, n) in groups {
            for paper in 0..n {
                rater += 1;
                let marks = ["满意", "基本满意", "一般", "不满意"];
                let mark = |by: usize| marks[(paper * by + at + shift + rater) % (2 + at.min(2))];
                text += &format!(
                    "RATER-{rater:04},{group},{unit},{},{},10.20.30.40,2024/6/5 09:41:33\n",
                    mark(3),
                    mark(5)
                );
            }
        }
    }
    text
}

pub(crate) fn planted() -> Folder {
    let files = [
        ("appraisal.toml", APPRAISAL.to_owned()),
        ("scheme.toml", SCHEME.to_owned()),
        ("register.csv", REGISTER.to_owned()),
        (
            "returns.csv",
            "评议主体,发出,收回\n领导,40,30\n企业,90,80\n群众,120,110\n密评组,7,6\n".to_owned(),
        ),
        ("h1.csv", ballots(0)),
        ("h2-密档室.csv", ballots(1)),
        ("comments.csv", COMMENTS.to_owned()),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.into_bytes()));
    Folder::with(&BTreeMap::from(files))
}

/// The report in a language, with whom every file is for.
fn reported(language: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = planted();
    let run = folder.run(&["report", "--out", "out", "--lang", language, "--quiet"]);
    assert!(run.status < 2, "{}", run.err);
    files_in(&folder.path().join("out"))
}

fn leaves(path: &std::path::Path) -> bool {
    path.starts_with("public") || path.starts_with("units")
}

/// The texts in a file: itself, or the parts that are packed in it.
fn texts(path: &std::path::Path, bytes: &[u8]) -> Vec<String> {
    let packed = path.extension().is_some_and(|ending| ending == "docx" || ending == "xlsx");
    if !packed {
        return vec![String::from_utf8_lossy(bytes).into_owned()];
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|part| {
            let mut bytes = Vec::new();
            archive.by_index(part).expect("a part").read_to_end(&mut bytes).expect("its bytes");
            String::from_utf8_lossy(&bytes).into_owned()
        })
        .collect()
}

#[test]
fn nothing_planted_gets_out() {
    for language in ["zh", "en"] {
        let files = reported(language);
        assert!(files.keys().any(|path| path.starts_with("public")));
        assert_eq!(files.keys().filter(|path| path.starts_with("units")).count(), 3 * 3);
        assert!(files.keys().any(|path| path.starts_with("internal")));
        for (path, bytes) in files.iter().filter(|(path, _)| leaves(path)) {
            let name = path.to_string_lossy().into_owned();
            for text in std::iter::once(name.clone()).chain(texts(path, bytes)) {
                for word in PLANTED {
                    assert!(!text.contains(word), "{word} in {name}");
                }
            }
        }
        // The office itself sees the unit, but no rater either.
        let all: Vec<String> = files.iter().flat_map(|(path, bytes)| texts(path, bytes)).collect();
        assert!(all.iter().any(|text| text.contains("ZX9")));
        for word in ["RATER-0007", "13912345678", "10.20.30.40", "09:41:33"] {
            assert!(!all.iter().any(|text| text.contains(word)), "{word}");
        }
    }
}

/// Everything computed, as the office knows it and as the public does.
fn documents(files: &BTreeMap<PathBuf, Vec<u8>>) -> (Value, Value) {
    let read = |place: &str| {
        let path = PathBuf::from(place).join("report.json");
        serde_json::from_slice(&files[&path]).expect("JSON")
    };
    (read("internal"), read("public"))
}

#[test]
fn a_cell_of_three_raters_and_its_complement_are_told_to_nobody_outside() {
    let (office, public) = documents(&reported("zh"));
    let unit = |document: &Value| document["units"][0].clone();
    assert_eq!(unit(&public)["id"], "A1");
    let groups = |document: &Value| unit(document)["groups"].as_array().expect("groups").clone();
    let ns: Vec<u64> =
        groups(&office).iter().map(|group| group["whole"]["n"].as_u64().unwrap()).collect();
    assert_eq!(ns[0], 3);
    let told: Vec<bool> =
        groups(&public).iter().map(|group| group["whole"]["published"].is_string()).collect();
    // 领导 are three; 企业 are the next smallest.
    assert_eq!(told, [false, false, true]);
    assert_eq!(unit(&public)["whole"]["published"], unit(&office)["whole"]["published"]);
    let others = public["units"].as_array().unwrap()[1..].iter();
    let whole = |group: &Value| group["whole"]["published"].is_string();
    assert!(others.flat_map(|unit| unit["groups"].as_array().unwrap()).all(whole));
}

/// Rates count answers, scores weigh groups: with both, and with how many each group is, two withheld groups
/// would be two equations for two unknowns.
#[test]
fn what_would_be_a_second_equation_for_a_withheld_group_is_not_told() {
    let (office, public) = documents(&reported("zh"));
    assert!(office["units"][0]["rates"]["answers"].is_u64());
    let unit = &public["units"][0];
    let indicators = unit["indicators"].as_array().expect("indicators").iter();
    for rates in indicators.map(|indicator| &indicator["rates"]).chain([&unit["rates"]]) {
        for key in ["satisfied", "dissatisfied", "knowledge", "answers", "unknown"] {
            assert!(rates[key].is_null(), "{key} in {rates}");
        }
    }
    let groups = unit["groups"].as_array().expect("groups");
    assert!(groups.iter().all(|group| group["whole"]["n"].is_null()));
    assert!(public["units"][1]["rates"]["answers"].is_u64());
    assert!(public["units"][1]["groups"][0]["whole"]["n"].is_u64());
}

#[test]
fn the_appeal_pack_of_a_unit_counts_no_group_beside_one_that_is_withheld() {
    let folder = planted();
    for (unit, lines) in [("市教育局", 1), ("市体育局", 2 * 3 * 2)] {
        let run =
            folder.run(&["appeal", unit, "--audience", "public", "--out", unit, "--lang", "zh"]);
        assert!(run.status < 2, "{}", run.err);
        let files = files_in(&folder.path().join(unit));
        let counts = String::from_utf8_lossy(&files[Path::new("票数.csv")]).into_owned();
        assert!(counts.lines().count() >= lines && (lines > 1 || counts.lines().count() == 1));
        let page = String::from_utf8_lossy(&files[Path::new("复核说明.html")]).into_owned();
        // A sum of points over a number of answers.
        assert!(!page.contains(" ÷ 3<"), "{unit}");
        assert_eq!(page.contains("每一步均可据此手工复算"), lines > 1, "{unit}");
        assert_eq!(page.contains(" ÷ 1"), lines > 1, "{unit}");
    }
}

/// An attacker adds up: wherever a mean, a total or a count of the public could hold the hidden unit, it
/// is what the units that are told make by themselves.
#[test]
fn the_hidden_unit_is_in_no_mean_no_count_and_no_gap_of_ranks() {
    let (office, public) = documents(&reported("zh"));
    assert_eq!(office["units"].as_array().unwrap().len(), 4);
    let units = public["units"].as_array().unwrap();
    assert_eq!(units.len(), 3);
    let score =
        |value: &Value| value["published"].as_str().map(|text| text.parse::<f64>().unwrap());
    let mean = |of: &dyn Fn(&Value) -> Option<f64>| {
        let scores: Vec<f64> = units.iter().filter_map(of).collect();
        (scores.iter().sum::<f64>() / scores.len() as f64, scores.len())
    };
    let all_means = public["categories"].as_array().unwrap().iter().map(|c| &c["means"]);
    let mut seen = 0;
    for means in all_means.chain([&public["city"]]) {
        for told in means.as_array().unwrap().iter().filter(|mean| !mean["published"].is_null()) {
            let (own, n) = match told["indicator"].as_str() {
                None => mean(&|unit| score(&unit["whole"])),
                Some(id) => mean(&|unit| {
                    let all = unit["indicators"].as_array().unwrap();
                    score(all.iter().find(|i| i["indicator"] == id)?)
                }),
            };
            assert_eq!(told["n_units"], n);
            assert!((score(told).unwrap() - own).abs() <= 0.0101, "{told} is not {own}");
            seen += 1;
        }
    }
    assert_eq!(seen, 6);
    for table in public["tables"].as_array().unwrap() {
        let standings = table["standings"].as_array().expect("rows").iter();
        let ranks: Vec<u64> = standings.map(|row| row["rank"].as_u64().expect("a rank")).collect();
        // Competition ranking: each rank is one more than the number of better units.
        for rank in &ranks {
            let better = ranks.iter().filter(|other| *other < rank).count();
            assert_eq!(usize::try_from(*rank), Ok(1 + better));
        }
        let unranked = table["unranked"].as_array().expect("rows").len();
        assert_eq!(ranks.len() + unranked, 3, "{table}");
    }
    for key in ["rows", "findings", "weightings", "fair"] {
        assert!(public[key].is_null(), "{key}");
    }
    for group in public["returns"].as_array().unwrap() {
        assert!(group["ballots"].is_null() && group["void_ballots"].is_null(), "{group}");
    }
}

#[test]
fn the_hidden_score_is_printed_nowhere_outside() {
    let files = reported("zh");
    let (office, _) = documents(&files);
    let hidden = &office["units"][3];
    assert_eq!(hidden["id"], "ZX9");
    let secret = hidden["whole"]["published"].as_str().expect("a score");
    let open = office["units"].as_array().unwrap()[..3].iter();
    let open: Vec<String> = open.map(|unit| unit.to_string()).collect();
    // Else the test would find the score of somebody else.
    assert!(!open.iter().any(|unit| unit.contains(secret)), "{secret}");
    for (path, bytes) in files.iter().filter(|(path, _)| leaves(path)) {
        let is_drawing = path.extension().is_some_and(|ending| ending == "svg" || ending == "png");
        for text in texts(path, bytes).iter().filter(|_| !is_drawing) {
            let standing = text.match_indices(secret).any(|(at, _)| {
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
                !digit(text[..at].chars().next_back())
                    && !digit(text[at + secret.len()..].chars().next())
            });
            assert!(!standing, "{secret} in {}", path.display());
        }
    }
}
