//! The whole road on a small appraisal with every rule, from ballots that a fuzzer writes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use pingyi::account::Account;
use pingyi::appraisal::Appraisal;
use pingyi::estimate::Estimates;
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::report::write::{csv, findings_csv, html, json};
use pingyi::report::{Audience, Fair, Material, Report};
use pingyi::tally::Tally;
use tempfile::TempDir;

use super::told;

const APPRAISAL: &str = r#"title = "某市机关效能评议"
scheme = "scheme.toml"
register = "register.csv"
[[periods]]
period = "2024H1"
populations = [{ group = "企业", size = 40 }]
[[periods.ballots]]
files = ["ballots.csv"]
columns = { attributes = ["性别"] }
"#;

pub(super) const SCHEME: &str = r#"id = "small"
name = "小方案"
indicators = [{ label = "业务工作" }, { label = "办事效率" }]
groups = [{ label = "企业", weight = 60 }, { label = "群众", weight = 40 }]
categories = [{ label = "政府部门" }, { label = "党群部门" }]
rules = [
    { when = "unknown-unit", effect = "refuse-row" },
    { when = "unknown-group", effect = "refuse-row" },
    { when = "missing-unit", effect = "refuse-row" },
    { when = "missing-group", effect = "refuse-row" },
    { when = "missing-rater", effect = "refuse-row" },
    { when = "unit-not-in-force", effect = "refuse-row" },
    { when = "ragged-row", effect = "refuse-row" },
    { when = "bad-weight", effect = "refuse-row" },
    { when = "off-scale", effect = "void-answer" },
    { when = "multiple-marks", effect = "void-answer" },
    { when = "blank-ballot", effect = "void-ballot" },
    { when = "duplicate-ballot", effect = "void-ballot" },
    { when = "conflicting-ballots", effect = "void-ballot" },
    { when = "out-of-dates", effect = "void-ballot", from = "2024-06-01", to = "2024-06-10" },
    { when = "out-of-region", effect = "void-ballot", allowed = ["某市"] },
    { when = "self-rating", effect = "void-ballot" },
    { when = "missing-share", effect = "void-ballot", share = 0.6 },
    { when = "all-maximum", effect = "flag", least_units = 3 },
    { when = "all-equal", effect = "flag", least_units = 3 },
    { when = "near-maximum", effect = "flag" },
    { when = "too-fast", effect = "void-ballot", seconds = 3 },
    { when = "burst", effect = "flag", papers = 3, minutes = 5, least_answers = 2 },
    { when = "shared-device", effect = "flag", papers = 2 },
    { when = "satisfied-batch", effect = "flag", papers = 3 },
    { when = "votes-above-population", effect = "flag" },
    { when = "group-far-above", effect = "flag", min_n = 2 },
]

[scale]
levels = [
    { label = "满意", points = 100 },
    { label = "基本满意", points = 80 },
    { label = "一般", points = 60 },
    { label = "不满意", points = 30 },
    { label = "不了解", kind = "unknown" },
]
"#;

const REGISTER: &str = "编号,全称,简称,类别,启用,停用,前身\n\
A1,市教育局,教育局,政府部门,,,\n\
A2,市委办公室,市委办,党群部门,,,\n\
A3,市公安局,,政府部门,,,\n\
A4,市体育局,,政府部门,,2023-12,\n";

const HEADINGS: &str = "评议人编号,评议主体,单位,业务工作,办事效率,提交时间,所用时间,来自IP,所在地区,所在单位,权重,性别";

/// What stands in each column of a row that is made by choice: as often right as wrong.
const CHOICES: [&[&str]; 12] = [
    &["1", "2", "3", "4", "5", "6", "7", "8", "", "１", "a\u{200b}", "9"],
    &["企业", "群众", "企 业", "群众\u{200b}", "", "路人"],
    &[
        "市教育局",
        "市委办公室",
        "市公安局",
        "教育局",
        "市体育局",
        "",
        "市教育居",
        "=1+1",
        "市\u{202e}局",
    ],
    &["满意", "基本满意", "一般", "不满意", "不了解", "", "满意┋一般", "好", "\"满\n意\""],
    &["满意", "基本满意", "一般", "不满意", "不了解", "", "１", "-3", "(跳过)"],
    &["2024/6/5 10:00:00", "2024-06-05 10:01", "2024/6/11", "45448.5", "", "0/0/0", "9999999"],
    &["100秒", "0:01:40", "2", "", "1e9", "-1", "1分", "99999999999999999999"],
    &["10.0.0.1", "10.0.0.2", "", "::1"],
    &["某市", "他市", "", "\u{feff}某市"],
    &["", "市教育局", "无", "教育局"],
    &["1", "2.5", "0.001", "", "-1", "1e400", "99999999999999999999999", "1.000000000000000000001"],
    &["男", "女", "", "\u{1b}[31m"],
];

/// The files of an appraisal in which nothing is wrong.
pub(super) fn sound() -> BTreeMap<String, Vec<u8>> {
    let row = "1,企业,市教育局,满意,一般,2024/6/5 10:00:00,100秒,10.0.0.1,某市,无,1,男\n";
    [
        ("appraisal.toml", APPRAISAL.to_owned()),
        ("scheme.toml", SCHEME.to_owned()),
        ("register.csv", REGISTER.to_owned()),
        ("ballots.csv", format!("{HEADINGS}\n{row}")),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .collect()
}

/// A file of ballots as it comes.
pub(super) fn ballots(data: &[u8]) {
    FIXED.with(|(folder, appraisal)| read(folder, appraisal, data));
}

/// A file of ballots whose columns are not told: in words, or coded as `count --ballots` writes it.
pub(super) fn coded_ballots(data: &[u8]) {
    PLAIN.with(|(folder, appraisal)| read(folder, appraisal, data));
}

/// Runs with an appraisal whose ballots do not matter.
pub(super) fn with_plain(run: impl FnOnce(&Appraisal)) {
    PLAIN.with(|(_, appraisal)| run(appraisal));
}

/// Rows made by choice: twelve bytes each choose a cell for every column, and now and then the next
/// byte lengthens a cell or leaves one out.
pub(super) fn rows(data: &[u8]) {
    let mut text = format!("{HEADINGS}\n");
    for bytes in data[..data.len().min(12 * 60)].chunks(CHOICES.len()) {
        for (at, (byte, choices)) in bytes.iter().zip(CHOICES).enumerate() {
            let comma = if at == 0 { "" } else { "," };
            // Three in four are what a clerk would write.
            let choice = if *byte < 192 {
                choices[usize::from(*byte) % choices.len().min(3)]
            } else {
                choices[usize::from(*byte) % choices.len()]
            };
            write!(text, "{comma}{choice}").expect("memory takes it");
        }
        text.push('\n');
    }
    ballots(text.as_bytes());
}

thread_local! {
    /// Opened once, for only the ballots change.
    static FIXED: (TempDir, Appraisal) = opened(sound());
    /// The same, and nothing is said of the columns.
    static PLAIN: (TempDir, Appraisal) = {
        let mut files = sound();
        let text = APPRAISAL.replace("columns = { attributes = [\"性别\"] }\n", "");
        files.insert("appraisal.toml".to_owned(), text.into_bytes());
        opened(files)
    };
}

fn opened(files: BTreeMap<String, Vec<u8>>) -> (TempDir, Appraisal) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in &files {
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    }
    let appraisal = Appraisal::open(folder.path(), None).expect("a sound folder");
    (folder, appraisal)
}

fn read(folder: &TempDir, appraisal: &Appraisal, ballots: &[u8]) {
    std::fs::write(folder.path().join("ballots.csv"), ballots).expect("a file");
    walk(appraisal, ballots.len().is_multiple_of(16));
}

/// From the ballots to the report, as far as the findings let.
pub(super) fn walk(appraisal: &Appraisal, with_page: bool) {
    let intake = Intake::inspect(appraisal, &|_, _| {});
    told::findings(intake.findings());
    let rows = intake.account().rows();
    assert_eq!(rows.rows, rows.accepted + rows.void + rows.refused, "every row is accounted for");
    told::each_language(|locale| {
        let text = findings_csv(intake.findings(), locale);
        told::harmless(std::str::from_utf8(&text).expect("UTF-8"));
    });
    if intake.stops() {
        return;
    }
    tell(appraisal, intake.account(), &Tally::count(appraisal, &intake), with_page);
}

/// From the counts to the report.
pub(super) fn tell(appraisal: &Appraisal, account: &Account, tally: &Tally, with_page: bool) {
    let estimates = Estimates::score(appraisal, tally);
    let league = League::rank(appraisal, &estimates);
    let material = Material {
        appraisal,
        account,
        tally,
        estimates: &estimates,
        league: &league,
        trends: &[],
        history: &[],
        refused: &[],
        fair: Fair::default(),
        parts: &[],
        is_told: false,
    };
    let _ = json(&material, Audience::Internal);
    if !with_page {
        return;
    }
    told::each_language(|locale| {
        let report = Report::compose(&material, Audience::Internal, locale);
        told::harmless(&html(&report, locale).expect("a page"));
        for grid in &report.grids {
            told::harmless(std::str::from_utf8(&csv(grid, locale)).expect("UTF-8"));
        }
    });
}
