//! The sample city, walked once for all tests, and small cities that lack one thing or another.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use pingyi::account::Account;
use pingyi::appraisal::Appraisal;
use pingyi::comment::Comments;
use pingyi::estimate::Estimates;
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::report::{Fair, Material, Past};
use pingyi::tally::Tally;
use pingyi::trend::{Exercise, Trend};

/// A folder walked to its end.
pub(crate) struct City {
    pub(crate) appraisal: Appraisal,
    pub(crate) account: Account,
    pub(crate) tally: Tally,
    pub(crate) estimates: Estimates,
    pub(crate) league: League,
    pub(crate) trends: Vec<Trend>,
    pub(crate) history: Vec<Past>,
}

impl City {
    /// A period of a folder, compared with earlier ones, the last of them first.
    pub(crate) fn walk(folder: &Path, period: &str, earlier: &[&str]) -> City {
        let (appraisal, account, tally, estimates, league) = walk(folder, period);
        let mut history: Vec<Past> = Vec::new();
        let mut trends = Vec::new();
        for period in earlier {
            let (before, _, _, old_estimates, old_league) = walk(folder, period);
            let past =
                Exercise { appraisal: &before, estimates: &old_estimates, league: &old_league };
            let now = Exercise { appraisal: &appraisal, estimates: &estimates, league: &league };
            trends.push(Trend::compare(past, now).unwrap());
            let past = Past { appraisal: before, estimates: old_estimates, league: old_league };
            history.insert(0, past);
        }
        City { appraisal, account, tally, estimates, league, trends, history }
    }

    pub(crate) fn material(&self) -> Material<'_> {
        Material {
            appraisal: &self.appraisal,
            account: &self.account,
            tally: &self.tally,
            estimates: &self.estimates,
            league: &self.league,
            trends: &self.trends,
            history: &self.history,
            refused: &[],
            fair: Fair::default(),
            parts: &[],
            is_told: false,
        }
    }
}

fn walk(folder: &Path, period: &str) -> (Appraisal, Account, Tally, Estimates, League) {
    let appraisal = Appraisal::open(folder, Some(period.parse().unwrap())).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let league = League::rank(&appraisal, &estimates);
    let account = intake.account().clone();
    (appraisal, account, tally, estimates, league)
}

/// The folder of the sample city.
pub(crate) fn sample_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data")
}

/// The sample city in the second half of 2025, compared with the half before.
pub(crate) fn sample() -> &'static City {
    static CITY: OnceLock<City> = OnceLock::new();
    CITY.get_or_init(|| City::walk(&sample_folder(), "2025H2", &["2025H1"]))
}

/// A small city by the lines of its scheme that differ.
pub(crate) struct Small {
    pub(crate) name: &'static str,
    /// Lines of the scheme beside id, name and scale.
    scheme: &'static str,
    /// Units with their categories.
    units: &'static [(&'static str, &'static str)],
    /// Whether anybody knew anything.
    is_answered: bool,
    /// Whether it is known what went out and came back.
    is_counted: bool,
}

const ONE_GROUP: &str = r#"groups = [{ id = "public", label = "群众", weight = 1 }]"#;

/// Cities of which each lacks something: categories, indicators, answers, returns, ranks, grades, a past.
pub(crate) const SMALL: &[Small] = &[
    Small {
        name: "bare",
        scheme: r#"indicators = [{ id = "work", label = "业务" }]
categories = [{ id = "all", label = "单位" }]"#,
        units: &[("市教育局", "all"), ("市公安局", "all"), ("市文联", "all")],
        is_answered: true,
        is_counted: false,
    },
    Small {
        name: "alone",
        scheme: r#"indicators = [{ id = "work", label = "业务" }, { id = "service", label = "服务" }]
categories = [{ id = "all", label = "单位" }]"#,
        units: &[("市教育局", "all")],
        is_answered: true,
        is_counted: true,
    },
    Small {
        name: "silent",
        scheme: r#"indicators = [{ id = "work", label = "业务" }, { id = "service", label = "服务" }]
categories = [{ id = "open", label = "公开类" }, { id = "other", label = "其他类" }]"#,
        units: &[("市教育局", "open"), ("市公安局", "other")],
        is_answered: false,
        is_counted: false,
    },
    Small {
        name: "unranked",
        scheme: r#"indicators = [{ id = "work", label = "业务" }, { id = "service", label = "服务" }]
categories = [{ id = "scored", label = "只计分类", publication = "score-only" }]
rates = { satisfied = ["满意"], dissatisfied = ["不满意"] }"#,
        units: &[("市教育局", "scored"), ("市公安局", "scored"), ("市文联", "scored")],
        is_answered: true,
        is_counted: true,
    },
    Small {
        name: "thin",
        scheme: r#"indicators = [{ id = "work", label = "业务" }, { id = "service", label = "服务" }]
categories = [{ id = "open", label = "公开类" }]
scoring = { min_n_unit = 500 }"#,
        units: &[("市教育局", "open"), ("市公安局", "open")],
        is_answered: true,
        is_counted: true,
    },
    Small {
        name: "secret",
        scheme: r#"indicators = [{ id = "work", label = "业务" }, { id = "service", label = "服务" }]
categories = [
    { id = "open", label = "公开类" },
    { id = "scored", label = "只计分类", publication = "score-only" },
    { id = "secret", label = "秘密类别", publication = "internal" },
]
rates = { satisfied = ["满意"], dissatisfied = ["不满意"] }
scoring = { min_n_unit = 1 }
ranking = { tables = ["overall", "category", "indicator", "category-indicator"] }"#,
        units: &[
            ("市教育局", "open"),
            ("市公安局", "open"),
            ("市文联", "scored"),
            ("秘密单位", "secret"),
            ("秘密单位二", "secret"),
        ],
        is_answered: true,
        is_counted: true,
    },
    Small {
        name: "graded",
        scheme: r#"indicators = [{ id = "work", label = "业务" }, { id = "service", label = "服务" }]
categories = [{ id = "open", label = "公开类" }]
scoring = { min_n_unit = 1 }
ranking = { tables = ["category"] }
grading = { thresholds = [{ grade = "优秀", from = 70 }, { grade = "合格", from = 30 }, { grade = "不合格" }] }"#,
        units: &[("市教育局", "open"), ("市公安局", "open")],
        is_answered: true,
        is_counted: true,
    },
];

impl Small {
    pub(crate) fn walk(&self) -> City {
        let folder = self.folder();
        City::walk(folder.path(), "2025H2", &[])
    }

    /// The same with a table of comments.
    pub(crate) fn walk_with_comments(&self, table: &str) -> (City, Comments) {
        let folder = self.folder();
        std::fs::write(folder.path().join("comments.csv"), table).unwrap();
        let path = folder.path().join("appraisal.toml");
        let keys = "[[periods.comments]]\nfiles = [\"comments.csv\"]\n";
        let appraisal = std::fs::read_to_string(&path).unwrap() + keys;
        std::fs::write(&path, appraisal).unwrap();
        let city = City::walk(folder.path(), "2025H2", &[]);
        let comments = Comments::read(&city.appraisal).unwrap();
        (city, comments)
    }

    fn folder(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).unwrap();
        };
        let returns = if self.is_counted { "returns_file = \"returns.csv\"\n" } else { "" };
        let ballots = "[[periods.ballots]]\nfiles = [\"ballots.csv\"]\n";
        write(
            "appraisal.toml",
            &format!(
                "title = \"某市机关效能评议\"\ntitle_en = \"Appraisal of a city\"\nscheme = \"scheme.toml\"\nregister = \"register.csv\"\n[[periods]]\nperiod = \"2025H2\"\n{returns}{ballots}"
            ),
        );
        write("scheme.toml", &format!("{HEAD}{ONE_GROUP}\n{}\n{SCALE}", self.scheme));
        write("returns.csv", "评议主体,发出,收回\n群众,20,16\n");
        let mut register = String::from("id,name,category\n");
        let mut ballots = String::from("评议人,评议主体,单位,业务,服务\n");
        for (at, (unit, category)) in self.units.iter().enumerate() {
            register.push_str(&format!("u{at},{unit},{category}\n"));
            for rater in 0..16 {
                let level = |turn: usize| match self.is_answered {
                    true => ["满意", "一般", "不满意"][(turn % (at + 2)) % 3],
                    false => "不了解",
                };
                let (work, service) = (level(rater), level(rater / 2));
                ballots.push_str(&format!("p{rater},群众,{unit},{work},{service}\n"));
            }
        }
        let ballots = match self.scheme.contains("service") {
            true => ballots,
            false => without_last_column(&ballots),
        };
        write("register.csv", &register);
        write("ballots.csv", &ballots);
        folder
    }
}

fn without_last_column(table: &str) -> String {
    let lines = table.lines().filter_map(|line| line.rsplit_once(','));
    lines.map(|(rest, _)| format!("{rest}\n")).collect()
}

const HEAD: &str = "id = \"probe\"\nname = \"小样\"\nerror = { draws = 200 }\n";

const SCALE: &str = r#"
[scale]
levels = [
    { id = "good", label = "满意", points = 100, polarity = "positive" },
    { id = "fair", label = "一般", points = 60, polarity = "neutral" },
    { id = "bad", label = "不满意", points = 0, polarity = "negative" },
    { id = "unknown", label = "不了解", kind = "unknown" },
]
"#;

/// A city of so many units in two categories, of which nobody knows how sure the order is.
pub(crate) fn large(units: usize) -> City {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "appraisal.toml",
        "title = \"某省机关评议\"\nscheme = \"scheme.toml\"\nregister = \"register.csv\"\n[[periods]]\nperiod = \"2025H2\"\n[[periods.ballots]]\nfiles = [\"ballots.csv\"]\n",
    );
    let scheme = r#"indicators = [{ id = "work", label = "业务" }, { id = "service", label = "服务" }]
categories = [{ id = "a", label = "甲类" }, { id = "b", label = "乙类" }]
scoring = { min_n_unit = 1, min_n_group = 1 }
ranking = { tables = ["overall", "category", "indicator"] }"#;
    write("scheme.toml", &format!("{HEAD}{ONE_GROUP}\n{scheme}\n{SCALE}"));
    let mut register = String::from("id,name,category\n");
    let mut ballots = String::from("评议人,评议主体,单位,业务,服务\n");
    for unit in 1..=units {
        let category = if unit % 3 == 0 { "a" } else { "b" };
        register.push_str(&format!("u{unit},第{unit}局,{category}\n"));
        for rater in 0..6 {
            let level = |turn: usize| ["满意", "一般", "不满意"][turn % 3];
            let (work, service) = (level(unit * 7 / 5 + rater * unit), level(unit + rater));
            ballots.push_str(&format!("p{rater},群众,第{unit}局,{work},{service}\n"));
        }
    }
    write("register.csv", &register);
    write("ballots.csv", &ballots);
    let appraisal = Appraisal::open(folder.path(), Some("2025H2".parse().unwrap())).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let league = League::order(&appraisal, &estimates);
    let account = intake.account().clone();
    let (trends, history) = (Vec::new(), Vec::new());
    City { appraisal, account, tally, estimates, league, trends, history }
}
