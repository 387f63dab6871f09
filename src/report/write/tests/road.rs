//! A small city with a secret: five units in three categories, one of them for the leaders only,
//! over two half-years.

use std::fmt::Write as _;

use tempfile::TempDir;

use crate::appraisal::{Appraisal, InputFile};
use crate::estimate::Estimates;
use crate::intake::Intake;
use crate::league::League;
use crate::report::{Fair, Material, Past};
use crate::tally::Tally;
use crate::trend::{Exercise, Trend};

const APPRAISAL: &str = r#"
title = "某市机关效能评议"
title_en = "Appraisal of a city"
scheme = "scheme.toml"
register = "register.csv"
periods = [
    { period = "2025H1", ballots = [{ files = ["2025H1.csv"] }] },
    { period = "2025H2", ballots = [{ files = ["2025H2.csv"] }] },
]
"#;

const SCHEME: &str = r#"
id = "probe"
name = "小样"
indicators = [{ id = "work", label = "业务" }, { id = "service", label = "服务" }]
groups = [
    { id = "public", label = "群众", weight = 60 },
    { id = "firms", label = "企业", weight = 40 },
    { id = "cabinet", label = "秘密评议组", weight = 0 },
]
categories = [
    { id = "open", label = "公开类" },
    { id = "scored", label = "只计分类", publication = "score-only" },
    { id = "secret", label = "秘密类别", publication = "internal" },
]
scoring = { min_n_unit = 1, min_n_group = 1 }
error = { draws = 200 }
rates = { satisfied = ["满意"], dissatisfied = ["不满意"] }
ranking = { tables = ["overall", "category", "indicator", "category-indicator"] }

[scale]
levels = [
    { id = "good", label = "满意", points = 100, polarity = "positive" },
    { id = "fair", label = "一般", points = 60, polarity = "neutral" },
    { id = "bad", label = "不满意", points = 0, polarity = "negative" },
    { id = "unknown", label = "不了解", kind = "unknown" },
]

[weights.secret]
public = 50
firms = 20
cabinet = 30
"#;

const REGISTER: &str = "\
id,name,category
u1,市教育局,open
u2,市公安局,open
u3,市文联,open
u4,市地震局,scored
u5,秘密单位,secret
";

/// The folder and every stop of the road over it.
pub(super) struct Road {
    _folder: TempDir,
    pub(super) appraisal: Appraisal,
    pub(super) intake: Intake,
    pub(super) tally: Tally,
    pub(super) estimates: Estimates,
    pub(super) league: League,
    pub(super) trends: Vec<Trend>,
    pub(super) history: Vec<Past>,
}

impl Road {
    pub(super) fn walked() -> Road {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
        write("appraisal.toml", APPRAISAL).unwrap();
        write("scheme.toml", SCHEME).unwrap();
        write("register.csv", REGISTER).unwrap();
        write("2025H1.csv", &ballots(2)).unwrap();
        write("2025H2.csv", &ballots(3)).unwrap();
        let (appraisal, _, _, estimates, league) = walk(&folder, "2025H1");
        let past = Past { appraisal, estimates, league };
        let (appraisal, intake, tally, estimates, league) = walk(&folder, "2025H2");
        let earlier = Exercise {
            appraisal: &past.appraisal,
            estimates: &past.estimates,
            league: &past.league,
        };
        let later = Exercise { appraisal: &appraisal, estimates: &estimates, league: &league };
        let trends = vec![Trend::compare(earlier, later).unwrap()];
        let history = vec![past];
        Road { _folder: folder, appraisal, intake, tally, estimates, league, trends, history }
    }

    pub(super) fn material(&self) -> Material<'_> {
        Material {
            appraisal: &self.appraisal,
            account: self.intake.account(),
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

    /// The tally of an audit table that is taken in as paper counts of the same city.
    pub(super) fn recounted(audit: &[u8]) -> Tally {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text);
        let appraisal = APPRAISAL.replace("2025H2.csv", "audit.csv");
        write("appraisal.toml", appraisal.as_bytes()).unwrap();
        write("scheme.toml", SCHEME.as_bytes()).unwrap();
        write("register.csv", REGISTER.as_bytes()).unwrap();
        write("2025H1.csv", b"").unwrap();
        write("audit.csv", audit).unwrap();
        walk(&folder, "2025H2").2
    }

    pub(super) fn inputs(&self) -> &[InputFile] {
        self.intake.inputs()
    }
}

fn walk(folder: &TempDir, period: &str) -> (Appraisal, Intake, Tally, Estimates, League) {
    let period = period.parse().unwrap();
    let appraisal = Appraisal::open(folder.path(), Some(period)).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let league = League::rank(&appraisal, &estimates);
    (appraisal, intake, tally, estimates, league)
}

/// Ballots of two groups on all units but u3, and of the third group on u5. Of the firms only
/// three say anything of u2. The answers turn in a wheel of so many levels.
fn ballots(wheel: usize) -> String {
    let mut text = String::from("评议人,评议主体,单位,业务,服务\n");
    let levels = ["满意", "一般", "不满意"];
    let mut turn = 0;
    let mut add = |rater: &str, group: &str, unit: &str| {
        turn += 1;
        let (a, b) = (levels[turn % wheel], levels[(turn / 2) % wheel]);
        writeln!(text, "{rater},{group},{unit},{a},{b}").unwrap();
    };
    for rater in 0..8 {
        for unit in ["市教育局", "市公安局", "市地震局", "秘密单位"] {
            add(&format!("p{rater}"), "群众", unit);
            if unit != "市公安局" || rater < 3 {
                add(&format!("f{rater}"), "企业", unit);
            }
        }
        add(&format!("c{rater}"), "秘密评议组", "秘密单位");
    }
    text
}
